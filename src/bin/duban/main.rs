//! argv in, exit code out.

mod archive;
mod changes;
mod cli;
mod commands;
mod completion;
mod culprit;
mod edge;
mod edition;
#[cfg(feature = "mail")]
mod letters;
#[cfg(feature = "mail")]
mod mailing;
mod period;
mod refusal;
mod replies;
mod resolve;
mod revisions;
mod session;
mod timeline;
mod usage;
mod verdict;
mod when;
mod writing;
mod written;

use archive::Archive;
use chrono::NaiveDate;
use cli::git::{DriverCommand, GitCommand};
use cli::history::HistoryCommand;
use cli::notice::SendCommand;
use cli::period::PeriodCommand;
use cli::write::WriteCommand;
use cli::{Cli, Command, OutputArgs};
use commands::{
    Outcome, accept, add, against, audit, check, close, edit, enter, fmt, forecast, git_diff,
    git_merge, git_setup, history, init, list, log, notice, rank, reconcile, report, review,
    roll_over, rollup, save, set, show, status, through, tools, undo,
};
use duban::calendar::parse_date;
use duban::ledger::Locale;
use duban_words::words;
use edge::files::Loaded;
use edge::{environment, files, output};
use edition::Edition;
use period::Stretch;
use refusal::Refusal;
use session::{Exit, Session};
use std::cell::Cell;
use std::path::Path;
use std::process::ExitCode;
use writing::Writing;

fn main() -> ExitCode {
    let asked = usage::asked_language(environment::arguments()).or_else(environment::lang);
    let lang = asked.as_deref().map(usage::language);
    cli::speak(lang.clone().and_then(Result::ok).unwrap_or_default());
    clap_complete::CompleteEnv::with_factory(cli::command).complete();
    let exit = match cli::parse() {
        Ok(cli) => run(&cli, lang),
        Err(error) => usage::refuse(&error),
    };
    ExitCode::from(exit as u8)
}

fn run(cli: &Cli, lang: Option<Result<Locale, Refusal>>) -> Exit {
    let (lang, asked) = match lang {
        None => (Locale::default(), false),
        Some(Ok(lang)) => (lang, true),
        Some(Err(refusal)) => return tell(Err(refusal.into()), Locale::default()),
    };
    if let Some(Command::Init(args)) = &cli.command {
        return tell(init::run(args, lang), lang);
    }
    if let Some(Command::Report(own)) = &cli.command
        && own.print_template
    {
        return tell(report::print_template(cli, lang, asked), lang);
    }
    if let Some(Command::Tool(tool)) = &cli.command {
        return tell(tools::run(tool, cli, lang), lang);
    }
    if let Some(Command::Driver(own)) = &cli.command {
        return tell(driver(own, cli, asked.then_some(lang)), lang);
    }
    if let Some(Command::History(own)) = &cli.command
        && own.needs_git()
    {
        return tell(revisions(own, cli, (lang, asked)), lang);
    }
    let given = cli.ledger.clone().or_else(environment::ledger);
    let config = match files::find(given.as_deref(), &environment::current_folder()) {
        Ok(config) => config,
        Err(why) => {
            output::say(&refusal::no_ledger(&why, lang).text(lang));
            return Exit::Unreadable;
        }
    };
    let own = || files::locale(&config);
    let lang = if asked { lang } else { own().unwrap_or(lang) };
    let wrote = Cell::new(false);
    if let Some(written) = write(cli, &config, lang, &wrote) {
        let saved = match (written, wrote.get()) {
            (Ok(exit), true) => save::each_write(&config, cli, lang).map(|()| exit),
            (written, _) => written,
        };
        return tell(saved, lang);
    }
    let mut loaded = match files::load(&config, |aside| output::say(refusal::aside(aside, lang))) {
        Ok(loaded) => loaded,
        Err(error) => {
            output::say(&Refusal::new(format!("{error:#}")).text(lang));
            return Exit::Unreadable;
        }
    };
    let answered = match &cli.command {
        Some(Command::Check(args)) => check::run(&mut loaded, args, lang, cli),
        _ => answer(cli, &loaded, lang),
    };
    tell(answered, lang)
}

