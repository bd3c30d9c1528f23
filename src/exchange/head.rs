//! The head of a table: where it stands and what each column is, over several rows and merged cells too.

use super::figure::Units;
use super::head_period::{Span, is_label};
use super::heading::{Meaning, meaning, names_tasks, stated_unit};
use super::heading_figure::Figure;
use super::heading_kind::FigureKind;
use super::sheet::{Cell, Sheet};
use crate::account::Counts;
use crate::calendar::Period;
use crate::ledger::folded;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The most rows that a head has.
const TALLEST: u32 = 4;

/// The columns of a table, found by its head.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// First row of the head.
    pub(super) first: u32,
    /// Last row of the head.
    pub(super) last: u32,
    pub(super) id: Option<u32>,
    pub(super) title: Option<u32>,
    /// Names of indicators, beside another column that names the tasks.
    pub(super) indicator: Option<u32>,
    /// The columns of figures, from the one that is taken first.
    pub(super) figures: Vec<(u32, Figure)>,
    pub(super) unit: Option<u32>,
    /// Whether the column of units may hold departments instead (单位 means both).
    pub(super) unit_unsure: bool,
    pub(super) target: Option<u32>,
    /// Everything that is remarked.
    pub(super) remarks: Vec<u32>,
    /// Those of them that state problems.
    pub(super) blockers: Vec<u32>,
    /// What is promised next.
    pub(super) next: Vec<u32>,
    /// The departments that answer for the tasks.
    pub(super) owner: Option<u32>,
    /// Steps by name.
    pub(super) step: Option<u32>,
    /// Columns that say something and are not taken.
    pub(super) unused: Vec<u32>,
}

impl Head {
    /// Whether a column holds figures.
    pub(super) fn has_figure(&self, column: u32) -> bool {
        self.figures.iter().any(|(own, _)| *own == column)
    }

    /// The column whose figure is taken first.
    pub(super) fn first_figure(&self) -> u32 {
        self.figures.first().map_or(0, |(column, _)| *column)
    }
}

/// What a row lacks to be the head of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lacks {
    /// Neither ids nor titles.
    pub(super) tasks: bool,
    /// No column of figures.
    pub(super) figure: bool,
    /// Several columns that may be the one of figures.
    pub(super) figures: Vec<u32>,
    /// Columns of one period alone, or of all up to its end.
    pub(super) unclear: Vec<u32>,
    /// Columns of ids or titles with the same words: tables beside each other.
    pub(super) beside: Vec<u32>,
    /// The number of columns that are understood.
    pub(super) understood: usize,
}

/// The time that figures are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The period; what was done in one alone is no figure where none is asked for.
    pub period: Option<Period>,
    /// The days up to which figures may be; none where any will do.
    pub until: &'a [NaiveDate],
}

/// What heads are read with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'r> {
    pub(super) units: &'r Units,
    pub(super) asked: Asked<'r>,
}

impl Reading<'_> {
    /// Whether a heading is of the period that is asked for; else the last day of the one that it is of.
    pub(super) fn fits(&self, span: Span) -> Result<(), Option<NaiveDate>> {
        let (Span::Until(until), [first, ..]) = (span, self.asked.until) else {
            return Ok(());
        };
        let day = until.day(*first);
        if day.is_some_and(|day| self.asked.until.contains(&day)) { Ok(()) } else { Err(day) }
    }

    /// What the figures of a column count, where it is of the period that is asked for.
    pub(super) fn counts(&self, figure: &Figure) -> Result<Counts, Option<NaiveDate>> {
        let counts = match figure.kind {
            FigureKind::SoFar => Counts::SoFar,
            FigureKind::SinceWorkBegan => Counts::SinceWorkBegan,
            FigureKind::Completion => Counts::Completion,
            FigureKind::OfTarget => Counts::OfTarget,
            FigureKind::Added(stretch) => {
                let begins = self.asked.period.and_then(|period| stretch.begins(period));
                Counts::From(begins.ok_or(None)?)
            }
        };
        self.fits(figure.span).map(|()| counts)
    }
}

