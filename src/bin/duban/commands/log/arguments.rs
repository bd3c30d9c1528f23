//! The commands that write one log entry: what may be written after each.

use crate::arguments::{WriteArgs, lang};
use clap::{Args, Subcommand};
use duban_words::words;
use std::path::PathBuf;

/// One for each kind of event.
#[derive(Debug, Subcommand)]
pub(crate) enum LogCommand {
    #[command(visible_alias = "进度", about = words!(lang(), "记完成数", "Log the quantity reached"), after_help = words!(lang(), "例：\n  duban done P-07 66 --for 5月上旬 --note \"又签约6户\" --next \"5月底前过八成\"\n  duban done P-07 +6\n  duban done P-12 征地=120 拆迁=+6\n  duban done --from updates.csv", "Examples:\n  duban done P-07 66 --for 2018-05-D1 --note \"6 more signed\"\n  duban done P-07 +6\n  duban done P-12 zd=120 cq=+6\n  duban done --from updates.csv"))]
    Done(DoneArgs),
    #[command(visible_alias = "节点", about = words!(lang(), "记达到的节点", "Log a step reached"), after_help = words!(lang(), "例：\n  duban step I-03 签约 --evidence docs/签约书.pdf", "Example:\n  duban step I-03 签约 --evidence docs/签约书.pdf"))]
    Step(StepArgs),
    #[command(visible_alias = "情况", about = words!(lang(), "记一条没有数字的进展", "Log a report without figures"), after_help = words!(lang(), "例：\n  duban note P-07 \"剩户均已入户一遍\"", "Example:\n  duban note P-07 \"every household visited\""))]
    Note(NoteArgs),
    #[command(visible_alias = "认定", about = words!(lang(), "认定进展：超序时、正常、略欠、滞后；“撤回”取消认定", "Judge how a task goes: ahead, on schedule, slightly behind, lagging; none takes it back"), after_help = words!(lang(), "例：\n  duban judge P-07 滞后 \"方案未报\"\n  duban 认定 P-07 滞后 --light 红\n  duban judge P-07 正常 --by 民政局       该单位自评", "Examples:\n  duban judge P-07 lagging \"no scheme yet\"\n  duban judge P-07 lagging --light red\n  duban judge P-07 on-schedule --by mzj       that department's own word"))]
    Judge(JudgeArgs),
    #[command(visible_alias = "受阻", about = words!(lang(), "记新的阻点", "Open a blocker"), after_help = words!(lang(), "例：\n  duban block P-07 产权纠纷 --note \"3户\"", "Example:\n  duban block P-07 产权纠纷 --note \"3户\""))]
    Block(NamedArgs),
    #[command(visible_alias = "提级", about = words!(lang(), "阻点提级：协调、解决", "Raise a blocker to a stage: coordinate, resolve"), after_help = words!(lang(), "例：\n  duban raise P-07 产权纠纷 协调", "Example:\n  duban raise P-07 产权纠纷 coordinate"))]
    Raise(RaiseArgs),
    #[command(visible_alias = "解阻", about = words!(lang(), "阻点已解决", "A blocker is resolved"), after_help = words!(lang(), "例：\n  duban clear P-07 产权纠纷", "Example:\n  duban clear P-07 产权纠纷"))]
    Clear(NamedArgs),
    #[command(visible_alias = "申请销号", about = words!(lang(), "牵头单位申请销号", "The owner asks for strike-off"), after_help = words!(lang(), "例：\n  duban request P-02 \"全部腾空\" --evidence docs/腾空清单.txt", "Example:\n  duban request P-02 \"全部腾空\" --evidence docs/腾空清单.txt"))]
    Request(RequestArgs),
    #[command(visible_alias = "销号", about = words!(lang(), "核验销号", "Strike off"), after_help = words!(lang(), "例：\n  duban verify P-02\n  duban verify P-02 --by 区政府督查室 --note \"现场核对\"", "Examples:\n  duban verify P-02\n  duban verify P-02 --by 区政府督查室 --note \"checked on site\""))]
    Verify(VerifyArgs),
    #[command(visible_alias = "退回", about = words!(lang(), "退回销号申请", "Return a request for strike-off"), after_help = words!(lang(), "例：\n  duban reject P-02 \"验收不全\"", "Example:\n  duban reject P-02 \"验收不全\""))]
    Reject(WhyArgs),
    #[command(visible_alias = "重开", about = words!(lang(), "重开已销号或已撤销的事项", "Open a struck or cancelled task again"), after_help = words!(lang(), "例：\n  duban reopen P-01 \"两户反悔\"", "Example:\n  duban reopen P-01 \"两户反悔\""))]
    Reopen(WhyArgs),
    #[command(visible_alias = "申请延期", about = words!(lang(), "牵头单位申请延期", "The owner applies for a later deadline"), after_help = words!(lang(), "例：\n  duban ask P-07 7月31日 \"汛期停工\"", "Example:\n  duban ask P-07 2018-07-31 \"汛期停工\""))]
    Ask(AskArgs),
    #[command(visible_alias = "不予延期", about = words!(lang(), "不同意延期", "An application for a later deadline is refused"), after_help = words!(lang(), "例：\n  duban refuse U-02 \"理由不足\"", "Example:\n  duban refuse U-02 \"理由不足\""))]
    Refuse(WhyArgs),
    #[command(visible_alias = "延期", about = words!(lang(), "批准延期", "An approved later deadline"), after_help = words!(lang(), "例：\n  duban extend P-07 7月31日 --approval \"区政府专题会议〔2018〕12号\" --note \"汛期停工\"", "Example:\n  duban extend P-07 2018-07-31 --approval \"区政府专题会议〔2018〕12号\" --note \"汛期停工\""))]
    Extend(ExtendArgs),
    #[command(visible_alias = "调整", about = words!(lang(), "批准调整目标、牵头单位、权重或挂钩领导", "An approved change of target, owner, weight or leader"), after_help = words!(lang(), "例：\n  duban adjust P-07 \"两户划出征迁范围\" --target 118 --approval \"区政府专题会议〔2018〕12号\"", "Example:\n  duban adjust P-07 \"two households left out\" --target 118 --approval \"区政府专题会议〔2018〕12号\""))]
    Adjust(AdjustArgs),
    #[command(visible_alias = "暂停", about = words!(lang(), "暂停", "Halt"), after_help = words!(lang(), "例：\n  duban suspend P-07 \"规划调整\" --approval \"区政府专题会议〔2018〕12号\"", "Example:\n  duban suspend P-07 \"规划调整\" --approval \"区政府专题会议〔2018〕12号\""))]
    Suspend(HaltArgs),
    #[command(visible_alias = "恢复", about = words!(lang(), "恢复", "Take up again"), after_help = words!(lang(), "例：\n  duban resume P-07 \"规划已批\"", "Example:\n  duban resume P-07 \"规划已批\""))]
    Resume(HaltArgs),
    #[command(visible_alias = "撤销", about = words!(lang(), "撤销事项", "Take out of the ledger"), after_help = words!(lang(), "例：\n  duban cancel P-07 \"项目取消\" --approval \"区政府常务会议〔2018〕3号\"", "Example:\n  duban cancel P-07 \"项目取消\" --approval \"区政府常务会议〔2018〕3号\""))]
    Cancel(HaltArgs),
    #[command(visible_alias = "批示", about = words!(lang(), "记领导批示", "Log a leader's instruction"), after_help = words!(lang(), "例：\n  duban order P-07 \"月底前拿出方案\" --from 区长 --reply 5月31日", "Example:\n  duban order P-07 \"月底前拿出方案\" --from 区长 --reply 2018-05-31"))]
    Order(OrderArgs),
    #[command(visible_alias = "答复", about = words!(lang(), "批示、催办已答复", "The open order or notice is answered"), after_help = words!(lang(), "例：\n  duban answer P-07 \"方案已报\"", "Example:\n  duban answer P-07 \"方案已报\""))]
    Answer(AnswerArgs),
}

