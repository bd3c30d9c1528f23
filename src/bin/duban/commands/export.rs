//! `export`: the ledger in the files of other programs, each written as a whole or not at all.

mod parquet;
mod tables;
mod written;

use crate::arguments::{FilterArgs, Heads, lang, named, unwritable};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;
use duban::account::data::DataTable;
use duban::account::{Matter, Sort};
use duban::exchange::{self, Alarm, Feature};
use duban::page::HeadWords;
use duban::page::exports::{calendar, workbook};
use duban::page::refusals::exports::ExportRefused;
use duban::page::refusals::usage::FormatRefused;
use duban::render::{Answer, Csv, Format};
use duban_words::words;
use std::path::PathBuf;
use written::Target;

#[derive(Debug, Args)]
#[command(visible_alias = "导出", about = words!(lang(), "导出：Excel 工作簿、日历、CSV、JSON、Parquet", "The ledger as a workbook, a calendar, CSV, JSON or Parquet"), after_help = words!(lang(), "例：\n  duban export xlsx -o 台账.xlsx\n  duban export ics --leader 分管副区长 --alarm 15h -o 日历.ics\n  duban export csv --bom --dept 东海街道办 -o 东海.csv\n  duban export ndjson --table entries -o 记录.ndjson\n  duban export parquet --partition --as 丰泽区 -o /data/全市/", "Examples:\n  duban export xlsx -o ledger.xlsx\n  duban export ics --leader 分管副区长 --alarm 15h -o calendar.ics\n  duban export csv --dept dhjd -o dhjd.csv\n  duban export ndjson --table entries -o log.ndjson\n  duban export parquet --partition --as fengze -o /data/city/"))]
pub(crate) struct ExportArgs {
    #[arg(value_name = "FORMAT", value_parser = named(&Exported::ALL), hide_possible_values = true, help = words!(lang(), "格式：xlsx、ics、csv、json、ndjson、parquet", "Format: xlsx, ics, csv, json, ndjson, parquet"))]
    pub(crate) to: Exported,
    #[arg(short, long, value_name = "FILE", default_value = "-", hide_default_value = true, help = words!(lang(), "写入此文件，或写入此文件夹（默认 -，标准输出）", "Into this file, or into this folder (default: -, standard output)"))]
    pub(crate) out: PathBuf,
    #[arg(long, help = words!(lang(), "CSV 前加 BOM，供 Excel 打开", "Begin CSV with a BOM, for Excel"))]
    pub(crate) bom: bool,
    #[arg(long, value_name = "HEADS", value_parser = named(&Heads::ALL), default_value = "stable", hide_default_value = true, hide_possible_values = true, help = words!(lang(), "CSV 的表头：stable（英文，不变）、local（中文）", "Heads of CSV: stable (English, they never change), local (in your language)"))]
    pub(crate) heads: Heads,
    #[arg(long, value_name = "TABLE", value_parser = named(&DataTable::ALL), hide_possible_values = true, help = words!(lang(), "哪个表：tasks（事项）、entries（记录）、daily（逐日）、statements（对账）；默认 tasks，Parquet 默认四个都写", "Which table: tasks, entries, daily, statements (default: tasks; of Parquet all four)"))]
    pub(crate) table: Vec<DataTable>,
    #[arg(long, value_name = "PERIOD", help = words!(lang(), "逐日表从哪天到哪天，如 5月、2018-Q1、2018-05-01..2018-05-10（默认计划期首日到截止日）", "Which days the table daily has, like 2018-05, 2018-Q1, A..B (default: from the ledger's first day to the as-of day)"))]
    pub(crate) days: Option<String>,
    #[arg(long, help = words!(lang(), "Parquet 按 ledger=…/year=…/ 分文件夹，许多台账可写在一处", "Parquet into folders ledger=…/year=…/, so that many ledgers write side by side"))]
    pub(crate) partition: bool,
    #[arg(long = "as", value_name = "NAME", help = words!(lang(), "表里本台账叫什么（默认台账标题）", "What this ledger is called in the tables (default: its title)"))]
    pub(crate) called: Option<String>,
    #[arg(long, value_name = "DAYS", help = words!(lang(), "日历提前多久提醒：3d（3天前零点）、15h（前一天上午9点）", "Ring so long before each day of a calendar: 3d (at midnight), 15h (at 9 the day before)"))]
    pub(crate) alarm: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

/// The files that the ledger goes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exported {
    /// The workbook of the office.
    Xlsx,
    /// A calendar.
    Ics,
    Csv,
    Json,
    Ndjson,
    Parquet,
}

