//! The commands that tell other programs of duban: editors, shells, `man`.

use super::lang;
use clap::{Args, Subcommand};
use duban_words::words;

/// One file of `commands/` each.
#[derive(Debug, Subcommand)]
pub(crate) enum ToolCommand {
    #[command(about = words!(lang(), "输出 JSON Schema,供编辑器补全和检查", "Print a JSON Schema, by which editors complete and check the ledger"), after_help = words!(lang(), "例:\n  duban schema > duban.schema.json\n  duban schema --book > duban-book.schema.json", "Examples:\n  duban schema > duban.schema.json\n  duban schema --book > duban-book.schema.json"))]
    Schema(SchemaArgs),
    #[command(about = words!(lang(), "输出命令行补全脚本", "Print a script for the shell's completion"), after_help = words!(lang(), "例:\n  source <(duban completions bash)\n  duban completions fish > ~/.config/fish/completions/duban.fish", "Examples:\n  source <(duban completions bash)\n  duban completions fish > ~/.config/fish/completions/duban.fish"))]
    Completions(CompletionsArgs),
    #[command(about = words!(lang(), "输出手册页", "Print a manual page"), after_help = words!(lang(), "例:\n  duban man | man -l -\n  duban man done | man -l -", "Examples:\n  duban man | man -l -\n  duban man done | man -l -"))]
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    #[arg(long, help = words!(lang(), "duban.toml 的,而不是事项文件的", "Of duban.toml instead of the task files"))]
    pub(crate) book: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    #[arg(value_name = "SHELL", help = words!(lang(), "bash、zsh、fish、elvish、powershell", "bash, zsh, fish, elvish, powershell"))]
    pub(crate) shell: String,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    #[arg(value_name = "COMMAND", help = words!(lang(), "哪个命令的(默认总的)", "Of which command (default: of duban)"))]
    pub(crate) command: Option<String>,
}
