//! The one place where text is escaped for Markdown: a reader of it sees the words, no tag, link, mention or reference.
//!
//! Entities and strokes keep Markdown away. GitHub and GitLab look for mentions and addresses in the words that come out
//! of it, so that these are cut by an empty comment, which nobody sees.

use crate::source::visible::safe_joined;

/// Cuts a text in two for programs that look for links in it.
const CUT: &str = "<!-- -->";

/// Words within a line.
pub(super) fn escaped(words: &str) -> String {
    let words = safe_joined(words);
    let mut written = String::with_capacity(words.len() + 16);
    for (at, letter) in words.char_indices() {
        let (before, after) = (&words[..at], &words[at + letter.len_utf8()..]);
        match letter {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' | '$' | '^' => {
                written.extend(['\\', letter]);
            }
            '.' if ends_with(before, "www") => written.extend([CUT, "."]),
            _ => written.push(letter),
        }
        if is_cut(letter, before, after) {
            written.push_str(CUT);
        }
    }
    written
}

/// Words at the beginning of a line, where some signs would begin a list, a heading, code or a command of GitLab.
pub(super) fn begun(words: &str) -> String {
    let escaped = escaped(words);
    let blanks = escaped.len() - escaped.trim_start_matches(' ').len();
    if blanks > 3 {
        return format!("&#32;{}", &escaped[1..]);
    }
    let (blank, rest) = escaped.split_at(blanks);
    let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (number, behind) = rest.split_at(digits);
    match behind.chars().next() {
        Some('-' | '+' | '=' | '/' | ':') if digits == 0 => format!("{blank}\\{rest}"),
        Some('.' | ')') if digits > 0 => format!("{blank}{number}\\{behind}"),
        _ => escaped,
    }
}

/// Whether a program would make a link or a picture of this letter and what follows.
fn is_cut(letter: char, before: &str, after: &str) -> bool {
    let next = after.chars().next();
    let numbered = next.is_some_and(|c| c.is_ascii_digit());
    match letter {
        '@' => next.is_some_and(|c| !c.is_whitespace()),
        '#' | '!' | '&' => numbered,
        '~' | '%' | '$' => next.is_some_and(|c| c.is_ascii_alphanumeric() || "_\"".contains(c)),
        '[' => name(after).is_some_and(|name| name.contains(|c: char| c.is_ascii_lowercase())),
        '{' => matches!(next, Some('+' | '-')),
        '-' => ends_with(before, "gh") && numbered,
        ':' => after.starts_with("//") || name(after).is_some_and(is_picture),
        _ => false,
    }
}

/// The name before the next colon.
fn name(after: &str) -> Option<&str> {
    let letter = |c: char| c.is_ascii_alphanumeric() || "_+-".contains(c);
    let (name, _) = after.split_once(':')?;
    (!name.is_empty() && name.chars().all(letter)).then_some(name)
}

/// Whether a name between colons is that of a picture; a time is none.
fn is_picture(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_alphabetic()) || ["+1", "-1", "100", "1234"].contains(&name)
}

fn ends_with(words: &str, end: &str) -> bool {
    let at = words.len().checked_sub(end.len());
    let last = at.and_then(|at| words.get(at..));
    last.is_some_and(|last| last.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_are_escaped_once() {
        assert_eq!(escaped("a|b_c <x>&amp;"), "a\\|b\\_c &lt;x&gt;&amp;amp;");
    }

    #[test]
    fn nothing_is_linked_to() {
        let pairs = [
            ("http://a.cn", "http:<!-- -->//a.cn"),
            ("WWW.a.cn", "WWW<!-- -->.a.cn"),
            ("a@b.cn", "a@<!-- -->b.cn"),
            ("@admin #12 !12", "@<!-- -->admin \\#<!-- -->12 !<!-- -->12"),
            ("gh-1 :+1:", "gh-<!-- -->1 :<!-- -->+1:"),
            ("50% 8:30:15 P-01 Sheet1!E5", "50% 8:30:15 P-01 Sheet1!E5"),
            ("[issue:1] [a]", "\\[<!-- -->issue:1\\] \\[a\\]"),
        ];
        for (words, expected) in pairs {
            assert_eq!(escaped(words), expected);
        }
    }

    #[test]
    fn a_line_begins_no_block() {
        let pairs = [
            ("- a", "\\- a"),
            ("12. a", "12\\. a"),
            ("1) a", "1\\) a"),
            ("/close", "\\/close"),
            ("    a", "&#32;   a"),
            ("2018年", "2018年"),
        ];
        for (words, expected) in pairs {
            assert_eq!(begun(words), expected);
        }
    }
}
