//! The year, the day and the tasks of a roll-over, and whether this ledger can be rolled over at all.

use super::arguments::RollOverArgs;
use crate::changes::Before;
use crate::edge::output;
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use crate::resolve;
use crate::session::snippets;
use crate::when;
use chrono::NaiveDate;
use duban::account::{Account, Figures, Filter, LeftBehind};
use duban::check::{self, Depth};
use duban::diagnostic::{Diagnostic, Severity};
use duban::ledger::{TaskId, Term};
use duban::page::refusals::rolling::{self, RollRefused};
use duban::page::refusals::writing::WriteFailed;
use std::path::Path;

/// The order, as both ledgers need it.
pub(super) struct Order<'a> {
    pub(super) from: Term,
    pub(super) to: Term,
    pub(super) on: NaiveDate,
    /// The folder as it was typed.
    pub(super) into: &'a Path,
    /// The folder of this ledger.
    pub(super) here: &'a Path,
}

/// The tasks that go over, with the headings above them.
pub(super) struct Chosen<'a, 'b> {
    pub(super) tasks: Vec<&'a Figures<'b>>,
    pub(super) headings: Vec<TaskId>,
    pub(super) left: LeftBehind,
}

/// Refuses a ledger with errors: a task that cannot be read would stay behind, or be written twice.
pub(super) fn readable(before: &Before<'_>, failed: &WriteFailed) -> Result<(), Outcome> {
    let sources = &before.loaded.sources;
    let mut found: Vec<Diagnostic> = before.found.to_vec();
    found.extend(check::check(before.book, sources, Depth::Errors));
    found.retain(|finding| finding.severity() == Severity::Error);
    if found.is_empty() {
        return Ok(());
    }
    found.sort_by_key(|finding| (finding.place.file, finding.place.span.start));
    output::say(&snippets(&found, sources, before.lang, before.settings.err));
    let words = failed.words(before.lang);
    Err(Outcome::Unreadable(anyhow::anyhow!(words)))
}

/// This ledger's term and the next, which must begin in the year asked for.
pub(super) fn terms(before: &Before<'_>, args: &RollOverArgs) -> Result<(Term, Term), Refusal> {
    let from = before.book.first_ledger().map_or(Term::year(0), |ledger| ledger.term);
    if let Some(next) = from.next().filter(|next| args.year == next.name_year()) {
        return Ok((from, next));
    }
    let asked = args.year;
    Err(RollRefused::NotNextYear { from, asked }.refusal(before.lang))
}

/// The day of the mark here: the one typed, else the new year's first, so that the old year keeps all its figures.
pub(super) fn day(
    before: &Before<'_>,
    args: &RollOverArgs,
    (from, to): (Term, Term),
) -> Result<NaiveDate, Outcome> {
    let (lang, first, last) = (before.lang, to.first, from.last);
    let on = match &args.on {
        Some(text) => when::parse(before, text)?,
        None if before.as_of < first => {
            return Err(RollRefused::YearNotOver { first, last }.refusal(lang).into());
        }
        None => first,
    };
    if on < last {
        return Err(RollRefused::MarkTooEarly { on, last }.refusal(lang).into());
    }
    when::not_ahead(before, on)?;
    match when::not_closed(before, on) {
        Err(Outcome::Refused(refusal)) => Err(refusal.with(Some(rolling::without_on(lang))).into()),
        checked => checked.map(|()| on),
    }
}

/// The tasks that fit the filters; a word that is an id chooses that task. `last`: this ledger's last day.
pub(super) fn choose<'a, 'b>(
    before: &Before<'_>,
    account: &'a Account<'b>,
    args: &RollOverArgs,
    last: NaiveDate,
) -> Result<Chosen<'a, 'b>, Refusal> {
    let mut filter = resolve::filter(account, &args.filter, before.lang)?;
    let is_id = |word: &String| account.book.tasks.iter().any(|task| task.id == word.as_str());
    let ids: Vec<String> = filter.words.extract_if(.., |word| is_id(word)).collect();
    let names = |word: &&String| {
        let words = Filter { words: vec![word.to_string()], ..Filter::default() };
        account.tasks.iter().any(|task| words.fits(account, task))
    };
    if let Some(word) = filter.words.iter().find(|word| !names(word)) {
        resolve::task(account.book, word, before.lang)?;
    }
    let (tasks, left) = account.to_carry(|figures| {
        let named = ids.is_empty() || ids.iter().any(|id| figures.task.id == id.as_str());
        named && filter.fits(account, figures)
    });
    let later = tasks.iter().filter_map(|figures| {
        let entry = figures.task.log.last().filter(|entry| entry.on > last)?;
        Some((figures.task.id.to_string(), entry.on))
    });
    let later: Vec<(String, NaiveDate)> = later.collect();
    if !later.is_empty() {
        let tasks = later;
        return Err(RollRefused::EntriesAfter { last, tasks }.refusal(before.lang));
    }
    let headings = account.headings_of(&tasks);
    Ok(Chosen { tasks, headings, left })
}
