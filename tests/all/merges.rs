//! Laws of merging: over generated triples of a task file, two changes are joined, and nothing is lost, doubled or made up.

mod triple;

use duban::check::{self, Depth};
use duban::diagnostic::{Diagnostic, Finding, Severity};
use duban::merge::{self, Merged, Sides};
use duban::read::{self, LedgerFiles, Reading};
use duban::source::{SourceFile, Sources, Span};
use proptest::prelude::*;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use triple::{BOOK, Triple, triple};

fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
    merge::tasks(Sides { base, ours, theirs }, BOOK)
}

/// Something read of a text as tasks of the book.
fn with<T>(text: &str, see: impl FnOnce(&Sources, Reading<'_>) -> T) -> T {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", BOOK));
    let tasks = sources.push(SourceFile::new("t.toml", text));
    let ledgers = [LedgerFiles { config, tasks: vec![tasks], prefix: String::new() }];
    see(&sources, read::read(&sources, &ledgers))
}

/// Each task as it is read, by id, without where it stands.
fn meaning(text: &str) -> BTreeMap<String, String> {
    with(text, |_, mut reading| {
        for task in &mut reading.book.tasks {
            task.block = Span::default();
            task.parent = None;
            for entry in &mut task.log {
                entry.nth = 0;
            }
        }
        let tasks = reading.book.tasks.iter();
        tasks.map(|task| (task.id.to_string(), format!("{task:?}"))).collect()
    })
}

/// Each task's entries, sorted.
fn events(text: &str) -> BTreeMap<String, Vec<String>> {
    with(text, |_, reading| {
        let told = |task: &duban::ledger::Task<'_>| {
            let mut log: Vec<String> = task
                .log
                .iter()
                .map(|entry| {
                    let mut entry = entry.clone();
                    entry.nth = 0;
                    format!("{entry:?}")
                })
                .collect();
            log.sort();
            (task.id.to_string(), log)
        };
        reading.book.tasks.iter().map(told).collect()
    })
}

/// Errors by their evidence, those of an undecided merge left out.
fn errors(text: &str) -> BTreeSet<String> {
    with(text, |sources, reading| {
        let mut found = reading.found;
        found.extend(check::check(&reading.book, sources, Depth::Errors));
        let counts = |one: &&Diagnostic| {
            one.severity() == Severity::Error && !matches!(one.finding, Finding::Merging(_))
        };
        let named = |one: &Diagnostic| format!("{:?} {:?}", one.task, one.finding);
        found.iter().filter(counts).map(named).collect()
    })
}

/// Tasks that an undecided merge has marked.
fn marked(text: &str) -> BTreeSet<Option<String>> {
    with(text, |_, reading| {
        let marks = reading.found.into_iter();
        let marks = marks.filter(|one| matches!(one.finding, Finding::Merging(_)));
        marks.map(|one| one.task).collect()
    })
}

fn body<'t>(text: &'t str, id: &str) -> Option<&'t str> {
    let head = format!("id = \"{id}\"");
    let mut blocks = duban::blocks::cut(text).tasks.into_iter().map(|at| text[at].trim_end());
    blocks.find(|block| block.lines().any(|line| line == head))
}

fn count(all: &BTreeMap<String, Vec<String>>, id: &str, event: &str) -> usize {
    let own = all.get(id).map_or(&[][..], Vec::as_slice);
    own.iter().filter(|own| *own == event).count()
}

/// How often an entry stands in the end. New on both sides it is the same one, and so it is where both took one away.
fn joined(was: usize, one: usize, other: usize) -> usize {
    match (one.cmp(&was), other.cmp(&was)) {
        (Ordering::Greater, Ordering::Greater) => one.max(other),
        (Ordering::Less, Ordering::Less) => one.min(other),
        _ => one + other - was,
    }
}

