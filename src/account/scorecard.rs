//! The scorecard of departments over a period (快、准、狠、净): what each part is made of, the score, the rank.
//!
//! Everything is a sum of pieces, one a task, blocker or strike-off, each with what it puts over the line and what under
//! it; an explanation is the list of those pieces (“Scorecard” in docs/figures.md).

mod blockers;
mod card;
mod factor;
mod pieces;
mod rows;

pub use blockers::PeriodBlocker;
pub use card::{Card, hundredths};
pub use factor::{Factor, Fraction};
pub use pieces::{Piece, Proof};
pub use rows::{PieceRow, RankRow};

use super::{Figures, Filter, Standing, Statement, StatementLine};
use crate::ledger::DepartmentId;
use card::Tally;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A piece and its task.
#[derive(Clone, Debug)]
pub struct Explained<'l, 's, 'b> {
    /// The task's line in the statement.
    pub line: &'l StatementLine<'s, 'b>,
    /// The piece.
    pub piece: Piece<'b>,
}

/// The scorecards of a period: those ranked, best first, then the others.
#[derive(Clone, Debug)]
pub struct Scorecard {
    /// A card a department that has tasks; all of them, whoever is asked for.
    pub cards: Vec<Card>,
    /// Which tasks were judged: the filter without its departments, which choose among the cards only.
    pub judged: Filter,
    /// Whose cards are asked for; empty for all.
    departments: Vec<DepartmentId>,
    /// So many tasks a department must have to be ranked.
    pub min_tasks: usize,
}

impl Scorecard {
    /// A department with fewer tasks is not ranked, unless another number is asked for.
    pub const MIN_TASKS: usize = 2;

    /// The scorecards of the departments of the tasks that fit at the end of a statement. A department asked for is
    /// ranked among all.
    pub fn of(statement: &Statement<'_, '_>, filter: &Filter, min_tasks: usize) -> Self {
        let account = statement.account;
        let judged = Filter { departments: Vec::new(), ..filter.clone() };
        let fits = |line: &&StatementLine<'_, '_>| judged.fits(account, line.figures);
        let tallies: Vec<(&Figures<'_>, Tally)> = statement
            .lines
            .par_iter()
            .with_min_len(256)
            .filter(fits)
            .map(|line| (line.figures, tally(statement, line)))
            .collect();
        let mut places: HashMap<DepartmentId, usize> = HashMap::new();
        let mut cards: Vec<Card> = Vec::new();
        for (figures, tally) in tallies {
            let Some(department) = figures.state.owner else {
                continue;
            };
            let at = *places.entry(department).or_insert_with(|| {
                cards.push(Card {
                    department,
                    rank: None,
                    tasks: 0,
                    open: 0,
                    weights: account.book.ledger_of(figures.task).rules.score,
                    tally: Tally::default(),
                });
                cards.len() - 1
            });
            let Some(card) = cards.get_mut(at) else {
                continue;
            };
            card.tasks += usize::from(figures.state.ended.is_none());
            card.open += usize::from(figures.standing == Standing::Open);
            card.tally.add(&tally);
        }
        rank(&mut cards, min_tasks);
        Self { cards, judged, departments: filter.departments.clone(), min_tasks }
    }

    /// The cards asked for, those ranked first.
    pub fn shown(&self) -> impl Iterator<Item = &Card> {
        let asked = |card: &&Card| {
            self.departments.is_empty() || self.departments.contains(&card.department)
        };
        self.cards.iter().filter(asked)
    }

    /// The departments asked for; empty for all.
    pub fn departments(&self) -> &[DepartmentId] {
        &self.departments
    }

    /// The card of a department; `None` where it has no task.
    pub fn card(&self, department: DepartmentId) -> Option<&Card> {
        self.cards.iter().find(|card| card.department == department)
    }

    /// How many are ranked.
    pub fn ranked(&self) -> usize {
        self.cards.iter().filter(|card| card.rank.is_some()).count()
    }
}

fn tally(statement: &Statement<'_, '_>, line: &StatementLine<'_, '_>) -> Tally {
    let mut tally = Tally::default();
    pieces::of_line(statement, line, |piece| tally.see(&piece));
    tally
}

/// Equal scores, as they are shown, share a rank, and the next rank skips: 1, 2, 2, 4.
fn rank(cards: &mut [Card], min_tasks: usize) {
    let shown = |card: &Card| {
        let enough = card.tasks >= min_tasks && card.is_judged();
        card.score().filter(|_| enough).map(hundredths)
    };
    cards.sort_by_key(|card| (Reverse(shown(card)), card.department));
    let mut last = None;
    for (before, card) in cards.iter_mut().enumerate() {
        let Some(score) = shown(card) else {
            break;
        };
        let rank = match last {
            Some((shared, rank)) if shared == score => rank,
            _ => before + 1,
        };
        card.rank = Some(rank);
        last = Some((score, rank));
    }
}

/// The pieces of one department's card, in book order. `judged`: which tasks ([`Scorecard::judged`]).
pub fn explained<'l, 's, 'b>(
    statement: &'l Statement<'s, 'b>,
    judged: &Filter,
    department: DepartmentId,
) -> Vec<Explained<'l, 's, 'b>> {
    let mut all = Vec::new();
    for line in &statement.lines {
        let figures = line.figures;
        if figures.state.owner == Some(department) && judged.fits(statement.account, figures) {
            pieces::of_line(statement, line, |piece| all.push(Explained { line, piece }));
        }
    }
    all
}
