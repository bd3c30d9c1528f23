//! `statements`: a row a period and a group: what came in and went out, what was owed and what became of it.

use super::Column;
use crate::account::{Account, By, Filter, Grouping, Listed, Statement, StatementSums};
use crate::calendar::{Cadence, Period};
use crate::ledger::Quantity;
use chrono::NaiveDate;

/// A group in the statement of a period.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct PeriodRow {
    /// How long it is.
    pub cadence: Cadence,
    pub period: String,
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// The day on which it stands: the last, or that of the account while the period runs.
    pub as_of: NaiveDate,
    /// `all`, or what the group is one of.
    pub by: &'static str,
    pub group: Option<String>,
    pub name: Option<String>,
    pub sums: StatementSums,
}

/// The periods of a ledger's term that have begun by a day: its months and, where it reports at another pace, those of its
/// cadence too.
pub fn periods(account: &Account<'_>) -> Vec<(Cadence, Period)> {
    let Some(ledger) = account.book.first_ledger() else {
        return Vec::new();
    };
    let own = ledger.rules.cadence.filter(|cadence| *cadence != Cadence::Month);
    let last = account.as_of.min(ledger.last_day());
    let mut all = Vec::new();
    for cadence in std::iter::once(Cadence::Month).chain(own) {
        let mut next = Some(Period::containing(cadence.unit(), ledger.first_day()));
        while let Some(period) = next.filter(|period| period.first <= last) {
            all.push((cadence, period));
            next = period.next();
        }
    }
    all
}

/// The rows of a period, which has begun by the day of the account: all tasks that fit, then by departments, then by areas.
pub fn period_rows(
    now: &Account<'_>,
    (cadence, period): (Cadence, Period),
    filter: &Filter,
) -> Vec<PeriodRow> {
    let account = now.on(period.last.min(now.as_of));
    let before = now.on(period.first.pred_opt().unwrap_or(period.first));
    let statement = Statement::of(period, &account, &before, filter);
    let row = |by, group, name, sums| PeriodRow {
        cadence,
        period: period.to_string(),
        first: period.first,
        last: period.last,
        as_of: account.as_of,
        by,
        group,
        name,
        sums,
    };
    let by = |by| statement.sums(&Grouping { by, filter });
    let (departments, areas) = (by(By::Dept), by(By::Area));
    // The sum over areas: in that over departments a task that moved would be counted as moved out of one and into another.
    let mut rows = vec![row("all", None, None, areas.totals)];
    for (by, groups) in [(By::Dept, departments.rows), (By::Area, areas.rows)] {
        let groups = groups.into_iter();
        rows.extend(groups.map(|group| row(by.name(), group.group, group.name, group.sums)));
    }
    rows
}

type Of<'c> = Column<'c, PeriodRow>;

/// The columns of `statements`.
pub fn period_columns<'c>() -> Vec<Of<'c>> {
    let mut columns: Vec<Of<'c>> = vec![
        Of::text("cadence", |row| Some(row.cadence.name())).always(),
        Of::text("period", |row| Some(&row.period)).always(),
        Of::day("first", |row| Some(row.first)).always(),
        Of::day("last", |row| Some(row.last)).always(),
        Of::day("stands_on", |row| Some(row.as_of)).always(),
        Of::text("by", |row| Some(row.by)).always(),
        Of::text("group", |row| row.group.as_deref()),
        Of::text("name", |row| row.name.as_deref()),
    ];
    let count = |listed: Listed| {
        let of = move |row: &PeriodRow| i64::try_from(row.sums.count(listed)).ok();
        Of::count(listed.name(), of).always()
    };
    columns.extend(Listed::ALL.map(|(_, listed)| count(listed)));
    columns.extend([
        Of::share("planned_increment", |row| row.sums.planned_increment()),
        Of::share("actual_increment", |row| row.sums.actual_increment()),
        Of::points("increment_lag", |row| row.sums.increment_lag()),
        Of::quantity("planned_investment", |row| Some(row.sums.planned_investment())).always(),
        Of::quantity("actual_investment", |row| Some(row.sums.actual_investment())).always(),
        Of::text("unit", |row| Some(row.sums.gained()?.0)),
        Of::quantity("done_increment", gained),
    ]);
    columns
}

fn gained(row: &PeriodRow) -> Option<Quantity> {
    row.sums.gained().map(|(_, gained)| gained)
}
