//! The form that filters, sorts and finds. It is shown only where the script runs.

use super::words::{escaped, light};
use crate::page::board::{Board, Choice};
use crate::source::visible::safe_json;

/// The form, and how many tasks are shown.
pub(super) fn form(board: &Board) -> String {
    let (choices, words) = (&board.choices, &board.words);
    let [all_areas, all_units, all_leaders, all_lights, all_sources] = &words.all;
    let [area, unit, leader, light_name, source] = &words.filters;
    let lights: Vec<Choice> = board
        .tiles
        .iter()
        .map(|tile| Choice { key: light(tile.light).to_owned(), name: tile.label.clone() })
        .collect();
    let [order, first, rest @ ..] = &words.orders;
    let orders: Vec<Choice> = ["lag", "due", "id"]
        .iter()
        .zip(rest)
        .map(|(key, name)| Choice { key: (*key).to_owned(), name: name.clone() })
        .collect();
    let selects = [
        select("light", light_name, all_lights, &lights),
        select("area", area, all_areas, &choices.areas),
        select("unit", unit, all_units, &choices.units),
        select("leader", leader, all_leaders, &choices.leaders),
        select("source", source, all_sources, &choices.sources),
        select("sort", order, first, &orders),
    ];
    let matters: Vec<(&str, &str)> =
        choices.matters.iter().map(|matter| (matter.key.as_str(), matter.name.as_str())).collect();
    let matters = serde_json::to_string(&matters).unwrap_or_default();
    let [hint, search] = words.search.each_ref().map(|words| escaped(words));
    let [all, some] = words.counts.each_ref().map(|words| escaped(words));
    format!(
        "<form role=search data-matters=\"{}\">\
         <input type=search name=q placeholder=\"{hint}\" aria-label=\"{search}\" autocomplete=off enterkeyhint=search>\
         <button type=button data-fold aria-expanded=false>{}</button><div class=selects>{}</div></form>\
         <p class=count><span role=status data-count data-all=\"{all}\" data-some=\"{some}\">{}</span>\
         <button type=button data-matter hidden></button><a href=\"#/tasks\" data-clear hidden>{}</a></p>\n",
        escaped(&safe_json(&matters)),
        escaped(&words.filter),
        selects.concat(),
        all.replace("{all}", &board.cards.len().to_string()),
        escaped(&words.clear)
    )
}

/// A choice of one. Between fewer than two there is none to be seen; an address may name it all the same.
fn select(name: &str, label: &str, all: &str, choices: &[Choice]) -> String {
    let hidden = if choices.len() < 2 { " hidden" } else { "" };
    let option = |choice: &Choice| {
        format!("<option value=\"{}\">{}", escaped(&choice.key), escaped(&choice.name))
    };
    let options: String = choices.iter().map(option).collect();
    format!(
        "<select name={name}{hidden} aria-label=\"{}\"><option value=\"\">{}{options}</select>",
        escaped(label),
        escaped(all)
    )
}
