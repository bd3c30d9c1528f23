//! `reconcile --against`: the figures that the other side sent, row by row against the book.

use super::reconcile::arguments::ReconcileArgs;
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::period::PeriodView;
use crate::refusal::{self, Refusal};
use crate::replies::{self, ReadFor, Replies, Wanted};
use crate::resolve;
use chrono::NaiveDate;
use duban::account::{Account, Address, Against, Compared, Figures, Filter};
use duban::exchange::{Asked, FilledForm, FilledRow};
use duban::ledger::DepartmentId;
use duban::page;
use duban::page::entries::form::{Issued, form};
use duban::page::refusals::notes::Note;
use duban::page::refusals::returned::{self, ReturnRefused};
use duban::render::{self, Named};
use serde::Serialize;
use std::collections::BTreeMap;

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
    let found = read(view, files)?;
    let lang = view.session.lang;
    let refused = found.forms.iter().filter_map(|(file, form)| {
        issued_otherwise(view, form).map(|refused| refused.refusal(file, lang))
    });
    refusal::together(refused.collect(), lang)?;
    let wrong = found.forms.iter();
    let wrong = wrong.flat_map(|(file, form)| returned::lines(file, &form.problems, lang));
    let wrong: Vec<String> = wrong.collect();
    if !wrong.is_empty() {
        let shown = render::safe_lines(&(wrong.join("\n") + "\n")).into_owned();
        return Err(ReturnRefused::Cells.refusal("", lang).after(shown));
    }
    Ok(compare(view, found, filter))
}

/// Why a form is not one of the ledger and the period.
pub(super) fn issued_otherwise(view: &PeriodView<'_>, form: &FilledForm) -> Option<ReturnRefused> {
    let book = view.session.account.book;
    let ours = view.period.to_string();
    if !form.period.is_empty() && form.period != ours {
        return Some(ReturnRefused::OtherPeriod { is: form.period.clone(), asked: ours });
    }
    let title = book.first_ledger().map_or("", |ledger| ledger.title.as_str());
    // A title may have been corrected; promises tell whose form it is.
    let known = |row: &FilledRow| is_promised(view, &row.issued);
    let is_ours = form.ledger == title || form.ledger.is_empty() || form.rows.iter().all(known);
    let (is, ours) = (form.ledger.clone(), title.to_owned());
    (!is_ours).then_some(ReturnRefused::OtherLedger { is, ours })
}

/// Whether a row of a form was issued for what is promised still.
fn is_promised(view: &PeriodView<'_>, issued: &Issued) -> bool {
    let account = &view.session.account;
    let mut tasks = account.tasks.iter();
    let figures = tasks.find(|figures| figures.task.id == issued.task);
    figures.is_some_and(|figures| is_as_issued(account, figures, issued))
}

/// Whether what is promised of a task is what a row of a form was issued for.
pub(super) fn is_as_issued(account: &Account<'_>, figures: &Figures<'_>, issued: &Issued) -> bool {
    let mut indicators = figures.task.indicators().iter();
    let indicator = indicators.find(|indicator| indicator.id == issued.indicator);
    let is_whole = issued.indicator.is_empty() || indicator.is_some();
    is_whole && figures.promise_digest(account.book, indicator) == issued.digest
}

/// Reads the files.
pub(super) fn read(view: &PeriodView<'_>, files: &Wanted<'_>) -> Result<Replies, Refusal> {
    let (account, lang) = (&view.session.account, view.session.lang);
    let until = [view.period.last, account.as_of];
    let asked = Asked { period: Some(view.period), until: &until };
    let form = |lang| form(account, &owned(account), view.period, lang);
    let found = replies::read(files, account.book, ReadFor { asked, form: &form }, lang)?;
    if !found.not_read.is_empty() {
        output::say(&Note::NotRead { others: found.not_read.clone() }.words(lang));
    }
    if !found.unmarked.is_empty() {
        output::say(&Note::UnmarkedForms { files: found.unmarked.clone() }.words(lang));
    }
    let outside = found.forms.iter().flat_map(|(file, form)| {
        form.outside.iter().map(move |(at, text)| (file.clone(), at.clone(), text.clone()))
    });
    let outside: Vec<(String, Address, String)> = outside.collect();
    if !outside.is_empty() {
        output::say(&Note::Outside { cells: outside }.words(lang));
    }
    if !found.comments.is_empty() {
        output::say(&Note::Comments { cells: found.comments.clone() }.words(lang));
    }
    Ok(found)
}

/// The tasks by their owners.
fn owned<'a, 'b>(account: &'a Account<'b>) -> Vec<(DepartmentId, Vec<&'a Figures<'b>>)> {
    let mut tasks: BTreeMap<DepartmentId, Vec<&Figures<'b>>> = BTreeMap::new();
    for figures in &account.tasks {
        if let Some(owner) = figures.state.owner {
            tasks.entry(owner).or_default().push(figures);
        }
    }
    tasks.into_iter().collect()
}

/// Sets what was read against the book.
pub(super) fn compare(view: &PeriodView<'_>, found: Replies, filter: &Filter) -> Against {
    let account = &view.session.account;
    let of_departments = !filter.departments.is_empty();
    let wanted = |figures: &Figures<'_>| filter.fits(account, figures);
    let mut against = account.against(&found.replies, &wanted, of_departments, view.period.first);
    against.not_read = found.not_read;
    against
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
