//! Names in a table that the ledger does not have: all of them are refused at once, each with the nearest.

use crate::changes::Before;
use crate::outcome::Outcome;
use crate::plan_table::PlanFile;
use duban::diagnostic::nearest;
use duban::edit::Value;
use duban::exchange::{PlanColumn, Proposals, ProposedDepartment};
use duban::ledger::Department;
use duban::page::refusals::importing::{ImportRefused, UnknownName};

/// Refuses the table where it names departments or areas that the ledger does not have.
pub(super) fn refuse(
    before: &Before<'_>,
    file: &PlanFile,
    proposals: &Proposals,
) -> Result<(), Outcome> {
    let departments = proposals.departments.iter().map(|new| {
        let called = before.book.departments.iter().flat_map(Department::names);
        UnknownName {
            at: place(file, new),
            name: new.name.clone(),
            is_area: false,
            nearest: nearest(&new.name, called).map(str::to_owned),
        }
    });
    let areas = proposals.areas.iter().map(|new| {
        let called = before.book.areas.iter().map(|area| area.name.as_str());
        UnknownName {
            at: None,
            name: new.name.clone(),
            is_area: true,
            nearest: nearest(&new.name, called).map(str::to_owned),
        }
    });
    let names: Vec<UnknownName> = departments.chain(areas).collect();
    if names.is_empty() {
        return Ok(());
    }
    let (file, entries) = (file.name.clone(), entries(proposals));
    let refused = ImportRefused::UnknownNames { file, names, entries };
    Err(Outcome::NotWritten(refused.refusal(before.lang)))
}

/// The first cell that names a department.
fn place(file: &PlanFile, department: &ProposedDepartment) -> Option<String> {
    let units = |column: &PlanColumn| {
        matches!(column, PlanColumn::Owner | PlanColumn::With | PlanColumn::Units)
    };
    let names = || std::iter::once(&department.name).chain(&department.alias);
    let cells = file.table.rows.iter().flat_map(|row| &row.cells);
    let mut cells = cells.filter(|cell| units(&cell.column));
    let cell = cells.find(|cell| names().any(|name| cell.words.contains(name.as_str())))?;
    Some(cell.at.to_string())
}

/// What duban.toml would have to say of them.
pub(crate) fn entries(proposals: &Proposals) -> String {
    let text = |words: &str| Value::Text(words.to_owned()).toml();
    let areas = proposals.areas.iter().map(|area| {
        let (id, name) = (text(&area.id), text(&area.name));
        format!("\n[[area]]\nid = {id}\nname = {name}\n")
    });
    let departments = proposals.departments.iter().map(|department| {
        let (id, name) = (text(&department.id), text(&department.name));
        let alias = match department.alias.as_slice() {
            [] => String::new(),
            alias => format!("alias = {}\n", Value::Texts(alias.to_vec()).toml()),
        };
        format!("\n[[department]]\nid = {id}\nname = {name}\n{alias}")
    });
    areas.chain(departments).collect()
}
