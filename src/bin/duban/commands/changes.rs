//! `changes`: what has changed since the period before.

use super::Outcome;
use super::reconcile::totals;
use crate::cli::period::ChangesArgs;
use crate::period::Stretch;
use crate::resolve;
use crate::session::Exit;
use duban::account::{Change, Changes, Statement};
use duban::page;
use duban::render::Named;

/// Lists the changes, what needs a decision first.
pub(crate) fn run(stretch: &Stretch<'_>, args: &ChangesArgs) -> Result<Exit, Outcome> {
    let session = &stretch.session;
    let (account, lang) = (&session.account, session.lang);
    let filter = resolve::filter(account, &args.filter, lang)?;
    let made = Statement::of(stretch.period, account, &stretch.before, &filter);
    let changes = Changes::of(&made, &filter);
    let rows = || {
        let rows = changes.all.iter().map(|one| account.change_row(one));
        let counts = Change::ALL.map(|(name, change)| (name, changes.list(change).len()));
        (rows.collect(), totals(stretch, Named(counts.to_vec())))
    };
    let page = || page::changes::page(&made, &changes, lang);
    session.answer("changes", rows, page, &args.output)?;
    Ok(Exit::Done)
}
