//! What is said beside an answer, on standard error.

use crate::account::{Address, NotRead};
use crate::ledger::{LeftOutLedger, Locale, TasksLeftOut};
use crate::page::words;
use chrono::NaiveDate;
use duban_words::say;
use std::path::PathBuf;

/// What errors in a ledger lead to.
#[derive(Clone, Copy, Debug)]
pub enum Then {
    /// So many tasks are left out, the others are answered for.
    LeftOut(usize),
    /// No figures, for errors in so many tasks, which could be left out.
    InTasks(usize),
    /// No figures, for so many included ledgers, which could be left out.
    InLedgers(usize),
    /// No figures although asked to go on: the errors are not in single tasks.
    NotByTask,
    NotClosed,
}

/// One note.
#[derive(Clone, Debug)]
pub enum Note {
    Errors {
        count: usize,
        then: Then,
    },
    /// To a reader: a write is under way.
    BeingWritten,
    /// To a reader: the last write was cut off.
    CutOff,
    /// To a writer: another write is under way.
    Waiting,
    /// To a writer: what was cut off has been completed.
    Recovered,
    /// The findings before it forbid the write.
    NotWritten,
    /// What was written cannot be taken back.
    NotRemembered {
        why: String,
    },
    /// What was written may not be on the disk yet.
    InDoubt {
        why: String,
    },
    /// What was done could not be told.
    NotTold {
        why: String,
    },
    /// What the repository would tell is not told.
    RepositoryNotRead {
        why: String,
    },
    /// An undo that was cut off had taken the write back already.
    TakenBackBefore,
    /// One answer for all that its department was to answer.
    AnswersAll {
        named: Vec<String>,
    },
    /// A day without its year, taken for the one to come.
    TakenAhead {
        typed: String,
        day: NaiveDate,
    },
    TextKept {
        path: PathBuf,
    },
    /// Reports that closing shuts out although they are within the grace.
    ShutOut {
        tasks: usize,
    },
    /// A roll-over is taken back in one of its two ledgers.
    OtherLedgerToo,
    /// A roll-over that was cut off goes on.
    RollOverGoesOn,
    /// Files and folders among those of the other side.
    NotRead {
        others: Vec<NotRead>,
    },
    /// Sheets of a file that hold no rows to enter.
    SheetsNotRead {
        sheets: Vec<String>,
    },
    /// Files of forms whose hidden sheet is gone, known by their heads.
    UnmarkedForms {
        files: Vec<String>,
    },
    /// Words of forms that stand in none of their cells: the file, the cell, the words.
    Outside {
        cells: Vec<(String, Address, String)>,
    },
    /// What is noted beside cells: the file, the cell, the words, which may be unknown.
    Comments {
        cells: Vec<(String, Address, String)>,
    },
    /// Entries of a file that the log has.
    AlreadyThere {
        count: usize,
    },
    /// Of which of several ledgers the tasks are that are not counted.
    TasksLeftOut {
        of: Vec<TasksLeftOut>,
    },
    /// Included ledgers of which nothing is counted.
    LedgersLeftOut {
        ledgers: Vec<LeftOutLedger>,
    },
    /// Years in which Monday to Friday were counted.
    WithoutHolidays {
        years: Vec<i32>,
    },
}

