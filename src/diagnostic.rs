//! What can be wrong with a ledger: a finding with its evidence, its place and its code.
//!
//! This room holds no words of any language (those stand in `page`), and it finds nothing itself.

mod ailment;
mod closing;
mod contradiction;
mod expected;
mod including;
mod indicated;
mod irregular;
mod mailing;
mod merging;
mod naming;
mod near;
mod out_of_state;
mod reference;
mod severity;
mod syntax;
mod unopened;

pub use ailment::{Ailment, Sign, Subject};
pub use closing::{ChainBreak, Changed, Closing, EntryChange, How};
pub use contradiction::Contradiction;
pub use expected::Expected;
pub use including::Including;
pub use indicated::Indicated;
pub use irregular::Irregular;
pub use mailing::Mailing;
pub use merging::Merging;
pub use naming::{Bearer, Naming, hidden, latin, skeleton};
pub use near::{nearest, nearest_within};
pub use out_of_state::OutOfState;
pub use reference::Reference;
pub use severity::Severity;
pub use syntax::Syntax;
pub use unopened::{FileKind, SystemTrouble, Unopened, WayOut};

use crate::calendar::HolidayFault;
use crate::ledger::{EventKind, Measure, QuantityProblem, Term};
use crate::source::Place;
use chrono::NaiveDate;
use std::path::PathBuf;

/// One finding at its place.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The finding, with its values.
    pub finding: Finding,
    /// Its place.
    pub place: Place,
    /// A second place that belongs to it.
    pub also: Option<Place>,
    /// The id of the task that it is about.
    pub task: Option<String>,
    /// The file that it stands in has no task that could be left out alone.
    pub of_whole_file: bool,
}

impl Diagnostic {
    /// A finding at one place.
    pub fn new(finding: Finding, place: Place) -> Self {
        Self { finding, place, also: None, task: None, of_whole_file: false }
    }

    /// Adds the second place.
    #[must_use]
    pub fn and(mut self, also: Option<Place>) -> Self {
        self.also = also;
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.finding.severity()
    }

    /// Whether it is an error that makes figures impossible. Wrong mail settings stop letters and no figure: a mistyped
    /// address must not close the ledger.
    pub fn stops(&self) -> bool {
        self.severity() == Severity::Error && !matches!(self.finding, Finding::Mailing(_))
    }
}

/// What is wrong, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "docs/codes.md describes each finding by its code")]
pub enum Finding {
    Syntax(Syntax),
    NotUtf8 {
        offset: usize,
        gbk: bool,
    },
    NewerFormat {
        found: i64,
    },
    UnknownKey {
        key: String,
        nearest: Option<String>,
        lookalike: bool,
        /// The other tables that have this key.
        elsewhere: Vec<&'static str>,
    },
    DuplicateKey {
        key: String,
    },
    WrongType {
        key: String,
        expected: Expected,
    },
    InvalidDate {
        text: String,
        last: Option<NaiveDate>,
    },
    InvalidNumber {
        text: String,
        why: QuantityProblem,
    },
    NegativeNumber {
        key: &'static str,
        text: String,
    },
    MissingKey {
        key: &'static str,
    },
    BadId {
        id: String,
    },
    Unknown {
        what: Reference,
        name: String,
        nearest: Option<String>,
    },
    DuplicateId {
        id: String,
    },
    ParentCycle {
        ids: Vec<String>,
    },
    DueBeforeStart {
        due: NaiveDate,
        start: NaiveDate,
    },
    PlanOutside {
        by: NaiveDate,
        start: NaiveDate,
        due: NaiveDate,
    },
    PlanOutOfOrder {
        by: NaiveDate,
        before: NaiveDate,
    },
    PlanFalls {
        level: String,
        before: String,
    },
    PlanMixed,
    PlanPastTarget {
        level: String,
        target: String,
    },
    PlanBelowBaseline {
        level: String,
        baseline: String,
    },
    PlanEndsEarly {
        level: String,
        target: String,
    },
    TargetEqualsBaseline {
        value: String,
    },
    MissingTarget {
        unit: String,
    },
    FigureWithoutMeasure {
        key: &'static str,
        measure: Measure,
    },
    HeadingWith {
        key: &'static str,
    },
    NoRolls {
        key: &'static str,
    },
    OriginalDueLate {
        original: NaiveDate,
        due: NaiveDate,
    },
    NoEvent,
    TwoEvents {
        first: EventKind,
        second: EventKind,
    },
    LightWithoutLagging,
    OutOfState {
        event: EventKind,
        why: OutOfState,
    },
    BadInclude {
        path: String,
        file: Option<PathBuf>,
        why: Unopened,
    },
    IncludedTwice {
        path: String,
        itself: bool,
    },
    BadHolidays(HolidayFault),
    NoticeTwice {
        number: String,
        this: (NaiveDate, Option<String>),
        first: (NaiveDate, Option<String>),
    },
    LogOutOfOrder {
        on: NaiveDate,
        before: NaiveDate,
    },
    EntryBeforeStart {
        on: NaiveDate,
        start: NaiveDate,
    },
    EntryOutsideYear {
        on: NaiveDate,
        term: Term,
    },
    FigureFalls {
        from: String,
        to: String,
    },
    BlankText {
        key: &'static str,
    },
    /// Words without which nobody knows what or who is meant.
    BlankName {
        key: &'static str,
    },
    FigureFarBeyond {
        figure: String,
        target: String,
        base: String,
        /// How many times the way from the baseline to the target.
        times: String,
    },
    EntryTwice {
        on: NaiveDate,
        /// Two figures, where it is not the same entry.
        figures: Option<(String, String)>,
    },
    NoApproval {
        event: EventKind,
    },
    ExtendedLate {
        on: NaiveDate,
        due: NaiveDate,
    },
    AnswerNotOwed {
        by: String,
        owing: Vec<String>,
    },
    EvidenceMissing {
        path: String,
    },
    StruckEarly {
        done: String,
        target: String,
    },
    StruckByOwner {
        owner: String,
    },
    PartsDiffer {
        declared: u32,
        found: u32,
    },
    FullWidthText {
        found: String,
        meant: String,
    },
    NoMeasures,
    NoLevers,
    NoBaseline,
    NoDirection,
    NoPlanPoint {
        days: i64,
    },
    /// What an import read out of words and nobody has checked yet.
    ToCheck {
        id: String,
        keys: Vec<String>,
    },
    Indicated(Indicated),
    Closing(Closing),
    Contradiction(Contradiction),
    Mailing(Mailing),
    Merging(Merging),
    Including(Including),
    Naming(Naming),
}

