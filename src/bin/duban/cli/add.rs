//! What may be written after `add`.

use super::log::WriteArgs;
use super::words;
use crate::completion;
use clap::Args;
use clap_complete::ArgValueCandidates;
use std::path::PathBuf;

#[derive(Clone, Debug, Args)]
pub(crate) struct AddArgs {
    #[arg(long, value_name = "ID", help = words("编号(默认接着本领域的往下排)", "編號(默認接着本領域的往下排)", "Id (default: the next of its area)"))]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = "TEXT", help = words("事项", "事項", "Title"))]
    pub(crate) title: Option<String>,
    #[arg(long, value_name = "AREA", add = ArgValueCandidates::new(completion::areas), help = words("领域", "領域", "Area"))]
    pub(crate) area: Option<String>,
    #[arg(long, value_name = "DEPT", add = ArgValueCandidates::new(completion::departments), help = words("牵头单位", "牽頭單位", "Owner"))]
    pub(crate) owner: Option<String>,
    #[arg(long, value_name = "DEPT", add = ArgValueCandidates::new(completion::departments), value_delimiter = ',', help = words("配合单位", "配合單位", "Departments that help"))]
    pub(crate) with: Vec<String>,
    #[arg(long, value_name = "LEADER", help = words("挂钩领导", "掛鉤領導", "Leader"))]
    pub(crate) leader: Option<String>,
    #[arg(long, value_name = "ID", help = words("上级事项", "上級事項", "The heading it is a part of"))]
    pub(crate) parent: Option<String>,
    #[arg(long, value_name = "DATE", help = words("开始(默认年初)", "開始(默認年初)", "First day (default: of the ledger's year)"))]
    pub(crate) start: Option<String>,
    #[arg(long, value_name = "DATE", help = words("时限(默认年底)", "時限(默認年底)", "Deadline (default: end of the ledger's year)"))]
    pub(crate) due: Option<String>,
    #[arg(long, help = words("重点", "重點", "A key task"))]
    pub(crate) key: bool,
    #[arg(long, value_name = "WEIGHT", help = words("权重(默认1)", "權重(默認1)", "Weight (default: 1)"))]
    pub(crate) weight: Option<String>,
    #[arg(long, value_name = "KIND", help = words("类别:项目、指标、事项、值守", "類別:項目、指標、事項、值守", "Kind: project, indicator, action, duty"))]
    pub(crate) kind: Option<String>,
    #[arg(long, value_name = "TEXT", help = words("年度目标", "年度目標", "The goal in words"))]
    pub(crate) goal: Option<String>,
    #[arg(long, value_name = "TEXT", help = words("来源", "來源", "Where the promise was made"))]
    pub(crate) source: Option<String>,
    #[arg(long, value_name = "TEXT", help = words("责任人", "責任人", "Who answers for it"))]
    pub(crate) person: Option<String>,
    #[arg(long, value_name = "TEXT", help = words("电话", "電話", "Telephone"))]
    pub(crate) phone: Option<String>,
    #[arg(long, value_name = "TEXT", help = words("备注", "備註", "Remark"))]
    pub(crate) remark: Option<String>,
    #[arg(long, value_name = "TAGS", help = words("标签,几个用、分开", "標籤,幾個用、分開", "Tags, separated by 、 or ;"))]
    pub(crate) tags: Vec<String>,
    #[arg(long, value_name = "QUANTITY", allow_hyphen_values = true, help = words("目标数", "目標數", "Target"))]
    pub(crate) target: Option<String>,
    #[arg(long, value_name = "UNIT", help = words("单位(默认%)", "單位(默認%)", "Unit (default: %)"))]
    pub(crate) unit: Option<String>,
    #[arg(long, value_name = "QUANTITY", allow_hyphen_values = true, help = words("底数", "底數", "Baseline"))]
    pub(crate) baseline: Option<String>,
    #[arg(long, value_name = "MEASURE", help = words("计法:cumulative、rate、year-end", "計法:cumulative、rate、year-end", "How the figure is read: cumulative, rate, year-end"))]
    pub(crate) measure: Option<String>,
    #[arg(long, value_name = "CADENCE", help = words("报告周期:week、dekad、month、quarter", "報告週期:week、dekad、month、quarter", "Reported every week, dekad, month, quarter"))]
    pub(crate) cadence: Option<String>,
    #[arg(long, value_name = "AMOUNT", help = words("年度计划投资(万元)", "年度計劃投資(萬元)", "Planned investment of the year, 10,000 yuan"))]
    pub(crate) invest: Option<String>,
    #[arg(long, value_name = "TEXT", help = words("措施,几条用、分开", "措施,幾條用、分開", "Measures, separated by 、 or ;"))]
    pub(crate) measures: Vec<String>,
    #[arg(long, value_name = "TEXT", help = words("抓手,几条用、分开", "抓手,幾條用、分開", "Levers, separated by 、 or ;"))]
    pub(crate) levers: Vec<String>,
    #[arg(long, value_name = "ID", help = words("流程", "流程", "Pipeline"))]
    pub(crate) pipeline: Option<String>,
    #[arg(long, value_name = "POINT", help = words("计划节点,如 5月31日:110:签约过半,可给几个", "計劃節點,如 5月31日:110:簽約過半,可給幾個", "A plan point like 2018-05-31:110:NAME; as many as you like"))]
    pub(crate) plan: Vec<String>,
    #[arg(long, value_name = "FILE", help = words("记在哪个文件(默认本领域事项所在的)", "記在哪個文件(默認本領域事項所在的)", "The file it goes to (default: where its area is)"))]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}
