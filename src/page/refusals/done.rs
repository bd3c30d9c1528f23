//! What a command says that it has done, and the words it writes where none were typed.

use crate::calendar::Period;
use crate::ledger::Locale;
use crate::page::{shell, words};
use duban_words::say;
use std::path::PathBuf;

/// What was done.
#[derive(Clone, Debug)]
pub enum Done {
    /// All is as it should be already.
    NothingToChange,
    Made {
        folder: PathBuf,
    },
    /// A ledger out of a plan: its files and tasks.
    MadeFrom {
        folder: PathBuf,
        files: Vec<String>,
        tasks: usize,
    },
    TookBack {
        command: String,
        files: Vec<String>,
    },
    /// The tasks open at the end, owed and carried over, and the beginning of the statement's digest.
    Closed {
        period: Period,
        open: usize,
        owed: usize,
        carried_over: usize,
        digest: String,
    },
}

impl Done {
    pub fn words(&self, lang: Locale) -> String {
        match self {
            Self::NothingToChange => say!(lang, "没有要改的\n", "nothing to change\n"),
            Self::Made { folder } => {
                let folder = folder.display().to_string();
                let typed = shell::word(&shell::path(&folder));
                say!(
                    lang,
                    "已建好 {folder}/duban.toml 和 {folder}/tasks.toml\n接着看：duban -C {typed}\n",
                    "made {folder}/duban.toml and {folder}/tasks.toml\nnext: duban -C {typed}\n"
                )
            }
            Self::MadeFrom { folder, files, tasks } => {
                let folder = folder.display().to_string();
                let typed = shell::word(&shell::path(&folder));
                let list = words::list(files, lang);
                let count = words::counted(*tasks, "task");
                say!(
                    lang,
                    "已建好 {folder}：{list}，{tasks}项\n每月报一次；要每旬报，把 duban.toml 的 cadence 改成 \"旬\"\n还没有报过数，灯都按没有进展亮；先把到现在的数记进来：duban -C {typed} import 进度表 --as-log --for 期，或发填报表 duban -C {typed} form 期\n接着看：duban -C {typed}\n",
                    "made {folder}: {list}, {count}\nreports are monthly; for one every ten days make cadence = \"dekad\" in duban.toml\nnothing has been reported yet, and the lights say so; take in what has been done: duban -C {typed} import TABLE --as-log --for PERIOD, or send out forms: duban -C {typed} form PERIOD\nnext: duban -C {typed}\n"
                )
            }
            Self::TookBack { command, files } => {
                let files = files.join(&say!(lang, "、", ", "));
                say!(lang, "已撤回 {command}：{files}\n", "took back {command}: {files}\n")
            }
            Self::Closed { period, open, owed, carried_over, digest } => {
                let name = words::dated_period(*period, lang);
                say!(
                    lang,
                    "{name}已结账：期末{open}项，应办{owed}项，转下期{carried_over}项（校验码 {digest}…）\n",
                    "{name} is closed: {open} open at the end, {owed} owed, {carried_over} carried over (digest {digest}…)\n"
                )
            }
        }
    }
}

/// The first commit of a ledger.
pub fn first_commit(lang: Locale) -> String {
    say!(lang, "建账", "the ledger begins")
}
