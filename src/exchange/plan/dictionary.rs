//! The words over the columns of plans, as [`folded`](crate::ledger::folded) leaves them; blanks part them.

use super::column::PlanColumn;
use crate::exchange::heading_words::IDS;

/// Whole headings.
pub(super) const EXACT: &[(PlanColumn, &str)] = &[
    (PlanColumn::No, "序号 序 次序 顺序 顺序号 序列 项次 排序 no no. s/n sn seq # number row №"),
    (PlanColumn::Id, "ref ref. refno refno. reference_no"),
    (
        PlanColumn::Area,
        "领域 板块 类别 分类 大类 条线 战线 方面 专项 工作类别 项目类别 任务类别 一级指标 篇章 \
    任务领域 任务板块 任务分类 任务大类 事项领域 事项板块 事项类别 事项分类 项目领域 项目板块 \
    项目分类 专项工作 专项行动 工作方面 工作专项 工作分类 目标类别 指标类别 考核类别 area areas \
    workarea category theme workstream pillar sector programme program keyarea priorityarea \
    focusarea areaofwork policyarea taskcategory taskarea domain",
    ),
    (
        PlanColumn::Owner,
        "牵头 牵头单位 牵头部门 主办 主办单位 主办部门 主责单位 主责部门 责任主体 第一责任单位 \
    主要责任单位 lead leaddepartment leadagency leadunit leadoffice leadorganisation \
    leadorganization owner ownedby responsibledepartment",
    ),
    (
        PlanColumn::With,
        "配合 协办 会办 其他责任单位 with support partners supportedby supporting \
    supportingdepartments supportingdepartment supportingagencies partnerdepartments \
    contributors assistedby",
    ),
    (
        PlanColumn::Units,
        "责任单位 责任部门 承办单位 承办部门 落实单位 落实部门 实施单位 主管部门 主管单位 \
    单位名称 部门 责任单位及责任人 department departments agency agencies office responsible \
    responsibility responsibleagency responsibleunit responsibleunits",
    ),
    (PlanColumn::Leader, "leader sponsor champion accountableofficer seniorowner"),
    (
        PlanColumn::Person,
        "牵头人 专干 联络员 person contact contactperson contacts officer manager projectmanager \
    responsibleperson responsibleofficer personincharge",
    ),
    (PlanColumn::Phone, "phone phonenumber tel tel. telephone mobile"),
    (PlanColumn::Start, "开始 启动 start startdate startson begin begins from commencement"),
    (
        PlanColumn::Due,
        "时限 期限 时间 完成时间 due duedate dueby deadline enddate end by bywhen finish \
    finishdate completiondate completion targetdate until to timeline timescale",
    ),
    (
        PlanColumn::Total,
        "总投资 项目投资 totalinvestment totalcost totalbudget budget cost investment",
    ),
    (
        PlanColumn::Invest,
        "计划投资 年度投资 投资计划 annualinvestment plannedinvestment investmentthisyear \
    yearlyinvestment annualbudget",
    ),
    (
        PlanColumn::Baseline,
        "底数 基数 基期 基期值 现状 现状值 基线 起点 baseline base startingpoint",
    ),
    (
        PlanColumn::Target,
        "目标值 目标数 目标量 目标数量 指标值 计划数 任务数 任务量 数量 目标任务数 年度任务数 \
    全年任务数 年度计划数 全年计划数 targetvalue quantity amount",
    ),
    (PlanColumn::Unit, "计量单位 度量单位 数量单位 计量 unit units unitofmeasure uom"),
    (PlanColumn::Measures, "measures actions keyactions activities steps howtodoit approach"),
    (PlanColumn::Levers, "抓手 载体 工作抓手 工作载体 levers"),
    (PlanColumn::Source, "source reference origin basis 交办会议 会议"),
    (PlanColumn::Remark, "备注 说明 备注说明 remark remarks note notes comment comments"),
    (PlanColumn::Kind, "类型 任务类型 事项类型 工作类型 kind type"),
    (
        PlanColumn::Key,
        "重点 是否重点 是否重点项目 是否重点任务 是否重点事项 重点标识 key keytask priority",
    ),
    (PlanColumn::Weight, "权重 分值 权数 分数 weight weighting"),
    (
        PlanColumn::Tags,
        "标签 关键词 性质 建设性质 项目性质 行业 所属行业 行业类别 项目类型 tags tag labels \
    keywords",
    ),
    (PlanColumn::Progress, "形象进度 里程碑 milestones milestone schedule phases"),
    (
        PlanColumn::Goal,
        "预期成效 预期成果 预期效果 成果形式 完成标准 goal goals objective objectives outcome \
    outcomes deliverable deliverables expectedresult expectedresults",
    ),
];

