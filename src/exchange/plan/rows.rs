//! The lines of a table as rows: merged cells filled down, titles over several rows taken apart.

use super::column::PlanColumn;
use super::lines::{Line, LineCell, LineKind, lines, numbered};
use super::numbering::{Number, leading};
use super::runs::{Under, runs};
use super::segments::Segment;
use super::table::{CellShape, LeftCell, PlanCell, PlanLevel, PlanRow};
use crate::account::LeftWhy;
use crate::exchange::reply::address;
use crate::exchange::sheet::{Cell, Sheet};
use std::collections::BTreeMap;

/// A row before its level is known.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) row: PlanRow,
    /// Its number.
    pub(super) number: Option<Number>,
    /// Whether it is a row of one cell that heads those below it.
    pub(super) is_section: bool,
    /// Whether it is the title over parts, made of merged cells.
    pub(super) is_title: bool,
}

/// Where a table stands among those of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its number.
    pub(super) table: usize,
    /// The number of columns of the tables before it.
    pub(super) columns: usize,
}

/// The rows of a table; cells that belong to none go to `left`.
pub(super) fn rows(
    sheet: &Sheet,
    table: &Segment,
    units: &[Option<String>],
    place: Place,
    left: &mut Vec<LeftCell>,
) -> Vec<Draft> {
    let mut read = lines(sheet, table);
    left.append(&mut read.left);
    let under = runs(&read.lines, table);
    let tasks = read.lines.iter().zip(&under).filter(|(line, under)| is_task(line, **under));
    let tasks = tasks.map(|(line, _)| line.row).collect();
    let mut building = Building {
        sheet,
        table,
        units,
        place,
        tasks,
        carried: BTreeMap::new(),
        drafts: Vec::new(),
        left: Vec::new(),
    };
    building.chapter();
    for (at, (line, under)) in read.lines.iter().zip(&under).enumerate() {
        building.line(&read.lines, at, line, *under);
    }
    building.done(left)
}

fn is_task(line: &Line<'_>, under: Under) -> bool {
    match under {
        Under::Own => line.kind == LineKind::Task,
        Under::Same(_) | Under::Part(_) => true,
        Under::More => false,
    }
}

/// A merged cell that reaches down into further rows.
struct Carried {
    cell: PlanCell,
    /// Its last row.
    last: u32,
    /// Why it is left out where no row uses it.
    unused: Option<LeftWhy>,
}

struct Building<'b> {
    sheet: &'b Sheet,
    table: &'b Segment,
    units: &'b [Option<String>],
    place: Place,
    /// The rows of tasks.
    tasks: Vec<u32>,
    carried: BTreeMap<usize, Carried>,
    drafts: Vec<Draft>,
    left: Vec<LeftCell>,
}

