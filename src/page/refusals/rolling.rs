//! Roll-overs that are not made.

use super::Refusal;
use crate::ledger::{Locale, Term};
use crate::page::words;
use chrono::NaiveDate;
use duban_words::say;
use std::path::PathBuf;

/// Why nothing is rolled over.
#[derive(Clone, Debug)]
pub enum RollRefused {
    SameFolder {
        into: PathBuf,
    },
    /// This ledger is of the term `from`.
    NotNextYear {
        from: Term,
        asked: i32,
    },
    YearNotOver {
        first: NaiveDate,
        last: NaiveDate,
    },
    MarkTooEarly {
        on: NaiveDate,
        last: NaiveDate,
    },
    /// These tasks have entries of the new year here.
    EntriesAfter {
        last: NaiveDate,
        tasks: Vec<(String, NaiveDate)>,
    },
    OtherYear {
        into: PathBuf,
        term: Term,
        to: Term,
    },
    ClosedThere {
        into: PathBuf,
        closed: NaiveDate,
    },
    /// Some tasks stand there already, with other texts, shown before.
    Otherwise,
}

impl RollRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(self.message(lang)).with(self.help(lang))
    }

    fn message(&self, lang: Locale) -> String {
        let date = |date: &NaiveDate| words::date(*date, lang);
        match self {
            Self::SameFolder { into } => {
                let into = into.display();
                say!(
                    lang,
                    "--into 就是这本台账自己：{into}",
                    "--into is this ledger itself: {into}"
                )
            }
            Self::NotNextYear { from, asked } => {
                let from = term(*from, lang);
                say!(
                    lang,
                    "这是{from}的台账，不能结转到{asked}年",
                    "this is the ledger of {from}; it does not roll over into {asked}"
                )
            }
            Self::YearNotOver { first, .. } => {
                let day = date(first);
                say!(
                    lang,
                    "{day}起才能结转：年度还没完",
                    "the year is not over: it can be rolled over from {day} on"
                )
            }
            Self::MarkTooEarly { on, last } => {
                let (on, last) = (date(on), date(last));
                say!(
                    lang,
                    "结转最早记在{last}：{on}太早",
                    "it is marked on {last} or later: {on} is too early"
                )
            }
            Self::EntriesAfter { last, tasks } => {
                let tasks = tasks.iter().map(|(id, on)| {
                    let on = date(on);
                    say!(lang, "{id}（{on}）", "{id} ({on})")
                });
                let tasks = words::list(&tasks.collect::<Vec<String>>(), lang);
                let last = date(last);
                say!(
                    lang,
                    "这本台账里有{last}以后的记录：{tasks}",
                    "there are entries after {last} in this ledger: {tasks}"
                )
            }
            Self::OtherYear { into, term: theirs, to } => {
                let (into, theirs, to) = (into.display(), term(*theirs, lang), term(*to, lang));
                say!(
                    lang,
                    "{into} 是{theirs}的台账，不是{to}的",
                    "{into} is the ledger of {theirs}, not of {to}"
                )
            }
            Self::ClosedThere { into, closed } => {
                let (into, closed) = (into.display(), date(closed));
                say!(
                    lang,
                    "{into} 已结账到{closed}，不能再结转进去",
                    "{into} is closed up to {closed}; nothing is rolled over into it"
                )
            }
            Self::Otherwise => say!(
                lang,
                "以上事项已在下一年的台账里，与现在要结转的不一样",
                "these tasks stand in the next year's ledger already, otherwise than they would be rolled over now"
            ),
        }
    }

    fn help(&self, lang: Locale) -> Option<String> {
        Some(match self {
            Self::SameFolder { .. } => say!(
                lang,
                "给下一年的台账另起一个文件夹，如 --into ../2019",
                "give the next year's ledger a folder of its own, like --into ../2019"
            ),
            Self::NotNextYear { from, .. } => {
                let year = from.next()?.name_year();
                format!("duban roll-over {year} --into …")
            }
            Self::YearNotOver { last, .. } => {
                let eve = words::date(*last, lang);
                say!(lang, "{eve}当天要结转的，写 --on {last}", "on {eve} itself: --on {last}")
            }
            Self::EntriesAfter { .. } => say!(
                lang,
                "新年度的记录属于新台账：先从这里取出（duban edit），结转后记到那边",
                "they belong into the new year's ledger: take them out here (duban edit), and log them there afterwards"
            ),
            Self::Otherwise => say!(
                lang,
                "上次结转断了之后，有一边被改过：核对后把那边的改成一样，或把那边的去掉再结转",
                "one side was changed after a roll-over was cut off: make them alike there, or take them away there and run it again"
            ),
            Self::MarkTooEarly { .. } | Self::OtherYear { .. } | Self::ClosedThere { .. } => {
                return None;
            }
        })
    }
}

/// The way out of a mark in a closed period.
pub fn without_on(lang: Locale) -> String {
    say!(
        lang,
        "不写 --on，记在新年度第一天",
        "without --on it is marked on the new year's first day"
    )
}

/// A term as people call it: 2018年, 2023年4月1日至2024年3月31日.
fn term(term: Term, lang: Locale) -> String {
    if let Some(year) = term.calendar_year() {
        return say!(lang, "{year}年", "{year}");
    }
    let (first, last) = (words::date(term.first, lang), words::date(term.last, lang));
    say!(lang, "{first}至{last}", "{first} to {last}")
}
