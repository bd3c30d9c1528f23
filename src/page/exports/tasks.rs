//! 台账: a row a task, area by area, with what was promised and how it stands.

use super::columns::{Columns, Part, counted};
use crate::account::{Account, By, Figures, Totals};
use crate::ledger::{DepartmentId, Kind, Locale, Measure, Quantity, Share, TaskId};
use crate::page::groups::group_name;
use crate::page::words::{self, say};
use crate::page::{BlockOf, Cell, Value, Way, indicators, parts, rate};

type Task<'a, 'b> = (&'a Figures<'b>, Share);
type Draft<'a, 't, 'b> = Columns<'a, Task<'t, 'b>, Sums>;

/// What a part comes to, and what it is called.
struct Sums {
    name: String,
    totals: Totals,
}

/// The sheet.
pub(super) fn table(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    unit: String,
    lang: Locale,
) -> BlockOf<'static> {
    let weights = account.weights();
    let weight = |id: TaskId| weights.get(id.0 as usize).copied().unwrap_or(Share::ZERO);
    let tasks = account.in_groups(By::Area, tasks, None);
    let runs = tasks.chunk_by(|task, next| task.task.area == next.task.area);
    let runs = runs.map(|run| {
        let area = run.first().and_then(|task| task.task.area).map(|id| account.book.area(id));
        let id = area.map(|area| area.id.as_str());
        let name = group_name(By::Area, id, area.map(|area| area.name.as_str()), lang);
        let name = say!(lang, "小计：{name}", "{name}");
        Part {
            rows: run.iter().map(|task| (*task, weight(task.id))).collect(),
            sums: Sums { name, totals: account.totals(run) },
        }
    });
    let all = Sums { name: say!(lang, "合计", "All"), totals: account.totals(&tasks) };
    let columns = promised(Columns::new(), account, lang);
    let columns = told(invested(reached(columns, account, lang), lang), account, lang);
    let name = say!(lang, "台账", "Ledger");
    columns.table((name, unit, 3), (runs.collect(), Some(all)), lang)
}

/// What was promised, by whom, until when.
fn promised<'a, 't: 'a, 'b: 't + 'a>(
    columns: Draft<'a, 't, 'b>,
    account: &'a Account<'_>,
    lang: Locale,
) -> Draft<'a, 't, 'b> {
    let book = account.book;
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let columns = columns
        .left(("id", say!(lang, "编号", "Id")), |(task, _)| task.task.id.to_string())
        .said(|sums| sums.name.clone())
        .always()
        .wrapping(("title", say!(lang, "事项", "Task")), |(task, _)| task.task.title.to_string())
        .sum(Way::Count, move |sums| counted(sums.totals.tasks, lang))
        .always()
        .left(("key", say!(lang, "重点", "Key")), move |(task, _)| match task.task.key {
            true => say!(lang, "是", "yes"),
            false => String::new(),
        })
        .left(("area", say!(lang, "领域", "Area")), move |(task, _)| parts::area(account, task))
        .left(("kind", say!(lang, "类别", "Kind")), move |(task, _)| {
            words::begun(words::kind(task.task.kind, lang), lang)
        })
        .wrapping(("source", say!(lang, "来源", "Source")), move |(task, _)| {
            text(task.task.source.as_deref())
        })
        .under(say!(lang, "责任", "Answering"))
        .wrapping(("owner", say!(lang, "牵头单位", "Owner")), move |(task, _)| {
            parts::owner(account, task)
        })
        .wrapping(("with", say!(lang, "配合单位", "Helpers")), move |(task, _)| {
            let name = |id: &DepartmentId| book.department(*id).in_tables().to_owned();
            words::list(&task.task.with.iter().map(name).collect::<Vec<String>>(), lang)
        })
        .left(("leader", say!(lang, "挂钩领导", "Leader")), move |(task, _)| {
            text(task.state.leader)
        })
        .left(("person", say!(lang, "责任人", "Person")), move |(task, _)| {
            text(task.task.details().person.as_deref())
        });
    columns
        .under(say!(lang, "时间", "Time"))
        .right(("start", say!(lang, "开始", "Start")), move |(task, _)| {
            Cell::day(task.task.start, account.as_of, lang)
        })
        .right(("due", say!(lang, "时限", "Due")), move |(task, _)| match task.deadline() {
            Some(due) => Cell::day(due, account.as_of, lang),
            None => words::standing_promise(lang).into(),
        })
        .always()
        .right(("first-due", say!(lang, "原定时限", "First deadline")), move |(task, _)| {
            let moved = task.deadline().filter(|due| *due != task.task.first_due());
            let first = moved.map(|_| Cell::day(task.task.first_due(), account.as_of, lang));
            first.unwrap_or_default()
        })
}

/// A number without its unit, which has a column of its own.
fn number(quantity: Option<Quantity>) -> Cell {
    quantity.map_or_else(Cell::default, Cell::from)
}

/// Whether a task is measured by one amount. Percent stand for a task that states no unit: they are one once somebody reported them.
fn is_amount(figures: &Figures<'_>) -> bool {
    let task = figures.task;
    let said = task.unit != "%" || task.target.is_some() || figures.state.done(task).is_some();
    let counts = task.measure != Measure::None && task.kind != Kind::Duty;
    counts && said && task.indicators().is_empty() && parts::steps(figures).is_none()
}

