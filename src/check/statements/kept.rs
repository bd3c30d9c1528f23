//! A closed statement as it was kept in its file.

use crate::account::closed;
use crate::calendar::{Period, parse_period};
use crate::diagnostic::{Closing, Diagnostic, Finding};
use crate::source::{FileId, Place, Sources, Span};
use chrono::NaiveDate;

/// A closed statement that could be read.
pub(super) struct Kept<'s> {
    pub(super) file: FileId,
    pub(super) text: &'s str,
    pub(super) head: closed::Head,
    pub(super) period: Period,
}

/// Reads a closed statement; a finding if it cannot be read or its name is wrong.
pub(super) fn read(sources: &Sources, file: FileId) -> Result<Kept<'_>, Box<Diagnostic>> {
    let source = sources.file(file);
    let text = source.text.as_str();
    let unreadable = |what: Closing, at: std::ops::Range<usize>| {
        let place = Place { file, span: Span::new(at) };
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
        Some(period) if (1..=closed::FORMAT).contains(&head.format) => {
            Ok(Kept { file, text, head, period })
        }
        _ => {
            let at = line_of(text, "period = ");
            let period = head.period;
            Err(unreadable(Closing::Misnamed { period }, at))
        }
    }
}

impl Kept<'_> {
    /// The place of the first line that begins with `line`.
    pub(super) fn place(&self, line: &str) -> Place {
        Place { file: self.file, span: Span::new(line_of(self.text, line)) }
    }

    /// Whether its figures were worked out by earlier rules than today's.
    pub(super) fn is_older(&self) -> bool {
        self.head.format < closed::FORMAT
    }

    pub(super) fn rules(&self, ledger: usize) -> Option<&toml::Table> {
        self.head.rules.get(ledger)
    }
}

/// The bytes of the first line that begins with `line`; of the first line if none does.
fn line_of(text: &str, line: &str) -> std::ops::Range<usize> {
    let at = if text.starts_with(line) {
        Some(0)
    } else {
        text.find(&format!("\n{line}")).map(|at| at + 1)
    };
    let at = at.unwrap_or(0);
    let rest = text.get(at..).unwrap_or("");
    let length = rest.lines().next().map_or(0, str::len);
    at..at + length
}
