//! The way out of a finding: what to write instead.

use crate::calendar::HolidayFault;
use crate::diagnostic::{Expected, Finding, Syntax};
use crate::ledger::{Locale, Measure};
use crate::page::unopened;
use crate::page::words::{self, say};

/// What to do about it, where there is one thing to do.
pub(super) fn help(finding: &Finding, lang: Locale) -> Option<String> {
    use Finding as F;
    Some(match finding {
        F::Syntax(Syntax::UnquotedText) => say!(lang, "写成 \"…\"", "write \"…\""),
        F::Syntax(Syntax::FullWidth { meant, .. }) => {
            say!(lang, "改为半角 `{meant}`", "write `{meant}`")
        }
        F::Syntax(Syntax::UnclosedString) => {
            say!(lang, "在本行末尾补上引号", "close the quote on this line")
        }
        F::Syntax(Syntax::Number { .. }) => say!(
            lang,
            "数不以 0 开头，小数点和 _ 两边都要有数字，整数不超过18位：1、0.5、1_000；别的写法加引号",
            "no zero before other digits, digits on both sides of a point and of _, at most 18 digits: 1, 0.5, 1_000; quote anything else"
        ),
        F::Syntax(Syntax::Time { .. }) => say!(
            lang,
            "写成 2018-05-15 或 2018-05-15T08:30:00；别的写法加引号",
            "write 2018-05-15 or 2018-05-15T08:30:00; quote anything else"
        ),
        F::Syntax(Syntax::Control { found: '\r' }) => {
            say!(lang, "另存为 LF 或 CRLF 换行的文本", "save it with lines that end in LF or CRLF")
        }
        F::Syntax(Syntax::Control { found }) => {
            let code = u32::from(*found);
            say!(
                lang,
                "删去它；在双引号文字里可写成 \\u{code:04X}",
                "delete it; in double quotes it is written \\u{code:04X}"
            )
        }
        F::Syntax(Syntax::ByteOrderMark) => say!(
            lang,
            "删去这个看不见的字符；另存为不带 BOM 的 UTF-8",
            "delete this character, which does not show; save as UTF-8 without BOM"
        ),
        F::Syntax(Syntax::Twice { .. }) => {
            say!(lang, "两处合为一处", "make one of the two")
        }
        F::Naming(naming) => super::naming::help(naming, lang),
        F::Indicated(indicated) => super::indicated::help(indicated, lang),
        F::NoticeTwice { .. } => say!(
            lang,
            "后发的一份改用新编号，并告知收件单位",
            "give the later one a number of its own, and tell its department"
        ),
        F::BadHolidays(HolidayFault::OtherYear { .. }) => {
            say!(lang, "写到它那一年的 [[year]] 里", "list it in the [[year]] it belongs to")
        }
        F::BadHolidays(HolidayFault::Both(_)) => {
            say!(lang, "`off` 和 `work` 里只留一处", "keep it in `off` or in `work`")
        }
        F::BadHolidays(HolidayFault::YearTwice(_)) => {
            say!(lang, "两个 [[year]] 合为一个", "make one of the two [[year]]")
        }
        F::NotUtf8 { gbk: true, .. } => {
            say!(
                lang,
                "另存为 UTF-8，或运行 iconv -f GB18030 -t UTF-8",
                "save it as UTF-8, or run iconv -f GB18030 -t UTF-8"
            )
        }
        F::NotUtf8 { gbk: false, .. } => {
            say!(lang, "另存为 UTF-8", "save it as UTF-8")
        }
        F::NewerFormat { .. } => say!(lang, "请更新 duban", "use a newer duban"),
        F::UnknownKey { nearest: Some(near), lookalike: true, .. } => {
            say!(
                lang,
                "其中有形似的非英文字母，应为 `{near}`",
                "it has letters that only look Latin; write `{near}`"
            )
        }
        F::UnknownKey { key, elsewhere, .. } if !elsewhere.is_empty() => {
            let tables = elsewhere.iter().map(|table| format!("`{table}`"));
            let tables = words::list(&tables.collect::<Vec<String>>(), lang);
            say!(lang, "`{key}` 写在 {tables} 里", "`{key}` belongs into {tables}")
        }
        F::UnknownKey { nearest: Some(near), .. } => {
            say!(
                lang,
                "是不是 `{near}`？自用的键以 x- 开头",
                "did you mean `{near}`? keys of your own begin with x-"
            )
        }
        F::UnknownKey { .. } => say!(lang, "自用的键以 x- 开头", "keys of your own begin with x-"),
        F::WrongType { expected: Expected::Date, .. } => {
            say!(lang, "日期不加引号：`2018-05-15`", "a day stands without quotes: `2018-05-15`")
        }
        F::InvalidDate { last: Some(last), .. } => {
            say!(lang, "该月最后一天是 `{last}`", "the last day of that month is `{last}`")
        }
        F::Unknown { nearest: Some(near), .. } => {
            say!(lang, "是不是 `{near}`？", "did you mean `{near}`?")
        }
        F::DueBeforeStart { start, .. } => {
            say!(lang, "改为 `due = {start}` 或更晚", "make it `due = {start}` or later")
        }
        F::PlanMixed => {
            say!(lang, "要么都写 `reach`，要么都不写", "give all points a `reach` or none")
        }
        F::PlanBelowBaseline { baseline, .. } => {
            say!(
                lang,
                "节点应在底数与目标之间；若起点就是这个水平，改 `baseline`（现为 {baseline}）",
                "a plan leads from the baseline to the target; if it did begin there, change `baseline`, which is {baseline}"
            )
        }
        F::TargetEqualsBaseline { .. } => {
            say!(
                lang,
                "改目标或底数；比率类用 measure = \"rate\"",
                "change one of them; a ratio is measure = \"rate\""
            )
        }
        F::MissingTarget { .. } => {
            say!(lang, "写上目标，如 target = 120", "state one, like target = 120")
        }
        F::FigureWithoutMeasure { measure: Measure::None, .. } => say!(
            lang,
            "办结类只看办结与否：去掉它，或去掉 measure = \"none\"，按数量、百分比或节点衡量",
            "only whether it is done counts: take it away, or measure it by a quantity, in percent or by steps"
        ),
        F::FigureWithoutMeasure { .. } => say!(
            lang,
            "只跟踪的事项没有目标：去掉它，或改用 measure = \"cumulative\"",
            "what is only followed has no target: take it away, or say measure = \"cumulative\""
        ),
        F::HeadingWith { .. } => say!(lang, "移到下级事项里", "move it into the parts"),
        F::NoRolls { key } => say!(
            lang,
            "写上结转自哪一项：rolls = \"2017/P-31\"，或去掉 `{key}`",
            "say where it comes from: rolls = \"2017/P-31\", or take `{key}` away"
        ),
        F::OriginalDueLate { due, .. } => say!(
            lang,
            "延期只会往后：改为 `original_due = {due}` 或更早",
            "a deadline is only ever extended: make it `original_due = {due}` or earlier"
        ),
        F::NoEvent => {
            say!(lang, "写上 done、step、note 等其中一个", "give it one of done, step, note, …")
        }
        F::TwoEvents { .. } => {
            say!(lang, "分成两条记录，日期相同", "make it two entries of the same day")
        }
        F::LogOutOfOrder { .. } => {
            say!(lang, "按日期排列记录", "put the entries in the order of their days")
        }
        F::FigureFalls { .. } => {
            say!(lang, "写明原因：correction = \"…\"", "say why: correction = \"…\"")
        }
        F::BlankText { key } => {
            say!(lang, "写上内容：{key} = \"…\"", "say it: {key} = \"…\"")
        }
        F::BlankName { key } => {
            say!(lang, "写明是什么、是谁：{key} = \"…\"", "say what or who it is: {key} = \"…\"")
        }
        F::FigureFarBeyond { .. } => say!(
            lang,
            "看单位和位数对不对；确实如此就不用改",
            "look at the unit and the digits; if it is so, leave it"
        ),
        F::EntryTwice { figures: None, .. } => {
            say!(lang, "多写的一条删去", "delete the one that is too much")
        }
        F::EntryTwice { figures: Some(_), .. } => say!(
            lang,
            "后一条算数；是更正的，写明原因：correction = \"…\"",
            "the later one counts; if it corrects the other, say why: correction = \"…\""
        ),
        F::LightWithoutLagging => say!(
            lang,
            "去掉 `light`，或改为 judge = \"lagging\"",
            "leave `light` out, or write judge = \"lagging\""
        ),
        F::AnswerNotOwed { .. } => say!(
            lang,
            "答复的单位写在 `by`；批示要几家答复，写在批示的 `to`",
            "say in `by` who answers, and in the order's `to` who is to answer"
        ),
        F::NoApproval { .. } => {
            say!(lang, "写上依据：approval = \"文号\"", "name the document: approval = \"…\"")
        }
        F::Mailing(finding) => return super::mail::help(finding, lang),
        F::Contradiction(finding) => super::contradiction::help(finding, lang),
        F::Merging(finding) => super::merging::help(finding, lang),
        F::Closing(finding) => return super::closing::help(finding, lang),
        F::Including(finding) => return super::including::help(finding, lang),
        F::FullWidthText { meant, .. } => {
            say!(lang, "应为 `{meant}`", "write `{meant}`")
        }
        F::NoMeasures => {
            say!(lang, "写上措施：measures = [\"…\"]", "state them: measures = [\"…\"]")
        }
        F::NoLevers => say!(lang, "写上抓手：levers = [\"…\"]", "state them: levers = [\"…\"]"),
        F::NoBaseline => say!(lang, "写上底数：baseline = 0", "state it: baseline = 0"),
        F::NoDirection => say!(
            lang,
            "写上底数，或写明：“以上”的 better = \"higher\"，“以内”的 better = \"lower\"",
            "state a baseline, or say it: better = \"higher\" of a floor, \"lower\" of a ceiling"
        ),
        F::ToCheck { id, .. } => say!(
            lang,
            "对照原表核对，核完去掉：duban set {id} x-check=",
            "hold it against the table, then take the mark away: duban set {id} x-check="
        ),
        F::NoPlanPoint { .. } => say!(lang, "写上路线图：plan = […]", "give it a plan: plan = […]"),
        F::BadInclude { why, .. } => return unopened::help(why, lang),
        F::EntryOutsideYear { term, .. } if term.calendar_year().is_some() => say!(
            lang,
            "计划跨年的，把 `year` 换成 `from` 和 `to`",
            "for a plan beyond the year, put `from` and `to` in the place of `year`"
        ),
        F::IncludedTwice { .. } => say!(lang, "删去这一条 `include`", "remove this `include`"),
        // What is wrong says itself what to do.
        F::Syntax(_)
        | F::WrongType { .. }
        | F::InvalidDate { .. }
        | F::Unknown { .. }
        | F::DuplicateKey { .. }
        | F::InvalidNumber { .. }
        | F::NegativeNumber { .. }
        | F::MissingKey { .. }
        | F::BadId { .. }
        | F::DuplicateId { .. }
        | F::ParentCycle { .. }
        | F::PlanOutside { .. }
        | F::PlanOutOfOrder { .. }
        | F::PlanFalls { .. }
        | F::PlanPastTarget { .. }
        | F::PlanEndsEarly { .. }
        | F::OutOfState { .. }
        | F::BadHolidays(HolidayFault::Unreadable(_))
        | F::EntryBeforeStart { .. }
        | F::EntryOutsideYear { .. }
        | F::ExtendedLate { .. }
        | F::EvidenceMissing { .. }
        | F::StruckEarly { .. }
        | F::StruckByOwner { .. }
        | F::PartsDiffer { .. } => return None,
    })
}
