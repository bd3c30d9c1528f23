//! `export`: the ledger in the files of other programs, each written as a whole or not at all.

pub(crate) mod arguments;
mod parquet;
mod tables;

use crate::arguments::{Heads, unwritable};
use crate::context::Context;
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use crate::target::Target;
use arguments::{ExportArgs, Exported};
use duban::account::data::DataTable;
use duban::account::{Matter, Sort};
use duban::exchange::{self, Alarm, Feature};
use duban::page::exports::{calendar, workbook};
use duban::page::refusals::exports::{ExportRefused, exported, table_written};
use duban::page::refusals::usage::FormatRefused;
use duban::render::Format;

/// Writes the file.
pub(crate) fn run(context: &Context, args: &ExportArgs) -> Result<Exit, Outcome> {
    let session = context.session()?;
    if args.alarm.is_some() && args.to != Exported::Ics {
        return Err(ExportRefused::AlarmWithoutCalendar.refusal(session.lang).into());
    }
    if let Some(refused) = refused(session, args) {
        return Err(refused.refusal("export", session.lang).into());
    }
    if let Some(refused) = tables::refused(args) {
        return Err(refused.refusal(session.lang).into());
    }
    let (bytes, rows) = match args.to {
        Exported::Parquet => return parquet::run(session, args, context.config()?),
        Exported::Xlsx => workbook(session, args)?,
        Exported::Ics => calendar(session, args)?,
        Exported::Csv => tables::text(session, args, Format::Csv)?,
        Exported::Json => tables::text(session, args, Format::Json)?,
        Exported::Ndjson => tables::text(session, args, Format::Ndjson)?,
    };
    let target = Target::of(session, &args.out, args.to.extension())?;
    target.write(&bytes, session, |path| match tables::asked(args) {
        DataTable::Tasks => exported(rows, path, session.lang),
        table @ (DataTable::Entries | DataTable::Daily | DataTable::Statements) => {
            table_written(table.name(), rows, path, session.lang)
        }
    })?;
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
