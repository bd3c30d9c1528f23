//! One run over one ledger: the book, the day, the language, and the way an answer is written.

use crate::arguments::{OutputArgs, OutputFormat};
use crate::edge::output::{self, Drawn};
use crate::settings::Settings;
use anyhow::Result;
use chrono::NaiveDate;
use duban::account::{Account, Basis, Figures, TaskRow};
use duban::diagnostic::Diagnostic;
use duban::exchange;
use duban::ledger::Locale;
use duban::page::findings::problem;
use duban::page::refusals::notes::Note;
use duban::page::{Problem, Sheet, View, reason};
use duban::render::{self, About, Answer, Canvas, Format};
use duban::source::Sources;
use serde::Serialize;

/// A book that can be answered from.
pub(crate) struct Session<'b> {
    pub(crate) account: Account<'b>,
    pub(crate) lang: Locale,
    pub(crate) view: View,
    pub(crate) settings: &'b Settings,
}

impl<'b> Session<'b> {
    pub(crate) fn new(
        basis: Basis<'b>,
        as_of: NaiveDate,
        lang: Locale,
        settings: &'b Settings,
    ) -> Self {
        Self { account: basis.figures(as_of), lang, view: settings.view(lang), settings }
    }

    /// Rows of tasks, for machines; each is made when it is asked for.
    pub(crate) fn rows<'a>(&'a self, tasks: &'a [&Figures<'b>]) -> impl Iterator<Item = TaskRow> {
        let words = |figures: &Figures<'b>| reason::reason(&self.account, figures, self.lang);
        tasks.iter().map(move |figures| self.account.row(figures, words(figures)))
    }

    /// Writes an answer.
    pub(crate) fn answer<'a, Rows: IntoIterator<Item: Serialize>, Totals: Serialize>(
        &'a self,
        command: &'a str,
        figures: impl FnOnce() -> (Rows, Totals) + 'a,
        page: impl FnOnce() -> Sheet<'a> + 'a,
        args: &OutputArgs,
    ) -> Result<()> {
        let about = self.about();
        if let OutputFormat::Shared(format) = args.format {
            self.say_years(format, &about.years_without_holidays);
        }
        let answer = Answer { command, about, figures: Box::new(figures), page: Box::new(page) };
        write(answer, args, self.lang, self.settings)
    }

    /// Says on standard error what a table for machines has no place for.
    pub(crate) fn say_years(&self, format: Format, years: &[i32]) {
        if matches!(format, Format::Csv | Format::Ndjson) && !years.is_empty() {
            output::say(&Note::WithoutHolidays { years: years.to_vec() }.words(self.lang));
        }
    }

    /// The ledger and the day of its answers.
    pub(crate) fn about(&self) -> About<'_> {
        let first = self.account.book.first_ledger();
        About {
            as_of: Some(self.account.as_of),
            ledger: first.map(|ledger| ledger.title.as_str()),
            left_out: Some(self.account.book.left_out.total()),
            tasks_left_out: self.account.book.tasks_left_out(),
            ledgers_left_out: &self.account.book.ledgers_left_out,
            years_without_holidays: self.account.unknown_years(),
        }
    }
}

/// Writes an answer; a table through the pager where that is wanted, everything else row by row.
pub(crate) fn write<Rows: IntoIterator<Item: Serialize>, Totals: Serialize>(
    answer: Answer<'_, Rows, Totals>,
    args: &OutputArgs,
    lang: Locale,
    settings: &Settings,
) -> Result<()> {
    let csv = args.csv(lang);
    match args.format {
        OutputFormat::Shared(Format::Table) => {
            let text = Drawn(answer.text(Format::Table, csv, settings.out)?);
            output::print(&text, settings.pager.as_deref())?;
        }
        OutputFormat::Shared(format) => {
            output::stream(|out| answer.write(format, csv, settings.out, out))?;
        }
        OutputFormat::Xlsx => {
            let day = settings.as_of.as_ref().copied().unwrap_or(settings.today);
            output::bytes(&exchange::xlsx(&(answer.page)(), answer.about.as_of.unwrap_or(day))?)?;
        }
    }
    Ok(())
}

/// Findings over their source, for standard error.
pub(crate) fn snippets(
    found: &[Diagnostic],
    sources: &Sources,
    lang: Locale,
    canvas: Canvas,
) -> Drawn {
    let problems: Vec<_> =
        found.iter().map(|finding| problem::problem(finding, sources, lang)).collect();
    drawn(&problems, canvas)
}

/// The same once they are in words.
pub(crate) fn drawn(problems: &[Problem], canvas: Canvas) -> Drawn {
    let mut text = render::snippet(problems, canvas);
    text.push('\n');
    Drawn(text)
}
