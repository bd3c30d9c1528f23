//! Everything that a statement counts, one by one: each count opens into the list of what it counted.

use super::{Grouping, HappeningKind, Holder, Outcome, Statement, StatementLine};
use crate::account::Figures;
use crate::account::group::Group;
use crate::account::reports_owed::Timing;
use crate::calendar::Period;
use crate::ledger::DepartmentId;
use crate::variants::variants;
use chrono::NaiveDate;

variants! {
    /// What a statement counts.
    #[allow(missing_docs, reason = "docs/figures.md defines each by its name")]
    pub enum Listed, PerListed {
        Opening = "opening",
        Entered = "entered",
        Reopened = "reopened",
        MovedIn = "moved_in",
        MovedOut = "moved_out",
        Struck = "struck",
        Cancelled = "cancelled",
        Rolled = "rolled",
        Closing = "closing",
        Owed = "owed",
        OnTime = "on_time",
        Late = "late",
        Lifted = "lifted",
        CarriedOver = "carried_over",
        ReportsOwed = "reports_owed",
        ReportsMade = "reports_made",
        BlockersOpened = "blockers_opened",
        BlockersCleared = "blockers_cleared",
        BlockersStanding = "blockers_standing",
        Requested = "requested",
        Returned = "returned",
        Corrected = "corrected",
        ReportsLate = "reports_late",
        ReportsMissing = "reports_missing",
    }
}

impl Listed {
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
pub struct ListedItem<'l, 'b> {
    /// The task, as it stands at the end.
    pub figures: &'l Figures<'b>,
    /// The day, of what happened on one.
    pub on: Option<NaiveDate>,
    /// What is known of it.
    pub detail: ItemDetail<'b>,
}

/// What is known of something counted.
#[derive(Clone, Debug)]
pub enum ItemDetail<'b> {
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
    Happened(HappeningKind<'b>),
}

impl<'s, 'b> Statement<'s, 'b> {
    /// Everything of one kind that falls into the groups asked for, in book order.
    pub fn list(&self, listed: Listed, cells: &Grouping<'_>) -> Vec<ListedItem<'s, 'b>> {
        let [items] = self.lists([listed], cells);
        items
    }

    /// The same of several kinds, in one walk over the tasks.
    pub fn lists<const N: usize>(
        &self,
        kinds: [Listed; N],
        cells: &Grouping<'_>,
    ) -> [Vec<ListedItem<'s, 'b>>; N] {
        let mut lists = [const { Vec::new() }; N];
        for line in &self.lines {
            self.count(line, cells, |kind, _, on, detail| {
                for (list, _) in lists.iter_mut().zip(kinds).filter(|(_, of)| *of == kind) {
                    let (figures, detail) = (line.figures, detail.clone());
                    list.push(ListedItem { figures, on, detail });
                }
            });
        }
        lists
    }

    /// Calls `see` for everything that is counted of one task, with its group. Sums and lists both use it, so that a count cannot
    /// differ from its list.
    pub(super) fn count(
        &self,
        line: &StatementLine<'s, 'b>,
        cells: &Grouping<'_>,
        mut see: impl FnMut(Listed, Group<'b>, Option<NaiveDate>, ItemDetail<'b>),
    ) {
        let task = line.figures.task;
        let end = Holder::of(&line.figures.state);
        let begin = line.before.map(|then| Holder::of(&then.state));
        let opening = begin.filter(|holder| holder.open);
        if let Some(group) = opening.and_then(|holder| cells.group(task, &holder)) {
            see(Listed::Opening, group, None, ItemDetail::None);
        }
        for happening in &line.happenings {
            flow(happening, |holder| cells.group(task, holder), &mut see);
        }
        let Some(group) = cells.group(task, &end) else {
            return;
        };
        if end.open {
            see(Listed::Closing, group, None, ItemDetail::None);
        }
        if let Some(outcome) = line.outcome {
            let detail = || ItemDetail::Outcome(outcome);
            see(Listed::Owed, group, None, detail());
            see(Listed::of(outcome), group, None, detail());
        }
        for report in &line.reports {
            let detail = || ItemDetail::Period(report.period);
            see(Listed::ReportsOwed, group, None, detail());
            match report.timing {
                None => see(Listed::ReportsMissing, group, None, detail()),
                Some(timing) => {
                    see(Listed::ReportsMade, group, None, detail());
                    if timing == Timing::Late {
                        see(Listed::ReportsLate, group, None, detail());
                    }
                }
            }
        }
        let open = line.figures.standing.is_open();
        for blocker in line.figures.state.blockers.iter().filter(|_| open) {
            let detail = ItemDetail::Words(blocker.name);
            see(Listed::BlockersStanding, group, Some(blocker.since), detail);
        }
    }
}

/// What a happening adds to the account, and to whose.
fn flow<'b>(
    happening: &super::Happening<'b>,
    group: impl Fn(&Holder<'b>) -> Option<Group<'b>>,
    see: &mut impl FnMut(Listed, Group<'b>, Option<NaiveDate>, ItemDetail<'b>),
) {
    let (before, after) = (&happening.before, &happening.after);
    let (closes, opens) = (happening.closes(), happening.opens());
    let on = Some(happening.on);
    let mut tell = |listed, holder: &Holder<'b>, detail| {
        if let Some(group) = group(holder) {
            see(listed, group, on, detail);
        }
    };
    match &happening.kind {
        HappeningKind::Entered(from) => {
            let detail = from.map_or(ItemDetail::None, ItemDetail::Words);
            tell(Listed::Entered, after, detail);
        }
        HappeningKind::Struck(by) if closes => tell(Listed::Struck, before, ItemDetail::Words(by)),
        HappeningKind::Cancelled(why) if closes => {
            tell(Listed::Cancelled, before, ItemDetail::Words(why))
        }
        HappeningKind::Rolled(to) if closes => tell(Listed::Rolled, before, ItemDetail::Words(to)),
        HappeningKind::Reopened(why) if opens => {
            tell(Listed::Reopened, after, ItemDetail::Words(why))
        }
        HappeningKind::Adjusted { .. } if before.open && group(before) != group(after) => {
            let moved = || ItemDetail::Moved(before.owner, after.owner);
            tell(Listed::MovedOut, before, moved());
            tell(Listed::MovedIn, after, moved());
        }
        HappeningKind::Requested(text) => tell(Listed::Requested, after, ItemDetail::Words(text)),
        HappeningKind::Returned(why) => tell(Listed::Returned, after, ItemDetail::Words(why)),
        HappeningKind::Blocked(name) => {
            tell(Listed::BlockersOpened, after, ItemDetail::Words(name))
        }
        HappeningKind::Cleared(name) => {
            tell(Listed::BlockersCleared, after, ItemDetail::Words(name))
        }
        HappeningKind::Corrected { .. } => {
            let detail = ItemDetail::Happened(happening.kind.clone());
            tell(Listed::Corrected, after, detail);
        }
        _ => {}
    }
}
