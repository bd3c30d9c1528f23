//! The tables of a sheet, each with its head, the lines above it and the rows below it.

use super::head::{Head, Heads};
use super::map::MapMiss;
use super::node::stated_year;
use super::numbering::leading;
use super::settle::{Settled, settled};
use super::table::LeftCell;
use crate::account::LeftWhy;
use crate::exchange::claims::line_unit;
use crate::exchange::figure::Units;
use crate::exchange::not_tasks::is_note;
use crate::exchange::place::address;
use crate::exchange::rows::Row;
use crate::exchange::sheet::Sheet;
use crate::ledger::folded;
use std::collections::BTreeSet;
use std::ops::Range;

/// A table of a sheet.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Its head.
    pub(super) head: Head,
    /// What its columns are.
    pub(super) settled: Settled,
    /// The rows of the same head further down, first and last.
    pub(super) again: Vec<(u32, u32)>,
    /// A chapter that stands above the head: its place.
    pub(super) chapter: Option<(u32, u32)>,
    /// The rows below the head.
    pub(super) rows: Range<u32>,
    /// The unit that a line above the head states.
    pub(super) line_unit: Option<String>,
    /// The lines above the head, folded: they may stand again on each page.
    pub(super) lines: BTreeSet<String>,
}

/// The tables of a sheet, and what stands above them.
#[derive(Clone, Debug, Default)]
pub(super) struct Segments {
    pub(super) tables: Vec<Segment>,
    pub(super) left: Vec<LeftCell>,
    pub(super) title: Option<String>,
    pub(super) missed: Vec<MapMiss>,
}

/// Parts a sheet into its tables.
pub(super) fn segments(heads: &Heads<'_>) -> Segments {
    let (heads_found, missed) = all(heads);
    let mut found = Segments { missed, ..Segments::default() };
    let sheet = heads.sheet;
    let mut from = 0;
    for head in heads_found {
        if let Some(table) = found.tables.last_mut().filter(|table| table.head.says(&head)) {
            table.again.push((head.first, head.last));
            from = head.last.saturating_add(1);
            continue;
        }
        let lines = above(sheet, from, head.first);
        if let Some(before) = found.tables.last_mut() {
            before.rows.end = lines.start;
        }
        let line_unit = line_unit(sheet, lines.clone(), heads.units);
        let texts = sheet.rows.range(lines.clone()).flat_map(|(_, cells)| cells.values());
        let texts = texts.map(|cell| folded(cell.text())).collect();
        let chapter = found.read_lines(sheet, lines);
        let rows = head.last.saturating_add(1)..u32::MAX;
        from = head.last.saturating_add(1);
        let settled = Settled::default();
        let again = Vec::new();
        found.tables.push(Segment { head, settled, again, chapter, rows, line_unit, lines: texts });
    }
    for table in &mut found.tables {
        table.settled = settled(sheet, &table.head, table.rows.end, heads.units);
    }
    found
}

/// The heads of a sheet: those that a mapping places, else those that their words tell.
fn all(heads: &Heads<'_>) -> (Vec<Head>, Vec<MapMiss>) {
    let sheet = heads.sheet;
    let mut missed = Vec::new();
    let mut placed: Vec<(u32, u32)> = heads.mapped.iter().filter_map(|table| table.head).collect();
    placed.sort_unstable();
    placed.dedup();
    placed.retain(|(first, last)| {
        let there = sheet.rows.range(*first..=*last).next().is_some();
        if !there {
            missed.push(MapMiss::Head(sheet.name.clone(), *first));
        }
        there
    });
    if !placed.is_empty() {
        let mut below = 0;
        let apart = placed.into_iter().filter(|(first, last)| {
            let apart = *first >= below;
            below = below.max(last.saturating_add(1));
            apart
        });
        let placed: Vec<Head> = apart.map(|(first, last)| heads.placed(first, last)).collect();
        let ends: Vec<u32> =
            placed.iter().skip(1).map(|head| head.first).chain([u32::MAX]).collect();
        let found = placed.into_iter().zip(ends).flat_map(|(head, end)| {
            let again = repeated(heads, &head, end);
            std::iter::once(head).chain(again)
        });
        return (found.collect(), missed);
    }
    let mut found: Vec<Head> = Vec::new();
    for row in sheet.rows.keys().copied() {
        let below = found.last().is_none_or(|head| row > head.last);
        if let Some(head) = below.then(|| heads.at(row)).flatten() {
            let free = found.last().is_none_or(|before| head.first > before.last);
            found.extend(free.then_some(head));
        }
    }
    (found, missed)
}

