//! Where the heads of plans stand in a sheet, and the words and cells over each column.

use super::column::PlanColumn;
use super::map::{MappedColumn, MappedTable, MappedTo};
use super::words::{Meant, meant};
use crate::exchange::figure::Units;
use crate::exchange::head::{columns, distinct, heading_cells, is_labels, last_row};
use crate::exchange::heading::words;
use crate::exchange::rows::Row;
use crate::exchange::sheet::{Cell, Sheet};
use crate::ledger::folded;

/// The head of a table.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Its first row; labels above it count in.
    pub(super) first: u32,
    /// Its last row.
    pub(super) last: u32,
    /// Its columns from left to right.
    pub(super) columns: Vec<HeadColumn>,
}

/// The words over a column.
#[derive(Clone, Debug)]
pub(super) struct HeadColumn {
    /// Its place.
    pub(super) place: u32,
    /// The words from above.
    pub(super) words: Vec<String>,
    /// The cells that hold them.
    pub(super) cells: Vec<(u32, u32)>,
    /// What they mean.
    pub(super) meant: Meant,
    /// The unit among them.
    pub(super) unit: Option<String>,
    /// What a mapping says of the column.
    pub(super) mapped: Option<MappedColumn>,
}

/// The most rows of groups above the row that names the columns.
const GROUPS: u32 = 3;

/// The most letters of a cell in a head.
const LONGEST: usize = 40;

/// What heads are read with.
pub(super) struct Heads<'h> {
    pub(super) sheet: &'h Sheet,
    pub(super) units: &'h Units,
    pub(super) mapped: Vec<&'h MappedTable>,
}

impl Heads<'_> {
    /// The head that a mapping places, by its rows.
    pub(super) fn placed(&self, first: u32, last: u32) -> Head {
        self.head(first, last)
    }

    /// The head whose columns are named in a row; `None` where they are not.
    pub(super) fn at(&self, row: u32) -> Option<Head> {
        let cells = self.sheet.rows.get(&row)?;
        if cells.len() < 2 || !self.names_columns(row, cells) {
            return None;
        }
        let mut first = row;
        while row - first < GROUPS
            && let Some(above) = first.checked_sub(1).filter(|above| self.groups(*above, first))
        {
            first = above;
        }
        let head = self.head(first, self.last(row));
        head.is_of_a_plan().then_some(head)
    }

    /// Whether a row may name columns: looked at before the rows around it are.
    fn names_columns(&self, row: u32, cells: &Row) -> bool {
        let is_word = |cell: &Cell| match cell {
            Cell::Text(text) if is_figure(text) => is_year(text),
            Cell::Text(text) => text.len() <= 4 * LONGEST && text.chars().count() <= LONGEST,
            Cell::Number(text) => is_year(text),
            Cell::Date(_) | Cell::Error(_) | Cell::Flag(_) | Cell::Unvalued | Cell::Struck(_) => {
                false
            }
        };
        if !cells.values().all(is_word) {
            return false;
        }
        let mut known = 0;
        let mut titles = 0;
        for (nth, (column, cell)) in cells.iter().enumerate() {
            // One of the first cells is a heading that is known, or a table of many rows would take long.
            if nth == 3 && titles + known == 0 {
                return false;
            }
            let (words, _) = words(&[cell.text().to_owned()], self.units);
            let mapped = self.mapped_to(&words, *column, None).map(|mapped| &mapped.is);
            match (mapped, meant(&words)) {
                (Some(MappedTo::Column(PlanColumn::Title)), _) => titles += 1,
                (Some(_), _) => known += 1,
                (None, Meant::Title(_) | Meant::GoalOrTarget) => titles += 1,
                (
                    None,
                    Meant::Column(PlanColumn::Id | PlanColumn::Goal | PlanColumn::Measures, _),
                ) => titles += 1,
                (None, Meant::Column(..) | Meant::UnitOrUnits) => known += 1,
                // 节点目标 over 一季度 stands in a row that names others.
                (None, Meant::Unknown) => {}
            }
        }
        // A row of words in which a few happen to be headings is none.
        let all = distinct(self.sheet, row);
        titles >= 1 && titles + known >= 2 && (titles + known) * 5 >= all * 2
    }

    /// Whether a row holds names of groups of columns for the row below it.
    fn groups(&self, above: u32, below: u32) -> bool {
        let Some(cells) = self.sheet.rows.get(&above) else {
            return false;
        };
        let begun = self.sheet.merged.begun(above);
        let down = begun.iter().any(|region| region.last.0 >= below);
        let is_line = |text: &str| {
            let text = folded(text);
            text.contains(':')
                || text.chars().count() > 20
                || text.starts_with("附件")
                || ["表", "清单", "台账", "方案"].iter().any(|end| text.ends_with(end))
        };
        let short = cells.values().all(|cell| matches!(cell, Cell::Text(text) if !is_line(text)));
        let Some(own) = self.sheet.rows.get(&below) else {
            return false;
        };
        let across = begun.iter().any(|region| region.last.1 > region.first.1);
        let fewer = cells.len() < own.len() && cells.keys().next() >= own.keys().next();
        let lost = self.sheet.merged.is_empty() && fewer;
        // Words over words are a row of a table, merged with its neighbour or not.
        let words = cells.iter().all(|(column, cell)| {
            let merged = self.sheet.region((above, *column)).is_some();
            matches!(cell, Cell::Text(_)) && (merged || !own.contains_key(column))
        });
        let labels = || is_labels(self.sheet, above, self.units);
        cells.len() >= 2 && ((down && words) || (short && (across || lost || labels())))
    }

    /// The last row of a head: the rows below belong to it where they part its columns or state units.
    fn last(&self, row: u32) -> u32 {
        let last = last_row(self.sheet, row, self.units);
        // Rows that merged cells of the first reach down to are of the head, whatever stands in them.
        let begun = self.sheet.merged.begun(row).iter();
        let down = begun.map(|region| region.last.0).max().unwrap_or(row).clamp(row, last);
        let mut lower = down.saturating_add(1)..=last;
        lower.find(|lower| !self.parts(*lower)).map_or(last, |outside| outside.saturating_sub(1))
    }

    /// Whether each cell of a row stands under a blank or under words that span several columns.
    fn parts(&self, row: u32) -> bool {
        let (sheet, above) = (self.sheet, row.saturating_sub(1));
        if is_labels(sheet, row, self.units) {
            return true;
        }
        let Some(cells) = sheet.rows.get(&row) else {
            return true;
        };
        cells.keys().all(|column| {
            if sheet.cell((above, *column)).is_none() && sheet.region((above, *column)).is_none() {
                return true;
            }
            let beside = column.saturating_add(1);
            match sheet.region((above, *column)) {
                Some(region) => region.last.1 > region.first.1,
                None => {
                    sheet.merged.is_empty()
                        && cells.contains_key(&beside)
                        && sheet.cell((above, beside)).is_none()
                }
            }
        })
    }

    fn head(&self, first: u32, last: u32) -> Head {
        let sheet = self.sheet;
        let columns = columns(sheet, first, last).into_iter();
        let columns = columns.map(|place| {
            let mut cells = heading_cells(sheet, place, first, last);
            // What is merged into the head from above is a line above it.
            cells.retain(|((row, _), _)| *row >= first);
            let shown: Vec<String> = cells.iter().map(|(_, cell)| cell.text().to_owned()).collect();
            let (plain, unit) = words(&shown, self.units);
            let mapped = self.mapped_to(&shown, place, Some((first, last)));
            HeadColumn {
                place,
                cells: cells.iter().map(|(place, _)| *place).collect(),
                meant: meant(&plain),
                unit: mapped
                    .and_then(|mapped| mapped.unit.clone())
                    .or(unit)
                    .or_else(|| english_money(&shown)),
                mapped: mapped.cloned(),
                words: shown,
            }
        });
        // A column without words is none.
        let columns = columns.filter(|column| !column.words.is_empty() || column.mapped.is_some());
        Head { first, last, columns: columns.collect() }
    }

    /// What a mapping says of a column: by its heading first, then by its place. What it says of one head holds for no other;
    /// without a head the words alone count.
    fn mapped_to(
        &self,
        words: &[String],
        place: u32,
        head: Option<(u32, u32)>,
    ) -> Option<&MappedColumn> {
        let here = move |table: &&&MappedTable| table.head.is_none() || table.head == head;
        let all = || self.mapped.iter().filter(here).flat_map(|table| &table.columns);
        let headed = all()
            .find(|column| column.is_headed(words) && column.column.is_none_or(|own| own == place));
        let headed = headed.or_else(|| all().find(|column| column.is_headed(words)));
        let placed =
            || all().find(|column| column.column == Some(place) && column.heading.is_none());
        headed.or_else(|| placed().filter(|_| head.is_some()))
    }
}