/// The rows in which a head may begin: those with a cell that names ids or titles, and those close above. Most rows of a long
/// table are none, and to read each as a head would take longer than to read the table.
pub(super) fn beginnings(sheet: &Sheet, units: &Units) -> BTreeSet<u32> {
    let names = |cell: &Cell| matches!(cell, Cell::Text(text) if names_tasks(text, units));
    let named = sheet.rows.iter().filter(|(_, cells)| cells.values().any(names));
    named.flat_map(|(row, _)| row.saturating_sub(TALLEST)..=row.saturating_add(1)).collect()
}

/// The head that begins in a row.
pub(super) fn head(sheet: &Sheet, first: u32, reading: &Reading<'_>) -> Result<Head, Lacks> {
    if distinct(sheet, first) < 2 {
        return Err(Lacks { tasks: true, figure: true, ..Lacks::default() });
    }
    let meanings = meanings(sheet, first, reading.units);
    let last = last_row(sheet, first, reading.units);
    let found = |fits: &dyn Fn(&Meaning) -> bool| {
        let mut fitting = meanings.iter().filter(|(_, meaning)| fits(meaning));
        fitting.next().map(|(column, _)| *column)
    };
    let id = found(&|meaning| *meaning == Meaning::Id);
    let titled = (0..3).find_map(|rank| found(&|meaning| *meaning == Meaning::Title(rank)));
    let indicator = found(&|meaning| *meaning == Meaning::Indicator);
    let title = titled.or(indicator);
    let all = |fits: &dyn Fn(&Meaning) -> bool| {
        let fitting = meanings.iter().filter(|(_, meaning)| fits(meaning));
        fitting.map(|(column, _)| *column).collect::<Vec<u32>>()
    };
    let named = |column: u32| heading_cells(sheet, column, first, last).pop();
    let beside = id.or(titled).map(|own| {
        let same = |column: &u32| named(*column).map(|(at, cell)| (at, folded(cell.text())));
        let words = same(&own).map(|(_, words)| words);
        let mut places: Vec<((u32, u32), u32)> = Vec::new();
        for column in all(&|meaning| matches!(meaning, Meaning::Id | Meaning::Title(_))) {
            let found = same(&column).filter(|(_, own)| Some(own) == words.as_ref());
            let new = found.filter(|(at, _)| places.iter().all(|(other, _)| other != at));
            places.extend(new.map(|(at, _)| (at, column)));
        }
        places.into_iter().map(|(_, column)| column).collect::<Vec<u32>>()
    });
    let beside = beside.filter(|columns| columns.len() > 1).unwrap_or_default();
    let step = found(&|meaning| *meaning == Meaning::Step);
    let figures = figures(sheet, first, &meanings, reading);
    let understood = meanings.iter().filter(|(_, meaning)| *meaning != Meaning::Other);
    let lacks = |figures: Vec<u32>| Lacks {
        tasks: id.or(title).is_none(),
        figure: figures.is_empty(),
        figures,
        unclear: all(&|meaning| *meaning == Meaning::Unclear),
        beside: beside.clone(),
        understood: understood.clone().count(),
    };
    match (figures, id.or(title)) {
        (Ok(figures), Some(_)) if beside.is_empty() && (!figures.is_empty() || step.is_some()) => {
            Ok(Head {
                first,
                last,
                id,
                title,
                indicator: indicator.filter(|_| titled.is_some()),
                figures,
                unit: found(&|meaning| *meaning == Meaning::Unit { sure: true })
                    .or_else(|| found(&|meaning| *meaning == Meaning::Unit { sure: false })),
                unit_unsure: found(&|meaning| *meaning == Meaning::Unit { sure: true }).is_none(),
                target: found(&|meaning| *meaning == Meaning::Target),
                remarks: all(&|meaning| matches!(meaning, Meaning::Remark | Meaning::Blockers)),
                blockers: all(&|meaning| *meaning == Meaning::Blockers),
                next: all(&|meaning| *meaning == Meaning::Next),
                owner: found(&|meaning| *meaning == Meaning::Owner),
                step,
                unused: all(&|meaning| match meaning {
                    Meaning::Figure(figure) => reading.counts(figure).is_ok(),
                    other => matches!(other, Meaning::Unclear | Meaning::Other),
                }),
            })
        }
        (Ok(_), _) => Err(lacks(Vec::new())),
        (Err(several), _) => Err(lacks(several)),
    }
}

