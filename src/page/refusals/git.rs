//! What is refused, and what is said on standard error, where a ledger meets its repository.

use super::Refusal;
use crate::ledger::Locale;
use crate::page::shell;
use crate::page::words::{self, say};
use chrono::NaiveDate;
use std::path::PathBuf;

/// Why a command that needs the repository is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GitRefusal {
    /// The ledger in this folder is in no repository.
    NoRepository(PathBuf),
    /// The revision has no duban.toml.
    NoLedgerInRevision,
    /// A bare repository has several ledgers, in these folders.
    SeveralLedgers(Vec<String>),
    /// A bare repository has nothing uncommitted to review.
    BareNeedsRange,
    /// `history` was not told which task.
    WhichTask,
    /// `history` needs the ledger's files.
    BareHasNoFiles,
    /// A rebase, a cherry-pick or a revert is under way.
    Unfinished,
    /// A merge has left these files open.
    Unmerged(Vec<PathBuf>),
    /// A hook is there already.
    HookExists {
        /// Where it is.
        file: PathBuf,
        /// The line that it lacks.
        line: String,
    },
    /// The hooks lie outside of the repository.
    HooksShared {
        /// The line that they lack.
        line: String,
    },
}

impl GitRefusal {
    /// In words.
    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(self.message(lang)).with(self.help(lang))
    }

    /// What is wrong.
    fn message(&self, lang: Locale) -> String {
        match self {
            Self::NoRepository(folder) => {
                let here = folder.as_os_str().is_empty();
                let folder = if here { ".".into() } else { folder.display().to_string() };
                say!(
                    lang,
                    "这本台账没有用 git 管理：{folder}",
                    "this ledger is in no git repository: {folder}"
                )
            }
            Self::NoLedgerInRevision => {
                say!(lang, "这个版本里没有 duban.toml", "no duban.toml in that revision")
            }
            Self::SeveralLedgers(_) => say!(
                lang,
                "库里不止一本台账，用 -C 仓库/文件夹 指定",
                "several ledgers in the repository: say which with -C REPOSITORY/FOLDER"
            ),
            Self::BareNeedsRange => say!(
                lang,
                "裸库里没有未提交的改动：写明范围",
                "a bare repository has nothing uncommitted: say which range"
            ),
            Self::WhichTask => say!(
                lang,
                "说明是哪一项，或用 --chart 画全年",
                "say which task, or ask for the year with --chart"
            ),
            Self::BareHasNoFiles => say!(
                lang,
                "裸库里没有台账文件：在工作目录里运行",
                "a bare repository has no files: run it where the ledger is checked out"
            ),
            Self::Unfinished => say!(
                lang,
                "git 正在变基、拣选或还原，先做完",
                "git is in the middle of a rebase, a cherry-pick or a revert: finish it first"
            ),
            Self::Unmerged(files) => {
                let files = files.iter().map(|file| file.display().to_string());
                let files = files.collect::<Vec<String>>().join(&say!(lang, "、", ", "));
                say!(
                    lang,
                    "合并还没有做完，没有提交：{files}",
                    "the merge is not finished, nothing was committed: {files}"
                )
            }
            Self::HookExists { file, .. } => {
                let file = file.display();
                say!(lang, "已经有了，没有改动：{file}", "already there, left as it is: {file}")
            }
            Self::HooksShared { .. } => say!(
                lang,
                "这个库的钩子放在库外（core.hooksPath），与别的库共用，没有改动",
                "the hooks of this repository lie outside of it (core.hooksPath) and are others' too; nothing was changed"
            ),
        }
    }

    /// The way out.
    fn help(&self, lang: Locale) -> Option<String> {
        let command = match self {
            Self::NoRepository(_) => "git init && git add . && git commit",
            Self::NoLedgerInRevision => return None,
            Self::SeveralLedgers(folders) => {
                let folders = folders.iter().map(|folder| format!("`{folder}`"));
                return Some(folders.collect::<Vec<String>>().join(&say!(lang, "、", ", ")));
            }
            Self::BareNeedsRange => "duban review main~1..main",
            Self::WhichTask => "duban history P-07",
            Self::BareHasNoFiles => "git clone",
            Self::Unfinished => {
                "git rebase --continue, git cherry-pick --continue, git revert --continue"
            }
            Self::Unmerged(files) => {
                let first =
                    files.first().map_or_else(|| "FILE".to_owned(), |file| shell::file(file));
                return Some(format!("git diff {first}, git add {first}; git merge --abort"));
            }
            Self::HookExists { line, .. } | Self::HooksShared { line } => line,
        };
        Some(command.to_owned())
    }
}

/// What is said of the repository beside an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GitMessage {
    /// Commits are being read.
    ReadingCommits,
    /// The commit that changed what a closed statement no longer agrees with.
    ChangedBy {
        /// Its short name.
        commit: String,
        /// Who made it.
        author: String,
        /// The day it was made.
        day: NaiveDate,
    },
    /// A closed statement no longer agrees with what is not committed yet.
    ChangedUncommitted,
    /// Nothing differs from the last commit.
    NothingToCommit,
    /// git made no commit.
    NothingCommitted,
    /// A ledger with so many errors is not committed.
    ErrorsNotCommitted(usize),
    /// A write that was to be committed, and was not.
    WrittenNotCommitted {
        /// Why not.
        why: String,
        /// The way out.
        help: Option<String>,
    },
}

impl GitMessage {
    /// The sentence, without the end of its line.
    pub fn words(&self, lang: Locale) -> String {
        match self {
            Self::ReadingCommits => say!(lang, "读取提交", "reading commits"),
            Self::ChangedBy { commit, author, day } => {
                let day = words::date(*day, lang);
                say!(
                    lang,
                    "git：{day}由{author}在提交 {commit} 里改的",
                    "git: changed by {author} on {day}, commit {commit}"
                )
            }
            Self::ChangedUncommitted => {
                say!(lang, "git：还没有提交的改动", "git: changed and not committed yet")
            }
            Self::NothingToCommit => say!(lang, "没有要提交的", "nothing to commit"),
            Self::NothingCommitted => say!(lang, "没有提交", "nothing was committed"),
            Self::ErrorsNotCommitted(errors) => {
                let counted = words::counted(*errors, "error");
                say!(lang, "{errors}处错误，没有提交", "{counted}; nothing was committed")
            }
            Self::WrittenNotCommitted { why, help } => {
                let help = help.as_ref();
                let help = help.map_or_else(String::new, |help| format!("\n  = help: {help}"));
                say!(
                    lang,
                    "已写入，但没有提交：{why}{help}",
                    "written, but not committed: {why}{help}"
                )
            }
        }
    }
}
