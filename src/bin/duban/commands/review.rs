//! `review`: what changed between two revisions of the ledger, and what of it is irregular.

use crate::archive::{Archive, Snapshot};
use crate::arguments::{OutputArgs, OutputFormat, lang};
use crate::context::Context;
use crate::edge::git::Commit;
use crate::outcome::{Exit, Outcome};
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
#[command(visible_alias = "审阅", about = words!(lang(), "两个版本之间每项承诺改了什么，谁擅自改了", "What changed between two revisions, promise by promise, and what should not have"), after_help = words!(lang(), "例：\n  duban review                       未提交的改动\n  duban review HEAD~3\n  duban review main..5月上旬 --format md\n  duban review main..5月上旬 --audit   有未经批准的改动则以 1 退出\n  duban 审阅 上周", "Examples:\n  duban review                       what is not committed yet\n  duban review HEAD~3\n  duban review main..branch --format md\n  duban review main..branch --audit   exits with 1 if a promise was changed without authority\n  duban review last-week"))]
pub(crate) struct ReviewArgs {
    #[arg(value_name = "RANGE", help = words!(lang(), "哪些改动：A..B、一个版本、一个时期（默认未提交的）", "Which changes: A..B, a revision, a period (default: what is not committed)"))]
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
    Ok(Exit::found_if(args.audit && review.count(Severity::Error) > 0))
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

/// The characters that a merge request's page takes at most.
const LONGEST: usize = 60_000;

/// Writes a review in the format asked for; Markdown is cut to what a merge request takes.
pub(super) fn answer(
    review: &Review,
    view: View,
    output: &OutputArgs,
    context: &Context,
) -> Result<()> {
    let lang = context.lang();
    let regular = |found: &Irregularity| review::regular(review, found, lang);
    let rows = || match view {
        View::Review => (review.rows(regular), review.totals()),
        View::Audit => (review.irregular_rows(regular), review.totals()),
    };
    let page = || {
        if output.format == OutputFormat::Shared(Format::Md) {
            fitting(review, view, lang)
        } else {
            page(review, view, usize::MAX, lang)
        }
    };
    let command = match view {
        View::Review => "review",
        View::Audit => "audit",
    };
    let answer = Answer {
        command,
        about: About {
            as_of: Some(review.as_of),
            ledger: review.ledger.as_ref().map(|ledger| ledger.title.as_str()),
            left_out: Some(0),
            tasks_left_out: Vec::new(),
            ledgers_left_out: &[],
            years_without_holidays: Vec::new(),
        },
        figures: Box::new(rows),
        page: Box::new(page),
    };
    session::write(answer, output, lang, &context.settings)
}

/// The longest page that Markdown has room for.
fn fitting(review: &Review, view: View, lang: Locale) -> Page {
    let most = [usize::MAX, 400, 200, 100, 50, 25, 10, 3];
    let mut pages = most.map(|most| page(review, view, most, lang)).into_iter();
    let fits = |page: &Page| render::markdown(page).chars().count() < LONGEST;
    pages.find(fits).unwrap_or_else(|| page(review, view, 0, lang))
}

fn reviewed(
    archive: &mut Archive,
    found: &Revisions,
    as_of: NaiveDate,
    lang: Locale,
) -> Result<Review> {
    let ends = Ends::of(archive, found)?;
    let work = calendar(archive);
    let mut reader = Reader::new(archive, &work, lang);
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
        let last = |id: &str, mark: &str| marks.contains(&(id.to_owned(), mark.to_owned()));
        net.brought(|id, mark, before| before.filter(|_| !last(id, mark)));
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
    /// The last commit.
    head: Snapshot,
    /// The working tree, where the review includes it.
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
            beside: if found.beside { archive.files_beside()? } else { None },
        })
    }

    fn after(&self) -> &Snapshot {
        self.beside.as_ref().unwrap_or(&self.head)
    }
}

/// How many commits before a range are searched for what the range may put back.
const LOOKS_BACK: usize = 50;

/// Judges again, knowing what earlier commits took away.
fn put_back(reader: &mut Reader<'_>, from: &str, review: &mut Review) -> Result<()> {
    let all = reader.archive.git.commits(None, from)?;
    let late = all.iter().rev().take(LOOKS_BACK).map(|commit| &commit.name);
    let late: HashSet<&String> = late.collect();
    let mut line = reader.read(None, from, |commit| late.contains(&commit.name))?;
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

/// The working days of the working tree, else those shipped.
pub(super) fn calendar(archive: &Archive) -> WorkCalendar {
    let beside = archive.beside.map(|loaded| loaded.work.clone());
    beside.unwrap_or_else(WorkCalendar::shipped)
}

/// The first commit of a shallow clone; `None` where the clone is whole.
pub(super) fn first_seen(archive: &Archive) -> Result<Option<Typed>> {
    let ends = archive.git.ends()?;
    let mut first: Option<Commit> = None;
    for name in &ends {
        let commit = archive.git.commit(name)?;
        if first.as_ref().is_none_or(|known| commit.day > known.day) {
            first = Some(commit);
        }
    }
    Ok(first.map(typed))
}

/// A commit as a review shows it.
pub(super) fn typed(commit: Commit) -> Typed {
    Typed {
        name: commit.name,
        short: commit.short,
        day: commit.day,
        author: commit.author,
        subject: commit.subject,
    }
}
