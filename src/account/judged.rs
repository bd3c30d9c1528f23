//! How a task goes in somebody's word (认定), until it is complete.

use crate::calendar::Period;
use crate::ledger::{Entry, Judgement, Light, Rules, Task, Verdict};
use chrono::{Days, NaiveDate};

/// A judgement that stands.
#[derive(Clone, Debug)]
pub struct Judged<'b> {
    /// The day it was made.
    pub on: NaiveDate,
    /// The word.
    pub verdict: Verdict,
    /// The light of one that lags, where it is not yellow.
    pub light: Option<Light>,
    /// Who judged; absent: the office.
    pub by: Option<&'b str>,
    /// Whether it is the owner's own word (自评).
    pub own: bool,
    /// In words.
    pub note: Option<&'b str>,
}

impl<'b> Judged<'b> {
    /// The judgement of an entry; `None` where it takes an earlier one back.
    pub(super) fn of(judgement: Judgement, entry: &'b Entry<'b>, own: bool) -> Option<Box<Self>> {
        let Judgement { verdict, light } = judgement;
        let stands = verdict != Verdict::None;
        stands.then(|| {
            Box::new(Self {
                on: entry.on,
                verdict,
                light,
                by: entry.by().map(AsRef::as_ref),
                own,
                note: entry.note.as_deref(),
            })
        })
    }

    /// Whether it is older than a reporting period of the task, and the grace of a report is over too.
    pub(super) fn is_old(&self, task: &Task<'_>, rules: &Rules, as_of: NaiveDate) -> bool {
        let Some(cadence) = task.cadence else {
            return false;
        };
        let made_in = Period::containing(cadence.unit(), self.on);
        let into = self.on - made_in.first;
        // The same day of the next period, or its last.
        let until = made_in.next().map(|next| (next.first + into).min(next.last));
        let until = until.and_then(|until| until.checked_add_days(Days::new(rules.grace.into())));
        until.is_some_and(|until| as_of > until)
    }
}
