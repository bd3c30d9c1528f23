//! `answer`: who answers which order or notice. An answer that would close nothing is refused.

use super::arguments::AnswerArgs;
use super::values::author;
use crate::changes::Before;
use crate::edge::output;
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use crate::resolve;
use chrono::NaiveDate;
use duban::account::{OpenInstruction, replay};
use duban::diagnostic::nearest;
use duban::edit::Value;
use duban::ledger::{DepartmentId, Task};
use duban::page::refusals::answers::AnswerRefused;
use duban::page::refusals::notes::Note;

/// The keys of an answer of that day.
pub(super) fn answer(
    before: &Before<'_>,
    task: &Task<'_>,
    args: &AnswerArgs,
    on: NaiveDate,
) -> Result<Vec<(&'static str, Value)>, Outcome> {
    let mut fields = vec![("answer", Value::Text(args.text.clone()))];
    let state = replay(before.book, task, on);
    let open: Vec<&OpenInstruction<'_>> = state.instructions.iter().collect();
    // Where nothing is open, the judgement of the written log says so.
    if open.is_empty() {
        let by = args.entry.by.as_deref().map(|name| author(before, name)).transpose()?;
        fields.extend(by.map(|by| ("by", by)));
        return Ok(fields);
    }
    let meant = meant(before, &open, args.to.as_deref())?;
    let by = answering(before, &meant, state.owner, args.entry.by.as_deref())?;
    let owed = meant.iter().filter(|open| open.owing(state.owner).any(|unit| unit == by));
    let owed: Vec<String> = owed.map(|open| open.text.to_owned()).collect();
    if args.to.is_some() {
        fields.extend(owed.into_iter().next().map(|text| ("to", Value::Text(text))));
    } else if owed.len() > 1 {
        output::say(&Note::AnswersAll { named: owed }.words(before.lang));
    }
    if Some(by) != state.owner {
        fields.push(("by", Value::Text(before.book.department(by).id.clone())));
    }
    Ok(fields)
}

/// The open orders and notices of that name, of a piece of it where it is nobody else's; all without one.
fn meant<'s, 'b>(
    before: &Before<'_>,
    open: &[&'s OpenInstruction<'b>],
    name: Option<&str>,
) -> Result<Vec<&'s OpenInstruction<'b>>, Refusal> {
    let Some(name) = name else {
        return Ok(open.to_vec());
    };
    let of = |fits: &dyn Fn(&OpenInstruction<'_>) -> bool| {
        open.iter().copied().filter(|open| fits(open)).collect::<Vec<_>>()
    };
    let called = of(&|open| open.is_called(name));
    let pieces = of(&|open| open.text.contains(name));
    match (called.as_slice(), pieces.as_slice()) {
        ([_, ..], _) => Ok(called),
        ([], [_]) => Ok(pieces),
        ([], _) => {
            let texts = open.iter().map(|open| open.text);
            let nearest = nearest(name, texts.clone()).map(str::to_owned);
            let open = texts.map(str::to_owned).collect();
            let name = name.to_owned();
            Err(AnswerRefused::NotOpen { name, open, nearest }.refusal(before.lang))
        }
    }
}

/// The department that answers: the one named, else the owner. One that owes no answer is refused.
fn answering(
    before: &Before<'_>,
    meant: &[&OpenInstruction<'_>],
    owner: Option<DepartmentId>,
    by: Option<&str>,
) -> Result<DepartmentId, Refusal> {
    let name = |id: DepartmentId| before.book.department(id).name.clone();
    let unit = match by {
        None => owner,
        Some(by) => {
            author(before, by)?;
            resolve::department(before.book, by, before.lang).ok()
        }
    };
    let mut owing: Vec<DepartmentId> = Vec::new();
    for id in meant.iter().flat_map(|open| open.owing(owner)) {
        if !owing.contains(&id) {
            owing.push(id);
        }
    }
    unit.filter(|unit| owing.contains(unit)).ok_or_else(|| {
        let by = by.map(str::to_owned).or_else(|| unit.map(name)).unwrap_or_default();
        let owing = owing.iter().copied().map(name).collect();
        AnswerRefused::NotOwed { by, owing }.refusal(before.lang)
    })
}
