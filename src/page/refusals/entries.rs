//! Entries that cannot be written as they were typed.

use super::{Refusal, did_you_mean};
use crate::account::Compared;
use crate::ledger::{Locale, QuantityProblem};
use duban_words::{say, words};

/// Why an entry is not written.
#[derive(Clone, Debug)]
pub enum EntryRefused {
    NotANumber {
        typed: String,
        problem: QuantityProblem,
    },
    /// Words that say nothing.
    Blank {
        key: &'static str,
    },
    /// A letter that no screen shows.
    Control,
    /// The entry stands in the log already.
    AlreadyThere {
        id: String,
        place: String,
        line: String,
    },
    /// A new task of this title, owner and day stands in the ledger already.
    TaskThere {
        id: String,
        title: String,
    },
    /// The ledger's own folder is no evidence.
    FolderAsEvidence,
    /// Who reports is neither a department nor the office.
    UnknownAuthor {
        name: String,
        nearest: Option<String>,
    },
    NothingAdjusted,
    /// Nobody is said to strike off.
    NoOffice,
    /// A row of a file has neither figure nor step nor note.
    EmptyRow,
    /// A line of `enter` has none.
    EmptyLine,
    FigureAndStep,
    /// A light for a judgement that says no lag.
    LightWithoutLagging,
    /// A part of a line that has no place.
    PartTooMany {
        part: String,
    },
    /// A line without a task among lines that name theirs.
    NoTaskNamed {
        nth: usize,
    },
    /// Words at the head of a line that are neither a figure, a step nor a note.
    NoTaskOfThatName {
        name: String,
    },
    /// A second line of one task.
    NamedTwice {
        nth: usize,
    },
    /// A line behind the last report that is owed.
    LineTooMany {
        nth: usize,
        owed: usize,
    },
    TooFewLines {
        lines: usize,
        owed: usize,
    },
    /// `+6` where the task has several rows.
    MoreInSeveralRows,
    NoIdColumn {
        file: String,
    },
    /// Each wrong row, shown before.
    WrongRows,
    /// Each wrong line, shown before.
    WrongLines,
    NoCadence,
    /// A figure of the other side that is not taken over.
    NotAcceptable {
        id: String,
        compared: Option<Compared>,
        cell: Option<String>,
    },
}

