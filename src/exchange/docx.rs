//! A page as a Word document in the layout of official papers (GB/T 9704): A4, fixed lines, two characters' indent.
//!
//! The parts are written here: no crate keeps `firstLineChars`, and a document needs few of them. The same page and day
//! give the same bytes.

mod paragraph;
mod parts;
mod table;

use crate::page::{Block, Page, Text};
use chrono::{Datelike, NaiveDate};
use paragraph::{Style, paragraph, text};
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Writes a page as a document dated on a day.
///
/// # Errors
/// Writing happens in memory and does not fail in practice.
pub fn docx(page: &Page, day: NaiveDate) -> io::Result<Vec<u8>> {
    let document = document(page);
    let core = parts::core(&page.title, day);
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES),
        ("_rels/.rels", parts::RELATIONS),
        ("docProps/core.xml", core.as_str()),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS),
        ("word/styles.xml", parts::STYLES),
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
    let mut body = String::new();
    let mut before: Option<&Block> = None;
    for block in &page.blocks {
        // A paragraph below a table keeps a distance.
        let below = matches!(before, Some(Block::Table(_) | Block::Bars(_)));
        add(block, before, below, &mut body);
        if !matches!(block, Block::Gap) {
            before = Some(block);
        }
    }
    format!("{}{body}{}", parts::DOCUMENT_HEAD, parts::DOCUMENT_END)
}

fn add(block: &Block, before: Option<&Block>, below: bool, body: &mut String) {
    let mut plain = |style, words: &Text| body.push_str(&paragraph(style, below, &text(words)));
    match block {
        Block::Title(lines) => {
            for (nth, words) in lines.iter().enumerate() {
                let style = if nth == 0 { Style::Title } else { Style::Below };
                plain(style, &words.as_str().into());
            }
        }
        Block::Heading(words) => plain(Style::Heading, &words.as_str().into()),
        Block::Line(words) => plain(Style::Body, words),
        Block::Note(words) => plain(Style::Note, &words.as_str().into()),
        Block::Spread(left, right) => {
            let is_below_title = matches!(before, Some(Block::Title(_)));
            let style = if is_below_title { Style::Imprint } else { Style::Spread };
            let halves = format!("{}<w:r><w:tab/></w:r>{}", text(left), text(right));
            body.push_str(&paragraph(style, below, &halves));
        }
        Block::Table(table) => body.push_str(&table::table(table)),
        Block::Bars(bars) => body.push_str(&table::bars(bars)),
        Block::Break => {
            let sheet = "<w:r><w:br w:type=\"page\"/></w:r>";
            body.push_str(&paragraph(Style::Body, false, sheet));
        }
        Block::Problem(own) => {
            let (level, code, title) = (&own.level_name, own.code, &own.title);
            plain(Style::Heading, &format!("{level}[{code}] {title}").into());
            let places = own.excerpts.iter().map(|own| own.place());
            let words = places.chain(own.help.iter().cloned());
            words.for_each(|words| plain(Style::Body, &words.into()));
        }
        Block::Paper(paper) => {
            paper.plain().iter().for_each(|block| add(block, before, below, body))
        }
        Block::Gap | Block::Curve(_) => {}
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
