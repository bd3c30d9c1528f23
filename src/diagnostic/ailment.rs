//! What can go wrong around a ledger on one machine: what `doctor` looks at, and what it sees there.

use super::Severity;
use crate::variants::variants;
use chrono::NaiveDate;

variants! {
    /// What is looked at, in this order.
    #[derive(Hash)]
    pub enum Subject {
        /// The version of the files' format, and whether the ledger can be read at all.
        Format = "format",
        /// Files that stand beside the tasks and are not read.
        Unread = "files-not-read",
        /// Links among the ledger's files.
        Links = "links",
        /// Copies that a sync tool, a merge or an editor left.
        Copies = "conflict-copies",
        /// A write that was cut off.
        Journal = "journal",
        /// Temporary files of writes that were cut off.
        Temporary = "temporary-files",
        /// The folder in which this machine remembers writes and letters.
        State = "state-folder",
        /// The program git, and the repository around the ledger.
        Git = "git",
        /// The name under which commits are made.
        Identity = "git-identity",
        /// The drivers by which git merges and compares the ledger.
        Drivers = "git-drivers",
        /// The hooks that keep errors out of commits.
        Hooks = "git-hooks",
        /// Files that an unfinished merge left open.
        Unmerged = "unmerged",
        /// Whether the year's holidays are known.
        Holidays = "holidays",
        /// How letters leave.
        Mail = "mail",
        /// Letters that may have left or not.
        PerhapsSent = "perhaps-sent",
        /// The clock of this machine.
        Clock = "clock",
        /// Its time zone.
        Zone = "time-zone",
    }
}

/// What was seen of one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Of what.
    pub subject: Subject,
    /// What is not as it should be; none where all is well.
    pub ailments: Vec<Ailment>,
    /// There was nothing to look at: no repository, no letters.
    pub absent: bool,
}

impl Sign {
    /// What was seen of a subject that is there.
    pub fn of(subject: Subject, ailments: Vec<Ailment>) -> Self {
        Self { subject, ailments, absent: false }
    }

    /// Of a subject that this ledger does not have.
    pub fn absent(subject: Subject) -> Self {
        Self { subject, ailments: Vec::new(), absent: true }
    }
}

/// Something that is not as it should be, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each has its sentence in page/findings/doctor.rs")]
pub enum Ailment {
    NewerFormat { format: i64 },
    HasErrors { errors: usize },
    CannotBeRead { why: String },
    NotRead { file: String },
    Dangling { file: String, target: String },
    Foreign { file: String, target: String },
    ConflictCopy { file: String },
    EditorFile { file: String },
    CutOff { file: String },
    ForeignJournal { file: String },
    Litter { file: String },
    NoStateFolder,
    StateNotWritable { folder: String, why: String },
    NoGit,
    GitFails { said: String },
    NoIdentity { key: &'static str },
    NoDriver,
    DriverOld { key: &'static str, now: String, right: String },
    DriverLacking { key: &'static str },
    LinesLacking { file: String, lines: Vec<String> },
    HookOld { hook: &'static str },
    HookMissing { hook: &'static str },
    Unmerged { file: String },
    UnknownYear { year: i32 },
    MailInLedger { keys: Vec<String> },
    MailNotSet,
    MailBroken { why: String },
    Undecided { key: String, to: String },
    OldMarks { file: String },
    MarksNotRead { why: String },
    ClockBehind { today: NaiveDate, seen: NaiveDate, file: String },
    ZoneUnknown { zone: String },
}

impl Ailment {
    /// How bad it is: an error must be dealt with, a warning should be.
    pub fn severity(&self) -> Severity {
        match self {
            Self::NewerFormat { .. }
            | Self::HasErrors { .. }
            | Self::CannotBeRead { .. }
            | Self::Dangling { .. }
            | Self::Foreign { .. }
            | Self::ConflictCopy { .. }
            | Self::CutOff { .. }
            | Self::ForeignJournal { .. }
            | Self::StateNotWritable { .. }
            | Self::GitFails { .. }
            | Self::Unmerged { .. }
            | Self::MailInLedger { .. }
            | Self::MailBroken { .. }
            | Self::Undecided { .. }
            | Self::OldMarks { .. }
            | Self::MarksNotRead { .. }
            | Self::ClockBehind { .. } => Severity::Error,
            Self::NotRead { .. }
            | Self::EditorFile { .. }
            | Self::Litter { .. }
            | Self::NoStateFolder
            | Self::NoGit
            | Self::NoIdentity { .. }
            | Self::NoDriver
            | Self::DriverOld { .. }
            | Self::DriverLacking { .. }
            | Self::LinesLacking { .. }
            | Self::HookOld { .. }
            | Self::HookMissing { .. }
            | Self::UnknownYear { .. }
            | Self::MailNotSet
            | Self::ZoneUnknown { .. } => Severity::Warning,
        }
    }
}