impl EntryRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(self.message(lang)).with(self.help(lang))
    }

    fn message(&self, lang: Locale) -> String {
        match self {
            Self::NotANumber { typed, problem } => not_a_number(typed, *problem, lang),
            Self::Blank { key } => {
                say!(lang, "`{key}` 是空白，等于没说", "`{key}` is blank: nothing is said")
            }
            Self::Control => say!(
                lang,
                "要写入的文字里有看不见的控制字符",
                "a control character that nobody sees stands in what is to be written"
            ),
            Self::AlreadyThere { id, place, line } => say!(
                lang,
                "{id} 已有这一条（{place}）：{line}",
                "{id} has this entry already ({place}): {line}"
            ),
            Self::TaskThere { id, title } => say!(
                lang,
                "今天已立过这一项：{id} {title}",
                "this task was added today: {id} {title}"
            ),
            Self::FolderAsEvidence => say!(
                lang,
                "佐证要是文件，不能是台账文件夹本身",
                "evidence is a file, not the ledger's own folder"
            ),
            Self::UnknownAuthor { name, .. } => say!(
                lang,
                "没有单位 `{name}`，也不是督查室",
                "`{name}` is neither a department nor the office"
            ),
            Self::NothingAdjusted => say!(
                lang,
                "没有说调整什么：--target、--owner、--weight 或 --leader",
                "say what is adjusted: --target, --owner, --weight or --leader"
            ),
            Self::NoOffice => say!(
                lang,
                "没有说由谁核验：加 --by，或在 duban.toml 写 office",
                "say who strikes it off: --by, or `office` in duban.toml"
            ),
            Self::EmptyRow | Self::EmptyLine => say!(lang, "没有填进展", "nothing is reported"),
            Self::FigureAndStep => {
                say!(lang, "完成数和节点只能填一个", "either a figure or a step, not both")
            }
            Self::LightWithoutLagging => say!(
                lang,
                "--light 只用于认定“滞后”",
                "--light is for a judgement that says `lagging`"
            ),
            Self::PartTooMany { part } => {
                say!(lang, "多出一段“{part}”，不知道是什么", "one part too many: “{part}”")
            }
            Self::NoTaskNamed { nth } => say!(
                lang,
                "第{nth}行没有写明是哪一项，别的行写了",
                "line {nth} names no task, and other lines do"
            ),
            Self::NoTaskOfThatName { name } => say!(
                lang,
                "`{name}` 不是编号、事项名、完成数，也不是节点",
                "`{name}` is no id, title, figure or step"
            ),
            Self::NamedTwice { nth } => {
                say!(lang, "第{nth}行又是这一项", "line {nth} is of this task again")
            }
            Self::LineTooMany { nth, owed } => say!(
                lang,
                "第{nth}行多出来了：应报未报只有{owed}项",
                "line {nth} is one too many: {owed} owed"
            ),
            Self::TooFewLines { lines, owed } => say!(
                lang,
                "只有{lines}行，应报未报{owed}项：这一项没有",
                "{lines} lines for {owed} reports: none for this one"
            ),
            Self::MoreInSeveralRows => say!(
                lang,
                "同一事项有几行时只能填累计数",
                "a task with several rows takes whole figures only"
            ),
            Self::NoIdColumn { file } => {
                say!(lang, "{file}：缺少“编号”一列", "{file}: no column `id`")
            }
            Self::WrongRows => {
                say!(lang, "没有写入，先改正这些行", "nothing was written; mend these rows first")
            }
            Self::WrongLines => {
                say!(lang, "没有写入，先改正这些行", "nothing was written; mend these lines first")
            }
            Self::NoCadence => say!(
                lang,
                "台账没有规定报告周期：说明是哪一期",
                "the ledger has no cadence: say which period"
            ),
            Self::NotAcceptable { id, compared, cell } => {
                let why = not_acceptable(*compared, lang);
                let cell = cell.as_ref();
                let cell =
                    cell.map_or_else(String::new, |cell| say!(lang, "（{cell}）", " ({cell})"));
                say!(lang, "{id}：{why}{cell}", "{id}: {why}{cell}")
            }
        }
    }

    fn help(&self, lang: Locale) -> Option<String> {
        match self {
            Self::NotANumber { problem, .. } => Some(how_to_write(*problem, lang)),
            Self::Blank { .. } => Some(say!(lang, "写上内容", "say what it is")),
            Self::Control => Some(say!(lang, "重新录入这段文字", "type these words again")),
            Self::AlreadyThere { .. } | Self::TaskThere { .. } => {
                Some(say!(lang, "确要再记一条，加 --again", "add --again to write it once more"))
            }
            Self::UnknownAuthor { nearest, .. } => {
                nearest.as_deref().map(|name| did_you_mean(name, lang))
            }
            Self::PartTooMany { .. } => Some(say!(
                lang,
                "写法：66 | 说明 | 下步打算；没有数字的：文字 | 下步打算；投资写作“投资3200”",
                "write: figure | what happened | what is next; or words | what is next; investment: invested 3200"
            )),
            Self::NoTaskNamed { .. } | Self::NoTaskOfThatName { .. } | Self::LineTooMany { .. } => {
                Some(say!(lang, "每行写明是哪一项：P-07 | 66", "name the task: P-07 | 66"))
            }
            Self::NamedTwice { .. } => Some(say!(
                lang,
                "一项一行；另一条用 duban done 或 duban note 记",
                "one line a task; write the other with `duban done` or `duban note`"
            )),
            Self::TooFewLines { .. } => Some(say!(
                lang,
                "跳过的留空行，到此为止写 s，或每行写明是哪一项：P-07 | 66",
                "an empty line skips, s ends; or name the task in each line: P-07 | 66"
            )),
            Self::EmptyLine => Some(say!(
                lang,
                "写法：66 | 又签约6户 | 5月底前过八成",
                "write: 66 | what happened | what is promised next"
            )),
            Self::NotAcceptable { .. } => Some(say!(
                lang,
                "只能采用“不一致”的；其他的用 duban done 记",
                "only rows that differ can be accepted; write others with `duban done`"
            )),
            Self::FolderAsEvidence
            | Self::NothingAdjusted
            | Self::NoOffice
            | Self::EmptyRow
            | Self::FigureAndStep
            | Self::LightWithoutLagging
            | Self::MoreInSeveralRows
            | Self::NoIdColumn { .. }
            | Self::WrongRows
            | Self::WrongLines
            | Self::NoCadence => None,
        }
    }
}

fn not_a_number(typed: &str, problem: QuantityProblem, lang: Locale) -> String {
    match problem {
        QuantityProblem::NotANumber => {
            say!(lang, "不是数：`{typed}`", "not a number: `{typed}`")
        }
        QuantityProblem::OutOfRange => {
            say!(lang, "数太大：`{typed}`", "a number out of range: `{typed}`")
        }
        QuantityProblem::TooFine => {
            say!(lang, "小数位太多：`{typed}`", "too many decimal places: `{typed}`")
        }
    }
}

fn how_to_write(problem: QuantityProblem, lang: Locale) -> String {
    match problem {
        QuantityProblem::NotANumber => say!(
            lang,
            "写作 1200 或 1,200，小数写作 0.5；逗号只作千分位，每三位一个",
            "write 1200 or 1,200, and 0.5; a comma parts whole groups of three only"
        ),
        QuantityProblem::OutOfRange => {
            say!(lang, "绝对值要小于1万亿", "it must lie below 10¹² either side of zero")
        }
        QuantityProblem::TooFine => say!(lang, "最多六位小数", "six decimal places at most"),
    }
}

fn not_acceptable(compared: Option<Compared>, lang: Locale) -> &'static str {
    match compared {
        None | Some(Compared::OnlyOurs) => words!(lang, "没有报送", "they say nothing of it"),
        Some(Compared::Agrees) => words!(lang, "与台账一致，不用采用", "it agrees already"),
        Some(Compared::Empty) => words!(lang, "报送表里没有填数", "they left the figure out"),
        Some(Compared::Unlogged) => words!(lang, "报送的没有完成数", "they report no figure"),
        Some(Compared::Unreadable) => {
            words!(lang, "报送数读不出", "their figure cannot be read")
        }
        Some(Compared::Skipped) => words!(lang, "不在筛选内", "it is outside the filter"),
        Some(Compared::Conflict | Compared::OnlyTheirs | Compared::Differs) => {
            words!(lang, "报送的行对不上", "their rows cannot be set against it")
        }
    }
}
