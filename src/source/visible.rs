//! Makes characters visible that would move the cursor, turn the direction of writing or hide. It happens once, here.

use std::borrow::Cow;

/// The text with each of these characters written as an escape.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|byte| byte < b' ' || byte == 0x7f)
        || !text.chars().any(hidden)
    {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '\n' => visible.push_str("\\n"),
            '\t' => visible.push_str("\\t"),
            '\r' => visible.push_str("\\r"),
            _ if hidden(letter) => visible.extend(letter.escape_unicode()),
            _ => visible.push(letter),
        }
    }
    Cow::Owned(visible)
}

fn hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
                | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bidi_override_is_shown_and_a_joiner_stays() {
        assert_eq!(safe("a\u{202e}b\n"), "a\\u{202e}b\\n");
        assert_eq!(safe("👩‍💻 东湖"), "👩‍💻 东湖");
    }
}
