//! What is asked at a terminal.

use crate::ledger::Locale;
use crate::variants::variants;
use duban_words::words;

variants! {
    /// How a new task is measured.
    pub enum Gauge {
        /// A target in a unit.
        Quantity = "quantity",
        /// In percent of the whole.
        Percent = "percent",
        /// By dated steps.
        Steps = "steps",
        /// A rate, compared with its target.
        Rate = "rate",
        /// Only whether it is done.
        Done = "done",
    }
}

/// The office's word of it.
pub fn gauge(gauge: Gauge, lang: Locale) -> String {
    match gauge {
        Gauge::Quantity => words!(lang, "数量", "quantity"),
        Gauge::Percent => words!(lang, "百分比", "percent"),
        Gauge::Steps => words!(lang, "节点", "steps"),
        Gauge::Rate => words!(lang, "比率", "rate"),
        Gauge::Done => words!(lang, "办结", "done"),
    }
    .to_owned()
}

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Title,
    Area,
    Owner,
    Deadline,
    Gauge,
    Target,
    /// Which way a rate should go.
    Better,
    Unit,
    Step,
    /// Whether a refused text is edited again.
    EditAgain,
    /// Whether a period is closed though reports are missing.
    CloseWithMissing,
}

impl Question {
    pub fn words(self, lang: Locale) -> &'static str {
        match self {
            Self::Title => words!(lang, "事项：", "Title: "),
            Self::Area => words!(lang, "领域：", "Area: "),
            Self::Owner => words!(lang, "牵头单位：", "Owner: "),
            Self::Deadline => words!(lang, "时限：", "Deadline: "),
            Self::Gauge => words!(
                lang,
                "怎么衡量（数量、百分比、节点、比率、办结；回车为百分比）：",
                "Measured how (quantity, percent, steps, rate, done; Enter for percent): "
            ),
            Self::Target => words!(lang, "目标数：", "Target: "),
            Self::Better => words!(
                lang,
                "目标是以上还是以内（回车为以上）：",
                "The target is a floor or a ceiling: at least, at most (Enter for at least): "
            ),
            Self::Unit => words!(lang, "单位（默认%）：", "Unit (default %): "),
            Self::Step => words!(
                lang,
                "节点（如 `3月31日:方案`，一次一个，回车结束）：",
                "Step (like 2018-03-31:PLAN, one at a time, Enter to end): "
            ),
            Self::CloseWithMissing => {
                words!(lang, "按缺报结账吗？（y/n）", "Close it without them? (y/n) ")
            }
            Self::EditAgain => {
                words!(lang, "回车再改，n 放弃：", "Enter to edit again, n to give up: ")
            }
        }
    }
}
