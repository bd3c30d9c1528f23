//! The words of the command line before they are parsed: a text that begins with a hyphen is told from an option, and
//! `help` from a command.

use clap::{Arg, ArgAction, Command};
use std::ffi::OsString;

/// The words as the parser takes them.
pub(crate) struct Line {
    pub(crate) words: Vec<OsString>,
    /// The command they are for.
    pub(crate) command: Option<String>,
}

/// Reads the words; the program's name comes first.
pub(crate) fn line(whole: &Command, words: impl IntoIterator<Item = OsString>) -> Line {
    let words: Vec<OsString> = words.into_iter().collect();
    let mut reading =
        Reading { whole, command: None, before: Vec::new(), texts: Vec::new(), hyphens: false };
    let mut rest = words.iter().enumerate();
    reading.before.extend(rest.next().map(|(_, program)| program.clone()));
    let mut rest = rest.peekable();
    while let Some((at, word)) = rest.next() {
        let Some(text) = word.to_str() else {
            reading.texts.push(word.clone());
            continue;
        };
        if text == "--" {
            reading.texts.extend(words.iter().skip(at + 1).cloned());
            return reading.line(words);
        }
        if !is_option(text) {
            reading.text(text);
            continue;
        }
        let next = rest.peek().and_then(|(_, next)| next.to_str());
        match reading.option(text, next) {
            Taken::Alone => reading.before.push(word.clone()),
            Taken::WithNext => {
                reading.before.push(word.clone());
                reading.before.extend(rest.next().map(|(_, next)| next.clone()));
            }
            Taken::Joined(joined) => {
                reading.hyphens = true;
                reading.before.push(joined.into());
                rest.next();
            }
        }
    }
    reading.line(words)
}

/// How an option stands with the word behind it.
enum Taken {
    Alone,
    WithNext,
    /// Both as one word, since the next begins with a hyphen.
    Joined(String),
}

struct Reading<'c> {
    whole: &'c Command,
    command: Option<&'c Command>,
    /// The command and the options.
    before: Vec<OsString>,
    /// What is no option.
    texts: Vec<OsString>,
    /// Whether a text begins with a hyphen.
    hyphens: bool,
}

impl Reading<'_> {
    fn line(self, words: Vec<OsString>) -> Line {
        let command = self.command.map(|command| command.get_name().to_owned());
        if !self.hyphens {
            return Line { words, command };
        }
        let mut settled = self.before;
        settled.push("--".into());
        settled.extend(self.texts);
        Line { words: settled, command }
    }

    fn text(&mut self, text: &str) {
        if self.command.is_none() {
            self.command = self.whole.find_subcommand(text);
            self.before.push(text.into());
            return;
        }
        self.hyphens |= text.starts_with('-') && text != "-";
        self.texts.push(text.into());
    }

    fn option(&self, text: &str, next: Option<&str>) -> Taken {
        if text.contains('=') || text.len() > 2 && !text.starts_with("--") {
            return Taken::Alone;
        }
        let Some(arg) = self.known(text).filter(|arg| takes_value(arg)) else {
            return Taken::Alone;
        };
        let optional = arg.get_num_args().is_some_and(|range| range.min_values() == 0);
        match next {
            Some(next) if !next.starts_with('-') || next == "-" => Taken::WithNext,
            Some(next) if !optional && next != "--" && !is_option(next) => {
                let joint = if text.starts_with("--") { "=" } else { "" };
                Taken::Joined(format!("{text}{joint}{next}"))
            }
            Some(_) | None => Taken::Alone,
        }
    }

    fn known(&self, text: &str) -> Option<&Arg> {
        let is_it = |arg: &&Arg| match text.strip_prefix("--") {
            Some(long) => arg.get_long() == Some(long),
            None => arg.get_short().is_some_and(|short| text == format!("-{short}")),
        };
        let own = self.command.and_then(|command| command.get_arguments().find(is_it));
        own.or_else(|| self.whole.get_arguments().find(is_it))
    }
}

fn takes_value(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
}

/// Whether a word is written like an option, known or mistyped: `--note`, `--note=…`, `-C`, `-Cdata`.
fn is_option(word: &str) -> bool {
    if let Some(long) = word.strip_prefix("--") {
        let name = long.split('=').next().unwrap_or("");
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        return name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_name);
    }
    let Some(short) = word.strip_prefix('-') else {
        return false;
    };
    let mut letters = short.chars();
    let first = letters.next().filter(char::is_ascii_alphabetic);
    first.is_some_and(|first| first == 'C' || letters.next().is_none())
}
