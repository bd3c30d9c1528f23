//! One command line, split as a shell would: words, quotes, leading `NAME=value`, a trailing comment.
//!
//! There is no shell behind it: a pipe, a variable or a wildcard outside quotes is refused, so that no line here means
//! something else when a reader types it. Of redirections there is one: `< FILE` is standard input.

use std::iter::Peekable;
use std::str::Chars;

/// A command with the environment set for it alone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CommandLine {
    pub(crate) env: Vec<(String, String)>,
    pub(crate) program: String,
    pub(crate) args: Vec<String>,
    /// The file that is standard input.
    pub(crate) input: Option<String>,
}

/// Reads `$ …` and its continuation lines: a line that ends in `\` goes on in the next, after `> `.
pub(crate) fn parse(written: &[String]) -> Result<CommandLine, String> {
    let mut line = String::new();
    for (index, part) in written.iter().enumerate() {
        let prompt = if index == 0 { "$ " } else { "> " };
        let part = part.strip_prefix(prompt).ok_or("a continued line begins with `> `")?;
        line.push_str(if index + 1 < written.len() { &part[..part.len() - 1] } else { part });
    }
    let (mut words, input) = words(&line)?;
    let assignments = words.iter().take_while(|word| assignment(word).is_some()).count();
    let env = words.drain(..assignments).filter_map(|word| assignment(&word)).collect();
    if words.is_empty() {
        return Err("no program".to_owned());
    }
    Ok(CommandLine { env, program: words.remove(0), args: words, input })
}

fn assignment(word: &str) -> Option<(String, String)> {
    let (name, value) = word.split_once('=')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    is_name.then(|| (name.to_owned(), value.to_owned()))
}

fn words(line: &str) -> Result<(Vec<String>, Option<String>), String> {
    let mut words = Vec::new();
    let mut input = None;
    let mut chars = line.chars().peekable();
    let skip =
        |chars: &mut Peekable<Chars>| while chars.next_if(|c| c.is_ascii_whitespace()).is_some() {};
    loop {
        skip(&mut chars);
        // A word that begins with `#` is a comment to the end of the line.
        if chars.peek().is_none_or(|&c| c == '#') {
            return Ok((words, input));
        }
        if chars.next_if(|c| *c == '<').is_some() {
            skip(&mut chars);
            input = Some(word(&mut chars)?);
            continue;
        }
        words.push(word(&mut chars)?);
    }
}

fn word(chars: &mut Peekable<Chars>) -> Result<String, String> {
    let mut word = String::new();
    while let Some(c) = chars.next_if(|c| !c.is_ascii_whitespace()) {
        match c {
            '\'' => word.push_str(&quoted(chars, '\'')?),
            '"' => word.push_str(&quoted(chars, '"')?),
            '\\' => word.push(chars.next().ok_or("nothing after `\\`")?),
            '|' | '&' | ';' | '<' | '>' | '(' | ')' | '$' | '`' | '*' | '?' | '[' | '{' => {
                return Err(format!("`{c}` outside quotes needs a shell, and there is none here"));
            }
            c => word.push(c),
        }
    }
    Ok(word)
}

fn quoted(chars: &mut Peekable<Chars>, end: char) -> Result<String, String> {
    let mut inside = String::new();
    while let Some(c) = chars.next() {
        match c {
            c if c == end => return Ok(inside),
            '$' | '`' if end == '"' => return Err(format!("`{c}` in double quotes needs a shell")),
            '\\' if end == '"' => match chars.next() {
                Some(next) if "\"\\$`".contains(next) => inside.push(next),
                Some(next) => inside.extend(['\\', next]),
                None => break,
            },
            c => inside.push(c),
        }
    }
    Err(format!("a quote {end} is left open"))
}

#[test]
fn a_command_line_splits_as_in_a_shell() {
    let line = parse(&[
        "$ COLUMNS=80 duban set P-07 note='a \"b\"' \\".into(),
        "> \"c \\\" d\" '' \\# # why".into(),
    ])
    .unwrap();
    assert_eq!(line.env, [("COLUMNS".to_owned(), "80".to_owned())]);
    assert_eq!(line.program, "duban");
    assert_eq!(line.args, ["set", "P-07", "note=a \"b\"", "c \" d", "", "#"]);
    let line = parse(&["$ duban enter < reports.txt --dry-run".into()]).unwrap();
    assert_eq!(line.args, ["enter", "--dry-run"]);
    assert_eq!(line.input.as_deref(), Some("reports.txt"));
    for shell in
        ["$ duban | head", "$ duban > f", "$ duban 'a", "$ duban \"$HOME\"", "$ A=1", "$ duban *"]
    {
        assert!(parse(&[shell.into()]).is_err(), "{shell}");
    }
}
