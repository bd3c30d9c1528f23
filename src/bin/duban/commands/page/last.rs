//! The period whose account the page shows: the last that was closed, else the last that is over.

use crate::context::Context;
use crate::edge::files;
use crate::outcome::Outcome;
use crate::period::PeriodView;
use duban::account::{Account, Filter, Statement, closed};
use duban::calendar::Period;
use duban::page::boards::Last;

/// The statement of a period that is over.
pub(super) struct LastPeriod<'v, 'b> {
    statement: Statement<'v, 'b>,
    /// The digest of its file, where it is closed.
    digest: Option<String>,
}

impl<'v, 'b> LastPeriod<'v, 'b> {
    /// It, as a page is given it.
    pub(super) fn told(&self) -> Last<'_, 'v, 'b> {
        Last { statement: &self.statement, digest: self.digest.as_deref() }
    }
}

/// The statement of the last period that was over by the day of a view, over the tasks asked for; whose they were is asked of the
/// statement. `None` where no period was over in the ledger's time.
pub(super) fn last<'v, 'b>(
    context: &Context,
    view: &'v PeriodView<'b>,
    filter: &Filter,
) -> Result<Option<LastPeriod<'v, 'b>>, Outcome> {
    let closed = last_closed(context, view)?;
    let first_day = view.before.book.first_ledger().map(|ledger| ledger.first_day());
    let over = view.period.previous();
    let over = over.filter(|over| first_day.is_none_or(|first_day| over.last >= first_day));
    let Some(period) = closed.as_ref().map(|(period, _)| *period).or(over) else {
        return Ok(None);
    };
    // Kept until the process ends, like the view itself.
    let on = |day| -> &'v Account<'b> { Box::leak(Box::new(view.before.on(day))) };
    let is_at_hand = view.before.as_of == period.last;
    let account = if is_at_hand { &view.before } else { on(period.last) };
    let before = on(period.first.pred_opt().unwrap_or(period.first));
    let mut statement = Statement::of(period, account, before, filter);
    statement.closed = closed.is_some();
    Ok(Some(LastPeriod { statement, digest: closed.map(|(_, digest)| digest) }))
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
