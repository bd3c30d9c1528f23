//! 作战图: a column an area, what is wrong large and solid, the rest one pale line each.

use super::words::{card, escaped, inked, light, list};
use crate::page::board::{Board, Wall, WallColumn, WallTile};
use crate::render::PLAIN;
use crate::render::width::width;

/// The wall.
pub(super) fn wall(board: &Board) -> String {
    let lights: String = board
        .tiles
        .iter()
        .map(|tile| {
            let light = light(tile.light);
            let address = list(&[("light", light)]);
            let label = escaped(&tile.label);
            format!("<a class=\"sum {light}\" href=\"{address}\">{label} <b>{}</b></a>", tile.count)
        })
        .collect();
    let columns: String =
        board.wall.columns.iter().map(|column| self::column(board, column)).collect();
    format!(
        "<div class=strip><p class=verdict>{}</p><div class=sums>{lights}</div></div>\
         <p class=hint>{}<span data-turn=\"{}\" hidden></span></p><div class=wall>\n{columns}</div>",
        inked(&board.verdict),
        escaped(&board.wall.hint),
        escaped(&board.words.turn)
    )
}

fn column(board: &Board, column: &WallColumn) -> String {
    let area = column.area.and_then(|nth| board.choices.areas.get(nth));
    let solid: String = column.solid.iter().map(|tile| self::tile(tile, true)).collect();
    let pale: String = column.pale.iter().map(|tile| self::tile(tile, false)).collect();
    let folded = column.folded.iter().map(|(hue, words)| {
        let light = light(*hue);
        let area = area.map(|area| ("area", area.key.as_str()));
        let filters: Vec<(&str, &str)> = area.into_iter().chain([("light", light)]).collect();
        format!("<a class=\"fold {light}\" href=\"{}\">{}</a>", list(&filters), escaped(words))
    });
    format!(
        "<div class=column><h3>{}<small>{}</small></h3>{solid}{pale}{}</div>\n",
        escaped(&column.name),
        escaped(&column.counts),
        folded.collect::<String>()
    )
}

fn tile(tile: &WallTile, is_solid: bool) -> String {
    let unit = match is_solid {
        true => format!("<span>{}</span>", escaped(&tile.unit)),
        false => String::new(),
    };
    let solid = if is_solid { " solid" } else { "" };
    format!(
        "<a class=\"tile {}{solid}\" href=\"{}\"><b>{}</b><i>{}</i>{unit}<em>{}</em></a>",
        light(tile.light),
        card(&tile.id),
        escaped(&tile.title),
        escaped(&tile.light_name),
        escaped(&tile.state)
    )
}

/// The room for columns on a screen of 1440 × 900, whose shape those of 1920 × 1080 and of A3 come close to.
const ROOM: (f64, f64) = (1412.0, 748.0);
/// The smallest and the largest type there, in pixels.
const SIZES: (u32, u32) = (13, 24);

/// The largest type with which the tallest column fits, as a share of the height and of the width of the room.
pub(super) fn type_size(wall: &Wall) -> (f64, f64) {
    let (smallest, largest) = SIZES;
    let fits = |size: &u32| {
        let size = f64::from(*size) / 2.0;
        let columns = wall.columns.len().max(1) as f64;
        let wide = ROOM.0 / columns / size - 2.0;
        let tallest = wall.columns.iter().map(|column| tall(column, wide)).fold(0.0_f64, f64::max);
        wide >= 6.0 && tallest * size <= ROOM.1
    };
    let size = (2 * smallest..=2 * largest).rev().find(fits).unwrap_or(2 * smallest);
    let size = f64::from(size) / 2.0;
    (size / ROOM.1, size / ROOM.0)
}

/// How tall a column is, by the measures of the style sheet, in widths of a character.
fn tall(column: &WallColumn, wide: f64) -> f64 {
    let lines = |words: &str, columns: f64| {
        let taken = width(words, PLAIN) as f64 / 2.0;
        (taken / columns.floor().max(1.0)).ceil().max(1.0)
    };
    let solid = column.solid.iter().map(|tile| {
        let foot = width(&tile.unit, PLAIN) + width(&tile.state, PLAIN) + 5;
        let foot = (foot as f64 / 2.0 / wide).ceil();
        lines(&tile.title, wide / 1.15) * 1.5 + foot * 1.4 + 0.95
    });
    let pale = column.pale.iter().map(|tile| {
        let state = width(&tile.state, PLAIN) as f64 / 2.0 + 0.5;
        lines(&tile.title, wide - state).min(2.0) * 1.3 + 0.65
    });
    let head = 2.2 + lines(&format!("{} {}", column.name, column.counts), wide);
    head + solid.sum::<f64>() + pale.sum::<f64>() + 1.9 * column.folded.len() as f64
}
