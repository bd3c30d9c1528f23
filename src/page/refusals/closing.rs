//! Periods that cannot be closed.

use super::Refusal;
use crate::calendar::Period;
use crate::ledger::Locale;
use crate::page::words;
use duban_words::say;

/// Why a period is not closed.
#[derive(Clone, Copy, Debug)]
pub enum CloseRefused {
    Closed {
        period: Period,
    },
    NotOver {
        period: Period,
    },
    /// It comes before the last closed one, or overlaps it.
    Behind {
        period: Period,
        closed: Period,
    },
    /// Reports of so many tasks are missing.
    Missing {
        period: Period,
        tasks: usize,
    },
    /// One before it is open.
    Open {
        period: Period,
    },
}

impl CloseRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        let name = |period: &Period| words::dated_period(*period, lang);
        match self {
            Self::Closed { period } => {
                let period = name(period);
                Refusal::new(say!(lang, "{period}已经结账", "{period} is closed already"))
            }
            Self::NotOver { period } => {
                let (last, period) = (words::date(period.last, lang), name(period));
                Refusal::new(say!(
                    lang,
                    "{period}到{last}才结束，还不能结账",
                    "{period} ends on {last} and cannot be closed yet"
                ))
            }
            Self::Behind { period, closed } => {
                let (period, closed) = (name(period), name(closed));
                Refusal::new(say!(
                    lang,
                    "{closed}已经结账，{period}在它之前或与它交错，不能再结",
                    "{period} comes before {closed}, which is closed already, or overlaps it"
                ))
            }
            Self::Missing { period, tasks } => {
                let (period, counted) = (name(period), words::counted(*tasks, "task"));
                let message = say!(
                    lang,
                    "{period}还有{tasks}项有缺报；结账后不能再补记到本期",
                    "reports of {period} are missing for {counted}; once it is closed they can no longer be entered"
                );
                let help = say!(
                    lang,
                    "先补报（duban enter），或加 --with-missing 按缺报结账",
                    "enter them first (duban enter), or close it without them: --with-missing"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::Open { period } => {
                let open = name(period);
                Refusal::new(say!(lang, "{open}还没有结账", "{open} is still open")).with(Some(
                    say!(
                        lang,
                        "先结那一期：duban close-period {period}",
                        "close it first: duban close-period {period}"
                    ),
                ))
            }
        }
    }
}
