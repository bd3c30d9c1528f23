//! What the figures of a task, of its indicators and of its investment are converted with.

use super::converted::{Earlier, Scale};
use super::replay::replay;
use super::{Account, Figures};
use crate::calendar::Period;
use crate::ledger::{Event, INVESTED, Quantity, Task, in_money};
use chrono::NaiveDate;

/// The scales of one task.
pub(super) struct Scales<'a, 'b> {
    pub(super) account: &'a Account<'b>,
    pub(super) figures: &'a Figures<'b>,
}

impl<'b> Scales<'_, 'b> {
    fn task(&self) -> &'b Task<'b> {
        self.figures.task
    }

    /// The first day of which the task can report.
    fn began(&self) -> NaiveDate {
        let (task, first) = (self.task(), self.first_day());
        task.start.max(task.entered).max(first)
    }

    fn first_day(&self) -> NaiveDate {
        self.account.book.ledger_of(self.task()).term.first
    }

    /// Whether the work itself began within the ledger's year.
    fn began_within(&self) -> bool {
        self.task().start > self.first_day()
    }

    /// Asks with the scale of its one quantity.
    pub(super) fn of_task<T>(&self, ask: impl FnOnce(&Scale<'_>) -> T) -> T {
        let task = self.task();
        let last = |day: NaiveDate| {
            let state = replay(self.account.book, task, day.pred_opt()?);
            Some((state.done(task)?, state.reached_on?))
        };
        let of_money = |amount| in_money(amount, INVESTED, &task.unit)?.ok();
        let (whole, year) =
            (task.details().total.and_then(of_money), task.invest.and_then(of_money));
        let earlier = match self.earlier(task.base()) {
            Earlier::Unknown => self.planned(whole, year),
            known => known,
        };
        ask(&Scale {
            unit: &task.unit,
            base: task.base(),
            target: self.figures.state.target,
            adds_up: task.measure.accumulates(),
            last: &last,
            began: self.began(),
            earlier,
        })
    }

    /// Asks with the scale of one of its indicators.
    pub(super) fn of_indicator<T>(
        &self,
        nth: usize,
        ask: impl FnOnce(&Scale<'_>) -> T,
    ) -> Option<T> {
        let task = self.task();
        let indicator = task.indicators().get(nth)?;
        let last = |day: NaiveDate| {
            let before = task.log.iter().rev().filter(|entry| entry.on < day);
            let mut figures = before.filter_map(|entry| match &entry.event {
                Event::Figures(figures) => {
                    let own = figures.iter().find(|figure| figure.id == indicator.id)?;
                    Some((own.done, entry.on))
                }
                _ => None,
            });
            figures.next()
        };
        Some(ask(&Scale {
            unit: &indicator.unit,
            base: indicator.base(),
            target: Some(indicator.target),
            adds_up: task.measure.accumulates(),
            last: &last,
            began: self.began(),
            earlier: self.earlier(indicator.base()),
        }))
    }

    /// Asks with the scale of its investment.
    pub(super) fn of_investment<T>(&self, ask: impl FnOnce(&Scale<'_>) -> T) -> T {
        let task = self.task();
        let (whole, year) = (task.details().total, task.invest);
        let last = |day: NaiveDate| {
            let mut before = task.log.iter().rev().filter(|entry| entry.on < day);
            before.find_map(|entry| Some((entry.extra()?.invested?, entry.on)))
        };
        let earlier = match (self.earlier(Quantity::default()), year) {
            // Without a plan of the year the ledger counts since the beginning.
            (Earlier::Unknown, None) => Earlier::Counted,
            (Earlier::Unknown, Some(_)) => self.planned(whole, year),
            (known, _) => known,
        };
        ask(&Scale {
            unit: INVESTED,
            base: Quantity::default(),
            target: year.or(whole),
            adds_up: true,
            last: &last,
            began: self.began(),
            earlier,
        })
    }

    /// What stood before the year, by what the ledger counts from.
    fn earlier(&self, base: Quantity) -> Earlier {
        let counted = base != Quantity::default() || self.began_within();
        if counted { Earlier::Counted } else { Earlier::Unknown }
    }

    /// What stood before the year, by what was planned: a plan that completes the whole within the year leaves the rest for before.
    fn planned(&self, whole: Option<Quantity>, year: Option<Quantity>) -> Earlier {
        let last = self.account.book.ledger_of(self.task()).term.last;
        let (Some(total), Some(year)) = (whole, year) else {
            return Earlier::Unknown;
        };
        match self.task().deadline() {
            _ if total == year => Earlier::Counted,
            Some(due) if due <= last && total > year => Earlier::Planned { total, year },
            Some(_) | None => Earlier::Unknown,
        }
    }

    /// Whether a last figure of that day tells all that had been done before another: it is of the period just before.
    pub(super) fn reported(&self, of: NaiveDate, from: NaiveDate) -> bool {
        let Some(before) = from.pred_opt() else {
            return false;
        };
        match self.task().cadence {
            Some(cadence) => Period::containing(cadence.unit(), before).contains(of),
            None => of == before,
        }
    }
}
