//! What the words over a column of a plan mean, in Chinese and English.

use super::column::PlanColumn;
use super::dictionary::{ENDINGS, EXACT, GOAL_OR_TARGET, ID, WITHIN};
use super::node::{node_day, whole_year};
use crate::exchange::heading_words::TITLES;
use crate::ledger::folded;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a heading means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// A column that its words alone tell; of several of one sort the one with the lowest rank counts.
    Column(PlanColumn, u8),
    /// Titles of tasks, or what is to be done for them: the lower the rank, the more likely a title.
    Title(u8),
    /// Words or figures of what is to be reached: its cells tell which.
    GoalOrTarget,
    /// 单位: departments or units, which its cells tell.
    UnitOrUnits,
    /// Not known.
    Unknown,
}

/// What is meant by the words over a column, one a row of the head, without the units in brackets.
pub(super) fn meant(words: &[String]) -> Meant {
    let last = words.last().map_or("", String::as_str);
    if last.is_empty() {
        return Meant::Unknown;
    }
    let whole = words.concat();
    if let Some(node) = node(words, &whole) {
        return Meant::Column(node, 0);
    }
    if let Some(column) = exact(last) {
        // 单位 below 责任 is no unit of figures.
        return Meant::Column(column, 0);
    }
    if matches!(last, "单位" | "name") && words.len() > 1 && exact(&whole).is_some() {
        return exact(&whole).map_or(Meant::Unknown, |column| Meant::Column(column, 0));
    }
    if last == "单位" {
        return Meant::UnitOrUnits;
    }
    let plain = without_year(last);
    if let Some(money) = below_investment(&whole, plain) {
        return Meant::Column(money, 1);
    }
    if TABLE.goal_or_target.contains(plain) {
        return Meant::GoalOrTarget;
    }
    let listed = (0..).zip(TITLES).find_map(|(rank, list)| list.contains(&plain).then_some(rank));
    if let Some(rank) = listed {
        return Meant::Title(rank);
    }
    let holds = |list: &[&str]| list.iter().any(|word| plain.contains(word));
    let mut within = TABLE.within.iter();
    if let Some((column, ..)) = within.find(|(_, any, none)| holds(any) && !holds(none)) {
        return Meant::Column((*column).clone(), 1);
    }
    let ends = |list: &str| list.split(' ').any(|word| plain.ends_with(word));
    // The last list before the others: 目标任务 ends with 任务.
    let rank = [2, 0, 1].into_iter().find(|rank| ENDINGS.get(*rank).is_some_and(|list| ends(list)));
    rank.and_then(|rank| u8::try_from(rank).ok()).map_or(Meant::Unknown, Meant::Title)
}

/// 总额 and 年度计划 below 投资.
fn below_investment(whole: &str, last: &str) -> Option<PlanColumn> {
    let above = whole.strip_suffix(last).filter(|above| above.contains("投资"))?;
    let has = |words: &[&str]| words.iter().any(|word| last.contains(word));
    if above.is_empty() || has(&["累计", "完成", "截至", "来源", "月", "季"]) {
        return None;
    }
    let total = has(&["总", "合计"]).then_some(PlanColumn::Total);
    total.or_else(|| has(&["年", "计划"]).then_some(PlanColumn::Invest))
}

/// The lists of the dictionary as they are looked through: each cell of a long table may be asked about.
struct Table {
    exact: HashMap<&'static str, &'static PlanColumn>,
    goal_or_target: HashSet<&'static str>,
    within: Vec<(&'static PlanColumn, Vec<&'static str>, Vec<&'static str>)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut exact = HashMap::new();
    for (column, list) in EXACT {
        for word in parts(list) {
            exact.entry(word).or_insert(column);
        }
    }
    let within = WITHIN.iter();
    let within = within.map(|(column, any, none)| (column, parts(any), parts(none)));
    let goal_or_target = parts(GOAL_OR_TARGET).into_iter().collect();
    Table { exact, goal_or_target, within: within.collect() }
});

