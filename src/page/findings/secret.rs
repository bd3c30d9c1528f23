//! A line of source without the secrets in it: an excerpt is pasted into tickets and kept in logs.

use std::ops::Range;

/// Words that stand in the names of secrets.
const SECRETS: [&str; 13] = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "pwd",
    "secret",
    "token",
    "credential",
    "apikey",
    "api_key",
    "密码",
    "口令",
    "授权码",
];

/// What stands in the place of a secret.
const MASK: &str = "…";

/// Hides the values of keys that are named like a secret. Gives the text, and moves ranges of bytes along.
pub(super) fn masked(text: &str, marks: &mut [Range<usize>]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for line in text.split_inclusive('\n') {
        cuts.extend(value(line).map(|value| at + value.start..at + value.end));
        at += line.len();
    }
    let moved = |place: usize| {
        let mut gone = 0;
        for cut in &cuts {
            if place >= cut.end {
                gone += cut.len() - MASK.len().min(cut.len());
            } else if place > cut.start {
                return cut.start + MASK.len().min(place - cut.start) - gone;
            }
        }
        place - gone
    };
    for mark in marks {
        *mark = moved(mark.start)..moved(mark.end);
    }
    let mut from = 0;
    for cut in &cuts {
        shown.push_str(text.get(from..cut.start).unwrap_or(""));
        shown.push_str(MASK);
        from = cut.end;
    }
    shown.push_str(text.get(from..).unwrap_or(""));
    shown
}

/// Whether a line, or the head of one, has a key that is named like a secret.
pub(super) fn is_secret(line: &str) -> bool {
    value(line).is_some()
}

/// The value in a line whose key is a secret's, to the end of the line: what follows it may be more of it. A file that holds the
/// secret is none.
fn value(line: &str) -> Option<Range<usize>> {
    let lower = line.to_ascii_lowercase();
    let ends = SECRETS.iter().filter_map(|word| lower.find(word).map(|at| at + word.len()));
    let end = ends.min()?;
    let rest = lower.get(end..)?;
    let sign = rest.find(['=', ':', '＝', '：'])?;
    let name = rest.get(..sign)?;
    if name.trim_end().trim_end_matches(['"', '\'']).ends_with("_file") {
        return None;
    }
    let after = end + sign + rest.get(sign..)?.chars().next()?.len_utf8();
    let value = line.get(after..)?;
    let start = after + (value.len() - value.trim_start().len());
    let stop = line.trim_end().len();
    // A mask longer than what it hides would only move the marks.
    (stop >= start + MASK.len()).then_some(start..stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_secret_is_called_hides_its_value_to_the_end_of_the_line() {
        for (line, shown) in [
            ("password = \"hunter2\" # old: 1", "password = …"),
            ("  smtp_passwd='a b c d'", "  smtp_passwd=…"),
            ("PassWord = unquoted", "PassWord = …"),
            ("密码 = \"很长的密码\"", "密码 = …"),
            ("# 授权码：abcdef", "# 授权码：…"),
            (
                "mail = { user = \"a\", password = \"hunter2\" }",
                "mail = { user = \"a\", password = …",
            ),
            (
                "password_file = \"/etc/duban/mail-password\"",
                "password_file = \"/etc/duban/mail-password\"",
            ),
            ("title = \"改造\"", "title = \"改造\""),
        ] {
            assert_eq!(masked(line, &mut []), shown);
        }
    }

    #[test]
    fn marks_keep_their_places() {
        let text = "password = \"hunter2\"\nform = 1\n";
        let mut marks = [0..8, 11..20, 21..25];
        let shown = masked(text, &mut marks);
        assert_eq!(shown, "password = …\nform = 1\n");
        let words = marks.map(|mark| shown[mark].to_owned());
        assert_eq!(words, ["password", "…", "form"]);
    }
}
