//! Traditional Chinese as the program derives it, held against OpenCC's characters for Taiwan.

#[path = "../../words/src/table.rs"]
mod table;
#[path = "../../words/src/traditional.rs"]
mod words;

use crate::session::place::files_below;
use crate::verdict::root;
use duban::ledger::Locale;
use duban_words::{say, words};
use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::collections::BTreeSet;
use std::fs;
use words::traditional;

/// Words that are not what OpenCC makes of them: the simplified word, ours, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("台账", "台賬", "Taiwan and Hong Kong both print 台"),
    ("周", "週", "here it is always a week"),
    ("里", "裡", "OpenCC takes 本里, 报里 for a place's name"),
    ("回复", "回覆", "OpenCC takes 前回 for a word"),
    ("合并", "合併", "OpenCC takes 不合 for a word"),
    ("只发", "只發", "OpenCC takes 单只 for one of a pair"),
    ("舍入", "捨入", "as in 四捨五入"),
    ("未准", "未准", "not granted, rather than not exact"),
    ("duban 结转", "duban 结转", "the command has this name alone"),
    ("折算", "折算", "OpenCC takes 重折 for a fold"),
    ("report.zh-Hans.txt", "report.zh-Hant.txt", "the name of the file itself"),
];

/// What stands in quotes in the sources, with Chinese in it, and the template's lines.
fn texts() -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for file in files_below(&root().join("src")) {
        let text = fs::read_to_string(root().join("src").join(&file)).unwrap_or_default();
        if file.extension().is_some_and(|extension| extension == "rs") {
            for call in calls(&text) {
                texts.extend(first_chinese(call));
            }
        } else if file.to_string_lossy().contains(".zh-Hans.") {
            texts.extend(text.lines().map(str::to_owned));
        }
    }
    texts
}

/// What follows the opening bracket of each `say!` and `words!`.
fn calls(text: &str) -> impl Iterator<Item = &str> {
    let of =
        |name: &'static str| text.match_indices(name).map(move |(at, _)| &text[at + name.len()..]);
    of("say!(").chain(of("words!("))
}

/// The first text in quotes of a call: the simplified one, as it is written.
fn first_chinese(call: &str) -> Option<String> {
    let start = call.find('"')? + 1;
    let mut escaped = false;
    let end = call[start..].find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some(call[start..start + end].to_owned())
}

#[test]
fn derived_characters_are_those_of_opencc() {
    let opencc = OpenCC::from_config(BuiltinConfig::S2tw).unwrap();
    let texts = texts();
    assert!(texts.len() > 900, "{} texts are read", texts.len());
    let mut unused: BTreeSet<&str> = EXCEPTIONS.iter().map(|(word, ..)| *word).collect();
    let mut wrong = Vec::new();
    for text in &texts {
        let (ours, theirs) = (traditional(text), opencc.convert(text));
        let mut excused = theirs.clone();
        for (word, form, _) in EXCEPTIONS {
            if with(&excused, text, word, form) != excused {
                excused = with(&excused, text, word, form);
                unused.remove(word);
            }
        }
        if ours != excused {
            wrong.push(format!("{text}\n    {ours}\n    {theirs} (OpenCC)"));
        }
    }
    assert!(
        wrong.is_empty(),
        "words/src/table.rs lacks a character or a word, or EXCEPTIONS a reason:\n{}",
        wrong.join("\n")
    );
    assert!(unused.is_empty(), "no text needs the exception of {unused:?}");
}

/// A converted text with `form` wherever `word` stands in its source.
fn with(converted: &str, source: &str, word: &str, form: &str) -> String {
    let mut converted: Vec<char> = converted.chars().collect();
    assert_eq!(converted.len(), source.chars().count(), "{source}");
    for (at, _) in source.match_indices(word) {
        let at = source[..at].chars().count();
        converted.splice(at..at + word.chars().count(), form.chars());
    }
    converted.into_iter().collect()
}

#[test]
fn the_table_says_each_thing_once() {
    let characters: Vec<char> = table::CHARACTERS.chars().filter(|c| !c.is_whitespace()).collect();
    assert_eq!(characters.len() % 2, 0);
    let simplified: BTreeSet<char> = characters.chunks(2).map(|pair| pair[0]).collect();
    assert_eq!(simplified.len() * 2, characters.len());
    let words: BTreeSet<&str> = table::PHRASES.iter().map(|(word, _)| *word).collect();
    assert_eq!(words.len(), table::PHRASES.len());
}

#[test]
fn the_longest_word_counts() {
    assert_eq!(traditional("核准后为准,标准、批准"), "核准後為準,標準、批准");
    assert_eq!(traditional("合并并用"), "合併並用");
    assert_eq!(traditional("没有的字 abc {台账}\\n"), "沒有的字 abc {台賬}\\n");
}

#[test]
fn a_text_keeps_its_values_braces_and_escapes() {
    let (name, count) = ("东海", 7);
    let said = |lang: Locale| {
        say!(
            lang,
            "“{name}”{{里}}：\"{count:>3}\"项\n\u{3000}启动",
            "{name} {{in}}: \"{count:<3}\"\n{count:?}"
        )
    };
    assert_eq!(said(Locale::ZhHans), "“东海”{里}：\"  7\"项\n\u{3000}启动");
    assert_eq!(said(Locale::ZhHant), "“东海”{裡}：\"  7\"項\n\u{3000}啟動");
    assert_eq!(said(Locale::En), "东海 {in}: \"7  \"\n7");
}

#[test]
fn plain_words_come_one_by_one_or_all_at_once() {
    const ALL: [&str; 3] = words!("核对\t启动", "checked");
    assert_eq!(ALL, ["核对\t启动", "核對\t啟動", "checked"]);
    for ((_, lang), text) in Locale::ALL.into_iter().zip(ALL) {
        assert_eq!(words!(lang, "核对\t启动", "checked"), text);
    }
}
