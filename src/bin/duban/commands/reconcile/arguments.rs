//! The arguments of `reconcile`.

use crate::arguments::{FilterArgs, OutputArgs, OutputFormat, WriteArgs, WriteFormat, lang};
use clap::Args;
use duban::render::Format;
use duban_words::words;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(visible_alias = "对账", about = words!(lang(), "一期的对账单：应办、已办、销号、转下期", "The statement of a period: owed, delivered, struck off, carried over"), after_help = words!(lang(), "例：\n  duban reconcile\n  duban 对账 5月上旬 --by dept\n  duban 对账 一季度 --dept 东海街道办       该单位的对账单，可打印签字\n  duban reconcile 2018-04 --list carried-over\n  duban reconcile 2018-04 --against replies/", "Examples:\n  duban reconcile\n  duban reconcile 2018-05-D1 --by dept\n  duban reconcile 2018-Q1 --dept 东海街道办       that department's bill, to be printed and signed\n  duban reconcile 2018-04 --list carried-over\n  duban reconcile 2018-04 --against replies/"))]
pub(crate) struct ReconcileArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期，如 5月上旬、2018-04、一季度、1-8月（默认本期）", "Which period, like 2018-05-D1, 2018-04, 2018-Q1 (default: the running one)"))]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "GROUP", help = words!(lang(), "分组：area、dept、leader、kind、key、parent、source、unit、ledger", "Group by: area, dept, leader, kind, key, parent, source, unit, ledger"))]
    pub(crate) by: Option<String>,
    #[arg(long, value_name = "COUNT", help = words!(lang(), "列出某一数的明细，如 carried-over、销号、漏报", "Open one count into its list: opening, struck, owed, carried-over, reports-missing, …"))]
    pub(crate) list: Option<String>,
    #[command(flatten)]
    pub(crate) against: AgainstArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct AgainstArgs {
    #[arg(long = "against", value_name = "FILE", conflicts_with_all = ["by", "list"], help = words!(lang(), "与各单位报送的表逐项核对：.xlsx、.xlsm、.xls、.et、.ods、.csv、.tsv、.txt，或放这些表的文件夹；可多次", "Set against the figures the other side sent: .xlsx, .xlsm, .xls, .et, .ods, .csv, .tsv, .txt, or a folder of them; repeatable"))]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "ID", requires = "files", help = words!(lang(), "采用报送数，记入台账，以来表为佐证；可多次，all 为全部不一致的", "Write their figure into the ledger, with their file as evidence; repeatable, `all`: every one that differs"))]
    pub(crate) accept: Vec<String>,
    #[arg(long, value_name = "WHY", requires = "accept", help = words!(lang(), "采用的数比台账小时的更正原因", "Why a figure goes back, where theirs is the smaller"))]
    pub(crate) correction: Option<String>,
    #[arg(long, requires = "accept", help = words!(lang(), "台账里已有这一条，也再记一条", "Write it even if the log has this very entry"))]
    pub(crate) again: bool,
    #[arg(long, requires = "accept", help = words!(lang(), "只显示会改什么，不写入", "Show the difference, write nothing"))]
    pub(crate) dry_run: bool,
    #[arg(long, requires = "files", help = words!(lang(), "有不一致、读不出、缺漏的则以 1 退出", "Exit with 1 if anything does not agree"))]
    pub(crate) exit_code: bool,
}

impl AgainstArgs {
    /// How a write is made and told; table and json are its formats.
    pub(crate) fn write(&self, format: OutputFormat) -> WriteArgs {
        WriteArgs {
            dry_run: self.dry_run,
            no_wait: false,
            wait: WriteArgs::PATIENCE,
            format: match format {
                OutputFormat::Shared(Format::Json) => WriteFormat::Json,
                _ => WriteFormat::Table,
            },
        }
    }
}