impl Exported {
    const ALL: [(&'static str, Self); 6] = [
        ("xlsx", Self::Xlsx),
        ("ics", Self::Ics),
        ("csv", Self::Csv),
        ("json", Self::Json),
        ("ndjson", Self::Ndjson),
        ("parquet", Self::Parquet),
    ];

    /// What the name of such a file ends with.
    fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Ics => "ics",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Parquet => "parquet",
        }
    }
}

/// Writes the file.
pub(crate) fn run(session: &Session<'_>, args: &ExportArgs) -> Result<Exit, Outcome> {
    if args.alarm.is_some() && args.to != Exported::Ics {
        return Err(ExportRefused::AlarmWithoutCalendar.refusal(session.lang).into());
    }
    if let Some(refused) = refused(session, args) {
        return Err(refused.refusal("export", session.lang).into());
    }
    if let Some(refused) = tables::refused(args) {
        return Err(refused.refusal(session.lang).into());
    }
    let target = || Target::of(session, args);
    let (bytes, rows) = match args.to {
        Exported::Parquet => return parquet::run(session, args),
        Exported::Xlsx => workbook(session, args)?,
        Exported::Ics => calendar(session, args)?,
        Exported::Csv => tables::text(session, args, Format::Csv)?,
        Exported::Json => tables::text(session, args, Format::Json)?,
        Exported::Ndjson => tables::text(session, args, Format::Ndjson)?,
    };
    target()?.write(&bytes, rows, tables::asked(args), session)?;
    Ok(Exit::Done)
}

/// What the format cannot do.
fn refused(session: &Session<'_>, args: &ExportArgs) -> Option<FormatRefused> {
    let to_terminal = session.settings.to_terminal && args.out.as_os_str() == "-";
    let is_csv = args.to == Exported::Csv;
    let is_xlsx = args.to == Exported::Xlsx;
    let unwritable = is_xlsx.then(|| unwritable("xlsx", Feature::Excel, to_terminal)).flatten();
    if unwritable.is_some() {
        unwritable
    } else if args.bom && !is_csv {
        Some(FormatRefused::CsvOnly { option: "--bom" })
    } else if args.heads != Heads::Stable && !is_csv {
        Some(FormatRefused::CsvOnly { option: "--heads" })
    } else {
        None
    }
}

/// The workbook of the office.
fn workbook(session: &Session<'_>, args: &ExportArgs) -> Result<(Vec<u8>, usize), Outcome> {
    let list = |matter: Matter, sort| session.select(&args.filter, matter, sort);
    let all = list(Matter::All, Sort::Book)?;
    let (overdue, lagging) = (Matter::Overdue, Matter::Lagging);
    let behind = [list(overdue, overdue.sort())?, list(lagging, lagging.sort())?];
    let (account, lang) = (&session.account, session.lang);
    let page = workbook::page(account, &all, [&behind[0], &behind[1]], lang);
    Ok((exchange::xlsx(&page, account.as_of).map_err(anyhow::Error::from)?, all.len()))
}

/// The calendar.
fn calendar(session: &Session<'_>, args: &ExportArgs) -> Result<(Vec<u8>, usize), Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let alarm = args.alarm.as_deref().map(|typed| {
        let wrong = || ExportRefused::NoAlarm { typed: typed.to_owned() }.refusal(lang);
        Alarm::parse(typed).ok_or_else(wrong)
    });
    let alarm = alarm.transpose()?;
    let tasks = session.select(&args.filter, Matter::All, Sort::Book)?;
    let agenda = calendar::agenda(account, &tasks, lang);
    Ok((exchange::ics(&agenda, account.as_of, alarm).into_bytes(), tasks.len()))
}

/// The rows of `list`.
fn rows(
    session: &Session<'_>,
    args: &ExportArgs,
    format: Format,
) -> Result<(Vec<u8>, usize), Outcome> {
    let tasks = session.select(&args.filter, Matter::All, Sort::Book)?;
    let about = session.about();
    session.say_years(format, &about.years_without_holidays);
    let heads = (args.heads == Heads::Local).then_some(HeadWords(session.lang));
    let csv = Csv { for_spreadsheet: args.bom, heads };
    let answer = Answer {
        command: "export",
        about,
        figures: Box::new(|| (session.rows(&tasks), session.account.totals(&tasks))),
        page: Box::new(duban::page::Sheet::default),
    };
    let text = answer.text(format, csv, session.settings.out).map_err(anyhow::Error::from)?;
    Ok((text.into_bytes(), tasks.len()))
}
