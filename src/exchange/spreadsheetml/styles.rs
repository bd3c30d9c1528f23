//! Of the styles of a workbook only what decides what its cells show: number formats, and whether a font is struck through.

use super::super::cell_format::shows_date;
use super::super::package::Package;
use super::super::sheet::WorkbookProblem;
use super::super::shown::{LONGEST_FORMAT, built_in, built_in_date};
use super::super::tags::Tag;
use std::collections::BTreeMap;

/// The most number formats, fonts or styles of a workbook.
const MOST: usize = 65_536;

/// How a cell of a style shows what it holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// Its number format.
    pub(super) format: String,
    /// Whether its numbers are days or times.
    pub(super) is_date: bool,
    /// Whether its font is struck through.
    pub(super) struck: bool,
}

/// The styles by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

impl Styles {
    pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Self, WorkbookProblem> {
        let mut reader = Reader::default();
        package.each_tag(part, |_, tag| reader.tag(tag))?;
        let style = |(format, font): &(u32, u32)| {
            let spelled = reader.formats.get(format).map(String::as_str);
            Style {
                format: spelled.unwrap_or_else(|| built_in(*format)).to_owned(),
                is_date: spelled.map_or_else(|| built_in_date(*format), shows_date),
                struck: usize::try_from(*font)
                    .is_ok_and(|font| reader.fonts.get(font) == Some(&true)),
            }
        };
        Ok(Self(reader.styles.iter().map(style).collect()))
    }

    pub(super) fn get(&self, number: usize) -> Option<&Style> {
        self.0.get(number)
    }
}

/// The lists of styles that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Formats,
    Fonts,
    Cells,
}

#[derive(Default)]
struct Reader {
    list: Option<List>,
    formats: BTreeMap<u32, String>,
    fonts: Vec<bool>,
    /// Number format and font of each style.
    styles: Vec<(u32, u32)>,
}

impl Reader {
    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        let list = match tag.name {
            "numFmts" => Some(List::Formats),
            "fonts" => Some(List::Fonts),
            "cellXfs" => Some(List::Cells),
            _ => None,
        };
        if list.is_some() {
            self.list = list.filter(|_| !tag.closes && !tag.is_empty);
            return Ok(());
        }
        if tag.closes {
            return Ok(());
        }
        match (self.list, tag.name) {
            (Some(List::Formats), "numFmt") => {
                let format = tag.attribute("formatCode").unwrap_or_default();
                if format.chars().count() > LONGEST_FORMAT {
                    return Err(WorkbookProblem::Broken("numFmt".to_owned()));
                }
                self.formats.insert(tag.number("numFmtId").unwrap_or(0), format);
            }
            (Some(List::Fonts), "font") => self.fonts.push(false),
            (Some(List::Fonts), "strike") => {
                if let Some(font) = self.fonts.last_mut() {
                    *font = tag.attribute("val").is_none() || tag.is_set("val");
                }
            }
            (Some(List::Cells), "xf") => {
                let number = |name: &str| tag.number(name).unwrap_or(0);
                self.styles.push((number("numFmtId"), number("fontId")));
            }
            (Some(List::Formats | List::Fonts | List::Cells) | None, _) => {}
        }
        if self.formats.len().max(self.fonts.len()).max(self.styles.len()) > MOST {
            return Err(WorkbookProblem::Broken("styles".to_owned()));
        }
        Ok(())
    }
}
