//! The index of the units' pages as one HTML file, in the dress of the pages. Nothing in it runs.

use super::words::{beside, escaped, inked};
use super::{groups, sheet, words};
use crate::page::board::{Group, Index};
use std::io::{self, Write};

/// Writes an index as a whole document.
///
/// # Errors
/// Those of the writer.
pub fn write_index(index: &Index, out: &mut dyn Write) -> io::Result<()> {
    let styles = sheet::styles_of_index(&index.words);
    let (title, below) = (escaped(&index.title), escaped(&index.below));
    let scope = words::scope(index.scope.as_deref());
    let [_, unit, _, light, _] = &index.words.filters;
    let address = |group: &Group| beside(index.files.get(group.choice).map_or("", String::as_str));
    let units = groups::table(&index.words, &index.units, [unit, light], address);
    let opening = sheet::opening(index.lang, "", &title, &styles, "");
    let (verdict, foot) = (inked(&index.verdict), words::foot(&index.notes));
    writeln!(
        out,
        "{opening}<body><header><div><h1>{title}</h1><p>{below}</p>{scope}</div></header>\n\
         <main><p class=verdict>{verdict}</p>{units}</main>{foot}</body></html>"
    )
}
