//! A source file as the architecture's tests read it: code only, each character where it stood.

use crate::session::place::files_below;
use crate::verdict::root;
use std::fs;
use std::path::{Path, PathBuf};

/// One file below src/.
pub(crate) struct Source {
    /// Relative to the repository.
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    /// `text` with blanks for comments, for what stands in quotes, and for items under `#[cfg(test)]`.
    pub(crate) code: String,
}

impl Source {
    pub(crate) fn new(path: PathBuf, text: String) -> Source {
        // `tests.rs` is the body of a `#[cfg(test)] mod tests;` elsewhere.
        let is_tests = path.file_stem().is_some_and(|stem| stem == "tests");
        let code = if is_tests { String::new() } else { without_tests(&code_only(&text)) };
        Source { path, text, code }
    }

    /// Every file below src/, in order.
    pub(crate) fn all() -> Vec<Source> {
        let read = |file: PathBuf| {
            let path = Path::new("src").join(file);
            let text = fs::read_to_string(root().join(&path)).unwrap();
            Source::new(path, text)
        };
        let is_rust = |file: &PathBuf| file.extension().is_some_and(|e| e == "rs");
        files_below(&root().join("src")).into_iter().filter(is_rust).map(read).collect()
    }

    /// `file:line` of a byte of the text.
    pub(crate) fn place(&self, at: usize) -> String {
        format!("{}:{}", self.path.display(), self.text[..at].matches('\n').count() + 1)
    }

    /// Where a piece of code stands, if it does not begin inside a longer word.
    pub(crate) fn find<'a>(&'a self, piece: &'a str) -> impl Iterator<Item = usize> + 'a {
        let word = piece.starts_with(is_word);
        let begins = move |at: &usize| !(word && self.code[..*at].ends_with(is_word));
        self.code.match_indices(piece).map(|(at, _)| at).filter(begins)
    }

    /// The strings of the text: where each begins, and what it says with its quotes.
    pub(crate) fn strings(&self) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(next) = self.text[at..].chars().next() {
            let rest = &self.text[at..];
            let inside_word = self.text[..at].ends_with(is_word);
            let comment = comment(rest);
            let length = comment.or_else(|| literal(rest, inside_word));
            if let (None, Some(length)) = (comment, length)
                && next != '\''
            {
                found.push((at, &rest[..length]));
            }
            at += length.unwrap_or(next.len_utf8());
        }
        found
    }

    /// Whether a place lies within `#[…]`.
    pub(crate) fn is_in_attribute(&self, at: usize) -> bool {
        let inside = |start: usize| {
            let mut depth = 0;
            let ends = |c: char| {
                depth += i32::from(c == '[') - i32::from(c == ']');
                depth == 0 && c == ']'
            };
            self.code[start + 1..].find(ends).is_none_or(|end| at < start + 1 + end)
        };
        let before = self.code[..at].match_indices("#[");
        before.last().is_some_and(|(start, _)| inside(start))
    }

    /// The names that follow a path's beginning such as `crate::`, the whole of `{a, b::c}` if it opens a group.
    pub(crate) fn names_after<'a>(
        &'a self,
        path: &'a str,
    ) -> impl Iterator<Item = (usize, &'a str)> + 'a {
        self.find(path).flat_map(move |at| {
            names(&self.code[at + path.len()..]).into_iter().map(move |name| (at, name))
        })
    }
}

/// The first name of each path at the head of some code.
pub(crate) fn names(code: &str) -> Vec<&str> {
    let code = code.trim_start();
    let Some(group) = code.strip_prefix('{') else {
        return first_word(code).into_iter().collect();
    };
    let mut depth = 0;
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                found.extend(first_word(group[start..at].trim_start()));
                start = at + 1;
            }
            '}' => depth -= 1,
            _ => {}
        }
        if c == '}' && depth == 0 && start == at + 1 {
            break;
        }
    }
    found
}

fn first_word(code: &str) -> Option<&str> {
    let end = code.find(|c| !is_word(c)).unwrap_or(code.len());
    (end > 0).then(|| &code[..end])
}

pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Blanks comments and literals. Bytes keep their places, so that a place in the code is one in the text.
fn code_only(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    while code.len() < text.len() {
        let rest = &text[code.len()..];
        let inside_word = code.ends_with(is_word);
        let length = comment(rest).or_else(|| literal(rest, inside_word)).unwrap_or(0);
        if length > 0 {
            blank(&rest[..length], &mut code);
        } else {
            code.extend(rest.chars().next());
        }
    }
    code
}

fn blank(piece: &str, code: &mut String) {
    code.extend(piece.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

/// The length of the comment that begins here.
fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    rest.strip_prefix("/*").map(|inside| inside.find("*/").map_or(rest.len(), |end| end + 4))
}

/// The length of the string or character literal that begins here; a lifetime is none.
fn literal(rest: &str, inside_word: bool) -> Option<usize> {
    let mut chars = rest.char_indices();
    match rest.chars().next()? {
        '"' => quoted(rest, '"'),
        '\'' if rest.starts_with("'\\") || chars.nth(2).is_some_and(|(_, c)| c == '\'') => {
            quoted(rest, '\'')
        }
        'b' | 'c' | 'r' if !inside_word => {
            let raw = rest.trim_start_matches(['b', 'c']).strip_prefix('r')?;
            let hashes = raw.len() - raw.trim_start_matches('#').len();
            let body = raw[hashes..].strip_prefix('"')?;
            let close = format!("\"{}", "#".repeat(hashes));
            Some(
                rest.len() - body.len()
                    + body.find(&close).map_or(body.len(), |end| end + close.len()),
            )
        }
        _ => None,
    }
}

fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// Blanks each item under `#[cfg(test)]` or `#[test]`, to its closing brace or semicolon.
fn without_tests(code: &str) -> String {
    let mut kept = code.to_owned();
    for mark in ["#[cfg(test)]", "#[test]"] {
        while let Some(start) = kept.find(mark) {
            let mut depth = 0;
            let ends = |c: char| {
                depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
                depth == 0 && (c == '}' || c == ';')
            };
            let end = kept[start..].find(ends).map_or(kept.len(), |offset| start + offset + 1);
            let mut blanks = String::new();
            blank(&kept[start..end], &mut blanks);
            kept.replace_range(start..end, &blanks);
        }
    }
    kept
}

#[test]
fn only_code_is_read() {
    let text = "a /* b */ \"c \\\" 中\" 'd' '\\'' '中' r#\"e\"# &'f g // h\n#[cfg(test)] fn t(i: [u8; 2]) { { i } }\nj";
    let source = Source::new("src/a.rs".into(), text.into());
    let words: Vec<&str> = source.code.split_whitespace().collect();
    assert_eq!(words, ["a", "&'f", "g", "j"]);
    assert_eq!(source.code.len(), text.len());
    assert_eq!(source.place(source.find("j").next().unwrap()), "src/a.rs:3");
}

#[test]
fn grouped_imports_are_read_one_by_one() {
    let source = Source::new(
        "src/a.rs".into(),
        "use crate::{b, c::{d, e}, f};\nuse mycrate::x; crate::g::h()".into(),
    );
    let names: Vec<&str> = source.names_after("crate::").map(|(_, name)| name).collect();
    assert_eq!(names, ["b", "c", "f", "g"]);
}
