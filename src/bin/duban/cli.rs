//! The command line: every command, and the options that all of them take.

use crate::arguments::lang;
use crate::argv;
#[cfg(feature = "mail")]
use crate::commands::mail;
use crate::commands::{
    add, audit, blockers, changes, check, close, completions, doctor, due, edit, enter, export,
    fmt, forecast, form, git_diff, git_merge, git_setup, help, history, import, init, lagging,
    list, log, man, notice, overdue, page, rank, reconcile, report, review, roll_over, rollup,
    save, schema, set, show, stale, status, undo,
};
use crate::completion;
use crate::edge::configuration;
use crate::edge::environment::{self, Color};
use crate::refusal::Refusal;
use crate::settings::Settings;
use crate::usage::Wrong;
use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};
use duban::calendar::parse_date;
use duban::ledger::Locale;
use duban::page::manual::value_name;
use duban::page::refusals::dates::DateRefused;
use duban_words::words;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(
    name = "duban",
    version,
    about = words!(lang(), "督办：普通文件上的工作台账", "duban: a task ledger over plain files"),
    after_help = words!(lang(), "例：\n  duban -C data/fengze --as-of 2018-05-15\n  duban 逾期\n  duban lagging --dept 东海街道办 --sort lag\n  duban show P-07\n  duban rollup --by dept\n  duban check", "Examples:\n  duban -C data/fengze --as-of 2018-05-15\n  duban overdue\n  duban lagging --dept dhjd --sort lag\n  duban show P-07\n  duban rollup --by dept\n  duban check"),
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(crate) struct Cli {
    #[arg(short = 'C', long = "ledger", value_name = "DIR", global = true, help = words!(lang(), "台账所在文件夹，或其中的 duban.toml", "Folder of the ledger, or its duban.toml"))]
    pub(crate) ledger: Option<PathBuf>,
    #[arg(long, value_name = "DATE", global = true, help = words!(lang(), "截至哪一天（默认今天）", "The day to answer for (default: today)"))]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_name = "LANG", global = true, help = words!(lang(), "语言：zh-Hans、zh-Hant、en", "Language: zh-Hans, zh-Hant, en"))]
    pub(crate) lang: Option<String>,
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t, hide_default_value = true, hide_possible_values = true, help = words!(lang(), "何时用颜色：auto、always、never", "When to use colour: auto, always, never"))]
    pub(crate) color: Color,
    #[arg(long, global = true, help = words!(lang(), "长的也直接输出，不分页", "Do not page long output"))]
    pub(crate) no_pager: bool,
    #[arg(long, global = true, help = words!(lang(), "有错误的事项不计入，其余照常回答", "Answer for the other tasks when some have errors"))]
    pub(crate) keep_going: bool,
    #[arg(short = 'h', long, action = ArgAction::Help, global = true, help = words!(lang(), "显示帮助", "Show this help"))]
    pub(crate) help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help = words!(lang(), "显示版本", "Show the version"))]
    pub(crate) version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Every command, in the order of the help; its arguments and its help stand in its file.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Status(status::StatusArgs),
    Overdue(overdue::OverdueArgs),
    Lagging(lagging::LaggingArgs),
    Due(due::DueArgs),
    Stale(stale::StaleArgs),
    Blockers(blockers::BlockersArgs),
    List(list::ListAllArgs),
    Show(show::ShowArgs),
    Rollup(rollup::RollupArgs),
    Forecast(forecast::ForecastArgs),
    Check(check::CheckArgs),
    Doctor(doctor::DoctorArgs),
    Init(init::arguments::InitArgs),
    Import(Box<import::arguments::ImportArgs>),
    Report(report::ReportArgs),
    Reconcile(reconcile::arguments::ReconcileArgs),
    Changes(changes::ChangesArgs),
    Rank(rank::RankArgs),
    Review(review::ReviewArgs),
    Audit(audit::AuditArgs),
    History(Box<history::arguments::PastArgs>),
    Form(form::FormArgs),
    Page(page::PageArgs),
    Export(Box<export::arguments::ExportArgs>),
    Notice(Box<notice::arguments::NoticeArgs>),
    #[cfg(feature = "mail")]
    Mail(mail::arguments::MailArgs),
    #[command(flatten)]
    Log(log::arguments::LogCommand),
    Add(Box<add::AddArgs>),
    Enter(enter::EnterArgs),
    Set(set::SetArgs),
    Edit(edit::EditArgs),
    ClosePeriod(close::CloseArgs),
    Undo(undo::UndoArgs),
    Fmt(fmt::FmtArgs),
    RollOver(Box<roll_over::arguments::RollOverArgs>),
    GitMerge(git_merge::MergeArgs),
    GitDiff(git_diff::DiffArgs),
    GitSetup(git_setup::SetupArgs),
    Save(save::SaveArgs),
    Schema(schema::SchemaArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
    Help(help::HelpArgs),
}

