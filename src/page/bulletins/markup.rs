//! The lines that a template gives, into the parts of a page.
//!
//! ```text
//! # a title, centred; further such lines below it
//! ## a heading; it is numbered
//! ### a heading below it; #### a point below that one
//! left || right
//! lines of a paragraph, joined;
//! a blank line ends it
//! @masthead agency || number || office || date
//! @to addressees
//! @annexes
//! @signature office || date
//! @annex title
//! @imprint copies || office || date
//! ```

use super::words::numeral;
use crate::ledger::Locale;
use crate::page::words::say;
use crate::page::{Block, Ink, Paper, Text};

/// Stands before every value that the ledger gave, so that none can be taken for a mark at the head of a line.
pub(super) const VALUE: char = '\u{f0001}';
/// Stands for the end of a line of tags alone, which leaves no line behind; of one byte, as that end is.
pub(super) const TAG: char = '\u{1}';
/// Stands before the name of a part that the page itself makes, and how many rows it has at most.
pub(super) const PART: char = '\u{f0002}';
/// Parts the halves of a line.
const HALVES: &str = " || ";

/// How much of a part is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it, as it reads best.
    Whole,
    /// The most urgent rows.
    First(usize),
    /// All of it, a line a row.
    Annexed,
}

/// The parts of the page; `part` makes those that a template names.
pub(super) fn blocks(
    lines: &str,
    part: impl Fn(&str, Extent) -> Vec<Block>,
    lang: Locale,
) -> Vec<Block> {
    let lines: Vec<String> = lines.lines().map(|line| line.replace(TAG, "")).collect();
    let annexes = lines.iter().filter_map(|line| line.trim().strip_prefix("@annex "));
    let mut builder = Builder {
        blocks: Vec::new(),
        paragraph: String::new(),
        numbers: [0; 3],
        annexes: annexes.map(|title| bare(title.trim())).collect(),
        annexed: 0,
        lang,
    };
    for line in &lines {
        let line = line.trim();
        if let Some(name) = line.strip_prefix(PART) {
            builder.end_paragraph();
            let (name, most) = name.split_once(' ').unwrap_or((name, ""));
            let extent = match most.parse() {
                _ if builder.annexed > 0 => Extent::Annexed,
                Ok(most) => Extent::First(most),
                Err(_) => Extent::Whole,
            };
            builder.part(part(name, extent));
        } else if !builder.marked(line) {
            builder.add(line);
        }
    }
    builder.end_paragraph();
    builder.blocks
}

struct Builder {
    blocks: Vec<Block>,
    paragraph: String,
    /// The numbers of the last headings of each level.
    numbers: [usize; 3],
    /// The titles of all annexes.
    annexes: Vec<String>,
    /// How many of them have begun.
    annexed: usize,
    lang: Locale,
}

impl Builder {
    /// Takes a line that begins with a mark; whether it is one.
    fn marked(&mut self, line: &str) -> bool {
        let headings = [("## ", 0), ("### ", 1), ("#### ", 2)];
        let heading =
            headings.iter().find_map(|(mark, level)| Some((line.strip_prefix(mark)?, *level)));
        let of = |mark: &str| line.strip_prefix(mark).filter(|rest| rest.starts_with(' '));
        if let Some((words, level)) = heading {
            self.heading(words, level);
        } else if let Some(title) = line.strip_prefix("# ") {
            self.title(title);
        } else if let Some(words) = of("@masthead") {
            let [agency, number, office, date] = pieces(words);
            self.paper(Paper::Masthead { agency, number, office, date });
        } else if let Some(words) = of("@to") {
            self.addressee(words);
        } else if line == "@annexes" {
            self.list_annexes();
        } else if let Some(words) = of("@signature") {
            let [office, date] = pieces(words);
            self.paper(Paper::Signature { office, date });
        } else if let Some(title) = of("@annex") {
            self.annex(title);
        } else if let Some(words) = of("@imprint") {
            let [copies, office, date] = pieces(words);
            let copies = Some(copies).filter(|copies| !copies.is_empty());
            self.paper(Paper::Imprint { copies, office, date });
        } else if let Some((left, right)) = line.split_once(HALVES) {
            self.end_paragraph();
            let (left, right) = (bare(left.trim()), bare(right.trim()));
            self.blocks.push(Block::Spread(left.into(), right.into()));
        } else if line.is_empty() {
            self.end_paragraph();
        } else {
            return false;
        }
        true
    }

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

