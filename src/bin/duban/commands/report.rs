//! `report`: the bulletin of a period, in each of its formats.

use crate::arguments::{OutputArgs, formats, lang, named, unwritable};
use crate::context::Context;
use crate::edge::output;
use crate::edition::Asked;
use crate::edition::Edition;
#[cfg(feature = "mail")]
use crate::mails;
use crate::outcome::{Exit, Outcome};
use crate::refusal;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use duban::account::{Bulletin, By, Figures, RankRow, RollupRow, StatementSums, TaskRow, Totals};
use duban::calendar::PeriodUnit;
use duban::exchange::{self, Feature};
use duban::page::bulletins::bulletin::Template;
use duban::page::reason;
use duban::render::{self, Format};
use duban_words::words;
use serde::Serialize;

#[derive(Debug, Args)]
#[command(visible_alias = "通报", about = words!(lang(), "督查通报：周报、旬报、月报、季报、半年报、年报", "The bulletin of a week, ten days, a month, a quarter, a half-year or a year"), after_help = words!(lang(), "例：\n  duban report weekly\n  duban 通报 周报 --format docx > 通报.docx\n  duban report --period 2018-04 --format html > 月报.html\n  duban report weekly --format wechat", "Examples:\n  duban report weekly\n  duban report weekly --format docx > bulletin.docx\n  duban report --period 2018-04 --format html > april.html\n  duban report weekly --format wechat"))]
pub(crate) struct ReportArgs {
    #[arg(value_name = "ISSUE", required_unless_present_any = ["period", "print_template"], hide_possible_values = true, help = words!(lang(), "哪一种：weekly（周报）、dekad（旬报）、monthly（月报）、quarterly（季报）、half-year（半年报）、yearly（年报）", "Which kind: weekly, dekad, monthly, quarterly, half-year, yearly"))]
    pub(crate) kind: Option<Kind>,
    #[arg(long, value_name = "PERIOD", help = words!(lang(), "哪一期，如 2018-W19、5月上旬、2018-04（默认截止日已到的最近一期）", "Which period, like 2018-W19, 2018-05-D1, 2018-04 (default: the last whose cut-off has come)"))]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help = words!(lang(), "期号（默认按该年第几个周、旬、月算）", "Its number (default: the week, month, … of the year)"))]
    pub(crate) no: Option<u32>,
    #[arg(long, help = words!(lang(), "附各单位得分（快、准、狠、净）", "With the scores of the departments"))]
    pub(crate) rank: bool,
    #[arg(long, help = words!(lang(), "在附注里写明所用的台账版本（git 提交）", "Say in a note which revision of the ledger (git commit) it was made from"))]
    pub(crate) revision: bool,
    #[arg(long, help = words!(lang(), "输出所用的文字模板", "Print the template that words it"))]
    pub(crate) print_template: bool,
    #[arg(long, value_name = "FORMAT", value_parser = named(ReportFormat::ALL), default_value = "table", hide_default_value = true, hide_possible_values = true, help = formats(ReportFormat::ALL))]
    pub(crate) format: ReportFormat,
}

impl ReportArgs {
    /// Which edition is asked for.
    fn asked(&self) -> Asked<'_> {
        Asked {
            unit: self.kind.map(Kind::unit),
            period: self.period.as_deref(),
            number: self.no,
            rank: self.rank,
            revision: self.revision,
        }
    }
}

/// What kind of bulletin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    #[value(alias = "周报", alias = "週報", alias = "week")]
    Weekly,
    #[value(alias = "旬报", alias = "旬報")]
    Dekad,
    #[value(alias = "月报", alias = "月報", alias = "month")]
    Monthly,
    #[value(alias = "季报", alias = "季報", alias = "quarter")]
    Quarterly,
    #[value(alias = "半年报", alias = "半年報")]
    HalfYear,
    #[value(alias = "年报", alias = "年報", alias = "year")]
    Yearly,
}

impl Kind {
    /// The unit of its periods.
    pub(crate) fn unit(self) -> PeriodUnit {
        match self {
            Self::Weekly => PeriodUnit::Week,
            Self::Dekad => PeriodUnit::Dekad,
            Self::Monthly => PeriodUnit::Month,
            Self::Quarterly => PeriodUnit::Quarter,
            Self::HalfYear => PeriodUnit::Half,
            Self::Yearly => PeriodUnit::Year,
        }
    }
}

/// The formats of a bulletin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportFormat {
    Shared(Format),
    Docx,
    #[cfg(feature = "mail")]
    Eml,
    /// The table of all tasks that goes with it.
    Xlsx,
    Wechat,
}

impl ReportFormat {
    const ALL: &'static [(&'static str, Self)] = &[
        ("table", Self::Shared(Format::Table)),
        ("plain", Self::Shared(Format::Plain)),
        ("md", Self::Shared(Format::Md)),
        ("html", Self::Shared(Format::Html)),
        ("docx", Self::Docx),
        #[cfg(feature = "mail")]
        ("eml", Self::Eml),
        ("xlsx", Self::Xlsx),
        ("wechat", Self::Wechat),
        ("json", Self::Shared(Format::Json)),
        ("ndjson", Self::Shared(Format::Ndjson)),
        ("csv", Self::Shared(Format::Csv)),
    ];
}

