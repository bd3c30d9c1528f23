//! Tables as Parquet files (docs/data.md): typed columns, a row group a batch, so that no table is ever held as a whole.

mod shape;

use super::data_table::{ParquetProblem, TableOf, Writer};
use crate::account::data::{Column, ColumnKind, DataTable, SCHEMA, Value};
use crate::ledger::{Quantity, Share};
use ::parquet::basic::Compression;
use ::parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType,
    Int32Type, Int64Type,
};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

impl From<ParquetError> for ParquetProblem {
    fn from(error: ParquetError) -> Self {
        Self::Write(match error {
            ParquetError::External(cause) => match cause.downcast::<io::Error>() {
                Ok(cause) => *cause,
                Err(cause) => io::Error::other(cause),
            },
            other => io::Error::other(other),
        })
    }
}

/// A table while it is being written.
pub struct ParquetFile<'c, R, W: Write + Send> {
    table: DataTable,
    columns: &'c [Column<'c, R>],
    /// What stands in each row before its columns.
    ledger: Option<(ByteArray, i32)>,
    writer: SerializedFileWriter<W>,
}

impl<'c, R, W: Write + Send> ParquetFile<'c, R, W> {
    /// Begins a table.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn begin(
        table: DataTable,
        columns: &'c [Column<'c, R>],
        of: &TableOf<'_>,
        to: W,
    ) -> Result<Self, ParquetProblem> {
        let ledger = (!of.in_folders).then(|| (ByteArray::from(of.ledger), of.year));
        let schema = shape::shape(table, columns, ledger.is_some())?;
        let about = [
            ("duban.schema", Some(SCHEMA.to_string())),
            ("duban.table", Some(table.name().to_owned())),
            ("duban.ledger", Some(of.ledger.to_owned())),
            ("duban.office", of.office.map(str::to_owned)),
            ("duban.year", Some(of.year.to_string())),
            ("duban.as_of", Some(of.as_of.to_string())),
            ("duban.left_out", Some(of.left_out.to_string())),
            ("duban.tasks_left_out", listed(&of.tasks_left_out)),
            ("duban.ledgers_left_out", listed(of.ledgers_left_out)),
            ("duban.origin", of.origin.clone()),
        ];
        let about = about.into_iter().filter(|(_, value)| value.is_some());
        let about = about.map(|(key, value)| KeyValue::new(key.to_owned(), value));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("duban version {}", env!("CARGO_PKG_VERSION")))
            .set_key_value_metadata(Some(about.collect()))
            .build();
        let writer = SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties))?;
        Ok(Self { table, columns, ledger, writer })
    }

    /// Writes some rows, which are read together later.
    ///
    /// # Errors
    /// Those of the writer; a number that its column has no room for.
    pub fn write(&mut self, rows: &[R]) -> Result<(), ParquetProblem> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        if let Some((ledger, year)) = &self.ledger {
            if let Some(mut to) = group.next_column()? {
                let ledgers = vec![ledger.clone(); rows.len()];
                to.typed::<ByteArrayType>().write_batch(&ledgers, None, None)?;
                to.close()?;
            }
            if let Some(mut to) = group.next_column()? {
                let years = vec![*year; rows.len()];
                to.typed::<Int32Type>().write_batch(&years, None, None)?;
                to.close()?;
            }
        }
        for column in self.columns {
            if let Some(mut to) = group.next_column()? {
                let place = Place { table: self.table, columns: self.columns, column };
                place.write(rows, &mut to)?;
                to.close()?;
            }
        }
        group.close()?;
        Ok(())
    }

    /// Ends the table.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn end(self) -> Result<(), ParquetProblem> {
        self.writer.close()?;
        Ok(())
    }
}

/// Which column of a table is being written.
struct Place<'p, 'c, R> {
    table: DataTable,
    columns: &'p [Column<'c, R>],
    column: &'p Column<'c, R>,
}

