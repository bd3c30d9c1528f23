//! The marks that git leaves in a text where two sides could not be joined, and the text as the side above has it.

use memchr::memmem;
use std::ops::Range;

/// Lines that git has left to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmerged {
    /// From the first mark to the end of the last.
    pub bytes: Range<usize>,
    /// The line of the first mark.
    pub mark: Range<usize>,
    /// Its number, from 1.
    pub first: usize,
    /// The number of the last line.
    pub last: usize,
}

/// The conflicts of a text, in order.
#[derive(Debug)]
pub(super) struct Undecided {
    pub(super) conflicts: Vec<Unmerged>,
    /// The text as the side above has it.
    pub(super) readable: String,
}

/// Which mark a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Ours,
    Base,
    Theirs,
    End,
}

const MARKS: [(u8, Mark); 4] =
    [(b'<', Mark::Ours), (b'|', Mark::Base), (b'=', Mark::Theirs), (b'>', Mark::End)];

/// The conflicts of a text, in order, and the text as the side above has it: every other byte of them is a blank, so that
/// no place moves. `None` where there are none.
///
/// A lone mark is one too, left behind by a half done repair, unless the text has strings over lines, in which a row of
/// signs may be a person's own.
pub(super) fn unmerged(text: &str) -> Option<Undecided> {
    let bytes = text.as_bytes();
    let marked = |sign: &[u8]| memmem::find(bytes, sign).is_some();
    if ![&b"<<<<<<<"[..], b"\n=======", b">>>>>>>", b"\n|||||||"].into_iter().any(marked) {
        return None;
    }
    let strings = marked(b"\"\"\"") || marked(b"'''");
    let mut conflicts: Vec<Unmerged> = Vec::new();
    let mut blanks: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Mark> = None;
    let mut at = 0;
    for (nth, line) in text.split_inclusive('\n').enumerate() {
        let (start, shown) = (at, line.trim_end_matches(['\n', '\r']).len());
        at += line.len();
        let mark = mark(line);
        if mark.is_none_or(|mark| mark != Mark::Ours && open.is_none() && strings) {
            if open.is_some_and(|side| side != Mark::Ours) {
                blanks.push(start..at);
            }
            continue;
        }
        blanks.push(start..at);
        let goes_on = open.is_some() && mark != Some(Mark::Ours);
        match conflicts.last_mut().filter(|_| goes_on) {
            Some(conflict) => (conflict.bytes.end, conflict.last) = (at, nth + 1),
            None => conflicts.push(Unmerged {
                bytes: start..at,
                mark: start..start + shown,
                first: nth + 1,
                last: nth + 1,
            }),
        }
        open = match mark {
            Some(Mark::Ours) => mark,
            Some(Mark::Base | Mark::Theirs) => open.and(mark),
            Some(Mark::End) | None => None,
        };
    }
    if conflicts.is_empty() {
        return None;
    }
    if open.is_some() {
        // Without its end a conflict goes no further than its last mark: the tasks below are read.
        let end = conflicts.last().map_or(0, |conflict| conflict.bytes.end);
        blanks.retain(|blank| blank.start < end);
    }
    Some(Undecided { readable: blanked(text, &blanks), conflicts })
}

fn mark(line: &str) -> Option<Mark> {
    let line = line.trim_end_matches(['\n', '\r']);
    let sign = line.bytes().next()?;
    let (_, mark) = MARKS.into_iter().find(|(known, _)| *known == sign)?;
    let length = line.bytes().take_while(|byte| *byte == sign).count();
    let behind = line.as_bytes().get(length);
    (length >= 7 && behind.is_none_or(|byte| *byte == b' ')).then_some(mark)
}

fn blanked(text: &str, blanks: &[Range<usize>]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut from = 0;
    for blank in blanks {
        shown.push_str(text.get(from..blank.start).unwrap_or(""));
        let hidden = text.as_bytes().get(blank.clone()).unwrap_or_default();
        shown.extend(hidden.iter().map(|byte| match byte {
            b'\n' => '\n',
            b'\r' => '\r',
            _ => ' ',
        }));
        from = blank.end;
    }
    shown.push_str(text.get(from..).unwrap_or(""));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(usize, usize)> {
        let found = unmerged(text).map(|undecided| undecided.conflicts).unwrap_or_default();
        found.iter().map(|conflict| (conflict.first, conflict.last)).collect()
    }

    #[test]
    fn each_conflict_is_found_with_its_lines() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| x\nc\n=======\n中\n>>>>>>> b\nd\n<<<<<<< HEAD\n=======\ne\n>>>>>>> b";
        assert_eq!(lines(text), [(2, 8), (10, 13)]);
        let ours = unmerged(text).unwrap().readable;
        assert_eq!(ours.len(), text.len());
        assert_eq!(ours.split_whitespace().collect::<Vec<_>>(), ["a", "b", "d"]);
    }

    #[test]
    fn what_a_half_done_repair_leaves_is_found() {
        assert_eq!(lines("a\n>>>>>>> b\nc\n=======\n"), [(2, 2), (4, 4)]);
        assert_eq!(lines("<<<<<<< HEAD\na\n=======\nb\n"), [(1, 3)]);
        assert_eq!(
            unmerged("<<<<<<< HEAD\na\n=======\nb\n").unwrap().readable.trim(),
            "a\n       \nb"
        );
    }

    #[test]
    fn a_row_of_signs_is_no_mark() {
        for text in ["# =======\n", "a = \"<<<<<<< x\"\n", "a = \"\"\"\n标题\n=======\n\"\"\"\n"]
        {
            assert_eq!(lines(text), [], "{text}");
        }
    }
}
