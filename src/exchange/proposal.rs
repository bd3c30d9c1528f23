//! What a table of a plan proposes for a ledger: areas, departments, pipelines and tasks, out of the words of its cells.
//!
//! Nothing is taken silently: what was read out of words is a [`Check`] of its task, and what was not understood stands in the
//! remark of its task and is a [`KeptCell`]. This room writes nothing and never asks whether a promise was there before.

mod amount;
mod arabic;
mod areas;
mod clauses;
mod counted;
mod counted_name;
mod day_span;
mod day_words;
mod deadline;
mod departments;
mod draft;
mod exact_day;
mod feasts;
mod figures;
mod ids;
mod indicators;
mod initials;
mod joined;
mod limit;
mod make;
mod nodes;
mod number_words;
mod office_names;
mod people;
mod pipelines;
mod points;
mod quantity;
#[cfg(test)]
mod quantity_examples;
mod reaches;
mod schedule;
mod serial;
mod task;
mod task_count;
mod times;
pub(super) mod unit;
mod unit_name;
mod unit_pieces;
mod unit_roles;
mod units;

pub use crate::account::KeptWhy;
pub use make::proposed;

use super::plan::LeftCell;
use crate::account::Address;
use crate::edit::{NewPoint, Value};
use crate::ledger::{Book, Quantity, TaskKey};
use crate::variants::variants;

/// What a book already has; nothing of it for a new ledger.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Its areas.
    pub areas: Vec<ProposedArea>,
    /// Its departments, with every name that they go by.
    pub departments: Vec<ProposedDepartment>,
    /// Its pipelines.
    pub pipelines: Vec<ProposedPipeline>,
    /// Its tasks.
    pub tasks: Vec<KnownTask>,
    /// The id of the area of rows that name none: that of the file which they go into.
    pub area: Option<String>,
}

impl Known {
    /// What the first ledger of a book has.
    pub fn of(book: &Book<'_>) -> Self {
        let own = book.tasks.iter().filter(|task| task.ledger == 0);
        let tasks = own.map(|task| KnownTask {
            id: task.id.to_string(),
            title: task.title.to_string(),
            area: task.area.map(|id| book.area(id).id.clone()),
            owner: task.owner.map(|id| book.department(id).id.clone()),
        });
        let departments = book.departments.iter().map(|department| ProposedDepartment {
            id: department.id.clone(),
            name: department.name.clone(),
            alias: department.short.iter().chain(&department.alias).cloned().collect(),
        });
        let area = |area: &crate::ledger::Area| ProposedArea {
            id: area.id.clone(),
            name: area.name.clone(),
        };
        let pipelines = book.first_ledger().into_iter().flat_map(|ledger| &ledger.pipelines);
        let pipelines = pipelines.map(|pipeline| ProposedPipeline {
            id: pipeline.id.clone(),
            steps: pipeline.steps.iter().map(|level| (level.step.clone(), None)).collect(),
        });
        Self {
            areas: book.areas.iter().map(area).collect(),
            departments: departments.collect(),
            pipelines: pipelines.collect(),
            tasks: tasks.collect(),
            area: None,
        }
    }
}

/// A task that a book has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTask {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The id of its area.
    pub area: Option<String>,
    /// The id of the department that leads it.
    pub owner: Option<String>,
}

/// What a table proposes.
#[derive(Clone, Debug, Default)]
pub struct Proposals {
    /// Areas that the book does not have.
    pub areas: Vec<ProposedArea>,
    /// Departments that it does not have.
    pub departments: Vec<ProposedDepartment>,
    /// Pipelines that it does not have.
    pub pipelines: Vec<ProposedPipeline>,
    /// Headings and tasks, in the order of the table; a heading before its parts.
    pub tasks: Vec<ProposedTask>,
    /// The cells, or parts of cells, that were not understood and stand in the remark of their task.
    pub kept: Vec<KeptCell>,
    /// Further cells that are no part of a task: what a row of an area says besides its name.
    pub left: Vec<LeftCell>,
}

/// A work area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedArea {
    /// Its id; its tasks stand in the file of that name.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl ProposedArea {
    /// The file of its tasks; duban.toml is the book's.
    pub fn file(&self) -> String {
        let of_the_book = self.id.eq_ignore_ascii_case("duban");
        if of_the_book { "duban-tasks.toml".to_owned() } else { format!("{}.toml", self.id) }
    }
}

/// A department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedDepartment {
    /// Its id.
    pub id: String,
    /// The fullest name of it.
    pub name: String,
    /// The other names.
    pub alias: Vec<String>,
}

/// Levels that several tasks share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedPipeline {
    /// Its id.
    pub id: String,
    /// Its levels, lowest first, with the percent of the way where it is a new one.
    pub steps: Vec<(String, Option<Quantity>)>,
}

/// A task or a heading as it would be written.
#[derive(Clone, Debug)]
pub struct ProposedTask {
    /// Where its row begins.
    pub at: Address,
    /// Its row in the table.
    pub row: usize,
    /// Its id.
    pub id: String,
    /// Whether its paper states the id.
    pub id_stated: bool,
    /// The id of its area.
    pub area: String,
    /// Its keys and values but `entered`, which the writer adds: id, title and area among them.
    pub fields: Vec<(String, Value)>,
    /// The points of its plan.
    pub plan: Vec<NewPoint>,
    /// What a person must look at.
    pub checks: Vec<Check>,
    /// The words that a key to look at was read out of, where no key of the task keeps them.
    pub read: Vec<(TaskKey, String)>,
    /// Whether it is a heading, which has parts and no figures.
    pub heading: bool,
    /// The id of its heading.
    pub parent: Option<String>,
}

impl ProposedTask {
    /// The value of a key.
    pub fn field(&self, key: TaskKey) -> Option<&Value> {
        self.fields.iter().find(|(name, _)| name == key.name()).map(|(_, value)| value)
    }

    /// The keys to look at, each once: the value of `x-check`.
    pub fn keys_to_check(&self) -> Vec<&'static str> {
        let mut keys: Vec<&'static str> = Vec::new();
        for check in &self.checks {
            if !keys.contains(&check.key.name()) {
                keys.push(check.key.name());
            }
        }
        keys
    }
}

/// A key that holds what was read out of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The key.
    pub key: TaskKey,
    /// Where the words stand.
    pub at: Address,
    /// Why it is to be looked at.
    pub why: CheckWhy,
}

variants! {
    /// Why a value is to be looked at.
    pub enum CheckWhy {
        /// It was read out of a sentence: 完成3公里, 6月底前.
        FromWords = "from-words",
        /// The words name several, of which one was taken: the first quantity, the last day.
        OneOfSeveral = "one-of-several",
        /// Nothing states it; the usual one was taken.
        NotStated = "not-stated",
        /// Several departments in one cell: the first leads.
        FirstLeads = "first-leads",
        /// It is no single department: 各街道办.
        NotOneDepartment = "not-one-department",
        /// A department that the book does not have, under a name that was read out of a list.
        NewDepartment = "new-department",
        /// The table says another thing that cannot stand there: an id used twice, a deadline before the start.
        Unfit = "unfit",
    }
}

/// A cell, or a part of one, that stands in the remark of its task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCell {
    /// Where it stands.
    pub at: Address,
    /// The task whose remark has it, by its place in [`Proposals::tasks`].
    pub task: usize,
    /// Its words.
    pub text: String,
    /// Why it is no value of a key.
    pub why: KeptWhy,
}
