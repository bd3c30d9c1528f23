//! A file of figures as claims. Every row that is not blank becomes a claim, whatever it holds, so that no row gets lost.
//!
//! A claim says what was read, unit included, not what was meant: that is decided where the task is known.

use super::figure::{Units, said};
use super::head::{Asked, Head, Lacks, Reading, distinct, head, heading};
use super::heading::{Figure, stated_unit};
use super::named_period::of_another;
use super::not_tasks::{is_note, is_total};
use super::sheet::{Cell, Sheet};
use crate::account::{Address, CellValue, Claim, Counts, Reply, Skip, Stated, Unread};
use crate::ledger::folded;
use chrono::NaiveDate;
use std::collections::BTreeSet;

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
}

/// The number of rows in which the head of a table is searched.
pub(super) const DEPTH: usize = 60;

/// The number of rows above a head in which the unit of its figures may be stated.
const ABOVE: usize = 8;

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
    let mut tables = 0;
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        match (sheet.hidden, table(sheet, &reading)) {
            (true, _) => claims.extend(skipped(sheet, Skip::Hidden)),
            (false, Ok(head)) => {
                tables += 1;
                claims.extend(Rows { sheet, reading: &reading }.claims(head));
            }
            (false, Err(nearest)) => {
                claims.extend(skipped(sheet, Skip::NoTable));
                seen.push(nearest);
            }
        }
    }
    let undecided = seen.iter().any(|table| !table.figures.is_empty() && !table.no_tasks);
    if tables == 0 || undecided {
        return Err(NoTable { seen });
    }
    let sender = sheets.iter().find_map(sender);
    Ok(Reply { file: file.to_owned(), claims, sender })
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
fn table(sheet: &Sheet, reading: &Reading<'_>) -> Result<Head, Seen> {
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
    Err(nearest_head(sheet, row, &lacks))
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
    }
}

fn first_column(sheet: &Sheet, row: u32) -> u32 {
    let cells = sheet.rows.get(&row);
    cells.and_then(|cells| cells.keys().next().copied()).unwrap_or(0)
}

pub(super) fn address(sheet: &Sheet, row: u32, column: u32) -> Address {
    let sheet = sheet.name.clone();
    Address { sheet, row, column }
}

/// A row that is not about a task, with all its words.
fn other(sheet: &Sheet, row: u32, why: Skip) -> Claim {
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
        skip: Some(why),
        alone: None,
    }
}

/// The words of a cell on one line. Chinese lines are joined without a blank.
pub(super) fn one_line(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let wide = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_ascii());
        if !wide(joined.chars().next_back()) && !wide(line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(&line);
    }
    joined
}

struct Rows<'s> {
    sheet: &'s Sheet,
    reading: &'s Reading<'s>,
}

/// A head with what its whole table says.
struct Table {
    head: Head,
    /// The unit that a line above the head states.
    line_unit: Option<String>,
    /// The rows that name a task in a cell of their own.
    named: BTreeSet<u32>,
    /// The line above the head that says the table is of another period, and the last day of that.
    of_another: Option<(Address, String, Option<NaiveDate>)>,
}

impl Rows<'_> {
    /// Reads every row of the sheet: above the first table, and then under its head. A further head begins another table.
    fn claims(&self, first: Head) -> Vec<Claim> {
        let mut heads = vec![first];
        for row in self.sheet.rows.keys().copied() {
            if heads.last().is_some_and(|head| row > head.last)
                && let Ok(next) = head(self.sheet, row, self.reading)
            {
                heads.push(next);
            }
        }
        let ends = heads.iter().skip(1).map(|head| head.first).chain([u32::MAX]);
        let ends: Vec<u32> = ends.collect();
        let mut claims: Vec<Claim> = Vec::new();
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
        claims
    }

    /// What the rows up to the next head say. A column 单位 is dropped unless all its cells are units.
    fn settled(&self, mut head: Head, end: u32) -> Table {
        let below = || self.sheet.rows.range(head.last.saturating_add(1)..end);
        if let Some(column) = head.unit.filter(|_| head.unit_unsure) {
            let mut cells = below().filter_map(|(_, cells)| cells.get(&column)).peekable();
            let some = cells.peek().is_some();
            let all = cells.all(|cell| self.reading.units.has(cell.text()));
            head.unit = head.unit.filter(|_| some && all);
        }
        let column = head.id.or(head.title).unwrap_or(0);
        let named = self.sheet.rows.range(head.last.saturating_add(1)..end);
        let named = named.filter(|(_, cells)| cells.contains_key(&column)).map(|(row, _)| *row);
        let named = named.collect();
        let above = self.sheet.rows.range(..head.first).rev().take(ABOVE);
        let mut cells = above.flat_map(|(_, cells)| cells.values());
        let line_unit = cells.find_map(|cell| {
            let text = folded(cell.text());
            let (_, unit) = text.rsplit_once("单位:").filter(|(before, _)| {
                !["填报", "报送", "填表", "责任", "牵头", "上报"]
                    .iter()
                    .any(|word| before.ends_with(word))
            })?;
            stated_unit(unit, self.reading.units)
        });
        let rows = || self.sheet.rows.range(..head.first).rev().take(ABOVE).map(|(row, _)| *row);
        let other = of_another(self.sheet, rows(), self.reading.asked.until);
        let of_another = other.map(|(row, column, last)| {
            let text = self.sheet.cell((row, column)).map_or("", Cell::text);
            (address(self.sheet, row, column), one_line(text), last)
        });
        Table { head, line_unit, named, of_another }
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
        let figures = head.figures.iter();
        let figures: Vec<Stated> = figures
            .map(|(column, figure)| self.stated(table, (row, *column), figure, has_task))
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
            next: of(&head.next),
            skip: None,
            alone: self.alone(head, row),
        }
    }

    /// A figure of a row as it stands in one of the columns.
    fn stated(
        &self,
        table: &Table,
        (row, column): (u32, u32),
        figure: &Figure,
        has_task: bool,
    ) -> Stated {
        let (sheet, head) = (self.sheet, &table.head);
        let cell = sheet.shown((row, column));
        let read = said(cell, self.reading.units);
        let counts = self.reading.counts(figure);
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
        let words = heading(sheet, column, head.first, head.last);
        let words: Vec<String> = words.iter().map(|word| one_line(word)).collect();
        let heading = match titled.filter(|_| counts.is_ok()) {
            Some((at, text, _)) => (at.clone(), text.clone()),
            None => (address(sheet, head.first, column), words.join(" ")),
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
