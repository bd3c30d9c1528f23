//! Everything that a statement counts, one by one: each count opens into the list of what it counted.

use super::{Cells, Holder, Line, Outcome, Statement, What};
use crate::account::Figures;
use crate::account::group::Group;
use crate::calendar::Period;
use crate::ledger::DepartmentId;
use chrono::NaiveDate;

/// What a statement counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "docs/figures.md defines each by its name")]
pub enum Listed {
    Opening,
    Entered,
    Reopened,
    MovedIn,
    MovedOut,
    Struck,
    Cancelled,
    Rolled,
    Closing,
    Owed,
    OnTime,
    Late,
    Lifted,
    CarriedOver,
    ReportsOwed,
    ReportsMade,
    BlockersOpened,
    BlockersCleared,
    BlockersStanding,
    Requested,
    Returned,
    Corrected,
    ReportsLate,
    ReportsMissing,
}

impl Listed {
    /// How many kinds there are.
    pub const COUNT: usize = 24;

    /// Each with its name on the command line and in JSON.
    pub const ALL: [(&'static str, Self); Self::COUNT] = [
        ("opening", Self::Opening),
        ("entered", Self::Entered),
        ("reopened", Self::Reopened),
        ("moved_in", Self::MovedIn),
        ("moved_out", Self::MovedOut),
        ("struck", Self::Struck),
        ("cancelled", Self::Cancelled),
        ("rolled", Self::Rolled),
        ("closing", Self::Closing),
        ("owed", Self::Owed),
        ("on_time", Self::OnTime),
        ("late", Self::Late),
        ("lifted", Self::Lifted),
        ("carried_over", Self::CarriedOver),
        ("reports_owed", Self::ReportsOwed),
        ("reports_made", Self::ReportsMade),
        ("blockers_opened", Self::BlockersOpened),
        ("blockers_cleared", Self::BlockersCleared),
        ("blockers_standing", Self::BlockersStanding),
        ("requested", Self::Requested),
        ("returned", Self::Returned),
        ("corrected", Self::Corrected),
        ("reports_late", Self::ReportsLate),
        ("reports_missing", Self::ReportsMissing),
    ];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// The count of an outcome.
    pub fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::OnTime => Self::OnTime,
            Outcome::Late => Self::Late,
            Outcome::Lifted => Self::Lifted,
            Outcome::CarriedOver => Self::CarriedOver,
        }
    }
}

/// One thing counted.
#[derive(Clone, Debug)]
pub struct Item<'l, 'b> {
    /// The task, as it stands at the end.
    pub own: &'l Figures<'b>,
    /// The day, of what happened on one.
    pub on: Option<NaiveDate>,
    /// What there is to say of it.
    pub detail: Detail<'b>,
}

/// What there is to say of something counted.
#[derive(Clone, Debug)]
pub enum Detail<'b> {
    /// Nothing more.
    None,
    /// The words of the entry.
    Words(&'b str),
    /// From one owner to another.
    Moved(Option<DepartmentId>, Option<DepartmentId>),
    /// The reporting period.
    Period(Period),
    /// What became of it.
    Outcome(Outcome),
    /// A happening of which more is known.
    Happened(What<'b>),
}

impl<'s, 'b> Statement<'s, 'b> {
    /// Everything of one kind that falls into the groups asked for, in book order.
    pub fn list(&self, listed: Listed, cells: &Cells<'_>) -> Vec<Item<'s, 'b>> {
        let mut items = Vec::new();
        for line in &self.lines {
            self.count(line, cells, |kind, _, on, detail| {
                if kind == listed {
                    let own = line.own;
                    items.push(Item { own, on, detail });
                }
            });
        }
        items
    }

    /// Shows everything that is counted of one task, with the group it falls into.
    pub(super) fn count(
        &self,
        line: &Line<'s, 'b>,
        cells: &Cells<'_>,
        mut see: impl FnMut(Listed, Group<'b>, Option<NaiveDate>, Detail<'b>),
    ) {
        let task = line.own.task;
        let end = Holder::of(&line.own.state);
        let begin = line.before.map(|then| Holder::of(&then.state));
        let opening = begin.filter(|own| own.open);
        if let Some(group) = opening.and_then(|own| cells.group(task, &own)) {
            see(Listed::Opening, group, None, Detail::None);
        }
        for happening in &line.happenings {
            flow(happening, |holder| cells.group(task, holder), &mut see);
        }
        let Some(group) = cells.group(task, &end) else {
            return;
        };
        if end.open {
            see(Listed::Closing, group, None, Detail::None);
        }
        if let Some(outcome) = line.outcome {
            let detail = || Detail::Outcome(outcome);
            see(Listed::Owed, group, None, detail());
            see(Listed::of(outcome), group, None, detail());
        }
        for own in &line.reports {
            let detail = || Detail::Period(own.period);
            see(Listed::ReportsOwed, group, None, detail());
            match own.made {
                None => see(Listed::ReportsMissing, group, None, detail()),
                Some(late) => {
                    see(Listed::ReportsMade, group, None, detail());
                    if late.0 {
                        see(Listed::ReportsLate, group, None, detail());
                    }
                }
            }
        }
        let open = line.own.standing.is_open();
        for blocker in line.own.state.blockers.iter().filter(|_| open) {
            let detail = Detail::Words(blocker.name);
            see(Listed::BlockersStanding, group, Some(blocker.since), detail);
        }
    }
}

/// What a happening adds to the account, and to whose.
fn flow<'b>(
    happening: &super::Happening<'b>,
    group: impl Fn(&Holder<'b>) -> Option<Group<'b>>,
    see: &mut impl FnMut(Listed, Group<'b>, Option<NaiveDate>, Detail<'b>),
) {
    let (before, after) = (&happening.before, &happening.after);
    let (closes, opens) = (happening.closes(), happening.opens());
    let on = Some(happening.on);
    let mut tell = |listed, holder: &Holder<'b>, detail| {
        if let Some(group) = group(holder) {
            see(listed, group, on, detail);
        }
    };
    match &happening.what {
        What::Entered(from) => {
            let detail = from.map_or(Detail::None, Detail::Words);
            tell(Listed::Entered, after, detail);
        }
        What::Struck(by) if closes => tell(Listed::Struck, before, Detail::Words(by)),
        What::Cancelled(why) if closes => tell(Listed::Cancelled, before, Detail::Words(why)),
        What::Rolled(to) if closes => tell(Listed::Rolled, before, Detail::Words(to)),
        What::Reopened(why) if opens => tell(Listed::Reopened, after, Detail::Words(why)),
        What::Adjusted { .. } if before.open && group(before) != group(after) => {
            let moved = || Detail::Moved(before.owner, after.owner);
            tell(Listed::MovedOut, before, moved());
            tell(Listed::MovedIn, after, moved());
        }
        What::Requested(text) => tell(Listed::Requested, after, Detail::Words(text)),
        What::Returned(why) => tell(Listed::Returned, after, Detail::Words(why)),
        What::Blocked(name) => tell(Listed::BlockersOpened, after, Detail::Words(name)),
        What::Cleared(name) => tell(Listed::BlockersCleared, after, Detail::Words(name)),
        What::Corrected { .. } => {
            let detail = Detail::Happened(happening.what.clone());
            tell(Listed::Corrected, after, detail);
        }
        _ => {}
    }
}
