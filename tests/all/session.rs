//! A session is a terminal written down: command lines, each with everything it printed.
//!
//! ```text
//! # Lines before the first command say which rule is shown, and may hold directives (`cases.rs`).
//! $ duban --as-of 2018-05-15 overdue --exit-code
//! a line of stdout, as it is
//! ! a line of stderr, "! " before it, after all of stdout
//! = exit 1
//! ```
//!
//! - Blank lines around a command and its output are layout. A blank line that the program itself prints
//!   first or last is written `\`.
//! - A stdout line that could be taken for something else (it begins with `$ `, `!`, `= `, `\` or a code
//!   fence, or is `...`) has a `\` before it. Output without a final newline ends in `= no newline`.
//! - `= exit N` stands where the exit code is not 0. A crash (a panic, a signal) is never accepted.
//! - What an eye or an editor would miss is spelled out: `{ESC}`, `{CR}`, `{U+FEFF}`. The path of the
//!   folder the session runs in is shown as `$PWD`.
//! - In the documents, and there only, a line `...` stands for any number of stdout lines.
//!
//! What a command line may hold: `shell.rs`. Where and with which environment it runs: `place.rs`.

pub(crate) mod place;
mod shell;

use place::{Place, Said};

/// A parsed session: the lines before the first command, then each command with what it shows.
pub(crate) struct Script {
    pub(crate) head: Vec<String>,
    turns: Vec<Turn>,
}

struct Turn {
    /// As written, `$ ` and continuation lines included.
    command: Vec<String>,
    shown: Vec<String>,
}

/// Whether `...` may stand for lines that are left out.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Ellipsis {
    Allowed,
    Literal,
}

/// The exit code of a Rust program that panicked. A crash is never accepted as what should be printed.
const PANICKED: i32 = 101;

impl Script {
    pub(crate) fn parse(text: &str) -> Script {
        let mut script = Script { head: Vec::new(), turns: Vec::new() };
        // Not `lines()`, which would drop the carriage returns.
        let mut lines = text.split('\n').map(str::to_owned);
        while let Some(line) = lines.next() {
            if line.starts_with("$ ") {
                let mut command = vec![line];
                while command.last().unwrap().ends_with('\\') {
                    let Some(next) = lines.next() else { break };
                    command.push(next);
                }
                script.turns.push(Turn { command, shown: Vec::new() });
            } else {
                let into = script.turns.last_mut().map_or(&mut script.head, |turn| &mut turn.shown);
                into.push(line);
            }
        }
        trim_blank(&mut script.head);
        script.turns.iter_mut().for_each(|turn| trim_blank(&mut turn.shown));
        script
    }

    /// Each command as it was typed, with what it shows.
    pub(crate) fn turns(&self) -> impl Iterator<Item = (String, &[String])> {
        self.turns.iter().map(|turn| (turn.command.join("\n"), turn.shown.as_slice()))
    }

    /// The session in its one canonical layout.
    pub(crate) fn text(&self) -> String {
        let mut paragraphs = Vec::new();
        let mut first = self.head.clone();
        for turn in &self.turns {
            first.extend(turn.command.iter().cloned());
            first.extend(turn.shown.iter().cloned());
            paragraphs.push(std::mem::take(&mut first).join("\n"));
        }
        paragraphs.join("\n\n") + "\n"
    }

    /// Runs every command and returns the session as it went, with a complaint for each command that could
    /// not be run at all.
    pub(crate) fn replay(&self, place: &mut Place, ellipsis: Ellipsis) -> (Script, Vec<String>) {
        let mut complaints = Vec::new();
        let mut turns = Vec::new();
        for turn in &self.turns {
            let shown = match shell::parse(&turn.command).and_then(|line| place.run(&line)) {
                Ok(said) => {
                    if matches!(said.code, None | Some(PANICKED)) {
                        complaints.push(format!(
                            "{}: crashed\n{}",
                            turn.command.join("\n"),
                            said.stderr
                        ));
                    }
                    settle(&turn.shown, show(&said), ellipsis)
                }
                Err(reason) => {
                    complaints.push(format!("{}: {reason}", turn.command.join("\n")));
                    turn.shown.clone()
                }
            };
            turns.push(Turn { command: turn.command.clone(), shown });
        }
        if turns.is_empty() {
            complaints.push("no command: a command line begins with `$ `".to_owned());
        }
        (Script { head: self.head.clone(), turns }, complaints)
    }
}

fn trim_blank(lines: &mut Vec<String>) {
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let blank = lines.iter().take_while(|line| line.is_empty()).count();
    lines.drain(..blank);
}

