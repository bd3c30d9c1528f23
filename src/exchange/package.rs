//! A package of parts (.xlsx, .ods), unpacked piece by piece and within a limit: what is small in its file may be of any size
//! behind it.

use super::sheet::{Limit, WorkbookProblem};
use super::tags::{Tag, each_tag};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that the parts may unpack to. It costs time, not memory.
const LARGEST: u64 = 1 << 30;

/// The most parts of a package.
const MOST_PARTS: usize = 10_000;

/// A package.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The parts by their names in small letters; of several of one name the first.
    parts: BTreeMap<String, usize>,
    left: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, WorkbookProblem> {
        Self::open_within(bytes, LARGEST)
    }

    fn open_within(bytes: &'b [u8], left: u64) -> Result<Self, WorkbookProblem> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(problem)?;
        if archive.len() > MOST_PARTS {
            return Err(WorkbookProblem::TooLarge(Limit::Unpacked));
        }
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let file = archive.by_index_raw(at).map_err(problem)?;
            let name = file.name().map_err(problem)?.to_lowercase().replace('\\', "/");
            parts.entry(name).or_insert(at);
        }
        Ok(Self { archive, parts, left })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// Calls `seen` with each tag of a part; returns whether there is such a part.
    pub(super) fn each_tag(
        &mut self,
        name: &str,
        mut seen: impl FnMut(&str, &Tag<'_>) -> Result<(), WorkbookProblem>,
    ) -> Result<bool, WorkbookProblem> {
        let Some(at) = self.parts.get(&name.to_lowercase()) else {
            return Ok(false);
        };
        let file = self.archive.by_index(*at).map_err(problem)?;
        let mut part = Limited { file, left: &mut self.left, over: false };
        let read = each_tag(&mut part, &mut seen);
        if part.over {
            return Err(WorkbookProblem::TooLarge(Limit::Unpacked));
        }
        read.map(|()| true)
    }
}

fn problem(error: ZipError) -> WorkbookProblem {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => WorkbookProblem::Protected,
        error => WorkbookProblem::Broken(format!("Zip error: {error}")),
    }
}

/// A part, of which no more is read than is left. The size that the package states is not believed.
struct Limited<'l, R> {
    file: R,
    left: &'l mut u64,
    over: bool,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(bytes)?;
        let left = self.left.checked_sub(read as u64);
        self.over = left.is_none();
        *self.left = left.ok_or_else(|| io::Error::other("limit"))?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    #[test]
    fn a_part_under_a_password_is_named_as_such() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("a.xml", SimpleFileOptions::default()).unwrap();
        archive.write_all(b"<a/>").unwrap();
        let mut bytes = archive.finish().unwrap().into_inner();
        // The flag of encryption, in the header of the file and in the directory.
        for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
            let at = bytes.windows(4).position(|four| four == mark).unwrap();
            bytes[at + flags] |= 1;
        }
        let mut package = Package::open(&bytes).unwrap();
        assert_eq!(package.each_tag("a.xml", |_, _| Ok(())), Err(WorkbookProblem::Protected));
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("xl/a.xml", SimpleFileOptions::default()).unwrap();
        let tags = "<a>".repeat(1 << 18);
        archive.write_all(tags.as_bytes()).unwrap();
        let mut bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 12);
        let refused = |bytes: &[u8], most: u64| {
            let mut package = Package::open_within(bytes, most)?;
            package.each_tag("XL/A.xml", |_, _| Ok(()))
        };
        let size = tags.len() as u64;
        let too_large = Err(WorkbookProblem::TooLarge(Limit::Unpacked));
        assert_eq!(refused(&bytes, size - 1), too_large);
        assert_eq!(refused(&bytes, size), Ok(true));
        // The size that the archive states is not believed.
        let stated = u32::try_from(size).unwrap().to_le_bytes();
        let places: Vec<usize> =
            (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == stated).collect();
        for at in &places {
            bytes[*at..at + 4].copy_from_slice(&7u32.to_le_bytes());
        }
        assert!(!places.is_empty() && refused(&bytes, size - 1).is_err());
    }
}
