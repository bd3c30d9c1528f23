//! What each task of the book counts: its own weight, or its share of its heading's.

use super::Account;
use crate::ledger::{Quantity, Share, Task, TaskId};

impl Account<'_> {
    /// The weight of each task of the book, headings too, exactly. The parts of a heading that exist share its weight in proportion to
    /// their own; where all of these are 0, evenly.
    pub fn weights(&self) -> Vec<Share> {
        let tasks = &self.book.tasks;
        // No other task that is not among the account's counts anything.
        let of_heading =
            |task: &Task<'_>| if task.heading { exactly(task.weight) } else { Share::ZERO };
        let mut weights: Vec<Share> = tasks.iter().map(of_heading).collect();
        let mut exists = vec![false; tasks.len()];
        for figures in &self.tasks {
            let at = figures.id.0 as usize;
            weights[at] = exactly(figures.state.weight);
            let mut above = Some(figures.id);
            while let Some(id) = above.filter(|id| !exists[id.0 as usize]) {
                exists[id.0 as usize] = true;
                above = tasks[id.0 as usize].parent;
            }
        }
        let mut parts = vec![(Share::ZERO, 0); tasks.len()];
        for (at, task) in tasks.iter().enumerate().filter(|(at, _)| exists[*at]) {
            if let Some(TaskId(parent)) = task.parent {
                let (weight, count) = &mut parts[parent as usize];
                *weight = weight.plus(weights[at]).reduced();
                *count += 1;
            }
        }
        let mut counted: Vec<Option<Share>> = vec![None; tasks.len()];
        let mut path = Vec::new();
        for first in 0..tasks.len() {
            let mut at = first;
            path.clear();
            while counted[at].is_none() {
                path.push(at);
                match tasks[at].parent {
                    Some(TaskId(parent)) => at = parent as usize,
                    None => break,
                }
            }
            for at in path.drain(..).rev() {
                let weight = match tasks[at].parent.map(|id| id.0 as usize) {
                    None => weights[at],
                    Some(parent) => {
                        let (all, count) = parts[parent];
                        let part =
                            weights[at].over(all).or_else(|| Share::ONE.over(Share::count(count)));
                        let part = part.filter(|_| exists[at]).unwrap_or(Share::ZERO);
                        counted[parent].unwrap_or(Share::ZERO).times(part).reduced()
                    }
                };
                counted[at] = Some(weight);
            }
        }
        counted.into_iter().map(|weight| weight.unwrap_or(Share::ZERO)).collect()
    }
}

fn exactly(weight: Quantity) -> Share {
    // Nearly all weigh one.
    if weight == Quantity::whole(1) { Share::ONE } else { Share::from_quantity(weight).reduced() }
}
