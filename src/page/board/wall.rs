//! All tasks at one look.

use crate::page::text::Hue;

/// The wall: a column an area.
#[derive(Clone, Debug, Default)]
pub struct Wall {
    /// How it is read.
    pub hint: String,
    /// The columns.
    pub columns: Vec<WallColumn>,
}

/// An area on the wall.
#[derive(Clone, Debug)]
pub struct WallColumn {
    /// Which of the choices; `None` for tasks without an area.
    pub area: Option<usize>,
    /// Its name.
    pub name: String,
    /// 18项 红3 黄0.
    pub counts: String,
    /// Red and yellow: large and solid.
    pub solid: Vec<WallTile>,
    /// The others, a line each.
    pub pale: Vec<WallTile>,
    /// How many others are not shown one by one: 绿412; they are opened as a list.
    pub folded: Vec<(Option<Hue>, String)>,
}

/// A task on the wall.
#[derive(Clone, Debug)]
pub struct WallTile {
    /// Its id, the address of its card.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its light.
    pub light: Option<Hue>,
    /// One word for it, for those who do not see the colour.
    pub light_name: String,
    /// Its unit as tables print it.
    pub unit: String,
    /// 逾期15天, 欠31.3.
    pub state: String,
}
