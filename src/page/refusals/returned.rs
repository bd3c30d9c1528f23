//! Forms that came back and cannot be taken in: whole ones, and single cells.

use super::Refusal;
use super::rows::{CellProblem, cell_problem};
use crate::account::Address;
use crate::ledger::Locale;
use crate::page::words;
use duban_words::say;

/// Why a whole form cannot be taken in.
#[derive(Clone, Debug)]
pub enum ReturnRefused {
    /// It was issued for another period.
    OtherPeriod { is: String, asked: String },
    /// It was issued for another ledger.
    OtherLedger { is: String, ours: String },
    /// Tasks that a form and another table both speak of.
    Both { ids: Vec<String> },
    /// The cells before it cannot be taken.
    Cells,
}

impl ReturnRefused {
    pub fn refusal(&self, file: &str, lang: Locale) -> Refusal {
        match self {
            Self::OtherPeriod { is, asked } => Refusal::new(say!(
                lang,
                "{file}：是{is}的填报表，不是{asked}的",
                "{file}: a form of {is}, not of {asked}"
            ))
            .with(Some(format!("--for {is}"))),
            Self::OtherLedger { is, ours } => Refusal::new(say!(
                lang,
                "{file}：是“{is}”的填报表，不是“{ours}”的",
                "{file}: a form of “{is}”, not of “{ours}”"
            ))
            .with(Some("-C …".to_owned())),
            Self::Cells => Refusal::new(say!(
                lang,
                "填报表里有这些格不能收",
                "these cells of the forms cannot be taken"
            )),
            Self::Both { ids } => {
                let ids = words::list(ids, lang);
                Refusal::new(say!(
                    lang,
                    "填报表和别的表都报了：{ids}",
                    "a form and another table both report of {ids}"
                ))
                .with(Some(say!(lang, "只留一份", "keep one of the files")))
            }
        }
    }
}

/// Why something in a form cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormProblem {
    /// What is kept out of sight was changed.
    Mark,
    /// No sheet has the heads of the form any more.
    NoHeads,
    HeadTwice {
        head: String,
    },
    /// A row of a task that the form was not issued for.
    NotIssued {
        id: String,
        nearest: Option<String>,
    },
    /// A second row of one task or indicator.
    RowTwice {
        id: String,
        first: Address,
    },
    /// A locked cell that says something else now.
    Locked {
        is: String,
        was: String,
    },
    /// Words where the form has no cell to fill in.
    Beside {
        text: String,
    },
    NotANumber {
        text: String,
        unit: String,
    },
    Cell {
        text: String,
        why: CellProblem,
    },
    /// The promise was changed since the form was issued.
    Changed {
        id: String,
    },
    /// The ledger has the task no more, or it is another ledger's.
    NoTask {
        id: String,
    },
    /// Two files say something of one task.
    OtherFile {
        id: String,
        file: String,
    },
    /// Nothing is asked in this cell.
    NotAsked {
        text: String,
    },
    /// A figure that goes back, without a reason.
    Falls {
        last: String,
        to: String,
    },
    /// A step before the one that was reached, without a reason.
    EarlierStep {
        step: String,
    },
    NoSuchStep {
        text: String,
        all: Vec<String>,
        nearest: Option<String>,
    },
    NotAWord {
        text: String,
        all: Vec<String>,
    },
    /// 受阻, and no blocker.
    BlockedByNothing,
    /// A reason for a figure that is not given.
    CorrectionAlone,
    NotARequest {
        text: String,
    },
    /// The line above the table says another period.
    OtherPeriod {
        is: String,
        asked: String,
    },
    /// A figure below 0 of what is never less.
    Negative {
        figure: String,
    },
    /// A part of what is counted whole.
    Parted {
        figure: String,
        unit: String,
    },
    /// Another copy of the form was taken in, which says something else of the same task under this head; one of both may say
    /// nothing.
    Taken {
        head: String,
        is: Option<String>,
        was: Option<String>,
        file: String,
    },
}