    /// The numbers of the levels below begin anew.
    fn heading(&mut self, words: &str, level: usize) {
        self.end_paragraph();
        let (number, below) = match self.numbers.get_mut(level..) {
            Some([number, below @ ..]) => (number, below),
            Some([]) | None => return,
        };
        *number += 1;
        below.fill(0);
        let (nth, words) = (*number, bare(words));
        let number = numeral(nth, self.lang);
        match level {
            0 => {
                self.gap();
                let words = say!(self.lang, "{number}、{words}", "{number}. {words}");
                self.blocks.push(Block::Heading(words));
            }
            1 => {
                let words = say!(self.lang, "（{number}）{words}", "({number}) {words}");
                self.blocks.push(Block::Paper(Paper::Subheading(words)));
            }
            _ => self.blocks.push(Block::Paper(Paper::Item(format!("{nth}. {words}")))),
        }
    }

    fn paper(&mut self, paper: Paper) {
        self.end_paragraph();
        self.blocks.push(Block::Paper(paper));
    }

    /// With one colon, whether or not it was written with one.
    fn addressee(&mut self, words: &str) {
        let to = bare(words.trim());
        let to = to.trim_end_matches(['：', ':']);
        if !to.is_empty() {
            let to = say!(self.lang, "{to}：", "{to}:");
            self.paper(Paper::Addressee(to));
        }
    }

    fn list_annexes(&mut self) {
        self.end_paragraph();
        if !self.annexes.is_empty() {
            let label = say!(self.lang, "附件", "Annex");
            let titles = self.annexes.clone();
            self.paper(Paper::Annexes { label, titles });
        }
    }

    /// Numbered where there are several.
    fn annex(&mut self, title: &str) {
        self.annexed += 1;
        let number = match self.annexes.len() {
            1 => String::new(),
            _ => self.annexed.to_string(),
        };
        let label = say!(self.lang, "附件{number}", "Annex {number}").trim_end().to_owned();
        self.paper(Paper::Annex { label, title: bare(title.trim()) });
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

/// The pieces of a line; those that are not there are empty.
fn pieces<const N: usize>(words: &str) -> [String; N] {
    let mut all = words.split(HALVES).map(|piece| bare(piece.trim()));
    std::array::from_fn(|_| all.next().unwrap_or_default())
}

fn bare(words: &str) -> String {
    words.replace([VALUE, PART, TAG], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lines: &str) -> Vec<Block> {
        blocks(
            lines,
            |name, extent| vec![Block::Note(format!("{name} {extent:?}"))],
            Locale::ZhHans,
        )
    }

    #[test]
    fn headings_of_each_level_are_numbered_below_the_one_above() {
        let words: Vec<String> =
            shown("## 甲\n### 乙\n#### 丙\n#### 丁\n### 戊\n#### 己\n## 庚\n### 辛")
                .into_iter()
                .filter_map(|block| match block {
                    Block::Heading(words)
                    | Block::Paper(Paper::Subheading(words) | Paper::Item(words)) => Some(words),
                    _ => None,
                })
                .collect();
        let expected =
            ["一、甲", "（一）乙", "1. 丙", "2. 丁", "（二）戊", "1. 己", "二、庚", "（一）辛"];
        assert_eq!(words, expected);
    }

    #[test]
    fn annexes_are_listed_before_they_begin_and_hold_all_rows() {
        let blocks = shown("\u{f0002}due 10\n@annexes\n@annex 甲\n\u{f0002}due 10\n@annex 乙");
        let text = format!("{blocks:?}");
        assert!(text.contains("due First(10)") && text.contains("due Annexed"), "{text}");
        assert!(text.contains("titles: [\"甲\", \"乙\"]") && text.contains("附件2"), "{text}");
        assert!(!format!("{:?}", shown("@annexes")).contains("Annexes"));
    }

    #[test]
    fn a_line_of_an_older_template_stays_words() {
        for line in ["@someone", "@", "@tomorrow", "#1", "@annexes 见后"] {
            let blocks = shown(line);
            assert!(
                matches!(blocks.as_slice(), [Block::Line(text)] if text.plain() == line),
                "{line}"
            );
        }
    }
}
