//! A curve as an SVG drawing inside an HTML page. It takes its colours from the page and needs no other file.

use super::escape::escaped;
use super::style::of_ink;
use crate::page::{Curve, Series};
use crate::render::Canvas;
use crate::render::curve::{placed, top};
use crate::render::width::width;

/// Left and right of the curve, above and below it, and the curve itself.
const LEFT: f64 = 48.0;
const TOP: f64 = 12.0;
const WIDE: f64 = 580.0;
const HIGH: f64 = 150.0;
/// Labels are placed in columns of this many units.
const COLUMN: f64 = 6.0;
const LINE: f64 = 16.0;

/// The drawing; empty for a curve without days.
pub(super) fn drawing(curve: &Curve) -> String {
    if curve.days.is_empty() {
        return String::new();
    }
    let top = top(curve);
    let names: Vec<&str> = curve.series.iter().map(|series| series.name.as_str()).collect();
    let (labels, lines) = labels(curve);
    let (width, height) = (LEFT + WIDE + 12.0, TOP + HIGH + 8.0 + LINE * lines as f64);
    let mut drawn = format!(
        "<figure>\n<svg viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\"{}\">\n",
        escaped(&names.join(" / "))
    );
    for level in [0.0, 0.5, 1.0] {
        let y = y(level, top);
        drawn.push_str(&format!(
            "<path class=\"rule\" d=\"M{LEFT} {y:.1}h{WIDE}\"/><text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{:.0}%</text>\n",
            LEFT - 6.0,
            y + 4.0,
            level * 100.0
        ));
    }
    drawn.push_str(&labels);
    drawn.extend(curve.series.iter().map(|series| line(series, curve.days.len(), top)));
    drawn.push_str("</svg>\n<figcaption>");
    let legend = curve.series.iter().map(|series| {
        format!(
            "<span class=\"{}\">{}</span>",
            of_ink(series.ink),
            key(series) + &escaped(&series.name)
        )
    });
    drawn.push_str(&legend.collect::<Vec<String>>().join("&emsp;"));
    drawn + "</figcaption>\n</figure>\n"
}

fn x(day: usize, days: usize) -> f64 {
    LEFT + WIDE * day as f64 / (days.saturating_sub(1).max(1)) as f64
}

fn y(share: f64, top: f64) -> f64 {
    TOP + HIGH * (1.0 - share.clamp(0.0, top) / top)
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

/// The stroke of a line, before its name.
fn key(series: &Series) -> String {
    format!(
        "<svg class=\"key\" viewBox=\"0 0 28 8\"><path{} d=\"M0 4h28\"/></svg> ",
        dashes(series)
    )
}

/// A stroke and a name for each named day, and how many lines the names take.
fn labels(curve: &Curve) -> (String, usize) {
    let canvas = Canvas { width: None, colour: false, wide_ambiguous: false, braille: false };
    let columns = (WIDE / COLUMN) as usize;
    let days = curve.days.len();
    let last = days.saturating_sub(1).max(1);
    let sizes = curve.ticks.iter();
    let sizes: Vec<(usize, usize)> =
        sizes.map(|(day, name)| (day * columns / last, width(name, canvas))).collect();
    let mut lines = 0;
    let mut drawn = String::new();
    for ((line, start), (day, name)) in placed(&sizes, columns).into_iter().zip(&curve.ticks) {
        lines = lines.max(line + 1);
        let base = TOP + HIGH;
        drawn.push_str(&format!(
            "<path class=\"rule\" d=\"M{:.1} {TOP}v{:.0}\"/><text x=\"{:.0}\" y=\"{:.0}\">{}</text>\n",
            x(*day, days),
            HIGH + 4.0,
            LEFT + start as f64 * COLUMN,
            base + LINE * (line + 1) as f64,
            escaped(name)
        ));
    }
    (drawn, lines)
}
