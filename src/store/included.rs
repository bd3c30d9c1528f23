//! The ledgers that a ledger includes: which folders are meant, each once, read side by side and taken in in their order.

use super::Error;
use super::files::Ledger;
use super::gathered::{Gathered, Ungathered, gather};
use super::names::{self, BOOK, or_here};
use super::opener::look;
use super::seen::Seen;
use crate::diagnostic::{Diagnostic, Finding, Including};
use crate::ledger::LeftOutLedger;
use crate::read::{self, Include, Prefix};
use crate::source::Place;
use rayon::prelude::*;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// A ledger that is to be read along.
struct Meant {
    /// Its folder as the `include` names it, with the names that a pattern stands for.
    shown: String,
    folder: PathBuf,
    prefix: String,
    /// Of the `include`.
    place: Place,
}

impl Ledger {
    /// Takes in the ledgers that a ledger includes, none of them twice.
    pub(super) fn included(&mut self, here: &Path, includes: Vec<Include>) {
        let mut meant = Vec::new();
        for include in &includes {
            match folders(here, include) {
                Ok(folders) => meant.extend(folders),
                Err(finding) => self.found.push(Diagnostic::new(*finding, include.place)),
            }
        }
        let meant = self.each_once(here, meant);
        let links = self.links.clone();
        let gathered = meant.par_iter().map(|meant| {
            let mut seen = Seen::default();
            let gathered = gather(&meant.folder.join(BOOK), &links, &mut seen);
            (seen, gathered)
        });
        let gathered: Vec<(Seen, Result<Gathered, Box<Ungathered>>)> = gathered.collect();
        for (meant, (seen, gathered)) in meant.iter().zip(gathered) {
            self.seen.add(seen);
            match gathered {
                Ok(gathered) => {
                    let (_, work) = self.take_in(gathered, &meant.prefix);
                    self.work.include(work);
                    self.along.shown.push(meant.shown.clone());
                }
                Err(ungathered) => self.leave(meant, &ungathered),
            }
        }
    }

    /// Those that can be told apart, by folder and by prefix.
    fn each_once(&mut self, here: &Path, meant: Vec<Meant>) -> Vec<Meant> {
        let mut known: HashMap<Identity, Option<Place>> = HashMap::new();
        known.extend(identity(here).map(|is| (is, None)));
        let mut prefixes: HashMap<String, (String, Place)> = HashMap::new();
        let mut once = Vec::with_capacity(meant.len());
        for meant in meant {
            let is = identity(&meant.folder);
            let twice = is.as_ref().and_then(|is| known.get(is));
            let finding = if let Some(first) = twice {
                let itself = first.is_none();
                let finding = Finding::IncludedTwice { path: meant.shown.clone(), itself };
                Some((finding, *first))
            } else {
                let finding = wrong_prefix(&meant, &prefixes);
                finding.map(|(finding, first)| (Finding::Including(finding), first))
            };
            if let Some((finding, first)) = finding {
                let first = first.filter(|first| *first != meant.place);
                self.found.push(Diagnostic::new(finding, meant.place).and(first));
                continue;
            }
            known.extend(is.map(|is| (is, Some(meant.place))));
            prefixes.insert(meant.prefix.clone(), (meant.shown.clone(), meant.place));
            once.push(meant);
        }
        once
    }

    /// Says why a ledger cannot be read along.
    fn leave(&mut self, meant: &Meant, ungathered: &Ungathered) {
        let config = meant.folder.join(BOOK);
        // A folder that is there is told by what it lacks.
        let lacks = matches!(look(&meant.folder), Ok(Some(_)));
        let bad = |error: &Error| {
            let (file, why) = error.parts();
            let further = |file: &&Path| (**file != config || lacks) && **file != meant.folder;
            let file = file.filter(further).map(Path::to_path_buf);
            let finding = Finding::BadInclude { path: meant.shown.clone(), file, why };
            Diagnostic::new(finding, meant.place)
        };
        self.found.extend(ungathered.error.each().iter().map(bad));
        self.along.unread.push(LeftOutLedger {
            path: meant.shown.clone(),
            prefix: meant.prefix.clone(),
            title: ungathered.title.clone(),
            tasks: ungathered.tasks,
        });
    }
}

fn wrong_prefix(
    meant: &Meant,
    prefixes: &HashMap<String, (String, Place)>,
) -> Option<(Including, Option<Place>)> {
    let (prefix, path) = (meant.prefix.clone(), meant.shown.clone());
    if let Some((first, place)) = prefixes.get(&prefix) {
        return Some((Including::SamePrefix { prefix, path, first: first.clone() }, Some(*place)));
    }
    let bad = || (Including::BadPrefix { name: prefix, path: Some(path) }, None);
    (!read::fits_prefix(&meant.prefix)).then(bad)
}

