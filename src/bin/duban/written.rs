//! The answer of a write: what changed of each task, and how to take it back; or the difference it would make.

use crate::arguments::WriteFormat;
use crate::changes::{Before, FileEdit};
use crate::edge::output::{self, Drawn};
use crate::outcome::{Exit, Outcome};
use crate::settings::Settings;
use chrono::NaiveDate;
use duban::account::{Account, Figures, PlanRead, TaskRow, WorkedRow};
use duban::edit::splice;
use duban::history::{Changed, Comparison, Side, compare};
use duban::ledger::{Book, Locale};
use duban::page::Page;
use duban::page::entries::written::{self, LedgerWritten, TaskWritten};
use duban::page::reason;
use duban::page::refusals::done::Done;
use duban::render;
use duban::store::{Judgement, figures};
use serde::Serialize;
use similar::TextDiff;
use std::collections::HashMap;
use std::path::Path;

/// What a write answers in JSON.
#[derive(Serialize)]
struct WrittenBody<'a> {
    as_of: NaiveDate,
    ledger: Option<&'a str>,
    files: Vec<String>,
    rows: Vec<TaskRow>,
    /// How figures that were taken in came out.
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<&'a [WorkedRow]>,
    /// What was read of a plan.
    #[serde(flatten)]
    read: Option<&'a PlanRead>,
}

/// What is asked of the answer of a write.
pub(crate) struct Asked<'a> {
    /// The name of the command.
    pub(crate) command: &'static str,
    /// Whether the tasks that changed are listed.
    pub(crate) lists: bool,
    pub(crate) format: WriteFormat,
    /// How figures that were taken in came out, for those who read JSON.
    pub(crate) figures: Option<&'a [WorkedRow]>,
    /// What was read of a plan, for them too.
    pub(crate) read: Option<&'a PlanRead>,
}

/// Prints what the write changed.
pub(crate) fn answer(
    asked: &Asked<'_>,
    before: &Before<'_>,
    judgement: &Judgement,
    changes: &[FileEdit],
) -> Result<(), Outcome> {
    let lang = before.lang;
    let after = judgement.read(&before.loaded.work);
    let account = after.basis().figures(before.as_of);
    let ids: Vec<String> = touched(before, changes, judgement, &after.book);
    let tasks = if asked.lists { figures(&account, &ids) } else { Vec::new() };
    let text = match asked.format {
        WriteFormat::Json => {
            let mut body = body(&account, &tasks, changes, lang);
            body.figures = asked.figures;
            body.read = asked.read;
            render::json(asked.command, &body).map_err(anyhow::Error::from)?
        }
        WriteFormat::Table => {
            let page = page(before, (&account, &tasks), changes);
            render::terminal(&page, before.settings.out)
        }
    };
    output::print(&Drawn(text), None).map_err(anyhow::Error::from)?;
    Ok(())
}

/// Each task as it was and as it is.
fn page(
    before: &Before<'_>,
    (account, tasks): (&Account<'_>, &[&Figures<'_>]),
    changes: &[FileEdit],
) -> Page {
    let (files, can_undo) = (names(changes), before.context.remembers());
    let view = before.settings.view(before.lang);
    if tasks.is_empty() {
        let written = LedgerWritten { account, tasks: &[], files: &files, can_undo };
        return written::page(&written, &view);
    }
    let old = before.figures();
    let old_tasks: HashMap<&str, &Figures<'_>> =
        old.tasks.iter().map(|figures| (figures.task.id.as_ref(), figures)).collect();
    let compared = compared(before, changes);
    let changed: HashMap<&str, &Changed> =
        compared.tasks.iter().map(|changed| (changed.id.as_str(), changed)).collect();
    let tasks: Vec<TaskWritten<'_, '_>> = tasks
        .iter()
        .map(|after| TaskWritten {
            before: old_tasks.get(after.task.id.as_ref()).map(|figures| (&old, *figures)),
            after,
            changed: changed.get(after.task.id.as_ref()).copied(),
        })
        .collect();
    let written = LedgerWritten { account, tasks: &tasks, files: &files, can_undo };
    written::page(&written, &view)
}

