//! The logs of tasks in words, the latest entry first, and how much of them a page has room for.

use crate::account::Figures;
use crate::ledger::{Book, DepartmentId, Entry};
use crate::page::board::{Card, LogLine};
use crate::page::boards::asked::Asked;
use crate::page::said::{author, said_in};
use crate::page::words::{self, say};
use crate::page::{judgement, shell};

/// So many bytes the logs of a page may have together.
const ROOM: usize = 1_600_000;

/// What an entry takes besides its words.
const AROUND: usize = 30;

/// The log up to the as-of day, the latest entry first.
pub(super) fn log(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) -> Vec<LogLine> {
    if !asked.with_log {
        return Vec::new();
    }
    let (account, lang) = (asked.account, asked.lang);
    let log = figures.task.log.iter().rev();
    let seen = log.filter(|entry| entry.on <= account.as_of);
    let seen = seen.filter(|entry| tells(asked, entry));
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

/// Whether a page shows an entry: on a unit's own page those that another unit made are left out, the office's are not.
fn tells(asked: &Asked<'_, '_, '_>, entry: &Entry<'_>) -> bool {
    let book = asked.account.book;
    let Some(by) = asked.only.and_then(|unit| other(book, Some(unit), entry)) else { return true };
    let is_office = book.ledgers.iter().any(|ledger| ledger.office.as_deref() == Some(by));
    is_office || !book.departments.iter().any(|unit| unit.is_by(by))
}

/// Keeps as many of the newest entries of each task as there is room for on the page, as many of each as of any other.
pub(super) fn fit(asked: &Asked<'_, '_, '_>, cards: &mut [Card]) {
    let most = most(cards.iter().map(|card| card.details.log.as_slice()), ROOM);
    for card in cards {
        let earlier = card.details.log.len().saturating_sub(most);
        if earlier > 0 {
            card.details.log.truncate(most);
            card.details.log_cut = Some(cut(asked, &card.id, earlier));
        }
    }
}

/// The largest number of entries a task with which all together stay within some bytes.
fn most<'l>(logs: impl Iterator<Item = &'l [LogLine]>, room: usize) -> usize {
    // How many bytes the nth entries of all tasks have together.
    let mut sizes: Vec<usize> = Vec::new();
    for log in logs {
        for (nth, line) in log.iter().enumerate() {
            let size = line.on.len() + line.said.len() + AROUND;
            match sizes.get_mut(nth) {
                Some(sum) => *sum += size,
                None => sizes.push(size),
            }
        }
    }
    let sums = sizes.iter().scan(0, |sum, size| {
        *sum += size;
        Some(*sum)
    });
    sums.take_while(|sum| *sum < room).count()
}

fn cut(asked: &Asked<'_, '_, '_>, id: &str, earlier: usize) -> String {
    let (lang, id) = (asked.lang, shell::argument(id));
    let entries = words::counted(earlier, "earlier entry");
    say!(lang, "另有{earlier}条较早的记录，见 duban show {id}", "{entries} more: duban show {id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_log_is_cut_to_the_same_number_of_entries_and_all_fit_the_room() {
        let line = || LogLine { on: "1日".to_owned(), said: "十户".to_owned() };
        let logs: Vec<Vec<LogLine>> = [3, 0, 1]
            .iter()
            .map(|count| std::iter::repeat_with(line).take(*count).collect())
            .collect();
        let one = line().on.len() + line().said.len() + AROUND;
        let all = || logs.iter().map(Vec::as_slice);
        // The newest of two logs, then one more of the long one, then all.
        let rooms = [(one, 0), (2 * one, 0), (2 * one + 1, 1), (3 * one + 1, 2), (4 * one + 1, 3)];
        for (room, entries) in rooms {
            assert_eq!(most(all(), room), entries, "{room}");
        }
    }
}
