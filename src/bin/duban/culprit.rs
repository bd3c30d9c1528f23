//! Which commit changed what a closed statement no longer agrees with, where git knows it.

use crate::archive::Archive;
use crate::context::Context;
use crate::edge::files::Loaded;
use crate::outcome::Outcome;
use crate::timeline::{Reader, Timeline};
use duban::calendar::Period;
use duban::diagnostic::{Closing, Diagnostic, Finding};
use duban::history::{Comparison, Fact, What};
use duban::page::refusals::git::GitMessage;

/// The keys of a task by which a closed statement may differ.
const KEPT: [&str; 17] = [
    "area", "owner", "leader", "weight", "start", "due", "unit", "baseline", "target", "invest",
    "cadence", "measure", "better", "kind", "plan", "pipeline", "parent",
];

/// What git says of each finding about a closed period, in one line; `None` where there is nothing to say.
pub(crate) fn said(
    found: &[Diagnostic],
    context: &Context,
    loaded: &'static Loaded,
) -> Vec<Option<String>> {
    if !found.iter().any(|finding| period(finding).is_some()) {
        return vec![None; found.len()];
    }
    // Where no repository can be read, `check` says what it knows without one.
    let line = read(context, loaded).ok().flatten();
    let said = found.iter().map(|finding| {
        let said = changed_by(line.as_ref()?, period(finding)?, finding.task.as_deref())?;
        Some(said.words(context.lang()))
    });
    said.collect()
}

/// The last commit that touched what a period was closed with.
fn changed_by(line: &Timeline, period: Period, task: Option<&str>) -> Option<GitMessage> {
    let last = line.steps.iter().zip(&line.commits).rev();
    let mut steps = last.filter_map(|(step, commit)| Some((step.as_ref()?, commit)));
    if let Some((_, commit)) = steps.find(|(step, _)| touches(step, period, task)) {
        return Some(GitMessage::ChangedBy {
            commit: commit.short.clone(),
            author: commit.author.clone(),
            day: commit.day,
        });
    }
    let closed = line.steps.iter().flatten().any(|step| closes(step, period));
    closed.then_some(GitMessage::ChangedUncommitted)
}

/// The closed period that a finding is about.
fn period(finding: &Diagnostic) -> Option<Period> {
    let Finding::Closing(closing) = &finding.finding else {
        return None;
    };
    match closing {
        Closing::Differs { period, .. }
        | Closing::TaskGone { period, .. }
        | Closing::TaskNew { period }
        | Closing::Edited { period }
        | Closing::Extra { period, .. } => Some(*period),
        Closing::Unreadable { .. }
        | Closing::Misnamed { .. }
        | Closing::Chain { .. }
        | Closing::RuleChanged { .. }
        | Closing::OlderRules { .. }
        | Closing::Unchecked => None,
    }
}

fn read(context: &Context, loaded: &'static Loaded) -> Result<Option<Timeline>, Outcome> {
    let mut archive = Archive::beside(context.config()?, context, || Ok(loaded))?;
    let Some(head) = archive.git.resolve("HEAD")? else {
        return Ok(None);
    };
    let mut reader = Reader::new(&mut archive, &loaded.work, context.lang());
    Ok(Some(reader.read(None, &head, |_| true)?))
}

fn closes(step: &Comparison, period: Period) -> bool {
    let name = period.to_string();
    let closes = |fact: &Fact| matches!(&fact.what, What::Closed(closed) if *closed == name);
    step.book.iter().any(closes)
}

/// Whether a commit changed what a period was closed with. The commit that closed it does not count.
fn touches(step: &Comparison, period: Period, task: Option<&str>) -> bool {
    if closes(step, period) {
        return false;
    }
    let Some(task) = task else {
        let name = period.to_string();
        let touches =
            |fact: &Fact| matches!(&fact.what, What::Statement(touched) if *touched == name);
        return step.book.iter().any(touches);
    };
    let by_then = |on| on <= period.last;
    let changed = step.tasks.iter().filter(|changed| changed.id == task);
    let mut facts = changed.flat_map(|changed| &changed.facts);
    facts.any(|fact| match &fact.what {
        What::Key(change) => KEPT.contains(&change.key),
        What::Gone { .. } | What::Entered | What::Renamed { .. } => true,
        What::Logged(logged) => by_then(logged.written.entry.on),
        What::Erased(written) => by_then(written.entry.on),
        What::Rewritten(was, now) => by_then(was.entry.on) || by_then(now.written.entry.on),
        What::Unreadable
        | What::Readable
        | What::Moved
        | What::Rule(_)
        | What::Waiver(..)
        | What::Closed(_)
        | What::Statement(_)
        | What::Stranger(..) => false,
    })
}
