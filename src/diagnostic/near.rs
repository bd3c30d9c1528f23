//! The known name that an unknown one probably means.

/// Longer names are not compared: what nobody can read nobody has mistyped.
pub const LONGEST_NAME: usize = 200;
/// Letters times letters compared for one unknown name, so that a thousand unknown names beside a hundred thousand known
/// ones take no minutes: the names behind those are not proposed.
const MOST: usize = 400_000;

/// The nearest known name, if it is near enough.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    nearest_within(name, known, &mut { MOST })
}

/// The nearest known name where many unknown ones share what may be compared for all of them.
pub fn nearest_within<'n>(
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
    left: &mut usize,
) -> Option<&'n str> {
    let length = name.chars().take(LONGEST_NAME + 1).count();
    if length > LONGEST_NAME {
        return None;
    }
    let most = MOST.min(*left);
    let mut compared = 0;
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let other = candidate.chars().take(LONGEST_NAME + 1).count();
        compared += (length + 1) * (other + 1);
        if compared > most {
            break;
        }
        if other > LONGEST_NAME {
            continue;
        }
        let furthest = (length.max(other) / 3).max(1);
        let holds = length >= 2 && (candidate.contains(name) || name.contains(candidate));
        if length.abs_diff(other) > furthest && !holds {
            continue;
        }
        let distance = strsim::damerau_levenshtein(name, candidate);
        let near = distance <= furthest || holds;
        if near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    *left = left.saturating_sub(compared);
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_names_share_what_is_compared() {
        let known = ["zjj"; 100];
        let mut left = 4 * 4 * 150;
        assert_eq!(nearest_within("zjk", known, &mut left), Some("zjj"));
        assert_eq!(nearest_within("zjk", known, &mut left), Some("zjj"));
        assert_eq!(nearest_within("zjk", known, &mut left), None);
    }

    #[test]
    fn a_name_of_a_megabyte_is_compared_with_none() {
        let long = "z".repeat(1_000_000);
        assert_eq!(nearest(&long, [long.as_str(), "zjj"]), None);
        assert_eq!(nearest("zjj", [long.as_str(), "zjk"]), Some("zjk"));
    }
}
