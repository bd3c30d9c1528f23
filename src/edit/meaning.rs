//! The meaning of a value, whatever its spelling: blanks, comments, kinds of quotes and the order of keys do not count.

use crate::ledger::Quantity;
use crate::read::{Decoder, Field};
use toml_writer::{ToTomlValue, TomlStringBuilder};

/// The value of a field in the one spelling by which it is compared.
pub(crate) fn of_value(decoder: &Decoder<'_, '_>, field: Field) -> String {
    if let Some(words) = words(decoder, field) {
        return words;
    }
    let raw = decoder.raw(decoder.span(field.value));
    if let Some(nodes) = decoder.tape.inside_table(field.value) {
        return of_fields(decoder, nodes.start, nodes.end);
    }
    if let Some(items) = decoder.tape.items(field.value) {
        let items = items.map(|at| of_value(decoder, field.at(at)));
        return format!("[{}]", items.collect::<Vec<String>>().join(", "));
    }
    Quantity::parse(raw).map_or_else(|_| raw.to_owned(), |number| number.to_string())
}

/// All fields between two nodes, in the order of their keys.
pub(crate) fn of_fields(decoder: &Decoder<'_, '_>, from: usize, to: usize) -> String {
    let mut at = from;
    let mut cells = Vec::new();
    while let Some(field) = decoder.next_field(&mut at, to) {
        cells.push(format!("{} = {}", decoder.key(field), of_value(decoder, field)));
    }
    cells.sort();
    format!("{{ {} }}", cells.join(", "))
}

fn words(decoder: &Decoder<'_, '_>, field: Field) -> Option<String> {
    // The decoder collects problems while it reads, so a shared one cannot.
    let mut scratch = Decoder { found: Vec::new(), ..*decoder };
    let words = scratch.text(field)?;
    Some(TomlStringBuilder::new(&words).as_basic().to_toml_value())
}
