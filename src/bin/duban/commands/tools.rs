//! `schema`, `completions` and `man`: made from the same definitions as the program itself.

use super::Outcome;
use crate::cli::tools::ToolCommand;
use crate::cli::{self, Cli};
use crate::edge::{environment, files, output};
use crate::refusal::unknown;
use crate::session::Exit;
use anyhow::Context;
use clap_complete::env::Shells;
use duban::diagnostic::nearest;
use duban::exchange::{book_schema, task_schema};
use duban::ledger::Locale;
use duban_words::words;

/// Prints what the command asks for.
pub(crate) fn run(tool: &ToolCommand, cli: &Cli, lang: Locale) -> Result<Exit, Outcome> {
    let text = match tool {
        ToolCommand::Schema(own) if own.book => pretty(&book_schema())?,
        ToolCommand::Schema(_) => schema(cli)?,
        ToolCommand::Completions(own) => completions(&own.shell, lang)?,
        ToolCommand::Man(own) => man(own.command.as_deref(), lang)?,
    };
    output::print(&text, None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}

/// With the ids of the ledger at hand, if there is one.
fn schema(cli: &Cli) -> Result<String, Outcome> {
    let given = cli.ledger.clone().or_else(environment::ledger);
    let config = files::find(given.as_deref(), &environment::current_folder());
    let Ok(config) = config else {
        return Ok(pretty(&task_schema(None))?);
    };
    let loaded = files::load(&config, |_| {})?;
    let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
    Ok(pretty(&task_schema(Some(&reading.book)))?)
}

fn pretty(schema: &serde_json::Value) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(schema)? + "\n")
}

fn completions(shell: &str, lang: Locale) -> Result<String, Outcome> {
    let shells = Shells::builtins();
    let names: Vec<&str> = shells.names().collect();
    let Some(completer) = shells.completer(shell) else {
        let near = nearest(shell, names.iter().copied());
        return Err(unknown(words!("外壳", "shell"), shell, near, &names, lang).into());
    };
    let mut script = Vec::new();
    completer
        .write_registration("COMPLETE", "duban", "duban", "duban", &mut script)
        .context("completions")?;
    Ok(String::from_utf8(script).context("completions")?)
}

fn man(command: Option<&str>, lang: Locale) -> Result<String, Outcome> {
    let mut whole = cli::command();
    whole.build();
    let page = match command {
        None => whole,
        Some(name) => {
            let names: Vec<String> = whole
                .get_subcommands()
                .map(|own| own.get_name().to_owned())
                .collect();
            let own = whole.find_subcommand(name).ok_or_else(|| {
                let near = nearest(name, names.iter().map(String::as_str));
                unknown(words!("命令", "command"), name, near, &[], lang)
            })?;
            own.clone()
        }
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page)
        .render(&mut roff)
        .context("man")?;
    Ok(String::from_utf8(roff).context("man")?)
}
