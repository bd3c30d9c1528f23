//! A value in a cell of CSV.

use crate::source::visible::safe_lines;
use serde_json::Value;
use std::borrow::Cow;

/// The text of a cell. For a spreadsheet, words that it would take for a formula begin with an apostrophe; numbers stay.
pub(super) fn cell(value: &Value, for_spreadsheet: bool) -> String {
    let text = text(value);
    let shown = safe_lines(&text);
    let is_words = matches!(value, Value::String(_) | Value::Array(_));
    if for_spreadsheet && is_words && begins_formula(&shown) {
        return format!("'{shown}");
    }
    match shown {
        Cow::Borrowed(_) => text,
        Cow::Owned(shown) => shown,
    }
}

/// Lists are joined by `;`; what does not apply is empty.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        Value::Array(items) => items.iter().map(item).collect::<Vec<String>>().join(";"),
        other => other.to_string(),
    }
}

/// An item of a list in a cell: a blocker by its name, an indicator with its figures.
fn item(value: &Value) -> String {
    if let [Some(name), Some(done), Some(target), Some(unit)] =
        ["name", "done", "target", "unit"].map(|key| value.get(key).map(text))
    {
        let done = if done.is_empty() { "-" } else { &done };
        return format!("{name} {done}/{target}{unit}");
    }
    value.get("name").map_or_else(|| text(value), text)
}

/// Whether a spreadsheet would take the words for a formula. A number in words is none.
fn begins_formula(words: &str) -> bool {
    if words.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let words = words.trim_start();
    let digits = words.strip_prefix(['-', '+']).unwrap_or(words);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let is_number =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.parse::<f64>().is_ok();
    words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !is_number
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_are_no_formula_for_a_spreadsheet() {
        for words in [
            "=HYPERLINK(\"x\")",
            "+1+2",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "＝1",
            "＋x",
            "－x",
            "＠x",
            " =1",
            "--1",
            "-",
        ] {
            assert!(cell(&json!(words), true).starts_with('\''), "{words}");
            assert_eq!(cell(&json!(words), false), words);
        }
        assert_eq!(cell(&json!(["=a", "b"]), true), "'=a;b");
    }

    #[test]
    fn numbers_and_other_words_stay() {
        for value in
            [json!(-3), json!(-0.5), json!("-3.5"), json!("+2%"), json!("1=1"), json!("征迁")]
        {
            let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert_eq!(cell(&value, true), words);
        }
    }

    #[test]
    fn what_acts_on_a_terminal_is_shown() {
        assert_eq!(
            cell(&json!("a\u{1b}[31m\u{9b}\u{202e}\n\tb\rc"), false),
            "a\\u{1b}[31m\\u{9b}\\u{202e}\n\tb\\rc"
        );
    }
}
