//! The meaning of the words at the head of a column. Words that may mean two things mean nothing here.

use super::figure::Units;
use super::heading_figure::{Figure, figure, is_unclear, of_indicator};
use super::heading_words::{
    BLOCKERS, IDS, INDICATORS, NEXT, OWNERS, REMARKS, STEPS, TARGETS, TITLES,
};
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
    /// What stands in the way.
    Blockers,
    /// What is promised next.
    Next,
    /// Indicators by name, where another column names the tasks.
    Indicator,
    /// The departments that answer for the tasks.
    Owner,
    /// Steps by name.
    Step,
    /// Figures of one period alone, or of all up to its end: nobody can say.
    Unclear,
    /// Anything else.
    Other,
}

/// Reads a heading: the words of its rows from the top, with those that span several columns.
pub(super) fn meaning(rows: &[String], units: &Units) -> Meaning {
    let (words, unit) = words(rows, units);
    let last = words.last().map_or("", String::as_str);
    if let Some(nth) = words.iter().position(|word| units.names_indicator(word)) {
        return of_indicator(&words, nth, rows, unit).map_or(Meaning::Other, Meaning::Figure);
    }
    if let Some(words) = of_words(last) {
        return words;
    }
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
    if has(OWNERS) {
        return Meaning::Owner;
    }
    if has(STEPS) {
        return Meaning::Step;
    }
    if REMARKS.iter().any(|word| last.contains(word)) {
        return Meaning::Remark;
    }
    if has(TARGETS) {
        return Meaning::Target;
    }
    if has(INDICATORS) {
        return Meaning::Indicator;
    }
    if let Some(rank) = (0..).zip(TITLES).find_map(|(rank, list)| has(list).then_some(rank)) {
        return Meaning::Title(rank);
    }
    let whole = words.concat();
    match figure(last, &whole, rows, unit) {
        Some(figure) => Meaning::Figure(figure),
        None if is_unclear(last, &whole, rows) => Meaning::Unclear,
        None => Meaning::Other,
    }
}

/// Problems and promises, where a heading is of one of them alone.
fn of_words(last: &str) -> Option<Meaning> {
    let any = |list: &[&str]| list.iter().any(|word| last.contains(word));
    match (any(BLOCKERS), any(NEXT)) {
        (true, false) => Some(Meaning::Blockers),
        (false, true) => Some(Meaning::Next),
        (true, true) => Some(Meaning::Remark),
        (false, false) => None,
    }
}

/// The most bytes of a cell that names the column of ids or titles, with a unit or a remark in brackets.
const LONGEST_NAME: usize = 96;

/// Whether a cell of a head names the column of ids or titles. Every head has such a cell.
pub(super) fn names_tasks(text: &str, units: &Units) -> bool {
    if text.len() > LONGEST_NAME {
        return false;
    }
    let (words, _) = words(&[text.to_owned()], units);
    let last = words.last().map_or("", String::as_str);
    IDS.contains(&last)
        || INDICATORS.contains(&last)
        || TITLES.iter().any(|titles| titles.contains(&last))
}

/// The words of each row without the text in brackets, and the unit if that text is one.
pub(super) fn words(rows: &[String], units: &Units) -> (Vec<String>, Option<String>) {
    let mut unit = None;
    let mut kept = Vec::new();
    for row in rows {
        let mut rest = folded(row);
        while let Some((before, inside, after)) = bracketed(&rest) {
            unit = stated_unit(&inside, units).or(unit);
            rest = format!("{before}{after}");
        }
        let mut plain = rest.trim_matches([':', '*', '、', '.', ',']).to_owned();
        // `完成投资/万元`, and a row of units below the head.
        if let Some((before, behind)) = plain.rsplit_once(['/', ',', '、', ':'])
            && units.has(behind)
        {
            (plain, unit) = (before.to_owned(), Some(behind.to_owned()));
        }
        if let Some((before, behind)) = units.scaled_at_end(&plain) {
            (plain, unit) = (before.to_owned(), Some(behind.to_owned()));
        }
        if !kept.is_empty() && units.has(&plain) {
            unit = Some(plain);
        } else if !plain.is_empty() {
            kept.push(plain);
        }
    }
    (kept, unit)
}

/// The unit that a text states: `万元`, `单位:万元`.
pub(super) fn stated_unit(text: &str, units: &Units) -> Option<String> {
    let text = folded(text);
    let text = text.trim_matches(['(', ')', '[', ']', '【', '】', '。']);
    let unit = text.rsplit_once("单位").filter(|(_, behind)| !behind.is_empty());
    let unit = unit.map_or(text, |(_, behind)| behind.trim_start_matches(':'));
    // 以百户计, 百户为单位, 百户数.
    let bare = unit.trim_start_matches(['以', '按', '为']);
    let bare = ["为单位计", "为单位", "计", "数"]
        .iter()
        .find_map(|end| bare.strip_suffix(end))
        .unwrap_or(bare);
    [unit, bare].into_iter().find(|unit| units.has(unit)).map(str::to_owned)
}

