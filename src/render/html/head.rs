//! The head of a page: its one heading of the first level, what it says at one glance, and what a mail program shows of it.

use super::escape::escaped;
use super::style::{HtmlStyle, of_ink, pale};
use crate::page::{BlockOf, Ink, Paper, Sheet, Text, Tile};

/// Where the head of a page stands.
pub(super) struct Head<'p> {
    /// The block that is the heading of the first level.
    pub(super) at: Option<usize>,
    /// The page's title, where none of its blocks says it.
    pub(super) own: Option<&'p str>,
    /// The first block below the head.
    pub(super) end: usize,
}

impl<'p> Head<'p> {
    pub(super) fn of(page: &'p Sheet<'_>) -> Self {
        let blocks = &page.blocks;
        let titled = blocks.iter().position(|block| matches!(block, BlockOf::Title(_)));
        let is_head = |block: &&BlockOf<'_>| matches!(block, BlockOf::Line(text) | BlockOf::Spread(text, _) if is_bold(text));
        let first = blocks.first().filter(is_head);
        let at = titled.or(first.map(|_| 0));
        let after = at.map_or(0, |at| at + 1);
        let more = blocks.iter().skip(after).take_while(|block| belongs(block)).count();
        let end = if at.is_some() { after + more } else { 0 };
        Self { at, own: at.is_none().then_some(page.title.as_str()), end }
    }
}

fn is_bold(text: &Text) -> bool {
    text.0.first().is_some_and(|(_, ink)| *ink == Ink::Bold)
}

/// Whether a block below the title is still of the head: who issues it, and when.
fn belongs(block: &BlockOf<'_>) -> bool {
    matches!(block, BlockOf::Spread(..) | BlockOf::Paper(Paper::Masthead { .. }))
}

/// The counts that matter, as tiles.
pub(super) fn glance(page: &Sheet<'_>, html: HtmlStyle) -> String {
    let tiles = page.glance.as_ref().map_or(&[][..], |glance| &glance.tiles);
    if tiles.is_empty() {
        return String::new();
    }
    let width = 100 / tiles.len();
    let drawn = tiles.iter().map(|tile| match html {
        HtmlStyle::Document => in_document(tile),
        HtmlStyle::Mail => in_mail(tile, width),
    });
    let drawn: String = drawn.collect();
    match html {
        HtmlStyle::Document => format!("<div class=\"tiles\">{drawn}</div>\n"),
        HtmlStyle::Mail => format!(
            "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"4\" border=\"0\"><tr>{drawn}</tr></table>\n"
        ),
    }
}

fn in_document(tile: &Tile) -> String {
    let (label, value, remark) =
        (escaped(&tile.label), escaped(&tile.value), escaped(&tile.remark));
    let ink = of_ink(tile.ink);
    format!("<p class=\"tile {ink}\"><span>{label}</span><b>{value}</b><small>{remark}</small></p>")
}

fn in_mail(tile: &Tile, width: usize) -> String {
    let (label, value, remark) =
        (escaped(&tile.label), escaped(&tile.value), escaped(&tile.remark));
    let (ground, ink) = pale(tile.ink);
    format!(
        "<td width=\"{width}%\" align=\"center\" valign=\"top\" bgcolor=\"{ground}\" style=\"padding:6px 2px;color:{ink};font-size:13px;line-height:1.4\">\
         {label}<br><b style=\"font-size:22px\">{value}</b><br><span style=\"font-size:11px;color:#595959\">{remark}</span></td>"
    )
}

/// What a mail program shows beside the subject; nobody sees it in the letter.
pub(super) fn preheader(page: &Sheet<'_>) -> String {
    let Some(glance) = &page.glance else {
        return String::new();
    };
    // Blanks keep the program from going on with the letter's own first words.
    let blanks = "&#8199;&#65279;".repeat(40);
    format!(
        "<div style=\"display:none;max-height:0;max-width:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;color:#ffffff\">{}{blanks}</div>\n",
        escaped(&glance.said)
    )
}
