//! Bars as inline SVG; for mail clients, which show no SVG, as tables of coloured cells.

use super::escape::escaped;
use super::style::{HtmlStyle, Part};
use crate::page::{Bar, Ink};
use crate::render::PLAIN;
use crate::render::width::width;

/// Bars in one grid.
pub(super) fn bars(bars: &[Bar], html: HtmlStyle, body: &mut String) {
    match html {
        HtmlStyle::Document => {
            body.push_str("<div class=\"bars\">\n");
            for bar in bars {
                drawn(bar, html, body);
            }
            body.push_str("</div>\n");
        }
        HtmlStyle::Mail => {
            body.push_str(&format!("<table{}>\n", html.attributes(Part::Table)));
            for bar in bars {
                celled(bar, body);
            }
            body.push_str("</table>\n");
        }
    }
}

fn figures(bar: &Bar) -> impl Iterator<Item = String> {
    let all = bar.figures.iter().chain([&bar.remark]);
    all.filter(|words| !words.is_empty()).map(|words| escaped(words))
}

fn drawn(bar: &Bar, html: HtmlStyle, body: &mut String) {
    let label = escaped(&bar.label);
    let spans: String = figures(bar).map(|words| format!("<span>{words}</span>")).collect();
    let said = figures(bar).collect::<Vec<String>>().join(" ");
    let filled = bar.filled.clamp(0.0, 1.0) * 200.0;
    let mark = bar.mark.map_or_else(String::new, |mark| {
        let at = mark.clamp(0.0, 1.0) * 198.0;
        format!("<rect class=\"mark\" x=\"{at:.1}\" width=\"2\" height=\"10\"/>")
    });
    let ink = html.attributes(Part::Ink(bar.ink));
    body.push_str(&format!(
        "<span>{label}</span><span class=\"figures\">{spans}</span>\
         <svg class=\"bar\" viewBox=\"0 0 200 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{label} {said}\">\
         <rect class=\"way\" y=\"1\" width=\"200\" height=\"8\"/><g{ink}><rect y=\"1\" width=\"{filled:.1}\" height=\"8\"/></g>{mark}</svg>\n"
    ));
}

/// The colour of the way to go, and of the mark that says how far it should be.
const WAY: &str = "#d3d6dc";
const MARK: &str = "#1c1c1e";

/// A longer name of a bar may be broken over lines.
const UNBROKEN: usize = 14;

/// Two lines: the words, then the bar over the whole width.
fn celled(bar: &Bar, body: &mut String) {
    let label = escaped(&bar.label);
    let said =
        figures(bar).map(|words| format!("<span style=\"white-space:nowrap\">{words}</span>"));
    let said = said.collect::<Vec<String>>().join(" ");
    let pieces = pieces(bar);
    let cells = pieces.iter().filter(|(width, _)| *width > 0).map(|(width, colour)| {
        format!(
            "<td width=\"{width}%\" bgcolor=\"{colour}\" style=\"font-size:8px;line-height:8px\">&nbsp;</td>"
        )
    });
    let cells: String = cells.collect();
    let is_short = width(&bar.label, PLAIN) <= UNBROKEN;
    let unbroken = if is_short { ";white-space:nowrap" } else { "" };
    body.push_str(&format!(
        "<tr><td align=\"left\" valign=\"top\" style=\"padding:6px 8px 2px 0{unbroken}\">{label}</td>\
         <td align=\"right\" valign=\"top\" style=\"padding:6px 0 2px;color:#595959;font-size:13px\">{said}</td></tr>\n\
         <tr><td colspan=\"2\" style=\"padding:0 0 6px\"><table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\"><tr>{cells}</tr></table></td></tr>\n"
    ));
}

/// Hundredths of the bar from the left, each with its colour; they add up to a hundred.
fn pieces(bar: &Bar) -> Vec<(u32, &'static str)> {
    let hundredths = |share: f64| (share.clamp(0.0, 1.0) * 100.0).round() as u32;
    let fill = colour(bar.ink);
    let filled = hundredths(bar.filled);
    let Some(mark) = bar.mark.map(|mark| hundredths(mark).min(99)) else {
        return vec![(filled, fill), (100 - filled, WAY)];
    };
    let (before, after) = (filled.min(mark), filled.max(mark + 1));
    vec![
        (before, fill),
        (mark - before, WAY),
        (1, MARK),
        (after - (mark + 1), fill),
        (100 - after, WAY),
    ]
}

fn colour(ink: Ink) -> &'static str {
    match ink {
        Ink::Chip(hue) => colour(hue.ink()),
        Ink::Red => "#c8102e",
        Ink::Yellow => "#e0a100",
        Ink::Orange => "#d35400",
        Ink::Green => "#3b9a52",
        Ink::Blue => "#3b7dd0",
        Ink::Plain | Ink::Bold | Ink::Faint => "#4a6fa5",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_bar_add_up_and_the_mark_stands_where_it_should() {
        for filled in 0..=11 {
            for mark in 0..=11 {
                let (filled, mark) = (f64::from(filled) / 10.0, f64::from(mark) / 10.0);
                let bar = Bar {
                    label: String::new(),
                    figures: Vec::new(),
                    filled,
                    mark: Some(mark),
                    remark: String::new(),
                    ink: Ink::Plain,
                };
                let pieces = pieces(&bar);
                let sum: u32 = pieces.iter().map(|(width, _)| width).sum();
                assert_eq!(sum, 100, "{filled} {mark}");
                let at = pieces.iter().position(|(_, colour)| *colour == MARK).unwrap();
                let before: u32 = pieces[..at].iter().map(|(width, _)| width).sum();
                assert_eq!(before, ((mark * 100.0).round() as u32).min(99), "{filled} {mark}");
            }
        }
    }
}
