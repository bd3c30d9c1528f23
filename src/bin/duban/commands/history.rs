//! `history`: when each event of a task was typed and by whom; the year as curves is `through`'s.

pub(crate) mod arguments;

use super::review::{calendar, first_seen, typed};
use super::through;
use crate::archive::{Archive, Snapshot};
use crate::context::Context;
use crate::outcome::{Exit, Outcome};
use crate::resolve;
use crate::session::Session;
use crate::timeline::Reader;
use anyhow::Result;
use arguments::PastArgs;
use duban::history::{Comparison, Recorded, Typed, trace};
use duban::ledger::Locale;
use duban::page::refusals::git::GitRefusal;
use duban::page::reviews::past;
use serde::Serialize;
use std::collections::HashMap;

/// Answers from the repository; `--chart` alone needs only the log.
pub(crate) fn run(context: &Context, args: &PastArgs) -> Result<Exit, Outcome> {
    if args.chart && !args.recorded {
        return through::run(context.session()?, args, None);
    }
    let mut archive = context.archive().map_err(Outcome::while_reading)?;
    context.as_of()?;
    let lang = context.lang();
    let head = archive.git.resolve("HEAD")?;
    if !args.chart && args.filter.words.len() != 1 {
        return Err(GitRefusal::WhichTask.refusal(lang).into());
    }
    let steps = if args.chart { None } else { Some(steps(&mut archive, head.as_deref(), lang)?) };
    let seen = first_seen(&archive)?;
    if archive.beside.is_none() {
        return Err(GitRefusal::BareHasNoFiles.refusal(lang).into());
    }
    let session = context.session()?;
    match steps {
        Some(steps) => events(session, args, &steps, seen.as_ref()),
        None => through::run(session, args, Some((&mut archive, head.as_deref()))),
    }
}

/// The commits with what each changed, and what is not committed.
type Steps = (Vec<(Typed, Option<Comparison>)>, Option<Comparison>);

fn steps(archive: &mut Archive, head: Option<&str>, lang: Locale) -> Result<Steps> {
    let work = calendar(archive);
    let mut reader = Reader::new(archive, &work, lang);
    let mut last = Snapshot::default();
    let mut steps = Vec::new();
    if let Some(head) = head {
        let line = reader.read(None, head, |_| true)?;
        steps = line.commits.into_iter().map(typed).zip(line.steps).collect();
        last = reader.archive.snapshot(head)?;
    }
    let beside = match reader.archive.files_beside()? {
        Some(beside) if beside != last => {
            Some(reader.between(&last, &beside, &HashMap::new(), None)?)
        }
        _ => None,
    };
    Ok((steps, beside))
}

#[derive(Serialize)]
struct EventTotals<'a> {
    committed: usize,
    uncommitted: usize,
    erased: usize,
    unknown: usize,
    shallow_from: Option<&'a str>,
}

fn events(
    session: &Session<'_>,
    args: &PastArgs,
    (steps, beside): &Steps,
    seen: Option<&Typed>,
) -> Result<Exit, Outcome> {
    let (book, lang) = (session.account.book, session.lang);
    let name = args.filter.words.first().map_or("", String::as_str);
    let id = resolve::task(book, name, lang)?;
    let task = book.task(id);
    let traced = trace(book, task, steps, beside.as_ref());
    let rows = || {
        let count = |state: Recorded| traced.iter().filter(|event| event.state == state).count();
        let totals = EventTotals {
            committed: count(Recorded::Committed),
            uncommitted: count(Recorded::Uncommitted),
            erased: count(Recorded::Erased),
            unknown: count(Recorded::Unknown),
            shallow_from: seen.map(|commit| commit.name.as_str()),
        };
        (traced.iter().map(|event| event.row(&task.id)), totals)
    };
    let page = || past::page(&session.account, task, &traced, seen, lang);
    session.answer("history", rows, page, &args.output)?;
    Ok(Exit::Done)
}