proptest! {
    #[test]
    fn one_side_alone_is_taken_as_it_is(Triple { base, ours, .. } in triple()) {
        prop_assert_eq!(&merged(&base, &ours, &base).text, &ours);
        prop_assert_eq!(&merged(&base, &base, &ours).text, &ours);
        prop_assert_eq!(&merged(&base, &ours, &ours).text, &ours);
        prop_assert_eq!(&merged(&base, &base, &base).text, &base);
    }

    #[test]
    fn either_way_round_reads_the_same(Triple { base, ours, theirs } in triple()) {
        let (one, other) = (merged(&base, &ours, &theirs), merged(&base, &theirs, &ours));
        prop_assert_eq!(one.conflicts.is_empty(), other.conflicts.is_empty(), "{}\n----\n{}", one.text, other.text);
        if one.conflicts.is_empty() {
            prop_assert_eq!(meaning(&one.text), meaning(&other.text), "{}\n----\n{}", one.text, other.text);
        }
        prop_assert_eq!(one.conflicts.is_empty(), marked(&one.text).is_empty(), "{}", one.text);
    }

    #[test]
    fn no_event_is_lost_or_doubled(Triple { base, ours, theirs } in triple()) {
        let own = merged(&base, &ours, &theirs);
        let all = [&base, &ours, &theirs, &own.text].map(|text| events(text));
        let unmarked: String = own.text.lines().map(|line| match line.split_once("# duban-conflict: ") {
            Some((indent, rest)) => format!("{indent}{rest}\n"),
            None => format!("{line}\n"),
        }).collect();
        let texts = [&ours, &theirs].map(|text| events(text));
        for (id, log) in texts.iter().flatten() {
            for event in log {
                let [was, one, other, now] = [0, 1, 2, 3].map(|nth| count(&all[nth], id, event));
                if own.conflicts.is_empty() && all[3].contains_key(id) {
                    let expected = joined(was, one, other);
                    prop_assert_eq!(now, expected, "{} {}\n{}", id, event, own.text);
                } else if one > was || other > was {
                    // What is new somewhere is there, or stands in a mark.
                    let note = event.split("u-").nth(1).and_then(|rest| rest.split('"').next());
                    let note = note.map(|note| format!("u-{note}"));
                    prop_assert!(note.is_none_or(|note| unmarked.contains(&note)), "{} {}\n{}", id, event, own.text);
                }
            }
        }
    }

    #[test]
    fn no_error_is_made_up(Triple { base, ours, theirs } in triple()) {
        let own = merged(&base, &ours, &theirs);
        let known: BTreeSet<String> = [errors(&ours), errors(&theirs)].concat();
        let waits = marked(&own.text);
        let new: Vec<String> = errors(&own.text).into_iter().filter(|one| {
            let of_marked = |id: &Option<String>| one.starts_with(&format!("{id:?}"));
            !known.contains(one) && !waits.iter().any(of_marked)
        }).collect();
        prop_assert!(new.is_empty(), "{:?}\n{}", new, own.text);
    }

    #[test]
    fn every_comment_stays_and_untouched_blocks_are_bytes(Triple { base, ours, theirs } in triple()) {
        let own = merged(&base, &ours, &theirs);
        let comments = |text: &str| -> BTreeSet<String> {
            text.lines().filter_map(|line| line.find("# c-").map(|at| line[at..].trim().to_owned())).collect()
        };
        let (was, now) = (comments(&base), comments(&own.text));
        for comment in comments(&ours).union(&comments(&theirs)) {
            prop_assert!(was.contains(comment) || now.contains(comment), "{}\n{}", comment, own.text);
        }
        for id in triple::IDS {
            let [was, one, other, now] = [&base, &ours, &theirs, &own.text].map(|text| body(text, id));
            let alone = if other == was { one } else if one == was { other } else { continue };
            if now != alone {
                // Only where it had to be marked.
                prop_assert!(own.text.contains("# duban-conflict:"), "{id}\n{}", own.text);
            }
        }
    }

    #[test]
    fn line_ends_and_byte_order_mark_stay(Triple { base, ours, theirs } in triple()) {
        let dressed = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let plain = merged(&base, &ours, &theirs);
        let own = merged(&dressed(&base), &dressed(&ours), &dressed(&theirs));
        prop_assert_eq!(own.text, dressed(&plain.text));
        prop_assert_eq!(own.conflicts, plain.conflicts);
    }
}

trait Concat {
    fn concat(self) -> BTreeSet<String>;
}

impl Concat for [BTreeSet<String>; 2] {
    fn concat(self) -> BTreeSet<String> {
        self.into_iter().flatten().collect()
    }
}
