//! What an owner said before a period and in it: promises that cannot be seen, words copied from the last report.

use crate::account::replay::{replay, replay_with};
use crate::account::{Account, Figures, Happening};
use crate::calendar::Period;
use crate::ledger::{Entry, Kind, Share, folded};
use chrono::NaiveDate;

/// Fewer letters than these say too little to be copied.
const LETTERS: usize = 4;

/// What shows a change.
#[derive(Clone, Debug)]
pub enum Evidence<'b> {
    /// The figures at both ends.
    Figures,
    /// An entry, and what it did.
    Happening(Happening<'b>),
    /// A report in the words of the one before it.
    Copied {
        /// The report.
        report: &'b Entry<'b>,
        /// The one before it.
        earlier: &'b Entry<'b>,
    },
    /// What was promised last before the period.
    Promise {
        /// The report that promised it.
        report: &'b Entry<'b>,
        /// The actual share on the day of that report.
        actual: Option<Share>,
        /// The reports of the period.
        followed: Vec<&'b Entry<'b>>,
    },
}

/// What the owner said before and in the period.
#[derive(Default)]
pub(super) struct OwnerReports<'b> {
    /// The last report before the period that promises a next step.
    promise: Option<&'b Entry<'b>>,
    /// The reports of the period.
    followed: Vec<&'b Entry<'b>>,
    /// Those of them in the words of the report before, with that one.
    pub(super) copied: Vec<(&'b Entry<'b>, &'b Entry<'b>)>,
}

impl<'b> OwnerReports<'b> {
    pub(super) fn of(account: &Account<'b>, figures: &Figures<'b>, first: NaiveDate) -> Self {
        let book = account.book;
        let mut said = Self::default();
        replay_with(book, figures.task, account.as_of, |entry, state, _| {
            if !state.is_report(book, entry) {
                return;
            }
            if entry.on < first {
                said.promise = Some(entry).filter(|report| report.next.is_some()).or(said.promise);
                return;
            }
            said.followed.push(entry);
            if let Some(earlier) = state.last_report.filter(|report| same_words(report, entry)) {
                said.copied.push((entry, earlier));
            }
        });
        said
    }
}

/// The last promise before the period, if nothing of it can be seen at its end: no share that rose since it was made, or
/// no report of the period where there is no share to rise. It can be seen once it was reported on, or the reporting
/// period after that of the promise is over.
pub(super) fn unseen<'b>(
    account: &Account<'b>,
    figures: &Figures<'b>,
    said: OwnerReports<'b>,
    period: Period,
) -> Option<Evidence<'b>> {
    let task = figures.task;
    let report = said.promise.filter(|_| figures.standing.is_running())?;
    let next = match task.cadence {
        Some(cadence) => Period::containing(cadence.unit(), report.on).next(),
        None => Some(period),
    };
    if said.followed.is_empty() && next.is_none_or(|next| next.last > account.as_of) {
        return None;
    }
    let actual = figures.shares.actual.filter(|_| task.kind != Kind::Duty);
    let then = actual.map(|_| replay(account.book, task, report.on).share(task));
    let seen = match (then, actual) {
        (Some(then), Some(actual)) => actual > then,
        _ => !said.followed.is_empty(),
    };
    (!seen).then_some(Evidence::Promise { report, actual: then, followed: said.followed })
}

/// Whether two reports say the same and enough of it.
fn same_words(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    let (Some(one), Some(other)) = (one.note.as_deref(), other.note.as_deref()) else {
        return false;
    };
    let words = letters(one);
    words.chars().count() >= LETTERS && words == letters(other)
}

/// The letters and figures alone, in one spelling.
fn letters(text: &str) -> String {
    let mut letters = folded(text);
    letters.retain(char::is_alphanumeric);
    letters
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn spacing_punctuation_and_width_do_not_make_other_words() {
        assert_eq!(letters("正常推进,完成 80%。"), letters("正常推进，完成８０％"));
        assert_eq!(letters("ＰＰＰ 项目"), letters("ppp项目"));
        assert_ne!(letters("完成80%"), letters("完成81%"));
        assert_eq!(letters("。,、 ——…"), "");
    }
}
