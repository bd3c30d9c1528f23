//! Areas, headings and tasks: the order that numbers and sections give to the rows of a table.

use super::column::PlanColumn;
use super::rows::Draft;
use super::table::{LeftCell, PlanCell, PlanLevel, PlanRow};
use crate::account::LeftWhy;
use std::collections::BTreeSet;

/// The depth of a section without a number: below one that stands directly above another.
const OUTER: u8 = 0;
const INNER: u8 = 3;
/// The depth of tasks without a number.
const UNNUMBERED: u8 = 200;

/// Gives each row its level and the row it is a part of. `base` is the number of rows of the tables before.
pub(super) fn levelled(drafts: Vec<Draft>, base: usize, left: &mut Vec<LeftCell>) -> Vec<PlanRow> {
    let depths = depths(&drafts);
    let parents = parents(&drafts, &depths);
    let above: BTreeSet<usize> = parents.iter().flatten().copied().collect();
    let heads: Vec<bool> = (0..drafts.len())
        .map(|at| above.contains(&at) || drafts.get(at).is_some_and(|draft| draft.is_section))
        .collect();
    // A chapter without rows below it is one where others of its depth have some.
    let chapters: BTreeSet<u8> =
        heads.iter().zip(&depths).filter(|(head, _)| **head).map(|(_, depth)| *depth).collect();
    let by_column = drafts.iter().any(|draft| draft.row.cell(&PlanColumn::Area).is_some());
    let outermost = chapters.iter().next().copied();
    let mut rows = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.into_iter().enumerate() {
        let depth = depths.get(at).copied().unwrap_or(UNNUMBERED);
        let head = heads.get(at) == Some(&true)
            || (is_plain(&draft.row) && is_chapter(&draft) && chapters.contains(&depth));
        let of_a_chapter = draft.is_section || is_chapter(&draft);
        let is_area = head
            && of_a_chapter
            && !by_column
            && !draft.is_title
            && Some(depth) == outermost
            && is_plain(&draft.row);
        let mut row = draft.row;
        row.level = match (is_area, head || draft.is_title) {
            (true, _) => PlanLevel::Area,
            (false, true) => PlanLevel::Heading,
            (false, false) => PlanLevel::Task,
        };
        row.under = parents.get(at).copied().flatten().map(|parent| base + parent);
        if row.level == PlanLevel::Area || draft.is_section {
            sums(&mut row, left);
        }
        rows.push(row);
    }
    rows
}

fn is_chapter(draft: &Draft) -> bool {
    draft.number.as_ref().is_some_and(super::numbering::Number::is_of_a_chapter)
}

/// The figures beside the name of an area sum up what is below it.
fn sums(row: &mut PlanRow, left: &mut Vec<LeftCell>) {
    let (figures, kept): (Vec<PlanCell>, Vec<PlanCell>) =
        std::mem::take(&mut row.cells).into_iter().partition(|cell| cell.column.is_figure());
    row.cells = kept;
    left.extend(figures.into_iter().map(|cell| LeftCell {
        at: cell.at,
        text: cell.words,
        why: LeftWhy::Total,
    }));
}

/// Whether a row has a name and nothing that a task would have.
fn is_plain(row: &PlanRow) -> bool {
    row.cells.iter().all(|cell| {
        matches!(
            cell.column,
            PlanColumn::No
                | PlanColumn::Title
                | PlanColumn::Leader
                | PlanColumn::Remark
                | PlanColumn::Area
        ) || cell.column.is_figure()
    })
}

fn depths(drafts: &[Draft]) -> Vec<u8> {
    let is_bare =
        |at: usize| drafts.get(at).is_some_and(|draft| draft.is_section && draft.number.is_none());
    let nested = (0..drafts.len()).any(|at| is_bare(at) && is_bare(at + 1));
    let depth = |(at, draft): (usize, &Draft)| match &draft.number {
        Some(number) => number.depth,
        None if draft.is_section && nested && is_bare(at + 1) => OUTER,
        None if draft.is_section && nested => INNER,
        None if draft.is_section => OUTER,
        None if draft.is_title => UNNUMBERED - 1,
        None => UNNUMBERED,
    };
    drafts.iter().enumerate().map(depth).collect()
}

/// The row that each row is a part of.
fn parents(drafts: &[Draft], depths: &[u8]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(drafts.len());
    for (at, (draft, depth)) in drafts.iter().zip(depths).enumerate() {
        while let Some(above) = open.last().copied() {
            if holds(drafts, depths, above, draft, *depth) {
                break;
            }
            open.pop();
        }
        parents.push(open.last().copied());
        open.push(at);
    }
    parents
}

/// Whether a row may be a part of another above it.
fn holds(drafts: &[Draft], depths: &[u8], above: usize, draft: &Draft, depth: u8) -> bool {
    let Some((upper, upper_depth)) = drafts.get(above).zip(depths.get(above)) else {
        return false;
    };
    if *upper_depth >= depth {
        return false;
    }
    match (&upper.number, &draft.number) {
        _ if upper.is_section || upper.is_title => true,
        (Some(upper), Some(own)) => own.may_be_under(upper),
        // Rows without a number are parts of a chapter alone, not of the task above them.
        (Some(number), None) => number.is_of_a_chapter() && is_plain(&upper.row),
        (None, _) => false,
    }
}
