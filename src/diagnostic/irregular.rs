//! What can be irregular about a change between two revisions of a ledger: its code, and how bad it is.

use super::Severity;
use crate::variants::variants;

macro_rules! irregular {
    ($($name:ident = $code:literal, $severity:ident;)*) => {
        variants! {
            /// A change that should not have been made so (docs/review.md).
            #[derive(Hash)]
            #[allow(missing_docs, reason = "docs/review.md describes each by its code")]
            pub enum Irregular { $($name = $code,)* }
        }

        impl Irregular {
            /// Its code.
            pub fn code(self) -> &'static str {
                self.name()
            }

            /// Whether it concerns the whole book rather than one task.
            pub fn is_of_the_book(self) -> bool {
                matches!(
                    self,
                    Self::StatementTouched
                        | Self::RuleChanged
                        | Self::Unreadable
                        | Self::MailChanged
                        | Self::AddressChanged
                        | Self::IncludeChanged
                        | Self::CommitsChanged
                        | Self::ConfigChanged
                        | Self::LinkAdded
                        | Self::ProgramAdded
                        | Self::UnknownFile
                )
            }

            /// How bad it is if nothing justifies it.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

irregular! {
    DeadlineMoved = "deadline-moved", Error;
    StartMoved = "start-moved", Error;
    EnteredMoved = "entered-moved", Error;
    TargetChanged = "target-changed", Error;
    BaselineChanged = "baseline-changed", Error;
    UnitChanged = "unit-changed", Error;
    WeightChanged = "weight-changed", Error;
    IndicatorsChanged = "indicators-changed", Error;
    MeasureChanged = "measure-changed", Error;
    BetterChanged = "better-changed", Error;
    KindChanged = "kind-changed", Error;
    OwnerChanged = "owner-changed", Error;
    LeaderChanged = "leader-changed", Warning;
    CadenceChanged = "cadence-changed", Error;
    PipelineChanged = "pipeline-changed", Error;
    PlanSoftened = "plan-softened", Error;
    InvestChanged = "invest-changed", Warning;
    ParentChanged = "parent-changed", Warning;
    PartsChanged = "parts-changed", Warning;
    KeyDropped = "key-dropped", Warning;
    GoalReworded = "goal-reworded", Warning;
    OriginRewritten = "origin-rewritten", Error;
    TaskGone = "task-gone", Error;
    TaskRenamed = "task-renamed", Warning;
    EntryDeleted = "entry-deleted", Error;
    EntryRewritten = "entry-rewritten", Error;
    EntryBackdated = "entry-backdated", Warning;
    EntryInserted = "entry-inserted", Warning;
    NoApproval = "no-approval", Error;
    StruckByOwner = "struck-by-owner", Error;
    StruckWithRequest = "struck-with-request", Warning;
    FigureNotReported = "figure-not-reported", Warning;
    StatementTouched = "statement-touched", Error;
    RuleChanged = "rules-changed", Error;
    Unreadable = "unreadable", Error;
    MailChanged = "mail-changed", Error;
    AddressChanged = "address-changed", Error;
    IncludeChanged = "include-changed", Error;
    CommitsChanged = "commits-changed", Error;
    ConfigChanged = "config-changed", Error;
    LinkAdded = "link-added", Error;
    ProgramAdded = "program-added", Error;
    UnknownFile = "unknown-file", Error;
}
