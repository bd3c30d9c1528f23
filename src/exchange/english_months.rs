//! English months and quarters as headings write them.

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The month, or the last month of the quarter, that a word names; and its first.
pub(super) fn english_month(word: &str) -> Option<(u32, u32)> {
    let quarter = word.strip_prefix('q').and_then(|quarter| quarter.parse::<u32>().ok());
    if let Some(quarter) = quarter.filter(|quarter| (1..=4).contains(quarter)) {
        return Some((quarter * 3 - 2, quarter * 3));
    }
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = FULL.iter().position(|own| *own == word);
    let at = at.or_else(|| MONTHS.iter().position(|own| *own == word));
    let month = u32::try_from(at?).ok()? + 1;
    Some((month, month))
}
