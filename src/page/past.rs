//! The past in words: when each event of a task was typed and by whom, and the year as curves.

use super::parts::{self, left, right};
use super::show_log::said;
use super::words::{self, say};
use super::{Block, Column, Curve, Ink, Page, Row, Series, Table, Text};
use crate::account::{Account, By, ThroughRow};
use crate::history::{Recorded, Traced, Typed};
use crate::ledger::{Locale, Task};
use chrono::{Datelike, NaiveDate};

/// The events of a task, the latest first. `seen` is the first commit that a clone without all its history has.
pub fn page(
    account: &Account<'_>,
    task: &Task<'_>,
    traced: &[Traced<'_>],
    seen: Option<&Typed>,
    lang: Locale,
) -> Page {
    let count = |state: Recorded| traced.iter().filter(|own| own.state == state).count();
    let (events, waiting) = (
        traced.len() - count(Recorded::Erased),
        count(Recorded::Uncommitted),
    );
    let (id, name) = (&task.id, &task.title);
    let star = if task.key { "*" } else { "" };
    let mut title = say!(
        lang,
        "{id}{star} {name}:记录{events}条",
        "{id}{star} {name}: {events} entries"
    );
    if waiting > 0 {
        title.push_str(&say!(
            lang,
            ",未提交{waiting}条",
            ", {waiting} not committed"
        ));
    }
    let erased = count(Recorded::Erased);
    if erased > 0 {
        title.push_str(&say!(
            lang,
            ",删改{erased}条",
            ", {erased} deleted or rewritten"
        ));
    }
    let columns = vec![
        right(say!(lang, "日期", "Day"), 0),
        Column {
            wraps: true,
            ..left(say!(lang, "记录", "Entry"), 0)
        },
        right(say!(lang, "录入", "Typed"), 0),
        right(say!(lang, "隔", "After"), 0),
        left(say!(lang, "录入人", "By"), 1),
        left(say!(lang, "提交", "Commit"), 2),
    ];
    let year = account.book.ledger_of(task).year;
    let rows = traced
        .iter()
        .map(|own| row(task, own, year, lang))
        .collect();
    let mut blocks = vec![
        Block::Line(Text::inked(title.clone(), Ink::Bold)),
        Block::Gap,
    ];
    if !traced.is_empty() {
        blocks.extend([Block::Table(Table { columns, rows }), Block::Gap]);
    }
    if let Some(seen) = seen {
        let day = words::date(seen.day, lang);
        blocks.push(Block::Note(say!(
            lang,
            "这个库只有{day}以来的历史,此前录入的看不到。",
            "This clone goes back to {day}; what was typed before cannot be seen."
        )));
    }
    blocks.push(Block::Note(say!(
        lang,
        "口径:录入日为提交作者的日期,“隔”为记录之日到录入之日的天数。",
        "Typed: the day of the commit's author; after: days from the event to it."
    )));
    Page {
        title,
        lang: lang.tag(),
        blocks,
    }
}

fn row(task: &Task<'_>, own: &Traced<'_>, year: i32, lang: Locale) -> Row {
    let day = |day: NaiveDate| match day.year() == year {
        true => words::day(day, lang),
        false => words::date(day, lang),
    };
    let text = said(&task.unit, &own.entry, lang);
    let ink = if own.state == Recorded::Erased {
        Ink::Faint
    } else {
        Ink::Plain
    };
    let commit = own.commit.map_or_else(
        || match own.state {
            Recorded::Uncommitted => say!(lang, "未提交", "not committed"),
            _ => "-".to_owned(),
        },
        |own| own.short.clone(),
    );
    let typed = own
        .commit
        .map_or_else(|| "-".to_owned(), |own| day(own.day));
    let days = own
        .days()
        .map_or_else(|| "-".to_owned(), |days| words::days(days, lang));
    let author = own
        .commit
        .map_or_else(|| "-".to_owned(), |own| own.author.clone());
    let gone = own.erased.map(|own| {
        let (short, day, author) = (&own.short, day(own.day), &own.author);
        Text::inked(
            say!(
                lang,
                "后被删改:{day} {author} {short}",
                "deleted or rewritten: {day} {author} {short}"
            ),
            Ink::Faint,
        )
    });
    let cells = [day(own.entry.on), text, typed, days, author, commit];
    Row::Cells {
        cells: cells.map(|cell| Text::inked(cell, ink)).into(),
        details: gone.into_iter().collect(),
    }
}

/// The year of each group as a curve; with what was known then, a table of what came later.
pub fn chart(
    account: &Account<'_>,
    rows: &[ThroughRow],
    by: Option<By>,
    recorded: bool,
    lang: Locale,
) -> Page {
    let date = words::date(account.as_of, lang);
    let title = say!(
        lang,
        "全年应达与实达(截至{date})",
        "Plan and actual through the year (as of {date})"
    );
    let mut blocks = vec![
        Block::Line(Text::inked(title.clone(), Ink::Bold)),
        Block::Gap,
    ];
    let mut groups: Vec<&Option<String>> = Vec::new();
    for row in rows {
        if !groups.contains(&&row.group) {
            groups.push(&row.group);
        }
    }
    let mut days: Vec<NaiveDate> = rows.iter().map(|own| own.day).collect();
    days.dedup();
    for group in groups {
        let own: Vec<&ThroughRow> = rows.iter().filter(|row| row.group == *group).collect();
        if let Some(by) = by {
            let name = own.iter().find_map(|row| row.name.clone());
            let name = super::rollup::group_name(by, group.as_deref(), name.as_deref(), lang);
            blocks.push(Block::Heading(name));
        }
        blocks.push(Block::Curve(curve(&own, &days, recorded, lang)));
        blocks.push(Block::Gap);
        if recorded {
            blocks.extend([Block::Table(late(&own, lang)), Block::Gap]);
        }
    }
    blocks.push(Block::Note(say!(
        lang,
        "口径:截至日之前按现在的记录重算每一天,之后按现在的时限和路线图;“当时”是那一天 git 里的台账所说。",
        "Up to the as-of day each day is worked out from the log as it is now, from then on from the promises in force; known then: what the ledger in git said on that day."
    )));
    blocks.extend(parts::notes(account, lang));
    Page {
        title,
        lang: lang.tag(),
        blocks,
    }
}

fn curve(own: &[&ThroughRow], days: &[NaiveDate], recorded: bool, lang: Locale) -> Curve {
    let of = |day: &NaiveDate| own.iter().find(|row| row.day == *day);
    let values = |pick: fn(&ThroughRow) -> Option<f64>| -> Vec<Option<f64>> {
        days.iter()
            .map(|day| of(day).and_then(|row| pick(row)))
            .collect()
    };
    let series = |name: String, mark: char, values: Vec<Option<f64>>, ink: Ink| Series {
        name,
        mark,
        values,
        ink,
    };
    let mut all = vec![series(
        say!(lang, "应达", "plan"),
        '.',
        values(|row| row.planned),
        Ink::Faint,
    )];
    if recorded {
        // Below what is known now: only where they differ both are seen.
        let name = say!(lang, "当时所知", "known then");
        let known = values(|row| row.recorded);
        all.push(series(name, 'o', known, Ink::Yellow));
    }
    all.push(series(
        say!(lang, "实达", "done"),
        '#',
        values(|row| row.actual),
        Ink::Bold,
    ));
    let ticks = [0, days.len() / 2, days.len().saturating_sub(1)];
    let ticks = ticks
        .into_iter()
        .filter_map(|at| days.get(at).map(|day| (at, words::day(*day, lang))));
    Curve {
        ticks: ticks.collect(),
        days: days.to_vec(),
        series: all,
    }
}

/// What is said now of each day, what was known then, and what came later, in points.
fn late(own: &[&ThroughRow], lang: Locale) -> Table {
    let columns = vec![
        right(say!(lang, "日期", "Day"), 0),
        right(say!(lang, "应达%", "Plan %"), 1),
        right(say!(lang, "现在看%", "Now %"), 0),
        right(say!(lang, "当时所知%", "Known then %"), 0),
        right(say!(lang, "后来补录", "Came later"), 0),
    ];
    let percent = |share: Option<f64>| share.map_or_else(|| "-".to_owned(), words::percent_f64);
    let rows = own
        .iter()
        .filter(|row| row.recorded.is_some())
        .map(|row| Row::Cells {
            cells: vec![
                words::day(row.day, lang).into(),
                percent(row.planned).into(),
                percent(row.actual).into(),
                percent(row.recorded).into(),
                row.late
                    .map_or_else(|| "-".to_owned(), |late| words::over_points(-late))
                    .into(),
            ],
            details: Vec::new(),
        });
    Table {
        columns,
        rows: rows.collect(),
    }
}
