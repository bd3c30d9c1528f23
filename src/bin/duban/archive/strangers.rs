//! What differs between two trees besides task files: links, programs, files of config/, files that nobody knows.

use crate::edge::git::{Objects, TreeEntry};
use crate::edge::names;
use anyhow::Result;
use duban::history::{PAPERS, Stranger};
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

/// Deeper folders are not looked into: no office has them.
const DEEPEST: usize = 32;

/// Walks two trees side by side, through folders that differ only.
pub(super) struct Walk<'o> {
    pub(super) objects: &'o mut Objects,
    /// Each with its path, and whether it is of the older tree.
    pub(super) found: Vec<(String, Stranger)>,
}

impl Walk<'_> {
    /// What the newer tree of a ledger's folder has otherwise than the older one.
    pub(super) fn ledger(&mut self, old: Option<&str>, new: Option<&str>) -> Result<()> {
        self.folder((old, new), "", 0)
    }

    fn folder(
        &mut self,
        (old, new): (Option<&str>, Option<&str>),
        path: &str,
        depth: usize,
    ) -> Result<()> {
        if old == new || depth > DEEPEST {
            return Ok(());
        }
        let (old, new) = (self.entries(old)?, self.entries(new)?);
        // Another ledger's own files are for its own review.
        let is_ledger = |entry: &TreeEntry| entry.name == names::BOOK;
        let foreign = depth > 0 && new.iter().any(is_ledger);
        let was = by_name(&old);
        let is = by_name(&new);
        for entry in new.iter() {
            let before = was.get(entry.name.as_str()).copied();
            let same = |before: &&TreeEntry| {
                let modes = (before.is_file, before.is_program, before.is_tree);
                before.object == entry.object
                    && modes == (entry.is_file, entry.is_program, entry.is_tree)
            };
            if before.filter(same).is_some() {
                continue;
            }
            let inside = format!("{path}{}", entry.name);
            if entry.is_tree {
                let below = before.filter(|before| before.is_tree);
                let trees = (below.map(|below| below.object.as_str()), Some(&*entry.object));
                self.folder(trees, &format!("{inside}/"), depth + 1)?;
            } else if let Some(stranger) = stranger(entry, &inside, foreign) {
                self.found.push((inside, stranger));
            }
        }
        for entry in old.iter() {
            let gone = !is.contains_key(entry.name.as_str());
            let inside = format!("{path}{}", entry.name);
            if gone && entry.is_tree && inside.starts_with("config") {
                let trees = (Some(entry.object.as_str()), None);
                self.folder(trees, &format!("{inside}/"), depth + 1)?;
            } else if gone && inside.starts_with("config/") {
                self.found.push((inside, Stranger::Config));
            }
        }
        Ok(())
    }

    fn entries(&mut self, tree: Option<&str>) -> Result<Rc<Vec<TreeEntry>>> {
        Ok(tree.map(|tree| self.objects.tree(tree)).transpose()?.unwrap_or_default())
    }
}

fn by_name(entries: &[TreeEntry]) -> HashMap<&str, &TreeEntry> {
    entries.iter().map(|entry| (entry.name.as_str(), entry)).collect()
}

/// What is strange about a file that is new or changed; `None` where it belongs to a ledger, or to its papers.
fn stranger(entry: &TreeEntry, path: &str, foreign: bool) -> Option<Stranger> {
    if !entry.is_file {
        return Some(Stranger::Link);
    }
    if entry.is_program {
        return Some(Stranger::Program);
    }
    if path.starts_with("config/") {
        return Some(Stranger::Config);
    }
    let file = Path::new(path);
    let of_ledger = path == names::BOOK || names::is_task_file(file) || names::is_statement(file);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let top = folder.split('/').next().unwrap_or("");
    let upper = name.to_uppercase();
    let for_people =
        ["README", "LICENSE", "CHANGELOG"].iter().any(|known| upper.starts_with(known))
            || PAPERS.contains(&top);
    (!of_ledger && !for_people && !foreign).then_some(Stranger::Unknown)
}
