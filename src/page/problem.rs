//! A diagnostic in words: both values, then the way out.

use super::problem_help::help;
use super::words::{self, say};
use super::{Excerpt, Level, Mark, Problem};
use crate::diagnostic::{Diagnostic, Expected, Finding, OutOfState, Reference, Severity, Syntax};
use crate::ledger::{EventKind, Locale, QuantityProblem};
use crate::source::{Place, Sources};

/// A diagnostic over its lines of source.
pub fn problem(one: &Diagnostic, sources: &Sources, lang: Locale) -> Problem {
    let level = match one.severity() {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Weakness => Level::Weakness,
    };
    Problem {
        level,
        level_name: severity(one.severity(), lang),
        code: one.finding.code(),
        title: title(&one.finding, lang),
        excerpts: excerpts(one, sources, lang),
        help: help(&one.finding, lang).into_iter().collect(),
    }
}

/// The word for how bad a finding is.
pub fn severity(severity: Severity, lang: Locale) -> String {
    match severity {
        Severity::Error => say!(lang, "错误", "錯誤", "error"),
        Severity::Warning => say!(lang, "警告", "警告", "warning"),
        Severity::Weakness => say!(lang, "薄弱", "薄弱", "weakness"),
    }
}

/// The last line of `check`.
pub fn summary(errors: usize, warnings: usize, weaknesses: usize, lang: Locale) -> String {
    let weak = match weaknesses {
        0 => String::new(),
        _ => say!(
            lang,
            ",薄弱{weaknesses}处",
            ",薄弱{weaknesses}處",
            ", {weaknesses} weaknesses"
        ),
    };
    match errors + warnings + weaknesses {
        0 => say!(lang, "没有发现问题", "沒有發現問題", "nothing wrong"),
        _ => say!(
            lang,
            "错误{errors}处,警告{warnings}处{weak}",
            "錯誤{errors}處,警告{warnings}處{weak}",
            "{errors} errors, {warnings} warnings{weak}"
        ),
    }
}

/// Lines further apart than this are shown as two excerpts.
const NEAR: usize = 6;

fn excerpts(one: &Diagnostic, sources: &Sources, lang: Locale) -> Vec<Excerpt> {
    let line = |place: Place| sources.file(place.file).line_column(place.span.start).0;
    let own = line(one.place);
    let Some(also) = one.also else {
        return vec![excerpt(
            sources,
            (own, own),
            &[(one.place, String::new(), true)],
        )];
    };
    let other = line(also);
    let label = also_label(&one.finding, lang);
    if also.file == one.place.file && own.abs_diff(other) <= NEAR {
        let marks = [(one.place, String::new(), true), (also, label, false)];
        return vec![excerpt(sources, (own.min(other), own.max(other)), &marks)];
    }
    vec![
        excerpt(sources, (own, own), &[(one.place, String::new(), true)]),
        excerpt(sources, (other, other), &[(also, label, false)]),
    ]
}

fn excerpt(sources: &Sources, lines: (usize, usize), marks: &[(Place, String, bool)]) -> Excerpt {
    let file = marks.first().map(|(place, ..)| sources.file(place.file));
    let Some(file) = file else {
        return Excerpt {
            file: String::new(),
            first_line: 1,
            lines: String::new(),
            marks: Vec::new(),
        };
    };
    let range = file.lines(lines.0, lines.1);
    let text = file.text.get(range.clone()).unwrap_or("");
    let skip = text.len() - text.trim_start_matches('\u{feff}').len();
    let text = text.get(skip..).unwrap_or("");
    let inside = |at: u32| {
        (at as usize)
            .saturating_sub(range.start + skip)
            .min(text.len())
    };
    Excerpt {
        file: file.name.clone(),
        first_line: lines.0,
        lines: text.to_owned(),
        marks: marks
            .iter()
            .map(|(place, label, primary)| Mark {
                bytes: inside(place.span.start)..inside(place.span.end),
                label: label.clone(),
                primary: *primary,
            })
            .collect(),
    }
}

