//! What `add` takes.

use crate::arguments::{WriteArgs, lang};
use clap::Args;
use duban_words::words;
use std::path::PathBuf;

#[derive(Clone, Debug, Args)]
#[command(visible_alias = "立项", about = words!(lang(), "新立一项事项；在终端上缺什么问什么", "Add a task; on a terminal what is missing is asked for"), after_help = words!(lang(), "例：\n  duban add --area 项目 --owner 发改局 --title \"四个工业项目开工\" --due 9月30日 --target 4 --unit 个 --measures \"挂图作战\" --levers \"效能督查\"\n  duban add", "Examples:\n  duban add --area projects --owner fgj --title \"四个工业项目开工\" --due 2018-09-30 --target 4 --unit 个 --measures \"挂图作战\" --levers \"效能督查\"\n  duban add"))]
pub(crate) struct AddArgs {
    #[arg(long, value_name = "ID", help = words!(lang(), "编号（默认接着本领域的往下排）", "Id (default: the next of its area)"))]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = "TEXT", help = words!(lang(), "事项", "Title"))]
    pub(crate) title: Option<String>,
    #[arg(long, value_name = "AREA", help = words!(lang(), "领域", "Area"))]
    pub(crate) area: Option<String>,
    #[arg(long, value_name = "DEPT", help = words!(lang(), "牵头单位", "Owner"))]
    pub(crate) owner: Option<String>,
    #[arg(long, value_name = "DEPT", value_delimiter = ',', help = words!(lang(), "配合单位", "Departments that help"))]
    pub(crate) with: Vec<String>,
    #[arg(long, value_name = "LEADER", help = words!(lang(), "挂钩领导", "Leader"))]
    pub(crate) leader: Option<String>,
    #[arg(long, value_name = "ID", help = words!(lang(), "上级事项", "The heading it is a part of"))]
    pub(crate) parent: Option<String>,
    #[arg(long, value_name = "ID", help = words!(lang(), "承接上级台账（如市里）的哪一项", "The task of the including ledger that it takes over"))]
    pub(crate) of: Option<String>,
    #[arg(long, value_name = "DATE", help = words!(lang(), "开始（默认年初）", "First day (default: of the ledger's year)"))]
    pub(crate) start: Option<String>,
    #[arg(long, value_name = "DATE", help = words!(lang(), "时限（默认年底）；长期坚持的写 长期", "Deadline (default: end of the ledger's year), or `standing`"))]
    pub(crate) due: Option<String>,
    #[arg(long, help = words!(lang(), "重点", "A key task"))]
    pub(crate) key: bool,
    #[arg(long, value_name = "WEIGHT", help = words!(lang(), "权重（默认1）", "Weight (default: 1)"))]
    pub(crate) weight: Option<String>,
    #[arg(long, value_name = "KIND", help = words!(lang(), "类别：项目、指标、事项、常态化工作", "Kind: project, indicator, action, duty"))]
    pub(crate) kind: Option<String>,
    #[arg(long, value_name = "TEXT", help = words!(lang(), "年度目标", "The goal in words"))]
    pub(crate) goal: Option<String>,
    #[arg(long, value_name = "TEXT", help = words!(lang(), "来源", "Where the promise was made"))]
    pub(crate) source: Option<String>,
    #[arg(long, value_name = "TEXT", help = words!(lang(), "责任人", "Who answers for it"))]
    pub(crate) person: Option<String>,
    #[arg(long, value_name = "TEXT", help = words!(lang(), "电话", "Telephone"))]
    pub(crate) phone: Option<String>,
    #[arg(long, value_name = "TEXT", help = words!(lang(), "备注", "Remark"))]
    pub(crate) remark: Option<String>,
    #[arg(long, value_name = "TAGS", help = words!(lang(), "标签，几个用、分开", "Tags, separated by 、 or ;"))]
    pub(crate) tags: Vec<String>,
    #[arg(long, value_name = "QUANTITY", allow_hyphen_values = true, help = words!(lang(), "目标数", "Target"))]
    pub(crate) target: Option<String>,
    #[arg(long, value_name = "UNIT", help = words!(lang(), "单位（默认%）", "Unit (default: %)"))]
    pub(crate) unit: Option<String>,
    #[arg(long, value_name = "QUANTITY", allow_hyphen_values = true, help = words!(lang(), "底数", "Baseline"))]
    pub(crate) baseline: Option<String>,
    #[arg(long, value_name = "MEASURE", help = words!(lang(), "计法：累计、增幅、年终、跟踪、无（只看办结）", "How the figure is read: cumulative, rate, year-end, track, none (only whether it is done)"))]
    pub(crate) measure: Option<String>,
    #[arg(long, value_name = "INDICATOR", help = words!(lang(), "按几个指标衡量，如 征地：320亩 或 zd：征地：320亩：2（编号：名称：目标：权重：底数），可给几个", "An indicator like land:320mu, or zd:land:320mu:2 (id, name, target, weight, baseline); as many as you like"))]
    pub(crate) indicators: Vec<String>,
    #[arg(long, value_name = "WAY", help = words!(lang(), "越高越好 higher，越低越好 lower（默认看目标在底数之上还是之下）", "Which way the figure should go: higher or lower (default: from the baseline to the target)"))]
    pub(crate) better: Option<String>,
    #[arg(long, value_name = "CADENCE", help = words!(lang(), "报告周期：周、旬、月、季，或无", "Reported every week, dekad, month, quarter, or none"))]
    pub(crate) cadence: Option<String>,
    #[arg(long, value_name = "AMOUNT", help = words!(lang(), "年度计划投资（万元）", "Planned investment of the year, 10,000 yuan"))]
    pub(crate) invest: Option<String>,
    #[arg(long, value_name = "TEXT", help = words!(lang(), "措施，几条用、分开", "Measures, separated by 、 or ;"))]
    pub(crate) measures: Vec<String>,
    #[arg(long, value_name = "TEXT", help = words!(lang(), "抓手，几条用、分开", "Levers, separated by 、 or ;"))]
    pub(crate) levers: Vec<String>,
    #[arg(long, value_name = "ID", help = words!(lang(), "流程", "Pipeline"))]
    pub(crate) pipeline: Option<String>,
    #[arg(long, value_name = "CURVE", help = words!(lang(), "计划曲线：steps（阶梯，默认）、even（匀速）", "Between steps: steps (a staircase, the default) or even"))]
    pub(crate) curve: Option<String>,
    #[arg(long, value_name = "POINT", help = words!(lang(), "计划节点，如 5月31日：110：签约过半，可给几个", "A plan point like 2018-05-31:110:NAME; as many as you like"))]
    pub(crate) plan: Vec<String>,
    #[arg(long, value_name = "FILE", help = words!(lang(), "记在哪个文件（默认本领域事项所在的）", "The file it goes to (default: where its area is)"))]
    pub(crate) file: Option<PathBuf>,
    #[arg(long, help = words!(lang(), "今天已立过同名的，也再立一项", "Add it even if one of this title and owner was added today"))]
    pub(crate) again: bool,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}
