//! The cells of one sheet, as its part names them one after the other.

use super::super::merged::Region;
use super::super::sheet::{Budget, Cell, Limit, Sheet, WorkbookProblem};
use super::super::shown::{day_cell, number_cell, text_cell};
use super::super::tags::{Tag, plain};
use super::strings::{Runs, Strings, Words, unescaped};
use super::styles::{Style, Styles};
use crate::account::column_named;
use std::sync::Arc;

/// The rows and columns of a sheet (ECMA-376, and every program that writes one).
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// A cell while it is read.
#[derive(Default)]
struct Open {
    place: (u32, u32),
    kind: String,
    style: usize,
    value: String,
    in_value: bool,
    has_formula: bool,
    /// The text that stands in the cell itself.
    runs: Runs,
}

/// The sheet while it is read.
pub(super) struct Cells<'r> {
    sheet: Sheet,
    styles: &'r Styles,
    strings: &'r Strings,
    since_1904: bool,
    budget: &'r mut Budget,
    /// Row and column that a cell without a place of its own has.
    next: (u32, u32),
    cell: Option<Open>,
}

impl<'r> Cells<'r> {
    pub(super) fn new(
        sheet: Sheet,
        styles: &'r Styles,
        strings: &'r Strings,
        since_1904: bool,
        budget: &'r mut Budget,
    ) -> Self {
        Self { sheet, styles, strings, since_1904, budget, next: (0, 0), cell: None }
    }

    /// Takes a tag, and the text before it.
    pub(super) fn take(&mut self, before: &str, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        if let Some(cell) = self.cell.as_mut() {
            cell.take(before, tag);
            if tag.name == "c" && tag.closes {
                return self.cell_ends();
            }
        }
        match (tag.name, tag.closes) {
            ("row", false) => self.row(tag)?,
            ("row", true) => self.next = (self.next.0.saturating_add(1), 0),
            ("c", false) => self.cell_begins(tag)?,
            ("col", false) if tag.is_set("hidden") => {
                let (first, last) = (tag.number("min").unwrap_or(1), tag.number("max"));
                let last = last.unwrap_or(first).min(COLUMNS);
                self.sheet.hidden_columns.extend((first..=last).filter_map(|n| n.checked_sub(1)));
            }
            ("mergeCell", false) => self.region(tag)?,
            _ => {}
        }
        Ok(())
    }

    /// The sheet, once all its tags are taken.
    pub(super) fn ends(self) -> Result<Sheet, WorkbookProblem> {
        match self.cell {
            Some(_) => Err(WorkbookProblem::Broken("<c>".to_owned())),
            None => Ok(self.sheet),
        }
    }

    fn row(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        if let Some(written) = tag.attribute("r") {
            let row = written.parse().ok().filter(|row| (1..=ROWS).contains(row));
            self.next.0 = row.ok_or_else(|| broken(tag))? - 1;
        }
        self.next.1 = 0;
        if tag.is_set("hidden") {
            self.sheet.hidden_rows.insert(self.next.0);
        }
        if tag.is_empty {
            self.next.0 = self.next.0.saturating_add(1);
        }
        Ok(())
    }

    fn cell_begins(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        let place = match tag.attribute("r") {
            Some(written) => place(&written).ok_or_else(|| broken(tag))?,
            None => self.next,
        };
        self.next.1 = place.1.saturating_add(1);
        if !tag.is_empty {
            let style = tag.number("s").and_then(|style| usize::try_from(style).ok());
            self.cell = Some(Open {
                place,
                kind: tag.attribute("t").unwrap_or_default(),
                style: style.unwrap_or(0),
                ..Open::default()
            });
        }
        Ok(())
    }

    fn cell_ends(&mut self) -> Result<(), WorkbookProblem> {
        let Some(open) = self.cell.take() else {
            return Ok(());
        };
        let place = open.place;
        if let Some(cell) = self.shown(open)? {
            self.budget.put(&mut self.sheet, place, cell)?;
        }
        Ok(())
    }

    /// What a cell shows; `None` where it holds nothing.
    fn shown(&self, mut open: Open) -> Result<Option<Cell>, WorkbookProblem> {
        let style = self.styles.get(open.style);
        let value = open.value.trim();
        let cell = match open.kind.as_str() {
            "s" if value.is_empty() => return Ok(None),
            "s" => {
                let words = value.parse().ok().and_then(|number| self.strings.get(number));
                let words =
                    words.ok_or_else(|| WorkbookProblem::Broken("<c t=\"s\">".to_owned()))?;
                worded(words, style)
            }
            "inlineStr" => worded(&open.runs.words(), style),
            "str" => worded(&Words { text: unescaped(&open.value).into(), struck: false }, style),
            _ if value.is_empty() => return Ok(open.has_formula.then_some(Cell::Unvalued)),
            "b" => Cell::Flag(matches!(value, "1" | "true")),
            "e" => Cell::Error(value.into()),
            "d" => Cell::Date(value.into()),
            _ => match value.parse() {
                Ok(number) => self.number(number, style),
                Err(_) => Cell::Text(value.into()),
            },
        };
        let struck = style.is_some_and(|style| style.struck) && !cell.is_blank();
        Ok(Some(if struck { Cell::Struck(cell.text().into()) } else { cell }))
    }

