//! What a bulletin tells of a period: how the book stands at its cut-off and stood at the one before, what is behind,
//! blocked and unreported then, and what comes next (“Bulletins” in docs/reports.md).

mod issue;

pub use issue::Issue;

use super::open_blockers::OpenBlocker;
use super::replay::replay;
use super::reports_owed::{OwedReport, Timing};
use super::scorecard::Scorecard;
use super::statement::{Grouping, Statement, StatementSums};
use super::{Account, By, Figures, Filter, Matter, Standing, Totals, reports_owed};
use crate::calendar::{Cadence, Period};
use crate::ledger::{Kind, Light};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

/// A bulletin in figures. Every list holds the tasks themselves, so that each count opens into what it counts.
#[derive(Debug)]
pub struct Bulletin<'a, 'b> {
    /// Its days.
    pub issue: Issue,
    /// The book at the cut-off.
    pub account: &'a Account<'b>,
    /// The book at the cut-off before.
    pub before: &'a Account<'b>,
    /// Every task.
    pub tasks: Vec<&'a Figures<'b>>,
    /// Sums over all tasks.
    pub totals: Totals,
    /// The same at the cut-off before.
    pub totals_before: Totals,
    /// What happened between the two.
    pub moved: StatementSums,
    /// The departments' scores between the two, where they are asked for.
    pub scorecard: Option<Scorecard>,
    /// Past their deadline, the longest first.
    pub overdue: Vec<&'a Figures<'b>>,
    /// How many of them were not so at the cut-off before.
    pub newly_overdue: usize,
    /// Behind the plan, the furthest first.
    pub lagging: Vec<&'a Figures<'b>>,
    /// Those that will turn red before the next cut-off if nothing is reported, and when, the soonest first.
    pub turning: Vec<(&'a Figures<'b>, NaiveDate)>,
    /// Running tasks with blockers that stand, key tasks first.
    pub blocked: Vec<&'a Figures<'b>>,
    /// What became of the reports that fell due.
    pub reporting: Vec<Reporting<'a, 'b>>,
    /// Running tasks whose last reports are missing, the longest first.
    pub stale: Vec<&'a Figures<'b>>,
    /// Not complete, with the cut-off as their deadline: overdue from the next day on.
    pub due_today: Vec<&'a Figures<'b>>,
    /// Not complete, with a deadline after the cut-off, up to the next one, the soonest first.
    pub due: Vec<&'a Figures<'b>>,
}

/// The reports of one cadence that fell due since the cut-off before, or the last ones that did.
#[derive(Debug)]
pub struct Reporting<'a, 'b> {
    /// The reporting periods, oldest first.
    pub periods: Vec<Period>,
    /// How many were owed.
    pub owed: usize,
    /// How many came in time.
    pub on_time: usize,
    /// How many came after the grace.
    pub late: usize,
    /// Those that have not come.
    pub missing: Vec<&'a Figures<'b>>,
}

impl<'a, 'b> Bulletin<'a, 'b> {
    /// The bulletin; `account` is the book as of its cut-off, `before` as of the cut-off before. `rank`: with scores of
    /// departments that have so many tasks.
    pub fn of(
        issue: Issue,
        account: &'a Account<'b>,
        before: &'a Account<'b>,
        rank: Option<usize>,
    ) -> Self {
        let tasks: Vec<&Figures<'b>> = account.tasks.iter().collect();
        let then: Vec<&Figures<'b>> = before.tasks.iter().collect();
        let list = |matter: Matter| {
            let mut found = matter.among(account, &tasks);
            matter.sort().apply(&mut found);
            found
        };
        let overdue = list(Matter::Overdue);
        let was_overdue = |task: &Figures<'b>| {
            let then = account.earlier(task.id, before.as_of);
            then.is_some_and(|then| Matter::Overdue.fits(before, &then))
        };
        let next = issue.next_cut;
        let due = list(issue.due()).into_iter();
        let (mut due_today, due): (Vec<_>, Vec<_>) =
            due.partition(|figures| figures.state.due == issue.cut);
        // A duty is complete from the next day on.
        due_today.retain(|figures| figures.task.kind != Kind::Duty);
        // A rate may be red by a small gap: what is red is more urgent than what lags by more points.
        let mut lagging = list(Matter::Lagging);
        lagging.sort_by_key(|figures| figures.light != Light::Red);
        let (moved, scorecard) = moved(issue, account, before, rank).unwrap_or_default();
        Self {
            issue,
            account,
            before,
            totals: account.totals(&tasks),
            totals_before: before.totals(&then),
            moved,
            scorecard,
            newly_overdue: overdue.iter().filter(|task| !was_overdue(task)).count(),
            overdue,
            lagging,
            turning: account.turning(&tasks, next),
            blocked: list(Matter::Blocked),
            reporting: account.reporting(issue),
            stale: list(Matter::Stale),
            due_today,
            due,
            tasks,
        }
    }

    /// How many tasks are judged: all but those that nothing measures, not begun, suspended, cancelled and rolled over.
    pub fn judged(&self) -> usize {
        let judged = Standing::ALL.iter().filter(|(_, standing)| standing.is_judged());
        judged.map(|(_, standing)| self.totals.standing(*standing)).sum()
    }

    /// The open blockers, each with its task.
    pub fn blockers(&self) -> impl Iterator<Item = (&'a Figures<'b>, &'a OpenBlocker<'b>)> {
        let all = self.blocked.iter().copied();
        all.flat_map(|figures| figures.state.blockers.iter().map(move |open| (figures, open)))
    }
}

