//! A column of a table: its name, its type and what it shows of a row.

use crate::account::points;
use crate::ledger::{Quantity, Share};
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Several words.
    Texts,
    /// A day.
    Day,
    /// A whole number.
    Count,
    /// A whole number of up to 38 digits: the numerator or the denominator of an exact fraction.
    Whole,
    /// A quantity, with its six decimals.
    Quantity,
    /// A share, with four decimals.
    Share,
    /// Percentage points, with two decimals.
    Points,
    /// Yes or no.
    Flag,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is a value of the kind of column of its name")]
pub enum Value<'r> {
    Null,
    Text(Cow<'r, str>),
    Texts(Vec<&'r str>),
    Day(NaiveDate),
    Count(i64),
    Whole(i128),
    Quantity(Quantity),
    Share(Share),
    Points(Share),
    Flag(bool),
}

/// A column of a table of such rows.
pub struct Column<'c, R> {
    /// Its name in every format.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether each row has a value there.
    pub required: bool,
    value: Box<dyn for<'r> Fn(&'r R) -> Value<'r> + Send + Sync + 'c>,
}

impl<'c, R> Column<'c, R> {
    /// What it shows of a row.
    pub fn value<'r>(&self, row: &'r R) -> Value<'r> {
        (self.value)(row)
    }

    fn new(
        name: &'static str,
        kind: ColumnKind,
        value: impl for<'r> Fn(&'r R) -> Value<'r> + Send + Sync + 'c,
    ) -> Self {
        Self { name, kind, required: false, value: Box::new(value) }
    }

    /// The same, with a value in each row.
    pub(super) fn always(self) -> Self {
        Self { required: true, ..self }
    }

    pub(super) fn text(
        name: &'static str,
        of: impl for<'r> Fn(&'r R) -> Option<&'r str> + Send + Sync + 'c,
    ) -> Self {
        Self::new(name, ColumnKind::Text, move |row| {
            of(row).map_or(Value::Null, |text| Value::Text(Cow::Borrowed(text)))
        })
    }

    /// What has parts of its own, as JSON.
    pub(super) fn json<T: Serialize>(
        name: &'static str,
        of: impl for<'r> Fn(&'r R) -> Option<&'r T> + Send + Sync + 'c,
    ) -> Self {
        Self::new(name, ColumnKind::Text, move |row| {
            let text = of(row).and_then(|value| serde_json::to_string(value).ok());
            text.map_or(Value::Null, |text| Value::Text(Cow::Owned(text)))
        })
    }

    pub(super) fn texts(
        name: &'static str,
        of: impl for<'r> Fn(&'r R) -> Vec<&'r str> + Send + Sync + 'c,
    ) -> Self {
        Self::new(name, ColumnKind::Texts, move |row| Value::Texts(of(row))).always()
    }

    pub(super) fn day(
        name: &'static str,
        of: impl Fn(&R) -> Option<NaiveDate> + Send + Sync + 'c,
    ) -> Self {
        Self::new(name, ColumnKind::Day, move |row| of(row).map_or(Value::Null, Value::Day))
    }

    pub(super) fn count(
        name: &'static str,
        of: impl Fn(&R) -> Option<i64> + Send + Sync + 'c,
    ) -> Self {
        Self::new(name, ColumnKind::Count, move |row| of(row).map_or(Value::Null, Value::Count))
    }

    pub(super) fn whole(
        name: &'static str,
        of: impl Fn(&R) -> Option<i128> + Send + Sync + 'c,
    ) -> Self {
        Self::new(name, ColumnKind::Whole, move |row| of(row).map_or(Value::Null, Value::Whole))
    }

    pub(super) fn quantity(
        name: &'static str,
        of: impl Fn(&R) -> Option<Quantity> + Send + Sync + 'c,
    ) -> Self {
        Self::new(name, ColumnKind::Quantity, move |row| {
            of(row).map_or(Value::Null, Value::Quantity)
        })
    }

    pub(super) fn share(
        name: &'static str,
        of: impl Fn(&R) -> Option<Share> + Send + Sync + 'c,
    ) -> Self {
        Self::new(name, ColumnKind::Share, move |row| of(row).map_or(Value::Null, Value::Share))
    }

    pub(super) fn points(
        name: &'static str,
        of: impl Fn(&R) -> Option<Share> + Send + Sync + 'c,
    ) -> Self {
        Self::new(name, ColumnKind::Points, move |row| of(row).map_or(Value::Null, Value::Points))
    }

    pub(super) fn flag(name: &'static str, of: impl Fn(&R) -> bool + Send + Sync + 'c) -> Self {
        Self::new(name, ColumnKind::Flag, move |row| Value::Flag(of(row))).always()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        /// Past this a number of JSON is no longer exact for all who read it.
        const EXACT: i128 = 1 << 53;
        match self {
            Self::Null => to.serialize_none(),
            Self::Text(text) => to.serialize_str(text),
            Self::Texts(texts) => to.collect_seq(texts),
            Self::Day(day) => day.serialize(to),
            Self::Count(count) => to.serialize_i64(*count),
            Self::Whole(number) => match i64::try_from(*number) {
                Ok(short) if (-EXACT..=EXACT).contains(number) => to.serialize_i64(short),
                Ok(_) | Err(_) => to.collect_str(number),
            },
            Self::Quantity(quantity) => quantity.serialize(to),
            Self::Share(share) => share.serialize(to),
            Self::Points(share) => to.serialize_f64(points(*share)),
            Self::Flag(flag) => to.serialize_bool(*flag),
        }
    }
}

/// A row with the columns that show it: what JSON and CSV write.
pub struct Columns<'s, 'c, R>(pub &'s [Column<'c, R>], pub R);

impl<R> Serialize for Columns<'_, '_, R> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|column| (column.name, column.value(&self.1))))
    }
}
