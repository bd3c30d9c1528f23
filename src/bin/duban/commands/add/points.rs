//! The days of a new task's plan as they are typed: its first, its deadline, its points.

use super::arguments::AddArgs;
use crate::changes::Before;
use crate::commands::log::values::number;
use crate::refusal::Refusal;
use crate::when;
use chrono::NaiveDate;
use duban::edit::NewPoint;
use duban::ledger::{KeyType, Ledger, stable};

/// The first and the last day of the plan, where they are typed. Without a year the first is one of the ledger's, the deadline
/// the first from then on, or from today on where no first day is typed.
pub(super) fn days(
    before: &Before<'_>,
    args: &AddArgs,
) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Refusal> {
    let first = before.book.first_ledger().map(Ledger::first_day);
    let first = first.filter(|first| *first > before.as_of);
    let start = args.start.as_deref().map(|text| match first {
        Some(first) => when::coming(before, text, first),
        None => when::parse(before, text),
    });
    let start = start.transpose()?;
    let begun = first.unwrap_or(before.as_of);
    let due = args.due.as_deref();
    let due = due.filter(|text| stable(KeyType::Deadline, text).is_none());
    let due = due.map(|text| when::coming(before, text, start.unwrap_or(begun))).transpose()?;
    Ok((start, due))
}

/// `5月31日:110`, `5月31日:110:签约过半` or `5月31日:开工`. Without a year the day is the first to come that the plan has.
pub(super) fn read(
    before: &Before<'_>,
    (start, due): (Option<NaiveDate>, Option<NaiveDate>),
    text: &str,
) -> Result<NewPoint, Refusal> {
    let mut parts = text.split([':', '：']).map(str::trim);
    let due = due.or_else(|| before.book.first_ledger().map(Ledger::last_day));
    let typed = parts.next().unwrap_or("");
    let coming = when::coming(before, typed, start.unwrap_or(before.as_of))?;
    let by = match due {
        Some(due) if coming > due => when::parse(before, typed)?,
        _ => coming,
    };
    let (first, second) = (parts.next(), parts.next());
    let looks_numeric = |text: &str| !text.contains(char::is_alphabetic);
    let reach = match first {
        Some(text) if looks_numeric(text) => Some(number(before, text)?),
        Some(text) => number(before, text).ok(),
        None => None,
    };
    let step = match reach {
        Some(_) => second,
        None => first,
    };
    Ok(NewPoint { by, reach, step: step.map(str::to_owned) })
}
