//! A file of many entries as rows: which column holds what, and what each row says there, as it was read.

use super::figure::Units;
use super::head::{headings, last_row};
use super::heading::{Meaning, meaning};
use super::not_tasks::{is_note, is_passed_over, is_total};
use super::reply::{DEPTH, address, one_line};
use super::sheet::{Cell, Sheet};
use crate::account::Address;
use crate::ledger::folded;
use crate::page::typed::HEADS;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a file.
#[derive(Clone, Debug, Default)]
pub struct Updates {
    /// Every row that is not blank and no total.
    pub rows: Vec<UpdateRow>,
    /// Sheets that are hidden or hold no table.
    pub passed_over: Vec<String>,
}

/// One row: its cells by what their columns hold.
#[derive(Clone, Debug)]
pub struct UpdateRow {
    /// Where it begins.
    pub at: Address,
    /// A cell in a column without a heading, which belongs to nothing.
    pub beyond: Option<(Address, String)>,
    cells: BTreeMap<&'static str, Cell>,
    units: BTreeMap<&'static str, String>,
}

impl UpdateRow {
    /// The cell of a column.
    pub fn cell(&self, column: &str) -> Option<&Cell> {
        self.cells.get(column)
    }

    /// The unit that the heading of a column states.
    pub fn unit(&self, column: &str) -> Option<&str> {
        self.units.get(column).map(String::as_str)
    }
}

/// Why a file has no such rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoUpdates {
    /// Nothing in it.
    Empty,
    /// A heading that means nothing here.
    Unknown(Address, String),
    /// No column of ids or titles.
    NoTasks,
    /// No column of anything to enter.
    NothingToEnter,
    /// Two columns that mean the same.
    Twice([(Address, String); 2]),
}

/// The columns of which a row needs at least one.
const CONTENT: [&str; 5] = ["done", "step", "note", "request", "invested"];

/// Reads the sheets of one file.
///
/// # Errors
/// No sheet has a head with tasks and something to enter, or a head has a column twice or one that is unknown.
pub fn updates(sheets: &[Sheet], units: &Units) -> Result<Updates, NoUpdates> {
    let mut updates = Updates::default();
    let mut problem = NoUpdates::Empty;
    let mut tables = 0;
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        let table = if sheet.hidden { Err(NoUpdates::NoTasks) } else { table(sheet, units) };
        match table {
            Ok(table) => {
                tables += 1;
                updates.rows.extend(rows(sheet, &table));
            }
            Err(twice @ NoUpdates::Twice(_)) => return Err(twice),
            Err(other) => {
                updates.passed_over.extend(sheet.name.clone());
                problem = if problem == NoUpdates::Empty { other } else { problem };
            }
        }
    }
    if tables == 0 { Err(problem) } else { Ok(updates) }
}

/// The columns of a table, and the row below its head.
struct Table {
    columns: BTreeMap<u32, &'static str>,
    units: BTreeMap<&'static str, String>,
    headed: BTreeSet<u32>,
    below: u32,
}

/// The head of a sheet: the first row with tasks and something to enter.
fn table(sheet: &Sheet, units: &Units) -> Result<Table, NoUpdates> {
    let mut nearest: Option<(usize, NoUpdates)> = None;
    for row in sheet.rows.keys().copied().take(DEPTH) {
        let read = Columns::read(sheet, row, units);
        match read.settled(sheet, row) {
            Ok(table) => return Ok(table(last_row(sheet, row, units).saturating_add(1))),
            Err(twice @ NoUpdates::Twice(_)) => return Err(twice),
            Err(problem) if nearest.as_ref().is_none_or(|(best, _)| read.known.len() > *best) => {
                nearest = Some((read.known.len(), problem));
            }
            Err(_) => {}
        }
    }
    Err(nearest.map_or(NoUpdates::Empty, |(_, problem)| problem))
}

