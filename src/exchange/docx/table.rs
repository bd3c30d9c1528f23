//! Tables of a document: as wide as the text, the head repeated on each page, no row broken.

use super::paragraph::{Style, painted, paragraph, text};
use crate::page::{Align, Bar, Row, Table, Text};
use unicode_width::UnicodeWidthStr;

/// Width between the margins, in twentieths of a point: 210 − 28 − 26 mm.
const TEXT_WIDTH: usize = 8845;
/// Columns that fit between the margins in the font size of tables.
const LETTERS: usize = 80;
/// Columns that the margins of a cell take.
const MARGIN: usize = 3;
/// The least columns of a column of words.
const NARROWEST: usize = 10;

const OPEN: &str = "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";

/// A table.
pub(super) fn table(table: &Table) -> String {
    let widths = widths(table);
    let mut written = open(&widths);
    let right =
        |at: usize| table.columns.get(at).is_some_and(|column| column.align == Align::Right);
    if table.columns.iter().any(|column| !column.header.is_empty()) {
        written.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (at, (column, width)) in table.columns.iter().zip(&widths).enumerate() {
            let head = Text::inked(column.header.as_str(), crate::page::Ink::Bold);
            let inside = paragraph(Style::Cell(right(at)), false, &text(&head));
            written.push_str(&cell(*width, 1, Join::None, true, &inside));
        }
        written.push_str("</w:tr>\n");
    }
    for row in table.rows.all().iter() {
        match row {
            Row::Group(words) => written.push_str(&group(words, &widths)),
            Row::Cells { cells, details } => {
                written.push_str(&cells_row(cells, &widths, &right, !details.is_empty()));
                if !details.is_empty() {
                    written.push_str(&details_row(details, &widths));
                }
            }
            Row::Total(cells) => written.push_str(&cells_row(cells, &widths, &right, false)),
        }
    }
    written.push_str("</w:tbl>\n");
    written
}

fn open(widths: &[usize]) -> String {
    let columns: String =
        widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    format!("{OPEN}{columns}</w:tblGrid>\n")
}

fn group(words: &Text, widths: &[usize]) -> String {
    let inside = paragraph(Style::Kept(false), false, &text(words));
    let all = cell(widths.iter().sum(), widths.len(), Join::None, true, &inside);
    format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{all}</w:tr>\n")
}

fn cells_row(
    cells: &[Text],
    widths: &[usize],
    right: &dyn Fn(usize) -> bool,
    kept: bool,
) -> String {
    let mut row = "<w:tr><w:trPr><w:cantSplit/></w:trPr>".to_owned();
    for (at, width) in widths.iter().enumerate() {
        let words = cells.get(at).map_or_else(String::new, text);
        let style = if kept { Style::Kept(right(at)) } else { Style::Cell(right(at)) };
        let join = if kept && at == 0 { Join::First } else { Join::None };
        row.push_str(&cell(*width, 1, join, false, &paragraph(style, false, &words)));
    }
    row + "</w:tr>\n"
}

/// The details below a row, under all columns but the first.
fn details_row(details: &[Text], widths: &[usize]) -> String {
    let (first, rest) = widths.split_first().unwrap_or((&0, &[]));
    let inside: String =
        details.iter().map(|detail| paragraph(Style::Cell(false), false, &text(detail))).collect();
    let empty = cell(*first, 1, Join::More, false, &paragraph(Style::Cell(false), false, ""));
    let below = cell(rest.iter().sum(), rest.len().max(1), Join::None, false, &inside);
    format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{empty}{below}</w:tr>\n")
}

/// Whether a cell continues in the row below.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    None,
    First,
    More,
}

