//! The tables of what has changed: the columns of each sort.

use crate::account::{Account, Change, Changed, Evidence, Figures, Happening, What};
use crate::ledger::{Entry, Locale, Share};
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Text};
use crate::page::{parts, table};
use chrono::NaiveDate;

/// The changes of one sort: the task, its owner, and what is special of the sort.
pub(super) fn table(
    account: &Account<'_>,
    change: Change,
    list: &[Changed<'_, '_>],
    lang: Locale,
) -> Block {
    let day = move |one: &Changed<'_, '_>, day| parts::day(account, one.own, day, lang);
    let dated = move |one: &Changed<'_, '_>, on: Option<NaiveDate>| {
        on.map_or_else(String::new, |on| day(one, on))
    };
    let happened = move |one: &&Changed<'_, '_>| dated(one, happening(one).map(|own| own.on));
    let actual = |one: &&Changed<'_, '_>| parts::percent(one.own.shares.actual);
    let day_head = || say!(lang, "日期", "Day");
    let table = table::table(list, lang)
        .task(|one| one.own)
        .owner(account, 1, |one| one.own)
        .details(move |one| details(account, one, lang));
    match change {
        Change::NewlyOverdue => table
            .due(account, 1, |one| one.own)
            .right(say!(lang, "逾期", "Over"), 0, |one| {
                let over = one.own.overdue_days(account.as_of).unwrap_or_default();
                Text::inked(words::days(over, lang), Ink::Red)
            })
            .right(say!(lang, "实达%", "Done %"), 0, actual),
        Change::NewlyRed | Change::Recovered => table
            .left(say!(lang, "原来", "Before"), 0, |one| {
                one.then
                    .map_or_else(|| "-".into(), |then| seen(account, then, lang))
            })
            .left(say!(lang, "现在", "Now"), 0, |one| {
                seen(account, one.own, lang)
            })
            .right(say!(lang, "超欠", "+/-"), 0, |one| parts::over(one.own)),
        Change::Unreported => table
            .right(say!(lang, "上次报送", "Last report"), 1, |one| {
                let last = one.own.state.last_report.map(|entry| day(one, entry.on));
                last.unwrap_or_else(|| say!(lang, "从未", "never"))
            })
            .right(say!(lang, "期初", "Before"), 2, |one| {
                one.then
                    .map_or_else(|| "-".to_owned(), |then| missed(one.own, then, lang))
            })
            .right(say!(lang, "连续漏报", "Missed"), 0, |one| {
                Text::inked(missed(one.own, one.own, lang), Ink::Yellow)
            }),
        Change::Unseen => table
            .right(say!(lang, "所说日期", "Said on"), 0, |one| {
                dated(one, promise(one).map(|(report, _)| report.on))
            })
            .right(say!(lang, "当时%", "Then %"), 1, |one| {
                parts::percent(promise(one).and_then(|(_, then)| then))
            })
            .right(say!(lang, "实达%", "Done %"), 0, actual),
        Change::Copied => table
            .right(say!(lang, "上次", "Before"), 0, |one| {
                dated(one, copied(one).map(|(_, earlier)| earlier.on))
            })
            .right(say!(lang, "本次", "Now"), 0, |one| {
                dated(one, copied(one).map(|(report, _)| report.on))
            }),
        Change::Extended => table
            .right(say!(lang, "原时限", "Due before"), 0, |one| {
                dated(one, extended(one).map(|(from, _)| from))
            })
            .right(say!(lang, "现时限", "Due now"), 0, |one| {
                dated(one, extended(one).map(|(_, to)| to))
            }),
        Change::Adjusted => table
            .right(day_head(), 0, happened)
            .wrapping(say!(lang, "原来", "Before"), |one| {
                terms(account, one, lang).0
            })
            .wrapping(say!(lang, "改为", "Now"), |one| {
                terms(account, one, lang).1
            }),
        Change::Struck
        | Change::Entered
        | Change::Brought
        | Change::Suspended
        | Change::Cancelled
        | Change::Rolled
        | Change::Reopened
        | Change::Resumed => table
            .right(day_head(), 0, happened)
            .due(account, 1, |one| one.own),
    }
    .block()
}

fn happening<'o, 'b>(one: &'o Changed<'_, 'b>) -> Option<&'o Happening<'b>> {
    match &one.evidence {
        Evidence::Happening(happening) => Some(happening),
        Evidence::Figures | Evidence::Copied { .. } | Evidence::Promise { .. } => None,
    }
}

