//! One change to one block, every other byte kept: a new log entry, the value of a key.
//!
//! This room takes the text of a block and returns the changed text. It never opens a file, and it never judges whether a
//! change is lawful: `check` reads the changed text and decides that.

mod carried;
mod entry;
mod format;
mod format_lists;
mod keys;
mod layout;
mod mail;
pub(crate) mod meaning;
mod same;
mod sections;
mod task;
mod value;

pub(crate) use format_lists::section_inline;
pub(crate) use keys::rank;
pub(crate) use layout::{Parts, above_comments, indent, line_end, line_start};

pub use carried::{CarriedTask, carried, head_keys, next_year, states};
pub use entry::{NewEntry, add_entry};
pub use format::format_file;
pub use keys::set_key;
pub use layout::dressed;
pub use mail::{MovedMail, moved_mail};
pub use same::find_entry;
pub use task::{NewPoint, NewTask, add_block, add_task, add_tasks, plan_value};
pub use value::Value;

use std::ops::Range;

/// Replaces some bytes of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// Bytes of the old text.
    pub at: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

/// The smallest single splice, in whole characters, that turns one text into another; `None` where they are the same.
pub fn difference(before: &str, after: &str) -> Option<Splice> {
    if before == after {
        return None;
    }
    let same = before.bytes().zip(after.bytes());
    let mut head = same.take_while(|(one, other)| one == other).count();
    while !before.is_char_boundary(head) {
        head -= 1;
    }
    let (old, new) = (before.get(head..)?, after.get(head..)?);
    let same = old.bytes().rev().zip(new.bytes().rev());
    let mut tail = same.take_while(|(one, other)| one == other).count();
    while !old.is_char_boundary(old.len() - tail) {
        tail -= 1;
    }
    Some(Splice { at: head..before.len() - tail, text: new.get(..new.len() - tail)?.to_owned() })
}

/// The text after some splices, which stand in order and do not overlap.
pub fn splice(text: &str, splices: &[Splice]) -> String {
    let mut changed = String::with_capacity(text.len() + 256);
    let mut from = 0;
    for splice in splices {
        changed.push_str(text.get(from..splice.at.start).unwrap_or(""));
        changed.push_str(&splice.text);
        from = splice.at.end;
    }
    changed.push_str(text.get(from..).unwrap_or(""));
    changed
}
