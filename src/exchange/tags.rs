//! The tags of a part that holds XML, one after the other, without a tree: nothing nests, and no entity is the file's own.
//! A part is never in memory as a whole.

use super::sheet::WorkbookProblem;
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use memchr::{memchr, memchr3};
use std::io::Read;

/// The bytes that are read at a time, at least.
const PIECE: usize = 1 << 16;

/// The most bytes of a tag, or of what stands between two. A cell of Excel holds 32,767 letters.
const LONGEST: usize = 4 << 20;

/// One tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// As it is written.
    pub(super) text: &'t str,
    /// Its name without a namespace.
    pub(super) name: &'t str,
    /// Whether it closes what another opened.
    pub(super) closes: bool,
    /// Whether nothing stands in it.
    pub(super) is_empty: bool,
}

/// Calls `seen` with each tag of a part, and with the text before it.
///
/// # Errors
/// The part cannot be unpacked, is no UTF-8 or UTF-16, or ends within a tag; or what `seen` returns.
pub(super) fn each_tag(
    part: &mut dyn Read,
    seen: &mut dyn FnMut(&str, &Tag<'_>) -> Result<(), WorkbookProblem>,
) -> Result<(), WorkbookProblem> {
    let (mut pending, mut bytes) = (String::new(), vec![0; PIECE]);
    let mut read = filled(part, &mut bytes)?;
    let (encoding, mark) =
        Encoding::for_bom(bytes.get(..read).unwrap_or_default()).unwrap_or((UTF_8, 0));
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut from = mark;
    loop {
        let last = read < bytes.len();
        decode(&mut decoder, bytes.get(from..read).unwrap_or_default(), last, &mut pending)?;
        let mut rest = pending.as_str();
        while let Some((before, tag, behind)) = next_tag(rest) {
            seen(before, &tag)?;
            rest = behind;
        }
        pending.drain(..pending.len() - rest.len());
        if last || pending.len() > LONGEST {
            break;
        }
        // As much again as waits, so that a long tag is not looked through for every piece of it.
        bytes.resize(pending.len().max(PIECE), 0);
        (read, from) = (filled(part, &mut bytes)?, 0);
    }
    // Where a tag never ends, nobody knows what the rest is.
    if pending.contains('<') || pending.len() > LONGEST {
        return Err(WorkbookProblem::Broken("XML: <".to_owned()));
    }
    Ok(())
}

/// Fills the buffer as far as the part goes.
fn filled(part: &mut dyn Read, bytes: &mut [u8]) -> Result<usize, WorkbookProblem> {
    let mut filled = 0;
    while let Some(free) = bytes.get_mut(filled..).filter(|free| !free.is_empty()) {
        let read = part.read(free);
        match read.map_err(|error| WorkbookProblem::Broken(error.to_string()))? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

fn decode(
    decoder: &mut Decoder,
    bytes: &[u8],
    last: bool,
    text: &mut String,
) -> Result<(), WorkbookProblem> {
    let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    text.reserve(most.unwrap_or(0));
    match decoder.decode_to_string_without_replacement(bytes, text, last).0 {
        DecoderResult::InputEmpty => Ok(()),
        DecoderResult::OutputFull | DecoderResult::Malformed(..) => {
            Err(WorkbookProblem::Broken("XML: UTF-8".to_owned()))
        }
    }
}

/// The text before the next tag, the tag, and what follows. A comment is a tag without a name.
fn next_tag(text: &str) -> Option<(&str, Tag<'_>, &str)> {
    let (before, rest) = text.split_at(text.find('<')?);
    let end = match rest {
        _ if rest.starts_with("<!--") => rest.find("-->")? + 3,
        _ if rest.starts_with("<![CDATA[") => rest.find("]]>")? + 3,
        _ if rest.starts_with("<?") => rest.find("?>")? + 2,
        _ => end_of_tag(rest)?,
    };
    let (text, behind) = rest.split_at(end);
    Some((before, Tag::of(text), behind))
}

/// Behind the `>` that stands outside quotes.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.as_bytes().get(at..)?;
        let mark = memchr3(b'>', b'"', b'\'', rest)?;
        match *rest.get(mark)? {
            b'>' => return Some(at + mark + 1),
            quote => at += mark + 2 + memchr(quote, rest.get(mark + 1..)?)?,
        }
    }
}

impl<'t> Tag<'t> {
    fn of(text: &'t str) -> Self {
        let inside = text.trim_start_matches('<').trim_end_matches('>');
        let (closes, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let (is_empty, inside) = match inside.strip_suffix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let name = inside.split_ascii_whitespace().next().unwrap_or("");
        let name = match name.starts_with(['!', '?']) {
            true => "",
            false => name.split_once(':').map_or(name, |(_, local)| local),
        };
        Self { text, name, closes, is_empty }
    }

    /// The value of an attribute, by its name without a namespace.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.text;
        while let Some((before, after)) = rest.split_once('=') {
            let written = before.split_ascii_whitespace().next_back().unwrap_or("");
            let local = written.split_once(':').map_or(written, |(_, local)| local);
            let value = after.trim_start();
            let quote = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
            let (value, behind) = value.get(1..)?.split_once(quote)?;
            if local == name {
                return Some(plain(value));
            }
            rest = behind;
        }
        None
    }

    /// Whether an attribute says yes.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }

    /// The value of an attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.parse().ok()
    }
}

