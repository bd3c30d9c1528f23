//! Who judged a task how, in one line.

use super::words::{self, say};
use crate::account::{Account, Figures, Judged, Reason};
use crate::ledger::{Book, Locale};

/// Who judged a task how, and when: 区政府督查室9月14日认定滞后：方案未报.
pub(super) fn judged(
    account: &Account<'_>,
    figures: &Figures<'_>,
    judged: &Judged<'_>,
    lang: Locale,
) -> String {
    let by = account.judge(figures, judged).map_or_else(
        || say!(lang, "督查单位", "the office"),
        |by| name_of(account.book, by).to_owned(),
    );
    let on = words::day(judged.on, account.as_of, lang);
    let verdict = words::verdict(judged.verdict, lang);
    let note = judged.note.map_or_else(String::new, |note| say!(lang, "：{note}", ": {note}"));
    if judged.own {
        say!(lang, "{by}{on}自评{verdict}{note}", "{verdict} in {by}'s own word of {on}{note}")
    } else {
        say!(lang, "{by}{on}认定{verdict}{note}", "judged {verdict} by {by} on {on}{note}")
    }
}

/// Whether the reason of a light is a judgement, or that it has grown old (no report is missing then): the reason says it.
pub(super) fn is_reason(figures: &Figures<'_>) -> bool {
    let is_old = figures.reason == Reason::ReportMissing && figures.reports.missed == 0;
    figures.reason == Reason::Judged || is_old
}

/// The name of who stands in an entry's `by`: of a department, else as it is written.
pub(super) fn name_of<'n>(book: &'n Book<'_>, by: &'n str) -> &'n str {
    let mut departments = book.departments.iter();
    departments.find(|department| department.is_called(by)).map_or(by, |known| &known.name)
}
