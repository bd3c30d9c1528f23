//! The tables of what has changed: which columns a sort has, and what stands in them.

use super::parts::{self, left, right, title_column, wrapping};
use super::words::{self, say};
use super::{Column, Ink, Row, Text};
use crate::account::{Account, Change, Changed, Evidence, Figures, Happening, What};
use crate::ledger::{Entry, Locale};

/// The columns of a sort of change: the task, its owner, and what is special of it.
pub(super) fn columns(change: Change, lang: Locale) -> Vec<Column> {
    let day = right(say!(lang, "日期", "Day"), 0);
    let due = right(say!(lang, "时限", "Due"), 1);
    let mut all = vec![
        left(say!(lang, "编号", "Id"), 0),
        title_column(lang),
        left(say!(lang, "牵头单位", "Owner"), 1),
    ];
    all.extend(match change {
        Change::NewlyOverdue => vec![
            due,
            right(say!(lang, "逾期", "Over"), 0),
            right(say!(lang, "实达%", "Done %"), 0),
        ],
        Change::NewlyRed | Change::Recovered => vec![
            left(say!(lang, "原来", "Before"), 0),
            left(say!(lang, "现在", "Now"), 0),
            right(say!(lang, "超欠", "+/-"), 0),
        ],
        Change::Unreported => vec![
            right(say!(lang, "上次报送", "Last report"), 1),
            right(say!(lang, "期初", "Before"), 2),
            right(say!(lang, "连续漏报", "Missed"), 0),
        ],
        Change::Unseen => vec![
            right(say!(lang, "所说日期", "Said on"), 0),
            right(say!(lang, "当时%", "Then %"), 1),
            right(say!(lang, "实达%", "Done %"), 0),
        ],
        Change::Copied => vec![
            right(say!(lang, "上次", "Before"), 0),
            right(say!(lang, "本次", "Now"), 0),
        ],
        Change::Extended => vec![
            right(say!(lang, "原时限", "Due before"), 0),
            right(say!(lang, "现时限", "Due now"), 0),
        ],
        Change::Adjusted => vec![
            day,
            wrapping(say!(lang, "原来", "Before")),
            wrapping(say!(lang, "改为", "Now")),
        ],
        Change::Struck
        | Change::Entered
        | Change::Brought
        | Change::Suspended
        | Change::Cancelled
        | Change::Rolled
        | Change::Reopened
        | Change::Resumed => vec![day, due],
    });
    all
}

/// One change.
pub(super) fn row(account: &Account<'_>, one: &Changed<'_, '_>, lang: Locale) -> Row {
    let own = one.own;
    let mut cells: Vec<Text> = vec![
        parts::id(own),
        own.task.title.as_ref().into(),
        parts::owner(account, own).into(),
    ];
    let mut details: Vec<Text> = Vec::new();
    let day = |day| Text::from(parts::day(account, own, day, lang));
    match &one.evidence {
        Evidence::Figures => {
            cells.extend(figures(account, one, lang));
            if one.change == Change::NewlyRed {
                let reason = super::reason::reason(account, own, lang);
                details.push(reason.into());
            }
        }
        Evidence::Happening(happening) => {
            cells.extend(happened(account, own, happening, lang));
            details.extend(why(happening, lang));
        }
        Evidence::Copied { report, earlier } => {
            cells.extend([day(earlier.on), day(report.on)]);
            details.extend(report.note.as_deref().map(Text::from));
        }
        Evidence::Promise {
            report,
            actual,
            followed,
        } => {
            cells.push(day(report.on));
            cells.push(parts::percent(*actual).into());
            cells.push(parts::percent(own.shares.actual).into());
            details.push(parts::said(account, own, report, lang).into());
            details.push(since(account, own, followed, lang));
        }
    }
    Row::Cells { cells, details }
}

/// The figures of both ends.
fn figures(account: &Account<'_>, one: &Changed<'_, '_>, lang: Locale) -> Vec<Text> {
    let own = one.own;
    let day = |day| Text::from(parts::day(account, own, day, lang));
    match one.change {
        Change::NewlyOverdue => {
            let over = own.overdue_days(account.as_of).unwrap_or_default();
            vec![
                day(own.state.due),
                Text::inked(words::days(over, lang), Ink::Red),
                parts::percent(own.shares.actual).into(),
            ]
        }
        Change::Unreported => {
            let cadence = own.task.cadence;
            let unit = cadence.map_or_else(String::new, |own| words::period_unit(own, lang));
            let missed = |own: &Figures<'_>| {
                let missed = own.reports.missed;
                say!(lang, "{missed}{unit}", "{missed} {unit}")
            };
            let last = own
                .state
                .last_report
                .map_or_else(|| say!(lang, "从未", "never").into(), |entry| day(entry.on));
            let then = one.then.map_or_else(|| "-".to_owned(), missed);
            vec![last, then.into(), Text::inked(missed(own), Ink::Yellow)]
        }
        _ => {
            let seen = |own: &Figures<'_>| {
                let standing = words::standing(own.standing, lang);
                parts::light(account, own, lang).and(format!(" {standing}"), Ink::Plain)
            };
            let then = one.then.map_or_else(|| "-".into(), seen);
            vec![then, seen(own), parts::over(own)]
        }
    }
}

/// What an entry did.
fn happened(
    account: &Account<'_>,
    own: &Figures<'_>,
    happening: &Happening<'_>,
    lang: Locale,
) -> Vec<Text> {
    let day = |day| Text::from(parts::day(account, own, day, lang));
    match &happening.what {
        What::Extended { from, to } => vec![day(*from), day(*to)],
        What::Adjusted { .. } => {
            let (before, after) = terms(account, own, happening, lang);
            vec![day(happening.on), before.into(), after.into()]
        }
        _ => vec![day(happening.on), day(own.state.due)],
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
fn terms(
    account: &Account<'_>,
    own: &Figures<'_>,
    happening: &Happening<'_>,
    lang: Locale,
) -> (String, String) {
    let Some((change, target, weight)) = happening.adjustment() else {
        return (String::new(), String::new());
    };
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
