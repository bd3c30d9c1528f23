//! The index of the units' pages as one HTML file, in the dress of the pages. Nothing in it runs.

use super::words::{beside, escaped, inked};
use super::{groups, sheet};
use crate::page::board::{Group, Index};
use std::io::{self, Write};

/// Writes an index as a whole document.
///
/// # Errors
/// Those of the writer.
pub fn write_index(index: &Index, out: &mut dyn Write) -> io::Result<()> {
    let styles = sheet::styles_of_index(&index.words);
    let (title, below) = (escaped(&index.title), escaped(&index.below));
    let scope = index.scope.as_deref().map(escaped);
    let scope = scope.map_or_else(String::new, |scope| format!("<p class=scope>{scope}</p>"));
    let [_, unit, _, light, _] = &index.words.filters;
    let address = |group: &Group| beside(index.files.get(group.choice).map_or("", String::as_str));
    let units = groups::table(&index.words, &index.units, [unit, light], address);
    let notes: String =
        index.notes.iter().map(|note| format!("<p>{}</p>", escaped(note))).collect();
    writeln!(
        out,
        "<!doctype html><html lang={}><head><meta charset=utf-8>\
         <meta http-equiv=Content-Security-Policy content=\"{}\">\
         <meta name=viewport content=\"width=device-width,initial-scale=1,viewport-fit=cover\">\
         <meta name=color-scheme content=\"light dark\"><title>{title}</title><style>{styles}</style></head>\n\
         <body><header><div><h1>{title}</h1><p>{below}</p>{scope}</div></header>\n\
         <main><p class=verdict>{}</p>{units}</main><footer>{notes}</footer></body></html>",
        index.lang,
        sheet::policy(&styles),
        inked(&index.verdict)
    )
}
