//! What is asked for: which year, which day, which tasks; and whether this ledger can be rolled over at all.

use super::arguments::RollOverArgs;
use crate::changes::Before;
use crate::edge::output;
use crate::outcome::Outcome;
use crate::refusal::{Refusal, pick};
use crate::resolve;
use crate::session::snippets;
use crate::when;
use chrono::NaiveDate;
use duban::account::{Account, Figures, Filter, LeftBehind};
use duban::check::{self, Depth};
use duban::diagnostic::{Diagnostic, Severity};
use duban::ledger::{Locale, TaskId};
use duban::page::words;
use duban_words::{say, words};
use std::path::Path;

/// The new ledger's year.
pub(super) struct NextYear {
    pub(super) year: i32,
    pub(super) first: NaiveDate,
}

impl NextYear {
    /// Last day of the year before.
    pub(super) fn eve(&self) -> NaiveDate {
        self.first.pred_opt().unwrap_or(self.first)
    }
}

/// What both sides are asked for.
pub(super) struct Order<'a> {
    pub(super) from: i32,
    pub(super) to: &'a NextYear,
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

/// Refuses a ledger with errors: what cannot be read would stay behind, or be doubled, unseen.
pub(super) fn readable(before: &Before<'_>, words: [&'static str; 3]) -> Result<(), Outcome> {
    let sources = &before.loaded.sources;
    let mut found: Vec<Diagnostic> = before.found.to_vec();
    found.extend(check::check(before.book, sources, Depth::Errors));
    found.retain(|one| one.severity() == Severity::Error);
    if found.is_empty() {
        return Ok(());
    }
    found.sort_by_key(|one| (one.place.file, one.place.span.start));
    output::say(&snippets(&found, sources, before.lang, before.settings.err));
    let words = pick(before.lang, words);
    Err(Outcome::Unreadable(anyhow::anyhow!(words)))
}

/// This ledger's year and the next, which must be the one asked for.
pub(super) fn years(before: &Before<'_>, args: &RollOverArgs) -> Result<(i32, NextYear), Refusal> {
    let from = before.book.first_ledger().map_or(0, |own| own.year);
    let year = from + 1;
    if let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1).filter(|_| args.year == year) {
        return Ok((from, NextYear { year, first }));
    }
    let asked = args.year;
    let message = say!(
        before.lang,
        "这是{from}年的台账,不能结转到{asked}年",
        "this is the ledger of {from}; it does not roll over into {asked}"
    );
    Err(Refusal::new(message).with(Some(format!("duban roll-over {year} --into …"))))
}

/// The day of the mark here: as said, else the new year's first, so that the old year keeps all its figures.
pub(super) fn day(
    before: &Before<'_>,
    args: &RollOverArgs,
    to: &NextYear,
) -> Result<NaiveDate, Refusal> {
    let (lang, first, last) = (before.lang, to.first, to.eve());
    let on = match &args.on {
        Some(text) => when::parse(before, text)?,
        None if before.as_of < first => return Err(too_early(before, first, last)),
        None => first,
    };
    if on < last {
        let (on, last) = (words::date(on, lang), words::date(last, lang));
        let message = say!(
            lang,
            "结转最早记在{last}:{on}太早",
            "it is marked on {last} or later: {on} is too early"
        );
        return Err(Refusal::new(message));
    }
    when::not_ahead(before, on)?;
    let help = words!(
        "不写 --on,记在新年度第一天",
        "without --on it is marked on the new year's first day"
    );
    when::not_closed(before, on).map_err(|no| no.with(Some(pick(lang, help).to_owned())))?;
    Ok(on)
}

/// The year must be over; on its last day a mark of that day has to be asked for.
fn too_early(before: &Before<'_>, first: NaiveDate, last: NaiveDate) -> Refusal {
    let lang = before.lang;
    let (day, eve) = (words::date(first, lang), words::date(last, lang));
    let message = say!(
        lang,
        "{day}起才能结转:年度还没完",
        "the year is not over: it can be rolled over from {day} on"
    );
    let help = say!(
        lang,
        "{eve}当天要结转的,写 --on {last}",
        "on {eve} itself: --on {last}"
    );
    Refusal::new(message).with(Some(help))
}

/// The tasks that fit the filters; words that are ids choose these. `last`: this ledger's last day.
pub(super) fn choose<'a, 'b>(
    before: &Before<'_>,
    account: &'a Account<'b>,
    args: &RollOverArgs,
    last: NaiveDate,
) -> Result<Chosen<'a, 'b>, Refusal> {
    let mut filter = resolve::filter(account, &args.filter, before.lang)?;
    let is_id = |word: &String| account.book.tasks.iter().any(|own| own.id == word.as_str());
    let ids: Vec<String> = filter.words.extract_if(.., |word| is_id(word)).collect();
    let names = |word: &&String| {
        let words = Filter {
            words: vec![word.to_string()],
            ..Filter::default()
        };
        account.tasks.iter().any(|own| words.fits(account, own))
    };
    if let Some(word) = filter.words.iter().find(|word| !names(word)) {
        resolve::task(account.book, word, before.lang)?;
    }
    let (tasks, left) = account.to_carry(|own| {
        let named = ids.is_empty() || ids.iter().any(|id| own.task.id == id.as_str());
        named && filter.fits(account, own)
    });
    let later = tasks.iter().filter_map(|own| {
        let entry = own.task.log.last().filter(|entry| entry.on > last)?;
        Some(format!(
            "{}({})",
            own.task.id,
            words::date(entry.on, before.lang)
        ))
    });
    let later: Vec<String> = later.collect();
    if !later.is_empty() {
        return Err(entries_after(last, &later, before.lang));
    }
    let headings = account.headings_of(&tasks);
    Ok(Chosen {
        tasks,
        headings,
        left,
    })
}

/// What was logged here in the new year would count in both, or in neither.
fn entries_after(last: NaiveDate, tasks: &[String], lang: Locale) -> Refusal {
    let (last, tasks) = (words::date(last, lang), words::list(tasks, lang));
    let message = say!(
        lang,
        "这本台账里有{last}以后的记录:{tasks}",
        "there are entries after {last} in this ledger: {tasks}"
    );
    let help = words!(
        "新年度的记录属于新台账:先从这里取出(duban edit),结转后记到那边",
        "they belong into the new year's ledger: take them out here (duban edit), and log them there afterwards"
    );
    Refusal::new(message).with(Some(pick(lang, help).to_owned()))
}
