//! The workbooks of examples/excel, held against what must come out of them.

use super::this_year;
use crate::verdict::root;
use duban::edit::Value;
use duban::exchange::{
    FileKind, Known, PlanMap, Proposals, ProposedTask, file_kind, plan_table, proposed, text_table,
    workbook,
};
use duban::ledger::TaskKey;
use std::fs;
use std::path::Path;

#[test]
fn the_example_workbooks_become_the_tasks_that_are_expected() {
    let folder = root().join("examples/excel");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut wrong = String::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".expected.toml") else { continue };
        let expected: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        let proposals = proposals(&path, stem);
        for line in differences(&expected, &proposals) {
            wrong.push_str(&format!("{stem}: {line}\n"));
        }
        let errors = super::errors(&proposals);
        if !errors.is_empty() {
            wrong.push_str(&format!("{stem}: {errors}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn proposals(expected: &Path, stem: &str) -> Proposals {
    let same = |name: &str| {
        name.strip_prefix(stem)
            .is_some_and(|rest| rest.starts_with('.') && !rest.ends_with(".toml"))
    };
    let mut others =
        fs::read_dir(expected.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let workbook_path =
        others.find(|path| same(&path.file_name().unwrap().to_string_lossy())).unwrap();
    let bytes = fs::read(workbook_path).unwrap();
    let sheets = match file_kind(&bytes) {
        FileKind::Text => vec![text_table(&bytes).unwrap()],
        _ => workbook(&bytes).unwrap(),
    };
    proposed(&plan_table(&sheets, &PlanMap::default()), &Known::default(), this_year())
}

fn differences(expected: &toml::Table, proposals: &Proposals) -> Vec<String> {
    let mut wrong = Vec::new();
    let texts = |value: Option<&toml::Value>| -> Option<Vec<String>> {
        Some(value?.as_array()?.iter().map(|one| one.as_str().unwrap().to_owned()).collect())
    };
    let areas: Vec<String> = proposals.areas.iter().map(|area| area.name.clone()).collect();
    if texts(expected.get("areas")).is_some_and(|own| own != areas) {
        wrong.push(format!("areas {areas:?}"));
    }
    let levels: Vec<String> = proposals
        .pipelines
        .iter()
        .flat_map(|own| &own.steps)
        .map(|(step, _)| step.clone())
        .collect();
    if texts(expected.get("pipeline")).is_some_and(|own| own != levels) {
        wrong.push(format!("pipeline {levels:?}"));
    }
    let headings: Vec<String> = proposals
        .tasks
        .iter()
        .filter(|task| task.heading)
        .map(|task| shown(task, proposals, "title"))
        .collect();
    if texts(expected.get("headings")).unwrap_or_default() != headings {
        wrong.push(format!("headings {headings:?}"));
    }
    let tasks = expected["task"].as_array().unwrap();
    let proposed = proposals.tasks.iter().filter(|task| !task.heading).count();
    if proposed != tasks.len() {
        wrong.push(format!("{proposed} tasks, not {}", tasks.len()));
    }
    for task in tasks {
        let task = task.as_table().unwrap();
        let title = task["title"].as_str().unwrap();
        let Some(own) = proposals.tasks.iter().find(|own| shown(own, proposals, "title") == title)
        else {
            wrong.push(format!("no {title}"));
            continue;
        };
        for (key, value) in task {
            let (found, meant) = (shown(own, proposals, key), plain(value));
            let fits = match key.as_str() {
                "hidden" => true,
                "kept" => shown(own, proposals, "remark").contains(&meant),
                _ => found == meant,
            };
            if !fits {
                wrong.push(format!("{title} {key}: {found} for {meant}"));
            }
        }
    }
    wrong
}

fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(all) => all.iter().map(plain).collect::<Vec<String>>().join("|"),
        other => other.to_string(),
    }
}

/// The value of a key as the expectations write it: departments by name, points of the plan in lines.
fn shown(task: &ProposedTask, proposals: &Proposals, key: &str) -> String {
    let name = |id: &String| {
        let department = proposals.departments.iter().find(|own| own.id == *id);
        department.map_or(id.clone(), |own| own.name.clone())
    };
    match key {
        "steps" => {
            let steps = task
                .plan
                .iter()
                .map(|point| format!("{} {}", point.by, point.step.as_deref().unwrap_or("?")));
            return steps.collect::<Vec<String>>().join("|");
        }
        "reaches" => {
            let reaches = task
                .plan
                .iter()
                .map(|point| format!("{} {}", point.by, point.reach.unwrap_or_default()));
            return reaches.collect::<Vec<String>>().join("|");
        }
        _ => {}
    }
    let Some(value) = TaskKey::parse(key).and_then(|key| task.field(key)) else {
        return "-".to_owned();
    };
    match (key, value) {
        ("owner", Value::Text(id)) => name(id),
        ("with", Value::Texts(ids)) => ids.iter().map(name).collect::<Vec<String>>().join("|"),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Texts(texts)) => texts.join("|"),
        (_, other) => other.toml(),
    }
}