impl Building<'_> {
    /// The chapter above the head is a section of the table.
    fn chapter(&mut self) {
        let Some(place) = self.table.chapter else {
            return;
        };
        let at = self.table.settled.columns.iter().position(|own| *own == Some(PlanColumn::Title));
        let Some(cell) = self.sheet.cell(place) else {
            return;
        };
        let chapter = LineCell { place, column: at.unwrap_or(0), cell, last: place };
        match at {
            Some(_) => self.section(&chapter, &[]),
            None => self.left.push(left(self.sheet, &chapter, LeftWhy::Above)),
        }
    }

    fn line(&mut self, lines: &[Line<'_>], at: usize, line: &Line<'_>, under: Under) {
        match line.kind {
            LineKind::Left(why) => self.leave(line, why),
            LineKind::Section => {
                // The area that was filled down without merged cells ends at a section.
                self.carried.retain(|_, own| own.last != u32::MAX);
                if let [name, rest @ ..] = line.cells.as_slice() {
                    self.section(name, rest);
                }
            }
            LineKind::More if under == Under::More || under == Under::Own => self.more(line),
            LineKind::Task | LineKind::More => {
                let title = match under {
                    Under::Same(title) | Under::Part(title) => lines.get(title),
                    Under::Own | Under::More => None,
                };
                if title.is_some() && matches!(under, Under::Part(first) if first == at) {
                    self.title(lines, at, line);
                }
                self.task(line, title, matches!(under, Under::Part(_)));
            }
        }
    }

    /// A row that is left out; of its cells that reach down, the rows below may use some.
    fn leave(&mut self, line: &Line<'_>, why: LeftWhy) {
        for own in &line.cells {
            let reaches = own.last.0 > own.place.0 && self.table.is(own.column, &PlanColumn::Area);
            if reaches && why != LeftWhy::HeadAgain {
                let cell = self.cell(own);
                let carried = Carried { cell, last: own.last.0, unused: Some(why) };
                self.carry(own.column, carried);
            } else {
                self.left.push(left(self.sheet, own, why));
            }
        }
    }

    fn carry(&mut self, column: usize, carried: Carried) {
        if let Some(before) = self.carried.insert(column, carried) {
            self.give_up(before);
        }
    }

    /// Cells that end above a row; those that no row used are left.
    fn expire(&mut self, row: u32) {
        let ended: Vec<usize> = self
            .carried
            .iter()
            .filter(|(_, own)| own.last < row)
            .map(|(column, _)| *column)
            .collect();
        for column in ended {
            if let Some(carried) = self.carried.remove(&column) {
                self.give_up(carried);
            }
        }
    }

    fn give_up(&mut self, carried: Carried) {
        if let Some(why) = carried.unused {
            self.left.push(LeftCell { at: carried.cell.at, text: carried.cell.words, why });
        }
    }

    fn section(&mut self, name: &LineCell<'_>, rest: &[LineCell<'_>]) {
        let mut cell = self.cell(name);
        cell.column = PlanColumn::Title;
        let number = leading(&cell.words).map(|(number, words)| (number, words.to_owned()));
        let number = number.map(|(number, words)| {
            cell.words = words;
            number
        });
        let rest: Vec<PlanCell> = rest.iter().map(|own| self.cell(own)).collect();
        let cells = std::iter::once(cell).chain(rest).collect();
        self.push(name.place, cells, number, true, false);
    }

    /// The title over parts: the cells of its line that stand for all of them.
    fn title(&mut self, lines: &[Line<'_>], at: usize, line: &Line<'_>) {
        let parts = lines.iter().skip(at + 1).take_while(|line| line.kind == LineKind::More);
        let last = parts.last().map_or(line.row, |line| line.row);
        let own = |cell: &&LineCell<'_>| {
            let names = [PlanColumn::Title, PlanColumn::Id];
            let numbers = self.table.is(cell.column, &PlanColumn::No)
                && !lines
                    .get(at + 1)
                    .is_some_and(|next| next.cells.iter().any(|own| own.column == cell.column));
            let sums = self.table.column(cell.column).is_some_and(PlanColumn::is_figure)
                && cell.last.0 >= last;
            names.iter().any(|name| self.table.is(cell.column, name)) || numbers || sums
        };
        let own: Vec<&LineCell<'_>> = line.cells.iter().filter(own).collect();
        let cells = own.iter().map(|cell| self.cell(cell)).collect();
        self.named((line.row, 0), cells, true);
    }

    fn task(&mut self, line: &Line<'_>, title: Option<&Line<'_>>, is_part: bool) {
        self.expire(line.row);
        let detail = self.table.settled.detail.filter(|_| is_part);
        let mut cells = Vec::new();
        for own in &line.cells {
            let reaches = own.last.0 > own.place.0;
            let is_detail = Some(own.place.1) == detail;
            let of_title =
                [PlanColumn::Title, PlanColumn::Id].iter().any(|is| self.table.is(own.column, is));
            if is_part && self.taken(own) {
                continue;
            }
            let figure = self.table.column(own.column).is_some_and(PlanColumn::is_figure);
            if figure && reaches && self.is_shared(own) {
                self.left.push(left(self.sheet, own, LeftWhy::Shared));
                continue;
            }
            if matches!(own.cell, Cell::Struck(_)) {
                self.left.push(left(self.sheet, own, LeftWhy::Struck));
                continue;
            }
            let mut cell = self.cell(own);
            if is_detail {
                cell.column = PlanColumn::Title;
            }
            let named = of_title || self.table.is(own.column, &PlanColumn::No) || is_detail;
            if reaches && !named {
                let carried = Carried { cell: cell.clone(), last: own.last.0, unused: None };
                self.carry(own.column, carried);
            }
            cells.push(cell);
        }
        self.fill(&mut cells, line);
        let same = title.filter(|title| !is_part && title.row != line.row);
        let named = |cell: &&LineCell<'_>| self.table.is(cell.column, &PlanColumn::Title);
        cells.extend(
            same.and_then(|title| title.cells.iter().find(named)).map(|cell| self.cell(cell)),
        );
        cells.sort_by_key(|cell| cell.heading);
        let first = line.cells.first().map_or((line.row, 0), |cell| cell.place);
        self.named(first, cells, false);
    }

    /// Whether the title over parts has a cell already.
    fn taken(&self, own: &LineCell<'_>) -> bool {
        let Some(title) = self.drafts.iter().rev().find(|draft| draft.is_title) else {
            return false;
        };
        title.row.cells.iter().any(|cell| (cell.at.row, cell.at.column) == own.place)
    }

    /// Cells that are merged over this row too; where merged cells were lost, the area above.
    fn fill(&mut self, cells: &mut Vec<PlanCell>, line: &Line<'_>) {
        let own: Vec<usize> = line.cells.iter().map(|cell| cell.column).collect();
        for (column, carried) in &mut self.carried {
            if !own.contains(column) && carried.last >= line.row {
                carried.unused = None;
                cells.push(carried.cell.clone());
            }
        }
        let area = cells.iter().find(|cell| cell.column == PlanColumn::Area).cloned();
        if let Some(area) = area.filter(|_| self.sheet.merged.is_empty()) {
            let column = area.heading - self.place.columns;
            self.carry(column, Carried { cell: area, last: u32::MAX, unused: None });
        }
    }

    /// More of the task above: its cells; where there is none, they are left.
    fn more(&mut self, line: &Line<'_>) {
        for own in &line.cells {
            let struck = matches!(own.cell, Cell::Struck(_));
            let area = own.last.0 > own.place.0 && self.table.is(own.column, &PlanColumn::Area);
            let cell = self.cell(own);
            if area {
                let unused = Some(LeftWhy::NoTask);
                self.carry(own.column, Carried { cell, last: own.last.0, unused });
                continue;
            }
            let task = self.drafts.last_mut().filter(|draft| !draft.is_section && !draft.is_title);
            match task.filter(|_| !struck) {
                Some(task) => task.row.cells.push(cell),
                None => {
                    let why = if struck { LeftWhy::Struck } else { LeftWhy::NoTask };
                    self.left.push(left(self.sheet, own, why));
                }
            }
        }
    }

    /// Whether a merged figure reaches over another task.
    fn is_shared(&self, own: &LineCell<'_>) -> bool {
        let next = self.tasks.partition_point(|row| *row <= own.place.0);
        self.tasks.get(next).is_some_and(|row| *row <= own.last.0)
    }

    /// A row with its number, from its own column or before its title.
    fn named(&mut self, first: (u32, u32), mut cells: Vec<PlanCell>, is_title: bool) {
        let first = cells
            .iter()
            .map(|cell| (cell.at.row, cell.at.column))
            .find(|at| at.0 == first.0)
            .unwrap_or(first);
        let words = |cells: &[PlanCell], is: &PlanColumn| {
            cells.iter().find(|cell| cell.column == *is).map(|cell| cell.words.clone())
        };
        let (no, title) = (words(&cells, &PlanColumn::No), words(&cells, &PlanColumn::Title));
        let (number, before_title) = numbered(no.as_deref(), title.as_deref());
        if before_title
            && let Some(title) = cells.iter_mut().find(|cell| cell.column == PlanColumn::Title)
            && let Some((_, words)) = leading(&title.words)
        {
            title.words = words.to_owned();
        }
        let written = number.as_ref().map(|number| number.text.clone()).or(no);
        self.push(first, cells, number, false, is_title);
        if let Some(draft) = self.drafts.last_mut() {
            draft.row.number = written;
        }
    }

    fn push(
        &mut self,
        first: (u32, u32),
        mut cells: Vec<PlanCell>,
        number: Option<Number>,
        is_section: bool,
        is_title: bool,
    ) {
        let unit = cells.iter().find(|cell| cell.column == PlanColumn::Unit);
        let unit = unit.map(|cell| cell.words.clone());
        for cell in &mut cells {
            if matches!(cell.column, PlanColumn::Target | PlanColumn::Baseline) {
                cell.unit = cell.unit.take().or_else(|| unit.clone());
            }
        }
        let row = PlanRow {
            table: self.place.table,
            at: address(self.sheet, first.0, first.1),
            level: PlanLevel::Task,
            under: None,
            number: number.as_ref().map(|number| number.text.clone()),
            hidden: self.sheet.hidden_rows.contains(&first.0),
            cells,
        };
        self.drafts.push(Draft { row, number, is_section, is_title });
    }

    fn cell(&self, own: &LineCell<'_>) -> PlanCell {
        let shape = match own.cell {
            Cell::Number(_) => CellShape::Number,
            Cell::Date(_) => CellShape::Day,
            Cell::Text(_) | Cell::Error(_) | Cell::Flag(_) | Cell::Unvalued | Cell::Struck(_) => {
                CellShape::Words
            }
        };
        PlanCell {
            at: address(self.sheet, own.place.0, own.place.1),
            heading: self.place.columns + own.column,
            column: self.table.column(own.column).cloned().unwrap_or(PlanColumn::Other),
            words: own.cell.text().trim().to_owned(),
            shape,
            unit: self.units.get(own.column).cloned().flatten(),
        }
    }

    fn done(mut self, left: &mut Vec<LeftCell>) -> Vec<Draft> {
        for carried in std::mem::take(&mut self.carried).into_values() {
            self.give_up(carried);
        }
        left.append(&mut self.left);
        self.drafts
    }
}

fn left(sheet: &Sheet, own: &LineCell<'_>, why: LeftWhy) -> LeftCell {
    let at = address(sheet, own.place.0, own.place.1);
    LeftCell { at, text: own.cell.text().to_owned(), why }
}
