//! Standard output and standard error. A closed pipe is not an error; long output goes through a pager.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::{Command, Stdio};

/// Writes the answer; through the pager where it is longer than a screen.
pub(crate) fn print(text: &str, pager: Option<&str>) -> io::Result<()> {
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
pub(crate) fn say(text: &str) {
    // Where standard error is closed, an error cannot be shown either.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

fn screen() -> usize {
    terminal_size::terminal_size().map_or(24, |(_, height)| usize::from(height.0))
}

fn through(pager: &str, text: &str) -> io::Result<()> {
    let mut child = Command::new("sh").arg("-c").arg(pager).stdin(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        unless_closed(stdin.write_all(text.as_bytes()))?;
    }
    match child.wait()?.code() {
        // The shell's words for a program that it cannot start: nothing has been shown yet.
        Some(126 | 127) => Err(ErrorKind::NotFound.into()),
        _ => Ok(()),
    }
}

fn unless_closed(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
