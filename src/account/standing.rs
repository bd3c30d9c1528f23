//! Where a task stands and which light it has. "Overdue" is decided here and nowhere else.

use super::judged::Judged;
use super::planned::Curve;
use super::rate::RateFigure;
use super::replay::{Ended, State};
use super::reports_owed::Reports;
use crate::ledger::{
    Kind, Light, LightRule, Measure, Quantity, Rules, Scale, Share, Task, Verdict,
};
use crate::variants::variants;
use chrono::NaiveDate;

variants! {
    /// How a task stands as of a day; the first row of the table that fits.
    #[derive(Hash, PartialOrd, Ord)]
    #[allow(missing_docs, reason = "docs/figures.md defines each by its name")]
    pub enum Standing, PerStanding {
        Overdue = "overdue",
        Lagging = "lagging",
        SlightlyBehind = "slightly-behind",
        OnSchedule = "on-schedule",
        Ahead = "ahead",
        Open = "open",
        Awaiting = "awaiting",
        Struck = "struck",
        NotStarted = "not-started",
        Suspended = "suspended",
        Cancelled = "cancelled",
        Rolled = "rolled",
    }
}

variants! {
    /// Why a light is as it is, in one word; `page` says it in a line.
    #[derive(Hash)]
    #[allow(missing_docs, reason = "docs/figures.md defines each by its name")]
    pub enum Reason {
        Struck = "struck",
        AwaitingVerify = "awaiting-verify",
        CompletedLate = "completed-late",
        WindowOver = "window-over",
        NotStarted = "not-started",
        PastDeadline = "past-deadline",
        LagOverRed = "lag-over-red",
        LagOverYellow = "lag-over-yellow",
        RateOverRed = "rate-over-red",
        RateNotMet = "rate-not-met",
        HeldOpen = "held-open",
        BlockerStuck = "blocker-stuck",
        ReportMissing = "report-missing",
        DueSoon = "due-soon",
        Ahead = "ahead",
        SlightlyBehind = "slightly-behind",
        OnSchedule = "on-schedule",
        Open = "open",
        Judged = "judged",
        Cancelled = "cancelled",
        Rolled = "rolled",
        Suspended = "suspended",
    }
}

/// A task's shares on the curve in force.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shares {
    /// Planned.
    pub planned: Option<Share>,
    /// Actual, as it is.
    pub actual: Option<Share>,
    /// A rate's last figure less the target of its day, turned so that minus is behind.
    pub gap: Option<Quantity>,
}

impl Shares {
    /// Planned less actual.
    pub fn lag(&self) -> Option<Share> {
        Some(self.planned?.minus(self.actual?))
    }

    pub(super) fn new(
        task: &Task<'_>,
        state: &State<'_>,
        curve: &Curve<'_>,
        reports: Reports,
        as_of: NaiveDate,
    ) -> Self {
        // Without a deadline nothing is planned for any day.
        let planned = || task.deadline().map(|_| curve.at(as_of));
        if task.kind == Kind::Duty {
            let Some(plan) = planned() else { return Self::default() };
            let made = Share::new(i128::from(reports.made), i128::from(reports.owed));
            let actual = made.map_or(plan, |made| plan.times(made));
            return Self { planned: Some(plan), actual: Some(actual), gap: None };
        }
        match task.measure {
            Measure::Cumulative => {
                Self { planned: planned(), actual: Some(state.share(task)), gap: None }
            }
            // Assessed once: nothing is planned before the deadline, all of it after.
            Measure::YearEnd => Self {
                planned: (as_of > state.due).then_some(Share::ONE),
                actual: Some(state.share(task)),
                gap: None,
            },
            Measure::Rate => {
                Self { gap: state.rate(task, as_of).map(RateFigure::gap), ..Self::default() }
            }
            Measure::Track | Measure::None => Self::default(),
        }
    }
}

/// The table of standings and lights.
pub(super) fn judge(
    task: &Task<'_>,
    state: &State<'_>,
    shares: Shares,
    reports: Reports,
    rules: &Rules,
    as_of: NaiveDate,
) -> (Standing, Light, Reason) {
    match settled(task, state, as_of) {
        Some((Standing::Awaiting, ..)) if task.kind == Kind::Duty => window_over(reports),
        Some(settled) => settled,
        None => running(task, state, shares, reports, rules, as_of),
    }
}

