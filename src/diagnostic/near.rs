//! The name that was meant by one that is not known.

/// The nearest of some names, if one is near enough to be meant.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let length = name.chars().count();
    known
        .into_iter()
        .map(|other| (strsim::damerau_levenshtein(name, other), other))
        .filter(|(distance, other)| {
            *distance <= (length.max(other.chars().count()) / 3).max(1)
                || (length >= 2 && (other.contains(name) || name.contains(other)))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}
