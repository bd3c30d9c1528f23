//! Where the blocks of headings stand, for whoever reads some of their parts alone.

use super::decoder::Decoder;
use super::locate::value;
use super::sections::sections;
use super::tape::Tape;
use crate::blocks;
use crate::source::{FileId, Sources};
use std::collections::HashSet;

/// The blocks of the tasks with these ids, by their file and first byte. `ledgers`: the prefix and the task files of each. Only files that hold an id are looked through.
pub(super) fn find(
    sources: &Sources,
    ledgers: &[(&str, &[FileId])],
    ids: &HashSet<String>,
) -> Vec<(FileId, usize)> {
    let mut found = Vec::new();
    if ids.is_empty() {
        return found;
    }
    let mut tape = Tape::default();
    for (prefix, files) in ledgers {
        let inside = |id: &String| match *prefix {
            "" => Some(id.clone()),
            prefix => id.strip_prefix(prefix)?.strip_prefix('/').map(str::to_owned),
        };
        let own: HashSet<String> = ids.iter().filter_map(inside).collect();
        for file in *files {
            let text = sources.file(*file).readable();
            if !own.iter().any(|id| text.contains(id.as_str())) {
                continue;
            }
            for block in blocks::cut(text).tasks {
                let block_text = text.get(block.clone()).unwrap_or("");
                let mentions = own.iter().any(|id| block_text.contains(id.as_str()));
                if mentions
                    && id_of(block_text, *file, &mut tape).is_some_and(|id| own.contains(&id))
                {
                    found.push((*file, block.start));
                }
            }
        }
    }
    found
}

fn id_of(block: &str, file: FileId, tape: &mut Tape) -> Option<String> {
    let text = block.trim_start_matches('\u{feff}');
    tape.fill(text);
    let mut decoder = Decoder { text, tape, file, base: 0, found: Vec::new() };
    let first = sections(&decoder).into_iter().next()?;
    let field = value(&decoder, "id", first.from, first.to)?;
    decoder.text(field).map(|id| id.into_owned())
}
