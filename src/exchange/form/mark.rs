//! What a form keeps on a hidden sheet: its ledger, its period, and what each row was issued for.

use crate::exchange::sheet::{Cell, Sheet};
use crate::page::entries::form::{FormColumn, Issued, Shown};
use crate::source::digest;

/// What its first cell says.
const FIRST: &str = "duban-form";

/// The version of what follows, and the first one, which kept of the locked cells no more than what was promised.
const VERSION: &str = "2";
const FIRST_VERSION: &str = "1";

/// What a form was issued for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::exchange) struct FormMark {
    pub(in crate::exchange) is_of_first_version: bool,
    pub(in crate::exchange) ledger: String,
    pub(in crate::exchange) period: String,
    pub(in crate::exchange) issued: Vec<Issued>,
}

impl FormMark {
    /// Its rows, each cell a text.
    pub(in crate::exchange) fn rows(&self) -> Vec<Vec<&str>> {
        let version = if self.is_of_first_version { FIRST_VERSION } else { VERSION };
        let head = [
            vec![FIRST, version],
            vec!["ledger", self.ledger.as_str()],
            vec!["period", self.period.as_str()],
        ];
        let issued = self.issued.iter().map(|own| {
            let Issued { department, task, indicator, digest, shown, beside } = own;
            let Shown { title, indicator: name, target, unit } = shown;
            let mut cells =
                vec!["row", department, task, indicator, digest, title, name, target, unit];
            cells.extend(beside.iter().map(|(_, words)| words.as_str()));
            cells
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
        let version = text(0, 1);
        let mut mark = Self { is_of_first_version: version == FIRST_VERSION, ..Self::default() };
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
                    beside: beside(mark.is_of_first_version, cell),
                }),
                _ => {}
            }
        }
        let known = version == VERSION || mark.is_of_first_version;
        let sound = known && kept.as_deref() == Some(mark.digest().as_str());
        Some(if sound { Ok(mark) } else { Err(Changed) })
    }
}

/// The locked cells that promise nothing, in the columns behind the others.
fn beside(is_of_first_version: bool, cell: impl Fn(u32) -> String) -> Vec<(FormColumn, String)> {
    let columns = FormColumn::BESIDE.into_iter().zip(9..);
    let columns = columns.filter(|_| !is_of_first_version);
    columns.map(|(column, at)| (column, cell(at))).collect()
}

/// What a form keeps out of sight was changed, or is of a later version.
#[derive(Clone, Copy, Debug)]
pub(super) struct Changed;

/// Whether it is the hidden sheet of a form.
pub(super) fn is_mark(sheet: &Sheet) -> bool {
    sheet.cell((0, 0)).map(Cell::text) == Some(FIRST)
}
