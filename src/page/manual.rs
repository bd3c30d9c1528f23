//! The help and the manual of the program: what stands in them, and the words around the help of each argument.

use super::words::{counted, say};
use crate::ledger::Locale;
use crate::variants::variants;
use duban_words::words;

/// The help of the program, or of one of its commands.
#[derive(Clone, Debug, Default)]
pub struct Manual {
    /// `duban-done`, as its page is called.
    pub name: String,
    /// What it does, in a line.
    pub about: String,
    /// How it is written.
    pub usage: String,
    /// Commands and options.
    pub sections: Vec<ManualSection>,
    /// Command lines that show how, after their heading.
    pub examples: Vec<String>,
}

/// Some commands or options under one head.
#[derive(Clone, Debug)]
pub struct ManualSection {
    /// The head.
    pub head: String,
    /// One by one.
    pub rows: Vec<ManualRow>,
}

/// A command or an option.
#[derive(Clone, Debug)]
pub struct ManualRow {
    /// How it is written; of a command also its alias.
    pub terms: Vec<String>,
    /// What it does.
    pub words: String,
}

variants! {
    /// What a command is for.
    pub enum Head {
        /// Looking at the ledger, and into it.
        See = "see",
        /// What has happened.
        Log = "log",
        /// What is decided.
        Decide = "decide",
        /// What leaves the office.
        Send = "send",
        /// The ledger itself, and the program.
        Manage = "manage",
    }
}

impl Head {
    /// The head that a command stands under.
    pub fn of(command: &str) -> Self {
        match command {
            "status" | "overdue" | "lagging" | "due" | "stale" | "blockers" | "list" | "show"
            | "rollup" | "forecast" | "reconcile" | "changes" | "rank" | "review" | "audit"
            | "history" | "check" | "explain" => Self::See,
            "done" | "step" | "note" | "block" | "raise" | "clear" | "request" | "ask"
            | "answer" | "enter" | "set" | "edit" | "undo" => Self::Log,
            "add" | "judge" | "verify" | "reject" | "reopen" | "refuse" | "extend" | "adjust"
            | "suspend" | "resume" | "cancel" | "order" | "close-period" | "roll-over" => {
                Self::Decide
            }
            "report" | "notice" | "page" | "form" | "mail" | "export" => Self::Send,
            _ => Self::Manage,
        }
    }

    /// In words.
    pub fn words(self, lang: Locale) -> String {
        match self {
            Self::See => say!(lang, "看、查", "See and check"),
            Self::Log => say!(lang, "记", "Log"),
            Self::Decide => say!(lang, "定", "Decide"),
            Self::Send => say!(lang, "报送", "Send"),
            Self::Manage => say!(lang, "管理", "Manage"),
        }
    }
}

variants! {
    /// What an argument is for, in the order of the help.
    pub enum Purpose {
        /// By its place.
        Argument = "argument",
        /// Of this command alone.
        Own = "own",
        /// Which tasks.
        Filter = "filter",
        /// How a write is made.
        Write = "write",
        /// How the answer looks.
        Output = "output",
        /// Of every command.
        Common = "common",
    }
}

impl Purpose {
    /// The head of such arguments.
    pub fn words(self, lang: Locale) -> String {
        match self {
            Self::Argument => say!(lang, "参数", "Arguments"),
            Self::Own => say!(lang, "选项", "Options"),
            Self::Filter => say!(lang, "筛选", "Filters"),
            Self::Write => say!(lang, "写入", "Writing"),
            Self::Output => say!(lang, "输出", "Output"),
            Self::Common => say!(lang, "通用", "For every command"),
        }
    }
}

/// The exit codes, each with what it means.
pub fn exits(lang: Locale) -> [(&'static str, String); 6] {
    [
        ("0", say!(lang, "做完", "Done.")),
        (
            "1",
            say!(
                lang,
                "做完，而且有所发现：check 有错误；--exit-code 列出了事项；稽核有擅改",
                "Done, and something was found: check has errors, --exit-code lists tasks, an audit found changes."
            ),
        ),
        ("2", say!(lang, "命令写法有误", "The command line is wrong.")),
        ("3", say!(lang, "台账读不了", "The ledger cannot be read.")),
        ("4", say!(lang, "没有写成或没有发出", "A write or a letter failed.")),
        (
            "5",
            say!(
                lang,
                "已写入或已发出，但没能说清：不要重来，先看台账",
                "Written or sent, but it could not be told: look at the ledger before trying again."
            ),
        ),
    ]
}

/// What leads the line that says how a command is written.
pub fn usage(lang: Locale) -> &'static str {
    words!(lang, "用法：", "Usage: ")
}

/// What stands for all options, and for a command, in that line.
pub fn stand_ins(lang: Locale) -> [(&'static str, &'static str); 2] {
    [
        ("[OPTIONS]", words!(lang, "[选项]", "[OPTIONS]")),
        ("[COMMAND]", words!(lang, "[命令]", "[COMMAND]")),
    ]
}

