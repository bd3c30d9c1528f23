//! `report`: the bulletin of a period, in each of its dresses.

use super::Outcome;
use crate::cli::report::{ReportArgs, ReportFormat};
use crate::cli::{Cli, OutputArgs};
use crate::edge::{environment, files, output};
use crate::edition::Edition;
use crate::refusal;
use crate::session::Exit;
use chrono::NaiveDate;
use duban::account::{Bulletin, By, Figures, RankRow, RollupRow, StatementSums, TaskRow, Totals};
use duban::exchange;
use duban::ledger::Locale;
use duban::page::bulletin::Template;
use duban::page::reason;
use duban::render;
use serde::Serialize;

/// Prints the shipped template, in the language asked for or the ledger's own.
pub(crate) fn print_template(cli: &Cli, lang: Locale, asked: bool) -> Result<Exit, Outcome> {
    let given = cli.ledger.clone().or_else(environment::ledger);
    let config = files::find(given.as_deref(), &environment::current_folder());
    let own = || files::locale(&config.ok()?);
    let lang = if asked { lang } else { own().unwrap_or(lang) };
    let text = Template::shipped(lang).text;
    output::print(text, None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}

/// Writes the bulletin.
pub(crate) fn run(edition: &Edition<'_>, args: &ReportArgs) -> Result<Exit, Outcome> {
    let told = edition.told();
    let session = &edition.session;
    match args.format {
        ReportFormat::Docx => docx(edition, &told)?,
        ReportFormat::Wechat => {
            let text = render::chat(&edition.chat(&told));
            output::print(&text, None).map_err(anyhow::Error::from)?;
        }
        ReportFormat::Shared(format) => {
            // A template's errors come before any answer, whatever the format.
            let page = edition.page(&told)?;
            let output = OutputArgs { format, bom: false };
            let rows = || (rows(edition, &told), totals(edition, &told));
            session.answer("report", rows, || page, &output)?;
        }
    }
    Ok(Exit::Done)
}

fn docx(edition: &Edition<'_>, told: &Bulletin<'_, '_>) -> Result<(), Outcome> {
    let lang = edition.session.lang;
    if environment::to_terminal() {
        return Err(refusal::no_screen_for_docx("report", lang).into());
    }
    let page = edition.page(told)?;
    let bytes = exchange::docx(&page, edition.issue.cut).map_err(anyhow::Error::from)?;
    output::bytes(&bytes).map_err(anyhow::Error::from)?;
    Ok(())
}

/// A task under one head of the bulletin.
#[derive(Serialize)]
struct Told {
    section: &'static str,
    on: Option<NaiveDate>,
    #[serde(flatten)]
    task: TaskRow,
}

/// Every task that the bulletin names, under each head that names it.
fn rows(edition: &Edition<'_>, told: &Bulletin<'_, '_>) -> Vec<Told> {
    let (account, lang) = (told.account, edition.session.lang);
    let row = |section, on, own: &Figures<'_>| {
        let why = reason::reason(account, own, lang);
        Told {
            section,
            on,
            task: account.row(own, why),
        }
    };
    let mut rows = Vec::new();
    rows.extend(told.overdue.iter().map(|own| row("overdue", None, own)));
    rows.extend(told.lagging.iter().map(|own| row("lagging", None, own)));
    let turning = told.turning.iter();
    rows.extend(turning.map(|(own, on)| row("will-turn-red", Some(*on), own)));
    rows.extend(told.blocked.iter().map(|own| row("blocked", None, own)));
    rows.extend(told.stale.iter().map(|own| row("unreported", None, own)));
    rows.extend(
        told.due
            .iter()
            .map(|own| row("due", Some(own.state.due), own)),
    );
    rows
}

#[derive(Serialize)]
struct ReportTotals<'a> {
    commit: Option<&'a String>,
    period: String,
    year: i32,
    number: u32,
    previous_cut: NaiveDate,
    cut: NaiveDate,
    closes: NaiveDate,
    issued: NaiveDate,
    next_cut: NaiveDate,
    judged: usize,
    newly_overdue: usize,
    now: &'a Totals,
    before: &'a Totals,
    moved: &'a StatementSums,
    areas: Vec<RollupRow>,
    scores: Option<Vec<RankRow>>,
    reporting: Vec<ReportingRow<'a>>,
}

/// How the reports of one unit of time came in.
#[derive(Serialize)]
struct ReportingRow<'a> {
    periods: Vec<String>,
    owed: usize,
    on_time: usize,
    late: usize,
    missing: usize,
    missing_tasks: Vec<&'a str>,
}

fn totals<'a>(edition: &'a Edition<'_>, told: &'a Bulletin<'_, '_>) -> ReportTotals<'a> {
    let issue = &edition.issue;
    let reporting = told.reporting.iter().map(|own| {
        let periods: Vec<String> = own.periods.iter().map(ToString::to_string).collect();
        let mut tasks: Vec<&str> = own.missing.iter().map(|own| own.task.id.as_ref()).collect();
        tasks.dedup();
        ReportingRow {
            periods,
            owed: own.owed,
            on_time: own.on_time,
            late: own.late,
            missing: own.missing.len(),
            missing_tasks: tasks,
        }
    });
    let scores = told.scorecard.as_ref().map(|own| {
        let cards = own.cards.iter().map(|card| told.account.rank_row(card));
        cards.collect::<Vec<_>>()
    });
    ReportTotals {
        commit: edition.revision.as_ref().map(|own| &own.commit),
        period: issue.period.to_string(),
        year: issue.year,
        number: edition.number(),
        previous_cut: issue.previous_cut,
        cut: issue.cut,
        closes: issue.closes,
        issued: issue.issued,
        next_cut: issue.next_cut,
        judged: told.judged(),
        newly_overdue: told.newly_overdue,
        now: &told.totals,
        before: &told.totals_before,
        moved: &told.moved,
        areas: told.account.rollup(By::Area, &told.tasks).rows,
        scores,
        reporting: reporting.collect(),
    }
}
