//! A period as people type it, the book at both its ends, and what is said of one that is none.

use crate::cli::Cli;
use crate::edge::files::{self, Loaded};
use crate::refusal::{Refusal, pick};
use crate::session::Session;
use chrono::NaiveDate;
use duban::account::Account;
use duban::calendar::{Cadence, Period, PeriodProblem, PeriodUnit, parse_period};
use duban::ledger::{Book, Locale};
use duban::page::words;
use duban_words::{say, words};

/// A period with the book at its end, or as of today while it runs, and at the end of the day before it.
pub(crate) struct Stretch<'b> {
    pub(crate) period: Period,
    /// As of the period's last day, or of today.
    pub(crate) session: Session<'b>,
    /// As of the day before the first.
    pub(crate) before: Account<'b>,
    /// Whether its statement is kept.
    pub(crate) closed: bool,
}

impl<'b> Stretch<'b> {
    /// The period asked for, or the running one of the ledger's cadence (a month where it has none).
    pub(crate) fn of(
        book: &'b Book<'b>,
        loaded: &'b Loaded,
        text: Option<&str>,
        (as_of, lang): (NaiveDate, Locale),
        cli: &Cli,
    ) -> Result<Self, Refusal> {
        let cadence = book.first_ledger().and_then(|own| own.rules.cadence);
        let unit = cadence.map_or(PeriodUnit::Month, Cadence::unit);
        let period = match text {
            Some(text) => parse(text, as_of, cadence, lang)?,
            None => Period::containing(unit, as_of),
        };
        if period.first > as_of {
            return Err(not_begun(period, as_of, lang));
        }
        let before = period.first.pred_opt().unwrap_or(period.first);
        Ok(Self {
            period,
            session: Session::new(book, &loaded.work, period.last.min(as_of), lang, cli),
            before: Account::of(book, before, &loaded.work),
            closed: is_closed(loaded, period),
        })
    }
}

fn is_closed(loaded: &Loaded, period: Period) -> bool {
    let folder = loaded.folders.first();
    let names = folder.map(|folder| files::statements(folder));
    names.is_some_and(|names| names.is_ok_and(|names| names.contains(&period.to_string())))
}

fn not_begun(period: Period, as_of: NaiveDate, lang: Locale) -> Refusal {
    let (name, as_of) = (words::period(period, lang), words::date(as_of, lang));
    Refusal::new(say!(
        lang,
        "{name}还没开始:截至日是{as_of}",
        "{name} has not begun: the as-of day is {as_of}"
    ))
}

/// Reads a period; what it leaves out is taken from the as-of day.
pub(crate) fn parse(
    text: &str,
    as_of: NaiveDate,
    cadence: Option<Cadence>,
    lang: Locale,
) -> Result<Period, Refusal> {
    parse_period(text, as_of, cadence).map_err(|problem| refusal(text, &problem, lang))
}

fn refusal(text: &str, problem: &PeriodProblem, lang: Locale) -> Refusal {
    let none = pick(lang, words!("没有这样的时期:", "no such period: "));
    let unknown = pick(lang, words!("不认识的时期:", "not a period: "));
    let head = match problem {
        PeriodProblem::Unknown { .. } => unknown,
        _ => none,
    };
    Refusal::new(format!("{head}`{text}`")).with(Some(help(problem, lang)))
}

/// What there is instead.
fn help(problem: &PeriodProblem, lang: Locale) -> String {
    match problem {
        PeriodProblem::NoSuchDekad(dekad) => say!(lang, "一个月分上、中、下三旬(D1、D2、D3),没有 D{dekad}", "a month has the ten-day periods D1, D2 and D3, no D{dekad}"),
        PeriodProblem::NoSuchMonth(month) => say!(lang, "一年只有1月到12月,没有{month}月", "a year has the months 01 to 12, no {month}"),
        PeriodProblem::NoSuchWeek { year, week } => say!(lang, "{year}年没有第{week}周", "{year} has no week {week}"),
        PeriodProblem::NoSuchQuarter(_) => pick(
            lang,
            words!("一年有四个季度:Q1 到 Q4", "a year has the quarters Q1 to Q4"),
        )
        .to_owned(),
        PeriodProblem::NoSuchHalf(_) => pick(
            lang,
            words!("一年有上、下半年:H1、H2", "a year has the halves H1 and H2"),
        )
        .to_owned(),
        PeriodProblem::NoSuchDay {
            text,
            last_of_month,
        } => no_such_day(text, *last_of_month, lang),
        PeriodProblem::Backwards { first, last } => say!(lang, "末日 {last} 早于首日 {first}", "the last day {last} comes before the first, {first}"),
        PeriodProblem::Unknown { nearest, .. } => match (nearest, lang) {
            (Some(near), Locale::En) => format!("did you mean `{near}`?"),
            (Some(near), _) => format!("是不是 `{near}`?"),
            (None, _) => pick(
                lang,
                words!("写法如 2月下旬、2018-02-D3、一季度、上一旬、1-8月、截至8月底", "write it like 2018-02-D3, 2018-W07, 2018-02, 2018-Q1, last-month, 2018-01..2018-08"),
            )
            .to_owned(),
        },
    }
}

fn no_such_day(text: &str, last_of_month: Option<NaiveDate>, lang: Locale) -> String {
    let last = last_of_month.map_or_else(String::new, |last| {
        say!(lang, ",这个月到 {last} 为止", "; that month ends on {last}")
    });
    say!(
        lang,
        "没有{text}这一天{last}",
        "there is no day {text}{last}"
    )
}
