//! Tables of plans that cannot be taken in as they are.

use super::{Refusal, did_you_mean};
use crate::ledger::Locale;
use crate::page::words as page_words;
use duban_words::say;

/// Why a plan is not taken in.
#[derive(Clone, Debug)]
pub enum ImportRefused {
    /// Several files at once.
    OneFile,
    /// No table with tasks in it; the sheets that there are.
    NoTasks { file: String, sheets: Vec<String> },
    /// A file without a byte.
    EmptyFile { file: String },
    /// Departments and areas that the ledger does not have.
    UnknownNames { file: String, names: Vec<UnknownName>, entries: String },
    /// Rows of which nobody can say which task they are: places and titles.
    Unclear { file: String, rows: Vec<(String, String)> },
    /// An id to accept of which the table says nothing else.
    NothingToAccept { id: String, waiting: Vec<String>, nearest: Option<String> },
    /// A mapping with faults.
    BadMap { file: String, faults: Vec<(usize, usize, MapFaultWords)> },
    /// A mapping names what the table does not have.
    MapMisses { file: String, misses: Vec<MapMissWords> },
    /// The ledger that would come out of it has errors, shown before.
    WouldBreak,
    /// A file is there already, where the mapping is to be saved.
    MapThere { path: String },
}

/// A name that a ledger does not have.
#[derive(Clone, Debug)]
pub struct UnknownName {
    /// Where it stands.
    pub at: Option<String>,
    pub name: String,
    pub what: Unknown,
    pub nearest: Option<String>,
    /// The areas that there are; none of a department.
    pub known: Vec<String>,
}

/// What a ledger does not have, or a table does not state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    Department,
    Area,
    /// The table names nobody who leads.
    NoDepartment,
    /// The table names no area.
    NoArea,
}

/// What is wrong at a place of a mapping.
#[derive(Clone, Debug)]
pub enum MapFaultWords {
    Syntax(String),
    Key(String, Vec<String>),
    Value(String),
    Column(String, Option<String>),
    NoMeaning,
    NoPlace,
    Letters(String),
    Head(String),
    Day(String),
}

/// What a table does not have.
#[derive(Clone, Debug)]
pub enum MapMissWords {
    Sheet(String, Vec<String>),
    Head(String),
    Column(String),
}

impl ImportRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        match self {
            Self::OneFile => Refusal::new(say!(
                lang,
                "任务分解表一次导入一份",
                "one table of a plan is taken in at a time"
            )),
            Self::NoTasks { file, sheets } => {
                let seen = page_words::list(sheets, lang);
                let help = (!sheets.is_empty()).then(|| {
                    say!(
                        lang,
                        "看过的工作表：{seen}。表头里要有事项名一列；认不出的用 --map 说明：[[table]] head = 3，columns = [{{ column = \"B\", is = \"title\" }}]",
                        "sheets seen: {seen}. A head needs a column of titles; say which it is by --map: [[table]] head = 3, columns = [{{ column = \"B\", is = \"title\" }}]"
                    )
                });
                Refusal::new(say!(
                    lang,
                    "{file}：没有认出事项",
                    "{file}: no tasks were found in it"
                ))
                .with(help)
            }
            Self::EmptyFile { file } => {
                Refusal::new(say!(lang, "{file}：是空文件", "{file}: the file is empty"))
            }
            Self::UnknownNames { file, names, entries } => {
                let lines: String = names.iter().map(|name| unknown(name, file, lang)).collect();
                let count = names.len();
                let of = |what: Unknown| names.iter().any(|name| name.what == what);
                let departments = of(Unknown::Department).then(|| say!(
                    lang,
                    "单位写法不同的，在 duban.toml 那个单位的 alias 里加上",
                    "where a department is spelled otherwise, add that to its alias in duban.toml"
                ));
                let areas = of(Unknown::Area).then(|| say!(
                    lang,
                    "领域写法不同的，改表里这一格；不是领域的列，用 --save-map 存对照表，改成 is = \"other\"，再用 --map 给回",
                    "where an area is spelled otherwise, mend the cell; where the column holds no areas, save the mapping with --save-map, write is = \"other\" and give it back with --map"
                ));
                let unstated = of(Unknown::NoArea).then(|| say!(
                    lang,
                    "说明写进哪个文件：--into 文件（按那个文件的领域）；表里有领域一列而没有认出的，用 --map 说明 is = \"area\"",
                    "say which file they go into: --into FILE (its area is theirs); where a column of areas was not known, say so by --map: is = \"area\""
                ));
                let new = (!entries.is_empty()).then(|| say!(
                    lang,
                    "确是新的，在 duban.toml 末尾加：\n{entries}",
                    "where they are new, add to the end of duban.toml:\n{entries}"
                ));
                let ways: Vec<String> =
                    [departments, areas, unstated, new].into_iter().flatten().collect();
                Refusal::new(say!(
                    lang,
                    "单位、领域有{count}个台账里没有，没有写入",
                    "departments and areas that the ledger does not have: {count}; nothing was written"
                ))
                .with(Some(ways.join(&say!(lang, "；", "; "))))
                .after(lines)
            }
            Self::Unclear { file, rows } => {
                let lines: String =
                    rows.iter().map(|(at, title)| format!("{file} {at}: {title}\n")).collect();
                Refusal::new(say!(
                    lang,
                    "事项名和牵头单位都相同的不止一项，分不清是台账里的哪一项",
                    "several tasks have that title and that department: nobody knows which is meant"
                ))
                .with(Some(say!(lang, "表里加一列编号", "give the table a column of ids")))
                .after(lines)
            }
            Self::NothingToAccept { id, waiting, nearest } => {
                let nearest = nearest.as_deref().map(|near| did_you_mean(near, lang));
                let all = (!waiting.is_empty()).then(|| page_words::list(waiting, lang));
                Refusal::new(say!(
                    lang,
                    "{id} 没有要采用的承诺变更",
                    "{id}: the table changes nothing of it that can be accepted"
                ))
                .with(nearest.or(all))
            }
            Self::BadMap { file, faults } => {
                let lines = faults.iter().map(|(line, column, fault)| {
                    let fault = map_fault(fault, lang);
                    format!("{file}:{line}:{column}: {fault}\n")
                });
                Refusal::new(say!(lang, "对照表有误：{file}", "the mapping has faults: {file}"))
                    .with(Some(say!(
                        lang,
                        "用 --save-map 存一份来改",
                        "save one with --save-map and edit it"
                    )))
                    .after(lines.collect::<String>())
            }
            Self::MapMisses { file, misses } => {
                let lines: String =
                    misses.iter().map(|miss| format!("{file}: {}\n", map_miss(miss, lang))).collect();
                Refusal::new(say!(
                    lang,
                    "对照表说的，表里没有",
                    "the mapping names what the table does not have"
                ))
                .after(lines)
            }
            Self::WouldBreak => Refusal::new(say!(
                lang,
                "没有建账：以上是建成后会有的错误",
                "no ledger was made: this is what would be wrong in it"
            ))
            .with(Some(say!(
                lang,
                "改原表，或用 --save-map 存对照表，改后用 --map 给回",
                "mend the table, or save the mapping with --save-map, edit it and give it back with --map"
            ))),
            Self::MapThere { path } => Refusal::new(say!(
                lang,
                "{path} 已经有了，没有覆盖",
                "{path} is there already and was not overwritten"
            ))
            .with(Some(say!(
                lang,
                "用它：--map {path}；另存：换个名字",
                "to use it: --map {path}; to save another, give it another name"
            ))),
        }
    }
}

