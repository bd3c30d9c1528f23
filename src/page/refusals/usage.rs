//! Command lines that cannot be read.

use super::{Refusal, did_you_mean};
use crate::ledger::Locale;
use duban_words::{say, words};

/// What is wrong with a command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsageProblem {
    NoSuchCommand,
    NoSuchOption,
    WrongValue,
    Missing,
    Wrong,
}

/// A command line that is refused.
#[derive(Clone, Debug)]
pub struct UsageRefused {
    pub problem: UsageProblem,
    /// The word it is about.
    pub argument: String,
    pub nearest: Option<String>,
    /// The values that the option has.
    pub values: Vec<String>,
}

/// What a format cannot do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatRefused {
    /// No terminal shows it: it goes into a file.
    NoScreen {
        /// docx, xlsx.
        format: &'static str,
    },
    /// Only CSV has this option.
    CsvOnly {
        /// `--bom`.
        option: &'static str,
    },
}

impl FormatRefused {
    /// The refusal of a command.
    pub fn refusal(self, command: &str, lang: Locale) -> Refusal {
        match self {
            Self::NoScreen { format } => Refusal::new(say!(
                lang,
                "{format} 不能显示在终端里",
                "{format} cannot be shown on a terminal"
            ))
            .with(Some(format!("duban {command} … --format {format} > {command}.{format}"))),
            Self::CsvOnly { option } => {
                Refusal::new(say!(lang, "{option} 只用于 CSV", "{option} is for CSV alone")).with(
                    Some(say!(
                        lang,
                        "加 --format csv；要 Excel 表格用 --format xlsx",
                        "add --format csv; for an Excel workbook, --format xlsx"
                    )),
                )
            }
        }
    }
}

impl UsageRefused {
    /// Whether a text that begins with one hyphen was taken for an option.
    fn is_text(&self) -> bool {
        let single = self.argument.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
        self.problem == UsageProblem::NoSuchOption && single.is_some()
    }

    pub fn refusal(&self, lang: Locale) -> Refusal {
        let what = match self.problem {
            UsageProblem::NoSuchCommand => words!(lang, "没有这个命令", "no such command"),
            UsageProblem::NoSuchOption => {
                words!(lang, "没有这个选项或多了内容", "no such option, or one word too many")
            }
            UsageProblem::WrongValue => {
                words!(lang, "选项的值不对", "not a value of this option")
            }
            UsageProblem::Missing => words!(lang, "还缺", "missing"),
            UsageProblem::Wrong => words!(lang, "命令写法有误", "the command line is wrong"),
        };
        let help = match &self.nearest {
            _ if self.is_text() => say!(
                lang,
                "以 - 开头的文字紧跟在等号后面：--note=\"-3户反悔\"；不带选项的写在 -- 后面",
                "a text that begins with a hyphen stands behind an equals sign, --note=\"-3 left\", or behind --"
            ),
            Some(nearest) => did_you_mean(nearest, lang),
            None if self.values.is_empty() => say!(
                lang,
                "duban --help 列出全部命令和选项",
                "duban --help lists commands and options"
            ),
            None => self.values.join(&say!(lang, "、", ", ")),
        };
        let argument = &self.argument;
        Refusal::new(say!(lang, "{what}：`{argument}`", "{what}: `{argument}`")).with(Some(help))
    }
}