/// Runs what git calls: it says itself where the files are.
fn driver(own: &DriverCommand, cli: &Cli, lang: Option<Locale>) -> Result<Exit, Outcome> {
    match own {
        DriverCommand::GitMerge(args) => git_merge::run(args, lang),
        DriverCommand::GitDiff(args) => git_diff::run(args, cli, lang),
    }
}

/// Runs a command over the revisions of a ledger, which may have no files beside them.
fn revisions(
    own: &HistoryCommand,
    cli: &Cli,
    (lang, asked): (Locale, bool),
) -> Result<Exit, Outcome> {
    let mut archive = Archive::open(cli, lang).map_err(Outcome::while_reading)?;
    let lang = match asked {
        true => lang,
        false => archive.locale().unwrap_or(lang),
    };
    let as_of = as_of(cli, lang)?;
    match own {
        HistoryCommand::Review(args) => review::run(&mut archive, args, (as_of, lang), cli),
        HistoryCommand::History(args) => history::run(&mut archive, args, (as_of, lang), cli),
        HistoryCommand::Audit(args) => audit::run(&mut archive, args, (as_of, lang), cli),
    }
}

/// Runs a command that writes; `None` for any other.
fn write(
    cli: &Cli,
    config: &Path,
    lang: Locale,
    wrote: &Cell<bool>,
) -> Option<Result<Exit, Outcome>> {
    let writing = |args, command, lists| Writing {
        config,
        cli,
        args,
        lang,
        command,
        lists,
        wrote,
    };
    Some(match cli.command.as_ref()? {
        Command::Send(SendCommand::Notice(own)) if own.record => {
            let args = own.write();
            notice::record(&writing(&args, "notice", true), own)
        }
        Command::Git(GitCommand::GitSetup(own)) => git_setup::run(config, own, lang),
        Command::Git(GitCommand::Save(own)) => save::run(config, own, cli, lang),
        Command::Log(own) => log::run(&writing(own.write(), own.name(), true), own),
        Command::Write(WriteCommand::Add(own)) => add::run(&writing(&own.write, "add", true), own),
        Command::Write(WriteCommand::Enter(own)) => {
            enter::run(&writing(&own.write, "enter", true), own)
        }
        Command::Write(WriteCommand::Set(own)) => set::run(&writing(&own.write, "set", true), own),
        Command::Write(WriteCommand::Edit(own)) => {
            edit::run(&writing(&own.write, "edit", true), own)
        }
        Command::Write(WriteCommand::ClosePeriod(own)) => {
            close::run(&writing(&own.write, "close-period", false), own)
        }
        Command::Write(WriteCommand::Undo(own)) => undo::run(&writing(own, "undo", false)),
        Command::Write(WriteCommand::Fmt(own)) => fmt::run(&writing(&own.write, "fmt", false), own),
        Command::Period(PeriodCommand::Reconcile(own)) if !own.against.accept.is_empty() => {
            let args = own.against.write(own.output.format);
            accept::run(&writing(&args, "reconcile", true), own)
        }
        Command::Write(WriteCommand::RollOver(own)) => {
            roll_over::run(&writing(&own.write, "roll-over", false), own)
        }
        _ => return None,
    })
}

