//! Texts of a workbook, made of runs: those that its cells share, and those that stand in a cell.

use super::super::package::Package;
use super::super::sheet::{Limit, WorkbookProblem};
use super::super::tags::{Tag, plain};
use std::sync::Arc;

/// A text, and whether a part of it is struck through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) text: Arc<str>,
    pub(super) struck: bool,
}

/// The texts that cells share, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Strings(Vec<Words>);

impl Strings {
    pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Self, WorkbookProblem> {
        let (mut strings, mut runs, mut left) = (Vec::new(), Runs::default(), Limit::BYTES);
        package.each_tag(part, |before, tag| {
            runs.take(before, tag);
            if tag.name == "si" && (tag.closes || tag.is_empty) {
                let words = runs.words();
                let rest = left.checked_sub(words.text.len());
                left = rest.ok_or(WorkbookProblem::TooLarge(Limit::Unpacked))?;
                if strings.len() >= Limit::CELLS {
                    return Err(WorkbookProblem::TooLarge(Limit::Cells));
                }
                strings.push(words);
            }
            Ok(())
        })?;
        Ok(Self(strings))
    }

    pub(super) fn get(&self, number: usize) -> Option<&Words> {
        self.0.get(number)
    }
}

/// The runs of a text while it is read.
#[derive(Debug, Default)]
pub(super) struct Runs {
    text: String,
    /// Whether a run that says something is struck through.
    struck: bool,
    struck_run: bool,
    in_text: bool,
    /// Inside the reading of a name, which no cell shows.
    phonetic: bool,
}

impl Runs {
    pub(super) fn take(&mut self, before: &str, tag: &Tag<'_>) {
        if self.in_text {
            self.push(&plain(before));
        }
        match (tag.name, tag.closes) {
            ("", _) if self.in_text => {
                let words = tag.text.strip_prefix("<![CDATA[");
                self.push(words.and_then(|words| words.strip_suffix("]]>")).unwrap_or(""));
            }
            ("r", _) => self.struck_run = false,
            ("strike", false) => {
                self.struck_run = tag.attribute("val").is_none() || tag.is_set("val");
            }
            ("rPh", closes) => self.phonetic = !closes && !tag.is_empty,
            ("t", closes) => self.in_text = !closes && !tag.is_empty && !self.phonetic,
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        self.struck |= self.struck_run && !words.trim().is_empty();
        self.text.push_str(words);
    }

    /// The text that was read; the next one begins.
    pub(super) fn words(&mut self) -> Words {
        let words = Words { text: unescaped(&self.text).into(), struck: self.struck };
        *self = Self::default();
        words
    }
}

/// A text with the control characters that its file writes as `_x000D_`.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let digits = after.get(..5).and_then(|digits| digits.strip_suffix('_'));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.and_then(char::from_u32) {
            Some(letter) => {
                // What was pasted from a letter parts its lines so.
                plain.push(if matches!(letter, '\u{b}' | '\u{c}') { '\n' } else { letter });
                rest = after.get(5..).unwrap_or("");
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::super::super::tags::each_tag;
    use super::*;

    fn words(xml: &str) -> Words {
        let mut runs = Runs::default();
        let mut bytes = xml.as_bytes();
        each_tag(&mut bytes, &mut |before, tag| {
            runs.take(before, tag);
            Ok(())
        })
        .unwrap();
        runs.words()
    }

    #[test]
    fn a_text_is_its_runs() {
        let all = words(
            "<si><r><t>60</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 户&lt;</t></r><rPh><t>hu</t></rPh></si>",
        );
        assert_eq!((&*all.text, all.struck), ("60 户<", false));
        assert_eq!(&*words("<is><t><![CDATA[a<b]]>c</t></is>").text, "a<bc");
        assert_eq!(&*words("<t>甲_x000D_乙_x5F_x_xZZZZ_</t>").text, "甲\r乙_x5F_x_xZZZZ_");
    }

    #[test]
    fn struck_texts_are_told() {
        for (xml, struck) in [
            ("<r><rPr><strike/></rPr><t>60</t></r><r><t>66户</t></r>", true),
            ("<x:r><x:rPr><x:strike val='1'/></x:rPr><x:t a=\">\">60</x:t></x:r>", true),
            ("<r><rPr><strike val=\"0\"/></rPr><t>60</t></r>", false),
            ("<r><rPr><strike/></rPr><t> </t></r><r><t>66</t></r>", false),
        ] {
            assert_eq!(words(xml).struck, struck, "{xml}");
        }
    }
}