/// A shortened output that still fits is kept as its author shortened it.
fn settle(shown: &[String], actual: Vec<String>, ellipsis: Ellipsis) -> Vec<String> {
    if ellipsis == Ellipsis::Allowed && fits(shown, &actual) { shown.to_vec() } else { actual }
}

/// `...` stands for stdout only: an exit code or an error message cannot hide behind it.
fn fits(shown: &[String], actual: &[String]) -> bool {
    let Some((first, rest)) = shown.split_first() else {
        return actual.is_empty();
    };
    if first == "..." {
        let stdout = actual.iter().take_while(|line| is_stdout(line)).count();
        return (0..=stdout).any(|skipped| fits(rest, &actual[skipped..]));
    }
    actual.split_first().is_some_and(|(line, tail)| first == line && fits(rest, tail))
}

/// True of every line of stdout once `guard` has passed it, and of no other.
fn is_stdout(line: &str) -> bool {
    !line.starts_with('!') && !line.starts_with("= ")
}

fn show(said: &Said) -> Vec<String> {
    let mut lines: Vec<String> = lines_of(&said.stdout).map(|line| guard(&visible(line))).collect();
    // No other line is blank at an edge once these are guarded.
    let printed = lines.len();
    let blank = |line: &&mut String| line.is_empty();
    lines.iter_mut().take_while(blank).for_each(|line| line.push('\\'));
    lines[..printed].iter_mut().rev().take_while(blank).for_each(|line| line.push('\\'));
    if !said.stdout.is_empty() && !said.stdout.ends_with('\n') {
        lines.push("= no newline".to_owned());
    }
    let mark = |line: &str| {
        if line.is_empty() { "!".to_owned() } else { format!("! {}", visible(line)) }
    };
    lines.extend(lines_of(&said.stderr).map(mark));
    match said.code {
        Some(0) => {}
        Some(code) => lines.push(format!("= exit {code}")),
        None => lines.push("= killed by a signal".to_owned()),
    }
    lines
}

fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n').map(|line| line.strip_suffix('\n').unwrap_or(line))
}

fn guard(line: &str) -> String {
    let misread =
        ["$ ", "!", "= ", "\\", "```"].iter().any(|mark| line.starts_with(mark)) || line == "...";
    format!("{}{line}", if misread { "\\" } else { "" })
}

/// Control characters, byte order marks, zero-width characters and bidi marks by name.
fn visible(line: &str) -> String {
    let mut shown = String::new();
    for c in line.chars() {
        match c {
            '\t' => shown.push(c),
            '\u{1b}' => shown.push_str("{ESC}"),
            '\r' => shown.push_str("{CR}"),
            '\u{feff}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                shown.push_str(&format!("{{U+{:04X}}}", c as u32));
            }
            c if c.is_control() => shown.push_str(&format!("{{U+{:04X}}}", c as u32)),
            c => shown.push(c),
        }
    }
    shown
}

#[test]
fn every_output_can_be_told_from_every_other() {
    let show = |stdout: &str, stderr: &str, code| {
        show(&Said { stdout: stdout.into(), stderr: stderr.into(), code: Some(code) }).join("\n")
    };
    assert_eq!(show("a\n\nb\n", "", 0), "a\n\nb");
    assert_eq!(show("\na\n\n", "", 0), "\\\na\n\\");
    assert_eq!(show("a", "", 0), "a\n= no newline");
    assert_eq!(
        show("$ a\n! b\n= exit 1\n...\n", "c\n\nd\n", 1),
        "\\$ a\n\\! b\n\\= exit 1\n\\...\n! c\n!\n! d\n= exit 1"
    );
    assert_eq!(show("\u{feff}\u{1b}[1m\u{202e}a\r\n", "", 0), "{U+FEFF}{ESC}[1m{U+202E}a{CR}");
}

#[test]
fn an_ellipsis_hides_stdout_only() {
    let fits = |shown: &str, actual: &str| {
        let lines = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        fits(&lines(shown), &lines(actual))
    };
    assert!(fits("a ... d", "a b c d") && fits("a ... d", "a d") && fits("... d ...", "c d"));
    assert!(!fits("a ... d", "a b c") && !fits("a ...", "a b !c") && fits("a ... !c", "a b == !c"));
}

#[test]
fn a_session_reads_back_as_it_was_written() {
    let text = "# rule\n$ duban a \\\n> b\n\nx\n\ny\n\n\n$ duban c\n";
    let tidy = "# rule\n$ duban a \\\n> b\nx\n\ny\n\n$ duban c\n";
    assert_eq!(Script::parse(text).text(), tidy);
    assert_eq!(Script::parse(tidy).text(), tidy);
}
