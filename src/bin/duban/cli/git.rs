//! What git calls, and what tells it to.

use super::lang;
use clap::{Args, Subcommand};
use duban_words::words;
use std::path::PathBuf;

/// What git calls; one file of `commands/` each.
#[derive(Debug, Subcommand)]
pub(crate) enum DriverCommand {
    #[command(about = words!(lang(), "git 的合并驱动:按编号和记录合并两边的改动", "Merge driver of git: joins two changes of a file by task and event"), after_help = words!(lang(), "由 git 调用;duban git-setup 装上", "Called by git; `duban git-setup` installs it"))]
    GitMerge(MergeArgs),
    #[command(about = words!(lang(), "git 的比较驱动:一项一段、一条记录一行", "Diff driver of git: a task a paragraph, an event a line"), after_help = words!(lang(), "由 git 调用;duban git-setup 装上,git diff --no-textconv 看原文", "Called by git; `duban git-setup` installs it, `git diff --no-textconv` shows the text itself"))]
    GitDiff(DiffArgs),
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    #[arg(value_name = "FILE", help = words!(lang(), "文件", "The file"))]
    pub(crate) file: PathBuf,
}

/// What the user asks of his repository; one file of `commands/` each.
#[derive(Debug, Subcommand)]
pub(crate) enum GitCommand {
    #[command(about = words!(lang(), "让 git 认得台账:合并和比较的驱动", "Tell git of the ledger: the drivers by which it merges and compares"), after_help = words!(lang(), "例:\n  duban git-setup\n  duban git-setup --hook      有错误的台账不让提交\n  duban git-setup --remove    原样撤掉", "Examples:\n  duban git-setup\n  duban git-setup --hook      no commit of a ledger with errors\n  duban git-setup --remove    takes exactly that away"))]
    GitSetup(SetupArgs),
    #[command(visible_alias = "存档", about = words!(lang(), "把台账的改动提交到 git,附上改了什么", "Commit the ledger's own files, with what happened as the message"), after_help = words!(lang(), "例:\n  duban save\n  duban save \"5月上旬录入\"\n  duban save --dry-run", "Examples:\n  duban save\n  duban save \"reports of early May\"\n  duban save --dry-run"))]
    Save(SaveArgs),
}

#[derive(Debug, Args)]
pub(crate) struct SaveArgs {
    #[arg(value_name = "MESSAGE", help = words!(lang(), "说明(默认由改动得出)", "First line of the message (default: from what changed)"))]
    pub(crate) message: Option<String>,
    #[arg(long, help = words!(lang(), "只显示会提交哪些文件、附什么说明", "Show the files and the message only"))]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Default, Args)]
pub(crate) struct SetupArgs {
    #[arg(long, help = words!(lang(), "撤掉写下的,别的不动", "Take away what was written, and nothing else"))]
    pub(crate) remove: bool,
    #[arg(long, conflicts_with = "remove", help = words!(lang(), "另加一个提交前的检查;已有的不覆盖", "Add a check before each commit; a hook that is there stays"))]
    pub(crate) hook: bool,
    #[arg(long, help = words!(lang(), "只显示,不写", "Show it only"))]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    #[arg(value_name = "BASE", help = words!(lang(), "共同的原文(%O)", "What both sides came from (%O)"))]
    pub(crate) base: PathBuf,
    #[arg(value_name = "OURS", help = words!(lang(), "这一边(%A),合并结果写在这里", "This side (%A); the result is written here"))]
    pub(crate) ours: PathBuf,
    #[arg(value_name = "THEIRS", help = words!(lang(), "另一边(%B)", "The other side (%B)"))]
    pub(crate) theirs: PathBuf,
    #[arg(value_name = "PATH", help = words!(lang(), "文件在库里的路径(%P)", "Path of the file in the repository (%P)"))]
    pub(crate) path: PathBuf,
}
