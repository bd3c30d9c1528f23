//! The small commented ledger that `init` makes.

use crate::ledger::Locale;

/// Its duban.toml and its task file.
pub fn files(year: i32, lang: Locale) -> [String; 2] {
    let texts = match lang {
        Locale::ZhHans => [
            include_str!("first_ledger/duban.zh-Hans.toml"),
            include_str!("first_ledger/tasks.zh-Hans.toml"),
        ],
        Locale::ZhHant => [
            include_str!("first_ledger/duban.zh-Hant.toml"),
            include_str!("first_ledger/tasks.zh-Hant.toml"),
        ],
        Locale::En => {
            [include_str!("first_ledger/duban.en.toml"), include_str!("first_ledger/tasks.en.toml")]
        }
    };
    texts.map(|text| text.replace("YEAR", &year.to_string()))
}
