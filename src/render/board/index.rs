//! The index of the units' pages as one HTML file.

use crate::page::board::{Index, IndexRow};
use crate::render::html::escaped;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes an index as a whole document.
///
/// # Errors
/// Those of the writer.
pub fn write_index(index: &Index, out: &mut dyn Write) -> io::Result<()> {
    let (lang, title, below) = (index.lang, escaped(&index.title), escaped(&index.below));
    let scope = index.scope.as_deref().map(escaped);
    let scope = scope.map_or_else(String::new, |scope| format!("<p>{scope}</p>"));
    let verdict = escaped(&index.verdict.plain());
    let heads: String =
        index.heads.iter().map(|head| format!("<th scope=col>{}", escaped(head))).collect();
    let rows: String = index.rows.iter().map(row).collect();
    let notes: String =
        index.notes.iter().map(|note| format!("<p>{}</p>", escaped(note))).collect();
    writeln!(
        out,
        "<!doctype html><html lang={lang}><head><meta charset=utf-8><title>{title}</title></head>\
         <body><header><h1>{title}</h1><p>{below}</p>{scope}</header>\n\
         <main><p>{verdict}</p><table><tr>{heads}{rows}</table></main><footer>{notes}</footer></body></html>"
    )
}

fn row(row: &IndexRow) -> String {
    let IndexRow { file, name, count, lights, overdue, lag, bar } = row;
    let (file, name) = (address(file), escaped(name));
    let (lights, lag) = (lights.plain(), lag.plain());
    let (lights, lag) = (escaped(&lights), escaped(&lag));
    let said = bar.as_ref().map_or("", |bar| bar.said.as_str());
    format!(
        "\n<tr><th scope=row><a href=\"{file}\">{name}</a><td>{count}<td>{lights}<td>{overdue}<td>{lag}<td>{}",
        escaped(said)
    )
}

/// The name of a file as an address beside the page: each byte that an address gives a meaning of its own, and all beyond ASCII.
fn address(file: &str) -> String {
    let mut address = String::new();
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                address.push(char::from(byte));
            }
            // Writing into a string has no errors.
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}
