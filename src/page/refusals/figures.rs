//! Figures that belong to no indicator, or to a task that has none.

use super::{Refusal, did_you_mean};
use crate::ledger::Locale;
use crate::page::words;
use duban_words::say;

/// Why what was typed is no figure of a task.
#[derive(Clone, Debug)]
pub enum FigureRefused {
    /// A second number.
    OneTooMany { typed: String },
    /// Figures by indicator for a task that has none.
    NoIndicators { id: String, typed: String },
    /// One number for a task that is measured by indicators.
    OfWhich { id: String, typed: String, all: Vec<String> },
    /// No indicator goes by that name.
    Unknown { id: String, name: String, nearest: Option<String>, all: Vec<String> },
    /// One indicator has two figures.
    Twice { name: String },
}

impl FigureRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(self.message(lang)).with(self.help(lang))
    }

    fn message(&self, lang: Locale) -> String {
        match self {
            Self::OneTooMany { typed } => {
                say!(lang, "多出一个数：`{typed}`", "one number too many: `{typed}`")
            }
            Self::NoIndicators { id, typed } => say!(
                lang,
                "{id} 不按指标衡量，不能记 `{typed}`",
                "{id} is not measured by indicators: `{typed}`"
            ),
            Self::OfWhich { id, typed, .. } => say!(
                lang,
                "{id} 按指标衡量，`{typed}` 没有说是哪个指标",
                "{id} is measured by indicators, `{typed}` does not say which"
            ),
            Self::Unknown { id, name, .. } => {
                say!(lang, "{id} 没有指标 `{name}`", "{id} has no indicator `{name}`")
            }
            Self::Twice { name } => {
                say!(lang, "指标“{name}”写了两次", "the indicator “{name}” stands twice")
            }
        }
    }

    fn help(&self, lang: Locale) -> Option<String> {
        match self {
            Self::OneTooMany { .. } => None,
            Self::NoIndicators { .. } => {
                Some(say!(lang, "写一个数，如 36 或 +6", "write one number, like 36 or +6"))
            }
            Self::OfWhich { all, .. } => Some(way_out(all, lang)),
            Self::Unknown { nearest: Some(near), .. } => Some(did_you_mean(near, lang)),
            Self::Unknown { all, .. } => {
                let all = words::list(all, lang);
                Some(say!(lang, "它的指标：{all}", "its indicators: {all}"))
            }
            Self::Twice { .. } => Some(say!(lang, "一个指标写一次", "write each indicator once")),
        }
    }
}

/// 写成 征地=120 拆迁=30.
fn way_out(all: &[String], lang: Locale) -> String {
    let figures: Vec<String> = all.iter().map(|name| format!("{name}=…")).collect();
    let figures = figures.join(" ");
    say!(lang, "写成 {figures}，没报的不写", "write {figures}, leaving out what was not reported")
}
