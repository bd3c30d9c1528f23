//! Names that people take for one another, in words.

use crate::diagnostic::{Bearer, Naming};
use crate::ledger::Locale;
use crate::page::words::say;

/// What is wrong, in one line.
pub(super) fn title(finding: &Naming, lang: Locale) -> String {
    let shown = |name: &str| name.escape_debug().to_string();
    match finding {
        Naming::Lookalike { bearer, name, other } => {
            let (bearer, name, other) = (what(*bearer, lang), shown(name), shown(other));
            say!(
                lang,
                "{bearer} `{name}` 与 `{other}` 看起来一样，却不是同一个",
                "{bearer} `{name}` looks like `{other}` and is not the same"
            )
        }
        Naming::SameName { bearer, name } => {
            let (bearer, name) = (what(*bearer, lang), shown(name));
            say!(lang, "两个{bearer}都叫 `{name}`", "two of one name: {bearer} `{name}`")
        }
        Naming::SameShort { name } => {
            let name = shown(name);
            say!(
                lang,
                "两个单位的简称都是 `{name}`",
                "two departments have the short name `{name}`"
            )
        }
        Naming::Hidden { bearer, name, found } => {
            let (bearer, name, code) = (what(*bearer, lang), shown(name), u32::from(*found));
            say!(
                lang,
                "{bearer} `{name}` 里有看不见的字符 U+{code:04X}",
                "{bearer} `{name}` has the character U+{code:04X}, which does not show"
            )
        }
    }
}

/// The way out.
pub(super) fn help(finding: &Naming, lang: Locale) -> String {
    match finding {
        Naming::Lookalike { .. } => say!(
            lang,
            "是同一个，就写成同样的字符；不是，就改成看得出不同的",
            "if they are one, write them with the same characters; if not, so that they can be told apart"
        ),
        Naming::SameName { .. } => say!(
            lang,
            "是同一个，就合为一个；不是，就改成不同的名称",
            "if they are one, make one of them; if not, give them different names"
        ),
        Naming::SameShort { .. } => say!(
            lang,
            "表里只印简称，各单位的要不同：改一个，或者去掉",
            "tables print the short name alone: change one of them, or leave it out"
        ),
        Naming::Hidden { .. } => say!(lang, "重新输入这个名称", "type the name again"),
    }
}

fn what(bearer: Bearer, lang: Locale) -> String {
    match bearer {
        Bearer::Task => say!(lang, "编号", "id"),
        Bearer::Department => say!(lang, "单位", "department"),
        Bearer::Area => say!(lang, "领域", "area"),
        Bearer::Leader => say!(lang, "领导", "leader"),
    }
}
