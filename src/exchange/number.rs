//! Numbers of a spreadsheet as its users see them: rounded as the spreadsheet rounds, as percentages or days by their format.

use super::sheet::Cell;
use calamine::ExcelDateTime;

/// A number in the number format of its cell. The caller handles days.
pub(super) fn number_cell(number: f64, format: &str) -> Cell {
    if shows_percent(format) {
        Cell::Number(decimal(number * 100.0) + "%")
    } else {
        Cell::Number(decimal(number))
    }
}

/// A day, with its time if it has one.
pub(super) fn date_cell(moment: &ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute) {
        (0, 0) => Cell::Date(date),
        _ => Cell::Date(format!("{date} {hour:02}:{minute:02}")),
    }
}

/// A float with at most fifteen digits, as spreadsheets show it: 0.1 + 0.2 is 0.3.
fn decimal(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // Minus zero is zero.
    format!("{}", rounded + 0.0)
}

/// Whether a number format shows a hundred times the number and a percent sign.
fn shows_percent(format: &str) -> bool {
    signs(format).contains('%')
}

/// Whether a number format shows a day or a time.
pub(super) fn shows_date(format: &str) -> bool {
    let signs = signs(format).to_ascii_lowercase();
    signs != "general" && signs.contains(['y', 'm', 'd', 'h', 's'])
}

/// The signs of a number format without literals: no text in quotes or brackets, nothing after `\`, `_` and `*`.
fn signs(format: &str) -> String {
    let (mut quoted, mut bracketed, mut literal) = (false, false, false);
    let mut signs = String::new();
    for letter in format.chars() {
        match letter {
            _ if literal => literal = false,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => literal = true,
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            sign => signs.push(sign),
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_read_as_they_are_shown() {
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(decimal(0.29 * 100.0), "29");
        assert_eq!(decimal(1_234_567.5), "1234567.5");
        assert_eq!(decimal(-0.0), "0");
        assert_eq!(decimal(1e15), "1000000000000000");
    }

    #[test]
    fn a_percent_sign_counts_outside_quotes_only() {
        assert!(shows_percent("0%"));
        assert!(shows_percent("0.00%;[Red]-0.00%"));
        assert!(!shows_percent("0\"%\""));
        assert!(!shows_percent("0\\%"));
        assert!(!shows_percent("General"));
    }

    #[test]
    fn days_are_told_from_numbers() {
        assert!(shows_date("yyyy\"年\"m\"月\"d\"日\""));
        assert!(shows_date("h:mm"));
        assert!(!shows_date("General"));
        assert!(!shows_date("#,##0.00_ ;[Red]-#,##0.00"));
        assert!(!shows_date("0\"days\""));
    }
}
