//! Whether a heading is one of figures, what its figures count, and how certain that is.

use super::head_period::{Span, span};
use super::heading_kind::{
    FigureKind, is_of_target, is_of_what_was_added, is_since_work_began, span_of_rest, stretch,
};
use super::heading_words::{COUNTED, NOT_YET, OTHER_FIGURES, RESULTS, VERBS};
use super::named_period::named;
use crate::ledger::folded;

/// A column of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// How certain it is that this is the cumulative figure, 0 to 3.
    pub(super) rank: u8,
    /// Whether its bare numbers are percentages (完成率).
    pub(super) share: bool,
    /// The unit in the heading.
    pub(super) unit: Option<String>,
    /// Whether it counts money, whose unit may be stated elsewhere.
    pub(super) money: bool,
    /// What it says about time.
    pub(super) span: Span,
    /// What it counts.
    pub(super) kind: FigureKind,
    /// The indicator it names.
    pub(super) indicator: Option<String>,
}

/// A column of one indicator: its name, and what the other words say of its figures.
pub(super) fn of_indicator(
    words: &[String],
    nth: usize,
    rows: &[String],
    unit: Option<String>,
) -> Option<Figure> {
    let others = words.iter().enumerate().filter(|(at, _)| *at != nth);
    let others: Vec<String> = others.map(|(_, word)| word.clone()).collect();
    let indicator = words.get(nth).cloned();
    let (last, whole) = (others.last().map_or("", String::as_str), others.concat());
    if others.is_empty() {
        let (span, kind) = (Span::Unsaid, FigureKind::SoFar);
        return Some(Figure { rank: 1, share: false, unit, money: false, span, kind, indicator });
    }
    let name = words.get(nth)?;
    let rows: Vec<String> =
        rows.iter().filter(|row| !folded(row).starts_with(name)).cloned().collect();
    let figure = figure(last, &whole, &rows, unit)?;
    Some(Figure { indicator, money: false, ..figure })
}

/// Reads the words of a heading, the last of its rows and all of them; none where they are of no figures that can be taken.
pub(super) fn figure(
    last: &str,
    whole: &str,
    rows: &[String],
    unit: Option<String>,
) -> Option<Figure> {
    let any = |list: &[&str]| list.iter().any(|word| whole.contains(word));
    let money = any(&["投资", "资金", "金额", "经费"]);
    let converted = |kind, share, span| Figure {
        rank: 0,
        share,
        unit: unit.clone(),
        money,
        span,
        kind,
        indicator: None,
    };
    if is_of_target(&folded(&rows.concat())) {
        return Some(converted(FigureKind::OfTarget, true, span(rows)));
    }
    let another = any(OTHER_FIGURES) && !whole.contains("截止时间");
    if !another && is_since_work_began(whole) {
        return Some(converted(FigureKind::SinceWorkBegan, false, span_of_rest(rows)));
    }
    let one_period = stretch(rows);
    if let Some(Ok(stretch)) = one_period {
        let is_figure = |rest: &str| rank(rest, rest).is_some();
        return is_of_what_was_added(whole, is_figure)
            .then(|| converted(FigureKind::Added(stretch), false, Span::Unsaid));
    }
    let target = whole.contains("目标") && !whole.contains("完成")
        || whole.contains("target") && !any(&["achieved", "oftarget", "actual"])
        || whole.contains("总投资") && !whole.contains("完成");
    let dated = whole.contains("date") && !whole.contains("todate");
    let span = span(rows);
    if one_period.is_some() || another || target || dated || span == Span::Other {
        return None;
    }
    if of_one_month(whole) && span == Span::Unsaid {
        return None;
    }
    let share = any(&["率", "比例", "比重", "百分比", "进度", "%", "percent", "completionrate"])
        || unit.as_deref() == Some("%");
    let rank = rank(last, whole)?;
    let rank = if money { 0 } else { rank };
    let rank = if share { rank.min(1) } else { rank };
    let of_target = any(&["完成率", "完成比例", "完成百分比"])
        || share && any(&["complete", "completion", "achieved"]);
    let kind = if of_target { FigureKind::Completion } else { FigureKind::SoFar };
    Some(Figure { rank, share, unit, money, span, kind, indicator: None })
}

