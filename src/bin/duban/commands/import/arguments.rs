//! The arguments of `import`.

use crate::arguments::{WriteArgs, lang};
use clap::Args;
use duban_words::words;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(visible_alias = "导入", about = words!(lang(), "从表格导入：任务分解表立项，进度表记账", "Take in a spreadsheet: a plan as tasks, figures as log entries"), after_help = words!(lang(), "例：\n  duban import 2018重点工作任务分解表.xlsx --dry-run\n  duban import 2018重点工作任务分解表.xlsx --into projects.toml --save-map map.toml\n  duban import 2018重点工作任务分解表.xlsx --map map.toml --accept P-07 --approval \"区政府专题会议〔2018〕12号\"\n  duban 导入 5月上旬进度.xlsx --as-log --for 5月上旬", "Examples:\n  duban import plan.xlsx --dry-run\n  duban import plan.xlsx --into projects.toml --save-map map.toml\n  duban import plan.xlsx --map map.toml --accept P-07 --approval \"Meeting 12/2018\"\n  duban import progress.xlsx --as-log --for 2018-05-D1"))]
pub(crate) struct ImportArgs {
    #[arg(value_name = "FILE", required = true, help = words!(lang(), "表：.xlsx、.xlsm、.xls、.et、.ods、.csv、.tsv、.txt，或放这些表的文件夹；可多个", "Tables: .xlsx, .xlsm, .xls, .et, .ods, .csv, .tsv, .txt, or folders of them"))]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "NAME", help = words!(lang(), "只读这张工作表；可多次", "Read this sheet only; repeatable"))]
    pub(crate) sheet: Vec<String>,
    #[command(flatten)]
    pub(crate) figures: FiguresArgs,
    #[command(flatten)]
    pub(crate) plan: PlanArgs,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// What goes with a table of figures.
#[derive(Debug, Args)]
pub(crate) struct FiguresArgs {
    #[arg(long, requires = "period", help = words!(lang(), "进度表：折成年度累计数，逐项记账，要么全记，要么不记", "A table of figures: converted to the figure of the year so far and logged, all or none"))]
    pub(crate) as_log: bool,
    #[arg(long = "for", value_name = "PERIOD", requires = "as_log", help = words!(lang(), "表是哪一期的，如 5月上旬、2018-04、一季度：记在期末，迟报的自动注明收到日", "The period it reports, like 2018-05-D1, 2018-04: dated its last day, with the day received when late"))]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "DEPT", requires = "as_log", help = words!(lang(), "只记这个单位的事项；可多次", "Take in the tasks of this department only; repeatable"))]
    pub(crate) dept: Vec<String>,
    #[arg(long, value_name = "WHY", requires = "as_log", help = words!(lang(), "报来的数比台账小时的更正原因", "Why a figure goes back, where theirs is the smaller"))]
    pub(crate) correction: Option<String>,
}

/// What goes with a plan.
#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[arg(long, value_name = "FILE", conflicts_with = "as_log", help = words!(lang(), "新事项写进台账的哪个文件", "The file of the ledger that new tasks go into"))]
    pub(crate) into: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "as_log", help = words!(lang(), "按这份对照表认列（--save-map 存的，可改）", "Read the columns by this map (saved by --save-map, edited or not)"))]
    pub(crate) map: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "as_log", help = words!(lang(), "把认出的列存成对照表", "Save what each column was taken for"))]
    pub(crate) save_map: Option<PathBuf>,
    #[arg(long, value_name = "ID", conflicts_with = "as_log", help = words!(lang(), "采用表里改了的承诺，作调整、延期记账；可多次，all 为全部", "Take over the changed promises of this task, as adjustments and extensions; repeatable, `all`: of every one"))]
    pub(crate) accept: Vec<String>,
    #[arg(long, value_name = "DOCUMENT", conflicts_with = "as_log", help = words!(lang(), "批准变更的文号（默认是这份表）", "The paper that approves the change (default: this table)"))]
    pub(crate) approval: Option<String>,
}
