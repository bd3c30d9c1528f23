//! Forms: what is said once they are written, and why they are not.

use super::Refusal;
use crate::calendar::Cadence;
use crate::ledger::Locale;
use crate::page::shell::word;
use crate::page::words;
use duban_words::{say, words};
use std::path::PathBuf;

/// Why no form is made.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "told by its words")]
pub enum FormRefused {
    /// Files that are there and are no empty forms.
    WouldReplace { files: Vec<(PathBuf, Kept)> },
    /// A day or period that cannot be read.
    Since { typed: String },
}

/// Why a file is not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was filled in.
    FilledIn,
    /// It is something else.
    NoForm,
}

impl FormRefused {
    /// In words.
    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(self.message(lang)).with(self.help(lang))
    }

    fn message(&self, lang: Locale) -> String {
        match self {
            Self::WouldReplace { files } => {
                let all = files.iter().map(|(path, why)| {
                    let path = path.display();
                    match why {
                        Kept::FilledIn => {
                            say!(lang, "{path}（已经填过）", "{path} (filled in already)")
                        }
                        Kept::NoForm => say!(lang, "{path}（不是填报表）", "{path} (no form)"),
                    }
                });
                let all = words::list(&all.collect::<Vec<String>>(), lang);
                say!(
                    lang,
                    "不覆盖已有的文件：{all}",
                    "files that are there are not replaced: {all}"
                )
            }
            Self::Since { typed } => say!(
                lang,
                "`{typed}` 不是日期，也不是期",
                "`{typed}` is neither a day nor a period"
            ),
        }
    }

    fn help(&self, lang: Locale) -> Option<String> {
        Some(match self {
            Self::WouldReplace { .. } => say!(
                lang,
                "先收进台账（duban import … --as-log）再移走，或换一个文件夹",
                "take them in (duban import … --as-log) and move them away, or choose another folder"
            ),
            Self::Since { .. } => say!(
                lang,
                "如 2018-05-01、5月1日、4月下旬、2018-04",
                "like 2018-05-01, 2018-04-D3, 2018-04"
            ),
        })
    }
}

/// The form of one department, once it is written.
#[derive(Clone, Debug)]
pub struct FormWritten {
    /// The name of the department.
    pub department: String,
    /// How many tasks it asks for.
    pub tasks: usize,
    /// Where it is.
    pub path: PathBuf,
}

/// What was written, a line each.
pub fn written(forms: &[FormWritten], period: &str, lang: Locale) -> String {
    let mut lines: Vec<String> = forms
        .iter()
        .map(|form| {
            let FormWritten { department, tasks, path } = form;
            let (counted, path) = (words::counted(*tasks, "task"), path.display());
            say!(lang, "{department}{tasks}项：{path}", "{department}, {counted}: {path}")
        })
        .collect();
    let (count, tasks) = (forms.len(), forms.iter().map(|form| form.tasks).sum::<usize>());
    lines.push(match count {
        0 => say!(
            lang,
            "{period}没有要填报的事项，没有写文件",
            "{period}: nothing is to be reported, no file was written"
        ),
        _ => {
            let (units, all) = (words::counted(count, "department"), words::counted(tasks, "task"));
            say!(
                lang,
                "{period}填报表：{count}个单位，{tasks}项",
                "forms for {period}: {units}, {all}"
            )
        }
    });
    lines.join("\n") + "\n"
}

/// Why nothing is to be reported: the ledger reports by another cadence than this period is one of.
pub fn other_cadence(cadence: Cadence, lang: Locale) -> String {
    let name = words::cadence(cadence, lang);
    say!(
        lang,
        "台账{name}报一次；要改，在 duban.toml 的 [ledger] 里写 cadence = \"旬\"（周、旬、月、季）\n",
        "the ledger is reported {name}; to change that, write cadence = \"dekad\" (week, dekad, month, quarter) below [ledger] in duban.toml\n"
    )
}

/// How the forms are taken in once they come back.
pub fn hint((period, name): (&str, &str), place: &str, lang: Locale) -> String {
    let how = words!(lang, "收回后", "once they are back");
    let (period, name, place) = (word(period), word(name), word(place));
    say!(
        lang,
        "{how}：duban import {place} --as-log --for {name}\n",
        "{how}: duban import {place} --as-log --for {period}\n"
    )
}
