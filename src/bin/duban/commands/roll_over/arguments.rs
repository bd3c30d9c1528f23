//! The arguments of `roll-over`.

use crate::arguments::{FilterArgs, WriteArgs, lang};
use clap::Args;
use duban_words::words;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(visible_alias = "结转", about = words!(lang(), "未完成的事项结转到下一年的台账", "Carry the open tasks into the next year's ledger"), after_help = words!(lang(), "例：\n  duban roll-over 2019 --into ../2019 --dry-run\n  duban 结转 2019 --into ../2019\n  duban roll-over 2019 --into ../2019 P-07 P-09", "Examples:\n  duban roll-over 2019 --into ../2019 --dry-run\n  duban roll-over 2019 --into ../2019\n  duban roll-over 2019 --into ../2019 P-07 P-09"))]
pub(crate) struct RollOverArgs {
    #[arg(value_name = "YEAR", help = words!(lang(), "结转到哪一年（本台账的下一年）", "The year it goes to: the one after this ledger's"))]
    pub(crate) year: i32,
    #[arg(long, value_name = "DIR", help = words!(lang(), "下一年台账的文件夹；没有就按本台账的 duban.toml 建一本", "Folder of the next year's ledger; made after this one's duban.toml where there is none"))]
    pub(crate) into: PathBuf,
    #[arg(long, value_name = "DATE", help = words!(lang(), "结转记在哪一天（默认新年度第一天；最早为年末最后一天）", "The day it is marked on here (default: the new year's first; not before the last of this one)"))]
    pub(crate) on: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}
