//! The period whose account the page shows: the last that was closed, else the last that is over.

use crate::context::Context;
use crate::edge::files;
use crate::outcome::Outcome;
use crate::period::PeriodView;
use duban::account::{Account, Filter, Statement, closed};
use duban::calendar::Period;

/// A period that is over, with the book at both its ends.
pub(super) struct LastPeriod<'b> {
    period: Period,
    account: &'b Account<'b>,
    before: Account<'b>,
    /// The digest of its file, where it is closed.
    pub(super) digest: Option<String>,
}

impl<'b> LastPeriod<'b> {
    /// Its statement over the tasks asked for.
    pub(super) fn statement(&self, filter: &Filter) -> Statement<'_, 'b> {
        let mut statement = Statement::of(self.period, self.account, &self.before, filter);
        statement.closed = self.digest.is_some();
        statement
    }
}

/// The last period that was over by the day of a view; `None` where none was in the ledger's time.
pub(super) fn last<'b>(
    context: &Context,
    view: &'b PeriodView<'b>,
) -> Result<Option<LastPeriod<'b>>, Outcome> {
    let closed = last_closed(context, view)?;
    let first_day = view.before.book.first_ledger().map(|ledger| ledger.first_day());
    let over = view.period.previous();
    let over = over.filter(|over| first_day.is_none_or(|first_day| over.last >= first_day));
    let Some(period) = closed.as_ref().map(|(period, _)| *period).or(over) else {
        return Ok(None);
    };
    let on = |day| Box::leak(Box::new(view.before.on(day)));
    let is_at_hand = view.before.as_of == period.last;
    let account = if is_at_hand { &view.before } else { on(period.last) };
    let before = view.before.on(period.first.pred_opt().unwrap_or(period.first));
    Ok(Some(LastPeriod { period, account, before, digest: closed.map(|(_, digest)| digest) }))
}

/// The last closed period that was over by the day of a view, with the digest of its file. Of two that end on one day it is
/// that of the ledger's cadence.
fn last_closed(
    context: &Context,
    view: &PeriodView<'_>,
) -> Result<Option<(Period, String)>, Outcome> {
    let loaded = context.loaded()?;
    let Some(folder) = loaded.folders.first() else { return Ok(None) };
    let as_of = view.session.account.as_of;
    let closed = files::closed_periods(folder, &loaded.links, as_of)?.into_iter();
    let over = closed.filter(|closed| closed.last < as_of);
    let last = over.max_by_key(|closed| (closed.last, closed.unit == view.period.unit));
    let Some(period) = last else { return Ok(None) };
    let text = files::statement(folder, &loaded.links, &period.to_string())?;
    Ok(Some((period, closed::digest_of(&text))))
}
