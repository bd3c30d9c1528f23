//! How cells look: one face and one grid for the whole workbook, each look made once.

use super::layout::Kind;
use crate::page::{Align, Hue, Ink};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use std::collections::HashMap;

/// What a cell looks like.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Look {
    /// How its number is shown; empty for text.
    pub(super) number: String,
    pub(super) align: Align,
    pub(super) wraps: bool,
    pub(super) ink: Ink,
    /// Whether the ink fills the cell.
    pub(super) is_light: bool,
    pub(super) is_total: bool,
    /// Whether it begins like a formula.
    pub(super) is_quoted: bool,
}

/// A face that Excel and WPS have where the language is read: the size in points, a row in pixels, a column in pixels.
struct Face {
    name: &'static str,
    charset: u8,
    size: f64,
    row: u32,
    column: u32,
}

impl Face {
    fn plain(&self) -> Format {
        let format = Format::new().set_font_name(self.name).set_font_size(self.size);
        format.set_font_charset(self.charset)
    }
}

/// The looks of a workbook.
pub(super) struct Styles {
    face: Face,
    day: &'static str,
    is_short: bool,
    made: HashMap<Look, Format>,
}

impl Styles {
    /// Those for a page in a language.
    pub(super) fn of(lang: &str) -> Self {
        let (name, charset, size, row, column, day) = match lang {
            "en" => ("Calibri", 0, 11.0, 20, 64, ISO_DAY),
            "zh-Hant" => ("新細明體", 136, 12.0, 22, 72, CHINESE_DAY),
            _ => ("宋体", 134, 11.0, 18, 72, CHINESE_DAY),
        };
        Self {
            face: Face { name, charset, size, row, column },
            day,
            is_short: false,
            made: HashMap::new(),
        }
    }

    /// The face of everything that has no look of its own.
    pub(super) fn begin(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let Face { row, column, .. } = self.face;
        book.set_default_format(&self.face.plain(), row, column)?;
        Ok(())
    }

    /// Whether days are written short from here on, as in tables of many columns.
    pub(super) fn short_days(&mut self, is_short: bool) {
        self.is_short = is_short;
    }

    /// The format of days.
    pub(super) fn day(&self) -> &'static str {
        if self.is_short { ISO_DAY } else { self.day }
    }

    /// The width of a day, in half-width characters.
    pub(super) fn day_width(&self) -> usize {
        const ISO: usize = 10;
        if self.day() == CHINESE_DAY { ISO + 4 } else { ISO }
    }

    /// The height of a row of so many lines, in points.
    pub(super) fn height(&self, kind: Kind, lines: usize) -> f64 {
        let one = f64::from(self.face.row) * 0.75 + 2.5;
        match kind {
            Kind::Title => one * 2.0 * lines as f64,
            Kind::Heading | Kind::Line | Kind::Note => one * lines as f64,
        }
    }

    /// A line over the whole width.
    pub(super) fn line(&self, kind: Kind, align: Align) -> Format {
        let format = self.face.plain().set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let format = format.set_align(side(align));
        match kind {
            Kind::Title => {
                let size = self.face.size + 5.0;
                format.set_bold().set_font_size(size).set_align(FormatAlign::Center)
            }
            Kind::Heading => format.set_bold(),
            Kind::Line => format,
            Kind::Note => format.set_font_color(GREY),
        }
    }

    /// A head of a column.
    pub(super) fn head(&self) -> Format {
        let format = gridded(self.face.plain()).set_bold().set_text_wrap();
        let format = format.set_background_color(HEAD).set_align(FormatAlign::Center);
        format.set_align(FormatAlign::VerticalCenter)
    }

    /// A cell of a table.
    pub(super) fn cell(&mut self, look: Look) -> &Format {
        let Self { face, made, .. } = self;
        made.entry(look).or_insert_with_key(|look| drawn(face.plain(), look))
    }
}

/// As Excel in China writes a day in full.
const CHINESE_DAY: &str = "yyyy\"年\"m\"月\"d\"日\"";
const ISO_DAY: &str = "yyyy-mm-dd";
const GREY: Color = Color::RGB(0x59_59_59);
const HEAD: Color = Color::RGB(0xDD_E6_F0);
const GRID: Color = Color::RGB(0xA6_A6_A6);

fn gridded(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(GRID)
}

fn side(align: Align) -> FormatAlign {
    match align {
        Align::Left => FormatAlign::Left,
        Align::Right => FormatAlign::Right,
    }
}

fn drawn(plain: Format, look: &Look) -> Format {
    let mut format = gridded(plain).set_align(FormatAlign::VerticalCenter);
    format = format.set_align(side(look.align));
    if !look.number.is_empty() {
        format = format.set_num_format(look.number.as_str());
    }
    if look.wraps {
        format = format.set_text_wrap();
    }
    if look.is_quoted {
        format = format.set_quote_prefix();
    }
    if look.is_total {
        format = format.set_bold().set_background_color(HEAD);
    }
    if look.is_light {
        let Some((fill, ink)) = light(look.ink) else {
            return format.set_align(FormatAlign::Center);
        };
        format = format.set_background_color(fill).set_font_color(ink).set_bold();
        return format.set_align(FormatAlign::Center);
    }
    match look.ink {
        Ink::Red | Ink::Chip(Hue::Red) => format.set_font_color(Color::RGB(0xC0_00_00)),
        Ink::Bold => format.set_bold(),
        Ink::Plain
        | Ink::Faint
        | Ink::Yellow
        | Ink::Orange
        | Ink::Green
        | Ink::Blue
        | Ink::Chip(_) => format,
    }
}

/// The fill of a light, and the ink that can be read on it.
fn light(ink: Ink) -> Option<(Color, Color)> {
    let (fill, ink) = match ink {
        Ink::Red => (0xC0_00_00, 0xFF_FF_FF),
        Ink::Yellow => (0xFF_C0_00, 0x00_00_00),
        Ink::Orange => (0xE3_6C_09, 0xFF_FF_FF),
        Ink::Green => (0x37_86_3C, 0xFF_FF_FF),
        Ink::Blue => (0x1F_5F_A8, 0xFF_FF_FF),
        Ink::Chip(hue) => return light(hue.ink()),
        Ink::Faint | Ink::Plain | Ink::Bold => return None,
    };
    Some((Color::RGB(fill), Color::RGB(ink)))
}
