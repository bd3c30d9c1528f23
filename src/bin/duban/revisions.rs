//! Which revisions are meant: `A..B`, one revision, a period, or only what is not committed yet.

use crate::archive::Archive;
use crate::edge::git::Git;
use crate::outcome::Outcome;
use crate::period;
use crate::refusal::Refusal;
use anyhow::Result;
use chrono::NaiveDate;
use duban::calendar::{Cadence, Period, PeriodProblem, parse_period};
use duban::diagnostic::nearest;
use duban::history::Graph;
use duban::ledger::Locale;
use duban::page::refusals::git::GitRefusal;
use duban::page::refusals::names::{NameOf, NameRefused};

/// The two ends of a review.
pub(crate) struct Revisions {
    /// As typed: `main..5月上旬`.
    pub(crate) named: String,
    /// The commit before the changes; `None`: before everything.
    pub(crate) from: Option<String>,
    /// The last commit; `None` where there is none yet.
    pub(crate) until: Option<String>,
    /// Whether the review includes what is not committed.
    pub(crate) beside: bool,
}

/// The revisions of a range as typed.
pub(crate) fn find(
    archive: &Archive,
    range: Option<&str>,
    as_of: NaiveDate,
    lang: Locale,
) -> Result<Revisions, Outcome> {
    let git = &archive.git;
    let Some(text) = range else {
        let until = git.resolve("HEAD")?;
        if git.bare {
            return Err(GitRefusal::BareNeedsRange.refusal(lang).into());
        }
        return Ok(Revisions { named: String::new(), from: until.clone(), until, beside: true });
    };
    let is_revision =
        |name: &str| git.names().is_ok_and(|names| names.iter().any(|known| known == name));
    let period = parse_period(text, as_of, None).ok();
    match period.filter(|_| !is_revision(text)) {
        Some(period) => Ok(of_period(git, text, period)?),
        None => of_range(git, text, lang),
    }
}

fn of_range(git: &Git, text: &str, lang: Locale) -> Result<Revisions, Outcome> {
    let named = text.to_owned();
    let sides = text.split_once("...").or_else(|| text.split_once(".."));
    let Some((from, until)) = sides else {
        let from = resolved(git, text, lang)?;
        let head = resolved(git, "HEAD", lang)?;
        return Ok(Revisions {
            named,
            from: Some(git.merge_base(&from, &head)?.unwrap_or(from)),
            until: Some(head),
            beside: !git.bare,
        });
    };
    let or_head = |side: &str| if side.is_empty() { "HEAD" } else { side }.to_owned();
    // Nothing stands before the first commit: a hook is given zeros for it.
    if !from.is_empty() && from.bytes().all(|byte| byte == b'0') {
        return Ok(Revisions {
            named,
            from: None,
            until: Some(resolved(git, &or_head(until), lang)?),
            beside: false,
        });
    }
    let from = resolved(git, &or_head(from), lang)?;
    let until = resolved(git, &or_head(until), lang)?;
    Ok(Revisions {
        named,
        from: Some(git.merge_base(&from, &until)?.unwrap_or(from)),
        until: Some(until),
        beside: false,
    })
}

/// The ledger as it stood at both ends of a period, on the branch that is checked out.
fn of_period(git: &Git, text: &str, period: Period) -> Result<Revisions> {
    let head = git.resolve("HEAD")?;
    let commits = match &head {
        Some(head) => git.commits(None, head)?,
        None => Vec::new(),
    };
    let graph =
        Graph::new(commits.iter().map(|commit| (commit.name.as_str(), commit.parents.as_slice())));
    let last = |fits: &dyn Fn(NaiveDate) -> bool| {
        let mut trunk = graph.trunk(commits.len().checked_sub(1)?);
        let at = trunk.find(|at| commits.get(*at).is_some_and(|commit| fits(commit.day)))?;
        commits.get(at).map(|commit| commit.name.clone())
    };
    Ok(Revisions {
        named: text.to_owned(),
        from: last(&|day| day < period.first),
        until: last(&|day| day <= period.last),
        beside: false,
    })
}

/// A period as typed, for what was done in it.
pub(crate) fn period(
    text: &str,
    as_of: NaiveDate,
    cadence: Option<Cadence>,
    lang: Locale,
) -> Result<Period, Refusal> {
    period::parse(text, as_of, cadence, lang)
}

fn resolved(git: &Git, name: &str, lang: Locale) -> Result<String, Outcome> {
    if let Some(commit) = git.resolve(name)? {
        return Ok(commit);
    }
    // A misspelt period is refused as a period.
    if let Err(problem) = parse_period(name, NaiveDate::MIN, None)
        && !matches!(problem, PeriodProblem::Unknown { .. })
    {
        period::parse(name, NaiveDate::MIN, None, lang)?;
    }
    let names = git.names()?;
    let near = nearest(name, names.iter().map(String::as_str));
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let refused = NameRefused::unknown(NameOf::Revision, name, near, &all);
    Err(refused.refusal(lang).into())
}
