//! Who leads a task and who helps, out of one cell or several.

use super::departments::Departments;
use super::draft::Draft;
use super::unit_name::NameKind;
use super::unit_roles::Role;
use super::units::{NamedUnit, units};
use super::{CheckWhy, KeptWhy};
use crate::edit::Value;
use crate::exchange::plan::{PlanCell, PlanColumn, PlanRow};
use crate::ledger::TaskKey;

/// A department as one of a task's.
struct Named<'p> {
    cell: &'p PlanCell,
    unit: NamedUnit,
}

/// Sets the departments of a task. `has_owner`: its heading states who leads.
pub(super) fn people(
    row: &PlanRow,
    departments: &mut Departments,
    has_owner: bool,
    draft: &mut Draft<'_>,
) {
    let (leading, helping) = named(row, departments, draft);
    // Several at once answer for nothing; a book may have them as one department.
    let known = |named: &Named<'_>| departments.knows(&named.unit.name);
    let single = |named: &Named<'_>| named.unit.kind != NameKind::Several || known(named);
    let owner = leading.iter().position(single);
    let first_helping = helping.iter().position(single);
    let mut with = Vec::new();
    let mut owner_id = None;
    for (at, named) in leading.iter().enumerate() {
        if Some(at) == owner {
            owner_id = Some(lead(named, leading.len() > 1, departments, draft));
        } else {
            help(named, departments, &mut with, draft);
        }
    }
    for (at, named) in helping.iter().enumerate() {
        // Without one that leads, the first that helps does.
        if owner_id.is_none() && !has_owner && Some(at) == first_helping {
            owner_id = Some(lead(named, true, departments, draft));
        } else {
            help(named, departments, &mut with, draft);
        }
    }
    if owner_id.is_none() && !has_owner {
        // Nobody is named: a department of its own stands for that, so that the task is not lost.
        owner_id = Some(departments.find("待明确").id);
        let cell = row.cell(&PlanColumn::Owner).or_else(|| row.cell(&PlanColumn::Units));
        let at = cell.map_or(&row.at, |cell| &cell.at);
        draft.check(TaskKey::Owner, at, CheckWhy::NotStated);
    }
    with.retain(|id| Some(id) != owner_id.as_ref());
    if let Some(id) = owner_id {
        draft.put(TaskKey::Owner, Value::Text(id));
    }
    if !with.is_empty() {
        draft.put(TaskKey::With, Value::Texts(with));
    }
}

/// Those that lead and those that help, by their column and by what the cell says of each.
fn named<'p>(
    row: &'p PlanRow,
    departments: &Departments,
    draft: &mut Draft<'_>,
) -> (Vec<Named<'p>>, Vec<Named<'p>>) {
    let (mut leading, mut helping) = (Vec::new(), Vec::new());
    for cell in &row.cells {
        let leads = match cell.column {
            PlanColumn::Owner | PlanColumn::Units => true,
            PlanColumn::With => false,
            _ => continue,
        };
        if super::nodes::says_nothing(&cell.words) {
            continue;
        }
        let mut all = units(&cell.words);
        if all.is_empty() {
            draft.keep(cell, KeptWhy::NoDepartment);
        }
        for unit in all.extract_if(.., |unit| is_nobody(unit, departments)) {
            draft.keep_words(cell, &with_note(&unit), KeptWhy::NoDepartment);
        }
        let marked = all.iter().any(|unit| unit.role == Some(Role::Leads));
        for unit in all {
            let own = match unit.role {
                Some(role) => role == Role::Leads && leads,
                // Where one is marked as leading, the others help.
                None => leads && !marked,
            };
            let named = Named { cell, unit };
            if own { leading.push(named) } else { helping.push(named) }
        }
    }
    (leading, helping)
}

fn lead(
    named: &Named<'_>,
    several: bool,
    departments: &mut Departments,
    draft: &mut Draft<'_>,
) -> String {
    let Named { cell, unit } = named;
    let found = departments.find(&unit.name);
    if unit.kind == NameKind::Several || unit.and_others {
        draft.check(TaskKey::Owner, &cell.at, CheckWhy::NotOneDepartment);
    }
    if unit.kind.is_doubtful() && found.is_new {
        draft.check(TaskKey::Owner, &cell.at, CheckWhy::NewDepartment);
    }
    if several {
        draft.check(TaskKey::Owner, &cell.at, CheckWhy::FirstLeads);
    }
    if found.by_short_form {
        draft.check(TaskKey::Owner, &cell.at, CheckWhy::FromWords);
    }
    keep_note(named, draft);
    found.id
}

fn help(
    named: &Named<'_>,
    departments: &mut Departments,
    with: &mut Vec<String>,
    draft: &mut Draft<'_>,
) {
    let Named { cell, unit } = named;
    if unit.kind == NameKind::Several {
        draft.keep_words(cell, &with_note(unit), KeptWhy::NoDepartment);
        return;
    }
    let found = departments.find(&unit.name);
    if found.by_short_form {
        draft.check(TaskKey::With, &cell.at, CheckWhy::FromWords);
    }
    if unit.and_others {
        draft.check(TaskKey::With, &cell.at, CheckWhy::NotOneDepartment);
    }
    if unit.kind.is_doubtful() && found.is_new {
        draft.check(TaskKey::With, &cell.at, CheckWhy::NewDepartment);
    }
    keep_note(named, draft);
    if !with.contains(&found.id) {
        with.push(found.id);
    }
}

/// What stands in brackets behind a department.
fn keep_note(named: &Named<'_>, draft: &mut Draft<'_>) {
    if named.unit.note.is_some() {
        draft.keep_words(named.cell, &with_note(&named.unit), KeptWhy::MoreWords);
    }
}

/// A name with what stands behind it.
fn with_note(unit: &NamedUnit) -> String {
    match &unit.note {
        Some(note) => format!("{}（{note}）", unit.name),
        None => unit.name.clone(),
    }
}

/// A person, or words that name nobody; a department that goes by such a name is one.
fn is_nobody(unit: &NamedUnit, departments: &Departments) -> bool {
    matches!(unit.kind, NameKind::Person | NameKind::Nothing) && !departments.knows(&unit.name)
}
