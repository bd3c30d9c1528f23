//! `entries`: a row an entry of a log, with what was in force when it was made.

use super::Column;
use crate::account::{Account, Filter, State, replay_with};
use crate::ledger::{Adjustment, Entry, Event, Instruction, Quantity, Task};
use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

/// An entry of a log and the state that it met.
#[derive(Clone, Debug)]
pub struct EntryRow<'b> {
    /// The task.
    pub task: &'b Task<'b>,
    /// Prefix of the included ledger that it stands in, without the stroke.
    pub included: Option<&'b str>,
    /// Its area.
    pub area: Option<&'b str>,
    /// The entry.
    pub entry: &'b Entry<'b>,
    /// 牵头单位 in force until then.
    pub owner: Option<&'b str>,
    /// 挂钩领导 in force until then.
    pub leader: Option<&'b str>,
    /// Deadline in force until then.
    pub due: Option<NaiveDate>,
    /// Target in force until then.
    pub target: Option<Quantity>,
    /// Weight in force until then.
    pub weight: Quantity,
    /// Whether it counts as a report of its owner.
    pub is_report: bool,
    /// Of what goes on with a blocker: the day on which it was opened.
    pub opened: Option<NaiveDate>,
    /// The owner that an adjustment names.
    pub new_owner: Option<&'b str>,
    /// Which departments an order or a notice goes to.
    pub to: Vec<&'b str>,
    /// Figures by indicator.
    pub figures: Option<Map<String, Json>>,
}

/// The entries up to the day of the account, task by task in book order, of the tasks that fit.
pub fn entries<'b>(account: &Account<'b>, filter: &Filter) -> Vec<EntryRow<'b>> {
    let book = account.book;
    let mut rows = Vec::new();
    for figures in account.tasks.iter().filter(|figures| filter.fits(account, figures)) {
        let task = figures.task;
        replay_with(book, task, account.as_of, |entry, state, _| {
            rows.push(row(account, task, entry, state));
        });
    }
    rows
}

fn row<'b>(
    account: &Account<'b>,
    task: &'b Task<'b>,
    entry: &'b Entry<'b>,
    state: &State<'b>,
) -> EntryRow<'b> {
    let book = account.book;
    let department = |id| book.department(id).id.as_str();
    let (new_owner, to) = match &entry.event {
        Event::Adjust(change) => (change.owner.map(department), Vec::new()),
        Event::Order(instruction) | Event::Urge(instruction) => {
            (None, instruction.to.iter().map(|id| department(*id)).collect())
        }
        _ => (None, Vec::new()),
    };
    let opened = match &entry.event {
        Event::Blocked(name) | Event::Raise(name, _) | Event::Cleared(name) => {
            state.blockers.named(name).map(|blocker| blocker.opened)
        }
        _ => None,
    };
    let is_new = matches!(entry.event, Event::Blocked(_)).then_some(entry.on);
    EntryRow {
        task,
        included: super::tasks::included(book, task),
        area: task.area.map(|id| book.area(id).id.as_str()),
        entry,
        owner: state.owner.map(department),
        leader: state.leader,
        due: task.deadline().map(|_| state.due),
        target: state.target,
        weight: state.weight,
        is_report: state.is_report(book, entry),
        opened: opened.or(is_new),
        new_owner,
        to,
        figures: figures(&entry.event),
    }
}

fn figures(event: &Event<'_>) -> Option<Map<String, Json>> {
    let Event::Figures(figures) = event else {
        return None;
    };
    let figure = |done: Quantity| serde_json::to_value(done).unwrap_or(Json::Null);
    Some(figures.iter().map(|one| (one.id.to_string(), figure(one.done))).collect())
}

type Of<'c, 'b> = Column<'c, EntryRow<'b>>;

