//! The files after an import: new tasks at the end of the file of their area, changed blocks in their places.

use super::proposed::{Proposed, marked};
use super::renewed::Renewals;
use crate::changes::{Before, Edit, relative};
use crate::commands::add;
use crate::edge::names;
use crate::outcome::Outcome;
use duban::edit::{NewTask, Value, add_tasks, splice};
use duban::exchange::ProposedTask;
use duban::ledger::{AreaId, TaskKey};
use duban::page::refusals::tasks::TaskRefused;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The title of a proposed task.
pub(super) fn title(task: &ProposedTask) -> String {
    match task.field(TaskKey::Title) {
        Some(Value::Text(title)) => title.clone(),
        _ => String::new(),
    }
}

/// The area that the head of a file states for its tasks.
pub(super) fn area_of(before: &Before<'_>, path: &Path) -> Option<String> {
    let file = before.task_file(path)?;
    let text = &before.loaded.sources.file(file).text;
    add::defaults(text).get("area")?.as_str().map(str::to_owned)
}

/// The tasks to be added, with their areas.
pub(super) fn new_tasks(
    before: &Before<'_>,
    proposed: &Proposed,
    file: &str,
) -> Vec<(String, NewTask)> {
    let both = proposed.proposals.tasks.iter().zip(&proposed.known);
    let new = both.filter(|(_, known)| known.is_none()).map(|(task, _)| {
        let mut written = marked(task, file);
        written.fields.push(("entered".to_owned(), Value::Date(before.as_of)));
        (task.area.clone(), written)
    });
    new.collect()
}

/// Everything that changes, file by file.
pub(super) fn edits(
    before: &Before<'_>,
    into: Option<&Path>,
    new: &[(String, NewTask)],
    renewed: &Renewals,
) -> Result<Vec<Edit>, Outcome> {
    if let Some(path) = into.filter(|path| !names::is_task_file(path)) {
        let path = path.to_path_buf();
        return Err(TaskRefused::NotATaskFile { path }.refusal(before.lang).into());
    }
    let mut files: BTreeMap<PathBuf, Vec<&(String, NewTask)>> = BTreeMap::new();
    for task in new {
        let path = into.map_or_else(|| usual_file(before, &task.0), Path::to_path_buf);
        files.entry(path).or_default().push(task);
    }
    let blocks = renewed.blocks();
    let mut edits: Vec<Edit> = Vec::new();
    for (id, block) in &blocks {
        // A file that gets new tasks is written as a whole, its changed blocks with it.
        if !files.contains_key(&relative(before, before.book.task(*id).file)) {
            edits.push(Edit::Block(*id, block.clone()));
        }
    }
    for (path, tasks) in files {
        let known = before.task_file(&path);
        let text = known.map_or_else(String::new, |file| {
            let of_file = blocks.iter().filter(|(id, _)| before.book.task(*id).file == file);
            let mut splices: Vec<duban::edit::Splice> = of_file
                .map(|(id, block)| duban::edit::Splice {
                    at: before.book.task(*id).block.range(),
                    text: block.clone(),
                })
                .collect();
            splices.sort_by_key(|splice| splice.at.start);
            splice(&before.loaded.sources.file(file).text, &splices)
        });
        edits.push(Edit::File(path, appended(text, &tasks)));
    }
    Ok(edits)
}

/// The file with the tasks at its end; a new one states the area of its tasks, where they have one.
fn appended(text: String, tasks: &[&(String, NewTask)]) -> String {
    let first = tasks.first().map_or("", |(area, _)| area.as_str());
    let one_area = !first.is_empty() && tasks.iter().all(|(area, _)| area == first);
    let text = if text.is_empty() && one_area {
        format!("area = {}\n", Value::Text(first.to_owned()).toml())
    } else {
        text
    };
    let defaults = add::defaults(&text);
    let tasks = tasks.iter().map(|(_, task)| {
        let mut task = task.clone();
        task.fields.retain(|(key, value)| match value {
            Value::Text(own) => defaults.get(key).and_then(toml::Value::as_str) != Some(own),
            _ => true,
        });
        task
    });
    let tasks: Vec<NewTask> = tasks.collect();
    add_tasks(text, &tasks)
}

/// The file with most tasks of an area, else one of its name.
fn usual_file(before: &Before<'_>, area: &str) -> PathBuf {
    let at = before.book.areas.iter().position(|own| own.id == area);
    let id = at.and_then(|at| u16::try_from(at).ok()).map(AreaId);
    add::usual_file(before, id).0
}
