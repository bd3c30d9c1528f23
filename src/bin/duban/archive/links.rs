//! Links in a revision, followed inside the ledger's own tree as the disk follows them inside its folder.
//!
//! One that leads out of it, or nowhere, is not followed: what it leads to is not in the repository.

use crate::edge::git::{Objects, TreeEntry};
use crate::edge::names;
use anyhow::Result;
use std::collections::VecDeque;

/// So many links are followed on one way, as the system does.
const MOST: usize = 40;

/// No way that a system follows is longer, in bytes.
const LONGEST: usize = 4096;

/// Where a link leads.
pub(super) struct Target {
    /// The steps from the ledger's folder.
    pub(super) real: Vec<String>,
    /// A folder or a file.
    pub(super) is_tree: bool,
    /// The name of the object.
    pub(super) object: String,
}

/// What a link in a folder of the ledger leads to, links on the way followed; `None` where that is not in the ledger's tree.
///
/// # Errors
/// An object cannot be read.
pub(super) fn target(
    objects: &mut Objects,
    ledger: &str,
    folder: &[String],
    link: &TreeEntry,
) -> Result<Option<Target>> {
    let mut at = folder.to_vec();
    let mut left = VecDeque::new();
    let mut followed = 0;
    let mut next = Some(link.clone());
    loop {
        if let Some(link) = next.take() {
            followed += 1;
            let steps = if followed > MOST { None } else { steps(objects, &link.object)? };
            let Some(steps) = steps else {
                return Ok(None);
            };
            steps.into_iter().rev().for_each(|step| left.push_front(step));
        }
        let Some(step) = left.pop_front() else {
            let object = tree_at(objects, ledger, &at)?;
            return Ok(object.map(|object| Target { real: at, is_tree: true, object }));
        };
        if step == ".." {
            if at.pop().is_none() {
                return Ok(None);
            }
            continue;
        }
        let Some(entry) = entry(objects, ledger, &at, &step)? else {
            return Ok(None);
        };
        if entry.is_tree {
            at.push(step);
        } else if entry.is_link {
            next = Some(entry);
        } else if entry.is_file && left.is_empty() {
            at.push(step);
            return Ok(Some(Target { real: at, is_tree: false, object: entry.object }));
        } else {
            return Ok(None);
        }
    }
}

/// The steps that stand in a link; `None` where they begin at the root of a machine.
fn steps(objects: &mut Objects, link: &str) -> Result<Option<Vec<String>>> {
    let way = objects.bytes(link)?;
    if way.starts_with(b"/") || way.len() > LONGEST {
        return Ok(None);
    }
    let steps = way.split(|byte| *byte == b'/').map(names::escaped);
    Ok(Some(steps.filter(|step| !step.is_empty() && step != ".").collect()))
}

/// What stands under a name in a folder of the ledger.
fn entry(
    objects: &mut Objects,
    ledger: &str,
    folder: &[String],
    name: &str,
) -> Result<Option<TreeEntry>> {
    let Some(tree) = tree_at(objects, ledger, folder)? else {
        return Ok(None);
    };
    Ok(objects.tree(&tree)?.iter().find(|entry| entry.name == name).cloned())
}

/// The tree of a folder of the ledger.
fn tree_at(objects: &mut Objects, ledger: &str, folder: &[String]) -> Result<Option<String>> {
    let mut tree = ledger.to_owned();
    for name in folder {
        let entries = objects.tree(&tree)?;
        match entries.iter().find(|entry| entry.is_tree && entry.name == *name) {
            Some(below) => tree.clone_from(&below.object),
            None => return Ok(None),
        }
    }
    Ok(Some(tree))
}