/// The deadlines before and after.
fn extended(one: &Changed<'_, '_>) -> Option<(NaiveDate, NaiveDate)> {
    match happening(one)?.what {
        What::Extended { from, to } => Some((from, to)),
        _ => None,
    }
}

/// The report, and the one before it in the same words.
fn copied<'b>(one: &Changed<'_, 'b>) -> Option<(&'b Entry<'b>, &'b Entry<'b>)> {
    match one.evidence {
        Evidence::Copied { report, earlier } => Some((report, earlier)),
        Evidence::Figures | Evidence::Happening(_) | Evidence::Promise { .. } => None,
    }
}

/// The report that promised something, and the share done on its day.
fn promise<'b>(one: &Changed<'_, 'b>) -> Option<(&'b Entry<'b>, Option<Share>)> {
    match one.evidence {
        Evidence::Promise { report, actual, .. } => Some((report, actual)),
        Evidence::Figures | Evidence::Happening(_) | Evidence::Copied { .. } => None,
    }
}

fn seen(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Text {
    let standing = words::standing(own.standing, lang);
    parts::light(account, own, lang).and(format!(" {standing}"), Ink::Plain)
}

/// How many periods went without a report, in the unit of the task's cadence now.
fn missed(now: &Figures<'_>, own: &Figures<'_>, lang: Locale) -> String {
    let cadence = now.task.cadence;
    let unit = cadence.map_or_else(String::new, |own| words::period_unit(own, lang));
    let missed = own.reports.missed;
    say!(lang, "{missed}{unit}", "{missed} {unit}")
}

/// Below the row: why, or what was said.
fn details(account: &Account<'_>, one: &Changed<'_, '_>, lang: Locale) -> Vec<Text> {
    let own = one.own;
    match &one.evidence {
        Evidence::Figures if one.change == Change::NewlyRed => {
            vec![crate::page::reason::reason(account, own, lang).into()]
        }
        Evidence::Figures => Vec::new(),
        Evidence::Happening(happening) => why(happening, lang).into_iter().collect(),
        Evidence::Copied { report, .. } => {
            report.note.as_deref().map(Text::from).into_iter().collect()
        }
        Evidence::Promise {
            report, followed, ..
        } => vec![
            parts::said(account, own, report, lang).into(),
            since(account, own, followed, lang),
        ],
    }
}

/// Why or by whom, what was noted, and by which document.
fn why(happening: &Happening<'_>, lang: Locale) -> Option<Text> {
    let approval = happening
        .approval()
        .map(|approval| say!(lang, "批准:{approval}", "approved by {approval}"));
    let all = [happening.words(), happening.note(), approval.as_deref()];
    let all: Vec<&str> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(&say!(lang, ";", "; ")).into())
}

/// What an adjustment found and what it left.
fn terms(account: &Account<'_>, one: &Changed<'_, '_>, lang: Locale) -> (String, String) {
    let adjusted = happening(one).and_then(|own| Some((own, own.adjustment()?)));
    let Some((happening, (change, target, weight))) = adjusted else {
        return (String::new(), String::new());
    };
    let own = one.own;
    let department = |id| account.book.department(id).name.clone();
    let none = || say!(lang, "(无)", "none");
    let (mut was, mut is) = (Vec::new(), Vec::new());
    let mut tell = |name: String, old: Option<String>, new: String| {
        let old = old.unwrap_or_else(none);
        was.push(say!(lang, "{name}{old}", "{name} {old}"));
        is.push(say!(lang, "{name}{new}", "{name} {new}"));
    };
    let amount = |own_amount| words::amount(own_amount, &own.task.unit);
    if let Some(new) = change.target {
        let name = say!(lang, "目标", "target");
        tell(name, target.map(amount), amount(new));
    }
    if let Some(new) = change.owner {
        let name = say!(lang, "牵头", "owner");
        tell(
            name,
            happening.before.owner.map(department),
            department(new),
        );
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
fn since(account: &Account<'_>, own: &Figures<'_>, followed: &[&Entry<'_>], lang: Locale) -> Text {
    if followed.is_empty() {
        return say!(lang, "本期未报", "nothing reported since").into();
    }
    let said: Vec<String> = followed
        .iter()
        .map(|entry| parts::said(account, own, entry, lang))
        .collect();
    let said = said.join(&say!(lang, ";", "; "));
    say!(lang, "本期{said}", "since: {said}").into()
}
