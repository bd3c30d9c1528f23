//! The words that many pages share, in every language; a missing translation does not compile.

mod days;
pub mod left_out;

pub use days::{date, dated_period, day, days, period, weekday};

use crate::account::{By, Light, Listed, Matter, NotReadWhy, Standing};
use crate::calendar::Cadence;
use crate::ledger::{
    CurveShape, Decimals, Kind, LightRule, LightRules, Locale, Quantity, Scale, Share, Stage,
    Verdict,
};
use std::fmt::Display;

pub(crate) use duban_words::say;

/// The name of a standing.
pub fn standing(standing: Standing, lang: Locale) -> String {
    match standing {
        Standing::Overdue => say!(lang, "逾期", "overdue"),
        Standing::Lagging => say!(lang, "滞后", "lagging"),
        Standing::SlightlyBehind => say!(lang, "略欠", "slightly behind"),
        Standing::OnSchedule => say!(lang, "达序时", "on schedule"),
        Standing::Ahead => say!(lang, "超序时", "ahead"),
        Standing::Open => say!(lang, "在办", "open"),
        Standing::Awaiting => say!(lang, "待销号", "awaiting"),
        Standing::Struck => say!(lang, "已销号", "struck off"),
        Standing::NotStarted => say!(lang, "未启动", "not started"),
        Standing::Suspended => say!(lang, "暂停", "suspended"),
        Standing::Cancelled => say!(lang, "已撤销", "cancelled"),
        Standing::Rolled => say!(lang, "已结转", "rolled over"),
    }
}

/// The word of a judgement.
pub fn verdict(verdict: Verdict, lang: Locale) -> String {
    match verdict {
        Verdict::Ahead => standing(Standing::Ahead, lang),
        Verdict::OnSchedule => standing(Standing::OnSchedule, lang),
        Verdict::SlightlyBehind => standing(Standing::SlightlyBehind, lang),
        Verdict::Lagging => standing(Standing::Lagging, lang),
        Verdict::None => say!(lang, "不作认定", "none"),
    }
}

/// The name of a matter, as it stands beside a count.
pub fn matter(matter: Matter, lang: Locale) -> String {
    match matter {
        Matter::All => say!(lang, "全部", "All"),
        Matter::Overdue => say!(lang, "逾期未完成", "Overdue"),
        Matter::Lagging => say!(lang, "滞后", "Lagging"),
        Matter::DueWithin(days) => {
            let within = counted(days, "day");
            say!(lang, "{days}天内到期", "Due within {within}")
        }
        Matter::Stale => say!(lang, "漏报", "Without a report"),
        Matter::Blocked => say!(lang, "未解决阻点", "Blockers open"),
        Matter::Stuck => say!(lang, "阻点超时", "Blockers stuck"),
        Matter::Awaiting => say!(lang, "待核验销号", "To verify"),
        Matter::Asking => say!(lang, "延期待批", "Extension asked"),
        Matter::ToAnswer => say!(lang, "批示催办待复", "To answer"),
        Matter::Unanswered => say!(lang, "逾期未复", "Answer overdue"),
        Matter::Red => say!(lang, "红灯", "Red"),
        Matter::NewlyRed => say!(lang, "一周内转红", "Newly red"),
    }
}