fn answer(cli: &Cli, loaded: &Loaded, lang: Locale) -> Result<Exit, Outcome> {
    let as_of = as_of(cli, lang)?;
    let book = match session::book(loaded, lang, cli) {
        Ok(book) => book,
        Err(exit) => return Ok(exit),
    };
    if let Some(Command::Period(own)) = &cli.command {
        let stretch = Stretch::of(&book, loaded, own.period(), (as_of, lang), cli)?;
        let exit = match own {
            PeriodCommand::Reconcile(args) if !args.against.files.is_empty() => {
                against::run(&stretch, args)
            }
            PeriodCommand::Reconcile(args) => reconcile::run(&stretch, args),
            PeriodCommand::Changes(args) => commands::changes::run(&stretch, args),
            PeriodCommand::Rank(args) => rank::run(&stretch, args),
        };
        std::mem::forget(stretch);
        std::mem::forget(book);
        return exit;
    }
    if let Some(Command::Report(own)) = &cli.command {
        let edition = Edition::of(&book, loaded, own.asked(), (as_of, lang), cli)?;
        let exit = report::run(&edition, own);
        std::mem::forget(edition);
        std::mem::forget(book);
        return exit;
    }
    let session = Session::new(&book, &loaded.work, as_of, lang, cli);
    let first_screen = OutputArgs {
        format: duban::render::Format::Table,
        bom: false,
    };
    let exit = match cli.command.as_ref() {
        None => status::run(&session, &first_screen),
        Some(Command::Status(args)) => status::run(&session, args),
        Some(Command::Overdue(args)) => list::overdue(&session, args),
        Some(Command::Lagging(args)) => list::lagging(&session, args),
        Some(Command::Due(args)) => list::due(&session, args),
        Some(Command::Stale(args)) => list::stale(&session, args),
        Some(Command::Blockers(args)) => list::blockers(&session, args),
        Some(Command::List(args)) => list::list(&session, args),
        Some(Command::Show(args)) => show::run(&session, args),
        Some(Command::Rollup(args)) => rollup::run(&session, args),
        Some(Command::Forecast(args)) => forecast::run(&session, args),
        Some(Command::Send(SendCommand::Notice(args))) => notice::run(&session, args),
        #[cfg(feature = "mail")]
        Some(Command::Send(SendCommand::Mail(args))) => {
            commands::mail::run(&session, loaded, args, cli)
        }
        Some(Command::History(HistoryCommand::History(args))) => through::run(&session, args, None),
        Some(
            Command::Check(_)
            | Command::History(_)
            | Command::Init(_)
            | Command::Log(_)
            | Command::Period(_)
            | Command::Report(_)
            | Command::Write(_)
            | Command::Driver(_)
            | Command::Git(_)
            | Command::Tool(_),
        ) => Ok(Exit::Done),
    };
    // The process ends here: giving a large book back piece by piece would only take time.
    std::mem::forget(session);
    std::mem::forget(book);
    exit
}

fn as_of(cli: &Cli, lang: Locale) -> Result<NaiveDate, Refusal> {
    let today = environment::today();
    let Some(text) = cli.as_of.clone().or_else(environment::as_of) else {
        return Ok(today);
    };
    parse_date(&text, today).map_err(|_| no_such_day(&text, lang))
}

/// A day that is none.
fn no_such_day(text: &str, lang: Locale) -> Refusal {
    let words = words!("不认识的日期:", "not a day: ");
    let help = words!(
        "写法如 2018-05-15、5月15日、今天",
        "write it like 2018-05-15"
    );
    Refusal::new(format!("{}{text}", refusal::pick(lang, words)))
        .with(Some(refusal::pick(lang, help).to_owned()))
}

fn tell(outcome: Result<Exit, Outcome>, lang: Locale) -> Exit {
    match outcome {
        Ok(exit) => exit,
        Err(Outcome::Refused(refusal)) => {
            output::say(&refusal.text(lang));
            Exit::Usage
        }
        Err(Outcome::Which(which)) => tell(Err(which.refusal.into()), lang),
        Err(Outcome::Failed(error)) => {
            output::say(&Refusal::new(format!("{error:#}")).text(lang));
            Exit::Failed
        }
        Err(Outcome::Unreadable(error)) => {
            output::say(&Refusal::new(format!("{error:#}")).text(lang));
            Exit::Unreadable
        }
    }
}
