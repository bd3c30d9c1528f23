//! `review`: what changed between two revisions of the ledger, and what of it is irregular.

use crate::archive::{Archive, Snapshot};
use crate::arguments::{OutputArgs, lang};
use crate::context::Context;
use crate::edge::git::Commit;
use crate::edge::progress::Progress;
use crate::outcome::{Exit, Outcome};
use crate::refusal::pick;
use crate::revisions::{self, Revisions};
use crate::session;
use crate::timeline::Reader;
use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use duban::calendar::WorkCalendar;
use duban::diagnostic::Severity;
use duban::history::{Comparison, Irregularity, Review, Typed};
use duban::ledger::Locale;
use duban::page::Page;
use duban::page::reviews::review::{self, View, page};
use duban::render::{self, About, Answer, Format};
use duban_words::words;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Args)]
#[command(visible_alias = "审阅", about = words!(lang(), "两个版本之间每项承诺改了什么,谁擅自改了", "What changed between two revisions, promise by promise, and what should not have"), after_help = words!(lang(), "例:\n  duban review                       未提交的改动\n  duban review HEAD~3\n  duban review main..5月上旬 --format md\n  duban review main..5月上旬 --audit   有未经批准的改动则以 1 退出\n  duban 审阅 上周", "Examples:\n  duban review                       what is not committed yet\n  duban review HEAD~3\n  duban review main..branch --format md\n  duban review main..branch --audit   exits with 1 if a promise was changed without authority\n  duban review last-week"))]
pub(crate) struct ReviewArgs {
    #[arg(value_name = "RANGE", help = words!(lang(), "哪些改动:A..B、一个版本、一个时期(默认未提交的)", "Which changes: A..B, a revision, a period (default: what is not committed)"))]
    pub(crate) range: Option<String>,
    #[arg(long, help = words!(lang(), "有未经批准的改动则以 1 退出", "Exit with 1 if a promise was changed without authority"))]
    pub(crate) audit: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Answers with the changes, the irregular ones first.
pub(crate) fn run(context: &Context, args: &ReviewArgs) -> Result<Exit, Outcome> {
    let mut archive = context.archive().map_err(Outcome::while_reading)?;
    let (range, as_of) = (args.range.as_deref(), context.as_of()?);
    let review = looked_for(&mut archive, range, as_of, context.lang());
    let review = review.map_err(Outcome::while_reading)?;
    answer(&review, View::Review, &args.output, context)?;
    Ok(Exit::found_if(
        args.audit && review.count(Severity::Error) > 0,
    ))
}

fn looked_for(
    archive: &mut Archive,
    range: Option<&str>,
    as_of: NaiveDate,
    lang: Locale,
) -> Result<Review, Outcome> {
    let found = revisions::find(archive, range, as_of, lang)?;
    if let Some(until) = &found.until {
        archive.look_for_it(until, lang)?;
    }
    Ok(reviewed(archive, &found, as_of, lang)?)
}

/// The letters that a merge request's page takes at most.
const LONGEST: usize = 60_000;

/// Writes a review in the format asked for; Markdown is cut to what a merge request takes.
pub(super) fn answer(
    review: &Review,
    view: View,
    output: &OutputArgs,
    context: &Context,
) -> Result<()> {
    let lang = context.lang();
    let regular = |own: &Irregularity| review::regular(review, own, lang);
    let rows = || match view {
        View::Review => (review.rows(regular), review.totals()),
        View::Audit => (review.irregular_rows(regular), review.totals()),
    };
    let whole = || page(review, view, usize::MAX, lang);
    let made = || match output.format {
        Format::Md => fitting(review, view, lang),
        _ => whole(),
    };
    let command = match view {
        View::Review => "review",
        View::Audit => "audit",
    };
    let answer = Answer {
        command,
        about: About {
            as_of: Some(review.as_of),
            ledger: review.ledger.as_ref().map(|own| own.title.as_str()),
            left_out: Some(0),
        },
        figures: Box::new(rows),
        page: Box::new(made),
    };
    session::write(answer, output, &context.settings)
}

/// The longest page that Markdown has room for.
fn fitting(review: &Review, view: View, lang: Locale) -> Page {
    let most = [usize::MAX, 400, 200, 100, 50, 25, 10, 3];
    let mut pages = most.map(|most| page(review, view, most, lang)).into_iter();
    let fits = |page: &Page| render::markdown(page).chars().count() < LONGEST;
    pages
        .find(fits)
        .unwrap_or_else(|| page(review, view, 0, lang))
}

fn reviewed(
    archive: &mut Archive,
    found: &Revisions,
    as_of: NaiveDate,
    lang: Locale,
) -> Result<Review> {
    let ends = Ends::of(archive, found)?;
    let work = calendar(archive);
    let mut reader = Reader {
        archive,
        work: &work,
        progress: Progress::new(pick(lang, words!("读取提交", "reading commits"))),
    };
    let none = HashMap::new();
    let mut net = reader.between(&ends.before, ends.after(), &none, Some(as_of))?;
    let commits = match &found.until {
        Some(until) => brought(&mut reader, found.from.as_deref(), until, &ends, &mut net)?,
        None => Vec::new(),
    };
    if let Some(beside) = &ends.beside
        && ends.before != ends.head
    {
        let last = reader.between(&ends.head, beside, &none, None)?;
        let marks = last.marks().map(|(id, mark)| (id.to_owned(), mark));
        let marks: HashSet<(String, String)> = marks.collect();
        let own = |id: &str, mark: &str| marks.contains(&(id.to_owned(), mark.to_owned()));
        net.brought(|id, mark, before| before.filter(|_| !own(id, mark)));
    }
    let commits = commits.into_iter().map(typed).collect();
    let mut review = Review::new(found.named.clone(), as_of, commits);
    review.beside = found.beside;
    review.shallow = first_seen(reader.archive)?;
    review.take(net);
    review.judge();
    let from = found.from.as_deref();
    if let Some(from) = from.filter(|_| review.count(Severity::Error) > 0) {
        put_back(&mut reader, from, &mut review)?;
    }
    Ok(review)
}

/// The ledger before and after the changes.
struct Ends {
    before: Snapshot,
    /// In the last commit.
    head: Snapshot,
    /// As the files are, where these belong to it.
    beside: Option<Snapshot>,
}

impl Ends {
    fn of(archive: &mut Archive, found: &Revisions) -> Result<Self> {
        let mut snapshot = |commit: Option<&str>| match commit {
            Some(commit) => archive.snapshot(commit),
            None => Ok(Snapshot::default()),
        };
        Ok(Self {
            before: snapshot(found.from.as_deref())?,
            head: snapshot(found.until.as_deref())?,
            beside: match found.beside {
                true => archive.files_beside()?,
                false => None,
            },
        })
    }

