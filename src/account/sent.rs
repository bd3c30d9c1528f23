//! The figures of one row for the task it is about: its quantity, its indicators, its investment.

use super::against::NotInvested;
use super::chosen::{NotChosen, chosen};
use super::claim::{CellValue, Claim, Stated, Unread};
use super::converted::Worked;
use super::scales::Scales;
use crate::ledger::{Task, is_money};

/// A row and the task that it is about.
pub(super) struct Sent<'s, 'b> {
    pub(super) scales: Scales<'s, 'b>,
    pub(super) claim: &'s Claim,
}

/// What was found in a row.
#[derive(Default)]
pub(super) struct Found {
    /// Its figure, or one for each indicator.
    pub(super) worked: Vec<Worked>,
    /// Why there is none.
    pub(super) problem: Option<NotChosen>,
    /// A figure that is of no indicator, for a task measured by them.
    pub(super) of_no_indicator: bool,
    /// Its investment.
    pub(super) invested: Option<Worked>,
    /// Why there is none.
    pub(super) not_invested: Option<Box<NotInvested>>,
}

/// The indicator of its task that a row names, beside the task or instead of it.
pub(super) fn named_indicator(task: &Task<'_>, claim: &Claim) -> Option<usize> {
    let named = [claim.indicator.as_deref(), claim.title.as_deref()];
    let mut named = named.into_iter().flatten();
    named.find_map(|name| task.indicators().iter().position(|own| own.is_called(name)))
}

impl Sent<'_, '_> {
    fn task(&self) -> &Task<'_> {
        self.scales.figures.task
    }

    /// The indicator that the row names.
    pub(super) fn indicator(&self) -> Option<usize> {
        named_indicator(self.task(), self.claim)
    }

    /// Its figures; a unit behind the title is that of figures without one.
    pub(super) fn figures(&self, titled: Option<&str>) -> Found {
        let stated = self.claim.figures.iter().cloned().map(|figure| Stated {
            unit: figure.unit.or_else(|| titled.map(str::to_owned)),
            ..figure
        });
        let (money, plain): (Vec<Stated>, Vec<Stated>) =
            stated.partition(|figure| figure.money && figure.indicator.is_none());
        let mut found = match self.task().indicators().is_empty() {
            true => self.of_task(&plain, &money),
            false => self.of_indicators(&plain),
        };
        let counts_money =
            found.worked.iter().any(|worked| money.iter().any(|figure| figure.at == worked.at));
        if !counts_money && found.problem.is_none() && self.has_investment(&plain) {
            self.invested(&money, &mut found);
        }
        found
    }

    /// Whether a column of money beside others is its investment.
    fn has_investment(&self, plain: &[Stated]) -> bool {
        let task = self.task();
        let beside = plain.iter().any(|figure| figure.value != CellValue::Nothing);
        beside || task.invest.is_some() || task.details().total.is_some()
    }

    fn of_task(&self, plain: &[Stated], money: &[Stated]) -> Found {
        let is_filled = |figure: &&Stated| figure.value != CellValue::Nothing;
        if let Some(figure) = plain.iter().find(|own| own.indicator.is_some() && is_filled(own)) {
            return Found {
                problem: Some(unread(figure, Unread::NoSuchIndicator)),
                ..Found::default()
            };
        }
        let own: Vec<&Stated> = plain.iter().filter(|own| own.indicator.is_none()).collect();
        let any_own = own.iter().any(&is_filled);
        let of_money = is_money(&self.task().unit) && !any_own;
        // A column of investment is no figure of a task that counts something else.
        let foreign =
            money.iter().find(is_filled).filter(|_| !of_money && !self.has_investment(plain));
        if let Some(figure) = foreign {
            let why = match figure.value {
                CellValue::Unread(why) => why,
                CellValue::Number(..) | CellValue::Nothing => Unread::OtherUnit,
            };
            return Found { problem: Some(unread(figure, why)), ..Found::default() };
        }
        let figures: Vec<&Stated> = if of_money { money.iter().collect() } else { own };
        let reported = |of, from| self.scales.reported(of, from);
        let chosen = self.scales.of_task(|scale| chosen(figures.into_iter(), scale, &reported));
        match chosen {
            Ok(worked) => Found { worked: worked.into_iter().collect(), ..Found::default() },
            Err(problem) => Found { problem: Some(problem), ..Found::default() },
        }
    }

    fn of_indicators(&self, plain: &[Stated]) -> Found {
        let (task, row) = (self.task(), self.indicator());
        let mut found = Found::default();
        let nth_of = |figure: &Stated| match figure.indicator.as_deref() {
            Some(name) => task.indicators().iter().position(|own| own.is_called(name)),
            None => row,
        };
        let filled = || plain.iter().filter(|figure| figure.value != CellValue::Nothing);
        found.of_no_indicator = filled().any(|figure| figure.indicator.is_none()) && row.is_none();
        let foreign = filled().find(|own| own.indicator.is_some() && nth_of(own).is_none());
        found.problem = foreign.map(|figure| unread(figure, Unread::NoSuchIndicator));
        let reported = |of, from| self.scales.reported(of, from);
        for nth in 0..task.indicators().len() {
            let own = plain.iter().filter(|figure| nth_of(figure) == Some(nth));
            let chosen = self.scales.of_indicator(nth, |scale| chosen(own, scale, &reported));
            match chosen {
                Some(Ok(worked)) => found
                    .worked
                    .extend(worked.map(|worked| Worked { indicator: Some(nth), ..worked })),
                Some(Err(problem)) => found.problem = found.problem.or(Some(problem)),
                None => {}
            }
        }
        found
    }

    fn invested(&self, money: &[Stated], found: &mut Found) {
        let reported = |of, from| self.scales.reported(of, from);
        match self.scales.of_investment(|scale| chosen(money.iter(), scale, &reported)) {
            Ok(worked) => found.invested = worked,
            Err(NotChosen::Unread { at, text, heading, why }) => {
                found.not_invested = Some(Box::new(NotInvested { at, text, heading, why }));
            }
            Err(contradiction @ NotChosen::Contradiction(_)) => {
                found.problem = Some(contradiction);
            }
        }
    }
}

fn unread(figure: &Stated, why: Unread) -> NotChosen {
    NotChosen::Unread {
        at: figure.at.clone(),
        text: figure.text.clone(),
        heading: figure.heading.clone(),
        why,
    }
}
