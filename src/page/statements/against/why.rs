//! Why a row of the other side's book is as it is, and where it stands, in words.

use super::arithmetic::arithmetic;
use crate::account::{Account, Address, AgainstRow, Conflict, RowReason, Skip, Unread};
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

pub(super) fn unread(why: Unread, row: &AgainstRow, lang: Locale) -> String {
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
        Unread::NoEarlierFigure
        | Unread::NotAdditive
        | Unread::BeforeTheYear
        | Unread::BelowTheYear
        | Unread::NoTarget
        | Unread::ShareAboveBase
        | Unread::ShareOfPercent
        | Unread::NotWhole
        | Unread::NoSuchIndicator => not_converted(why, row, lang),
    }
}

/// Why a figure that can be read is none of the ledger's.
fn not_converted(why: Unread, row: &AgainstRow, lang: Locale) -> String {
    let unit = row.unit.as_deref().unwrap_or("");
    let heading = row.heading.as_ref().map_or("", |(_, words)| words.as_str());
    let target = row.target.map(|target| words::amount(target, unit)).unwrap_or_default();
    match why {
        Unread::NoEarlierFigure => say!(
            lang,
            "“{heading}”是增量，台账在这之前没有完成数，无从累加",
            "“{heading}” is an increase, and the ledger has no earlier figure that it could be added to"
        ),
        Unread::NotAdditive => say!(
            lang,
            "“{heading}”是增量，这一项是比率，不能累加",
            "“{heading}” is an increase, and this is a rate: it does not add up"
        ),
        Unread::BeforeTheYear => say!(
            lang,
            "“{heading}”含以前年度的，台账没有底数，不知道年前完成了多少",
            "“{heading}” counts earlier years too, and without a baseline nobody knows how much stood before the year"
        ),
        Unread::BelowTheYear => say!(
            lang,
            "“{heading}”比年前已有的还少",
            "“{heading}” is less than what stood before the year"
        ),
        Unread::NoTarget => say!(
            lang,
            "“{heading}”是占目标的比例，这一项没有目标，折不成数",
            "“{heading}” is a share of the target, and the task has none"
        ),
        Unread::ShareAboveBase => say!(
            lang,
            "“{heading}”是比例，这一项有底数，不知道从底数算还是从零算",
            "“{heading}” is a share, and the task has a baseline: it may be counted from there or from nothing"
        ),
        Unread::ShareOfPercent => say!(
            lang,
            "“{heading}”是占目标的比例，目标本身是{target}，不知道是哪个百分数",
            "“{heading}” is a share of a target that is {target} itself: nobody knows which percentage it is"
        ),
        Unread::NotWhole => say!(
            lang,
            "“{heading}”按目标{target}折算，得不出整数",
            "“{heading}” comes to no whole number of the target, {target}"
        ),
        Unread::NoSuchIndicator => {
            say!(lang, "“{heading}”不是这一项的指标", "“{heading}” is no indicator of this task")
        }
        Unread::Words
        | Unread::Approximate
        | Unread::SeveralNumbers
        | Unread::Increase
        | Unread::Share
        | Unread::OtherUnit
        | Unread::Date
        | Unread::Formula
        | Unread::ErrorCell
        | Unread::Flag
        | Unread::TooFine
        | Unread::OutOfRange
        | Unread::Merged
        | Unread::NoTask
        | Unread::Struck
        | Unread::OtherPeriod(_) => String::new(),
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
        Conflict::Contradiction => contradiction(row, lang),
    }
}

/// Two cells that cannot both be right, each with what comes of it.
fn contradiction(row: &AgainstRow, lang: Locale) -> String {
    let Some([one, other]) = row.contradiction.as_deref() else {
        return String::new();
    };
    let (at, there) = (place(&one.at, lang), place(&other.at, lang));
    let (one, other) = (arithmetic(one, lang), arithmetic(other, lang));
    say!(
        lang,
        "两格对不上：{at} {one}；{there} {other}",
        "two cells contradict each other: {at} {one}; {there} {other}"
    )
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
    let place = place(at, lang);
    match row.file.as_deref().filter(|_| several) {
        Some(file) => format!("{} {place}", file_name(file)),
        None => place,
    }
}

/// A cell: `Sheet1!C7`, 行7列3.
pub(super) fn place(at: &Address, lang: Locale) -> String {
    if at.sheet.is_some() {
        return at.to_string();
    }
    let (row, column) = (u64::from(at.row) + 1, u64::from(at.column) + 1);
    say!(lang, "行{row}列{column}", "row {row} col {column}")
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
