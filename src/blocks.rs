//! A task file is a preamble and a sequence of task blocks, cut at each top-level `[[task]]`.
//!
//! This room finds where blocks begin and end. It never parses what stands in them.
//!
//! The cut is a search for `[[` at the head of a line, some gigabytes a second. Only a file that
//! holds a multi-line string can have such a line that is no header; there the lexer's tokens decide.

use memchr::memmem;
use std::ops::Range;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Where the parts of a task file stand.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Blocks {
    /// Keys before the first task: defaults for all of them. Includes a byte order mark.
    pub preamble: Range<usize>,
    /// The task blocks, each with the comment lines directly above its header.
    pub tasks: Vec<Range<usize>>,
}

/// Cuts a task file into its blocks; together they are the whole text.
pub fn cut(text: &str) -> Blocks {
    let strings = multi_line_strings(text);
    let starts: Vec<usize> = memmem::find_iter(text.as_bytes(), b"[[")
        .filter_map(|at| header_line(text, at))
        .filter(|line| !strings.iter().any(|string| string.contains(line)))
        .map(|line| with_comments_above(text, line))
        .collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let tasks = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
    Blocks { preamble: 0..starts.first().copied().unwrap_or(text.len()), tasks }
}

/// The start of the line on which `at` opens `[[task]]`, if it does.
fn header_line(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at + 2..)?.trim_start_matches([' ', '\t']);
    let quoted = rest.strip_prefix("\"task\"").or_else(|| rest.strip_prefix("'task'"));
    let rest = quoted.or_else(|| rest.strip_prefix("task"))?;
    if !rest.trim_start_matches([' ', '\t']).starts_with("]]") {
        return None;
    }
    let head = text.get(..at)?;
    let line = head.rfind('\n').map_or(0, |newline| newline + 1);
    let before = head.get(line..)?.trim_start_matches('\u{feff}');
    before.bytes().all(|byte| byte == b' ' || byte == b'\t').then_some(line)
}

/// Moves the start of a block up over the comment lines that stand directly above it.
fn with_comments_above(text: &str, line: usize) -> usize {
    let mut start = line;
    while start > 0 {
        let above = text.get(..start - 1).unwrap_or("");
        let begin = above.rfind('\n').map_or(0, |newline| newline + 1);
        if !above.get(begin..).is_some_and(|line| line.trim_start().starts_with('#')) {
            break;
        }
        start = begin;
    }
    start
}

/// The multi-line strings of a text. One that is never closed is not counted, so that the tasks
/// below it are still found and read.
fn multi_line_strings(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    if memmem::find(bytes, b"\"\"\"").is_none() && memmem::find(bytes, b"'''").is_none() {
        return Vec::new();
    }
    Source::new(text)
        .lex()
        .filter(|token| {
            matches!(token.kind(), TokenKind::MlBasicString | TokenKind::MlLiteralString)
        })
        .map(|token| token.span().start()..token.span().end())
        .filter(|string| {
            let body = text.get(string.clone()).unwrap_or("");
            body.len() >= 6 && (body.ends_with("\"\"\"") || body.ends_with("'''"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let blocks = cut(text);
        std::iter::once(blocks.preamble).chain(blocks.tasks).map(|range| &text[range]).collect()
    }

    #[test]
    fn comments_directly_above_belong_to_the_block() {
        let text = "area = 1\n# far\n\n# near\n[[task]]\nid = 1\n  [[ task ]] # x\n[[task.log]]\n";
        assert_eq!(
            pieces(text),
            [
                "area = 1\n# far\n\n",
                "# near\n[[task]]\nid = 1\n",
                "  [[ task ]] # x\n[[task.log]]\n"
            ]
        );
    }

    #[test]
    fn a_header_inside_a_multi_line_string_is_text() {
        let text = "[[task]]\nremark = \"\"\"\n[[task]]\n\"\"\"\n[[task]]\n";
        assert_eq!(
            pieces(text),
            ["", "[[task]]\nremark = \"\"\"\n[[task]]\n\"\"\"\n", "[[task]]\n"]
        );
    }

    #[test]
    fn an_unclosed_string_does_not_swallow_the_tasks_below_it() {
        assert_eq!(cut("[[task]]\nremark = \"\"\"\n[[task]]\nid = 2\n").tasks.len(), 2);
    }

    #[test]
    fn a_file_without_tasks_is_all_preamble() {
        assert_eq!(cut(""), Blocks::default());
        assert_eq!(pieces("\u{feff}[[task]]\r\n"), ["", "\u{feff}[[task]]\r\n"]);
    }
}
