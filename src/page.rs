//! What a reader sees, before any format: headings, paragraphs, tables, charts, in one language.
//!
//! This room holds every word of the program and knows what an account means in words. It never
//! knows a terminal, HTML or a column width: `render` turns a page into each of those.
//!
//! What all pages share stands in the files of this folder. The rooms below it are sorted by what they tell, and
//! each may use those before it (`tests/all/architecture.rs`): `entries`, `lists`, `exports`, `statements`, `cards`, `boards`,
//! `bulletins`, `notices`, `findings`, `reviews`, `refusals`.

pub mod board;
pub mod boards;
pub mod bulletins;
pub mod cards;
mod cell;
mod column;
mod document;
pub mod entries;
pub mod exports;
pub mod findings;
pub mod first_ledger;
mod frame;
mod glance;
mod groups;
mod heads;
mod indicators;
mod judgement;
mod key_change;
mod keys;
pub mod lists;
pub mod manual;
mod measured;
pub mod notices;
mod paper;
mod parts;
mod period;
mod rate;
pub mod reason;
pub mod refusals;
pub mod reviews;
mod role;
mod rows;
mod said;
mod scope;
pub mod shell;
pub mod statements;
mod summed;
mod table;
mod text;
pub mod typed;
mod units;
mod unopened;
mod unpapered;
mod view;
mod wide;
pub mod words;

pub use crate::ledger::{LeftOutLedger, TasksLeftOut};
pub use cell::{Cell, Value};
pub use column::{Align, Column, details_column};
pub use document::{
    Bar, Block, BlockOf, Curve, Excerpt, Level, Mark, Page, Problem, Series, Sheet, Table, TableOf,
    bars_legend, left_out, not_shown,
};
pub use glance::{Glance, Tile};
pub use heads::HeadWords;
pub use keys::{key_named, task_key};
pub use paper::Paper;
pub use role::{Labels, Role};
pub use rows::{Row, Rows};
pub use summed::{Summed, SumsOf, Way};
pub use text::{Hue, Ink, Text};
pub use unpapered::annex_lines;
pub use view::View;
pub use wide::{Wide, WideRows};
