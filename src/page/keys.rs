//! What the keys of the ledger's files are called, in every language.

use super::words::{self, say};
use crate::ledger::{Locale, TaskKey};

/// What a key is called, of a task or of duban.toml.
pub(super) fn key_name(key: &str, lang: Locale) -> String {
    match TaskKey::parse(key) {
        Some(key) => task_key(key, lang),
        None => book_key(key, lang),
    }
}

/// The key of a task that has that name, or is called so in any language.
pub fn key_named(word: &str) -> Option<TaskKey> {
    let is_called = |key: TaskKey| Locale::ALL.iter().any(|(_, lang)| task_key(key, *lang) == word);
    let keys = TaskKey::ALL.iter().map(|(_, key)| *key);
    TaskKey::parse(word).or_else(|| keys.into_iter().find(|key| is_called(*key)))
}

/// What a key is called on the card of a task, where that is shorter than its name.
pub(super) fn on_card(key: TaskKey, lang: Locale) -> String {
    match (key, lang) {
        (TaskKey::Owner, _) => say!(lang, "牵头", "Owner"),
        (TaskKey::With, _) => say!(lang, "配合", "With"),
        _ => words::begun(task_key(key, lang), lang),
    }
}

/// What a key of a task is called.
pub fn task_key(key: TaskKey, lang: Locale) -> String {
    match key {
        TaskKey::Id => say!(lang, "编号", "id"),
        TaskKey::Title => say!(lang, "事项名", "title"),
        TaskKey::Area => say!(lang, "领域", "area"),
        TaskKey::Parent => say!(lang, "上级事项", "heading"),
        TaskKey::Of => say!(lang, "承接任务", "taken over"),
        TaskKey::Parts => say!(lang, "应有子项数", "parts"),
        TaskKey::Owner => say!(lang, "牵头单位", "owner"),
        TaskKey::With => say!(lang, "配合单位", "helpers"),
        TaskKey::Leader => say!(lang, "挂钩领导", "leader"),
        TaskKey::Start => say!(lang, "开始", "start"),
        TaskKey::Due => say!(lang, "时限", "deadline"),
        TaskKey::Entered => say!(lang, "立项日", "entered"),
        TaskKey::Rolls => say!(lang, "结转来源", "rolled over from"),
        TaskKey::OriginalDue => say!(lang, "原定时限", "first deadline"),
        TaskKey::Extensions => say!(lang, "此前延期次数", "earlier extensions"),
        TaskKey::Key => say!(lang, "重点", "key task"),
        TaskKey::Weight => say!(lang, "权重", "weight"),
        TaskKey::Kind => say!(lang, "类别", "kind"),
        TaskKey::Goal => say!(lang, "年度目标", "goal"),
        TaskKey::Source => say!(lang, "来源", "source"),
        TaskKey::Person => say!(lang, "责任人", "person"),
        TaskKey::Phone => say!(lang, "电话", "telephone"),
        TaskKey::Place => say!(lang, "属地", "place"),
        TaskKey::No => say!(lang, "原文编号", "number in its paper"),
        TaskKey::Remark => say!(lang, "备注", "remark"),
        TaskKey::Tags => say!(lang, "标签", "tags"),
        TaskKey::Unit => say!(lang, "单位", "unit"),
        TaskKey::Baseline => say!(lang, "底数", "baseline"),
        TaskKey::Target => say!(lang, "目标数", "target"),
        TaskKey::Measure => say!(lang, "计法", "measure"),
        TaskKey::Indicators => say!(lang, "指标", "indicators"),
        TaskKey::Better => say!(lang, "优劣方向", "which way is better"),
        TaskKey::Cadence => say!(lang, "报送周期", "cadence"),
        TaskKey::Invest => say!(lang, "年度计划投资", "planned investment"),
        TaskKey::Total => say!(lang, "总投资", "whole investment"),
        TaskKey::Measures => say!(lang, "措施", "measures"),
        TaskKey::Levers => say!(lang, "抓手", "levers"),
        TaskKey::Pipeline => say!(lang, "流程", "pipeline"),
        TaskKey::Curve => say!(lang, "计划曲线", "plan curve"),
        TaskKey::Plan => say!(lang, "路线图", "plan"),
        TaskKey::Log => say!(lang, "记录", "log"),
    }
}

fn book_key(key: &str, lang: Locale) -> String {
    match key {
        "x-" => say!(lang, "自用的键", "own keys"),
        "year" => say!(lang, "台账年度", "year"),
        "from" => say!(lang, "台账起日", "first day"),
        "to" => say!(lang, "台账止日", "last day"),
        "audit" => say!(lang, "审计起日", "audited from"),
        "decimals" => say!(lang, "百分比小数位数", "decimals of percentages"),
        "office" => say!(lang, "督查单位", "office"),
        "department" => say!(lang, "单位名录", "departments"),
        "mail" => say!(lang, "发信设置", "letters"),
        "email" => say!(lang, "单位邮箱", "addresses of departments"),
        "include" => say!(lang, "并入的台账", "included ledgers"),
        "commit" => say!(lang, "何时提交", "when writes are committed"),
        "grace" => say!(lang, "宽限天数", "days of grace"),
        "pace" => say!(lang, "序时口径", "pace"),
        "lights" => say!(lang, "亮灯口径", "rule of the lights"),
        "yellow" => say!(lang, "黄灯线", "yellow from"),
        "red" => say!(lang, "红灯线", "red from"),
        "score" => say!(lang, "评分权重", "weights of the scorecard"),
        "ahead" => say!(lang, "超序时线", "the line of ahead"),
        "soon" => say!(lang, "临期天数", "days before the deadline"),
        "consult" | "coordinate" | "resolve" => {
            say!(lang, "阻点时限 {key}", "limit of blockers at {key}")
        }
        other => other.to_owned(),
    }
}
