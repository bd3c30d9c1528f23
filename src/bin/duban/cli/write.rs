//! The commands that write otherwise than by one log entry.

use super::add::AddArgs;
use super::log::WriteArgs;
use super::roll_over::RollOverArgs;
use super::{FilterArgs, lang};
use crate::completion;
use clap::{Args, Subcommand};
use clap_complete::ArgValueCandidates;
use duban_words::words;

/// One file of `commands/` each.
#[derive(Debug, Subcommand)]
pub(crate) enum WriteCommand {
    #[command(visible_alias = "立项", about = words!(lang(), "新立一项事项;在终端上缺什么问什么", "Add a task; on a terminal what is missing is asked for"), after_help = words!(lang(), "例:\n  duban add --area 项目 --owner 发改局 --title \"四个工业项目开工\" --due 9月30日 --target 4 --unit 个 --measures \"挂图作战\" --levers \"效能督查\"\n  duban add", "Examples:\n  duban add --area projects --owner fgj --title \"四个工业项目开工\" --due 2018-09-30 --target 4 --unit 个 --measures \"挂图作战\" --levers \"效能督查\"\n  duban add"))]
    Add(Box<AddArgs>),
    #[command(visible_alias = "录入", about = words!(lang(), "逐项录入一期的报告,一次存盘", "Enter the reports of a period, task by task, saved all or none"), after_help = words!(lang(), "例:\n  duban enter 5月上旬 --dept 东海街道办\n  duban enter < 报告.txt", "Examples:\n  duban enter 2018-05-D1 --dept 东海街道办\n  duban enter < reports.txt"))]
    Enter(EnterArgs),
    #[command(visible_alias = "设置", about = words!(lang(), "改联系人、电话、备注等不属于承诺的内容", "Set what is no part of the promise: person, phone, remark, …"), after_help = words!(lang(), "例:\n  duban set P-07 phone=22500001 remark=\"钥匙在街道办\"\n  duban set P-07 tags=征迁、开门红\n  duban set P-07 remark=        去掉备注", "Examples:\n  duban set P-07 phone=22500001 remark=\"key at the office\"\n  duban set P-07 remark=        takes the remark away"))]
    Set(SetArgs),
    #[command(visible_alias = "编辑", about = words!(lang(), "在编辑器里改一项事项,查过再存", "Edit one task in your editor; checked before it is saved"), after_help = words!(lang(), "例:\n  duban edit P-07\n  EDITOR=nano duban edit P-07", "Examples:\n  duban edit P-07\n  EDITOR=nano duban edit P-07"))]
    Edit(EditArgs),
    #[command(visible_alias = "结账", about = words!(lang(), "结账:一期的对账单定稿,之后不能悄悄改", "Close a period: its statement is kept, and cannot be rewritten unseen"), after_help = words!(lang(), "例:\n  duban close-period 2018-04\n  duban 结账 4月下旬 --dry-run", "Examples:\n  duban close-period 2018-04\n  duban close-period 2018-04-D3 --dry-run"))]
    ClosePeriod(CloseArgs),
    #[command(visible_alias = "撤回", about = words!(lang(), "撤回本机的上一次写入", "Take back the last write of this machine"), after_help = words!(lang(), "例:\n  duban undo --dry-run\n  duban undo", "Examples:\n  duban undo --dry-run\n  duban undo"))]
    Undo(WriteArgs),
    #[command(visible_alias = "整理", about = words!(lang(), "把事项文件整理成统一的写法", "Lay the task files out in the one canonical way"), after_help = words!(lang(), "例:\n  duban fmt --check\n  duban fmt", "Examples:\n  duban fmt --check\n  duban fmt"))]
    Fmt(FmtArgs),
    #[command(visible_alias = "结转", about = words!(lang(), "未完成的事项结转到下一年的台账", "Carry the open tasks into the next year's ledger"), after_help = words!(lang(), "例:\n  duban roll-over 2019 --into ../2019 --dry-run\n  duban 结转 2019 --into ../2019\n  duban roll-over 2019 --into ../2019 P-07 P-09", "Examples:\n  duban roll-over 2019 --into ../2019 --dry-run\n  duban roll-over 2019 --into ../2019\n  duban roll-over 2019 --into ../2019 P-07 P-09"))]
    RollOver(Box<RollOverArgs>),
}

#[derive(Clone, Debug, Args)]
pub(crate) struct SetArgs {
    #[arg(value_name = "ID", add = ArgValueCandidates::new(completion::tasks), help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "KEY=VALUE", required = true, help = words!(lang(), "键=值;值留空则去掉", "Key and value; without a value the key is taken away"))]
    pub(crate) pairs: Vec<String>,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct EditArgs {
    #[arg(value_name = "ID", add = ArgValueCandidates::new(completion::tasks), help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct CloseArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期,如 2018-04、4月下旬、一季度", "Which period, like 2018-04, 2018-04-D3, 2018-Q1"))]
    pub(crate) period: String,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct FmtArgs {
    #[arg(long, help = words!(lang(), "只列出要整理的文件,有则以 1 退出", "Only name the files that would change; exit with 1 if there are any"))]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EnterArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期(默认宽限期内的上一期,否则本期)", "Which period (default: the last one within its grace, else the running one)"))]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}
