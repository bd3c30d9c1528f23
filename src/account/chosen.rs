//! Which of the figures of a row is the ledger's, and whether the others say the same.

use super::claim::{Address, Counts, Stated, Unread};
use super::converted::{Scale, Way, Worked};
use crate::ledger::Quantity;
use chrono::NaiveDate;

/// Why a row has no figure for the ledger.
pub(super) enum NotChosen {
    /// A cell that cannot be taken.
    Unread { at: Address, text: String, heading: (Address, String), why: Unread },
    /// Two cells that cannot both be right.
    Contradiction(Box<[Worked; 2]>),
}

/// The figure of the first column that gives one, where no other contradicts it; `reported` is whether a last figure of that
/// day tells all that had been done before the other.
pub(super) fn chosen<'f>(
    figures: impl Iterator<Item = &'f Stated>,
    scale: &Scale<'_>,
    reported: &dyn Fn(NaiveDate, NaiveDate) -> bool,
) -> Result<Option<Worked>, NotChosen> {
    let mut all: Vec<(Counts, Worked)> = Vec::new();
    let mut without: Option<NotChosen> = None;
    for stated in figures {
        match scale.convert(stated) {
            Ok(Some(worked)) => all.push((stated.counts, worked)),
            Ok(None) => {}
            Err(why) => {
                let unread = NotChosen::Unread {
                    at: stated.at.clone(),
                    text: stated.text.clone(),
                    heading: stated.heading.clone(),
                    why,
                };
                if !lacks_something(why) {
                    return Err(unread);
                }
                without.get_or_insert(unread);
            }
        }
    }
    let mut all = all.into_iter();
    let Some((counts, mut first)) = all.next() else {
        return without.map_or(Ok(None), Err);
    };
    for (other_counts, other) in all {
        // The year alone, and all since the work began: the ledger counts what stood before too.
        let above = first.result.plus(scale.base);
        if counts == Counts::SoFar
            && other_counts == Counts::SinceWorkBegan
            && first.result != other.result
            && above == Ok(other.result)
        {
            first = other;
        } else if !agree(&first, &other, reported) {
            return Err(NotChosen::Contradiction(Box::new([first, other])));
        }
    }
    Ok(Some(first))
}

/// Whether the cell can be read, and only the ledger lacks what it is converted with: another column may do.
fn lacks_something(why: Unread) -> bool {
    match why {
        Unread::NoEarlierFigure
        | Unread::NotAdditive
        | Unread::BeforeTheYear
        | Unread::NoTarget
        | Unread::ShareAboveBase
        | Unread::ShareOfPercent => true,
        Unread::Words
        | Unread::Approximate
        | Unread::SeveralNumbers
        | Unread::Increase
        | Unread::Share
        | Unread::OtherUnit
        | Unread::Date
        | Unread::Formula
        | Unread::ErrorCell
        | Unread::Flag
        | Unread::TooFine
        | Unread::OutOfRange
        | Unread::Merged
        | Unread::NoTask
        | Unread::Struck
        | Unread::OtherPeriod(_)
        | Unread::BelowTheYear
        | Unread::NotWhole
        | Unread::NoSuchIndicator => false,
    }
}

/// Whether two figures of one row say the same, as far as anybody can tell.
fn agree(one: &Worked, other: &Worked, reported: &dyn Fn(NaiveDate, NaiveDate) -> bool) -> bool {
    let leaves_open = |worked: &Worked| match &worked.way {
        // Where reports are missing in between, an increase says nothing of the sum.
        Way::Added { of: Some(of), from, .. } => !reported(*of, *from),
        // What was planned to stand before the year need not have stood.
        Way::LessEarlier { .. } => true,
        Way::AsItIs
        | Way::Exchanged { .. }
        | Way::Added { of: None, .. }
        | Way::SinceWorkBegan { .. }
        | Way::OfTarget { .. } => false,
    };
    let apart = one.result.millionths().abs_diff(other.result.millionths());
    apart <= within(one).saturating_add(within(other)) || leaves_open(one) || leaves_open(other)
}

/// How far the figure may lie from what its cell says, in millionths.
fn within(worked: &Worked) -> u64 {
    match &worked.way {
        Way::OfTarget { rate, target, within } => {
            let share = i128::from(rate.millionths()) * i128::from(target.millionths())
                / (100 * i128::from(Quantity::ONE));
            let moved = (share - i128::from(worked.result.millionths())).unsigned_abs();
            // What was rounded to a whole number may lie on the other side.
            within.unsigned_abs().saturating_add(u64::try_from(moved).unwrap_or(u64::MAX))
        }
        Way::AsItIs
        | Way::Exchanged { .. }
        | Way::Added { .. }
        | Way::SinceWorkBegan { .. }
        | Way::LessEarlier { .. } => 0,
    }
}
