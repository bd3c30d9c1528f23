//! A journal that is not obeyed: what it is, and both ways out.

use super::Refusal;
use crate::diagnostic::{FileKind, Unopened};
use crate::ledger::Locale;
use crate::page::unopened;
use duban_words::say;
use std::path::PathBuf;

/// Why the journal of a write that was cut off is not obeyed.
#[derive(Clone, Debug)]
pub enum JournalRefused {
    /// It is no regular file.
    NoFile { journal: PathBuf, kind: FileKind },
    /// It cannot be understood.
    NotRead { journal: PathBuf, why: String },
    /// It was made by another user, on another machine or for another folder.
    Foreign { journal: PathBuf },
    /// It names a file that is none of the ledger's.
    Outside { journal: PathBuf, file: PathBuf },
    /// A file has been changed since.
    Stuck {
        journal: PathBuf,
        command: String,
        changed: PathBuf,
        written: Vec<PathBuf>,
        left: Vec<PathBuf>,
    },
}

impl JournalRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        match self {
            Self::NoFile { journal, kind } => {
                let what = unopened::words(Some(journal), &Unopened::NoFile(*kind), lang);
                let journal = journal.display();
                let help = say!(
                    lang,
                    "督办自己不会留下这样的东西。若是别的程序在用它：移走或改名；若没有程序用：删去 {journal}。然后用 duban check 和 git diff 看台账停在哪里",
                    "no write leaves such a thing. If another program uses it, move it away or rename it; if none does, delete {journal}. Then see with `duban check` and `git diff` where the ledger stands"
                );
                Refusal::new(what).with(Some(help))
            }
            Self::NotRead { journal, why } => {
                let journal = journal.display();
                let message =
                    say!(lang, "{journal} 读不懂：{why}", "{journal} cannot be understood: {why}");
                let help = say!(
                    lang,
                    "它记的是一次中途断了的写入。删去 {journal}，再用 duban check 和 git diff 看台账停在哪里",
                    "it stands for a write that was cut off. Delete {journal}, then see with `duban check` and `git diff` where the ledger stands"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::Foreign { journal } => {
                let journal = journal.display();
                let message = say!(
                    lang,
                    "{journal} 不是本用户在本机、在这个文件夹里留下的，不照它做",
                    "{journal} was not left by this user on this machine in this folder; it is not obeyed"
                );
                let help = say!(
                    lang,
                    "若是同事的写入中途断了：请他在原来的机器上再写一次，就补完；若是随复制或克隆来的，或要放弃：删去 {journal}，再用 duban check 看各文件",
                    "if a colleague's write was cut off, let him write once more on his machine, which completes it; if it came with a copy or a clone, or to give up: delete {journal} and look at the files with `duban check`"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::Outside { journal, file } => {
                let (journal, file) = (journal.display(), file.display());
                let message = say!(
                    lang,
                    "{journal} 要写 {file}，那不是这本台账的文件，不照它做",
                    "{journal} names {file}, which is no file of this ledger; it is not obeyed"
                );
                let help = say!(
                    lang,
                    "若 {file} 本是台账的文件而被移走或换成了链接，先放回去；否则删去 {journal}",
                    "if {file} was one and has been moved or replaced by a link, put it back first; otherwise delete {journal}"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::Stuck { journal, command, changed, written, left } => {
                let (journal, changed) = (journal.display(), changed.display());
                let message = say!(
                    lang,
                    "上一次写入（{command}）中途断了，补不完：{changed} 已被别的程序改过",
                    "the last write ({command}) was cut off and cannot be completed: {changed} has been changed by another program"
                );
                let (written, left) = (listed(written, lang), listed(left, lang));
                let help = say!(
                    lang,
                    "要补完：把 {changed} 恢复到那次写入之前的样子（如 git checkout），再写一次；要放弃：删去 {journal}，那样已写的是 {written}，没写的是 {left}",
                    "to complete it: bring {changed} back to what it was before that write (`git checkout`) and write once more; to give up: delete {journal}; then written: {written}; not written: {left}"
                );
                Refusal::new(message).with(Some(help))
            }
        }
    }
}

fn listed(files: &[PathBuf], lang: Locale) -> String {
    if files.is_empty() {
        return say!(lang, "没有", "none");
    }
    let names = files.iter().map(|file| file.display().to_string());
    names.collect::<Vec<String>>().join(&say!(lang, "、", ", "))
}
