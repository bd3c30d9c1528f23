//! The parts that only an official paper has, at the places that GB/T 9704-2012 gives them.

use super::paragraph::{KEEP, Style, paragraph, placed, sized, text};
use super::section::{CHARACTER, HIDDEN, LINE, LINE_OF_CHARACTERS, Sheet};
use super::slip;
use crate::page::{Paper, annex_lines};
use unicode_width::UnicodeWidthStr;

/// From the upper edge of the text to the name of who issues it: 35 mm.
const MASTHEAD: usize = 1984;

/// A part; `above` is left free above it where it stands in the text.
pub(super) fn paper(paper: &Paper, above: usize, sheet: Sheet) -> String {
    match paper {
        Paper::Masthead { agency, number, office, date } => {
            masthead(agency, number, (office, date))
        }
        Paper::Addressee(to) => paragraph(Style::Addressee, above, &text(&to.as_str().into())),
        Paper::Subheading(words) => {
            paragraph(Style::Subheading, above, &text(&words.as_str().into()))
        }
        Paper::Item(words) => paragraph(Style::Item, above, &text(&words.as_str().into())),
        Paper::Signature { office, date } => signature(office, date),
        Paper::Annexes { label, titles } => annexes(label, titles),
        Paper::Annex { label, title } => {
            let label = paragraph(Style::AnnexLabel, 0, &text(&label.as_str().into()));
            label + &paragraph(Style::AnnexTitle, 0, &text(&title.as_str().into()))
        }
        Paper::Imprint { copies, office, date } => {
            imprint(copies.as_deref(), (office, date), sheet)
        }
        Paper::Slip { title, heads, tasks, foot } => {
            let title = paragraph(Style::SlipTitle, above.max(LINE), &text(&title.as_str().into()));
            title + &slip::slip(heads, tasks, foot, sheet)
        }
    }
}

/// As large as its line allows, at most as high as the standard does.
fn masthead(agency: &str, number: &str, (office, date): (&str, &str)) -> String {
    const LARGEST: usize = 62;
    let characters = agency.width().div_ceil(2).max(1) + 1;
    let points = (442 / characters).clamp(16, LARGEST);
    let agency = placed(
        Style::Agency,
        &format!(
            "<w:spacing w:before=\"{MASTHEAD}\" w:line=\"{}\" w:lineRule=\"exact\"/>",
            points * 26
        ),
        &sized(agency, points * 2),
    );
    let number = paragraph(Style::Number, LINE / 2, &text(&number.into()));
    let halves = format!("{}<w:r><w:tab/></w:r>{}", text(&office.into()), text(&date.into()));
    agency + &number + &paragraph(Style::Imprint, LINE / 2, &halves)
}

/// The office, and the date below it beginning two characters further in; the longer of both ends two characters from the right.
fn signature(office: &str, date: &str) -> String {
    let (indent, edge) = if office.is_empty() { (0.0, 2.0) } else { (2.0, 2.0) };
    let office_starts =
        LINE_OF_CHARACTERS - edge - characters(office).max(indent + characters(date));
    let line = |keep: &str, above: usize, words: &str, starts: f64| {
        let starts = starts.max(0.0);
        let looks = format!(
            "{keep}<w:spacing w:before=\"{above}\"/><w:ind w:left=\"{:.0}\" w:leftChars=\"{:.0}\"/>",
            starts * CHARACTER,
            starts * 100.0
        );
        placed(Style::Signature, &looks, &text(&words.into()))
    };
    let date_starts = office_starts + indent;
    if office.is_empty() {
        return line("", LINE, date, date_starts);
    }
    line(KEEP, LINE, office, office_starts) + &line("", 0, date, date_starts)
}

/// The characters that words are wide: a figure half a one, with a quarter between it and its neighbours.
fn characters(words: &str) -> f64 {
    let letters: Vec<bool> = words.chars().map(|letter| letter.is_ascii()).collect();
    let joints = letters.windows(2).filter(|pair| pair.first() != pair.last()).count();
    words.width() as f64 / 2.0 + joints as f64 / 4.0
}

/// `附件：1. …`, further titles below it, each line of a title under its first character.
fn annexes(label: &str, titles: &[String]) -> String {
    let mut written = String::new();
    let mut head_width = 0.0;
    for (nth, (head, number, title)) in annex_lines(label, titles).into_iter().enumerate() {
        if nth == 0 {
            head_width = characters(&head);
        }
        let number_width = characters(&number);
        let left = 2.0 + head_width + number_width;
        let hanging = characters(&head) + number_width;
        let above = if nth == 0 { LINE } else { 0 };
        let properties = format!(
            "<w:spacing w:before=\"{above}\"/><w:ind w:left=\"{:.0}\" w:leftChars=\"{:.0}\" w:hanging=\"{:.0}\" w:hangingChars=\"{:.0}\"/>",
            left * CHARACTER,
            left * 100.0,
            hanging * CHARACTER,
            hanging * 100.0
        );
        let words = format!("{head}{number}{title}");
        written.push_str(&placed(Style::Annexes, &properties, &text(&words.into())));
    }
    written
}

/// The foot of the last page: a thick line, who gets a copy, a thin line, who printed it and when, a thick line. The table stands at
/// the lower edge of the text; LibreOffice leaves one as wide as the text where it is, so it is 5 mm narrower.
fn imprint(copies: Option<&str>, (office, date): (&str, &str), sheet: Sheet) -> String {
    const THICK: usize = 8;
    const THIN: usize = 4;
    let width = sheet.width - 284;
    let row = |(above, below): (usize, usize), inside: &str| {
        format!(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:tcBorders>\
             <w:top w:val=\"single\" w:sz=\"{above}\" w:space=\"0\" w:color=\"000000\"/>\
             <w:bottom w:val=\"single\" w:sz=\"{below}\" w:space=\"0\" w:color=\"000000\"/></w:tcBorders></w:tcPr>{inside}</w:tc></w:tr>"
        )
    };
    let mut written = format!(
        "<w:tbl><w:tblPr><w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:vertAnchor=\"margin\" w:horzAnchor=\"margin\" \
         w:tblpXSpec=\"center\" w:tblpYSpec=\"bottom\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"{width}\"/></w:tblGrid>"
    );
    if let Some(copies) = copies {
        let inside = paragraph(Style::Copies, 0, &text(&copies.into()));
        written.push_str(&row((THICK, THIN), &inside));
    }
    let above = if copies.is_some() { THIN } else { THICK };
    let tab = format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>", width - 280);
    let halves = format!("{}<w:r><w:tab/></w:r>{}", text(&office.into()), text(&date.into()));
    written.push_str(&row((above, THICK), &placed(Style::Printed, &tab, &halves)));
    written + "</w:tbl>\n" + HIDDEN
}
