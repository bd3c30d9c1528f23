//! What comes of the other side's figures when they are set against ours (docs/against.md): one row of the answer for
//! each of theirs, and one for each of ours that they do not mention.

use super::claim::{Address, Skip, Unread};
use super::converted::Worked;
use crate::ledger::{DepartmentId, Quantity, TaskId, title_key};
use crate::variants::variants;
use serde::Serialize;
use std::collections::BTreeMap;

variants! {
    /// The outcome of a row.
    #[derive(PartialOrd, Ord)]
    pub enum Compared {
        /// Both figures are one.
        Agrees = "agrees",
        /// The figures differ.
        Differs = "differs",
        /// A task of ours of which they say nothing.
        OnlyOurs = "only-ours",
        /// A task of theirs that our book does not have.
        OnlyTheirs = "only-theirs",
        /// Their figure cannot be taken.
        Unreadable = "unreadable",
        /// They left the figure out.
        Empty = "empty",
        /// They report words, a step or an investment that the log of the period does not have.
        Unlogged = "unlogged",
        /// It cannot be set against one figure of ours.
        Conflict = "conflict",
        /// The row is not about a task.
        Skipped = "skipped",
    }
}

/// Why a row is an [`Compared::Conflict`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The task stands in the reply more than once.
    Twice,
    /// The id is of one task, the title of another.
    IdAndTitle,
    /// Several tasks have that title, and no id says which.
    SeveralTitles,
    /// A heading, which has no figure of its own.
    Heading,
    /// The task enters the ledger on a later day.
    NotEntered,
    /// A duty, or nothing to measure.
    NoFigure,
    /// It is measured by indicators: one figure is of none of them.
    ByIndicator,
    /// Two of its cells cannot both be right.
    Contradiction,
}

/// Why a row has its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowReason {
    /// See [`Unread`].
    Unread(Unread),
    /// See [`Conflict`].
    Conflict(Conflict),
    /// See [`Skip`].
    Skip(Skip),
}

impl RowReason {
    /// Its name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unread(why) => why.code(),
            Self::Skip(why) => why.name(),
            Self::Conflict(Conflict::Twice) => "twice",
            Self::Conflict(Conflict::IdAndTitle) => "id-and-title-differ",
            Self::Conflict(Conflict::SeveralTitles) => "several-with-this-title",
            Self::Conflict(Conflict::Heading) => "heading-of-parts",
            Self::Conflict(Conflict::NotEntered) => "not-entered",
            Self::Conflict(Conflict::NoFigure) => "no-figure",
            Self::Conflict(Conflict::ByIndicator) => "by-indicator",
            Self::Conflict(Conflict::Contradiction) => "columns-contradict",
        }
    }
}

impl Serialize for RowReason {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// By what a row was matched with a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchedBy {
    /// Its id.
    Id,
    /// Its whole title.
    Title,
}

/// A row of the answer, as the machine reads it; what does not apply is null.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct AgainstRow {
    pub task: Option<String>,
    pub title: Option<String>,
    pub owner: Option<String>,
    pub owner_name: Option<String>,
    pub outcome: Compared,
    pub reason: Option<RowReason>,
    pub ours: Option<Quantity>,
    pub theirs: Option<Quantity>,
    pub difference: Option<Quantity>,
    pub unit: Option<String>,
    pub target: Option<Quantity>,
    pub their_target: Option<Quantity>,
    pub file: Option<String>,
    pub cell: Option<String>,
    pub text: Option<String>,
    pub their_id: Option<String>,
    pub their_title: Option<String>,
    pub remark: Option<String>,
    pub matched_by: Option<MatchedBy>,
    pub nearest: Option<String>,
    /// The task in the book.
    #[serde(skip)]
    pub of: Option<TaskId>,
    /// Whether our figure follows from steps, and so has no decimals of its own.
    #[serde(skip)]
    pub from_steps: bool,
    /// The place of the cell, for those who spell it in words.
    #[serde(skip)]
    pub at: Option<Address>,
    /// The head of its column, or the line above the table that says it is of another period.
    #[serde(skip)]
    pub heading: Option<(Address, String)>,
    /// How their figures came out: one, or one for each indicator.
    #[serde(skip)]
    pub worked: Vec<Worked>,
    /// How their investment came out, where it stands beside a figure.
    #[serde(skip)]
    pub invested: Option<Worked>,
    /// Their investment, where it cannot be taken.
    #[serde(skip)]
    pub not_invested: Option<Box<NotInvested>>,
    /// Two cells that cannot both be right.
    #[serde(skip)]
    pub contradiction: Option<Box<[Worked; 2]>>,
    /// Their words, sorted: remarks, problems with their cell, what is promised next.
    #[serde(skip)]
    pub note: Option<String>,
    #[serde(skip)]
    pub blockers: Option<(Address, String)>,
    #[serde(skip)]
    pub next: Option<String>,
    /// The department that the row names, with its cell, its words, and ours where it is one.
    #[serde(skip)]
    pub named_unit: Option<(Address, String, Option<DepartmentId>)>,
    /// The step that the row names, with its cell.
    #[serde(skip)]
    pub step: Option<(Address, String)>,
}

