//! What a table says otherwise of tasks that the ledger has: a difference of promises.

use super::part::part;
use crate::history::KeyChange;
use crate::ledger::{Bond, ChangedBy, Locale, TaskKey};
use crate::page::words::{self, say};
use crate::page::{Block, Cell, Ink, key_change, table};
use chrono::NaiveDate;

/// What a table says of tasks that the ledger has.
#[derive(Clone, Debug, Default)]
pub struct Renewed {
    /// Those of which it says something else.
    pub tasks: Vec<RenewedTask>,
    /// How many it says the same of.
    pub same: usize,
    /// Those that came from the same paper and are no longer in it: id and title.
    pub vanished: Vec<(String, String)>,
    /// The day as of which it is read.
    pub as_of: NaiveDate,
}

impl Renewed {
    /// How many of its rows are tasks that the ledger has.
    pub(super) fn known(&self) -> usize {
        self.tasks.len() + self.same
    }
}

/// A task of which a table says something else.
#[derive(Clone, Debug)]
pub struct RenewedTask {
    /// Where its row stands.
    pub at: String,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: String,
    /// What is different.
    pub changes: Vec<(KeyChange, TakenOver)>,
}

impl RenewedTask {
    /// Whether nothing but its number in the paper is another: a row put in above renumbers all below it.
    fn is_numbered_anew(&self) -> bool {
        self.changes.iter().all(|(change, _)| change.key == TaskKey::No.name())
    }
}

/// What becomes of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenOver {
    /// It is no promise: set.
    Set,
    /// Accepted: by an entry of its own.
    Accepted,
    /// It waits for `--accept`.
    Waits,
    /// No entry changes it so: only a person can.
    ByHand,
}

/// A line of the difference.
#[derive(Clone)]
struct Line {
    id: String,
    title: String,
    words: [String; 3],
    taken: TakenOver,
    key: &'static str,
}

/// The differences, what the ledger has already, and what is no longer in the table.
pub(super) fn blocks(renewed: &Renewed, lang: Locale) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (numbered, others): (Vec<&RenewedTask>, Vec<&RenewedTask>) =
        renewed.tasks.iter().partition(|task| task.is_numbered_anew());
    if !others.is_empty() {
        let lines = others.iter().flat_map(|task| {
            let line = |(change, taken): &(KeyChange, TakenOver)| Line {
                id: task.id.clone(),
                title: task.title.clone(),
                words: key_change::words(change, &task.unit, renewed.as_of, lang),
                taken: *taken,
                key: change.key,
            };
            task.changes.iter().map(line)
        });
        let lines: Vec<Line> = lines.collect();
        let any = |taken| lines.iter().any(|line| line.taken == taken);
        let (waits, by_hand) = (any(TakenOver::Waits), any(TakenOver::ByHand));
        let table = table::table(lines, lang)
            .id(|line| line.id.clone())
            .title(|line| line.title.clone())
            .left(say!(lang, "改了", "Key"), 0, |line| line.words[0].clone())
            .wrapping(say!(lang, "台账里", "Ledger"), |line| line.words[1].clone())
            .wrapping(say!(lang, "表里", "Table"), |line| line.words[2].clone())
            .left(say!(lang, "怎么办", "Done"), 0, move |line| taken_over(line, lang));
        let count = others.len();
        let tasks = words::counted(count, "task");
        let head = say!(lang, "与台账不同的{count}项", "Other than in the ledger: {tasks}");
        blocks.extend(part(head, table.block()));
        if waits {
            let words = say!(
                lang,
                "承诺没有动。要采用：--accept 编号（或 all），作调整、延期记账，依据默认是这份表，另有文号用 --approval。",
                "No promise was changed. To take them over: --accept ID (or all), as adjustments and extensions approved by this table, or by --approval."
            );
            blocks.push(Block::Line(words.into()));
        }
        if by_hand {
            let words = say!(
                lang,
                "没有一种记录能改的，报批后用 duban edit 编号 改，文号写进 [[waiver]]（docs/review.md）。",
                "What no entry changes: once approved, duban edit ID, and the document into [[waiver]] (docs/review.md)."
            );
            blocks.push(Block::Line(words.into()));
        }
    }
    let anew = numbered.len();
    if anew > 0 {
        let tasks = words::counted(anew, "task");
        let line = say!(
            lang,
            "只有原文编号变了{anew}项，照表改",
            "Numbered anew and otherwise unchanged: {tasks}, set"
        );
        blocks.extend([Block::Gap, Block::Line(line.into())]);
    }
    let same = renewed.same;
    if same > 0 {
        let tasks = words::counted(same, "task");
        let there = say!(lang, "已有、无变化{same}项", "Already there, unchanged: {tasks}");
        blocks.extend([Block::Gap, Block::Line(there.into())]);
    }
    blocks.extend(vanished(renewed, lang));
    blocks
}

fn vanished(renewed: &Renewed, lang: Locale) -> Vec<Block> {
    let gone = renewed.vanished.len();
    if gone == 0 {
        return Vec::new();
    }
    let named = renewed.vanished.iter().map(|(id, title)| format!("{id} {title}"));
    let named = words::list(&named.collect::<Vec<String>>(), lang);
    let tasks = words::counted(gone, "task");
    let head = say!(
        lang,
        "台账里有、表里没有了{gone}项",
        "In the ledger, no longer in the table: {tasks}"
    );
    let line = words::with_reason(&head, &named, lang);
    let way = say!(
        lang,
        "没有动它们。不再办的：duban cancel 编号 缘由 --approval 文号",
        "They were left alone. To end one: duban cancel ID WHY --approval DOCUMENT"
    );
    vec![Block::Gap, Block::Line(line.into()), Block::Line(way.into())]
}

fn taken_over(line: &Line, lang: Locale) -> Cell {
    let Some(key) = TaskKey::parse(line.key) else {
        return say!(lang, "照表改", "set").into();
    };
    let row = key.row();
    match line.taken {
        TakenOver::Set => say!(lang, "照表改", "set").into(),
        TakenOver::Accepted => match row.changed_by {
            ChangedBy::Extend => say!(lang, "记延期", "extended").into(),
            ChangedBy::Adjust | ChangedBy::Set | ChangedBy::Entry | ChangedBy::Edit => {
                say!(lang, "记调整", "adjusted").into()
            }
        },
        TakenOver::Waits => Cell::from(say!(lang, "待采用", "waits")).inked(Ink::Yellow),
        TakenOver::ByHand if row.bond == Bond::Promise => {
            Cell::from(say!(lang, "报批后手改", "by hand")).inked(Ink::Yellow)
        }
        TakenOver::ByHand => say!(lang, "手改", "by hand").into(),
    }
}
