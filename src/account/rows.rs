//! The machine interface: rows whose names and meanings stay (docs/figures.md).

use super::{Account, Figures, Judged, Light, OpenInstruction, Reason, Standing, points};
use crate::ledger::{Better, CurveShape, Indicator, Kind, Quantity, Share, Task, Verdict};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

/// An open blocker.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct BlockerRow {
    pub name: String,
    pub stage: &'static str,
    pub opened: NaiveDate,
    pub since: NaiveDate,
    pub stuck: bool,
}

/// An order or a notice that not all have answered.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct ToAnswerRow {
    pub name: String,
    pub on: NaiveDate,
    pub from: Option<String>,
    pub reply: Option<NaiveDate>,
    pub owing: Vec<String>,
}

/// One of the several quantities of a task.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct IndicatorRow {
    pub id: String,
    pub name: String,
    pub unit: String,
    pub baseline: Quantity,
    pub target: Quantity,
    pub weight: Quantity,
    pub better: &'static str,
    pub done: Option<Quantity>,
    pub actual: Share,
    pub gap: Option<Quantity>,
}

/// A task with its figures; what does not apply is null.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct TaskRow {
    pub id: String,
    pub title: String,
    pub area: Option<String>,
    pub area_name: Option<String>,
    pub owner: Option<String>,
    pub owner_name: Option<String>,
    pub with: Vec<String>,
    pub leader: Option<String>,
    pub kind: Kind,
    pub key: bool,
    pub weight: Quantity,
    pub parent: Option<String>,
    /// The task of the including ledger that it is a part of, as its own ledger states it.
    pub of: Option<String>,
    pub start: NaiveDate,
    pub due: Option<NaiveDate>,
    pub original_due: Option<NaiveDate>,
    pub unit: Option<String>,
    pub baseline: Option<Quantity>,
    pub better: Option<Better>,
    pub target: Option<Quantity>,
    /// The target that a rate is held against at this stage, where that is not its own.
    pub staged_target: Option<Quantity>,
    pub done: Option<Quantity>,
    pub indicators: Vec<IndicatorRow>,
    pub planned: Option<Share>,
    pub actual: Option<Share>,
    pub lag: Option<f64>,
    pub lag_days: Option<i64>,
    pub gap: Option<Quantity>,
    pub standing: Standing,
    pub light: Light,
    pub reason: Reason,
    pub reason_text: String,
    pub overdue_days: Option<i64>,
    pub extensions: u32,
    pub asking: Option<NaiveDate>,
    pub last_report: Option<NaiveDate>,
    pub reports_owed: u32,
    pub reports_made: u32,
    pub reports_missed: u32,
    pub blockers: Vec<BlockerRow>,
    pub to_answer: Vec<ToAnswerRow>,
    pub judged: Option<Verdict>,
    pub judged_by: Option<String>,
    pub judged_on: Option<NaiveDate>,
    pub completed_on: Option<NaiveDate>,
    pub struck_on: Option<NaiveDate>,
    pub person: Option<String>,
    pub phone: Option<String>,
    pub place: Option<String>,
    pub no: Option<String>,
    pub remark: Option<String>,
    pub total: Option<Quantity>,
    pub invest: Option<Quantity>,
    pub invested: Option<Quantity>,
    pub curve: Option<CurveShape>,
    /// The ledger's own `x-` keys in one object, so that every row has the same columns.
    pub own: Option<Map<String, Value>>,
}

/// The ledger's own `x-` keys of a task with their values; `None` where it has none.
pub fn own_keys(task: &Task<'_>) -> Option<Map<String, Value>> {
    let own = &task.details().own;
    let value = |toml: &str| {
        let table: Option<toml::Table> = format!("value = {toml}").parse().ok();
        let value = table.and_then(|mut table| table.remove("value"));
        value.map_or_else(|| Value::from(toml), json)
    };
    let all = own.iter().map(|(key, toml)| (key.to_string(), value(toml)));
    (!own.is_empty()).then(|| all.collect())
}

/// A value of TOML in JSON, which has no days: they are words.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        // JSON has no such number; `null` would be no value at all.
        toml::Value::Float(number) if !number.is_finite() => {
            Value::from(number.to_string().to_lowercase())
        }
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::from(flag),
        toml::Value::Datetime(day) => Value::from(day.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            let fields = table.into_iter().map(|(key, value)| (key, json(value)));
            fields.collect()
        }
    }
}

