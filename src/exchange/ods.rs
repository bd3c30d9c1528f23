//! An OpenDocument spreadsheet (.ods) as sheets of plain cells. Such a file keeps the text that each cell shows.

use super::merged::Region;
use super::package::Package;
use super::sheet::{Budget, Cell, Limit, Sheet, WorkbookProblem};
use super::tags::{Tag, plain};
use std::collections::BTreeSet;

/// The sheets of an .ods file.
pub(super) fn ods(package: &mut Package<'_>) -> Result<Vec<Sheet>, WorkbookProblem> {
    let mut encrypted = false;
    package.each_tag("META-INF/manifest.xml", |_, tag| {
        encrypted |= tag.name == "encryption-data";
        Ok(())
    })?;
    if encrypted {
        return Err(WorkbookProblem::Protected);
    }
    let mut reader = Reader::default();
    for part in ["styles.xml", "content.xml"] {
        package.each_tag(part, |before, tag| {
            reader.text(before);
            reader.tag(tag)
        })?;
    }
    if reader.row.is_some() {
        return Err(WorkbookProblem::Broken("content.xml".to_owned()));
    }
    Ok(reader.sheets)
}

/// What stands in a cell beside its own text.
const BESIDE: [&str; 5] = ["annotation", "frame", "custom-shape", "tracked-changes", "shapes"];

/// A cell while it is read.
#[derive(Default)]
struct Open {
    tag_value: Option<String>,
    kind: String,
    text: String,
    paragraphs: usize,
    times: u32,
    struck: bool,
    /// A formula without a stored value.
    unvalued: bool,
}

/// A row while it is read: the cells so far.
#[derive(Default)]
struct Row {
    cells: Vec<(u32, u32, Cell)>,
    column: u32,
    times: u32,
}

#[derive(Default)]
struct Reader {
    sheets: Vec<Sheet>,
    budget: Budget,
    /// The style that is being read.
    style: String,
    struck: BTreeSet<String>,
    hidden: BTreeSet<String>,
    row_number: u32,
    column_number: u32,
    row: Option<Row>,
    cell: Option<Open>,
    in_paragraph: bool,
    /// Whether each open span is struck through, and how many of them are.
    spans: Vec<bool>,
    struck_spans: usize,
    beside: usize,
    /// The comment that is being read, and whether its words are: its author and its day are none.
    comment: Option<String>,
    in_note: bool,
}

impl Reader {
    fn text(&mut self, written: &str) {
        if let Some(comment) = self.comment.as_mut().filter(|_| self.in_note) {
            comment.push_str(&plain(written));
        }
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_paragraph && self.beside == 0) {
            let text = plain(written);
            cell.struck |= self.struck_spans > 0 && !text.trim().is_empty();
            cell.text.push_str(&text);
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        if tag.name == "annotation" && tag.closes {
            self.comment_ends()?;
        }
        if BESIDE.contains(&tag.name) && !tag.is_empty {
            self.beside = if tag.closes { self.beside.saturating_sub(1) } else { self.beside + 1 };
        }
        if self.beside > 0 {
            self.inside_comment(tag);
            return Ok(());
        }
        match (tag.name, tag.closes) {
            ("style", false) => self.style = tag.attribute("name").unwrap_or_default(),
            ("text-properties", false) => self.text_style(tag),
            ("table-properties", false) if tag.attribute("display").as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            ("table", false) => self.sheet(tag),
            ("table-column", false) => self.column(tag),
            ("table-row", false) => {
                self.hidden_row(tag);
                let times = tag.number("number-rows-repeated").unwrap_or(1);
                self.row = Some(Row { times, ..Row::default() });
                if tag.is_empty {
                    self.row_ends()?;
                }
            }
            ("table-row", true) => self.row_ends()?,
            ("table-cell" | "covered-table-cell", false) => self.cell_begins(tag)?,
            ("table-cell" | "covered-table-cell", true) => self.cell_ends()?,
            _ => self.inside_cell(tag),
        }
        Ok(())
    }

    fn inside_comment(&mut self, tag: &Tag<'_>) {
        match (tag.name, tag.closes) {
            ("annotation", false) if self.cell.is_some() => self.comment = Some(String::new()),
            ("p", closes) => {
                self.in_note = !closes && !tag.is_empty;
                let comment = self.comment.as_mut().filter(|words| !closes && !words.is_empty());
                comment.into_iter().for_each(|words| words.push('\n'));
            }
            _ => {}
        }
    }

    fn comment_ends(&mut self) -> Result<(), WorkbookProblem> {
        let comment = self.comment.take().map(|words| Cell::Text(words.trim().into()));
        self.in_note = false;
        if let (Some(words), Some(row), Some(sheet)) =
            (comment.filter(|words| !words.is_blank()), &self.row, self.sheets.last_mut())
        {
            let words = self.budget.take(words)?.text().to_owned();
            sheet.comments.push(((self.row_number, row.column), words));
        }
        Ok(())
    }

    fn text_style(&mut self, tag: &Tag<'_>) {
        let line = ["text-line-through-style", "text-line-through-type"];
        let line = line.iter().find_map(|name| tag.attribute(name));
        if line.is_some_and(|line| line != "none") {
            self.struck.insert(self.style.clone());
        }
    }

