//! What changed between two revisions of a ledger: which promises, which entries, and which changes are irregular.
//!
//! This room is given texts and never runs git. It reads only the blocks that differ, so that a thousand commits cost what
//! they changed. Its results hold no text of a revision, so that a revision need not be kept.

mod blocks;
mod book;
mod compare;
mod comparison;
mod graph;
mod judge;
mod keys;
mod log;
mod paragraph;
mod parts;
mod profile;
mod promise;
mod restore;
mod review;
mod trace;
mod waive;

pub use compare::compare;
pub use comparison::Comparison;
pub use graph::Graph;
pub use judge::{Found, Origin, judge};
pub use keys::stated;
pub use paragraph::{Paragraph, TaskParagraph, paragraphs};
pub use profile::Profile;
pub use restore::TakenAway;
pub use review::{Irregularity, Review, ReviewRow, Typed};
pub use trace::{Recorded, TraceRow, Traced, trace};
pub use waive::waive;

use crate::account::{Light, Standing};
use crate::calendar::Cadence;
use crate::ledger::{Entry, Quantity, Waiver};
use crate::read::LedgerFiles;
use crate::source::{FileId, SourceFile, Sources};
use crate::variants::variants;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One revision of a ledger, or the part of it that differs from the other revision.
#[derive(Debug, Default)]
pub struct Side {
    sources: Sources,
    config: Option<FileId>,
    tasks: BTreeMap<String, FileId>,
    /// Closed periods, each with the name of its text (a git object).
    statements: BTreeMap<String, String>,
    /// Files that are not UTF-8. Their readable part is in `sources`.
    garbled: Vec<String>,
    /// Files that are no task files and differ from the other revision: their paths, and their names as the user sees them.
    strangers: Vec<(String, String, Stranger)>,
}

/// Folders for papers; what lies in them is read by people alone.
pub const PAPERS: [&str; 6] = ["docs", "evidence", "附件", "佐证", "依据", "LICENSES"];

variants! {
    /// A file besides the tasks that is new or has changed.
    pub enum Stranger {
        /// A link or a submodule: what is read there is decided elsewhere.
        Link = "link",
        /// It can be run.
        Program = "program",
        /// A template, or own holidays.
        Config = "config",
        /// Neither a ledger's own nor a paper.
        Unknown = "unknown",
    }
}

impl Side {
    /// Adds duban.toml. `name` is the one that the user sees.
    pub fn config(&mut self, name: &str, text: String) {
        self.config = Some(self.sources.push(SourceFile::new(name, text)));
    }

    /// Adds a task file. `path` is its path in the ledger, `name` the one that the user sees.
    pub fn tasks(&mut self, path: &str, name: &str, text: String) {
        let file = self.sources.push(SourceFile::new(name, text));
        self.tasks.insert(path.to_owned(), file);
    }

    /// Adds a closed period. `object` names its text: equal names, equal texts.
    pub fn statement(&mut self, name: &str, object: &str) {
        self.statements.insert(name.to_owned(), object.to_owned());
    }

    /// Adds a file besides the tasks that is new or has changed.
    pub fn stranger(&mut self, path: &str, name: &str, stranger: Stranger) {
        self.strangers.push((path.to_owned(), name.to_owned(), stranger));
    }

    /// Marks a file as not UTF-8.
    pub fn garbled(&mut self, name: &str) {
        self.garbled.push(name.to_owned());
    }

    fn text(&self, file: FileId) -> &str {
        &self.sources.file(file).text
    }

    fn ledger(&self) -> Option<LedgerFiles> {
        Some(LedgerFiles {
            config: self.config?,
            tasks: self.tasks.values().copied().collect(),
            prefix: String::new(),
        })
    }
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Where {
    /// The name of the file, as the user sees it.
    pub file: String,
    /// From 1.
    pub line: usize,
}

/// One change, with its places.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What changed.
    pub what: What,
    /// Where it stood before.
    pub before: Option<Where>,
    /// Where it stands now.
    pub after: Option<Where>,
    /// The number of the commit that brought it; `None` if it is not committed.
    pub commit: Option<usize>,
    /// Whether it restores what an irregular change had removed.
    pub restores: bool,
}

