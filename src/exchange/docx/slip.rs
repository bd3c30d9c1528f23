//! A slip to be filled in by hand: a row a task with room for what was done, and at its foot who sends it.

use super::paragraph::{Style, paragraph, text};
use super::section::{LINE, Sheet};

/// Twelfths of the width that a column takes: the task, what was done, when, who.
const COLUMNS: [usize; 4] = [3, 5, 2, 2];
/// The same of the foot, each word with its room.
const FOOT: [usize; 6] = [2, 3, 2, 2, 1, 2];
/// Lines of a row to write in.
const ROOM: usize = 2;

/// The table below its title.
pub(super) fn slip(heads: &[String], tasks: &[String], foot: &[String], sheet: Sheet) -> String {
    let part = sheet.width / 12;
    let columns = format!("<w:gridCol w:w=\"{part}\"/>").repeat(12);
    let mut written = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
         <w:tblGrid>{columns}</w:tblGrid>\n",
        part * 12
    );
    let words = |words: &[String], columns: &[usize]| {
        let words = words.iter().map(String::as_str).chain(std::iter::repeat(""));
        columns.iter().zip(words).map(|(span, words)| cell(*span, part, words)).collect::<String>()
    };
    written.push_str(&row("<w:tblHeader/>", LINE, &words(heads, &COLUMNS)));
    // A single task has more room.
    let lines = if tasks.len() == 1 { ROOM + 1 } else { ROOM };
    for task in tasks {
        written.push_str(&row("", lines * LINE, &words(std::slice::from_ref(task), &COLUMNS)));
    }
    let foot: Vec<String> = foot.iter().flat_map(|words| [words.clone(), String::new()]).collect();
    written.push_str(&row("", LINE, &words(&foot, &FOOT)));
    written + "</w:tbl>\n"
}

fn row(head: &str, height: usize, cells: &str) -> String {
    format!(
        "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>{head}</w:trPr>{cells}</w:tr>\n"
    )
}

/// A cell; its row stays on one page with the next, so that the foot never stands alone.
fn cell(span: usize, part: usize, words: &str) -> String {
    let inside = paragraph(Style::Kept, 0, &text(&words.into()));
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{span}\"/><w:vAlign w:val=\"center\"/></w:tcPr>{inside}</w:tc>",
        span * part
    )
}