/// The folders that an `include` means, in the order of their names.
fn folders(here: &Path, include: &Include) -> Result<Vec<Meant>, Box<Finding>> {
    let folder = here.join(&include.path);
    let meant = |shown: String, folder: PathBuf, name: String| {
        let prefix = match &include.prefix {
            Prefix::Stated(prefix) => prefix.clone(),
            Prefix::Folder => name,
        };
        Meant { shown, folder, prefix, place: include.place }
    };
    if !include.is_pattern() {
        let name = name_of(&folder);
        return Ok(vec![meant(include.path.clone(), folder, name)]);
    }
    let met = met(here, &include.path)?;
    if met.is_empty() {
        let finding = Including::NothingMet { path: include.path.clone() };
        return Err(Box::new(Finding::Including(finding)));
    }
    Ok(met.into_iter().map(|met| meant(met.shown, met.folder, met.name)).collect())
}

/// The name of a folder, also of one that is not called by it.
fn name_of(folder: &Path) -> String {
    let real = || fs::canonicalize(or_here(folder)).ok();
    let last = folder.components().next_back();
    let named = matches!(last, Some(Component::Normal(_)));
    let path = if named { Some(folder.to_path_buf()) } else { real() };
    let name = path.as_deref().and_then(Path::file_name);
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A folder that answers to a pattern, as far as the pattern has been followed.
struct Met {
    shown: String,
    folder: PathBuf,
    /// What the last `*` stands for.
    name: String,
}

/// The folders that answer to a pattern. Hidden ones and files do not; what cannot be looked at does, so that whoever
/// opens it says why.
fn met(here: &Path, pattern: &str) -> Result<Vec<Met>, Box<Finding>> {
    let root = if pattern.starts_with('/') { "/" } else { "" };
    let start = Met { shown: root.to_owned(), folder: here.join(root), name: String::new() };
    let mut met = vec![start];
    for step in pattern.split('/').filter(|step| !step.is_empty()) {
        let is_pattern = step.contains(['*', '?']);
        let mut next = Vec::new();
        for met in met {
            let names = if is_pattern { matching(&met, step)? } else { vec![step.to_owned()] };
            next.extend(names.into_iter().map(|step| Met {
                shown: match met.shown.as_str() {
                    "" | "/" => format!("{}{step}", met.shown),
                    shown => format!("{shown}/{step}"),
                },
                folder: met.folder.join(&step),
                name: if is_pattern { step } else { met.name.clone() },
            }));
        }
        met = next;
    }
    Ok(met)
}

/// The names in a folder that answer to one step of a pattern.
fn matching(met: &Met, step: &str) -> Result<Vec<String>, Box<Finding>> {
    let bad = |error: std::io::Error| {
        let (_, why) = Error::at(&met.folder)(error).parts();
        let path = if met.shown.is_empty() { ".".to_owned() } else { met.shown.clone() };
        Box::new(Finding::BadInclude { path, file: None, why })
    };
    let mut names = Vec::new();
    for entry in fs::read_dir(or_here(&met.folder)).map_err(bad)? {
        names.push(entry.map_err(bad)?.file_name());
    }
    names.sort();
    let is_file = |name: &OsStr| {
        let about = look(&met.folder.join(name));
        about.is_ok_and(|about| about.is_some_and(|about| !about.is_dir()))
    };
    let answers = |name: &&std::ffi::OsString| {
        !names::is_hidden(name) && fits(&name.to_string_lossy(), step) && !is_file(name)
    };
    Ok(names.iter().filter(answers).map(|name| name.to_string_lossy().into_owned()).collect())
}

/// Whether a name answers to a pattern of one step: `*` stands for any letters, `?` for one.
fn fits(name: &str, pattern: &str) -> bool {
    let (name, pattern): (Vec<char>, Vec<char>) =
        (name.chars().collect(), pattern.chars().collect());
    let (mut at, mut next) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < name.len() {
        match pattern.get(next) {
            Some('*') => {
                star = Some((next, at));
                next += 1;
            }
            Some(letter) if *letter == '?' || *letter == name[at] => {
                at += 1;
                next += 1;
            }
            Some(_) | None => match star {
                // The last `*` takes one letter more.
                Some((back, from)) => {
                    star = Some((back, from + 1));
                    at = from + 1;
                    next = back + 1;
                }
                None => return false,
            },
        }
    }
    pattern[next..].iter().all(|letter| *letter == '*')
}

/// What a folder is known by, whatever it is called.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(not(unix))]
type Identity = PathBuf;

#[cfg(unix)]
fn identity(folder: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(or_here(folder)).ok()?;
    Some((about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<Identity> {
    std::fs::canonicalize(or_here(folder)).ok()
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_letters_and_a_question_mark_for_one() {
        let cases = [
            ("丰泽", "*", true),
            ("丰泽区", "*区", true),
            ("丰泽", "*区", false),
            ("区县台账", "区*账", true),
            ("a", "?", true),
            ("ab", "?", false),
            ("aXbXc", "a*X?", true),
            ("", "*", true),
            ("x", "", false),
            ("district-1", "district-*", true),
        ];
        for (name, pattern, answers) in cases {
            assert_eq!(fits(name, pattern), answers, "{name} {pattern}");
        }
    }
}
