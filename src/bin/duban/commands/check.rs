//! `check`: everything wrong, irregular or weak, each at its place, in file order.

use crate::arguments::{OutputArgs, OutputFormat, lang};
use crate::context::{Context, kept};
use crate::culprit;
use crate::edge::files::{self, Loaded};
use crate::edge::repository::Repository;
use crate::edge::{names, output};
use crate::outcome::{Exit, Outcome};
use crate::refusal;
use crate::session;
use anyhow::Result;
use clap::Args;
use duban::check::{self, Depth};
use duban::diagnostic::{Closing, Diagnostic, Finding, Merging, Severity};
use duban::history;
use duban::ledger::{Book, Locale, TaskKey};
use duban::page::Problem;
use duban::page::findings::problem::{self, Counts};
use duban::page::findings::to_check::ToCheck;
use duban::page::refusals::notes::Note;
use duban::render::{About, Answer};
use duban::source::{FileId, Place, Span};
use duban::store;
use duban_words::words;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(visible_alias = "检查", about = words!(lang(), "台账里的错误和不规范之处", "Everything wrong or weak in the ledger"), after_help = words!(lang(), "例：\n  duban check\n  duban check --readiness\n  duban check --to-check --format csv", "Examples:\n  duban check\n  duban check --readiness\n  duban check --to-check --format csv"))]
pub(crate) struct CheckArgs {
    #[arg(long, help = words!(lang(), "连同无措施、无抓手、无底数和导入后待核对的一并列出", "List weaknesses too: no measures, no levers, no baseline, imported and not yet checked"))]
    pub(crate) readiness: bool,
    #[arg(long, help = words!(lang(), "只列导入后待核对的", "List only what was imported and not yet checked"))]
    pub(crate) to_check: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// A finding as a row for machines.
#[derive(Debug, Serialize)]
struct CheckRow {
    code: &'static str,
    severity: &'static str,
    file: String,
    line: usize,
    column: usize,
    task: Option<String>,
    message: String,
    help: Option<String>,
}

#[derive(Serialize)]
struct CheckTotals {
    #[serde(flatten)]
    counts: Counts,
    tasks: usize,
}

/// Checks a ledger; 1 where there are errors.
pub(crate) fn run(context: &Context, args: &CheckArgs) -> Result<Exit, Outcome> {
    let mut loaded = context.load()?;
    let statements = loaded.take_statements().map_err(Outcome::unreadable)?;
    let loaded: &'static Loaded = kept(loaded);
    let Checked { book, mut found } = checked(loaded, &statements, args.readiness || args.to_check);
    context.speak_for(&book);
    found.extend(unmerged(context.config()?, loaded, context.lang()));
    found.sort_by_key(|finding| (finding.place.file, finding.place.span.start));
    let counts = counts(&found);
    if args.to_check {
        found.retain(is_mark);
    }
    let problems = problems(&found, loaded, context);
    let marks = marks(&found, &book, loaded);
    let tasks = book.tasks.len();
    let figures = || {
        let rows = rows(&found, &problems, loaded);
        (rows, CheckTotals { counts, tasks })
    };
    let ledger = book.first_ledger().map(|ledger| ledger.title.as_str());
    // A table goes without a title: the command line stands above it.
    let titled = ledger.or(Some("")).filter(|_| args.output.format != OutputFormat::default());
    let answer = Answer {
        command: "check",
        about: About {
            as_of: None,
            ledger,
            left_out: None,
            tasks_left_out: Vec::new(),
            ledgers_left_out: &[],
            years_without_holidays: Vec::new(),
        },
        figures: Box::new(figures),
        page: Box::new(|| {
            let both = found.iter().zip(&problems);
            let others = both.filter(|(finding, _)| !is_mark(finding)).map(|(_, problem)| problem);
            problem::page(&marks, others, counts, titled, context.lang())
        }),
    };
    session::write(answer, &args.output, context.lang(), &context.settings)?;
    Ok(Exit::found_if(counts.errors > 0))
}

/// The files of the ledger that a merge has left open: what stands in them may be one side alone.
fn unmerged(config: &Path, loaded: &Loaded, lang: Locale) -> Vec<Diagnostic> {
    let folder = config.parent().unwrap_or(Path::new(""));
    let whole = files::whole(folder);
    if !whole.ancestors().any(|above| files::exists(&above.join(".git"))) {
        return Vec::new();
    }
    let repository = Repository::open(folder);
    let paths = match repository.and_then(|found| found.map(|found| found.unmerged()).transpose()) {
        Ok(paths) => paths.unwrap_or_default(),
        Err(store::Error::NoGit) => return Vec::new(),
        Err(error) => {
            let why = refusal::in_words(&error, lang);
            output::say(&Note::RepositoryNotRead { why }.words(lang));
            return Vec::new();
        }
    };
    let ledger = loaded.ledgers.first().into_iter();
    let known: Vec<FileId> =
        ledger.flat_map(|ledger| ledger.tasks.iter().chain([&ledger.config])).copied().collect();
    let finding = |path: PathBuf| {
        let file = known.iter().find(|file| loaded.path(**file) == folder.join(&path));
        let file = file.or(known.last()).copied()?;
        let place = Place { file, span: Span::default() };
        let path = names::shown(&path);
        Some(Diagnostic::new(Finding::Merging(Merging::Unmerged { path }), place))
    };
    paths.into_iter().filter_map(finding).collect()
}

fn counts(found: &[Diagnostic]) -> Counts {
    Counts {
        errors: count(found, Severity::Error),
        warnings: count(found, Severity::Warning),
        weaknesses: count(found, Severity::Weakness),
        to_check: found.iter().filter(|finding| is_mark(finding)).count(),
    }
}

/// Whether it names what an import read out of words.
fn is_mark(finding: &Diagnostic) -> bool {
    matches!(finding.finding, Finding::ToCheck { .. })
}

/// The tasks with marks, each with the values that are to be checked.
fn marks(found: &[Diagnostic], book: &Book<'_>, loaded: &Loaded) -> Vec<ToCheck> {
    let rows = found.iter().filter_map(|finding| {
        let Finding::ToCheck { id, keys } = &finding.finding else { return None };
        let place = finding.place;
        let task = book.tasks.iter().find(|task| *task.id == *id && task.file == place.file)?;
        let value = |key: &String| {
            let known = TaskKey::parse(key)?;
            history::stated(&loaded.sources, book, task, known)
        };
        Some(ToCheck {
            id: id.clone(),
            title: task.title.to_string(),
            unit: task.unit.to_string(),
            keys: keys.iter().map(|key| (key.clone(), value(key))).collect(),
        })
    });
    rows.collect()
}

/// A book and everything found in it.
pub(super) struct Checked<'t> {
    pub(super) book: Book<'t>,
    pub(super) found: Vec<Diagnostic>,
}

