//! Titles over several rows: whether the rows below a title are tasks of the same title, parts with titles of their own, or only
//! continue it.

use super::column::PlanColumn;
use super::lines::{Line, LineKind};
use super::segments::Segment;

/// What a row is under the title above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Under {
    /// It has its own title, or none is needed.
    Own,
    /// A task with the title that stands in the line of that number.
    Same(usize),
    /// A part of that title; its own stands in the column of details.
    Part(usize),
    /// Goes on with the task above.
    More,
}

/// What each line is under the title above it. A row that has an owner, a deadline or a target of its own is a task of its own.
pub(super) fn runs(lines: &[Line<'_>], table: &Segment) -> Vec<Under> {
    let mut under = vec![Under::Own; lines.len()];
    let mut from = 0;
    while let Some(line) = lines.get(from) {
        if line.kind != LineKind::Task || !has(line, table, &PlanColumn::Title) {
            from += 1;
            continue;
        }
        let more = lines.iter().skip(from + 1).take_while(|line| line.kind == LineKind::More);
        let end = from + 1 + more.count();
        let run = lines.get(from..end).unwrap_or_default();
        let apart = run.iter().skip(1).any(|line| answers(line, table));
        let detailed = run.len() > 1
            && run.iter().all(|line| {
                table
                    .settled
                    .detail
                    .is_some_and(|place| line.cells.iter().any(|cell| cell.place.1 == place))
            });
        for (at, line) in run.iter().enumerate() {
            let is = match (apart && detailed, at) {
                (true, _) => Under::Part(from),
                (false, 0) => Under::Own,
                (false, _) if answers(line, table) => Under::Same(from),
                (false, _) => Under::More,
            };
            if let Some(own) = under.get_mut(from + at) {
                *own = is;
            }
        }
        from = end;
    }
    under
}

fn has(line: &Line<'_>, table: &Segment, column: &PlanColumn) -> bool {
    line.cells.iter().any(|cell| table.is(cell.column, column))
}

/// Whether a row has what makes it a task: who, by when, how much.
fn answers(line: &Line<'_>, table: &Segment) -> bool {
    let columns = [PlanColumn::Owner, PlanColumn::Units, PlanColumn::Due, PlanColumn::Target];
    columns.iter().any(|column| has(line, table, column))
}
