//! The tables `entries`, `daily` and `statements` as text, and what all formats of the tables share.

use super::arguments::{ExportArgs, Exported};
use crate::arguments::Heads;
use crate::outcome::Outcome;
use crate::period;
use crate::refusal::Refusal;
use crate::resolve;
use crate::session::Session;
use chrono::NaiveDate;
use duban::account::data::{
    Column, Columns, DataTable, daily, daily_columns, entries, entry_columns, period_columns,
    period_rows, periods,
};
use duban::account::{Matter, Sort};
use duban::page::refusals::exports::ExportRefused;
use duban::page::{HeadWords, Sheet};
use duban::render::{Answer, Csv, Format};
use serde::Serialize;
use std::cell::Cell;

/// The one table of a file that has one.
pub(super) fn asked(args: &ExportArgs) -> DataTable {
    args.table.first().copied().unwrap_or(DataTable::Tasks)
}

/// What the format or the table does not have.
pub(super) fn refused(args: &ExportArgs) -> Option<ExportRefused> {
    let what = args.to.extension();
    let has_tables = match args.to {
        Exported::Csv | Exported::Json | Exported::Ndjson | Exported::Parquet => true,
        Exported::Xlsx | Exported::Ics => false,
    };
    let is_parquet = args.to == Exported::Parquet;
    let of_days = args.table.contains(&DataTable::Daily) || is_parquet && args.table.is_empty();
    if !has_tables && !args.table.is_empty() {
        Some(ExportRefused::NotFor { option: "--table", what })
    } else if !is_parquet && args.partition {
        Some(ExportRefused::NotFor { option: "--partition", what })
    } else if !is_parquet && args.called.is_some() {
        Some(ExportRefused::NotFor { option: "--as", what })
    } else if !is_parquet && args.table.len() > 1 {
        Some(ExportRefused::OneTable)
    } else if args.days.is_some() && !of_days {
        Some(ExportRefused::NotFor { option: "--days", what: asked(args).name() })
    } else {
        None
    }
}

/// The days of `daily`: those asked for that have come, else those of the ledger's term.
pub(super) fn days(session: &Session<'_>, args: &ExportArgs) -> Result<Vec<NaiveDate>, Refusal> {
    let (account, as_of) = (&session.account, session.account.as_of);
    let ledger = account.book.first_ledger();
    let (first, last) = match (&args.days, ledger) {
        (Some(text), _) => {
            let cadence = ledger.and_then(|ledger| ledger.rules.cadence);
            let period = period::begun(text, as_of, cadence, session.lang)?;
            (period.first, period.last)
        }
        (None, Some(ledger)) => (ledger.first_day(), ledger.last_day()),
        (None, None) => (as_of, as_of),
    };
    Ok(first.iter_days().take_while(|day| *day <= last.min(as_of)).collect())
}

/// A table as text, and how many rows it has.
pub(super) fn text(
    session: &Session<'_>,
    args: &ExportArgs,
    format: Format,
) -> Result<(Vec<u8>, usize), Outcome> {
    let account = &session.account;
    let filter = resolve::filter(account, &args.filter, session.lang)?;
    match asked(args) {
        DataTable::Entries => {
            written(session, args, format, &entry_columns(), entries(account, &filter))
        }
        DataTable::Statements => {
            let all = periods(account).into_iter();
            let rows = all.flat_map(|period| period_rows(account, period, &filter));
            written(session, args, format, &period_columns(), rows)
        }
        DataTable::Daily => {
            let days = days(session, args)?;
            let rows = days.iter().flat_map(|day| daily(account.basis(), *day, &filter));
            written(session, args, format, &daily_columns(), rows)
        }
        DataTable::Tasks => rows(session, args, format),
    }
}

/// The rows of `list`.
fn rows(
    session: &Session<'_>,
    args: &ExportArgs,
    format: Format,
) -> Result<(Vec<u8>, usize), Outcome> {
    let tasks = session.select(&args.filter, Matter::All, Sort::Book)?;
    let figures = || (session.rows(&tasks), session.account.totals(&tasks));
    Ok((answered(session, args, format, figures)?, tasks.len()))
}

fn written<R>(
    session: &Session<'_>,
    args: &ExportArgs,
    format: Format,
    columns: &[Column<'_, R>],
    rows: impl IntoIterator<Item = R>,
) -> Result<(Vec<u8>, usize), Outcome> {
    let count = Cell::new(0);
    let rows = rows.into_iter().map(|row| {
        count.set(count.get() + 1);
        Columns(columns, row)
    });
    let text = answered(session, args, format, || (rows, Totals { rows: &count }))?;
    Ok((text, count.get()))
}

/// Rows and totals as text.
fn answered<Rows: IntoIterator<Item: Serialize>, Totals: Serialize>(
    session: &Session<'_>,
    args: &ExportArgs,
    format: Format,
    figures: impl FnOnce() -> (Rows, Totals),
) -> Result<Vec<u8>, Outcome> {
    let about = session.about();
    session.say_years(format, &about.years_without_holidays);
    let heads = (args.heads == Heads::Local).then_some(HeadWords(session.lang));
    let csv = Csv { for_spreadsheet: args.bom, heads };
    let (figures, page) = (Box::new(figures), Box::new(Sheet::default));
    let answer = Answer { command: "export", about, figures, page };
    let text = answer.text(format, csv, session.settings.out).map_err(anyhow::Error::from)?;
    Ok(text.into_bytes())
}

/// Known once the rows are written, which is before the totals are.
struct Totals<'c> {
    rows: &'c Cell<usize>,
}

impl Serialize for Totals<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map([("rows", self.rows.get())])
    }
}
