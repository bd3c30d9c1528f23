//! The XML of an .xlsx before a library reads it: every place in bounds, no more strings, styles and sheets than a workbook
//! may have, and of its styles only what is asked. That library takes such numbers on trust.

use super::sheet::{Limit, WorkbookProblem};
use super::shown::LONGEST_FORMAT;
use super::tags::{Tag, next_tag};
use encoding_rs::Encoding;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The rows and columns of a sheet (ECMA-376, and every program that writes one).
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// The most number formats, fonts or styles of a workbook.
const MOST_STYLES: usize = 65_536;

/// The most bytes of a tag of a style.
const LONGEST_STYLE: usize = 2_000;

/// A part that a library may read.
pub(super) fn vetted(bytes: &[u8]) -> Result<String, WorkbookProblem> {
    let text = decoded(bytes)?;
    let mut vetting = Vetting::default();
    let mut rest: &str = &text;
    while let Some((before, tag, behind)) = next_tag(rest) {
        vetting.xml.push_str(before);
        vetting.tag(&tag)?;
        rest = behind;
    }
    // Where a tag never ends here, another reader may see it end.
    if rest.contains('<') {
        return Err(broken("XML: <"));
    }
    vetting.xml.push_str(rest);
    Ok(vetting.xml)
}

fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, WorkbookProblem> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let body = bytes.get(mark..).unwrap_or_default();
    let text = encoding.decode_without_bom_handling_and_without_replacement(body);
    text.ok_or_else(|| broken("XML: UTF-8"))
}

/// The error that names what is wrong, cut to a readable length.
fn broken(what: &str) -> WorkbookProblem {
    WorkbookProblem::Broken(what.chars().take(80).collect())
}

#[derive(Default)]
struct Vetting {
    xml: String,
    strings: usize,
    /// The names, relationships and parts of the sheets so far.
    sheets: BTreeSet<(&'static str, String)>,
    in_styles: bool,
    /// The list of styles that is open, and the number of entries in it.
    styles: Option<(&'static str, usize)>,
}

/// The lists of styles that are read, each with the tags that are read in it.
const STYLES: [(&str, &[&str]); 3] =
    [("numFmts", &["numFmt"]), ("fonts", &["font", "strike"]), ("cellXfs", &["xf"])];

impl Vetting {
    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        if tag.name.is_empty() {
            // Comments, instructions and types of documents say nothing of a cell.
            let words = tag.text.starts_with("<![CDATA[");
            self.xml.push_str(if words { tag.text } else { "" });
            return Ok(());
        }
        if tag.closes && tag.text.contains(['"', '\'']) {
            return Err(broken(tag.text));
        }
        if tag.name == "styleSheet" {
            self.in_styles = !tag.closes;
        } else if self.in_styles {
            return self.style(tag);
        }
        match tag.name {
            _ if tag.closes => self.xml.push_str(tag.text),
            "c" => self.cell(tag)?,
            "row" => self.row(tag)?,
            "f" => {
                let shared = tag.attribute("t").as_deref() == Some("shared");
                self.write(tag, if shared { " t=\"shared\" si=\"0\"" } else { "" });
            }
            "mergeCell" => self.region(tag),
            // Nobody asks how large a sheet says that it is.
            "dimension" => {}
            "si" => {
                self.strings += 1;
                if self.strings > Limit::CELLS {
                    return Err(WorkbookProblem::TooLarge(Limit::Cells));
                }
                self.xml.push_str(tag.text);
            }
            "sheet" | "Relationship" => self.sheet(tag)?,
            _ => self.xml.push_str(tag.text),
        }
        Ok(())
    }

    /// Writes a tag anew with these attributes only.
    fn write(&mut self, tag: &Tag<'_>, attributes: &str) {
        let inside = tag.text.trim_start_matches('<').trim_start();
        let ends = |letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '>');
        let name = inside.split(ends).next().unwrap_or("");
        let end = if tag.is_empty { "/>" } else { ">" };
        self.xml.extend(["<", name, attributes, end]);
    }

