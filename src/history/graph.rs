//! Which commits are on other branches: what a merge takes from them was judged there already.

use std::collections::{BTreeMap, HashMap};

/// Commits by number, each after its parents.
#[derive(Debug, Default)]
pub struct Graph {
    parents: Vec<Vec<usize>>,
}

impl Graph {
    /// The graph of some commits, given as names with the names of their parents. Parents come first; others are unknown.
    pub fn new<'n>(commits: impl Iterator<Item = (&'n str, &'n [String])>) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut parents = Vec::new();
        for (number, (name, parent_names)) in commits.enumerate() {
            let known = parent_names.iter().filter_map(|parent| numbers.get(parent.as_str()));
            parents.push(known.copied().collect());
            numbers.insert(name, number);
        }
        Self { parents }
    }

    /// The ancestors of `others` that are not ancestors of `one`. `None` stands for an unknown parent.
    pub fn beside(&self, one: Option<usize>, others: &[usize]) -> Vec<usize> {
        const OWN: u8 = 1;
        const OTHER: u8 = 2;
        let mut open: BTreeMap<usize, u8> = BTreeMap::new();
        let mark = |open: &mut BTreeMap<usize, u8>, at: usize, side: u8| {
            *open.entry(at).or_default() |= side;
        };
        one.iter().for_each(|at| mark(&mut open, *at, OWN));
        others.iter().for_each(|at| mark(&mut open, *at, OTHER));
        let mut found = Vec::new();
        // A commit comes after its parents, so the latest open one has all its marks.
        while open.values().any(|side| *side == OTHER) {
            let Some((at, side)) = open.pop_last() else {
                break;
            };
            if side == OTHER {
                found.push(at);
            }
            for parent in self.parents.get(at).into_iter().flatten() {
                mark(&mut open, *parent, side);
            }
        }
        found
    }

    /// A commit and its first parents, the commit first.
    pub fn trunk(&self, from: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(from), |at| self.parents.get(*at)?.first().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_takes_what_lies_beside_its_own_side() {
        let names = ["a", "b", "c", "d", "m"];
        let parents: [Vec<String>; 5] = [
            Vec::new(),
            vec!["a".into()],
            vec!["a".into()],
            vec!["c".into()],
            vec!["b".into(), "d".into()],
        ];
        let commits = names.iter().zip(&parents);
        let graph = Graph::new(commits.map(|(name, parents)| (*name, parents.as_slice())));
        assert_eq!(graph.beside(Some(1), &[3]), [3, 2]);
        assert_eq!(graph.beside(Some(3), &[1]), [1]);
        assert_eq!(graph.beside(None, &[1]), [1, 0]);
        assert_eq!(graph.trunk(4).collect::<Vec<_>>(), [4, 1, 0]);
    }
}