impl<R> Place<'_, '_, R> {
    fn write(&self, rows: &[R], to: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetProblem> {
        match self.column.kind {
            ColumnKind::Text => {
                // Most words stand in many rows.
                let mut known: HashMap<String, ByteArray> = HashMap::new();
                self.plain::<ByteArrayType>(rows, to, |value, _| {
                    let Value::Text(text) = value else { return Ok(None) };
                    if let Some(bytes) = known.get(text.as_ref()) {
                        return Ok(Some(bytes.clone()));
                    }
                    let bytes = ByteArray::from(text.as_ref());
                    known.insert(text.into_owned(), bytes.clone());
                    Ok(Some(bytes))
                })
            }
            ColumnKind::Texts => self.texts(rows, to),
            ColumnKind::Day => self.plain::<Int32Type>(rows, to, |value, _| {
                let Value::Day(day) = value else { return Ok(None) };
                let days = (day - NaiveDate::default()).num_days();
                Ok(i32::try_from(days).ok())
            }),
            ColumnKind::Flag => self.plain::<BoolType>(rows, to, |value, _| {
                let Value::Flag(flag) = value else { return Ok(None) };
                Ok(Some(flag))
            }),
            ColumnKind::Whole => self.plain::<FixedLenByteArrayType>(rows, to, |value, row| {
                let Value::Whole(number) = value else { return Ok(None) };
                let number = self.fits(number, shape::LONG, row)?;
                Ok(Some(FixedLenByteArray::from(number.to_be_bytes().to_vec())))
            }),
            ColumnKind::Count | ColumnKind::Quantity | ColumnKind::Share | ColumnKind::Points => {
                self.plain::<Int64Type>(rows, to, |value, row| {
                    let Some(number) = whole(&value) else { return Ok(None) };
                    let number = self.fits(number.into(), shape::SHORT, row)?;
                    Ok(i64::try_from(number).ok())
                })
            }
        }
    }

    fn plain<T: DataType>(
        &self,
        rows: &[R],
        to: &mut SerializedColumnWriter<'_>,
        mut of: impl FnMut(Value<'_>, &R) -> Result<Option<T::T>, ParquetProblem>,
    ) -> Result<(), ParquetProblem> {
        let mut values = Vec::with_capacity(rows.len());
        let mut levels = Vec::with_capacity(if self.column.required { 0 } else { rows.len() });
        for row in rows {
            let value = of(self.column.value(row), row)?;
            if !self.column.required {
                levels.push(i16::from(value.is_some()));
            }
            values.extend(value);
        }
        let levels = (!self.column.required).then_some(levels.as_slice());
        to.typed::<T>().write_batch(&values, levels, None)?;
        Ok(())
    }

    /// Several words a row. An empty list is a level below its first word.
    fn texts(&self, rows: &[R], to: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetProblem> {
        let (mut values, mut there, mut again) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            let Value::Texts(texts) = self.column.value(row) else { continue };
            for (nth, text) in texts.iter().enumerate() {
                values.push(ByteArray::from(*text));
                there.push(1);
                again.push(i16::from(nth > 0));
            }
            if texts.is_empty() {
                there.push(0);
                again.push(0);
            }
        }
        to.typed::<ByteArrayType>().write_batch(&values, Some(&there), Some(&again))?;
        Ok(())
    }

    fn fits(&self, number: i128, digits: u32, row: &R) -> Result<i128, ParquetProblem> {
        if number.unsigned_abs() < 10_u128.pow(digits) {
            return Ok(number);
        }
        let (table, column) = (self.table.name(), self.column.name);
        Err(ParquetProblem::TooLong { table, column, row: self.name(row), digits })
    }

    /// What a row is of: the task, or the period.
    fn name(&self, row: &R) -> String {
        let named = |column: &&Column<'_, R>| matches!(column.name, "task" | "id" | "period");
        match self.columns.iter().find(named).map(|column| column.value(row)) {
            Some(Value::Text(text)) => text.into_owned(),
            _ => String::new(),
        }
    }
}

/// A number in the units of its column's last decimal.
fn whole(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Count(count) => Some(*count),
        Value::Quantity(quantity) => Some(Quantity::millionths(*quantity)),
        Value::Share(share) => Some(Share::rounded(*share, 10_000)),
        // Hundredths of a point are ten-thousandths of a share.
        Value::Points(share) => Some(Share::rounded(*share, 10_000)),
        Value::Null
        | Value::Text(_)
        | Value::Texts(_)
        | Value::Day(_)
        | Value::Whole(_)
        | Value::Flag(_) => None,
    }
}

/// As JSON; `None` where there are none.
fn listed(left_out: &[impl Serialize]) -> Option<String> {
    (!left_out.is_empty()).then(|| serde_json::to_string(left_out).ok()).flatten()
}

/// The ledger that a file says it is of.
pub fn parquet_writer(file: impl ChunkReader + 'static) -> Option<Writer> {
    let reader = SerializedFileReader::new(file).ok()?;
    let about = reader.metadata().file_metadata().key_value_metadata()?;
    let value = |key: &str| about.iter().find(|pair| pair.key == key)?.value.clone();
    Some(Writer { office: value("duban.office"), origin: value("duban.origin") })
}
