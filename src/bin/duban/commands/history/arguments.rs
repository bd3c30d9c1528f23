//! The arguments of `history`.

use crate::arguments::{FilterArgs, OutputArgs, lang};
use clap::Args;
use duban_words::words;

#[derive(Debug, Args)]
#[command(visible_alias = "历程", about = words!(lang(), "一项事项每条记录何时、由谁录入；或全年应达实达的曲线", "When each event of a task was typed, and by whom; or the year as curves"), after_help = words!(lang(), "例：\n  duban history P-07\n  duban 历程 --chart --by area\n  duban history --chart --recorded      当时知道多少，后来补了多少", "Examples:\n  duban history P-07\n  duban history --chart --by area\n  duban history --chart --recorded      what was known then, and what came later"))]
pub(crate) struct PastArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, help = words!(lang(), "画全年应达、实达的曲线", "Draw plan and actual through the year"))]
    pub(crate) chart: bool,
    #[arg(long, requires = "chart", help = words!(lang(), "另画当时 git 里知道的，及后来补录的", "Draw what git knew then too, and what came later"))]
    pub(crate) recorded: bool,
    #[arg(long, value_name = "GROUP", requires = "chart", help = words!(lang(), "分组：area、dept、leader、kind、key、parent、source、tag、unit、ledger", "Group by: area, dept, leader, kind, key, parent, source, tag, unit, ledger"))]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
