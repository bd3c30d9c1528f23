//! What is wrong with the indicators of a task, in words.

use crate::diagnostic::Indicated;
use crate::ledger::Locale;
use crate::page::words::{self, say};

/// What is wrong, in one line.
pub(super) fn title(finding: &Indicated, lang: Locale) -> String {
    match finding {
        Indicated::Beside { key } => say!(
            lang,
            "本项按指标衡量（`indicators`），不能另有 `{key}`",
            "a task with `indicators` cannot have `{key}` of its own"
        ),
        Indicated::Twice { key, value } => say!(
            lang,
            "两个指标的编号或名称都是 `{value}`（`{key}`）",
            "two indicators go by `{value}` (`{key}`)"
        ),
        Indicated::Whole { ids } => {
            let ids = words::list(ids, lang);
            say!(
                lang,
                "本项按指标衡量，一个总数记不到哪个指标上（{ids}）",
                "the task is measured by indicators ({ids}), one number belongs to none of them"
            )
        }
        Indicated::NoneThere { ids } => {
            let ids = words::list(ids, lang);
            say!(
                lang,
                "本项没有 `indicators`，不能按指标记数（{ids}）",
                "the task has no `indicators`, figures cannot be given by indicator ({ids})"
            )
        }
        Indicated::Adjusted => say!(
            lang,
            "本项按指标衡量，没有可以调整的总目标 `target`",
            "the task is measured by indicators, it has no `target` of its own to adjust"
        ),
    }
}

/// The way out.
pub(super) fn help(finding: &Indicated, lang: Locale) -> String {
    match finding {
        Indicated::Beside { key } => say!(
            lang,
            "把 `{key}` 写到各指标里，或去掉 `indicators`",
            "state `{key}` in each indicator, or take `indicators` away"
        ),
        Indicated::Twice { .. } => say!(
            lang,
            "给每个指标不同的编号和名称",
            "give each indicator an id and a name of its own"
        ),
        Indicated::Whole { ids } => {
            let figures: Vec<String> = ids.iter().map(|id| format!("{id} = …")).collect();
            let figures = figures.join(", ");
            say!(
                lang,
                "写成 done = {{ {figures} }}，没报的指标不写",
                "write done = {{ {figures} }}, leaving out what was not reported"
            )
        }
        Indicated::NoneThere { .. } => say!(
            lang,
            "写成一个数，如 done = 12，或给本项写上 `indicators`",
            "write one number, like done = 12, or give the task its `indicators`"
        ),
        Indicated::Adjusted => say!(
            lang,
            "要调整其中一个指标的目标，把这个指标立为单独的事项",
            "to adjust the target of one indicator, make a task of it"
        ),
    }
}
