//! Rows and columns of a file of entries that cannot be taken, and files whose rows are of others.

use super::{Refusal, did_you_mean};
use crate::ledger::Locale;
use crate::page::words as page_words;
use chrono::NaiveDate;
use duban_words::{say, words};

/// Why a cell cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellProblem {
    Struck,
    Error,
    Day,
    NoValue,
    Flag,
    /// Several cells in one.
    Merged,
}

/// Why rows are not written.
#[derive(Clone, Debug)]
pub enum RowRefused {
    /// `+6` on a day that has a figure already.
    MoreOnThatDay { on: NaiveDate },
    /// Two rows with two figures of one task and day; the other row.
    TwoFigures { other: String },
    /// The id is of one task, the title of another.
    IdAndTitle { title: String },
    /// A cell in a column without a heading.
    Beyond { at: String, text: String },
    /// Neither id nor title.
    NoTask,
    /// A title that several tasks have.
    SeveralTitles { title: String },
    /// A figure in another unit than the task's.
    OtherUnit { written: String, unit: String },
    /// A cell that cannot be taken: struck through, an error, a day where a number should stand.
    Cell { text: String, why: CellProblem },
    /// No column of anything to enter.
    NothingToEnter { file: String },
    /// A file without rows.
    EmptyFile { file: String },
    /// Two columns that mean the same: their places and headings.
    ColumnTwice { file: String, first: (String, String), second: (String, String) },
    /// A column that means nothing.
    UnknownColumn {
        file: String,
        at: String,
        name: String,
        nearest: Option<String>,
        all: Vec<String>,
    },
    /// A row names a department that has no part in its task.
    UnitOfAnother { file: String, cell: String, unit: String, id: String, owner: String },
    /// A file with rows of others than the department whose file it is, where it is known.
    OfOthers { file: String, sender: Option<String>, owners: Vec<String> },
}

impl RowRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(self.message(lang)).with(self.help(lang))
    }

    fn message(&self, lang: Locale) -> String {
        match self {
            Self::MoreOnThatDay { on } => {
                let on = page_words::date(*on, lang);
                say!(
                    lang,
                    "{on}已有完成数，不能再写“多几”",
                    "{on} has a figure already: none can be added to it"
                )
            }
            Self::TwoFigures { other } => say!(
                lang,
                "同一事项同一天有两个完成数，另一个在{other}",
                "two figures of one task and day; the other stands in {other}"
            ),
            Self::IdAndTitle { title } => say!(
                lang,
                "编号是这一项，事项名却是“{title}”",
                "the id is this task's, the title is “{title}”"
            ),
            Self::Beyond { at, text } => say!(
                lang,
                "{at} `{text}` 不在任何一列里（格内有逗号要加引号）",
                "{at} `{text}` stands in no column (a cell with a comma needs quotes)"
            ),
            Self::NoTask => say!(lang, "没有编号，也没有事项名", "neither id nor title"),
            Self::SeveralTitles { title } => {
                say!(lang, "“{title}”不止一项", "several tasks are titled “{title}”")
            }
            Self::OtherUnit { written, unit } => say!(
                lang,
                "单位不同：写的是{written}，台账按{unit}计",
                "another unit: {written}, the ledger counts in {unit}"
            ),
            Self::Cell { text, why } => {
                let why = cell_problem(*why, lang);
                say!(lang, "`{text}` {why}", "`{text}` {why}")
            }
            Self::NothingToEnter { file } => say!(
                lang,
                "{file}：没有可记的列：完成、节点、说明、申请或投资",
                "{file}: no column to enter: done, step, note, request or invested"
            ),
            Self::EmptyFile { file } => say!(lang, "{file}：是空表", "{file}: nothing in it"),
            Self::ColumnTwice { file, first, second } => {
                let ((at, name), (other, again)) = (first, second);
                say!(
                    lang,
                    "{file}：两列是同一个意思：{at} `{name}`、{other} `{again}`",
                    "{file}: two columns mean the same: {at} `{name}`, {other} `{again}`"
                )
            }
            Self::UnknownColumn { file, at, name, .. } => {
                say!(lang, "{file}：没有列 `{name}`（{at}）", "{file}: no column `{name}` ({at})")
            }
            Self::UnitOfAnother { file, cell, unit, id, owner } => say!(
                lang,
                "{file} {cell} `{unit}`：{id} 是{owner}的事项",
                "{file} {cell} `{unit}`: {id} is a task of {owner}"
            ),
            Self::OfOthers { file, sender, owners } => {
                let owners = page_words::list(owners, lang);
                match sender {
                    Some(sender) => say!(
                        lang,
                        "{file}：是{sender}的表，里面有{owners}的事项",
                        "{file}: a file of {sender} with tasks of {owners}"
                    ),
                    None => say!(
                        lang,
                        "{file}：里面有几个单位的事项：{owners}",
                        "{file}: tasks of several departments: {owners}"
                    ),
                }
            }
        }
    }

    fn help(&self, lang: Locale) -> Option<String> {
        match self {
            Self::UnknownColumn { nearest: Some(nearest), .. } => Some(did_you_mean(nearest, lang)),
            Self::UnknownColumn { all, .. } => Some(all.join(&say!(lang, "、", ", "))),
            Self::ColumnTwice { .. } => Some(say!(lang, "只留一列", "keep one of them")),
            Self::SeveralTitles { .. } => Some(say!(lang, "写上编号", "write the id")),
            Self::TwoFigures { .. } => Some(say!(lang, "只留一行", "keep one of the rows")),
            Self::MoreOnThatDay { .. } => {
                Some(say!(lang, "写累计数", "write the figure reached so far"))
            }
            Self::OfOthers { owners, .. } => {
                let owner = owners.first().map_or("", String::as_str);
                Some(say!(
                    lang,
                    "加 --dept，一次采用一个单位的，如 --dept {owner}",
                    "accept those of one department at a time: --dept {owner}"
                ))
            }
            Self::IdAndTitle { .. }
            | Self::UnitOfAnother { .. }
            | Self::Beyond { .. }
            | Self::NoTask
            | Self::OtherUnit { .. }
            | Self::Cell { .. }
            | Self::NothingToEnter { .. }
            | Self::EmptyFile { .. } => None,
        }
    }
}

pub(super) fn cell_problem(why: CellProblem, lang: Locale) -> &'static str {
    match why {
        CellProblem::Struck => {
            words!(lang, "格内有划掉的字", "is struck through, all of it or a part")
        }
        CellProblem::Error => words!(lang, "是错误值", "is an error value"),
        CellProblem::Day => words!(lang, "是日期", "is a day"),
        CellProblem::NoValue => words!(lang, "公式没有存下结果", "is a formula without a value"),
        CellProblem::Flag => words!(lang, "是真假值", "is true or false"),
        CellProblem::Merged => {
            words!(
                lang,
                "在合并的单元格里，分不清是哪一格的",
                "stands in merged cells: nobody knows in which"
            )
        }
    }
}
