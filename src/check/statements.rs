//! Closed periods: each statement is written again from the log and compared with the one that was kept, so that nobody
//! rewrites a closed period unseen.

mod chain;
mod compare;
mod kept;

use compare::Reported;
use kept::Kept;

use crate::account::{Account, By, Filter, Grouping, Statement, closed};
use crate::calendar::{Cadence, WorkCalendar};
use crate::diagnostic::{Closing, Diagnostic, Finding};
use crate::ledger::{Book, Rules};
use crate::source::{FileId, Sources};
use std::collections::HashMap;
use toml::Value;

/// Judges the closed statements of a book without errors.
///
/// For each statement the book gets the rules that were kept with it; at the end it has its own rules again.
pub fn statements(
    book: &mut Book<'_>,
    sources: &Sources,
    work: &WorkCalendar,
    files: &[FileId],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut kept: Vec<Kept<'_>> = Vec::new();
    for file in files {
        match kept::read(sources, *file) {
            Ok(statement) => kept.push(statement),
            Err(problem) => found.push(*problem),
        }
    }
    kept.sort_by_key(|statement| {
        (statement.period.last, std::cmp::Reverse(statement.period.first))
    });
    found.extend(chain::broken(&kept));
    if let Some(last) = kept.last() {
        found.extend(rules_changed(book, last));
    }
    let mut reported = Reported::default();
    for statement in &kept {
        found.extend(again(book, sources, work, statement, &mut reported));
    }
    found.extend(older_rules(&kept, &reported));
    found.sort_by_key(|diagnostic| (diagnostic.place.file, diagnostic.place.span.start));
    found
}

/// Rules that have changed since the last period was closed. That is a warning: as an error it would forbid every further
/// closing. The statements themselves are judged by the rules kept with them.
fn rules_changed(book: &Book<'_>, last: &Kept<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (nth, ledger) in book.ledgers.iter().enumerate() {
        let Some(written) = last.rules(nth) else {
            continue;
        };
        let kept = closed::kept_rules(written, &ledger.rules);
        let kept = kept.map(|kept| closed::rules(&kept)).unwrap_or_default();
        for ((key, was), (_, now)) in kept.into_iter().zip(closed::rules(&ledger.rules)) {
            // A statement that is older than a rule does not speak of it.
            if was != now && written.contains_key(key) {
                let place = last.place(&format!("{key} = {was}"));
                let finding = Closing::RuleChanged { key, period: last.period, was, now };
                found.push(Diagnostic::new(Finding::Closing(finding), place));
            }
        }
    }
    found
}

/// Statements whose figures were worked out by earlier rules: what was promised and logged is checked, and it is said once that figures are not.
fn older_rules(kept: &[Kept<'_>], reported: &Reported) -> Option<Diagnostic> {
    let tasks = reported.recounted.len();
    let last = kept.iter().rev().find(|statement| statement.is_older())?;
    let finding = Closing::OlderRules { period: last.period, tasks };
    (tasks > 0).then(|| Diagnostic::new(Finding::Closing(finding), last.place("format = ")))
}

/// Writes a statement again by its own rules, and finds what differs.
fn again(
    book: &mut Book<'_>,
    sources: &Sources,
    work: &WorkCalendar,
    kept: &Kept<'_>,
    reported: &mut Reported,
) -> Vec<Diagnostic> {
    let calendar = kept_calendar(kept, book.ledgers.len());
    let work = calendar.as_ref().unwrap_or(work);
    let now = lend(book, kept);
    let close = kept.period.last;
    let opening = kept.period.first.pred_opt().unwrap_or(close);
    let (account, before) = (Account::of(book, close, work), Account::of(book, opening, work));
    let filter = Filter::default();
    let statement = Statement::of(kept.period, &account, &before, &filter);
    let mut found = Vec::new();
    if compare::tasks(sources, kept, &statement, reported, &mut found) {
        let by = By::Area;
        let sums = statement.sums(&Grouping { by, filter: &filter });
        // By earlier rules the sums may be others though no task's figures are.
        found.extend(compare::account(kept, &sums.totals).filter(|_| !kept.is_older()));
        found.extend(compare::head(kept, account.book, Some(&sums.totals)));
    } else {
        found.extend(compare::head(kept, account.book, None));
    }
    give_back(book, now);
    found
}

/// The working days kept with a statement, those of each ledger; `None` where none were needed. Years that name no ledger are
/// those of all ledgers that have none of their own.
fn kept_calendar(kept: &Kept<'_>, ledgers: usize) -> Option<WorkCalendar> {
    let of = |ledger: Option<i64>| {
        let years = kept.head.year.iter();
        let years = years.filter(|year| year.get("ledger").and_then(Value::as_integer) == ledger);
        let text: String = years
            .map(|year| {
                let mut year = year.clone();
                year.remove("ledger");
                format!("[[year]]\n{year}")
            })
            .collect();
        let mut calendar = WorkCalendar::weekdays();
        let read = !text.is_empty() && calendar.read_own(&text).is_ok();
        read.then_some(calendar)
    };
    let included: Vec<Option<WorkCalendar>> =
        (1..ledgers).map(|nth| of(i64::try_from(nth).ok())).collect();
    let first = of(None);
    if first.is_none() && included.iter().all(Option::is_none) {
        return None;
    }
    let first = first.unwrap_or_else(WorkCalendar::weekdays);
    let mut all = first.clone();
    for calendar in included {
        all.include(calendar.unwrap_or_else(|| first.clone()));
    }
    Some(all)
}

/// The rules and cadences that a book had.
struct Lent {
    rules: Vec<Rules>,
    cadences: HashMap<usize, Option<Cadence>>,
}

fn lend(book: &mut Book<'_>, kept: &Kept<'_>) -> Lent {
    let rules: Vec<Rules> = book.ledgers.iter().map(|ledger| ledger.rules.clone()).collect();
    let mut cadences = HashMap::new();
    for (nth, ledger) in book.ledgers.iter_mut().enumerate() {
        let kept = kept.rules(nth);
        let Some(kept) = kept.and_then(|kept| closed::kept_rules(kept, &ledger.rules)) else {
            continue;
        };
        let (was, now) = (kept.cadence, ledger.rules.cadence);
        ledger.rules = kept;
        if was == now {
            continue;
        }
        // A task without its own cadence has that of its ledger.
        for (at, task) in book.tasks.iter_mut().enumerate() {
            if usize::from(task.ledger) == nth && task.cadence == now {
                cadences.insert(at, now);
                task.cadence = was;
            }
        }
    }
    Lent { rules, cadences }
}

fn give_back(book: &mut Book<'_>, lent: Lent) {
    for (ledger, rules) in book.ledgers.iter_mut().zip(lent.rules) {
        ledger.rules = rules;
    }
    for (at, cadence) in lent.cadences {
        if let Some(task) = book.tasks.get_mut(at) {
            task.cadence = cadence;
        }
    }
}