    fn number(&self, number: f64, style: Option<&Style>) -> Cell {
        let day = style.filter(|style| style.is_date);
        let day = day.and_then(|_| day_cell(number, self.since_1904));
        day.unwrap_or_else(|| number_cell(number, style.map_or("", |style| &style.format)))
    }

    fn region(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        let written = tag.attribute("ref").unwrap_or_default();
        let (first, last) = written.split_once(':').unwrap_or((&written, &written));
        // A region that is none merges nothing.
        if let (Some(first), Some(last)) = (place(first), place(last)) {
            self.sheet.merged.add(Region { first, last });
        }
        if self.sheet.merged.count() > Limit::REGIONS {
            return Err(WorkbookProblem::TooLarge(Limit::Regions));
        }
        Ok(())
    }
}

impl Open {
    fn take(&mut self, before: &str, tag: &Tag<'_>) {
        if self.in_value {
            self.value.push_str(&plain(before));
        }
        match (tag.name, tag.closes) {
            ("v", closes) => self.in_value = !closes && !tag.is_empty,
            ("f", _) => self.has_formula = true,
            _ => {}
        }
        self.runs.take(before, tag);
    }
}

/// A text in its style.
fn worded(words: &Words, style: Option<&Style>) -> Cell {
    if words.struck {
        return Cell::Struck(Arc::clone(&words.text));
    }
    text_cell(Arc::clone(&words.text), style.map_or("", |style| &style.format))
}

fn broken(tag: &Tag<'_>) -> WorkbookProblem {
    WorkbookProblem::Broken(tag.text.chars().take(80).collect())
}

/// Row and column of a place such as `B7`, from 0.
pub(super) fn place(written: &str) -> Option<(u32, u32)> {
    let digits = written.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = written.split_at(digits);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let column = column_named(letters)?;
    let row: u32 = digits.parse().ok().filter(|row| (1..=ROWS).contains(row))?;
    (column < COLUMNS).then_some((row - 1, column))
}

#[cfg(test)]
mod tests {
    use super::super::super::tags::each_tag;
    use super::*;

    fn read(xml: &str) -> Result<Sheet, WorkbookProblem> {
        let (styles, strings) = (Styles::default(), Strings::default());
        let mut budget = Budget::default();
        let mut cells = Cells::new(Sheet::default(), &styles, &strings, false, &mut budget);
        let mut bytes = xml.as_bytes();
        each_tag(&mut bytes, &mut |before, tag| cells.take(before, tag))?;
        cells.ends()
    }

    #[test]
    fn places_are_in_bounds() {
        for (written, place_of) in
            [("A1", (0, 0)), ("b07", (6, 1)), ("XFD1048576", (1_048_575, 16_383))]
        {
            assert_eq!(place(written), Some(place_of), "{written}");
        }
        for written in
            ["", "A", "7", "A0", "A1048577", "XFE1", "ZZZZZ1", "A4294967296", "A1B", "甲1", "$A$1"]
        {
            assert_eq!(place(written), None, "{written}");
            assert!(read(&format!("<c r='{written}'>")).is_err());
        }
        for row in ["0", "-1", "4294967295", "A1"] {
            assert!(read(&format!("<row r=\"{row}\"/>")).is_err(), "{row}");
        }
    }

    #[test]
    fn cells_and_rows_without_places_follow_one_another() {
        let xml = "<row/><row><c/><c t='inlineStr'><is><t>甲</t></is></c><c><v>5</v></c></row>\
                   <row r='9' hidden='1'><c><v>6</v></c></row><row><c><f>A1</f><v></v></c></row>";
        let sheet = read(xml).unwrap();
        let cell = |place| sheet.cell(place).map(|cell| cell.text().to_owned());
        assert_eq!(cell((1, 1)).as_deref(), Some("甲"));
        assert_eq!(cell((1, 2)).as_deref(), Some("5"));
        assert_eq!(cell((8, 0)).as_deref(), Some("6"));
        assert_eq!(sheet.cell((9, 0)), Some(&Cell::Unvalued));
        assert!(sheet.hidden_rows.contains(&8));
    }

    #[test]
    fn regions_that_are_none_merge_nothing() {
        let merged = "<mergeCell ref='B1:A1'/><mergeCell ref='A1:&#66;2'/><mergeCell ref='A1:B2:C3'/><mergeCell/>";
        let sheet = read(merged).unwrap();
        assert_eq!(sheet.merged.count(), 1);
        assert_eq!(sheet.merged.at((1, 1)).map(|region| region.last), Some((1, 1)));
    }
}
