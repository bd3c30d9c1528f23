//! The commands over the revisions of a ledger in git.

use super::{FilterArgs, OutputArgs, lang};
use clap::{Args, Subcommand};
use duban_words::words;

/// One file of `commands/` each.
#[derive(Debug, Subcommand)]
pub(crate) enum HistoryCommand {
    #[command(visible_alias = "审阅", about = words!(lang(), "两个版本之间每项承诺改了什么,谁擅自改了", "What changed between two revisions, promise by promise, and what should not have"), after_help = words!(lang(), "例:\n  duban review                       未提交的改动\n  duban review HEAD~3\n  duban review main..5月上旬 --format md\n  duban review main..5月上旬 --audit   有未经批准的改动则以 1 退出\n  duban 审阅 上周", "Examples:\n  duban review                       what is not committed yet\n  duban review HEAD~3\n  duban review main..branch --format md\n  duban review main..branch --audit   exits with 1 if a promise was changed without authority\n  duban review last-week"))]
    Review(ReviewArgs),
    #[command(visible_alias = "稽核", about = words!(lang(), "一段时间里谁改过时限、目标、记录", "Who moved deadlines, targets and records within some time"), after_help = words!(lang(), "例:\n  duban audit\n  duban 稽核 一季度\n  duban audit 2018-01-01..2018-05-15 --format csv", "Examples:\n  duban audit\n  duban audit 2018-Q1\n  duban audit 2018-01-01..2018-05-15 --format csv"))]
    Audit(AuditArgs),
    #[command(visible_alias = "历程", about = words!(lang(), "一项事项每条记录何时、由谁录入;或全年应达实达的曲线", "When each event of a task was typed, and by whom; or the year as curves"), after_help = words!(lang(), "例:\n  duban history P-07\n  duban 历程 --chart --by area\n  duban history --chart --recorded      当时知道多少,后来补了多少", "Examples:\n  duban history P-07\n  duban history --chart --by area\n  duban history --chart --recorded      what was known then, and what came later"))]
    History(Box<PastArgs>),
}

impl HistoryCommand {
    /// Whether it cannot be answered from the files alone.
    pub(crate) fn needs_git(&self) -> bool {
        !matches!(self, Self::History(args) if args.chart && !args.recorded)
    }
}

#[derive(Debug, Args)]
pub(crate) struct PastArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, help = words!(lang(), "画全年应达、实达的曲线", "Draw plan and actual through the year"))]
    pub(crate) chart: bool,
    #[arg(long, requires = "chart", help = words!(lang(), "另画当时 git 里知道的,及后来补录的", "Draw what git knew then too, and what came later"))]
    pub(crate) recorded: bool,
    #[arg(long, value_name = "GROUP", requires = "chart", help = words!(lang(), "分组:area、dept、leader、kind、key、parent", "Group by: area, dept, leader, kind, key, parent"))]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    #[arg(value_name = "RANGE", help = words!(lang(), "哪些改动:A..B、一个版本、一个时期(默认未提交的)", "Which changes: A..B, a revision, a period (default: what is not committed)"))]
    pub(crate) range: Option<String>,
    #[arg(long, help = words!(lang(), "有未经批准的改动则以 1 退出", "Exit with 1 if a promise was changed without authority"))]
    pub(crate) audit: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct AuditArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪段时间,如 一季度、2018-01-01..2018-05-15(默认本年至今)", "Which time, like 2018-Q1 or 2018-01-01..2018-05-15 (default: this year so far)"))]
    pub(crate) period: Option<String>,
    #[arg(long, help = words!(lang(), "有未经批准的改动则以 1 退出", "Exit with 1 if a promise was changed without authority"))]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