/// Reads and judges everything, the closed periods included.
pub(super) fn checked<'t>(
    loaded: &'t Loaded,
    statements: &[FileId],
    readiness: bool,
) -> Checked<'t> {
    let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
    let exists = |ledger: u16, path: &str| {
        let folder = loaded.folders.get(usize::from(ledger));
        folder.is_some_and(|folder| files::exists(&folder.join(path)))
    };
    let depth = if readiness { Depth::Readiness(&exists) } else { Depth::Warnings(&exists) };
    let mut book = reading.book;
    let mut found = loaded.found.clone();
    found.extend(reading.found);
    found.extend(check::check(&book, &loaded.sources, depth));
    found.extend(check::taken_over(&book, &loaded.sources));
    let broken = found.iter().any(Diagnostic::stops);
    match statements.first() {
        // Without the tasks that cannot be read, every closed statement would seem to be rewritten.
        Some(first) if broken => {
            let place = Place { file: *first, span: Span::default() };
            found.push(Diagnostic::new(Finding::Closing(Closing::Unchecked), place));
        }
        _ => found.extend(check::statements(&mut book, &loaded.sources, &loaded.work, statements)),
    }
    found.sort_by_key(|finding| (finding.place.file, finding.place.span.start));
    Checked { book, found }
}

/// The findings in words, with what git says of those about closed periods.
fn problems(found: &[Diagnostic], loaded: &'static Loaded, context: &Context) -> Vec<Problem> {
    let said = culprit::said(found, context, loaded);
    let both = found.iter().zip(said);
    let worded = |(finding, said): (&Diagnostic, Option<String>)| {
        let mut problem = problem::problem(finding, &loaded.sources, context.lang());
        problem.help.extend(said);
        problem
    };
    both.map(worded).collect()
}

fn rows(found: &[Diagnostic], problems: &[Problem], loaded: &Loaded) -> Vec<CheckRow> {
    let both = found.iter().zip(problems);
    both.map(|(finding, problem)| row(finding, problem, loaded)).collect()
}

fn row(finding: &Diagnostic, problem: &Problem, loaded: &Loaded) -> CheckRow {
    let file = loaded.sources.file(finding.place.file);
    let (line, column) = file.line_column(finding.place.span.start);
    CheckRow {
        code: problem.code,
        severity: finding.severity().name(),
        file: file.name.clone(),
        line,
        column,
        task: finding.task.clone(),
        message: problem.title.clone(),
        help: (!problem.help.is_empty()).then(|| problem.help.join("; ")),
    }
}

pub(super) fn count(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|finding| finding.severity() == severity).count()
}
