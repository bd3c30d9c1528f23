//! The logs of tasks in words, the latest entry first.

use crate::account::Figures;
use crate::ledger::{Book, DepartmentId, Entry, Event};
use crate::page::board::{Card, LogLine};
use crate::page::boards::asked::Asked;
use crate::page::said::{author, said_in};
use crate::page::words::{self, say};
use crate::page::{judgement, shell};

/// The log up to the as-of day, the latest entry first.
pub(super) fn log(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) -> Vec<LogLine> {
    if !asked.with_log {
        return Vec::new();
    }
    let (account, lang) = (asked.account, asked.lang);
    let log = figures.task.log.iter().rev();
    let seen = log.filter(|entry| entry.on <= account.as_of);
    let seen = seen.filter(|entry| tells(asked, figures, entry));
    let line = |entry: &Entry<'_>| LogLine {
        on: words::day(entry.on, account.as_of, lang),
        said: in_words(asked, figures, entry),
    };
    seen.map(line).collect()
}

fn in_words(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>, entry: &Entry<'_>) -> String {
    let (book, lang, unit) = (asked.account.book, asked.lang, &figures.task.unit);
    let mut words = said_in(book, unit, entry, lang);
    let by = other(book, figures.state.owner, entry);
    if let Some(by) = by.filter(|_| author(entry).is_none()) {
        let by = judgement::name_of(book, by);
        words.push_str(&say!(lang, "（{by}）", " (by {by})"));
    }
    words
}

/// Who speaks, where that is not the owner.
fn other<'e>(
    book: &Book<'_>,
    owner: Option<DepartmentId>,
    entry: &'e Entry<'_>,
) -> Option<&'e str> {
    let by: &str = entry.by()?;
    let is_owner = owner.is_some_and(|owner| book.department(owner).is_by(by));
    (!is_owner).then_some(by)
}

/// Whether a page shows an entry: on a unit's own page those that another unit made are left out, and all of the time before the unit
/// was given the task; the office's are not.
pub(super) fn tells(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>, entry: &Entry<'_>) -> bool {
    let Some(unit) = asked.only else { return true };
    let until = asked.account.as_of;
    let log = figures.task.log.iter().take_while(|entry| entry.on <= until);
    let handed = |entry: &&Entry<'_>| matches!(&entry.event, Event::Adjust(change) if change.owner.is_some());
    let since = log.clone().filter(handed).last();
    let before = since
        .into_iter()
        .flat_map(|since| log.clone().take_while(move |entry| !std::ptr::eq(*entry, since)));
    if entry.by().is_none() && before.into_iter().any(|earlier| std::ptr::eq(earlier, entry)) {
        return false;
    }
    let book = asked.account.book;
    let Some(by) = other(book, Some(unit), entry) else { return true };
    let is_office = book.ledgers.iter().any(|ledger| ledger.office.as_deref() == Some(by));
    is_office || !book.departments.iter().any(|unit| unit.is_by(by))
}

/// Keeps so many of the newest entries of a card, and says on it how many earlier ones there are.
pub(super) fn keep(asked: &Asked<'_, '_, '_>, most: usize, card: &mut Card) {
    let earlier = card.details.log.len().saturating_sub(most);
    if earlier > 0 {
        card.details.log.truncate(most);
        card.details.log_cut = Some(cut(asked, &card.id, earlier));
    }
}

fn cut(asked: &Asked<'_, '_, '_>, id: &str, earlier: usize) -> String {
    let (lang, id) = (asked.lang, shell::argument(id));
    let entries = words::counted(earlier, "earlier entry");
    say!(lang, "另有{earlier}条较早的记录，见 duban show {id}", "{entries} more: duban show {id}")
}
