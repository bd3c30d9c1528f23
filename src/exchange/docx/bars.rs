//! Bars as rows of shaded cells: the part that is reached dark, the rest light, a line where it should be.

use super::paragraph::{Style, paragraph, text};
use super::section::Sheet;
use super::table::{MARGIN, SMALL_LETTER, letters};
use crate::page::{Bar, bars_legend};

/// Cells of a bar.
const CELLS: usize = 40;
const REACHED: &str = "4A6FA5";
const OPEN: &str = "E3E6EB";
const PLANNED: &str = "C00000";

/// Bars that share their columns, and below them what their colours mean, in the language of the page.
pub(super) fn bars(bars: &[Bar], sheet: Sheet, lang: &str) -> String {
    let (words, bar) = widths(bars, sheet);
    let columns: String = words.iter().map(|width| column(*width)).collect();
    let cells: String = (0..CELLS).map(|_| column(bar / CELLS)).collect();
    let mut written = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{columns}{cells}</w:tblGrid>\n",
        words.iter().sum::<usize>() + bar
    );
    for bar_of in bars {
        written.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let own = std::iter::once(bar_of.label.as_str()).chain(figures(bar_of));
        let own = own.chain(std::iter::repeat(""));
        for (at, (words, width)) in own.zip(&words).enumerate() {
            let inside = paragraph(Style::Small(at > 0), 0, &text(&words.into()));
            written.push_str(&format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{inside}</w:tc>"
            ));
        }
        written.push_str(&shaded(bar_of, bar / CELLS));
        written.push_str("</w:tr>\n");
    }
    written.push_str("</w:tbl>\n");
    if bars.iter().any(|bar| bar.mark.is_some()) {
        written.push_str(&paragraph(
            Style::Small(true),
            0,
            &text(&bars_legend(lang).as_str().into()),
        ));
    }
    written
}

/// The figures before a bar and the words behind it, which stand before it too.
fn figures(bar: &Bar) -> impl Iterator<Item = &str> {
    let remark = Some(bar.remark.as_str()).filter(|remark| !remark.is_empty());
    bar.figures.iter().map(String::as_str).chain(remark)
}

fn column(width: usize) -> String {
    format!("<w:gridCol w:w=\"{width}\"/>")
}

/// The widths of the columns of words, and of all cells of the bar.
fn widths(bars: &[Bar], sheet: Sheet) -> (Vec<usize>, usize) {
    let columns = 1 + bars.iter().map(|bar| figures(bar).count()).max().unwrap_or(0);
    let widest = |at: usize| {
        let words = bars.iter().filter_map(|bar| {
            if at == 0 { Some(bar.label.as_str()) } else { figures(bar).nth(at - 1) }
        });
        words.map(letters).max().unwrap_or(0)
    };
    let mut words: Vec<usize> =
        (0..columns).map(|at| (widest(at) + MARGIN) * SMALL_LETTER).collect();
    let has_remarks = bars.iter().any(|bar| !bar.remark.is_empty());
    let is_full = words.iter().sum::<usize>() + sheet.width / 5 > sheet.width;
    // The remark alone may take two lines.
    if let Some(remark) = words.last_mut().filter(|_| has_remarks && is_full) {
        *remark = (*remark + MARGIN * SMALL_LETTER) / 2;
    }
    let least = sheet.width / if is_full { 10 } else { 5 };
    let rest = sheet.width.saturating_sub(words.iter().sum()).max(least);
    let all: usize = words.iter().sum::<usize>() + rest;
    let fitting = |width: usize| width * sheet.width / all;
    (words.into_iter().map(fitting).collect(), fitting(rest) / CELLS * CELLS)
}

/// Cells of one look next to each other are one.
fn shaded(bar: &Bar, width: usize) -> String {
    let place = |share: f64| (share.clamp(0.0, 1.0) * CELLS as f64).round() as usize;
    let filled = place(bar.filled);
    let mark = bar.mark.map(place).filter(|mark| *mark > 0);
    let mut ends: Vec<usize> = [Some(filled), mark, Some(CELLS)].into_iter().flatten().collect();
    ends.sort_unstable();
    ends.dedup();
    let mut from = 0;
    let mut written = String::new();
    for end in ends.into_iter().filter(|end| *end > 0) {
        let span = end - from;
        let fill = if end <= filled { REACHED } else { OPEN };
        let right = if mark == Some(end) {
            format!("<w:right w:val=\"single\" w:sz=\"18\" w:space=\"0\" w:color=\"{PLANNED}\"/>")
        } else {
            String::new()
        };
        // White lines above and below part the bars of two rows.
        let edge = "w:val=\"single\" w:sz=\"24\" w:space=\"0\" w:color=\"FFFFFF\"";
        written.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{span}\"/><w:tcBorders><w:top {edge}/><w:bottom {edge}/>{right}</w:tcBorders>\
             <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/></w:tcPr>{}</w:tc>",
            span * width,
            paragraph(Style::Small(false), 0, "")
        ));
        from = end;
    }
    written
}
