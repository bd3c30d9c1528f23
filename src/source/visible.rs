//! Makes characters visible that would move the cursor, turn the direction of writing or hide. It happens once, here.
//!
//! Such a character is shown as an escape: `\u{1b}`. What joins the parts of an emoji, or selects the form of a Chinese
//! character, stays.

use std::borrow::Cow;

/// A text of one line with each of these characters written as an escape, line breaks and tabs too.
pub fn safe(text: &str) -> Cow<'_, str> {
    visible(text, |_, _| 0)
}

/// A text of one line, a blank for each of its line breaks: a note of two lines reads on.
pub fn safe_joined(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return safe(text);
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Cow::Owned(safe(&lines.collect::<Vec<&str>>().join(" ")).into_owned())
}

/// A text of several lines: line breaks and tabs stay.
pub fn safe_lines(text: &str) -> Cow<'_, str> {
    visible(text, layout)
}

/// A text of several lines that was drawn with colours, which stay too.
pub fn safe_drawn(text: &str) -> Cow<'_, str> {
    visible(text, |text, at| layout(text, at).max(colour(text, at)))
}

/// JSON that shows the same on a terminal as in a program: what hides is written as JSON escapes it.
///
/// Outside of strings JSON is ASCII, and within them no character of these stands for another.
pub fn safe_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(is_odd) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 32);
    let mut units = [0; 2];
    for (at, letter) in json.char_indices() {
        if matches!(letter, '\n' | '\t' | '\r') || !is_hidden(json, at, letter) {
            escaped.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut units) {
            escaped.push_str(&format!("\\u{unit:04x}"));
        }
    }
    Cow::Owned(escaped)
}

/// Whether some character of the text is hidden, or would act on a terminal.
pub fn is_safe(text: &str) -> bool {
    matches!(safe(text), Cow::Borrowed(_))
}

/// The text with its hidden characters as escapes; `kept` says how many bytes from a place stay as they are.
fn visible(text: &str, kept: impl Fn(&str, usize) -> usize) -> Cow<'_, str> {
    if !text.chars().any(is_odd) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut stays = 0;
    let mut changed = false;
    for (at, letter) in text.char_indices() {
        if at >= stays && is_odd(letter) {
            stays = at + kept(text, at);
        }
        if at < stays || !is_hidden(text, at, letter) {
            shown.push(letter);
            continue;
        }
        changed = true;
        match letter {
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            '\r' => shown.push_str("\\r"),
            _ => shown.extend(letter.escape_unicode()),
        }
    }
    if changed { Cow::Owned(shown) } else { Cow::Borrowed(text) }
}

/// The bytes at a place that lay out lines.
fn layout(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    match rest.as_bytes() {
        [b'\n' | b'\t', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => 0,
    }
}

/// The bytes at a place that set a colour: ESC `[`, digits, `m`.
fn colour(text: &str, at: usize) -> usize {
    let Some(rest) = text.get(at..).and_then(|rest| rest.strip_prefix("\u{1b}[")) else {
        return 0;
    };
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != ';');
    match end {
        Some(end) if rest.as_bytes().get(end) == Some(&b'm') => 2 + end + 1,
        _ => 0,
    }
}

/// Whether a character of a text is to be made visible.
pub fn is_hidden(text: &str, at: usize, letter: char) -> bool {
    let before = || text.get(..at).and_then(|head| head.chars().next_back());
    let after = || text.get(at + letter.len_utf8()..).and_then(|rest| rest.chars().next());
    match letter {
        // An emoji of several parts, and scripts whose letters change their form by what they are joined to.
        '\u{200c}' | '\u{200d}' | '\u{180e}' => {
            let joined = before().is_some_and(joins) && after().is_some_and(joins);
            !joined
        }
        // The form of a character; a digit has another only in an emoji of a key.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            let formless = before().is_none_or(|before| before.is_ascii() || is_odd(before));
            formless && after() != Some('\u{20e3}')
        }
        _ => is_odd(letter),
    }
}

/// Whether a character may be hidden; whether it is depends on what stands beside it.
fn is_odd(letter: char) -> bool {
    if ('\u{3165}'..'\u{fe00}').contains(&letter) {
        return false;
    }
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
                | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether what joins may stand beside it.
fn joins(letter: char) -> bool {
    matches!(
        letter,
        '\u{620}'..='\u{6ff}' | '\u{900}'..='\u{dff}' | '\u{1820}'..='\u{18aa}'
            | '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bidi_override_is_shown_and_a_joiner_stays() {
        assert_eq!(safe("a\u{202e}b\n"), "a\\u{202e}b\\n");
        assert_eq!(
            safe("👩‍💻 东湖 1\u{fe0f}\u{20e3} 葛\u{e0100}"),
            "👩‍💻 东湖 1\u{fe0f}\u{20e3} 葛\u{e0100}"
        );
    }

    #[test]
    fn what_joins_nothing_is_shown() {
        for hidden in [
            "a\u{200d}b",
            "东\u{200d}湖",
            "\u{200d}",
            "P-1\u{fe0f}",
            "x\u{e0061}",
            "\u{9b}31m",
            "\u{ad}",
        ] {
            let shown = safe(hidden).into_owned();
            assert!(shown.contains("\\u{"), "{hidden:?}");
            assert!(is_safe(&shown) && !is_safe(hidden));
        }
    }

    #[test]
    fn lines_of_one_text_read_on() {
        assert_eq!(safe_joined("第一行\r\n\n 第二行\t\n"), "第一行 第二行");
        assert_eq!(safe_joined("a\tb\rc\u{1b}"), "a\\tb\\rc\\u{1b}");
    }

    #[test]
    fn lines_and_colours_stay_where_they_belong() {
        assert_eq!(safe_lines("a\tb\r\nc\rd\u{1b}[1m"), "a\tb\r\nc\\rd\\u{1b}[1m");
        assert_eq!(
            safe_drawn("\u{1b}[1;31ma\u{1b}[0m\u{1b}[2J\u{1b}]8;;x\u{7}"),
            "\u{1b}[1;31ma\u{1b}[0m\\u{1b}[2J\\u{1b}]8;;x\\u{7}"
        );
    }

    #[test]
    fn json_says_the_same() {
        let odd = "\u{1b}\u{7f}\u{9b}\u{202e}\u{e0061}\u{200b}东湖👩‍💻";
        let json = serde_json::to_string(odd).unwrap_or_default();
        let shown = safe_json(&json);
        assert!(is_safe(&shown), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).ok().as_deref(), Some(odd));
    }
}
