//! Figures as people type them for the indicators of a task: `征地=120 拆迁=+6`, `征地120亩、拆迁30户`.

use super::number::{measured, narrow};
use crate::diagnostic::nearest;
use crate::ledger::{Indicator, Quantity, QuantityProblem, Task, folded};
use crate::page::typed;

/// Why what was typed is no figure of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotGiven {
    /// A number, and nothing that says of which indicator.
    OfWhich(String),
    /// No indicator of that id or name; the nearest.
    Unknown(String, Option<String>),
    /// Not a number behind the indicator.
    NotANumber(String, QuantityProblem),
    /// An indicator stands twice.
    Twice(String),
}

/// The figures of several words, by the ids of the indicators; `+6` is added to the `last` figure of its indicator, or to the
/// baseline.
///
/// # Errors
/// [`NotGiven`].
pub fn by_indicator<'w>(
    task: &Task<'_>,
    last: &[Option<Quantity>],
    words: impl IntoIterator<Item = &'w str>,
) -> Result<Vec<(String, Quantity)>, NotGiven> {
    let mut figures: Vec<(String, Quantity)> = Vec::new();
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        // The name in one word, its figure in the next.
        let alone = named(task.indicators(), word);
        let behind = alone.and_then(|_| words.next_if(|next| typed::begins_as_figure(next)));
        let (nth, typed) = match (alone, behind) {
            (Some(nth), Some(figure)) => (nth, figure),
            _ => parted(task.indicators(), word)?,
        };
        let Some(indicator) = task.indicators().get(nth) else {
            continue;
        };
        if figures.iter().any(|(id, _)| *id == indicator.id) {
            return Err(NotGiven::Twice(indicator.name.to_string()));
        }
        let before = last.get(nth).copied().flatten().unwrap_or(indicator.base());
        let done = reached(indicator, before, typed);
        let done = done.map_err(|problem| NotGiven::NotANumber(typed.to_owned(), problem))?;
        figures.push((indicator.id.to_string(), done));
    }
    Ok(figures)
}

fn reached(
    indicator: &Indicator<'_>,
    before: Quantity,
    typed: &str,
) -> Result<Quantity, QuantityProblem> {
    let Some(more) = typed.strip_prefix(['+', '＋']) else {
        return measured(typed, &indicator.unit);
    };
    let more = measured(more, &indicator.unit)?;
    if more < Quantity::default() {
        return Err(QuantityProblem::NotANumber);
    }
    before.plus(more)
}

/// Whether words are meant as figures of indicators: one of the names, or a sign behind a word, begins them.
pub fn is_by_indicator(task: &Task<'_>, words: &str) -> bool {
    let mut words = apart(words);
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let signed = first.split_once(['=', '＝']);
    parted(task.indicators(), first).is_ok()
        || signed.is_some_and(|(_, figure)| typed::begins_as_figure(figure))
        || named(task.indicators(), first).is_some() && typed::begins_as_figure(second)
}

/// The words between blanks and the marks of a list.
pub fn apart(words: &str) -> impl Iterator<Item = &str> {
    let marks = |letter: char| letter.is_whitespace() || "、，;；".contains(letter);
    words.split(marks).map(|word| word.trim_end_matches(',')).filter(|word| !word.is_empty())
}

/// The indicator that a word begins with, by its number, and the figure behind it.
fn parted<'w>(indicators: &[Indicator<'_>], word: &'w str) -> Result<(usize, &'w str), NotGiven> {
    if let Some((name, figure)) = word.split_once(['=', '＝', ':', '：']) {
        let nth = named(indicators, name).ok_or_else(|| unknown(indicators, name))?;
        return Ok((nth, figure.trim()));
    }
    let begins = |at: &usize| typed::begins_as_figure(word.get(*at..).unwrap_or(""));
    let starts = word.char_indices().map(|(at, _)| at).filter(begins);
    for at in starts {
        let (name, figure) = word.split_at(at);
        if let Some(nth) = named(indicators, name) {
            return Ok((nth, figure));
        }
    }
    if typed::begins_as_figure(&narrow(word)) {
        return Err(NotGiven::OfWhich(word.to_owned()));
    }
    Err(unknown(indicators, word))
}

/// The number of the indicator of that id or name.
fn named(indicators: &[Indicator<'_>], name: &str) -> Option<usize> {
    let name = folded(name.trim());
    let is_it = |indicator: &Indicator<'_>| {
        folded(&indicator.id) == name || folded(&indicator.name) == name
    };
    indicators.iter().position(is_it).filter(|_| !name.is_empty())
}

fn unknown(indicators: &[Indicator<'_>], name: &str) -> NotGiven {
    let names =
        indicators.iter().flat_map(|indicator| [indicator.name.as_ref(), indicator.id.as_ref()]);
    NotGiven::Unknown(name.to_owned(), nearest(name, names).map(str::to_owned))
}