    fn cell(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        let mut attributes = String::new();
        if let Some(written) = tag.attribute("r") {
            let place = place(&written).ok_or_else(|| broken(tag.text))?;
            attributes.push_str(&format!(" r=\"{}\"", named(place)));
        }
        if let Some(style) = tag.number("s") {
            attributes.push_str(&format!(" s=\"{style}\""));
        }
        if let Some(kind) = tag.attribute("t") {
            if !kind.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(broken(tag.text));
            }
            attributes.push_str(&format!(" t=\"{kind}\""));
        }
        self.write(tag, &attributes);
        Ok(())
    }

    fn row(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        let Some(written) = tag.attribute("r") else {
            self.write(tag, "");
            return Ok(());
        };
        let row = written.parse().ok().filter(|row| (1..=ROWS).contains(row));
        let row = row.ok_or_else(|| broken(tag.text))?;
        self.write(tag, &format!(" r=\"{row}\""));
        Ok(())
    }

    /// A region that is none, or ends before it begins, merges nothing.
    fn region(&mut self, tag: &Tag<'_>) {
        let written = tag.attribute("ref").unwrap_or_default();
        let (first, last) = written.split_once(':').unwrap_or((&written, &written));
        if let (Some(first), Some(last)) = (place(first), place(last))
            && first.0 <= last.0
            && first.1 <= last.1
        {
            self.write(tag, &format!(" ref=\"{}:{}\"", named(first), named(last)));
        }
    }

    /// A sheet that is listed twice would be read as often as it is listed.
    fn sheet(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        let is_sheet = tag.attribute("Type").is_some_and(|kind| kind.ends_with("sheet"));
        let target = tag.attribute("Target").filter(|_| is_sheet);
        let id = tag.attribute("id").filter(|_| tag.name == "sheet");
        let name = tag.attribute("name").filter(|_| id.is_some());
        let target = target.map(|target| {
            let lower = target.to_lowercase().replace('\\', "/");
            let mut names: Vec<&str> = lower.rsplit('/').take(2).collect();
            names.retain(|name| !name.is_empty());
            names.join("/")
        });
        for (kind, value) in [("id", id), ("name", name), ("part", target)] {
            if value.is_some_and(|value| !self.sheets.insert((kind, value))) {
                return Err(broken(tag.text));
            }
        }
        self.xml.push_str(tag.text);
        Ok(())
    }

    fn style(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookProblem> {
        if let Some((list, _)) = STYLES.iter().find(|(list, _)| *list == tag.name) {
            self.styles = (!tag.closes && !tag.is_empty).then_some((*list, 0));
            self.xml.push_str(tag.text);
            return Ok(());
        }
        let Some((list, count)) = self.styles.as_mut() else {
            return Ok(());
        };
        let read = STYLES.iter().any(|(name, tags)| name == list && tags.contains(&tag.name));
        if !read {
            return Ok(());
        }
        *count += usize::from(!tag.closes);
        let format = tag.attribute("formatCode").unwrap_or_default();
        if *count > 2 * MOST_STYLES
            || tag.text.len() > LONGEST_STYLE
            || format.chars().count() > LONGEST_FORMAT
        {
            return Err(broken(tag.text));
        }
        self.xml.push_str(tag.text);
        Ok(())
    }
}

/// Column and row of a place such as `B7`, from 1.
fn place(written: &str) -> Option<(u32, u32)> {
    let digits = written.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = written.split_at(digits);
    if !(1..=3).contains(&letters.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes().map(|letter| letter.to_ascii_uppercase()) {
        column = column * 26 + u32::from(letter.checked_sub(b'A').filter(|nth| *nth < 26)?) + 1;
    }
    let row = digits.parse().ok().filter(|row| (1..=ROWS).contains(row))?;
    (column <= COLUMNS).then_some((column, row))
}

/// The name of a place.
fn named((mut column, row): (u32, u32)) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        column /= 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{row}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml(text: &str) -> String {
        vetted(text.as_bytes()).unwrap()
    }

    #[test]
    fn places_are_in_bounds() {
        for written in ["A1", "Z9", "AA10", "XFD1048576"] {
            assert_eq!(place(written).map(named).as_deref(), Some(written));
        }
        assert_eq!(place("b07"), Some((2, 7)));
        for written in
            ["", "A", "7", "A0", "A1048577", "XFE1", "ZZZZZ1", "A4294967296", "A1B", "甲1", "$A$1"]
        {
            assert_eq!(place(written), None, "{written}");
            assert!(vetted(format!("<c r='{written}'>").as_bytes()).is_err());
        }
        for row in ["0", "-1", "4294967295", "A1"] {
            assert!(vetted(format!("<row r=\"{row}\"/>").as_bytes()).is_err(), "{row}");
        }
    }

    #[test]
    fn tags_are_written_anew() {
        assert_eq!(
            xml("<!-- a --><x:c s='7' x='y' r='b2' t=\"s\"><v>1</v></x:c>"),
            "<x:c r=\"B2\" s=\"7\" t=\"s\"><v>1</v></x:c>"
        );
        assert_eq!(xml("<dimension ref='B1:A1'/><f ref='B1:A1'>"), "<f>");
        let merged = "<mergeCell ref='B1:A1'/><mergeCell ref='A1:&#66;2'/><mergeCell ref='A1:B2:C3'/><mergeCell/>";
        assert_eq!(xml(merged), "<mergeCell ref=\"A1:B2\"/>");
        assert_eq!(
            xml("<f t='shared' si='99999999999' ref='B1:A1'/>"),
            "<f t=\"shared\" si=\"0\"/>"
        );
        assert!(vetted(b"</c '>").is_err());
    }

    #[test]
    fn of_styles_only_what_is_asked() {
        assert_eq!(
            xml(
                "<styleSheet><fonts><font><name val=''/><strike/></font></fonts><dxfs><font/></dxfs></styleSheet>"
            ),
            "<styleSheet><fonts><font><strike/></font></fonts></styleSheet>"
        );
        let format = |code: &str| format!("<styleSheet><numFmts><numFmt formatCode=\"{code}\"/>");
        assert!(vetted(format(&"0".repeat(255)).as_bytes()).is_ok());
        assert!(vetted(format(&"[".repeat(256)).as_bytes()).is_err());
    }

    #[test]
    fn a_sheet_is_listed_once() {
        let sheet = |name: &str, id: &str| format!("<sheet name='{name}' r:id='{id}'/>");
        assert!(vetted((sheet("a", "1") + &sheet("b", "2")).as_bytes()).is_ok());
        assert!(vetted((sheet("a", "1") + &sheet("a", "2")).as_bytes()).is_err());
        assert!(vetted((sheet("a", "1") + &sheet("b", "1")).as_bytes()).is_err());
        let part = |target: &str| format!("<Relationship Type='/worksheet' Target='{target}'/>");
        let listed = part("worksheets/sheet1.xml") + &part("/xl/worksheets/Sheet1.xml");
        assert!(vetted(listed.as_bytes()).is_err());
    }
}
