//! The commands over the revisions of a ledger in git.

use super::{OutputArgs, words};
use clap::{Args, Subcommand};

/// One file of `commands/` each.
#[derive(Debug, Subcommand)]
pub(crate) enum HistoryCommand {
    #[command(visible_alias = "审阅", about = words("两个版本之间每项承诺改了什么,谁擅自改了", "兩個版本之間每項承諾改了什麼,誰擅自改了", "What changed between two revisions, promise by promise, and what should not have"), after_help = words("例:\n  duban review                       未提交的改动\n  duban review HEAD~3\n  duban review main..5月上旬 --format md\n  duban review main..5月上旬 --audit   有未经批准的改动则以 1 退出\n  duban 审阅 上周", "例:\n  duban review                       未提交的改動\n  duban review HEAD~3\n  duban review main..5月上旬 --format md\n  duban review main..5月上旬 --audit   有未經批准的改動則以 1 退出\n  duban 審閱 上週", "Examples:\n  duban review                       what is not committed yet\n  duban review HEAD~3\n  duban review main..branch --format md\n  duban review main..branch --audit   exits with 1 if a promise was changed without authority\n  duban review last-week"))]
    Review(ReviewArgs),
    #[command(visible_alias = "稽核", about = words("一段时间里谁改过时限、目标、记录", "一段時間裏誰改過時限、目標、記錄", "Who moved deadlines, targets and records within some time"), after_help = words("例:\n  duban audit\n  duban 稽核 一季度\n  duban audit 2018-01-01..2018-05-15 --format csv", "例:\n  duban audit\n  duban 稽核 一季度\n  duban audit 2018-01-01..2018-05-15 --format csv", "Examples:\n  duban audit\n  duban audit 2018-Q1\n  duban audit 2018-01-01..2018-05-15 --format csv"))]
    Audit(AuditArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    #[arg(value_name = "RANGE", help = words("哪些改动:A..B、一个版本、一个时期(默认未提交的)", "哪些改動:A..B、一個版本、一個時期(默認未提交的)", "Which changes: A..B, a revision, a period (default: what is not committed)"))]
    pub(crate) range: Option<String>,
    #[arg(long, help = words("有未经批准的改动则以 1 退出", "有未經批准的改動則以 1 退出", "Exit with 1 if a promise was changed without authority"))]
    pub(crate) audit: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct AuditArgs {
    #[arg(value_name = "PERIOD", help = words("哪段时间,如 一季度、2018-01-01..2018-05-15(默认本年至今)", "哪段時間,如 一季度、2018-01-01..2018-05-15(默認本年至今)", "Which time, like 2018-Q1 or 2018-01-01..2018-05-15 (default: this year so far)"))]
    pub(crate) period: Option<String>,
    #[arg(long, help = words("有未经批准的改动则以 1 退出", "有未經批准的改動則以 1 退出", "Exit with 1 if a promise was changed without authority"))]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
