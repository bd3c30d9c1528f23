//! A file of figures as claims. Every row that is not blank becomes a claim, whatever it holds, so that no row gets lost.
//!
//! A claim says what was read, unit included, not what was meant: that is decided where the task is known.

use super::claims::{Rows, other};
use super::figure::Units;
use super::head::{Asked, Head, Lacks, Reading, distinct, head, heading};
use super::place::first_column;
use super::sheet::Sheet;
use crate::account::{Address, Claim, Reply, Skip};
use crate::ledger::folded;

pub(super) use super::place::{address, one_line};

/// The error that no sheet has a table that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoTable {
    /// The best candidate of each sheet that is not empty.
    pub seen: Vec<Seen>,
}

/// The row of a sheet that comes nearest to the head of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Where it begins.
    pub at: Address,
    /// The words in it.
    pub headings: Vec<String>,
    /// No column names tasks.
    pub no_tasks: bool,
    /// No column is known to hold figures.
    pub no_figure: bool,
    /// Several columns may hold the figures: their cells.
    pub figures: Vec<(Address, String)>,
    /// Columns that name tasks in the same words, of tables beside each other: their cells.
    pub beside: Vec<(Address, String)>,
    /// Columns of one period alone or of all up to its end, nobody can say: their cells.
    pub unclear: Vec<(Address, String)>,
}

/// The number of rows in which the head of a table is searched.
pub(super) const DEPTH: usize = 60;

/// Reads the sheets of one file. A heading of another time than is `asked` for has none of these figures.
///
/// # Errors
/// No sheet has a head with tasks and figures, or one has several columns of figures.
pub fn reply(
    file: &str,
    sheets: &[Sheet],
    units: &Units,
    asked: Asked<'_>,
) -> Result<Reply, NoTable> {
    let reading = Reading { units, asked };
    let mut claims = Vec::new();
    let mut seen = Vec::new();
    let mut unused = Vec::new();
    let mut tables = 0;
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        match (sheet.hidden, table(sheet, &reading)) {
            (true, _) => claims.extend(skipped(sheet, Skip::Hidden)),
            (false, Ok(head)) => {
                tables += 1;
                let (rows, left) = Rows { sheet, reading: &reading }.claims(head);
                claims.extend(rows);
                unused.extend(left);
            }
            (false, Err(nearest)) => {
                claims.extend(skipped(sheet, Skip::NoTable));
                seen.push(*nearest);
            }
        }
    }
    let undecided = seen
        .iter()
        .any(|table| !table.beside.is_empty() || !table.figures.is_empty() && !table.no_tasks);
    if tables == 0 || undecided {
        return Err(NoTable { seen });
    }
    let sender = sheets.iter().find_map(sender);
    Ok(Reply { file: file.to_owned(), claims, sender, unused })
}

/// Who filled a sheet in: `填报单位:东海街道办`.
fn sender(sheet: &Sheet) -> Option<String> {
    let cells = sheet.rows.values().take(DEPTH).flat_map(|cells| cells.values());
    let heads = ["填报单位:", "报送单位:", "填表单位:", "上报单位:", "department:", "reportedby:"];
    cells.map(|cell| folded(cell.text())).find_map(|text| {
        let name = heads.iter().find_map(|head| text.strip_prefix(head))?;
        let name = name.split(['(', ' ', ',']).next().unwrap_or(name);
        (!name.is_empty()).then(|| name.to_owned())
    })
}

fn skipped(sheet: &Sheet, why: Skip) -> impl Iterator<Item = Claim> {
    sheet.rows.keys().map(move |row| other(sheet, *row, why))
}

/// The first head of a sheet.
fn table(sheet: &Sheet, reading: &Reading<'_>) -> Result<Head, Box<Seen>> {
    let mut nearest: Option<(u32, Lacks)> = None;
    for row in sheet.rows.keys().take(DEPTH) {
        match head(sheet, *row, reading) {
            Ok(found) => {
                let lower = (found.first.saturating_add(1)..=found.last)
                    .rev()
                    .find_map(|row| head(sheet, row, reading).ok());
                return Ok(lower.unwrap_or(found));
            }
            Err(lacks) => {
                let score =
                    |row: u32, lacks: &Lacks| (lacks.understood, distinct(sheet, row).min(8));
                let better = nearest
                    .as_ref()
                    .is_none_or(|(at, best)| score(*row, &lacks) > score(*at, best));
                if better {
                    nearest = Some((*row, lacks));
                }
            }
        }
    }
    let (row, lacks) = nearest.unwrap_or_default();
    Err(Box::new(nearest_head(sheet, row, &lacks)))
}

fn nearest_head(sheet: &Sheet, row: u32, lacks: &Lacks) -> Seen {
    let cells = sheet.rows.get(&row);
    let words = cells.into_iter().flat_map(|cells| cells.values());
    let figure =
        |column: &u32| (address(sheet, row, *column), heading(sheet, *column, row, row).concat());
    Seen {
        at: address(sheet, row, first_column(sheet, row)),
        headings: words.map(|cell| one_line(cell.text())).collect(),
        no_tasks: lacks.tasks,
        no_figure: lacks.figure,
        figures: lacks.figures.iter().map(figure).collect(),
        beside: lacks.beside.iter().map(figure).collect(),
        unclear: lacks.unclear.iter().map(figure).collect(),
    }
}
