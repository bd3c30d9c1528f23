//! What a form keeps on a hidden sheet: its ledger, its period, and what each row was issued for.

use crate::exchange::sheet::{Cell, Sheet};
use crate::page::entries::form::{Issued, Shown};
use crate::source::digest;

/// What its first cell says.
const FIRST: &str = "duban-form";

/// The version of what follows.
const VERSION: &str = "1";

/// What a form was issued for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::exchange) struct FormMark {
    pub(in crate::exchange) ledger: String,
    pub(in crate::exchange) period: String,
    pub(in crate::exchange) issued: Vec<Issued>,
}

impl FormMark {
    /// Its rows, each cell a text.
    pub(in crate::exchange) fn rows(&self) -> Vec<Vec<&str>> {
        let head = [
            vec![FIRST, VERSION],
            vec!["ledger", self.ledger.as_str()],
            vec!["period", self.period.as_str()],
        ];
        let issued = self.issued.iter().map(|own| {
            let Issued { department, task, indicator, digest, shown } = own;
            let Shown { title, indicator: name, target, unit } = shown;
            vec!["row", department, task, indicator, digest, title, name, target, unit]
        });
        head.into_iter().chain(issued).collect()
    }

    /// A digest of all of it.
    pub(in crate::exchange) fn digest(&self) -> String {
        digest(&format!("{:?}", self.rows()))
    }

    /// The mark among the sheets of a workbook; the error that it was changed. `None` where the workbook is no form.
    pub(super) fn of(sheets: &[Sheet]) -> Option<Result<Self, Changed>> {
        let sheet = sheets.iter().find(|sheet| is_mark(sheet))?;
        let text = |row: u32, column: u32| {
            sheet.cell((row, column)).map_or_else(String::new, |cell| cell.text().to_owned())
        };
        let mut mark = Self::default();
        let mut kept = None;
        for row in sheet.rows.keys().copied().filter(|row| *row > 0) {
            let cell = |column| text(row, column);
            match cell(0).as_str() {
                "ledger" => mark.ledger = cell(1),
                "period" => mark.period = cell(1),
                "digest" => kept = Some(cell(1)),
                "row" => mark.issued.push(Issued {
                    department: cell(1),
                    task: cell(2),
                    indicator: cell(3),
                    digest: cell(4),
                    shown: Shown {
                        title: cell(5),
                        indicator: cell(6),
                        target: cell(7),
                        unit: cell(8),
                    },
                }),
                _ => {}
            }
        }
        let sound = text(0, 1) == VERSION && kept.as_deref() == Some(mark.digest().as_str());
        Some(if sound { Ok(mark) } else { Err(Changed) })
    }
}

/// What a form keeps out of sight was changed, or is of a later version.
#[derive(Clone, Copy, Debug)]
pub(super) struct Changed;

/// Whether it is the hidden sheet of a form.
pub(super) fn is_mark(sheet: &Sheet) -> bool {
    sheet.cell((0, 0)).map(Cell::text) == Some(FIRST)
}
