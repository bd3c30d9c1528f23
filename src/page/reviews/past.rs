//! The past in words: when each event of a task was typed and by whom, and the year as curves.

use crate::account::{Account, By, ThroughRow};
use crate::history::{Recorded, Traced, Typed};
use crate::ledger::{Locale, Share, Task};
use crate::page::said::said;
use crate::page::words::{self, say};
use crate::page::{Block, Cell, Curve, Ink, Page, Series, Text, groups, table};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The events of a task, the latest first. `seen` is the first commit that a clone without all its history has.
pub fn page(
    account: &Account<'_>,
    task: &Task<'_>,
    traced: &[Traced<'_>],
    seen: Option<&Typed>,
    lang: Locale,
) -> Page {
    let count = |state: Recorded| traced.iter().filter(|traced| traced.state == state).count();
    let (events, waiting) = (traced.len() - count(Recorded::Erased), count(Recorded::Uncommitted));
    let (id, name) = (&task.id, &task.title);
    let star = if task.key { "*" } else { "" };
    let entries = words::counted(events, "entry");
    let mut title = say!(lang, "{id}{star} {name}：记录{events}条", "{id}{star} {name}: {entries}");
    if waiting > 0 {
        title.push_str(&say!(lang, "，未提交{waiting}条", ", {waiting} not committed"));
    }
    let erased = count(Recorded::Erased);
    if erased > 0 {
        title.push_str(&say!(lang, "，删改{erased}条", ", {erased} deleted or rewritten"));
    }
    let mut page = Page::titled(title, lang).with([Block::Gap]);
    if !traced.is_empty() {
        page = page.with([table(account, task, traced, lang), Block::Gap]);
    }
    if let Some(seen) = seen {
        let day = words::date(seen.day, lang);
        page = page.note(say!(
            lang,
            "这个库只有{day}以来的历史，此前录入的看不到。",
            "This clone goes back to {day}; what was typed before cannot be seen."
        ));
    }
    page.note(say!(
        lang,
        "口径：录入日为提交作者的日期，“隔”为记录之日到录入之日的天数。",
        "Typed: the day of the commit's author; after: days from the event to it."
    ))
}

fn table(account: &Account<'_>, task: &Task<'_>, traced: &[Traced<'_>], lang: Locale) -> Block {
    let day = |day: NaiveDate| words::day(day, account.as_of, lang);
    let none = || "-".to_owned();
    // What was erased is faint, whole.
    let inked = |traced: &Traced<'_>, words: String| match traced.state {
        Recorded::Erased => Text::inked(words, Ink::Faint),
        Recorded::Committed | Recorded::Uncommitted | Recorded::Unknown => words.into(),
    };
    let gone = move |typed: &Typed| {
        let (short, day, author) = (&typed.short, day(typed.day), &typed.author);
        let words = say!(
            lang,
            "后被删改：{day} {author} {short}",
            "deleted or rewritten: {day} {author} {short}"
        );
        Text::inked(words, Ink::Faint)
    };
    table::table(traced, lang)
        .right(say!(lang, "日期", "Day"), 0, move |traced| inked(traced, day(traced.entry.on)))
        .wrapping(say!(lang, "记录", "Entry"), move |traced| {
            inked(traced, said(&task.unit, &traced.entry, lang))
        })
        .right(say!(lang, "录入", "Typed"), 0, move |traced| {
            inked(traced, traced.commit.map_or_else(none, |commit| day(commit.day)))
        })
        .right(say!(lang, "隔", "After"), 0, move |traced| {
            inked(traced, traced.days().map_or_else(none, |days| words::days(days, lang)))
        })
        .left(say!(lang, "录入人", "By"), 1, move |traced| {
            inked(traced, traced.commit.map_or_else(none, |commit| commit.author.clone()))
        })
        .left(say!(lang, "提交", "Commit"), 2, move |traced| {
            let waits = traced.state == Recorded::Uncommitted;
            let commit = match traced.commit {
                Some(commit) => commit.short.clone(),
                None if waits => say!(lang, "未提交", "not committed"),
                None => none(),
            };
            inked(traced, commit)
        })
        .details(move |traced| traced.erased.map(gone).into_iter().collect())
        .block()
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
        "全年应达与实达（截至{date}）",
        "Plan and actual through the year (as of {date})"
    );
    let mut page = Page::titled(title, lang).with([Block::Gap]);
    let mut places: HashMap<&Option<String>, usize> = HashMap::new();
    let mut groups: Vec<Vec<&ThroughRow>> = Vec::new();
    for row in rows {
        let at = *places.entry(&row.group).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    let mut days: Vec<NaiveDate> = rows.iter().map(|row| row.day).collect();
    days.dedup();
    for inside in groups {
        if let Some(by) = by {
            let group = inside.first().and_then(|row| row.group.as_deref());
            let name = inside.iter().find_map(|row| row.name.clone());
            let name = groups::group_name(by, group, name.as_deref(), lang);
            page = page.with([Block::Heading(name)]);
        }
        page = page
            .with([Block::Curve(curve(&inside, &days, account.as_of, recorded, lang)), Block::Gap]);
        if recorded {
            page = page.with([late(account, &inside, lang), Block::Gap]);
        }
    }
    page.note(say!(
        lang,
        "口径：截至日之前按现在的记录重算每一天，之后按现在的时限和路线图；“当时”是那一天 git 里的台账所说。",
        "Up to the as-of day each day is worked out from the log as it is now, from then on from the promises in force; known then: what the ledger in git said on that day."
    ))
    .noted(account, lang)
}

fn curve(
    rows: &[&ThroughRow],
    days: &[NaiveDate],
    as_of: NaiveDate,
    recorded: bool,
    lang: Locale,
) -> Curve {
    let of = |day: &NaiveDate| rows.iter().find(|row| row.day == *day);
    let values = |pick: fn(&ThroughRow) -> Option<Share>| -> Vec<Option<f64>> {
        let picked = days.iter().map(|day| of(day).and_then(|row| pick(row)));
        picked.map(|share| share.map(Share::as_f64)).collect()
    };
    let series = |name: String, mark: char, values: Vec<Option<f64>>, ink: Ink| Series {
        name,
        mark,
        values,
        ink,
        is_stair: false,
    };
    let mut all =
        vec![series(say!(lang, "应达", "plan"), '.', values(|row| row.planned), Ink::Faint)];
    if recorded {
        // Below what is known now: only where they differ both are seen.
        let name = say!(lang, "当时所知", "known then");
        let known = values(|row| row.recorded);
        all.push(series(name, 'o', known, Ink::Yellow));
    }
    all.push(series(say!(lang, "实达", "done"), '#', values(|row| row.actual), Ink::Bold));
    let ticks = [0, days.len() / 2, days.len().saturating_sub(1)];
    let ticks = ticks
        .into_iter()
        .filter_map(|at| days.get(at).map(|day| (at, words::day(*day, as_of, lang))));
    Curve { ticks: ticks.collect(), days: days.to_vec(), series: all }
}

/// What is said now of each day, what was known then, and what came later, in points.
fn late(account: &Account<'_>, rows: &[&ThroughRow], lang: Locale) -> Block {
    let decimals = account.book.decimals();
    let percent = move |share: Option<Share>| Cell::share(share, decimals);
    let known = rows.iter().filter(|row| row.recorded.is_some());
    table::table(known, lang)
        .right(say!(lang, "日期", "Day"), 0, |row| Cell::day(row.day, account.as_of, lang))
        .right(say!(lang, "应达%", "Plan %"), 1, move |row| percent(row.planned))
        .right(say!(lang, "现在看%", "Now %"), 0, move |row| percent(row.actual))
        .right(say!(lang, "当时所知%", "Known then %"), 0, move |row| percent(row.recorded))
        .right(say!(lang, "后来补录", "Came later"), 0, move |row| {
            Cell::over(row.late.map(|late| Share::ZERO.minus(late)), decimals)
        })
        .block()
}
