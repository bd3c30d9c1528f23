//! Groups of tasks: planned, actual, counts by standing and light, investment.

use crate::account::{Account, Light, Rollup, Standing};
use crate::ledger::{Locale, Quantity};
use crate::page::groups::group_name;
use crate::page::table::{Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Page, Table, Text};

/// A rollup in words.
pub fn page(account: &Account<'_>, rollup: &Rollup, lang: Locale) -> Page {
    let as_of = words::date(account.as_of, lang);
    let count = rollup.totals.tasks;
    let tasks = words::counted(count, "task");
    let by = words::by(rollup.by, lang);
    let head =
        say!(lang, "按{by}汇总,共{count}项(截至{as_of})", "By {by}: {tasks} (as of {as_of})");
    Page::of_ledger(account, head, lang)
        .with([Block::Gap, Block::Table(table(rollup, lang)), Block::Gap])
        .noted(account, lang)
}

/// The table of a rollup, with its total.
pub fn table(rollup: &Rollup, lang: Locale) -> Table {
    let rows = rollup.rows.iter().map(|row| {
        let name = group_name(rollup.by, row.group.as_deref(), row.name.as_deref(), lang);
        Line::Row((name, &row.totals))
    });
    let all = say!(lang, "合计", "All");
    let lines = rows.chain([Line::Total((all, &rollup.totals))]);
    let percent = |share: Option<f64>| share.map_or_else(|| "-".to_owned(), words::percent_f64);
    let points = |lag: Option<f64>| lag.map_or_else(|| "-".to_owned(), words::over_points);
    let mut table = grouped(lines, lang)
        .wrapping(words::by(rollup.by, lang), |(name, _)| name.clone())
        .right(say!(lang, "项数", "Tasks"), 0, |(_, totals)| totals.tasks.to_string())
        .right(say!(lang, "应达%", "Plan %"), 1, move |(_, totals)| percent(totals.planned))
        .right(say!(lang, "实达%", "Done %"), 1, move |(_, totals)| percent(totals.actual))
        .right(say!(lang, "超欠", "+/-"), 0, move |(_, totals)| points(totals.lag));
    for (standing, drop) in SHOWN {
        let overdue = standing == Standing::Overdue;
        let ink = if overdue { Ink::Red } else { Ink::Plain };
        table = table.right(words::standing(standing, lang), drop, move |(_, totals)| {
            count(totals.standing(standing), ink)
        });
    }
    for (_, light) in Light::ALL {
        let Some(drop) = light_drop(light) else {
            continue;
        };
        table = table.right(words::light(light, None, lang), drop, move |(_, totals)| {
            count(totals.light(light), words::ink(light))
        });
    }
    let all = &rollup.totals;
    if all.invest != Quantity::default() || all.invested != Quantity::default() {
        table = table
            .right(say!(lang, "计划投资", "Invest"), 7, |(_, totals)| totals.invest.to_string())
            .right(say!(lang, "完成投资", "Invested"), 6, |(_, totals)| {
                totals.invested.to_string()
            });
    }
    table.drawn()
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

fn count(count: usize, ink: Ink) -> Text {
    Text::inked(count.to_string(), if count == 0 { Ink::Faint } else { ink })
}
