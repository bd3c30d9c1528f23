//! The lines that a template gives, into the parts of a page.
//!
//! ```text
//! # a title, centred; further such lines below it
//! ## a heading; it is numbered
//! left || right
//! lines of a paragraph, joined;
//! a blank line ends it
//! ```

use super::words::numeral;
use crate::ledger::Locale;
use crate::page::words::say;
use crate::page::{Block, Ink, Text};

/// Stands before every value that the ledger gave, so that none can be taken for a mark at the head of a line.
pub(super) const VALUE: char = '\u{f0001}';
/// Stands for the end of a line of tags alone, which leaves no line behind; of one byte, as that end is.
pub(super) const TAG: char = '\u{1}';
/// Stands before the name of a part that the page itself makes.
pub(super) const PART: char = '\u{f0002}';

/// The parts of the page; `part` makes those that a template names.
pub(super) fn blocks(lines: &str, part: impl Fn(&str) -> Vec<Block>, lang: Locale) -> Vec<Block> {
    let mut builder = Builder { blocks: Vec::new(), paragraph: String::new(), headings: 0, lang };
    for line in lines.lines() {
        let line = line.replace(TAG, "");
        let line = line.trim();
        if let Some(name) = line.strip_prefix(PART) {
            builder.end_paragraph();
            builder.part(part(name));
        } else if let Some(heading) = line.strip_prefix("## ") {
            builder.heading(heading);
        } else if let Some(title) = line.strip_prefix("# ") {
            builder.title(title);
        } else if let Some((left, right)) = line.split_once(" || ") {
            builder.end_paragraph();
            let (left, right) = (bare(left.trim()), bare(right.trim()));
            builder.blocks.push(Block::Spread(left.into(), right.into()));
        } else if line.is_empty() {
            builder.end_paragraph();
        } else {
            builder.add(line);
        }
    }
    builder.end_paragraph();
    builder.blocks
}

struct Builder {
    blocks: Vec<Block>,
    paragraph: String,
    headings: usize,
    lang: Locale,
}

impl Builder {
    fn title(&mut self, words: &str) {
        self.end_paragraph();
        match self.blocks.last_mut() {
            Some(Block::Title(lines)) => lines.push(bare(words)),
            _ => self.blocks.push(Block::Title(vec![bare(words)])),
        }
    }

    /// Set apart from the words before it.
    fn part(&mut self, part: Vec<Block>) {
        if !part.is_empty() {
            self.gap();
            self.blocks.extend(part);
        }
    }

    fn gap(&mut self) {
        if !matches!(self.blocks.last(), None | Some(Block::Gap | Block::Heading(_))) {
            self.blocks.push(Block::Gap);
        }
    }

    fn heading(&mut self, words: &str) {
        self.end_paragraph();
        self.headings += 1;
        let (number, words) = (numeral(self.headings, self.lang), bare(words));
        let numbered = say!(self.lang, "{number}、{words}", "{number}. {words}");
        self.gap();
        self.blocks.push(Block::Heading(numbered));
    }

    /// Lines of one paragraph follow each other without a blank in Chinese.
    fn add(&mut self, line: &str) {
        if !self.paragraph.is_empty() && self.lang == Locale::En {
            self.paragraph.push(' ');
        }
        self.paragraph.push_str(line);
    }

    fn end_paragraph(&mut self) {
        let words = bare(&std::mem::take(&mut self.paragraph));
        if !words.is_empty() {
            if matches!(self.blocks.last(), Some(Block::Table(_) | Block::Bars(_) | Block::Note(_)))
            {
                self.gap();
            }
            self.blocks.push(Block::Line(Text::inked(words, Ink::Plain)));
        }
    }
}

fn bare(words: &str) -> String {
    words.replace([VALUE, PART, TAG], "")
}
