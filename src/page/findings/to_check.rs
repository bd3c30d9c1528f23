//! What an import read out of words and nobody has checked yet: a row a task, with the values that it proposed.

use crate::history::KeyChange;
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Block, key_change, keys, table};
use chrono::NaiveDate;

/// A task with marks.
#[derive(Clone, Debug)]
pub struct ToCheck {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The unit of its figures.
    pub unit: String,
    /// The keys that are marked, each with what the task states by it.
    pub keys: Vec<(String, Option<KeyChange>)>,
}

/// The table of them, and how their marks are taken away.
pub(super) fn blocks(tasks: &[ToCheck], lang: Locale) -> Vec<Block> {
    if tasks.is_empty() {
        return Vec::new();
    }
    let (code, count) = ("[to-check]", tasks.len());
    let counted = words::counted(count, "task");
    let head = say!(
        lang,
        "薄弱{code}：导入后待核对{count}项",
        "weakness{code}: {counted} imported and to be checked"
    );
    let table = table::table(tasks.to_vec(), lang)
        .id(|task| task.id.clone())
        .title(|task| task.title.clone())
        .wrapping(say!(lang, "待核对", "To be checked"), move |task| proposed(task, lang));
    let way = say!(
        lang,
        "对照原表核对。值对的，去掉标记：duban set 编号… x-check=；只去一处：x-check-=时限；值不对的，直接改：duban set 编号 时限=6月30日",
        "Hold them against the table. Where they are right, take the marks away: duban set ID… x-check=; one of them: x-check-=due; where one is wrong, set it: duban set ID due=06-30"
    );
    vec![Block::Line(head.into()), table.block(), Block::Line(way.into()), Block::Gap]
}

/// 目标数 10公里、时限 2018年6月30日
fn proposed(task: &ToCheck, lang: Locale) -> String {
    let each = task.keys.iter().map(|(key, value)| match value {
        // Nothing drops the year of a day: these are read against a table.
        Some(change) => {
            let [name, _, value] = key_change::words(change, &task.unit, NaiveDate::MIN, lang);
            format!("{name} {value}")
        }
        None => keys::key_name(key, lang),
    });
    words::list(&each.collect::<Vec<String>>(), lang)
}
