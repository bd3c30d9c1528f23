//! Bars as inline SVG; for mail clients, which show no SVG, as tables of two coloured cells.

use super::escape::escaped;
use super::style::{HtmlStyle, Part};
use crate::page::Bar;

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
            body.push_str(&format!("<table{}>\n", html.attributes(Part::Table(false))));
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

fn celled(bar: &Bar, body: &mut String) {
    let (label, said) = (escaped(&bar.label), figures(bar).collect::<Vec<String>>().join(" "));
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
