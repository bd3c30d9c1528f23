//! Units, leaders and the account of a period on a board.

use super::card::Bar;
use crate::page::text::Text;

/// Units or leaders, a row each.
#[derive(Clone, Debug, Default)]
pub struct GroupTable {
    /// What is told: 2018年5月中旬得分；红灯多的在前.
    pub caption: String,
    /// The heads of [`Group::cells`].
    pub heads: Vec<String>,
    /// The worst first.
    pub rows: Vec<Group>,
}

/// A unit or a leader.
#[derive(Clone, Debug)]
pub struct Group {
    /// Which of the choices; its tasks are opened by it.
    pub choice: usize,
    /// Its name.
    pub name: String,
    /// How many tasks: 7项.
    pub count: String,
    /// 红1 黄1.
    pub lights: Text,
    /// 欠7.6.
    pub lag: Text,
    /// Reached and planned.
    pub bar: Option<Bar>,
    /// The other figures under the table's heads, in order: 得分, 快, 准, 狠, 净, 名次, 应报/实报, 阻点, 承诺未见; empty where there is none.
    pub cells: Vec<Text>,
}

/// The account of a period.
#[derive(Clone, Debug)]
pub struct Ledgered {
    /// 5月上旬对账单.
    pub title: String,
    /// Whether it is closed, since when, its digest.
    pub closing: String,
    /// 账目, 应办, 进度, …: a name and its equation each.
    pub lines: Vec<(String, String)>,
    /// What came in, was struck off, is carried over.
    pub lists: Vec<LedgeredList>,
}

/// The tasks of one count of an account.
#[derive(Clone, Debug)]
pub struct LedgeredList {
    /// 销号 2项.
    pub head: String,
    /// Id, title and a few words; the id leads to its card where the page has it.
    pub rows: Vec<(String, String, String)>,
    /// Said under a list that is not shown whole: 另有12项.
    pub rest: Option<String>,
}
