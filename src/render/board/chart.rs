//! Bars and curves as drawings of attributes alone. Their words are HTML beside them, since words that are stretched with a
//! drawing cannot be read.

use super::words::{escaped, light};
use crate::page::board::{Bar, Chart, ChartLine, Words};
use crate::render::PLAIN;
use crate::render::curve::free_line;
use crate::render::width::width;

/// Columns of characters below a curve on the narrowest phone.
const COLUMNS: usize = 40;

/// A bar with its mark. `said_beside`: its words are read beside it.
pub(super) fn bar(bar: &Bar, said_beside: bool) -> String {
    let said = match said_beside {
        true => String::new(),
        false => format!(" role=img aria-label=\"{}\"", escaped(&bar.said)),
    };
    let (filled, mark) = (hundredths(bar.filled), hundredths(bar.mark));
    format!("<svg class=bar{said}><rect width=\"{filled}%\"/><rect x=\"{mark}%\"/></svg>")
}

fn hundredths(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}

/// A curve: planned, actual, the day of the page, in this order. `name`: how it is called for those who hear the page.
pub(super) fn curve(chart: &Chart, words: &Words, name: &str) -> String {
    let top = chart.top.max(1.0);
    let lines = [&chart.planned, &chart.actual].map(|line| path(line, top));
    let today = chart.today.map(|today| format!("<path d=\"M{},0v100\"/>", thousandths(today)));
    let (levels, rules) = levels(top);
    let [planned, actual] = words.curve.each_ref().map(|word| escaped(word));
    format!(
        "<figure class={}>{levels}<svg viewBox=0,0,1000,100 preserveAspectRatio=none role=img {name}>\
         {}{}{rules}</svg>{}<p><i>{planned}</i><i>{actual}</i></figure>",
        light(chart.light),
        lines.concat(),
        today.unwrap_or_default(),
        below(chart)
    )
}

fn thousandths(place: f64) -> i32 {
    (place.clamp(0.0, 1.0) * 1000.0).round() as i32
}

/// The names and the rules of the levels of a curve that goes beyond 100 %; those of the others the style sheet draws.
fn levels(top: f64) -> (String, String) {
    if top <= 1.0 {
        return Default::default();
    }
    let levels = [1.0, 0.5, 0.0].map(|share: f64| (hundredths(1.0 - share / top), share * 100.0));
    let name = |(place, percent): (u32, f64)| format!("<b class=y{place}>{percent:.0}%</b>");
    let rule = |(place, _): (u32, f64)| format!("M0,{place}h1000");
    (levels.map(name).concat(), format!("<path class=g d=\"{}\"/>", levels.map(rule).concat()))
}

/// A line in whole units, each point told by its distance from the one before.
fn path(line: &ChartLine, top: f64) -> String {
    let point = |(place, share): &(f64, f64)| {
        let high = (100.0 * (1.0 - share.clamp(0.0, top) / top)).round() as i32;
        (thousandths(*place), high)
    };
    let Some((first, rest)) = line.0.split_first().filter(|_| !line.is_empty()) else {
        return "<path/>".to_owned();
    };
    let mut kept = vec![point(first)];
    for (x, y) in rest.iter().map(point) {
        if kept.last() == Some(&(x, y)) {
            continue;
        }
        if let [.., (x0, y0), (x1, y1)] = kept.as_slice()
            && (y1 - y0) * (x - x1) == (y - y1) * (x1 - x0)
        {
            kept.pop();
        }
        kept.push((x, y));
    }
    let mut drawn = String::new();
    let (mut from, mut last) = ((0, 0), ' ');
    for (nth, (x, y)) in kept.into_iter().enumerate() {
        let (dx, dy) = (x - from.0, y - from.1);
        let (command, by) = match (nth, dx, dy) {
            (0, _, _) => ('m', format!("{x} {y}")),
            (_, _, 0) => ('h', dx.to_string()),
            (_, 0, _) => ('v', dy.to_string()),
            // The sign parts the figures as well as a blank.
            (_, _, _) if dy < 0 => ('l', format!("{dx}{dy}")),
            (_, _, _) => ('l', format!("{dx} {dy}")),
        };
        if command != last {
            drawn.push(command);
        } else if !by.starts_with('-') {
            drawn.push(' ');
        }
        drawn.push_str(&by);
        (from, last) = ((x, y), command);
    }
    format!("<path d=\"{drawn}\"/>")
}

/// What is said at the end of a curve, and the names below it, on as many lines as they need so that none touches another.
fn below(chart: &Chart) -> String {
    let mut ends = Vec::new();
    let mut names = said(chart);
    for (place, name) in &chart.ticks {
        let wide = width(name, PLAIN);
        let start = place * COLUMNS.saturating_sub(wide) as f64;
        let line = match free_line(&mut ends, start as usize, wide) {
            0 => "",
            1 => " l1",
            _ => continue,
        };
        let place = format!("x{}{line}", hundredths(*place));
        let class = if line.is_empty() { place } else { format!("\"{place}\"") };
        names.push_str(&format!("<i class={class}>{}</i>", escaped(name)));
    }
    let two = if ends.len() > 1 { " class=two" } else { "" };
    format!("<p{two}>{names}</p>")
}

/// What is read at the end of a curve, where a curve that rises leaves room: below it on the right, else above it on the left.
fn said(chart: &Chart) -> String {
    let today = chart.today.map_or(0, hundredths);
    let place = if today <= 60 { format!("x{today}") } else { "above".to_owned() };
    match chart.said.as_slice() {
        [] => String::new(),
        [first, rest @ ..] => {
            let rest: String = rest.iter().map(|words| format!("<br>{}", escaped(words))).collect();
            format!("<span class=\"said {place}\"><b>{}</b>{rest}</span>", escaped(first))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stair_is_drawn_in_steps_within_its_box() {
        let stair = ChartLine(vec![(0.0, 0.0), (0.5, 0.0), (0.5, 0.4), (1.0, 0.4), (1.0, 1.3)]);
        assert_eq!(path(&stair, 1.0), "<path d=\"m0 100h500v-40h500v-60\"/>");
        let straight = ChartLine(vec![(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)]);
        assert_eq!(path(&straight, 1.0), "<path d=\"m0 100l1000-100\"/>");
        let fall = ChartLine(vec![(-1.0, 1.0), (0.2, 0.9), (2.0, 0.4)]);
        assert_eq!(path(&fall, 1.0), "<path d=\"m0 0l200 10 800 50\"/>");
        assert_eq!(path(&ChartLine(vec![(0.0, 0.0)]), 1.0), "<path/>");
    }

    #[test]
    fn names_at_the_same_place_stand_on_two_lines() {
        let chart = Chart {
            light: None,
            top: 1.0,
            planned: ChartLine::default(),
            actual: ChartLine::default(),
            ticks: vec![(0.0, "1月2日开始".to_owned()), (0.02, "时限1月5日".to_owned())],
            today: None,
            said: Vec::new(),
        };
        let drawn = below(&chart);
        assert_eq!(
            drawn,
            "<p class=two><i class=x0>1月2日开始</i><i class=\"x2 l1\">时限1月5日</i></p>"
        );
    }
}
