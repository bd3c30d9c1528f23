//! The machine interface of what has changed (“Changes” in docs/figures.md).

use super::{Evidence, TaskChange};
use crate::account::{Account, Happening, HappeningKind, Light, Standing};
use crate::ledger::{Entry, Event, IndicatorFigure, Share, Task};
use chrono::NaiveDate;
use serde::Serialize;

/// A change; what does not apply is null.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct ChangeRow {
    pub change: &'static str,
    pub task: String,
    pub title: String,
    pub owner: Option<String>,
    pub owner_name: Option<String>,
    pub before: Option<ChangedValue>,
    pub after: Option<ChangedValue>,
    pub on: Option<NaiveDate>,
    pub text: Option<String>,
    pub followed: Vec<String>,
}

/// What stood before or stands after a change.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum ChangedValue {
    /// A light.
    Light(Light),
    /// A standing.
    Standing(Standing),
    /// Reports missing in a row.
    Missed(u32),
    /// The actual share.
    Share(Share),
    /// A deadline, or the day of a report.
    Day(NaiveDate),
    /// What an adjustment changed: `target=120; owner=dhjd`.
    Terms(String),
}

impl<'b> Account<'b> {
    /// The machine's row of a change.
    pub fn change_row(&self, change: &TaskChange<'_, 'b>) -> ChangeRow {
        let task = change.figures.task;
        let owner = change.figures.state.owner.map(|id| self.book.department(id));
        let (before, after) = self.marks(change);
        let (on, text, followed) = match &change.evidence {
            Evidence::Figures => (None, None, Vec::new()),
            Evidence::Happening(happening) => (Some(happening.on), words(happening), Vec::new()),
            Evidence::Copied { report, .. } => {
                let note = report.note.as_deref().map(str::to_owned);
                (Some(report.on), note, Vec::new())
            }
            Evidence::Promise { report, followed, .. } => {
                let next = report.next.as_deref().map(str::to_owned);
                let followed = followed.iter().map(|entry| said(task, entry)).collect();
                (Some(report.on), next, followed)
            }
        };
        ChangeRow {
            change: change.kind.name(),
            task: task.id.to_string(),
            title: task.title.to_string(),
            owner: owner.map(|owner| owner.id.clone()),
            owner_name: owner.map(|owner| owner.name.clone()),
            before,
            after,
            on,
            text,
            followed,
        }
    }

    fn marks(&self, change: &TaskChange<'_, 'b>) -> (Option<ChangedValue>, Option<ChangedValue>) {
        use super::ChangeKind as C;
        let (figures, then) = (change.figures, change.then);
        match (change.kind, &change.evidence) {
            (C::NewlyRed | C::Recovered, _) => {
                let then = then.map(|then| ChangedValue::Light(then.light));
                (then, Some(ChangedValue::Light(figures.light)))
            }
            (C::Unreported, _) => {
                let then = then.map(|then| ChangedValue::Missed(then.reports.missed));
                (then, Some(ChangedValue::Missed(figures.reports.missed)))
            }
            (_, Evidence::Copied { report, earlier }) => {
                (Some(ChangedValue::Day(earlier.on)), Some(ChangedValue::Day(report.on)))
            }
            (_, Evidence::Promise { actual, .. }) => {
                (actual.map(ChangedValue::Share), figures.shares.actual.map(ChangedValue::Share))
            }
            (_, Evidence::Happening(happening)) => match happening.kind {
                HappeningKind::Extended { from, to } => {
                    (Some(ChangedValue::Day(from)), Some(ChangedValue::Day(to)))
                }
                HappeningKind::Adjusted { .. } => self.terms(happening),
                _ => standings(change),
            },
            _ => standings(change),
        }
    }

    /// What an adjustment found and what it left, key by key.
    fn terms(&self, happening: &Happening<'b>) -> (Option<ChangedValue>, Option<ChangedValue>) {
        let (before, after) = (happening.before, happening.after);
        let Some((change, target, weight)) = happening.adjustment() else {
            return (None, None);
        };
        let department = |id| self.book.department(id).id.as_str();
        let (mut was, mut is) = (Vec::new(), Vec::new());
        let mut tell = |key: &str, old: Option<String>, new: String| {
            was.push(format!("{key}={}", old.unwrap_or_default()));
            is.push(format!("{key}={new}"));
        };
        if let Some(new) = change.target {
            tell("target", target.map(|target| target.to_string()), new.to_string());
        }
        if let Some(new) = change.owner {
            let old = before.owner.map(|id| department(id).to_owned());
            tell("owner", old, department(new).to_owned());
        }
        if let Some(new) = change.weight {
            tell("weight", Some(weight.to_string()), new.to_string());
        }
        if change.leader.is_some() {
            let owned = |leader: Option<&str>| leader.map(str::to_owned);
            tell("leader", owned(before.leader), owned(after.leader).unwrap_or_default());
        }
        let joined = |terms: Vec<String>| Some(ChangedValue::Terms(terms.join("; ")));
        (joined(was), joined(is))
    }
}

fn standings(change: &TaskChange<'_, '_>) -> (Option<ChangedValue>, Option<ChangedValue>) {
    let then = change.then.map(|then| ChangedValue::Standing(then.standing));
    (then, Some(ChangedValue::Standing(change.figures.standing)))
}

/// The words of an entry that changed something: why, by whom, by which document.
fn words(happening: &Happening<'_>) -> Option<String> {
    let all = [happening.words(), happening.note(), happening.approval()];
    let all: Vec<&str> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// `2018-05-08 66户 又签约6户`.
fn said(task: &Task<'_>, entry: &Entry<'_>) -> String {
    let what = match &entry.event {
        Event::Done(quantity) => format!("{quantity}{}", task.unit),
        Event::Figures(figures) => {
            let figure = |figure: &IndicatorFigure<'_>| {
                format!("{} {}{}", figure.name, figure.done, figure.unit)
            };
            figures.iter().map(figure).collect::<Vec<String>>().join("; ")
        }
        Event::Step(text) | Event::Request(text) | Event::Blocked(text) => text.to_string(),
        _ => String::new(),
    };
    let note = entry.note.as_deref().unwrap_or_default();
    let all = [entry.on.to_string(), what, note.to_owned()];
    let all: Vec<String> = all.into_iter().filter(|part| !part.is_empty()).collect();
    all.join(" ")
}
