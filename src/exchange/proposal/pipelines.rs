//! Levels that the tasks of a table share: columns whose headings are levels and whose cells are their days.

use super::initials::initials;
use super::{Known, ProposedPipeline};
use crate::exchange::plan::{PlanColumn, PlanTable};
use crate::ledger::{Quantity, folded};

/// The levels that most districts have, with their percents of the way.
const USUAL: [(&str, &[(&str, i64)]); 2] = [
    ("investment", &[("在谈", 10), ("签约", 40), ("开工", 70), ("投产", 100)]),
    (
        "construction",
        &[("立项", 15), ("施工许可", 30), ("基础完成", 50), ("主体封顶", 80), ("竣工验收", 100)],
    ),
];

/// The pipelines that are known and those that are proposed.
#[derive(Debug)]
pub(super) struct Pipelines {
    all: Vec<(ProposedPipeline, bool)>,
    /// By table: its pipeline.
    of_table: Vec<(usize, usize)>,
}

impl Pipelines {
    /// Finds or proposes one for each table with two such columns or more.
    pub(super) fn new(known: &Known, table: &PlanTable) -> Self {
        let all = known.pipelines.iter().map(|pipeline| (pipeline.clone(), false)).collect();
        let mut pipelines = Self { all, of_table: Vec::new() };
        let tables =
            table.columns.iter().map(|heading| heading.table).max().map_or(0, |last| last + 1);
        for number in 0..tables {
            let levels = levels(table, number);
            let twice = levels
                .iter()
                .enumerate()
                .any(|(at, level)| levels.iter().take(at).any(|other| other == level));
            if levels.len() >= 2 && !twice {
                let at = pipelines.find(levels);
                pipelines.of_table.push((number, at));
            }
        }
        pipelines
    }

    /// The pipeline of a table: its id and its last level.
    pub(super) fn of(&self, table: usize) -> Option<(&str, &str)> {
        let (_, at) = self.of_table.iter().find(|(own, _)| *own == table)?;
        let (pipeline, _) = self.all.get(*at)?;
        let (last, _) = pipeline.steps.last()?;
        Some((&pipeline.id, last))
    }

    /// Those that the book does not have and that a task has.
    pub(super) fn proposed(self, used: &[String]) -> Vec<ProposedPipeline> {
        let new = self
            .all
            .into_iter()
            .filter(|(pipeline, is_new)| *is_new && used.contains(&pipeline.id));
        new.map(|(pipeline, _)| pipeline).collect()
    }

    fn find(&mut self, levels: Vec<String>) -> usize {
        let has = |pipeline: &ProposedPipeline, level: &String| {
            pipeline.steps.iter().any(|(step, _)| step == level)
        };
        let same = |pipeline: &ProposedPipeline| levels.iter().all(|level| has(pipeline, level));
        if let Some(at) = self.all.iter().position(|(pipeline, _)| same(pipeline)) {
            return at;
        }
        let is_usual = |(_, steps): &&(&str, &[(&str, i64)])| {
            levels.iter().all(|level| steps.iter().any(|(step, _)| step == level))
        };
        let usual = USUAL.iter().find(is_usual);
        let steps: Vec<(String, Option<Quantity>)> = match usual {
            Some((_, steps)) => steps
                .iter()
                .map(|(step, reach)| ((*step).to_owned(), Some(Quantity::whole(*reach))))
                .collect(),
            None => evenly(&levels),
        };
        let first = usual.map_or_else(|| id_of(&levels), |(id, _)| (*id).to_owned());
        let taken = |id: &str| self.all.iter().any(|(pipeline, _)| pipeline.id == id);
        let numbered = (2..).map(|number: u32| format!("{first}{number}"));
        let id = [first.clone()].into_iter().chain(numbered).find(|id| !taken(id)).unwrap_or(first);
        self.all.push((ProposedPipeline { id, steps }, true));
        self.all.len() - 1
    }
}

/// Levels that lie evenly on the way, in whole percents where there are not more than a hundred.
fn evenly(levels: &[String]) -> Vec<(String, Option<Quantity>)> {
    let all = i64::try_from(levels.len()).unwrap_or(1).max(1);
    let share = |nth: usize| {
        let nth = i64::try_from(nth + 1).unwrap_or(all);
        match all {
            ..=100 => Quantity::whole(nth * 100 / all),
            _ => Quantity::from_millionths(nth * 100 * Quantity::ONE / all),
        }
    };
    levels.iter().enumerate().map(|(nth, level)| (level.clone(), Some(share(nth)))).collect()
}

/// The headings of a table that are levels, in their order.
fn levels(table: &PlanTable, number: usize) -> Vec<String> {
    let own = table.columns.iter().filter(|heading| heading.table == number);
    let labels = own.filter_map(|heading| match &heading.column {
        PlanColumn::Node(label, None) => Some(super::draft::on_one_line(label)),
        _ => None,
    });
    labels.collect()
}

/// The initials of the first and the last level.
fn id_of(levels: &[String]) -> String {
    let ends = [levels.first(), levels.last()].into_iter().flatten();
    let id = ends
        .map(|level| initials(&folded(level)))
        .filter(|id| !id.is_empty())
        .collect::<Vec<String>>()
        .join("-");
    if id.is_empty() { "levels".to_owned() } else { id }
}
