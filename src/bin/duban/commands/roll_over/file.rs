//! The file of the tasks that come over. Tasks that stand there already stay as they are, the others are added at the end.

use super::block::Blocks;
use super::choice::Chosen;
use crate::changes::{Before, relative};
use crate::outcome::Outcome;
use crate::written::unified;
use duban::account::{Account, Carry};
use duban::edit::add_block;
use duban::ledger::{Task, TaskId};
use duban::page::refusals::rolling::RollRefused;
use duban::render;
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
    let known = side.loaded.ledgers.first().and_then(|ledger| {
        let mut files = ledger.tasks.iter();
        files.find(|known| relative(side, **known) == file).copied()
    });
    let text = known.map_or_else(String::new, |file| side.loaded.sources.file(file).text.clone());
    let mut there: HashMap<&str, &Task<'_>> = HashMap::new();
    for task in &side.book.tasks {
        there.extend(task.details().rolls.as_deref().map(|rolls| (rolls, task)));
    }
    let (mut cut_off, mut strange, mut new) = (false, String::new(), Vec::new());
    for (id, block) in carried(blocks, account, chosen, carries) {
        let task = account.book.task(id);
        match there.get(&*blocks.rolls(task)).map(|known| side.block(known)) {
            None => new.push(block),
            Some(_) if task.heading => {}
            Some(known) if holds(known, &block) => cut_off = true,
            Some(known) => strange.push_str(&unified(Path::new(&*task.id), known, &block)),
        }
    }
    if !strange.is_empty() {
        let refusal = RollRefused::Otherwise.refusal(side.lang);
        return Err(refusal.after(render::safe_lines(&(strange + "\n")).into_owned()).into());
    }
    if new.is_empty() {
        return Ok((text, cut_off));
    }
    Ok((add_block(&text, &new.join("\n")), cut_off))
}

/// The blocks of the tasks and of the headings above them, in the order of this ledger.
fn carried(
    blocks: &Blocks<'_, '_>,
    account: &Account<'_>,
    chosen: &Chosen<'_, '_>,
    carries: &[Carry],
) -> BTreeMap<TaskId, String> {
    let mut parts: HashMap<TaskId, usize> = HashMap::new();
    let headings = chosen.headings.iter().map(|id| account.book.task(*id));
    let tasks = chosen.tasks.iter().map(|figures| figures.task);
    for parent in headings.chain(tasks).filter_map(|task| task.parent) {
        *parts.entry(parent).or_default() += 1;
    }
    let mut all: BTreeMap<TaskId, String> = BTreeMap::new();
    for id in &chosen.headings {
        let parts = parts.get(id).copied().unwrap_or(0);
        all.insert(*id, blocks.heading(account.book.task(*id), parts));
    }
    for (figures, carry) in chosen.tasks.iter().zip(carries) {
        all.insert(figures.id, blocks.task(figures, carry));
    }
    all
}

/// Whether every line of ours stands there in order. Other lines may stand between: entries of the new year.
fn holds(theirs: &str, ours: &str) -> bool {
    let mut theirs = theirs.lines().map(str::trim_end);
    ours.lines().all(|line| theirs.any(|other| other == line))
}
