//! Periods that are none, that have not begun, or on which no bulletin goes out.

use super::{Refusal, did_you_mean};
use crate::calendar::{Period, PeriodProblem, PeriodUnit};
use crate::ledger::Locale;
use crate::page::bulletins::bulletin;
use crate::page::words;
use chrono::NaiveDate;
use duban_words::say;

/// Why a period is refused.
#[derive(Clone, Debug)]
pub enum PeriodRefused {
    NotAPeriod {
        typed: String,
        problem: PeriodProblem,
    },
    NotBegun {
        period: Period,
        as_of: NaiveDate,
        /// The one of the year before, where no year was typed.
        last_year: Option<Period>,
    },
    NoBulletin {
        period: Period,
    },
    /// The bulletin asked for is of another unit.
    OtherBulletin {
        period: Period,
        unit: PeriodUnit,
        asked: PeriodUnit,
    },
    /// The bulletin before closes on the as-of day or later.
    BulletinNotBegun {
        period: Period,
        previous_cut: NaiveDate,
        as_of: NaiveDate,
        /// The one of the year before, where no year was typed.
        last_year: Option<Period>,
    },
    /// The template of the bulletin has an error, shown before.
    Template,
}

impl PeriodRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        match self {
            Self::NotAPeriod { typed, problem } => not_a_period(typed, problem, lang),
            Self::NotBegun { period, as_of, last_year } => {
                let near = last_year.map(|period| did_you_mean(&period.to_string(), lang));
                let (name, as_of) =
                    (words::period(*period, *as_of, lang), words::date(*as_of, lang));
                Refusal::new(say!(
                    lang,
                    "{name}还没开始：截至日是{as_of}",
                    "{name} has not begun: the as-of day is {as_of}"
                ))
                .with(near)
            }
            Self::NoBulletin { period } => {
                let name = words::dated_period(*period, lang);
                Refusal::new(say!(
                    lang,
                    "通报按周、旬、月、季、半年、年出，不能按 {name} 出",
                    "a bulletin is of a week, ten days, a month, a quarter, a half-year or a year, not of {name}"
                ))
                .with(Some(say!(
                    lang,
                    "写法如 2018-W19、5月上旬、2018-04、一季度",
                    "write it like 2018-W19, 2018-05-D1, 2018-04, 2018-Q1"
                )))
            }
            Self::OtherBulletin { period, unit, asked } => {
                let (name, kind) =
                    (words::dated_period(*period, lang), bulletin::kind(*asked, lang));
                let right = bulletin::kind(*unit, lang);
                Refusal::new(say!(lang, "{name}没有{kind}", "{name} has no {kind} bulletin"))
                    .with(Some(say!(lang, "是不是 `{right}`？", "its bulletin is the {right} one")))
            }
            Self::BulletinNotBegun { period, previous_cut, as_of, last_year } => {
                let near = last_year.map(|period| did_you_mean(&period.to_string(), lang));
                let day = |day: &NaiveDate| words::date(*day, lang);
                let name = words::period(*period, *as_of, lang);
                let (before, as_of) = (day(previous_cut), day(as_of));
                Refusal::new(say!(
                    lang,
                    "{name}的通报还没有数：上一期到{before}截止，截至日是{as_of}",
                    "the bulletin of {name} has no figures yet: the one before closes on {before}, the as-of day is {as_of}"
                ))
                .with(near)
            }
            Self::Template => Refusal::new(say!(
                lang,
                "通报没有生成：模板有错",
                "no bulletin: its template has an error"
            )),
        }
    }
}

fn not_a_period(typed: &str, problem: &PeriodProblem, lang: Locale) -> Refusal {
    let message = if matches!(problem, PeriodProblem::Unknown { .. }) {
        say!(lang, "不认识的时期：`{typed}`", "not a period: `{typed}`")
    } else {
        say!(lang, "没有这样的时期：`{typed}`", "no such period: `{typed}`")
    };
    Refusal::new(message).with(Some(instead(problem, lang)))
}

/// What there is instead.
fn instead(problem: &PeriodProblem, lang: Locale) -> String {
    match problem {
        PeriodProblem::NoSuchDekad(dekad) => say!(
            lang,
            "一个月分上、中、下三旬（D1、D2、D3），没有 D{dekad}",
            "a month has the ten-day periods D1, D2 and D3, no D{dekad}"
        ),
        PeriodProblem::NoSuchMonth(month) => say!(
            lang,
            "一年只有1月到12月，没有{month}月",
            "a year has the months 01 to 12, no {month}"
        ),
        PeriodProblem::NoSuchWeek { year, week } => {
            say!(lang, "{year}年没有第{week}周", "{year} has no week {week}")
        }
        PeriodProblem::NoSuchQuarter(_) => {
            say!(lang, "一年有四个季度：Q1 到 Q4", "a year has the quarters Q1 to Q4")
        }
        PeriodProblem::NoSuchHalf(_) => {
            say!(lang, "一年有上、下半年：H1、H2", "a year has the halves H1 and H2")
        }
        PeriodProblem::NoSuchDay { text, last_of_month } => no_such_day(text, *last_of_month, lang),
        PeriodProblem::Backwards { first, last } => {
            let (first, last) = (words::date(*first, lang), words::date(*last, lang));
            say!(
                lang,
                "末日{last}早于首日{first}",
                "the last day {last} comes before the first, {first}"
            )
        }
        PeriodProblem::Unknown { nearest: Some(nearest), .. } => did_you_mean(nearest, lang),
        PeriodProblem::Unknown { nearest: None, .. } => say!(
            lang,
            "写法如 2月下旬、2018-02-D3、一季度、上一旬、1-8月、截至8月底",
            "write it like 2018-02-D3, 2018-W07, 2018-02, 2018-Q1, last-month, 2018-01..2018-08"
        ),
    }
}

fn no_such_day(text: &str, last_of_month: Option<NaiveDate>, lang: Locale) -> String {
    let last = last_of_month.map_or_else(String::new, |last| {
        let last = words::date(last, lang);
        say!(lang, "，这个月到{last}为止", "; that month ends on {last}")
    });
    say!(lang, "没有{text}这一天{last}", "there is no day {text}{last}")
}
