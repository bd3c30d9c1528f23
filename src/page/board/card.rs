//! A task on a board.

use crate::page::text::{Hue, Text};

/// One task.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its id, which is its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it is 重点.
    pub is_key: bool,
    /// Its light; `None` where it has none.
    pub light: Option<Hue>,
    /// One word for it: 红, 无.
    pub light_name: String,
    /// What is wrong, or how it stands, in a few words: 逾期15天, 欠31.3, 已销号.
    pub state: String,
    /// Its unit as tables print it.
    pub unit: String,
    /// 时限4月30日.
    pub due: String,
    /// Reached and planned, where it has a way to go.
    pub bar: Option<Bar>,
    /// 92/96户 · 应达100.0% 实达95.8%; may be empty.
    pub figures: String,
    /// Why its light is so, its last report, what is next.
    pub why: String,
    /// What else to know at one look: 阻点 遗产公证·协调·超时.
    pub chips: Vec<String>,
    /// What it can be found by.
    pub facets: CardFacets,
    /// Its place in each order.
    pub orders: Orders,
    /// What is seen once it is opened.
    pub details: Details,
}

/// What a card is filtered by: numbers into [`Choices`](super::Choices).
#[derive(Clone, Debug, Default)]
pub struct CardFacets {
    /// Its area.
    pub area: Option<usize>,
    /// Its unit.
    pub unit: Option<usize>,
    /// Its leader.
    pub leader: Option<usize>,
    /// Its source.
    pub source: Option<usize>,
    /// Its matters.
    pub matters: Vec<usize>,
}

/// The place of a card in each order but the first, which is that of the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Orders {
    /// The furthest behind first.
    pub lag: usize,
    /// The next deadline first.
    pub due: usize,
    /// By id.
    pub id: usize,
}

/// How far something has come on its way, 0 to 1, with a mark where it should be.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Reached, held to 0…1.
    pub filled: f64,
    /// Planned.
    pub mark: f64,
    /// Both in words, for those who hear the page: 应达100.0%，实达95.8%.
    pub said: String,
}

/// The inside of a card.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// The curve.
    pub chart: Option<Chart>,
    /// The points of its plan.
    pub steps: Vec<Step>,
    /// Its indicators: name, and what is done of what.
    pub indicators: Vec<(String, String)>,
    /// The latest entry first.
    pub log: Vec<LogLine>,
    /// Said under a log that is not shown whole: 另有12条较早的记录.
    pub log_cut: Option<String>,
    /// What the task states, each under its name: 措施, 抓手, 来源, 批示.
    pub facts: Vec<(String, String)>,
}

/// A point of a plan.
#[derive(Clone, Debug)]
pub struct Step {
    /// What is to be reached.
    pub name: String,
    /// By when.
    pub by: String,
    /// Whether it was, and how long before or after its day it is.
    pub actual: Text,
}

/// An entry of a log.
#[derive(Clone, Debug)]
pub struct LogLine {
    /// Its day.
    pub on: String,
    /// What it says.
    pub said: String,
}

/// Shares over days, drawn as lines.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The light whose colour the actual line has; `None` for none of them.
    pub light: Option<Hue>,
    /// The share at the top of it; at least 1.
    pub top: f64,
    /// Planned, to the end.
    pub planned: ChartLine,
    /// Reached, to the day of the page.
    pub actual: ChartLine,
    /// Names below it, each with its place from 0 to 1, ascending: 1月2日开始, 时限4月30日.
    pub ticks: Vec<(f64, String)>,
    /// The day of the page, where it lies on it.
    pub today: Option<f64>,
    /// What is read at its end: 实达52.3%, 应达54.2%; empty for a card, which says so already.
    pub said: Vec<String>,
}

/// Points by their place from 0 to 1 (days) and their share, ascending; a stair has the two ends of each rise.
#[derive(Clone, Debug, Default)]
pub struct ChartLine(pub Vec<(f64, f64)>);

impl ChartLine {
    /// Whether there is anything to draw.
    pub fn is_empty(&self) -> bool {
        self.0.len() < 2
    }
}
