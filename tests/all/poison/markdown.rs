//! A reader of Markdown sees the ledger's words: no tag, link, picture, mention or reference is made of them.

use super::{ANSWERS, answer, poisoned, run};
use duban::page::{Block, Page, Text};
use duban::render;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

const POISON: &str = r#" http://a.cn <img src="http://evil.example/p.png" a=b\> [x](http://a.cn) ![y](z) <b>b</b> `c` *e* _f_ ~~g~~ @admin a@b.cn www.a.cn #12 !12 GH-1 &lt;i&gt; $x$ [^1] |"#;

fn events(markdown: &str) -> Vec<Event<'_>> {
    // Quotes that turn into others are the words still.
    Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION).collect()
}

/// The words of a page: code aside, between two of the page's own cuts.
fn words(markdown: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut in_code = false;
    for event in events(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code => all.last_mut().unwrap().push_str(&text),
            _ => all.push(String::new()),
        }
    }
    all
}

fn is_wrong(event: &Event<'_>) -> bool {
    match event {
        Event::InlineHtml(html) => !["<!-- -->", "<br>"].contains(&&**html),
        Event::Html(_)
        | Event::FootnoteReference(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_) => true,
        Event::Code(code) => code.contains('c') && code.len() == 1,
        Event::Start(tag) => matches!(
            tag,
            Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::HtmlBlock
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::FootnoteDefinition(_)
                | Tag::BlockQuote(_)
        ),
        _ => false,
    }
}

/// What GitHub and GitLab look for in the words that come out of Markdown.
fn is_reference(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    let followed = |sign: &str, by: fn(&char) -> bool| {
        let mut found = lower.match_indices(sign);
        found.any(|(at, _)| lower[at + sign.len()..].chars().next().is_some_and(|c| by(&c)))
    };
    let numbered = ["#", "!", "gh-"].iter().any(|sign| followed(sign, char::is_ascii_digit));
    numbered
        || lower.contains("://")
        || lower.contains("www.")
        || followed("@", char::is_ascii_alphanumeric)
}

#[test]
fn no_page_links_or_mentions() {
    let place = poisoned(POISON);
    for command in ANSWERS.into_iter().chain(["notice --overdue"]) {
        let markdown = answer(&place, command, "md");
        let wrong: Vec<Event<'_>> = events(&markdown).into_iter().filter(is_wrong).collect();
        assert!(wrong.is_empty(), "{command}: {wrong:?}\n{markdown}");
        for words in words(&markdown) {
            assert!(!is_reference(&words), "{command}: {words}");
        }
        let commands = markdown.lines().filter(|line| line.starts_with('/'));
        assert_eq!(commands.count(), 0, "{command}");
    }
}

#[test]
fn a_review_and_a_finding_are_words_too() {
    let place = poisoned(POISON);
    let git = |words: &[&str]| {
        let said = place.command("git".as_ref()).args(words).output().unwrap();
        assert!(said.status.success(), "{words:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", POISON]);
    let tasks = place.folder().join("tasks.toml");
    let text = std::fs::read_to_string(&tasks).unwrap();
    std::fs::write(&tasks, text.replace("已报", "再报").replace("2018-05-20", "2018-06-20"))
        .unwrap();
    for command in ["review HEAD", "check"] {
        let words = command.split(' ').chain(["--format", "md"]);
        let said = run(&place, &words.collect::<Vec<&str>>());
        assert!(said.stdout.contains("&lt;img"), "{command}: {}{}", said.stdout, said.stderr);
        let wrong: Vec<Event<'_>> = events(&said.stdout).into_iter().filter(is_wrong).collect();
        assert!(wrong.is_empty(), "{command}: {wrong:?}");
    }
}

/// Letters that mean something to some Markdown, and a few that mean nothing.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "B",
        "7",
        "征",
        "迁",
        " ",
        " ",
        "*",
        "_",
        "`",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "&",
        "&amp;",
        "#",
        "!",
        "@",
        "~",
        "|",
        "\\",
        "$",
        "^",
        "{",
        "}",
        "+",
        "-",
        "=",
        ":",
        "://",
        "www.",
        "http://a.cn",
        "<b>",
        "1.",
        "1)",
        "\"",
        "'",
        "/",
        ".",
        "%",
        "--",
        "---",
        "a@b.cn",
        "<!-- -->",
        "&#60;",
        ":+1:",
        "GH-1",
        "    ",
    ]);
    prop::collection::vec(piece, 1..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_read_is_what_was_written(text in texts()) {
        let blocks = vec![Block::Line(Text::from(text.as_str()))];
        let page = Page { title: "题".to_owned(), lang: "zh-Hans", blocks, ..Page::default() };
        let markdown = render::markdown(&page);
        let mut read = String::new();
        for event in events(&markdown) {
            match event {
                Event::Text(words) => read.push_str(&words),
                Event::InlineHtml(html) => prop_assert_eq!(&*html, "<!-- -->"),
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                other => prop_assert!(false, "{:?} in {:?}", other, markdown),
            }
        }
        prop_assert_eq!(read.trim(), text.trim());
        prop_assert!(words(&markdown).iter().all(|words| !is_reference(words)), "{}", markdown);
    }
}