/// The name of a count.
pub fn listed(listed: Listed, lang: Locale) -> String {
    use Listed as L;
    match listed {
        L::Opening => say!(lang, "期初", "opening"),
        L::Entered => say!(lang, "新立", "entered"),
        L::Reopened => say!(lang, "重开", "reopened"),
        L::MovedIn => say!(lang, "转入", "moved in"),
        L::MovedOut => say!(lang, "转出", "moved out"),
        L::Struck => say!(lang, "销号", "struck off"),
        L::Cancelled => say!(lang, "撤销", "cancelled"),
        L::Rolled => say!(lang, "结转下年", "rolled over"),
        L::Closing => say!(lang, "期末", "closing"),
        L::Owed => say!(lang, "应办", "owed"),
        L::OnTime => say!(lang, "按期", "on time"),
        L::Late => say!(lang, "逾期办结", "late"),
        L::Lifted => say!(lang, "核减", "lifted"),
        L::CarriedOver => say!(lang, "转下期", "carried over"),
        L::ReportsOwed => say!(lang, "应报", "reports owed"),
        L::ReportsMade => say!(lang, "实报", "reports made"),
        L::ReportsLate => say!(lang, "迟报", "reports late"),
        L::ReportsMissing => say!(lang, "漏报", "reports missing"),
        L::BlockersOpened => say!(lang, "新增阻点", "blockers opened"),
        L::BlockersCleared => say!(lang, "解决阻点", "blockers cleared"),
        L::BlockersStanding => say!(lang, "未解决阻点", "blockers standing"),
        L::Requested => say!(lang, "申请销号", "asked for strike-off"),
        L::Returned => say!(lang, "退回", "returned"),
        L::Corrected => say!(lang, "更正", "corrected"),
    }
}

/// The name of a light: the ledger's own if it gives one.
pub fn light(light: Light, rules: Option<&LightRules>, lang: Locale) -> String {
    let name = rules.and_then(|rules| rules.names[light].as_ref());
    if let Some(name) = name {
        return name.clone();
    }
    match light {
        Light::Red => say!(lang, "红", "red"),
        Light::Yellow => say!(lang, "黄", "yellow"),
        Light::Green => say!(lang, "绿", "green"),
        Light::Blue => say!(lang, "蓝", "blue"),
        Light::None => say!(lang, "无", "none"),
    }
}

/// The colour of a light; `None` of what has none.
pub fn hue(light: Light) -> Option<super::Hue> {
    use super::Hue;
    match light {
        Light::Red => Some(Hue::Red),
        Light::Yellow => Some(Hue::Yellow),
        Light::Green => Some(Hue::Green),
        Light::Blue => Some(Hue::Blue),
        Light::None => None,
    }
}

/// The ink a light is printed in.
pub fn ink(light: Light) -> super::Ink {
    hue(light).map_or(super::Ink::Faint, super::Hue::ink)
}

/// The ink of a light's own word.
pub fn chip(light: Light) -> super::Ink {
    hue(light).map_or(super::Ink::Faint, super::Ink::Chip)
}

/// The name of a kind of task.
pub fn kind(kind: Kind, lang: Locale) -> String {
    match kind {
        Kind::Project => say!(lang, "项目", "project"),
        Kind::Indicator => say!(lang, "指标", "indicator"),
        Kind::Action => say!(lang, "事项", "action"),
        Kind::Duty => say!(lang, "常态化工作", "duty"),
    }
}

/// The name of a blocker's stage.
pub fn stage(stage: Stage, lang: Locale) -> String {
    match stage {
        Stage::Consult => say!(lang, "会商", "consult"),
        Stage::Coordinate => say!(lang, "协调", "coordinate"),
        Stage::Resolve => say!(lang, "解决", "resolve"),
    }
}

/// What groups are called at the head of a rollup.
pub fn by(by: By, lang: Locale) -> String {
    match by {
        By::Area => say!(lang, "领域", "Area"),
        By::Dept => say!(lang, "牵头单位", "Department"),
        By::Leader => say!(lang, "挂钩领导", "Leader"),
        By::Kind => say!(lang, "类别", "Kind"),
        By::Key => say!(lang, "重点", "Key"),
        By::Parent => say!(lang, "上级事项", "Heading"),
        By::Source => say!(lang, "来源", "Source"),
        By::Tag => say!(lang, "标签", "Tag"),
        By::Unit => say!(lang, "计量单位", "Unit"),
        By::Ledger => say!(lang, "台账", "Ledger"),
    }
}

/// The unit in which missing reports are counted: 旬, 月.
pub fn period_unit(cadence: Cadence, lang: Locale) -> String {
    match cadence {
        Cadence::Week => say!(lang, "周", "week"),
        Cadence::Dekad => say!(lang, "旬", "ten-day period"),
        Cadence::Month => say!(lang, "个月", "month"),
        Cadence::Quarter => say!(lang, "个季度", "quarter"),
    }
}

