//! The style sheet and the script of a board, and the policy that lets these two run and nothing else.

use super::wall::{self, Setting};
use crate::page::board::{Board, Words};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const STYLES: &str = include_str!("board.css");
/// What is written between the tags of the script.
const SCRIPT: &str = include_str!("board.js");

/// The script in its tags.
pub(super) fn script() -> String {
    format!("<script>{SCRIPT}</script>")
}

/// What is written between the tags of the style sheet: places in hundredths, since no element may have a style of its own,
/// and what only this board needs.
pub(super) fn styles(board: &Board) -> String {
    let mut styles = styles_of_index(&board.words);
    for place in 0..=100 {
        styles.push_str(&format!(
            ".x{place}{{left:{place}%}}.y{place}{{--y:{}}}",
            f64::from(place) / 100.0
        ));
        // A name at 30 % of the way begins 30 % of its own width before its place: none runs out of the picture.
        styles.push_str(&format!("figure .x{place}{{transform:translateX(-{place}%)}}\n"));
    }
    for (medium, shape) in wall::SHAPES {
        let Setting { by_height, by_width, spare } = wall::setting(&board.wall, shape);
        let sizes = format!(".wall{{--h:{by_height:.5};--w:{by_width:.5};--e:{spare:.3}em}}");
        styles.push_str(&format!("@media {medium}{{{sizes}}}\n"));
    }
    styles
}

/// The same of a page without curves and places.
pub(super) fn styles_of_index(words: &Words) -> String {
    let mut styles = String::from(STYLES);
    let [before, after] = words.paper.each_ref().map(|words| quoted(words));
    styles
        .push_str(&format!("@page{{@bottom-center{{content:{before} counter(page) {after}}}}}\n"));
    styles
}

/// A text as a string of a style sheet, inside of HTML: nothing in it ends the string or the element.
fn quoted(words: &str) -> String {
    let is_plain = |letter: &char| letter.is_alphanumeric() || *letter == ' ';
    format!("\"{}\"", words.chars().filter(is_plain).collect::<String>())
}

/// The policy for a style sheet: what is not named here is neither fetched nor run.
fn policy(styles: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        digest(styles),
        digest(SCRIPT)
    )
}

/// How a document begins, up to its body: its policy, its style sheet, and its script where it has one. `on` is what its root has besides
/// its language. The script stands before the cards: they are not laid out, open and thousands, while they are read.
pub(super) fn opening(lang: &str, on: &str, title: &str, styles: &str, script: &str) -> String {
    format!(
        "<!doctype html><html lang={lang}{on}><head><meta charset=utf-8>\
         <meta http-equiv=Content-Security-Policy content=\"{}\">\
         <meta name=viewport content=\"width=device-width,initial-scale=1,viewport-fit=cover\">\
         <meta name=color-scheme content=\"light dark\"><title>{title}</title><style>{styles}</style>{script}</head>\n",
        policy(styles)
    )
}

fn digest(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