/// What cannot be taken of a form, a line each; the same way out is named once for those that follow one another.
pub fn lines(file: &str, wrong: &[(Address, FormProblem)], lang: Locale) -> Vec<String> {
    let helps = |at: usize| wrong.get(at).and_then(|(_, problem)| help(problem, lang));
    let lines = wrong.iter().enumerate().map(|(nth, (at, problem))| {
        let own = helps(nth).filter(|own| helps(nth + 1).as_ref() != Some(own));
        line(file, at, (problem, own), lang)
    });
    lines.collect()
}

/// Something in a form that cannot be taken, with its file and its cell, and the way out.
fn line(
    file: &str,
    at: &Address,
    (problem, help): (&FormProblem, Option<String>),
    lang: Locale,
) -> String {
    let (name, what) = (file.rsplit(['/', '\\']).next().unwrap_or(file), message(problem, lang));
    let mut line = say!(lang, "{name} {at}：{what}", "{name} {at}: {what}");
    if let Some(help) = help {
        line.push_str("\n  = help: ");
        line.push_str(&help);
    }
    line
}

fn message(problem: &FormProblem, lang: Locale) -> String {
    match problem {
        FormProblem::Mark => say!(
            lang,
            "表里隐藏的记录改动过，认不出是发给谁的",
            "what the form keeps out of sight was changed: nobody knows whose it is"
        ),
        FormProblem::NoHeads => say!(
            lang,
            "找不到填报表的表头（编号、累计完成……）",
            "the heads of the form (id, done so far, …) are gone"
        ),
        FormProblem::HeadTwice { head } => {
            say!(lang, "`{head}` 有两列", "two columns are headed `{head}`")
        }
        FormProblem::NotIssued { id, .. } => {
            say!(lang, "`{id}` 不在发出的表里", "the form was not issued for `{id}`")
        }
        FormProblem::RowTwice { id, first } => {
            say!(
                lang,
                "`{id}` 有两行，另一行在 {first}",
                "`{id}` has two rows, the other at {first}"
            )
        }
        FormProblem::Locked { is, was } => say!(
            lang,
            "锁定的格被改过：`{is}`，原是 `{was}`",
            "a locked cell was changed: `{is}`, it was `{was}`"
        ),
        FormProblem::Beside { text } => {
            say!(lang, "`{text}` 不在该填的格里", "`{text}` stands in no cell of the form")
        }
        FormProblem::NotANumber { text, unit } => say!(
            lang,
            "`{text}` 不是数（按{unit}计的累计数）",
            "`{text}` is not a number (the figure so far, in {unit})"
        ),
        FormProblem::Cell { text, why } => {
            let why = cell_problem(*why, lang);
            say!(lang, "`{text}` {why}", "`{text}` {why}")
        }
        FormProblem::Changed { id } => say!(
            lang,
            "{id} 的承诺在发表之后改过",
            "the promise of {id} was changed after the form was issued"
        ),
        FormProblem::NoTask { id } => {
            say!(lang, "台账没有 `{id}` 这一项了", "the ledger has no task `{id}` any more")
        }
        FormProblem::OtherFile { id, file } => {
            say!(lang, "{id} 在 {file} 里也报了", "{file} reports of {id} too")
        }
        FormProblem::NotAsked { text } => {
            say!(lang, "`{text}`：这一项不填这一栏", "`{text}`: nothing is asked here of this task")
        }
        FormProblem::Falls { last, to } => say!(
            lang,
            "{to} 比上次的 {last} 退回去了，没有写更正原因",
            "{to} goes back from the {last} before, and no reason is given"
        ),
        FormProblem::EarlierStep { step } => say!(
            lang,
            "节点“{step}”比已经到的退回去了，没有写更正原因",
            "the step “{step}” goes back from what was reached, and no reason is given"
        ),
        FormProblem::NoSuchStep { text, .. } => {
            say!(lang, "没有节点 `{text}`", "there is no step `{text}`")
        }
        FormProblem::NotAWord { text, .. } => {
            say!(lang, "`{text}` 不是自评的词", "`{text}` is no word for how a task goes")
        }
        FormProblem::BlockedByNothing => {
            say!(lang, "选了受阻，没有写阻点", "it is said to be blocked, and no blocker is named")
        }
        FormProblem::CorrectionAlone => say!(
            lang,
            "写了更正原因，没有填更正后的数",
            "a reason for a correction, and no corrected figure"
        ),
        FormProblem::NotARequest { text } => {
            say!(
                lang,
                "`{text}` 看不出是否申请销号",
                "`{text}` neither asks for strike-off nor not"
            )
        }
        FormProblem::OtherPeriod { is, asked } => {
            say!(lang, "`{is}`：不是{asked}的填报表", "`{is}`: no form of {asked}")
        }
        FormProblem::Negative { figure } => {
            say!(lang, "{figure} 小于0", "{figure} is below 0")
        }
        FormProblem::Parted { figure, unit } => say!(
            lang,
            "{figure} 不是整数，{unit}按整数计",
            "{figure} is no whole number: {unit} is counted whole"
        ),
        FormProblem::Taken { head, is, was, file } => {
            let nothing = || say!(lang, "没有填", "nothing");
            let quoted = |words: &Option<String>| {
                words.as_ref().map_or_else(nothing, |words| format!("`{words}`"))
            };
            let (is, was) = (quoted(is), quoted(was));
            say!(
                lang,
                "“{head}”和已收的不同：{is}，{file} 是 {was}",
                "“{head}” is not what was taken in: {is}, {file} says {was}"
            )
        }
    }
}

