//! Days that are none, or that an entry cannot have.

use super::{Refusal, did_you_mean};
use crate::calendar::Period;
use crate::ledger::Locale;
use crate::page::words;
use chrono::NaiveDate;
use duban_words::{say, words};

/// Why a day is refused.
#[derive(Clone, Debug)]
pub enum DateRefused {
    NoSuchDay {
        typed: String,
    },
    /// The clock stands before 1970 or after 9999.
    Clock,
    NotDays {
        typed: String,
    },
    /// `last_year`: the day of the year before, where no year was typed.
    ToCome {
        on: NaiveDate,
        as_of: NaiveDate,
        last_year: Option<NaiveDate>,
    },
    /// A day that goes with an entry lies before it.
    BeforeEntry {
        what: DayOf,
        day: NaiveDate,
        on: NaiveDate,
    },
    Closed {
        on: NaiveDate,
        closed: NaiveDate,
    },
}

/// What a day that goes with an entry is.
#[derive(Clone, Copy, Debug)]
pub enum DayOf {
    Reply,
    Got,
    Ask,
}

impl DayOf {
    fn words(self, lang: Locale) -> &'static str {
        match self {
            Self::Reply => words!(lang, "限复日", "the day to answer by,"),
            Self::Got => words!(lang, "收到日", "the day of receipt,"),
            Self::Ask => words!(lang, "申请延到的", "the deadline asked for,"),
        }
    }
}

impl DateRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        match self {
            Self::NoSuchDay { typed } => {
                Refusal::new(say!(lang, "不认识的日期：{typed}", "not a day: {typed}")).with(Some(
                    say!(lang, "写法如 2018-05-15、5月15日、今天", "write it like 2018-05-15"),
                ))
            }
            Self::Clock => Refusal::new(say!(
                lang,
                "本机时钟不在 1970 年到 9999 年之间",
                "the clock of this machine stands before 1970 or after 9999"
            ))
            .with(Some(say!(lang, "先校准时钟", "set the clock right first"))),
            Self::NotDays { typed } => Refusal::new(say!(
                lang,
                "天数写法如 10d：{typed}",
                "days are written like 10d: {typed}"
            )),
            Self::ToCome { on, as_of, last_year } => {
                let near = last_year.map(|day| did_you_mean(&day.to_string(), lang));
                let (on, as_of) = (words::date(*on, lang), words::date(*as_of, lang));
                Refusal::new(say!(
                    lang,
                    "{on}还没到：截至日是{as_of}",
                    "{on} is still to come: the as-of day is {as_of}"
                ))
                .with(near)
            }
            Self::BeforeEntry { what, day, on } => {
                let (day, on) = (words::date(*day, lang), words::date(*on, lang));
                let what = what.words(lang);
                Refusal::new(say!(
                    lang,
                    "{what}{day}早于这一条自己的日子{on}",
                    "{what} {day} is before the entry's own day, {on}"
                ))
                .with(Some(say!(
                    lang,
                    "日期写上年份，如 2019-01-05",
                    "write the day with its year, like 2019-01-05"
                )))
            }
            Self::Closed { on, closed } => {
                let (on, closed) = (words::date(*on, lang), words::date(*closed, lang));
                Refusal::new(say!(
                    lang,
                    "{on}已结账：{closed}以前的账不能再记",
                    "{on} lies in a closed period: the books are closed up to {closed}"
                ))
                .with(Some(say!(
                    lang,
                    "把更正记在今后的日子：--on 今天 --correction \"原因\"",
                    "write a correcting entry of a later day: --on today --correction WHY"
                )))
            }
        }
    }
}

/// A report that may be of the last period or of the running one.
#[derive(Clone, Copy, Debug)]
pub struct WhichPeriod {
    pub last: Period,
    pub as_of: NaiveDate,
}

impl WhichPeriod {
    pub fn question(self, lang: Locale) -> String {
        say!(lang, "这是哪一期的？", "Which period is this for?")
    }

    /// Each answer with the day it stands for.
    pub fn choices(self, lang: Locale) -> [(String, NaiveDate); 2] {
        let last = words::period(self.last, self.as_of, lang);
        let day = |day| words::day(day, self.as_of, lang);
        let end = day(self.last.last);
        [
            (say!(lang, "{last}（{end}）", "{last} ({end})"), self.last.last),
            (day(self.as_of), self.as_of),
        ]
    }

    /// Where nobody can be asked.
    pub fn refusal(self, lang: Locale) -> Refusal {
        let (last, as_of) = (words::period(self.last, self.as_of, lang), self.as_of);
        Refusal::new(say!(
            lang,
            "{last}还没有报告，又在宽限期内：说明是哪一期",
            "{last} has no report yet and is within its grace: say which is meant"
        ))
        .with(Some(say!(
            lang,
            "--for {last} 或 --on {as_of}",
            "--for {last} or --on {as_of}"
        )))
    }
}