impl Note {
    /// A whole line.
    pub fn words(&self, lang: Locale) -> String {
        match self {
            Self::Errors { count, then } => errors(*count, *then, lang),
            Self::TasksLeftOut { of } => match words::left_out::tasks(of, lang).as_str() {
                "" => String::new(),
                each => say!(lang, "没有计入的事项{each}。\n", "tasks not counted{each}.\n"),
            },
            Self::LedgersLeftOut { ledgers } => words::left_out::ledgers(ledgers, lang)
                .map_or_else(String::new, |words| words + "\n"),
            Self::WithoutHolidays { years } => {
                words::unknown_years(years, lang).map_or_else(String::new, |words| words + "\n")
            }
            Self::BeingWritten => say!(
                lang,
                "台账正被写入，以下数可能新旧不一\n",
                "a write is under way; these figures may be half old, half new\n"
            ),
            Self::CutOff => say!(
                lang,
                "上一次写入中途断了；以下按写完计算，下次写入时补完\n",
                "the last write was cut off; these figures are as it leaves them, the next write completes it\n"
            ),
            Self::Waiting => say!(
                lang,
                "台账正被另一次写入占用，等候中…\n",
                "another write is under way; waiting …\n"
            ),
            Self::Recovered => say!(
                lang,
                "上一次写入中途断了，已先补完\n",
                "the last write was cut off; it has been completed first\n"
            ),
            Self::NotWritten => say!(
                lang,
                "没有写入：以上是写入后会有的问题\n",
                "nothing was written: this is what would be wrong afterwards\n"
            ),
            Self::NotRemembered { why } => say!(
                lang,
                "已写入，但记不下来，不能用 undo 撤回：{why}\n",
                "written, but `undo` cannot take it back: {why}\n"
            ),
            Self::InDoubt { why } => say!(
                lang,
                "已写入，但磁盘也许还没有存下，断电会丢：{why}\n",
                "written, but the disk may not have it yet: {why}\n"
            ),
            Self::NotTold { why } => say!(
                lang,
                "已写入（或已发出），只是结果没能显示出来，不要再做一遍：{why}\n",
                "written (or sent), but the answer could not be told; do not do it again: {why}\n"
            ),
            Self::RepositoryNotRead { why } => say!(
                lang,
                "台账所在的 git 库读不了，库里的情况没有看：{why}\n",
                "the ledger's repository cannot be read, and was not looked at: {why}\n"
            ),
            Self::TakenBackBefore => say!(
                lang,
                "上一次 undo 中途断了，那时已经撤回\n",
                "the last undo was cut off after it had taken the write back\n"
            ),
            Self::AnswersAll { named } => {
                let (count, named) = (named.len(), named.join(&say!(lang, "；", "; ")));
                say!(
                    lang,
                    "一并答复了{count}件：{named}（只答其中一件，用 --to）\n",
                    "this answers all {count}: {named} (for one of them: --to)\n"
                )
            }
            Self::TakenAhead { typed, day } => {
                let day = words::date(*day, lang);
                say!(lang, "`{typed}` 记作{day}\n", "`{typed}` is taken for {day}\n")
            }
            Self::TextKept { path } => {
                let path = path.display();
                say!(lang, "改过的文本在：{path}\n", "your text is in {path}\n")
            }
            Self::ShutOut { tasks } => {
                let english = words::counted(*tasks, "task");
                say!(
                    lang,
                    "注意：还在宽限期内，{tasks}项未报的，结账后不能再补记到本期\n",
                    "note: still within the grace; reports of {english} can no longer be entered for this period\n"
                )
            }
            Self::OtherLedgerToo => say!(
                lang,
                "结转在两本台账里各是一笔：另一本里也要 undo\n",
                "a roll-over is one write in each of two ledgers: undo the other one too\n"
            ),
            Self::NotRead { others } => not_read(others, lang),
            Self::SheetsNotRead { sheets } => {
                let sheets = words::list(sheets, lang);
                say!(lang, "没有读的工作表：{sheets}\n", "sheets not read: {sheets}\n")
            }
            Self::UnmarkedForms { files } => {
                let files = words::list(files, lang);
                say!(
                    lang,
                    "{files}：没有隐藏的表，按表头认作填报表，照现在的台账核对\n",
                    "{files}: the hidden sheet is gone; known as a form by its heads, and held against the ledger as it is\n"
                )
            }
            Self::Outside { cells } => outside(cells, false, lang),
            Self::Comments { cells } => outside(cells, true, lang),
            Self::AlreadyThere { count } => {
                let english = words::counted(*count, "entry");
                say!(
                    lang,
                    "{count}条已在台账里，不再记\n",
                    "already there, not written again: {english}\n"
                )
            }
            Self::RollOverGoesOn => say!(
                lang,
                "上次结转中途断了：新台账里已有的不再写，把这边补完\n",
                "the last roll-over was cut off: what is there already is not written again, and it is completed here\n"
            ),
        }
    }
}

/// The most cells that are named.
const NAMED: usize = 8;

fn outside(cells: &[(String, Address, String)], are_comments: bool, lang: Locale) -> String {
    let comment = if are_comments { say!(lang, " 批注", " comment") } else { String::new() };
    let lines = cells.iter().take(NAMED).map(|(file, at, text)| {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let words = if text.is_empty() { String::new() } else { format!(" `{text}`") };
        say!(
            lang,
            "没有收：{name} {at}{comment}{words}\n",
            "not taken in: {name} {at}{comment}{words}\n"
        )
    });
    let more = cells.len().saturating_sub(NAMED);
    let rest = (more > 0)
        .then(|| say!(lang, "没有收：另有{more}格\n", "not taken in: {more} more cells\n"));
    lines.chain(rest).collect()
}

fn not_read(others: &[NotRead], lang: Locale) -> String {
    let lines = others.iter().map(|other| {
        let (file, why) = (&other.file, words::not_read(other.why, lang));
        say!(lang, "没有读：{file}（{why}）\n", "not read: {file} ({why})\n")
    });
    lines.collect()
}

fn errors(count: usize, then: Then, lang: Locale) -> String {
    let english = words::counted(count, "error");
    let then = match then {
        Then::LeftOut(0) => say!(lang, "其余照常出数", "the rest is answered for"),
        Then::LeftOut(1) => say!(lang, "1项未计入", "1 task is left out"),
        Then::LeftOut(tasks) => {
            say!(lang, "{tasks}项未计入", "{tasks} tasks are left out")
        }
        Then::InTasks(tasks) => {
            let in_tasks = words::counted(tasks, "task");
            return say!(
                lang,
                "{count}处错误，只在{tasks}项事项里；改好以前没有出数，加 --keep-going 可先看其余事项\n",
                "{english}, in {in_tasks} alone; no figures until then, --keep-going answers for the other tasks\n"
            );
        }
        Then::InLedgers(ledgers) => {
            let in_ledgers = words::counted(ledgers, "included ledger");
            return say!(
                lang,
                "{count}处错误，有{ledgers}本并入的台账读不了；改好以前没有出数，加 --keep-going 可先看其余台账\n",
                "{english}, {in_ledgers} cannot be read; no figures until then, --keep-going answers without them\n"
            );
        }
        Then::NotByTask => say!(
            lang,
            "没有算出任何数：duban.toml 或整份文件有错，不能略过",
            "no figures: errors of duban.toml or of whole files cannot be left out"
        ),
        Then::NotClosed => say!(lang, "没有结账", "nothing was closed"),
    };
    say!(lang, "{count}处错误；{then}\n", "{english}; {then}\n")
}
