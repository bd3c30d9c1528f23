//! The files of a ledger in one revision, or beside the repository: which they are, and the git objects of their texts.

use super::links::{self, Target};
use crate::edge::git::{Objects, TreeEntry};
use crate::edge::names::{self, BOOK};
use anyhow::Result;
use duban::store;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::path::Path;
use std::rc::Rc;

/// The files of a ledger in one revision.
pub(crate) type Snapshot = Rc<LedgerTree>;

/// The files of a ledger: their paths from its folder, and the git objects of their texts.
#[derive(Debug, Default)]
pub(crate) struct LedgerTree {
    files: BTreeMap<String, String>,
    /// The tree of the ledger's folder; `None` in the working tree.
    pub(super) tree: Option<String>,
    /// The paths that links among them lead to.
    pub(super) targets: BTreeSet<String>,
}

impl Deref for LedgerTree {
    type Target = BTreeMap<String, String>;

    fn deref(&self) -> &Self::Target {
        &self.files
    }
}

impl PartialEq for LedgerTree {
    /// Whether the same is read from them. Trees differ by files besides, which are only looked at where both are known.
    fn eq(&self, other: &Self) -> bool {
        let trees = self.tree.as_ref().zip(other.tree.as_ref());
        self.files == other.files && trees.is_none_or(|(tree, other)| tree == other)
    }
}

impl LedgerTree {
    /// The files of the working tree.
    pub(super) fn beside(files: BTreeMap<String, String>) -> Self {
        Self { files, ..Self::default() }
    }

    /// Those in the tree of a ledger's folder.
    ///
    /// # Errors
    /// An object cannot be read.
    pub(super) fn read(objects: &mut Objects, tree: &str) -> Result<Self> {
        let found = Self { tree: Some(tree.to_owned()), ..Self::default() };
        let mut reading = Reading { objects, ledger: tree, found, above: Vec::new() };
        reading.below(tree, "", &[])?;
        Ok(reading.found)
    }
}

/// Deeper folders are refused: no path that a system takes is so long, and a repository may be a stranger's.
const DEEPEST: usize = 1024;

struct Reading<'o> {
    objects: &'o mut Objects,
    /// The tree of the ledger's folder.
    ledger: &'o str,
    found: LedgerTree,
    /// The real folders around the one that is read.
    above: Vec<Vec<String>>,
}

impl Reading<'_> {
    /// Takes in a folder and those below it; `real`: its steps from the ledger's folder without links.
    fn below(&mut self, tree: &str, folder: &str, real: &[String]) -> Result<()> {
        // A folder that leads back into itself: on the disk the ledger is refused.
        if self.above.iter().any(|above| above == real) {
            return Ok(());
        }
        if self.above.len() > DEEPEST {
            return Err(store::Error::Tree(tree.to_owned()).into());
        }
        self.above.push(real.to_vec());
        for entry in self.objects.tree(tree)?.iter() {
            let path = format!("{folder}{}", entry.name);
            let file = Path::new(&path);
            let is_file = path == BOOK || names::is_task_file(file) || names::is_statement(file);
            let is_folder = names::may_hold_files(file);
            let Some(target) = self.meant(entry, real, is_file || is_folder)? else {
                continue;
            };
            if target.is_tree && is_folder {
                self.below(&target.object, &format!("{path}/"), &target.real)?;
            } else if !target.is_tree && is_file {
                if entry.is_link || self.is_elsewhere(folder, real) {
                    self.found.targets.insert(target.real.join("/"));
                }
                self.found.files.insert(path, target.object);
            }
        }
        self.above.pop();
        Ok(())
    }

    /// The file or folder that an entry is, or leads to.
    fn meant(
        &mut self,
        entry: &TreeEntry,
        real: &[String],
        is_of_ledger: bool,
    ) -> Result<Option<Target>> {
        if entry.is_link && is_of_ledger {
            return links::target(self.objects, self.ledger, real, entry);
        }
        let (object, is_tree) = (entry.object.clone(), entry.is_tree);
        let here = || [real, std::slice::from_ref(&entry.name)].concat();
        Ok((entry.is_file || is_tree).then(|| Target { real: here(), is_tree, object }))
    }

    /// Whether a folder is read through a link.
    fn is_elsewhere(&self, folder: &str, real: &[String]) -> bool {
        folder.trim_end_matches('/') != real.join("/")
    }
}
