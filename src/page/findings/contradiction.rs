//! Keys that do not go together, in words.

use crate::diagnostic::Contradiction;
use crate::ledger::{Better, Locale};
use crate::page::words::{self, say};

/// What is wrong, in one line.
pub(super) fn title(finding: &Contradiction, lang: Locale) -> String {
    match finding {
        Contradiction::FromAfterTo { from, to } => {
            let (from, to) = (words::date(*from, lang), words::date(*to, lang));
            say!(lang, "`from`（{from}）晚于 `to`（{to}）", "`from` {from} is after `to` {to}")
        }
        Contradiction::YearAndTerm { year, key } => say!(
            lang,
            "既写了 `year` = {year}，又写了 `{key}`",
            "`{key}` stands beside `year` = {year}"
        ),
        Contradiction::NoDefault { key } => {
            say!(lang, "`{key}` 不能写在文件开头", "`{key}` cannot stand at the head of a file")
        }
        Contradiction::BetterAgainstWay { better: Better::Lower, baseline, target } => say!(
            lang,
            "越低越好，目标 {target} 却不低于底数 {baseline}",
            "lower is better, and the target {target} is not below the baseline {baseline}"
        ),
        Contradiction::BetterAgainstWay { better: Better::Higher, baseline, target } => say!(
            lang,
            "越高越好，目标 {target} 却不高于底数 {baseline}",
            "higher is better, and the target {target} is not above the baseline {baseline}"
        ),
        Contradiction::StandingWithPlan => say!(
            lang,
            "长期坚持（`due` 为 \"standing\"）的事项不能有 `plan`",
            "a standing promise (`due` is \"standing\") has no `plan`"
        ),
    }
}

/// The way out.
pub(super) fn help(finding: &Contradiction, lang: Locale) -> String {
    match finding {
        Contradiction::FromAfterTo { .. } => say!(
            lang,
            "`from` 是台账第一天，`to` 是最后一天",
            "`from` is the ledger's first day, `to` its last"
        ),
        Contradiction::YearAndTerm { .. } => say!(
            lang,
            "自然年度写 `year`；跨年的写 `from` 和 `to`，不写 `year`",
            "a calendar year is `year`; any other term is `from` and `to`, without `year`"
        ),
        Contradiction::NoDefault { key } => {
            say!(lang, "`{key}` 每项各写各的", "each task states its own `{key}`")
        }
        Contradiction::BetterAgainstWay { .. } => say!(
            lang,
            "写上真实的底数，或改为比率：measure = \"rate\"",
            "state the true baseline, or make it a ratio: measure = \"rate\""
        ),
        Contradiction::StandingWithPlan => {
            say!(lang, "写上时限，或去掉 `plan`", "give it a deadline, or take the `plan` away")
        }
    }
}
