//! SMTP with one server, one command after another. What a server says is limited in length and in time, and nothing that it said
//! before the connection was secured counts after.
//!
//! The mail library's own client (lettre 0.11.23, `SmtpConnection::starttls`) keeps its read buffer over the handshake, so that
//! somebody on the way can put answers behind `220` (RFC 3207 section 6; Thunderbird had the same as CVE-2020-15685); hence this one.

use super::wire::Wire;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use rustls::ClientConfig;
use std::io::{ErrorKind, Read, Write};
use std::sync::Arc;
use std::time::Duration;

/// A name and a password. It has no `Debug`, so that no message can hold it by accident.
pub(super) struct Login {
    pub(super) user: String,
    pub(super) password: String,
}

/// Why a server did not do what was asked.
pub(super) enum Problem {
    /// The network, or TLS.
    Network(std::io::Error),
    /// The server's own words, without a password in them.
    Said { code: u16, words: String },
    /// An answer without end.
    Endless,
    /// Words that nobody asked for, before the connection was secured.
    Early,
    /// The server does not offer to secure the connection.
    NoTls,
    /// It offers no way of logging in that is known here.
    NoLogin,
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::Network(error)
    }
}

/// The longest line of an answer; RFC 5321 allows 512.
const LONGEST_LINE: usize = 4096;
/// The longest answer.
const LONGEST_ANSWER: usize = 64 * 1024;
/// So much of a letter has the time limit of one answer.
const CHUNK: usize = 32 * 1024;

/// An open connection.
pub(super) struct Connection {
    wire: Wire,
    /// What came and was not looked at yet.
    unread: Vec<u8>,
    /// The lines of the last answer to EHLO.
    offers: Vec<String>,
    /// Forms of the password that a server might repeat.
    secrets: Vec<String>,
    timeout: Duration,
}

impl Connection {
    /// Connects in clear, and waits for the greeting unless the connection is to be secured first.
    pub(super) fn open(server: (&str, u16), timeout: Duration) -> Result<Self, Problem> {
        let wire = Wire::connect(server, timeout)?;
        let (unread, offers, secrets) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { wire, unread, offers, secrets, timeout })
    }

    /// Waits for the greeting and says who is calling.
    pub(super) fn greet(&mut self, hello: &str) -> Result<(), Problem> {
        self.answer(2)?;
        self.hello(hello)
    }

    fn hello(&mut self, hello: &str) -> Result<(), Problem> {
        let offers = self.command(&format!("EHLO {hello}"), 2)?;
        self.offers = offers.lines().map(str::to_uppercase).collect();
        Ok(())
    }

    /// Secures the connection before anything is said on it.
    pub(super) fn secure(mut self, tls: &Arc<ClientConfig>, server: &str) -> Result<Self, Problem> {
        self.wire.allow(self.timeout);
        self.wire = self.wire.secure(tls, server)?;
        Ok(self)
    }

    /// Asks the server to go on secured, and does.
    pub(super) fn starttls(
        mut self,
        tls: &Arc<ClientConfig>,
        (server, hello): (&str, &str),
    ) -> Result<Self, Problem> {
        if !self.offers.iter().any(|offer| offer == "STARTTLS") {
            return Err(Problem::NoTls);
        }
        self.nothing_early()?;
        self.command("STARTTLS", 2)?;
        self.nothing_early()?;
        let mut secured = self.secure(tls, server)?;
        secured.hello(hello)?;
        Ok(secured)
    }

    /// Ends a connection on which somebody speaks out of turn while it is in clear: it may not be the server.
    fn nothing_early(&self) -> Result<(), Problem> {
        if self.unread.is_empty() { Ok(()) } else { Err(Problem::Early) }
    }

    /// Whether what is said can be read by others: in clear, and not to this machine.
    pub(super) fn is_open_to_others(&mut self) -> Result<bool, Problem> {
        Ok(!self.wire.is_secured() && !self.wire.peer()?.ip().to_canonical().is_loopback())
    }

    /// Logs in.
    pub(super) fn log_in(&mut self, login: &Login) -> Result<(), Problem> {
        self.secrets = forms(login);
        let offered = |way: &str| {
            let ways = self.offers.iter().filter(|offer| offer.starts_with("AUTH"));
            ways.flat_map(|offer| offer.split([' ', '='])).any(|offer| offer == way)
        };
        if offered("PLAIN") {
            let both = format!("\0{}\0{}", login.user, login.password);
            self.command(&format!("AUTH PLAIN {}", STANDARD.encode(both)), 2)?;
        } else if offered("LOGIN") {
            self.command("AUTH LOGIN", 3)?;
            self.command(&STANDARD.encode(&login.user), 3)?;
            self.command(&STANDARD.encode(&login.password), 2)?;
        } else {
            return Err(Problem::NoLogin);
        }
        Ok(())
    }

    /// Hands a letter over for one addressee. `whole` becomes true before its last byte leaves: from then on the server may have
    /// taken it.
    pub(super) fn send(
        &mut self,
        (from, to): (&str, &str),
        letter: &[u8],
        whole: &mut bool,
    ) -> Result<(), Problem> {
        let eight = !letter.is_ascii() && self.offers.iter().any(|offer| offer == "8BITMIME");
        let body = if eight { " BODY=8BITMIME" } else { "" };
        self.command(&format!("MAIL FROM:<{from}>{body}"), 2)?;
        self.command(&format!("RCPT TO:<{to}>"), 2)?;
        self.command("DATA", 3)?;
        let bytes = stuffed(letter);
        let mut chunks = bytes.chunks(CHUNK).peekable();
        while let Some(chunk) = chunks.next() {
            *whole |= chunks.peek().is_none();
            self.write(chunk)?;
        }
        self.answer(2).map(drop)
    }

    /// Says goodbye; the answer is of no use.
    pub(super) fn quit(&mut self) {
        let _ = self.command("QUIT", 2);
    }

    /// One command and the answer to it, which must be of that hundred.
    fn command(&mut self, words: &str, hundred: u16) -> Result<String, Problem> {
        self.write(format!("{words}\r\n").as_bytes())?;
        self.answer(hundred)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.wire.allow(self.timeout);
        self.wire.write_all(bytes)?;
        self.wire.flush()?;
        Ok(())
    }

    /// The words of the next answer, a line each.
    fn answer(&mut self, hundred: u16) -> Result<String, Problem> {
        self.wire.allow(self.timeout);
        let (mut words, mut length) = (Vec::new(), 0);
        loop {
            let line = self.line()?;
            length += line.len();
            if length > LONGEST_ANSWER {
                return Err(Problem::Endless);
            }
            let line = String::from_utf8_lossy(&line);
            let (code, rest) = line.split_at_checked(3).unwrap_or(("", &line));
            let Ok(code) = code.parse::<u16>() else {
                let words = self.without_password(line.trim());
                return Err(Problem::Said { code: 0, words });
            };
            words.push(rest.trim_start_matches([' ', '-']).trim_end().to_owned());
            if rest.starts_with('-') {
                continue;
            }
            let words = words.join("\n");
            return if code / 100 == hundred {
                Ok(words)
            } else {
                Err(Problem::Said { code, words: self.without_password(&words) })
            };
        }
    }

    /// The next line, without its end.
    fn line(&mut self) -> Result<Vec<u8>, Problem> {
        loop {
            if let Some(end) = self.unread.iter().position(|byte| *byte == b'\n') {
                let mut line: Vec<u8> = self.unread.drain(..=end).collect();
                line.pop();
                return Ok(line);
            }
            if self.unread.len() > LONGEST_LINE {
                return Err(Problem::Endless);
            }
            let mut bytes = [0; 1024];
            let count = self.wire.read(&mut bytes)?;
            if count == 0 {
                return Err(std::io::Error::from(ErrorKind::UnexpectedEof).into());
            }
            self.unread.extend(bytes.iter().take(count));
        }
    }

    /// What a server said; nothing at all of it where it repeats the password.
    fn without_password(&self, words: &str) -> String {
        let bare: String = words.chars().filter(|letter| !letter.is_whitespace()).collect();
        let lower = bare.to_lowercase();
        if self.secrets.iter().any(|secret| bare.contains(secret) || lower.contains(secret)) {
            return "…".to_owned();
        }
        words.split_whitespace().collect::<Vec<&str>>().join(" ")
    }
}

