//! `check`: everything wrong, irregular or weak, each at its place, in file order.

use crate::arguments::{Format, OutputArgs, lang};
use crate::context::{Context, kept};
use crate::culprit;
use crate::edge::files::{self, Loaded};
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::session::{csv, ndjson};
use anyhow::Result;
use clap::Args;
use duban::check::{self, Depth};
use duban::diagnostic::{Closing, Diagnostic, Finding, Severity};
use duban::ledger::Book;
use duban::page::{Problem, problem};
use duban::render;
use duban::source::{FileId, Place, Span};
use duban_words::words;
use serde::Serialize;
use serde_json::json;

#[derive(Debug, Args)]
#[command(visible_alias = "检查", about = words!(lang(), "台账里的错误和不规范之处", "Everything wrong or weak in the ledger"), after_help = words!(lang(), "例:\n  duban check\n  duban check --readiness --format csv", "Examples:\n  duban check\n  duban check --readiness --format csv"))]
pub(crate) struct CheckArgs {
    #[arg(long, help = words!(lang(), "连同无措施、无抓手、无底数一并列出", "List weaknesses too: no measures, no levers, no baseline"))]
    pub(crate) readiness: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

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

/// Checks a ledger; 1 where there are errors.
pub(crate) fn run(context: &Context, args: &CheckArgs) -> Result<Exit, Outcome> {
    let mut loaded = context.load()?;
    let statements = loaded.take_statements().map_err(Outcome::unreadable)?;
    let loaded: &'static Loaded = kept(loaded);
    let Checked { book, found } = checked(loaded, &statements, args.readiness);
    context.speak_for(&book);
    let problems = problems(&found, loaded, context);
    let rows = || -> Vec<CheckRow> {
        let both = found.iter().zip(&problems);
        both.map(|(one, words)| row(one, words, loaded)).collect()
    };
    let text = match args.output.format {
        Format::Table | Format::Plain | Format::Md | Format::Html => {
            told(&found, &problems, context)
        }
        Format::Json => {
            let rows = rows();
            let totals = json!({
                "errors": count(&found, Severity::Error),
                "warnings": count(&found, Severity::Warning),
                "weaknesses": count(&found, Severity::Weakness),
                "tasks": book.tasks.len(),
            });
            let title = book.first_ledger().map(|own| own.title.as_str());
            let answer = json!({"duban": 1, "command": "check", "ledger": title, "rows": rows, "totals": totals});
            serde_json::to_string_pretty(&answer).map_err(anyhow::Error::from)? + "\n"
        }
        Format::Ndjson => ndjson(&rows())?,
        Format::Csv => csv(&rows(), args.output.bom)?,
    };
    let pager = context.settings.pager.as_deref();
    let pager = pager.filter(|_| args.output.format == Format::Table);
    output::print(&text, pager).map_err(anyhow::Error::from)?;
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
fn problems(found: &[Diagnostic], loaded: &'static Loaded, context: &Context) -> Vec<Problem> {
    let said = culprit::said(found, context, loaded);
    let both = found.iter().zip(said);
    let told = |(one, said): (&Diagnostic, Option<String>)| {
        let mut problem = problem::problem(one, &loaded.sources, context.lang());
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

fn told(found: &[Diagnostic], problems: &[Problem], context: &Context) -> String {
    let mut text = render::snippet(problems, context.settings.out);
    let (errors, warnings, weak) = (
        count(found, Severity::Error),
        count(found, Severity::Warning),
        count(found, Severity::Weakness),
    );
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&problem::summary(errors, warnings, weak, context.lang()));
    text.push('\n');
    text
}
