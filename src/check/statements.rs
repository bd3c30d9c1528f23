//! Closed periods, written again from the log and held against what was kept: nobody rewrites them unseen.

mod chain;
mod compare;

use compare::Told;

use crate::account::{Account, By, Cells, Filter, Statement, closed};
use crate::calendar::{Period, WorkCalendar, parse_period};
use crate::diagnostic::{Closing, Diagnostic, Finding};
use crate::ledger::{Book, Rules};
use crate::source::{FileId, Place, Sources, Span};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A closed statement that could be read.
pub(super) struct Kept<'s> {
    file: FileId,
    text: &'s str,
    head: closed::Head,
    period: Period,
}

/// Judges the closed statements of a book without errors. The book is lent: for each statement it gets the rules that were
/// kept with it, and has its own again at the end.
pub fn statements(
    book: &mut Book<'_>,
    sources: &Sources,
    work: &WorkCalendar,
    files: &[FileId],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut kept: Vec<Kept<'_>> = Vec::new();
    for file in files {
        match read(sources, *file) {
            Ok(own) => kept.push(own),
            Err(problem) => found.push(*problem),
        }
    }
    kept.sort_by_key(|own| (own.period.last, std::cmp::Reverse(own.period.first)));
    found.extend(chain::broken(&kept));
    if let Some(last) = kept.last() {
        found.extend(rules_changed(book, last));
    }
    let mut told = Told::default();
    for own in &kept {
        found.extend(again(book, sources, work, own, &mut told));
    }
    found.sort_by_key(|one| (one.place.file, one.place.span.start));
    found
}

fn read(sources: &Sources, file: FileId) -> Result<Kept<'_>, Box<Diagnostic>> {
    let source = sources.file(file);
    let text = source.text.as_str();
    let unreadable = |what: Closing, at: std::ops::Range<usize>| {
        let place = Place {
            file,
            span: Span::new(at),
        };
        Box::new(Diagnostic::new(Finding::Closing(what), place))
    };
    let bom = text.len() - text.trim_start_matches('\u{feff}').len();
    let end = text.find("\n[tasks]").unwrap_or(text.len());
    let head = text.get(bom..end).unwrap_or("").trim_end_matches('\r');
    let head: closed::Head = toml::from_str(head).map_err(|error| {
        let at = error.span().unwrap_or(0..1);
        let why = error.message().to_owned();
        unreadable(
            Closing::Unreadable { why },
            at.start + bom..(at.end + bom).max(at.start + bom + 1).min(text.len()),
        )
    })?;
    let name = source.name.rsplit(['/', '\\']).next().unwrap_or("");
    let period = parse_period(&head.period, NaiveDate::MIN, None).ok();
    let own_name = name.strip_suffix(".toml") == Some(head.period.as_str());
    match period.filter(|period| own_name && period.to_string() == head.period) {
        Some(period) if head.format == 1 => Ok(Kept {
            file,
            text,
            head,
            period,
        }),
        _ => {
            let at = line_of(text, "period = ");
            let period = head.period;
            Err(unreadable(Closing::Misnamed { period }, at))
        }
    }
}

impl Kept<'_> {
    /// The place of the first line that begins so.
    fn place(&self, line: &str) -> Place {
        Place {
            file: self.file,
            span: Span::new(line_of(self.text, line)),
        }
    }

    fn rules(&self, ledger: usize) -> Option<&toml::Table> {
        self.head.rules.get(ledger)
    }
}

/// The bytes of the first line that begins so, the first line where there is none.
fn line_of(text: &str, line: &str) -> std::ops::Range<usize> {
    let at = match text.starts_with(line) {
        true => Some(0),
        false => text.find(&format!("\n{line}")).map(|at| at + 1),
    };
    let at = at.unwrap_or(0);
    let rest = text.get(at..).unwrap_or("");
    let length = rest.lines().next().map_or(0, str::len);
    at..at + length
}

/// Rules that are others now than when the last period was closed: told once, the statements are judged by their own.
fn rules_changed(book: &Book<'_>, last: &Kept<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (nth, ledger) in book.ledgers.iter().enumerate() {
        let kept = last.rules(nth);
        let kept = kept.and_then(|kept| closed::kept_rules(kept, &ledger.rules));
        let kept = kept.map(|kept| closed::rules(&kept)).unwrap_or_default();
        for ((key, was), (_, now)) in kept.into_iter().zip(closed::rules(&ledger.rules)) {
            if was != now {
                let place = last.place(&format!("{key} = {was}"));
                let finding = Closing::RuleChanged {
                    key,
                    period: last.period,
                    was,
                    now,
                };
                found.push(Diagnostic::new(Finding::Closing(finding), place));
            }
        }
    }
    found
}

/// Writes a statement again by its own rules, and says what differs.
fn again(
    book: &mut Book<'_>,
    sources: &Sources,
    work: &WorkCalendar,
    kept: &Kept<'_>,
    told: &mut Told,
) -> Vec<Diagnostic> {
    let mut calendar = WorkCalendar::weekdays();
    let years: String = kept
        .head
        .year
        .iter()
        .map(|year| format!("[[year]]\n{year}"))
        .collect();
    let own_days = !years.is_empty() && calendar.read_own(&years).is_ok();
    let work = if own_days { &calendar } else { work };
    let now = lend(book, kept);
    let close = kept.period.last;
    let opening = kept.period.first.pred_opt().unwrap_or(close);
    let (account, before) = (
        Account::of(book, close, work),
        Account::of(book, opening, work),
    );
    let filter = Filter::default();
    let statement = Statement::of(kept.period, &account, &before, &filter);
    let mut found = Vec::new();
    if compare::tasks(sources, kept, &statement, told, &mut found) {
        let by = By::Area;
        let sums = statement.sums(&Cells {
            by,
            filter: &filter,
        });
        found.extend(compare::account(kept, &sums.totals));
    }
    give_back(book, now);
    found
}

/// The rules and cadences a book had.
struct Own {
    rules: Vec<Rules>,
    cadences: HashMap<usize, Option<crate::calendar::Cadence>>,
}

fn lend(book: &mut Book<'_>, kept: &Kept<'_>) -> Own {
    let rules: Vec<Rules> = book.ledgers.iter().map(|own| own.rules.clone()).collect();
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
        // A task without a cadence of its own has its ledger's.
        for (at, task) in book.tasks.iter_mut().enumerate() {
            if usize::from(task.ledger) == nth && task.cadence == now {
                cadences.insert(at, now);
                task.cadence = was;
            }
        }
    }
    Own { rules, cadences }
}

fn give_back(book: &mut Book<'_>, own: Own) {
    for (ledger, rules) in book.ledgers.iter_mut().zip(own.rules) {
        ledger.rules = rules;
    }
    for (at, cadence) in own.cadences {
        if let Some(task) = book.tasks.get_mut(at) {
            task.cadence = cadence;
        }
    }
}
