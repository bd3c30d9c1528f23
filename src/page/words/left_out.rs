//! What is not in the figures, in words.

use super::{counted, list, say};
use crate::ledger::{LeftOutLedger, Locale, TasksLeftOut};

/// Whose the tasks with an error are that are not counted, behind how many there are; of a book of one ledger no words.
pub fn tasks(of: &[TasksLeftOut], lang: Locale) -> String {
    let named = of.iter().map(|of| {
        let (title, tasks, english) = (&of.title, of.tasks, counted(of.tasks, "task"));
        say!(lang, "{title}{tasks}项", "{title} {english}")
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return String::new();
    }
    let list = list(&named, lang);
    say!(lang, "：{list}", ": {list}")
}

/// Included ledgers of which nothing is counted, each with its number of tasks; `None` where all are.
pub fn ledgers(ledgers: &[LeftOutLedger], lang: Locale) -> Option<String> {
    let named = ledgers.iter().map(|ledger| {
        let path = &ledger.path;
        let tasks = match ledger.tasks {
            Some(tasks) => {
                let english = counted(tasks, "task");
                say!(lang, "{tasks}项", "{english}")
            }
            None => say!(lang, "项数不明", "number of tasks not known"),
        };
        match &ledger.title {
            Some(title) => say!(lang, "{title}（{path}，{tasks}）", "{title} ({path}, {tasks})"),
            None => say!(lang, "{path}（{tasks}）", "{path} ({tasks})"),
        }
    });
    let named: Vec<String> = named.collect();
    let (count, list) = (named.len(), list(&named, lang));
    let english = counted(count, "included ledger");
    let said = || {
        say!(
            lang,
            "有{count}本并入的台账读不了，未计入：{list}。",
            "{english} cannot be read, not counted: {list}."
        )
    };
    (count > 0).then(said)
}
