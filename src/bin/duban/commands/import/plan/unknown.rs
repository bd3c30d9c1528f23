//! Names in a table that the ledger does not have: all of them are refused at once, each with the nearest.

use crate::changes::Before;
use crate::outcome::Outcome;
use crate::plan_table::PlanFile;
use duban::diagnostic::nearest;
use duban::edit::Value;
use duban::exchange::{
    Check, CheckWhy, PlanColumn, PlanLevel, PlanRow, Proposals, ProposedArea, ProposedDepartment,
    ProposedTask,
};
use duban::ledger::{Department, TaskKey};
use duban::page::refusals::importing::{ImportRefused, Unknown, UnknownName};

/// Refuses the table where it names departments or areas that the ledger does not have.
pub(super) fn refuse(
    before: &Before<'_>,
    file: &PlanFile,
    proposals: &Proposals,
) -> Result<(), Outcome> {
    let departments = proposals.departments.iter().map(|new| {
        let called = before.book.departments.iter().flat_map(Department::names);
        let task = proposals.tasks.iter().find(|task| names(task, &new.id));
        let checks = task.into_iter().flat_map(|task| &task.checks);
        let unstated =
            |check: &&Check| check.key == TaskKey::Owner && check.why == CheckWhy::NotStated;
        let unstated = checks.clone().find(unstated);
        let place = || {
            let task = task?;
            let row = file.table.rows.get(task.row);
            Some(row.and_then(|row| place(row, new)).unwrap_or_else(|| task.at.to_string()))
        };
        UnknownName {
            at: unstated.map_or_else(place, |check| Some(check.at.to_string())),
            name: new.name.clone(),
            what: if unstated.is_some() { Unknown::NoDepartment } else { Unknown::Department },
            nearest: nearest(&new.name, called).map(str::to_owned),
            known: Vec::new(),
        }
    });
    let areas = proposals.areas.iter().filter_map(|new| {
        let task = proposals.tasks.iter().find(|task| task.area == new.id)?;
        let unstated = task
            .checks
            .iter()
            .any(|check| check.key == TaskKey::Area && check.why == CheckWhy::NotStated);
        let called = || before.book.areas.iter().map(|area| area.name.as_str());
        Some(UnknownName {
            at: Some(area_cell(file, task)),
            name: new.name.clone(),
            what: if unstated { Unknown::NoArea } else { Unknown::Area },
            nearest: nearest(&new.name, called()).map(str::to_owned),
            known: called().map(str::to_owned).collect(),
        })
    });
    let names: Vec<UnknownName> = departments.chain(areas).collect();
    if names.is_empty() {
        return Ok(());
    }
    let stated = proposals.areas.iter().filter(|area| {
        let named = |name: &&UnknownName| name.what == Unknown::Area && name.name == area.name;
        names.iter().any(|name| named(&name))
    });
    let entries = entries(stated, &proposals.departments);
    let refused = ImportRefused::UnknownNames { file: file.name.clone(), names, entries };
    Err(Outcome::NotWritten(refused.refusal(before.lang)))
}

/// Whether a task is one of a department's.
fn names(task: &ProposedTask, id: &str) -> bool {
    [TaskKey::Owner, TaskKey::With].into_iter().any(|key| match task.field(key) {
        Some(Value::Text(owner)) => owner == id,
        Some(Value::Texts(with)) => with.iter().any(|own| own == id),
        Some(
            Value::Date(_) | Value::Number(_) | Value::Figures(_) | Value::Flag(_) | Value::Raw(_),
        )
        | None => false,
    })
}

/// The cell of a row that names a department.
fn place(row: &PlanRow, department: &ProposedDepartment) -> Option<String> {
    let units = |column: &PlanColumn| {
        matches!(column, PlanColumn::Owner | PlanColumn::With | PlanColumn::Units)
    };
    let names = || std::iter::once(&department.name).chain(&department.alias);
    let mut cells = row.cells.iter().filter(|cell| units(&cell.column));
    let cell = cells.find(|cell| names().any(|name| cell.words.contains(name.as_str())))?;
    Some(cell.at.to_string())
}

/// The cell that states the area of a task: its own, or the chapter that it stands under; else its row.
fn area_cell(file: &PlanFile, task: &ProposedTask) -> String {
    let rows = &file.table.rows;
    let own = rows.get(task.row).and_then(|row| row.cell(&PlanColumn::Area));
    let mut at = task.row;
    let mut under = std::iter::from_fn(|| {
        // Rows stand below what they are under, so that this ends.
        let above = rows.get(at)?.under.filter(|above| *above < at)?;
        at = above;
        rows.get(above)
    });
    let chapter = || under.find(|row| row.level == PlanLevel::Area).map(|row| row.at.to_string());
    own.map(|cell| cell.at.to_string()).or_else(chapter).unwrap_or_else(|| task.at.to_string())
}

/// What duban.toml would have to say of them.
pub(crate) fn entries<'a>(
    areas: impl IntoIterator<Item = &'a ProposedArea>,
    departments: &[ProposedDepartment],
) -> String {
    let text = |words: &str| Value::Text(words.to_owned()).toml();
    let areas = areas.into_iter().map(|area| {
        let (id, name) = (text(&area.id), text(&area.name));
        format!("\n[[area]]\nid = {id}\nname = {name}\n")
    });
    let departments = departments.iter().map(|department| {
        let (id, name) = (text(&department.id), text(&department.name));
        let alias = match department.alias.as_slice() {
            [] => String::new(),
            alias => format!("alias = {}\n", Value::Texts(alias.to_vec()).toml()),
        };
        format!("\n[[department]]\nid = {id}\nname = {name}\n{alias}")
    });
    areas.chain(departments).collect()
}
