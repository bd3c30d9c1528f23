//! What may be written after `roll-over`.

use super::log::WriteArgs;
use super::{FilterArgs, lang};
use clap::Args;
use duban_words::words;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct RollOverArgs {
    #[arg(value_name = "YEAR", help = words!(lang(), "结转到哪一年(本台账的下一年)", "The year it goes to: the one after this ledger's"))]
    pub(crate) year: i32,
    #[arg(long, value_name = "DIR", help = words!(lang(), "下一年台账的文件夹;没有就按本台账的 duban.toml 建一本", "Folder of the next year's ledger; made after this one's duban.toml where there is none"))]
    pub(crate) into: PathBuf,
    #[arg(long, value_name = "DATE", help = words!(lang(), "结转记在哪一天(默认新年度第一天;最早为年末最后一天)", "The day it is marked on here (default: the new year's first; not before the last of this one)"))]
    pub(crate) on: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}