    fn after(&self) -> &Snapshot {
        self.beside.as_ref().unwrap_or(&self.head)
    }
}

/// So many commits before a range are looked through for what it may put back.
const LOOKS_BACK: usize = 50;

/// Judges again, knowing what earlier commits took away.
fn put_back(reader: &mut Reader<'_>, from: &str, review: &mut Review) -> Result<()> {
    let all = reader.archive.git.commits(None, from)?;
    let late = all.iter().rev().take(LOOKS_BACK).map(|own| &own.name);
    let late: HashSet<&String> = late.collect();
    let mut line = reader.read(None, from, |own| late.contains(&own.name))?;
    line.away.mark(review);
    review.judge();
    Ok(())
}

/// Finds out which commit brought each change.
fn brought(
    reader: &mut Reader<'_>,
    from: Option<&str>,
    until: &str,
    ends: &Ends,
    net: &mut Comparison,
) -> Result<Vec<Commit>> {
    let commits = reader.archive.git.commits(from, until)?;
    if ends.before == ends.head {
        return Ok(commits);
    }
    if let [_] = commits.as_slice() {
        net.brought(|_, _, _| Some(0));
        return Ok(commits);
    }
    let line = reader.read(from, until, |_| true)?;
    let mut last: HashMap<(String, String), usize> = HashMap::new();
    for (at, step) in line.steps.iter().enumerate() {
        for (id, mark) in step.iter().flat_map(Comparison::marks) {
            last.insert((id.to_owned(), mark), at);
        }
    }
    net.brought(|id, mark, _| last.get(&(id.to_owned(), mark.to_owned())).copied());
    Ok(line.commits)
}

/// The days that are worked, as the files beside the repository have them.
pub(super) fn calendar(archive: &Archive) -> WorkCalendar {
    let own = archive.beside.map(|loaded| loaded.work.clone());
    own.unwrap_or_else(WorkCalendar::shipped)
}

/// The first commit that can be seen, where a clone does not hold all.
pub(super) fn first_seen(archive: &Archive) -> Result<Option<Typed>> {
    let ends = archive.git.ends()?;
    let mut first: Option<Commit> = None;
    for name in &ends {
        let own = archive.git.commit(name)?;
        if first.as_ref().is_none_or(|known| own.day > known.day) {
            first = Some(own);
        }
    }
    Ok(first.map(typed))
}

/// A commit as a review shows it.
pub(super) fn typed(own: Commit) -> Typed {
    Typed {
        name: own.name,
        short: own.short,
        day: own.day,
        author: own.author,
        subject: own.subject,
    }
}
