//! The order of what two sides have: each side's own order is kept, and where both put something new, the earlier first.

use super::Sides;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// Weaves two orders into one. `kept` says what is left in the end, `before` which of two new neighbours goes first.
pub(super) fn weave<K: Copy + Eq + Hash>(
    sides: Sides<&[K]>,
    kept: impl Fn(K) -> bool,
    before: impl Fn(K, K) -> bool,
) -> Vec<K> {
    let sets = sides.each(|all| all.iter().copied().collect::<HashSet<K>>());
    let is_common = |own: K| sets.ours.contains(&own) && sets.theirs.contains(&own) && kept(own);
    let common = sides.each(|all| all.iter().copied().filter(|own| is_common(*own)).collect());
    let spine: Vec<K> = spine(common.by_ref().each(Vec::as_slice), &sets.base, &before);
    let gaps = [sides.ours, sides.theirs].map(|all| gaps(all, &is_common, &kept));
    let mut woven = Vec::with_capacity(sides.ours.len() + 8);
    for after in std::iter::once(None).chain(spine.into_iter().map(Some)) {
        woven.extend(after);
        let [ours, theirs] =
            [0, 1].map(|side| gaps[side].get(&after).map_or(&[][..], Vec::as_slice));
        interleave(ours, theirs, &before, &mut woven);
    }
    woven
}

/// The order of what both sides have: that of the side which changed it.
fn spine<K: Copy + Eq + Hash>(
    common: Sides<&[K]>,
    base: &HashSet<K>,
    before: &impl Fn(K, K) -> bool,
) -> Vec<K> {
    let known = |all: &[K]| -> Vec<K> {
        all.iter()
            .copied()
            .filter(|own| base.contains(own))
            .collect()
    };
    let was = common.base.to_vec();
    let (ours, theirs) = (known(common.ours), known(common.theirs));
    let ours_first = match (ours == was, theirs == was) {
        (true, true) => {
            let mut pairs = common.ours.iter().zip(common.theirs);
            let differ = pairs.find(|(one, other)| one != other);
            differ.is_none_or(|(one, other)| before(*one, *other))
        }
        (moved_not, _) => !moved_not,
    };
    if ours_first {
        common.ours.to_vec()
    } else {
        common.theirs.to_vec()
    }
}

/// What only one side has, by what it stands after; `None`: at the beginning.
fn gaps<K: Copy + Eq + Hash>(
    all: &[K],
    is_common: &impl Fn(K) -> bool,
    kept: &impl Fn(K) -> bool,
) -> HashMap<Option<K>, Vec<K>> {
    let mut after = None;
    let mut found: HashMap<Option<K>, Vec<K>> = HashMap::new();
    for own in all.iter().copied().filter(|own| kept(*own)) {
        match is_common(own) {
            true => after = Some(own),
            false => found.entry(after).or_default().push(own),
        }
    }
    found
}

fn interleave<K: Copy>(
    ours: &[K],
    theirs: &[K],
    before: &impl Fn(K, K) -> bool,
    woven: &mut Vec<K>,
) {
    let mut ours = ours.iter().copied().peekable();
    let mut theirs = theirs.iter().copied().peekable();
    loop {
        let next = match (ours.peek(), theirs.peek()) {
            (Some(one), Some(other)) if before(*other, *one) => theirs.next(),
            (Some(_), _) => ours.next(),
            (None, _) => theirs.next(),
        };
        let Some(next) = next else { return };
        woven.push(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn woven(base: &str, ours: &str, theirs: &str) -> String {
        let texts = [base, ours, theirs].map(|text| text.chars().collect::<Vec<char>>());
        let [base, ours, theirs] = &texts;
        let sides = Sides {
            base: base.as_slice(),
            ours: ours.as_slice(),
            theirs: theirs.as_slice(),
        };
        weave(sides, |own| own != '!', |one, other| one < other)
            .into_iter()
            .collect()
    }

    #[test]
    fn both_sides_keep_their_own_order() {
        assert_eq!(woven("", "ac", "b"), "abc");
        assert_eq!(woven("MZ", "MdaZ", "MbZ"), "MbdaZ", "d before a stays");
        assert_eq!(woven("MZ", "ZM", "MbZ"), "ZMb", "moved on one side");
        assert_eq!(woven("MZ", "MxZ", "ZM"), "ZMx");
        assert_eq!(woven("M!Z", "M!Z", "M!Z"), "MZ");
        assert_eq!(woven("", "ab", "ab"), "ab");
    }
}
