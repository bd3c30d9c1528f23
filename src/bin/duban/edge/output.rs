//! Standard output and standard error. A closed pipe is not an error; long output goes through a pager.
//!
//! No text passes here with a character that acts on a terminal or hides: what was drawn may hold colours, no more.

use super::environment;
use duban::render;
use std::borrow::Cow;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Why standard output did not take what was written to it.
static UNTOLD: OnceLock<String> = OnceLock::new();

/// Why some of the answer could not be told; also where whoever reads it has closed the pipe.
pub(crate) fn untold() -> Option<&'static str> {
    UNTOLD.get().map(String::as_str)
}

/// A text that may be printed.
pub(crate) trait Printed {
    /// The text as it may stand on a terminal or in a log.
    fn printed(&self) -> Cow<'_, str>;
}

impl Printed for str {
    fn printed(&self) -> Cow<'_, str> {
        // The mark by which Excel knows UTF-8.
        match self.strip_prefix('\u{feff}') {
            Some(text) => Cow::Owned(format!("\u{feff}{}", render::safe_lines(text))),
            None => render::safe_lines(self),
        }
    }
}

impl Printed for String {
    fn printed(&self) -> Cow<'_, str> {
        self.as_str().printed()
    }
}

/// A text that a renderer drew: its colours stay.
pub(crate) struct Drawn(pub(crate) String);

impl Printed for Drawn {
    fn printed(&self) -> Cow<'_, str> {
        render::safe_drawn(&self.0)
    }
}

impl From<Drawn> for String {
    fn from(drawn: Drawn) -> Self {
        drawn.0
    }
}

/// Writes the answer; through the pager where it is longer than a screen.
pub(crate) fn print(text: &(impl Printed + ?Sized), pager: Option<&str>) -> io::Result<()> {
    let text = &*text.printed();
    let long = text.lines().count() > screen();
    if let Some(pager) = pager.filter(|_| long)
        && through(pager, text).is_ok()
    {
        return Ok(());
    }
    bytes(text.as_bytes())
}

/// Writes an answer that is no text.
pub(crate) fn bytes(bytes: &[u8]) -> io::Result<()> {
    unless_closed(io::stdout().lock().write_all(bytes).and_then(|()| io::stdout().flush()))
}

/// Writes an answer piece by piece, as it is made.
pub(crate) fn stream(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    // What could not be written is not tried a second time.
    let _ = out.into_parts();
    unless_closed(written)
}

/// Writes to standard error.
pub(crate) fn say(text: &(impl Printed + ?Sized)) {
    // Where standard error is closed, an error cannot be shown either.
    let _ = io::stderr().lock().write_all(text.printed().as_bytes());
}

/// Writes over the line that the cursor is in; an empty text takes that line away.
pub(crate) fn say_over(text: &str) {
    let (text, rest) = (render::safe(text), if text.is_empty() { "\u{1b}[K" } else { "" });
    let _ = write!(io::stderr().lock(), "\r{text}{rest}");
}

/// Lets a panic pass like any other text.
pub(crate) fn say_panics() {
    std::panic::set_hook(Box::new(|panic| say(&format!("{panic}\n"))));
}

fn screen() -> usize {
    terminal_size::terminal_size().map_or(24, |(_, height)| usize::from(height.0))
}

fn through(pager: &str, text: &str) -> io::Result<()> {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(pager).stdin(Stdio::piped()).envs(environment::for_pager());
    let mut child = shell.spawn()?;
    // A pager may be left before the end; one that never began says so by its exit code.
    let piped = child.stdin.take().map(|mut stdin| stdin.write_all(text.as_bytes()));
    match child.wait()?.code() {
        // The shell's words for a program that it cannot start: nothing has been shown yet.
        Some(126 | 127) => Err(ErrorKind::NotFound.into()),
        _ => piped.map_or(Ok(()), unless_closed),
    }
}

fn unless_closed(result: io::Result<()>) -> io::Result<()> {
    if let Err(error) = &result {
        UNTOLD.get_or_init(|| error.to_string());
    }
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