fn also_label(finding: &Finding, lang: Locale) -> String {
    match finding {
        Finding::DuplicateId { .. } => {
            say!(lang, "已在此处用过", "已在此處用過", "first used here")
        }
        Finding::DueBeforeStart { .. } | Finding::EntryBeforeStart { .. } => {
            say!(lang, "开始日期在此", "開始日期在此", "the start is here")
        }
        Finding::TwoEvents { first, .. } => {
            let key = first.key();
            say!(
                lang,
                "这里已是 `{key}`",
                "這裏已是 `{key}`",
                "this is `{key}` already"
            )
        }
        Finding::TargetEqualsBaseline { .. } => {
            say!(lang, "底数在此", "底數在此", "the baseline is here")
        }
        Finding::LogOutOfOrder { .. }
        | Finding::PlanOutOfOrder { .. }
        | Finding::PlanFalls { .. } => {
            say!(lang, "前一条在此", "前一條在此", "the one before is here")
        }
        _ => say!(
            lang,
            "相关的是这里",
            "相關的是這裏",
            "it has to do with this"
        ),
    }
}

/// What is wrong, in one line.
pub fn title(finding: &Finding, lang: Locale) -> String {
    use Finding as F;
    match finding {
        F::Syntax(syntax) => syntax_title(syntax, lang),
        F::NotUtf8 { offset, gbk: true } => {
            say!(
                lang,
                "第{offset}字节起不是 UTF-8 文本,像是 GBK 编码",
                "第{offset}字節起不是 UTF-8 文本,像是 GBK 編碼",
                "not UTF-8 from byte {offset} on, it looks like GBK"
            )
        }
        F::NotUtf8 { offset, gbk: false } => {
            say!(
                lang,
                "第{offset}字节起不是 UTF-8 文本",
                "第{offset}字節起不是 UTF-8 文本",
                "not UTF-8 from byte {offset} on"
            )
        }
        F::NewerFormat { found } => {
            say!(
                lang,
                "台账格式为第 {found} 版,本程序读到第 1 版",
                "臺賬格式爲第 {found} 版,本程序讀到第 1 版",
                "format {found}; this program reads format 1"
            )
        }
        F::UnknownKey { key, .. } => say!(
            lang,
            "没有 `{key}` 这个键",
            "沒有 `{key}` 這個鍵",
            "unknown key `{key}`"
        ),
        F::DuplicateKey { key } => say!(
            lang,
            "键 `{key}` 写了两次",
            "鍵 `{key}` 寫了兩次",
            "key `{key}` stands twice"
        ),
        F::WrongType { key, expected } => {
            let expected = expected_words(*expected, lang);
            say!(
                lang,
                "`{key}` 的值类型不对,应为{expected}",
                "`{key}` 的值類型不對,應爲{expected}",
                "`{key}` must be {expected}"
            )
        }
        F::InvalidDate { text, .. } => say!(
            lang,
            "没有 {text} 这一天",
            "沒有 {text} 這一天",
            "there is no day {text}"
        ),
        F::InvalidNumber { text, why } => number_title(text, *why, lang),
        F::NegativeNumber { key, text } => {
            say!(
                lang,
                "`{key}` 不能小于 0,写的是 {text}",
                "`{key}` 不能小於 0,寫的是 {text}",
                "`{key}` cannot be below 0, it is {text}"
            )
        }
        F::MissingKey { key } => say!(lang, "缺少 `{key}`", "缺少 `{key}`", "`{key}` is missing"),
        F::BadId { id } => {
            let id = id.escape_debug().to_string();
            say!(
                lang,
                "编号 `{id}` 只能用文字、数字和 - _ .",
                "編號 `{id}` 只能用文字、數字和 - _ .",
                "id `{id}` may have letters, digits and - _ . only"
            )
        }
        F::Unknown { what, name, .. } => unknown_title(*what, name, lang),
        F::DuplicateId { id } => say!(
            lang,
            "编号 `{id}` 重复",
            "編號 `{id}` 重複",
            "id `{id}` stands twice"
        ),
        F::ParentCycle { ids } => {
            let round = match ids.as_slice() {
                [first, .., last] if ids.len() > 6 => format!("{first} → … → {last}"),
                _ => ids.join(" → "),
            };
            let count = ids.len();
            say!(
                lang,
                "上级事项成环({count}项):{round}",
                "上級事項成環({count}項):{round}",
                "parents form a cycle of {count}: {round}"
            )
        }
        F::DueBeforeStart { due, start } => {
            say!(
                lang,
                "时限 {due} 早于开始日期 {start}",
                "時限 {due} 早於開始日期 {start}",
                "deadline {due} is before the start {start}"
            )
        }
        F::PlanOutside { by, start, due } => {
            say!(
                lang,
                "节点 {by} 不在 {start} 到 {due} 之间",
                "節點 {by} 不在 {start} 到 {due} 之間",
                "plan point {by} is not within {start} to {due}"
            )
        }
        F::PlanOutOfOrder { by, before } => {
            say!(
                lang,
                "节点 {by} 不晚于前一个节点 {before}",
                "節點 {by} 不晚於前一個節點 {before}",
                "plan point {by} is not later than the one before, {before}"
            )
        }
        F::PlanFalls { level, before } => {
            say!(
                lang,
                "节点水平 {level} 低于前一个 {before}",
                "節點水平 {level} 低於前一個 {before}",
                "level {level} is below the one before, {before}"
            )
        }
        F::PlanMixed => say!(
            lang,
            "节点有的写 `reach`,有的不写",
            "節點有的寫 `reach`,有的不寫",
            "some plan points have `reach` and some have not"
        ),
        F::PlanPastTarget { level, target } => {
            say!(
                lang,
                "节点水平 {level} 超过目标 {target}",
                "節點水平 {level} 超過目標 {target}",
                "level {level} is past the target {target}"
            )
        }
        F::PlanEndsEarly { level, target } => {
            say!(
                lang,
                "时限当天的节点是 {level},应为目标 {target}",
                "時限當天的節點是 {level},應爲目標 {target}",
                "the point on the deadline is {level}, it must be the target {target}"
            )
        }
        F::TargetEqualsBaseline { value } => {
            say!(
                lang,
                "目标与底数都是 {value},无从计算进度",
                "目標與底數都是 {value},無從計算進度",
                "target and baseline are both {value}, there is no way between them"
            )
        }
        F::MissingTarget { unit } => {
            say!(
                lang,
                "单位是“{unit}”,缺少 `target`",
                "單位是“{unit}”,缺少 `target`",
                "the unit is “{unit}” and `target` is missing"
            )
        }
        F::HeadingWith { key } => {
            say!(
                lang,
                "本项有下级事项,不能有 `{key}`",
                "本項有下級事項,不能有 `{key}`",
                "a task with parts cannot have `{key}`"
            )
        }
        F::NoEvent => say!(
            lang,
            "这条记录没有写发生了什么",
            "這條記錄沒有寫發生了什麼",
            "this entry says nothing that happened"
        ),
        F::TwoEvents { first, second } => {
            let (first, second) = (first.key(), second.key());
            say!(
                lang,
                "一条记录写了两件事:`{first}` 和 `{second}`",
                "一條記錄寫了兩件事:`{first}` 和 `{second}`",
                "one entry with two events: `{first}` and `{second}`"
            )
        }
        F::OutOfState { event, why } => out_of_state(*event, why, lang),
        F::BadInclude { path, why } => say!(
            lang,
            "不能读入 `{path}`:{why}",
            "不能讀入 `{path}`:{why}",
            "cannot include `{path}`: {why}"
        ),
        F::BadHolidays { why } => say!(
            lang,
            "节假日文件有误:{why}",
            "節假日文件有誤:{why}",
            "the file of holidays is wrong: {why}"
        ),
        other => irregular(other, lang),
    }
}

