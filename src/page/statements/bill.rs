//! A department's bill (对账单) of a period: the office's usual form, to be printed and signed.

use super::statement::{correction_lines, head};
use crate::account::{
    Account, BillPart, Filter, Grouping, Listed, Outcome, Statement, StatementLine, Statements,
};
use crate::ledger::{DepartmentId, Kind, Locale, Quantity, Share};
use crate::page::period::{closed_note, rule, stands, title as period_title};
use crate::page::words::{self, say};
use crate::page::{Block, Cell, Ink, Page, Text, Value, indicators, parts, rate, table, units};

/// The bill of one department.
pub fn page(
    statement: &Statement<'_, '_>,
    sums: &Statements,
    department: DepartmentId,
    lang: Locale,
) -> Page {
    let account = statement.account;
    let owner = account.book.department(department);
    let (name, period) = (&owner.name, period_title(statement.period, account, lang));
    let title = say!(lang, "{name} {period}重点工作对账单", "{name}: bill of {period}");
    let number = format!("{}-{}", statement.period, owner.id);
    let number = say!(lang, "编号 {number}", "No. {number}");
    let ledger = account.book.first_ledger();
    let office = ledger.and_then(|ledger| ledger.office.as_deref()).unwrap_or("");
    let as_of = stands(statement, lang).plain();
    let tables = [
        Block::Gap,
        head(&sums.totals, account.book.decimals(), lang),
        Block::Gap,
        table(statement, department, lang),
        Block::Gap,
    ];
    let office = format!("{office}  {as_of}");
    Page::titled(title, lang)
        .with([Block::Spread(number.into(), office.trim().into())])
        .with(tables)
        .with(corrections(statement, department, lang))
        .with(signatures(lang))
        .with([Block::Gap])
        .with(closed_note(statement, lang))
        .note(rule(statement, lang))
        .noted(account, lang)
}

/// What a part is called.
fn part(part: BillPart, lang: Locale) -> String {
    match part {
        BillPart::CarriedOver => {
            say!(lang, "应办未完成，转下期", "Owed and not delivered, carried over")
        }
        BillPart::Delivered => say!(lang, "应办已完成", "Owed and delivered"),
        BillPart::Lifted => {
            say!(lang, "应办核减（延期、撤销、暂停）", "Lifted (extended, cancelled, suspended)")
        }
        BillPart::Struck => say!(lang, "本期提前销号", "Struck off before the deadline"),
        BillPart::Awaiting => say!(lang, "已完成待核验销号", "Complete, awaiting strike-off"),
        BillPart::Open => say!(lang, "时限未到", "Open, not due yet"),
        BillPart::Gone => say!(lang, "本期撤销、结转", "Cancelled or rolled over"),
        BillPart::MovedOut => say!(lang, "本期转出", "Handed over to another department"),
    }
}

fn table(statement: &Statement<'_, '_>, department: DepartmentId, lang: Locale) -> Block {
    let account = statement.account;
    let bill = statement.bill(department);
    let mut lines = Vec::new();
    for (nth, (section, line)) in bill.iter().enumerate() {
        let before = nth.checked_sub(1).and_then(|nth| bill.get(nth));
        if before.is_none_or(|(before, _)| before != section) {
            let count = bill.iter().filter(|(other, _)| other == section).count();
            let name = part(*section, lang);
            let head = say!(lang, "{name} {count}项", "{name}: {count}");
            lines.push(table::Line::Part(head.into(), name));
        }
        let amounts = amounts(account, line, lang);
        lines.push(table::Line::Row((nth + 1, *line, amounts)));
    }
    table::grouped(lines, lang)
        .named(say!(lang, "对账单", "Bill"))
        .groups(say!(lang, "类别", "Part"))
        .right(say!(lang, "序号", "No."), 3, |(nth, ..)| *nth)
        .area(account, |(_, line, _)| line.figures)
        .task(|(_, line, _)| line.figures)
        .due(account, 0, |(_, line, _)| line.figures)
        .right(say!(lang, "计划", "Plan"), 2, |(_, _, amounts)| amounts.plan.clone())
        .right(say!(lang, "完成", "Done"), 0, |(_, _, amounts)| amounts.done.clone())
        .right(say!(lang, "本期完成", "Done +"), 1, |(_, _, amounts)| amounts.gained.clone())
        .right(say!(lang, "差额", "+/-"), 0, |(_, line, amounts)| {
            let behind = line.outcome == Some(Outcome::CarriedOver);
            amounts.over.clone().inked(if behind { Ink::Red } else { Ink::Plain })
        })
        .wide(|table| {
            table.left(say!(lang, "灯", "Light"), 0, |(_, line, _)| {
                parts::lit(account, line.figures, lang)
            })
        })
        .left(say!(lang, "状态", "Standing"), 1, |(_, line, _)| {
            let figures = line.figures;
            Text::inked(words::standing(figures.standing, lang), words::ink(figures.light))
        })
        .wrapping(say!(lang, "备注", "Remark"), |(_, line, _)| remark(account, line, lang))
        .block()
}

