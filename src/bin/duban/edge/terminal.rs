//! Questions to the person at the terminal, and standard input.

use super::environment::can_ask;
use super::output::{self, Printed};
use duban::render;
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, Helper};
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
    // A prompt that cannot be shown can still be answered.
    let prompt = prompt.printed();
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

/// Questions with names offered as one types; Tab completes. A name with hidden characters is not offered.
pub(crate) struct Questions {
    editor: Option<Editor<Names, DefaultHistory>>,
}

/// Accepts an answer, or says why not.
pub(crate) type Judge<'j> = &'j dyn Fn(&str) -> Result<(), String>;

impl Questions {
    pub(crate) fn new() -> Self {
        let config = Config::builder().completion_type(CompletionType::List).build();
        Self { editor: Editor::with_config(config).ok() }
    }

    /// Asks until the answer is accepted; `or_not` accepts an empty one. `None` for an empty answer and at the end of the input.
    pub(crate) fn ask(
        &mut self,
        question: &str,
        names: &[String],
        or_not: bool,
        judge: Judge<'_>,
    ) -> Option<String> {
        let editor = self.editor.as_mut()?;
        let names = names.iter().filter(|name| render::is_safe(name)).cloned();
        editor.set_helper(Some(Names(names.collect())));
        loop {
            let answer = editor.readline(render::safe(question).as_ref()).ok()?;
            let answer = answer.trim().to_owned();
            if answer.is_empty() {
                if or_not {
                    return None;
                }
                continue;
            }
            match judge(&answer) {
                Ok(()) => return Some(answer),
                Err(why) => output::say(&why),
            }
        }
    }
}

/// The names that may be meant.
struct Names(Vec<String>);

impl Names {
    fn fitting<'n>(&'n self, line: &'n str) -> impl Iterator<Item = &'n String> {
        self.0.iter().filter(move |name| name.contains(line.trim()))
    }
}

impl Completer for Names {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        _: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let pair = |name: &String| Pair { display: name.clone(), replacement: name.clone() };
        Ok((0, self.fitting(line).map(pair).collect()))
    }
}

impl Hinter for Names {
    type Hint = String;

    fn hint(&self, line: &str, at: usize, _: &Context<'_>) -> Option<String> {
        if line.is_empty() || at < line.len() {
            return None;
        }
        let names: Vec<&str> = self.fitting(line).take(5).map(String::as_str).collect();
        match names.as_slice() {
            [] => None,
            [only] if only.starts_with(line) => only.strip_prefix(line).map(str::to_owned),
            several => Some(format!("  [{}]", several.join(" "))),
        }
    }
}

impl Highlighter for Names {}
impl Validator for Names {}
impl Helper for Names {}
