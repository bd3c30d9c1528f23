//! Files of other programs, as bytes: tables that come in, documents, workbooks and letters that go out, the schema.
//!
//! This room never opens a file. Everything about foreign formats stands here.

mod by_indicator;
mod cell;
mod cell_format;
mod claims;
mod data_table;
mod docx;
mod english_months;
mod feature;
mod figure;
mod file_name;
mod form;
mod head;
mod head_period;
mod heading;
mod heading_figure;
mod heading_kind;
mod heading_words;
#[cfg(feature = "cli")]
mod ics;
#[cfg(feature = "mail")]
mod letter;
mod merged;
mod named_period;
#[cfg(not(feature = "data"))]
mod no_parquet;
mod not_tasks;
mod number;
mod numerals;
mod ods;
mod package;
#[cfg(feature = "data")]
mod parquet_file;
mod place;
mod plan;
mod proposal;
mod renewal;
mod reply;
mod rows;
mod schema;
mod sheet;
mod shown;
mod spreadsheetml;
mod tags;
mod text_table;
mod updates;
mod workbook;
mod xls;
mod xls_records;
#[cfg_attr(not(feature = "excel"), path = "exchange/no_xlsx.rs")]
mod xlsx;

pub use by_indicator::{NotGiven, apart, by_indicator, is_by_indicator};
pub use data_table::{ParquetProblem, TableOf, partition};
pub use docx::docx;
pub use feature::{Feature, Unwritten};
pub use figure::{Units, said};
pub use file_name::file_name;
pub use form::{
    FilledCell, FilledForm, FilledRow, FilledValue, filled_form, unmarked_form, unmarked_language,
};
pub use head::Asked;
#[cfg(feature = "cli")]
pub use ics::{Alarm, ics};
#[cfg(feature = "mail")]
pub use letter::{Enclosure, Letter, LetterProblem};
pub use merged::{Merged, Region};
#[cfg(not(feature = "data"))]
pub use no_parquet::{ParquetFile, parquet_writer};
pub use number::{measured, typed};
#[cfg(feature = "data")]
pub use parquet_file::{ParquetFile, parquet_writer};
pub use place::{comments, with_control};
pub use plan::{
    CellShape, LeftCell, LeftWhy, MapFault, MapMiss, MapProblem, MappedColumn, MappedTable,
    MappedTo, NodeDay, PlanCell, PlanColumn, PlanHeading, PlanLevel, PlanMap, PlanRow, PlanSheet,
    PlanTable, SheetFate, plan_table,
};
pub use proposal::{
    Check, CheckWhy, KeptCell, KeptWhy, Known, KnownTask, Proposals, ProposedArea,
    ProposedDepartment, ProposedPipeline, ProposedTask, proposed,
};
pub use renewal::{Unclear, known_tasks};
pub use reply::{NoTable, Seen, reply};
pub use rows::{Row, Rows};
pub use schema::{book_schema, task_schema};
pub use sheet::{Cell, Limit, Sheet, WorkbookProblem};
pub use text_table::{TextProblem, text_table};
pub use updates::{NoUpdates, UpdateRow, Updates, updates};
pub use workbook::{FileKind, file_kind, workbook};
pub use xlsx::{form_workbook, xlsx};