/// Writes the bulletin, or the template that words it.
pub(crate) fn run(context: &Context, args: &ReportArgs) -> Result<Exit, Outcome> {
    if args.print_template {
        let text = Template::shipped(context.lang()).text;
        output::print(text, None).map_err(anyhow::Error::from)?;
        return Ok(Exit::Done);
    }
    let edition = context.edition(args.asked())?;
    let bulletin = edition.bulletin();
    match args.format {
        ReportFormat::Docx => docx(edition, &bulletin)?,
        #[cfg(feature = "mail")]
        ReportFormat::Eml => eml(context, edition, &bulletin)?,
        ReportFormat::Xlsx => xlsx(edition)?,
        ReportFormat::Wechat => {
            let text = render::chat(&edition.chat(&bulletin));
            output::print(&text, None).map_err(anyhow::Error::from)?;
        }
        ReportFormat::Shared(format) => {
            // A template's errors come before any answer, whatever the format.
            let page = edition.page(&bulletin)?;
            let output = OutputArgs::shared(format);
            let rows = || (rows(edition, &bulletin), totals(edition, &bulletin));
            let session = &edition.session;
            session.answer("report", rows, || page, &output)?;
        }
    }
    Ok(Exit::Done)
}

fn docx(edition: &Edition<'_>, bulletin: &Bulletin<'_, '_>) -> Result<(), Outcome> {
    let lang = edition.session.lang;
    if edition.session.settings.to_terminal {
        return Err(refusal::no_screen("report", "docx", lang).into());
    }
    let page = edition.page(bulletin)?;
    let bytes = exchange::docx(&page, edition.issue.cut).map_err(anyhow::Error::from)?;
    output::bytes(&bytes).map_err(anyhow::Error::from)?;
    Ok(())
}

/// The letter that `mail` would send today.
#[cfg(feature = "mail")]
fn eml(
    context: &Context,
    edition: &Edition<'_>,
    bulletin: &Bulletin<'_, '_>,
) -> Result<(), Outcome> {
    let standard = duban::ledger::MailRules::default();
    let ledger = edition.session.account.book.first_ledger();
    let rules = ledger.map_or(&standard, |ledger| &ledger.mail);
    let (to, cc) = mails::readers(rules.to.clone(), rules.cc.clone(), edition.session.lang)?;
    let letter = mails::of_report(edition, bulletin, (rules, to, cc), context.as_of()?)?;
    output::bytes(&mails::bytes(&letter)?).map_err(anyhow::Error::from)?;
    Ok(())
}

fn xlsx(edition: &Edition<'_>) -> Result<(), Outcome> {
    let to_terminal = edition.session.settings.to_terminal;
    if let Some(why) = unwritable("xlsx", Feature::Excel, to_terminal) {
        return Err(why.refusal("report", edition.session.lang).into());
    }
    output::bytes(&edition.workbook()?).map_err(anyhow::Error::from)?;
    Ok(())
}

/// A task under one heading of the bulletin.
#[derive(Serialize)]
struct SectionRow {
    section: &'static str,
    on: Option<NaiveDate>,
    #[serde(flatten)]
    task: TaskRow,
}

/// Every task that the bulletin names, under each heading that names it.
fn rows(edition: &Edition<'_>, bulletin: &Bulletin<'_, '_>) -> Vec<SectionRow> {
    let (account, lang) = (bulletin.account, edition.session.lang);
    let row = |section, on, task: &Figures<'_>| {
        let why = reason::reason(account, task, lang);
        SectionRow { section, on, task: account.row(task, why) }
    };
    let mut rows = Vec::new();
    rows.extend(bulletin.overdue.iter().map(|task| row("overdue", None, task)));
    rows.extend(bulletin.lagging.iter().map(|task| row("lagging", None, task)));
    let turning = bulletin.turning.iter();
    rows.extend(turning.map(|(task, on)| row("will-turn-red", Some(*on), task)));
    rows.extend(bulletin.blocked.iter().map(|task| row("blocked", None, task)));
    rows.extend(bulletin.stale.iter().map(|task| row("unreported", None, task)));
    let today = bulletin.due_today.iter();
    rows.extend(today.map(|task| row("due-today", Some(task.state.due), task)));
    rows.extend(bulletin.due.iter().map(|task| row("due", Some(task.state.due), task)));
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

/// How many reports of one unit of time were on time, late and missing.
#[derive(Serialize)]
struct ReportingRow<'a> {
    periods: Vec<String>,
    owed: usize,
    on_time: usize,
    late: usize,
    missing: usize,
    missing_tasks: Vec<&'a str>,
}

fn totals<'a>(edition: &'a Edition<'_>, bulletin: &'a Bulletin<'_, '_>) -> ReportTotals<'a> {
    let issue = &edition.issue;
    let reporting = bulletin.reporting.iter().map(|unit| {
        let periods: Vec<String> = unit.periods.iter().map(ToString::to_string).collect();
        let mut tasks: Vec<&str> = unit.missing.iter().map(|task| task.task.id.as_ref()).collect();
        tasks.dedup();
        ReportingRow {
            periods,
            owed: unit.owed,
            on_time: unit.on_time,
            late: unit.late,
            missing: unit.missing.len(),
            missing_tasks: tasks,
        }
    });
    let scores = bulletin.scorecard.as_ref().map(|scorecard| {
        let cards = scorecard.cards.iter().map(|card| bulletin.account.rank_row(card));
        cards.collect::<Vec<_>>()
    });
    ReportTotals {
        commit: edition.revision.as_ref().map(|revision| &revision.commit),
        period: issue.period.to_string(),
        year: issue.year,
        number: edition.number(),
        previous_cut: issue.previous_cut,
        cut: issue.cut,
        closes: issue.closes,
        issued: issue.issued,
        next_cut: issue.next_cut,
        judged: bulletin.judged(),
        newly_overdue: bulletin.newly_overdue,
        now: &bulletin.totals,
        before: &bulletin.totals_before,
        moved: &bulletin.moved,
        areas: bulletin.account.rollup(By::Area, &bulletin.tasks).rows,
        scores,
        reporting: reporting.collect(),
    }
}
