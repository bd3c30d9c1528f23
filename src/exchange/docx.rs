//! A page as a Word document in the layout of official papers (GB/T 9704-2012): A4, 22 lines of 28 characters, an annex across.
//!
//! The parts are written here: no crate keeps `firstLineChars`, and a document needs few of them. The same page and day
//! give the same bytes.

mod bars;
mod paper;
mod paragraph;
mod parts;
mod section;
mod slip;
mod table;

use crate::page::{Block, Page, Paper, Text};
use chrono::{Datelike, NaiveDate};
use paragraph::{Style, keep_end, paragraph, text};
use section::Place;
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Writes a page as a document dated on a day.
///
/// # Errors
/// Writing happens in memory and does not fail in practice.
pub fn docx(page: &Page, day: NaiveDate) -> io::Result<Vec<u8>> {
    let document = document(page);
    let core = parts::core(&page.title, page.revision.as_deref(), day);
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES),
        ("_rels/.rels", parts::RELATIONS),
        ("docProps/core.xml", core.as_str()),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS),
        ("word/styles.xml", parts::STYLES),
        ("word/fontTable.xml", parts::FONTS),
        ("word/settings.xml", parts::SETTINGS),
        ("word/footer1.xml", parts::FOOTER_ODD),
        ("word/footer2.xml", parts::FOOTER_EVEN),
    ];
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(midnight(day));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in files {
        archive.start_file(name, options)?;
        archive.write_all(words.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Midnight of a day as archives write it.
fn midnight(day: NaiveDate) -> DateTime {
    let year = u16::try_from(day.year()).unwrap_or(1980);
    let (month, day) = (day.month0() as u8 + 1, day.day0() as u8 + 1);
    DateTime::from_date_and_time(year, month, day, 0, 0, 0).unwrap_or_default()
}

fn document(page: &Page) -> String {
    let mut writer = Writer {
        lang: page.lang,
        body: String::new(),
        before: Before::Start,
        place: Place::default(),
    };
    page.blocks.iter().for_each(|block| writer.add(block));
    let end = writer.place.end();
    format!("{}{}{end}{}", parts::DOCUMENT_HEAD, writer.body, parts::DOCUMENT_END)
}

/// What stands before the part that is written, as far as it decides the distance.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing on this sheet.
    Start,
    Masthead,
    Title,
    Table,
    Words,
}

/// A document while it is written.
struct Writer {
    /// The tag of the page's language.
    lang: &'static str,
    body: String,
    before: Before,
    place: Place,
}

impl Writer {
    fn add(&mut self, block: &Block) {
        let before = self.before;
        match block {
            Block::Title(lines) => self.title(lines),
            Block::Heading(words) => self.plain(Style::Heading, &words.as_str().into()),
            Block::Line(words) => self.plain(Style::Body, words),
            Block::Note(words) => self.plain(Style::Note, &words.as_str().into()),
            Block::Spread(left, right) => {
                let imprint = matches!(before, Before::Title | Before::Masthead);
                let style = if imprint { Style::Imprint } else { Style::Spread };
                let halves = format!("{}<w:r><w:tab/></w:r>{}", text(left), text(right));
                self.body.push_str(&paragraph(style, 0, &halves));
                self.before = Before::Words;
            }
            Block::Table(table) => {
                self.body.push_str(&table::table(table, self.place.sheet(), self.lang));
                self.before = Before::Table;
            }
            Block::Bars(bars) => {
                self.body.push_str(&bars::bars(bars, self.place.sheet(), self.lang));
                self.before = Before::Table;
            }
            Block::Break => {
                self.place.begin(&mut self.body);
                self.before = Before::Start;
            }
            Block::Problem(own) => {
                let (level, code, title) = (&own.level_name, own.code, &own.title);
                self.plain(Style::Heading, &format!("{level}[{code}] {title}").into());
                let places = own.excerpts.iter().map(|own| own.place());
                let words = places.chain(own.help.iter().cloned());
                words.for_each(|words| self.plain(Style::Body, &words.into()));
            }
            Block::Paper(paper) => self.paper(paper),
            Block::Gap | Block::Curve(_) => {}
        }
    }

    /// The document's own title; below a red line it keeps two lines' distance.
    fn title(&mut self, lines: &[String]) {
        for (nth, words) in lines.iter().enumerate() {
            let style = if nth == 0 { Style::Title } else { Style::Below };
            let above = if nth == 0 && self.before == Before::Masthead { 2 } else { 0 };
            let words: Text = words.as_str().into();
            self.body.push_str(&paragraph(style, above * section::LINE, &text(&words)));
        }
        self.before = Before::Title;
    }

    fn plain(&mut self, style: Style, words: &Text) {
        let above = self.above();
        self.body.push_str(&paragraph(style, above, &text(words)));
        self.before = Before::Words;
    }

    /// A line is left free below a title, half a one below a table.
    fn above(&self) -> usize {
        match self.before {
            Before::Title | Before::Masthead => section::LINE,
            Before::Table => section::LINE / 2,
            Before::Start | Before::Words => 0,
        }
    }

    fn paper(&mut self, paper: &Paper) {
        match paper {
            Paper::Annex { .. } => {
                self.place.annex(&mut self.body);
                self.before = Before::Start;
            }
            Paper::Annexes { .. } | Paper::Signature { .. } => keep_end(&mut self.body),
            Paper::Masthead { .. }
            | Paper::Addressee(_)
            | Paper::Subheading(_)
            | Paper::Item(_)
            | Paper::Imprint { .. }
            | Paper::Slip { .. } => {}
        }
        let above = self.above();
        self.body.push_str(&paper::paper(paper, above, self.place.sheet()));
        self.before = match paper {
            Paper::Masthead { .. } => Before::Masthead,
            Paper::Annex { .. } => Before::Words,
            Paper::Imprint { .. } | Paper::Slip { .. } => Before::Table,
            Paper::Addressee(_)
            | Paper::Subheading(_)
            | Paper::Item(_)
            | Paper::Signature { .. }
            | Paper::Annexes { .. } => Before::Words,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_and_day_give_the_same_bytes() {
        let page = Page {
            title: "督查通报".to_owned(),
            lang: "zh-Hans",
            glance: None,
            blocks: vec![
                Block::Title(vec!["督查通报".to_owned()]),
                Block::Line("a<b & \u{1}c".into()),
            ],
            revision: None,
        };
        let day: NaiveDate = "2018-05-11".parse().unwrap();
        let bytes = docx(&page, day).unwrap();
        assert_eq!(bytes, docx(&page, day).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut document = String::new();
        let mut file = archive.by_name("word/document.xml").unwrap();
        io::Read::read_to_string(&mut file, &mut document).unwrap();
        assert!(document.contains("a&lt;b &amp; \\u{1}c"), "{document}");
    }
}
