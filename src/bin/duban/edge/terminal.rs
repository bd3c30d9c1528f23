//! Questions to the person at the terminal, and standard input.

use super::environment::can_ask;
use std::io::{self, BufRead, Read, Write};

/// Asks which of some choices is meant; `None` where nobody can be asked or the answer is none of them.
pub(crate) fn choose(question: &str, choices: &[String]) -> Option<usize> {
    if !can_ask() {
        return None;
    }
    let mut shown = format!("{question}\n");
    for (nth, choice) in choices.iter().enumerate() {
        shown.push_str(&format!("  {}) {choice}\n", nth + 1));
    }
    let answer = ask(&format!("{shown}> "))?;
    let number: usize = answer.trim().parse().ok()?;
    number.checked_sub(1).filter(|at| *at < choices.len())
}

/// One line of standard input after a prompt on standard error; `None` at its end.
pub(crate) fn ask(prompt: &str) -> Option<String> {
    let mut err = io::stderr().lock();
    // Who cannot see the prompt can still answer it.
    let _ = err.write_all(prompt.as_bytes()).and_then(|()| err.flush());
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line).ok()?;
    (read > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned())
}

/// All of standard input.
pub(crate) fn input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
