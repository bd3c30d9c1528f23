//! The value of one key of a task, set or taken away.

use super::layout::{
    Parts, field_line, indent, key_names, key_spans, line_end, line_start, newline, without_bom,
};
use super::value::Value;
use super::{Splice, splice};
use crate::ledger::{EntryKey, TaskKey};
use crate::read::{Section, sections};
use crate::source::Span;
use std::borrow::Cow;

/// A key, and whether something stands behind it.
pub(super) type Rank = (TaskKey, bool);

/// Where a key of a task stands in the order of the format: `x-` keys behind `levers`, what is no key at the end.
pub(crate) fn rank(key: &str) -> Rank {
    let known = TaskKey::parse(key).map(|key| (key, false));
    let behind = if key.starts_with("x-") { TaskKey::Levers } else { TaskKey::Log };
    known.unwrap_or((behind, true))
}

/// The same of a key of an entry: what is no key of the format stands at the end.
pub(super) fn entry_rank(key: &str) -> (bool, Option<EntryKey>) {
    let known = EntryKey::parse(key);
    (known.is_none(), known)
}

/// The text of a task block in which a key has that value, or does not stand at all.
pub fn set_key(block: &str, key: &str, value: Option<&Value>) -> String {
    set_key_in(block, "task", key, value)
}

/// The same of the first section of that name.
pub(super) fn set_key_in(block: &str, section: &str, key: &str, value: Option<&Value>) -> String {
    let (bom, text) = without_bom(block);
    let parts = Parts::of(text);
    let decoder = parts.decoder();
    let named = |own: &Section<'_>| own.name == section;
    let Some(first) = sections(&decoder).into_iter().find(named) else {
        return block.to_owned();
    };
    let names = key_names(&decoder, first.from, first.to);
    let spans = key_spans(&decoder, first.from, first.to);
    let here = names.iter().position(|own| own == key);
    let change = match (here, value) {
        (Some(at), Some(value)) => Splice { at: spans[at].1.range(), text: value.toml() },
        (Some(at), None) => without_line(text, spans[at]),
        (None, None) => return block.to_owned(),
        (None, Some(value)) => {
            let before = names.iter().rposition(|own| rank(own) <= rank(key));
            let end = before.map_or(first.span.end, |at| spans[at].1.end) as usize;
            let neighbour = spans.get(before.unwrap_or(0));
            let indent =
                neighbour.and_then(|(key, _)| indent(text, key.start as usize)).unwrap_or("");
            let line = field_line(text, &spans, &spelled(key), &value.toml());
            let end = line_end(text, end);
            Splice { at: end..end, text: format!("{}{indent}{line}", newline(text)) }
        }
    };
    format!("{bom}{}", splice(text, &[change]))
}

/// A key as TOML spells it: bare where it may be, else in quotes.
fn spelled(key: &str) -> Cow<'_, str> {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !key.is_empty() && key.bytes().all(is_bare) {
        return Cow::Borrowed(key);
    }
    Cow::Owned(Value::Text(key.to_owned()).toml())
}

/// The whole line, or lines, of a key with its value and the comment behind it.
fn without_line(text: &str, (key, value): (Span, Span)) -> Splice {
    let start = line_start(text, key.start as usize);
    let end = line_end(text, value.end as usize);
    let at = match text.get(end..).unwrap_or("").find('\n') {
        Some(newline) => start..end + newline + 1,
        // The last line of a file without a final line end takes that of the line above.
        None => line_end(text, line_start(text, start.saturating_sub(1)))..end,
    };
    Splice { at, text: String::new() }
}
