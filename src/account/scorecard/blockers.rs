//! The blockers that were open at the end of some day of a period, and whether any was stuck then. One opened and cleared on the
//! same day is not among them, since no answer of a day shows it.

use crate::account::replay::replay_with;
use crate::account::{Account, Figures, State, standing};
use crate::calendar::Period;
use crate::ledger::{Event, Rules, Stage, Task};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A blocker that was open at the end of some day of a period, its task being worked on.
#[derive(Clone, Debug)]
pub struct PeriodBlocker<'b> {
    /// Its name.
    pub name: &'b str,
    /// The day it was opened.
    pub opened: NaiveDate,
    /// The stage at which it was stuck, else its last in the period.
    pub stage: Stage,
    /// Days it had been at that stage on the last day it stood there in the period.
    pub days: i64,
    /// Days it may stay at that stage.
    pub limit: u32,
    /// Whether it was there for longer.
    pub stuck: bool,
}

/// The blockers of a task in a period, as of the account's day where that comes first.
pub(super) fn stood<'b>(
    account: &Account<'b>,
    figures: &Figures<'b>,
    period: Period,
) -> Vec<PeriodBlocker<'b>> {
    let task = figures.task;
    let blocked = |entry: &crate::ledger::Entry<'_>| matches!(entry.event, Event::Blocked(_));
    if !task.log.iter().any(blocked) {
        return Vec::new();
    }
    let mut found = Found {
        task,
        rules: &account.book.ledger_of(task).rules,
        first: period.first.max(task.entered),
        stood: Vec::new(),
        places: HashMap::new(),
    };
    let mut since = NaiveDate::MIN;
    let end = replay_with(account.book, task, account.as_of, |entry, state, _| {
        if entry.on > since {
            found.see(state, since, entry.on.pred_opt().unwrap_or(entry.on));
            since = entry.on;
        }
    });
    found.see(&end, since, account.as_of);
    found.stood
}

struct Found<'r, 'b> {
    task: &'b Task<'b>,
    rules: &'r Rules,
    first: NaiveDate,
    stood: Vec<PeriodBlocker<'b>>,
    /// Where in `stood` each is.
    places: HashMap<(&'b str, NaiveDate), usize>,
}

impl<'b> Found<'_, 'b> {
    /// The blockers of a state that holds from the end of one day to the end of another.
    fn see(&mut self, state: &State<'b>, from: NaiveDate, to: NaiveDate) {
        let from = from.max(self.first);
        let Some(last) = self.last_worked(state, from, to) else {
            return;
        };
        for blocker in state.blockers.iter() {
            let stood = PeriodBlocker {
                name: blocker.name,
                opened: blocker.opened,
                stage: blocker.stage,
                days: (last - blocker.since).num_days(),
                limit: self.rules.stuck_after[blocker.stage],
                stuck: standing::is_stuck(blocker, self.rules, last),
            };
            let place = self.places.entry((stood.name, stood.opened)).or_insert(self.stood.len());
            match self.stood.get_mut(*place) {
                Some(known) if known.stuck && !stood.stuck => {}
                Some(known) => *known = stood,
                None => self.stood.push(stood),
            }
        }
    }

    /// The last of some days on which the task was worked on; it may become complete on one of them.
    fn last_worked(&self, state: &State<'_>, from: NaiveDate, to: NaiveDate) -> Option<NaiveDate> {
        let worked = |day: &NaiveDate| {
            *day >= from && *day <= to && standing::is_worked_on(self.task, state, *day)
        };
        let before = state.complete_since.and_then(|since| since.pred_opt());
        Some(to).filter(worked).or(before.filter(worked))
    }
}
