//! The columns of nodes as dated steps: 一季度 签约过半, or a level with its month: 主体封顶 9月.
//!
//! Points lie between the first day and the deadline, each later than the one before, and lead up to the target; what does not fit is
//! kept in the remark.

use super::deadline::{one_day, timing};
use super::draft::{Draft, on_one_line};
use super::quantity::quantities;
use super::serial::serial_day;
use super::{CheckWhy, KeptWhy};
use crate::account::Address;
use crate::edit::NewPoint;
use crate::exchange::number::typed;
use crate::exchange::plan::{CellShape, NodeDay, PlanCell, PlanColumn, PlanRow};
use crate::ledger::{Quantity, TaskKey, Term, same_unit};
use chrono::{Datelike, Months, NaiveDate};

/// A cell of a column of nodes, with its day.
#[derive(Clone, Debug)]
pub(super) struct Node {
    at: Address,
    label: String,
    words: String,
    /// The first day of the quarter or month of its heading; of a level its own day.
    first: NaiveDate,
    /// Its day.
    by: NaiveDate,
    /// What is reached.
    step: String,
    /// Whether its heading names a level, and the cell the day.
    pub is_level: bool,
    /// Whether a sentence names its day.
    in_words: bool,
    term: Term,
}

impl Node {
    /// Keeps it in the remark.
    pub(super) fn keep(&self, draft: &mut Draft<'_>) {
        draft.keep_under(&self.at, &self.label, &self.words, KeptWhy::StepOutside);
    }
}

/// The nodes of a row, and the cells of such columns that have no day or nothing to do.
pub(super) fn nodes(row: &PlanRow, term: Term, draft: &mut Draft<'_>) -> Vec<Node> {
    let mut nodes = Vec::new();
    for cell in &row.cells {
        let PlanColumn::Node(label, day) = &cell.column else { continue };
        if says_nothing(&cell.words) {
            continue;
        }
        match node(cell, label, *day, term) {
            Some(node) => nodes.push(node),
            None => draft.keep(cell, KeptWhy::NoDay),
        }
    }
    nodes
}

/// Dashes and words for nothing.
pub(super) fn says_nothing(words: &str) -> bool {
    let bare = words.trim();
    matches!(bare, "无" | "無" | "n/a" | "N/A")
        || bare
            .chars()
            .all(|letter| matches!(letter, '-' | '—' | '–' | '－' | '/' | '／' | '\\' | ' '))
}

fn node(cell: &PlanCell, label: &str, day: Option<NodeDay>, term: Term) -> Option<Node> {
    let base = Node {
        at: cell.at.clone(),
        label: label.to_owned(),
        words: cell.words.clone(),
        first: NaiveDate::MIN,
        by: NaiveDate::MIN,
        step: String::new(),
        is_level: day.is_none(),
        in_words: true,
        term,
    };
    let Some(day) = day else {
        let serial = serial_day(&cell.words).filter(|_| cell.shape == CellShape::Number);
        let by = serial.or_else(|| one_day(&cell.words, term))?;
        return Some(Node {
            first: by,
            by,
            step: on_one_line(label),
            in_words: cell.shape == CellShape::Words,
            ..base
        });
    };
    let by = in_term(day, term)?;
    let first = first_of(label, by)?;
    // A sentence may name its own day within the quarter: 5月底前完成路基.
    let own = timing(&cell.words, term).and_then(|timing| timing.due);
    let by = own.filter(|own| (first..=by).contains(own)).unwrap_or(by);
    let step = on_one_line(&cell.words);
    let step = step.trim_end_matches(['。', '；', ';', '，', ',', '.']).to_owned();
    Some(Node { first, by, step, in_words: own.is_some(), ..base })
}

/// The day of a heading: the only one that lies in the ledger, where it names no year.
fn in_term(day: NodeDay, term: Term) -> Option<NaiveDate> {
    if day.year.is_some() {
        return day.day(term.name_year());
    }
    let years = term.first.year()..=term.last.year();
    let mut days = years
        .filter_map(|year| day.day(year))
        .filter(|day| term.first <= *day && *day <= term.last);
    let first = days.next()?;
    days.next().is_none().then_some(first)
}

/// The first day of what a heading names: a quarter, a half, else a month.
fn first_of(label: &str, last: NaiveDate) -> Option<NaiveDate> {
    let lower = label.to_lowercase();
    let is_quarter = lower.contains('季') || lower.contains("quarter") || lower.starts_with('q');
    let months = match (lower.contains("半年"), is_quarter) {
        (true, _) => 5,
        (_, true) => 2,
        _ => 0,
    };
    last.with_day(1)?.checked_sub_months(Months::new(months))
}

