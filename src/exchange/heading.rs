//! The meaning of the words at the head of a column. Words that may mean two things mean nothing here.

use super::figure::Units;
use crate::ledger::folded;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Ids of tasks. 序号 (a row number) is none.
    Id,
    /// Titles of tasks; of several columns, the one with the lowest rank counts.
    Title(u8),
    /// The cumulative figure; of several columns, the one with the highest rank counts.
    Figure(Figure),
    /// Units; 单位 is one only if its cells are units.
    Unit {
        /// Whether the heading alone is enough to tell.
        sure: bool,
    },
    /// Targets.
    Target,
    /// Remarks.
    Remark,
    /// Anything else.
    Other,
}

/// A column of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// How certain it is that this is the cumulative figure, 0 to 3.
    pub(super) rank: u8,
    /// Whether its bare numbers are percentages (完成率).
    pub(super) share: bool,
    /// The unit in the heading.
    pub(super) unit: Option<String>,
}

const IDS: &[&str] = &[
    "编号",
    "事项编号",
    "任务编号",
    "项目编号",
    "工作编号",
    "台账编号",
    "督办编号",
    "督查编号",
    "立项编号",
    "编码",
    "事项编码",
    "任务编码",
    "项目编码",
    "id",
    "taskid",
    "task_id",
    "code",
];

const TITLES: [&[&str]; 3] = [
    &[
        "事项",
        "事项名称",
        "事项内容",
        "工作事项",
        "督查事项",
        "督办事项",
        "重点事项",
        "具体事项",
        "任务",
        "任务名称",
        "任务内容",
        "工作任务",
        "重点任务",
        "重点工作任务",
        "具体任务",
        "指标名称",
        "title",
        "task",
        "item",
    ],
    &[
        "项目",
        "项目名称",
        "重点项目",
        "建设项目",
        "工作内容",
        "重点工作",
        "工作名称",
        "工作",
        "名称",
        "指标",
        "考核指标",
        "主要指标",
        "project",
        "name",
    ],
    &["目标任务", "内容", "主要内容", "建设内容"],
];

const TARGETS: &[&str] = &[
    "目标",
    "年度目标",
    "全年目标",
    "目标值",
    "目标数",
    "目标量",
    "目标任务数",
    "任务数",
    "年度任务",
    "年度任务数",
    "全年任务",
    "全年任务数",
    "计划数",
    "年度计划",
    "年度计划数",
    "全年计划",
    "全年计划数",
    "target",
    "goal",
];

const REMARKS: &[&str] = &[
    "备注",
    "说明",
    "进展",
    "形象进度",
    "问题",
    "原因",
    "推进情况",
    "工作情况",
    "note",
    "remark",
    "comment",
];

/// Words that say the figure is not the cumulative one.
const OTHER_FIGURES: &[&str] = &[
    "新增",
    "上月",
    "上期",
    "上旬",
    "上周",
    "上季",
    "上年",
    "去年",
    "同期",
    "同比",
    "环比",
    "增长",
    "计划",
    "应完成",
    "应达",
    "应有",
    "拟",
    "预计",
    "时限",
    "时间",
    "日期",
    "期限",
    "是否",
    "未完成",
    "责任",
    "单位",
    "部门",
    "剩余",
    "还差",
    "month",
    "week",
    "plan",
    "previous",
    "last",
    "due",
    "remaining",
];

/// Words for a single period. Its figure is not cumulative unless the heading says so.
const PERIODS: &[&str] = &["本月", "本期", "当月", "当期", "本旬", "当旬", "本周", "当周", "本季"];

/// Reads a heading: the words of its rows from the top, with those that span several columns.
pub(super) fn meaning(rows: &[String], units: &Units) -> Meaning {
    let (words, unit) = words(rows, units);
    let last = words.last().map_or("", String::as_str);
    let has = |list: &[&str]| list.contains(&last);
    if has(IDS) {
        return Meaning::Id;
    }
    if has(&["计量单位", "度量单位", "数量单位", "计量", "unit", "units"]) {
        return Meaning::Unit { sure: true };
    }
    if last == "单位" {
        return Meaning::Unit { sure: false };
    }
    if REMARKS.iter().any(|word| last.contains(word)) {
        return Meaning::Remark;
    }
    if has(TARGETS) {
        return Meaning::Target;
    }
    if let Some(rank) = (0..).zip(TITLES).find_map(|(rank, list)| has(list).then_some(rank)) {
        return Meaning::Title(rank);
    }
    figure(last, &words.concat(), unit).map_or(Meaning::Other, Meaning::Figure)
}

/// The words of each row without the text in brackets, and the unit if that text is one.
fn words(rows: &[String], units: &Units) -> (Vec<String>, Option<String>) {
    let mut unit = None;
    let mut kept = Vec::new();
    for row in rows {
        let mut rest = folded(row);
        while let Some((before, inside, after)) = bracketed(&rest) {
            if units.has(&inside) {
                unit = Some(inside);
            }
            rest = format!("{before}{after}");
        }
        let plain = rest.trim_matches([':', '*', '、', '.', ',']).to_owned();
        if !plain.is_empty() {
            kept.push(plain);
        }
    }
    (kept, unit)
}

