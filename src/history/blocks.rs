//! Which task blocks differ between two revisions. Only these are read.

use super::Side;
use crate::blocks::{Blocks, cut};
use crate::source::FileId;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Blocks by their file and first byte.
pub(super) type Wanted = HashSet<(FileId, usize)>;

/// The blocks of each side that the other side does not have in the same file.
pub(super) fn differing(before: &Side, after: &Side) -> (Wanted, Wanted) {
    let (mut old, mut new) = (Wanted::new(), Wanted::new());
    for (path, file) in &before.tasks {
        match after.tasks.get(path) {
            Some(other) => {
                let found = of_file((before.text(*file), after.text(*other)));
                old.extend(found.0.into_iter().map(|at| (*file, at)));
                new.extend(found.1.into_iter().map(|at| (*other, at)));
            }
            None => old.extend(all(before, *file)),
        }
    }
    let added = after.tasks.iter();
    let added = added.filter(|(path, _)| !before.tasks.contains_key(*path));
    new.extend(added.flat_map(|(_, file)| all(after, *file)));
    (old, new)
}

fn all(side: &Side, file: FileId) -> impl Iterator<Item = (FileId, usize)> {
    let blocks = cut(side.text(file)).tasks.into_iter();
    blocks.map(move |block| (file, block.start))
}

/// The first bytes of the blocks of one file that differ.
fn of_file((old, new): (&str, &str)) -> (Vec<usize>, Vec<usize>) {
    if old == new {
        return (Vec::new(), Vec::new());
    }
    let (before, after) = (cut(old), cut(new));
    let starts = |blocks: &[Range<usize>]| blocks.iter().map(|block| block.start).collect();
    if old.get(before.preamble.clone()) != new.get(after.preamble.clone()) {
        return (starts(&before.tasks), starts(&after.tasks));
    }
    let (old_rest, new_rest) = between((old, &before), (new, &after));
    let mut known: HashMap<&str, usize> = HashMap::new();
    for block in old_rest {
        *known.entry(piece(old, block)).or_default() += 1;
    }
    let mut fresh = Vec::new();
    for block in new_rest {
        match known.get_mut(piece(new, block)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => fresh.push(block.start),
        }
    }
    let mut gone = Vec::new();
    for block in old_rest {
        if let Some(count) = known.get_mut(piece(old, block)).filter(|count| **count > 0) {
            *count -= 1;
            gone.push(block.start);
        }
    }
    (gone, fresh)
}

/// Both lists without the equal blocks at the beginning and at the end.
fn between<'b>(
    (old, before): (&str, &'b Blocks),
    (new, after): (&str, &'b Blocks),
) -> (&'b [Range<usize>], &'b [Range<usize>]) {
    let (mut one, mut other) = (before.tasks.as_slice(), after.tasks.as_slice());
    let same = |a: &Range<usize>, b: &Range<usize>| piece(old, a) == piece(new, b);
    while let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other)
        && same(a, b)
    {
        (one, other) = (one_rest, other_rest);
    }
    while let ([one_rest @ .., a], [other_rest @ .., b]) = (one, other)
        && same(a, b)
    {
        (one, other) = (one_rest, other_rest);
    }
    (one, other)
}

/// A block without the blank lines at its end, which belong to no block.
fn piece<'t>(text: &'t str, block: &Range<usize>) -> &'t str {
    text.get(block.clone()).unwrap_or("").trim_end()
}