/// The columns of `entries`.
pub fn entry_columns<'c, 'b: 'c>() -> Vec<Of<'c, 'b>> {
    let mut columns: Vec<Of<'c, 'b>> = vec![
        Of::text("included", |row| row.included),
        Of::text("task", |row| Some(&*row.task.id)).always(),
        Of::count("nth", |row| Some(row.entry.nth.into())).always(),
        Of::day("on", |row| Some(row.entry.on)).always(),
        Of::text("event", |row| Some(row.entry.event.kind().name())).always(),
        Of::text("text", |row| row.entry.event.words()),
        Of::text("note", |row| row.entry.note.as_deref()),
        Of::text("next", |row| row.entry.next.as_deref()),
        Of::text("area", |row| row.area),
        Of::text("kind", |row| Some(row.task.kind.name())).always(),
        Of::flag("key", |row| row.task.key),
        Of::text("owner", |row| row.owner),
        Of::text("leader", |row| row.leader),
        Of::flag("is_report", |row| row.is_report),
        Of::quantity("done", |row| match row.entry.event {
            Event::Done(done) => Some(done),
            _ => None,
        }),
        Of::json("figures", |row| row.figures.as_ref()),
    ];
    columns.extend(of_the_promise());
    columns.extend(of_blockers_and_orders());
    columns.extend(of_rarer_keys());
    columns
}

/// What stood before an entry that may change it, and what it says instead.
fn of_the_promise<'c, 'b: 'c>() -> Vec<Of<'c, 'b>> {
    fn new_due(row: &EntryRow<'_>) -> Option<NaiveDate> {
        match row.entry.event {
            Event::Ask(to) | Event::Extend(to) => Some(to),
            _ => None,
        }
    }
    let moves = |row: &EntryRow<'_>| Some((new_due(row)? - row.due?).num_days());
    vec![
        Of::day("due", |row| row.due),
        Of::day("new_due", new_due),
        Of::count("moved_days", moves),
        Of::quantity("target", |row| row.target),
        Of::quantity("new_target", |row| adjusted(row)?.target),
        Of::quantity("weight", |row| Some(row.weight)).always(),
        Of::quantity("new_weight", |row| adjusted(row)?.weight),
        Of::text("new_owner", |row| row.new_owner),
        Of::text("new_leader", |row| adjusted(row)?.leader.as_deref()),
    ]
}

fn adjusted<'r>(row: &'r EntryRow<'_>) -> Option<&'r Adjustment<'r>> {
    match &row.entry.event {
        Event::Adjust(change) => Some(change),
        _ => None,
    }
}

fn of_blockers_and_orders<'c, 'b: 'c>() -> Vec<Of<'c, 'b>> {
    fn instruction<'r>(row: &'r EntryRow<'_>) -> Option<&'r Instruction<'r>> {
        match &row.entry.event {
            Event::Order(instruction) | Event::Urge(instruction) => Some(instruction),
            _ => None,
        }
    }
    let stood = |row: &EntryRow<'_>| Some((row.entry.on - row.opened?).num_days());
    vec![
        Of::day("opened", |row| row.opened),
        Of::count("days_open", stood),
        Of::text("stage", |row| match &row.entry.event {
            Event::Raise(_, stage) => Some(stage.name()),
            _ => None,
        }),
        Of::text("from", |row| instruction(row)?.from.as_deref()),
        Of::day("reply", |row| instruction(row)?.reply),
        Of::texts("to", |row| row.to.clone()),
        Of::text("answers", |row| row.entry.extra()?.to.as_deref()),
    ]
}

fn of_rarer_keys<'c, 'b: 'c>() -> Vec<Of<'c, 'b>> {
    vec![
        Of::text("by", |row| row.entry.by().map(AsRef::as_ref)),
        Of::day("got", |row| row.entry.extra()?.got),
        Of::text("evidence", |row| row.entry.extra()?.evidence.as_deref()),
        Of::text("approval", |row| row.entry.extra()?.approval.as_deref()),
        Of::text("correction", |row| row.entry.extra()?.correction.as_deref()),
        Of::text("request", |row| row.entry.extra()?.request.as_deref()),
        Of::quantity("invested", |row| row.entry.extra()?.invested),
        Of::text("judged", |row| row.entry.judgement().map(|judged| judged.verdict.name())),
        Of::text("judged_light", |row| Some(row.entry.judgement()?.light?.name())),
    ]
}
