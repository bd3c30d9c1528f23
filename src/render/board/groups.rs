//! 单位 and 领导: a table on a desk, a small card a row on a phone.

use super::chart;
use super::words::{escaped, inked, list};
use crate::page::Text;
use crate::page::board::{Board, Choice, Group, GroupTable, Words};

/// The units.
pub(super) fn units(board: &Board) -> String {
    let [_, name, _, light, _] = &board.words.filters;
    let address = listed("unit", &board.choices.units);
    table(&board.words, &board.units, [name, light], address)
}

/// The leaders.
pub(super) fn leaders(board: &Board) -> String {
    let [_, _, name, light, _] = &board.words.filters;
    let address = listed("leader", &board.choices.leaders);
    table(&board.words, &board.leaders, [name, light], address)
}

/// The address of the list of a group's tasks.
fn listed(filter: &str, choices: &[Choice]) -> impl Fn(&Group) -> String {
    move |group| {
        let key = choices.get(group.choice).map_or("", |choice| &choice.key);
        list(&[(filter, key)])
    }
}

/// The groups, each with its address.
// A table that is shown as blocks is none any more for those who hear it, unless its roles are said.
pub(super) fn table(
    words: &Words,
    table: &GroupTable,
    [name, light]: [&str; 2],
    address: impl Fn(&Group) -> String,
) -> String {
    let [_, tasks, ..] = &words.tabs;
    let [planned, actual] = &words.curve;
    let head = |words: &str, class: &str| {
        format!("<th role=columnheader scope=col{class}>{}</th>", escaped(words))
    };
    let heads = [
        head(name, ""),
        head(tasks, ""),
        head(light, " class=lights"),
        "<td role=cell></td>".to_owned(),
        head(&format!("{actual} / {planned}"), " class=way"),
    ];
    let own = table.heads.iter().map(|words| head(words, ""));
    let heads: String = heads.into_iter().chain(own).collect();
    let row = |group: &Group| self::row(group, &address(group), &table.heads);
    format!(
        "<div class=box><table class=groups role=table><caption>{}</caption>\
         <thead role=rowgroup><tr role=row>{heads}</tr></thead><tbody role=rowgroup>\n{}</tbody></table></div>",
        escaped(&table.caption),
        table.rows.iter().map(row).collect::<String>()
    )
}

fn row(group: &Group, address: &str, heads: &[String]) -> String {
    let bar = group.bar.as_ref().map_or_else(String::new, |bar| chart::bar(bar, false));
    let cell = |(text, head): (&Text, &String)| match text.is_empty() {
        true => "<td role=cell class=nothing></td>".to_owned(),
        false => format!("<td role=cell data-h=\"{}\">{}</td>", escaped(head), inked(text)),
    };
    let cells: String = group.cells.iter().zip(heads).map(cell).collect();
    format!(
        "<tr role=row><th role=rowheader scope=row><a href=\"{address}\">{}</a></th><td role=cell class=tally>{}</td>\
         <td role=cell class=lights>{}</td><td role=cell class=lag>{}</td><td role=cell class=way>{bar}</td>{cells}</tr>\n",
        escaped(&group.name),
        escaped(&group.count),
        inked(&group.lights),
        inked(&group.lag)
    )
}
