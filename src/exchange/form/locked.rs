//! The locked cells of a row, held against what they said when the form was issued.

use super::row::Row;
use crate::account::Address;
use crate::exchange::place::{address, one_line};
use crate::ledger::folded;
use crate::page::entries::form::{FormColumn, Issued};
use crate::page::refusals::returned::FormProblem;

/// The locked cells that say something else now. A column that was taken away says nothing else.
pub(super) fn changed(row: &Row<'_>, issued: &Issued) -> Vec<(Address, FormProblem)> {
    let shown = &issued.shown;
    let promised = [
        (FormColumn::Title, &shown.title),
        (FormColumn::Target, &shown.target),
        (FormColumn::Unit, &shown.unit),
    ];
    let beside = issued.beside.iter().map(|(column, was)| (*column, was));
    let held = promised.into_iter().chain(beside).filter_map(|(column, was)| {
        let place = row.column(column)?;
        let found = row.text(column);
        let (at, is) = found.unwrap_or_else(|| (address(row.sheet, row.row, place), String::new()));
        let same = folded(&is) == folded(&one_line(was));
        (!same).then(|| (at, FormProblem::Locked { is, was: was.clone() }))
    });
    held.collect()
}
