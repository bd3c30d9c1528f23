//! The rows of one sheet as claims, each under the head of its table.

use super::figure::{Units, said};
use super::head::{Head, Reading, beginnings, head, heading};
use super::heading::stated_unit;
use super::heading_figure::Figure;
use super::heading_kind::FigureKind;
use super::named_period::of_another;
use super::not_tasks::{is_note, is_passed_over, is_total};
use super::place::{address, first_column, one_line};
use super::sheet::{Cell, Sheet};
use crate::account::{Address, CellValue, Claim, Counts, Skip, Stated, Unread};
use crate::ledger::folded;
use crate::page::typed::is_nothing;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::ops::Range;

/// The number of rows above a head in which the unit of its figures may be stated.
const ABOVE: usize = 8;

/// A sheet, and what its heads are read with.
pub(super) struct Rows<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) reading: &'s Reading<'s>,
}

/// The unit that a line above a head states: `单位:万元`. Those lines lie in these rows.
pub(super) fn line_unit(sheet: &Sheet, lines: Range<u32>, units: &Units) -> Option<String> {
    let above = sheet.rows.range(lines).rev().take(ABOVE);
    let mut cells = above.flat_map(|(_, cells)| cells.values());
    cells.find_map(|cell| {
        let text = folded(cell.text());
        let (_, unit) = text.rsplit_once("单位:").filter(|(before, _)| {
            let senders = ["填报", "报送", "填表", "责任", "牵头", "上报"];
            !senders.iter().any(|word| before.ends_with(word))
        })?;
        stated_unit(unit, units)
    })
}

/// A head with what its whole table says.
struct Table {
    head: Head,
    /// The words at the head of each column of figures, and where they begin.
    headings: Vec<(Address, String)>,
    /// The unit that a line above the head states.
    line_unit: Option<String>,
    /// The rows that name a task in a cell of their own.
    named: BTreeSet<u32>,
    /// The line above the head that says the table is of another period, and the last day of that.
    of_another: Option<(Address, String, Option<NaiveDate>)>,
}

