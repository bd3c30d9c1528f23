//! `include` of duban.toml: the further ledgers that are read along.

use super::config::Reader;
use super::decoder::{Decoder, Field};
use super::keys::{Fields, IncludeKey, Named};
use super::log::records;
use crate::diagnostic::{Finding, Including};
use crate::source::Place;

/// A further ledger that a duban.toml names, or all that a pattern meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Include {
    /// Its folder, relative to the one that names it; with `*` or `?` a pattern.
    pub path: String,
    /// Whose name goes before its ids.
    pub prefix: Prefix,
    /// Where it is named.
    pub place: Place,
}

/// What goes before the ids of an included ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prefix {
    /// This, without the stroke.
    Stated(String),
    /// The name of its folder; of a pattern, of the folder that its last `*` stands for.
    Folder,
}

/// What `as` says for [`Prefix::Folder`].
const FOLDER: &str = "dir";

impl Prefix {
    /// As `as` says it.
    pub fn name(&self) -> &str {
        match self {
            Self::Stated(name) => name,
            Self::Folder => FOLDER,
        }
    }
}

impl Include {
    /// Whether it may mean several folders.
    pub fn is_pattern(&self) -> bool {
        self.path.contains(['*', '?'])
    }
}

/// Whether a name can go before ids: it is read and typed as a part of them.
pub fn fits_prefix(name: &str) -> bool {
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    !name.is_empty() && name.chars().all(fits)
}

impl Reader<'_> {
    pub(super) fn include(&mut self, decoder: &mut Decoder<'_, '_>, field: Field) {
        for (nodes, span) in records(decoder, field) {
            let (mut path, mut prefix) = (None, None);
            let mut fields = Fields::<IncludeKey>::between(nodes.start, nodes.end);
            while let Some(named) = fields.next(decoder) {
                match named {
                    Named::Known(IncludeKey::Path, field) => path = decoder.text(field),
                    Named::Known(IncludeKey::As, field) => {
                        prefix = decoder.text(field).map(|text| (text, decoder.span(field.value)));
                    }
                    Named::Own(_) => {}
                }
            }
            for (key, required) in [("path", IncludeKey::Path), ("as", IncludeKey::As)] {
                if !fields.has(required) {
                    decoder.report(Finding::MissingKey { key }, span);
                }
            }
            let (Some(path), Some((prefix, at))) = (path, prefix) else {
                continue;
            };
            let prefix = match prefix.as_ref() {
                FOLDER => Prefix::Folder,
                stated => Prefix::Stated(stated.to_owned()),
            };
            let place = decoder.place(span);
            let include = Include { path: path.into_owned(), prefix, place };
            match &include.prefix {
                Prefix::Stated(_) if include.is_pattern() => {
                    let path = include.path.clone();
                    decoder.report(Finding::Including(Including::PatternAs { path }), at);
                }
                Prefix::Stated(name) if !fits_prefix(name) => {
                    let finding = Including::BadPrefix { name: name.clone(), path: None };
                    decoder.report(Finding::Including(finding), at);
                }
                Prefix::Stated(_) | Prefix::Folder => self.includes.push(include),
            }
        }
    }
}
