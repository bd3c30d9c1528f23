//! Groups of tasks: planned, actual, the total's own rate, counts by standing and light, investment.

use crate::account::{Account, Light, Rollup, RollupRow, Standing, Totals};
use crate::ledger::{Decimals, Locale, Quantity, Share};
use crate::page::groups::group_name;
use crate::page::table::{Draft, Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Block, Cell, Ink, Page, Role, Table};

/// A rollup in words.
pub fn page(account: &Account<'_>, rollup: &Rollup, lang: Locale) -> Page {
    let as_of = words::date(account.as_of, lang);
    let count = rollup.totals.tasks;
    let tasks = words::counted(count, "task");
    let by = words::by(rollup.by, lang);
    let head =
        say!(lang, "按{by}汇总，共{count}项（截至{as_of}）", "By {by}: {tasks} (as of {as_of})");
    let table = table(account, rollup, lang);
    Page::of_ledger(account, head, lang)
        .with([Block::Gap, Block::Table(table), Block::Gap])
        .noted(account, lang)
}

/// The table of a rollup, with its total where its groups add up.
pub fn table(account: &Account<'_>, rollup: &Rollup, lang: Locale) -> Table {
    let decimals = account.book.decimals();
    let rows = rollup.rows.iter().map(|row| Line::Row((name(rollup, row, lang), &row.totals)));
    let all = (say!(lang, "合计", "All"), &rollup.totals);
    let all = rollup.by.partitions().then_some(Line::Total(all));
    let by = words::by(rollup.by, lang);
    let table = grouped(rows.chain(all), lang)
        .named(say!(lang, "按{by}汇总", "By {by}"))
        .wrapping(by, |(name, _)| name.clone())
        .role(Role::Title)
        .right(say!(lang, "项数", "Tasks"), 0, |(_, totals)| totals.tasks);
    let table = shares(table, (decimals, lang), |(_, totals)| totals);
    let sums = rollup.rows.iter().map(|row| &row.totals).chain([&rollup.totals]);
    let mut table = pooled(table, sums.clone(), (decimals, lang));
    for (standing, drop) in SHOWN {
        let overdue = standing == Standing::Overdue;
        let ink = if overdue { Ink::Red } else { Ink::Plain };
        table = table.counts(words::standing(standing, lang), drop, move |(_, totals)| {
            count(totals.standing(standing), ink)
        });
    }
    for (_, light) in Light::ALL {
        let Some(drop) = light_drop(light) else {
            continue;
        };
        table = table.counts(words::light(light, None, lang), drop, move |(_, totals)| {
            count(totals.light(light), words::ink(light))
        });
    }
    let invested = |totals: &Totals| totals.invest.max(totals.invested) != Quantity::default();
    if sums.clone().any(invested) {
        table = table
            .counts(say!(lang, "计划投资", "Invest"), 7, |(_, totals)| totals.invest)
            .right(say!(lang, "完成投资", "Invested"), 6, |(_, totals)| totals.invested)
            .sparse(say!(lang, "投资%", "Invested %"), 5, move |(_, totals)| {
                Cell::share(totals.invest_rate, decimals)
            });
    }
    table.drawn()
}

/// What a group of a rollup is called in its table.
fn name(rollup: &Rollup, row: &RollupRow, lang: Locale) -> String {
    group_name(rollup.by, row.group.as_deref(), row.in_tables(), lang)
}

/// 办结率, planned, actual, and what is between these.
pub(super) fn shares<'a, T: Sync + 'a>(
    table: Draft<'a, T>,
    (decimals, lang): (Decimals, Locale),
    of: impl Fn(&T) -> &Totals + Copy + Sync + 'a,
) -> Draft<'a, T> {
    let percent = move |share: Option<Share>| Cell::share(share, decimals);
    table
        .sparse(say!(lang, "办结%", "Closed %"), 4, move |row| percent(of(row).completion))
        .sparse(say!(lang, "应达%", "Plan %"), 1, move |row| percent(of(row).planned))
        .sparse(say!(lang, "实达%", "Done %"), 1, move |row| percent(of(row).actual))
        .sparse(say!(lang, "超欠", "+/-"), 0, move |row| Cell::over(of(row).lag, decimals))
        .role(Role::lead(String::new(), lang))
}

/// The total's own rate where it differs from the mean, and what it is the rate of.
fn pooled<'a, 't>(
    table: Draft<'a, (String, &'t Totals)>,
    sums: impl Iterator<Item = &'t Totals>,
    (decimals, lang): (Decimals, Locale),
) -> Draft<'a, (String, &'t Totals)> {
    if !differs(sums, decimals) {
        return table;
    }
    table
        .sparse(say!(lang, "总完成率%", "Total %"), 3, move |(_, totals)| {
            Cell::share(totals.pooled, decimals)
        })
        .narrow(|table| {
            table
                .sparse(say!(lang, "完成/目标", "Done/target"), 6, |(_, totals)| amount(totals))
        })
        .wide(|table| {
            table
                .sparse(say!(lang, "完成", "Done"), 0, |(_, totals)| sum(totals, totals.done))
                .sparse(say!(lang, "目标", "Target"), 0, |(_, totals)| sum(totals, totals.target))
        })
}

/// Whether a total's own rate reads differently from the mean beside it anywhere.
pub(in crate::page) fn differs<'t>(
    mut sums: impl Iterator<Item = &'t Totals>,
    decimals: Decimals,
) -> bool {
    let shown = |share: Option<Share>| share.map(|share| words::percent_to(share, decimals));
    sums.any(|totals| totals.pooled.is_some() && shown(totals.pooled) != shown(totals.actual))
}

/// What is done of what: 1005136/800000万元. Percentages have no sum worth telling.
fn amount(totals: &Totals) -> String {
    match (&totals.unit, totals.done, totals.target) {
        (Some(unit), Some(done), Some(target)) if unit != "%" => format!("{done}/{target}{unit}"),
        _ => "-".to_owned(),
    }
}

/// One of the two, with its unit.
fn sum(totals: &Totals, sum: Option<Quantity>) -> Cell {
    let unit = totals.unit.as_deref().filter(|unit| *unit != "%");
    unit.zip(sum).map_or_else(Cell::default, |(unit, sum)| Cell::amount(sum, unit))
}

/// Standings with a column of their own, and how soon it is dropped.
const SHOWN: [(Standing, u8); 9] = [
    (Standing::Overdue, 0),
    (Standing::Lagging, 0),
    (Standing::SlightlyBehind, 4),
    (Standing::OnSchedule, 4),
    (Standing::Ahead, 4),
    (Standing::Open, 4),
    (Standing::Awaiting, 3),
    (Standing::Struck, 2),
    (Standing::NotStarted, 9),
];

/// How soon the column of a light is dropped; what shows none has no column.
fn light_drop(light: Light) -> Option<u8> {
    match light {
        Light::Red | Light::Yellow => Some(0),
        Light::Green => Some(5),
        Light::Blue => Some(8),
        Light::None => None,
    }
}

fn count(count: usize, ink: Ink) -> Cell {
    Cell::from(count).inked(if count == 0 { Ink::Faint } else { ink })
}