fn bracketed(text: &str) -> Option<(String, String, String)> {
    let (before, rest) = text.split_once(['(', '[', '【'])?;
    let (inside, after) = rest.split_once([')', ']', '】'])?;
    Some((before.to_owned(), inside.to_owned(), after.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::heading_kind::FigureKind;
    use super::*;

    fn read(rows: &[&str]) -> Meaning {
        let rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
        meaning(&rows, &Units::default())
    }

    fn rank(rows: &[&str]) -> Option<(u8, bool)> {
        match read(rows) {
            Meaning::Figure(figure)
                if matches!(figure.kind, FigureKind::SoFar | FigureKind::Completion) =>
            {
                Some((figure.rank, figure.share))
            }
            _ => None,
        }
    }

    #[test]
    fn headings_by_their_meaning() {
        for word in ["编号", "事项编号", "編 號", "ID", "任务\n编号"] {
            assert_eq!(read(&[word]), Meaning::Id, "{word}");
        }
        for word in ["序号", "No.", "联系电话", "配合单位", "时限", "完成时限"] {
            assert_eq!(read(&[word]), Meaning::Other, "{word}");
        }
        for word in ["责任单位", "牵头单位（盖章）", "Owner"] {
            assert_eq!(read(&[word]), Meaning::Owner, "{word}");
        }
        for word in ["节点", "当前节点", "完成节点"] {
            assert_eq!(read(&[word]), Meaning::Step, "{word}");
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
            "预计完成",
            "完成数(本月)",
            "完成数(4月)",
            "开工以来累计完成投资(万元)",
            "Q2 actual",
            "计划完成投资(万元)",
            "未办结数",
            "应签约户数",
            "新开工项目数",
            "总投资(万元)",
            "Done this month",
            "Quarterly actual",
            "自项目启动累计完成投资",
            "十三五累计完成",
            "累计总投资",
            "Prior year actual",
            "Inception to date",
            "Cumulative since 2015",
            "Variance to date",
            "Target to date",
            "累计差额",
            "Completion date",
        ] {
            assert_eq!(rank(&[text]), None, "{text}");
        }
        assert_eq!(rank(&["1-4月完成数"]), Some((2, false)));
        assert_eq!(rank(&["累计完成投资(万元)"]), Some((0, false)));
        for (text, read) in [
            ("1-10月完成投资(万元)", (0, false)),
            ("1-8月完成投资(亿元)", (0, false)),
            ("截至8月底完成投资", (0, false)),
            ("完成投资(万元)", (0, false)),
            ("完成投资(单位:万元)", (0, false)),
            ("投资完成额(亿元)", (0, false)),
            ("实际完成投资", (0, false)),
            ("到位资金(万元)", (0, false)),
            ("累计完成投资", (0, false)),
            ("实际进度", (1, true)),
            ("办结数", (1, false)),
            ("整改销号率", (1, true)),
            ("签约户数", (1, false)),
            ("已簽約戶數", (1, false)),
            ("% complete", (1, true)),
            ("Percent complete", (1, true)),
            ("Outturn", (1, false)),
            ("Q2 YTD", (3, false)),
            ("已办结", (1, false)),
            ("实际到位", (1, false)),
            ("完成百分比", (1, true)),
            ("达标率", (1, true)),
            ("预算执行率", (1, true)),
            ("工程进度", (1, true)),
            ("年初至今完成", (1, false)),
            ("截止6月30日完成情况", (1, false)),
            ("上报数", (1, false)),
            ("当前值", (1, false)),
            ("Current value", (1, false)),
            ("Completion rate", (1, true)),
        ] {
            assert_eq!(rank(&[text]), Some(read), "{text}");
        }
    }

    #[test]
    fn units_stand_in_brackets_behind_a_stroke_or_in_a_row_of_their_own() {
        for rows in [
            &["完成投资(万元)"][..],
            &["完成投资(单位:万元)"],
            &["完成投资/万元"],
            &["完成投资", "万元"],
            &["完成投资", "(万元)"],
        ] {
            match read(rows) {
                Meaning::Figure(figure) => {
                    assert_eq!(figure.unit.as_deref(), Some("万元"), "{rows:?}")
                }
                other => panic!("{rows:?}: {other:?}"),
            }
        }
    }
}