/// The most letters of an entity, with what ends it.
const LONGEST_ENTITY: usize = 12;

/// A text with its entities resolved; one that is unknown stays as it is written.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        // The longest entity that means a letter is `&#x0010ffff;`: what is longer is none, and not looked through each time.
        let end = after.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
        let entity = end.and_then(|end| Some((letter(after.get(..end)?)?, after.get(end + 1..)?)));
        rest = match entity {
            Some((letter, behind)) => {
                plain.push(letter);
                behind
            }
            None => {
                plain.push('&');
                after
            }
        };
    }
    plain.push_str(rest);
    plain
}

fn letter(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_one_after_the_other() {
        let (before, tag, behind) = next_tag("66<a:p b:c='>' d=\"1&amp;2\">x").unwrap();
        assert_eq!((before, tag.name, behind), ("66", "p", "x"));
        assert_eq!(tag.attribute("c").as_deref(), Some(">"));
        assert_eq!(tag.attribute("d").as_deref(), Some("1&2"));
        assert_eq!(tag.attribute("e"), None);
        let (_, tag, _) = next_tag("<a:p/>").unwrap();
        assert!(tag.is_empty && tag.name == "p");
        let (_, tag, _) = next_tag("</a:p>").unwrap();
        assert!(tag.closes && tag.name == "p");
        assert_eq!(next_tag("<!-- <a> -->b").unwrap().2, "b");
        assert_eq!(next_tag("<a"), None);
    }

    fn names(bytes: &[u8]) -> Result<Vec<String>, WorkbookProblem> {
        let mut names = Vec::new();
        each_tag(&mut &*bytes, &mut |before, tag| {
            names.push(format!("{before}{}", tag.name));
            Ok(())
        })?;
        Ok(names)
    }

    #[test]
    fn a_part_is_read_in_pieces() {
        let long = "户".repeat(PIECE);
        let text = format!("<a>{long}<b c='{long}'/>\n");
        assert_eq!(names(text.as_bytes()).unwrap(), ["a".to_owned(), format!("{long}b")]);
        let wide: Vec<u8> = "\u{feff}<户>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(names(&wide).unwrap(), ["户"]);
        for broken in ["<a><b", "<a>\u{0}<!--"] {
            assert!(names(broken.as_bytes()).is_err(), "{broken}");
        }
        assert!(names(b"<a>\xff</a>").is_err());
        assert!(names(format!("<a>{}</a>", "x".repeat(3 * LONGEST)).as_bytes()).is_err());
    }

    #[test]
    fn entities() {
        assert_eq!(plain("a&lt;b&#x6237;&#25143;&nix;&"), "a<b户户&nix;&");
    }
}
