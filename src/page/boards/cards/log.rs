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
    let line = |entry: &Entry<'_>| LogLine {
        on: words::day(entry.on, account.as_of, lang),
        said: in_words(asked, figures, entry),
    };
    told(asked, figures).rev().map(line).collect()
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

/// What a page tells of a log up to the as-of day. A unit's own page tells neither what another unit said nor, but for its own
/// words, what was said before the unit was given the task; the office's stays.
pub(super) fn told<'b>(
    asked: &Asked<'_, '_, '_>,
    figures: &Figures<'b>,
) -> impl DoubleEndedIterator<Item = &'b Entry<'b>> {
    let (log, until) = (&figures.task.log, asked.account.as_of);
    let handed = |entry: &Entry<'_>| {
        let has_owner = matches!(&entry.event, Event::Adjust(change) if change.owner.is_some());
        has_owner && entry.on <= until
    };
    let since = asked.only.and_then(|_| log.iter().rposition(handed)).unwrap_or(0);
    let told = log.iter().enumerate().filter(move |(nth, entry)| {
        let is_own = *nth >= since || entry.by().is_some();
        entry.on <= until && is_own && tells(asked, entry)
    });
    told.map(|(_, entry)| entry)
}

/// Whether a page tells what somebody said: on a unit's own page another unit's words are left out.
fn tells(asked: &Asked<'_, '_, '_>, entry: &Entry<'_>) -> bool {
    let book = asked.account.book;
    let Some(by) = asked.only.and_then(|unit| other(book, Some(unit), entry)) else { return true };
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