/// What every entry takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct EntryArgs {
    #[arg(long, value_name = "DATE", help = words!(lang(), "记在哪一天（默认截至日）", "The day it holds for (default: the as-of day)"))]
    pub(crate) on: Option<String>,
    #[arg(long, value_name = "TEXT", help = words!(lang(), "说明", "In words"))]
    pub(crate) note: Option<String>,
    #[arg(long, value_name = "DEPT", help = words!(lang(), "谁报的（默认牵头单位）", "Who reports (default: the owner)"))]
    pub(crate) by: Option<String>,
    #[arg(long, help = words!(lang(), "台账里已有这一条，也再记一条", "Write it even if the log has this very entry"))]
    pub(crate) again: bool,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// What every report takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct ReportArgs {
    #[arg(long = "for", value_name = "PERIOD", conflicts_with = "on", help = words!(lang(), "报的是哪一期，如 2月下旬：记在期末，跨期后补报的自动注明收到日", "The period it reports, like 2018-02-D3: dated its last day, with the day received when late"))]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "TEXT", help = words!(lang(), "下步打算", "What is promised next"))]
    pub(crate) next: Option<String>,
    #[arg(long, value_name = "DATE", help = words!(lang(), "收到日（迟报时）", "The day it was received, when late"))]
    pub(crate) got: Option<String>,
    #[arg(long, value_name = "FILE", help = words!(lang(), "佐证文件", "A file that proves it"))]
    pub(crate) evidence: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