fn help(problem: &FormProblem, lang: Locale) -> Option<String> {
    match problem {
        FormProblem::Mark | FormProblem::NoHeads => Some(say!(
            lang,
            "重新发表（duban form），把填的内容贴进新表",
            "issue it again (duban form) and paste what was filled in"
        )),
        FormProblem::NotIssued { nearest: Some(near), .. }
        | FormProblem::NoSuchStep { nearest: Some(near), .. } => {
            Some(super::did_you_mean(near, lang))
        }
        FormProblem::NoSuchStep { all, nearest: None, .. } | FormProblem::NotAWord { all, .. } => {
            Some(words::list(all, lang))
        }
        FormProblem::Changed { id } => Some(say!(
            lang,
            "核对后重新发表（duban form），或逐项录入（duban done {id} …）",
            "check it and issue the form again (duban form), or enter it (duban done {id} …)"
        )),
        FormProblem::HeadTwice { .. } | FormProblem::RowTwice { .. } => {
            Some(say!(lang, "只留一个", "keep one of them"))
        }
        FormProblem::Falls { .. } | FormProblem::EarlierStep { .. } => Some(say!(
            lang,
            "在“更正原因”写明原因，或改数",
            "say why under “Why corrected”, or mend it"
        )),
        FormProblem::NotARequest { .. } => Some(say!(
            lang,
            "申请的写“申请”“是”或“√”，不申请的留空",
            "“asked for” or “yes” where it is, empty where it is not"
        )),
        FormProblem::Taken { .. } => Some(say!(
            lang,
            "以这一份为准：先撤回那次导入（duban undo）再收；数要改的，在“更正原因”写明原因",
            "if this copy holds, undo that import (duban undo) and take it in; say under “Why corrected” why a figure changes"
        )),
        FormProblem::OtherFile { .. } => Some(say!(lang, "只留一份", "keep one of the files")),
        FormProblem::NotIssued { nearest: None, .. }
        | FormProblem::Locked { .. }
        | FormProblem::Beside { .. }
        | FormProblem::NotANumber { .. }
        | FormProblem::Cell { .. }
        | FormProblem::NoTask { .. }
        | FormProblem::NotAsked { .. }
        | FormProblem::BlockedByNothing
        | FormProblem::CorrectionAlone
        | FormProblem::OtherPeriod { .. }
        | FormProblem::Negative { .. }
        | FormProblem::Parted { .. } => None,
    }
}
