//! The records of an .xls workbook (BIFF8, [MS-XLS]): their bounds, fields and strings. No read goes beyond its record; one
//! that finds too little gives `None`.

/// A record with the records that continue it.
pub(super) struct Record<'b> {
    pub(super) kind: u16,
    /// Its bytes, and those of each record that continues it.
    pub(super) parts: Vec<&'b [u8]>,
}

const CONTINUE: u16 = 0x3c;

/// The records of a stream from a place on, up to the first that is not whole.
pub(super) fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = from;
    std::iter::from_fn(move || {
        let (kind, data) = one(stream, at)?;
        at += 4 + data.len();
        let mut parts = vec![data];
        while let Some((CONTINUE, data)) = one(stream, at) {
            parts.push(data);
            at += 4 + data.len();
        }
        Some(Record { kind, parts })
    })
}

fn one(stream: &[u8], at: usize) -> Option<(u16, &[u8])> {
    let kind = number(stream, at)?;
    let length = usize::from(number(stream, at.checked_add(2)?)?);
    let data = stream.get(at + 4..at + 4 + length)?;
    Some((kind, data))
}

/// A whole number of two bytes.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    bytes.try_into().ok().map(u16::from_le_bytes)
}

/// A whole number of four bytes.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    bytes.try_into().ok().map(u32::from_le_bytes)
}

/// A float of eight bytes.
pub(super) fn float(bytes: &[u8], at: usize) -> Option<f64> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    bytes.try_into().ok().map(f64::from_le_bytes)
}

/// A number in the four bytes of most cells (RK): the upper half of a float, or a whole number; perhaps divided by 100.
pub(super) fn compressed(bytes: &[u8], at: usize) -> Option<f64> {
    let bits = long(bytes, at)?;
    let value = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits.cast_signed() >> 2),
    };
    Some(if bits & 1 == 1 { value / 100.0 } else { value })
}

/// A text with the fonts of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RichText {
    pub(super) text: String,
    /// The fonts that parts of it are in.
    pub(super) fonts: Vec<u16>,
}

/// Reads strings one after the other, across the bounds of the parts.
pub(super) struct Strings<'r, 'b> {
    parts: &'r [&'b [u8]],
    part: usize,
    at: usize,
}

impl<'r, 'b> Strings<'r, 'b> {
    /// Begins at a place of the first part.
    pub(super) fn new(parts: &'r [&'b [u8]], at: usize) -> Self {
        Self { parts, part: 0, at }
    }

    fn byte(&mut self) -> Option<u8> {
        loop {
            let part = self.parts.get(self.part)?;
            if let Some(byte) = part.get(self.at) {
                self.at += 1;
                return Some(*byte);
            }
            self.part += 1;
            self.at = 0;
        }
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut all = [0; N];
        for byte in &mut all {
            *byte = self.byte()?;
        }
        Some(all)
    }

    /// A string after the two bytes of its length.
    pub(super) fn long(&mut self) -> Option<RichText> {
        let length = u16::from_le_bytes(self.bytes()?);
        self.string(length)
    }

    /// A string after the one byte of its length.
    pub(super) fn short(&mut self) -> Option<RichText> {
        let length = self.byte()?;
        self.string(u16::from(length))
    }

    fn string(&mut self, length: u16) -> Option<RichText> {
        let flags = self.byte()?;
        let runs = match flags & 8 {
            0 => 0,
            _ => u16::from_le_bytes(self.bytes()?),
        };
        let extra = match flags & 4 {
            0 => 0,
            _ => u32::from_le_bytes(self.bytes()?),
        };
        let units = self.units(length, flags & 1 == 1)?;
        let mut fonts = Vec::new();
        for _ in 0..runs {
            let [_, _, low, high] = self.bytes()?;
            fonts.push(u16::from_le_bytes([low, high]));
        }
        for _ in 0..extra {
            self.byte()?;
        }
        Some(RichText { text: String::from_utf16_lossy(&units), fonts })
    }

    /// Reads the characters. A part that continues them states their width again.
    fn units(&mut self, length: u16, mut wide: bool) -> Option<Vec<u16>> {
        let mut units = Vec::new();
        while units.len() < usize::from(length) {
            let part = self.parts.get(self.part)?;
            if self.at >= part.len() {
                self.part += 1;
                self.at = 0;
                wide = self.byte()? & 1 == 1;
                continue;
            }
            units.push(if wide {
                u16::from_le_bytes(self.bytes()?)
            } else {
                u16::from(self.byte()?)
            });
        }
        Some(units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_go_on_over_the_bounds_of_records() {
        // “东海ab”: two wide characters, then a part that goes on in narrow ones.
        let first: &[u8] = &[4, 0, 1, 0x1c, 0x4e, 0x77, 0x6d];
        let second: &[u8] = &[0, b'a', b'b', 1, 0, 0, b'x'];
        let parts = [first, second];
        let mut strings = Strings::new(&parts, 0);
        let mut next = || strings.long().map(|string| string.text);
        assert_eq!(next().as_deref(), Some("东海ab"));
        assert_eq!(next().as_deref(), Some("x"));
        assert_eq!(next(), None);
    }

    #[test]
    fn numbers_in_four_bytes() {
        let read = |value: u32| compressed(&value.to_le_bytes(), 0);
        assert_eq!(read(0x3ff0_0000), Some(1.0));
        assert_eq!(read((40 << 2) | 2), Some(40.0));
        assert_eq!(read((1234 << 2) | 3), Some(12.34));
        assert_eq!(read(0xffff_fffe), Some(-1.0));
    }

    #[test]
    fn a_cut_off_record_is_none() {
        assert_eq!(records(&[9, 8, 4, 0, 1, 2], 0).count(), 0);
        assert_eq!(records(&[9, 8, 2, 0, 1, 2], 0).count(), 1);
        assert_eq!(records(&[], 7).count(), 0);
    }
}
