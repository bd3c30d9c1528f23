//! Command lines that cannot be read.

use super::{Refusal, did_you_mean};
use crate::ledger::Locale;
use crate::page::{manual, words};
use duban_words::say;

/// What is wrong with a command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsageProblem {
    NoSuchCommand,
    NoSuchOption,
    /// An option, and what was given to it.
    WrongValue,
    /// An option that must have a value.
    NoValue,
    /// Two that cannot go together.
    Conflict,
    Missing,
    Wrong,
}

/// A command line that is refused.
#[derive(Clone, Debug)]
pub struct UsageRefused {
    pub problem: UsageProblem,
    /// The words it is about.
    pub arguments: Vec<String>,
    /// The nearest known names, the nearest first.
    pub nearest: Vec<String>,
    /// The values that the option has.
    pub values: Vec<String>,
    /// How the command is written.
    pub usage: Option<String>,
}

/// What a format cannot do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatRefused {
    /// No terminal shows it: it goes into a file.
    NoScreen {
        /// docx, xlsx.
        format: &'static str,
    },
    /// This program was built without it.
    NotBuilt {
        /// xlsx, parquet.
        format: &'static str,
        /// The feature of the build that it needs.
        feature: &'static str,
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
            Self::NotBuilt { format, feature } => Refusal::new(say!(
                lang,
                "本程序不含 {feature}，写不出 {format}",
                "this program was built without `{feature}`, which {format} needs"
            ))
            .with(Some(say!(
                lang,
                "改用 csv 或 json；要 {format}：cargo build --features {feature}",
                "take csv or json; for {format}, build with cargo build --features {feature}"
            ))),
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
        let single = |word: &String| word.starts_with('-') && !word.starts_with("--");
        self.problem == UsageProblem::NoSuchOption && self.arguments.iter().any(single)
    }

    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(self.message(lang)).with(Some(self.help(lang)))
    }

    fn message(&self, lang: Locale) -> String {
        let all: Vec<&str> = self.arguments.iter().map(|word| named(word)).collect();
        let word = all.first().copied().unwrap_or("");
        let other = all.get(1).copied().unwrap_or("");
        match self.problem {
            UsageProblem::NoSuchCommand => {
                say!(lang, "没有这个命令：`{word}`", "no such command: `{word}`")
            }
            UsageProblem::NoSuchOption => say!(
                lang,
                "没有这个选项或多了内容：`{word}`",
                "no such option, or one word too many: `{word}`"
            ),
            UsageProblem::WrongValue => {
                let option = option(word);
                say!(lang, "{option} 的值不对：`{other}`", "not a value of {option}: `{other}`")
            }
            UsageProblem::NoValue => say!(lang, "{word} 后面还缺内容", "{word} needs a value"),
            UsageProblem::Conflict if other.is_empty() || option(word) == option(other) => {
                let option = option(word);
                say!(lang, "{option} 写了不止一次", "{option} is given more than once")
            }
            UsageProblem::Conflict => {
                let (word, other) = (option(word), option(other));
                say!(lang, "{word} 不能与 {other} 同用", "{word} does not go with {other}")
            }
            UsageProblem::Missing => {
                let all: Vec<String> = all.into_iter().map(str::to_owned).collect();
                let all = words::list(&all, lang);
                say!(lang, "还缺：{all}", "missing: {all}")
            }
            UsageProblem::Wrong => {
                say!(lang, "命令写法有误：`{word}`", "the command line is wrong: `{word}`")
            }
        }
    }

    fn help(&self, lang: Locale) -> String {
        if self.is_text() {
            return say!(
                lang,
                "以 - 开头的文字紧跟在等号后面：--note=\"-3户反悔\"；不带选项的写在 -- 后面",
                "a text that begins with a hyphen stands behind an equals sign, --note=\"-3 left\", or behind --"
            );
        }
        if !self.nearest.is_empty() {
            let all = self.nearest.join(&say!(lang, "`、`", "`, `"));
            return did_you_mean(&all, lang);
        }
        match &self.usage {
            _ if !self.values.is_empty() => words::list(&self.values, lang),
            Some(usage) => format!("{}{usage}", manual::usage(lang)),
            None => say!(
                lang,
                "duban help 列出全部命令，duban help 命令 说明它的选项",
                "duban help lists all commands, duban help COMMAND its options"
            ),
        }
    }
}

/// `<编号>` by its name; an option with its value stays as it is written.
fn named(word: &str) -> &str {
    let name = word.strip_prefix('<').and_then(|word| word.strip_suffix('>'));
    name.filter(|name| !name.contains('>')).unwrap_or(word)
}

/// `--for` of `--for <时期>`.
fn option(word: &str) -> &str {
    word.split(' ').next().unwrap_or(word)
}
