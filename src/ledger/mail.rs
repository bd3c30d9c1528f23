//! How letters leave the office: `[mail]` of duban.toml, and addresses as people write them.

use super::Locale;
use super::Quantity;
use crate::variants::variants;
use chrono_tz::Tz;

/// `[mail]` of duban.toml: what letters say and to whom they go. A password never stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailRules {
    /// From whom.
    pub from: Option<Mailbox>,
    /// To whom reports go.
    pub to: Vec<Mailbox>,
    /// Who gets a copy of every report.
    pub cc: Vec<Mailbox>,
    /// Where answers go, if not to `from`.
    pub reply_to: Option<Mailbox>,
    /// How often a letter is tried; default 4.
    pub tries: Option<u32>,
    /// Seconds before the second try; each further wait is twice as long; default 60.
    pub wait: Option<Quantity>,
    /// What goes with a report besides its text.
    pub attach: Vec<Attach>,
    /// The time zone of letters' dates; absent: that of the ledger's language.
    pub timezone: Option<Tz>,
    /// The keys that say how letters leave, which are not obeyed here.
    pub ignored: Vec<&'static str>,
    /// Every key as it is written, for who compares two revisions.
    pub written: String,
}

impl MailRules {
    /// The time zone of letters' dates: the one that is set, else China's for a Chinese ledger.
    pub fn zone(&self, locale: Locale) -> Tz {
        self.timezone.unwrap_or(match locale {
            Locale::ZhHans | Locale::ZhHant => Tz::Asia__Shanghai,
            Locale::En => Tz::UTC,
        })
    }
}

/// How letters leave: a user's own `mail.toml`, which no ledger can change. Paths are relative to its folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailRoute {
    /// The server that takes letters.
    pub server: Option<String>,
    /// Its port; by default that of its security.
    pub port: Option<u16>,
    /// How the way to it is secured.
    pub security: Security,
    /// The name to log in with; absent: no login.
    pub user: Option<String>,
    /// A file with the password, which nobody else can read.
    pub password_file: Option<String>,
    /// A file with the certificates (PEM) of the authority that vouches for the server, where that is the office's own.
    pub ca: Option<String>,
    /// A program that takes letters instead of a server: `/usr/sbin/sendmail`.
    pub sendmail: Option<String>,
    /// Seconds within which the server, or the program, must answer; default 30.
    pub timeout: Option<Quantity>,
    /// The folder of what was sent.
    pub state: Option<String>,
}

/// A user's own `mail.toml`.
#[derive(Clone, Debug, Default)]
pub struct MailRoutes {
    /// For every ledger that has none of its own.
    pub general: MailRoute,
    /// Those of single ledgers, by the ledger's folder.
    pub of_ledgers: Vec<(String, MailRoute)>,
}

variants! {
    /// How the way to the server is secured.
    #[derive(Default)]
    pub enum Security {
        /// In clear first, then secured before anything is said (port 587).
        #[default]
        Starttls = "starttls",
        /// Secured from the first byte (port 465).
        Tls = "tls",
        /// Not at all: only to a server on this machine (port 25).
        None = "none",
    }
}

impl Security {
    /// The port that servers use for it.
    pub fn port(self) -> u16 {
        match self {
            Self::Starttls => 587,
            Self::Tls => 465,
            Self::None => 25,
        }
    }
}

variants! {
    /// A file that goes with a report.
    pub enum Attach {
        /// The report as the office files it.
        Docx = "docx",
        /// Every task with its figures.
        Csv = "csv",
        /// The list of all tasks, as a workbook.
        Xlsx = "xlsx",
    }
}

/// Whether a server is this machine itself.
pub fn is_loopback(server: &str) -> bool {
    let named = server.eq_ignore_ascii_case("localhost");
    let bare = server.trim_start_matches('[').trim_end_matches(']');
    let address: Option<core::net::IpAddr> = bare.parse().ok();
    named || address.is_some_and(|address| address.is_loopback())
}

/// An address, with the name people see where there is one: `区政府督查室 <dcs@example.gov.cn>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// 区政府督查室.
    pub name: Option<String>,
    /// `dcs@example.gov.cn`.
    pub address: String,
}

