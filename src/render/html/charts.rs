//! Bars as inline SVG; for mail clients, which show none, tables of two coloured cells.

use super::dress::{Dress, Part};
use super::escaped;
use crate::page::Bar;

/// Bars in one grid.
pub(super) fn bars(bars: &[Bar], dress: Dress, body: &mut String) {
    match dress {
        Dress::Document => {
            body.push_str("<div class=\"bars\">\n");
            for bar in bars {
                drawn(bar, dress, body);
            }
            body.push_str("</div>\n");
        }
        Dress::Mail => {
            body.push_str(&format!("<table{}>\n", dress.wears(Part::Table(false))));
            for bar in bars {
                celled(bar, body);
            }
            body.push_str("</table>\n");
        }
    }
}

fn figures(bar: &Bar) -> impl Iterator<Item = String> {
    let all = bar.figures.iter().chain([&bar.remark]);
    all.filter(|own| !own.is_empty()).map(|own| escaped(own))
}

fn drawn(bar: &Bar, dress: Dress, body: &mut String) {
    let label = escaped(&bar.label);
    let spans: String = figures(bar)
        .map(|own| format!("<span>{own}</span>"))
        .collect();
    let said = figures(bar).collect::<Vec<String>>().join(" ");
    let filled = bar.filled.clamp(0.0, 1.0) * 200.0;
    let mark = bar.mark.map_or_else(String::new, |mark| {
        let at = mark.clamp(0.0, 1.0) * 198.0;
        format!("<rect class=\"mark\" x=\"{at:.1}\" width=\"2\" height=\"10\"/>")
    });
    let ink = dress.wears(Part::Ink(bar.ink));
    body.push_str(&format!(
        "<span>{label}</span><span class=\"figures\">{spans}</span>\
         <svg class=\"bar\" viewBox=\"0 0 200 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{label} {said}\">\
         <rect class=\"way\" y=\"1\" width=\"200\" height=\"8\"/><g{ink}><rect y=\"1\" width=\"{filled:.1}\" height=\"8\"/></g>{mark}</svg>\n"
    ));
}

fn celled(bar: &Bar, body: &mut String) {
    let (label, said) = (
        escaped(&bar.label),
        figures(bar).collect::<Vec<String>>().join(" "),
    );
    let filled = (bar.filled.clamp(0.0, 1.0) * 100.0).round() as u32;
    let cell = |width: u32, colour: &str| match width {
        0 => String::new(),
        _ => format!(
            "<td width=\"{width}%\" bgcolor=\"{colour}\" style=\"font-size:9px;line-height:9px\">&nbsp;</td>"
        ),
    };
    let done = cell(filled, "#4a6fa5");
    let left = cell(100 - filled, "#d3d6dc");
    body.push_str(&format!(
        "<tr><td style=\"padding:3px 6px;white-space:nowrap\">{label}</td><td style=\"padding:3px 6px;color:#595959\">{said}</td>\
         <td width=\"40%\" style=\"padding:3px 6px\"><table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\"><tr>{done}{left}</tr></table></td></tr>\n"
    ));
}
