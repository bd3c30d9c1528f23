//! An entry that stands in a log already, whatever its spelling.

use super::entry::NewEntry;
use super::layout::{Parts, without_bom};
use super::meaning::of_fields;
use crate::read::records;

/// Where in a task block an entry of the same day, keys and values stands.
pub fn find_entry(block: &str, entry: &NewEntry) -> Option<usize> {
    let (bom, text) = without_bom(block);
    let wanted = meanings(&format!("[[task]]\nlog = [{}]\n", entry.line()));
    let (_, wanted) = wanted.first()?;
    let all = meanings(text);
    let (at, _) = all.iter().find(|(_, meaning)| meaning == wanted)?;
    Some(bom.len() + at)
}

/// The entries of a block: where each begins, and what it says.
fn meanings(text: &str) -> Vec<(usize, String)> {
    let parts = Parts::of(text);
    let decoder = parts.decoder();
    let records = records(&decoder, "log").into_iter();
    let meanings = records.map(|record| {
        let at = record.span.start as usize;
        (at, of_fields(&decoder, record.from, record.to))
    });
    meanings.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Value;
    use crate::ledger::Quantity;

    #[test]
    fn an_entry_is_the_same_in_any_spelling() {
        let day = "2018-05-15".parse().unwrap();
        let entry = |note: &str| NewEntry {
            on: day,
            fields: vec![
                ("done", Value::Number(Quantity::whole(66))),
                ("note", Value::Text(note.to_owned())),
            ],
        };
        let inline =
            "[[task]]\nlog = [\n  { note = '又签6户', done = 66.0, on = 2018-05-15 }, # x\n]\n";
        let spelled =
            "[[task]]\nid = 1\n[[task.log]]\non = 2018-05-15\ndone = 66\nnote = \"又签6户\"\n";
        for block in [inline, spelled] {
            assert!(find_entry(block, &entry("又签6户")).is_some(), "{block}");
            assert!(find_entry(block, &entry("又签7户")).is_none(), "{block}");
        }
    }
}