/// What changed, of a task or of the book.
#[derive(Clone, Debug)]
pub enum What {
    /// The task is new.
    Entered,
    /// The task is gone.
    Gone {
        /// Whether its log had ended it before.
        ended: bool,
    },
    /// The task had another id.
    Renamed {
        /// Its id before.
        from: String,
    },
    /// The block can no longer be read.
    Unreadable,
    /// The block can be read again, and no earlier version is known to compare it with.
    Readable,
    /// The block stands in another file.
    Moved,
    /// The value of a key.
    Key(KeyChange),
    /// A new entry.
    Logged(Box<Logged>),
    /// An entry that is gone.
    Erased(Box<Written>),
    /// An entry that says something else now.
    Rewritten(Box<Written>, Box<Logged>),
    /// A rule or a list of duban.toml.
    Rule(KeyChange),
    /// A reviewed exception: added, or (`false`) removed.
    Waiver(Waiver, bool),
    /// A period was closed.
    Closed(String),
    /// A closed period was changed or removed.
    Statement(String),
    /// A file besides the tasks is new or has changed; with its path.
    Stranger(String, Stranger),
}

/// A key whose value changed. Both values stand as they would be written; empty if there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// The key.
    pub key: &'static str,
    /// Its value before.
    pub before: String,
    /// Its value now.
    pub after: String,
    /// The names of both, if the values are ids.
    pub names: Option<(String, String)>,
    /// Whether less is promised now, or later.
    pub softer: bool,
    /// Whether an approved entry of the log says the same.
    pub approved: bool,
}

/// An entry as it was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The entry.
    pub entry: Entry<'static>,
    /// Everything that it says, in a fixed order.
    pub text: String,
    /// The same without mere wording (notes, evidence).
    pub firm: String,
}

/// A new entry, with the state of its task at that point.
#[derive(Clone, Debug)]
pub struct Logged {
    /// The entry.
    pub written: Written,
    /// How often its task must be reported.
    pub cadence: Option<Cadence>,
    /// Days of grace after a period.
    pub grace: u32,
    /// The deadline in force on its day.
    pub due: NaiveDate,
    /// Whether it raises the figure.
    pub raises: bool,
    /// Whether the owner is the one who reports or strikes off; `None` if nobody is named.
    pub by_owner: Option<bool>,
    /// Whether the log already had an entry of a later day.
    pub before_later: bool,
    /// Whether the log already had a figure of a later day.
    pub before_later_figure: bool,
}

/// A task that changed.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Its id; the new one if it was renamed.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The name of its owner.
    pub owner: String,
    /// Unit of its figures.
    pub unit: String,
    /// 重点.
    pub key: bool,
    /// Its standing before; `None` if it had none.
    pub before: Option<Stand>,
    /// Its standing now; `None` if it has none.
    pub after: Option<Stand>,
    /// Whether it has an error that makes its figures impossible.
    pub broken: bool,
    /// Its changes.
    pub facts: Vec<Fact>,
}

/// The standing of a task as of the day of the review.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stand {
    /// Its standing.
    pub standing: Standing,
    /// Its light.
    pub light: Light,
    /// Its figure.
    pub done: Option<Quantity>,
    /// Its target.
    pub target: Option<Quantity>,
    /// Planned less actual in points.
    pub lag: Option<f64>,
}

impl Fact {
    fn new(what: What) -> Self {
        Self { what, before: None, after: None, commit: None, restores: false }
    }

    /// Identifies the change: the same change in another revision has the same mark.
    pub fn mark(&self) -> String {
        match &self.what {
            What::Entered | What::Renamed { .. } => "entered".to_owned(),
            What::Gone { .. } => "gone".to_owned(),
            What::Unreadable => "unreadable".to_owned(),
            What::Readable => "readable".to_owned(),
            What::Moved => {
                let to = self.after.as_ref().map_or("", |place| place.file.as_str());
                format!("moved {to}")
            }
            What::Key(change) | What::Rule(change) => format!("{}={}", change.key, change.after),
            What::Logged(logged) | What::Rewritten(_, logged) => {
                format!("+{}", logged.written.text)
            }
            What::Erased(written) => format!("-{}", written.text),
            What::Waiver(waiver, added) => {
                format!("waiver {added} {} {:?}", waiver.code, waiver.task)
            }
            What::Closed(name) => format!("closed {name}"),
            What::Statement(name) => format!("statement {name}"),
            What::Stranger(path, stranger) => format!("{} {path}", stranger.name()),
        }
    }
}
