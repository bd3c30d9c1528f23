//! Entries that cannot be written as they were typed.

use super::Refusal;
use crate::account::Compared;
use crate::ledger::{Locale, QuantityProblem};
use duban_words::{say, words};

/// Why an entry is not written.
#[derive(Clone, Debug)]
pub enum EntryRefused {
    NotANumber {
        typed: String,
        problem: QuantityProblem,
    },
    NothingAdjusted,
    /// Nobody is said to strike off.
    NoOffice,
    /// A row of a file has neither figure nor step nor note.
    EmptyRow,
    /// A line of `enter` has none.
    EmptyLine,
    FigureAndStep,
    /// `+6` where the task has several rows.
    MoreInSeveralRows,
    NoIdColumn {
        file: String,
    },
    /// What the file's reader says.
    NotRows {
        file: String,
        why: String,
    },
    /// Each wrong row, shown before.
    WrongRows,
    /// Each wrong line, shown before.
    WrongLines,
    NotOwed,
    NoCadence,
    /// A figure of the other side that is not taken over.
    NotAcceptable {
        id: String,
        compared: Option<Compared>,
        cell: Option<String>,
    },
}

impl EntryRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(self.message(lang)).with(self.help(lang))
    }

    fn message(&self, lang: Locale) -> String {
        match self {
            Self::NotANumber { typed, problem } => not_a_number(typed, *problem, lang),
            Self::NothingAdjusted => say!(
                lang,
                "没有说调整什么:--target、--owner、--weight 或 --leader",
                "say what is adjusted: --target, --owner, --weight or --leader"
            ),
            Self::NoOffice => say!(
                lang,
                "没有说由谁核验:加 --by,或在 duban.toml 写 office",
                "say who strikes it off: --by, or `office` in duban.toml"
            ),
            Self::EmptyRow | Self::EmptyLine => say!(lang, "没有填进展", "nothing is reported"),
            Self::FigureAndStep => {
                say!(lang, "完成数和节点只能填一个", "either a figure or a step, not both")
            }
            Self::MoreInSeveralRows => say!(
                lang,
                "同一事项有几行时只能填累计数",
                "a task with several rows takes whole figures only"
            ),
            Self::NoIdColumn { file } => {
                say!(lang, "{file}: 缺少“编号”一列", "{file}: no column `id`")
            }
            Self::NotRows { file, why } => format!("{file}: {why}"),
            Self::WrongRows => {
                say!(lang, "没有写入,先改正这些行", "nothing was written; mend these rows first")
            }
            Self::WrongLines => {
                say!(lang, "没有写入,先改正这些行", "nothing was written; mend these lines first")
            }
            Self::NotOwed => {
                say!(lang, "不是这一期应报未报的事项", "owes no report of this period")
            }
            Self::NoCadence => say!(
                lang,
                "台账没有规定报告周期:说明是哪一期",
                "the ledger has no cadence: say which period"
            ),
            Self::NotAcceptable { id, compared, cell } => {
                let why = not_acceptable(*compared, lang);
                let cell = cell.as_ref();
                let cell = cell.map_or_else(String::new, |cell| format!(" ({cell})"));
                format!("{id}: {why}{cell}")
            }
        }
    }

    fn help(&self, lang: Locale) -> Option<String> {
        match self {
            Self::NotANumber { problem, .. } => Some(how_to_write(*problem, lang)),
            Self::EmptyLine => Some(say!(
                lang,
                "写法:66 | 又签约6户 | 5月底前过八成",
                "write: 66 | what happened | what is promised next"
            )),
            Self::NotAcceptable { .. } => Some(say!(
                lang,
                "只能采用“不一致”的;其他的用 duban done 记",
                "only rows that differ can be accepted; write others with `duban done`"
            )),
            Self::NothingAdjusted
            | Self::NoOffice
            | Self::EmptyRow
            | Self::FigureAndStep
            | Self::MoreInSeveralRows
            | Self::NoIdColumn { .. }
            | Self::NotRows { .. }
            | Self::WrongRows
            | Self::WrongLines
            | Self::NotOwed
            | Self::NoCadence => None,
        }
    }
}

fn not_a_number(typed: &str, problem: QuantityProblem, lang: Locale) -> String {
    match problem {
        QuantityProblem::NotANumber => {
            say!(lang, "不是数:`{typed}`", "not a number: `{typed}`")
        }
        QuantityProblem::OutOfRange => {
            say!(lang, "数太大:`{typed}`", "a number out of range: `{typed}`")
        }
        QuantityProblem::TooFine => {
            say!(lang, "小数位太多:`{typed}`", "too many decimal places: `{typed}`")
        }
    }
}

fn how_to_write(problem: QuantityProblem, lang: Locale) -> String {
    match problem {
        QuantityProblem::NotANumber => say!(
            lang,
            "写作 1200 或 1,200,小数写作 0.5;逗号只作千分位,每三位一个",
            "write 1200 or 1,200, and 0.5; a comma parts whole groups of three only"
        ),
        QuantityProblem::OutOfRange => {
            say!(lang, "绝对值要小于1万亿", "it must lie below 10¹² either side of zero")
        }
        QuantityProblem::TooFine => say!(lang, "最多六位小数", "six decimal places at most"),
    }
}

fn not_acceptable(compared: Option<Compared>, lang: Locale) -> &'static str {
    match compared {
        None | Some(Compared::OnlyOurs) => words!(lang, "没有报送", "they say nothing of it"),
        Some(Compared::Agrees) => words!(lang, "与台账一致,不用采用", "it agrees already"),
        Some(Compared::Empty) => words!(lang, "报送表里没有填数", "they left the figure out"),
        Some(Compared::Unreadable) => {
            words!(lang, "报送数读不出", "their figure cannot be read")
        }
        Some(Compared::Skipped) => words!(lang, "不在筛选内", "it is outside the filter"),
        Some(Compared::Conflict | Compared::OnlyTheirs | Compared::Differs) => {
            words!(lang, "报送的行对不上", "their rows cannot be set against it")
        }
    }
}
