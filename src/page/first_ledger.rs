//! The small commented ledger that `init` makes.

use crate::ledger::Locale;
use duban_words::traditional_file;

/// Its duban.toml and its task file.
pub fn files(year: i32, lang: Locale) -> [String; 2] {
    let texts = match lang {
        Locale::ZhHans => [
            include_str!("first_ledger/duban.zh-Hans.toml"),
            include_str!("first_ledger/tasks.zh-Hans.toml"),
        ],
        Locale::ZhHant => [
            traditional_file!("src/page/first_ledger/duban.zh-Hans.toml"),
            traditional_file!("src/page/first_ledger/tasks.zh-Hans.toml"),
        ],
        Locale::En => {
            [include_str!("first_ledger/duban.en.toml"), include_str!("first_ledger/tasks.en.toml")]
        }
    };
    // Without `locale` a ledger speaks simplified Chinese; the English files state theirs.
    let year_line = match lang {
        Locale::ZhHant => "year = YEAR\nlocale = \"zh-Hant\"\n",
        Locale::ZhHans | Locale::En => "year = YEAR\n",
    };
    texts.map(|text| text.replace("year = YEAR\n", year_line).replace("YEAR", &year.to_string()))
}
