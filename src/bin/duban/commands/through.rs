//! `history --chart`: planned and actual through the year, from the log, and what the repository knew on each day.

use super::history::arguments::PastArgs;
use crate::archive::Archive;
use crate::outcome::{Exit, Outcome};
use crate::resolve::{self, named};
use crate::session::Session;
use anyhow::Result;
use chrono::NaiveDate;
use duban::account::{Account, By, ThroughRow, days_through, groups_on, through};
use duban::check::{Leave, Sound};
use duban::history::Graph;
use duban::ledger::Share;
use duban::page::refusals::names::NameOf;
use duban::page::reviews::past;
use serde::Serialize;
use std::collections::HashMap;

#[derive(Serialize)]
struct ThroughTotals {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    recorded: bool,
}

/// Draws the year; with a repository and its last commit also what was known on each day.
pub(crate) fn run(
    session: &Session<'_>,
    args: &PastArgs,
    repository: Option<(&mut Archive, Option<&str>)>,
) -> Result<Exit, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let by = match &args.by {
        Some(by) => Some(named(NameOf::Grouping, by, &By::ALL, lang)?),
        None => None,
    };
    let filter = resolve::filter(account, &args.filter, lang)?;
    let days = days_through(account.book, account.as_of);
    let mut rows = through(account, &days, by, &filter);
    if let Some((archive, Some(head))) = repository {
        let past = days.iter().copied().filter(|day| *day <= account.as_of);
        let past: Vec<NaiveDate> = past.collect();
        let see = |then: &Account<'_>| groups(session, args, then, by);
        let known = recorded(archive, head, &past, see)?;
        known.iter().for_each(|(day, known)| know(&mut rows, *day, known));
    }
    let totals = ThroughTotals {
        first: days.first().copied(),
        last: days.last().copied(),
        recorded: args.recorded,
    };
    let chart = || past::chart(account, &rows, by, args.recorded, lang);
    session.answer("history", || (&rows, totals), chart, &args.output)?;
    Ok(Exit::Done)
}

/// Sets beside each group of a day what was known of it then.
fn know(rows: &mut [ThroughRow], day: NaiveDate, known: &[ThroughRow]) {
    let known: HashMap<&Option<String>, Option<Share>> =
        known.iter().map(|group| (&group.group, group.actual)).collect();
    for row in rows.iter_mut().filter(|row| row.day == day) {
        row.know(known.get(&row.group).copied().flatten());
    }
}

/// The groups of an earlier revision; none where it does not know a name of the filter.
fn groups(
    session: &Session<'_>,
    args: &PastArgs,
    then: &Account<'_>,
    by: Option<By>,
) -> Vec<ThroughRow> {
    let filter = resolve::filter(then, &args.filter, session.lang);
    filter.map_or_else(|_| Vec::new(), |filter| groups_on(then, by, &filter))
}

/// What the last commit of each day says of that day, on the branch that is checked out. Days before the first commit are left out.
fn recorded(
    archive: &mut Archive,
    head: &str,
    days: &[NaiveDate],
    see: impl Fn(&Account<'_>) -> Vec<ThroughRow>,
) -> Result<Vec<(NaiveDate, Vec<ThroughRow>)>> {
    let commits = archive.git.commits(None, head)?;
    let named = commits.iter();
    let graph = Graph::new(named.map(|commit| (commit.name.as_str(), commit.parents.as_slice())));
    let mut trunk = graph.trunk(commits.len().saturating_sub(1)).peekable();
    let work = super::review::calendar(archive);
    let mut found = Vec::new();
    for day in days.iter().rev() {
        let later = |at: &usize| commits.get(*at).is_some_and(|commit| commit.day > *day);
        while trunk.next_if(later).is_some() {}
        let Some(commit) = trunk.peek().and_then(|at| commits.get(*at)) else {
            break;
        };
        let snapshot = archive.snapshot(&commit.name)?;
        let Some((sources, files)) = archive.whole(&snapshot)? else {
            continue;
        };
        let book = Sound::read(&sources, &[files], &[], &work, Leave::AllThatIsWrong);
        found.extend(book.ok().map(|book| (*day, see(&book.figures(*day)))));
    }
    Ok(found)
}
