//! Values as TOML writes them, in the one spelling that duban writes.

use crate::ledger::Quantity;
use chrono::NaiveDate;
use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// Several words.
    Texts(Vec<String>),
    /// A day.
    Date(NaiveDate),
    /// A number.
    Number(Quantity),
    /// Numbers by indicator.
    Figures(Vec<(String, Quantity)>),
    /// Yes or no.
    Flag(bool),
    /// TOML as the user wrote it, for his own keys.
    Raw(String),
}

impl Value {
    /// As it stands in a file, on one line.
    pub fn toml(&self) -> String {
        match self {
            Self::Text(text) => string(text),
            Self::Texts(texts) => {
                let all: Vec<String> = texts.iter().map(|text| string(text)).collect();
                format!("[{}]", all.join(", "))
            }
            Self::Date(date) => date.format("%Y-%m-%d").to_string(),
            Self::Number(number) => number.to_string(),
            Self::Figures(figures) => {
                let cells = figures.iter().map(|(id, done)| format!("{} = {done}", key(id)));
                format!("{{ {} }}", cells.collect::<Vec<String>>().join(", "))
            }
            Self::Flag(flag) => flag.to_string(),
            Self::Raw(text) => text.clone(),
        }
    }
}

/// A key: in quotes where it is not of ASCII letters and digits.
fn key(id: &str) -> String {
    TomlKeyBuilder::new(id).as_default().to_toml_key()
}

/// A basic string: what an editor shows wrongly or not at all is escaped.
fn string(text: &str) -> String {
    let quoted = TomlStringBuilder::new(text).as_basic().to_toml_value();
    let hidden = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    if !quoted.contains(hidden) {
        return quoted;
    }
    quoted
        .chars()
        .map(|c| if hidden(c) { format!("\\u{:04X}", u32::from(c)) } else { c.to_string() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_back_as_they_were() {
        for text in [
            "",
            "又签约9户",
            "a \"b\" \\ c",
            "two\nlines\ttab",
            "\u{202e}x\u{feff}\u{1b}",
            "'''\"\"\"",
        ] {
            let written = format!("a = {}", string(text));
            assert!(!written.contains('\n'), "{written}");
            let table: toml::Table = written.parse().unwrap();
            assert_eq!(table["a"].as_str(), Some(text), "{written}");
        }
    }
}
