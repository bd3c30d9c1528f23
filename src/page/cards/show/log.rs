//! A task's log in words, the latest entry first.

use crate::account::{Account, Figures};
use crate::ledger::Locale;
use crate::page::Table;
use crate::page::parts;
use crate::page::said::said;
use crate::page::table::table;
use crate::page::words::say;

/// The log up to the as-of day, the latest entry first.
pub(super) fn log(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Table {
    let log = own.task.log.iter().rev();
    let seen = log.filter(|entry| entry.on <= account.as_of);
    table(seen, lang)
        .right(say!(lang, "日期", "Day"), 0, |entry| {
            parts::day(account, own, entry.on, lang)
        })
        .wrapping(say!(lang, "记录", "Entry"), |entry| {
            said(&own.task.unit, entry, lang)
        })
        .drawn()
}
