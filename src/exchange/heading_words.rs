//! The words at the heads of columns, by what they mean.

pub(super) const IDS: &[&str] = &[
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

pub(super) const TITLES: [&[&str]; 3] = [
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

pub(super) const TARGETS: &[&str] = &[
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

pub(super) const REMARKS: &[&str] = &[
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
pub(super) const OTHER_FIGURES: &[&str] = &[
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
    "差额",
    "差距",
    "month",
    "week",
    "quarterly",
    "thisquarter",
    "plan",
    "prior",
    "variance",
    "baseline",
    "previous",
    "last",
    "due",
    "remaining",
    "forecast",
    "projected",
    "expected",
    "estimate",
    "budget",
];

/// Words for what stands in the way.
pub(super) const BLOCKERS: &[&str] = &[
    "存在问题",
    "存在的问题",
    "存在困难",
    "主要问题",
    "困难和问题",
    "困难问题",
    "问题困难",
    "问题和困难",
    "阻点",
    "堵点",
    "难点",
    "受阻",
    "制约因素",
    "需协调",
    "blocker",
    "obstacle",
];

/// Words for what is promised next.
pub(super) const NEXT: &[&str] =
    &["下步", "下一步", "下阶段", "下旬打算", "下月打算", "工作打算", "nextstep", "next"];

/// Columns of the departments that answer for the tasks.
pub(super) const OWNERS: &[&str] = &[
    "责任单位",
    "牵头单位",
    "主办单位",
    "承办单位",
    "责任部门",
    "牵头部门",
    "主办部门",
    "承办部门",
    "单位名称",
    "部门",
    "owner",
    "department",
];

/// Columns of steps by name.
pub(super) const STEPS: &[&str] = &[
    "节点",
    "当前节点",
    "目前节点",
    "完成节点",
    "已完成节点",
    "所处节点",
    "进度节点",
    "工作节点",
    "所处阶段",
    "当前阶段",
    "目前阶段",
    "step",
    "currentstep",
    "milestone",
];

/// Columns that name indicators, where another one names the tasks.
pub(super) const INDICATORS: &[&str] =
    &["指标", "指标名称", "考核指标", "主要指标", "指标内容", "分项指标", "indicator", "kpi"];

/// What is done to things that are counted; with one of [`COUNTED`] behind it, a column of figures.
pub(super) const VERBS: &[&str] = &[
    "完成", "办结", "销号", "签约", "整改", "到位", "开工", "竣工", "交付", "验收", "拆除", "拆迁",
    "搬迁", "征收", "腾空", "安置", "发放", "建成", "投产", "改造", "培训", "落实", "兑现", "支付",
    "拨付", "化解", "清理", "招引", "引进", "入库", "出让", "供地", "通车", "回迁", "回购", "惠及",
    "达标", "合格", "优良", "办理", "答复", "执行",
];

/// What a column of figures counts.
pub(super) const COUNTED: &[&str] = &[
    "数",
    "数量",
    "量",
    "额",
    "金额",
    "值",
    "率",
    "比例",
    "百分比",
    "户数",
    "个数",
    "件数",
    "项数",
    "套数",
    "人数",
    "人次",
    "家数",
    "宗数",
    "起数",
    "面积",
    "里程",
    "投资",
    "投资额",
    "资金",
    "资金额",
];

/// Words that make such a column one of what is still to be done, or was done in one period.
pub(super) const NOT_YET: &[&str] = &["未", "应", "需", "待", "拟", "剩", "欠", "新", "总投资"];

/// Words of a single column of percentages or results, in English.
pub(super) const RESULTS: &[&str] = &[
    "complete",
    "completed",
    "completion",
    "completionrate",
    "done",
    "progress",
    "achieved",
    "achievement",
    "delivered",
    "delivery",
];