/// How often reports are owed: 每月, monthly.
pub fn cadence(cadence: Cadence, lang: Locale) -> String {
    match cadence {
        Cadence::Week => say!(lang, "每周", "weekly"),
        Cadence::Dekad => say!(lang, "每旬", "every ten days"),
        Cadence::Month => say!(lang, "每月", "monthly"),
        Cadence::Quarter => say!(lang, "每季度", "quarterly"),
    }
}

/// So many periods of a cadence: 3个月, 3 months.
pub fn periods(count: u32, cadence: Option<Cadence>, lang: Locale) -> String {
    let unit = cadence.map_or_else(String::new, |cadence| period_unit(cadence, lang));
    let periods = counted(count, &unit);
    say!(lang, "{count}{unit}", "{periods}")
}

/// Words at the head of a column: in English they begin with a capital.
pub fn begun(words: String, lang: Locale) -> String {
    let mut letters = words.chars();
    match letters.next().filter(|first| lang == Locale::En && first.is_ascii_lowercase()) {
        Some(first) => format!("{}{}", first.to_ascii_uppercase(), letters.as_str()),
        None => words,
    }
}

/// A count before its English noun: `1 task`, `0 entries`, `2 weaknesses`.
pub fn counted(count: impl Display + Copy, noun: &str) -> String {
    format!("{count} {}", in_number(count, noun))
}