/// The files that changed, before and after.
fn compared(before: &Before<'_>, changes: &[FileEdit]) -> Comparison {
    let (mut old, mut new) = (Side::default(), Side::default());
    if let Some(ledger) = before.loaded.ledgers.first() {
        let config = &before.loaded.sources.file(ledger.config).text;
        [&mut old, &mut new].into_iter().for_each(|side| side.config("duban.toml", config.clone()));
    }
    for change in changes.iter().filter(|change| change.holds_tasks()) {
        let (path, text) = (change.path.display().to_string(), change.before(before).unwrap_or(""));
        old.tasks(&path, &path, text.to_owned());
        new.tasks(&path, &path, splice(text, &change.splices));
    }
    compare(&old, &new, &HashMap::new(), &before.loaded.work, None)
}

fn names(changes: &[FileEdit]) -> Vec<String> {
    changes.iter().map(|change| change.path.display().to_string()).collect()
}

/// Which files were written, and how to take it back.
pub(crate) fn made(before: &Before<'_>, changes: &[FileEdit]) -> String {
    let view = before.settings.view(before.lang);
    written::made(0, &names(changes), before.context.remembers(), &view) + "\n"
}

fn body<'b>(
    account: &Account<'b>,
    tasks: &[&Figures<'b>],
    changes: &[FileEdit],
    lang: Locale,
) -> WrittenBody<'b> {
    let rows = tasks.iter();
    let rows = rows.map(|task| account.row(task, reason::reason(account, task, lang)));
    let ledger = account.book.first_ledger();
    WrittenBody {
        as_of: account.as_of,
        ledger: ledger.map(|ledger| ledger.title.as_str()),
        files: names(changes),
        rows: rows.collect(),
        figures: None,
        read: None,
    }
}

/// The ids of the tasks that changed or are new.
fn touched(
    before: &Before<'_>,
    changes: &[FileEdit],
    judgement: &Judgement,
    after: &Book<'_>,
) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let old: HashMap<&str, &str> = if changes.iter().all(|change| change.tasks.is_some()) {
        HashMap::new()
    } else {
        let tasks = before.book.tasks.iter();
        tasks.map(|task| (task.id.as_ref(), before.block(task))).collect()
    };
    for change in changes {
        let Some(tasks) = &change.tasks else { continue };
        ids.extend(tasks.iter().map(|id| before.book.task(*id).id.to_string()));
    }
    if !old.is_empty() || before.book.tasks.is_empty() {
        let changed = after.tasks.iter().filter(|task| {
            let text = &judgement.sources.file(task.file).text;
            // The blank line before the task below belongs to a block too.
            let block = text.get(task.block.range()).map(str::trim_end);
            block != old.get(task.id.as_ref()).map(|block| block.trim_end())
        });
        ids.extend(changed.map(|task| task.id.to_string()));
    }
    ids
}

/// The difference a write would make.
pub(crate) fn differences(before: &Before<'_>, changes: &[FileEdit]) -> String {
    let mut text = String::new();
    for change in changes {
        let old = change.before(before).unwrap_or("");
        let new = splice(old, &change.splices);
        text.push_str(&unified(&change.path, old, &new));
    }
    text
}

/// Prints a difference, as `patch` reads it where no character of it is hidden.
pub(crate) fn print_diff(text: &str, settings: &Settings) -> Result<(), Outcome> {
    let pager = settings.pager.as_deref();
    output::print(text, pager).map_err(anyhow::Error::from)?;
    Ok(())
}

/// The difference of two texts, as `patch` reads it.
pub(crate) fn unified(path: &Path, old: &str, new: &str) -> String {
    let path = path.display();
    let diff = TextDiff::from_lines(old, new);
    let mut unified = diff.unified_diff();
    let unified = unified.context_radius(2).header(&format!("a/{path}"), &format!("b/{path}"));
    unified.to_string()
}

/// Answers that there is nothing to change.
pub(crate) fn nothing(lang: Locale) -> Result<Exit, Outcome> {
    output::print(&Done::NothingToChange.words(lang), None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}
