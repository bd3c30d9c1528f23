//! The numbers by which a book knows its departments, areas and tasks, and the order of their ids.

use std::cmp::Ordering;

/// A department by its number in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DepartmentId(pub u32);

/// An area by its number in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AreaId(pub u16);

/// A task by its number in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaskId(pub u32);

/// The order of two ids as people count: P-2 before P-10.
pub fn in_order(id: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (id, other);
    loop {
        let ((text, number, rest), (other_text, other_number, other_rest)) =
            (piece(left), piece(right));
        let order = text
            .cmp(other_text)
            .then(number.len().cmp(&other_number.len()))
            .then(number.cmp(other_number));
        if order.is_ne() || (rest.is_empty() && other_rest.is_empty()) {
            // 01 and 1 are the same number and two ids.
            return order.then(id.cmp(other));
        }
        (left, right) = (rest, other_rest);
    }
}

/// The letters before the first number, its digits without leading zeros, and the rest.
fn piece(text: &str) -> (&str, &str, &str) {
    let digit = |c: char| c.is_ascii_digit();
    let (letters, rest) = text.split_at(text.find(digit).unwrap_or(text.len()));
    let (digits, rest) = rest.split_at(rest.find(|c| !digit(c)).unwrap_or(rest.len()));
    (letters, digits.trim_start_matches('0'), rest)
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn ids_are_counted() {
        let mut ids = [
            "P-10",
            "P-2",
            "P-01",
            "P-1",
            "A-3b",
            "A-3",
            "P-20",
            "P-2.10",
            "P-2.9",
            "项目-10",
            "项目-9",
        ];
        ids.sort_by(|id, other| in_order(id, other));
        assert_eq!(
            ids,
            [
                "A-3",
                "A-3b",
                "P-01",
                "P-1",
                "P-2",
                "P-2.9",
                "P-2.10",
                "P-10",
                "P-20",
                "项目-9",
                "项目-10"
            ]
        );
    }
}
