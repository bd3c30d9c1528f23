//! What an import read out of a table, what it proposes, and every cell that it could not use: shown before anything is written.

mod cells;
mod part;
mod read;
mod renewed;
mod tasks;

pub use cells::{CellLeft, CellLeftWhy};
pub use read::{ColumnRead, Imported, SheetRead, TaskProposed};
pub use renewed::{Renewed, RenewedTask, TakenOver};

use crate::account::SheetFate;
use crate::ledger::{Locale, TaskKey};
use crate::page::words::{self, say};
use crate::page::{Block, Page, keys, table};
use part::part;

/// The whole report.
pub fn page(read: &Imported, lang: Locale) -> Page {
    let tasks = read.new_tasks() + read.renewed.known();
    let count = words::counted(tasks, "task");
    let file = &read.file;
    let head = say!(lang, "{file}：{tasks}项", "{file}: {count}");
    Page::new("", lang)
        .line(head)
        .lines(read.sheets.iter().filter_map(|sheet| sheet_line(sheet, lang)))
        .with(mapping(read, lang))
        .with(names(read, lang))
        .with(tasks::blocks(read, lang))
        .with(renewed::blocks(&read.renewed, lang))
        .with(cells::blocks(&read.cells, lang))
}

/// That a file has more tasks than are shown of it.
pub fn further(file: &str, tasks: usize, lang: Locale) -> String {
    let count = words::counted(tasks, "task");
    match tasks {
        0 => String::new(),
        _ => say!(
            lang,
            "…{file} 还有{tasks}项（整份看：--dry-run --whole）\n",
            "… {file} has {count} more (to see all of it: --dry-run --whole)\n"
        ),
    }
}

/// What became of a sheet; nothing is said of one that was read and hides nothing.
fn sheet_line(sheet: &SheetRead, lang: Locale) -> Option<String> {
    let fate = match sheet.fate {
        SheetFate::Read(1) => String::new(),
        SheetFate::Read(tables) => say!(lang, "有{tables}张表", "{tables} tables"),
        SheetFate::Empty => say!(lang, "空表", "empty"),
        SheetFate::Hidden => say!(
            lang,
            "隐藏的工作表，没有读（要读：--sheet）",
            "hidden, not read (to read it: --sheet)"
        ),
        SheetFate::NotAsked => say!(lang, "没有要读的工作表", "not asked for"),
        SheetFate::NoTable => say!(lang, "没有表头，没有读", "no head of a table, not read"),
    };
    let hidden =
        |list: &[String], what: String| (!list.is_empty()).then(|| what + &words::list(list, lang));
    let rows =
        hidden(&sheet.hidden_rows, say!(lang, "隐藏的行也读了：", "hidden rows, read too: "));
    let columns =
        hidden(&sheet.hidden_columns, say!(lang, "隐藏的列也读了：", "hidden columns, read too: "));
    let fate = Some(fate).filter(|fate| !fate.is_empty());
    let said: Vec<String> = fate.into_iter().chain(rows).chain(columns).collect();
    if said.is_empty() {
        return None;
    }
    let said = said.join(&say!(lang, "；", "; "));
    Some(match &sheet.name {
        Some(name) => words::with_reason(name, &said, lang),
        None => said,
    })
}

/// What each column was taken for.
fn mapping(read: &Imported, lang: Locale) -> Vec<Block> {
    if read.columns.is_empty() {
        return Vec::new();
    }
    let table = table::table(&read.columns, lang)
        .left(say!(lang, "表头在", "At"), 0, |column| column.at.clone())
        .wrapping(say!(lang, "表头", "Heading"), move |column| heading(column, lang))
        .left(say!(lang, "键", "Key"), 0, |column| column.key.clone())
        .wrapping(say!(lang, "认作", "Taken for"), move |column| {
            let name = column_name(&column.key, lang);
            match of(column, lang).as_str() {
                "" => name,
                of => say!(lang, "{name}（{of}）", "{name}, {of}"),
            }
        });
    part(say!(lang, "各列认作什么", "What each column was taken for"), table.block()).into()
}

fn heading(column: &ColumnRead, lang: Locale) -> String {
    let words = &column.heading;
    if column.hidden {
        say!(lang, "{words}（隐藏）", "{words} (hidden)")
    } else {
        words.clone()
    }
}

/// The unit and the day that a heading states: 万元, 3月底, 6月30日.
fn of(column: &ColumnRead, lang: Locale) -> String {
    let day = column.by.map(|(year, month, day)| {
        let dated = year.map_or_else(String::new, |year| say!(lang, "{year}年", "{year}-"));
        match day {
            Some(day) => say!(lang, "{dated}{month}月{day}日", "{dated}{month:02}-{day:02}"),
            None => say!(lang, "{dated}{month}月底", "end of {dated}{month:02}"),
        }
    });
    column.unit.clone().into_iter().chain(day).collect::<Vec<String>>().join(" ")
}

/// What a key of the mapping is called.
fn column_name(key: &str, lang: Locale) -> String {
    match TaskKey::parse(key) {
        Some(TaskKey::Goal) => {
            say!(lang, "年度目标，其中的数作目标数", "goal, with the figure in it")
        }
        Some(key) => keys::task_key(key, lang),
        None => match key {
            "units" => say!(lang, "责任单位，第一家牵头", "departments, the first leads"),
            "node" => say!(lang, "节点", "dated step"),
            "progress" => say!(lang, "形象进度", "state to be reached"),
            "skip" => say!(lang, "不读", "not read"),
            _ => say!(lang, "没认出，留在备注里", "not known, kept in the remark"),
        },
    }
}

/// The areas, departments and pipelines that are new.
fn names(read: &Imported, lang: Locale) -> Vec<Block> {
    let areas = read.areas.iter().map(|(id, name, tasks, file)| {
        let count = words::counted(*tasks, "task");
        say!(lang, "{name} {id}（{tasks}项，{file}）", "{name} {id} ({count}, {file})")
    });
    let departments = read.departments.iter().map(|(id, name)| format!("{name} {id}"));
    let steps = |(id, steps): &(String, Vec<String>)| format!("{id}  {}", steps.join(" → "));
    let of = |head: String, all: Vec<String>| {
        (!all.is_empty()).then(|| {
            let list = words::list(&all, lang);
            Block::Line(words::with_reason(&head, &list, lang).into())
        })
    };
    let (area, department) = (read.areas.len(), read.departments.len());
    let pipelines = read.pipelines.iter().map(steps).collect::<Vec<String>>();
    let pipeline = pipelines.len();
    let lines: Vec<Block> = [
        of(say!(lang, "领域{area}个", "Areas, {area}"), areas.collect()),
        of(say!(lang, "单位{department}个", "Departments, {department}"), departments.collect()),
        of(say!(lang, "流程{pipeline}个", "Pipelines, {pipeline}"), pipelines),
    ]
    .into_iter()
    .flatten()
    .collect();
    if lines.is_empty() { lines } else { std::iter::once(Block::Gap).chain(lines).collect() }
}
