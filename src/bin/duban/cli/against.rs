//! What `reconcile` takes to be set against the other side's book.

use super::lang;
use super::log::{WriteArgs, WriteFormat};
use clap::Args;
use duban::render::Format;
use duban_words::words;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct AgainstArgs {
    #[arg(long = "against", value_name = "FILE", conflicts_with_all = ["by", "list"], help = words!(lang(), "与各单位报送的表逐项核对:.xlsx、.xls、.csv,或放这些表的文件夹;可多次", "Set against the figures the other side sent: .xlsx, .xls, .csv, or a folder of them; repeatable"))]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "ID", requires = "files", help = words!(lang(), "采用报送数,记入台账,以来表为佐证;可多次,all 为全部不一致的", "Write their figure into the ledger, with their file as evidence; repeatable, `all`: every one that differs"))]
    pub(crate) accept: Vec<String>,
    #[arg(long, value_name = "WHY", requires = "accept", help = words!(lang(), "采用的数比台账小时的更正原因", "Why a figure goes back, where theirs is the smaller"))]
    pub(crate) correction: Option<String>,
    #[arg(long, requires = "accept", help = words!(lang(), "只显示会改什么,不写入", "Show the difference, write nothing"))]
    pub(crate) dry_run: bool,
    #[arg(long, requires = "files", help = words!(lang(), "有不一致、读不出、缺漏的则以 1 退出", "Exit with 1 if anything does not agree"))]
    pub(crate) exit_code: bool,
}

impl AgainstArgs {
    /// How a write is made and told; table and json are its formats.
    pub(crate) fn write(&self, format: Format) -> WriteArgs {
        WriteArgs {
            dry_run: self.dry_run,
            no_wait: false,
            wait: WriteArgs::PATIENCE,
            format: match format {
                Format::Json => WriteFormat::Json,
                _ => WriteFormat::Table,
            },
        }
    }
}
