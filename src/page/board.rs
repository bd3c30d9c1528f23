//! The board (挂图作战): the whole ledger on one page that is looked at, filtered and opened, in words and figures.
//!
//! Like a [`Page`](super::Page) it knows no format. All its words stand in it, those that a script shows later too.

mod card;
mod index;
mod part;
mod texts;
mod wall;

pub use card::{Bar, Card, CardFacets, Chart, ChartLine, Details, LogLine, Orders, Step};
pub use index::Index;
pub use part::{Group, GroupTable, Ledgered, LedgeredList};
pub use wall::{Wall, WallColumn, WallTile};

use super::text::{Hue, Text};

/// One page of a ledger.
#[derive(Clone, Debug)]
pub struct Board {
    /// BCP 47 tag of its language.
    pub lang: &'static str,
    /// The ledger's title; on a unit's page with the unit's name.
    pub title: String,
    /// The office and the day: 区政府督查室　截至2018年5月15日（周二）.
    pub below: String,
    /// Which tasks were asked for, where not all were.
    pub scope: Option<String>,
    /// What is seen first.
    pub opens: View,
    /// Whether it hangs on a wall: larger, and turning by itself.
    pub on_wall: bool,
    /// What it calls its parts.
    pub words: Words,
    /// How bad it is, how far it has come.
    pub verdict: Vec<Said>,
    /// The lights, each a filter.
    pub tiles: Vec<Tile>,
    /// What is to be decided today, each a filter.
    pub decisions: Vec<Decision>,
    /// The areas.
    pub areas: Vec<Area>,
    /// The year's curve of all tasks together.
    pub year: Option<Chart>,
    /// What can be chosen.
    pub choices: Choices,
    /// All tasks, the most urgent first.
    pub cards: Vec<Card>,
    /// Units, the worst first; on a unit's own page its row alone.
    pub units: GroupTable,
    /// Leaders, the worst first.
    pub leaders: GroupTable,
    /// All tasks at one look.
    pub wall: Wall,
    /// The account of the last period that was closed, or is over.
    pub account: Option<Ledgered>,
    /// By which rules, what was left out, when and from what it was made.
    pub notes: Vec<String>,
}

/// The views of a board, by their names in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// 总览.
    Home,
    /// 事项.
    Tasks,
    /// 单位.
    Units,
    /// 领导.
    Leaders,
    /// 作战图.
    Wall,
    /// 对账.
    Account,
}

impl View {
    /// In the order of the tabs, with their names in addresses.
    pub const ALL: [(&'static str, Self); 6] = [
        ("home", Self::Home),
        ("tasks", Self::Tasks),
        ("units", Self::Units),
        ("leaders", Self::Leaders),
        ("wall", Self::Wall),
        ("account", Self::Account),
    ];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, view)| *view == self).map_or("", |(name, _)| name)
    }
}

/// A piece of a line, and what it opens.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its words.
    pub words: Text,
    /// The list that has as many tasks as it says.
    pub opens: Option<Opens>,
}

/// A list that a count opens.
#[derive(Clone, Copy, Debug)]
pub enum Opens {
    /// The tasks of one of [`Choices::matters`].
    Matter(usize),
    /// Those of a light.
    Light(Hue),
}

/// A light with its count: a filter of the tasks.
#[derive(Clone, Debug)]
pub struct Tile {
    /// `None` for those without a light.
    pub light: Option<Hue>,
    /// What is counted: 红灯.
    pub label: String,
    /// How many.
    pub count: usize,
    /// The change since last week; may be empty.
    pub remark: String,
    /// Whether the change is for the worse.
    pub is_worse: bool,
}

/// A matter with its first tasks: a filter of the tasks.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Which of [`Choices::matters`].
    pub matter: usize,
    /// How many tasks.
    pub count: usize,
    /// What is to be decided: 阻点超时.
    pub label: String,
    /// The first two by their titles.
    pub named: String,
    /// Whether it cannot wait.
    pub is_hot: bool,
}

/// An area: a filter of the tasks.
#[derive(Clone, Debug)]
pub struct Area {
    /// Which of [`Choices::areas`]; `None` for the line of all together.
    pub area: Option<usize>,
    /// Its name.
    pub name: String,
    /// 18项.
    pub count: String,
    /// 红3 黄0: those that any task has.
    pub lights: Text,
    /// 欠3.3, 超0.7.
    pub lag: Text,
    /// Reached and planned.
    pub bar: Option<Bar>,
}

/// What the tasks can be filtered by. A card names its own by their number here.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Areas.
    pub areas: Vec<Choice>,
    /// Units that lead a task.
    pub units: Vec<Choice>,
    /// Leaders.
    pub leaders: Vec<Choice>,
    /// Papers in which tasks were promised.
    pub sources: Vec<Choice>,
    /// Matters: what is to be decided, and what else a figure on the page opens.
    pub matters: Vec<Choice>,
}

/// One thing to be chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What stands in addresses; it stays the same from day to day.
    pub key: String,
    /// What is read.
    pub name: String,
}

/// What a board calls its parts, in its language.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The tabs, in the order of [`View::ALL`].
    pub tabs: [String; 6],
    /// 今天要拍板.
    pub decisions: String,
    /// Said where nothing is to be decided.
    pub no_decisions: String,
    /// 各领域.
    pub areas: String,
    /// 全年进度.
    pub year: String,
    /// What the field for searching says while it is empty, and what it is called.
    pub search: [String; 2],
    /// 全部领域, 全部单位, 全部领导, 全部灯, 全部来源: nothing chosen, in this order.
    pub all: [String; 5],
    /// 领域, 单位, 领导, 灯, 来源: what is chosen.
    pub filters: [String; 5],
    /// 排序, and its four orders: 最急在前, 欠得多在前, 时限近在前, 编号.
    pub orders: [String; 5],
    /// The button that shows the filters on a phone.
    pub filter: String,
    /// 共{all}项, 显示{shown}/{all}项: the script puts the figures in.
    pub counts: [String; 2],
    /// 清除筛选.
    pub clear: String,
    /// Said where nothing fits.
    pub nothing: String,
    /// 再看{more}项.
    pub more: String,
    /// Legend of curves: 应达, 实达.
    pub curve: [String; 2],
    /// What a curve is called for those who hear the page.
    pub chart: String,
    /// 应达{planned}，实达{actual}: what a bar is called for those who hear the page.
    pub bar: String,
    /// Heads within a card: 节点, 指标, 记录.
    pub heads: [String; 3],
    /// 重点.
    pub key: String,
    /// The first words for those who hear the page: to the content.
    pub skip: String,
    /// 第{page}页，共{pages}页: a wall that turns.
    pub turn: String,
    /// Pages on paper: 第, 页.
    pub paper: [String; 2],
}
