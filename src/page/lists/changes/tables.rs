//! The tables of what has changed: the columns of each sort.

use crate::account::{
    Account, ChangeKind, Evidence, Figures, Happening, HappeningKind, TaskChange,
};
use crate::ledger::{Entry, Locale, Share};
use crate::page::words::{self, say};
use crate::page::{Block, Cell, Ink, Text, Value, parts, rate, reason, table};
use chrono::NaiveDate;

/// The changes of one sort: the task, its owner, and what is special of the sort.
pub(super) fn table(
    account: &Account<'_>,
    (change, name): (ChangeKind, String),
    list: &[TaskChange<'_, '_>],
    lang: Locale,
) -> Block {
    let day = move |day| Cell::day(day, account.as_of, lang);
    let dated = move |on: Option<NaiveDate>| on.map_or_else(Cell::default, day);
    let happened = move |entry: &&TaskChange<'_, '_>| dated(happening(entry).map(|entry| entry.on));
    let actual = |changed: &&TaskChange<'_, '_>| rate::actual(account, changed.figures);
    let day_head = || say!(lang, "日期", "Day");
    let table = table::table(list, lang)
        .named(name)
        .area(account, |changed| changed.figures)
        .task(|changed| changed.figures)
        .owner(account, 1, |changed| changed.figures)
        .details(move |changed| details(account, changed, lang));
    match change {
        ChangeKind::NewlyOverdue => table
            .due(account, 1, |changed| changed.figures)
            .right(say!(lang, "逾期", "Over"), 0, |changed| {
                let over = changed.figures.overdue_days(account.as_of).unwrap_or_default();
                Cell::days(over, lang).inked(Ink::Red)
            })
            .right(say!(lang, "实达%", "Done %"), 0, actual),
        ChangeKind::NewlyRed | ChangeKind::Recovered => table
            .left(say!(lang, "原来", "Before"), 0, |changed| {
                changed.then.map_or_else(|| "-".into(), |then| seen(account, then, lang))
            })
            .left(say!(lang, "现在", "Now"), 0, |changed| seen(account, changed.figures, lang))
            .right(say!(lang, "超欠", "+/-"), 0, |changed| rate::lag(account, changed.figures)),
        ChangeKind::Unreported => table
            .right(say!(lang, "上次报送", "Last report"), 1, |changed| {
                let last = changed.figures.state.last_report.map(|entry| day(entry.on));
                last.unwrap_or_else(|| say!(lang, "从未", "never").into())
            })
            .right(say!(lang, "期初", "Before"), 2, |changed| {
                changed.then.map_or_else(|| "-".into(), |then| missed(changed.figures, then, lang))
            })
            .right(say!(lang, "连续漏报", "Missed"), 0, |changed| {
                missed(changed.figures, changed.figures, lang).inked(Ink::Yellow)
            }),
        ChangeKind::Unseen => table
            .right(say!(lang, "所说日期", "Said on"), 0, |changed| {
                dated(promise(changed).map(|(report, _)| report.on))
            })
            .right(say!(lang, "当时%", "Then %"), 1, |changed| {
                parts::share(account, changed.figures, promise(changed).and_then(|(_, then)| then))
            })
            .right(say!(lang, "实达%", "Done %"), 0, actual),
        ChangeKind::Copied => table
            .right(say!(lang, "上次", "Before"), 0, |changed| {
                dated(copied(changed).map(|(_, earlier)| earlier.on))
            })
            .right(say!(lang, "本次", "Now"), 0, |changed| {
                dated(copied(changed).map(|(report, _)| report.on))
            }),
        ChangeKind::Extended => table
            .right(say!(lang, "原时限", "Due before"), 0, |changed| {
                dated(extended(changed).map(|(from, _)| from))
            })
            .right(say!(lang, "现时限", "Due now"), 0, |changed| {
                dated(extended(changed).map(|(_, to)| to))
            }),
        ChangeKind::Adjusted => table
            .right(day_head(), 0, happened)
            .wrapping(say!(lang, "原来", "Before"), |changed| terms(account, changed, lang).0)
            .wrapping(say!(lang, "改为", "Now"), |changed| terms(account, changed, lang).1),
        ChangeKind::Struck
        | ChangeKind::Entered
        | ChangeKind::Brought
        | ChangeKind::Suspended
        | ChangeKind::Cancelled
        | ChangeKind::Rolled
        | ChangeKind::Reopened
        | ChangeKind::Resumed => {
            table.right(day_head(), 0, happened).due(account, 1, |changed| changed.figures)
        }
    }
    .block()
}

fn happening<'o, 'b>(changed: &'o TaskChange<'_, 'b>) -> Option<&'o Happening<'b>> {
    match &changed.evidence {
        Evidence::Happening(happening) => Some(happening),
        Evidence::Figures | Evidence::Copied { .. } | Evidence::Promise { .. } => None,
    }
}