/// The same head further down, before another begins.
fn repeated(heads: &Heads<'_>, head: &Head, end: u32) -> Vec<Head> {
    let sheet = heads.sheet;
    let Some(top) = sheet.rows.get(&head.first) else {
        return Vec::new();
    };
    let height = head.last - head.first;
    let mut below = head.last.saturating_add(1);
    let rows = sheet.rows.range(below..end).filter(|(_, cells)| *cells == top);
    let rows = rows.filter_map(|(row, _)| {
        let last = row.saturating_add(height);
        let again = (*row >= below && last < end).then(|| heads.placed(*row, last))?;
        let same = again.says(head);
        below = if same { last.saturating_add(1) } else { below };
        same.then_some(again)
    });
    rows.collect()
}

/// The rows directly above a head that are lines, not rows of the table before it; above the first head, all.
fn above(sheet: &Sheet, from: u32, first: u32) -> Range<u32> {
    if from == 0 {
        return 0..first;
    }
    let rows = sheet.rows.range(from..first).rev();
    let lines = rows.take_while(|(_, cells)| cells.len() == 1 || all_say(cells, ':'));
    let start = lines.last().map_or(first, |(row, _)| *row);
    start..first
}

fn all_say(cells: &Row, mark: char) -> bool {
    cells.values().all(|cell| folded(cell.text()).contains(mark))
}

impl Segments {
    /// Reads the lines above a head: title, units, who sent it; the place of the last if it is a chapter.
    fn read_lines(&mut self, sheet: &Sheet, lines: Range<u32>) -> Option<(u32, u32)> {
        let mut chapter = None;
        for (row, cells) in sheet.rows.range(lines) {
            for (column, cell) in cells.iter() {
                let text = cell.text();
                let place = (*row, *column);
                let says = says_units(text);
                if !says && let Some(before) = chapter.take() {
                    self.leave(sheet, before, LeftWhy::Above);
                }
                let numbered = leading(text).is_some_and(|(number, _)| number.is_of_a_chapter());
                if numbered && cells.len() == 1 && text.chars().count() <= 30 {
                    chapter = Some(place);
                    continue;
                }
                let why = match says {
                    _ if folded(text).starts_with('注') => LeftWhy::Footer,
                    true => LeftWhy::UnitLine,
                    false if is_note(text) => LeftWhy::Footer,
                    false => LeftWhy::Above,
                };
                self.leave(sheet, place, why);
                let annex = folded(text).starts_with("附件") && text.chars().count() < 8;
                if self.title.is_none() && why == LeftWhy::Above && !annex {
                    self.title = Some(text.trim().to_owned());
                }
            }
        }
        chapter
    }

    fn leave(&mut self, sheet: &Sheet, place: (u32, u32), why: LeftWhy) {
        let text = sheet.cell(place).map_or("", |cell| cell.text()).to_owned();
        self.left.push(LeftCell { at: address(sheet, place.0, place.1), text, why });
    }
}

/// Whether a line states units, days or who sent the table.
fn says_units(text: &str) -> bool {
    let text = folded(text);
    let words = [
        "单位",
        "日期",
        "时间",
        "填报",
        "填表",
        "报送",
        "制表",
        "unit",
        "date",
        "asof",
        "department",
    ];
    let in_brackets = text.trim_matches(['(', ')']);
    text.contains(':') && words.iter().any(|word| text.contains(word))
        || Units::default().has(in_brackets)
        || (text.chars().count() <= 12 && stated_year(&text).is_some() && text.ends_with('日'))
}
