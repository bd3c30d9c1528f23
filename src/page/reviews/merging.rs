//! The conflicts that a merge leaves to be decided, as they are printed for whoever merges.

use crate::ledger::Locale;
use crate::merge::{About, Conflict};
use crate::page::shell;
use crate::page::words::{self, say};

/// One line a conflict, and the way out.
pub fn conflicts(path: &str, all: &[Conflict], lang: Locale) -> String {
    let count = all.len();
    let counted = words::counted(count, "conflict");
    let mut text = say!(lang, "{path}：合并有{count}处未决\n", "{path}: {counted} to be decided\n");
    for conflict in all {
        let id = conflict.id.as_deref().unwrap_or_default();
        let gap = if id.is_empty() { "" } else { " " };
        text.push_str(&format!("  {id}{gap}{}\n", about(&conflict.about, lang)));
    }
    let path = shell::word(&shell::path(path));
    text.push_str(&say!(
        lang,
        "duban check 指出各处；改好后 git add {path}\n",
        "duban check shows each; when they are put right: git add {path}\n"
    ));
    text
}

fn about(about: &About, lang: Locale) -> String {
    match about {
        About::Key(key) => {
            say!(lang, "`{key}` 两边改得不一样", "`{key}` was changed to different values")
        }
        About::Day(day) => {
            let day = day.map_or_else(String::new, |day| words::date(day, lang));
            say!(lang, "{day}的记录两边对不上", "the entries of {day} do not agree")
        }
        About::Removed => {
            say!(lang, "一边删去或移走，另一边改了", "taken away on one side, changed on the other")
        }
        About::Added => say!(lang, "两边各立了一项，编号相同", "both sides added one of this id"),
        About::Unreadable => say!(
            lang,
            "两边都改了，有一边读不了",
            "changed on both sides, and one of them cannot be read"
        ),
        About::Together(code) => say!(
            lang,
            "两边各自没错，合在一起不成立（{code}）",
            "each side is right alone, together they are not ({code})"
        ),
    }
}
