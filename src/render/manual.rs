//! The help of a command on a terminal, and as a page for `man`.

use super::width::{width, wrap};
use super::{Canvas, inked};
use crate::page::manual::{Manual, ManualSection};
use crate::page::{Ink, Text};
use crate::source::visible::safe;

/// Columns of a help that is piped, and the most that are used of a terminal: longer lines are hard to read.
const USUAL: usize = 80;
const WIDEST: usize = 100;
/// What is longer has its words on the next line.
const LONGEST_TERM: usize = 30;

/// What stands around the parts of a help.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Before the line that says how it is written.
    pub usage: String,
    /// Above the examples.
    pub examples: String,
    /// At the end.
    pub more: Option<String>,
}

/// Draws the help; no line is wider than the terminal and none begins with a closing mark.
pub fn help(manual: &Manual, around: &Around, canvas: Canvas) -> String {
    let columns = canvas.width.unwrap_or(USUAL).min(WIDEST);
    let mut drawn = String::new();
    let mut put = |text: &str, hanging: usize| {
        let lines = wrap(&safe(text), columns.saturating_sub(hanging).max(1), canvas);
        for (nth, line) in lines.iter().enumerate() {
            let blank = if nth == 0 { 0 } else { hanging };
            drawn.push_str(&format!("{}{line}\n", " ".repeat(blank)));
        }
    };
    put(&manual.about, 0);
    put("", 0);
    put(&format!("{}{}", around.usage, manual.usage), width(&around.usage, canvas));
    for section in &manual.sections {
        drawn.push_str(&format!("\n{}\n", head(&section.head, canvas)));
        drawn.push_str(&rows(section, columns, canvas));
    }
    if !manual.examples.is_empty() {
        drawn.push_str(&format!("\n{}\n", head(&around.examples, canvas)));
        // A command line is copied: it is never broken.
        manual.examples.iter().for_each(|line| drawn.push_str(&format!("  {}\n", safe(line))));
    }
    if let Some(more) = &around.more {
        drawn.push('\n');
        wrap(more, columns, canvas).iter().for_each(|line| drawn.push_str(&format!("{line}\n")));
    }
    drawn
}

fn head(words: &str, canvas: Canvas) -> String {
    inked(&Text::inked(words, Ink::Bold), canvas)
}

/// The terms in columns of their own, the words beside them.
fn rows(section: &ManualSection, columns: usize, canvas: Canvas) -> String {
    let most = section.rows.iter().map(|row| row.terms.len()).max().unwrap_or(0);
    let nth_width = |nth: usize| {
        let terms = section.rows.iter().filter_map(|row| row.terms.get(nth));
        let widths = terms.map(|term| width(term, canvas));
        widths.filter(|width| *width <= LONGEST_TERM).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..most).map(nth_width).collect();
    let beside = 2 + widths.iter().map(|width| width + 2).sum::<usize>();
    let mut drawn = String::new();
    for row in &section.rows {
        let mut line = String::from("  ");
        for (term, wide) in
            row.terms.iter().map(String::as_str).chain(std::iter::repeat("")).zip(&widths)
        {
            let blank = wide.saturating_sub(width(term, canvas)) + 2;
            line.push_str(&format!("{term}{}", " ".repeat(blank)));
        }
        let words = wrap(&safe(&row.words), columns.saturating_sub(beside).max(20), canvas);
        let mut words = words.iter();
        if width(&line, canvas) <= beside {
            line.push_str(words.next().map_or("", String::as_str));
        }
        drawn.push_str(&format!("{}\n", line.trim_end()));
        words.for_each(|words| drawn.push_str(&format!("{}{words}\n", " ".repeat(beside))));
    }
    drawn
}

/// What a page for `man` has beside the help: its heads, and the exit codes.
#[derive(Clone, Debug)]
pub struct PageParts<'a> {
    /// Name, synopsis, examples, exit codes, other pages.
    pub heads: [&'a str; 5],
    /// Each code with what it means.
    pub exits: Vec<(String, String)>,
    /// Pages that belong to it.
    pub others: Vec<String>,
    /// `duban 0.1.0`.
    pub source: String,
}

/// Draws a page for `man`: nothing is justified or hyphenated, and no command line is broken.
pub fn man(manual: &Manual, parts: &PageParts<'_>) -> String {
    let [name, synopsis, examples, exits, others] = parts.heads;
    let (title, source) = (roff(&manual.name), roff(&parts.source));
    let mut page = format!(".TH \"{title}\" 1 \"\" \"{source}\"\n.ad l\n.nh\n");
    page.push_str(&format!(".SH {name}\n{title} \\- {}\n", roff(&manual.about)));
    page.push_str(&format!(".SH {synopsis}\n.nf\n{}\n.fi\n", roff(&manual.usage)));
    for section in &manual.sections {
        page.push_str(&format!(".SH {}\n", roff(&section.head)));
        for row in &section.rows {
            let terms: Vec<String> = row
                .terms
                .iter()
                .filter(|term| !term.is_empty())
                .map(|term| roff(term.trim()))
                .collect();
            let (first, rest) =
                terms.split_first().map_or(("", &[][..]), |(first, rest)| (first, rest));
            let rest: String = rest.iter().map(|term| format!("  {term}")).collect();
            page.push_str(&format!(".TP\n\\fB{first}\\fR{rest}\n{}\n", roff(&row.words)));
        }
    }
    if !manual.examples.is_empty() {
        let lines: String = manual.examples.iter().map(|line| roff(line) + "\n").collect();
        page.push_str(&format!(".SH {examples}\n.nf\n{lines}.fi\n"));
    }
    page.push_str(&format!(".SH {exits}\n"));
    for (code, meaning) in &parts.exits {
        page.push_str(&format!(".TP\n\\fB{code}\\fR\n{}\n", roff(meaning)));
    }
    if !parts.others.is_empty() {
        let all: Vec<String> = parts.others.iter().map(|page| roff(page)).collect();
        page.push_str(&format!(".SH {others}\n{}\n", all.join(", ")));
    }
    page
}

/// A text as roff shows it again: `.` and `'` at its beginning, `\\` and `-` would mean something else.
fn roff(text: &str) -> String {
    let text = safe(text).replace('\\', "\\e").replace('-', "\\-").replace('"', "\\(dq");
    // A straight quote and a circumflex are typed in command lines: they stay what they are.
    let text = text
        .replace('\'', "\\(aq")
        .replace('^', "\\(ha")
        .replace('~', "\\(ti")
        .replace('`', "\\(ga");
    if text.starts_with('.') { format!("\\&{text}") } else { text }
}