/// What each column is by the head that begins in a row.
fn meanings(sheet: &Sheet, first: u32, units: &Units) -> Vec<(u32, Meaning)> {
    let headings = headings(sheet, first, units).into_iter();
    headings.map(|(column, words)| (column, meaning(&words, units))).collect()
}

/// The words over each column by the head that begins in a row; labels of time or units may stand above it.
pub(super) fn headings(sheet: &Sheet, first: u32, units: &Units) -> Vec<(u32, Vec<String>)> {
    let last = last_row(sheet, first, units);
    let above = first.checked_sub(1).filter(|row| is_labels(sheet, *row, units));
    let from = above.unwrap_or(first);
    let columns = columns(sheet, from, last);
    columns.into_iter().map(|column| (column, heading(sheet, column, from, last))).collect()
}

/// Whether a row holds nothing but units, or nothing but months and the like.
pub(super) fn is_labels(sheet: &Sheet, row: u32, units: &Units) -> bool {
    let Some(cells) = sheet.rows.get(&row) else {
        return false;
    };
    let all = |fits: &dyn Fn(&str) -> bool| {
        cells.values().all(|cell| matches!(cell, Cell::Text(text) if fits(text)))
    };
    let unit = |text: &str| !text.contains("单位") && stated_unit(text, units).is_some();
    all(&unit) || all(&|text| is_label(text) || unit(text))
}

/// The number of cells that a reader sees in a row.
pub(super) fn distinct(sheet: &Sheet, row: u32) -> usize {
    sheet.rows.get(&row).map_or(0, |cells| cells.len())
}

/// The columns of figures from the one that is taken first, of the period asked for where there is one; an error where
/// nobody can say which of several is meant.
fn figures(
    sheet: &Sheet,
    first: u32,
    meanings: &[(u32, Meaning)],
    reading: &Reading<'_>,
) -> Result<Vec<(u32, Figure)>, Vec<u32>> {
    let mut all: Vec<(u32, &Figure)> = meanings
        .iter()
        .filter_map(|(column, meaning)| match meaning {
            Meaning::Figure(figure) => Some((*column, figure)),
            _ => None,
        })
        .collect();
    if reading.asked.period.is_none() {
        all.retain(|(_, figure)| figure.kind.is_the_ledgers());
    }
    if all.iter().any(|(_, figure)| reading.counts(figure).is_ok()) {
        all.retain(|(_, figure)| reading.counts(figure).is_ok());
    } else if all.len() > 1 {
        // All are of other periods: the last says which.
        all.drain(..all.len() - 1);
    }
    let mut kept: Vec<(u32, Figure)> = Vec::new();
    for (column, figure) in &all {
        let region = sheet.region((first, *column));
        let beside = kept.last().is_some_and(|(before, was)| {
            was == *figure && region.is_some() && region == sheet.region((first, *before))
        });
        let surest = all.iter().filter(|(_, other)| is_rival(figure, other));
        if surest.map(|(_, other)| other.rank).max() == Some(figure.rank) && !beside {
            kept.push((*column, (*figure).clone()));
        }
    }
    // From the ledger's own figure to what must be converted; investment last.
    kept.sort_by_key(|(_, figure)| {
        (figure.money, reading.counts(figure).unwrap_or(Counts::SoFar), u8::MAX - figure.rank)
    });
    let several = |(_, figure): &&(u32, Figure)| {
        figure.kind == FigureKind::SoFar
            && kept.iter().filter(|(_, other)| is_rival(figure, other)).count() > 1
    };
    let rivals: Vec<u32> = kept.iter().filter(several).map(|(column, _)| *column).collect();
    if rivals.is_empty() { Ok(kept) } else { Err(rivals) }
}

