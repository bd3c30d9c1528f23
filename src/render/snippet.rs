//! Findings over their lines of source, with the place underlined.

use super::Canvas;
use crate::page::{Excerpt, Ink, Level, Problem};
use crate::source::visible::{is_hidden, safe};
use annotate_snippets::{AnnotationKind, Group, Origin, Renderer, Snippet};
use std::ops::Range;

/// A line with more characters is shown only around its mark.
const LONGEST: usize = 4_000;

/// Draws findings one below the other, with an empty line between.
pub fn snippet(problems: &[Problem], canvas: Canvas) -> String {
    let renderer = if canvas.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = match canvas.width {
        Some(width) => renderer.term_width(width),
        None => renderer.term_width(usize::from(u16::MAX)),
    };
    let drawn: Vec<String> = problems.iter().map(|problem| draw(problem, &renderer)).collect();
    let mut drawn = drawn.join("\n\n");
    if !drawn.is_empty() {
        drawn.push('\n');
    }
    drawn
}

/// The finding's lines alone, with its marks, without colour.
pub(super) fn excerpts(problem: &Problem) -> String {
    let bare = Problem { help: Vec::new(), ..problem.clone() };
    let renderer = Renderer::plain().term_width(usize::from(u16::MAX));
    let drawn = draw(&bare, &renderer);
    let (_title, lines) = drawn.split_once('\n').unwrap_or_default();
    lines.to_owned()
}

/// The colour of a level, beside its word.
pub(super) fn ink(level: Level) -> Ink {
    match level {
        Level::Error => Ink::Red,
        Level::Warning => Ink::Yellow,
        Level::Weakness => Ink::Blue,
    }
}

fn draw(problem: &Problem, renderer: &Renderer) -> String {
    let level = match problem.level {
        Level::Error => annotate_snippets::Level::ERROR,
        Level::Warning => annotate_snippets::Level::WARNING,
        Level::Weakness => annotate_snippets::Level::INFO,
    };
    let title = safe(&problem.title).into_owned();
    let title = level.with_name(problem.level_name.as_str()).primary_title(title).id(problem.code);
    let excerpts: Vec<Excerpt> = problem.excerpts.iter().map(visible).collect();
    let mut group = Group::with_title(title);
    for excerpt in &excerpts {
        group = if excerpt.lines.is_empty() || excerpt.marks.is_empty() {
            group.element(Origin::path(excerpt.file.as_str()))
        } else {
            group.element(source(excerpt))
        };
    }
    for help in &problem.help {
        group = group.element(annotate_snippets::Level::HELP.message(safe(help).into_owned()));
    }
    let drawn = renderer.render(&[group]);
    let lines: Vec<&str> = drawn.lines().map(str::trim_end).collect();
    lines.join("\n")
}

fn source(excerpt: &Excerpt) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let marks = excerpt.marks.iter().map(|mark| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let bytes = kind.span(mark.bytes.clone());
        match mark.label.as_str() {
            "" => bytes,
            label => bytes.label(label),
        }
    });
    Snippet::source(excerpt.lines.as_str())
        .line_start(excerpt.first_line)
        .path(excerpt.file.as_str())
        .fold(true)
        .annotations(marks)
}

/// The excerpt with hidden characters made visible, and its marks moved along.
pub(super) fn visible(excerpt: &Excerpt) -> Excerpt {
    let text = excerpt.lines.as_str();
    let (mut start, mut end) = (0, text.len());
    if text.len() > LONGEST {
        let marks = excerpt.marks.iter().map(|mark| mark.bytes.clone());
        let around = marks
            .reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
            .unwrap_or(0..0);
        start = boundary(
            text,
            around.start.saturating_sub(LONGEST / 2).max(
                text.get(..around.start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1),
            ),
        );
        end = boundary(text, (around.end + LONGEST / 2).min(text.len()));
    }
    let mut lines = String::with_capacity(end - start);
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for (at, letter) in text.get(start..end).unwrap_or("").char_indices() {
        moved.push((start + at, lines.len()));
        match letter {
            '\n' | '\t' => lines.push(letter),
            '\r' => {}
            _ if is_hidden(text, start + at, letter) => lines.extend(letter.escape_unicode()),
            _ => lines.push(letter),
        }
    }
    let whole = lines.len();
    let place = |at: usize| match moved.partition_point(|(old, _)| *old < at) {
        after if after < moved.len() => moved[after].1,
        _ => whole,
    };
    let marks = excerpt.marks.iter().map(|mark| {
        let mut shifted = mark.clone();
        shifted.label = safe(&mark.label).into_owned();
        shifted.bytes = not_empty(place(mark.bytes.start)..place(mark.bytes.end), &lines);
        shifted
    });
    let marks = marks.collect();
    let file = safe(&excerpt.file).into_owned();
    let (first_line, skipped) = (excerpt.first_line, excerpt.skipped);
    Excerpt { file, first_line, skipped, lines, marks }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn not_empty(range: Range<usize>, lines: &str) -> Range<usize> {
    let next = lines.get(range.start..).and_then(|rest| rest.chars().next());
    let least = range.start + next.map_or(0, char::len_utf8);
    range.start..range.end.max(least).min(lines.len())
}
