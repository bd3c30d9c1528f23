//! 总览: how bad it is, the lights, what is to be decided today, the areas, the year's curve.

use super::chart;
use super::words::{escaped, inked, light, list};
use crate::page::board::{Area, Board, Decision, Opens, Said, Tile};

/// The overview.
pub(super) fn overview(board: &Board) -> String {
    let tiles: String = board.tiles.iter().map(tile).collect();
    let decisions: String =
        board.decisions.iter().map(|decision| self::decision(board, decision)).collect();
    let decisions = match decisions.is_empty() {
        true => format!("<p class=faint>{}</p>", escaped(&board.words.no_decisions)),
        false => format!("<div class=decisions>{decisions}</div>"),
    };
    let areas: String = board.areas.iter().map(|area| self::area(board, area)).collect();
    let areas = match areas.is_empty() {
        true => String::new(),
        false => boxed(&board.words.areas, &format!("<div class=areas>{areas}</div>")),
    };
    let year = board.year.as_ref().map(|chart| {
        let name = format!("aria-label=\"{}\"", escaped(&board.words.chart));
        boxed(&board.words.year, &chart::curve(chart, &board.words, &name))
    });
    format!(
        "<p class=verdict>{}</p><div class=tiles>{tiles}</div>\n{}\n{areas}\n{}",
        verdict(board),
        boxed(&board.words.decisions, &decisions),
        year.unwrap_or_default()
    )
}

/// How bad it is; its counts open their lists.
pub(super) fn verdict(board: &Board) -> String {
    let piece = |said: &Said| {
        let words = inked(&said.words);
        let matter = |nth| board.choices.matters.get(nth);
        let address = match said.opens {
            Some(Opens::Matter(nth)) => matter(nth).map(|matter| list(&[("matter", &matter.key)])),
            Some(Opens::Light(hue)) => Some(list(&[("light", light(Some(hue)))])),
            None => None,
        };
        address
            .map_or_else(|| words.clone(), |address| format!("<a href=\"{address}\">{words}</a>"))
    };
    board.verdict.iter().map(piece).collect()
}

fn boxed(head: &str, inside: &str) -> String {
    format!("<div class=box><h3>{}</h3>{inside}</div>", escaped(head))
}

fn tile(tile: &Tile) -> String {
    let light = light(tile.light);
    let worse = if tile.is_worse { " class=worse" } else { "" };
    format!(
        "<a class=\"tile {light}\" href=\"{}\"><span>{}</span><b>{}</b><small{worse}>{}</small></a>",
        list(&[("light", light)]),
        escaped(&tile.label),
        tile.count,
        escaped(&tile.remark)
    )
}

fn decision(board: &Board, decision: &Decision) -> String {
    let matter = board.choices.matters.get(decision.matter).map_or("", |matter| &matter.key);
    let hot = if decision.is_hot { " hot" } else { "" };
    format!(
        "<a class=\"decision{hot}\" href=\"{}\"><b>{}</b><span>{}</span><small>{}</small></a>",
        list(&[("matter", matter)]),
        decision.count,
        escaped(&decision.label),
        escaped(&decision.named)
    )
}

fn area(board: &Board, area: &Area) -> String {
    let choice = area.area.and_then(|nth| board.choices.areas.get(nth));
    let (class, address) = match choice {
        Some(choice) => ("area", list(&[("area", &choice.key)])),
        None => ("\"area all\"", list(&[])),
    };
    let bar = area.bar.as_ref().map_or_else(|| "<i></i>".to_owned(), |bar| chart::bar(bar, false));
    format!(
        "<a class={class} href=\"{address}\"><b>{}</b><small>{}</small><span>{}</span><em>{}</em>{bar}</a>",
        escaped(&area.name),
        escaped(&area.count),
        inked(&area.lights),
        inked(&area.lag)
    )
}
