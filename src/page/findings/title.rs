//! What is wrong, in one line, with both values.

use super::detail::{
    expected_words, holidays_title, notice_title, number_title, out_of_state, outside_term,
    syntax_title, unknown_title,
};
use crate::diagnostic::Finding;
use crate::ledger::Locale;
use crate::page::keys::key_name;
use crate::page::unopened;
use crate::page::words::{self, say};

/// What is wrong, in one line.
pub(super) fn title(finding: &Finding, lang: Locale) -> String {
    use Finding as F;
    match finding {
        F::Syntax(syntax) => syntax_title(syntax, lang),
        F::NotUtf8 { offset, gbk: true } => {
            say!(
                lang,
                "第{offset}字节起不是 UTF-8 文本，像是 GBK 编码",
                "not UTF-8 from byte {offset} on, it looks like GBK"
            )
        }
        F::NotUtf8 { offset, gbk: false } => {
            say!(lang, "第{offset}字节起不是 UTF-8 文本", "not UTF-8 from byte {offset} on")
        }
        F::NewerFormat { found } => {
            say!(
                lang,
                "台账格式为第 {found} 版，本程序读到第 1 版",
                "format {found}; this program reads format 1"
            )
        }
        F::UnknownKey { key, .. } => say!(lang, "没有 `{key}` 这个键", "unknown key `{key}`"),
        F::DuplicateKey { key } => say!(lang, "键 `{key}` 写了两次", "key `{key}` stands twice"),
        F::WrongType { key, expected } => {
            let expected = expected_words(*expected, lang);
            say!(lang, "`{key}` 的值类型不对，应为{expected}", "`{key}` must be {expected}")
        }
        F::InvalidDate { text, .. } => {
            say!(lang, "没有 `{text}` 这一天", "there is no day `{text}`")
        }
        F::InvalidNumber { text, why } => number_title(text, *why, lang),
        F::NegativeNumber { key, text } => {
            say!(
                lang,
                "`{key}` 不能小于 0，写的是 {text}",
                "`{key}` cannot be below 0, it is {text}"
            )
        }
        F::MissingKey { key } => say!(lang, "缺少 `{key}`", "`{key}` is missing"),
        F::BadId { id } => {
            let id = id.escape_debug().to_string();
            say!(
                lang,
                "编号 `{id}` 只能用文字、数字和 - _ .",
                "id `{id}` may have letters, digits and - _ . only"
            )
        }
        F::Unknown { what, name, .. } => unknown_title(*what, name, lang),
        F::DuplicateId { id } => say!(lang, "编号 `{id}` 重复", "id `{id}` stands twice"),
        F::ParentCycle { ids } => {
            let round = match ids.as_slice() {
                [first, .., last] if ids.len() > 6 => format!("{first} → … → {last}"),
                _ => ids.join(" → "),
            };
            let count = ids.len();
            say!(
                lang,
                "上级事项成环（{count}项）：{round}",
                "parents form a cycle of {count}: {round}"
            )
        }
        F::DueBeforeStart { due, start } => {
            let (due, start) = (words::date(*due, lang), words::date(*start, lang));
            say!(lang, "时限{due}早于开始日期{start}", "deadline {due} is before the start {start}")
        }
        F::PlanOutside { by, start, due } => {
            let (by, start, due) =
                (words::date(*by, lang), words::date(*start, lang), words::date(*due, lang));
            say!(
                lang,
                "节点{by}不在{start}到{due}之间",
                "plan point {by} is not within {start} to {due}"
            )
        }
        F::PlanOutOfOrder { by, before } => {
            let (by, before) = (words::date(*by, lang), words::date(*before, lang));
            say!(
                lang,
                "节点{by}不晚于前一个节点{before}",
                "plan point {by} is not later than the one before, {before}"
            )
        }
        F::PlanFalls { level, before } => {
            say!(
                lang,
                "节点水平 {level} 低于前一个 {before}",
                "level {level} is below the one before, {before}"
            )
        }
        F::PlanMixed => say!(
            lang,
            "节点有的写 `reach`，有的不写",
            "some plan points have `reach` and some have not"
        ),
        F::PlanPastTarget { level, target } => {
            say!(
                lang,
                "节点水平 {level} 超过目标 {target}",
                "level {level} is past the target {target}"
            )
        }
        F::PlanBelowBaseline { level, baseline } => {
            say!(
                lang,
                "节点水平 {level} 比底数 {baseline} 离目标还远",
                "level {level} is further from the target than the baseline {baseline}"
            )
        }
        F::PlanEndsEarly { level, target } => {
            say!(
                lang,
                "时限当天的节点是 {level}，应为目标 {target}",
                "the point on the deadline is {level}, it must be the target {target}"
            )
        }
        F::TargetEqualsBaseline { value } => {
            say!(
                lang,
                "目标与底数都是 {value}，无从计算进度",
                "target and baseline are both {value}, there is no way between them"
            )
        }
        F::MissingTarget { unit } => {
            say!(
                lang,
                "单位是“{unit}”，缺少 `target`",
                "the unit is “{unit}” and `target` is missing"
            )
        }
        F::FigureWithoutMeasure { key, measure } => {
            let measure = measure.name();
            say!(
                lang,
                "事项写明 measure = \"{measure}\"，不能有 `{key}`",
                "the task says measure = \"{measure}\" and has `{key}`"
            )
        }
        F::HeadingWith { key } => {
            say!(lang, "本项有下级事项，不能有 `{key}`", "a task with parts cannot have `{key}`")
        }
        F::NoRolls { key } => say!(
            lang,
            "`{key}` 只能与 `rolls` 并用：只有结转来的事项才有",
            "`{key}` stands without `rolls`: only a task that was rolled over has it"
        ),
        F::OriginalDueLate { original, due } => {
            let (original, due) = (words::date(*original, lang), words::date(*due, lang));
            say!(
                lang,
                "原时限{original}晚于时限{due}",
                "original_due {original} is after due {due}"
            )
        }
        F::NoEvent => {
            say!(lang, "这条记录没有写发生了什么", "this entry says nothing that happened")
        }
        F::TwoEvents { first, second } => {
            let (first, second) = (first.name(), second.name());
            say!(
                lang,
                "一条记录写了两件事：`{first}` 和 `{second}`",
                "one entry with two events: `{first}` and `{second}`"
            )
        }
        F::LightWithoutLagging => say!(
            lang,
            "`light` 只能与 `judge = \"lagging\"` 同写",
            "`light` goes with `judge = \"lagging\"` only"
        ),
        F::AnswerNotOwed { by, owing } => {
            let owing = words::list(owing, lang);
            say!(
                lang,
                "{by}的答复不算数：未答复的是{owing}",
                "the answer of {by} closes nothing: {owing} has not answered"
            )
        }
        F::OutOfState { event, why } => out_of_state(*event, why, lang),
        F::BadInclude { path, file, why } => {
            let why = unopened::words(file.as_deref(), why, lang);
            say!(lang, "不能读入 `{path}`：{why}", "cannot include `{path}`: {why}")
        }
        F::IncludedTwice { path, itself: true } => {
            say!(lang, "`{path}` 就是本台账", "`{path}` is this ledger itself")
        }
        F::IncludedTwice { path, itself: false } => say!(
            lang,
            "`{path}` 已经读入过，事项会算两遍",
            "`{path}` is included already; its tasks would count twice"
        ),
        F::BadHolidays(fault) => holidays_title(fault, lang),
        F::NoticeTwice { number, this, first } => notice_title(number, this, first, lang),
        F::Including(finding) => super::including::title(finding, lang),
        F::Naming(naming) => super::naming::title(naming, lang),
        F::Indicated(indicated) => super::indicated::title(indicated, lang),
        F::LogOutOfOrder { on, before } => {
            let (on, before) = (words::date(*on, lang), words::date(*before, lang));
            say!(lang, "{on}的记录排在{before}之后", "entry {on} stands after {before}")
        }
        F::EntryBeforeStart { on, start } => {
            let (on, start) = (words::date(*on, lang), words::date(*start, lang));
            say!(lang, "{on}的记录早于开始日期{start}", "entry {on} is before the start {start}")
        }
        F::EntryOutsideYear { on, term } => outside_term(*on, *term, lang),
        F::FigureFalls { from, to } => {
            say!(
                lang,
                "完成数从 {from} 退到 {to}，没有更正说明",
                "the figure goes back from {from} to {to} without a correction"
            )
        }
        F::BlankText { key } => {
            say!(lang, "`{key}` 是空白", "`{key}` is blank")
        }
        F::BlankName { key } => {
            say!(lang, "`{key}` 是空白，不知所指", "`{key}` is blank: nobody knows what is meant")
        }
        F::FigureFarBeyond { figure, target, base, times } => say!(
            lang,
            "完成数 {figure} 远超目标 {target}：从 {base} 算起，是全程的{times}倍",
            "figure {figure} is far beyond the target {target}: {times} times the way from {base}"
        ),
        F::EntryTwice { on, figures: None } => {
            let on = words::date(*on, lang);
            say!(lang, "{on}的这一条写了两遍", "this entry of {on} stands twice")
        }
        F::EntryTwice { on, figures: Some((one, other)) } => {
            let on = words::date(*on, lang);
            say!(
                lang,
                "{on}有两个完成数：{one} 和 {other}",
                "two figures on {on}: {one} and {other}"
            )
        }
        F::NoApproval { event } => {
            let key = event.name();
            say!(lang, "`{key}` 没有批准依据", "`{key}` without an approval")
        }
        F::ExtendedLate { on, due } => {
            let (on, due) = (words::date(*on, lang), words::date(*due, lang));
            say!(
                lang,
                "{on}才延期，时限{due}已过",
                "extended on {on}, after the deadline {due} had passed"
            )
        }
        F::EvidenceMissing { path } => {
            say!(lang, "找不到佐证文件 {path}", "evidence {path} is not there")
        }
        F::StruckEarly { done, target } => {
            say!(
                lang,
                "完成 {done}、目标 {target}，未达目标即销号",
                "struck off at {done} of {target}, before the target"
            )
        }
        F::StruckByOwner { owner } => {
            say!(lang, "由牵头单位{owner}自行销号", "struck off by its own owner {owner}")
        }
        F::PartsDiffer { declared, found } => {
            say!(
                lang,
                "应有{declared}项，已登记{found}项",
                "declared {declared}, registered {found}"
            )
        }
        F::Mailing(finding) => super::mail::title(finding, lang),
        F::Contradiction(finding) => super::contradiction::title(finding, lang),
        F::Merging(finding) => super::merging::title(finding, lang),
        F::Closing(finding) => super::closing::title(finding, lang),
        F::FullWidthText { found, .. } => {
            say!(lang, "`{found}` 里有全角字符", "`{found}` has full-width characters")
        }
        F::NoMeasures => say!(lang, "无措施", "no measures"),
        F::NoLevers => say!(lang, "无抓手", "no levers"),
        F::NoBaseline => say!(lang, "无底数", "no baseline"),
        F::NoDirection => say!(
            lang,
            "是比率，没写底数，也没写越高越好还是越低越好，按越高越好算",
            "a ratio without a baseline that does not say which way is better: taken as higher"
        ),
        F::ToCheck { keys, .. } => {
            let names = keys.iter().map(|key| key_name(key, lang));
            let names = words::list(&names.collect::<Vec<String>>(), lang);
            say!(
                lang,
                "从表格里读出，待核对：{names}",
                "read out of a table, to be checked: {names}"
            )
        }
        F::NoPlanPoint { days } => {
            let long = words::counted(days, "day");
            say!(lang, "历时{days}天，中间没有节点", "{long} without a plan point on the way")
        }
    }
}
