//! Simplified Chinese to traditional, by `table.rs`: the longest phrase first, then the single character.

use super::table::{CHARACTERS, PHRASES};
use std::collections::HashMap;
use std::sync::LazyLock;

static BY_CHARACTER: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pairs: Vec<char> = CHARACTERS.chars().filter(|c| !c.is_whitespace()).collect();
    pairs.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
});

/// The phrases by their first character, the longest first.
static BY_PHRASE: LazyLock<HashMap<char, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut phrases: HashMap<char, Vec<(&str, &str)>> = HashMap::new();
    for (simplified, traditional) in PHRASES {
        if let Some(first) = simplified.chars().next() {
            phrases.entry(first).or_default().push((simplified, traditional));
        }
    }
    for sharing in phrases.values_mut() {
        sharing.sort_by_key(|(simplified, _)| std::cmp::Reverse(simplified.len()));
    }
    phrases
});

/// A text in traditional characters; what the table does not name stays as it is.
pub(crate) fn traditional(text: &str) -> String {
    let mut converted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let sharing = BY_PHRASE.get(&first).into_iter().flatten();
        let phrase = sharing.copied().find(|(simplified, _)| rest.starts_with(simplified));
        if let Some((simplified, traditional)) = phrase {
            converted.push_str(traditional);
            rest = &rest[simplified.len()..];
        } else {
            converted.push(BY_CHARACTER.get(&first).copied().unwrap_or(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    converted
}
