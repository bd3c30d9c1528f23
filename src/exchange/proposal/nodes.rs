//! The steps of a row before they are placed: of its columns of nodes (一季度 签约过半, 主体封顶 9月) and of a schedule in words.

use super::KeptWhy;
use super::deadline::{one_day, timing};
use super::draft::{Draft, on_one_line};
use super::schedule::dated_pieces;
use super::serial::serial_day;
use crate::account::Address;
use crate::exchange::plan::{CellShape, NodeDay, PlanCell, PlanColumn, PlanRow};
use crate::ledger::Term;
use chrono::{Datelike, Months, NaiveDate};

/// A cell of a column of nodes, with its day.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub at: Address,
    pub label: String,
    pub words: String,
    /// The first day of the quarter or month of its heading; of a level its own day.
    pub first: NaiveDate,
    /// Its day.
    pub by: NaiveDate,
    /// What is reached.
    pub step: String,
    /// Whether its heading names a level, and the cell the day.
    pub is_level: bool,
    /// Whether a sentence names its day.
    pub in_words: bool,
    pub term: Term,
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

/// The steps of a schedule in words, 3月完成征地，6月开工; its words are kept as they stand. Where columns say the steps, they alone do.
pub(super) fn progress(
    row: &PlanRow,
    term: Term,
    others: bool,
    draft: &mut Draft<'_>,
) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for cell in row.cells.iter().filter(|cell| cell.column == PlanColumn::Progress) {
        if says_nothing(&cell.words) {
            continue;
        }
        let pieces =
            if others || !nodes.is_empty() { Vec::new() } else { dated_pieces(&cell.words, term) };
        let why = if pieces.is_empty() { KeptWhy::NoKey } else { KeptWhy::MoreWords };
        draft.keep(cell, why);
        nodes.extend(pieces.into_iter().map(|(by, step)| Node {
            at: cell.at.clone(),
            label: String::new(),
            words: step.clone(),
            first: by,
            by,
            step,
            is_level: false,
            in_words: true,
            term,
        }));
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
