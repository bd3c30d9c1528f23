//! How a format without paper shows the parts that only an official paper has.

use super::document::{Block, BlockOf, Sheet};
use super::paper::Paper;
use super::text::{Ink, Text};

impl Paper {
    /// The same in parts that every format has.
    pub fn plain(&self) -> Vec<Block> {
        let line = |words: &str| Block::Line(words.into());
        match self {
            Self::Masthead { agency, number, office, date } => vec![
                Block::Title(vec![agency.clone(), number.clone()]),
                Block::Spread(office.as_str().into(), date.as_str().into()),
            ],
            Self::Addressee(to) => vec![line(to)],
            Self::Subheading(words) => {
                vec![Block::Line(Text::inked(words.as_str(), Ink::Bold))]
            }
            Self::Item(words) => vec![line(words)],
            Self::Signature { office, date } => {
                let halves = [office, date].into_iter().filter(|words| !words.is_empty());
                halves.map(|words| Block::Spread("".into(), words.as_str().into())).collect()
            }
            Self::Annexes { label, titles } => {
                let lines = annex_lines(label, titles).into_iter();
                let lines = lines.map(|(head, number, title)| {
                    let head = if head.is_empty() { indent(label) } else { head };
                    line(&format!("{head}{number}{title}"))
                });
                lines.collect()
            }
            Self::Annex { label, title } => {
                vec![Block::Heading(format!("{label} {title}"))]
            }
            Self::Imprint { copies, office, date } => {
                let copies = copies.iter().map(|copies| line(copies));
                let printed = Block::Spread(office.as_str().into(), date.as_str().into());
                copies.chain([printed]).collect()
            }
            Self::Slip { title, heads, tasks, foot } => {
                let room = |words: &[String]| {
                    let asked = words.iter().map(|words| format!("{words} ________"));
                    line(&asked.collect::<Vec<String>>().join("  "))
                };
                let asked = heads.get(1..).unwrap_or_default();
                let tasks = tasks.iter().flat_map(|task| [line(task), room(asked)]);
                let head = std::iter::once(Block::Heading(title.clone()));
                head.chain(tasks).chain([room(foot)]).collect()
            }
        }
    }
}

impl Sheet<'_> {
    /// Each part, for a format without paper: what only a paper has is shown by parts that every format has.
    pub fn each_without_paper<E>(
        &self,
        mut draw: impl FnMut(&BlockOf<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.blocks.iter().try_for_each(|block| match block {
            BlockOf::Paper(paper) => paper.plain().iter().try_for_each(&mut draw),
            block => draw(block),
        })
    }

    /// The page without its annexes, and these as a page of their own, where there are any.
    #[must_use]
    pub fn without_annexes(mut self) -> (Self, Option<Self>) {
        let mut annexes = Vec::new();
        let mut rest = Vec::new();
        let mut is_annexed = false;
        for block in std::mem::take(&mut self.blocks) {
            match block {
                BlockOf::Paper(Paper::Annex { title, .. }) => {
                    is_annexed = true;
                    annexes.push(BlockOf::Heading(title));
                    continue;
                }
                BlockOf::Paper(Paper::Imprint { .. }) | BlockOf::Break => is_annexed = false,
                BlockOf::Title(_)
                | BlockOf::Heading(_)
                | BlockOf::Line(_)
                | BlockOf::Spread(..)
                | BlockOf::Gap
                | BlockOf::Table(_)
                | BlockOf::Bars(_)
                | BlockOf::Curve(_)
                | BlockOf::Problem(_)
                | BlockOf::Paper(_)
                | BlockOf::Note(_) => {}
            }
            if is_annexed { annexes.push(block) } else { rest.push(block) }
        }
        self.blocks = rest;
        let (title, lang) = (self.title.clone(), self.lang);
        let of_its_own = Self { title, lang, blocks: annexes, ..Self::default() };
        let of_its_own = (!of_its_own.blocks.is_empty()).then_some(of_its_own);
        (self, of_its_own)
    }
}

/// The list of annexes, a title a line: the word and its colon on the first, the number where there are several, the title.
pub fn annex_lines<'t>(label: &str, titles: &'t [String]) -> Vec<(String, String, &'t str)> {
    let colon = if label.is_ascii() { ": " } else { "：" };
    let lines = titles.iter().enumerate().map(|(nth, title)| {
        let head = if nth == 0 { format!("{label}{colon}") } else { String::new() };
        let number = if titles.len() > 1 { format!("{}. ", nth + 1) } else { String::new() };
        (head, number, title.as_str())
    });
    lines.collect()
}

/// As wide as the word and its colon.
fn indent(label: &str) -> String {
    if label.is_ascii() {
        return " ".repeat(label.len() + 2);
    }
    "\u{3000}".repeat(label.chars().count() + 1)
}