/// What a figure or a step takes besides.
#[derive(Clone, Debug, Args)]
pub(crate) struct FigureArgs {
    #[arg(long, value_name = "WHY", help = words!(lang(), "数字回退的原因", "Why a figure goes back"))]
    pub(crate) correction: Option<String>,
    #[arg(long, value_name = "AMOUNT", help = words!(lang(), "年度累计完成投资（万元）", "Investment made so far this year, 10,000 yuan"))]
    pub(crate) invested: Option<String>,
    #[arg(long, value_name = "TEXT", num_args = 0..=1, default_missing_value = "", help = words!(lang(), "一并申请销号", "Ask for strike-off along with it"))]
    pub(crate) request: Option<String>,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct DoneArgs {
    #[arg(value_name = "ID", required_unless_present = "from", help = words!(lang(), "编号，或编号、事项名中独有的一段", "Id, or a unique piece of the id or title"))]
    pub(crate) id: Option<String>,
    #[arg(value_name = "FIGURE", required_unless_present = "from", allow_hyphen_values = true, help = words!(lang(), "累计完成数，如 36；+6 为比上次多6", "Quantity reached so far, like 36; +6 is six more than last"))]
    pub(crate) figure: Option<String>,
    #[arg(value_name = "INDICATOR=FIGURE", help = words!(lang(), "按指标衡量的事项逐个指标写：征地=120 拆迁=+6（编号或名称）", "A task measured by indicators takes each by its id or name: zd=120 cq=+6"))]
    pub(crate) more: Vec<String>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["id", "figure", "more", "on", "note", "by", "again", "period", "next", "got", "evidence", "correction", "invested", "request"], help = words!(lang(), "从 CSV 一次记多条（- 为标准输入）：要么全记，要么不记", "Many entries from a CSV file (-: standard input), all or none"))]
    pub(crate) from: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) figure_args: FigureArgs,
}

impl DoneArgs {
    /// The figure, or those of the indicators, as they were typed.
    pub(crate) fn typed(&self) -> Vec<&str> {
        self.figure.iter().chain(&self.more).map(String::as_str).collect()
    }
}

