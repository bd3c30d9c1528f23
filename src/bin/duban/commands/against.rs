//! `reconcile --against`: the figures that the other side sent, row by row against the book.

use super::reconcile::arguments::ReconcileArgs;
use crate::outcome::{Exit, Outcome};
use crate::period::Stretch;
use crate::refusal::Refusal;
use crate::{replies, resolve};
use duban::account::{self, Against};
use duban::page;
use serde_json::{Value, json};

/// Answers with the comparison.
pub(crate) fn run(stretch: &Stretch<'_>, args: &ReconcileArgs) -> Result<Exit, Outcome> {
    let session = &stretch.session;
    let against = set(stretch, args)?;
    let rows = || (against.rows.clone(), totals(stretch, &against));
    let page = || page::against::page(&session.account, &against, stretch.period, session.lang);
    session.answer("reconcile", rows, page, &args.output)?;
    Ok(Exit::found_if(args.against.exit_code && !against.agrees()))
}

/// Sets the files against the book as of the end of the period.
pub(super) fn set(stretch: &Stretch<'_>, args: &ReconcileArgs) -> Result<Against, Refusal> {
    let (account, lang) = (&stretch.session.account, stretch.session.lang);
    let filter = resolve::filter(account, &args.filter, lang)?;
    let replies = replies::read(&args.against.files, account.book, lang)?;
    let of_departments = !filter.departments.is_empty();
    Ok(account.against(&replies, &|own| filter.fits(account, own), of_departments))
}

fn totals(stretch: &Stretch<'_>, against: &Against) -> Value {
    let counts = account::Compared::ALL;
    let counts = counts.map(|(name, own)| (name.replace('-', "_"), json!(against.count(own))));
    let mut totals = Value::Object(counts.into_iter().collect());
    let book = stretch.session.account.book;
    let departments = against.departments.iter();
    let departments: Vec<&str> = departments
        .map(|id| book.department(*id).id.as_str())
        .collect();
    totals["rows_in"] = json!(against.rows_in());
    totals["other_targets"] = json!(against.other_targets().count());
    totals["files"] = json!(against.files);
    totals["departments"] = json!(departments);
    totals["period"] = json!(stretch.period.to_string());
    totals["first"] = json!(stretch.period.first);
    totals["last"] = json!(stretch.period.last);
    totals
}
