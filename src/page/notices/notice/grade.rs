//! How firm a notice is: its words and its ink.

use crate::account::Grade;
use crate::ledger::Locale;
use crate::page::Ink;
use crate::page::words::say;

/// The name of a grade: the word beside its colour.
pub fn grade(grade: Grade, lang: Locale) -> String {
    match grade {
        Grade::Blue => say!(lang, "蓝色·首次催办", "blue: first notice"),
        Grade::Orange => say!(lang, "橙色·再次催办", "orange: second notice"),
        Grade::Red => say!(lang, "红色·多次催办", "red: third notice or more"),
    }
}

/// The ink of a grade.
pub(in crate::page::notices) fn ink(grade: Grade) -> Ink {
    match grade {
        Grade::Blue => Ink::Blue,
        Grade::Orange => Ink::Orange,
        Grade::Red => Ink::Red,
    }
}
