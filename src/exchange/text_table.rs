//! A text file as a sheet: its encoding, its separator, its rows as a spreadsheet counts them.

use super::sheet::{Budget, Cell, Limit, Sheet};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Why a text file is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextProblem {
    /// Neither Unicode nor GB18030.
    Encoding,
    /// A quotation mark opens a cell that never ends: it would swallow the rows behind it.
    OpenQuote,
    /// It holds more than is read.
    TooLarge(Limit),
}

/// Reads a text file: Unicode with a byte order mark, UTF-8, or GB18030; separated by tabs, commas or semicolons.
///
/// # Errors
/// See [`TextProblem`].
pub fn text_table(bytes: &[u8]) -> Result<Sheet, TextProblem> {
    let text = decoded(bytes).ok_or(TextProblem::Encoding)?;
    if text.matches('"').count() % 2 == 1 {
        return Err(TextProblem::OpenQuote);
    }
    let text = half_width_separators(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut budget = Budget::default();
    // A line break inside a cell makes a line of the file, not a row of the table.
    let (mut read, mut lines, mut inside) = (0, 0, 0);
    for record in reader.records() {
        let record = record.map_err(|_| TextProblem::Encoding)?;
        let begins = record.position().map_or(0, csv::Position::byte);
        let begins = usize::try_from(begins).unwrap_or(usize::MAX);
        // The reader lets a record begin with what ends the one before it, and with the blank lines between them.
        let rest = text.get(begins..).unwrap_or_default();
        let first = begins + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        lines += line_ends(text.get(read..first).unwrap_or_default());
        read = first;
        for (column, cell) in (0..).zip(record.iter()) {
            let cell = Cell::Text(cell.into());
            if !cell.is_blank() {
                let place = (lines.saturating_sub(inside), column);
                budget.put(&mut sheet, place, cell).map_err(TextProblem::TooLarge)?;
            }
        }
        inside += record.iter().map(line_ends).sum::<u32>();
    }
    Ok(sheet)
}

/// The number of line ends in a text: line feed, carriage return, or both together.
fn line_ends(text: &str) -> u32 {
    let ends = text.bytes().zip(text.bytes().skip(1).chain([0]));
    let ends = ends.filter(|(byte, next)| *byte == b'\n' || (*byte == b'\r' && *next != b'\n'));
    u32::try_from(ends.count()).unwrap_or(u32::MAX)
}

fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| (unmarked(bytes), 0));
    let body = bytes.get(mark..).unwrap_or_default();
    let strict = |encoding: &'static Encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(body)
    };
    let text = strict(encoding).or_else(|| strict(GB18030).filter(|_| mark == 0))?;
    // No text has this letter; a picture under the name of a table does.
    Some(text).filter(|text| !text.contains('\0'))
}

/// The encoding of a text without a mark. Only in UTF-16 is one byte of a digit or a separator zero.
fn unmarked(bytes: &[u8]) -> &'static Encoding {
    let begin = bytes.get(..1_024).unwrap_or(bytes);
    let zeros = |rest: usize| begin.iter().skip(rest).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 0) => UTF_8,
        (high, low) if high > low => UTF_16BE,
        _ => UTF_16LE,
    }
}

/// A text whose first line with separators has full-width ones alone, with commas instead; those in quotes stay.
fn half_width_separators(text: Cow<'_, str>) -> Cow<'_, str> {
    const WIDE: [char; 2] = ['，', '；'];
    let mut lines = text.lines();
    let first = lines.find(|line| line.contains(['\t', ',', ';', '，', '；'])).unwrap_or("");
    if first.contains(['\t', ',', ';']) || !first.contains(WIDE) {
        return text;
    }
    let mut quoted = false;
    let narrow = text.chars().map(|letter| {
        quoted ^= letter == '"';
        if !quoted && WIDE.contains(&letter) { ',' } else { letter }
    });
    Cow::Owned(narrow.collect())
}

/// The separator of the first line that has any of the three.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| line.contains(['\t', ',', ';'])).unwrap_or("");
    let count = |mark: char| line.matches(mark).count();
    let candidates = [(b'\t', '\t'), (b',', ','), (b';', ';')];
    // Of several, the first that no other outnumbers.
    let most = candidates.iter().map(|(_, mark)| count(*mark)).max().unwrap_or(0);
    candidates.iter().find(|(_, mark)| count(*mark) == most).map_or(b',', |(byte, _)| *byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<(u32, u32, String)> {
        let sheet = text_table(bytes).unwrap();
        let rows = sheet.rows.iter();
        rows.flat_map(|(row, cells)| {
            cells.iter().map(|(column, cell)| (*row, *column, cell.text().to_owned()))
        })
        .collect()
    }

    #[test]
    fn one_table_in_any_encoding_is_one_table() {
        let plain = "编号,完成\nP-07,66\n";
        let expected = texts(plain.as_bytes());
        assert_eq!(expected.len(), 4);
        let marked = [b"\xef\xbb\xbf".as_slice(), plain.as_bytes()].concat();
        assert_eq!(texts(&marked), expected);
        assert_eq!(texts(&GB18030.encode(plain).0), expected);
        let tabs = plain.replace(',', "\t");
        let wide: Vec<u8> =
            std::iter::once(0xfeff).chain(tabs.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(texts(&wide), expected);
        assert_eq!(texts(&wide[2..]), expected);
        let other: Vec<u8> = tabs.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(texts(&other), expected);
    }

    #[test]
    fn full_width_separators_part_cells_too() {
        let expected = texts("编号,完成\nP-07,66\n".as_bytes());
        assert_eq!(texts("编号，完成\nP-07，66\n".as_bytes()), expected);
        let quoted = texts("编号，说明\nP-07，\"甲，乙\"\n".as_bytes());
        assert_eq!(quoted[3].2, "甲，乙");
        assert_eq!(texts("编号,说明\nP-07,甲，乙\n".as_bytes())[3].2, "甲，乙");
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let found = texts("a,\"b\nc\"\r\n\r\nd,e\n".as_bytes());
        let places: Vec<_> = found.iter().map(|(row, column, _)| (*row, *column)).collect();
        assert_eq!(places, [(0, 0), (0, 1), (2, 0), (2, 1)]);
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("a{end}b{end}{end}\"c{end}d\",e{end}f");
            let found = texts(text.as_bytes());
            let places: Vec<_> = found.iter().map(|(row, column, _)| (*row, *column)).collect();
            assert_eq!(places, [(0, 0), (1, 0), (3, 0), (3, 1), (4, 0)], "{end:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_whole_is_refused() {
        assert_eq!(text_table(b"a,\"b\nc,d\n").unwrap_err(), TextProblem::OpenQuote);
        assert_eq!(
            text_table(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap_err(),
            TextProblem::Encoding
        );
        assert_eq!(text_table(b"a,\xff\xff\xff\n").unwrap_err(), TextProblem::Encoding);
    }
}
