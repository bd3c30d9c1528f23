//! The types of a table's columns, as Parquet says them.

use crate::account::data::{Column, ColumnKind, DataTable};
use ::parquet::basic::{LogicalType, Repetition, Type as Physical};
use ::parquet::errors::Result;
use ::parquet::schema::types::{Type, TypePtr};
use std::sync::Arc;

/// Digits of a number in 64 bits.
pub(super) const SHORT: u32 = 18;
/// Digits of a number in 128 bits.
pub(super) const LONG: u32 = 38;

/// The columns of a table; where folders do not say it, its ledger and its year come first.
pub(super) fn shape<R>(
    table: DataTable,
    columns: &[Column<'_, R>],
    with_ledger: bool,
) -> Result<Type> {
    let mut fields: Vec<TypePtr> = Vec::new();
    if with_ledger {
        fields.push(text("ledger", Repetition::REQUIRED)?);
        let year = Type::primitive_type_builder("year", Physical::INT32);
        fields.push(Arc::new(year.with_repetition(Repetition::REQUIRED).build()?));
    }
    for column in columns {
        fields.push(field(column)?);
    }
    Type::group_type_builder(table.name()).with_fields(fields).build()
}

fn field<R>(column: &Column<'_, R>) -> Result<TypePtr> {
    let name = column.name;
    let repetition = if column.required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
    let number = |physical, digits: u32, decimals: i32| {
        let precision = i32::try_from(digits).unwrap_or(i32::MAX);
        Type::primitive_type_builder(name, physical)
            .with_repetition(repetition)
            .with_logical_type(Some(LogicalType::decimal(decimals, precision)))
            .with_precision(precision)
            .with_scale(decimals)
            .with_length(if physical == Physical::FIXED_LEN_BYTE_ARRAY { 16 } else { -1 })
            .build()
    };
    let plain = |physical, logical| {
        let builder = Type::primitive_type_builder(name, physical).with_repetition(repetition);
        builder.with_logical_type(logical).build()
    };
    Ok(Arc::new(match column.kind {
        ColumnKind::Text => return text(name, repetition),
        ColumnKind::Texts => list(name)?,
        ColumnKind::Day => plain(Physical::INT32, Some(LogicalType::Date))?,
        ColumnKind::Count => plain(Physical::INT64, None)?,
        ColumnKind::Whole => number(Physical::FIXED_LEN_BYTE_ARRAY, LONG, 0)?,
        ColumnKind::Quantity => number(Physical::INT64, SHORT, 6)?,
        ColumnKind::Share => number(Physical::INT64, SHORT, 4)?,
        ColumnKind::Points => number(Physical::INT64, SHORT, 2)?,
        ColumnKind::Flag => plain(Physical::BOOLEAN, None)?,
    }))
}

fn text(name: &str, repetition: Repetition) -> Result<TypePtr> {
    let text = Type::primitive_type_builder(name, Physical::BYTE_ARRAY);
    let text = text.with_repetition(repetition).with_logical_type(Some(LogicalType::String));
    Ok(Arc::new(text.build()?))
}

/// The layout of lists that the format prescribes.
fn list(name: &str) -> Result<Type> {
    let element = text("element", Repetition::REQUIRED)?;
    let items = Type::group_type_builder("list").with_repetition(Repetition::REPEATED);
    let items = Arc::new(items.with_fields(vec![element]).build()?);
    Type::group_type_builder(name)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::List))
        .with_fields(vec![items])
        .build()
}
