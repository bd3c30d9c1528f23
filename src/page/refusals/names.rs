//! Names that are not known, or that may mean several things.

use super::{Refusal, did_you_mean};
use crate::ledger::Locale;
use duban_words::{say, words};

/// More names than these are not listed.
const MOST_CHOICES: usize = 16;
/// So many tasks are shown of those that a name may mean.
const MOST_TASKS: usize = 8;

/// What a name on the command line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameOf {
    Area,
    Better,
    Column,
    Command,
    Count,
    Department,
    Flag,
    Gauge,
    Grouping,
    Key,
    Kind,
    Language,
    Leader,
    Light,
    Order,
    Revision,
    Shell,
    Source,
    Stage,
    Standing,
    Tag,
    Task,
    Verdict,
}

/// Why a name is refused.
#[derive(Clone, Debug)]
pub enum NameRefused {
    Unknown {
        what: NameOf,
        name: String,
        nearest: Option<String>,
        choices: Vec<String>,
    },
    /// The tasks by id and title.
    SeveralTasks {
        name: String,
        tasks: Vec<(String, String)>,
    },
    /// A free word that no task has, but that is the name of something with an option of its own.
    WordIsName {
        word: String,
        what: NameOf,
        option: &'static str,
    },
    /// The department to be explained is not one of those asked for.
    NotAmongDepartments {
        department: String,
    },
}

impl NameRefused {
    /// An unknown name, with the nearest and all that are known.
    pub fn unknown(what: NameOf, name: &str, nearest: Option<&str>, choices: &[&str]) -> Self {
        Self::Unknown {
            what,
            name: name.to_owned(),
            nearest: nearest.map(str::to_owned),
            choices: choices.iter().map(ToString::to_string).collect(),
        }
    }

    pub fn refusal(&self, lang: Locale) -> Refusal {
        match self {
            Self::Unknown { what, name, nearest, choices } => {
                let what = what.word(lang);
                let message = say!(lang, "没有{what} `{name}`", "unknown {what} `{name}`");
                let nearest = nearest.as_deref().map(|name| did_you_mean(name, lang));
                let few = (1..=MOST_CHOICES).contains(&choices.len());
                Refusal::new(message)
                    .with(nearest.or(few.then(|| choices.join(&say!(lang, "、", ", ")))))
            }
            Self::SeveralTasks { name, tasks } => {
                let count = tasks.len();
                let message =
                    say!(lang, "`{name}` 对应{count}项事项", "`{name}` may be {count} tasks");
                let shown = tasks.iter().take(MOST_TASKS);
                let shown: Vec<String> = shown
                    .map(|(id, title)| format!("{id} {title}").trim_end().to_owned())
                    .collect();
                Refusal::new(message).with(Some(shown.join(&say!(lang, "；", "; "))))
            }
            Self::WordIsName { word, what, option } => {
                let what = what.word(lang);
                let typed = crate::page::shell::word(word);
                Refusal::new(say!(
                    lang,
                    "没有一项的编号、名称或目标里有 `{word}`：这是{what}",
                    "no task has `{word}` in its id, title or goal: it is a {what}"
                ))
                .with(Some(format!("{option} {typed}")))
            }
            Self::NotAmongDepartments { department } => Refusal::new(say!(
                lang,
                "--explain 的{department}不在 --dept 之列",
                "{department} of --explain is not among those of --dept"
            ))
            .with(Some(say!(
                lang,
                "去掉 --dept：duban rank --explain {department}",
                "without --dept: duban rank --explain {department}"
            ))),
        }
    }
}

/// A task of which only a piece of the id or title was typed before a write, or another spelling.
#[derive(Clone, Debug)]
pub struct TaskMeant {
    pub name: String,
    pub id: String,
    pub title: String,
}

impl TaskMeant {
    /// At a terminal.
    pub fn question(&self, lang: Locale) -> String {
        let Self { id, title, .. } = self;
        say!(lang, "是 {id} {title} 吗？（y 是，回车不是）", "{id} {title}? (y or Enter for no) ")
    }

    /// Where nobody can be asked.
    pub fn refusal(&self, lang: Locale) -> Refusal {
        let Self { name, id, title } = self;
        Refusal::new(say!(
            lang,
            "`{name}` 不是完整的编号或事项名，写入前要写全",
            "`{name}` is not the whole of an id or title, which a write needs"
        ))
        .with(Some(say!(
            lang,
            "是不是 `{id}`（{title}）？",
            "did you mean `{id}` ({title})?"
        )))
    }
}

impl NameOf {
    fn word(self, lang: Locale) -> &'static str {
        match self {
            Self::Area => words!(lang, "领域", "area"),
            Self::Better => words!(lang, "优劣方向", "way that is better"),
            Self::Column => words!(lang, "列", "column"),
            Self::Command => words!(lang, "命令", "command"),
            Self::Count => words!(lang, "账目", "count"),
            Self::Department => words!(lang, "单位", "department"),
            Self::Flag => words!(lang, "是否", "flag"),
            Self::Gauge => words!(lang, "衡量方式", "way of measuring"),
            Self::Grouping => words!(lang, "分组", "grouping"),
            Self::Key => words!(lang, "键", "key"),
            Self::Kind => words!(lang, "类别", "kind"),
            Self::Language => words!(lang, "语言", "language"),
            Self::Leader => words!(lang, "挂钩领导", "leader"),
            Self::Light => words!(lang, "灯", "light"),
            Self::Order => words!(lang, "排序", "order"),
            Self::Revision => words!(lang, "版本或时期", "revision or period"),
            Self::Shell => words!(lang, "外壳", "shell"),
            Self::Stage => words!(lang, "阶段", "stage"),
            Self::Source => words!(lang, "来源", "source"),
            Self::Standing => words!(lang, "状态", "standing"),
            Self::Tag => words!(lang, "标签", "tag"),
            Self::Task => words!(lang, "事项", "task"),
            Self::Verdict => words!(lang, "认定", "judgement"),
        }
    }
}
