//! A task file as paragraphs: each task by its promise and its events; a block that cannot be read, as its text.

use super::Side;
use super::keys::keys;
use crate::blocks;
use crate::ledger::{Book, Entry, Event, Task};
use crate::read::read_apart;
use std::collections::{HashMap, HashSet};

/// One piece of a task file.
#[derive(Debug)]
pub enum Paragraph {
    /// A task that could be read.
    Task(Box<TaskParagraph>),
    /// Text as it stands: the head of the file, or a block with an error.
    Text(String),
}

/// A task by what it promises and what happened to it.
#[derive(Debug)]
pub struct TaskParagraph {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// 重点.
    pub key: bool,
    /// Unit of its figures.
    pub unit: String,
    /// The keys that differ from the usual, with their values; names instead of ids.
    pub keys: Vec<(&'static str, String)>,
    /// Its log, each entry with the new owner's name where it has one.
    pub log: Vec<(Entry<'static>, Option<String>)>,
}

/// The values that hold without being stated.
const USUAL: [(&str, &str); 7] = [
    ("extensions", "0"),
    ("weight", "1"),
    ("measure", "cumulative"),
    ("kind", "action"),
    ("baseline", "0"),
    ("unit", "%"),
    ("key", "true"),
];

/// The paragraphs of a task file. `config` is the text of its duban.toml.
pub fn paragraphs(config: &str, text: &str) -> Vec<Paragraph> {
    let mut side = Side::default();
    side.config("duban.toml", config.to_owned());
    side.tasks("", "", text.to_owned());
    let cut = blocks::cut(text);
    let slice = |at: std::ops::Range<usize>| text.get(at).unwrap_or("").trim().to_owned();
    let file = side.tasks.values().next().copied();
    let starts: HashSet<_> = file
        .into_iter()
        .flat_map(|file| cut.tasks.iter().map(move |block| (file, block.start)))
        .collect();
    let ledgers: Vec<_> = side.ledger().into_iter().collect();
    let reading = read_apart(&side.sources, &ledgers, &starts);
    let tasks = reading.book.tasks.iter();
    let known: HashMap<usize, &Task<'_>> =
        tasks.map(|task| (task.block.start as usize, task)).collect();
    let mut all = vec![Paragraph::Text(slice(cut.preamble))];
    for block in cut.tasks {
        all.push(match known.get(&block.start) {
            Some(task) => Paragraph::Task(Box::new(task_paragraph(&side, &reading.book, task))),
            None => Paragraph::Text(slice(block)),
        });
    }
    all.retain(|paragraph| !matches!(paragraph, Paragraph::Text(text) if text.is_empty()));
    all
}

fn task_paragraph(side: &Side, book: &Book<'_>, task: &Task<'_>) -> TaskParagraph {
    let stated = keys(side, book, task).into_iter().filter(|key| {
        let usual = USUAL.contains(&(key.key, key.value.as_str()));
        let percent = key.key == "target" && task.target.is_none();
        !key.value.is_empty() && key.key != "title" && !usual && !percent
    });
    let area = task.area.map(|id| book.area(id).name.as_str());
    let shown = stated.map(|key| {
        let name = match key.key {
            "area" => area.unwrap_or_default(),
            _ => key.name.as_str(),
        };
        match name {
            "" => (key.key, key.value),
            name => (key.key, name.to_owned()),
        }
    });
    let owner = |entry: &Entry<'_>| match &entry.event {
        Event::Adjust(change) => change.owner.map(|id| book.department(id).name.clone()),
        _ => None,
    };
    TaskParagraph {
        id: task.id.to_string(),
        title: task.title.to_string(),
        key: task.key,
        unit: task.unit.to_string(),
        keys: shown.collect(),
        log: task.log.iter().map(|entry| (entry.to_static(), owner(entry))).collect(),
    }
}
