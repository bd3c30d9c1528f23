//! The answer of a write: one line a task, how it stands now; or the difference it would make.

use crate::arguments::WriteFormat;
use crate::changes::{Before, FileEdit};
use crate::edge::output::{self, Drawn};
use crate::outcome::{Exit, Outcome};
use crate::settings::Settings;
use chrono::NaiveDate;
use duban::account::{Account, Figures, TaskRow};
use duban::edit::splice;
use duban::ledger::{Book, Locale};
use duban::page::entries::written;
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
}

/// Prints how the tasks stand after the write.
pub(crate) fn answer(
    (command, lists, format): (&str, bool, WriteFormat),
    before: &Before<'_>,
    judgement: &Judgement,
    changes: &[FileEdit],
) -> Result<(), Outcome> {
    let lang = before.lang;
    let after = judgement.read(&before.loaded.work);
    let account = after.basis().figures(before.as_of);
    let ids: Vec<String> = touched(before, changes, judgement, &after.book);
    let tasks = if lists { figures(&account, &ids) } else { Vec::new() };
    let text = match format {
        WriteFormat::Json => {
            let body = body(&account, &tasks, changes, lang);
            render::json(command, &body).map_err(anyhow::Error::from)?
        }
        WriteFormat::Table => render::terminal(
            &written::page(&account, &tasks, changes.len(), lang),
            before.settings.out,
        ),
    };
    output::print(&Drawn(text), None).map_err(anyhow::Error::from)?;
    Ok(())
}

fn body<'b>(
    account: &Account<'b>,
    tasks: &[&Figures<'b>],
    changes: &[FileEdit],
    lang: Locale,
) -> WrittenBody<'b> {
    let rows = tasks.iter();
    let rows = rows.map(|task| account.row(task, reason::reason(account, task, lang)));
    let files = changes.iter();
    let files = files.map(|change| change.path.display().to_string());
    let ledger = account.book.first_ledger();
    WrittenBody {
        as_of: account.as_of,
        ledger: ledger.map(|ledger| ledger.title.as_str()),
        files: files.collect(),
        rows: rows.collect(),
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