/// The deadlines before and after.
fn extended(changed: &TaskChange<'_, '_>) -> Option<(NaiveDate, NaiveDate)> {
    let HappeningKind::Extended { from, to } = happening(changed)?.kind else {
        return None;
    };
    Some((from, to))
}

/// The report, and the one before it in the same words.
fn copied<'b>(changed: &TaskChange<'_, 'b>) -> Option<(&'b Entry<'b>, &'b Entry<'b>)> {
    match changed.evidence {
        Evidence::Copied { report, earlier } => Some((report, earlier)),
        Evidence::Figures | Evidence::Happening(_) | Evidence::Promise { .. } => None,
    }
}

/// The report that promised something, and the share done on its day.
fn promise<'b>(changed: &TaskChange<'_, 'b>) -> Option<(&'b Entry<'b>, Option<Share>)> {
    match changed.evidence {
        Evidence::Promise { report, actual, .. } => Some((report, actual)),
        Evidence::Figures | Evidence::Happening(_) | Evidence::Copied { .. } => None,
    }
}

fn seen(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Cell {
    let standing = words::standing(figures.standing, lang);
    let light = parts::light(account, figures, lang);
    Cell::new(light.and(format!(" {standing}"), Ink::Plain), Value::Light)
}

/// How many periods went without a report, in the unit of the task's cadence now.
fn missed(now: &Figures<'_>, figures: &Figures<'_>, lang: Locale) -> Cell {
    let missed = figures.reports.missed;
    let words = words::periods(missed, now.task.cadence, lang);
    Cell::new(words, Value::Number(f64::from(missed)))
}

/// Below the row: why, or what was said.
fn details(account: &Account<'_>, changed: &TaskChange<'_, '_>, lang: Locale) -> Vec<Text> {
    let figures = changed.figures;
    match &changed.evidence {
        Evidence::Figures if changed.kind == ChangeKind::NewlyRed => {
            vec![reason::reason(account, figures, lang).into()]
        }
        Evidence::Figures => Vec::new(),
        Evidence::Happening(happening) => why(happening, lang).into_iter().collect(),
        Evidence::Copied { report, .. } => {
            report.note.as_deref().map(Text::from).into_iter().collect()
        }
        Evidence::Promise { report, followed, .. } => vec![
            parts::said(account, figures, report, lang).into(),
            since(account, figures, followed, lang),
        ],
    }
}

/// Why or by whom, what was noted, and by which document.
fn why(happening: &Happening<'_>, lang: Locale) -> Option<Text> {
    let approval = happening
        .approval()
        .map(|approval| say!(lang, "批准：{approval}", "approved by {approval}"));
    let all = [happening.words(), happening.note(), approval.as_deref()];
    let all: Vec<&str> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(&say!(lang, "；", "; ")).into())
}

/// What an adjustment found and what it left.
fn terms(account: &Account<'_>, changed: &TaskChange<'_, '_>, lang: Locale) -> (String, String) {
    let adjusted =
        happening(changed).and_then(|happening| Some((happening, happening.adjustment()?)));
    let Some((happening, (change, target, weight))) = adjusted else {
        return (String::new(), String::new());
    };
    let figures = changed.figures;
    let department = |id| account.book.department(id).name.clone();
    let none = || say!(lang, "（无）", "none");
    let (mut was, mut is) = (Vec::new(), Vec::new());
    let mut tell = |name: String, old: Option<String>, new: String| {
        let old = old.unwrap_or_else(none);
        was.push(say!(lang, "{name}{old}", "{name} {old}"));
        is.push(say!(lang, "{name}{new}", "{name} {new}"));
    };
    let amount = |own_amount| words::amount(own_amount, &figures.task.unit);
    if let Some(new) = change.target {
        let name = say!(lang, "目标", "target");
        tell(name, target.map(amount), amount(new));
    }
    if let Some(new) = change.owner {
        let name = say!(lang, "牵头", "owner");
        tell(name, happening.before.owner.map(department), department(new));
    }
    if let Some(new) = change.weight {
        let name = say!(lang, "权重", "weight");
        tell(name, Some(weight.to_string()), new.to_string());
    }
    if let Some(new) = change.leader.as_deref() {
        let name = say!(lang, "领导", "leader");
        let old = happening.before.leader.map(str::to_owned);
        tell(name, old, new.to_owned());
    }
    let joined = |all: Vec<String>| words::list(&all, lang);
    (joined(was), joined(is))
}

/// What was reported in the period on a promise.
fn since(
    account: &Account<'_>,
    figures: &Figures<'_>,
    followed: &[&Entry<'_>],
    lang: Locale,
) -> Text {
    if followed.is_empty() {
        return say!(lang, "本期未报", "nothing reported since").into();
    }
    let said: Vec<String> =
        followed.iter().map(|entry| parts::said(account, figures, entry, lang)).collect();
    let said = said.join(&say!(lang, "；", "; "));
    say!(lang, "本期{said}", "since: {said}").into()
}