/// An English noun in the number that a count asks for.
pub fn in_number(count: impl Display, noun: &str) -> String {
    if count.to_string() == "1" {
        return noun.to_owned();
    }
    let stem = noun.strip_suffix('y');
    match stem.filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x']) => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

/// What stands where a deadline would, of a promise that has none.
pub fn standing_promise(lang: Locale) -> String {
    say!(lang, "长期坚持", "standing")
}

/// A share in percent with as many decimals as the ledger prints, without the sign: `46.2`.
pub fn percent_to(share: Share, decimals: Decimals) -> String {
    let steps = share.rounded(100 * decimals.steps());
    in_steps(steps, decimals)
}

/// Actual minus planned in points, signed, with as many decimals as the ledger prints: `+1.7`, `-7.3`, `0.0`.
pub fn over_to(lag: Share, decimals: Decimals) -> String {
    let steps = -lag.rounded(100 * decimals.steps());
    let sign = if steps > 0 { "+" } else { "" };
    format!("{sign}{}", in_steps(steps, decimals))
}

/// The same of a share that may not apply.
pub fn percent_or_none(share: Option<Share>, decimals: Decimals) -> String {
    share.map_or_else(|| "-".to_owned(), |share| percent_to(share, decimals))
}

/// So many of the smallest steps that are printed, as a decimal number.
pub fn in_steps(steps: i64, decimals: Decimals) -> String {
    let (sign, whole) = (if steps < 0 { "-" } else { "" }, steps.abs() / decimals.steps());
    match decimals.places() as usize {
        0 => format!("{sign}{whole}"),
        places => format!("{sign}{whole}.{:0places$}", steps.abs() % decimals.steps()),
    }
}

/// A float share in percent with one decimal.
pub fn percent_f64(share: f64) -> String {
    tenths(rounded(share * 1_000.0))
}

fn rounded(value: f64) -> i64 {
    value.round() as i64
}

fn tenths(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

fn signed(over: i64) -> String {
    let sign = if over > 0 { "+" } else { "" };
    format!("{sign}{}", tenths(over))
}

/// A quantity with one decimal.
pub fn tenths_of(quantity: Quantity) -> String {
    tenths(Share::from_quantity(quantity).rounded(10))
}

/// A difference with one decimal, its sign and its unit: `-37.5户`.
pub fn signed_tenths(difference: Quantity, unit: &str) -> String {
    let tenths = signed(Share::from_quantity(difference).rounded(10));
    format!("{tenths}{unit}")
}

/// A quantity with its unit: `60户`, `12.5%`.
pub fn amount(quantity: Quantity, unit: &str) -> String {
    format!("{quantity}{unit}")
}

/// How a plan runs between two steps.
pub fn curve_shape(shape: CurveShape, lang: Locale) -> String {
    match shape {
        CurveShape::Steps => say!(lang, "阶梯", "a staircase"),
        CurveShape::Even => say!(lang, "匀速", "even"),
    }
}

/// The rule that the lights were made by (口径).
pub fn rule(rules: &crate::ledger::Rules, lang: Locale) -> String {
    let LightRule { scale, yellow, red, ahead } = rules.lights.rule;
    let pace = match rules.pace {
        crate::calendar::Pace::Months => say!(lang, "按月序时", "plan by months"),
        crate::calendar::Pace::Days => say!(lang, "按日序时", "plan by days"),
        crate::calendar::Pace::Workdays => {
            say!(lang, "按工作日序时", "plan by working days")
        }
    };
    let pace = match rules.curve {
        CurveShape::Steps => pace,
        CurveShape::Even => say!(lang, "{pace}、节点之间匀速", "{pace}, evenly between steps"),
    };
    let usual = ahead == LightRule::usual_ahead(scale, yellow);
    let ahead = match scale {
        _ if usual => String::new(),
        Scale::Points => {
            say!(lang, "、超{ahead}个百分点为超序时", ", {ahead} points ahead is ahead")
        }
        Scale::Ratio => say!(lang, "、超过{ahead}倍为超序时", ", above {ahead} is ahead"),
    };
    match scale {
        Scale::Points => say!(
            lang,
            "口径：{pace}；欠{yellow}个百分点黄、超{red}红{ahead}。",
            "Rule: {pace}; {yellow} points behind is yellow, more than {red} red{ahead}."
        ),
        Scale::Ratio => say!(
            lang,
            "口径：{pace}；实达不足应达的{yellow}倍黄、不足{red}倍红{ahead}。",
            "Rule: {pace}; below {yellow} of the plan is yellow, below {red} red{ahead}."
        ),
    }
}

/// Why something among the other side's files was not read.
pub fn not_read(why: NotReadWhy, lang: Locale) -> String {
    match why {
        NotReadWhy::Folder => say!(lang, "是文件夹", "a folder"),
        NotReadWhy::NoTable => say!(lang, "不是表格文件", "no table by its name"),
        NotReadWhy::NoHead => say!(lang, "里面没有认得出的表", "no table is found in it"),
    }
}

/// Words joined as a list: 、 in Chinese, a comma in English.
pub fn list(words: &[String], lang: Locale) -> String {
    words.join(&say!(lang, "、", ", "))
}

/// A request for strike-off without words of its own.
pub fn request(lang: Locale) -> String {
    say!(lang, "申请销号", "asks for strike-off")
}

/// What happened, and why.
pub fn with_reason(what: &str, why: &str, lang: Locale) -> String {
    say!(lang, "{what}：{why}", "{what}: {why}")
}

/// Years that were counted without holidays; `None` where there are none.
pub(crate) fn unknown_years(years: &[i32], lang: Locale) -> Option<String> {
    let runs = years.chunk_by(|year, next| year + 1 == *next);
    let named: Vec<String> = runs
        .flat_map(|run| match run {
            [first, .., last] if run.len() > 2 => vec![format!("{first}–{last}")],
            few => few.iter().map(ToString::to_string).collect(),
        })
        .collect();
    let named = list(&named, lang);
    (!years.is_empty()).then(|| {
        say!(
            lang,
            "{named}年没有放假安排数据，按周一至周五计工作日。",
            "No calendar of holidays for {named}: Monday to Friday were counted."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn a_noun_stands_in_the_number_of_its_count() {
        let all = [
            (1, "task", "1 task"),
            (0, "task", "0 tasks"),
            (2, "entry", "2 entries"),
            (2, "day", "2 days"),
            (2, "key", "2 keys"),
            (2, "weakness", "2 weaknesses"),
            (1, "weakness", "1 weakness"),
        ];
        for (count, noun, counted_so) in all {
            assert_eq!(counted(count, noun), counted_so);
        }
    }
}
