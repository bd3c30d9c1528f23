//! The promise of a task as keys and values, however its file spells them and wherever a default comes from.

use super::{KeyChange, Side};
use crate::calendar::Cadence;
use crate::diagnostic::Irregular;
use crate::ledger::{
    Better, Bond, Book, CurveShape, DepartmentId, Indicator, Level, Quantity, Task, TaskKey, Text,
};
use crate::read::{Spot, locate};
use crate::source::Sources;
use chrono::NaiveDate;

/// A key with its value as it would be written, and the name people know that by where the value is an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keyed {
    pub(super) key: &'static str,
    pub(super) value: String,
    pub(super) name: String,
}

impl Keyed {
    /// Whether both mean the same: a department that got another id is still that department.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.value == other.value || (!self.name.is_empty() && self.name == other.name)
    }
}

/// Which change of a key is irregular, unless an approved entry says the same.
pub(super) fn irregular(key: TaskKey) -> Option<Irregular> {
    Some(match key {
        TaskKey::Id => Irregular::TaskRenamed,
        TaskKey::Due => Irregular::DeadlineMoved,
        TaskKey::Start => Irregular::StartMoved,
        TaskKey::Entered => Irregular::EnteredMoved,
        TaskKey::Target => Irregular::TargetChanged,
        TaskKey::Baseline => Irregular::BaselineChanged,
        TaskKey::Unit => Irregular::UnitChanged,
        TaskKey::Weight => Irregular::WeightChanged,
        TaskKey::Measure => Irregular::MeasureChanged,
        TaskKey::Indicators => Irregular::IndicatorsChanged,
        TaskKey::Better => Irregular::BetterChanged,
        TaskKey::Kind => Irregular::KindChanged,
        TaskKey::Owner => Irregular::OwnerChanged,
        TaskKey::Leader => Irregular::LeaderChanged,
        TaskKey::Cadence => Irregular::CadenceChanged,
        TaskKey::Pipeline => Irregular::PipelineChanged,
        TaskKey::Plan | TaskKey::Curve => Irregular::PlanSoftened,
        TaskKey::Invest | TaskKey::Total => Irregular::InvestChanged,
        TaskKey::Parent => Irregular::ParentChanged,
        TaskKey::Parts => Irregular::PartsChanged,
        TaskKey::Key => Irregular::KeyDropped,
        TaskKey::Goal => Irregular::GoalReworded,
        TaskKey::Rolls | TaskKey::OriginalDue | TaskKey::Extensions => Irregular::OriginRewritten,
        TaskKey::Log => Irregular::EntryRewritten,
        TaskKey::Title
        | TaskKey::Area
        | TaskKey::Of
        | TaskKey::With
        | TaskKey::Source
        | TaskKey::Person
        | TaskKey::Phone
        | TaskKey::Place
        | TaskKey::No
        | TaskKey::Remark
        | TaskKey::Tags
        | TaskKey::Measures
        | TaskKey::Levers => return None,
    })
}

/// Every key that states something, the promise first.
pub(super) fn keys(side: &Side, book: &Book<'_>, task: &Task<'_>) -> Vec<Keyed> {
    let of = |bond: Bond| {
        let keys = TaskKey::ALL.into_iter().map(|(_, key)| key);
        keys.filter(move |key| key.row().bond == bond)
    };
    let stated = of(Bond::Promise).chain(of(Bond::Free));
    let mut all: Vec<Keyed> =
        stated.filter_map(|key| value(&side.sources, book, task, key)).collect();
    let own = task.details().own.iter();
    let own = own.map(|(key, value)| format!("{key} = {value}"));
    all.push(plain("x-", own.collect::<Vec<String>>().join("; ")));
    all
}

/// What a task states by a key, as a change from nothing to that; `None` for the id and the log.
pub fn stated(
    sources: &Sources,
    book: &Book<'_>,
    task: &Task<'_>,
    key: TaskKey,
) -> Option<KeyChange> {
    let Keyed { key, value, name } = value(sources, book, task, key)?;
    let area = task.area.filter(|_| key == TaskKey::Area.name());
    let name = area.map_or(name, |id| book.area(id).name.clone());
    let names = (!name.is_empty()).then(|| (String::new(), name));
    let (before, after) = (String::new(), value);
    Some(KeyChange { key, before, after, names, softer: false, approved: false })
}

fn plain(key: &'static str, value: String) -> Keyed {
    Keyed { key, value, name: String::new() }
}