fn bracketed(text: &str) -> Option<(String, String, String)> {
    let (before, rest) = text.split_once(['(', '[', '【'])?;
    let (inside, after) = rest.split_once([')', ']', '】'])?;
    Some((before.to_owned(), inside.to_owned(), after.to_owned()))
}

fn figure(last: &str, whole: &str, unit: Option<String>) -> Option<Figure> {
    let any = |list: &[&str]| list.iter().any(|word| whole.contains(word));
    let so_far = any(&["截至", "截止"]);
    let one_period = any(PERIODS) && !so_far;
    let another = any(OTHER_FIGURES) && !whole.contains("截止时间");
    let target = whole.contains("目标") && !whole.contains("完成");
    let dated = whole.contains("date") && !whole.contains("todate");
    if one_period || another || target || dated || (of_one_month(whole) && !so_far) {
        return None;
    }
    let share = any(&["率", "比例", "比重", "百分比", "进度"]) || unit.as_deref() == Some("%");
    let rank = rank(last, whole)?;
    let money = any(&["投资", "资金"]);
    if money && unit.is_none() {
        return None;
    }
    let rank = if money { 0 } else { rank };
    let rank = if share { rank.min(1) } else { rank };
    Some(Figure { rank, share, unit })
}

fn rank(last: &str, whole: &str) -> Option<u8> {
    let any = |list: &[&str]| list.iter().any(|word| whole.contains(word));
    if any(&["累计", "cumulative", "todate"]) {
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
        "工作进度",
        "完成率",
        "完成比例",
    ];
    let english = ["done", "completed", "progress", "figure"];
    let until = whole.starts_with("截至") && whole.ends_with("完成");
    (plain.contains(&last) || english.contains(&last) || until).then_some(1)
}

/// Whether a heading may mean one month only: `4月完成数` may be what was done in April alone.
fn of_one_month(whole: &str) -> bool {
    let ends = ["月完成", "月份完成", "旬完成", "季度完成", "周完成", "月实际"];
    let range = ["累计", "1-", "1至", "1~", "上半年", "前三季度"];
    ends.iter().any(|word| whole.contains(word)) && !range.iter().any(|word| whole.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &[&str]) -> Meaning {
        let rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
        meaning(&rows, &Units::default())
    }

    fn rank(rows: &[&str]) -> Option<(u8, bool)> {
        match read(rows) {
            Meaning::Figure(figure) => Some((figure.rank, figure.share)),
            _ => None,
        }
    }

    #[test]
    fn headings_by_their_meaning() {
        for word in ["编号", "事项编号", "編 號", "ID", "任务\n编号"] {
            assert_eq!(read(&[word]), Meaning::Id, "{word}");
        }
        for word in ["序号", "No.", "联系电话", "牵头单位", "时限", "完成时限"] {
            assert_eq!(read(&[word]), Meaning::Other, "{word}");
        }
        assert_eq!(read(&["事項名稱"]), Meaning::Title(0));
        assert_eq!(read(&["项目名称"]), Meaning::Title(1));
        assert_eq!(read(&["基本情况", "工作任务"]), Meaning::Title(0));
        assert_eq!(read(&["单位"]), Meaning::Unit { sure: false });
        assert_eq!(read(&["計量單位"]), Meaning::Unit { sure: true });
        assert_eq!(read(&["年度目标(户)"]), Meaning::Target);
        for word in ["备注", "完成情况说明", "工作进展", "Remarks"] {
            assert_eq!(read(&[word]), Meaning::Remark, "{word}");
        }
    }

    #[test]
    fn the_figure_is_what_was_reached_so_far() {
        assert_eq!(rank(&["累计完成"]), Some((3, false)));
        assert_eq!(rank(&["完成情况", "累计"]), Some((3, false)));
        assert_eq!(rank(&["截至本月底累计完成数"]), Some((3, false)));
        assert_eq!(rank(&["實際完成數"]), Some((2, false)));
        assert_eq!(rank(&["完成"]), Some((1, false)));
        assert_eq!(rank(&["完成率"]), Some((1, true)));
        assert_eq!(rank(&["累计完成率"]), Some((1, true)));
        assert_eq!(rank(&["Done to date"]), Some((3, false)));
        for text in [
            "本月完成",
            "完成情况本月",
            "计划完成",
            "上月累计完成",
            "完成时限",
            "是否完成",
            "未完成",
            "4月完成数",
            "本月累计",
            "累计完成投资",
            "预计完成",
            "Done this month",
            "Completion date",
        ] {
            assert_eq!(rank(&[text]), None, "{text}");
        }
        assert_eq!(rank(&["1-4月完成数"]), Some((2, false)));
        assert_eq!(rank(&["累计完成投资(万元)"]), Some((0, false)));
    }
}
