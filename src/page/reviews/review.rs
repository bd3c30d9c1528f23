//! A review of changes in words: what is irregular first, then what happened to each task.

use super::fact::{change, commit, irregular, places};
pub use super::head::View;
use super::head::{head, title};
pub use super::regular::regular;
use crate::diagnostic::Severity;
use crate::history::{Changed, Fact, Irregularity, Review, Stand, What};
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Page, Text, table};
use std::collections::HashSet;

/// The review; of each list at most `most` lines.
pub fn page(review: &Review, view: View, most: usize, lang: Locale) -> Page {
    let mut blocks = head(review, view, lang);
    let open = |severity: Severity| {
        let all = review.found.iter();
        all.filter(move |irregularity| {
            irregularity.found.waiver.is_none() && irregularity.found.severity == severity
        })
    };
    let errors: Vec<&Irregularity> = open(Severity::Error).collect();
    let warnings: Vec<&Irregularity> = open(Severity::Warning).collect();
    let waived = review.found.iter().filter(|irregularity| irregularity.found.waiver.is_some());
    let waived: Vec<&Irregularity> = waived.collect();
    let (bad, odd, kept) = (errors.len(), warnings.len(), waived.len());
    let names = [
        say!(lang, "未经批准的改动 {bad}处", "Changed without authority: {bad}"),
        say!(lang, "应予说明 {odd}处", "To be explained: {odd}"),
        say!(lang, "已豁免 {kept}处", "Waived: {kept}"),
    ];
    for (name, found) in names.into_iter().zip([errors, warnings, waived]) {
        if !found.is_empty() {
            blocks.extend([Block::Gap, Block::Heading(name)]);
            blocks.push(irregularities(review, &found, most, lang));
            blocks.extend(left_out(found.len(), most, lang));
        }
    }
    if view == View::Review {
        blocks.extend(changes(review, most, lang));
    }
    Page::new(title(review, view, lang), lang)
        .with(blocks)
        .with([Block::Gap])
        .note(rule(view, lang))
}

fn irregularities(review: &Review, found: &[&Irregularity], most: usize, lang: Locale) -> Block {
    let rows = found.iter().take(most).filter_map(|irregularity| {
        let (task, fact) = review.of(irregularity);
        Some((*irregularity, task, fact?))
    });
    table::table(rows, lang)
        .id(|(_, task, _)| id(*task))
        .title(|(_, task, _)| task.map_or("", |task| task.title.as_str()))
        .wrapping(say!(lang, "改动", "Change"), |(irregularity, task, fact)| {
            let mut words = change(review, *task, fact, lang);
            if let Some(why) = irregular(irregularity.found.irregular, lang) {
                words = say!(lang, "{why}：{words}", "{why}: {words}");
            }
            let ink = match (irregularity.found.severity, &irregularity.found.waiver) {
                (Severity::Error, None) => Ink::Red,
                _ => Ink::Plain,
            };
            Text::inked(words, ink)
        })
        .left(say!(lang, "提交", "Commit"), 1, |(_, _, fact)| commit(review, fact, lang))
        .details(|(irregularity, _, fact)| {
            let (place, code) = (places(fact, lang), irregularity.found.irregular.code());
            let place = Text::inked(format!("{place} [{code}]"), Ink::Faint);
            vec![place, way(review, irregularity, lang).into()]
        })
        .block()
}

/// What lets it stand, or what would have been regular.
fn way(review: &Review, irregularity: &Irregularity, lang: Locale) -> String {
    match &irregularity.found.waiver {
        Some(waiver) => {
            let reason = &waiver.reason;
            say!(lang, "豁免：{reason}", "waived: {reason}")
        }
        None => {
            let way = regular(review, irregularity, lang);
            say!(lang, "正规做法：{way}", "regular: {way}")
        }
    }
}

fn id(task: Option<&Changed>) -> Text {
    match task {
        Some(task) => format!("{}{}", task.id, if task.key { "*" } else { "" }).into(),
        None => "-".into(),
    }
}

