//! The arguments of `history`.

use crate::arguments::{FilterArgs, OutputArgs, words};
use clap::Args;

#[derive(Debug, Args)]
#[command(visible_alias = "历程", about = words("一项事项每条记录何时、由谁录入;或全年应达实达的曲线", "一項事項每條記錄何時、由誰錄入;或全年應達實達的曲線", "When each event of a task was typed, and by whom; or the year as curves"), after_help = words("例:\n  duban history P-07\n  duban 历程 --chart --by area\n  duban history --chart --recorded      当时知道多少,后来补了多少", "例:\n  duban history P-07\n  duban 歷程 --chart --by area\n  duban history --chart --recorded      當時知道多少,後來補了多少", "Examples:\n  duban history P-07\n  duban history --chart --by area\n  duban history --chart --recorded      what was known then, and what came later"))]
pub(crate) struct PastArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, help = words("画全年应达、实达的曲线", "畫全年應達、實達的曲線", "Draw plan and actual through the year"))]
    pub(crate) chart: bool,
    #[arg(long, requires = "chart", help = words("另画当时 git 里知道的,及后来补录的", "另畫當時 git 裏知道的,及後來補錄的", "Draw what git knew then too, and what came later"))]
    pub(crate) recorded: bool,
    #[arg(long, value_name = "GROUP", requires = "chart", help = words("分组:area、dept、leader、kind、key、parent", "分組:area、dept、leader、kind、key、parent", "Group by: area, dept, leader, kind, key, parent"))]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
