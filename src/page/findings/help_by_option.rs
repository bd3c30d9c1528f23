//! The way out of a finding that refuses a write: what to type, where the reader typed a command with options.

use crate::diagnostic::Finding;
use crate::ledger::{Locale, Measure};
use crate::page::words::say;

/// What to add to the command line, if the command has such an option.
pub(super) fn by_option(finding: &Finding, options: &[String], lang: Locale) -> Option<String> {
    let (option, help) = advice(finding, lang)?;
    options.iter().any(|known| known == option).then_some(help)
}

/// The option, and the words around it.
fn advice(finding: &Finding, lang: Locale) -> Option<(&'static str, String)> {
    use Finding as F;
    Some(match finding {
        F::NoApproval { .. } => (
            "approval",
            say!(lang, "写上依据：--approval \"文号\"", "name the document: --approval \"…\""),
        ),
        F::FigureFalls { .. } => (
            "correction",
            say!(lang, "写明原因：--correction \"…\"", "say why: --correction \"…\""),
        ),
        F::EntryTwice { figures: Some(_), .. } => (
            "correction",
            say!(
                lang,
                "后一条算数；是更正的，写明原因：--correction \"…\"",
                "the later one counts; if it corrects the other, say why: --correction \"…\""
            ),
        ),
        F::BlankText { key } | F::BlankName { key } => {
            (key, say!(lang, "写上内容：--{key} \"…\"", "say it: --{key} \"…\""))
        }
        F::StruckByOwner { .. } => {
            ("by", say!(lang, "写明由谁核验：--by 督查单位", "say who verifies it: --by OFFICE"))
        }
        F::DueBeforeStart { start, .. } => (
            "due",
            say!(
                lang,
                "--due 改为 {start} 或更晚，或用 --start 写明何时开始",
                "make --due {start} or later, or say with --start when it begins"
            ),
        ),
        F::EntryBeforeStart { start, .. } => {
            ("on", say!(lang, "--on 改为 {start} 或更晚", "make --on {start} or later"))
        }
        F::PlanOutside { .. } => (
            "plan",
            say!(
                lang,
                "--plan 的日子在 --start 和 --due 之间",
                "the days of --plan lie between --start and --due"
            ),
        ),
        F::PlanBelowBaseline { baseline, .. } => (
            "baseline",
            say!(
                lang,
                "节点应在底数与目标之间；若起点就是这个水平，改 --baseline（现为 {baseline}）",
                "a plan leads from the baseline to the target; if it did begin there, change --baseline, which is {baseline}"
            ),
        ),
        F::TargetEqualsBaseline { .. } => (
            "target",
            say!(
                lang,
                "改 --target 或 --baseline；比率类用 --measure rate",
                "change --target or --baseline; a ratio is --measure rate"
            ),
        ),
        F::MissingTarget { .. } => {
            ("target", say!(lang, "写上目标，如 --target 120", "state one, like --target 120"))
        }
        F::FigureWithoutMeasure { measure: Measure::None, .. } => (
            "measure",
            say!(
                lang,
                "办结类只看办结与否：去掉它，或去掉 --measure none，按数量、百分比或节点衡量",
                "only whether it is done counts: take it away, or leave --measure none out"
            ),
        ),
        F::FigureWithoutMeasure { .. } => (
            "measure",
            say!(
                lang,
                "只跟踪的事项没有目标：去掉它，或改用 --measure cumulative",
                "what is only followed has no target: take it away, or say --measure cumulative"
            ),
        ),
        F::NoDirection => (
            "better",
            say!(
                lang,
                "写上 --baseline，或写明：“以上”的 --better higher，“以内”的 --better lower",
                "state a --baseline, or say --better higher of a floor, lower of a ceiling"
            ),
        ),
        _ => return None,
    })
}