/// What the task is held against when its points are placed.
pub(super) struct Frame {
    pub start: NaiveDate,
    pub due: NaiveDate,
    pub baseline: Quantity,
    pub target: Option<Quantity>,
    pub unit: Option<String>,
    /// Points may lie on any side of the target and of each other.
    pub rate: bool,
    /// A level before the last one of its pipeline cannot stand on the deadline.
    pub last_level: Option<String>,
}

/// The points of a plan.
pub(super) fn points(nodes: Vec<Node>, frame: &Frame, draft: &mut Draft<'_>) -> Vec<NewPoint> {
    let mut placed: Vec<Node> = Vec::new();
    for mut node in nodes {
        // The last quarter of a task is as long as the task.
        if node.by > frame.due && node.first <= frame.due {
            node.by = frame.due;
        }
        let before = placed.last().map(|last| last.by);
        let outside = node.by < frame.start
            || node.by > frame.due
            || before.is_some_and(|before| node.by <= before);
        let half_way = node.by == frame.due
            && frame.last_level.as_ref().is_some_and(|last| *last != node.step);
        if outside || half_way {
            node.keep(draft);
            continue;
        }
        if placed.iter().any(|other| other.step == node.step) {
            node.step = format!("{}（{}）", node.step, node.label);
        }
        placed.push(node);
    }
    for node in &placed {
        if node.in_words {
            draft.check(TaskKey::Plan, &node.at, CheckWhy::FromWords);
        }
    }
    let Some(reaches) = reaches(&placed, frame) else {
        return placed
            .into_iter()
            .map(|node| NewPoint { by: node.by, reach: None, step: Some(node.step) })
            .collect();
    };
    if let Some(first) = placed.first() {
        draft.check(TaskKey::Plan, &first.at, CheckWhy::FromWords);
    }
    let counted = placed.into_iter().zip(reaches);
    // The target itself is the end of the plan and need not be said again.
    let counted = counted
        .filter(|(node, reach)| frame.rate || node.by < frame.due || Some(*reach) != frame.target);
    counted.map(|(node, reach)| NewPoint { by: node.by, reach: Some(reach), step: None }).collect()
}

/// The quantity of each point, where all have one of the unit of the task and they lead from its baseline to its target.
fn reaches(placed: &[Node], frame: &Frame) -> Option<Vec<Quantity>> {
    let target = frame.target?;
    let unit = frame.unit.as_deref()?;
    let reaches: Vec<Quantity> =
        placed.iter().map(|node| reach(node, unit)).collect::<Option<_>>()?;
    // A point on the deadline is the end.
    let mut ends = placed.iter().zip(&reaches);
    let fits = ends.all(|(node, reach)| node.by < frame.due || *reach == target);
    if !fits || reaches.is_empty() {
        return None;
    }
    let (low, high) = (frame.baseline.min(target), frame.baseline.max(target));
    let rises = target >= frame.baseline;
    let is_way = reaches.is_sorted_by(|one, next| if rises { one <= next } else { one >= next });
    let within = reaches.iter().all(|reach| (low..=high).contains(reach));
    (frame.rate || is_way && within).then_some(reaches)
}

fn reach(node: &Node, unit: &str) -> Option<Quantity> {
    if node.is_level {
        return None;
    }
    let bare = node.words.trim();
    let percent = bare.strip_suffix(['%', '％']).filter(|_| unit == "%");
    if let Ok(number) = typed(percent.unwrap_or(bare)) {
        return Some(number);
    }
    match &quantities(&node.words, node.term)[..] {
        [only] if only.unit.as_deref().is_some_and(|own| same_unit(own, unit)) => Some(only.number),
        _ => None,
    }
}

/// The target that the last node names, where no other words do.
pub(super) fn last_quantity(nodes: &[Node]) -> Option<(Quantity, String, Address)> {
    let each = nodes.iter().map(|node| {
        let found = quantities(&node.words, node.term);
        let [only] = &found[..] else { return None };
        let unit = only.unit.clone().filter(|_| !only.rate && !node.is_level)?;
        Some((only.number, unit, node.at.clone()))
    });
    let all: Vec<(Quantity, String, Address)> = each.collect::<Option<_>>()?;
    let one_unit = all.windows(2).all(
        |pair| matches!(pair, [(one, unit, _), (next, other, _)] if unit == other && one <= next),
    );
    all.last().filter(|(number, ..)| one_unit && *number > Quantity::default()).cloned()
}

/// The deadline that the last level names.
pub(super) fn last_day(nodes: &[Node]) -> Option<(NaiveDate, Address)> {
    let last = nodes.last().filter(|node| node.is_level)?;
    nodes
        .iter()
        .map(|node| node.by)
        .max()
        .filter(|day| *day == last.by)
        .map(|day| (day, last.at.clone()))
}
