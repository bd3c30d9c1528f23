//! A board as one HTML file that needs no other: a page for the phone, the desk, the wall and A4.

mod index;

pub use index::write_index;

use crate::page::board::{Board, View};
use std::io::{self, Write};

/// Writes a board as a whole document.
///
/// # Errors
/// Those of the writer.
pub fn write_board(board: &Board, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<!doctype html><html lang=\"{}\"><title>x</title>", board.lang)?;
    for (_, view) in View::ALL {
        writeln!(out, "<section id=\"/{}\"></section>", view.name())?;
    }
    for card in &board.cards {
        writeln!(
            out,
            "<details open><summary>{} {} {}</summary>{}</details>",
            card.id, card.light_name, card.state, card.why
        )?;
    }
    Ok(())
}
