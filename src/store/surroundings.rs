//! What stands around a ledger on this machine, looked at for `doctor`. Nothing here makes a figure, and nothing is changed.

use super::names::{self, BOOK, or_here};
use super::opener::{Links, Opener};
use super::repository::Repository;
use super::{Error, Result, stray};
use crate::diagnostic::{Ailment, Sign, Subject, Unopened};
use chrono::{DateTime, Days, NaiveDate, Utc};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

/// A ledger's folder and what belongs to it on this machine.
pub struct Surroundings<'a> {
    /// The ledger's folder.
    pub folder: &'a Path,
    /// Where links may lead out of it.
    pub links: &'a Links,
    /// Where this machine's programs remember; `None` where nothing says so.
    pub state: Option<&'a Path>,
    /// The day by the machine's clock.
    pub today: NaiveDate,
}

impl Surroundings<'_> {
    /// The ledger's files, those that only look like it included.
    pub fn files(&self) -> Vec<Sign> {
        let mut found = Found::default();
        match Opener::of(self.folder, self.links) {
            Ok(opener) => self.look_in(&opener, self.folder, Part::Top, &mut found),
            Err(error) => found.unread.push(Ailment::CannotBeRead { why: error.to_string() }),
        }
        let all = [
            (Subject::Unread, found.unread),
            (Subject::Links, found.links),
            (Subject::Copies, found.copies),
            (Subject::Temporary, found.temporary),
            (Subject::Clock, found.clock),
        ];
        all.map(|(subject, ailments)| Sign::of(subject, ailments)).into()
    }

    /// Looks at what a folder of the ledger holds, and at the folders in it.
    fn look_in(&self, opener: &Opener<'_>, folder: &Path, part: Part, found: &mut Found) {
        let listed = fs::read_dir(or_here(folder));
        let Ok(entries) = listed else {
            let file = names::shown(folder);
            return found.unread.push(Ailment::NotRead { file });
        };
        let mut paths: Vec<PathBuf> =
            entries.flatten().map(|entry| folder.join(entry.file_name())).collect();
        paths.sort();
        for path in paths {
            let Ok(about) = fs::symlink_metadata(&path) else {
                continue;
            };
            // A hidden link is an editor's, and nothing is read through it.
            let is_hidden = path.file_name().is_some_and(names::is_hidden);
            let is_link = about.is_symlink() && !is_hidden;
            if is_link && let Some(ailment) = astray(opener, &path) {
                found.links.push(ailment);
            } else if about.is_dir() {
                if let Some(part) = part.below(&path) {
                    self.look_in(opener, &path, part, found);
                }
            } else {
                found.see(&path, part);
                found.clock.extend(self.ahead(&path, &about));
            }
        }
    }

    /// A file changed on a day that this machine has not reached; a day is left for other time zones.
    fn ahead(&self, path: &Path, about: &Metadata) -> Option<Ailment> {
        let seen = DateTime::<Utc>::from(about.modified().ok()?).date_naive();
        let ahead = seen > self.today.checked_add_days(Days::new(1))?;
        let (today, file) = (self.today, names::shown(path));
        ahead.then_some(Ailment::ClockBehind { today, seen, file })
    }

    /// The folder in which this machine remembers.
    pub fn memory(&self) -> Sign {
        let ailments = match self.state {
            None => vec![Ailment::NoStateFolder],
            Some(state) => not_writable(&state.join("duban")).into_iter().collect(),
        };
        Sign::of(Subject::State, ailments)
    }
}

/// The repository around a ledger as it was found, the name for commits, and files that a merge left open.
pub fn repository_signs(found: &Result<Option<Repository>>) -> Vec<Sign> {
    let repository = match found {
        Ok(Some(repository)) => repository,
        Ok(None) => {
            return [Subject::Git, Subject::Identity, Subject::Unmerged].map(Sign::absent).into();
        }
        Err(Error::NoGit) => return vec![Sign::of(Subject::Git, vec![Ailment::NoGit])],
        Err(error) => return vec![Sign::of(Subject::Git, vec![fails(error)])],
    };
    vec![
        Sign::of(Subject::Git, Vec::new()),
        signed(Subject::Identity, identity(repository)),
        signed(Subject::Unmerged, unmerged(repository)),
    ]
}

