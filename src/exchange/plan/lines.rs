//! The rows below a head, each by what it is: a task, a section, a total, a footer.

use super::column::PlanColumn;
use super::numbering::{Number, leading, number};
use super::segments::Segment;
use super::table::LeftCell;
use crate::account::LeftWhy;
use crate::exchange::merged::Region;
use crate::exchange::not_tasks::{is_note, is_total};
use crate::exchange::reply::address;
use crate::exchange::sheet::{Cell, Sheet};
use crate::ledger::folded;
use std::collections::BTreeMap;

/// A row below a head.
#[derive(Clone, Debug)]
pub(super) struct Line<'s> {
    /// Its row.
    pub(super) row: u32,
    /// Its cells that are read.
    pub(super) cells: Vec<LineCell<'s>>,
    /// The region that its title is merged in, if that begins in a row above.
    pub(super) title_from: Option<u32>,
    /// What it is.
    pub(super) kind: LineKind,
}

/// A cell of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineCell<'s> {
    /// Its place.
    pub(super) place: (u32, u32),
    /// Its column, as the place among those of the head.
    pub(super) column: usize,
    /// What it holds.
    pub(super) cell: &'s Cell,
    /// Where it ends: of merged cells, the last row and column.
    pub(super) last: (u32, u32),
}

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// A task, or a heading by its number.
    Task,
    /// A row of one cell that heads the rows below it.
    Section,
    /// More of the task above it.
    More,
    /// Left out.
    Left(LeftWhy),
}

/// The lines of a table, and the cells in them that are not read.
#[derive(Debug, Default)]
pub(super) struct Lines<'s> {
    pub(super) lines: Vec<Line<'s>>,
    pub(super) left: Vec<LeftCell>,
}

/// Reads the rows below the head of a table.
pub(super) fn lines<'s>(sheet: &'s Sheet, table: &'s Segment) -> Lines<'s> {
    let mut reading = Reading::new(sheet, table);
    let mut read = Lines::default();
    for (row, _) in sheet.rows.range(table.rows.clone()) {
        let line = reading.line(*row, &mut read.left);
        read.lines.extend(line.filter(|line| !line.cells.is_empty()));
    }
    reading.classify(&mut read.lines);
    read
}

struct Reading<'r> {
    sheet: &'r Sheet,
    table: &'r Segment,
    /// The columns of the head by their places.
    columns: BTreeMap<u32, usize>,
    title: Option<u32>,
    /// The merged regions that reach into the row, by their first columns.
    merged: BTreeMap<u32, Region>,
    /// The first row whose regions are not among them yet.
    next: u32,
    /// The first row in which one of them ends.
    ends: u32,
}

impl<'s> Reading<'s> {
    fn new(sheet: &'s Sheet, table: &'s Segment) -> Self {
        let columns = table.head.columns.iter().map(|column| column.place).zip(0..);
        let columns: BTreeMap<u32, usize> = columns.collect();
        let is_title = |at: &&usize| table.is(**at, &PlanColumn::Title);
        let title = columns.iter().find(|(_, at)| is_title(at)).map(|(place, _)| *place);
        let (next, ends) = (table.head.first, u32::MAX);
        Self { sheet, table, columns, title, merged: BTreeMap::new(), next, ends }
    }

