//! What is asked for: which year, which day, which tasks; and whether this ledger can be rolled over at all.

use crate::changes::Before;
use crate::cli::Cli;
use crate::cli::roll_over::RollOverArgs;
use crate::commands::Outcome;
use crate::edge::output;
use crate::refusal::{Refusal, pick};
use crate::resolve;
use crate::session::snippets;
use crate::when;
use chrono::NaiveDate;
use duban::account::{Account, Figures, Filter, Left};
use duban::check::{self, Depth};
use duban::diagnostic::{Diagnostic, Severity};
use duban::ledger::{Locale, TaskId};
use duban::page::words;

/// The new ledger's year.
pub(super) struct NextYear {
    pub(super) year: i32,
    pub(super) first: NaiveDate,
}

/// The tasks that go over, with the headings above them.
pub(super) struct Chosen<'a, 'b> {
    pub(super) tasks: Vec<&'a Figures<'b>>,
    pub(super) headings: Vec<TaskId>,
    pub(super) left: Left,
}

/// Refuses a ledger with errors: what cannot be read would stay behind, or be doubled, unseen.
pub(super) fn readable(
    before: &Before<'_>,
    cli: &Cli,
    words: [&'static str; 3],
) -> Result<(), Outcome> {
    let sources = &before.loaded.sources;
    let mut found: Vec<Diagnostic> = before.found.to_vec();
    found.extend(check::check(before.book, sources, Depth::Errors));
    found.retain(|one| one.severity() == Severity::Error);
    if found.is_empty() {
        return Ok(());
    }
    found.sort_by_key(|one| (one.place.file, one.place.span.start));
    output::say(&snippets(&found, sources, before.lang, cli.color));
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
    let message = match before.lang {
        Locale::ZhHans => format!("这是{from}年的台账,不能结转到{asked}年"),
        Locale::ZhHant => format!("這是{from}年的臺賬,不能結轉到{asked}年"),
        Locale::En => format!("this is the ledger of {from}; it does not roll over into {asked}"),
    };
    Err(Refusal::new(message).with(Some(format!("duban roll-over {year} --into …"))))
}

/// The day of the mark here: as said, else the last of the year, or the as-of day where that comes first.
pub(super) fn day(before: &Before<'_>, args: &RollOverArgs) -> Result<NaiveDate, Refusal> {
    let lang = before.lang;
    let last = before.book.first_ledger().map(|own| own.last_day());
    let last = last.unwrap_or(before.as_of);
    let on = match &args.on {
        Some(text) => when::parse(before, text)?,
        None => last.min(before.as_of),
    };
    when::not_ahead(before, on)?;
    if on > last {
        let (on, last) = (words::date(on, lang), words::date(last, lang));
        let message = match lang {
            Locale::ZhHans => format!("结转要记在年内:{on}晚于{last}"),
            Locale::ZhHant => format!("結轉要記在年內:{on}晚於{last}"),
            Locale::En => format!("it is marked within the year: {on} is after {last}"),
        };
        return Err(Refusal::new(message));
    }
    let help = [
        "先结转,再结最后一期的账",
        "先結轉,再結最後一期的賬",
        "roll over before the last period is closed",
    ];
    when::not_closed(before, on).map_err(|no| no.with(Some(pick(lang, help).to_owned())))?;
    Ok(on)
}

/// The tasks that fit the filters; words that are ids choose these.
pub(super) fn choose<'a, 'b>(
    before: &Before<'_>,
    account: &'a Account<'b>,
    args: &RollOverArgs,
    on: NaiveDate,
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
        let last = own.task.log.last().filter(|entry| entry.on > on)?;
        Some(format!(
            "{}({})",
            own.task.id,
            words::date(last.on, before.lang)
        ))
    });
    let later: Vec<String> = later.collect();
    if !later.is_empty() {
        return Err(entries_after(on, &later, before.lang));
    }
    let headings = account.headings_of(&tasks);
    Ok(Chosen {
        tasks,
        headings,
        left,
    })
}

/// What happened after the day of the mark would be lost.
fn entries_after(on: NaiveDate, tasks: &[String], lang: Locale) -> Refusal {
    let (on, tasks) = (words::date(on, lang), words::list(tasks, lang));
    let message = match lang {
        Locale::ZhHans => format!("结转日{on}之后还有记录:{tasks}"),
        Locale::ZhHant => format!("結轉日{on}之後還有記錄:{tasks}"),
        Locale::En => format!("there are entries after {on}, the day of the mark: {tasks}"),
    };
    let help = [
        "用 --on 记在那些记录之后;明年的记录应记在明年的台账里",
        "用 --on 記在那些記錄之後;明年的記錄應記在明年的臺賬裏",
        "mark it after them with --on; entries of the next year belong into its own ledger",
    ];
    Refusal::new(message).with(Some(pick(lang, help).to_owned()))
}