/// What happened to each task and to the book.
fn changes(review: &Review, most: usize, lang: Locale) -> Vec<Block> {
    let found = review.found.iter();
    let above: HashSet<(Option<usize>, usize)> =
        found.map(|irregularity| (irregularity.task, irregularity.fact)).collect();
    let tasks = review.tasks.iter().enumerate().map(|(at, task)| {
        let facts = task.facts.iter().enumerate();
        let facts =
            facts.filter(|(nth, fact)| !above.contains(&(Some(at), *nth)) && is_listed(fact));
        let facts: Vec<&Fact> = facts.map(|(_, fact)| fact).collect();
        (task, facts)
    });
    let is_shown = |(changed, facts): &(&Changed, Vec<&Fact>)| {
        changed.before != changed.after || !facts.is_empty()
    };
    let tasks: Vec<(&Changed, Vec<&Fact>)> = tasks.filter(is_shown).collect();
    let mut blocks = Vec::new();
    if !tasks.is_empty() {
        let name = say!(lang, "各项改动", "Task by task");
        blocks.extend([Block::Gap, Block::Heading(name)]);
        blocks.push(table(review, tasks.iter().take(most), lang));
        blocks.extend(left_out(tasks.len(), most, lang));
    }
    let book = review.book.iter().enumerate();
    let book = book.filter(|(nth, _)| !above.contains(&(None, *nth)));
    let book: Vec<&Fact> = book.map(|(_, fact)| fact).collect();
    if !book.is_empty() {
        let name = say!(lang, "总册", "The book");
        blocks.extend([Block::Gap, Block::Heading(name)]);
        let lines = book.iter().take(most).map(|fact| {
            let (words, by) = (change(review, None, fact, lang), commit(review, fact, lang));
            let place = places(fact, lang);
            Block::Line(format!("{words}  {by}  {place}").trim_end().into())
        });
        blocks.extend(lines);
        blocks.extend(left_out(book.len(), most, lang));
    }
    blocks
}

/// A move to another file is counted, not listed.
fn is_listed(fact: &Fact) -> bool {
    !matches!(fact.what, What::Moved)
}

fn table<'a>(
    review: &Review,
    tasks: impl Iterator<Item = &'a (&'a Changed, Vec<&'a Fact>)>,
    lang: Locale,
) -> Block {
    let lights = review.ledger.as_ref().map(|ledger| &ledger.rules.lights);
    table::table(tasks, lang)
        .id(|(changed, _)| id(Some(changed)))
        .title(|(changed, _)| changed.title.as_str())
        .left(say!(lang, "牵头单位", "Owner"), 1, |(changed, _)| changed.owner.as_str())
        .left(say!(lang, "灯", "Light"), 0, |(changed, _)| {
            let light = both(changed, |stand| words::light(stand.light, lights, lang));
            let ink = changed.after.map_or(Ink::Plain, |stand| words::ink(stand.light));
            Text::inked(light, ink)
        })
        .left(say!(lang, "状态", "Standing"), 0, |(changed, _)| {
            if changed.broken {
                say!(lang, "有错误，duban check", "error: duban check")
            } else {
                both(changed, |stand| words::standing(stand.standing, lang))
            }
        })
        .left(say!(lang, "完成", "Done"), 2, |(changed, _)| done(changed))
        .details(|(changed, facts)| {
            let facts = facts.iter();
            facts.map(|fact| line(review, changed, fact, lang)).collect()
        })
        .block()
}

fn line(review: &Review, changed: &Changed, fact: &Fact, lang: Locale) -> Text {
    let words = change(review, Some(changed), fact, lang);
    Text::from(words).and(format!("  {}", commit(review, fact, lang)), Ink::Faint)
}

/// `88 → 96/96户`.
fn done(changed: &Changed) -> String {
    let target = |stand: &Stand| stand.target.map(|target| format!("/{target}{}", changed.unit));
    let figure = |stand: &Stand| stand.done.unwrap_or_default().to_string();
    let targets = (changed.before.as_ref().map(target), changed.after.as_ref().map(target));
    match targets {
        (before, Some(Some(target)))
            if before.is_none() || before == Some(Some(target.clone())) =>
        {
            both(changed, figure) + &target
        }
        _ => both(changed, |stand| {
            let target = target(stand);
            target.map_or_else(String::new, |target| figure(stand) + &target)
        }),
    }
}

/// `黄 → 红`, or the one where both are the same.
fn both(changed: &Changed, of: impl Fn(&Stand) -> String) -> String {
    let (before, after) = (changed.before.as_ref().map(&of), changed.after.as_ref().map(&of));
    match (before, after) {
        (Some(before), Some(after)) if before != after => format!("{before} → {after}"),
        (_, Some(after)) => after,
        (Some(before), None) => format!("{before} → -"),
        (None, None) => "-".to_owned(),
    }
}

fn left_out(count: usize, most: usize, lang: Locale) -> Option<Block> {
    let more = count.checked_sub(most).filter(|more| *more > 0)?;
    Some(Block::Line(Text::inked(
        say!(
            lang,
            "……还有{more}处，--format json 有全部",
            "… {more} more; --format json has them all"
        ),
        Ink::Faint,
    )))
}

fn rule(view: View, lang: Locale) -> String {
    match view {
        View::Review => say!(
            lang,
            "口径：两个版本逐项比较，排版、注释、移动文件不算改动；录入日按提交作者的日期。",
            "Rule: the revisions are compared task by task; layout, comments and moves are no change. The day typed is the commit author's."
        ),
        View::Audit => say!(
            lang,
            "口径：期内每次提交逐项比较，先改后又改回的也算；录入日按提交作者的日期。",
            "Rule: every commit of the period is judged, what was put back later too. The day typed is the commit author's."
        ),
    }
}
