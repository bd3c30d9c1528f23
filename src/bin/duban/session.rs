//! One run over one ledger: the book, the day, the language, and the way an answer is written.

use crate::changes::Before;
use crate::cli::{Cli, FilterArgs, OutputArgs};
use crate::edge::environment::{self, Color};
use crate::edge::files::Loaded;
use crate::edge::output;
use crate::refusal::{Refusal, Stop};
use crate::resolve;
use anyhow::Result;
use chrono::NaiveDate;
use duban::account::{Account, Figures, Filter, Matter, Sort, TaskRow};
use duban::calendar::WorkCalendar;
use duban::check::{self, Depth};
use duban::diagnostic::Diagnostic;
use duban::ledger::{Book, Locale};
use duban::page::{Page, View, problem, reason};
use duban::render::{self, About, Answer, Format};
use duban::source::Sources;
use serde::Serialize;

/// What the program ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Done = 0,
    Found = 1,
    Usage = 2,
    Unreadable = 3,
    Failed = 4,
}

impl Exit {
    /// 1 where something was found that was asked about.
    pub(crate) fn found_if(found: bool) -> Self {
        if found { Self::Found } else { Self::Done }
    }
}

/// A book that can be answered from.
pub(crate) struct Session<'b> {
    pub(crate) account: Account<'b>,
    pub(crate) lang: Locale,
    pub(crate) view: View,
    pub(crate) color: Color,
}

impl<'b> Session<'b> {
    pub(crate) fn new(
        book: &'b Book<'b>,
        work: &'b WorkCalendar,
        as_of: NaiveDate,
        lang: Locale,
        cli: &Cli,
    ) -> Self {
        Self {
            account: Account::of(book, as_of, work),
            lang,
            view: cli.view(lang),
            color: cli.color,
        }
    }

    /// The tasks of a matter that fit the filters, in order.
    pub(crate) fn select<'a>(
        &'a self,
        args: &FilterArgs,
        matter: Matter,
        sort: Sort,
    ) -> Result<Vec<&'a Figures<'b>>, Refusal> {
        let account = &self.account;
        let filter: Filter = resolve::filter(account, args, self.lang)?;
        let all = account.tasks.iter();
        let mut tasks: Vec<&Figures<'b>> = all
            .filter(|task| matter.fits(account, task) && filter.fits(account, task))
            .collect();
        sort.apply(&mut tasks);
        Ok(tasks)
    }

    /// The machine's rows of some tasks.
    pub(crate) fn rows(&self, tasks: &[&Figures<'b>]) -> Vec<TaskRow> {
        let words = |own: &Figures<'b>| reason::reason(&self.account, own, self.lang);
        tasks
            .iter()
            .map(|own| self.account.row(own, words(own)))
            .collect()
    }

    /// Writes an answer.
    pub(crate) fn answer<'a, Row: Serialize, Totals: Serialize>(
        &'a self,
        command: &'a str,
        figures: impl FnOnce() -> (Vec<Row>, Totals) + 'a,
        page: impl FnOnce() -> Page + 'a,
        args: &OutputArgs,
    ) -> Result<()> {
        let answer = Answer {
            command,
            about: self.about(),
            figures: Box::new(figures),
            page: Box::new(page),
        };
        write(answer, args, self.color)
    }

    /// Of which ledger its answers are, and as of when.
    pub(crate) fn about(&self) -> About<'_> {
        let first = self.account.book.first_ledger();
        About {
            as_of: Some(self.account.as_of),
            ledger: first.map(|own| own.title.as_str()),
            left_out: Some(self.account.book.left_out),
        }
    }
}

/// Writes an answer, through the pager where that is wanted.
pub(crate) fn write<Row: Serialize, Totals: Serialize>(
    answer: Answer<'_, Row, Totals>,
    args: &OutputArgs,
    color: Color,
) -> Result<()> {
    let text = answer.text(args.format, args.bom, environment::canvas(color, false))?;
    let pager = environment::pager().filter(|_| args.format == Format::Table);
    output::print(&text, pager.as_deref())?;
    Ok(())
}

/// Reads the loaded files into a book; errors are printed and, unless asked to go on, end the run.
pub(crate) fn book<'t>(loaded: &'t Loaded, lang: Locale, cli: &Cli) -> Result<Book<'t>, Exit> {
    let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
    let mut book = reading.book;
    let in_figures = check::check(&book, &loaded.sources, Depth::Errors);
    check::without_errors(&mut book, &in_figures);
    let mut found: Vec<Diagnostic> = loaded.found.clone();
    found.extend(reading.found);
    found.extend(in_figures);
    found.retain(Diagnostic::stops);
    if found.is_empty() {
        return Ok(book);
    }
    found.sort_by_key(|one| (one.place.file, one.place.span.start));
    output::say(&snippets(&found, &loaded.sources, lang, cli.color));
    // What a whole file or duban.toml lacks is not a number of tasks that could be told.
    let configs: Vec<_> = loaded.ledgers.iter().map(|own| own.config).collect();
    let in_tasks =
        loaded.found.is_empty() && !found.iter().any(|one| configs.contains(&one.place.file));
    let stop = match (cli.keep_going, in_tasks) {
        (true, true) => Stop::GoesOn(book.left_out),
        (true, false) => Stop::NotByTask,
        (false, _) => Stop::Stops,
    };
    output::say(&crate::refusal::stopped(found.len(), stop, lang));
    match stop {
        Stop::GoesOn(_) => Ok(book),
        Stop::Stops | Stop::NotByTask => Err(Exit::Unreadable),
    }
}

/// Findings over their source, for standard error.
pub(crate) fn snippets(
    found: &[Diagnostic],
    sources: &Sources,
    lang: Locale,
    color: Color,
) -> String {
    let problems: Vec<_> = found
        .iter()
        .map(|one| problem::problem(one, sources, lang))
        .collect();
    let mut text = render::snippet(&problems, environment::canvas(color, true));
    text.push('\n');
    text
}

/// Findings of a ledger that is about to be written to.
pub(crate) fn snippets_of(found: &[Diagnostic], before: &Before<'_>, lang: Locale) -> String {
    snippets(found, &before.loaded.sources, lang, Color::Auto)
}
