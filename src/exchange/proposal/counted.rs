//! A quantity that words name, and its place among them.

use super::clauses::Stance;
use crate::ledger::{Better, Quantity};

/// A quantity that words name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// How much; of a range the end that must be reached.
    pub number: Quantity,
    /// Its unit; none of a figure like that of PM2.5降至29.
    pub unit: Option<String>,
    /// Which side is the better one, where the words say so.
    pub better: Option<Better>,
    /// Whether it is compared with the target itself and not with time: a growth rate, a share, a ceiling.
    pub rate: bool,
    /// Whether it has no unit.
    pub bare: bool,
    /// What is counted; empty where no noun says it.
    pub name: String,
    /// What is done to it: 建成, 交付; empty where nothing is said.
    pub verb: String,
    /// Whether its noun stands behind it: 3个街道.
    pub noun_is_behind: bool,
    /// Where the way begins: 由60户增加到200户.
    pub baseline: Option<Quantity>,
    /// Whether another figure was set aside for it.
    pub several: bool,
}

/// A quantity with its place in the text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    /// The first byte of its clause.
    pub clause: usize,
    /// The words of its clause before it, from the quantity before on.
    pub lead: String,
    pub stance: Stance,
    pub year: Option<i32>,
    /// Whether it is one only where a way leads from it: 由38提高到42%.
    pub leads_only: bool,
    pub counted: Counted,
}
