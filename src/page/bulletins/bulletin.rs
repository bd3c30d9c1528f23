//! A bulletin (督查通报): worded by a template, with the tables and bars that the template names.

pub use super::chat::{Chat, Lines, chat};
pub use super::template::Template;
pub use super::words::{kind, title};

use super::words::neighbours;
use super::{facts, markup, tables, template};
use crate::account::Bulletin;
use crate::calendar::PeriodUnit;
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Block, Glance, Page, Paper, Problem, parts};

/// A bulletin as a page.
///
/// # Errors
/// What is wrong with the template, at its place; nothing of the page is made then.
pub fn page(
    bulletin: &Bulletin<'_, '_>,
    number: Option<u32>,
    template: Template<'_>,
    lang: Locale,
) -> Result<Page, Problem> {
    let facts = facts::facts(bulletin, number, lang);
    let things = bulletin.tasks.len() + bulletin.blockers().count();
    let lines = template::lines(template, &facts, things, &tables::PARTS, lang)?;
    let part = |name: &str, extent| tables::part(bulletin, name, extent, lang);
    let account = bulletin.account;
    let notes = Page::new("", lang).note(rule(bulletin, lang)).with(parts::notes_of_paper(
        account,
        &account.unknown_years(),
        lang,
    ));
    let page = Page::new(title(bulletin, lang), lang).glanced(glance(bulletin, lang));
    Ok(with_notes(page.with(markup::blocks(&lines, part, lang)), notes.blocks))
}

/// The counts that matter, against those of the bulletin before.
fn glance(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Glance {
    let unit = bulletin.issue.period.unit.unwrap_or(PeriodUnit::Week);
    let [last, ..] = neighbours(unit, lang);
    let before = &bulletin.totals_before;
    let before = (before.tasks > 0).then_some((before, last.as_str()));
    Glance::of(bulletin.account, &bulletin.totals, before, lang)
}

/// The page with notes at the place that they have on a paper: below the text and the list of annexes, above the signature, so
/// that they never take a sheet of their own.
pub fn with_notes(mut page: Page, notes: Vec<Block>) -> Page {
    let is_behind = |block: &Block| {
        matches!(
            block,
            Block::Paper(Paper::Signature { .. } | Paper::Annex { .. } | Paper::Imprint { .. })
        )
    };
    let at = page.blocks.iter().position(is_behind).unwrap_or(page.blocks.len());
    let block = |at: usize| at.checked_sub(1).and_then(|at| page.blocks.get(at));
    // The gap above what follows stays with it.
    let at = if matches!(block(at), Some(Block::Gap)) { at - 1 } else { at };
    let before = block(at);
    let gap = (!matches!(before, Some(Block::Note(_)))).then_some(Block::Gap);
    page.blocks.splice(at..at, gap.into_iter().chain(notes));
    page
}

/// Which revision of the ledger it was made from, and whether its files differ from that.
pub fn revision(commit: &str, changed: bool, lang: Locale) -> String {
    let beside = if changed {
        say!(lang, "，另有未提交的改动", ", with changes not committed")
    } else {
        String::new()
    };
    say!(lang, "台账版本：git {commit}{beside}。", "Ledger: git {commit}{beside}.")
}

/// What a bulletin counts by.
fn rule(bulletin: &Bulletin<'_, '_>, lang: Locale) -> String {
    let issue = &bulletin.issue;
    let day = |day| words::day(day, issue.cut, lang);
    let (cut, before, next) = (day(issue.cut), day(issue.previous_cut), day(issue.next_cut));
    say!(
        lang,
        "各数截至{cut}，与{before}的数相比；评价不含未启动、暂停、撤销、结转的事项；占比凑整由最大组承担，差额先减后舍入；将转红的，按到{next}再无进展推算。",
        "Figures as of {cut}, held against those of {before}. Not judged: tasks not started, suspended, cancelled, rolled over. Shares of one whole add up, the largest takes the rest; differences are taken before rounding. What will turn red is told as if nothing came until {next}."
    )
}
