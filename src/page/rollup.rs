//! Groups of tasks: planned, actual, counts by standing and light, investment.

use super::parts::{self, left, right};
use super::words::{self, say};
use super::{Block, Column, Ink, Page, Row, Table, Text};
use crate::account::{Account, By, Light, Rollup, Standing, Totals};
use crate::ledger::{Kind, Locale, Quantity};

/// A rollup in words.
pub fn page(account: &Account<'_>, rollup: &Rollup, lang: Locale) -> Page {
    let as_of = words::date(account.as_of, lang);
    let count = rollup.totals.tasks;
    let by = words::by(rollup.by, lang);
    let head = say!(
        lang,
        "按{by}汇总,共{count}项(截至{as_of})",
        "By {by}: {count} tasks (as of {as_of})"
    );
    let mut blocks = vec![
        Block::Line(Text::inked(head, Ink::Bold)),
        Block::Gap,
        Block::Table(table(rollup, lang)),
        Block::Gap,
    ];
    blocks.extend(parts::notes(account, lang));
    let title = account
        .book
        .first_ledger()
        .map_or_else(String::new, |own| own.title.clone());
    Page {
        title,
        lang: lang.tag(),
        blocks,
    }
}

/// The table of a rollup, with its total.
pub fn table(rollup: &Rollup, lang: Locale) -> Table {
    let invests = rollup.totals.invest != Quantity::default()
        || rollup.totals.invested != Quantity::default();
    let mut columns = vec![
        Column {
            wraps: true,
            ..left(words::by(rollup.by, lang), 0)
        },
        right(say!(lang, "项数", "Tasks"), 0),
        right(say!(lang, "应达%", "Plan %"), 1),
        right(say!(lang, "实达%", "Done %"), 1),
        right(say!(lang, "超欠", "+/-"), 0),
    ];
    columns.extend(
        SHOWN
            .iter()
            .map(|(standing, drop)| right(words::standing(*standing, lang), *drop)),
    );
    let lights = [
        (Light::Red, 0),
        (Light::Yellow, 0),
        (Light::Green, 5),
        (Light::Blue, 8),
    ];
    columns.extend(
        lights
            .iter()
            .map(|(light, drop)| right(words::light(*light, None, lang), *drop)),
    );
    if invests {
        columns.push(right(say!(lang, "计划投资", "Invest"), 7));
        columns.push(right(say!(lang, "完成投资", "Invested"), 6));
    }
    let mut rows: Vec<Row> = rollup
        .rows
        .iter()
        .map(|row| {
            let name = group_name(rollup.by, row.group.as_deref(), row.name.as_deref(), lang);
            Row::Cells {
                cells: cells(name, &row.totals, invests),
                details: Vec::new(),
            }
        })
        .collect();
    rows.push(Row::Total(cells(
        say!(lang, "合计", "All"),
        &rollup.totals,
        invests,
    )));
    Table { columns, rows }
}

/// Standings with a column of their own, and how soon it is dropped.
const SHOWN: [(Standing, u8); 8] = [
    (Standing::Overdue, 0),
    (Standing::Lagging, 0),
    (Standing::SlightlyBehind, 4),
    (Standing::OnSchedule, 4),
    (Standing::Ahead, 4),
    (Standing::Awaiting, 3),
    (Standing::Struck, 2),
    (Standing::NotStarted, 9),
];

fn cells(name: String, totals: &Totals, invests: bool) -> Vec<Text> {
    let percent = |share: Option<f64>| share.map_or_else(|| "-".to_owned(), words::percent_f64);
    let mut cells: Vec<Text> = vec![
        name.into(),
        totals.tasks.to_string().into(),
        percent(totals.planned).into(),
        percent(totals.actual).into(),
        totals
            .lag
            .map_or_else(|| "-".to_owned(), words::over_points)
            .into(),
    ];
    let count = |count: usize, ink: Ink| {
        Text::inked(count.to_string(), if count == 0 { Ink::Faint } else { ink })
    };
    cells.extend(SHOWN.iter().map(|(standing, _)| {
        let ink = if *standing == Standing::Overdue {
            Ink::Red
        } else {
            Ink::Plain
        };
        count(totals.standing(*standing), ink)
    }));
    let lights = [Light::Red, Light::Yellow, Light::Green, Light::Blue];
    cells.extend(
        lights
            .iter()
            .map(|light| count(totals.light(*light), words::ink(*light))),
    );
    if invests {
        cells.push(totals.invest.to_string().into());
        cells.push(totals.invested.to_string().into());
    }
    cells
}

/// What a group is called.
pub(super) fn group_name(by: By, group: Option<&str>, name: Option<&str>, lang: Locale) -> String {
    let none = || say!(lang, "(无)", "(none)");
    match (by, group) {
        (By::Key, Some("true")) => say!(lang, "重点", "key"),
        (By::Key, _) => say!(lang, "一般", "other"),
        (By::Kind, Some(group)) => {
            Kind::parse(group).map_or_else(|| group.to_owned(), |kind| words::kind(kind, lang))
        }
        (_, None) => none(),
        (_, Some(group)) => name.unwrap_or(group).to_owned(),
    }
}