impl Cli {
    /// Settles a run: what was written, else what the environment says. Without a command it is the first screen.
    ///
    /// # Errors
    /// The clock tells no day that anything could be answered for.
    pub(crate) fn settle(self, asked: Option<Locale>) -> Result<(Settings, Command), Refusal> {
        let today = environment::today()
            .ok_or_else(|| DateRefused::Clock.refusal(asked.unwrap_or_default()))?;
        let ledger = self.ledger.as_deref();
        let typed_ledger = ledger.map(|path| path.to_string_lossy().into_owned());
        let typed = (typed_ledger, self.as_of.clone());
        let as_of = self.as_of.or_else(environment::as_of);
        let as_of = as_of.map_or(Ok(today), |typed| parse_date(&typed, today).map_err(|_| typed));
        let to_terminal = environment::to_terminal();
        let settings = Settings {
            asked,
            typed,
            ledger: self.ledger.or_else(environment::ledger),
            options,
            here: environment::current_folder(),
            today,
            as_of,
            keep_going: self.keep_going,
            out: environment::canvas(self.color, false),
            err: environment::canvas(self.color, true),
            to_terminal,
            pager: environment::pager().filter(|_| to_terminal && !self.no_pager),
            can_ask: environment::can_ask(),
            state_folder: environment::state_folder(),
            links: configuration::read(environment::settings_folder().as_deref()),
            #[cfg(feature = "mail")]
            config_folder: environment::settings_folder().map(|folder| folder.join("duban")),
            #[cfg(feature = "mail")]
            mail_password: environment::mail_password(),
        };
        let first_screen = || Command::Status(status::StatusArgs::default());
        Ok((settings, self.command.unwrap_or_else(first_screen)))
    }
}

/// The long options of a command.
fn options(name: &str) -> Vec<String> {
    let all = Cli::command();
    let arguments = all.find_subcommand(name).into_iter().flat_map(clap::Command::get_arguments);
    arguments.filter_map(|arg| arg.get_long().map(str::to_owned)).collect()
}

/// Parses the command line.
///
/// # Errors
/// Help, version, or what is wrong with it.
pub(crate) fn parse() -> Result<Cli, Box<Wrong>> {
    let mut whole = command();
    let line = argv::line(&whole, environment::raw_arguments());
    let parsed = whole.try_get_matches_from_mut(line.words);
    let cli = parsed.and_then(|matches| Cli::from_arg_matches(&matches));
    cli.map_err(|error| {
        // Only what is told of an error asks for all that a command inherits.
        whole.build();
        Box::new(Wrong { error, whole, command: line.command })
    })
}

/// Everything that may be written, with its help; what stands for a value is in the reader's language.
pub(crate) fn command() -> clap::Command {
    let named = |arg: clap::Arg| {
        let arg = completion::completed(arg);
        let names = arg.get_value_names().unwrap_or_default();
        let known = names.iter().map(|name| value_name(name, lang()));
        match known.collect::<Option<Vec<&'static str>>>() {
            Some(names) if !names.is_empty() => arg.value_names(names),
            Some(_) | None => arg,
        }
    };
    let command = Cli::command().mut_args(named);
    command.mut_subcommands(|subcommand| subcommand.mut_args(named))
}
