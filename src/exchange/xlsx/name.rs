//! Names that Excel takes for sheets.

use crate::source::visible::is_safe;
use std::collections::HashSet;

/// The most UTF-16 units of a name.
const LONGEST: usize = 31;

/// The names given so far.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// The name as Excel takes it: without `[]:*?/\`, short, and no other sheet's, whatever its case.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let wanted = clean(wanted);
        let mut name = cut(&wanted, LONGEST);
        let mut nth = 2;
        while !self.0.insert(name.to_lowercase()) {
            let mark = format!(" ({nth})");
            name = cut(&wanted, LONGEST - mark.len()) + &mark;
            nth += 1;
        }
        name
    }
}

fn clean(wanted: &str) -> String {
    let fit = |letter: char| {
        let mut bytes = [0; 4];
        let taken = !"[]:*?/\\".contains(letter) && is_safe(letter.encode_utf8(&mut bytes));
        if taken { letter } else { ' ' }
    };
    let name: String = wanted.chars().map(fit).collect();
    let name = name.split_whitespace().collect::<Vec<&str>>().join(" ");
    let name = name.trim_matches(['\'', ' ']);
    match name {
        "" => "Sheet".to_owned(),
        // Excel keeps this name for itself.
        name if name.eq_ignore_ascii_case("history") => format!("{name}_"),
        name => name.to_owned(),
    }
}

/// As many whole characters as fit, without a blank or an apostrophe at the end.
fn cut(name: &str, most: usize) -> String {
    let mut units = 0;
    let fit = name.chars().take_while(|letter| {
        units += letter.len_utf16();
        units <= most
    });
    let cut: String = fit.collect();
    cut.trim_end_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_words_name_a_sheet() {
        let mut names = Names::default();
        let long = "督".repeat(40);
        let pairs = [
            ("逾期", "逾期"),
            ("逾期", "逾期 (2)"),
            ("a/b\\c:d*e?f[g]", "a b c d e f g"),
            ("'引号'", "引号"),
            ("", "Sheet"),
            ("History", "History_"),
            ("HISTORY_", "HISTORY_ (2)"),
            (&long, &long[..31 * 3]),
            (&long, &format!("{} (2)", &long[..27 * 3])),
        ];
        for (wanted, name) in pairs {
            assert_eq!(names.take(wanted), name);
        }
    }
}
