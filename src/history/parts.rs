//! Parts whose promise changed with their heading: what a heading states is said of every part that does not state it.

use super::Side;
use super::blocks::Wanted;
use crate::blocks::cut;
use crate::ledger::{Book, Task};
use crate::read::{Decoder, Tape, sections, value};
use crate::source::FileId;
use std::collections::{HashMap, HashSet};

/// The ids of tasks that stand in both books, may be headings, and say something else now that parts take from them.
pub(super) fn changed_headings(before: &Book<'_>, after: &Book<'_>) -> HashSet<String> {
    let bare = |task: &&Task<'_>| task.log.is_empty() && task.plan.is_empty();
    let news: HashMap<&str, &Task<'_>> =
        after.tasks.iter().filter(bare).map(|task| (task.id.as_ref(), task)).collect();
    let olds = before.tasks.iter().filter(bare);
    let changed = olds.filter(|old| {
        let new = news.get(old.id.as_ref());
        new.is_some_and(|new| hands_down((before, old)) != hands_down((after, new)))
    });
    changed.map(|task| task.id.to_string()).collect()
}

/// What a task would hand down to its parts, in values that both books share.
fn hands_down<'a>((book, task): (&'a Book<'_>, &'a Task<'_>)) -> impl PartialEq + use<'a> {
    let department = |id| book.department(id).id.as_str();
    let with: Vec<&str> = task.with.iter().map(|id| department(*id)).collect();
    (
        task.area.map(|id| book.area(id).id.as_str()),
        task.owner.map(department),
        with,
        (task.leader.as_deref(), task.source.as_deref()),
        (task.start, task.due, task.cadence),
    )
}

/// The blocks of all that stands below the headings, at any depth, by file and first byte.
pub(super) fn below(side: &Side, headings: &HashSet<String>) -> Wanted {
    let mut found = Wanted::new();
    if headings.is_empty() {
        return found;
    }
    let parts = parts(side);
    let mut above = headings.clone();
    loop {
        let fits = |part: &&Part| above.contains(&part.parent) && !found.contains(&part.place);
        let new: Vec<&Part> = parts.iter().filter(fits).collect();
        if new.is_empty() {
            return found;
        }
        found.extend(new.iter().map(|part| part.place));
        above = new.iter().map(|part| part.id.clone()).collect();
    }
}

/// A task that names a parent.
struct Part {
    id: String,
    parent: String,
    place: (FileId, usize),
}

fn parts(side: &Side) -> Vec<Part> {
    let mut tape = Tape::default();
    let mut found = Vec::new();
    for file in side.tasks.values() {
        let text = side.text(*file);
        if !text.contains("parent") {
            continue;
        }
        for block in cut(text).tasks {
            let block_text = text.get(block.clone()).unwrap_or("");
            if !block_text.contains("parent") {
                continue;
            }
            let inside = block_text.trim_start_matches('\u{feff}');
            tape.fill(inside);
            let mut decoder =
                Decoder { text: inside, tape: &tape, file: *file, base: 0, found: Vec::new() };
            let Some(first) = sections(&decoder).into_iter().next() else { continue };
            let mut word = |key| {
                let field = value(&decoder, key, first.from, first.to)?;
                decoder.text(field).map(|text| text.into_owned())
            };
            if let (Some(id), Some(parent)) = (word("id"), word("parent")) {
                found.push(Part { id, parent, place: (*file, block.start) });
            }
        }
    }
    found
}
