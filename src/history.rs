//! What changed between two revisions of a ledger: which promises, which entries, and what of it is irregular.
//!
//! This room is given texts and never runs git. It reads only the blocks that differ. What it gives holds no text of the
//! revisions it was read from, so that a thousand of them need not be kept.

mod blocks;
mod book;
mod compare;
mod comparison;
mod graph;
mod judge;
mod keys;
mod log;
mod paragraph;
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
pub use paragraph::{Paragraph, Told, paragraphs};
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
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One revision of a ledger, or as much of it as differs from the other one.
#[derive(Debug, Default)]
pub struct Side {
    sources: Sources,
    config: Option<FileId>,
    tasks: BTreeMap<String, FileId>,
    /// Closed periods with what names their text.
    statements: BTreeMap<String, String>,
    /// Files that are no UTF-8, of which what can be read is here.
    garbled: Vec<String>,
}

impl Side {
    /// Takes duban.toml in, by the name the user knows it by.
    pub fn config(&mut self, name: &str, text: String) {
        self.config = Some(self.sources.push(SourceFile::new(name, text)));
    }

    /// Takes a task file in, by its path in the ledger and the name the user knows it by.
    pub fn tasks(&mut self, path: &str, name: &str, text: String) {
        let file = self.sources.push(SourceFile::new(name, text));
        self.tasks.insert(path.to_owned(), file);
    }

    /// Takes note of a closed period and of what names its text.
    pub fn statement(&mut self, name: &str, object: &str) {
        self.statements.insert(name.to_owned(), object.to_owned());
    }

    /// Takes note of a file that is no UTF-8.
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
    /// The file, as the user knows it.
    pub file: String,
    /// From 1.
    pub line: usize,
}

/// One change, with its places.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What changed.
    pub what: What,
    /// Where it stood.
    pub before: Option<Where>,
    /// Where it stands.
    pub after: Option<Where>,
    /// Which commit brought it, by its place in the history; `None`: not committed.
    pub commit: Option<usize>,
    /// It puts back what an irregular change had taken away.
    pub restores: bool,
}

/// What changed, of a task or of the book.
#[derive(Clone, Debug)]
pub enum What {
    /// The task is new.
    Entered,
    /// The task is not there any more.
    Gone {
        /// Its log had ended it before.
        ended: bool,
    },
    /// The task had another id.
    Renamed {
        /// That id.
        from: String,
    },
    /// The block can no longer be read.
    Unreadable,
    /// The block can be read again, and there is nothing to hold it against.
    Readable,
    /// The block stands in another file.
    Moved,
    /// The value of a key.
    Key(KeyChange),
    /// A new entry.
    Logged(Box<Logged>),
    /// An entry that is not there any more.
    Erased(Box<Written>),
    /// An entry that says something else now.
    Rewritten(Box<Written>, Box<Logged>),
    /// A rule or a list of duban.toml.
    Rule(KeyChange),
    /// A reviewed exception: written down, or (`false`) struck out.
    Waiver(Waiver, bool),
    /// A period was closed.
    Closed(String),
    /// A closed period was changed or taken away.
    Statement(String),
}

/// A key whose value changed, both as they would be written; empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// The key.
    pub key: &'static str,
    /// Its value before.
    pub before: String,
    /// Its value now.
    pub after: String,
    /// What people call both, where the values are ids.
    pub names: Option<(String, String)>,
    /// Less is promised, or later.
    pub softer: bool,
    /// An approved entry of the log says the same.
    pub approved: bool,
}

/// An entry as it was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The entry.
    pub entry: Entry<'static>,
    /// All it says, in a fixed order.
    pub text: String,
    /// The same without what is mere wording.
    pub firm: String,
}

/// A new entry, with what it met.
#[derive(Clone, Debug)]
pub struct Logged {
    /// The entry.
    pub own: Written,
    /// How often its task must be reported.
    pub cadence: Option<Cadence>,
    /// Days of grace after a period.
    pub grace: u32,
    /// The deadline that was in force.
    pub due: NaiveDate,
    /// Whether it raises the figure.
    pub raises: bool,
    /// Whether the owner is named as the one who reports or strikes off; `None`: nobody is named.
    pub by_owner: Option<bool>,
    /// Whether an entry of a later day stood in the log already.
    pub before_later: bool,
    /// Whether a figure of a later day stood there already.
    pub before_later_figure: bool,
}

/// A task that changed.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Its id; of the new one where it was renamed.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who answers for it, by name.
    pub owner: String,
    /// Unit of its figures.
    pub unit: String,
    /// 重点.
    pub key: bool,
    /// How it stood before; `None` where it has no standing.
    pub before: Option<Stand>,
    /// How it stands now.
    pub after: Option<Stand>,
    /// It has an error that lets no figure be made.
    pub broken: bool,
    /// What changed of it.
    pub facts: Vec<Fact>,
}

/// How a task stands as of the day of the review.
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
        Self {
            what,
            before: None,
            after: None,
            commit: None,
            restores: false,
        }
    }

    /// By what the same change is known again in another revision.
    pub fn mark(&self) -> String {
        match &self.what {
            What::Entered | What::Renamed { .. } => "entered".to_owned(),
            What::Gone { .. } => "gone".to_owned(),
            What::Unreadable => "unreadable".to_owned(),
            What::Readable => "readable".to_owned(),
            What::Moved => {
                let to = self.after.as_ref().map_or("", |own| own.file.as_str());
                format!("moved {to}")
            }
            What::Key(change) | What::Rule(change) => format!("{}={}", change.key, change.after),
            What::Logged(own) | What::Rewritten(_, own) => format!("+{}", own.own.text),
            What::Erased(own) => format!("-{}", own.text),
            What::Waiver(own, added) => format!("waiver {added} {} {:?}", own.code, own.task),
            What::Closed(name) => format!("closed {name}"),
            What::Statement(name) => format!("statement {name}"),
        }
    }
}
