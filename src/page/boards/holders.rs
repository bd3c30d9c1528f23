//! 单位 and 领导: who holds the tasks, the worst first.

use super::asked::Asked;
use crate::account::Figures;
use crate::page::board::{Choices, GroupTable};

/// The units.
pub(super) fn units(
    _asked: &Asked<'_, '_, '_>,
    _tasks: &[&Figures<'_>],
    _choices: &Choices,
) -> GroupTable {
    GroupTable::default()
}

/// The leaders.
pub(super) fn leaders(
    _asked: &Asked<'_, '_, '_>,
    _tasks: &[&Figures<'_>],
    _choices: &Choices,
) -> GroupTable {
    GroupTable::default()
}
