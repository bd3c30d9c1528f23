//! What each column of a table is: by its heading, by what a mapping says, and where these leave it open, by its cells.

use super::column::PlanColumn;
use super::head::{Head, HeadColumn};
use super::map::MappedTo;
use super::node::node_day;
use super::numbering::number;
use super::words::Meant;
use crate::account::CellValue;
use crate::exchange::figure::{Units, said};
use crate::exchange::sheet::{Cell, Sheet};
use crate::ledger::{folded, is_money};

/// The columns of a table as they are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    /// What each column of the head is, in its order; `None` for one that is left out.
    pub(super) columns: Vec<Option<PlanColumn>>,
    /// The place of the column that may hold titles of parts where that of the titles is merged over several rows.
    pub(super) detail: Option<u32>,
}

/// The most rows whose cells are looked at.
const SAMPLE: usize = 1_000;

/// The columns that a table has once; a second of the sort is kept as another.
const ONCE: [PlanColumn; 18] = [
    PlanColumn::No,
    PlanColumn::Id,
    PlanColumn::Title,
    PlanColumn::Goal,
    PlanColumn::Area,
    PlanColumn::Owner,
    PlanColumn::Units,
    PlanColumn::Leader,
    PlanColumn::Start,
    PlanColumn::Due,
    PlanColumn::Total,
    PlanColumn::Invest,
    PlanColumn::Baseline,
    PlanColumn::Target,
    PlanColumn::Unit,
    PlanColumn::Source,
    PlanColumn::Key,
    PlanColumn::Weight,
];

/// Settles the columns of a table whose cells lie in these rows.
pub(super) fn settled(sheet: &Sheet, head: &Head, end: u32, units: &Units) -> Settled {
    let rows = sheet.rows.range(head.last.saturating_add(1)..end).take(SAMPLE);
    let mut samples: Vec<Vec<&Cell>> = vec![Vec::new(); head.columns.len()];
    for (_, cells) in rows {
        for (column, sample) in head.columns.iter().zip(&mut samples) {
            sample.extend(cells.get(&column.place));
        }
    }
    let mut columns: Vec<(Option<PlanColumn>, u8)> = Vec::new();
    for (column, cells) in head.columns.iter().zip(&samples) {
        columns.push(first_guess(column, cells, units));
    }
    numbers_for_ids(head, &mut columns, &samples);
    let detail = titles(head, &mut columns);
    once(head, &mut columns);
    let columns = columns.into_iter().map(|(column, _)| column).collect();
    Settled { columns, detail }
}

/// What a column is by itself, and how surely: the lower, the surer.
fn first_guess(head: &HeadColumn, cells: &[&Cell], units: &Units) -> (Option<PlanColumn>, u8) {
    match head.mapped.as_ref().map(|mapped| &mapped.is) {
        Some(MappedTo::Skip) => return (None, 0),
        Some(MappedTo::Column(column)) => return (Some(column.clone()), 0),
        Some(MappedTo::Node(label, by)) => {
            let words = head.words.last().cloned();
            let label = label.clone().or(words).unwrap_or_default();
            let day = by.or_else(|| node_day(&label));
            return (Some(PlanColumn::Node(label, day)), 0);
        }
        None => {}
    }
    let (column, rank) = match &head.meant {
        // The label as written, not as it is compared.
        Meant::Column(PlanColumn::Node(label, day), rank) => {
            let written = head.words.iter().find(|words| folded(words).contains(label.as_str()));
            (PlanColumn::Node(written.unwrap_or(label).clone(), *day), *rank)
        }
        Meant::Column(column, rank) => (column.clone(), *rank + 1),
        Meant::GoalOrTarget if most(cells, |cell| is_figure(cell, units)) => {
            (PlanColumn::Target, 2)
        }
        Meant::GoalOrTarget => (PlanColumn::Goal, 1),
        Meant::UnitOrUnits
            if !cells.is_empty() && cells.iter().all(|cell| units.has(cell.text())) =>
        {
            (PlanColumn::Unit, 1)
        }
        Meant::UnitOrUnits => (PlanColumn::Units, 1),
        Meant::Title(_) => (PlanColumn::Title, 1),
        Meant::Unknown => {
            let named = head.words.last().map(|words| folded(words)).unwrap_or_default();
            let of_time = ["时间", "日期", "年限", "date"].iter().any(|word| named.contains(word));
            match head.words.last() {
                Some(words) if !of_time && most(cells, is_day) => {
                    (PlanColumn::Node(words.clone(), None), 1)
                }
                _ => (PlanColumn::Other, 1),
            }
        }
    };
    (Some(column), rank)
}

/// Whether most cells of a column are of a sort.
fn most(cells: &[&Cell], fits: impl Fn(&Cell) -> bool) -> bool {
    let fitting = cells.iter().filter(|cell| fits(cell)).count();
    fitting * 2 > cells.len()
}

fn is_figure(cell: &Cell, units: &Units) -> bool {
    matches!(said(Some(cell), units), CellValue::Number(..))
}

