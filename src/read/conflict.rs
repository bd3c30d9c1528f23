//! The marks of an undecided merge: comments, so that the file can still be read.

use super::decoder::Decoder;
use crate::diagnostic::{Diagnostic, Finding, Merging};
use crate::source::{FileId, Place, Sources, Span, Unmerged};
use memchr::memmem;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// How such a comment begins. Behind it stands what the other side has, `removed`, or the code of an error.
pub(crate) const CONFLICT: &str = "# duban-conflict:";

/// One finding for each conflict that git's own merge has left in a file.
pub(crate) fn unmerged(sources: &Sources, file: FileId) -> Vec<Diagnostic> {
    let conflicts = sources.file(file).unmerged().iter();
    conflicts
        .map(|conflict| {
            let Unmerged { first, last, .. } = *conflict;
            let finding = Finding::Merging(Merging::Unfinished { first, last });
            Diagnostic::new(finding, Place { file, span: Span::new(conflict.mark.clone()) })
        })
        .collect()
}

/// Takes out what is found within conflicts: it is about one of two sides.
pub(super) fn without_undecided(conflicts: &[Unmerged], found: &mut Vec<Diagnostic>) {
    found.retain(|diagnostic| {
        let at = diagnostic.place.span.start as usize;
        !conflicts.iter().any(|conflict| conflict.bytes.contains(&at))
    });
}

/// Whether a text may hold a mark.
pub(super) fn marked(text: &str) -> bool {
    memmem::find(text.as_bytes(), CONFLICT.as_bytes()).is_some()
}

/// Reports each mark; the lines of one value are one.
pub(super) fn conflicts(decoder: &mut Decoder<'_, '_>) {
    if !marked(decoder.text) {
        return;
    }
    let mut marks: Vec<(Span, Merging)> = Vec::new();
    for token in Source::new(decoder.text).lex() {
        let at = token.span().start()..token.span().end();
        let comment = decoder.text.get(at.clone()).unwrap_or("");
        let Some(words) = comment.strip_prefix(CONFLICT) else {
            continue;
        };
        if token.kind() != TokenKind::Comment {
            continue;
        }
        let (span, mark) = (Span::new(at), meaning(words.trim()));
        match marks.last_mut() {
            Some((last, Merging::Other { text, lines }))
                if is_below(decoder, *last, span) && continues(text, words) =>
            {
                if text.starts_with('#') {
                    *text = words.trim().to_owned();
                }
                *lines += 1;
                last.end = span.end;
            }
            _ => marks.push((span, mark)),
        }
    }
    for (span, mark) in marks {
        let line = decoder.raw(span).lines().next().map_or(0, str::len);
        let first = Span::new(span.start as usize..span.start as usize + line);
        decoder.report(Finding::Merging(mark), first);
    }
}

fn meaning(words: &str) -> Merging {
    let is_code = !words.is_empty() && words.bytes().all(|c| c.is_ascii_lowercase() || c == b'-');
    match words {
        "removed" => Merging::Removed,
        code if is_code => Merging::Together { code: code.to_owned() },
        text => Merging::Other { text: text.trim_end_matches(',').to_owned(), lines: 1 },
    }
}

/// Whether a mark stands on the line below another.
fn is_below(decoder: &Decoder<'_, '_>, above: Span, below: Span) -> bool {
    let gap = above.end as usize..below.start as usize;
    let gap = decoder.text.get(gap).unwrap_or("");
    gap.trim().is_empty() && gap.matches('\n').count() == 1
}

/// Whether a line goes on with a value that begins with another: all of a section, or what is indented or closes a list.
fn continues(first: &str, words: &str) -> bool {
    let section = first.starts_with(['[', '#']);
    section || words.starts_with("  ") || words.trim_start().starts_with([']', '}'])
}
