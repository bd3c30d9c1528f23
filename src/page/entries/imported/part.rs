//! A part of the report of an import.

use crate::page::Block;

/// A heading of the report with what it counts below it.
pub(super) fn part(heading: String, block: Block) -> [Block; 3] {
    [Block::Gap, Block::Line(heading.into()), block]
}
