//! `--indicators 征地:320亩`, `zd:征地:320亩:2`: the indicators of a new task as they are typed.

use crate::changes::Before;
use crate::commands::log::values::number;
use crate::refusal::Refusal;
use duban::edit::Value;
use duban::ledger::Better;
use duban::page::refusals::tasks::TaskRefused;

/// The value of `indicators`; `None` where none is typed.
pub(super) fn indicators(before: &Before<'_>, typed: &[String]) -> Result<Option<Value>, Refusal> {
    let each = typed.iter().flat_map(|text| pieces(text));
    let lines: Vec<String> = each.map(|text| line(before, text)).collect::<Result<_, _>>()?;
    Ok((!lines.is_empty()).then(|| Value::Raw(format!("[\n{}]", lines.concat()))))
}

/// Several in one word of the command line; a comma between digits belongs to a number.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let ends = text.char_indices().filter(move |(at, letter)| match letter {
        '、' | ';' | '；' => true,
        ',' | '，' => {
            let before = text.get(..*at).and_then(|text| text.chars().next_back());
            let after = text.get(at + letter.len_utf8()..).and_then(|text| text.chars().next());
            !(is_digit(before) && is_digit(after))
        }
        _ => false,
    });
    let mut from = 0;
    let ends = ends.chain(std::iter::once((text.len(), '\0')));
    ends.filter_map(move |(at, letter)| {
        let piece = text.get(from..at);
        from = at + letter.len_utf8();
        piece
    })
}

/// One indicator as a line of the file: id, name, target with its unit, weight, baseline, which side is better.
fn line(before: &Before<'_>, text: &str) -> Result<String, Refusal> {
    let refused = || TaskRefused::NoIndicator { typed: text.to_owned() }.refusal(before.lang);
    let mut parts: Vec<&str> = text.split([':', '：']).map(str::trim).collect();
    if let [name, _] = parts.as_slice() {
        parts.insert(0, name);
    }
    let (id, name, target, rest) = match parts.as_slice() {
        [id, name, target, rest @ ..] if rest.len() <= 3 => (*id, *name, *target, rest),
        _ => return Err(refused()),
    };
    let is_number = |letter: char| !letter.is_alphabetic() && letter != '%';
    let end = target.find(|letter| !is_number(letter)).unwrap_or(target.len());
    let (figure, unit) = target.split_at(end);
    let text = |key: &str, value: &str| format!("{key} = {}", Value::Text(value.to_owned()).toml());
    let mut cells = vec![text("id", id)];
    cells.extend((name != id).then(|| text("name", name)));
    if unit.is_empty() {
        return Err(refused());
    }
    cells.push(text("unit", unit));
    if let Some(baseline) = rest.get(1).filter(|baseline| !baseline.is_empty()) {
        cells.push(format!("baseline = {}", number(before, baseline)?));
    }
    cells.push(format!("target = {}", number(before, figure)?));
    if let Some(weight) = rest.first().filter(|weight| !weight.is_empty()) {
        cells.push(format!("weight = {}", number(before, weight)?));
    }
    if let Some(better) = rest.get(2) {
        let better = Better::parse(better).ok_or_else(refused)?;
        cells.push(text("better", better.name()));
    }
    Ok(format!("  {{ {} }},\n", cells.join(", ")))
}
