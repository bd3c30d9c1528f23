//! The statement of a period (对账单): the account in one line, what was owed, the movement, a row a group.

use crate::account::{Grouping, Listed, Statement, StatementSums, Statements};
use crate::ledger::{Decimals, Locale, Quantity, Share};
use crate::page::frame::ledger_title;
use crate::page::groups::group_name;
use crate::page::period::{closed_note, rule, stands, title};
use crate::page::table::{self, Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Block, Cell, Ink, Page, Text, scope};

/// A statement in words.
pub fn page(
    statement: &Statement<'_, '_>,
    sums: &Statements,
    cells: &Grouping<'_>,
    lang: Locale,
) -> Page {
    let account = statement.account;
    let name = ledger_title(account);
    let period = title(statement.period, account, lang);
    let title = say!(lang, "{name} {period}对账单", "{name}: statement of {period}");
    let decimals = account.book.decimals();
    let (head, table) = (head(&sums.totals, decimals, lang), table(sums, decimals, lang));
    let tables = [Block::Gap, head, Block::Gap, table, Block::Gap];
    let hint = say!(lang, "明细：--list 加账目名。", " `--list COUNT` opens a count.");
    Page::spread(title, stands(statement, lang), lang)
        .with(scope::line(account, cells.filter, lang))
        .with(tables)
        .with(correction_lines(statement, cells, lang))
        .with(closed_note(statement, lang))
        .note(rule(statement, lang) + &hint)
        .noted(account, lang)
}

/// The lines above the groups.
pub(super) fn head(sums: &StatementSums, decimals: Decimals, lang: Locale) -> Block {
    let nothing = String::new;
    table::table(lines(sums, decimals, lang), lang)
        .left(nothing(), 0, |(name, _)| Text::inked(name.as_str(), Ink::Faint))
        .wrapping(nothing(), |(_, words)| words.clone())
        .block()
}

/// What a statement comes to, each an equation or a row of counts under its name.
pub(in crate::page) fn lines(
    sums: &StatementSums,
    decimals: Decimals,
    lang: Locale,
) -> Vec<(String, String)> {
    let rows = [
        (say!(lang, "账目", "Account"), Some(account(sums, lang))),
        (say!(lang, "应办", "Owed"), Some(owed(sums, lang))),
        (say!(lang, "进度", "Progress"), movement(sums, decimals, lang)),
        (say!(lang, "投资", "Investment"), investment(sums, lang)),
        (say!(lang, "销号", "Strike-off"), strikes(sums, lang)),
        (say!(lang, "报送", "Reports"), reports(sums, lang)),
        (say!(lang, "阻点", "Blockers"), blockers(sums, lang)),
    ];
    rows.into_iter().filter_map(|(name, words)| Some((name, words?))).collect()
}

/// Some counts, unless all are nothing.
fn counts<const N: usize>(sums: &StatementSums, of: [Listed; N]) -> Option<[usize; N]> {
    let counts = of.map(|counted| sums.count(counted));
    counts.iter().any(|count| *count > 0).then_some(counts)
}

fn strikes(sums: &StatementSums, lang: Locale) -> Option<String> {
    let [asked, struck, returned] =
        counts(sums, [Listed::Requested, Listed::Struck, Listed::Returned])?;
    Some(say!(
        lang,
        "申请{asked} 销号{struck} 退回{returned}",
        "asked {asked}, struck off {struck}, returned {returned}"
    ))
}

fn reports(sums: &StatementSums, lang: Locale) -> Option<String> {
    let [owed, made, late, missing] = counts(
        sums,
        [Listed::ReportsOwed, Listed::ReportsMade, Listed::ReportsLate, Listed::ReportsMissing],
    )?;
    Some(say!(
        lang,
        "应报{owed} 实报{made}（迟报{late}） 漏报{missing}",
        "owed {owed}, made {made} (late {late}), missing {missing}"
    ))
}