/// The heads of a manual page: name, synopsis, examples, exit codes, other pages.
pub fn page_heads(lang: Locale) -> [&'static str; 5] {
    [
        words!(lang, "名称", "NAME"),
        words!(lang, "概要", "SYNOPSIS"),
        words!(lang, "例", "EXAMPLES"),
        words!(lang, "退出码", "EXIT STATUS"),
        words!(lang, "另见", "SEE ALSO"),
    ]
}

/// So many tasks, beside what they have in common.
pub fn of_tasks(count: usize, lang: Locale) -> String {
    let tasks = counted(count, "task");
    say!(lang, "{count}项", "{tasks}")
}

/// Where the help of one command is found.
pub fn more(lang: Locale) -> String {
    say!(
        lang,
        "一个命令的用法：duban help 命令（中文名也行）",
        "The help of one command: duban help COMMAND"
    )
}

/// What stands for a value in the help, in the reader's language.
pub fn value_name(name: &str, lang: Locale) -> Option<&'static str> {
    Some(match name {
        "ID" => words!(lang, "编号", "ID"),
        "NAME" => words!(lang, "名称", "NAME"),
        "WORDS" => words!(lang, "字词", "WORDS"),
        "TEXT" | "MESSAGE" => words!(lang, "文字", "TEXT"),
        "WHY" => words!(lang, "原因", "WHY"),
        "DATE" => words!(lang, "日期", "DATE"),
        "DAYS" => words!(lang, "天数", "DAYS"),
        "YEAR" => words!(lang, "年度", "YEAR"),
        "PERIOD" => words!(lang, "时期", "PERIOD"),
        "RANGE" => words!(lang, "范围", "RANGE"),
        "AREA" => words!(lang, "领域", "AREA"),
        "DEPT" | "DEPARTMENT" => words!(lang, "单位", "DEPT"),
        "LEADER" => words!(lang, "领导", "LEADER"),
        "KIND" => words!(lang, "类别", "KIND"),
        "ISSUE" => words!(lang, "哪种通报", "ISSUE"),
        "TAG" | "TAGS" => words!(lang, "标签", "TAG"),
        "SOURCE" => words!(lang, "来源", "SOURCE"),
        "LIGHT" => words!(lang, "灯", "LIGHT"),
        "STANDING" => words!(lang, "状态", "STANDING"),
        "GROUP" => words!(lang, "分组", "GROUP"),
        "ORDER" => words!(lang, "次序", "ORDER"),
        "COUNT" => words!(lang, "项目", "COUNT"),
        "FORMAT" => words!(lang, "格式", "FORMAT"),
        "FILE" | "OURS" | "THEIRS" | "BASE" => words!(lang, "文件", "FILE"),
        "PATH" => words!(lang, "路径", "PATH"),
        "DIR" => words!(lang, "文件夹", "DIR"),
        "FIGURE" => words!(lang, "完成数", "FIGURE"),
        "INDICATOR=FIGURE" => words!(lang, "指标=完成数", "INDICATOR=FIGURE"),
        "INDICATOR" => words!(lang, "指标", "INDICATOR"),
        "QUANTITY" => words!(lang, "数量", "QUANTITY"),
        "AMOUNT" => words!(lang, "金额", "AMOUNT"),
        "WEIGHT" => words!(lang, "权重", "WEIGHT"),
        "UNIT" => words!(lang, "计量单位", "UNIT"),
        "MEASURE" => words!(lang, "计法", "MEASURE"),
        "CADENCE" => words!(lang, "周期", "CADENCE"),
        "CURVE" => words!(lang, "曲线", "CURVE"),
        "POINT" => words!(lang, "节点", "POINT"),
        "STEP" => words!(lang, "节点", "STEP"),
        "BLOCKER" => words!(lang, "阻点", "BLOCKER"),
        "STAGE" => words!(lang, "阶段", "STAGE"),
        "WORD" => words!(lang, "认定", "WORD"),
        "WAY" => words!(lang, "方向", "WAY"),
        "DOCUMENT" => words!(lang, "文号", "DOCUMENT"),
        "KEY=VALUE" => words!(lang, "键=值", "KEY=VALUE"),
        "KEY" => words!(lang, "代号", "KEY"),
        "WHAT" => words!(lang, "什么", "WHAT"),
        "ADDRESS" => words!(lang, "地址", "ADDRESS"),
        "N" => words!(lang, "数", "N"),
        "SECONDS" => words!(lang, "秒", "SECONDS"),
        "COMMAND" => words!(lang, "命令", "COMMAND"),
        "SHELL" => words!(lang, "外壳", "SHELL"),
        "LANG" => words!(lang, "语言", "LANG"),
        "WHEN" => words!(lang, "何时", "WHEN"),
        _ => return None,
    })
}
