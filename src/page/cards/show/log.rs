//! A task's log in words, the latest entry first.

use crate::account::{Account, Figures};
use crate::ledger::Locale;
use crate::page::said::said_in;
use crate::page::table::table;
use crate::page::words::say;
use crate::page::{Cell, Table};

/// The log up to the as-of day, the latest entry first.
pub(super) fn log(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Table {
    let log = figures.task.log.iter().rev();
    let seen = log.filter(|entry| entry.on <= account.as_of);
    table(seen, lang)
        .right(say!(lang, "日期", "Day"), 0, |entry| Cell::day(entry.on, account.as_of, lang))
        .wrapping(say!(lang, "记录", "Entry"), |entry| {
            said_in(account.book, &figures.task.unit, entry, lang)
        })
        .drawn()
}
