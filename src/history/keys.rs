//! The promise of a task as keys and values, however its file spells them and wherever a default comes from.

use super::Side;
use crate::calendar::Cadence;
use crate::diagnostic::Irregular;
use crate::ledger::{Book, DepartmentId, Level, Measure, Quantity, Task, Text};
use crate::read::{Spot, locate};

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
pub(super) fn irregular(key: &str) -> Option<Irregular> {
    Some(match key {
        "due" => Irregular::DeadlineMoved,
        "start" => Irregular::StartMoved,
        "entered" => Irregular::EnteredMoved,
        "target" => Irregular::TargetChanged,
        "baseline" => Irregular::BaselineChanged,
        "unit" => Irregular::UnitChanged,
        "weight" => Irregular::WeightChanged,
        "measure" => Irregular::MeasureChanged,
        "kind" => Irregular::KindChanged,
        "owner" => Irregular::OwnerChanged,
        "leader" => Irregular::LeaderChanged,
        "cadence" => Irregular::CadenceChanged,
        "pipeline" => Irregular::PipelineChanged,
        "plan" => Irregular::PlanSoftened,
        "invest" | "total" => Irregular::InvestChanged,
        "parent" => Irregular::ParentChanged,
        "parts" => Irregular::PartsChanged,
        "key" => Irregular::KeyDropped,
        "goal" => Irregular::GoalReworded,
        "rolls" | "original_due" | "extensions" => Irregular::OriginRewritten,
        "log" => Irregular::EntryRewritten,
        _ => return None,
    })
}

/// Every key that states something, in the order in which they are told.
pub(super) fn keys(side: &Side, book: &Book<'_>, task: &Task<'_>) -> Vec<Keyed> {
    let stated = promise(side, book, task).into_iter().chain(paper(task));
    let mut all: Vec<Keyed> = stated
        .map(|(key, value)| Keyed {
            key,
            value,
            name: String::new(),
        })
        .collect();
    all.push(departments(book, "owner", task.owner.as_slice()));
    all.push(departments(book, "with", &task.with));
    all
}

type Stated = (&'static str, String);

fn promise(side: &Side, book: &Book<'_>, task: &Task<'_>) -> [Stated; 19] {
    let pipelines = &book.ledger_of(task).pipelines;
    let pipeline = task.pipeline.and_then(|at| pipelines.get(usize::from(at)));
    let area = task.area.map(|id| book.area(id).id.clone());
    let parts = task.parts.map(|own| own.to_string());
    [
        ("title", task.title.to_string()),
        ("goal", words(task.goal.as_ref())),
        ("start", task.start.to_string()),
        ("due", task.due.to_string()),
        ("entered", raw(side, task, "entered")),
        ("target", number(task.promised_target())),
        ("baseline", task.base().to_string()),
        ("unit", task.unit.to_string()),
        ("weight", task.weight.to_string()),
        ("measure", measure(task.measure).to_owned()),
        ("kind", task.kind.name().to_owned()),
        ("plan", plan(task)),
        (
            "pipeline",
            pipeline.map_or_else(String::new, |own| own.id.clone()),
        ),
        ("cadence", task.cadence.map_or("", Cadence::name).to_owned()),
        ("key", if task.key { "true" } else { "" }.to_owned()),
        ("parent", raw(side, task, "parent")),
        ("parts", parts.unwrap_or_default()),
        ("area", area.unwrap_or_default()),
        ("leader", words(task.leader.as_ref())),
    ]
}

fn paper(task: &Task<'_>) -> [Stated; 15] {
    let paper = task.paper();
    let original = paper.original_due.map(|own| own.to_string());
    let own = paper.own.iter();
    let own = own.map(|(key, value)| format!("{key} = {value}"));
    [
        ("invest", number(task.invest)),
        ("total", number(paper.total)),
        ("rolls", words(paper.rolls.as_ref())),
        ("original_due", original.unwrap_or_default()),
        ("extensions", paper.extensions.to_string()),
        ("source", words(task.source.as_ref())),
        ("person", words(paper.person.as_ref())),
        ("phone", words(paper.phone.as_ref())),
        ("place", words(paper.place.as_ref())),
        ("no", words(paper.no.as_ref())),
        ("remark", words(paper.remark.as_ref())),
        ("tags", list(&task.tags)),
        ("measures", list(&task.measures)),
        ("levers", list(&task.levers)),
        ("x-", own.collect::<Vec<String>>().join("; ")),
    ]
}

fn departments(book: &Book<'_>, key: &'static str, ids: &[DepartmentId]) -> Keyed {
    let all = ids.iter().map(|id| book.department(*id));
    let joined = |of: fn(&crate::ledger::Department) -> &str| {
        all.clone().map(of).collect::<Vec<&str>>().join("; ")
    };
    Keyed {
        key,
        value: joined(|own| &own.id),
        name: joined(|own| &own.name),
    }
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

fn measure(measure: Measure) -> &'static str {
    let known = Measure::ALL.iter().find(|(_, own)| *own == measure);
    known.map_or("", |(name, _)| *name)
}

/// `2018-03-31:60:签约过半; 2018-05-31:110`, as `duban add --plan` takes it.
fn plan(task: &Task<'_>) -> String {
    let points = task.plan.iter().map(|point| {
        let level = match point.level {
            Level::Reach(quantity) => quantity.to_string(),
            Level::Share(share) => format!("{}%", share.rounded(10_000) as f64 / 100.0),
        };
        let step = point
            .step
            .as_deref()
            .map_or_else(String::new, |own| format!(":{own}"));
        format!("{}:{level}{step}", point.by)
    });
    points.collect::<Vec<String>>().join("; ")
}

/// The value of a key as its block spells it: of a parent that is not read, or of a key with a default.
fn raw(side: &Side, task: &Task<'_>, key: &str) -> String {
    let place = locate(&side.sources, task, Spot::Key(key));
    let text = side.text(task.file).get(place.span.range()).unwrap_or("");
    match text.starts_with('[') {
        true => String::new(),
        false => text.trim_matches(['"', '\'']).to_owned(),
    }
}
