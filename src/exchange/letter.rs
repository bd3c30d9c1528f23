//! A mail message: text and HTML side by side, files with Chinese names, the same bytes each time.

use crate::ledger::Mailbox;
use crate::source::visible::safe;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use lettre::message::header::{ContentDisposition, ContentType, HeaderName, HeaderValue};
use lettre::message::{self, Message, MultiPart, SinglePart};
use sha2::{Digest, Sha256};
use std::time::SystemTime;

/// A mail message before it is composed.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The sender.
    pub from: Mailbox,
    /// The recipients, as all of them see them.
    pub to: Vec<Mailbox>,
    /// The recipients of a copy.
    pub cc: Vec<Mailbox>,
    /// The address for answers, if it is not `from`.
    pub reply_to: Option<Mailbox>,
    /// The subject, one line.
    pub subject: String,
    /// The date of the letter.
    pub day: NaiveDate,
    /// The zone in which it is eight in the morning then.
    pub zone: Tz,
    /// The text for programs that show no HTML.
    pub text: String,
    /// The HTML: a whole document that fetches nothing.
    pub html: String,
    /// The attached files.
    pub files: Vec<Enclosure>,
}

/// An attached file.
#[derive(Clone, Debug)]
pub struct Enclosure {
    /// Its name, such as 丰泽区重点工作督查通报.docx.
    pub name: String,
    /// Its MIME type, such as `text/csv`.
    pub media: &'static str,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// Why a letter cannot be composed, as the mail library says it, in English.
#[derive(Debug)]
pub struct LetterProblem(pub String);

impl Letter {
    /// A digest of the content, without recipients and date.
    pub fn digest(&self) -> String {
        let texts = [&self.subject, &self.text, &self.html].map(|text| text.as_bytes());
        let files = self.files.iter();
        let files = files.flat_map(|file| [file.name.as_bytes(), file.bytes.as_slice()]);
        digest(texts.into_iter().chain(files))
    }

    /// A digest that identifies the letter, whatever its date.
    fn name(&self) -> String {
        let boxes = self.to.iter().chain(&self.cc).chain(&self.reply_to);
        let boxes = std::iter::once(&self.from).chain(boxes);
        let said =
            boxes.flat_map(|mailbox| [mailbox.name.as_deref().unwrap_or(""), &mailbox.address]);
        let content = self.digest();
        let parts = said.map(str::as_bytes).chain([content.as_bytes()]);
        let mut name = digest(parts);
        name.truncate(32);
        name
    }

