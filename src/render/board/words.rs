//! Words of a board as HTML: escaped, inked, and as addresses within the page.

use crate::page::{Hue, Ink, Text};
use crate::render::html;
use crate::source::visible::{safe, safe_joined};

/// A text of one line, escaped, in attributes too; a note of several lines reads on.
pub(super) fn escaped(words: &str) -> String {
    html::escaped(&safe_joined(words))
}

/// A text with its inks.
pub(super) fn inked(text: &Text) -> String {
    let piece = |(words, ink): &(String, Ink)| {
        let words = escaped(words);
        match ink {
            _ if words.is_empty() => words,
            Ink::Plain => words,
            Ink::Bold => format!("<b>{words}</b>"),
            Ink::Faint => format!("<i class=faint>{words}</i>"),
            Ink::Orange => format!("<i class=orange>{words}</i>"),
            Ink::Red | Ink::Yellow | Ink::Green | Ink::Blue => {
                format!("<i class={}>{words}</i>", light_of(*ink))
            }
            Ink::Chip(hue) => format!("<i class=\"chip {}\">{words}</i>", light(Some(*hue))),
        }
    };
    text.0.iter().map(piece).collect()
}

/// Which tasks a page is of, below its title.
pub(super) fn scope(scope: Option<&str>) -> String {
    scope.map_or_else(String::new, |scope| format!("<p class=scope>{}</p>", escaped(scope)))
}

/// The notes below a page.
pub(super) fn foot(notes: &[String]) -> String {
    let notes: String = notes.iter().map(|note| format!("<p>{}</p>", escaped(note))).collect();
    format!("<footer>{notes}</footer>")
}

fn light_of(ink: Ink) -> &'static str {
    let hues = [Hue::Red, Hue::Yellow, Hue::Green, Hue::Blue];
    light(hues.into_iter().find(|hue| hue.ink() == ink))
}

/// The class of a light, which is its key in addresses too.
pub(super) fn light(hue: Option<Hue>) -> &'static str {
    match hue {
        Some(Hue::Red) => "red",
        Some(Hue::Yellow) => "yellow",
        Some(Hue::Green) => "green",
        Some(Hue::Blue) => "blue",
        None => "none",
    }
}

/// The address of the list of what fits some filters: `#/tasks?area=projects&amp;light=red`.
pub(super) fn list(filters: &[(&str, &str)]) -> String {
    let mut address = String::from("#/tasks");
    for (nth, (name, key)) in filters.iter().enumerate() {
        let joint = if nth == 0 { "?" } else { "&amp;" };
        address.push_str(&format!("{joint}{name}={}", encoded(key).replace("%20", "+")));
    }
    address
}

/// The address of a card.
pub(super) fn card(id: &str) -> String {
    format!("#{}", encoded(id))
}

/// The address of a file beside the page. A colon in its name would begin an address of another kind.
pub(super) fn beside(file: &str) -> String {
    encoded(file)
}

/// The text as a part of an address. It says what [`escaped`] says, so that both are the same to the script.
fn encoded(words: &str) -> String {
    let mut address = String::with_capacity(words.len());
    let mut bytes = [0; 4];
    for letter in safe(words).chars() {
        if letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '~') {
            address.push(letter);
        } else {
            let bytes = letter.encode_utf8(&mut bytes).bytes();
            address.extend(bytes.map(|byte| format!("%{byte:02X}")));
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_of_a_ledger_ends_a_text_or_an_attribute() {
        let hostile = "<script>\"'&\u{202e}\n尾";
        assert_eq!(escaped(hostile), "&lt;script&gt;&quot;'&amp;\\u{202e} 尾");
        let text = Text::inked(hostile, Ink::Red).and("<b>", Ink::Chip(Hue::Blue));
        assert_eq!(
            inked(&text),
            "<i class=red>&lt;script&gt;&quot;'&amp;\\u{202e} 尾</i><i class=\"chip blue\">&lt;b&gt;</i>"
        );
    }

    #[test]
    fn an_address_holds_what_a_key_says() {
        assert_eq!(card("P-07"), "#P-07");
        assert_eq!(card("甲 1/2%"), "#甲%201%2F2%25");
        assert_eq!(beside("甲:1 #2?.html"), "甲%3A1%20%232%3F.html");
        let address = list(&[("leader", "区长 <&>\""), ("light", "red")]);
        assert_eq!(address, "#/tasks?leader=区长+%3C%26%3E%22&amp;light=red");
    }
}