/// Whether a text is a bare figure, as in a table of texts; a row with one names no columns.
fn is_figure(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether a figure may be a year.
fn is_year(figure: &str) -> bool {
    figure.len() == 4
}

/// The unit of money that an English heading names in brackets: `(10,000 yuan)`, `(RMB million)`.
fn english_money(words: &[String]) -> Option<String> {
    let text = folded(&words.concat());
    let inside = text.split_once('(')?.1.split_once(')')?.0.replace(',', "");
    if !["yuan", "rmb", "cny"].iter().any(|currency| inside.contains(currency)) {
        return None;
    }
    let units = [
        ("100million", "亿元"),
        ("million", "百万元"),
        ("10000", "万元"),
        ("10k", "万元"),
        ("thousand", "千元"),
        ("1000", "千元"),
    ];
    let unit = units.iter().find(|(word, _)| inside.contains(word)).map_or("元", |(_, unit)| unit);
    Some(unit.to_owned())
}

impl Head {
    /// Whether it names tasks and something of them.
    fn is_of_a_plan(&self) -> bool {
        let is_title = |column: &&HeadColumn| {
            let by_words = matches!(
                column.meant,
                Meant::Title(_)
                    | Meant::GoalOrTarget
                    | Meant::Column(PlanColumn::Id | PlanColumn::Goal | PlanColumn::Measures, _)
            );
            match column.mapped.as_ref().map(|mapped| &mapped.is) {
                Some(MappedTo::Column(column)) => *column == PlanColumn::Title,
                Some(MappedTo::Node(..) | MappedTo::Skip) => false,
                None => by_words,
            }
        };
        let known = self
            .columns
            .iter()
            .filter(|column| column.mapped.is_some() || column.meant != Meant::Unknown);
        self.columns.iter().any(|column| is_title(&column)) && known.count() >= 2
    }

    /// Whether two heads say the same.
    pub(super) fn says(&self, other: &Self) -> bool {
        let plain = |head: &Self| -> Vec<(u32, String)> {
            head.columns
                .iter()
                .map(|column| (column.place, folded(&column.words.concat())))
                .collect()
        };
        plain(self) == plain(other)
    }
}