/// What the columns under a row hold.
#[derive(Default)]
struct Columns {
    known: Vec<(u32, &'static str, String)>,
    headed: BTreeSet<u32>,
    unknown: Option<(u32, String)>,
    units: BTreeMap<&'static str, String>,
}

impl Columns {
    fn read(sheet: &Sheet, row: u32, units: &Units) -> Self {
        let mut read = Self::default();
        let mut titles: Vec<(u8, u32, String)> = Vec::new();
        let mut money: Option<(u32, String, Option<String>)> = None;
        for (column, words) in headings(sheet, row, units) {
            let name = one_line(&words.concat());
            read.headed.extend((!name.is_empty()).then_some(column));
            let exact = folded(&name);
            let meant = meaning(&words, units);
            let key = HEADS.iter().find(|(_, names)| names.iter().any(|own| folded(own) == exact));
            match (key, meant) {
                (Some((key, _)), meant) => {
                    if let Meaning::Figure(figure) = meant {
                        read.units.extend(figure.unit.map(|unit| (*key, unit)));
                    }
                    read.known.push((column, key, name));
                }
                (None, Meaning::Id) => read.known.push((column, "id", name)),
                (None, Meaning::Title(rank)) => titles.push((rank, column, name)),
                // What another command converts is no figure of the year so far.
                (None, Meaning::Figure(figure)) if !figure.kind.is_the_ledgers() => {
                    read.unknown.get_or_insert((column, name));
                }
                (None, Meaning::Figure(figure)) if figure.money => {
                    money = Some((column, name, figure.unit));
                }
                (None, Meaning::Figure(figure)) => {
                    let share = figure.share.then(|| "%".to_owned());
                    read.units.extend(share.or(figure.unit).map(|unit| ("done", unit)));
                    read.known.push((column, "done", name));
                }
                (None, Meaning::Remark | Meaning::Blockers) => {
                    read.known.push((column, "note", name));
                }
                (None, Meaning::Next) => read.known.push((column, "next", name)),
                (None, Meaning::Indicator) => read.known.push((column, "indicator", name)),
                (None, Meaning::Unit { .. } | Meaning::Target | Meaning::Owner) => {}
                (None, Meaning::Step) => read.known.push((column, "step", name)),
                (None, Meaning::Other | Meaning::Unclear) if is_passed_over(&name) => {}
                (None, Meaning::Other | Meaning::Unclear) => {
                    read.unknown.get_or_insert((column, name));
                }
            }
        }
        read.indicators(!titles.is_empty());
        read.titles(titles);
        read.money(money);
        read
    }

    /// A column of indicators names the tasks where no other column does.
    fn indicators(&mut self, titled: bool) {
        let names_tasks = titled || self.has("id") || self.has("title");
        for (_, key, _) in self.known.iter_mut().filter(|(_, key, _)| *key == "indicator") {
            if !names_tasks {
                *key = "title";
            }
        }
    }

    /// Of several columns of titles those count that mean it most surely, as elsewhere.
    fn titles(&mut self, titles: Vec<(u8, u32, String)>) {
        let surest = titles.iter().map(|(rank, ..)| *rank).min();
        let titles = titles.into_iter().filter(|(rank, ..)| Some(*rank) == surest);
        self.known.extend(titles.map(|(_, column, name)| (column, "title", name)));
    }

    /// A column of investment is the investment made beside another figure, and the figure where it is the only one.
    fn money(&mut self, money: Option<(u32, String, Option<String>)>) {
        if let Some((column, name, unit)) = money {
            let key = if self.has("done") { "invested" } else { "done" };
            self.units.extend(unit.map(|unit| (key, unit)));
            self.known.push((column, key, name));
        }
    }

    fn has(&self, key: &str) -> bool {
        self.known.iter().any(|(_, own, _)| *own == key)
    }

    /// The columns as a table, once the row below its head is known.
    fn settled(&self, sheet: &Sheet, row: u32) -> Result<impl FnOnce(u32) -> Table, NoUpdates> {
        let at = |column: u32| address(sheet, row, column);
        let tasks = self.has("id") || self.has("title");
        let content = CONTENT.iter().any(|key| self.has(key));
        if let Some((column, name)) = self.unknown.clone().filter(|_| !self.known.is_empty()) {
            return Err(NoUpdates::Unknown(at(column), name));
        }
        match (tasks, content) {
            (false, _) => return Err(NoUpdates::NoTasks),
            (true, false) => return Err(NoUpdates::NothingToEnter),
            (true, true) => {}
        }
        for (nth, (column, key, name)) in self.known.iter().enumerate() {
            let before = self.known.iter().take(nth).find(|(_, own, _)| own == key);
            if let Some((first, _, first_name)) = before {
                let twice = [(at(*first), first_name.clone()), (at(*column), name.clone())];
                return Err(NoUpdates::Twice(twice));
            }
        }
        let columns = self.known.iter().map(|(column, key, _)| (*column, *key)).collect();
        let (units, headed) = (self.units.clone(), self.headed.clone());
        Ok(move |below| Table { columns, units, headed, below })
    }
}

fn rows(sheet: &Sheet, table: &Table) -> Vec<UpdateRow> {
    let mut rows = Vec::new();
    for (row, own) in sheet.rows.range(table.below..) {
        let first = own.values().next().map_or("", Cell::text);
        if is_total(first) || (is_note(first) && own.len() == 1) {
            continue;
        }
        let cells = table.columns.iter().filter_map(|(column, key)| {
            // A task may be named in one cell for several rows.
            let cell = match *key {
                "id" | "title" => sheet.shown((*row, *column)),
                _ => sheet.cell((*row, *column)),
            };
            Some((*key, cell?.clone()))
        });
        let cells: BTreeMap<&'static str, Cell> = cells.collect();
        let column = own.keys().next().copied().unwrap_or(0);
        let beyond = own.iter().find(|(column, _)| !table.headed.contains(column));
        let beyond =
            beyond.map(|(column, cell)| (address(sheet, *row, *column), one_line(cell.text())));
        if !cells.is_empty() || beyond.is_some() {
            let (at, units) = (address(sheet, *row, column), table.units.clone());
            rows.push(UpdateRow { at, beyond, cells, units });
        }
    }
    rows
}
