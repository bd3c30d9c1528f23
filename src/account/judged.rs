//! How a task goes in somebody's word (认定), until it is complete.

use super::replay::State;
use super::standing::Standing;
use crate::calendar::Period;
use crate::ledger::{Book, Entry, Judgement, Light, Rules, Task, Verdict};
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

    /// The standing that it says.
    pub(super) fn standing(&self) -> Standing {
        match self.verdict {
            Verdict::Ahead => Standing::Ahead,
            Verdict::OnSchedule => Standing::OnSchedule,
            Verdict::SlightlyBehind => Standing::SlightlyBehind,
            Verdict::Lagging => Standing::Lagging,
            Verdict::None => Standing::Open,
        }
    }

    /// The light that it gives, where that is not green.
    pub(super) fn light(&self) -> Option<Light> {
        (self.verdict == Verdict::Lagging).then(|| self.light.unwrap_or(Light::Yellow))
    }

    /// Whether it decides beside what was worked out: in the place of `open`, or as the worse of the two.
    pub(super) fn decides(&self, standing: Standing, light: Option<Light>) -> bool {
        // Standings and lights are counted from the worst.
        let (own, own_light) = (self.standing(), self.light());
        standing == Standing::Open
            || own < standing
            || (own == standing
                && own_light.is_some_and(|own| light.is_some_and(|light| own < light)))
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

impl State<'_> {
    /// Whether a judgement is the owner's own word. Without an author it is the office's.
    pub(super) fn is_own_word(&self, book: &Book<'_>, entry: &Entry<'_>) -> bool {
        entry.by().is_some() && self.owner.is_some() && self.by_owner(book, entry)
    }

    /// A judgement ends where the task is complete by the end of a day.
    pub(super) fn end_judgement(&mut self, day: NaiveDate) {
        if self.judged.is_some() && self.complete(day) {
            self.judged = None;
        }
    }
}
