//! The cells that an import did not understand, and those that belong to no task: each with its place.

use super::part::part;
use crate::account::{KeptWhy, LeftWhy};
use crate::ledger::Locale;
use crate::page::words::say;
use crate::page::{Block, keys, table};

/// A cell.
#[derive(Clone, Debug)]
pub struct CellLeft {
    /// Where it stands.
    pub at: String,
    /// Its words.
    pub text: String,
    /// Why it was not used.
    pub why: CellLeftWhy,
    /// The id of the task and the key where its words are kept; none of a cell that belongs to no task.
    pub kept: Option<(String, String)>,
    /// How many more cells of the same sheet it stands for.
    pub more: usize,
}

/// Why a cell was not used as what its column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellLeftWhy {
    /// It belongs to no task.
    Left(LeftWhy),
    /// It is kept in the remark of its task.
    Kept(KeptWhy),
}

/// Two lists: what is kept, and what belongs to no task.
pub(super) fn blocks(cells: &[CellLeft], lang: Locale) -> Vec<Block> {
    let (kept, left): (Vec<&CellLeft>, Vec<&CellLeft>) =
        cells.iter().partition(|cell| cell.kept.is_some());
    let mut blocks = Vec::new();
    let of = |cells: Vec<&CellLeft>| {
        table::table(cells.into_iter().cloned().collect::<Vec<CellLeft>>(), lang)
            .left(say!(lang, "格", "Cell"), 0, |cell| cell.at.clone())
            .wrapping(say!(lang, "内容", "Words"), move |cell| words(cell, lang))
            .left(say!(lang, "为什么", "Why"), 0, move |cell| why(cell.why, lang))
            .left(say!(lang, "留在", "Kept in"), 0, move |cell| {
                let key = |key: &str| keys::key_name(key, lang);
                cell.kept
                    .as_ref()
                    .map_or_else(String::new, |(id, own)| format!("{id} {}", key(own)))
            })
            .if_any()
            .block()
    };
    if !kept.is_empty() {
        let count = kept.len();
        let head = say!(
            lang,
            "没有读懂的格子{count}个，原话都留着",
            "Cells that were not understood, their words kept: {count}"
        );
        blocks.extend(part(head, of(kept)));
    }
    if !left.is_empty() {
        let count: usize = left.iter().map(|cell| cell.more + 1).sum();
        let head = say!(
            lang,
            "不属于哪一项的格子{count}个，没有写进台账",
            "Cells of no task, not written: {count}"
        );
        blocks.extend(part(head, of(left)));
    }
    blocks
}

/// Its words on one line.
fn words(cell: &CellLeft, lang: Locale) -> String {
    let text = match cell.why {
        CellLeftWhy::Left(LeftWhy::Unvalued) => say!(lang, "（公式）", "(formula)"),
        CellLeftWhy::Left(_) | CellLeftWhy::Kept(_) => {
            cell.text.split_whitespace().collect::<Vec<&str>>().join(" ")
        }
    };
    match cell.more {
        0 => text,
        more => {
            let cells = more + 1;
            say!(lang, "{text} 等{cells}格", "{text}, … ({cells} cells)")
        }
    }
}

fn why(why: CellLeftWhy, lang: Locale) -> String {
    match why {
        CellLeftWhy::Left(why) => left(why, lang),
        CellLeftWhy::Kept(why) => kept(why, lang),
    }
}

fn kept(why: KeptWhy, lang: Locale) -> String {
    match why {
        KeptWhy::NoKey => say!(lang, "台账没有这一列", "no such key"),
        KeptWhy::NoDay => say!(lang, "读不出日期", "no day in it"),
        KeptWhy::NoFigure => say!(lang, "读不出数", "no figure in it"),
        KeptWhy::NoDepartment => say!(lang, "不是哪一个单位", "no single department"),
        KeptWhy::NoSuchValue => say!(lang, "没有这个取值", "no such value"),
        KeptWhy::StepOutside => say!(lang, "节点不在起止之间", "step outside start and deadline"),
        KeptWhy::NotWithTheRest => {
            say!(lang, "与同一项其他内容配不上", "does not go with the rest")
        }
        KeptWhy::OfAHeading => say!(lang, "上级事项不计数", "a heading has no figures"),
        KeptWhy::MoreWords => say!(lang, "取值之外的话", "words beside the value"),
    }
}

fn left(why: LeftWhy, lang: Locale) -> String {
    match why {
        LeftWhy::Above => say!(lang, "标题", "title"),
        LeftWhy::UnitLine => say!(lang, "单位、日期行", "line of units or days"),
        LeftWhy::HeadAgain => say!(lang, "重复的表头", "head once more"),
        LeftWhy::ColumnNumbers => say!(lang, "列号", "numbers of columns"),
        LeftWhy::Total => say!(lang, "合计", "total"),
        LeftWhy::Footer => say!(lang, "表尾", "footer"),
        LeftWhy::NoHeading => say!(lang, "没有表头", "no heading over it"),
        LeftWhy::NoTask => say!(lang, "这一行没有事项", "row without a task"),
        LeftWhy::Shared => say!(lang, "几项合用一个数", "one figure of several tasks"),
        LeftWhy::Comment => say!(lang, "批注", "comment"),
        LeftWhy::Covered => say!(lang, "被合并单元格盖住", "covered by a merged cell"),
        LeftWhy::Struck => say!(lang, "划掉了", "struck through"),
        LeftWhy::Error => say!(lang, "是错误值", "error value"),
        LeftWhy::Unvalued => say!(lang, "公式没有存值", "formula without a value"),
        LeftWhy::HiddenSheet => say!(lang, "工作表隐藏", "hidden sheet"),
        LeftWhy::NotAsked => say!(lang, "没有要读的工作表", "sheet not asked for"),
        LeftWhy::NoTable => say!(lang, "工作表里没有表", "sheet without a table"),
        LeftWhy::Skipped => say!(lang, "对照表说不读", "skipped by the mapping"),
    }
}
