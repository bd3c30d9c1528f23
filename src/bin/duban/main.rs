//! argv in, exit code out: settings are settled once, and one dispatch runs the command.

mod archive;
mod arguments;
mod argv;
mod changes;
mod cli;
mod commands;
mod completion;
mod context;
mod culprit;
mod dispatch;
mod edge;
mod edition;
mod formats;
#[cfg(feature = "mail")]
mod mailing;
#[cfg(feature = "mail")]
mod mails;
mod manual;
mod naming;
mod outcome;
mod period;
mod plan_table;
mod refusal;
mod replies;
mod resolve;
mod revisions;
mod session;
mod settings;
mod target;
mod timeline;
mod usage;
mod when;
mod writing;
mod written;

use cli::Cli;
use context::Context;
use duban::ledger::Locale;
use edge::output::{self, Drawn};
use edge::{environment, threads};
use outcome::{Exit, Outcome};
use std::process::ExitCode;

fn main() -> ExitCode {
    output::say_panics();
    let asked = usage::asked_language(environment::arguments()).or_else(environment::lang);
    let asked = asked.as_deref().map(usage::language).transpose();
    arguments::speak(asked.clone().ok().flatten().unwrap_or_default());
    if let Some(exit) = completion::asked(cli::command) {
        return ExitCode::from(exit as u8);
    }
    let exit = match (cli::parse(), asked) {
        (Err(wrong), _) => usage::refuse(&wrong, is_merge_driver()),
        (Ok(_), Err(refusal)) => ended(refusal.into(), Locale::default()),
        (Ok(cli), Ok(asked)) => run(cli, asked),
    };
    ExitCode::from(exit as u8)
}

/// Whether git called this as its merge driver.
fn is_merge_driver() -> bool {
    environment::arguments().any(|word| word == "git-merge")
}

fn run(cli: Cli, asked: Option<Locale>) -> Exit {
    let (settings, command) = match cli.settle(asked) {
        Ok(settled) => settled,
        Err(refusal) => return ended(Outcome::NoLedger(refusal), asked.unwrap_or_default()),
    };
    threads::begin();
    let context = Context::new(settings);
    dispatch::run(&context, &command).unwrap_or_else(|outcome| ended(outcome, context.lang()))
}

/// Says why a command came to nothing.
fn ended(outcome: Outcome, lang: Locale) -> Exit {
    let (exit, refusal) = outcome.ends(lang);
    refusal.iter().for_each(|refusal| output::say(&Drawn(refusal.text(lang))));
    exit
}
