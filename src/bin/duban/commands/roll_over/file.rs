//! The file of the tasks that come over: what is there already stays as it is, the others come to its end.

use super::block::Blocks;
use super::choice::Chosen;
use crate::changes::{Before, relative};
use crate::commands::Outcome;
use crate::refusal::{Refusal, pick};
use crate::written::unified;
use duban::account::{Account, Carry};
use duban::edit::add_block;
use duban::ledger::{Locale, Task, TaskId};
use duban_words::words;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// The file of the tasks that come over, and whether some of them are there already.
pub(super) fn text(
    side: &Before<'_>,
    blocks: &Blocks<'_, '_>,
    account: &Account<'_>,
    chosen: &Chosen<'_, '_>,
    carries: &[Carry],
    file: &Path,
) -> Result<(String, bool), Outcome> {
    let mut parts: HashMap<TaskId, usize> = HashMap::new();
    let headings = chosen.headings.iter().map(|id| account.book.task(*id));
    let tasks = chosen.tasks.iter().map(|own| own.task);
    for parent in headings.chain(tasks).filter_map(|task| task.parent) {
        *parts.entry(parent).or_default() += 1;
    }
    let mut all: BTreeMap<TaskId, String> = BTreeMap::new();
    for id in &chosen.headings {
        let parts = parts.get(id).copied().unwrap_or(0);
        all.insert(*id, blocks.heading(account.book.task(*id), parts));
    }
    for (own, carry) in chosen.tasks.iter().zip(carries) {
        all.insert(own.id, blocks.task(own, carry));
    }
    let known = side.loaded.ledgers.first().and_then(|own| {
        let mut tasks = own.tasks.iter();
        tasks.find(|own| relative(side, **own) == file).copied()
    });
    let text = known.map_or_else(String::new, |own| {
        side.loaded.sources.file(own).text.clone()
    });
    let mut there: HashMap<&str, &Task<'_>> = HashMap::new();
    for own in &side.book.tasks {
        there.extend(own.paper().rolls.as_deref().map(|rolls| (rolls, own)));
    }
    let (mut cut_off, mut strange, mut new) = (false, String::new(), Vec::new());
    for (id, block) in all {
        let task = account.book.task(id);
        match there.get(&*blocks.rolls(task)).map(|own| side.block(own)) {
            None => new.push(block),
            Some(_) if task.heading => {}
            Some(own) if holds(own, &block) => cut_off = true,
            Some(own) => strange.push_str(&unified(Path::new(&*task.id), own, &block)),
        }
    }
    match strange.is_empty() {
        true if new.is_empty() => Ok((text, cut_off)),
        true => Ok((add_block(&text, &new.join("\n")), cut_off)),
        false => Err(otherwise(side.lang).after(strange + "\n").into()),
    }
}

/// Whether every line of ours stands there in order; what has been logged there since stands between.
fn holds(theirs: &str, ours: &str) -> bool {
    let mut theirs = theirs.lines().map(str::trim_end);
    ours.lines().all(|line| theirs.any(|own| own == line))
}

fn otherwise(lang: Locale) -> Refusal {
    let words = words!(
        "以上事项已在下一年的台账里,与现在要结转的不一样",
        "these tasks stand in the next year's ledger already, otherwise than they would be rolled over now"
    );
    let help = words!(
        "上次结转断了之后,有一边被改过:核对后把那边的改成一样,或把那边的去掉再结转",
        "one side was changed after a roll-over was cut off: make them alike there, or take them away there and run it again"
    );
    Refusal::new(pick(lang, words).to_owned()).with(Some(pick(lang, help).to_owned()))
}

pub(super) fn completes(lang: Locale) -> &'static str {
    pick(
        lang,
        words!(
            "上次结转中途断了:新台账里已有的不再写,把这边补完\n",
            "the last roll-over was cut off: what is there already is not written again, and it is completed here\n"
        ),
    )
}
