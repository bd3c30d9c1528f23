//! The word of a light as a solid chip.

use super::escape::inked;
use super::style::{HtmlStyle, ground, of_ink};
use crate::page::{Ink, Text};

/// A light as a chip with its word.
pub(super) fn chip(light: &Text, html: HtmlStyle) -> String {
    let ink = light.0.iter().map(|(_, ink)| *ink).find(|ink| *ink != Ink::Plain);
    let words = inked(&light.plain().as_str().into(), html);
    match html {
        _ if light.is_empty() => words,
        HtmlStyle::Document => {
            format!("<b class=\"chip {}\">{words}</b>", of_ink(ink.unwrap_or_default()))
        }
        HtmlStyle::Mail => {
            let (ground, ink) = ground(ink.unwrap_or_default());
            format!(
                "<span style=\"background:{ground};color:{ink};font-weight:bold;white-space:nowrap\">&nbsp;{words}&nbsp;</span>"
            )
        }
    }
}
