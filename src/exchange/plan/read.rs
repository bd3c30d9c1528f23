//! The sheets of a file as the tables of a plan.

use super::head::Heads;
use super::levels::levelled;
use super::map::{MapMiss, MappedTable, PlanMap, is_sheet};
use super::node::stated_year;
use super::rows::{Place, rows};
use super::segments::{Segment, segments};
use super::settle::unit_of;
use super::table::{LeftCell, PlanHeading, PlanSheet, PlanTable};
use crate::account::{LeftWhy, SheetFate};
use crate::exchange::figure::Units;
use crate::exchange::place::comments;
use crate::exchange::reply::address;
use crate::exchange::sheet::{Cell, Sheet};
use std::collections::BTreeSet;

/// Reads the tables of one file. What a mapping says goes before what words and cells tell.
pub fn plan_table(sheets: &[Sheet], map: &PlanMap) -> PlanTable {
    let mut plan = PlanTable { missed: missed_sheets(sheets, map), ..PlanTable::default() };
    let units = Units::default();
    for sheet in sheets {
        let fate = plan.sheet(sheet, map, &units);
        let rows = sheet.hidden_rows.iter().filter(|row| sheet.rows.get(row).is_some());
        let used: BTreeSet<u32> = match sheet.hidden_columns.is_empty() {
            true => BTreeSet::new(),
            false => sheet.rows.values().flat_map(|cells| cells.keys().copied()).collect(),
        };
        plan.sheets.push(PlanSheet {
            name: sheet.name.clone(),
            fate,
            hidden_rows: rows.copied().collect(),
            hidden_columns: sheet.hidden_columns.intersection(&used).copied().collect(),
        });
    }
    plan.missed.extend(missed_columns(&plan, map));
    // A cover names the tables of the sheets behind it.
    let cover = plan.left.iter().find(|left| left.why == LeftWhy::NoTable);
    let cover = cover.map(|left| left.text.trim().to_owned()).filter(|_| !plan.rows.is_empty());
    plan.title = plan.title.take().or(cover);
    plan.year = plan.stated_year();
    plan
}

impl PlanTable {
    fn sheet(&mut self, sheet: &Sheet, map: &PlanMap, units: &Units) -> SheetFate {
        let name = sheet.name.as_deref();
        let mapped: Vec<&MappedTable> = map.of_sheet(name).collect();
        let named = !map.sheets.is_empty() || mapped.iter().any(|table| table.sheet.is_some());
        let (fate, why) = match sheet {
            _ if sheet.rows.is_empty() => return SheetFate::Empty,
            _ if !map.asks_for(name) => (SheetFate::NotAsked, LeftWhy::NotAsked),
            // A hidden sheet is read where it is asked for by its name.
            _ if sheet.hidden && !named => (SheetFate::Hidden, LeftWhy::HiddenSheet),
            _ => {
                let mut found = segments(&Heads { sheet, units, mapped });
                self.missed.append(&mut found.missed);
                if !found.tables.is_empty() {
                    self.left.append(&mut found.left);
                    self.title = self.title.take().or(found.title);
                    let count = found.tables.len();
                    found.tables.iter().for_each(|table| self.table(sheet, table));
                    let comments = comments(std::slice::from_ref(sheet));
                    let left = |(at, text)| LeftCell { at, text, why: LeftWhy::Comment };
                    self.left.extend(comments.map(left));
                    return SheetFate::Read(count);
                }
                (SheetFate::NoTable, LeftWhy::NoTable)
            }
        };
        for (row, cells) in sheet.rows.iter() {
            let all = cells.iter();
            self.left.extend(all.map(|(column, cell)| left(sheet, (*row, *column), cell, why)));
        }
        fate
    }

