//! What is refused, and what is said on standard error, when a ledger is exported.

use super::Refusal;
use crate::ledger::Locale;
use crate::page::words::{self, say};
use std::path::{Path, PathBuf};

/// Why nothing is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportRefused {
    /// The file would have a name that files of a ledger have.
    OverLedger { path: PathBuf, extension: &'static str },
    /// The file is a form that a department filled in.
    OverForm { path: PathBuf },
    /// Tables go into a folder.
    NoFolder,
    /// A partition is of the whole ledger: of a part the rest of it would be gone.
    PartOfPartition { option: Option<&'static str> },
    /// A file of text has one table.
    OneTable,
    /// An option that the format or the table does not have.
    NotFor { option: &'static str, what: &'static str },
    /// Ledgers of one name must not write over each other.
    AnotherLedger { path: PathBuf, office: Option<String> },
    /// A number has more digits than its column.
    TooLong { table: &'static str, column: &'static str, row: String, digits: u32 },
    /// A text that says no time before a day.
    NoAlarm { typed: String },
    /// Alarms are asked for where there is no calendar.
    AlarmWithoutCalendar,
}

impl ExportRefused {
    /// In words.
    pub fn refusal(&self, lang: Locale) -> Refusal {
        match self {
            Self::OverLedger { path, extension } => {
                let path = path.display();
                let message = say!(
                    lang,
                    "不写入 {path}：.toml 是台账自己的文件",
                    "nothing is written to {path}: .toml is what a ledger's own files are called"
                );
                let help = say!(
                    lang,
                    "换一个文件名，如 -o 台账.{extension}",
                    "take another name, like -o ledger.{extension}"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::OverForm { path } => {
                let path = path.display();
                let message = say!(
                    lang,
                    "不写入 {path}：是填过的填报表",
                    "nothing is written to {path}: it is a form that was filled in"
                );
                let help = say!(
                    lang,
                    "先收进台账（duban import … --as-log）再移走，或换一个文件名",
                    "take it in (duban import … --as-log) and move it away, or take another name"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::NoFolder => Refusal::new(say!(
                lang,
                "Parquet 写进文件夹，一个表一个文件",
                "Parquet goes into a folder, a file a table"
            ))
            .with(Some("duban export parquet -o data/".to_owned())),
            Self::PartOfPartition { option } => {
                let message = match option {
                    Some(option) => say!(
                        lang,
                        "--partition 写的是整个台账，不能与 {option} 同用：其余的会没有了",
                        "--partition writes the whole of a ledger, so {option} does not go with it: the rest would be gone"
                    ),
                    None => say!(
                        lang,
                        "--partition 写的是整个台账，不能加筛选条件：其余的会没有了",
                        "--partition writes the whole of a ledger, so no filter goes with it: the rest would be gone"
                    ),
                };
                let help = say!(
                    lang,
                    "在查询里筛选，或去掉 --partition",
                    "select in the query, or leave out --partition"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::OneTable => {
                Refusal::new(say!(lang, "一个文本文件只写一个表", "a file of text has one table"))
                    .with(Some(say!(
                        lang,
                        "只写一个 --table，或导出 parquet",
                        "give one --table, or export parquet"
                    )))
            }
            Self::NotFor { option, what } => {
                Refusal::new(say!(lang, "{option} 不用于 {what}", "{option} is not for {what}"))
            }
            Self::AnotherLedger { path, office } => {
                let path = path.display();
                let of = office
                    .as_ref()
                    .map_or_else(String::new, |office| say!(lang, "（{office}）", " ({office})"));
                let message = say!(
                    lang,
                    "{path} 是另一个同名台账的{of}，不覆盖",
                    "{path} is of another ledger of the same name{of}, so it is not replaced"
                );
                let help = say!(
                    lang,
                    "用 --as 给本台账另取一个名字；本台账换过文件夹或机器的，先删去那里原有的文件",
                    "give this ledger a name of its own with --as; where it is this ledger itself, from before it moved to another folder or machine, delete that table first"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::TooLong { table, column, row, digits } => Refusal::new(say!(
                lang,
                "{row} 的数放不进表 {table} 的列 {column}：超过{digits}位",
                "{row}: a number does not fit into column {column} of table {table}: more than {digits} digits"
            )),
            Self::NoAlarm { typed } => {
                let message =
                    say!(lang, "不认识的提前时间：`{typed}`", "no time before a day: `{typed}`");
                let help = say!(
                    lang,
                    "写成 3d（3天前）、15h（前一天上午9点）、2d15h",
                    "write 3d (three days before), 15h (at 9 the day before), 2d15h"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::AlarmWithoutCalendar => {
                let message = say!(lang, "--alarm 只用于日历", "--alarm is for a calendar alone");
                Refusal::new(message).with(Some("duban export ics --alarm 3d -o …".to_owned()))
            }
        }
    }
}

/// So many rows of a table went into a file.
pub fn table_written(table: &str, rows: usize, path: &Path, lang: Locale) -> String {
    let (counted, path) = (words::counted(rows, "row"), path.display());
    say!(lang, "{table} {rows}行，写入 {path}", "{table}: {counted}, written to {path}")
}

/// So many tasks went into a file.
pub fn exported(tasks: usize, path: &Path, lang: Locale) -> String {
    let (counted, path) = (words::counted(tasks, "task"), path.display());
    say!(lang, "已导出{tasks}项，写入 {path}", "{counted} exported to {path}")
}