    fn line(&mut self, row: u32, left: &mut Vec<LeftCell>) -> Option<Line<'s>> {
        let cells = self.sheet.rows.get(&row)?;
        if self.ends < row {
            self.merged.retain(|_, region| region.last.0 >= row);
            self.ends = self.merged.values().map(|region| region.last.0).min().unwrap_or(u32::MAX);
        }
        for region in self.sheet.merged.begun_in(self.next..=row) {
            if region.last.0 >= row {
                self.merged.insert(region.first.1, *region);
                self.ends = self.ends.min(region.last.0);
            }
        }
        self.next = row.saturating_add(1);
        let again = self.table.again.partition_point(|(_, last)| *last < row);
        let again = self.table.again.get(again).is_some_and(|(first, _)| *first <= row);
        let mut read = Vec::new();
        for (column, cell) in cells.iter() {
            let place = (row, *column);
            match self
                .readable(place, cell)
                .map_err(|why| if again { LeftWhy::HeadAgain } else { why })
            {
                Ok(cell) => read.push(cell),
                Err(why) => left.push(self.left(place, cell, why)),
            }
        }
        let title = self.title.and_then(|title| self.region((row, title)));
        let title_from = title.map(|region| region.first.0).filter(|first| *first < row);
        let kind = if again { LineKind::Left(LeftWhy::HeadAgain) } else { LineKind::Task };
        Some(Line { row, cells: read, title_from, kind })
    }

    fn left(&self, (row, column): (u32, u32), cell: &Cell, why: LeftWhy) -> LeftCell {
        LeftCell { at: address(self.sheet, row, column), text: cell.text().to_owned(), why }
    }

    fn region(&self, (row, column): (u32, u32)) -> Option<Region> {
        let (_, region) = self.merged.range(..=column).next_back()?;
        region.contains((row, column)).then_some(*region)
    }

    /// A cell with its column, or why it is not read.
    fn readable(&self, place: (u32, u32), cell: &'s Cell) -> Result<LineCell<'s>, LeftWhy> {
        let region = self.region(place);
        if region.is_some_and(|region| region.first != place) {
            return Err(LeftWhy::Covered);
        }
        let last = region.map_or(place, |region| region.last);
        let spanned = self.columns.range(place.1..=last.1);
        // What is merged over several steps is to be reached by the last of them.
        let is_node = |at: &usize| matches!(self.table.column(*at), Some(PlanColumn::Node(..)));
        let node = spanned.clone().take_while(|(_, at)| is_node(at)).last();
        let column = node.or_else(|| spanned.clone().next()).map(|(_, at)| *at);
        let column = column.ok_or(LeftWhy::NoHeading)?;
        match cell {
            Cell::Error(_) => return Err(LeftWhy::Error),
            Cell::Unvalued => return Err(LeftWhy::Unvalued),
            Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Flag(_) | Cell::Struck(_) => {}
        }
        if self.table.column(column).is_none() {
            return Err(LeftWhy::Skipped);
        }
        Ok(LineCell { place, column, cell, last })
    }

    fn classify(&self, lines: &mut [Line<'s>]) {
        let full = |line: &Line<'s>| {
            line.kind == LineKind::Task
                && line.cells.len() > 1
                && !self.is_total(line)
                && !is_footer(line)
        };
        let last_full = lines.iter().rposition(full);
        let body = lines.get(..last_full.map_or(lines.len(), |last| last + 1)).unwrap_or_default();
        let single = body.iter().filter(|line| line.cells.len() == 1).count();
        let mostly_single = single * 2 > body.len();
        let (mut footer, mut tasks, mut below_head) = (false, 0_usize, true);
        for at in 0..lines.len() {
            let Some(line) = lines.get(at) else { break };
            let kind = match line.kind {
                LineKind::Left(why) => LineKind::Left(why),
                LineKind::Task | LineKind::Section | LineKind::More => {
                    let after =
                        last_full.is_none_or(|last| at > last) && (footer || !mostly_single);
                    self.kind(line, Around { below_head, after, footer, tasks, mostly_single })
                }
            };
            below_head = kind == LineKind::Left(LeftWhy::HeadAgain);
            footer = kind == LineKind::Left(LeftWhy::Footer);
            tasks += usize::from(kind == LineKind::Task);
            if let Some(line) = lines.get_mut(at) {
                line.kind = kind;
            }
        }
    }

    fn kind(&self, line: &Line<'s>, around: Around) -> LineKind {
        let [first, rest @ ..] = line.cells.as_slice() else {
            return LineKind::Left(LeftWhy::NoTask);
        };
        if self.stands_above(line) {
            return LineKind::Left(LeftWhy::HeadAgain);
        }
        if around.below_head && numbers_columns(line) {
            return LineKind::Left(LeftWhy::ColumnNumbers);
        }
        let title = line.cells.iter().find(|cell| self.table.is(cell.column, &PlanColumn::Title));
        if title.is_some_and(|title| matches!(title.cell, Cell::Struck(_))) {
            return LineKind::Left(LeftWhy::Struck);
        }
        if self.is_total(line) {
            return LineKind::Left(LeftWhy::Total);
        }
        if is_footer(line) || (around.footer && around.after && rest.is_empty()) {
            return LineKind::Left(LeftWhy::Footer);
        }
        if rest.is_empty() {
            return self.alone(line, first, around);
        }
        let has =
            |column: &PlanColumn| line.cells.iter().any(|cell| self.table.is(cell.column, column));
        let named = title.is_some() || has(&PlanColumn::Id);
        if !named && self.heads_with_sums(first, rest) {
            return LineKind::Section;
        }
        match named {
            true => LineKind::Task,
            false if line.title_from.is_some() => LineKind::More,
            false if around.tasks > 0 && !has(&PlanColumn::No) => LineKind::More,
            false => LineKind::Left(LeftWhy::NoTask),
        }
    }

    /// Whether a row has the name of a section and beside it nothing but sums and remarks: `一、项目（12个）`.
    fn heads_with_sums(&self, first: &LineCell<'s>, rest: &[LineCell<'s>]) -> bool {
        let text = first.cell.text();
        let across = first.last.1 > first.place.1;
        let chapter = leading(text).is_some_and(|(number, _)| number.is_of_a_chapter());
        let words = self.table.is(first.column, &PlanColumn::No) && number(text).is_none();
        let beside = |own: &LineCell<'s>| {
            self.table.column(own.column).is_some_and(|column| {
                column.is_figure() || matches!(column, PlanColumn::Remark | PlanColumn::Leader)
            })
        };
        matches!(first.cell, Cell::Text(_))
            && (across || chapter || words)
            && rest.iter().all(beside)
    }

    /// What a row of one cell is.
    fn alone(&self, line: &Line<'s>, only: &LineCell<'s>, around: Around) -> LineKind {
        let text = only.cell.text();
        let across = only.last.1 > only.place.1;
        let down = only.last.0 > only.place.0;
        let chapter = leading(text).is_some_and(|(number, _)| number.is_of_a_chapter());
        let is = |column: &PlanColumn| self.table.is(only.column, column);
        if line.title_from.is_some() && !is(&PlanColumn::Title) {
            return LineKind::More;
        }
        if around.after
            && !chapter
            && (across || text.chars().count() > 20 || !is(&PlanColumn::Title))
        {
            return LineKind::Left(LeftWhy::Footer);
        }
        if down && !across && is(&PlanColumn::Area) {
            return LineKind::More;
        }
        let numbered = leading(text).is_some() && is(&PlanColumn::Title);
        let first = self.columns.values().next() == Some(&only.column);
        let heads = across
            || chapter
            || (is(&PlanColumn::No) && number(text).is_none())
            || is(&PlanColumn::Area)
            || (first && !numbered && is(&PlanColumn::Title) && !around.mostly_single);
        if heads && matches!(only.cell, Cell::Text(_)) {
            return LineKind::Section;
        }
        match is(&PlanColumn::Title) || is(&PlanColumn::Id) {
            true => LineKind::Task,
            false if around.tasks > 0 && !is(&PlanColumn::No) => LineKind::More,
            false => LineKind::Left(LeftWhy::NoTask),
        }
    }

    /// Whether a row says again what stands above the head, as on each printed page.
    fn stands_above(&self, line: &Line<'s>) -> bool {
        let again = |text: &str| {
            let text = folded(text);
            self.table.lines.contains(&text)
                || matches!(text.as_str(), "续表" | "(续表)" | "(续)" | "接上表")
        };
        !self.table.again.is_empty() && line.cells.iter().all(|cell| again(cell.cell.text()))
            || line.cells.len() == 1
                && line.cells.iter().all(|cell| folded(cell.cell.text()).ends_with("续表"))
    }

    /// Whether a row sums others up: it says so, and no unit answers for it.
    fn is_total(&self, line: &Line<'s>) -> bool {
        let total = |text: &str| {
            let text = folded(text);
            let plain = text.trim_end_matches(':');
            let short = plain.chars().count() <= 10;
            let ends = ["合计", "小计", "总计", "subtotal", "sub-total", "grandtotal"];
            let begins = ["合计", "总计", "小计", "共计"];
            let counted = |rest: &str| {
                rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '共')
            };
            is_total(&text)
                || is_total(plain)
                || (short && ends.iter().any(|end| plain.ends_with(end)))
                || begins.iter().any(|word| text.strip_prefix(word).is_some_and(counted))
        };
        let answers = |cell: &LineCell<'_>| {
            let columns = [PlanColumn::Owner, PlanColumn::Units, PlanColumn::Due];
            cell.last.0 == cell.place.0
                && columns.iter().any(|column| self.table.is(cell.column, column))
        };
        let names = [PlanColumn::No, PlanColumn::Id, PlanColumn::Title, PlanColumn::Area];
        let mut named = line.cells.iter().enumerate().filter(|(nth, cell)| {
            *nth == 0 || names.iter().any(|column| self.table.is(cell.column, column))
        });
        named.any(|(_, cell)| total(cell.cell.text()))
            && !line.cells.iter().any(|cell| answers(cell) && !total(cell.cell.text()))
    }
}