/// Plan, figure, what the period brought and difference, each with its unit; `-` for what a task does not have.
struct Amounts {
    plan: Cell,
    done: Cell,
    gained: Cell,
    over: Cell,
}

/// In the task's own unit; in percent where it has none to show.
fn amounts(account: &Account<'_>, line: &StatementLine<'_, '_>, lang: Locale) -> Amounts {
    let figures = line.figures;
    let (task, state) = (figures.task, &figures.state);
    let none = || Cell::from("-");
    let amount = |quantity: Option<Quantity>| {
        quantity.map_or_else(none, |quantity| Cell::amount(quantity, &task.unit))
    };
    let shares = figures.shares.planned.zip(figures.shares.actual);
    let Some((planned, actual)) = shares else {
        let gap = account.rate(figures).map(|figure| rate::gap(figure, figures, lang));
        return Amounts {
            plan: amount(account.rate_target(figures).filter(|_| task.is_rate())),
            done: amount(state.done(task)),
            gained: amount(line.gained()),
            over: gap.map_or_else(none, Cell::from),
        };
    };
    let counted = task.kind != Kind::Duty && !task.unit.is_empty() && state.target.is_some();
    let in_steps = task.plan.iter().any(|point| point.step.is_some()) && task.target.is_none();
    if !counted || task.unit == "%" || in_steps {
        let decimals = account.book.decimals();
        let percent = |share: Share| Cell {
            text: format!("{}%", words::percent_to(share, decimals)).into(),
            ..Cell::percent(share, decimals)
        };
        let gained = percent(line.actual_gain());
        let over = Cell::over(Some(planned.minus(actual)), decimals);
        let done = match task.indicators() {
            [] => percent(actual),
            _ => {
                let percent = words::percent_to(actual, decimals);
                format!("{} {percent}%", indicators::short(figures, lang)).into()
            }
        };
        return Amounts { plan: percent(planned), done, gained, over };
    }
    let base = task.base();
    let way = state.target.unwrap_or_default().millionths() - base.millionths();
    let due = Quantity::from_millionths(base.millionths() + planned.rounded(way));
    let due = units::planned(figures, due);
    let done = state.done(task).unwrap_or(base);
    // Minus is behind, also where lower is better.
    let turn = if way < 0 { -1 } else { 1 };
    let difference = Quantity::from_millionths(turn * (done.millionths() - due.millionths()));
    Amounts {
        plan: tenths(due, format!("{}{}", units::worked_out(figures, due), task.unit)),
        done: amount(Some(done)),
        gained: amount(line.gained()),
        over: Cell {
            value: Value::Difference(rounded(difference)),
            ..units::difference(figures, difference).into()
        },
    }
}

/// An amount told with one decimal.
fn tenths(amount: Quantity, words: String) -> Cell {
    Cell { value: Value::Number(rounded(amount)), ..words.into() }
}

fn rounded(amount: Quantity) -> f64 {
    Share::from_quantity(amount).rounded(10) as f64 / 10.0
}

/// What stands in the way, what is asked for, what is promised next.
fn remark(account: &Account<'_>, line: &StatementLine<'_, '_>, lang: Locale) -> String {
    let figures = line.figures;
    let mut words: Vec<String> = Vec::new();
    if line.outcome == Some(Outcome::Late) {
        words.push(words::listed(Listed::Late, lang));
    }
    words.extend(rate::to_lower(figures, lang).filter(|_| figures.standing.is_running()));
    words.extend(parts::troubles(account, figures, lang));
    if figures.state.requested && figures.standing.is_running() {
        words.push(words::listed(Listed::Requested, lang));
    }
    let next = figures.state.last_report.and_then(|entry| entry.next.as_ref());
    if let Some(next) = next.filter(|_| figures.standing.is_running()) {
        words.push(say!(lang, "下步：{next}", "next: {next}"));
    }
    words.join(&say!(lang, "；", "; "))
}

/// Figures put right in the period, each on its own line.
fn corrections(
    statement: &Statement<'_, '_>,
    department: DepartmentId,
    lang: Locale,
) -> Vec<Block> {
    let filter = Filter { departments: vec![department], ..Filter::default() };
    let cells = Grouping { by: crate::account::By::Dept, filter: &filter };
    correction_lines(statement, &cells, lang)
}

fn signatures(lang: Locale) -> Vec<Block> {
    let office = say!(lang, "督查室核对：____________", "Checked by the office: ____________");
    let head = say!(lang, "牵头单位负责人：____________", "Head of the department: ____________");
    let clerk = say!(lang, "经办：____________", "Drawn up by: ____________");
    let day = say!(lang, "____年__月__日（盖章）", "Date: ____________");
    vec![
        Block::Spread(head.into(), clerk.into()),
        Block::Gap,
        Block::Spread(office.into(), day.into()),
    ]
}
