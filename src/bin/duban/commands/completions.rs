//! `completions`: a script for the completion of a shell.

use crate::arguments::lang;
use crate::context::Context;
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use anyhow::Context as _;
use clap::Args;
use clap_complete::env::Shells;
use duban::diagnostic::nearest;
use duban::page::refusals::names::{NameOf, NameRefused};
use duban_words::words;

#[derive(Debug, Args)]
#[command(about = words!(lang(), "输出命令行补全脚本", "Print a script for the shell's completion"), after_help = words!(lang(), "例：\n  source <(duban completions bash)\n  duban completions fish > ~/.config/fish/completions/duban.fish", "Examples:\n  source <(duban completions bash)\n  duban completions fish > ~/.config/fish/completions/duban.fish"))]
pub(crate) struct CompletionsArgs {
    #[arg(value_name = "SHELL", help = words!(lang(), "bash、zsh、fish、elvish、powershell", "bash, zsh, fish, elvish, powershell"))]
    pub(crate) shell: String,
}

/// Prints it.
pub(crate) fn run(context: &Context, args: &CompletionsArgs) -> Result<Exit, Outcome> {
    let shell = args.shell.as_str();
    let shells = Shells::builtins();
    let names: Vec<&str> = shells.names().collect();
    let Some(completer) = shells.completer(shell) else {
        let lang = context.lang();
        let near = nearest(shell, names.iter().copied());
        let refused = NameRefused::unknown(NameOf::Shell, shell, near, &names);
        return Err(refused.refusal(lang).into());
    };
    let mut script = Vec::new();
    completer
        .write_registration("COMPLETE", "duban", "duban", "duban", &mut script)
        .context("completions")?;
    let text = String::from_utf8(script).context("completions")?;
    output::print(&text, None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}
