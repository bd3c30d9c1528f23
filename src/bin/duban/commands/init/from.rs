//! `init --from`: a whole ledger out of a table of a plan, judged before anything is written.

use super::arguments::InitArgs;
use crate::commands::import::plan::{marked, unknown};
use crate::context::Context;
use crate::edge::{files, output};
use crate::outcome::Outcome;
use crate::plan_table::{PlanFile, report};
use crate::session::snippets;
use crate::written::unified;
use chrono::{Datelike, NaiveDate};
use duban::blocks;
use duban::check::{self, Depth};
use duban::diagnostic::{Diagnostic, Severity};
use duban::edit::{NewTask, Value, add_tasks};
use duban::exchange::{self, Known, Proposals};
use duban::ledger::{Locale, Term};
use duban::page::entries::imported;
use duban::page::first_ledger;
use duban::page::refusals::done::Done;
use duban::page::refusals::importing::ImportRefused;
use duban::page::refusals::ledger::LedgerRefused;
use duban::read;
use duban::render;
use duban::source::SourceFile;
use std::path::Path;

/// Makes the ledger; false where it is only shown.
pub(super) fn run(context: &Context, args: &InitArgs, path: &Path) -> Result<bool, Outcome> {
    let lang = context.settings.first_language();
    let file = PlanFile::read(path, &args.plan.sheet, args.plan.map.as_deref(), lang)?;
    if let Some(path) = &args.plan.save_map {
        file.save_map(path, lang)?;
    }
    let as_of = context.as_of()?;
    let stated = args.year.or(file.table.year).or_else(|| file.usual_year());
    let year = stated.unwrap_or(as_of.year());
    let proposals = exchange::proposed(&file.table, &Known::default(), Term::year(year));
    let texts = texts(&file, &proposals, (year, entered(as_of, year)), lang);
    let found = judged(&args.folder, &texts, lang, context);
    let mut read = report(&file, &proposals, (&[], &[]));
    read.whole = args.plan.dry_run;
    let page = imported::page(&read, lang);
    let shown = render::terminal(&page, context.settings.out);
    output::print(&output::Drawn(shown + "\n"), None).map_err(anyhow::Error::from)?;
    found?;
    if args.plan.dry_run {
        let new = texts.iter().map(|(name, text)| {
            let (text, left) = if args.plan.whole { (&**text, 0) } else { beginning(text) };
            unified(Path::new(name), "", text) + &imported::further(name, left, lang)
        });
        output::print(&new.collect::<String>(), None).map_err(anyhow::Error::from)?;
        return Ok(false);
    }
    let new: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (&**name, &**text)).collect();
    if let Some(path) = files::write_new(&args.folder, &new)? {
        return Err(LedgerRefused::AlreadyThere { path }.refusal(lang).into());
    }
    context.mark_acted();
    let done = Done::MadeFrom {
        folder: args.folder.clone(),
        files: texts.iter().map(|(name, _)| name.clone()).collect(),
        tasks: proposals.tasks.iter().filter(|task| !task.heading).count(),
    };
    output::print(&done.words(lang), None).map_err(anyhow::Error::from)?;
    Ok(true)
}

/// The first day of the month in which a ledger begins within its year: no report is owed of a time before that.
fn entered(today: NaiveDate, year: i32) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    (today.year() == year && today.month() > 1).then_some(first)
}

/// How a file begins, its first two tasks, and how many more it has; all of one that has few.
fn beginning(text: &str) -> (&str, usize) {
    const SHOWN: usize = 2;
    let tasks = blocks::cut(text).tasks;
    match tasks.get(SHOWN) {
        Some(next) => (text.get(..next.start).unwrap_or(text), tasks.len() - SHOWN),
        None => (text, 0),
    }
}

/// The files: duban.toml, and one of each area.
fn texts(
    file: &PlanFile,
    proposals: &Proposals,
    (year, entered): (i32, Option<NaiveDate>),
    lang: Locale,
) -> Vec<(String, String)> {
    let head = first_ledger::from_plan(file.table.title.as_deref(), year, lang);
    let book =
        head + &unknown::entries(&proposals.areas, &proposals.departments) + &pipelines(proposals);
    let areas = proposals.areas.iter().map(|area| {
        let head = first_ledger::from_plan_tasks(&file.name, lang);
        let id = Value::Text(area.id.clone()).toml();
        let from = Value::Text(file.name.clone()).toml();
        let entered = entered.map_or_else(String::new, |day| first_ledger::entered(day, lang));
        let head = format!("{head}area = {id}\n{entered}x-from = {from}\n");
        let tasks = proposals.tasks.iter().filter(|task| task.area == area.id);
        let tasks = tasks.map(|task| {
            let mut task = marked(task, &file.name);
            task.fields.retain(|(key, _)| key != "area" && key != duban::ledger::CAME_FROM);
            task
        });
        let tasks: Vec<NewTask> = tasks.collect();
        (area.file(), add_tasks(head, &tasks))
    });
    std::iter::once(("duban.toml".to_owned(), book)).chain(areas).collect()
}

fn pipelines(proposals: &Proposals) -> String {
    let pipelines = proposals.pipelines.iter().map(|pipeline| {
        let steps = pipeline.steps.iter().map(|(step, reach)| {
            let step = Value::Text(step.clone()).toml();
            let reach = reach.map_or_else(String::new, |reach| format!(", reach = {reach}"));
            format!("  {{ step = {step}{reach} }},\n")
        });
        let (id, steps) = (Value::Text(pipeline.id.clone()).toml(), steps.collect::<String>());
        format!("\n[[pipeline]]\nid = {id}\nsteps = [\n{steps}]\n")
    });
    pipelines.collect()
}

/// Refuses a ledger that would not pass `check`; its errors are shown at their places.
fn judged(
    folder: &Path,
    texts: &[(String, String)],
    lang: Locale,
    context: &Context,
) -> Result<(), Outcome> {
    let place = |name: &String| folder.join(name);
    let [(config, book), tasks @ ..] = texts else { return Ok(()) };
    let mut loaded = files::to_come(&place(config), book.clone());
    for (name, text) in tasks {
        let name = place(name).display().to_string();
        let file = loaded.sources.push(SourceFile::new(name, text.clone()));
        if let Some(ledger) = loaded.ledgers.first_mut() {
            ledger.tasks.push(file);
        }
    }
    let reading = read::read(&loaded.sources, &loaded.ledgers);
    let mut found = reading.found;
    let no_file = |_: u16, _: &str| true;
    found.extend(check::check(&reading.book, &loaded.sources, Depth::Warnings(&no_file)));
    let errors = found.into_iter().filter(|finding| finding.severity() == Severity::Error);
    let errors: Vec<Diagnostic> = errors.collect();
    if errors.is_empty() {
        return Ok(());
    }
    output::say(&snippets(&errors, &loaded.sources, lang, context.settings.err));
    Err(Outcome::NotWritten(ImportRefused::WouldBreak.refusal(lang)))
}