fn blockers(sums: &StatementSums, lang: Locale) -> Option<String> {
    let [opened, cleared, standing] =
        counts(sums, [Listed::BlockersOpened, Listed::BlockersCleared, Listed::BlockersStanding])?;
    Some(say!(
        lang,
        "新增{opened} 解决{cleared} 未解决{standing}",
        "opened {opened}, cleared {cleared}, standing {standing}"
    ))
}

fn named(sums: &StatementSums, counted: Listed, lang: Locale) -> String {
    let (name, count) = (words::listed(counted, lang), sums.count(counted));
    say!(lang, "{name}{count}", "{name} {count}")
}

/// 期初60 + 新立1 - 销号2 = 期末59: what is nothing is left out, save entered and struck.
fn account(sums: &StatementSums, lang: Locale) -> String {
    let mut line = named(sums, Listed::Opening, lang);
    let terms = [
        ("+", Listed::Entered),
        ("+", Listed::Reopened),
        ("+", Listed::MovedIn),
        ("-", Listed::MovedOut),
        ("-", Listed::Struck),
        ("-", Listed::Cancelled),
        ("-", Listed::Rolled),
    ];
    for (sign, counted) in terms {
        let always = matches!(counted, Listed::Entered | Listed::Struck);
        if always || sums.count(counted) > 0 {
            line.push_str(&format!(" {sign} {}", named(sums, counted, lang)));
        }
        if counted == Listed::Entered {
            line.push_str(&brought(sums, lang));
        }
    }
    let closing = named(sums, Listed::Closing, lang);
    format!("{line} = {closing}")
}

/// `(上年结转63)`: how many of the entered tasks were carried over.
fn brought(sums: &StatementSums, lang: Locale) -> String {
    match sums.brought() {
        0 => String::new(),
        count => say!(lang, "（上年结转{count}）", " (from the year before {count})"),
    }
}

fn owed(sums: &StatementSums, lang: Locale) -> String {
    let parts = [Listed::OnTime, Listed::Late, Listed::Lifted, Listed::CarriedOver];
    let parts: Vec<String> = parts.iter().map(|counted| named(sums, *counted, lang)).collect();
    let owed = sums.count(Listed::Owed);
    format!("{owed} = {}", parts.join(" + "))
}

fn movement(sums: &StatementSums, decimals: Decimals, lang: Locale) -> Option<String> {
    let planned = words::percent_to(sums.planned_increment()?, decimals);
    let actual = words::percent_to(sums.actual_increment()?, decimals);
    let over = words::over_to(sums.increment_lag()?, decimals);
    let gained = sums.gained().map(|(unit, gained)| {
        let gained = words::amount(gained, unit);
        say!(lang, " 本期完成{gained}", ", {gained} done in the period")
    });
    let gained = gained.unwrap_or_default();
    Some(say!(
        lang,
        "应增{planned} 实增{actual} 超欠{over}个百分点{gained}",
        "plan +{planned}, done +{actual}, {over} points{gained}"
    ))
}

fn investment(sums: &StatementSums, lang: Locale) -> Option<String> {
    let (planned, actual) = (sums.planned_investment(), sums.actual_investment());
    let none = planned == Quantity::default() && actual == Quantity::default();
    let (planned, actual) = (words::tenths_of(planned), words::tenths_of(actual));
    (!none).then(|| {
        say!(
            lang,
            "应投{planned} 实投{actual}万元",
            "planned {planned}, made {actual} (10,000 yuan)"
        )
    })
}

/// The counts that have a column of their own, how soon it is dropped, and whether it stands where all is nothing. The
/// terms of an equation go last.
const COLUMNS: [(Listed, u8, bool); 14] = [
    (Listed::Opening, 2, true),
    (Listed::Entered, 2, false),
    (Listed::Reopened, 2, false),
    (Listed::MovedIn, 2, false),
    (Listed::MovedOut, 2, false),
    (Listed::Struck, 2, true),
    (Listed::Cancelled, 2, false),
    (Listed::Rolled, 2, false),
    (Listed::Closing, 2, true),
    (Listed::Owed, 0, true),
    (Listed::OnTime, 0, true),
    (Listed::Late, 0, true),
    (Listed::Lifted, 0, false),
    (Listed::CarriedOver, 0, true),
];