fn parts(list: &'static str) -> Vec<&'static str> {
    list.split(' ').filter(|word| !word.is_empty()).collect()
}

/// What a heading of exactly these words is.
pub(super) fn exact(words: &str) -> Option<PlanColumn> {
    let words = folded(words);
    let words = words.trim_matches([':', '*', '、', ',']);
    if ID.contains(&words) {
        return Some(PlanColumn::Id);
    }
    TABLE.exact.get(words).map(|column| (*column).clone())
}

/// `2018年度目标` without its year.
fn without_year(text: &str) -> &str {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    match rest.strip_prefix('年') {
        Some(behind) if rest.len() < text.len() && behind.starts_with('度') => rest,
        Some(behind) if rest.len() < text.len() && !behind.is_empty() => behind,
        _ => text,
    }
}

/// A column of steps: a label of time among its words, and nothing of money or of what was done.
fn node(words: &[String], whole: &str) -> Option<PlanColumn> {
    let other =
        ["投资", "资金", "完成情况", "实际", "累计", "进展", "得分", "actual", "spend", "budget"];
    if other.iter().any(|word| whole.contains(word)) {
        return None;
    }
    let label = words.iter().rev().find_map(|label| Some((label, node_day(label)?)));
    if let Some((label, day)) = label {
        return Some(PlanColumn::Node(label.clone(), Some(day)));
    }
    // 分年度目标 over 2018年, 2019年.
    let group = words.len() > 1
        && (whole.contains("目标") || whole.contains("计划") || whole.contains("target"));
    let year = words.last().and_then(|last| whole_year(last)).filter(|_| group)?;
    let day = super::column::NodeDay { year: Some(year), month: 12, day: None };
    Some(PlanColumn::Node(words.last()?.clone(), Some(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| folded(word)).collect();
        match meant(&words) {
            Meant::Column(PlanColumn::Node(label, day), _) => {
                format!("node {label} {}", day.map_or_else(String::new, |day| day.to_string()))
            }
            Meant::Column(column, _) => column.name().to_owned(),
            Meant::Title(rank) => format!("title {rank}"),
            Meant::GoalOrTarget => "goal or target".to_owned(),
            Meant::UnitOrUnits => "unit or units".to_owned(),
            Meant::Unknown => "unknown".to_owned(),
        }
    }

    #[test]
    fn headings_of_plans_by_their_meaning() {
        for (words, meaning) in [
            ("序  号", "no"),
            ("No.", "no"),
            ("编号", "id"),
            ("重点任务", "title 0"),
            ("工作任务", "title 0"),
            ("实事项目", "title 0"),
            ("民生实事项目名称", "title 0"),
            ("督办事项", "title 0"),
            ("项目名称", "title 1"),
            ("工作内容", "title 1"),
            ("目标任务", "title 2"),
            ("主要建设内容", "title 2"),
            ("Task", "title 0"),
            ("年度目标", "goal or target"),
            ("2018年度目标", "goal or target"),
            ("2018年目标", "goal or target"),
            ("Annual target", "goal or target"),
            ("目标要求", "goal"),
            ("工作要求", "goal"),
            ("建设规模", "goal"),
            ("目标值", "target"),
            ("领域", "area"),
            ("重点领域", "area"),
            ("所属领域", "area"),
            ("工作板块", "area"),
            ("所属板块名称", "area"),
            ("任务领域", "area"),
            ("工作条线", "area"),
            ("任务类别", "area"),
            ("Priority area", "area"),
            ("重点领域任务", "title 0"),
            ("领域牵头单位", "owner"),
            ("牵头单位", "owner"),
            ("牽頭單位", "owner"),
            ("市级牵头部门", "owner"),
            ("Lead department", "owner"),
            ("配合单位", "with"),
            ("协同推进单位", "with"),
            ("责 任 单 位", "units"),
            ("牵头及配合单位", "units"),
            ("责任单位", "units"),
            ("单位", "unit or units"),
            ("计量单位", "unit"),
            ("挂钩领导", "leader"),
            ("牵头领导", "leader"),
            ("责任领导", "leader"),
            ("责任人", "person"),
            ("联系人及电话", "person"),
            ("联系电话", "phone"),
            ("开工时间", "start"),
            ("计划开工时间", "start"),
            ("完成时限", "due"),
            ("计划完成时间", "due"),
            ("时限要求", "due"),
            ("竣工时间", "due"),
            ("办理期限", "due"),
            ("Deadline", "due"),
            ("总投资", "total"),
            ("计划总投资", "total"),
            ("Total investment", "total"),
            ("年度计划投资", "invest"),
            ("2018年计划投资", "invest"),
            ("计划投资", "invest"),
            ("截至2017年底累计完成投资", "other"),
            ("资金来源", "other"),
            ("底数", "baseline"),
            ("形象进度", "progress"),
            ("年度形象进度", "progress"),
            ("工作措施", "measures"),
            ("主要举措", "measures"),
            ("工作抓手", "levers"),
            ("任务来源", "source"),
            ("备注", "remark"),
            ("是否重点", "key"),
            ("权重", "weight"),
            ("建设性质", "tags"),
            ("建设年限", "other"),
            ("完成情况", "other"),
            ("目前进展", "other"),
            ("业主单位", "other"),
            ("一季度", "node 一季度 03"),
            ("6月底前", "node 6月底前 06"),
            ("Q2", "node q2 06"),
            ("在谈", "unknown"),
            ("责任科室", "unknown"),
        ] {
            assert_eq!(read(&[words]), meaning, "{words}");
        }
    }

    #[test]
    fn several_rows_of_a_head_say_it_together() {
        for (words, meaning) in [
            (&["节点目标", "一季度"][..], "node 一季度 03"),
            (&["年度工作目标", "二季度", "形象进度"], "node 二季度 06"),
            (&["二季度", "计划投资"], "invest"),
            (&["责任分工", "牵头单位"], "owner"),
            (&["责任", "单位"], "units"),
            (&["牵头", "单位"], "owner"),
            (&["投资", "总投资"], "total"),
            (&["投资", "年度计划"], "invest"),
            (&["投资情况", "合计"], "total"),
            (&["分年度目标", "2019年"], "node 2019年 2019-12"),
            (&["完成情况", "一季度"], "unknown"),
            (&["基本情况", "项目名称"], "title 1"),
        ] {
            assert_eq!(read(words), meaning, "{words:?}");
        }
    }
}
