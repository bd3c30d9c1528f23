//! A ledger's own holidays: into the calendar, or what is wrong with them.

use super::unmerged;
use crate::calendar::WorkCalendar;
use crate::diagnostic::{Diagnostic, Finding};
use crate::source::{FileId, Place, Sources, Span};
use std::ops::Range;

/// Adds the days of a file to the calendar, unless something is found in it.
pub fn holidays(sources: &Sources, file: FileId, work: &mut WorkCalendar) -> Vec<Diagnostic> {
    let undecided = unmerged(sources, file);
    if !undecided.is_empty() {
        return undecided;
    }
    let problems = work.read_own(&sources.file(file).text).err().unwrap_or_default();
    let place = |bytes: Range<usize>| Place { file, span: Span::new(bytes) };
    let mut found: Vec<Diagnostic> = problems
        .into_iter()
        .map(|problem| {
            let at = place(problem.bytes.unwrap_or(0..0));
            let finding = Finding::BadHolidays(problem.fault);
            Diagnostic::new(finding, at).and(problem.also.map(place))
        })
        .collect();
    found.sort_by_key(|diagnostic| diagnostic.place);
    found
}
