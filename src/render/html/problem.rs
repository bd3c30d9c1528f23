//! A finding: what is wrong, where, the lines it stands in with its words marked, and the ways out.

use super::super::snippet::{ink, visible};
use super::escape::{escaped, inked};
use super::style::{HtmlStyle, Part};
use crate::page::{Excerpt, Ink, Problem, Text};

/// The finding under a heading of its own.
pub(super) fn problem(problem: &Problem, html: HtmlStyle, body: &mut String) {
    let (level, code) = (&problem.level_name, problem.code);
    let name = Text::inked(format!("{level}[{code}]"), ink(problem.level));
    let title = inked(&name.and(format!(" {}", problem.title), Ink::Plain), html);
    let mut line = |tag: &str, part, inside: &str| {
        body.push_str(&format!("<{tag}{}>{inside}</{tag}>\n", html.attributes(part)));
    };
    line("h2", Part::Heading, &title);
    for excerpt in &problem.excerpts {
        line("p", Part::Note, &escaped(&excerpt.place()));
        if !excerpt.lines.is_empty() {
            line("pre", Part::Source, &source(&visible(excerpt), html));
        }
    }
    for help in &problem.help {
        line("p", Part::Line, &format!("→ {}", escaped(help)));
    }
}

/// The lines with their numbers; behind a line the words about its marks.
fn source(excerpt: &Excerpt, html: HtmlStyle) -> String {
    let faint = |words: &str| inked(&Text::inked(words, Ink::Faint), html);
    let mut drawn = String::new();
    let mut start = 0;
    for (nth, line) in excerpt.lines.split('\n').enumerate() {
        let number = excerpt.first_line + nth;
        drawn.push_str(&faint(&format!("{number} | ")));
        drawn.push_str(&marked(excerpt, line, start));
        let ends = start..=start + line.len();
        for mark in excerpt.marks.iter().filter(|own| !own.label.is_empty()) {
            if ends.contains(&mark.bytes.start) {
                drawn.push_str(&faint(&format!("  ← {}", mark.label)));
            }
        }
        drawn.push('\n');
        start += line.len() + 1;
    }
    drawn
}

/// A line cut where marks begin and end; a piece under several marks is marked once.
fn marked(excerpt: &Excerpt, line: &str, start: usize) -> String {
    let ends = excerpt.marks.iter().flat_map(|own| [own.bytes.start, own.bytes.end]);
    let inside = ends.filter_map(|at| at.checked_sub(start).filter(|at| *at < line.len()));
    let mut cuts: Vec<usize> = inside.chain([0, line.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |cut: &[usize]| {
        let (from, to) = (cut.first().copied()?, cut.last().copied()?);
        // A tab stands in HTML as it stands in the file.
        let words = line.get(from..to)?.split('\t').map(escaped);
        let words = words.collect::<Vec<String>>().join("\t");
        let under = excerpt.marks.iter().any(|own| own.bytes.contains(&(start + from)));
        Some(if under { format!("<mark>{words}</mark>") } else { words })
    };
    cuts.windows(2).filter_map(piece).collect()
}
