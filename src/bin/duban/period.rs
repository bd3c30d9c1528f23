//! A period as people type it, and the book at both its ends.

use crate::context::Context;
use crate::edge::files::{self, Loaded};
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use crate::session::Session;
use chrono::{Months, NaiveDate};
use duban::account::{Account, Basis};
use duban::calendar::{Cadence, Period, PeriodUnit, parse_period};
use duban::ledger::Locale;
use duban::page::refusals::periods::PeriodRefused;

/// A period with the book at its end, or as of today while it runs, and at the end of the day before it.
pub(crate) struct PeriodView<'b> {
    pub(crate) period: Period,
    /// As of the period's last day, or of today.
    pub(crate) session: Session<'b>,
    /// As of the day before the first.
    pub(crate) before: Account<'b>,
    /// Whether the period is closed.
    pub(crate) closed: bool,
}

impl<'b> PeriodView<'b> {
    /// The period asked for, or the running one of the ledger's cadence (a month where it has none).
    pub(crate) fn of(
        context: &'b Context,
        basis: Basis<'b>,
        loaded: &Loaded,
        text: Option<&str>,
        as_of: NaiveDate,
    ) -> Result<Self, Refusal> {
        let lang = context.lang();
        let cadence = basis.book.first_ledger().and_then(|ledger| ledger.rules.cadence);
        let unit = cadence.map_or(PeriodUnit::Month, Cadence::unit);
        let period = match text {
            Some(text) => begun(text, as_of, cadence, lang)?,
            None => Period::containing(unit, as_of),
        };
        let before = period.first.pred_opt().unwrap_or(period.first);
        Ok(Self {
            period,
            session: context.session_of(basis, period.last.min(as_of)),
            before: basis.figures(before),
            closed: is_closed(loaded, period),
        })
    }
}

impl Context {
    /// The period asked for, with the book at both its ends.
    pub(crate) fn period_view(&self, text: Option<&str>) -> Result<&PeriodView<'_>, Outcome> {
        let (loaded, as_of) = (self.loaded()?, self.as_of()?);
        let view = PeriodView::of(self, self.book()?.basis(), loaded, text, as_of)?;
        Ok(Box::leak(Box::new(view)))
    }
}

fn is_closed(loaded: &Loaded, period: Period) -> bool {
    let folder = loaded.folders.first();
    let names = folder.map(|folder| files::statements(folder, &loaded.links));
    names.is_some_and(|names| names.is_ok_and(|names| names.contains(&period.to_string())))
}

/// Reads a period that has begun.
pub(crate) fn begun(
    text: &str,
    as_of: NaiveDate,
    cadence: Option<Cadence>,
    lang: Locale,
) -> Result<Period, Refusal> {
    let period = parse(text, as_of, cadence, lang)?;
    if period.first <= as_of {
        return Ok(period);
    }
    let last_year = a_year_before(text, period, as_of, cadence);
    Err(PeriodRefused::NotBegun { period, as_of, last_year }.refusal(lang))
}

/// The period that a text without a year would have been a year ago, if that one has begun.
pub(crate) fn a_year_before(
    text: &str,
    ahead: Period,
    as_of: NaiveDate,
    cadence: Option<Cadence>,
) -> Option<Period> {
    let day = as_of.checked_sub_months(Months::new(12))?;
    let earlier = parse_period(text, day, cadence).ok()?;
    (earlier != ahead && earlier.first <= as_of).then_some(earlier)
}

/// Reads a period; what it leaves out is taken from the as-of day.
pub(crate) fn parse(
    text: &str,
    as_of: NaiveDate,
    cadence: Option<Cadence>,
    lang: Locale,
) -> Result<Period, Refusal> {
    parse_period(text, as_of, cadence).map_err(|problem| {
        let typed = text.to_owned();
        PeriodRefused::NotAPeriod { typed, problem }.refusal(lang)
    })
}
