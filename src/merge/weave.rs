//! Two orders woven into one: each side's order is kept, since the order of one day's events may matter. Where both sides
//! put something new into the same gap, the earlier goes first.

use super::sides::Sides;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// Weaves two orders into one. `kept` tells what is left in the end, `before` which of two new neighbours goes first.
pub(super) fn weave<K: Copy + Eq + Hash>(
    sides: Sides<&[K]>,
    kept: impl Fn(K) -> bool,
    before: impl Fn(K, K) -> bool,
) -> Vec<K> {
    let sets = sides.each(|all| all.iter().copied().collect::<HashSet<K>>());
    let is_common = |key: K| sets.ours.contains(&key) && sets.theirs.contains(&key) && kept(key);
    let common = sides.each(|all| all.iter().copied().filter(|key| is_common(*key)).collect());
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

/// The order of what both sides have, as the side that changed it has it.
fn spine<K: Copy + Eq + Hash>(
    common: Sides<&[K]>,
    base: &HashSet<K>,
    before: &impl Fn(K, K) -> bool,
) -> Vec<K> {
    let known =
        |all: &[K]| -> Vec<K> { all.iter().copied().filter(|key| base.contains(key)).collect() };
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
    if ours_first { common.ours.to_vec() } else { common.theirs.to_vec() }
}

/// What only one side has, by the key that it stands after; `None` for the beginning.
fn gaps<K: Copy + Eq + Hash>(
    all: &[K],
    is_common: &impl Fn(K) -> bool,
    kept: &impl Fn(K) -> bool,
) -> HashMap<Option<K>, Vec<K>> {
    let mut after = None;
    let mut found: HashMap<Option<K>, Vec<K>> = HashMap::new();
    for key in all.iter().copied().filter(|key| kept(*key)) {
        if is_common(key) { after = Some(key) } else { found.entry(after).or_default().push(key) }
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
        let sides =
            Sides { base: base.as_slice(), ours: ours.as_slice(), theirs: theirs.as_slice() };
        weave(sides, |key| key != '!', |one, other| one < other).into_iter().collect()
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
