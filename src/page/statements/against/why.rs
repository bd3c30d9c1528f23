//! Why a row of the other side's book is as it is, and where it stands, in words.

use crate::account::{Account, AgainstRow, Compared, Conflict, RowReason, Skip, Unread};
use crate::ledger::Locale;
use crate::page::words::{self, say};
use std::path::Path;

/// At most this many characters of a cell are shown.
const LONGEST: usize = 100;

/// What every row is put into words with.
pub(super) struct Wording<'p, 'b> {
    pub(super) account: &'p Account<'b>,
    /// Whether cells are of several files.
    pub(super) several: bool,
    pub(super) lang: Locale,
}

/// Why a row could not be settled.
pub(super) fn why(row: &AgainstRow, lang: Locale) -> String {
    match row.reason {
        Some(RowReason::Unread(why)) => unread(why, row, lang),
        Some(RowReason::Conflict(why)) => conflict(why, row, lang),
        Some(RowReason::Skip(why)) => skip(why, lang),
        None => String::new(),
    }
}

fn unread(why: Unread, row: &AgainstRow, lang: Locale) -> String {
    let unit = row.unit.as_deref().unwrap_or("");
    match why {
        Unread::Words => say!(lang, "不是数", "not a number"),
        Unread::Approximate => say!(lang, "是约数", "a rough number"),
        Unread::SeveralNumbers => say!(lang, "不止一个数", "more than one number"),
        Unread::Increase => say!(lang, "是增量，不是累计数", "an increase, not the figure so far"),
        Unread::Share => {
            say!(lang, "是百分比，台账按{unit}计", "a percentage; the ledger counts in {unit}")
        }
        Unread::OtherUnit => {
            say!(lang, "单位不同，台账按{unit}计", "another unit; the ledger counts in {unit}")
        }
        Unread::Date => say!(lang, "是日期", "a date"),
        Unread::Formula => say!(lang, "公式没有存下结果", "a formula without a value"),
        Unread::ErrorCell => say!(lang, "是错误值", "an error value"),
        Unread::Flag => say!(lang, "是真假值", "true or false"),
        Unread::TooFine => say!(lang, "小数超过六位", "more than six decimals"),
        Unread::OutOfRange => say!(lang, "数太大", "too large"),
        Unread::Merged => say!(lang, "几项合并为一格", "one cell for several tasks"),
        Unread::Struck => say!(lang, "格内有划掉的字", "struck through, all of it or a part"),
        Unread::OtherPeriod(Some(last)) => {
            let last = words::date(last, lang);
            say!(
                lang,
                "表头是截至{last}的数，不是这一期的",
                "of another period: the heading says up to {last}"
            )
        }
        Unread::OtherPeriod(None) => {
            say!(lang, "表头写的不是这一期", "of another period, the heading says")
        }
        Unread::NoTask => say!(lang, "有数，没有编号和事项名", "a figure without id or title"),
    }
}

fn conflict(why: Conflict, row: &AgainstRow, lang: Locale) -> String {
    match why {
        Conflict::Twice => {
            say!(lang, "同一事项报了不止一行", "the task stands in more than one row")
        }
        Conflict::IdAndTitle => {
            let title = row.their_title.as_deref().unwrap_or("");
            say!(
                lang,
                "编号是这一项，事项名却是“{title}”",
                "the id is this task's, the title is “{title}”"
            )
        }
        Conflict::SeveralTitles => say!(
            lang,
            "台账里同名事项不止一项，须写编号",
            "several tasks have this title: an id is needed"
        ),
        Conflict::Heading => {
            say!(lang, "是上级事项，数记在各分项上", "a heading: figures belong to its parts")
        }
        Conflict::NotEntered => say!(lang, "这一天还没有立项", "not yet entered on that day"),
        Conflict::NoFigure => say!(lang, "台账里不计数量", "has no quantity in the ledger"),
        Conflict::ByIndicator => {
            say!(
                lang,
                "按指标衡量，要逐个指标核对",
                "is measured by indicators, to be checked one by one"
            )
        }
    }
}

/// A row that cannot be taken in: its file and cell, what stands there, and why not.
pub fn wrong(row: &AgainstRow, lang: Locale) -> String {
    let place = cell(row, true, lang);
    let text = short(row.text.as_deref().unwrap_or(""));
    let why = match (row.outcome, row.nearest.as_deref()) {
        (Compared::OnlyTheirs, nearest) => {
            let names = [row.their_id.as_deref(), row.their_title.as_deref()];
            let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let why = say!(lang, "台账没有这一项：{name}", "no task of the ledger: {name}");
            let nearest = nearest.map(|id| say!(lang, "，是不是 {id}？", "; did you mean {id}?"));
            why + &nearest.unwrap_or_default()
        }
        _ => why(row, lang),
    };
    let task = row.task.as_deref().map(|id| format!("{id} ")).unwrap_or_default();
    match text.is_empty() {
        true => say!(lang, "{place}：{task}{why}", "{place}: {task}{why}"),
        false => say!(lang, "{place} `{text}`：{task}{why}", "{place} `{text}`: {task}{why}"),
    }
}

/// Why a row is none of a task.
pub(super) fn skip(why: Skip, lang: Locale) -> String {
    match why {
        Skip::Above => say!(lang, "表头以上", "above the head"),
        Skip::Heading => say!(lang, "表头", "head"),
        Skip::Total => say!(lang, "合计", "totals"),
        Skip::Section => say!(lang, "分段", "lines between tasks"),
        Skip::Note => say!(lang, "附注", "notes"),
        Skip::Continuation => say!(lang, "续行", "continued rows"),
        Skip::Filtered => say!(lang, "不在筛选内", "outside the filter"),
        Skip::Hidden => say!(lang, "隐藏的工作表", "hidden sheets"),
        Skip::NoTable => say!(lang, "没有表头的工作表", "sheets without a table"),
    }
}

/// The cell of a row: `Sheet1!C7`, 行7列3; with its file where there are several.
pub(super) fn cell(row: &AgainstRow, several: bool, lang: Locale) -> String {
    let Some(at) = &row.at else {
        return String::new();
    };
    let place = match &at.sheet {
        Some(_) => at.to_string(),
        None => {
            let (row, column) = (u64::from(at.row) + 1, u64::from(at.column) + 1);
            say!(lang, "行{row}列{column}", "row {row} col {column}")
        }
    };
    match row.file.as_deref().filter(|_| several) {
        Some(file) => format!("{} {place}", file_name(file)),
        None => place,
    }
}

/// What is written in a cell, cut where it is longer than anybody reads in a list.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// A file without the folders it lies in.
pub(super) fn file_name(file: &str) -> &str {
    let name = Path::new(file).file_name().and_then(|name| name.to_str());
    name.unwrap_or(file)
}
