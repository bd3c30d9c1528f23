//! 作战图: all tasks at one look.

use super::asked::Asked;
use crate::account::Figures;
use crate::page::board::{Choices, Wall};

/// The wall.
pub(super) fn wall(
    _asked: &Asked<'_, '_, '_>,
    _tasks: &[&Figures<'_>],
    _choices: &Choices,
) -> Wall {
    Wall::default()
}
