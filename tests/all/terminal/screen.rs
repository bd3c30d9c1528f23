//! A program at a pseudo-terminal of its own: what it shows is read until some words stand, then keys are typed.
//!
//! Nothing sleeps and nothing is timed: the deadline only ends a test whose words never come.

use crate::session::place::Place;
use nix::fcntl::{FcntlArg, FdFlag, fcntl};
use nix::pty::{Winsize, openpty};
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// For the slowest machine; no test waits for it.
const DEADLINE: Duration = Duration::from_secs(60);

pub(crate) const TAB: &str = "\t";
pub(crate) const CTRL_C: &str = "\u{3}";
pub(crate) const CTRL_D: &str = "\u{4}";

/// A program with the terminal it will be started at as its own: Ctrl-C reaches it, also where the tests run in the background of a
/// script and are deaf to it.
pub(crate) fn at_terminal(place: &Place, program: &Path) -> Command {
    let mut command = place.command("setsid".as_ref());
    command.args(["--ctty", "env", "--default-signal=INT"]);
    command.arg(program).env("TERM", "xterm");
    command
}

/// A terminal with a program in it.
pub(crate) struct Screen {
    child: Child,
    keyboard: File,
    arriving: Receiver<Vec<u8>>,
    /// All that was shown, as it came.
    bytes: Vec<u8>,
    /// How much of the text has been waited for already.
    passed: usize,
    deadline: Instant,
}

impl Screen {
    /// Starts a command of `at_terminal` at one of so many rows and columns.
    pub(crate) fn open(mut command: Command, rows: u16, columns: u16) -> Self {
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        let pty = openpty(&size, None).unwrap();
        for end in [&pty.master, &pty.slave] {
            // A program of another test would keep it open.
            fcntl(end, FcntlArg::F_SETFD(FdFlag::FD_CLOEXEC)).unwrap();
        }
        command.stdin(pty.slave.try_clone().unwrap());
        command.stdout(pty.slave.try_clone().unwrap());
        command.stderr(pty.slave);
        let child = command.spawn().unwrap();
        let keyboard = File::from(pty.master);
        let mut screen = keyboard.try_clone().unwrap();
        let (sender, arriving) = channel();
        thread::spawn(move || {
            let mut piece = [0; 4096];
            // When the last program at a terminal ends, reading it is an error (EIO).
            while let Ok(length @ 1..) = screen.read(&mut piece) {
                if sender.send(piece[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            keyboard,
            arriving,
            bytes: Vec::new(),
            passed: 0,
            deadline: Instant::now() + DEADLINE,
        }
    }

    /// Reads until these words stand, and gives what stood before them since the last time.
    pub(crate) fn until(&mut self, words: &str) -> String {
        loop {
            let text = self.text();
            let fresh = &text[self.passed..];
            if let Some(at) = fresh.find(words) {
                let before = fresh[..at].to_owned();
                self.passed += at + words.len();
                return before;
            }
            let left = self.deadline.saturating_duration_since(Instant::now());
            match self.arriving.recv_timeout(left) {
                Ok(piece) => self.bytes.extend(piece),
                Err(why) => panic!("`{words}` never stood ({why}); the screen:\n{text}"),
            }
        }
    }

    /// Types keys.
    pub(crate) fn types(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits for a question and answers it.
    pub(crate) fn answer(&mut self, question: &str, answer: &str) {
        self.until(question);
        self.types(&format!("{answer}\r"));
    }

    /// Reads to the end, and gives the exit code and what stood since the last words that were waited for.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        loop {
            let left = self.deadline.saturating_duration_since(Instant::now());
            match self.arriving.recv_timeout(left) {
                Ok(piece) => self.bytes.extend(piece),
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
                Err(why) => panic!("no end ({why}); the screen:\n{}", self.text()),
            }
        }
        let code = self.child.wait().unwrap().code();
        let text = self.text();
        (code, text[self.passed..].to_owned())
    }

    /// Everything shown so far, colours and movements of the cursor included.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// What was shown as text. A character that has come in part only is left out.
    fn text(&self) -> String {
        let whole = match std::str::from_utf8(&self.bytes) {
            Ok(text) => text,
            Err(cut) => std::str::from_utf8(&self.bytes[..cut.valid_up_to()]).unwrap(),
        };
        without_sequences(whole)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Only a failed test leaves one running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Without colours, movements of the cursor and carriage returns; a sequence that has come in part is left out too.
fn without_sequences(shown: &str) -> String {
    let mut text = String::new();
    let mut chars = shown.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => {
                // ESC [ parameters, then a letter or another final character.
                if chars.next() == Some('[') {
                    chars.find(|c| ('@'..='~').contains(c));
                }
            }
            '\r' | '\u{7}' => {}
            c => text.push(c),
        }
    }
    text
}

#[test]
fn colours_and_movements_are_no_text() {
    let shown = "\u{1b}[?2004h\r\u{1b}[K领域：城\u{1b}[8C\u{1b}[1m市\u{1b}[0m\r\n\u{1b}[3";
    assert_eq!(without_sequences(shown), "领域：城市\n");
}
