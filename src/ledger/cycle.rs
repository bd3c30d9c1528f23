//! When the bulletins of each kind of period close and go out, and what they are called.

use crate::calendar::{PerUnit, Period, PeriodUnit};
use chrono::{Days, NaiveDate};

/// `[report]` of duban.toml.
#[derive(Clone, Debug)]
pub struct Bulletins {
    /// What they are called; by default the ledger's own title tells.
    pub title: Option<String>,
    /// To whom they are addressed (主送): 各街道办事处，区直各单位.
    pub to: Option<String>,
    /// Who gets a copy (抄送).
    pub copies: Option<String>,
    /// One for each kind of period.
    pub cycles: PerUnit<Cycle>,
}

/// From a period to the day its bulletin closes, and from there to the day it goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// Days from the cut-off to the period's last day.
    pub before: u32,
    /// Days from the cut-off to the day of issue.
    pub after: u32,
}

impl Default for Bulletins {
    fn default() -> Self {
        let cycles = PerUnit::new(|unit| {
            let (before, after) = match unit {
                // Friday and Monday.
                PeriodUnit::Week => (2, 3),
                PeriodUnit::Dekad
                | PeriodUnit::Month
                | PeriodUnit::Quarter
                | PeriodUnit::Half
                | PeriodUnit::Year => (0, 1),
            };
            Cycle { before, after }
        });
        Self { title: None, to: None, copies: None, cycles }
    }
}

impl Bulletins {
    /// The cut-off of a period: the last day that its bulletin counts.
    pub fn cut(&self, period: Period) -> NaiveDate {
        let before = period.unit.map_or(0, |unit| self.cycles[unit].before);
        let cut = period.last.checked_sub_days(Days::new(before.into()));
        cut.map_or(period.first, |cut| cut.max(period.first))
    }

    /// The day on which the bulletin of a period goes out.
    pub fn issue(&self, period: Period) -> NaiveDate {
        let after = period.unit.map_or(1, |unit| self.cycles[unit].after);
        let cut = self.cut(period);
        cut.checked_add_days(Days::new(after.into())).unwrap_or(cut)
    }

    /// The last period of a kind whose cut-off has come.
    pub fn last_closed(&self, unit: PeriodUnit, as_of: NaiveDate) -> Period {
        let running = Period::containing(unit, as_of);
        if self.cut(running) <= as_of { running } else { running.previous().unwrap_or(running) }
    }

    /// The last period of a kind whose bulletin is to be out; `None` before the first that there could be.
    pub fn last_issued(&self, unit: PeriodUnit, as_of: NaiveDate) -> Option<Period> {
        let mut period = Some(self.last_closed(unit, as_of));
        while let Some(candidate) = period.filter(|candidate| self.issue(*candidate) > as_of) {
            period = candidate.previous();
        }
        period
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_weekly_bulletin_closes_on_friday_and_goes_out_on_monday() {
        let bulletins = Bulletins::default();
        for (as_of, week) in [
            ("2018-05-10", "2018-W18"),
            ("2018-05-11", "2018-W19"),
            ("2018-05-17", "2018-W19"),
            ("2018-05-18", "2018-W20"),
        ] {
            let period = bulletins.last_closed(PeriodUnit::Week, day(as_of));
            assert_eq!(period.to_string(), week, "{as_of}");
        }
        let period = Period::containing(PeriodUnit::Week, day("2018-05-11"));
        assert_eq!(bulletins.cut(period), day("2018-05-11"));
        assert_eq!(bulletins.issue(period), day("2018-05-14"));
    }

    #[test]
    fn other_bulletins_close_with_their_period() {
        let bulletins = Bulletins::default();
        let dekad = bulletins.last_closed(PeriodUnit::Dekad, day("2018-02-28"));
        assert_eq!(dekad.to_string(), "2018-02-D3");
        assert_eq!(bulletins.issue(dekad), day("2018-03-01"));
        let month = bulletins.last_closed(PeriodUnit::Month, day("2018-02-27"));
        assert_eq!(month.to_string(), "2018-01");
    }

    #[test]
    fn a_bulletin_is_out_from_its_day_of_issue_on() {
        let bulletins = Bulletins::default();
        for (as_of, week) in [
            ("2018-05-13", "2018-W18"),
            ("2018-05-14", "2018-W19"),
            ("2018-05-20", "2018-W19"),
            ("2018-05-21", "2018-W20"),
        ] {
            let period = bulletins.last_issued(PeriodUnit::Week, day(as_of)).unwrap();
            assert_eq!(period.to_string(), week, "{as_of}");
        }
    }
}
