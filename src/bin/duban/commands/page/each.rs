//! `page --each dept`: a page a unit, as its own page would be, and an index of them. All stand beside their places before the first
//! takes its own.

use super::arguments::PageArgs;
use super::material::Material;
use crate::edge::{output, output_files};
use crate::outcome::Outcome;
use duban::account::{Figures, Filter, ThroughRow};
use duban::exchange::file_name;
use duban::ledger::{Book, DepartmentId};
use duban::page::refusals::boards::{PageRefused, pages_written};
use duban::render;
use duban::store::replace::Staged;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::io::Write;
use std::path::Path;

/// Where all begin.
const INDEX: &str = "index.html";

/// Writes the pages.
pub(super) fn write(
    material: &Material<'_, '_>,
    filter: &Filter,
    args: &PageArgs,
) -> Result<(), Outcome> {
    let session = &material.view.session;
    let tasks = material.tasks(filter, None);
    let files = files(session.account.book, &tasks);
    if files.is_empty() {
        return Err(PageRefused::NoUnit.refusal(session.lang).into());
    }
    let through = by_unit(session.account.book, material.through_units(filter));
    let pages = files.par_iter().map(|(unit, file)| {
        let filter = Filter { departments: vec![*unit], ..filter.clone() };
        let tasks = material.tasks(&filter, Some(*unit));
        let through = through.get(unit).map_or(&[][..], Vec::as_slice);
        let board = material.board(&tasks, &filter, Some(*unit), through);
        let mut page = Vec::new();
        render::write_board(&board, &mut page)?;
        Ok((file.as_str(), page))
    });
    let mut pages: Vec<(&str, Vec<u8>)> =
        pages.collect::<std::io::Result<_>>().map_err(anyhow::Error::from)?;
    let mut page = Vec::new();
    let index = material.index(&tasks, filter, &files);
    render::write_index(&index, &mut page).map_err(anyhow::Error::from)?;
    pages.push((INDEX, page));
    put(&args.out, &pages)?;
    let bytes = pages.iter().map(|(_, page)| page.len()).sum();
    let index = args.out.join(INDEX);
    let said = pages_written(files.len(), tasks.len(), bytes, &index, session.lang);
    output::say(&(said + "\n"));
    Ok(())
}

/// Puts the pages into the folder, the index last.
fn put(folder: &Path, pages: &[(&str, Vec<u8>)]) -> Result<(), Outcome> {
    let staged = pages.iter().map(|(file, page)| {
        let path = folder.join(file);
        output_files::stage(&path, |to: &mut (dyn Write + Send)| {
            let failed = |source| duban::store::Error::File { path: path.clone(), source };
            to.write_all(page).map_err(failed)
        })
    });
    let staged: Vec<Staged> = staged.collect::<Result<_, duban::store::Error>>()?;
    for staged in staged {
        staged.put()?;
    }
    Ok(())
}

/// The units that lead a task, and the files of their pages: named after them, each of its own.
fn files(book: &Book<'_>, tasks: &[&Figures<'_>]) -> Vec<(DepartmentId, String)> {
    let units: BTreeSet<DepartmentId> =
        tasks.iter().filter_map(|figures| figures.state.owner).collect();
    // Some disks take two names for one that differ in case alone.
    let mut taken = BTreeSet::from([INDEX.to_owned()]);
    let file = |unit: DepartmentId| {
        let department = book.department(unit);
        let mut names = std::iter::once(department.name.clone())
            .chain(std::iter::once(format!("{} {}", department.name, department.id)))
            .chain((2..).map(|nth| format!("{} {nth}", department.name)))
            .map(|name| file_name(&name, "html"));
        let name = names.find(|name| taken.insert(name.to_lowercase()));
        (unit, name.unwrap_or_default())
    };
    units.into_iter().map(file).collect()
}

/// The rows of each unit.
fn by_unit(book: &Book<'_>, rows: Vec<ThroughRow>) -> HashMap<DepartmentId, Vec<ThroughRow>> {
    let units = (0..).map(DepartmentId).zip(&book.departments);
    let units: HashMap<&str, DepartmentId> =
        units.map(|(unit, department)| (department.id.as_str(), unit)).collect();
    let mut by_unit: HashMap<DepartmentId, Vec<ThroughRow>> = HashMap::new();
    for row in rows {
        let unit = row.group.as_deref().and_then(|id| units.get(id));
        if let Some(unit) = unit {
            by_unit.entry(*unit).or_default().push(row);
        }
    }
    by_unit
}