/// Whole headings of ids.
pub(super) const ID: &[&str] = IDS;

/// Whole headings of what is either words or a figure.
pub(super) const GOAL_OR_TARGET: &str = "目标 年度目标 全年目标 工作目标 年度任务 全年任务 年度计划 全年计划 计划目标 \
    年度工作目标 年度目标任务 target targets annualtarget yearlytarget yeartarget";

/// Words within a heading, tried in this order; those of the second list must not stand beside them.
pub(super) const WITHIN: &[(PlanColumn, &str, &str)] = &[
    // What was done is no part of a plan.
    (
        PlanColumn::Other,
        "完成情况 进展 实际 累计 已完成 推进情况 落实情况 得分 签字 审核 未完成 滞后",
        "时间 时限 拟",
    ),
    (PlanColumn::Other, "年限 起止 工期 周期", ""),
    (
        PlanColumn::Area,
        "领域 板块 条线 战线 workstream workarea",
        "任务 事项 项目 内容 措施 举措 目标 指标 单位 部门 领导 责任 牵头 投资 名单",
    ),
    (PlanColumn::Leader, "领导 leader sponsor", "领导批示 领导小组"),
    (PlanColumn::Phone, "电话 手机 联系方式 phone", "联系人 负责人 责任人"),
    (PlanColumn::Person, "责任人 负责人 联系人 联络人 联络员 经办人 承办人 专班", "单位 部门"),
    (PlanColumn::Units, "牵头及配合 牵头和配合 牵头配合 牵头、配合 牵头与配合", ""),
    (PlanColumn::With, "配合 协办 协同 协作 参与 参加 会办", "情况 内容"),
    (PlanColumn::Owner, "牵头 主办 主责 leaddep leadag", "时 任务 事项"),
    (PlanColumn::Other, "业主 建设单位 施工单位 监理 设计单位 投资方 属地 申报单位", ""),
    (
        PlanColumn::Units,
        "责任单位 责任部门 承办单位 落实单位 实施单位 主管部门 主管单位 责任科室部门",
        "",
    ),
    (PlanColumn::Total, "总投资 投资总额 投资规模 totalinv totalcost", "完成"),
    (
        PlanColumn::Invest,
        "年度计划投资 年计划投资 年度投资 年投资计划 年计划完成投资 投资计划 计划完成投资 \
        计划投资 今年投资 本年投资 当年投资 年投资",
        "截至 截止 下年 次年 季度 月 后续",
    ),
    (PlanColumn::Other, "投资 资金 金额 经费", "目标 方式"),
    (
        PlanColumn::Start,
        "开工时间 开工日期 开工年月 开工时限 开始时间 开始日期 启动时间 启动日期 起始时间 起始日期 \
        动工时间 动工日期",
        "完成 情况",
    ),
    (
        PlanColumn::Due,
        "时限 期限 完成时间 完成日期 完成年月 截止 竣工时间 竣工日期 完工时间 完工日期 办结时间 \
        办结日期 投产时间 通车时间 交付时间 结束时间 时间要求 时间节点 完成节点 到期 deadline \
        duedate",
        "安排",
    ),
    (
        PlanColumn::Progress,
        "形象进度 进度目标 进度计划 进度安排 工作安排 推进计划 推进安排 阶段目标 阶段性目标 \
        节点目标 时间安排 里程碑 实施步骤 工作步骤 路线图 节点安排 工作计划 实施计划",
        "",
    ),
    (PlanColumn::Baseline, "底数 基数 上年完成 去年完成 上年实绩 上年数 baseline", ""),
    (PlanColumn::Measures, "措施 举措 做法 办法 路径 measures keyactions", "任务"),
    (PlanColumn::Levers, "抓手", ""),
    (PlanColumn::Source, "来源 依据 出处 文号", "资金"),
    (PlanColumn::Remark, "备注 remark", ""),
    (PlanColumn::Weight, "权重 分值", ""),
    (PlanColumn::Key, "是否重点 重点标", ""),
    (PlanColumn::Goal, "目标 成效 要求 规模 objective outcome", "时间 任务"),
];

/// Endings of the titles of tasks, by rank; the last are as often what is to be done for a task.
pub(super) const ENDINGS: [&str; 3] = [
    "任务 事项 项目 项目名称 任务名称 事项名称 实事 title task tasks project item",
    "名称 工作 要点 指标 问题 name action initiative activity projectname taskname",
    "内容 目标任务 任务分解 分解任务 清单 description details",
];
