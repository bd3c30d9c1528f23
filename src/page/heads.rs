//! The heads of CSV in the reader's words: what each key of JSON is called.

use crate::ledger::Locale;
use duban_words::words;

/// The heads in one language.
#[derive(Clone, Copy, Debug)]
pub struct HeadWords(pub Locale);

impl HeadWords {
    /// The words for a key; the key itself where it has none.
    pub fn of(self, key: &str) -> String {
        let Self(lang) = self;
        let nth = Locale::ALL.iter().position(|(_, known)| *known == lang).unwrap_or_default();
        let known = [TASK, COUNTS, PERIOD, CHANGES, RANKING, AGAINST, HISTORY, OTHERS];
        let known = known.into_iter().flatten().find(|(known, _)| *known == key);
        known.and_then(|(_, words)| words.get(nth)).map_or(key, |word| *word).to_owned()
    }
}

type Heads = &'static [(&'static str, [&'static str; 3])];

/// Of a task.
const TASK: Heads = &[
    ("id", words!("编号", "Id")),
    ("title", words!("事项", "Task")),
    ("area", words!("领域编号", "Area id")),
    ("area_name", words!("领域", "Area")),
    ("owner", words!("牵头单位编号", "Owner id")),
    ("owner_name", words!("牵头单位", "Owner")),
    ("with", words!("配合单位", "Helpers")),
    ("leader", words!("挂钩领导", "Leader")),
    ("kind", words!("类别", "Kind")),
    ("key", words!("重点", "Key task")),
    ("weight", words!("权重", "Weight")),
    ("parent", words!("上级事项", "Heading")),
    ("start", words!("开始", "Start")),
    ("due", words!("时限", "Due")),
    ("original_due", words!("原定时限", "First deadline")),
    ("unit", words!("计量单位", "Unit")),
    ("baseline", words!("底数", "Baseline")),
    ("better", words!("增减方向", "Better")),
    ("target", words!("目标", "Target")),
    ("staged_target", words!("阶段目标", "Staged target")),
    ("done", words!("完成", "Done")),
    ("indicators", words!("分项指标", "Indicators")),
    ("planned", words!("应达", "Plan")),
    ("actual", words!("实达", "Actual")),
    ("lag", words!("欠（百分点）", "Behind (points)")),
    ("lag_days", words!("慢（天）", "Behind (days)")),
    ("gap", words!("差额", "Gap")),
    ("standing", words!("状态", "Standing")),
    ("light", words!("灯", "Light")),
    ("reason", words!("亮灯原因", "Reason")),
    ("reason_text", words!("亮灯说明", "Reason in words")),
    ("overdue_days", words!("逾期（天）", "Overdue (days)")),
    ("extensions", words!("延期次数", "Extensions")),
    ("asking", words!("申请延期至", "Asks for")),
    ("last_report", words!("上次报送", "Last report")),
    ("reports_owed", words!("应报", "Reports owed")),
    ("reports_made", words!("实报", "Reports made")),
    ("reports_missed", words!("连续未报", "Reports missed in a row")),
    ("blockers", words!("阻点", "Blockers")),
    ("to_answer", words!("待答复", "To answer")),
    ("judged", words!("认定", "Judged")),
    ("judged_by", words!("认定人", "Judged by")),
    ("judged_on", words!("认定日期", "Judged on")),
    ("completed_on", words!("完成日期", "Completed on")),
    ("struck_on", words!("销号日期", "Struck off on")),
    ("person", words!("责任人", "Person")),
    ("phone", words!("电话", "Telephone")),
    ("place", words!("地点", "Place")),
    ("no", words!("文号", "Number")),
    ("of", words!("承接任务", "Taken over")),
    ("remark", words!("备注", "Remark")),
    ("total", words!("总投资（万元）", "Total (10,000 yuan)")),
    ("invest", words!("计划投资（万元）", "To invest (10,000 yuan)")),
    ("invested", words!("完成投资（万元）", "Invested (10,000 yuan)")),
    ("curve", words!("序时曲线", "Curve")),
    ("own", words!("自定项", "Own keys")),
];

/// Of a group of tasks: how many there are of each.
const COUNTS: Heads = &[
    ("group", words!("组别", "Group")),
    ("name", words!("名称", "Name")),
    ("tasks", words!("项数", "Tasks")),
    ("complete", words!("办结", "Complete")),
    ("completion", words!("办结率", "Completion")),
    ("assessed_weight", words!("参评权重", "Assessed weight")),
    ("pooled", words!("总完成率", "Rate of the total")),
    ("invest_rate", words!("投资完成率", "Investment rate")),
    ("overdue", words!("逾期", "Overdue")),
    ("lagging", words!("滞后", "Lagging")),
    ("slightly-behind", words!("略欠", "Slightly behind")),
    ("on-schedule", words!("达序时", "On schedule")),
    ("ahead", words!("超序时", "Ahead")),
    ("open", words!("在办", "Open")),
    ("awaiting", words!("待销号", "Awaiting")),
    ("struck", words!("销号", "Struck off")),
    ("not-started", words!("未启动", "Not started")),
    ("suspended", words!("暂停", "Suspended")),
    ("cancelled", words!("撤销", "Cancelled")),
    ("rolled", words!("结转", "Rolled over")),
    ("red", words!("红", "Red")),
    ("yellow", words!("黄", "Yellow")),
    ("green", words!("绿", "Green")),
    ("blue", words!("蓝", "Blue")),
    ("no_light", words!("无灯", "No light")),
];

/// Of a period.
const PERIOD: Heads = &[
    ("opening", words!("期初", "Opening")),
    ("entered", words!("新立", "Entered")),
    ("reopened", words!("重开", "Reopened")),
    ("moved_in", words!("转入", "Moved in")),
    ("moved_out", words!("转出", "Moved out")),
    ("closing", words!("期末", "Closing")),
    ("owed", words!("应办", "Owed")),
    ("on_time", words!("按期", "On time")),
    ("late", words!("逾期办结", "Late")),
    ("lifted", words!("核减", "Lifted")),
    ("carried_over", words!("转下期", "Carried over")),
    ("reports_late", words!("迟报", "Reports late")),
    ("reports_missing", words!("漏报", "Reports missing")),
    ("blockers_opened", words!("新增阻点", "Blockers opened")),
    ("blockers_cleared", words!("解决阻点", "Blockers cleared")),
    ("blockers_standing", words!("未解决阻点", "Blockers standing")),
    ("requested", words!("申请销号", "Asked for strike-off")),
    ("returned", words!("退回", "Returned")),
    ("corrected", words!("更正", "Corrected")),
    ("planned_increment", words!("应增", "Plan +")),
    ("actual_increment", words!("实增", "Done +")),
    ("increment_lag", words!("本期欠（百分点）", "Behind in the period (points)")),
    ("done_increment", words!("本期完成", "Done in the period")),
    ("gained", words!("本期增加", "Gained")),
    ("planned_investment", words!("应投（万元）", "Planned investment (10,000 yuan)")),
    ("actual_investment", words!("实投（万元）", "Actual investment (10,000 yuan)")),
    ("part", words!("部分", "Part")),
    ("outcome", words!("结果", "Outcome")),
    ("count", words!("账目", "Count")),
    ("on", words!("日期", "Day")),
    ("text", words!("内容", "Text")),
    ("section", words!("栏目", "Section")),
];

/// Of a change, and of a forecast.
const CHANGES: Heads = &[
    ("change", words!("变化", "Change")),
    ("task", words!("事项编号", "Task id")),
    ("before", words!("原来", "Before")),
    ("after", words!("现在", "After")),
    ("followed", words!("其后所报", "Reported since")),
    ("since", words!("起算日", "Since")),
    ("until", words!("算到", "Through")),
    ("days", words!("天数", "Days")),
    ("finish", words!("预计完成", "Finish")),
    ("late_days", words!("晚（天）", "Late (days)")),
    ("outlook", words!("预测", "Outlook")),
    ("needed", words!("须提速", "Needed")),
];

/// Of a ranking.
const RANKING: Heads = &[
    ("rank", words!("名次", "Rank")),
    ("score", words!("得分", "Score")),
    ("fast", words!("快", "Fast")),
    ("aimed", words!("准", "Aimed")),
    ("hard", words!("狠", "Hard")),
    ("clean", words!("净", "Clean")),
    ("tasks_owed", words!("应办项数", "Tasks owed")),
    ("tasks_on_time", words!("按期项数", "Tasks on time")),
    ("fast_over", words!("快（分子）", "Fast, over")),
    ("fast_under", words!("快（分母）", "Fast, under")),
    ("aimed_over", words!("准（分子）", "Aimed, over")),
    ("aimed_under", words!("准（分母）", "Aimed, under")),
    ("delivered_over", words!("按期（分子）", "On time, over")),
    ("delivered_under", words!("按期（分母）", "On time, under")),
    ("unstuck_over", words!("未超时（分子）", "Not stuck, over")),
    ("unstuck_under", words!("未超时（分母）", "Not stuck, under")),
    ("reported_over", words!("报送（分子）", "Reports, over")),
    ("reported_under", words!("报送（分母）", "Reports, under")),
    ("verified_over", words!("核验（分子）", "Verified, over")),
    ("verified_under", words!("核验（分母）", "Verified, under")),
    ("factor", words!("因子", "Factor")),
    ("over", words!("分子", "Over")),
    ("under", words!("分母", "Under")),
    ("lacking", words!("所缺", "Lacking")),
    ("missing", words!("所漏", "Missing")),
    ("blocker", words!("阻点", "Blocker")),
    ("opened", words!("受阻日期", "Opened")),
    ("stage", words!("环节", "Stage")),
    ("limit", words!("限（天）", "Limit (days)")),
];

/// Of the other side's figures.
const AGAINST: Heads = &[
    ("result", words!("核对结果", "Result")),
    ("ours", words!("台账数", "Ours")),
    ("theirs", words!("报送数", "Theirs")),
    ("difference", words!("差", "Difference")),
    ("their_id", words!("报送编号", "Their id")),
    ("their_title", words!("报送事项", "Their title")),
    ("their_target", words!("报送目标", "Their target")),
    ("file", words!("文件", "File")),
    ("cell", words!("单元格", "Cell")),
    ("matched_by", words!("对上依据", "Matched by")),
    ("nearest", words!("是不是", "Perhaps")),
];

/// Of what was typed when, and of what was found.
const HISTORY: Heads = &[
    ("event", words!("记录", "Event")),
    ("typed", words!("录入日期", "Typed on")),
    ("author", words!("录入人", "Author")),
    ("commit", words!("提交", "Commit")),
    ("state", words!("登记情况", "State")),
    ("erased_on", words!("删除日期", "Erased on")),
    ("erased_by", words!("删除人", "Erased by")),
    ("day", words!("日期", "Day")),
    ("recorded", words!("当时所知", "Known then")),
    ("severity", words!("轻重", "Severity")),
    ("code", words!("代码", "Code")),
    ("message", words!("说明", "Message")),
    ("help", words!("办法", "Help")),
    ("line", words!("行", "Line")),
    ("column", words!("列", "Column")),
];

/// Of letters and notices.
const OTHERS: Heads = &[
    ("to", words!("收件", "To")),
    ("subject", words!("标题", "Subject")),
    ("digest", words!("摘要值", "Digest")),
    ("bytes", words!("字节", "Bytes")),
    ("period", words!("期", "Period")),
];
