//! The texts a book is read from: files, byte spans in them, lines and columns; and what of a text hides.
//!
//! This room never opens a file and never knows what a text means; it only finds places in it.

mod unmerged;
pub mod visible;

pub use unmerged::Unmerged;

use sha2::{Digest, Sha256};
use std::ops::Range;
use std::sync::OnceLock;
use unmerged::Undecided;

/// A file of [`Sources`], by its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// Bytes `start..end` of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of a byte range; files are held below 4 GiB, so that nothing is cut off.
    pub fn new(range: Range<usize>) -> Self {
        let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: clip(range.start), end: clip(range.end) }
    }

    /// The same span, `by` bytes later.
    #[must_use]
    pub fn shifted(self, by: u32) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// As a range to index a text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place a diagnostic points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// In which file.
    pub file: FileId,
    /// At which words.
    pub span: Span,
}

/// One text file of a ledger.
#[derive(Debug)]
pub struct SourceFile {
    /// The file as the user would name it from where he stands.
    pub name: String,
    /// Its whole text, byte order mark and line ends as they are.
    pub text: String,
    lines: OnceLock<Vec<u32>>,
    unmerged: OnceLock<Option<Undecided>>,
    characters: OnceLock<Vec<u32>>,
}

/// So many bytes lie between two places whose characters are counted once.
const STEP: usize = 4_096;

impl SourceFile {
    /// A file of this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            lines: OnceLock::new(),
            unmerged: OnceLock::new(),
            characters: OnceLock::new(),
        }
    }

    fn undecided(&self) -> Option<&Undecided> {
        self.unmerged.get_or_init(|| unmerged::unmerged(&self.text)).as_ref()
    }

    /// What git has left to be decided in it.
    pub fn unmerged(&self) -> &[Unmerged] {
        self.undecided().map_or(&[], |undecided| &undecided.conflicts)
    }

    /// Its text to be read: of what is undecided only the side above, at its place.
    pub fn readable(&self) -> &str {
        self.undecided().map_or(&self.text, |undecided| &undecided.readable)
    }

    /// Offset of the first byte of each line.
    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(ends.map(|at| Span::new(at + 1..at + 1).start)).collect()
        })
    }

    /// The line, from 1, and the column in characters, from 1, of a byte.
    pub fn line_column(&self, at: u32) -> (usize, usize) {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= at).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0) as usize;
        let head = self.text.get(start..at as usize).unwrap_or("");
        let marks = head.len() - head.trim_start_matches('\u{feff}').len();
        let characters = match head.len() {
            ..STEP => head.chars().count(),
            _ => self.characters_before(at as usize) - self.characters_before(start),
        };
        (line, characters - marks / '\u{feff}'.len_utf8() + 1)
    }

    /// The characters before a byte. In a line of a megabyte they are not counted anew for each of its findings.
    fn characters_before(&self, at: usize) -> usize {
        let begins = |bytes: &[u8]| bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count();
        let counted = self.characters.get_or_init(|| {
            let mut sum = 0;
            let steps = self.text.as_bytes().chunks(STEP).map(|chunk| {
                let before = sum;
                sum += begins(chunk);
                Span::new(before..before).start
            });
            steps.collect()
        });
        let whole = counted.get(at / STEP).map_or(0, |count| *count as usize);
        let rest = self.text.as_bytes().get(at / STEP * STEP..at).unwrap_or_default();
        whole + begins(rest)
    }

    /// Bytes of the lines `first..=last`, numbered from 1, without the last line's end.
    pub fn lines(&self, first: usize, last: usize) -> Range<usize> {
        let starts = self.line_starts();
        let start = starts.get(first - 1).map_or(self.text.len(), |at| *at as usize);
        let end = starts.get(last).map_or(self.text.len(), |at| *at as usize);
        let cut = self.text.get(start..end).unwrap_or("");
        start..start + cut.trim_end_matches(['\n', '\r']).len()
    }
}

/// SHA-256 of a text, in hexadecimal digits.
pub fn digest(text: &str) -> String {
    let bytes = Sha256::digest(text.as_bytes());
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every text of a book. `main` owns it; a book borrows from it.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Takes a file in and says by which number it is known from now on.
    pub fn push(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// A file by its number, which must come from `push`.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All bytes read.
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|file| file.text.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let file = SourceFile::new("a.toml", "\u{feff}标题 = 1\r\nx = 2\n");
        assert_eq!(file.line_column(3), (1, 1));
        assert_eq!(file.line_column(10), (1, 4));
        assert_eq!(file.line_column(18), (2, 4));
        assert_eq!(&file.text[file.lines(1, 1)], "\u{feff}标题 = 1");
        assert_eq!(&file.text[file.lines(2, 2)], "x = 2");
    }
}
