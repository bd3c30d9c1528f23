//! The index of the units' pages, the worst first: with the figures of the board's own table of units.

use super::asked::Asked;
use super::{choices, holders, home, veil};
use crate::ledger::DepartmentId;
use crate::page::board::{Choice, Index};
use crate::page::frame::ledger_title;

/// The index of the pages in these files.
pub fn index(asked: &Asked<'_, '_, '_>, files: &[(DepartmentId, String)]) -> Index {
    let (account, lang) = (asked.account, asked.lang);
    let chosen = choices::choices(asked, asked.tasks);
    let file = |choice: &Choice| {
        let called =
            |(unit, _): &&(DepartmentId, String)| account.book.department(*unit).id == choice.key;
        files.iter().find(called).map(|(_, file)| file.clone()).unwrap_or_default()
    };
    let mut index = Index {
        lang: lang.tag(),
        title: ledger_title(account).to_owned(),
        below: home::below(asked),
        scope: home::scope(asked),
        words: home::words(asked),
        verdict: home::verdict(asked, &home::sums(asked)),
        units: holders::units(asked, asked.tasks, &chosen),
        files: chosen.choices.units.iter().map(file).collect(),
        notes: home::notes(asked, None),
    };
    veil::draw_index(asked, &mut index);
    index
}
