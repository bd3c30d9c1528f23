//! The findings that come in several kinds, each kind in words.

use crate::calendar::HolidayFault;
use crate::diagnostic::{Expected, OutOfState, Reference, Syntax};
use crate::ledger::{EventKind, Locale, QuantityProblem, Term};
use crate::page::words::{self, say};
use chrono::NaiveDate;

pub(super) fn syntax_title(syntax: &Syntax, lang: Locale) -> String {
    match syntax {
        Syntax::UnclosedString => {
            say!(lang, "字符串缺少右引号", "the closing quote of this string is missing")
        }
        Syntax::UnquotedText => say!(lang, "文字要加引号", "words must stand in quotes"),
        Syntax::FullWidth { found, meant } => {
            say!(
                lang,
                "这里是全角的 `{found}`，应为半角 `{meant}`",
                "full-width `{found}` where `{meant}` is meant"
            )
        }
        Syntax::StrangeKey => say!(
            lang,
            "键只能用英文字母、数字和 - _",
            "a key has ASCII letters, digits and - _ only"
        ),
        Syntax::Number { text } => {
            say!(lang, "`{text}` 不是 TOML 的数", "`{text}` is no number of TOML")
        }
        Syntax::Time { text } => {
            say!(lang, "`{text}` 不是 TOML 的日期或时间", "`{text}` is no day or time of TOML")
        }
        Syntax::Control { found: '\r' } => say!(
            lang,
            "单独的回车符（CR）不是换行",
            "a carriage return alone (CR) does not end a line"
        ),
        Syntax::Control { found } => {
            let code = u32::from(*found);
            say!(
                lang,
                "控制字符 U+{code:04X} 不能写在这里",
                "the control character U+{code:04X} may not stand here"
            )
        }
        Syntax::ByteOrderMark => say!(
            lang,
            "文件中间有字节序标记（U+FEFF）",
            "a byte order mark (U+FEFF) stands in the middle of the file"
        ),
        Syntax::Twice { key } => {
            say!(lang, "`{key}` 已经写过，不能再写", "`{key}` stands here already")
        }
        Syntax::Other(words) => say!(lang, "TOML 写法有误（{words}）", "TOML syntax: {words}"),
    }
}

pub(super) fn number_title(text: &str, why: QuantityProblem, lang: Locale) -> String {
    match why {
        QuantityProblem::NotANumber => {
            say!(lang, "`{text}` 不是十进制数", "`{text}` is not a decimal number")
        }
        QuantityProblem::OutOfRange => {
            say!(lang, "数 {text} 超出范围", "number {text} is out of range")
        }
        QuantityProblem::TooFine => {
            say!(lang, "数 {text} 小数超过六位", "number {text} has more than six decimals")
        }
    }
}

pub(super) fn expected_words(expected: Expected, lang: Locale) -> String {
    match expected {
        Expected::Text => say!(lang, "加引号的文字", "words in quotes"),
        Expected::Texts => {
            say!(lang, "一列文字，如 [\"甲\", \"乙\"]", "a list of words, like [\"a\", \"b\"]")
        }
        Expected::Date => {
            say!(lang, "日期，如 2018-05-15（不加引号）", "a day, like 2018-05-15 without quotes")
        }
        Expected::Deadline => say!(
            lang,
            "日期，如 2018-05-15（不加引号），或 \"standing\"（长期坚持）",
            "a day, like 2018-05-15 without quotes, or \"standing\""
        ),
        Expected::Number => say!(lang, "数", "a number"),
        Expected::Figures => say!(
            lang,
            "一个数，或按指标分列的数，如 {{ zd = 120, cq = 30 }}",
            "a number, or numbers by indicator, like {{ zd = 120, cq = 30 }}"
        ),
        Expected::Count => say!(lang, "不小于 0 的整数", "a whole number from 0"),
        Expected::Flag => say!(lang, "true 或 false", "true or false"),
        Expected::Record => say!(lang, "一条记录，如 {{ … }}", "a table like {{ … }}"),
        Expected::Records => {
            say!(lang, "一列记录，如 [{{ … }}]", "a list of records, like [{{ … }}]")
        }
        Expected::Commit => {
            say!(lang, "提交编号，至少7位", "the name of a commit, 7 digits or more")
        }
        Expected::Section => say!(
            lang,
            "另一种表头（单层或双层方括号）",
            "the other kind of header (single or double brackets)"
        ),
    }
}

