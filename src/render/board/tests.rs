//! What no board may break: what runs in it is what it says that runs, and a ledger's words are words.

use super::*;
use crate::page::board::*;
use crate::page::{Hue, Ink, Text};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const HOSTILE: &str = "</script><script>x()</script>\"'&<img onerror=x() style=a>\u{202e}";

/// A board whose every word is hostile.
fn hostile() -> Board {
    let word = || HOSTILE.to_owned();
    let text = || Text::inked(HOSTILE, Ink::Chip(Hue::Red));
    let choice = || vec![Choice { key: word(), name: word() }];
    let bar = || Some(Bar { filled: 2.0, mark: -1.0, said: word() });
    let line = || ChartLine(vec![(-1.0, 2.0), (0.5, f64::NAN), (2.0, -3.0)]);
    let chart = || Chart {
        light: Some(Hue::Red),
        top: 1.4,
        planned: line(),
        actual: line(),
        ticks: vec![(0.0, word()), (7.0, word())],
        today: Some(-2.0),
        said: vec![word(), word()],
    };
    let group = Group {
        choice: 0,
        name: word(),
        count: word(),
        lights: text(),
        lag: text(),
        bar: bar(),
        cells: vec![text()],
    };
    let groups = GroupTable { caption: word(), heads: vec![word()], rows: vec![group] };
    let tile = WallTile {
        id: word(),
        title: word(),
        light: Some(Hue::Red),
        light_name: word(),
        unit: word(),
        state: word(),
    };
    let column = WallColumn {
        area: Some(0),
        name: word(),
        counts: word(),
        solid: vec![tile.clone()],
        pale: vec![tile],
        folded: vec![(None, word())],
    };
    let details = Details {
        chart: Some(chart()),
        steps: vec![Step { name: word(), by: word(), actual: text() }],
        indicators: vec![(word(), word())],
        log: vec![LogLine { on: word(), said: word() }],
        log_cut: Some(word()),
        facts: vec![(word(), word())],
    };
    let card = Card {
        id: word(),
        title: word(),
        is_key: true,
        light: None,
        light_name: word(),
        state: word(),
        unit: word(),
        due: word(),
        bar: bar(),
        figures: word(),
        why: word(),
        chips: vec![word()],
        facets: CardFacets { area: Some(0), matters: vec![0], ..CardFacets::default() },
        orders: Orders::default(),
        details,
    };
    let words = Words {
        tabs: std::array::from_fn(|_| word()),
        search: std::array::from_fn(|_| word()),
        paper: std::array::from_fn(|_| word()),
        more: word(),
        ..Words::default()
    };
    Board {
        lang: "zh-Hans",
        title: word(),
        below: word(),
        scope: Some(word()),
        opens: View::Wall,
        on_wall: true,
        words,
        verdict: vec![Said { words: text(), opens: Some(Opens::Matter(0)) }],
        tiles: vec![Tile { light: None, label: word(), count: 1, remark: word(), is_worse: true }],
        decisions: vec![Decision {
            matter: 0,
            count: 1,
            label: word(),
            named: word(),
            is_hot: true,
        }],
        areas: vec![Area {
            area: Some(0),
            name: word(),
            count: word(),
            lights: text(),
            lag: text(),
            bar: bar(),
        }],
        year: Some(chart()),
        choices: Choices {
            areas: choice(),
            units: choice(),
            leaders: choice(),
            sources: choice(),
            matters: choice(),
        },
        cards: vec![card],
        units: groups.clone(),
        leaders: groups,
        wall: Wall { hint: word(), columns: vec![column] },
        account: Some(Ledgered {
            title: word(),
            closing: word(),
            lines: vec![(word(), word())],
            lists: vec![LedgeredList {
                head: word(),
                rows: vec![(word(), word(), word())],
                rest: Some(word()),
            }],
        }),
        notes: vec![word()],
    }
}

fn written(board: &Board) -> String {
    crate::render::in_memory(|out| write_board(board, out))
}

/// What stands between the only two of these tags.
fn between<'h>(html: &'h str, start: &str, end: &str) -> &'h str {
    let (before, rest) = html.split_once(start).unwrap_or_default();
    let (inside, after) = rest.split_once(end).unwrap_or_default();
    assert!(!before.contains(end) && !after.contains(start) && !after.contains(end), "{start}");
    inside
}

#[test]
fn the_policy_names_the_sheet_and_the_script_that_are_written() {
    let html = written(&hostile());
    for (name, start, end) in
        [("style", "<style>", "</style>"), ("script", "<script>", "</script>")]
    {
        let digest = STANDARD.encode(Sha256::digest(between(&html, start, end).as_bytes()));
        assert!(html.contains(&format!("{name}-src 'sha256-{digest}'")), "{name}");
    }
}

#[test]
fn words_of_a_ledger_stay_words() {
    let html = written(&hostile());
    let page = html.replace(between(&html, "<script>", "</script>"), "");
    let page = page.replace(between(&html, "<style>", "</style>"), "");
    let tags = page.split('<').filter_map(|from| from.split_once('>')).map(|(tag, _)| tag);
    for tag in tags {
        assert!(!tag.starts_with("img"), "{tag}");
        // Attributes are of words alone where they are not in quotes.
        let outside: String = tag.split('"').step_by(2).collect();
        assert!(!outside.contains("style=") && !outside.contains(" on"), "{tag}");
    }
    assert!(!page.contains('\u{202e}'));
}

#[test]
fn a_board_is_written_the_same_each_time() {
    let board = hostile();
    assert_eq!(written(&board), written(&board));
}

#[test]
fn no_drawing_leaves_its_box() {
    let html = written(&hostile());
    assert!(html.contains("<rect width=\"100%\"/><rect x=\"0%\"/>"));
    assert!(html.contains("d=\"M0,0v100\""));
    assert!(!html.contains("NaN"));
}
