//! Which commit changed what a closed statement no longer agrees with, where git knows it.

use crate::archive::Archive;
use crate::cli::Cli;
use crate::commands::Outcome;
use crate::edge::progress::Progress;
use crate::refusal::pick;
use crate::timeline::{Reader, Timeline};
use duban::calendar::{Period, WorkCalendar};
use duban::diagnostic::{Closing, Diagnostic, Finding};
use duban::history::{Comparison, Fact, What};
use duban::ledger::Locale;
use duban::page::words;
use duban_words::{say, words};

/// The keys of a task by which a closed statement may differ.
const KEPT: [&str; 16] = [
    "area", "owner", "leader", "weight", "start", "due", "unit", "baseline", "target", "invest",
    "cadence", "measure", "kind", "plan", "pipeline", "parent",
];

/// What git says of each finding about a closed period, in one line; `None` where there is nothing to say.
pub(crate) fn said(
    found: &[Diagnostic],
    work: &WorkCalendar,
    cli: &Cli,
    lang: Locale,
) -> Vec<Option<String>> {
    let asked = |one: &Diagnostic| period(one).is_some();
    if !found.iter().any(asked) {
        return vec![None; found.len()];
    }
    // Without a repository, or with one that cannot be read, `check` says what it knows itself.
    let line = read(work, cli, lang).ok().flatten();
    let all = found.iter().map(|one| {
        let line = line.as_ref()?;
        let (period, task) = (period(one)?, one.task.as_deref());
        let last = line.steps.iter().zip(&line.commits).rev();
        let mut touching = last.filter_map(|(step, commit)| Some((step.as_ref()?, commit)));
        let found = touching.find(|(step, _)| touches(step, period, task));
        let closed = line.steps.iter().flatten().any(|step| closes(step, period));
        let commit = found.map(|(_, commit)| commit);
        Some(match (commit, lang) {
            (Some(own), _) => {
                let (short, author) = (&own.short, &own.author);
                let day = words::date(own.day, lang);
                say!(
                    lang,
                    "git:{day}由{author}在提交 {short} 里改的",
                    "git: changed by {author} on {day}, commit {short}"
                )
            }
            (None, _) if !closed => return None,
            (None, lang) => pick(
                lang,
                words!("git:还没有提交的改动", "git: changed and not committed yet"),
            )
            .to_owned(),
        })
    });
    all.collect()
}

/// The closed period that a finding is about.
fn period(one: &Diagnostic) -> Option<Period> {
    match &one.finding {
        Finding::Closing(
            Closing::Differs { period, .. }
            | Closing::TaskGone { period, .. }
            | Closing::TaskNew { period }
            | Closing::Edited { period },
        ) => Some(*period),
        _ => None,
    }
}

fn read(work: &WorkCalendar, cli: &Cli, lang: Locale) -> Result<Option<Timeline>, Outcome> {
    let mut archive = Archive::open(cli, lang)?;
    let Some(head) = archive.git.resolve("HEAD")? else {
        return Ok(None);
    };
    let mut reader = Reader {
        archive: &mut archive,
        work,
        progress: Progress::new(pick(lang, words!("读取提交", "reading commits"))),
    };
    Ok(Some(reader.read(None, &head, |_| true)?))
}

fn closes(step: &Comparison, period: Period) -> bool {
    let name = period.to_string();
    let is_it = |fact: &Fact| matches!(&fact.what, What::Closed(own) if *own == name);
    step.book.iter().any(is_it)
}

/// Whether a commit, other than the one that closed it, changed what a period was closed with.
fn touches(step: &Comparison, period: Period, task: Option<&str>) -> bool {
    if closes(step, period) {
        return false;
    }
    let Some(task) = task else {
        let name = period.to_string();
        let is_it = |fact: &Fact| matches!(&fact.what, What::Statement(own) if *own == name);
        return step.book.iter().any(is_it);
    };
    let by_then = |on| on <= period.last;
    let own = step.tasks.iter().filter(|own| own.id == task);
    own.flat_map(|own| &own.facts).any(|fact| match &fact.what {
        What::Key(change) => KEPT.contains(&change.key),
        What::Gone { .. } | What::Entered | What::Renamed { .. } => true,
        What::Logged(own) => by_then(own.own.entry.on),
        What::Erased(own) => by_then(own.entry.on),
        What::Rewritten(was, own) => by_then(was.entry.on) || by_then(own.own.entry.on),
        _ => false,
    })
}
