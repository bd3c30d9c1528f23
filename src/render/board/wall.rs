//! 作战图: a column an area, what is wrong large and solid, the rest one pale line each.

use super::home;
use super::words::{card, escaped, light, list};
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
        home::verdict(board),
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

/// Where a wall hangs, and the height of its room for columns, by the width of it: 1440 × 900, 1920 × 1080, A3.
pub(super) const SHAPES: [(&str, f64); 3] = [
    ("screen", 742.0 / WIDE),
    ("screen and (min-aspect-ratio:16/9)", 676.0 / WIDE),
    ("print", 0.62),
];
/// The width of the room on a screen of 1440 pixels.
const WIDE: f64 = 1408.0;
/// The smallest and the largest type there, in half pixels.
const SIZES: (u32, u32) = (26, 48);

/// How a wall is set in a room.
pub(super) struct Setting {
    /// The size of its type, as a share of the height of the room.
    pub(super) by_height: f64,
    /// The same as a share of the width.
    pub(super) by_width: f64,
    /// What is left over for each line, in sizes of the type; a solid tile takes it twice.
    pub(super) spare: f64,
}

/// The largest type with which the tallest column fits a room, and what is left over, so that the room is filled.
pub(super) fn setting(wall: &Wall, shape: f64) -> Setting {
    let high = WIDE * shape;
    let columns = wall.columns.len().max(1) as f64;
    // What the columns have around their words.
    let wide = |size: f64| (WIDE / columns - 23.0) / size - 1.0;
    let fits = |size: &f64| {
        let wide = wide(*size);
        let columns = wall.columns.iter().map(|column| tall(column, wide));
        wide >= 6.0 && columns.fold(0.0_f64, f64::max) * size <= high
    };
    let (smallest, largest) = SIZES;
    let mut sizes = (smallest..=largest).rev().map(|half| f64::from(half) / 2.0);
    let size = sizes.find(fits).unwrap_or(f64::from(smallest) / 2.0);
    let spare = wall.columns.iter().map(|column| {
        let lines = 2 * column.solid.len() + column.pale.len() + column.folded.len();
        (high / size - tall(column, wide(size))) / lines.max(1) as f64
    });
    let spare = spare.fold(1.0_f64, f64::min).max(0.0);
    Setting { by_height: size / high, by_width: size / WIDE, spare }
}

/// How tall a column is, by the measures of the style sheet, in sizes of the type.
fn tall(column: &WallColumn, wide: f64) -> f64 {
    let lines = |words: &str, wide: f64| (long(words) / wide.floor().max(1.0)).ceil().max(1.0);
    let solid = column.solid.iter().map(|tile| {
        let unit = lines(&tile.unit, wide - long(&tile.state) - 2.9);
        lines(&tile.title, wide / 1.15).min(4.0) * 1.5 + unit * 1.3 + 1.2
    });
    let pale = column.pale.iter().map(|tile| {
        let title = lines(&tile.title, wide - long(&tile.state) - 0.5);
        title.min(3.0) * 1.3 + 0.65
    });
    let head = 2.2 + lines(&format!("{} {}", column.name, column.counts), wide);
    head + solid.sum::<f64>() + pale.sum::<f64>() + 1.9 * column.folded.len() as f64
}

/// How long a line of words is, in sizes of its type: figures and letters are wider than half a Chinese character.
fn long(words: &str) -> f64 {
    let narrow = words.chars().filter(char::is_ascii).count();
    let wide = width(words, PLAIN).saturating_sub(narrow);
    wide as f64 / 2.0 + narrow as f64 * 0.62
}