fn unknown(unknown: &UnknownName, file: &str, lang: Locale) -> String {
    let UnknownName { at, name, what, nearest, known } = unknown;
    let place = at.as_ref().map_or_else(|| file.to_owned(), |at| format!("{file} {at}"));
    let line = match what {
        Unknown::Area => say!(lang, "{place}：没有领域 `{name}`", "{place}: unknown area `{name}`"),
        Unknown::Department => {
            say!(lang, "{place}：没有单位 `{name}`", "{place}: unknown department `{name}`")
        }
        Unknown::NoDepartment => say!(
            lang,
            "{place}：没有写明哪个单位牵头",
            "{place}: no department is named that leads"
        ),
        Unknown::NoArea => {
            say!(lang, "{place}：没有写明哪个领域", "{place}: no area is named")
        }
    };
    let known = Some(page_words::list(known, lang)).filter(|list| !list.is_empty());
    match (nearest, known) {
        (Some(near), _) if matches!(what, Unknown::Area | Unknown::Department) => {
            let near = did_you_mean(near, lang);
            say!(lang, "{line}，{near}\n", "{line}; {near}\n")
        }
        (_, Some(known)) => {
            say!(lang, "{line}，已有：{known}\n", "{line}; there are: {known}\n")
        }
        (_, None) => line + "\n",
    }
}

fn map_fault(fault: &MapFaultWords, lang: Locale) -> String {
    match fault {
        MapFaultWords::Syntax(words) => say!(lang, "不是 TOML（{words}）", "no TOML ({words})"),
        MapFaultWords::Key(key, known) => {
            let known = page_words::list(known, lang);
            say!(lang, "没有键 `{key}`，可用：{known}", "unknown key `{key}`; known: {known}")
        }
        MapFaultWords::Value(key) => {
            say!(lang, "`{key}` 的值不对", "`{key}` takes another kind of value")
        }
        MapFaultWords::Column(name, nearest) => match nearest {
            Some(near) => {
                let near = did_you_mean(near, lang);
                say!(lang, "没有这种列 `{name}`，{near}", "no such column `{name}`; {near}")
            }
            None => say!(lang, "没有这种列 `{name}`", "no such column `{name}`"),
        },
        MapFaultWords::NoMeaning => {
            say!(lang, "缺 `is`：这一列是什么", "`is` is missing: what the column is")
        }
        MapFaultWords::NoPlace => say!(
            lang,
            "缺 `column` 或 `heading`：是哪一列",
            "`column` or `heading` is missing: which column it is"
        ),
        MapFaultWords::Letters(letters) => {
            say!(lang, "没有列 `{letters}`", "`{letters}` names no column of a sheet")
        }
        MapFaultWords::Head(head) => say!(
            lang,
            "`{head}` 不是表头所在的行，写成 3 或 \"3-4\"",
            "`{head}` is no row of a head; write 3 or \"3-4\""
        ),
        MapFaultWords::Day(day) => say!(
            lang,
            "`{day}` 不是日期，写成 \"06-30\" 或 \"2018-06-30\"",
            "`{day}` is no day; write \"06-30\" or \"2018-06-30\""
        ),
    }
}

fn map_miss(miss: &MapMissWords, lang: Locale) -> String {
    match miss {
        MapMissWords::Sheet(name, known) => {
            let known = page_words::list(known, lang);
            say!(lang, "没有工作表 `{name}`，有：{known}", "no sheet `{name}`; there are: {known}")
        }
        MapMissWords::Head(at) => say!(lang, "{at} 没有表头", "no head of a table at {at}"),
        MapMissWords::Column(name) => say!(lang, "没有列 `{name}`", "no column `{name}`"),
    }
}

/// Why a promise is changed, where the table alone says so.
pub fn by_table(file: &str, lang: Locale) -> String {
    say!(lang, "按 {file} 调整", "as in {file}")
}