/// The password as a server might repeat it: as it is, in base64, in hexadecimal, in percent signs.
fn forms(login: &Login) -> Vec<String> {
    let (user, password) = (&login.user, &login.password);
    let both = format!("\0{user}\0{password}");
    let hex: String = password.bytes().map(|byte| format!("{byte:02x}")).collect();
    let percent: String = password.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let mut all = vec![
        password.split_whitespace().collect(),
        STANDARD_NO_PAD.encode(password),
        STANDARD_NO_PAD.encode(both),
        hex,
        percent,
    ];
    all.extend(all.clone().iter().map(|form: &String| form.to_lowercase()));
    all.retain(|form| !form.is_empty());
    all
}

/// A letter as it goes over the wire: a point that begins a line is doubled, a point alone ends it.
fn stuffed(letter: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(letter.len() + 64);
    for line in letter.split_inclusive(|byte| *byte == b'\n') {
        if line.first() == Some(&b'.') {
            bytes.push(b'.');
        }
        bytes.extend_from_slice(line);
    }
    if !bytes.ends_with(b"\r\n") {
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b".\r\n");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_at_the_beginning_of_a_line_ends_no_letter() {
        assert_eq!(stuffed(b"a\r\n.\r\n..b"), b"a\r\n..\r\n...b\r\n.\r\n");
        assert_eq!(stuffed(b""), b"\r\n.\r\n");
    }

    #[test]
    fn a_password_is_known_in_what_a_server_repeats() {
        let login = Login { user: "dcs".into(), password: "Ge heim".into() };
        let forms = forms(&login);
        for echo in ["Geheim", "geheim", "R2UgaGVpbQ", "AGRjcwBHZSBoZWlt", "4765206865696d"] {
            assert!(forms.iter().any(|form| form == echo), "{echo} in {forms:?}");
        }
    }
}