/// A link that leads nowhere, or out of the ledger without leave.
fn astray(opener: &Opener<'_>, link: &Path) -> Option<Ailment> {
    let error = opener.inside(link).err()?;
    let file = names::shown(link);
    Some(match &error {
        Error::Unopened { why: Unopened::Dangling { target }, .. } => {
            Ailment::Dangling { file, target: names::shown(target) }
        }
        Error::Unopened { why: Unopened::LeadsOut(way), .. } => {
            let real = fs::canonicalize(link).unwrap_or_else(|_| way.target.clone());
            Ailment::Foreign { file, target: names::shown(&real) }
        }
        error => Ailment::CannotBeRead { why: error.to_string() },
    })
}

/// What was found among the files, subject by subject.
#[derive(Default)]
struct Found {
    unread: Vec<Ailment>,
    links: Vec<Ailment>,
    copies: Vec<Ailment>,
    temporary: Vec<Ailment>,
    clock: Vec<Ailment>,
}

impl Found {
    fn see(&mut self, path: &Path, part: Part) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let file = names::shown(path);
        match stray::kind(&name) {
            Some(stray::Stray::Litter) => self.temporary.push(Ailment::Litter { file }),
            Some(stray::Stray::OfEditor) => self.copies.push(Ailment::EditorFile { file }),
            Some(stray::Stray::Copy) => self.copies.push(Ailment::ConflictCopy { file }),
            None if part.lacks(&name) => self.unread.push(Ailment::NotRead { file }),
            None => {}
        }
    }
}

/// Which part of a ledger a folder is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Beside duban.toml.
    Top,
    /// `tasks/`, at any depth.
    Tasks,
    /// `config/` and `statements/`: what they hold is read by name.
    Known,
    /// Any other folder: nothing in it is read.
    Other,
}

impl Part {
    /// What a folder in it is; `None` where it is not looked into: hidden ones, and ledgers of their own.
    fn below(self, folder: &Path) -> Option<Self> {
        let name = folder.file_name()?;
        if names::is_hidden(name) || folder.join(BOOK).symlink_metadata().is_ok() {
            return None;
        }
        match self {
            Self::Tasks => Some(Self::Tasks),
            Self::Top if name == "tasks" => Some(Self::Tasks),
            Self::Top if name == "config" || name == "statements" => Some(Self::Known),
            Self::Top => Some(Self::Other),
            Self::Known | Self::Other => None,
        }
    }

    /// Whether a file of that name looks like tasks here, and is not read.
    fn lacks(self, name: &str) -> bool {
        let is_toml = names::is_toml(name.as_ref());
        let resembles = name.to_lowercase().contains(".toml") && !name.starts_with('.');
        match self {
            Self::Top | Self::Tasks => resembles && !is_toml,
            Self::Known => false,
            Self::Other => is_toml,
        }
    }
}

#[cfg(unix)]
fn not_writable(folder: &Path) -> Option<Ailment> {
    use rustix::fs::{Access, access};
    let there = folder.ancestors().find(|folder| folder.symlink_metadata().is_ok())?;
    let why = access(there, Access::WRITE_OK | Access::EXEC_OK).err()?;
    let why = std::io::Error::from(why).to_string();
    Some(Ailment::StateNotWritable { folder: names::shown(there), why })
}

#[cfg(not(unix))]
fn not_writable(_: &Path) -> Option<Ailment> {
    None
}

fn signed(subject: Subject, looked: Result<Vec<Ailment>>) -> Sign {
    Sign::of(subject, looked.unwrap_or_else(|error| vec![fails(&error)]))
}

fn fails(error: &Error) -> Ailment {
    Ailment::GitFails { said: error.to_string() }
}

fn identity(repository: &Repository) -> Result<Vec<Ailment>> {
    let lacking = repository.no_identity()?;
    Ok(lacking.into_iter().map(|key| Ailment::NoIdentity { key }).collect())
}

fn unmerged(repository: &Repository) -> Result<Vec<Ailment>> {
    let files = repository.unmerged()?;
    let shown = files.iter().map(|file| Ailment::Unmerged { file: names::shown(file) });
    Ok(shown.collect())
}