/// What a task states by a key; `None` for the id and the log, which are held against each other apart.
fn value(sources: &Sources, book: &Book<'_>, task: &Task<'_>, key: TaskKey) -> Option<Keyed> {
    let details = task.details();
    let pipelines = &book.ledger_of(task).pipelines;
    let pipeline = task.pipeline.and_then(|at| pipelines.get(usize::from(at)));
    let date = |date: Option<NaiveDate>| date.map_or_else(String::new, |date| date.to_string());
    let value = match key {
        TaskKey::Id | TaskKey::Log => return None,
        TaskKey::Owner => return Some(departments(book, key.name(), task.owner.as_slice())),
        TaskKey::With => return Some(departments(book, key.name(), &task.with)),
        TaskKey::Title => task.title.to_string(),
        TaskKey::Area => task.area.map_or_else(String::new, |id| book.area(id).id.clone()),
        TaskKey::Parent | TaskKey::Entered => raw(sources, task, key.name()),
        TaskKey::Of => words(details.of.as_ref()),
        TaskKey::Parts => task.parts.map_or_else(String::new, |own| own.to_string()),
        TaskKey::Leader => words(task.leader.as_ref()),
        TaskKey::Start => task.start.to_string(),
        TaskKey::Due => {
            task.deadline().map_or_else(|| "standing".to_owned(), |due| due.to_string())
        }
        TaskKey::Rolls => words(details.rolls.as_ref()),
        TaskKey::OriginalDue => date(details.original_due),
        TaskKey::Extensions => details.extensions.to_string(),
        TaskKey::Key => if task.key { "true" } else { "" }.to_owned(),
        TaskKey::Weight => task.weight.to_string(),
        TaskKey::Kind => task.kind.name().to_owned(),
        TaskKey::Goal => words(task.goal.as_ref()),
        TaskKey::Source => words(task.source.as_ref()),
        TaskKey::Person => words(details.person.as_ref()),
        TaskKey::Phone => words(details.phone.as_ref()),
        TaskKey::Place => words(details.place.as_ref()),
        TaskKey::No => words(details.no.as_ref()),
        TaskKey::Remark => words(details.remark.as_ref()),
        TaskKey::Tags => list(&task.tags),
        TaskKey::Unit => task.unit.to_string(),
        TaskKey::Baseline => task.base().to_string(),
        TaskKey::Target => number(task.promised_target()),
        TaskKey::Measure => task.measure.name().to_owned(),
        TaskKey::Indicators => indicators(task),
        TaskKey::Better => task.better.map_or("", Better::name).to_owned(),
        TaskKey::Cadence => task.cadence.map_or("", Cadence::name).to_owned(),
        TaskKey::Invest => number(task.invest),
        TaskKey::Total => number(details.total),
        TaskKey::Measures => list(&task.measures),
        TaskKey::Levers => list(&task.levers),
        TaskKey::Pipeline => pipeline.map_or_else(String::new, |own| own.id.clone()),
        TaskKey::Curve => details.curve.map_or("", CurveShape::name).to_owned(),
        TaskKey::Plan => plan(task),
    };
    Some(plain(key.name(), value))
}

fn departments(book: &Book<'_>, key: &'static str, ids: &[DepartmentId]) -> Keyed {
    let all = ids.iter().map(|id| book.department(*id));
    let joined = |of: fn(&crate::ledger::Department) -> &str| {
        all.clone().map(of).collect::<Vec<&str>>().join("; ")
    };
    Keyed { key, value: joined(|own| &own.id), name: joined(|own| &own.name) }
}

fn words(text: Option<&Text<'_>>) -> String {
    text.map_or_else(String::new, ToString::to_string)
}

fn list(texts: &[Text<'_>]) -> String {
    texts.join("; ")
}

fn number(quantity: Option<Quantity>) -> String {
    quantity.map_or_else(String::new, |own| own.to_string())
}

/// `2018-03-31:60:签约过半; 2018-05-31:110`, as `duban add --plan` takes it.
fn plan(task: &Task<'_>) -> String {
    let points = task.plan.iter().map(|point| {
        let level = match point.level {
            Level::Reach(quantity) => quantity.to_string(),
            Level::Share(share) => format!("{}%", share.rounded(10_000) as f64 / 100.0),
        };
        let step = point.step.as_deref().map_or_else(String::new, |own| format!(":{own}"));
        format!("{}:{level}{step}", point.by)
    });
    points.collect::<Vec<String>>().join("; ")
}

/// `zd:征地:320亩; cq:拆迁:86户:2`, as `duban add --indicators` takes it.
fn indicators(task: &Task<'_>) -> String {
    task.indicators().iter().map(Indicator::typed).collect::<Vec<String>>().join("; ")
}

/// The value of a key as its block spells it: of a parent that is not read, or of a key with a default.
fn raw(sources: &Sources, task: &Task<'_>, key: &str) -> String {
    let place = locate(sources, task, Spot::Key(key));
    let text = sources.file(task.file).text.get(place.span.range()).unwrap_or("");
    if text.starts_with('[') { String::new() } else { text.trim_matches(['"', '\'']).to_owned() }
}