/// Whether two columns may be one another's: then the surer one counts.
fn is_rival(one: &Figure, other: &Figure) -> bool {
    one.kind == other.kind && one.indicator == other.indicator && one.money == other.money
}

/// The last row of a head: merged cells reach down to it, or the row below continues its words.
pub(super) fn last_row(sheet: &Sheet, first: u32, units: &Units) -> u32 {
    let limit = first.saturating_add(TALLEST - 1);
    let mut last = first;
    loop {
        let begun = sheet.merged.begun(last);
        let down = begun.iter().map(|region| region.last.0).max().unwrap_or(last);
        let across =
            begun.iter().any(|region| region.last.1 > region.first.1 && region.last.0 == last);
        let below = last.saturating_add(1);
        let next = match down > last {
            true => down,
            false if across || goes_on(sheet, last) || is_labels(sheet, below, units) => below,
            false => return last,
        };
        if next > limit || !(below..=next).all(|row| only_words(sheet, row)) {
            return last;
        }
        last = next;
    }
}

/// Whether the row below, without merged cells, has words only in columns that this row leaves empty.
fn goes_on(sheet: &Sheet, row: u32) -> bool {
    let (Some(cells), Some(below)) = (sheet.rows.get(&row), sheet.rows.get(&row.saturating_add(1)))
    else {
        return false;
    };
    let first = cells.keys().next();
    sheet.merged.is_empty()
        && below.keys().any(|column| !cells.contains_key(column))
        && below.keys().all(|column| Some(column) > first)
        && below.len() < cells.len()
}

fn only_words(sheet: &Sheet, row: u32) -> bool {
    let word = |text: &str| {
        let digits = text.trim().bytes().take_while(u8::is_ascii_digit).count();
        let of_year =
            digits == 4 && text.trim().get(digits..).is_some_and(|rest| rest.starts_with('年'));
        digits == 0 || of_year || is_label(text)
    };
    let cells = sheet.rows.get(&row);
    cells.is_some_and(|cells| {
        cells.values().all(|cell| matches!(cell, Cell::Text(text) if word(text)))
    })
}

pub(super) fn columns(sheet: &Sheet, first: u32, last: u32) -> BTreeSet<u32> {
    let rows = sheet.rows.range(first..=last);
    let columns = rows.flat_map(|(_, cells)| cells.keys().copied());
    let heads = (first..=last).flat_map(|row| sheet.merged.begun(row));
    let spanned = heads
        .flat_map(|region| region.first.1..=region.last.1.min(region.first.1.saturating_add(200)));
    columns.chain(spanned).collect()
}

/// The words over a column, from above.
pub(super) fn heading(sheet: &Sheet, column: u32, first: u32, last: u32) -> Vec<String> {
    let cells = heading_cells(sheet, column, first, last);
    cells.into_iter().map(|(_, cell)| cell.text().to_owned()).collect()
}

/// The cells that head a column, from above, with their places.
pub(super) fn heading_cells(
    sheet: &Sheet,
    column: u32,
    first: u32,
    last: u32,
) -> Vec<((u32, u32), &Cell)> {
    let mut heads = Vec::new();
    let mut above = None;
    for row in first..=last {
        let place = (row, column);
        let region = sheet.region(place).map(|region| region.first);
        if region.is_some() && region == above {
            continue;
        }
        above = region;
        let open = sheet.merged.is_empty() && row < last;
        let seen = sheet.cell(place).map(|cell| (place, cell));
        let seen = seen.or_else(|| region.and_then(|origin| Some((origin, sheet.cell(origin)?))));
        heads.extend(seen.or_else(|| to_the_left(sheet, place).filter(|_| open)));
    }
    heads
}

/// If merged cells were lost, the words over several columns stand over the first of them.
fn to_the_left(sheet: &Sheet, (row, column): (u32, u32)) -> Option<((u32, u32), &Cell)> {
    let cells = sheet.rows.get(&row)?;
    cells.before(column).next_back().map(|(left, cell)| ((row, *left), cell))
}