/// Those behind the shares.
const BEHIND: [(Listed, u8); 3] =
    [(Listed::ReportsOwed, 5), (Listed::ReportsMade, 5), (Listed::BlockersStanding, 6)];

/// A column of nothing but 0 goes before all others.
const NOTHING: u8 = 9;

fn table(sums: &Statements, decimals: Decimals, lang: Locale) -> Block {
    let rows = sums.rows.iter().map(|row| {
        let name = group_name(sums.by, row.group.as_deref(), row.in_tables(), lang);
        Line::Row((name, &row.sums))
    });
    let all = say!(lang, "合计", "All");
    let lines = rows.chain([Line::Total((all, &sums.totals))]);
    let unless_nothing = |counted, drop| match sums.totals.count(counted) {
        0 => NOTHING,
        _ => drop,
    };
    let percent = move |share: Option<Share>| Cell::share(share, decimals);
    let points = move |lag: Option<Share>| Cell::over(lag, decimals);
    let mut table = grouped(lines, lang)
        .named(say!(lang, "对账单", "Statement"))
        .wrapping(words::by(sums.by, lang), |(name, _)| name.clone());
    for (counted, drop, always) in COLUMNS {
        if always || sums.totals.count(counted) > 0 {
            let drop = unless_nothing(counted, drop);
            table = table
                .right(words::listed(counted, lang), drop, move |(_, sums)| count(sums, counted));
        }
    }
    table = table
        .right(say!(lang, "应增", "Plan +"), 4, move |(_, sums)| {
            percent(sums.planned_increment())
        })
        .right(say!(lang, "实增", "Done +"), 4, move |(_, sums)| percent(sums.actual_increment()))
        .right(say!(lang, "超欠", "+/-"), 3, move |(_, sums)| points(sums.increment_lag()));
    if sums.rows.iter().any(|row| row.sums.gained().is_some()) {
        table = table.right(say!(lang, "本期完成", "In units"), 7, |(_, sums)| gained(sums));
    }
    for (counted, drop) in BEHIND {
        let drop = unless_nothing(counted, drop);
        table =
            table.right(words::listed(counted, lang), drop, move |(_, sums)| count(sums, counted));
    }
    table.block()
}

/// What was done in the period, where all count in one unit.
fn gained(sums: &StatementSums) -> Cell {
    let gained = sums.gained();
    gained.map_or_else(|| "-".into(), |(unit, gained)| Cell::amount(gained, unit))
}

fn count(sums: &StatementSums, counted: Listed) -> Cell {
    let count = sums.count(counted);
    let ink = match (count, counted) {
        (0, _) => Ink::Faint,
        (_, Listed::CarriedOver) => Ink::Red,
        _ => Ink::Plain,
    };
    Cell::from(count).inked(ink)
}

/// Figures put right in the period, each on its own line.
pub(super) fn correction_lines(
    statement: &Statement<'_, '_>,
    cells: &Grouping<'_>,
    lang: Locale,
) -> Vec<Block> {
    let all = statement.list(Listed::Corrected, cells);
    let mut blocks: Vec<Block> = Vec::new();
    for item in &all {
        let words = super::opened::text(statement.account, item, lang).unwrap_or_default();
        let (id, title) = (&item.figures.task.id, &item.figures.task.title);
        let on = item.on.unwrap_or(statement.account.as_of);
        let on = words::day(on, statement.account.as_of, lang);
        let line =
            say!(lang, "更正 {on} {id} {title}：{words}", "Corrected {on} {id} {title}: {words}");
        blocks.push(Block::Line(line.into()));
    }
    if !blocks.is_empty() {
        blocks.push(Block::Gap);
    }
    blocks
}
