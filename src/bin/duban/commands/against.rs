//! `reconcile --against`: the figures that the other side sent, row by row against the book.

use super::reconcile::arguments::ReconcileArgs;
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::period::PeriodView;
use crate::refusal::Refusal;
use crate::replies::{self, Wanted};
use crate::resolve;
use chrono::NaiveDate;
use duban::account::{Against, Compared, Figures, Filter};
use duban::exchange::Asked;
use duban::page;
use duban::page::refusals::notes::Note;
use duban::render::Named;
use serde::Serialize;

/// Answers with the comparison.
pub(crate) fn run(view: &PeriodView<'_>, args: &ReconcileArgs) -> Result<Exit, Outcome> {
    let session = &view.session;
    let filter = resolve::filter(&session.account, &args.filter, session.lang)?;
    let files = Wanted { files: &args.against.files, sheets: &[] };
    let against = set(view, &files, &filter)?;
    let rows = || (against.rows.clone(), totals(view, &against));
    let page =
        || page::statements::against::page(&session.account, &against, view.period, session.lang);
    session.answer("reconcile", rows, page, &args.output)?;
    Ok(Exit::found_if(args.against.exit_code && !against.agrees()))
}

/// Sets the files against the book as of the end of the period.
pub(super) fn set(
    view: &PeriodView<'_>,
    files: &Wanted<'_>,
    filter: &Filter,
) -> Result<Against, Refusal> {
    let (account, lang) = (&view.session.account, view.session.lang);
    let until = [view.period.last, account.as_of];
    let asked = Asked { period: Some(view.period), until: &until };
    let found = replies::read(files, account.book, asked, lang)?;
    if !found.not_read.is_empty() {
        output::say(&Note::NotRead { others: found.not_read.clone() }.words(lang));
    }
    let of_departments = !filter.departments.is_empty();
    let wanted = |figures: &Figures<'_>| filter.fits(account, figures);
    let mut against = account.against(&found.replies, &wanted, of_departments);
    against.not_read = found.not_read;
    Ok(against)
}

#[derive(Serialize)]
struct AgainstTotals<'a> {
    #[serde(flatten)]
    counts: Named<usize>,
    rows_in: usize,
    other_targets: usize,
    files: &'a [String],
    not_read: Vec<&'a str>,
    departments: Vec<&'a str>,
    period: String,
    first: NaiveDate,
    last: NaiveDate,
}

fn totals<'a>(view: &'a PeriodView<'_>, against: &'a Against) -> AgainstTotals<'a> {
    let counts = Compared::ALL.map(|(name, compared)| (name, against.count(compared)));
    let book = view.session.account.book;
    let departments = against.departments.iter();
    let period = view.period;
    AgainstTotals {
        counts: Named::of(counts),
        rows_in: against.rows_in(),
        other_targets: against.other_targets().count(),
        files: &against.files,
        not_read: against.not_read.iter().map(|other| other.file.as_str()).collect(),
        departments: departments.map(|id| book.department(*id).id.as_str()).collect(),
        period: period.to_string(),
        first: period.first,
        last: period.last,
    }
}