/// Warnings and weaknesses.
fn irregular(finding: &Finding, lang: Locale) -> String {
    use Finding as F;
    match finding {
        F::LogOutOfOrder { on, before } => {
            say!(
                lang,
                "记录 {on} 排在 {before} 之后",
                "記錄 {on} 排在 {before} 之後",
                "entry {on} stands after {before}"
            )
        }
        F::EntryBeforeStart { on, start } => {
            say!(
                lang,
                "记录 {on} 早于开始日期 {start}",
                "記錄 {on} 早於開始日期 {start}",
                "entry {on} is before the start {start}"
            )
        }
        F::EntryOutsideYear { on, year } => {
            say!(
                lang,
                "记录 {on} 晚于台账年度 {year}",
                "記錄 {on} 晚於臺賬年度 {year}",
                "entry {on} is after the ledger's year {year}"
            )
        }
        F::FigureFalls { from, to } => {
            say!(
                lang,
                "完成数从 {from} 退到 {to},没有更正说明",
                "完成數從 {from} 退到 {to},沒有更正說明",
                "the figure goes back from {from} to {to} without a correction"
            )
        }
        F::NoApproval { event } => {
            let key = event.key();
            say!(
                lang,
                "`{key}` 没有批准依据",
                "`{key}` 沒有批准依據",
                "`{key}` without an approval"
            )
        }
        F::ExtendedLate { on, due } => {
            say!(
                lang,
                "{on} 才延期,时限 {due} 已过",
                "{on} 才延期,時限 {due} 已過",
                "extended on {on}, after the deadline {due} had passed"
            )
        }
        F::EvidenceMissing { path } => say!(
            lang,
            "找不到佐证文件 {path}",
            "找不到佐證文件 {path}",
            "evidence {path} is not there"
        ),
        F::StruckEarly { done, target } => {
            say!(
                lang,
                "完成 {done}、目标 {target},未达目标即销号",
                "完成 {done}、目標 {target},未達目標即銷號",
                "struck off at {done} of {target}, before the target"
            )
        }
        F::StruckByOwner { owner } => say!(
            lang,
            "由牵头单位{owner}自行销号",
            "由牽頭單位{owner}自行銷號",
            "struck off by its own owner {owner}"
        ),
        F::PartsDiffer { declared, found } => {
            say!(
                lang,
                "应有{declared}项,已登记{found}项",
                "應有{declared}項,已登記{found}項",
                "declared {declared}, registered {found}"
            )
        }
        F::FullWidthText { found, .. } => {
            say!(
                lang,
                "`{found}` 里有全角字符",
                "`{found}` 裏有全角字符",
                "`{found}` has full-width characters"
            )
        }
        F::NoMeasures => say!(lang, "无措施", "無措施", "no measures"),
        F::NoLevers => say!(lang, "无抓手", "無抓手", "no levers"),
        F::NoBaseline => say!(lang, "无底数", "無底數", "no baseline"),
        F::NoPlanPoint { days } => {
            say!(
                lang,
                "历时{days}天,中间没有节点",
                "歷時{days}天,中間沒有節點",
                "{days} days without a plan point on the way"
            )
        }
        _ => String::new(),
    }
}

