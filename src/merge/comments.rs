//! Comments of a text, and the marks of conflicts that are written as comments.

use crate::read::CONFLICT;

/// The lines of a text that are comments.
pub(super) fn comment_lines(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| line.starts_with('#')).collect()
}

/// The other side's text, each line as a comment with the conflict mark.
pub(super) fn mark(indent: &str, text: &str) -> String {
    let lines = text.lines().map(|line| format!("{indent}{CONFLICT} {line}"));
    lines.collect::<Vec<String>>().join("\n")
}