impl Finding {
    /// Its code, as `check --format json` and docs/codes.md have it, and how bad it is.
    fn named(&self) -> (&'static str, Severity) {
        use Severity::{Error, Warning, Weakness};
        match self {
            Self::Syntax(_) => ("syntax", Error),
            Self::NotUtf8 { .. } => ("not-utf8", Error),
            Self::NewerFormat { .. } => ("newer-format", Error),
            Self::UnknownKey { .. } => ("unknown-key", Error),
            Self::DuplicateKey { .. } => ("duplicate-key", Error),
            Self::WrongType { .. } => ("wrong-type", Error),
            Self::InvalidDate { .. } => ("invalid-date", Error),
            Self::InvalidNumber { .. } | Self::NegativeNumber { .. } => ("invalid-number", Error),
            Self::MissingKey { .. } => ("missing-key", Error),
            Self::BadId { .. } => ("bad-id", Error),
            Self::Unknown { what, .. } => (what.code(), Error),
            Self::DuplicateId { .. } => ("duplicate-id", Error),
            Self::ParentCycle { .. } => ("parent-cycle", Error),
            Self::DueBeforeStart { .. } => ("due-before-start", Error),
            Self::PlanOutside { .. } => ("plan-outside", Error),
            Self::PlanOutOfOrder { .. } => ("plan-out-of-order", Error),
            Self::PlanFalls { .. } => ("plan-falls", Error),
            Self::PlanMixed => ("plan-mixed", Error),
            Self::PlanPastTarget { .. } => ("plan-past-target", Error),
            Self::PlanBelowBaseline { .. } => ("plan-below-baseline", Error),
            Self::PlanEndsEarly { .. } => ("plan-ends-early", Error),
            Self::TargetEqualsBaseline { .. } => ("target-equals-baseline", Error),
            Self::MissingTarget { .. } => ("missing-target", Error),
            Self::FigureWithoutMeasure { .. } => ("figure-without-measure", Error),
            Self::HeadingWith { .. } => ("heading-with-figures", Error),
            Self::NoRolls { .. } => ("no-rolls", Error),
            Self::OriginalDueLate { .. } => ("original-due-late", Error),
            Self::NoEvent => ("no-event", Error),
            Self::TwoEvents { .. } => ("two-events", Error),
            Self::LightWithoutLagging => ("light-without-lagging", Error),
            Self::OutOfState { event, why } if why.forbids(*event) => ("event-out-of-state", Error),
            Self::OutOfState { .. } => ("event-out-of-place", Warning),
            Self::BadInclude { .. } => ("bad-include", Error),
            Self::IncludedTwice { .. } => ("included-twice", Error),
            Self::BadHolidays(_) => ("bad-holidays", Error),
            Self::NoticeTwice { .. } => ("notice-number-twice", Warning),
            Self::LogOutOfOrder { .. } => ("log-out-of-order", Warning),
            Self::EntryBeforeStart { .. } => ("entry-before-start", Warning),
            Self::EntryOutsideYear { .. } => ("entry-outside-year", Warning),
            Self::FigureFalls { .. } => ("figure-falls", Warning),
            Self::BlankText { .. } => ("blank-text", Warning),
            Self::BlankName { .. } => ("blank-name", Error),
            Self::FigureFarBeyond { .. } => ("figure-far-beyond", Warning),
            Self::EntryTwice { .. } => ("entry-twice", Warning),
            Self::NoApproval { .. } => ("no-approval", Warning),
            Self::ExtendedLate { .. } => ("extended-late", Warning),
            Self::AnswerNotOwed { .. } => ("answer-not-owed", Warning),
            Self::EvidenceMissing { .. } => ("evidence-missing", Warning),
            Self::StruckEarly { .. } => ("struck-early", Warning),
            Self::StruckByOwner { .. } => ("struck-by-owner", Warning),
            Self::PartsDiffer { .. } => ("parts-differ", Warning),
            Self::FullWidthText { .. } => ("full-width", Warning),
            Self::NoMeasures => ("no-measures", Weakness),
            Self::NoLevers => ("no-levers", Weakness),
            Self::NoBaseline => ("no-baseline", Weakness),
            Self::NoDirection => ("no-direction", Weakness),
            Self::NoPlanPoint { .. } => ("no-plan-point", Weakness),
            Self::ToCheck { .. } => ("to-check", Weakness),
            Self::Indicated(indicated) => indicated.named(),
            Self::Closing(closing) => closing.named(),
            Self::Contradiction(contradiction) => contradiction.named(),
            Self::Mailing(mailing) => mailing.named(),
            Self::Merging(merging) => merging.named(),
            Self::Including(including) => including.named(),
            Self::Naming(naming) => naming.named(),
        }
    }

    /// Its code.
    pub fn code(&self) -> &'static str {
        self.named().0
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.named().1
    }
}
