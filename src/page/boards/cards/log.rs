//! The logs of tasks in words, the latest entry first, and how much of them a page has room for.

use crate::account::Figures;
use crate::ledger::{Book, DepartmentId, Entry};
use crate::page::board::{Card, LogLine};
use crate::page::boards::asked::Asked;
use crate::page::said::{author, said, said_in};
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
    let seen = seen.filter(|entry| is_told(asked, entry));
    let line = |entry: &Entry<'_>| LogLine {
        on: words::day(entry.on, account.as_of, lang),
        said: in_words(asked, figures, entry),
    };
    seen.map(line).collect()
}

fn in_words(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>, entry: &Entry<'_>) -> String {
    let (book, lang, unit) = (asked.account.book, asked.lang, &figures.task.unit);
    let mut words = match asked.only {
        // Of others that are to answer, nothing is told.
        Some(_) if author(entry).is_none() => said(unit, entry, lang),
        _ => said_in(book, unit, entry, lang),
    };
    if let Some(by) = other(book, figures.state.owner, entry).filter(|_| author(entry).is_none()) {
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

/// On the page of one unit no word of another is told, but a judgement on its own task.
fn is_told(asked: &Asked<'_, '_, '_>, entry: &Entry<'_>) -> bool {
    let Some(only) = asked.only else { return true };
    let book = asked.account.book;
    let Some(by) = other(book, Some(only), entry) else { return true };
    let is_unit = book.departments.iter().any(|unit| unit.is_by(by));
    entry.judgement().is_some() || !is_unit
}

/// Keeps as many of the newest entries of each task as there is room for on the page, as many of each as of any other.
pub(super) fn fit(asked: &Asked<'_, '_, '_>, cards: &mut [Card]) {
    let most = most(cards, ROOM);
    for card in cards {
        let earlier = card.details.log.len().saturating_sub(most);
        if earlier > 0 {
            card.details.log.truncate(most);
            card.details.log_cut = Some(cut(asked, &card.id, earlier));
        }
    }
}

/// The largest number of entries a task with which all together stay within some bytes.
fn most(cards: &[Card], room: usize) -> usize {
    // How many bytes the nth entries of all tasks have together.
    let mut sizes: Vec<usize> = Vec::new();
    for card in cards {
        for (nth, line) in card.details.log.iter().enumerate() {
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
