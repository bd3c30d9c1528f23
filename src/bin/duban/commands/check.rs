//! `check`: everything wrong, irregular or weak, each at its place, in file order.

use super::Outcome;
use crate::cli::{CheckArgs, Cli};
use crate::culprit;
use crate::edge::files::{self, Loaded};
use crate::session::{self, Exit};
use anyhow::Result;
use duban::check::{self, Depth};
use duban::diagnostic::{Closing, Diagnostic, Finding, Severity};
use duban::ledger::{Book, Locale};
use duban::page::Problem;
use duban::page::problem::{self, Counts};
use duban::render::{About, Answer, Format};
use duban::source::{FileId, Place, Span};
use serde::Serialize;

/// A finding as the machine reads it.
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
pub(crate) fn run(
    loaded: &mut Loaded,
    args: &CheckArgs,
    lang: Locale,
    cli: &Cli,
) -> Result<Exit, Outcome> {
    let statements = loaded.take_statements().map_err(Outcome::Unreadable)?;
    let loaded: &Loaded = loaded;
    let Checked { book, found } = checked(loaded, &statements, args.readiness);
    let problems = problems(&found, loaded, lang, cli);
    let counts = Counts {
        errors: count(&found, Severity::Error),
        warnings: count(&found, Severity::Warning),
        weaknesses: count(&found, Severity::Weakness),
    };
    let figures = || {
        let both = found.iter().zip(&problems);
        let rows: Vec<CheckRow> = both.map(|(one, words)| row(one, words, loaded)).collect();
        let tasks = book.tasks.len();
        (rows, CheckTotals { counts, tasks })
    };
    let ledger = book.first_ledger().map(|own| own.title.as_str());
    // A terminal is not told what it has just asked.
    let titled = ledger
        .or(Some(""))
        .filter(|_| args.output.format != Format::Table);
    let answer = Answer {
        command: "check",
        about: About {
            as_of: None,
            ledger,
            left_out: None,
        },
        figures: Box::new(figures),
        page: Box::new(|| problem::page(&problems, counts, titled, lang)),
    };
    session::write(answer, &args.output, cli.color)?;
    Ok(Exit::found_if(count(&found, Severity::Error) > 0))
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
    let depth = match readiness {
        true => Depth::Readiness(&exists),
        false => Depth::Warnings(&exists),
    };
    let mut book = reading.book;
    let mut found = loaded.found.clone();
    found.extend(reading.found);
    found.extend(check::check(&book, &loaded.sources, depth));
    let broken = found.iter().any(Diagnostic::stops);
    match statements.first() {
        // Half a ledger is not held against a whole one.
        Some(first) if broken => {
            let place = Place {
                file: *first,
                span: Span::default(),
            };
            found.push(Diagnostic::new(Finding::Closing(Closing::Unchecked), place));
        }
        _ => found.extend(check::statements(
            &mut book,
            &loaded.sources,
            &loaded.work,
            statements,
        )),
    }
    found.sort_by_key(|one| (one.place.file, one.place.span.start));
    Checked { book, found }
}

/// The findings in words, with what git says of those about closed periods.
fn problems(found: &[Diagnostic], loaded: &Loaded, lang: Locale, cli: &Cli) -> Vec<Problem> {
    let said = culprit::said(found, &loaded.work, cli, lang);
    let both = found.iter().zip(said);
    let told = |(one, said): (&Diagnostic, Option<String>)| {
        let mut problem = problem::problem(one, &loaded.sources, lang);
        problem.help.extend(said);
        problem
    };
    both.map(told).collect()
}

fn row(one: &Diagnostic, problem: &Problem, loaded: &Loaded) -> CheckRow {
    let file = loaded.sources.file(one.place.file);
    let (line, column) = file.line_column(one.place.span.start);
    CheckRow {
        code: problem.code,
        severity: one.severity().name(),
        file: file.name.clone(),
        line,
        column,
        task: one.task.clone(),
        message: problem.title.clone(),
        help: (!problem.help.is_empty()).then(|| problem.help.join("; ")),
    }
}

pub(super) fn count(found: &[Diagnostic], severity: Severity) -> usize {
    found
        .iter()
        .filter(|one| one.severity() == severity)
        .count()
}
