//! What a page does not tell: on a unit's own page the names and tasks of all others, on every page telephone numbers unless they are
//! asked for.

use super::asked::Asked;
use super::numbers;
use crate::page::board::{Board, Index};
use crate::page::words::say;
use std::borrow::Cow;

/// Takes out of a board what its page does not tell.
pub(super) fn draw(asked: &Asked<'_, '_, '_>, board: &mut Board) {
    let lang = asked.lang;
    let words = [say!(lang, "有关事项", "another task"), say!(lang, "有关单位", "another unit")];
    board.each_text(&mut |text| {
        if let Some(unit) = asked.only {
            for (finder, word) in asked.names.finders().iter().zip(&words) {
                if let Cow::Owned(veiled) = finder.veiled(text, unit, word) {
                    *text = veiled;
                }
            }
        }
        mask_numbers(asked, text);
    });
}

/// The same of the index of the units' pages, which names them all.
pub(super) fn draw_index(asked: &Asked<'_, '_, '_>, index: &mut Index) {
    index.each_text(&mut |text| mask_numbers(asked, text));
}

fn mask_numbers(asked: &Asked<'_, '_, '_>, text: &mut String) {
    if asked.with_contacts {
        return;
    }
    let mask = say!(asked.lang, "电话略", "[number]");
    if let Some(masked) = numbers::known_masked(text, asked.names.numbers(), &mask) {
        *text = masked;
    }
    if let Some(masked) = numbers::masked(text, &mask) {
        *text = masked;
    }
}