/// Its figures and how far it has come.
fn reached<'a, 't: 'a, 'b: 't + 'a>(
    columns: Draft<'a, 't, 'b>,
    account: &'a Account<'_>,
    lang: Locale,
) -> Draft<'a, 't, 'b> {
    let decimals = account.book.decimals();
    let shown = move |task: &Figures<'_>, share: Option<Share>| {
        Cell::exact(share.filter(|_| task.standing.is_counted()), decimals)
    };
    let mean = |with| Way::Mean { weight: "weight", with };
    let columns = columns
        .under(say!(lang, "目标和进度", "Target and progress"))
        .wrapping(("goal", say!(lang, "年度目标", "Goal")), |(task, _)| {
            task.task.goal.as_deref().unwrap_or_default().to_owned()
        })
        .left(("unit", say!(lang, "计量单位", "Unit")), |(task, _)| {
            if is_amount(task) { task.task.unit.to_string() } else { String::new() }
        })
        .right(("baseline", say!(lang, "底数", "Baseline")), |(task, _)| {
            number(task.task.baseline.filter(|_| is_amount(task)))
        })
        .right(("target", say!(lang, "目标", "Target")), move |(task, _)| {
            let target = account.rate_target(task).or(task.state.target);
            number(target.filter(|_| is_amount(task)))
        })
        .right(("done", say!(lang, "完成", "Done")), move |(task, _)| match is_amount(task) {
            true => number(task.state.done(task.task)),
            false if task.task.indicators().is_empty() => parts::done(task, lang).into(),
            false => indicators::short(task, lang).into(),
        })
        .right(("planned", say!(lang, "应达%", "Plan %")), move |(task, _)| {
            shown(task, task.shares.planned)
        })
        .sum(mean("actual"), move |sums| Cell::exact(sums.totals.planned, decimals))
        .always()
        .right(("actual", say!(lang, "实达%", "Done %")), move |(task, _)| {
            shown(task, task.shares.actual)
        })
        .sum(mean("planned"), move |sums| Cell::exact(sums.totals.actual, decimals))
        .always();
    columns
        .right(("lag", say!(lang, "超欠", "+/-")), move |(task, _)| {
            let lag = task.shares.lag().filter(|_| task.standing.is_counted());
            Cell::exactly_over(lag, decimals)
        })
        .sum(Way::Difference { of: "actual", less: "planned" }, move |sums| {
            Cell::exactly_over(sums.totals.lag, decimals)
        })
        .always()
        .right(("weight", say!(lang, "权重", "Weight")), |(_, weight)| weight_cell(*weight))
        .sum(Way::Sum, |sums| weight_cell(sums.totals.weight))
        .always()
        .left(("light", say!(lang, "灯", "Light")), move |(task, _)| {
            parts::lit(account, task, lang)
        })
        .always()
        .left(("standing", say!(lang, "状态", "Standing")), move |(task, _)| {
            words::standing(task.standing, lang)
        })
        .always()
        .right(("over", say!(lang, "逾期（天）", "Overdue (days)")), move |(task, _)| {
            let days = task.overdue_days(account.as_of);
            days.map_or_else(Cell::default, |days| {
                Cell::new(days.to_string(), Value::Number(days as f64))
            })
        })
}

/// What a task counts: of a part its share of the heading's weight, which may have no end of decimals.
fn weight_cell(weight: Share) -> Cell {
    let shown = Quantity::from_millionths(weight.rounded(100) * (Quantity::ONE / 100));
    Cell::new(shown.to_string(), Value::Number(weight.as_f64()))
}

/// Its investment.
fn invested<'a, 't: 'a, 'b: 't + 'a>(
    columns: Draft<'a, 't, 'b>,
    lang: Locale,
) -> Draft<'a, 't, 'b> {
    columns
        .under(say!(lang, "投资（万元）", "Investment (10,000 yuan)"))
        .right(("total", say!(lang, "总投资", "Whole")), |(task, _)| {
            number(task.task.details().total)
        })
        .right(("invest", say!(lang, "年度计划", "Of the year")), |(task, _)| {
            number(task.task.invest.filter(|_| task.standing.is_counted()))
        })
        .sum(Way::Sum, |sums| sums.totals.invest)
        .right(("invested", say!(lang, "年度完成", "Made")), |(task, _)| {
            number(task.state.invested.filter(|_| task.standing.is_counted()))
        })
        .sum(Way::Sum, |sums| sums.totals.invested)
}

/// What is told of it.
fn told<'a, 't: 'a, 'b: 't + 'a>(
    columns: Draft<'a, 't, 'b>,
    account: &'a Account<'_>,
    lang: Locale,
) -> Draft<'a, 't, 'b> {
    columns
        .under(say!(lang, "进展", "Progress"))
        .wrapping(("last", say!(lang, "最近进展", "Last report")), move |(task, _)| {
            parts::last_progress(account, task, lang).unwrap_or_default()
        })
        .wrapping(("blockers", say!(lang, "阻点", "Blockers")), move |(task, _)| {
            parts::blockers(account, task, lang).join(&say!(lang, "；", "; "))
        })
        .wrapping(("remarks", say!(lang, "备注", "Remarks")), move |(task, _)| {
            let verdict = rate::lacks(account, task, lang).into_iter();
            let remarks = [
                parts::remarks(account, task, lang),
                task.task.details().remark.as_deref().unwrap_or_default().to_owned(),
            ];
            let remarks = remarks.into_iter().filter(|words| !words.is_empty());
            verdict.chain(remarks).collect::<Vec<String>>().join(&say!(lang, "；", "; "))
        })
}
