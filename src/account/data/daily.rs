//! `daily`: a row a task and a day: how it stood, what was planned and reached.

use super::Column;
use super::fraction::Fractions;
use crate::account::{Account, Basis, Figures, Filter, Reason, Standing};
use crate::ledger::{Kind, Light, Measure, Quantity};
use chrono::NaiveDate;
use rayon::prelude::*;

/// A task as of a day.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct DailyRow<'b> {
    pub day: NaiveDate,
    pub included: Option<&'b str>,
    pub task: &'b str,
    pub area: Option<&'b str>,
    pub owner: Option<&'b str>,
    pub leader: Option<&'b str>,
    pub kind: Kind,
    pub key: bool,
    pub measure: Measure,
    pub due: Option<NaiveDate>,
    pub standing: Standing,
    pub light: Light,
    pub reason: Reason,
    pub overdue_days: Option<i64>,
    pub unit: Option<&'b str>,
    pub baseline: Option<Quantity>,
    pub target: Option<Quantity>,
    pub done: Option<Quantity>,
    pub gap: Option<Quantity>,
    pub invest: Option<Quantity>,
    pub invested: Option<Quantity>,
    pub extensions: u32,
    pub asking: Option<NaiveDate>,
    pub reports_owed: u32,
    pub reports_made: u32,
    pub reports_missed: u32,
    pub blockers: usize,
    pub blockers_stuck: usize,
    pub fractions: Fractions,
}

/// The tasks that fit on a day, in book order.
pub fn daily<'b>(basis: Basis<'b>, day: NaiveDate, filter: &Filter) -> Vec<DailyRow<'b>> {
    let account = basis.figures(day);
    let weights = account.weights();
    let fitting = account.tasks.iter().filter(|figures| filter.fits(&account, figures));
    fitting
        .map(|figures| row(&account, figures, Fractions::of(&account, figures, &weights)))
        .collect()
}

/// The same of several days, one after the other.
pub fn daily_of<'b>(basis: Basis<'b>, days: &[NaiveDate], filter: &Filter) -> Vec<DailyRow<'b>> {
    let rows: Vec<_> = days.par_iter().map(|day| daily(basis, *day, filter)).collect();
    rows.into_iter().flatten().collect()
}

fn row<'b>(account: &Account<'b>, figures: &Figures<'b>, fractions: Fractions) -> DailyRow<'b> {
    let (task, state, book) = (figures.task, &figures.state, account.book);
    let measured_once = task.indicators().is_empty();
    let stuck = state.blockers.iter().filter(|blocker| account.is_stuck(figures, blocker));
    DailyRow {
        day: account.as_of,
        included: super::tasks::included(book, task),
        task: &task.id,
        area: task.area.map(|id| book.area(id).id.as_str()),
        owner: state.owner.map(|id| book.department(id).id.as_str()),
        leader: state.leader,
        kind: task.kind,
        key: task.key,
        measure: task.measure,
        due: figures.deadline(),
        standing: figures.standing,
        light: figures.light,
        reason: figures.reason,
        overdue_days: figures.overdue_days(account.as_of),
        unit: measured_once.then(|| task.unit.as_ref()),
        baseline: measured_once.then(|| task.base()),
        target: state.target,
        done: state.done(task),
        gap: figures.shares.gap,
        invest: task.invest,
        invested: state.invested,
        extensions: state.extensions,
        asking: state.asking,
        reports_owed: figures.reports.owed,
        reports_made: figures.reports.made,
        reports_missed: figures.reports.missed,
        blockers: state.blockers.len(),
        blockers_stuck: stuck.count(),
        fractions,
    }
}

type Of<'c, 'b> = Column<'c, DailyRow<'b>>;

/// The columns of `daily`.
pub fn daily_columns<'c, 'b: 'c>() -> Vec<Of<'c, 'b>> {
    let mut columns: Vec<Of<'c, 'b>> = vec![
        Of::day("day", |row| Some(row.day)).always(),
        Of::text("included", |row| row.included),
        Of::text("task", |row| Some(row.task)).always(),
        Of::text("area", |row| row.area),
        Of::text("owner", |row| row.owner),
        Of::text("leader", |row| row.leader),
        Of::text("kind", |row| Some(row.kind.name())).always(),
        Of::flag("key", |row| row.key),
        Of::text("measure", |row| Some(row.measure.name())).always(),
        Of::day("due", |row| row.due),
        Of::text("standing", |row| Some(row.standing.name())).always(),
        Of::text("light", |row| Some(row.light.name())).always(),
        Of::text("reason", |row| Some(row.reason.name())).always(),
        Of::count("overdue_days", |row| row.overdue_days),
        Of::share("planned", |row| row.fractions.planned),
        Of::share("actual", |row| row.fractions.actual),
        Of::points("lag", |row| row.fractions.lag()),
    ];
    columns.extend(Fractions::columns(|row: &DailyRow<'b>| &row.fractions));
    columns.extend(of_the_figures());
    columns
}

fn of_the_figures<'c, 'b: 'c>() -> Vec<Of<'c, 'b>> {
    vec![
        Of::text("unit", |row| row.unit),
        Of::quantity("baseline", |row| row.baseline),
        Of::quantity("target", |row| row.target),
        Of::quantity("done", |row| row.done),
        Of::quantity("gap", |row| row.gap),
        Of::quantity("invest", |row| row.invest),
        Of::quantity("invested", |row| row.invested),
        Of::count("extensions", |row| Some(row.extensions.into())).always(),
        Of::day("asking", |row| row.asking),
        Of::count("reports_owed", |row| Some(row.reports_owed.into())).always(),
        Of::count("reports_made", |row| Some(row.reports_made.into())).always(),
        Of::count("reports_missed", |row| Some(row.reports_missed.into())).always(),
        Of::count("blockers", |row| i64::try_from(row.blockers).ok()).always(),
        Of::count("blockers_stuck", |row| i64::try_from(row.blockers_stuck).ok()).always(),
    ]
}
