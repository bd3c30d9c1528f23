//! `tasks`: a row a task as of a day: the row of `list`, what it promises, and its exact shares.

use super::Column;
use super::fraction::Fractions;
use crate::account::{Account, Figures, TaskRow};
use crate::ledger::{Book, Share, Task};

/// A task with its figures.
#[derive(Clone, Debug)]
pub struct TaskData<'b> {
    /// As `list` has it.
    pub row: TaskRow,
    /// What was promised.
    pub task: &'b Task<'b>,
    /// Prefix of the included ledger that it stands in, without the stroke.
    pub included: Option<&'b str>,
    /// What it adds to sums.
    pub fractions: Fractions,
    lag: Option<Share>,
}

/// The prefix of the included ledger that a task stands in; `None` for the ledger asked for.
pub(super) fn included<'b>(book: &'b Book<'b>, task: &Task<'b>) -> Option<&'b str> {
    let prefix = book.ledger_of(task).prefix.trim_end_matches('/');
    (!prefix.is_empty()).then_some(prefix)
}

impl<'b> TaskData<'b> {
    /// The rows of some tasks; the words for their lights are the caller's.
    pub fn rows(
        account: &Account<'b>,
        tasks: &[&Figures<'b>],
        reason_text: impl Fn(&Figures<'b>) -> String,
    ) -> Vec<Self> {
        let weights = account.weights();
        let row = |figures: &&Figures<'b>| {
            let fractions = Fractions::of(account, figures, &weights);
            Self {
                row: account.row(figures, reason_text(figures)),
                task: figures.task,
                included: included(account.book, figures.task),
                lag: fractions.lag(),
                fractions,
            }
        };
        tasks.iter().map(row).collect()
    }
}

type Of<'c, 'b> = Column<'c, TaskData<'b>>;

/// The columns of `tasks`: those of `list` under their names, what has parts of its own as JSON, then what only this table has.
pub fn task_columns<'c, 'b: 'c>() -> Vec<Of<'c, 'b>> {
    let mut columns = of_the_promise();
    columns.extend(of_the_figures());
    columns.extend(of_the_log());
    columns.extend(of_the_paper());
    columns.extend(Fractions::columns(|data: &TaskData<'b>| &data.fractions));
    columns
}

fn of_the_promise<'c, 'b: 'c>() -> Vec<Of<'c, 'b>> {
    fn words(texts: &[String]) -> Vec<&str> {
        texts.iter().map(String::as_str).collect()
    }
    vec![
        Of::text("included", |data| data.included),
        Of::text("id", |data| Some(&data.row.id)).always(),
        Of::text("title", |data| Some(&data.row.title)).always(),
        Of::text("area", |data| data.row.area.as_deref()),
        Of::text("area_name", |data| data.row.area_name.as_deref()),
        Of::text("owner", |data| data.row.owner.as_deref()),
        Of::text("owner_name", |data| data.row.owner_name.as_deref()),
        Of::texts("with", |data| words(&data.row.with)),
        Of::text("leader", |data| data.row.leader.as_deref()),
        Of::text("kind", |data| Some(data.row.kind.name())).always(),
        Of::text("measure", |data| Some(data.task.measure.name())).always(),
        Of::flag("key", |data| data.row.key),
        Of::quantity("weight", |data| Some(data.row.weight)).always(),
        Of::text("parent", |data| data.row.parent.as_deref()),
        Of::day("entered", |data| Some(data.task.entered)).always(),
        Of::day("start", |data| Some(data.row.start)).always(),
        Of::day("due", |data| data.row.due),
        Of::day("original_due", |data| data.row.original_due),
        Of::text("cadence", |data| data.task.cadence.map(|cadence| cadence.name())),
    ]
}

fn of_the_figures<'c, 'b: 'c>() -> Vec<Of<'c, 'b>> {
    fn several<T>(parts: &Vec<T>) -> Option<&Vec<T>> {
        (!parts.is_empty()).then_some(parts)
    }
    vec![
        Of::text("unit", |data| data.row.unit.as_deref()),
        Of::quantity("baseline", |data| data.row.baseline),
        Of::text("better", |data| data.row.better.map(|better| better.name())),
        Of::quantity("target", |data| data.row.target),
        Of::quantity("staged_target", |data| data.row.staged_target),
        Of::quantity("done", |data| data.row.done),
        Of::json("indicators", |data| several(&data.row.indicators)),
        Of::share("planned", |data| data.row.planned),
        Of::share("actual", |data| data.row.actual),
        Of::points("lag", |data| data.lag),
        Of::count("lag_days", |data| data.row.lag_days),
        Of::quantity("gap", |data| data.row.gap),
        Of::text("standing", |data| Some(data.row.standing.name())).always(),
        Of::text("light", |data| Some(data.row.light.name())).always(),
        Of::text("reason", |data| Some(data.row.reason.name())).always(),
        Of::text("reason_text", |data| Some(&data.row.reason_text)).always(),
        Of::count("overdue_days", |data| data.row.overdue_days),
        Of::quantity("total", |data| data.row.total),
        Of::quantity("invest", |data| data.row.invest),
        Of::quantity("invested", |data| data.row.invested),
        Of::text("curve", |data| data.row.curve.map(|curve| curve.name())),
        Of::json("blockers", |data| several(&data.row.blockers)),
        Of::json("to_answer", |data| several(&data.row.to_answer)),
    ]
}

fn of_the_log<'c, 'b: 'c>() -> Vec<Of<'c, 'b>> {
    vec![
        Of::count("extensions", |data| Some(data.row.extensions.into())).always(),
        Of::day("asking", |data| data.row.asking),
        Of::day("last_report", |data| data.row.last_report),
        Of::count("reports_owed", |data| Some(data.row.reports_owed.into())).always(),
        Of::count("reports_made", |data| Some(data.row.reports_made.into())).always(),
        Of::count("reports_missed", |data| Some(data.row.reports_missed.into())).always(),
        Of::text("judged", |data| data.row.judged.map(|verdict| verdict.name())),
        Of::text("judged_by", |data| data.row.judged_by.as_deref()),
        Of::day("judged_on", |data| data.row.judged_on),
        Of::day("completed_on", |data| data.row.completed_on),
        Of::day("struck_on", |data| data.row.struck_on),
    ]
}

fn of_the_paper<'c, 'b: 'c>() -> Vec<Of<'c, 'b>> {
    vec![
        Of::text("goal", |data| data.task.goal.as_deref()),
        Of::text("source", |data| data.task.source.as_deref()),
        Of::texts("tags", |data| data.task.tags.iter().map(AsRef::as_ref).collect()),
        Of::text("person", |data| data.row.person.as_deref()),
        Of::text("phone", |data| data.row.phone.as_deref()),
        Of::text("place", |data| data.row.place.as_deref()),
        Of::text("no", |data| data.row.no.as_deref()),
        Of::text("remark", |data| data.row.remark.as_deref()),
        Of::json("own", |data| data.row.own.as_ref()),
    ]
}