/// A duty whose window is over (期满待核验) was done as far as it was reported.
fn window_over(reports: Reports) -> (Standing, Light, Reason) {
    let light = if reports.made < reports.owed { Light::Yellow } else { Light::Green };
    (Standing::Awaiting, light, Reason::WindowOver)
}

/// Whether a task in that state is overdue on a day: the one place that decides it.
pub(super) fn is_past(task: &Task<'_>, state: &State<'_>, day: NaiveDate) -> bool {
    matches!(settled(task, state, day), Some((Standing::Overdue, _, _)))
}

/// Whether a task that is neither complete nor out of the count is past its deadline on a day. What is only followed is
/// never judged, nor is its deadline.
pub(super) fn is_after_deadline(task: &Task<'_>, due: NaiveDate, day: NaiveDate) -> bool {
    task.measure != Measure::Track && day >= task.start && day > due
}

/// Whether a task in that state is still to be worked on at the end of a day: neither complete nor out of the count.
pub(super) fn is_worked_on(task: &Task<'_>, state: &State<'_>, day: NaiveDate) -> bool {
    let standing = settled(task, state, day).map(|(standing, _, _)| standing);
    matches!(standing, None | Some(Standing::Overdue | Standing::NotStarted))
}

/// The rows of the table that no share, report or rule decides.
fn settled(
    task: &Task<'_>,
    state: &State<'_>,
    as_of: NaiveDate,
) -> Option<(Standing, Light, Reason)> {
    let standing = match state.ended {
        Some(Ended::Cancelled) => (Standing::Cancelled, Light::None, Reason::Cancelled),
        Some(Ended::Rolled) => (Standing::Rolled, Light::None, Reason::Rolled),
        None if state.suspended => (Standing::Suspended, Light::None, Reason::Suspended),
        None if state.struck.is_some() => (Standing::Struck, Light::Blue, Reason::Struck),
        None if state.complete(as_of) => {
            if state.complete_since.is_some_and(|since| since > state.due) {
                (Standing::Awaiting, Light::Yellow, Reason::CompletedLate)
            } else {
                (Standing::Awaiting, Light::Green, Reason::AwaitingVerify)
            }
        }
        None if as_of < task.start => (Standing::NotStarted, Light::None, Reason::NotStarted),
        None if is_after_deadline(task, state.due, as_of) => {
            (Standing::Overdue, Light::Red, Reason::PastDeadline)
        }
        None => return None,
    };
    Some(standing)
}

fn running(
    task: &Task<'_>,
    state: &State<'_>,
    shares: Shares,
    reports: Reports,
    rules: &Rules,
    as_of: NaiveDate,
) -> (Standing, Light, Reason) {
    let held = state.held && task.kind != Kind::Duty;
    let (standing, light, reason) = worked_out(task, state, shares, rules, as_of);
    let judged = state.judged.as_deref().filter(|judged| judged.decides(standing, light));
    let (standing, light, reason) = match judged {
        Some(judged) => (judged.standing(), judged.light(), Reason::Judged),
        None => (standing, light, reason),
    };
    if let Some(light) = light {
        return (standing, light, reason);
    }
    let old = judged.is_some_and(|judged| judged.is_old(task, rules, as_of));
    let stuck = state.blockers.iter().any(|blocker| is_stuck(blocker, rules, as_of));
    let left = (state.due - as_of).num_days();
    // What is only followed is never judged, nor is its deadline.
    let soon = task.measure != Measure::Track && (0..=i64::from(rules.lights.soon)).contains(&left);
    let warning = [
        (held, Reason::HeldOpen),
        (stuck, Reason::BlockerStuck),
        (reports.missed > 0 || old, Reason::ReportMissing),
        (soon, Reason::DueSoon),
    ];
    match warning.into_iter().find(|(holds, _)| *holds) {
        Some((_, reason)) => (standing, Light::Yellow, reason),
        // Green says that something was shown to be on plan.
        None if standing == Standing::Open => (standing, Light::None, reason),
        None => (standing, Light::Green, reason),
    }
}

