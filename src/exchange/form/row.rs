//! A row below the heads of a form, and what a cell of it says.

use super::FilledValue;
use crate::account::Address;
use crate::exchange::number::measured;
use crate::exchange::place::{address, one_line};
use crate::exchange::sheet::{Cell, Sheet};
use crate::ledger::INVESTED;
use crate::page::entries::form::FormColumn;
use crate::page::refusals::returned::FormProblem;
use crate::page::refusals::rows::CellProblem;
use crate::page::typed::{denies, is_nothing};

/// A row below the heads.
pub(super) struct Row<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) row: u32,
    pub(super) columns: &'s [(u32, FormColumn)],
}

impl Row<'_> {
    pub(super) fn column(&self, wanted: FormColumn) -> Option<u32> {
        self.columns.iter().find(|(_, column)| *column == wanted).map(|(place, _)| *place)
    }

    /// The words under a head, with their place.
    pub(super) fn text(&self, wanted: FormColumn) -> Option<(Address, String)> {
        let place = self.column(wanted)?;
        let cell = self.sheet.cell((self.row, place))?;
        Some((address(self.sheet, self.row, place), one_line(cell.text())))
    }

    /// Every cell that is not blank.
    pub(super) fn cells(&self) -> impl Iterator<Item = (Address, String)> + '_ {
        let cells = self.sheet.rows.get(&self.row).into_iter().flat_map(|cells| cells.iter());
        cells.map(|(column, cell)| (address(self.sheet, self.row, *column), one_line(cell.text())))
    }

    /// What was filled in under a head; none where nothing is said. `unit` is that of its figure.
    pub(super) fn filled(
        &self,
        (place, column): (u32, FormColumn),
        unit: &str,
    ) -> Result<Option<FilledValue>, FormProblem> {
        let at = (self.row, place);
        let Some(cell) = self.sheet.shown(at) else {
            return Ok(None);
        };
        if self.sheet.region(at).is_some() {
            let text = one_line(cell.text());
            return Err(FormProblem::Cell { text, why: CellProblem::Merged });
        }
        value(cell, column, unit)
    }
}

/// What a cell says; a number is asked for in its unit.
fn value(cell: &Cell, column: FormColumn, unit: &str) -> Result<Option<FilledValue>, FormProblem> {
    let text = cell.text().trim();
    let unit = match column {
        FormColumn::Done => Some(unit),
        FormColumn::Invested => Some(INVESTED),
        _ => None,
    };
    let refused = |why| Err(FormProblem::Cell { text: one_line(text), why });
    match (cell, unit) {
        (Cell::Struck(_), _) => refused(CellProblem::Struck),
        (Cell::Error(_), _) => refused(CellProblem::Error),
        (Cell::Unvalued, _) => refused(CellProblem::NoValue),
        (Cell::Date(_), Some(_)) => refused(CellProblem::Day),
        (Cell::Flag(_), _) => refused(CellProblem::Flag),
        (Cell::Text(_), _) if is_nothing(text) => Ok(None),
        (Cell::Text(_), None) if column == FormColumn::Request && denies(text) => Ok(None),
        (Cell::Text(_) | Cell::Number(_), Some(unit)) => match measured(text, unit) {
            Ok(number) => Ok(Some(FilledValue::Number(number))),
            Err(_) => Err(FormProblem::NotANumber { text: one_line(text), unit: unit.to_owned() }),
        },
        // Each line of blockers is one.
        (Cell::Text(_), None) if column == FormColumn::Blocker => {
            let lines: Vec<String> = text.lines().map(one_line).collect();
            Ok(Some(FilledValue::Words(lines.join("\n"))))
        }
        (Cell::Text(_) | Cell::Number(_) | Cell::Date(_), None) => {
            Ok(Some(FilledValue::Words(one_line(text))))
        }
    }
}
