//! The tasks that an import adds.

use super::part::part;
use super::read::{Imported, TaskProposed};
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Block, table};

/// The list of them, or only how many they are and what is to be checked.
pub(super) fn blocks(read: &Imported, lang: Locale) -> Vec<Block> {
    let new = read.new_tasks();
    if read.tasks.is_empty() {
        return Vec::new();
    }
    let count = words::counted(new, "new task");
    let head = say!(lang, "新增{new}项", "{count}");
    let checks = checks(read, lang);
    let head = match checks.as_str() {
        "" => head,
        checks => say!(lang, "{head}；{checks}", "{head}; {checks}"),
    };
    if !read.whole {
        return vec![Block::Gap, Block::Line(head.into())];
    }
    let sheet = only_sheet(read);
    let table = table::table(&read.tasks, lang)
        .id(|task| task.id.clone())
        .title(|task| task.title.clone())
        .wrapping(say!(lang, "牵头单位", "Owner"), |task| task.owner.clone())
        .left(say!(lang, "时限", "Due"), 0, move |task| match task.due.as_str() {
            "standing" => words::standing_promise(lang),
            due => due.to_owned(),
        })
        .right(say!(lang, "目标数", "Target"), 0, |task| task.target.clone())
        .counts(say!(lang, "节点", "Steps"), 0, |task| task.steps.to_string());
    // Which they are, `check --to-check` says: as words they would press all other columns.
    let marks = |task: &&TaskProposed| task.checks.len().to_string();
    let table = match read.tasks.iter().any(|task| !task.checks.is_empty()) {
        true => table.counts(say!(lang, "待核对", "To be checked"), 0, marks),
        false => table,
    };
    let table = table.left(say!(lang, "原表", "Row"), 0, move |task| {
        let cell = sheet.and_then(|sheet| task.at.strip_prefix(sheet)?.strip_prefix('!'));
        cell.unwrap_or(&task.at).to_owned()
    });
    part(head, table.block()).into()
}

/// The sheet that all tasks stand in, which need not be said of each.
fn only_sheet(read: &Imported) -> Option<&str> {
    let mut sheets = read.tasks.iter().map(|task| task.at.rsplit_once('!').map(|(sheet, _)| sheet));
    let first = sheets.next()??;
    sheets.all(|sheet| sheet == Some(first)).then_some(first)
}

/// How many keys are to be checked of how many tasks.
fn checks(read: &Imported, lang: Locale) -> String {
    let marked = read.tasks.iter().filter(|task| !task.checks.is_empty());
    let keys: usize = marked.clone().map(|task| task.checks.len()).sum();
    let tasks = marked.count();
    if tasks == 0 {
        return String::new();
    }
    let (of_keys, of_tasks) = (words::counted(keys, "value"), words::counted(tasks, "task"));
    say!(
        lang,
        "其中{tasks}项有{keys}处是从文字里读出来的，待核对：duban check --to-check",
        "{of_keys} of {of_tasks} read out of words, to be checked: duban check --to-check"
    )
}