/// Whether a cell names a day or a month by itself, as those of levels do: `3月`, `6月底前`, `2019年5月`.
fn is_day(cell: &Cell) -> bool {
    match cell {
        Cell::Date(_) => true,
        Cell::Text(text) => {
            text.chars().count() <= 12 && (node_day(text).is_some() || folded(text) == "已完成")
        }
        Cell::Number(_) | Cell::Error(_) | Cell::Flag(_) | Cell::Unvalued | Cell::Struck(_) => {
            false
        }
    }
}

/// 编号 of nothing but 1, 2, 3 is a number of rows.
fn numbers_for_ids(head: &Head, columns: &mut [(Option<PlanColumn>, u8)], samples: &[Vec<&Cell>]) {
    for ((column, (is, _)), cells) in head.columns.iter().zip(columns).zip(samples) {
        let open = column.mapped.is_none() && *is == Some(PlanColumn::Id);
        if open && !cells.is_empty() && cells.iter().all(|cell| number(cell.text()).is_some()) {
            *is = Some(PlanColumn::No);
        }
    }
}

/// Of several columns that may hold titles, the first that surely does; a table without any has those of what is to be reached.
fn titles(head: &Head, columns: &mut [(Option<PlanColumn>, u8)]) -> Option<u32> {
    let mapped = |at: usize| head.columns.get(at).is_some_and(|column| column.mapped.is_some());
    let rank = |at: usize| match head.columns.get(at).map(|column| &column.meant) {
        Some(Meant::Title(rank)) => *rank,
        _ => 0,
    };
    let is = |columns: &[(Option<PlanColumn>, u8)], at: usize, what: &PlanColumn| {
        columns.get(at).is_some_and(|(own, _)| own.as_ref() == Some(what))
    };
    let all = || 0..head.columns.len();
    let title = all().find(|at| is(columns, *at, &PlanColumn::Title) && mapped(*at));
    let title =
        title.or_else(|| all().find(|at| is(columns, *at, &PlanColumn::Title) && rank(*at) < 2));
    let instead = [PlanColumn::Title, PlanColumn::Goal, PlanColumn::Measures, PlanColumn::Target];
    let mut instead =
        instead.iter().filter_map(|what| all().find(|at| is(columns, *at, what) && !mapped(*at)));
    let title = title.or_else(|| instead.next())?;
    let may_title = |at: usize| {
        matches!(head.columns.get(at).map(|column| &column.meant), Some(Meant::Title(_)))
    };
    let candidates: Vec<usize> = all().filter(|at| *at != title && may_title(*at)).collect();
    let has_goal = all().any(|at| at != title && is(columns, at, &PlanColumn::Goal));
    if let Some(own) = columns.get_mut(title) {
        *own = (Some(PlanColumn::Title), 0);
    }
    let mut goal = has_goal;
    for at in candidates.iter().filter(|at| !mapped(**at)) {
        if let Some(own) = columns.get_mut(*at) {
            *own = (Some(if goal { PlanColumn::Other } else { PlanColumn::Goal }), 1);
            goal = true;
        }
    }
    let to_the_right = |at: &usize| *at > title;
    let measures = all().find(|at| *at > title && is(columns, *at, &PlanColumn::Measures));
    let detail = candidates.into_iter().find(to_the_right).or(measures)?;
    head.columns.get(detail).map(|column| column.place)
}

/// Keeps of each sort that a table has once the surest column. A second unit in charge helps the first.
fn once(head: &Head, columns: &mut [(Option<PlanColumn>, u8)]) {
    for sort in ONCE {
        let of_sort: Vec<usize> = (0..columns.len())
            .filter(|at| columns.get(*at).is_some_and(|(own, _)| own.as_ref() == Some(&sort)))
            .collect();
        let best = of_sort.iter().copied().min_by_key(|at| columns.get(*at).map(|(_, rank)| *rank));
        for at in of_sort.into_iter().filter(|at| Some(*at) != best) {
            let open = head.columns.get(at).is_some_and(|column| column.mapped.is_none());
            if let Some((own, _)) = columns.get_mut(at).filter(|_| open) {
                *own = Some(if sort == PlanColumn::Units {
                    PlanColumn::With
                } else {
                    PlanColumn::Other
                });
            }
        }
    }
    let led = columns.iter().any(|(own, _)| *own == Some(PlanColumn::Owner));
    for (column, (own, _)) in head.columns.iter().zip(columns.iter_mut()) {
        if led && *own == Some(PlanColumn::Units) && column.mapped.is_none() {
            *own = Some(PlanColumn::With);
        }
    }
}

/// The unit that a column's figures have: of its heading, else of the line above the table where that is of its sort.
pub(super) fn unit_of(
    column: &PlanColumn,
    heading: Option<&str>,
    line: Option<&str>,
) -> Option<String> {
    let line = line.filter(|unit| column.is_figure() && column.is_money() == is_money(unit));
    heading.or(line.filter(|_| *column != PlanColumn::Weight)).map(str::to_owned)
}
