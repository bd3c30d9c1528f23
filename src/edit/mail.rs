//! `[mail]` of duban.toml without what says how letters leave, and those lines as a user's own `mail.toml`.

use crate::read::keys::{Fields, MailKey, Named, RouteKey};
use crate::read::{Decoder, Tape, sections};
use crate::source::FileId;
use std::path::{Path, PathBuf};

/// What was taken out, and what is left.
pub struct MovedMail {
    /// duban.toml without the lines that were taken out.
    pub rest: String,
    /// The lines of `mail.toml`.
    pub lines: String,
    /// The file of what was sent, where the ledger named one.
    pub state: Option<PathBuf>,
}

/// Takes the settings that say how letters leave out of a duban.toml; `None` where it has none. Paths become absolute.
pub fn moved_mail(text: &str, folder: &Path) -> Option<MovedMail> {
    let inside = text.trim_start_matches('\u{feff}');
    let base = text.len() - inside.len();
    let mut tape = Tape::default();
    tape.fill(inside);
    let file = FileId(0);
    let mut decoder = Decoder { text: inside, tape: &tape, file, base: 0, found: Vec::new() };
    let parts = sections(&decoder);
    let part = parts.iter().find(|part| part.name == "mail" && !part.double)?;
    let mut moved = MovedMail { rest: String::new(), lines: String::new(), state: None };
    let mut kept = 0;
    let mut fields = Fields::<MailKey>::between(part.from, part.to);
    while let Some(next) = fields.next(&mut decoder) {
        let Named::Known(key, field) = next else { continue };
        let Some(route) = RouteKey::parse(key.name()) else { continue };
        let value = decoder.span(field.value).range();
        let written = inside.get(value.clone()).unwrap_or("").to_owned();
        let path = || decoder_text(&written).map(|path| folder.join(path));
        let line = match route {
            RouteKey::PasswordFile | RouteKey::Ca | RouteKey::Sendmail => {
                let path = path()?.display().to_string();
                Some(format!("{} = {}", key.name(), quoted(&path)))
            }
            RouteKey::State => {
                moved.state = path();
                None
            }
            RouteKey::Path
            | RouteKey::Server
            | RouteKey::Port
            | RouteKey::Security
            | RouteKey::User
            | RouteKey::Timeout => Some(format!("{} = {written}", key.name())),
        };
        if let Some(line) = line {
            moved.lines.push_str(&line);
            moved.lines.push('\n');
        }
        let start = decoder.key_span(field).range().start;
        let start = inside.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let end = inside.get(value.end..)?.find('\n').map_or(inside.len(), |at| value.end + at + 1);
        moved.rest.push_str(inside.get(kept..start)?);
        kept = end;
    }
    if kept == 0 {
        return None;
    }
    moved.rest.push_str(inside.get(kept..)?);
    moved.rest.insert_str(0, text.get(..base)?);
    Some(moved)
}

/// A text as TOML, read back.
fn decoder_text(written: &str) -> Option<String> {
    let table: toml::Table = toml::from_str(&format!("value = {written}")).ok()?;
    Some(table.get("value")?.as_str()?.to_owned())
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_that_are_moved_are_taken_out() {
        let text = "# 台账\r\n[ledger]\nformat = 1\n\n[mail]\nfrom = \"a@b.cn\"\nserver   = \"m.b.cn\"   # 邮局\n# 谁\nca = 'ca.pem'\nport = 465\nto = []\n\n[git]\n";
        let moved = moved_mail(text, Path::new("/srv/台账")).unwrap();
        assert_eq!(
            moved.rest,
            "# 台账\r\n[ledger]\nformat = 1\n\n[mail]\nfrom = \"a@b.cn\"\n# 谁\nto = []\n\n[git]\n"
        );
        assert_eq!(moved.lines, "server = \"m.b.cn\"\nca = \"/srv/台账/ca.pem\"\nport = 465\n");
        assert!(moved_mail(&moved.rest, Path::new("/srv")).is_none());
    }
}