impl Rows<'_> {
    /// Reads every row of the sheet: above the first table, and then under its head. A further head begins another table.
    pub(super) fn claims(&self, first: Head) -> (Vec<Claim>, Vec<(Address, String)>) {
        let mut heads = vec![first];
        for row in beginnings(self.sheet, self.reading.units) {
            if heads.last().is_some_and(|head| row > head.last)
                && let Ok(next) = head(self.sheet, row, self.reading)
            {
                heads.push(next);
            }
        }
        let ends = heads.iter().skip(1).map(|head| head.first).chain([u32::MAX]);
        let ends: Vec<u32> = ends.collect();
        let mut claims: Vec<Claim> = Vec::new();
        let unused = heads.iter().flat_map(|head| self.unused(head)).collect();
        let mut from = 0;
        for (head, end) in heads.into_iter().zip(ends) {
            let table = self.settled(head, end);
            let rows = self.sheet.rows.range(from..end).map(|(row, _)| *row);
            claims.extend(rows.map(|row| match row {
                _ if row < table.head.first => other(self.sheet, row, Skip::Above),
                _ if row <= table.head.last => other(self.sheet, row, Skip::Heading),
                _ => self.claim(&table, row),
            }));
            from = end;
        }
        (claims, unused)
    }

    /// The columns of a table that are not taken, but for what is passed over knowingly.
    fn unused(&self, head: &Head) -> Vec<(Address, String)> {
        let unused = head.unused.iter().filter(|column| !head.has_figure(**column));
        let named = unused.map(|column| self.headed(head, *column));
        named.filter(|(_, words)| !is_passed_over(words)).collect()
    }

    /// The words over a column, and where they begin.
    fn headed(&self, head: &Head, column: u32) -> (Address, String) {
        let words = heading(self.sheet, column, head.first, head.last);
        let words: Vec<String> = words.iter().map(|word| one_line(word)).collect();
        (address(self.sheet, head.first, column), words.join(" "))
    }

    /// What the rows up to the next head say. A column 单位 is one of departments unless most of its cells are units; a
    /// unit among them that nobody knows is told where its figure is taken.
    fn settled(&self, mut head: Head, end: u32) -> Table {
        let below = || self.sheet.rows.range(head.last.saturating_add(1)..end);
        if let Some(column) = head.unit.filter(|_| head.unit_unsure) {
            let cells = below().filter_map(|(_, cells)| cells.get(&column));
            let (units, others): (Vec<&Cell>, Vec<&Cell>) =
                cells.partition(|cell| self.reading.units.has(cell.text()));
            let is_unit = units.len() > others.len();
            head.owner = head.owner.or((!is_unit).then_some(column));
            head.unit = head.unit.filter(|_| is_unit);
        }
        let column = head.id.or(head.title).unwrap_or(0);
        let named = self.sheet.rows.range(head.last.saturating_add(1)..end);
        let named = named.filter(|(_, cells)| cells.contains_key(&column)).map(|(row, _)| *row);
        let named = named.collect();
        let line_unit = line_unit(self.sheet, 0..head.first, self.reading.units);
        let rows = || self.sheet.rows.range(..head.first).rev().take(ABOVE).map(|(row, _)| *row);
        let other = of_another(self.sheet, rows(), self.reading.asked.until);
        let of_another = other.map(|(row, column, last)| {
            let text = self.sheet.cell((row, column)).map_or("", Cell::text);
            (address(self.sheet, row, column), one_line(text), last)
        });
        let headings = head.figures.iter().map(|(column, _)| self.headed(&head, *column)).collect();
        Table { head, headings, line_unit, named, of_another }
    }

    fn claim(&self, table: &Table, row: u32) -> Claim {
        let (sheet, head) = (self.sheet, &table.head);
        let shown = |column: Option<u32>| sheet.shown((row, column?));
        let words = |column: Option<u32>| shown(column).map(|cell| one_line(cell.text()));
        let indicator = words(head.indicator);
        let (mut id, mut title) = (words(head.id), words(head.title));
        if let Some(why) = self.none_of_a_task(head, row, id.is_none() && title.is_none()) {
            return other(sheet, row, why);
        }
        // Without merged cells the first row of a task names it for those of its further indicators.
        if indicator.is_some() && id.is_none() && title.is_none() {
            let above = table.named.range(..row).next_back();
            let above = |column: Option<u32>| {
                sheet.cell((*above?, column?)).map(|cell| one_line(cell.text()))
            };
            (id, title) = (above(head.id), above(head.title));
        }
        let has_task = id.is_some() || title.is_some();
        let figures = head.figures.iter().zip(&table.headings);
        let figures: Vec<Stated> = figures
            .map(|((column, figure), heading)| {
                self.stated(table, (row, *column), (figure, heading), has_task)
            })
            .collect();
        let first = figures.first();
        let texts = |columns: &[u32]| {
            let cells = columns.iter().filter_map(|column| shown(Some(*column)));
            // What is struck through was taken back.
            let cells = cells.filter(|cell| !matches!(cell, Cell::Struck(_)));
            cells.map(|cell| cell.text().to_owned()).collect::<Vec<String>>()
        };
        let of = |columns: &[u32]| {
            let cells: Vec<String> = texts(columns).iter().map(|text| one_line(text)).collect();
            (!cells.is_empty()).then(|| cells.join(";"))
        };
        let placed = |column: Option<u32>| {
            let words = words(column).filter(|words| !is_nothing(words))?;
            Some((address(sheet, row, column?), words))
        };
        let problems = texts(&head.blockers);
        let notes = head.remarks.iter().filter(|column| !head.blockers.contains(column));
        let place = |column: &u32| address(sheet, row, *column);
        Claim {
            at: first.map_or_else(|| address(sheet, row, 0), |figure| figure.at.clone()),
            text: first.map_or_else(String::new, |figure| figure.text.clone()),
            figures,
            id,
            title,
            indicator,
            unit: words(head.unit),
            target: said(shown(head.target), self.reading.units),
            remark: of(&head.remarks),
            note: of(&notes.copied().collect::<Vec<u32>>()),
            blockers: head
                .blockers
                .first()
                .map(place)
                .filter(|_| !problems.is_empty())
                .map(|at| (at, problems.join("\n"))),
            next: of(&head.next).filter(|words| !is_nothing(words)),
            owner: placed(head.owner),
            step: placed(head.step),
            invested: None,
            request: false,
            skip: None,
            alone: self.alone(head, row),
        }
    }

    /// A figure of a row as it stands in one of the columns.
    fn stated(
        &self,
        table: &Table,
        (row, column): (u32, u32),
        (figure, heading): (&Figure, &(Address, String)),
        has_task: bool,
    ) -> Stated {
        let (sheet, head) = (self.sheet, &table.head);
        let cell = sheet.shown((row, column));
        let counts = self.reading.counts(figure);
        let read = match (figure.kind, cell) {
            // What was added may be written as such.
            (FigureKind::Added(_), Some(Cell::Text(text))) => {
                let more = text.trim().trim_start_matches(['+', '＋']);
                said(Some(&Cell::Text(more.into())), self.reading.units)
            }
            _ => said(cell, self.reading.units),
        };
        let titled = table.of_another.as_ref();
        let value = match (counts, titled) {
            _ if !has_task => CellValue::Unread(Unread::NoTask),
            _ if self.shared(table, (row, column)) => CellValue::Unread(Unread::Merged),
            (Err(day), _) if read != CellValue::Nothing => {
                CellValue::Unread(Unread::OtherPeriod(day))
            }
            (Ok(_), Some((_, _, day))) if read != CellValue::Nothing => {
                CellValue::Unread(Unread::OtherPeriod(*day))
            }
            _ => read,
        };
        let share = figure.share.then(|| "%".to_owned());
        let column_unit = || sheet.shown((row, head.unit?)).map(|cell| one_line(cell.text()));
        let unit = share.or_else(|| figure.unit.clone()).or_else(column_unit);
        let heading = match titled.filter(|_| counts.is_ok()) {
            Some((at, text, _)) => (at.clone(), text.clone()),
            None => heading.clone(),
        };
        Stated {
            at: address(sheet, row, column),
            text: cell.map_or_else(String::new, |cell| one_line(cell.text())),
            heading,
            counts: counts.unwrap_or(Counts::SoFar),
            value,
            unit: unit.or_else(|| table.line_unit.clone()),
            money: figure.money,
            indicator: figure.indicator.clone(),
        }
    }

    fn alone(&self, head: &Head, row: u32) -> Option<(Address, String)> {
        let cells = self.sheet.rows.get(&row).filter(|cells| cells.len() == 1)?;
        let (column, cell) =
            cells.iter().next().filter(|(column, _)| !head.has_figure(**column))?;
        Some((address(self.sheet, row, *column), one_line(cell.text())))
    }

    fn none_of_a_task(&self, head: &Head, row: u32, nameless: bool) -> Option<Skip> {
        let cells = self.sheet.rows.get(&row)?;
        let first = cells.values().next().map_or("", Cell::text);
        let named = [head.id, head.title].into_iter().flatten();
        let mut named = named.filter_map(|column| cells.get(&column)).map(Cell::text);
        if is_total(first) || named.any(is_total) {
            return Some(Skip::Total);
        }
        let own_figure = cells.keys().any(|column| head.has_figure(*column));
        let goes_on = |column: Option<u32>| {
            let place = (row, column?);
            self.sheet.region(place).map(|region| region.first.0 < row)
        };
        let below = goes_on(head.id) == Some(true) || goes_on(head.title) == Some(true);
        let figure_below = goes_on(Some(head.first_figure())) == Some(true) || !own_figure;
        let own_name = [head.id, head.title].into_iter().flatten();
        let own_name = own_name.filter(|column| cells.contains_key(column)).count() > 0;
        if below && figure_below && !own_name {
            return Some(Skip::Continuation);
        }
        if is_note(first) && !own_figure {
            return Some(Skip::Note);
        }
        (nameless && !own_figure).then_some(Skip::Note)
    }

    /// Whether the figure is one merged cell over rows of several tasks.
    fn shared(&self, table: &Table, place: (u32, u32)) -> bool {
        let region = self.sheet.region(place);
        region.is_some_and(|region| {
            let (first, last) = (region.first.0, region.last.0);
            last > first && table.named.range(first.saturating_add(1)..=last).next().is_some()
        })
    }
}

/// A row that is not about a task, with all its words.
pub(super) fn other(sheet: &Sheet, row: u32, why: Skip) -> Claim {
    let cells = sheet.rows.get(&row);
    let words = cells.into_iter().flat_map(|cells| cells.values());
    let words: Vec<String> = words.map(|cell| one_line(cell.text())).collect();
    Claim {
        at: address(sheet, row, first_column(sheet, row)),
        text: words.join(" "),
        id: None,
        title: None,
        indicator: None,
        figures: Vec::new(),
        unit: None,
        target: CellValue::Nothing,
        remark: None,
        note: None,
        blockers: None,
        next: None,
        owner: None,
        step: None,
        invested: None,
        request: false,
        skip: Some(why),
        alone: None,
    }
}