    /// The bytes that go over the wire. The date comes from the day, message id and boundaries from the content, so that a
    /// letter sent twice is recognised as the same.
    ///
    /// # Errors
    /// See [`LetterProblem`].
    pub fn bytes(&self) -> Result<Vec<u8>, LetterProblem> {
        let name = self.name();
        let domain = self.from.address.rsplit('@').next().unwrap_or("localhost");
        let mut letter = Message::builder()
            .from(mailbox(&self.from)?)
            .subject(one_line(&self.subject))
            .date(SystemTime::UNIX_EPOCH)
            .message_id(Some(format!("<{name}@{domain}>")));
        for address in &self.to {
            letter = letter.to(mailbox(address)?);
        }
        for address in &self.cc {
            letter = letter.cc(mailbox(address)?);
        }
        if let Some(address) = &self.reply_to {
            letter = letter.reply_to(mailbox(address)?);
        }
        let both = MultiPart::alternative()
            .boundary(format!("=_both_{name}"))
            .singlepart(SinglePart::plain(self.text.clone()))
            .singlepart(SinglePart::html(self.html.clone()));
        let body = if self.files.is_empty() {
            both
        } else {
            let mut mixed = MultiPart::mixed().boundary(format!("=_files_{name}")).multipart(both);
            for file in &self.files {
                mixed = mixed.singlepart(enclosed(file)?);
            }
            mixed
        };
        let letter = letter.multipart(body);
        let mut letter = letter.map_err(|error| LetterProblem(error.to_string()))?;
        // The library writes every date in UTC.
        let date = HeaderName::new_from_ascii_str("Date");
        letter.headers_mut().insert_raw(HeaderValue::new(date, dated(self.day, self.zone)));
        // No program answers it with a note that somebody is away (RFC 3834).
        let submitted = HeaderName::new_from_ascii_str("Auto-Submitted");
        let generated = HeaderValue::new(submitted, "auto-generated".to_owned());
        letter.headers_mut().insert_raw(generated);
        Ok(letter.formatted())
    }
}

fn digest<'p>(parts: impl Iterator<Item = &'p [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // The length goes first, or two different lists of parts could give the same bytes.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn mailbox(mailbox: &Mailbox) -> Result<message::Mailbox, LetterProblem> {
    let address = mailbox.address.parse();
    let address = address.map_err(|_| LetterProblem(mailbox.address.clone()))?;
    let name = mailbox.name.as_deref().map(one_line);
    Ok(message::Mailbox::new(name, address))
}

/// The words on one line: a line break in the ledger must not end a header, and nothing in it hides.
fn one_line(words: &str) -> String {
    let shown = |letter: char| if letter.is_control() { ' ' } else { letter };
    safe(&words.chars().map(shown).collect::<String>()).into_owned()
}

/// The time of a letter: eight in the morning, as RFC 5322 writes it.
fn dated(day: NaiveDate, zone: Tz) -> String {
    let morning = day.and_time(NaiveTime::default()) + TimeDelta::hours(8);
    let there = zone.from_local_datetime(&morning).earliest();
    // No zone has ever skipped eight in the morning but where a whole day was left out.
    let written = there.map(|there| there.to_rfc2822());
    written.unwrap_or_else(|| morning.and_utc().to_rfc2822())
}

/// The file name as RFC 2231 writes it, and again as old programs expect it.
fn enclosed(file: &Enclosure) -> Result<SinglePart, LetterProblem> {
    let name = one_line(&file.name);
    let kind = format!("{}; name=\"{}\"", file.media, encoded_words(&name));
    let kind = ContentType::parse(&kind).map_err(|error| LetterProblem(error.to_string()))?;
    Ok(SinglePart::builder()
        .header(kind)
        .header(ContentDisposition::attachment(&name))
        .body(file.bytes.clone()))
}

/// Words encoded by RFC 2047, none longer than it allows.
fn encoded_words(words: &str) -> String {
    const MOST: usize = 42;
    if words.is_ascii() && !words.contains(['"', '\\']) {
        return words.to_owned();
    }
    let mut pieces: Vec<String> = vec![String::new()];
    for letter in words.chars() {
        let full = |piece: &String| piece.len() + letter.len_utf8() > MOST;
        if pieces.last().is_none_or(full) {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    let encoded = pieces.iter().map(|piece| STANDARD.encode(piece));
    let encoded: Vec<String> = encoded.map(|part| format!("=?utf-8?b?{part}?=")).collect();
    encoded.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        let to = |text| Mailbox::parse(text).unwrap();
        Letter {
            from: to("区政府督查室 <dcs@example.gov.cn>"),
            to: vec![to("区发改局 <fgj@example.gov.cn>")],
            cc: vec![to("zfb@example.gov.cn")],
            reply_to: None,
            subject: "通报\r\nBcc: x@y.cn".to_owned(),
            day: "2018-05-15".parse().unwrap(),
            zone: Tz::Asia__Shanghai,
            text: "截至5月15日\n.\n共64项\n".to_owned(),
            html: "<p>截至5月15日</p>".to_owned(),
            files: vec![Enclosure {
                name: "丰泽区2018年重点工作督查通报(第19期)及任务分解一览表.csv".to_owned(),
                media: "text/csv",
                bytes: vec![0, 1, 0xff],
            }],
        }
    }

    #[test]
    fn the_same_letter_has_the_same_bytes_and_another_one_another_name() {
        let same = letter();
        assert_eq!(same.bytes().unwrap(), same.bytes().unwrap());
        let mut other = letter();
        other.files[0].bytes.push(1);
        assert_ne!(same.digest(), other.digest());
    }

    #[test]
    fn a_header_has_no_line_of_the_ledgers_making() {
        let text = String::from_utf8(letter().bytes().unwrap()).unwrap();
        assert!(!text.lines().any(|line| line.starts_with("Bcc")));
        assert!(text.is_ascii());
        assert!(text.contains("Date: Tue, 15 May 2018 08:00:00 +0800\r\n"), "{text}");
        let long = text.lines().find(|line| line.len() > 998);
        assert_eq!(long, None);
    }

    #[test]
    fn a_letter_leaves_at_eight_where_its_office_is() {
        let day = |text: &str| text.parse().unwrap();
        let berlin = |text| dated(day(text), Tz::Europe__Berlin);
        assert_eq!(berlin("2018-01-15"), "Mon, 15 Jan 2018 08:00:00 +0100");
        assert_eq!(berlin("2018-05-15"), "Tue, 15 May 2018 08:00:00 +0200");
        assert_eq!(dated(day("2018-05-05"), Tz::UTC), "Sat, 5 May 2018 08:00:00 +0000");
        // Samoa had no 30 December 2011.
        assert_eq!(dated(day("2011-12-30"), Tz::Pacific__Apia), "Fri, 30 Dec 2011 08:00:00 +0000");
    }

    #[test]
    fn a_name_in_pieces_is_whole_letters() {
        let words = "督".repeat(40);
        for piece in encoded_words(&words).split(' ') {
            assert!(piece.len() <= 75);
            let inside = piece.trim_start_matches("=?utf-8?b?").trim_end_matches("?=");
            let bytes = STANDARD.decode(inside).unwrap();
            assert!(String::from_utf8(bytes).unwrap().chars().all(|c| c == '督'));
        }
    }
}
