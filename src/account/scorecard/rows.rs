//! The machine interface of the scorecard (“Scorecard” in docs/figures.md).

use super::card::Tally;
use super::{Card, Explained, Factor, Proof, hundredths};
use crate::account::group::Group;
use crate::account::{Account, Criterion, Outcome};
use crate::ledger::{DepartmentId, Part, Share};
use chrono::NaiveDate;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// A department with its score, the parts of it, and what stands over and under each line.
#[derive(Clone, Debug)]
pub struct RankRow {
    card: Card,
    /// Id of the department.
    pub group: Option<String>,
    /// Its name as the ledger writes it.
    pub name: Option<String>,
}

impl Serialize for RankRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let card = &self.card;
        let two = |value: Option<f64>| value.map(|value| hundredths(value) as f64 / 100.0);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rank", &card.rank)?;
        map.serialize_entry("group", &self.group)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("score", &two(card.score()))?;
        for (name, part) in Part::ALL {
            map.serialize_entry(name, &two(card.part(part)))?;
        }
        map.serialize_entry("tasks", &card.tasks)?;
        map.serialize_entry("open", &card.open)?;
        for (name, factor) in Factor::ALL {
            let fraction = card.factor(factor);
            map.serialize_entry(&format!("{name}_over"), &Six(fraction.over))?;
            map.serialize_entry(&format!("{name}_under"), &Six(fraction.under))?;
        }
        let (on_time, owed) = card.delivered();
        map.serialize_entry("tasks_on_time", &on_time)?;
        map.serialize_entry("tasks_owed", &owed)?;
        map.end()
    }
}

struct Six(f64);

impl Serialize for Six {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        six(&self.0, serializer)
    }
}

/// One piece of a department's scorecard; what does not apply is null.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct PieceRow {
    pub part: &'static str,
    pub factor: &'static str,
    pub task: String,
    pub title: String,
    #[serde(serialize_with = "six")]
    pub over: f64,
    #[serde(serialize_with = "six")]
    pub under: f64,
    #[serde(serialize_with = "six")]
    pub weight: f64,
    pub planned: Option<Share>,
    pub actual: Option<Share>,
    pub lacking: Vec<&'static str>,
    pub due: Option<NaiveDate>,
    pub outcome: Option<Outcome>,
    pub blocker: Option<String>,
    pub opened: Option<NaiveDate>,
    pub stage: Option<&'static str>,
    pub days: Option<i64>,
    pub limit: Option<u32>,
    pub missing: Vec<String>,
    pub on: Option<NaiveDate>,
    pub text: Option<String>,
}

impl<'b> Account<'b> {
    /// The machine's row of a card; one without any piece where the department has no task.
    pub fn rank_row(&self, card: &Card) -> RankRow {
        let (group, name) = Group::of_department(card.department).named(self.book);
        RankRow { card: card.clone(), group, name }
    }

    /// The empty card of a department without tasks.
    pub fn blank_card(&self, department: DepartmentId) -> Card {
        let rules = self.book.ledger_of_department(department);
        let rules = rules.map(|ledger| ledger.rules.clone());
        Card {
            department,
            rank: None,
            tasks: 0,
            open: 0,
            weights: rules.unwrap_or_default().score,
            tally: Tally::default(),
        }
    }
}

impl Explained<'_, '_, '_> {
    /// The machine's row of a piece.
    pub fn row(&self) -> PieceRow {
        let (task, piece) = (self.line.figures.task, &self.piece);
        let mut row = PieceRow {
            part: piece.factor.part().name(),
            factor: piece.factor.name(),
            task: task.id.to_string(),
            title: task.title.to_string(),
            over: piece.fraction.over,
            under: piece.fraction.under,
            weight: self.line.weight.as_f64(),
            ..PieceRow::default()
        };
        match &piece.proof {
            Proof::Pace { planned, actual, .. } => {
                (row.planned, row.actual) = (Some(*planned), Some(*actual))
            }
            Proof::Readiness(readiness) => {
                let lacking = readiness.judged().filter(|(_, met)| !met);
                row.lacking =
                    lacking.map(|(criterion, _): (Criterion, _)| criterion.name()).collect();
            }
            Proof::Delivery(outcome) => {
                (row.due, row.outcome) = (self.line.figures.deadline(), Some(*outcome));
            }
            Proof::Blocker(blocker) => {
                row.blocker = Some(blocker.name.to_owned());
                (row.opened, row.stage) = (Some(blocker.opened), Some(blocker.stage.name()));
                (row.days, row.limit) = (Some(blocker.days), Some(blocker.limit));
            }
            Proof::Missing(periods) => {
                row.missing = periods.iter().map(ToString::to_string).collect();
            }
            Proof::StrikeOff { on, words } => {
                (row.on, row.text) = (Some(*on), Some((*words).to_owned()));
            }
        }
        row
    }
}

/// To six decimals; a whole number as one.
fn six<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    let value = (value * 1e6).round() / 1e6;
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return serializer.serialize_i64(value as i64);
    }
    serializer.serialize_f64(value)
}
