//! The pages of the units: what lies beside them and leads to each.

use super::Words;
use super::part::GroupTable;
use super::texts::Each;
use crate::page::text::Text;

/// A row a unit, the worst first.
#[derive(Clone, Debug)]
pub struct Index {
    /// BCP 47 tag of its language.
    pub lang: &'static str,
    /// The ledger's title.
    pub title: String,
    /// The office and the day.
    pub below: String,
    /// Which tasks were asked for, where not all were.
    pub scope: Option<String>,
    /// What it calls its parts.
    pub words: Words,
    /// How bad it is, how far it has come: of all units together.
    pub verdict: Text,
    /// The units.
    pub units: GroupTable,
    /// The names of the files beside the index; a row names its own by its number here.
    pub files: Vec<String>,
    /// By which rules, what was left out, when and from what it was made.
    pub notes: Vec<String>,
}

impl Index {
    /// Shows each text that comes from the ledger to `each`, which may change it. The names of files are addresses.
    pub fn each_text(&mut self, each: Each<'_>) {
        let Self { lang: _, title, below, scope, words: _, verdict, units, files: _, notes } = self;
        each(title);
        each(below);
        scope.iter_mut().for_each(&mut *each);
        verdict.each_text(each);
        units.each_text(each);
        notes.iter_mut().for_each(each);
    }
}