    fn sheet(&mut self, tag: &Tag<'_>) {
        (self.row_number, self.column_number) = (0, 0);
        let style = tag.attribute("style-name").unwrap_or_default();
        self.sheets.push(Sheet {
            name: Some(tag.attribute("name").unwrap_or_default()),
            hidden: self.hidden.contains(&style),
            ..Sheet::default()
        });
    }

    /// Columns that are described alike.
    fn column(&mut self, tag: &Tag<'_>) {
        let first = self.column_number;
        self.column_number =
            first.saturating_add(tag.number("number-columns-repeated").unwrap_or(1));
        if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden(tag)) {
            sheet.hidden_columns.extend(first..self.column_number.min(MOST_COLUMNS));
        }
    }

    fn hidden_row(&mut self, tag: &Tag<'_>) {
        let times = tag.number("number-rows-repeated").unwrap_or(1);
        let end = self.row_number.saturating_add(times).min(MOST_ROWS);
        if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden(tag)) {
            sheet.hidden_rows.extend(self.row_number..end);
        }
    }

    fn inside_cell(&mut self, tag: &Tag<'_>) {
        let Some(cell) = self.cell.as_mut() else {
            return;
        };
        match (tag.name, tag.closes) {
            ("p", closes) => {
                self.in_paragraph = !closes && !tag.is_empty;
                if !closes {
                    cell.text.extend((cell.paragraphs > 0).then_some('\n'));
                    cell.paragraphs += 1;
                }
            }
            ("span", true) => {
                let struck = self.spans.pop() == Some(true);
                self.struck_spans -= usize::from(struck);
            }
            ("span", false) if !tag.is_empty => {
                let style = tag.attribute("style-name").unwrap_or_default();
                let struck = self.struck.contains(&style);
                self.struck_spans += usize::from(struck);
                self.spans.push(struck);
            }
            ("s" | "tab", false) => cell.text.push(' '),
            ("line-break", false) => cell.text.push('\n'),
            _ => {}
        }
    }

    fn cell_begins(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        let (Some(row), Some(sheet)) = (self.row.as_ref(), self.sheets.last_mut()) else {
            return Ok(());
        };
        let at = (self.row_number, row.column);
        let across = tag.number("number-columns-spanned").unwrap_or(1).max(1);
        let down = tag.number("number-rows-spanned").unwrap_or(1).max(1);
        if across > 1 || down > 1 {
            let last = (at.0.saturating_add(down - 1), at.1.saturating_add(across - 1));
            sheet.merged.add(Region { first: at, last });
            if sheet.merged.count() > Limit::REGIONS {
                return Err(WorkbookProblem::TooLarge(Limit::Regions));
            }
        }
        let style = tag.attribute("style-name").unwrap_or_default();
        let values = ["date-value", "time-value", "boolean-value"];
        self.spans.clear();
        self.struck_spans = 0;
        self.in_paragraph = false;
        self.cell = Some(Open {
            tag_value: values.iter().find_map(|name| tag.attribute(name)),
            kind: kind(tag),
            times: tag.number("number-columns-repeated").unwrap_or(1).max(1),
            struck: self.struck.contains(&style),
            unvalued: tag.attribute("formula").is_some() && kind(tag).is_empty(),
            ..Open::default()
        });
        if tag.is_empty { self.cell_ends() } else { Ok(()) }
    }

    fn cell_ends(&mut self) -> Result<(), WorkbookProblem> {
        let (Some(open), Some(row)) = (self.cell.take(), self.row.as_mut()) else {
            return Ok(());
        };
        let (column, times) = (row.column, open.times);
        row.column = row.column.saturating_add(times);
        let cell = shown(open);
        if !cell.is_blank() {
            row.cells.push((column, times, self.budget.take(cell)?));
        }
        Ok(())
    }

    fn row_ends(&mut self) -> Result<(), WorkbookProblem> {
        let (Some(row), Some(sheet)) = (self.row.take(), self.sheets.last_mut()) else {
            return Ok(());
        };
        if !row.cells.is_empty() {
            for nth in 0..row.times {
                for (column, times, cell) in &row.cells {
                    for beside in 0..*times {
                        let place =
                            (self.row_number.saturating_add(nth), column.saturating_add(beside));
                        self.budget.put(sheet, place, cell.clone())?;
                    }
                }
            }
        }
        self.row_number = self.row_number.saturating_add(row.times);
        Ok(())
    }
}

/// The rows and columns of a sheet, as every program that writes one has them at most.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

/// Whether a row or column is hidden, by hand or by a filter.
fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.attribute("visibility").is_some_and(|visibility| visibility != "visible")
}

/// What a cell holds: `float`, `string`, `date`, `error`, …
fn kind(tag: &Tag<'_>) -> String {
    if tag.text.contains(":value-type=\"error\"") {
        return "error".to_owned();
    }
    tag.attribute("value-type").unwrap_or_default()
}

fn shown(open: Open) -> Cell {
    let text = open.text;
    if text.trim().is_empty() {
        return if open.unvalued { Cell::Unvalued } else { Cell::Text("".into()) };
    }
    if open.struck {
        return Cell::Struck(text.into());
    }
    match open.kind.as_str() {
        "date" | "time" => Cell::Date(open.tag_value.unwrap_or(text).into()),
        "boolean" => Cell::Flag(open.tag_value.as_deref() == Some("true")),
        "error" => Cell::Error(text.into()),
        "float" | "percentage" | "currency" => Cell::Number(text.into()),
        _ => Cell::Text(text.into()),
    }
}