fn rank(last: &str, whole: &str) -> Option<u8> {
    let any = |list: &[&str]| list.iter().any(|word| whole.contains(word));
    if any(&["累计", "cumulative", "todate", "ytd"]) {
        return Some(3);
    }
    if any(&[
        "实际完成",
        "完成数",
        "完成量",
        "完成值",
        "完成户数",
        "完成个数",
        "已完成",
        "现完成",
        "目前完成",
        "实绩",
        "实际数",
        "实际值",
        "actual",
        "achieved",
    ]) {
        return Some(2);
    }
    let plain = [
        "完成",
        "完成情况",
        "实际",
        "进度",
        "完成进度",
        "当前进度",
        "目前进度",
        "实际进度",
        "工作进度",
        "工程进度",
        "实施进度",
        "施工进度",
        "建设进度",
        "投资进度",
        "支出进度",
        "当前完成",
        "最新完成",
        "当前值",
        "目前值",
        "最新值",
        "现值",
        "报送数",
        "报送值",
        "上报数",
        "上报值",
        "latest",
        "latestvalue",
        "current",
        "currentvalue",
        "完成率",
        "完成比例",
        "figure",
    ];
    let begins = ["截至", "截止", "年初至今", "年初以来", "今年以来", "今年"];
    let until = begins.iter().any(|begin| whole.starts_with(begin))
        && (whole.ends_with("完成") || whole.ends_with("完成情况"));
    let known = plain.contains(&last) || until || is_counted(whole) || is_result(last);
    known.then_some(1)
}

/// `签约户数`, `到位资金`, `整改销号率`, `投资完成额`: something done, and what is counted of it.
fn is_counted(whole: &str) -> bool {
    let not_yet = NOT_YET.iter().any(|word| whole.contains(word));
    let behind = |verb: &str| {
        let (_, behind) = whole.rsplit_once(verb)?;
        // 已办结, 实际到位; 完成投资.
        let alone =
            whole.starts_with(['已', '实']) || whole.contains("投资") || whole.contains("资金");
        Some(COUNTED.contains(&behind) || (alone && behind.is_empty()))
    };
    !not_yet && VERBS.iter().any(|verb| behind(verb) == Some(true))
}

/// `% complete`, `Outturn`.
fn is_result(last: &str) -> bool {
    let plain = last.trim_start_matches("percentage").trim_start_matches("percent");
    let plain = plain.trim_matches('%').trim_end_matches("percentage").trim_end_matches("percent");
    RESULTS.contains(&plain) || plain.contains("outturn")
}

/// Whether a heading is of figures and may mean one period only: `4月完成数`, `本期累计`.
pub(super) fn is_unclear(last: &str, whole: &str, rows: &[String]) -> bool {
    let another = OTHER_FIGURES.iter().filter(|word| !word.ends_with('旬'));
    let another = another.into_iter().any(|word| whole.contains(word));
    let of_one = span(rows) == Span::Other && named(whole).is_some();
    let rest = if of_one { rank(last, whole) } else { rank("完成", whole) };
    !another && rest.is_some() && (of_one || matches!(stretch(rows), Some(Err(()))))
}

/// Whether a heading may mean one month only: `4月完成数` may be what was done in April alone.
fn of_one_month(whole: &str) -> bool {
    let ends = ["月完成", "月份完成", "旬完成", "季度完成", "周完成", "月实际"];
    let range = ["累计", "1-", "1至", "1~", "上半年", "前三季度"];
    ends.iter().any(|word| whole.contains(word)) && !range.iter().any(|word| whole.contains(word))
}