fn syntax_title(syntax: &Syntax, lang: Locale) -> String {
    match syntax {
        Syntax::UnclosedString => say!(
            lang,
            "字符串缺少右引号",
            "字符串缺少右引號",
            "the closing quote of this string is missing"
        ),
        Syntax::UnquotedText => say!(
            lang,
            "文字要加引号",
            "文字要加引號",
            "words must stand in quotes"
        ),
        Syntax::FullWidth { found, meant } => {
            say!(
                lang,
                "这里是全角的 `{found}`,应为半角 `{meant}`",
                "這裏是全角的 `{found}`,應爲半角 `{meant}`",
                "full-width `{found}` where `{meant}` is meant"
            )
        }
        Syntax::StrangeKey => say!(
            lang,
            "键只能用英文字母、数字和 - _",
            "鍵只能用英文字母、數字和 - _",
            "a key has ASCII letters, digits and - _ only"
        ),
        Syntax::Other(words) => say!(
            lang,
            "TOML 写法有误({words})",
            "TOML 寫法有誤({words})",
            "TOML syntax: {words}"
        ),
    }
}

fn number_title(text: &str, why: QuantityProblem, lang: Locale) -> String {
    match why {
        QuantityProblem::NotANumber => say!(
            lang,
            "`{text}` 不是十进制数",
            "`{text}` 不是十進制數",
            "`{text}` is not a decimal number"
        ),
        QuantityProblem::OutOfRange => say!(
            lang,
            "数 {text} 超出范围",
            "數 {text} 超出範圍",
            "number {text} is out of range"
        ),
        QuantityProblem::TooFine => say!(
            lang,
            "数 {text} 小数超过六位",
            "數 {text} 小數超過六位",
            "number {text} has more than six decimals"
        ),
    }
}

