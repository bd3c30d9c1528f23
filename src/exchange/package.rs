//! A package of parts (.xlsx, .ods), unpacked with a limit: what is small in its file may be of any size behind it.

use super::sheet::{Limit, WorkbookProblem};
use super::tags::next_tag;
use super::vetted::vetted;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The most that the parts may unpack to, 256 MB.
const LARGEST: u64 = 256 << 20;

/// The most parts of a package.
const MOST_PARTS: usize = 10_000;

/// Stands before a text that is struck through. No file has this letter: it is none.
pub(super) const STRUCK: char = '\u{fdd0}';

/// One part.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// The parts that hold XML, in the order of the package.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Vec<Part>, WorkbookProblem> {
    unpacked_within(bytes, LARGEST)
}

fn unpacked_within(bytes: &[u8], largest: u64) -> Result<Vec<Part>, WorkbookProblem> {
    let broken =
        |error: zip::result::ZipError| WorkbookProblem::Broken(format!("Zip error: {error}"));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_PARTS {
        return Err(WorkbookProblem::TooLarge(Limit::Unpacked));
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut left = largest;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(broken)?;
        let name = file.name().map_err(broken)?.into_owned();
        let lower = name.to_lowercase();
        let is_text = [".xml", ".rels", "mimetype"].iter().any(|end| lower.ends_with(end));
        if !is_text || parts.iter().any(|part| part.name == name) {
            continue;
        }
        if file.size() > left {
            return Err(WorkbookProblem::TooLarge(Limit::Unpacked));
        }
        let mut bytes = Vec::new();
        let read = file.by_ref().take(left + 1).read_to_end(&mut bytes);
        read.map_err(|error| WorkbookProblem::Broken(error.to_string()))?;
        left = left
            .checked_sub(bytes.len() as u64)
            .ok_or(WorkbookProblem::TooLarge(Limit::Unpacked))?;
        parts.push(Part { name, bytes });
    }
    Ok(parts)
}

/// The parts as a package again, for a reader that unpacks by itself. Nothing is compressed, each part is vetted, and texts
/// that are struck through are marked.
pub(super) fn packed(parts: Vec<Part>) -> Result<Vec<u8>, WorkbookProblem> {
    let broken = |why: String| WorkbookProblem::Broken(why);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let lower = part.name.to_lowercase();
        // No colour is asked for.
        if lower.contains("theme/") {
            continue;
        }
        let mut text = vetted(&part.bytes)?;
        if let Some(marked) = marked(&text) {
            text = marked;
        }
        if lower.ends_with("sharedstrings.xml") {
            // A reader would take this number on trust, and make room for it.
            text = text.replace("uniqueCount", "uniqueC");
        }
        archive.start_file(part.name, options).map_err(|error| broken(error.to_string()))?;
        archive.write_all(text.as_bytes()).map_err(|error| broken(error.to_string()))?;
    }
    let archive = archive.finish().map_err(|error| broken(error.to_string()))?;
    Ok(archive.into_inner())
}

/// A part of a workbook with [`STRUCK`] before each text that is struck through; `None` where nothing is.
fn marked(text: &str) -> Option<String> {
    if !text.contains("strike") {
        return None;
    }
    let mut marked = String::with_capacity(text.len());
    let (mut rest, mut struck) = (text, false);
    while let Some((before, tag, behind)) = next_tag(rest) {
        marked.push_str(before);
        marked.push_str(tag.text);
        match tag.name {
            "r" => struck = false,
            "strike" => {
                let value = tag.attribute("val").unwrap_or_default();
                struck = !matches!(value.as_str(), "0" | "false" | "off");
            }
            "t" if struck && !tag.closes && !tag.is_empty => {
                let words = behind.split('<').next().unwrap_or("");
                marked.extend((!words.trim().is_empty()).then_some(STRUCK));
            }
            _ => {}
        }
        rest = behind;
    }
    marked.push_str(rest);
    Some(marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> String {
        marked(text).unwrap().replace(STRUCK, "~")
    }

    #[test]
    fn struck_texts_are_marked() {
        let text = "<si><r><rPr><strike/></rPr><t>60</t></r><r><t>66户</t></r></si>";
        assert!(marks(text).contains("<t>~60</t></r><r><t>66户"), "{}", marks(text));
        let text = "<x:r><x:rPr><x:strike val='1'/></x:rPr><x:t a=\">\">60</x:t></x:r><x:t>6</x:t>";
        assert!(marks(text).ends_with("~60</x:t></x:r><x:t>6</x:t>"), "{}", marks(text));
        let text = "<r><rPr><strike val=\"0\"/></rPr><t>60</t></r>";
        assert_eq!(marks(text), text);
    }

    #[test]
    fn the_number_of_strings_is_not_taken_on_trust() {
        let bytes = b"<sst uniqueCount=\"99999999999999\"><si/>".to_vec();
        let part = Part { name: "xl/sharedStrings.xml".to_owned(), bytes };
        let parts = unpacked(&packed(vec![part]).unwrap()).unwrap();
        assert_eq!(parts[0].bytes, b"<sst uniqueC=\"99999999999999\"><si/>");
        assert_eq!(marked("<a>"), None);
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("xl/a.xml", SimpleFileOptions::default()).unwrap();
        let zeros = vec![0; 1 << 20];
        archive.write_all(&zeros).unwrap();
        let mut bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 12);
        let refused = |bytes: &[u8]| unpacked_within(bytes, (1 << 20) - 1).err();
        let too_large = Some(WorkbookProblem::TooLarge(Limit::Unpacked));
        assert_eq!(refused(&bytes), too_large);
        assert!(unpacked_within(&bytes, 1 << 20).is_ok());
        // The size that the archive states is not believed.
        let stated = (1u32 << 20).to_le_bytes();
        let places: Vec<usize> =
            (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == stated).collect();
        for at in &places {
            bytes[*at..at + 4].copy_from_slice(&7u32.to_le_bytes());
        }
        assert!(!places.is_empty() && refused(&bytes).is_some());
    }
}
