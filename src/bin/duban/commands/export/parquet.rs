//! `export parquet`: the ledger's tables for engines of analysis, a file a table. All are written before the first is put in its place.

use super::arguments::ExportArgs;
use super::tables;
use crate::arguments::unwritable;
use crate::edge::{output, output_files};
use crate::outcome::{Exit, Outcome};
use crate::resolve;
use crate::session::Session;
use duban::account::data::{
    Column, DataTable, TaskData, daily_columns, daily_of, entries, entry_columns, period_columns,
    period_rows, periods, task_columns,
};
use duban::account::{Figures, Filter};
use duban::exchange::{Feature, ParquetFile, ParquetProblem, TableOf, parquet_writer, partition};
use duban::page::reason;
use duban::page::refusals::exports::{ExportRefused, table_written};
use duban::render::Format;
use duban::store::opener::look;
use duban::store::replace::Staged;
use duban::store::{self, machine};
use std::io::Write;
use std::path::{Path, PathBuf};

/// So many rows are read together, and held together while they are written.
const GROUP: usize = 65_536;

/// What is being written, and whereto.
struct Tables<'s, 'b> {
    session: &'s Session<'b>,
    args: &'s ExportArgs,
    filter: Filter,
    of: TableOf<'s>,
}

/// A table that stands beside its place.
struct Written {
    table: DataTable,
    rows: usize,
    path: PathBuf,
    staged: Staged,
}

/// Writes the tables.
pub(super) fn run(
    session: &Session<'_>,
    args: &ExportArgs,
    config: &Path,
) -> Result<Exit, Outcome> {
    let lang = session.lang;
    if let Some(refused) = unwritable("parquet", Feature::Data, false) {
        return Err(refused.refusal("export", lang).into());
    }
    let filter = resolve::filter(&session.account, &args.filter, lang)?;
    if let Some(refused) = refused(args, &filter)? {
        return Err(refused.refusal(lang).into());
    }
    let Some(ledger) = session.account.book.first_ledger() else {
        return Ok(Exit::Done);
    };
    let of = TableOf {
        ledger: args.called.as_deref().unwrap_or(&ledger.title),
        office: ledger.office.as_deref(),
        year: ledger.term.name_year(),
        as_of: session.account.as_of,
        left_out: session.account.book.left_out.total(),
        tasks_left_out: session.account.book.tasks_left_out(),
        ledgers_left_out: &session.account.book.ledgers_left_out,
        origin: args.partition.then(|| origin(config)).transpose()?,
        in_folders: args.partition,
    };
    session.say_years(Format::Ndjson, &session.account.unknown_years());
    let tables = Tables { session, args, filter, of };
    let written = tables.write()?;
    for table in written {
        table.staged.put()?;
        let line = table_written(table.table.name(), table.rows, &table.path, lang);
        output::say(&(line + "\n"));
    }
    Ok(Exit::Done)
}

/// By what the ledger is known where others of its name write, too.
fn origin(config: &Path) -> Result<String, store::Error> {
    machine::origin(config.parent().unwrap_or(Path::new("")))
}

fn refused(args: &ExportArgs, filter: &Filter) -> Result<Option<ExportRefused>, store::Error> {
    let is_part = *filter != Filter::default();
    let is_file = |path: &Path| look(path).map(|about| about.is_some_and(|about| !about.is_dir()));
    Ok(if args.out.as_os_str() == "-" || is_file(&args.out)? {
        Some(ExportRefused::NoFolder)
    } else if args.partition && args.days.is_some() {
        Some(ExportRefused::PartOfPartition { option: Some("--days") })
    } else if args.partition && is_part {
        Some(ExportRefused::PartOfPartition { option: None })
    } else {
        None
    })
}

impl<'s, 'b> Tables<'s, 'b> {
    fn write(&self) -> Result<Vec<Written>, Outcome> {
        let mut asked = self.args.table.clone();
        if asked.is_empty() {
            asked = DataTable::ALL.map(|(_, table)| table).to_vec();
        }
        asked.sort_unstable();
        asked.dedup();
        asked.into_iter().map(|table| self.table(table)).collect()
    }

    fn table(&self, table: DataTable) -> Result<Written, Outcome> {
        let (account, filter) = (&self.session.account, &self.filter);
        match table {
            DataTable::Tasks => {
                let fitting = account.tasks.iter().filter(|task| filter.fits(account, task));
                let tasks: Vec<&Figures<'b>> = fitting.collect();
                let words =
                    |figures: &Figures<'b>| reason::reason(account, figures, self.session.lang);
                let batches = tasks.chunks(GROUP).map(|some| TaskData::rows(account, some, words));
                self.staged(table, &task_columns(), batches)
            }
            DataTable::Entries => {
                let rows = entries(account, filter);
                self.staged(table, &entry_columns(), std::iter::once(rows))
            }
            DataTable::Daily => {
                let days = tables::days(self.session, self.args)?;
                let at_once = (GROUP / account.tasks.len().max(1)).max(1);
                let batches = days.chunks(at_once);
                let batches = batches.map(|days| daily_of(account.basis(), days, filter));
                self.staged(table, &daily_columns(), batches)
            }
            DataTable::Statements => {
                let all = periods(account).into_iter();
                let rows = all.flat_map(|period| period_rows(account, period, filter));
                self.staged(table, &period_columns(), std::iter::once(rows.collect()))
            }
        }
    }

    /// Writes a table beside its place.
    fn staged<R>(
        &self,
        table: DataTable,
        columns: &[Column<'_, R>],
        batches: impl Iterator<Item = Vec<R>>,
    ) -> Result<Written, Outcome> {
        let path = self.path(table)?;
        let refused = |problem| self.trouble(problem, &path);
        let mut rows = 0;
        let staged =
            output_files::stage(&path, |to: &mut (dyn Write + Send)| -> Result<(), Outcome> {
                let mut file = ParquetFile::begin(table, columns, &self.of, to).map_err(refused)?;
                for batch in batches {
                    rows += batch.len();
                    file.write(&batch).map_err(refused)?;
                }
                file.end().map_err(refused)
            })?;
        Ok(Written { table, rows, path, staged })
    }

    /// Where a table goes; in folders that many ledgers share not over another ledger's.
    fn path(&self, table: DataTable) -> Result<PathBuf, Outcome> {
        let file = format!("{}.parquet", table.name());
        if !self.of.in_folders {
            return Ok(self.args.out.join(file));
        }
        let ledger = partition("ledger", self.of.ledger);
        let year = partition("year", &self.of.year.to_string());
        let path = self.args.out.join(table.name()).join(ledger).join(year).join(file);
        match output_files::open_if_there(&path)?.and_then(parquet_writer) {
            Some(theirs) if theirs.is_other(&self.of) => {
                let refused = ExportRefused::AnotherLedger { path, office: theirs.office };
                Err(Outcome::NotWritten(refused.refusal(self.session.lang)))
            }
            Some(_) | None => Ok(path),
        }
    }

    fn trouble(&self, problem: ParquetProblem, path: &Path) -> Outcome {
        match problem {
            ParquetProblem::Write(source) => {
                store::Error::File { path: path.to_path_buf(), source }.into()
            }
            ParquetProblem::TooLong { table, column, row, digits } => {
                let refused = ExportRefused::TooLong { table, column, row, digits };
                Outcome::NotWritten(refused.refusal(self.session.lang))
            }
            ParquetProblem::Without(_) => Outcome::Failed(problem.into()),
        }
    }
}
