//! What the tasks of a board can be filtered by, and what each of them has of it.

use super::asked::{Asked, matters};
use crate::account::{Figures, Matter};
use crate::ledger::DepartmentId;
use crate::page::board::{CardFacets, Choice, Choices};
use crate::page::words;
use std::collections::HashMap;
use std::hash::Hash;

/// The choices, and the facets of each task beside them.
pub(super) struct Chosen {
    pub(super) choices: Choices,
    /// As many as there are tasks, in their order.
    pub(super) facets: Vec<CardFacets>,
}

/// What any of the tasks has: areas and units in the order of the book, leaders and sources in that of their first tasks.
pub(super) fn choices(asked: &Asked<'_, '_, '_>, tasks: &[&Figures<'_>]) -> Chosen {
    let book = asked.account.book;
    let in_book = |mut used: Vec<u32>| {
        used.sort_unstable();
        used.dedup();
        used
    };
    let areas =
        in_book(tasks.iter().filter_map(|figures| Some(figures.task.area?.0.into())).collect());
    let units = in_book(tasks.iter().filter_map(|figures| Some(figures.state.owner?.0)).collect());
    let (mut leaders, mut sources) = (Names::default(), Names::default());
    let facets = tasks.iter().map(|figures| CardFacets {
        area: figures.task.area.and_then(|area| areas.binary_search(&area.0.into()).ok()),
        unit: figures.state.owner.and_then(|unit| units.binary_search(&unit.0).ok()),
        leader: figures.state.leader.map(|leader| leaders.place(leader)),
        source: figures.task.source.as_deref().map(|source| sources.place(source)),
        matters: matters_of(asked, figures),
    });
    let facets = facets.collect();
    let area = |nth: &u32| {
        let area = book.areas.get(*nth as usize)?;
        Some(Choice { key: area.id.clone(), name: area.name.clone() })
    };
    let unit = |nth: &u32| {
        let unit = book.department(DepartmentId(*nth));
        Choice { key: unit.id.clone(), name: unit.in_tables().to_owned() }
    };
    let matter = |matter: Matter| Choice {
        key: matter.name().to_owned(),
        name: words::matter(matter, asked.lang),
    };
    let choices = Choices {
        areas: areas.iter().filter_map(area).collect(),
        units: units.iter().map(unit).collect(),
        leaders: leaders.choices(),
        sources: sources.choices(),
        matters: matters().map(matter).collect(),
    };
    Chosen { choices, facets }
}

fn matters_of(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) -> Vec<usize> {
    let numbered = matters().enumerate();
    let fitting = numbered.filter(|(_, matter)| matter.fits(asked.account, figures));
    fitting.map(|(nth, _)| nth).collect()
}

/// Names in the order in which they are first met.
struct Names<N>(Vec<N>, HashMap<N, usize>);

impl<N> Default for Names<N> {
    fn default() -> Self {
        Self(Vec::new(), HashMap::new())
    }
}

impl<N: Copy + Eq + Hash + ToString> Names<N> {
    fn place(&mut self, name: N) -> usize {
        let Self(names, places) = self;
        *places.entry(name).or_insert_with(|| {
            names.push(name);
            names.len() - 1
        })
    }

    fn choices(&self) -> Vec<Choice> {
        let choice = |name: &N| Choice { key: name.to_string(), name: name.to_string() };
        self.0.iter().map(choice).collect()
    }
}