pub(super) fn unknown_title(what: Reference, name: &str, lang: Locale) -> String {
    match what {
        Reference::Department => {
            say!(lang, "没有编号为 `{name}` 的单位", "unknown department `{name}`")
        }
        Reference::Area => say!(lang, "没有编号为 `{name}` 的领域", "unknown area `{name}`"),
        Reference::Parent => {
            say!(lang, "没有编号为 `{name}` 的上级事项", "unknown parent `{name}`")
        }
        Reference::Pipeline => {
            say!(lang, "没有名为 `{name}` 的节点组", "unknown pipeline `{name}`")
        }
        Reference::Step => say!(lang, "没有名为 `{name}` 的节点", "unknown step `{name}`"),
        Reference::Indicator => {
            say!(lang, "本项没有编号为 `{name}` 的指标", "the task has no indicator `{name}`")
        }
        Reference::Value => say!(lang, "不认识的值 `{name}`", "unknown value `{name}`"),
    }
}

pub(super) fn out_of_state(event: EventKind, why: &OutOfState, lang: Locale) -> String {
    let key = event.name();
    match why {
        OutOfState::Ended => say!(
            lang,
            "`{key}`：事项已销号、撤销或结转",
            "`{key}`: the task is already struck off, cancelled or rolled over"
        ),
        OutOfState::NothingToReject => say!(
            lang,
            "`{key}`：事项既未完成也未申请销号",
            "`{key}`: the task is neither complete nor requested"
        ),
        OutOfState::NotEnded => say!(
            lang,
            "`{key}`：事项没有销号或撤销",
            "`{key}`: the task is neither struck off nor cancelled"
        ),
        OutOfState::NothingAsked => {
            say!(lang, "`{key}`：没有待批的延期申请", "`{key}`: no later deadline is applied for")
        }
        OutOfState::NothingToAnswer => say!(
            lang,
            "`{key}`：没有未答复的批示或催办",
            "`{key}`: no order or notice waits for an answer"
        ),
        OutOfState::NoInstruction(name) => say!(
            lang,
            "`{key}`：没有未答复的批示或催办“{name}”",
            "`{key}`: no order or notice “{name}” waits for an answer"
        ),
        OutOfState::AlreadySuspended => {
            say!(lang, "`{key}`：事项已在暂停中", "`{key}`: the task is suspended already")
        }
        OutOfState::NotSuspended => {
            say!(lang, "`{key}`：事项没有暂停", "`{key}`: the task is not suspended")
        }
        OutOfState::NoBlocker(name) => {
            say!(lang, "`{key}`：没有未解决的阻点“{name}”", "`{key}`: no open blocker “{name}”")
        }
        OutOfState::StageNotHigher(name) => say!(
            lang,
            "`{key}`：阻点“{name}”已在这个环节或更高",
            "`{key}`: blocker “{name}” is at that stage or above"
        ),
        OutOfState::NoDeadline => say!(
            lang,
            "长期坚持的事项没有时限，无从延期",
            "a standing promise has no deadline to be moved"
        ),
        OutOfState::NotLater { to, due } => {
            let (to, due) = (words::date(*to, lang), words::date(*due, lang));
            say!(
                lang,
                "延到{to}，不晚于现时限{due}",
                "extended to {to}, which is not later than {due} in force"
            )
        }
    }
}

pub(super) fn holidays_title(fault: &HolidayFault, lang: Locale) -> String {
    match fault {
        HolidayFault::Unreadable(why) => {
            say!(lang, "节假日文件有误：{why}", "the file of holidays is wrong: {why}")
        }
        HolidayFault::OtherYear { day, year } => {
            say!(
                lang,
                "节假日文件有误：`{day}` 不在{year}年",
                "holidays: `{day}` is no day of {year}"
            )
        }
        HolidayFault::Both(day) => {
            let day = words::date(*day, lang);
            say!(
                lang,
                "节假日文件有误：{day}既放假又上班",
                "holidays: {day} is both off and worked"
            )
        }
        HolidayFault::YearTwice(year) => {
            say!(lang, "节假日文件有误：{year}年写了两次", "holidays: {year} stands twice")
        }
    }
}

/// One notice: its day and to whom.
type Served = (NaiveDate, Option<String>);

pub(super) fn notice_title(number: &str, this: &Served, first: &Served, lang: Locale) -> String {
    let ((on, to), (before, first)) = (this, first);
    let (on, before) = (words::date(*on, lang), words::date(*before, lang));
    let (to, first) = (to.as_deref().unwrap_or("?"), first.as_deref().unwrap_or("?"));
    say!(
        lang,
        "编号{number}用了两次：{before}给{first}，{on}给{to}",
        "number {number} was used twice: {before} to {first}, {on} to {to}"
    )
}

/// An entry after the ledger's last day.
pub(super) fn outside_term(on: NaiveDate, term: Term, lang: Locale) -> String {
    let (on, last) = (words::date(on, lang), words::date(term.last, lang));
    match term.calendar_year() {
        Some(year) => say!(
            lang,
            "{on}的记录晚于台账年度{year}年",
            "entry {on} is after the ledger's year {year}"
        ),
        None => say!(
            lang,
            "{on}的记录晚于台账期末{last}",
            "entry {on} is after the ledger's last day {last}"
        ),
    }
}
