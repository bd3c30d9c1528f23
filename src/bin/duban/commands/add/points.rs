//! A plan point as one types it.

use crate::changes::Before;
use crate::commands::log::values::number;
use crate::refusal::Refusal;
use crate::when;
use duban::edit::NewPoint;

/// `5月31日:110`, `5月31日:110:签约过半` or `5月31日:开工`.
pub(super) fn read(before: &Before<'_>, text: &str) -> Result<NewPoint, Refusal> {
    let mut parts = text.split([':', '：']).map(str::trim);
    let by = when::parse(before, parts.next().unwrap_or(""))?;
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
