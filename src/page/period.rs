//! What every page about a period says: which period, as of when, whether it is closed, what its counts are called.

use super::words::{self, say};
use super::{Block, Text};
use crate::account::{Account, Statement};
use crate::calendar::Period;
use crate::ledger::Locale;
use chrono::Datelike;

/// The period, with its year where that is not the ledger's last: the page itself stands as of the period's end.
pub(super) fn title(period: Period, account: &Account<'_>, lang: Locale) -> String {
    let last = account.book.first_ledger().map(|ledger| ledger.last_day());
    if last.is_some_and(|last| last.year() == period.first.year()) {
        words::period(period, account.as_of, lang)
    } else {
        words::dated_period(period, lang)
    }
}

/// As of when it stands.
pub(super) fn stands(statement: &Statement<'_, '_>, lang: Locale) -> Text {
    let day = words::date(statement.account.as_of, lang);
    let words = if statement.account.as_of < statement.period.last {
        say!(lang, "本期未完，截至{day}", "still running, as of {day}")
    } else {
        say!(lang, "截至{day}", "as of {day}")
    };
    words.into()
}

/// That the period is closed, where it is.
pub(super) fn closed_note(statement: &Statement<'_, '_>, lang: Locale) -> Option<Block> {
    let period = statement.period;
    statement.closed.then(|| {
        Block::Note(say!(
            lang,
            "本期已结账：statements/{period}.toml；有无改动以 duban check 为准。",
            "This period is closed: statements/{period}.toml; `duban check` tells whether anything was changed since."
        ))
    })
}

/// What a statement counts by.
pub(super) fn rule(statement: &Statement<'_, '_>, lang: Locale) -> String {
    let (first, last) =
        (words::date(statement.period.first, lang), words::date(statement.period.last, lang));
    say!(
        lang,
        "本期为{first}至{last}。应办：期初已逾期和时限在本期的；核减：延期、撤销、暂停的；应报：本期内期满的报告，不等宽限。",
        "From {first} to {last}. Owed: overdue at the opening, or due in the period; lifted: extended, cancelled, suspended; a report is owed once its own period is over."
    )
}