impl Standing {
    /// Whether it says how a task does against its plan.
    pub fn is_judged(self) -> bool {
        (self.is_running() && self != Self::Open) || matches!(self, Self::Awaiting | Self::Struck)
    }
}

/// What was entered, struck off, opened and cleared between the two cut-offs, and the scores of these days.
fn moved(
    issue: Issue,
    account: &Account<'_>,
    before: &Account<'_>,
    rank: Option<usize>,
) -> Option<(StatementSums, Option<Scorecard>)> {
    let filter = Filter::default();
    let cells = Grouping { by: By::Area, filter: &filter };
    let statement = Statement::of(issue.days()?, account, before, &filter);
    let scorecard = rank.map(|min_tasks| Scorecard::of(&statement, &filter, min_tasks));
    Some((statement.sums(&cells).totals, scorecard))
}

impl<'b> Account<'b> {
    /// The reports of each cadence in use that fell due since the cut-off before; where none did, the last of the
    /// shortest one.
    fn reporting(&self, issue: Issue) -> Vec<Reporting<'_, 'b>> {
        let schedule = |figures: &Figures<'b>| {
            let grace = self.book.ledger_of(figures.task).rules.grace;
            Some(Schedule { cadence: figures.task.cadence?, grace })
        };
        let used: BTreeSet<Schedule> = self.tasks.iter().filter_map(schedule).collect();
        let owed = |(_, reporting): &(Schedule, Reporting<'_, 'b>)| reporting.owed > 0;
        let since =
            used.iter().map(|used| (*used, self.reported_in(*used, used.fallen_due(issue))));
        let found: Vec<_> = since.filter(owed).map(|(_, reporting)| reporting).collect();
        if !found.is_empty() {
            return found;
        }
        let last = used.iter().map(|used| (*used, self.reported_in(*used, used.last_due(issue))));
        let last: Vec<_> = last.filter(owed).collect();
        let over = |(used, reporting): &(Schedule, Reporting<'_, 'b>)| {
            reporting.periods.last().map(|period| period.grace_end(used.grace))
        };
        let latest = last.iter().filter_map(over).max();
        let latest = last.into_iter().filter(|each| over(each) == latest);
        latest.map(|(_, reporting)| reporting).collect()
    }

    fn reported_in(&self, schedule: Schedule, periods: Vec<Period>) -> Reporting<'_, 'b> {
        let mut found = Reporting { owed: 0, on_time: 0, late: 0, missing: Vec::new(), periods };
        let whole = found.periods.first().zip(found.periods.last());
        let whole = whole.and_then(|(first, last)| Period::range(first.first, last.last));
        let Some(whole) = whole else { return found };
        let mut owed = HashSet::new();
        let follows = |figures: &&Figures<'b>| {
            figures.task.cadence == Some(schedule.cadence)
                && self.book.ledger_of(figures.task).rules.grace == schedule.grace
        };
        for figures in self.tasks.iter().filter(follows) {
            for reported in self.reported(figures, whole) {
                found.owed += 1;
                owed.insert(reported.period.first);
                match reported.timing {
                    Some(Timing::OnTime) => found.on_time += 1,
                    Some(Timing::Late) => found.late += 1,
                    None => found.missing.push(figures),
                }
            }
        }
        found.periods.retain(|period| owed.contains(&period.first));
        found
    }

    /// A task's own reporting periods that end in a longer one; none from before its ledger.
    fn reported(&self, figures: &Figures<'b>, whole: Period) -> Vec<OwedReport> {
        let task = figures.task;
        let ledger = self.book.ledger_of(task);
        let trail = replay(self.book, task, self.as_of).trail.take();
        let trail = trail.unwrap_or_default();
        let (due, rules) = (figures.state.due, &ledger.rules);
        let all = reports_owed::within(task, due, &trail, rules, whole, self.as_of);
        all.filter(|report| report.period.first >= ledger.first_day()).collect()
    }
}

/// When the reports of some tasks fall due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Schedule {
    cadence: Cadence,
    /// Of their ledger.
    grace: u32,
}

impl Schedule {
    /// The shortest cadence first, of one cadence the oldest periods first.
    fn place(self) -> (Option<usize>, Reverse<u32>) {
        let nth = Cadence::ALL.iter().position(|(_, cadence)| *cadence == self.cadence);
        (nth, Reverse(self.grace))
    }

    /// The reporting periods whose grace has run out, newest first.
    fn over(self, issue: Issue) -> impl Iterator<Item = Period> {
        let newest = Period::containing(self.cadence.unit(), issue.cut);
        let back = std::iter::successors(Some(newest), |period| period.previous());
        back.skip_while(move |period| period.grace_end(self.grace) >= issue.cut)
    }

    /// Those of them whose grace had not run out at the cut-off before, oldest first.
    fn fallen_due(self, issue: Issue) -> Vec<Period> {
        let since = |period: &Period| period.grace_end(self.grace) >= issue.previous_cut;
        let mut found: Vec<Period> = self.over(issue).take_while(since).collect();
        found.reverse();
        found
    }

    fn last_due(self, issue: Issue) -> Vec<Period> {
        self.over(issue).next().into_iter().collect()
    }
}

impl PartialOrd for Schedule {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Schedule {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.place().cmp(&other.place())
    }
}