/// Why something is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressProblem {
    /// Empty.
    Empty,
    /// Not one `@` with something on both sides.
    NoAt,
    /// A character that cannot stand in an address, or cannot be seen.
    Character(char),
    /// Points or strokes where none can stand, or a domain of one part.
    Domain,
    /// Longer than any mail server takes.
    TooLong,
    /// `<` without `>` behind it, or words behind that.
    Brackets,
}

impl Mailbox {
    /// Reads an address with or without a name before it.
    ///
    /// # Errors
    /// See [`AddressProblem`].
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        if let Some(hidden) = text.chars().find(|letter| is_hidden(*letter)) {
            return Err(AddressProblem::Character(hidden));
        }
        let Some((name, rest)) = text.split_once('<') else {
            return Ok(Self { name: None, address: address(text.trim())? });
        };
        let inside = rest.trim_end().strip_suffix('>');
        let inside = inside.ok_or(AddressProblem::Brackets)?;
        let name = name.trim().trim_matches('"').trim();
        Ok(Self {
            name: (!name.is_empty()).then(|| name.to_owned()),
            address: address(inside.trim())?,
        })
    }
}

/// Characters that end a header line, or that nobody sees.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// RFC 5321 as mail systems of offices take it: a dot-atom, and a domain of letters, digits and strokes.
fn address(text: &str) -> Result<String, AddressProblem> {
    use AddressProblem::{Character, Domain, Empty, NoAt, TooLong};
    if text.is_empty() {
        return Err(Empty);
    }
    let fits =
        |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.@".contains(letter);
    if let Some(strange) = text.chars().find(|letter| !fits(*letter)) {
        return Err(Character(strange));
    }
    let (local, domain) = text.split_once('@').ok_or(NoAt)?;
    if local.is_empty() || domain.is_empty() || domain.contains('@') {
        return Err(NoAt);
    }
    if local.len() > 64 || text.len() > 254 {
        return Err(TooLong);
    }
    let ends = |text: &str, sign: char| text.starts_with(sign) || text.ends_with(sign);
    if ends(local, '.') || local.contains("..") || local.starts_with('-') {
        return Err(Domain);
    }
    let label = |label: &str| {
        let fits = label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        fits && !label.is_empty() && label.len() <= 63 && !ends(label, '-')
    };
    if domain.contains('.') && domain.split('.').all(label) {
        Ok(text.to_owned())
    } else {
        Err(Domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stands_alone_or_behind_a_name() {
        let mailbox = Mailbox::parse("区政府督查室 <dcs@example.gov.cn>").unwrap();
        assert_eq!(mailbox.name.as_deref(), Some("区政府督查室"));
        assert_eq!(mailbox.address, "dcs@example.gov.cn");
        assert_eq!(Mailbox::parse(" a.b+c@x-y.cn ").unwrap().address, "a.b+c@x-y.cn");
        assert_eq!(Mailbox::parse("<a@b.cn>").unwrap().name, None);
    }

    #[test]
    fn what_is_no_address_says_why() {
        use AddressProblem::{Brackets, Character, Domain, Empty, NoAt, TooLong};
        for (text, why) in [
            ("", Empty),
            ("dcs.example.gov.cn", NoAt),
            ("@b.cn", NoAt),
            ("a@b@c.cn", NoAt),
            ("a b@c.cn", Character(' ')),
            ("督查室@example.cn", Character('督')),
            ("a＠b.cn", Character('＠')),
            ("a@b.cn\r\nBcc: x@y.cn", Character('\r')),
            ("a@b.cn, c@d.cn", Character(',')),
            ("a@b", Domain),
            ("a@b..cn", Domain),
            ("a@-b.cn", Domain),
            (".a@b.cn", Domain),
            ("-f@b.cn", Domain),
            ("甲 <a@b.cn", Brackets),
            ("甲 <a@b.cn> 乙", Brackets),
        ] {
            assert_eq!(Mailbox::parse(text), Err(why), "{text}");
        }
        assert_eq!(Mailbox::parse(&format!("{}@b.cn", "a".repeat(65))), Err(TooLong));
    }

    #[test]
    fn only_this_machine_is_loopback() {
        for host in ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for other in ["mail.example.gov.cn", "10.0.0.1", "localhost.example.cn", "0.0.0.0"] {
            assert!(!is_loopback(other), "{other}");
        }
    }
}