    fn table(&mut self, sheet: &Sheet, table: &Segment) {
        let number = self.columns.last().map_or(0, |column| column.table + 1);
        let place = Place { table: number, columns: self.columns.len() };
        let headings: Vec<PlanHeading> = headings(sheet, table, number);
        let units: Vec<Option<String>> =
            headings.iter().map(|heading| heading.unit.clone()).collect();
        // Under the merged cells of the head.
        let held: BTreeSet<(u32, u32)> =
            table.head.columns.iter().flat_map(|column| column.cells.iter().copied()).collect();
        for (row, cells) in sheet.rows.range(table.head.first..=table.head.last) {
            let covered = cells.iter().filter(|(column, _)| !held.contains(&(*row, **column)));
            self.left.extend(
                covered.map(|(column, cell)| left(sheet, (*row, *column), cell, LeftWhy::Covered)),
            );
        }
        self.columns.extend(headings);
        let drafts = rows(sheet, table, &units, place, &mut self.left);
        let base = self.rows.len();
        self.rows.extend(levelled(drafts, base, &mut self.left));
    }

    fn stated_year(&self) -> Option<i32> {
        let lines =
            self.left.iter().filter(|left| matches!(left.why, LeftWhy::Above | LeftWhy::NoTable));
        let names = self.sheets.iter().filter(|sheet| matches!(sheet.fate, SheetFate::Read(_)));
        let words = self.columns.iter().flat_map(|column| &column.words);
        let title = self.title.as_deref().and_then(stated_year);
        title
            .or_else(|| lines.clone().find_map(|left| stated_year(&left.text)))
            .or_else(|| {
                names.clone().filter_map(|sheet| sheet.name.as_deref()).find_map(stated_year)
            })
            .or_else(|| words.clone().find_map(|words| stated_year(words)))
    }
}

fn left(sheet: &Sheet, (row, column): (u32, u32), cell: &Cell, why: LeftWhy) -> LeftCell {
    LeftCell { at: address(sheet, row, column), text: cell.text().to_owned(), why }
}

fn headings(sheet: &Sheet, table: &Segment, number: usize) -> Vec<PlanHeading> {
    let columns = table.head.columns.iter().zip(&table.settled.columns);
    let columns = columns.map(|(head, column)| {
        let at = head.cells.last().copied().unwrap_or((table.head.last, head.place));
        let other = super::column::PlanColumn::Other;
        let is = column.clone().unwrap_or(other);
        PlanHeading {
            table: number,
            at: address(sheet, at.0, at.1),
            place: head.place,
            head: (table.head.first, table.head.last),
            words: head.words.clone(),
            cells: head.cells.iter().map(|(row, column)| address(sheet, *row, *column)).collect(),
            unit: unit_of(&is, head.unit.as_deref(), table.line_unit.as_deref()),
            column: is,
            skipped: column.is_none(),
            hidden: sheet.hidden_columns.contains(&head.place),
        }
    });
    columns.collect()
}

/// The sheets that a mapping names and the file does not have.
fn missed_sheets(sheets: &[Sheet], map: &PlanMap) -> Vec<MapMiss> {
    let all: Vec<String> = sheets.iter().filter_map(|sheet| sheet.name.clone()).collect();
    let named = map.sheets.iter().chain(map.tables.iter().filter_map(|table| table.sheet.as_ref()));
    let missing = named.filter(|name| !all.iter().any(|own| is_sheet(name, Some(own))));
    let missing: BTreeSet<&String> = missing.collect();
    missing.into_iter().map(|name| MapMiss::Sheet(name.clone(), all.clone())).collect()
}

/// The columns that a mapping names and no table has.
fn missed_columns(plan: &PlanTable, map: &PlanMap) -> Vec<MapMiss> {
    let mut missed = Vec::new();
    for table in &map.tables {
        let there = plan.columns.iter().filter(|heading| {
            let sheet = table.sheet.as_deref();
            sheet.is_none_or(|name| is_sheet(name, heading.at.sheet.as_deref()))
                && table.head.is_none_or(|head| head == heading.head)
        });
        let there: Vec<&PlanHeading> = there.collect();
        let unmet = table.columns.iter().filter(|column| {
            !there.iter().any(|heading| {
                column.is_headed(&heading.words)
                    || (column.column == Some(heading.place) && column.heading.is_none())
            })
        });
        // Without a table there is nothing that lacks a column: the sheet or the head is missed.
        missed.extend(unmet.filter(|_| !there.is_empty()).cloned().map(MapMiss::Column));
    }
    missed
}
