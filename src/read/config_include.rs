//! `include` of duban.toml: the further ledgers that are read along.

use super::config::Reader;
use super::decoder::{Decoder, Field};
use super::include::{FOLDER, Include, Prefix, fits_prefix};
use super::keys::{Fields, IncludeKey, Named};
use super::log::records;
use crate::diagnostic::{Finding, Including};

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
