//! What stands for Parquet files in a build that writes none.

use super::data_table::{ParquetProblem, TableOf, Writer};
use super::feature::Feature;
use crate::account::data::{Column, DataTable};
use std::io::Write;
use std::marker::PhantomData;

/// No table.
pub struct ParquetFile<'c, R, W>(PhantomData<(&'c R, W)>);

impl<'c, R, W: Write + Send> ParquetFile<'c, R, W> {
    /// Begins no table.
    ///
    /// # Errors
    /// Always: this build has no writer of them.
    pub fn begin(
        _: DataTable,
        _: &'c [Column<'c, R>],
        _: &TableOf<'_>,
        _: W,
    ) -> Result<Self, ParquetProblem> {
        Err(ParquetProblem::Without(Feature::Data))
    }

    /// Writes nothing.
    ///
    /// # Errors
    /// None: there is no such file.
    pub fn write(&mut self, _: &[R]) -> Result<(), ParquetProblem> {
        Ok(())
    }

    /// Ends no table.
    ///
    /// # Errors
    /// None: there is no such file.
    pub fn end(self) -> Result<(), ParquetProblem> {
        Ok(())
    }
}

/// What this build cannot read.
pub fn parquet_writer<File>(_: File) -> Option<Writer> {
    None
}