fn expected_words(expected: Expected, lang: Locale) -> String {
    match expected {
        Expected::Text => say!(lang, "加引号的文字", "加引號的文字", "words in quotes"),
        Expected::Texts => say!(
            lang,
            "一列文字,如 [\"甲\", \"乙\"]",
            "一列文字,如 [\"甲\", \"乙\"]",
            "a list of words, like [\"a\", \"b\"]"
        ),
        Expected::Date => say!(
            lang,
            "日期,如 2018-05-15(不加引号)",
            "日期,如 2018-05-15(不加引號)",
            "a day, like 2018-05-15 without quotes"
        ),
        Expected::Number => say!(lang, "数", "數", "a number"),
        Expected::Count => say!(
            lang,
            "不小于 0 的整数",
            "不小於 0 的整數",
            "a whole number from 0"
        ),
        Expected::Flag => say!(lang, "true 或 false", "true 或 false", "true or false"),
        Expected::Records => say!(
            lang,
            "一列记录,如 [{{ … }}]",
            "一列記錄,如 [{{ … }}]",
            "a list of records, like [{{ … }}]"
        ),
        Expected::Section => say!(
            lang,
            "另一种表头(单层或双层方括号)",
            "另一種表頭(單層或雙層方括號)",
            "the other kind of header (single or double brackets)"
        ),
    }
}

fn unknown_title(what: Reference, name: &str, lang: Locale) -> String {
    match what {
        Reference::Department => say!(
            lang,
            "没有编号为 `{name}` 的单位",
            "沒有編號爲 `{name}` 的單位",
            "unknown department `{name}`"
        ),
        Reference::Area => say!(
            lang,
            "没有编号为 `{name}` 的领域",
            "沒有編號爲 `{name}` 的領域",
            "unknown area `{name}`"
        ),
        Reference::Parent => say!(
            lang,
            "没有编号为 `{name}` 的上级事项",
            "沒有編號爲 `{name}` 的上級事項",
            "unknown parent `{name}`"
        ),
        Reference::Pipeline => say!(
            lang,
            "没有名为 `{name}` 的节点组",
            "沒有名爲 `{name}` 的節點組",
            "unknown pipeline `{name}`"
        ),
        Reference::Step => say!(
            lang,
            "没有名为 `{name}` 的节点",
            "沒有名爲 `{name}` 的節點",
            "unknown step `{name}`"
        ),
        Reference::Value => say!(
            lang,
            "不认识的值 `{name}`",
            "不認識的值 `{name}`",
            "unknown value `{name}`"
        ),
    }
}

fn out_of_state(event: EventKind, why: &OutOfState, lang: Locale) -> String {
    let key = event.key();
    match why {
        OutOfState::Ended => say!(
            lang,
            "`{key}`:事项已销号、撤销或结转",
            "`{key}`:事項已銷號、撤銷或結轉",
            "`{key}`: the task is already struck off, cancelled or rolled over"
        ),
        OutOfState::NothingToReject => say!(
            lang,
            "`{key}`:事项既未完成也未申请销号",
            "`{key}`:事項既未完成也未申請銷號",
            "`{key}`: the task is neither complete nor requested"
        ),
        OutOfState::NotEnded => say!(
            lang,
            "`{key}`:事项没有销号或撤销",
            "`{key}`:事項沒有銷號或撤銷",
            "`{key}`: the task is neither struck off nor cancelled"
        ),
        OutOfState::AlreadySuspended => say!(
            lang,
            "`{key}`:事项已在暂停中",
            "`{key}`:事項已在暫停中",
            "`{key}`: the task is suspended already"
        ),
        OutOfState::NotSuspended => say!(
            lang,
            "`{key}`:事项没有暂停",
            "`{key}`:事項沒有暫停",
            "`{key}`: the task is not suspended"
        ),
        OutOfState::NoBlocker(name) => say!(
            lang,
            "`{key}`:没有未解决的阻点“{name}”",
            "`{key}`:沒有未解決的阻點“{name}”",
            "`{key}`: no open blocker “{name}”"
        ),
        OutOfState::StageNotHigher(name) => say!(
            lang,
            "`{key}`:阻点“{name}”已在这个环节或更高",
            "`{key}`:阻點“{name}”已在這個環節或更高",
            "`{key}`: blocker “{name}” is at that stage or above"
        ),
        OutOfState::NotLater { to, due } => {
            let (to, due) = (words::date(*to, lang), words::date(*due, lang));
            say!(
                lang,
                "延到{to},不晚于现时限{due}",
                "延到{to},不晚於現時限{due}",
                "extended to {to}, which is not later than {due} in force"
            )
        }
    }
}
