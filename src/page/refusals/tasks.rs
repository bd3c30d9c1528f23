//! Tasks that cannot be changed, or added, in the way asked for.

use super::Refusal;
use crate::ledger::{ChangedBy, Locale};
use crate::page::shell;
use duban_words::say;
use std::path::PathBuf;

/// Why a task is not changed or added.
#[derive(Clone, Debug)]
pub enum TaskRefused {
    /// Its block has errors, shown before.
    HasErrors {
        id: String,
    },
    /// Its block has errors, and it is to be read.
    NotRead {
        id: String,
    },
    /// Its id stands twice; both places are shown before.
    Twice {
        id: String,
    },
    /// It belongs to an included ledger.
    Included {
        id: String,
        ledger: String,
        /// Its folder.
        folder: PathBuf,
        /// The id there.
        there: String,
    },
    /// The edited text is not one block.
    NotOne,
    /// Another writer changed it while it was edited.
    ChangedMeanwhile,
    NotAPair {
        typed: String,
    },
    /// A value that says nothing.
    BlankValue {
        key: String,
    },
    /// The key is changed by another command.
    Promised {
        id: String,
        key: String,
        by: ChangedBy,
    },
    /// It says no indicator.
    NoIndicator {
        typed: String,
    },
    Missing {
        flags: Vec<&'static str>,
    },
    NotATaskFile {
        path: PathBuf,
    },
}

impl TaskRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        match self {
            Self::HasErrors { id } => Refusal::new(say!(
                lang,
                "这项事项有错误，先用 `duban edit` 改正：{id}",
                "this task has errors; mend it with `duban edit` first: {id}"
            )),
            Self::NotRead { id } => Refusal::new(say!(
                lang,
                "{id} 有错误，没有读进来",
                "{id} has errors and was not read"
            ))
            .with(Some(say!(lang, "duban check；duban edit {id}", "duban check; duban edit {id}"))),
            Self::Twice { id } => Refusal::new(say!(
                lang,
                "编号 {id} 有两处，不知道记到哪一处，没有写入",
                "the id {id} stands twice and nobody knows which is meant; nothing was written"
            ))
            .with(Some(say!(
                lang,
                "留下一处：改掉另一处的编号，或删去多出来的那一处",
                "keep one of them: give the other another id, or remove it"
            ))),
            Self::Included { id, ledger, folder, there } => Refusal::new(say!(
                lang,
                "{id} 属于并入的台账“{ledger}”，请到那本台账里记",
                "{id} belongs to the included ledger “{ledger}”; write to it there"
            ))
            .with(Some({
                let folder = shell::file(folder);
                say!(
                    lang,
                    "duban -C {folder} …，编号写 {there}",
                    "duban -C {folder} …, where its id is {there}"
                )
            })),
            Self::NotOne => {
                Refusal::new(say!(lang, "要恰好是一项 [[task]]", "it must be exactly one [[task]]"))
            }
            Self::ChangedMeanwhile => Refusal::new(say!(
                lang,
                "编辑期间这项事项被别人改过，没有写入",
                "somebody changed this task meanwhile; nothing was written"
            )),
            Self::NotAPair { typed } => Refusal::new(say!(
                lang,
                "要写成 键=值：`{typed}`",
                "write it as key=value: `{typed}`"
            ))
            .with(Some("phone=22500001".to_owned())),
            Self::BlankValue { key } => Refusal::new(say!(
                lang,
                "`{key}` 是空白",
                "`{key}` is blank"
            ))
            .with(Some(say!(lang, "去掉这个键：{key}=", "take the key away: {key}="))),
            Self::Promised { id, key, by } => Refusal::new(say!(
                lang,
                "`{key}` 是承诺的一部分，不能直接改",
                "`{key}` is a part of the promise and is not simply set"
            ))
            .with(Some(way(id, key, *by, lang))),
            Self::NoIndicator { typed } => Refusal::new(say!(
                lang,
                "不是指标：`{typed}`",
                "not an indicator: `{typed}`"
            ))
            .with(Some(say!(
                lang,
                "写成 `名称:目标`，如 `征地:320亩`，或 `编号:名称:目标:权重:底数`，如 `zd:征地:320亩:2`",
                "write NAME:TARGET, or ID:NAME:TARGET:WEIGHT:BASELINE, like zd:land:320mu:2"
            ))),
            Self::Missing { flags } => {
                let flags = flags.join(&say!(lang, "、", ", "));
                Refusal::new(say!(lang, "还缺 {flags}", "still missing: {flags}"))
            }
            Self::NotATaskFile { path } => {
                let path = path.display();
                Refusal::new(say!(
                    lang,
                    "事项文件要在 duban.toml 旁边或 tasks/ 里，以 .toml 结尾：{path}",
                    "a task file ends in .toml and stands beside duban.toml or in tasks/: {path}"
                ))
            }
        }
    }
}

/// The command that changes a key.
fn way(id: &str, key: &str, by: ChangedBy, lang: Locale) -> String {
    match by {
        ChangedBy::Set => format!("duban set {id} {key}=…"),
        ChangedBy::Extend => say!(
            lang,
            "duban extend {id} 新时限 --approval 文号",
            "duban extend {id} DATE --approval DOCUMENT"
        ),
        ChangedBy::Adjust => say!(
            lang,
            "duban adjust {id} 缘由 --{key} … --approval 文号",
            "duban adjust {id} WHY --{key} … --approval DOCUMENT"
        ),
        ChangedBy::Entry => "duban done, step, note, …".to_owned(),
        ChangedBy::Edit => format!("duban edit {id}"),
    }
}
