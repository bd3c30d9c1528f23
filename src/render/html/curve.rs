//! A curve as an SVG drawing inside an HTML page. Every word of it is HTML beside the drawing, which alone is stretched:
//! words that are scaled with it cannot be read on a phone. It takes its colours from the page and needs no other file.

use super::escape::escaped;
use super::style::of_ink;
use crate::page::words::percent_f64;
use crate::page::{Curve, Series};
use crate::render::PLAIN;
use crate::render::curve::{free_line, top};
use crate::render::width::width;

/// The drawing's own measure.
const WIDE: f64 = 1_000.0;
const HIGH: f64 = 100.0;
/// Columns of characters below the drawing on the narrowest phone.
const COLUMNS: usize = 44;

/// The drawing; empty for a curve without days.
pub(super) fn drawing(curve: &Curve) -> String {
    if curve.days.is_empty() {
        return String::new();
    }
    let (top, days) = (top(curve), curve.days.len());
    let names: Vec<&str> = curve.series.iter().map(|series| series.name.as_str()).collect();
    let (labels, lines) = labels(curve);
    let high = lines as f64 * 1.4;
    let levels = [top, top / 2.0, 0.0].map(|share| format!("<span>{:.0}%</span>", share * 100.0));
    let rules = [0.0, HIGH / 2.0, HIGH].map(|y| format!("M0 {y:.0}H{WIDE:.0}"));
    let named = curve.ticks.iter().map(|(day, _)| format!("M{:.1} 0V{HIGH:.0}", x(*day, days)));
    let rules = rules.into_iter().chain(named).collect::<String>();
    let series: String = curve.series.iter().map(|series| line(series, days, top)).collect();
    let legend = curve.series.iter().map(|series| legend(series, curve));
    let legend: String = legend.collect();
    format!(
        "<figure>\n<div class=\"levels\">{}</div>\n\
         <svg viewBox=\"0 0 {WIDE:.0} {HIGH:.0}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">\n\
         <path class=\"rule\" d=\"{rules}\"/>\n{series}</svg>\n\
         <div class=\"days\" style=\"height:{high:.1}em\">{labels}</div>\n<figcaption>{legend}</figcaption>\n</figure>\n",
        levels.concat(),
        escaped(&names.join(" / "))
    )
}

fn x(day: usize, days: usize) -> f64 {
    WIDE * day as f64 / (days.saturating_sub(1).max(1)) as f64
}

fn y(share: f64, top: f64) -> f64 {
    HIGH * (1.0 - share.clamp(0.0, top) / top)
}

/// A line through the days that have a value; a stair rises at its day. Points on a straight between their neighbours are left out.
fn line(series: &Series, days: usize, top: f64) -> String {
    let points = series.values.iter().enumerate();
    let points = points.filter_map(|(day, value)| Some((x(day, days), y((*value)?, top))));
    let mut kept: Vec<(f64, f64)> = Vec::new();
    let mut before: Option<f64> = None;
    let points = points.flat_map(|(x, y)| {
        let tread = before.replace(y).filter(|before| series.is_stair && *before != y);
        tread.map(|before| (x, before)).into_iter().chain([(x, y)])
    });
    for point in points {
        if let [.., (x0, y0), (x1, y1)] = kept.as_slice()
            && ((y1 - y0) * (point.0 - x1) - (point.1 - y1) * (x1 - x0)).abs() < 0.02
        {
            kept.pop();
        }
        kept.push(point);
    }
    let points = kept.iter().map(|(x, y)| format!("{x:.1},{y:.1}"));
    format!(
        "<polyline class=\"{}\"{} points=\"{}\"/>\n",
        of_ink(series.ink),
        dashes(series),
        points.collect::<Vec<String>>().join(" ")
    )
}

/// Lines differ in stroke as well as in colour, for readers who cannot tell the colours apart.
fn dashes(series: &Series) -> &'static str {
    match series.mark {
        '.' => " stroke-dasharray=\"2 3\"",
        '+' => " stroke-dasharray=\"7 4\"",
        _ => "",
    }
}

/// The stroke of a line, its name, and where it stands on the last day of what is known.
fn legend(series: &Series, curve: &Curve) -> String {
    let known =
        curve.series.iter().filter_map(|series| series.values.iter().rposition(Option::is_some));
    let today = known.min();
    let value = today.and_then(|day| series.values.get(day).copied().flatten());
    let value = value.map_or_else(String::new, |share| format!(" <b>{}%</b>", percent_f64(share)));
    format!(
        "<span class=\"{}\"><svg class=\"key\" viewBox=\"0 0 28 8\"><path{} d=\"M0 4h28\"/></svg> {}{value}</span>",
        of_ink(series.ink),
        dashes(series),
        escaped(&series.name)
    )
}

/// A name for each named day, and how many lines the names take. A name at 30 % of the way begins 30 % of its own width
/// before its day, so that none runs beyond the drawing, however wide it is.
fn labels(curve: &Curve) -> (String, usize) {
    let last = curve.days.len().saturating_sub(1).max(1);
    let mut ends: Vec<usize> = Vec::new();
    let mut drawn = String::new();
    for (day, name) in &curve.ticks {
        let wide = width(name, PLAIN);
        let start = (day * COLUMNS.saturating_sub(wide)) / last;
        let line = free_line(&mut ends, start, wide);
        let percent = 100.0 * *day as f64 / last as f64;
        drawn.push_str(&format!(
            "<span style=\"left:{percent:.1}%;top:{:.1}em;transform:translateX(-{percent:.1}%)\">{}</span>",
            line as f64 * 1.4,
            escaped(name)
        ));
    }
    (drawn, ends.len())
}
