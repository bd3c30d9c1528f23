//! Several quantities of one task (指标): 征地320亩、拆迁86户. The task is one in every count.

use super::{Better, Quantity, Share, Text};
use std::fmt::Display;

/// One of the quantities of a task.
#[derive(Clone, Debug)]
pub struct Indicator<'t> {
    /// Unique in its task: the key of its figures.
    pub id: Text<'t>,
    /// What it is called; its id where no name is stated.
    pub name: Text<'t>,
    /// Its unit.
    pub unit: Text<'t>,
    /// 底数, where one is stated; counts as 0 where not.
    pub baseline: Option<Quantity>,
    /// Its target.
    pub target: Quantity,
    /// Its weight among the indicators of the task, not below 0.
    pub weight: Quantity,
    /// Which side of the target is the better one, where that is stated.
    pub better: Option<Better>,
}

/// The figure that an entry gives for one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorFigure<'t> {
    /// The id of the indicator.
    pub id: Text<'t>,
    /// What the indicator is called; the id where the task has none such.
    pub name: Text<'t>,
    /// The unit of the indicator.
    pub unit: Text<'t>,
    /// Quantity reached so far.
    pub done: Quantity,
}

impl<'t> Indicator<'t> {
    /// A figure of it.
    pub fn figure(&self, done: Quantity) -> IndicatorFigure<'t> {
        let Self { id, name, unit, .. } = self;
        IndicatorFigure { id: id.clone(), name: name.clone(), unit: unit.clone(), done }
    }

    /// 底数; 0 where none is stated.
    pub fn base(&self) -> Quantity {
        self.baseline.unwrap_or_default()
    }

    /// Whether a figure is the better the lower it is.
    pub fn lower_is_better(&self) -> bool {
        match self.better {
            Some(better) => better == Better::Lower,
            None => self.target < self.base(),
        }
    }

    /// Whether its target is a limit to be kept rather than the end of a way: `better` points away from it.
    pub fn is_limit(&self) -> bool {
        match self.better {
            Some(Better::Lower) => self.target >= self.base(),
            Some(Better::Higher) => self.target <= self.base(),
            None => false,
        }
    }

    /// Whether a figure is at the target or on the better side of it.
    pub fn is_met(&self, done: Quantity) -> bool {
        if self.lower_is_better() { done <= self.target } else { done >= self.target }
    }

    /// How far a figure is on the way to the target, as it is; 0 without a figure. A limit is kept or not.
    pub fn share(&self, done: Option<Quantity>) -> Share {
        let Some(done) = done else {
            return Share::ZERO;
        };
        if self.is_limit() {
            return if self.is_met(done) { Share::ONE } else { Share::ZERO };
        }
        Share::of_way(done, self.base(), self.target).unwrap_or(Share::ZERO)
    }

    /// How many times its way a figure has come, where it lies so far past the target that it seems mistyped.
    pub fn far_beyond(&self, before: Option<Quantity>, done: Quantity) -> Option<Share> {
        let come = self.share(Some(done));
        come.is_far_beyond(|| Some(self.share(before))).then_some(come)
    }

    /// A figure less the target in its unit, turned so that minus is behind; without a figure, of its baseline.
    /// A limit without a figure has none.
    pub fn gap(&self, done: Option<Quantity>) -> Option<Quantity> {
        let done = match done {
            None if self.is_limit() => return None,
            done => done.unwrap_or(self.base()),
        };
        let over = done.millionths() - self.target.millionths();
        Some(Quantity::from_millionths(if self.lower_is_better() { -over } else { over }))
    }

    /// `zd:征地:320亩`, as it is typed for a new task. Behind the target stand its weight, its baseline, and which side is
    /// better, as far as one of them is not the usual one.
    pub fn typed(&self) -> String {
        let Self { id, name, unit, target, weight, .. } = self;
        let better = self.better.map(|better| format!(":{}", better.name()));
        let base = self.baseline.map(|baseline| format!(":{baseline}"));
        let base = base.or_else(|| better.as_ref().map(|_| ":0".to_owned()));
        let plain = base.is_none() && *weight == Quantity::whole(1);
        let weight = if plain { String::new() } else { format!(":{weight}") };
        let (base, better) = (base.unwrap_or_default(), better.unwrap_or_default());
        format!("{id}:{name}:{target}{unit}{weight}{base}{better}")
    }

    /// Its name with an amount of it: `征地120亩`, `PM2.5 31.2微克/立方米`.
    pub fn amount(&self, amount: impl Display) -> String {
        named_amount(&self.name, amount, &self.unit)
    }

    /// Whether it goes by that id or name.
    pub fn is_called(&self, name: &str) -> bool {
        self.id == name || self.name == name
    }
}

impl IndicatorFigure<'_> {
    /// The name of the indicator with the figure: `征地120亩`.
    pub fn words(&self) -> String {
        named_amount(&self.name, self.done, &self.unit)
    }
}

/// A name and an amount, apart where the letters of the one would run into the digits of the other.
fn named_amount(name: &str, amount: impl Display, unit: &str) -> String {
    let runs_on = name.ends_with(|letter: char| letter.is_ascii_alphanumeric());
    let gap = if runs_on { " " } else { "" };
    format!("{name}{gap}{amount}{unit}")
}