/// The indicators of a task, each with its figure as of the day.
fn indicator_rows(figures: &Figures<'_>) -> Vec<IndicatorRow> {
    let row = |(indicator, done): (&Indicator<'_>, Option<Quantity>)| {
        let better = if indicator.lower_is_better() { Better::Lower } else { Better::Higher };
        IndicatorRow {
            id: indicator.id.to_string(),
            name: indicator.name.to_string(),
            unit: indicator.unit.to_string(),
            baseline: indicator.base(),
            target: indicator.target,
            weight: indicator.weight,
            better: better.name(),
            done,
            actual: indicator.share(done),
            gap: indicator.gap(done),
        }
    };
    figures.state.indicated(figures.task).map(row).collect()
}

impl<'b> Account<'b> {
    /// The row of a task; the words for its light are the caller's.
    pub fn row(&self, figures: &Figures<'b>, reason_text: String) -> TaskRow {
        let (task, state, book) = (figures.task, &figures.state, self.book);
        let details = task.details();
        let judged = state.judged.as_deref();
        let area = task.area.map(|id| book.area(id));
        let owner = state.owner.map(|id| book.department(id));
        let counted = figures.standing.is_counted();
        let measured_once = task.indicators().is_empty();
        TaskRow {
            id: task.id.to_string(),
            title: task.title.to_string(),
            area: area.map(|area| area.id.clone()),
            area_name: area.map(|area| area.name.clone()),
            owner: owner.map(|owner| owner.id.clone()),
            owner_name: owner.map(|owner| owner.name.clone()),
            with: task.with.iter().map(|id| book.department(*id).id.clone()).collect(),
            leader: state.leader.map(str::to_owned),
            kind: task.kind,
            key: task.key,
            weight: state.weight,
            parent: task.parent.map(|id| book.task(id).id.to_string()),
            of: details.of.as_deref().map(str::to_owned),
            start: task.start,
            due: figures.deadline(),
            original_due: figures.deadline().map(|_| task.first_due()),
            unit: measured_once.then(|| task.unit.to_string()),
            baseline: measured_once.then(|| task.base()),
            better: figures.better(),
            target: state.target,
            staged_target: self.rate_target(figures).filter(|staged| Some(*staged) != state.target),
            done: state.done(task),
            indicators: indicator_rows(figures),
            planned: figures.shares.planned.filter(|_| counted),
            actual: figures.shares.actual.filter(|_| counted),
            lag: figures.shares.lag().filter(|_| counted).map(points),
            lag_days: self.lag_days(figures),
            gap: figures.shares.gap,
            standing: figures.standing,
            light: figures.light,
            reason: figures.reason,
            reason_text,
            overdue_days: figures.overdue_days(self.as_of),
            extensions: state.extensions,
            asking: state.asking,
            last_report: state.last_report.map(|entry| entry.on),
            reports_owed: figures.reports.owed,
            reports_made: figures.reports.made,
            reports_missed: figures.reports.missed,
            blockers: self.blocker_rows(figures),
            to_answer: self.to_answer_rows(figures),
            judged: judged.map(|judged| judged.verdict),
            judged_by: judged.and_then(|judged| self.judge(figures, judged)).map(str::to_owned),
            judged_on: judged.map(|judged| judged.on),
            completed_on: state.complete_since.filter(|_| state.complete(self.as_of)),
            struck_on: state.struck,
            person: details.person.as_deref().map(str::to_owned),
            phone: details.phone.as_deref().map(str::to_owned),
            place: details.place.as_deref().map(str::to_owned),
            no: details.no.as_deref().map(str::to_owned),
            remark: details.remark.as_deref().map(str::to_owned),
            total: details.total,
            invest: task.invest,
            invested: state.invested,
            curve: self.curve_shape(figures),
            own: own_keys(task),
        }
    }

    /// Who made a judgement: as its entry says, else the office.
    pub fn judge<'a>(&'a self, figures: &Figures<'b>, judged: &Judged<'b>) -> Option<&'a str> {
        let office = || self.book.ledger_of(figures.task).office.as_deref();
        judged.by.or_else(office)
    }

    fn to_answer_rows(&self, figures: &Figures<'b>) -> Vec<ToAnswerRow> {
        let row = |open: &OpenInstruction<'b>| {
            let owing = open.owing(figures.state.owner);
            ToAnswerRow {
                name: open.text.to_owned(),
                on: open.on,
                from: open.from.map(str::to_owned),
                reply: open.reply,
                owing: owing.map(|id| self.book.department(id).id.clone()).collect(),
            }
        };
        figures.state.instructions.iter().map(row).collect()
    }

    fn blocker_rows(&self, figures: &Figures<'b>) -> Vec<BlockerRow> {
        let row = |blocker| {
            let stuck = self.is_stuck(figures, blocker);
            BlockerRow {
                name: blocker.name.to_owned(),
                stage: blocker.stage.name(),
                opened: blocker.opened,
                since: blocker.since,
                stuck,
            }
        };
        figures.state.blockers.iter().map(row).collect()
    }
}
