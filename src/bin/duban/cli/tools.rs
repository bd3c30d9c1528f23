//! The commands that tell other programs of duban: editors, shells, `man`.

use super::words;
use clap::{Args, Subcommand};

/// One file of `commands/` each.
#[derive(Debug, Subcommand)]
pub(crate) enum ToolCommand {
    #[command(about = words("输出 JSON Schema,供编辑器补全和检查", "輸出 JSON Schema,供編輯器補全和檢查", "Print a JSON Schema, by which editors complete and check the ledger"), after_help = words("例:\n  duban schema > duban.schema.json\n  duban schema --book > duban-book.schema.json", "例:\n  duban schema > duban.schema.json\n  duban schema --book > duban-book.schema.json", "Examples:\n  duban schema > duban.schema.json\n  duban schema --book > duban-book.schema.json"))]
    Schema(SchemaArgs),
    #[command(about = words("输出命令行补全脚本", "輸出命令行補全腳本", "Print a script for the shell's completion"), after_help = words("例:\n  source <(duban completions bash)\n  duban completions fish > ~/.config/fish/completions/duban.fish", "例:\n  source <(duban completions bash)\n  duban completions fish > ~/.config/fish/completions/duban.fish", "Examples:\n  source <(duban completions bash)\n  duban completions fish > ~/.config/fish/completions/duban.fish"))]
    Completions(CompletionsArgs),
    #[command(about = words("输出手册页", "輸出手冊頁", "Print a manual page"), after_help = words("例:\n  duban man | man -l -\n  duban man done | man -l -", "例:\n  duban man | man -l -\n  duban man done | man -l -", "Examples:\n  duban man | man -l -\n  duban man done | man -l -"))]
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    #[arg(long, help = words("duban.toml 的,而不是事项文件的", "duban.toml 的,而不是事項文件的", "Of duban.toml instead of the task files"))]
    pub(crate) book: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    #[arg(value_name = "SHELL", help = words("bash、zsh、fish、elvish、powershell", "bash、zsh、fish、elvish、powershell", "bash, zsh, fish, elvish, powershell"))]
    pub(crate) shell: String,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    #[arg(value_name = "COMMAND", help = words("哪个命令的(默认总的)", "哪個命令的(默認總的)", "Of which command (default: of duban)"))]
    pub(crate) command: Option<String>,
}