fn cell(width: usize, span: usize, join: Join, shaded: bool, inside: &str) -> String {
    let span = match span {
        1 => String::new(),
        several => format!("<w:gridSpan w:val=\"{several}\"/>"),
    };
    let join = match join {
        Join::None => "",
        Join::First => "<w:vMerge w:val=\"restart\"/>",
        Join::More => "<w:vMerge/>",
    };
    let shade =
        if shaded { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>" } else { "" };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{join}{shade}</w:tcPr>{inside}</w:tc>"
    )
}

/// Bars as rows of small blocks: the reached part dark, the planned point marked.
pub(super) fn bars(bars: &[Bar]) -> String {
    const BLOCKS: usize = 20;
    let columns = bars.iter().map(|bar| bar.figures.len()).max().unwrap_or(0);
    let letters = |words: &str| words.width() + MARGIN;
    let mut natural = vec![bars.iter().map(|bar| letters(&bar.label)).max().unwrap_or(0)];
    natural.extend((0..columns).map(|at| {
        let figures = bars.iter().filter_map(|bar| bar.figures.get(at));
        figures.map(|figure| letters(figure)).max().unwrap_or(0)
    }));
    natural.push(32);
    let widths = scaled(&natural);
    let mut written = open(&widths);
    for bar in bars {
        let place = |share: f64| (share.clamp(0.0, 1.0) * BLOCKS as f64).round() as usize;
        let (filled, mark) = (place(bar.filled), bar.mark.map(|mark| place(mark).min(BLOCKS - 1)));
        let drawn: String = (0..BLOCKS)
            .map(|at| match (mark == Some(at), at < filled) {
                (true, _) => painted("▌", "1C1C1E", 16),
                (false, true) => painted("■", "4A6FA5", 16),
                (false, false) => painted("■", "D3D6DC", 16),
            })
            .collect();
        written.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let figures = (0..columns).map(|at| bar.figures.get(at).map_or("", String::as_str));
        let words = std::iter::once(bar.label.as_str()).chain(figures);
        for (at, (words, width)) in words.zip(&widths).enumerate() {
            let inside = paragraph(Style::Cell(at > 0), false, &text(&words.into()));
            written.push_str(&cell(*width, 1, Join::None, false, &inside));
        }
        let last = widths.last().copied().unwrap_or(0);
        let inside = paragraph(Style::Cell(false), false, &drawn);
        written.push_str(&cell(last, 1, Join::None, false, &inside));
        written.push_str("</w:tr>\n");
    }
    written.push_str("</w:tbl>\n");
    written
}

/// The width of each column in twentieths of a point. Columns whose words may be broken give way.
fn widths(table: &Table) -> Vec<usize> {
    let rows = table.rows.all();
    let mut natural: Vec<usize> = (0..table.columns.len())
        .map(|at| {
            let cells = rows.iter().filter_map(|row| match row {
                Row::Cells { cells, .. } | Row::Total(cells) => cells.get(at),
                Row::Group(_) => None,
            });
            let widest = cells.map(|cell| cell.plain().width()).max().unwrap_or(0);
            let head = table.columns.get(at).map_or(0, |column| column.header.width());
            widest.max(head) + MARGIN
        })
        .collect();
    let too_much = natural.iter().sum::<usize>().saturating_sub(LETTERS);
    let wraps: Vec<usize> = (0..natural.len())
        .filter(|at| table.columns.get(*at).is_some_and(|column| column.wraps))
        .collect();
    let mut left = too_much;
    for (nth, at) in wraps.iter().enumerate() {
        if let Some(width) = natural.get_mut(*at) {
            let gives = (left / (wraps.len() - nth)).min(width.saturating_sub(NARROWEST));
            *width -= gives;
            left -= gives;
        }
    }
    scaled(&natural)
}

/// Converts columns to twentieths of a point, so that they fill the whole width.
fn scaled(letters: &[usize]) -> Vec<usize> {
    let all = letters.iter().sum::<usize>().max(1);
    let mut widths: Vec<usize> = letters.iter().map(|letters| letters * TEXT_WIDTH / all).collect();
    let rest = TEXT_WIDTH.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}