#[derive(Clone, Debug, Args)]
pub(crate) struct StepArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "STEP", help = words!(lang(), "节点名", "Name of the step"))]
    pub(crate) step: String,
    #[command(flatten)]
    pub(crate) figure_args: FigureArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct NoteArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "TEXT", conflicts_with = "note", required_unless_present = "note", help = words!(lang(), "进展", "What is reported"))]
    pub(crate) text: Option<String>,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct NamedArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "BLOCKER", help = words!(lang(), "阻点名", "Name of the blocker"))]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct RaiseArgs {
    #[command(flatten)]
    pub(crate) named: NamedArgs,
    #[arg(value_name = "STAGE", help = words!(lang(), "协调（coordinate）或解决（resolve）", "coordinate or resolve"))]
    pub(crate) stage: String,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct RequestArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "TEXT", help = words!(lang(), "申请的话", "In what words"))]
    pub(crate) text: Option<String>,
    #[arg(long, value_name = "FILE", help = words!(lang(), "佐证文件", "A file that proves it"))]
    pub(crate) evidence: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct VerifyArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct WhyArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "WHY", help = words!(lang(), "原因", "Why"))]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct HaltArgs {
    #[arg(long, value_name = "DOCUMENT", help = words!(lang(), "批准文件", "The document that approves it"))]
    pub(crate) approval: Option<String>,
    #[command(flatten)]
    pub(crate) why: WhyArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct AskArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "DATE", help = words!(lang(), "申请延到哪一天", "The later deadline"))]
    pub(crate) date: String,
    #[arg(value_name = "WHY", conflicts_with = "note", help = words!(lang(), "原因", "Why"))]
    pub(crate) why: Option<String>,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct ExtendArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "DATE", help = words!(lang(), "延到哪一天", "The later deadline"))]
    pub(crate) date: String,
    #[arg(long, value_name = "DOCUMENT", help = words!(lang(), "批准文件", "The document that approves it"))]
    pub(crate) approval: Option<String>,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct AdjustArgs {
    #[arg(long, value_name = "QUANTITY", allow_hyphen_values = true, help = words!(lang(), "新目标", "The new target"))]
    pub(crate) target: Option<String>,
    #[arg(long, value_name = "DEPT", help = words!(lang(), "新牵头单位", "The new owner"))]
    pub(crate) owner: Option<String>,
    #[arg(long, value_name = "WEIGHT", help = words!(lang(), "新权重", "The new weight"))]
    pub(crate) weight: Option<String>,
    #[arg(long, value_name = "LEADER", help = words!(lang(), "新挂钩领导", "The new leader"))]
    pub(crate) leader: Option<String>,
    #[command(flatten)]
    pub(crate) halt: HaltArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct JudgeArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "WORD", help = words!(lang(), "认定为：超序时、正常、略欠、滞后，或“撤回”", "The word: ahead, on-schedule, slightly-behind, lagging, or none"))]
    pub(crate) word: String,
    #[arg(value_name = "TEXT", help = words!(lang(), "说明", "In words"))]
    pub(crate) text: Option<String>,
    #[arg(long, value_name = "LIGHT", help = words!(lang(), "滞后亮什么灯：红、黄（默认黄）", "The light of one that lags: red, yellow (default)"))]
    pub(crate) light: Option<String>,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct OrderArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "TEXT", help = words!(lang(), "批示内容", "The instruction"))]
    pub(crate) text: String,
    #[arg(long, value_name = "LEADER", help = words!(lang(), "谁批示的", "Who gave it"))]
    pub(crate) from: String,
    #[arg(long, value_name = "DATE", help = words!(lang(), "限哪一天答复", "By when an answer is due"))]
    pub(crate) reply: Option<String>,
    #[arg(long, value_name = "DEPT", value_delimiter = ',', help = words!(lang(), "由哪些单位分别答复（默认牵头单位）", "Who is each to answer (default: the owner)"))]
    pub(crate) to: Vec<String>,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct AnswerArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "TEXT", help = words!(lang(), "怎么答复的", "The answer"))]
    pub(crate) text: String,
    #[arg(long, value_name = "ORDER", help = words!(lang(), "答复哪一件：批示的字句或催办单编号（默认全部未答复的）", "What is answered: words of the order, or the notice's number (default: all that is open)"))]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}