impl Judged<'_> {
    /// The standing that it says.
    fn standing(&self) -> Standing {
        match self.verdict {
            Verdict::Ahead => Standing::Ahead,
            Verdict::OnSchedule => Standing::OnSchedule,
            Verdict::SlightlyBehind => Standing::SlightlyBehind,
            Verdict::Lagging => Standing::Lagging,
            Verdict::None => Standing::Open,
        }
    }

    /// The light that it gives, where that is not green.
    fn light(&self) -> Option<Light> {
        (self.verdict == Verdict::Lagging).then(|| self.light.unwrap_or(Light::Yellow))
    }

    /// Whether it decides beside what was worked out: in the place of `open`, or as the worse of the two.
    fn decides(&self, standing: Standing, light: Option<Light>) -> bool {
        // Standings and lights are counted from the worst.
        let (own, own_light) = (self.standing(), self.light());
        standing == Standing::Open
            || own < standing
            || (own == standing
                && own_light.is_some_and(|own| light.is_some_and(|light| own < light)))
    }
}

/// The standing by figures alone, with the light where it is not green.
fn worked_out(
    task: &Task<'_>,
    state: &State<'_>,
    shares: Shares,
    rules: &Rules,
    as_of: NaiveDate,
) -> (Standing, Option<Light>, Reason) {
    let lagging = |light, reason| (Standing::Lagging, Some(light), reason);
    let held = state.held && task.kind != Kind::Duty;
    match (shares.planned, shares.actual) {
        (Some(planned), Some(actual)) => match paced(planned, actual, rules.lights.rule) {
            Paced::PastRed => lagging(Light::Red, Reason::LagOverRed),
            Paced::PastYellow => lagging(Light::Yellow, Reason::LagOverYellow),
            Paced::Ahead if !held => (Standing::Ahead, None, Reason::Ahead),
            _ if planned > actual => (Standing::SlightlyBehind, None, Reason::SlightlyBehind),
            _ => (Standing::OnSchedule, None, Reason::OnSchedule),
        },
        (None, _) | (_, None) => match state.rate(task, as_of) {
            Some(figure) if figure.is_met() => (Standing::OnSchedule, None, Reason::OnSchedule),
            Some(figure) if state.is_past_red(task, figure, rules.lights.rule) => {
                lagging(Light::Red, Reason::RateOverRed)
            }
            Some(_) => lagging(Light::Yellow, Reason::RateNotMet),
            None => (Standing::Open, None, Reason::Open),
        },
    }
}

/// Whether a blocker has been at its stage for longer than the ledger allows.
pub(super) fn is_stuck(
    blocker: &super::open_blockers::OpenBlocker<'_>,
    rules: &Rules,
    as_of: NaiveDate,
) -> bool {
    (as_of - blocker.since).num_days() > i64::from(rules.stuck_after[blocker.stage])
}

enum Paced {
    PastRed,
    PastYellow,
    Within,
    Ahead,
}

/// Compared exactly; a lag of just `yellow` is yellow, a lag of just `red` is not yet red.
fn paced(planned: Share, actual: Share, rule: LightRule) -> Paced {
    match rule.scale {
        Scale::Points => {
            let (yellow, red) = (Share::from_points(rule.yellow), Share::from_points(rule.red));
            let lag = planned.minus(actual);
            if lag >= yellow {
                if lag > red { Paced::PastRed } else { Paced::PastYellow }
            } else if actual.minus(planned) >= Share::from_points(rule.ahead) {
                Paced::Ahead
            } else {
                Paced::Within
            }
        }
        Scale::Ratio if planned == Share::ZERO => {
            if actual > Share::ZERO {
                Paced::Ahead
            } else {
                Paced::Within
            }
        }
        Scale::Ratio => {
            let of_plan = |ratio: Quantity| planned.times(Share::from_quantity(ratio));
            if actual < of_plan(rule.yellow) {
                if actual < of_plan(rule.red) { Paced::PastRed } else { Paced::PastYellow }
            } else if actual > of_plan(rule.ahead) {
                Paced::Ahead
            } else {
                Paced::Within
            }
        }
    }
}
