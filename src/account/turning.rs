//! Which tasks will turn red, and when, if nothing is reported until then: judged on later days with today's state.

use super::replay::replay;
use super::reports_owed::{Periods, Reports};
use super::standing::{self, Shares};
use super::{Account, Figures, Standing, reports_owed};
use crate::ledger::{Kind, Light};
use chrono::{Days, NaiveDate};

impl<'b> Account<'b> {
    /// Those that will turn red by a day if nothing is reported until then.
    pub(super) fn turning<'a>(
        &self,
        tasks: &[&'a Figures<'b>],
        until: NaiveDate,
    ) -> Vec<(&'a Figures<'b>, NaiveDate)> {
        let turns = |figures: &'a Figures<'b>| Some((figures, self.turns_red(figures, until)?));
        let mut found: Vec<_> = tasks.iter().filter_map(|figures| turns(figures)).collect();
        found.sort_by_key(|(figures, on)| (*on, !figures.task.key));
        found
    }

    /// The first day up to another on which a task that is not red will be, if nothing is reported until then.
    pub fn turns_red(&self, figures: &Figures<'b>, until: NaiveDate) -> Option<NaiveDate> {
        if figures.task.kind == Kind::Duty {
            return self.duty_turns_red(figures, until);
        }
        let red =
            |day: NaiveDate| self.light_if_silent(figures, figures.reports, day) == Light::Red;
        if figures.light == Light::Red || !red(until) {
            return None;
        }
        // The plan never falls while nothing is reported, so neither does a red light go out.
        let (mut low, mut high) = (0, (until - self.as_of).num_days());
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            if red(self.as_of + Days::new(middle.unsigned_abs())) {
                high = middle
            } else {
                low = middle
            }
        }
        Some(self.as_of + Days::new(high.unsigned_abs()))
    }

    /// A duty falls behind with each report that it comes to owe, and a report made ahead of its period's end counts only then:
    /// so each day is looked at.
    fn duty_turns_red(&self, figures: &Figures<'b>, until: NaiveDate) -> Option<NaiveDate> {
        let runs = figures.standing.is_running() || figures.standing == Standing::NotStarted;
        if figures.light == Light::Red || !runs {
            return None;
        }
        let (task, due) = (figures.task, figures.state.due);
        let rules = &self.book.ledger_of(task).rules;
        let trail = replay(self.book, task, self.as_of).trail.take().unwrap_or_default();
        let red = |day: &NaiveDate| {
            let periods = Periods::new(task.reports_from(), *day);
            let reports = reports_owed::count(task, due, &trail, rules, &periods, *day);
            self.light_if_silent(figures, reports, *day) == Light::Red
        };
        let days = self.as_of.iter_days().skip(1);
        days.take_while(|day| *day <= until.min(due)).find(red)
    }

    fn light_if_silent(&self, figures: &Figures<'b>, reports: Reports, day: NaiveDate) -> Light {
        let (task, state) = (figures.task, &figures.state);
        let rules = &self.book.ledger_of(task).rules;
        let shares = Shares::new(task, state, &self.curve(figures), reports, day);
        standing::judge(task, state, shares, reports, rules, day).1
    }
}