/// What is known of a row from those around it.
#[derive(Clone, Copy)]
struct Around {
    /// Directly below a head.
    below_head: bool,
    /// Below the last row of several cells.
    after: bool,
    /// Below a footer.
    footer: bool,
    /// The tasks above it.
    tasks: usize,
    /// Most rows have one cell.
    mostly_single: bool,
}

impl Segment {
    /// What a column is.
    pub(super) fn column(&self, at: usize) -> Option<&PlanColumn> {
        self.settled.columns.get(at)?.as_ref()
    }

    /// Whether a column is of a sort.
    pub(super) fn is(&self, at: usize, column: &PlanColumn) -> bool {
        self.column(at) == Some(column)
    }
}

/// Whether a row says who filled the table in, or is a note.
fn is_footer(line: &Line<'_>) -> bool {
    let Some(first) = line.cells.first().filter(|_| line.cells.len() <= 6) else {
        return false;
    };
    let says = |text: &str| {
        is_note(text)
            || (folded(text).contains(':') && is_note(text.split([':', '：']).next().unwrap_or("")))
    };
    let text = first.cell.text();
    says(text)
        && (line.cells.len() == 1
            || line.cells.iter().filter(|cell| says(cell.cell.text())).count() * 2
                >= line.cells.len())
}

/// Whether a row numbers the columns: 1 2 3, or 甲 乙 1 2.
fn numbers_columns(line: &Line<'_>) -> bool {
    const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
    let texts: Vec<String> = line.cells.iter().map(|cell| folded(cell.cell.text())).collect();
    let stems =
        texts.iter().zip(STEMS.chars()).take_while(|(text, stem)| **text == stem.to_string());
    let stems = stems.count();
    let count = |text: &String| {
        text.trim_matches(['(', ')']).split(['=', '+']).next()?.parse::<usize>().ok()
    };
    let numbers: Vec<Option<usize>> = texts.iter().skip(stems).map(count).collect();
    let in_order = (1..).zip(&numbers).all(|(nth, number)| *number == Some(nth));
    let on = (stems + 1..).zip(&numbers).all(|(nth, number)| *number == Some(nth));
    let letters = texts.iter().zip('a'..='z').all(|(text, letter)| *text == letter.to_string());
    texts.len() >= 3 && (in_order || on || letters)
}

/// The number of a row, from its column of numbers or before its words.
pub(super) fn numbered(no: Option<&str>, words: Option<&str>) -> (Option<Number>, bool) {
    let own = no.and_then(number);
    let before = words.and_then(leading).map(|(number, _)| number);
    match (own, before, no) {
        (Some(own), Some(before), _) if own.text == before.text => (Some(own), true),
        (Some(own), ..) => (Some(own), false),
        (None, Some(before), None) => (Some(before), true),
        (None, ..) => (None, false),
    }
}