/// An investment that cannot be taken.
#[derive(Clone, Debug)]
pub struct NotInvested {
    /// Its cell.
    pub at: Address,
    /// What stands there.
    pub text: String,
    /// The head of its column.
    pub heading: (Address, String),
    /// Why not.
    pub why: Unread,
}

/// What lies among the other side's files and was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead {
    /// Its path.
    pub file: String,
    /// Why.
    pub why: NotReadWhy,
}

/// Why it was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReadWhy {
    /// A folder.
    Folder,
    /// A document, a picture: no table by its name.
    NoTable,
    /// It may be one by its name, and is none.
    NoHead,
}

/// The other side's book against ours.
#[derive(Clone, Debug, Default)]
pub struct Against {
    /// Theirs in the order of the files, then what only we have, in book order.
    pub rows: Vec<AgainstRow>,
    /// The files.
    pub files: Vec<String>,
    /// What was passed over beside them.
    pub not_read: Vec<NotRead>,
    /// Whose files they are, where a file says so.
    pub senders: BTreeMap<String, DepartmentId>,
    /// Columns that were not taken: the file, where they begin, their words.
    pub unused: Vec<(String, Address, String)>,
    /// Whose tasks they speak about.
    pub departments: Vec<DepartmentId>,
}

impl Against {
    /// How many rows came to something.
    pub fn count(&self, outcome: Compared) -> usize {
        self.of(outcome).count()
    }

    /// The rows of one outcome.
    pub fn of(&self, outcome: Compared) -> impl Iterator<Item = &AgainstRow> {
        self.rows.iter().filter(move |row| row.outcome == outcome)
    }

    /// The rows that were read: all but those that only we have.
    pub fn rows_in(&self) -> usize {
        self.rows.len() - self.count(Compared::OnlyOurs)
    }

    /// The rows whose target is not ours.
    pub fn other_targets(&self) -> impl Iterator<Item = &AgainstRow> {
        let differs =
            |row: &&AgainstRow| row.their_target.is_some() && row.their_target != row.target;
        self.rows.iter().filter(differs)
    }

    /// The rows taken by their id whose title is not ours.
    pub fn other_titles(&self) -> impl Iterator<Item = &AgainstRow> {
        let differs = |row: &&AgainstRow| {
            let titles = row.their_title.as_deref().zip(row.title.as_deref());
            let differ = titles.is_some_and(|(theirs, ours)| title_key(theirs) != title_key(ours));
            row.matched_by == Some(MatchedBy::Id) && row.outcome != Compared::Conflict && differ
        };
        self.rows.iter().filter(differs)
    }

    /// Whether everything that was read agrees, and nothing is missing.
    pub fn agrees(&self) -> bool {
        let settled =
            |row: &AgainstRow| matches!(row.outcome, Compared::Agrees | Compared::Skipped);
        let all_read = self.not_read.is_empty();
        all_read && self.rows.iter().all(settled) && self.other_targets().next().is_none()
    }
}

impl AgainstRow {
    /// With nothing known yet.
    pub(super) fn blank(outcome: Compared) -> Self {
        Self {
            task: None,
            title: None,
            owner: None,
            owner_name: None,
            outcome,
            reason: None,
            ours: None,
            theirs: None,
            difference: None,
            unit: None,
            target: None,
            their_target: None,
            file: None,
            cell: None,
            text: None,
            their_id: None,
            their_title: None,
            remark: None,
            matched_by: None,
            nearest: None,
            of: None,
            from_steps: false,
            at: None,
            heading: None,
            worked: Vec::new(),
            invested: None,
            not_invested: None,
            contradiction: None,
            note: None,
            blockers: None,
            next: None,
            named_unit: None,
            step: None,
        }
    }
}
