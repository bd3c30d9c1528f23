//! What needs a decision today, each with its first tasks by their titles and the command that lists them all.

use crate::account::{Account, Figures, Filter, Matter, Scope};
use crate::ledger::Locale;
use crate::page::table;
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Text, View};

/// What may need a decision, in the order of the first screen.
pub const DECISIONS: [Matter; 7] = [
    Matter::Awaiting,
    Matter::Asking,
    Matter::NewlyRed,
    Matter::Stuck,
    Matter::Unanswered,
    Matter::Stale,
    Matter::DueWithin(7),
];

/// So many tasks of a matter are named.
const NAMED: usize = 2;

/// A head with what all the command lines have in common, then a row a matter; nothing where nothing needs a decision.
pub(in crate::page) fn blocks(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    scope: Option<&Scope>,
    view: &View,
) -> Vec<Block> {
    let lang = view.lang;
    let found = found(account, tasks, scope);
    if found.is_empty() {
        return Vec::new();
    }
    let head = Text::inked(say!(lang, "今天要拍板", "To decide today"), Ink::Bold);
    let around = Text::inked(view.around(scope, account.book), Ink::Faint);
    let nothing = String::new;
    let rows = table::table(found, lang)
        .right(nothing(), 0, |(_, found)| found.len().to_string())
        .left(nothing(), 0, |(matter, _)| words::matter(*matter, lang))
        .cut(nothing(), |(matter, found)| named(account, found, *matter, lang))
        .left(nothing(), 0, |(matter, _)| Text::inked(view.hint(*matter), Ink::Faint));
    vec![Block::Gap, Block::Spread(head, around), rows.block()]
}

/// What needs a decision, with its tasks in the order of its list; matters without any are left out.
pub(in crate::page) fn found<'f, 'b>(
    account: &'f Account<'b>,
    tasks: &[&'f Figures<'b>],
    scope: Option<&Scope>,
) -> Vec<(Matter, Vec<&'f Figures<'b>>)> {
    let found = DECISIONS.into_iter().filter_map(|matter| {
        // The first screen alone is held against the week before.
        let is_part = scope.is_some() && matter == Matter::NewlyRed;
        let matter = if is_part { Matter::Red } else { matter };
        let found = concerned(account, tasks, matter, scope);
        (!found.is_empty()).then_some((matter, found))
    });
    found.collect()
}

/// The tasks of a matter in the order of its list. A department answers also for tasks that it does not lead.
fn concerned<'f, 'b>(
    account: &'f Account<'b>,
    tasks: &[&'f Figures<'b>],
    matter: Matter,
    scope: Option<&Scope>,
) -> Vec<&'f Figures<'b>> {
    let mut found: Vec<&Figures<'b>> = match (matter, scope) {
        (Matter::Unanswered, Some(Scope::Department(id))) => {
            let departments = vec![*id];
            let filter = Filter { departments, unanswered: true, ..Filter::default() };
            account.tasks.iter().filter(|figures| filter.fits(account, figures)).collect()
        }
        _ => matter.among(account, tasks),
    };
    matter.sort().apply(&mut found);
    if matter.key_first() {
        found.sort_by_key(|figures| !figures.task.key);
    }
    found
}

/// The first tasks by their titles, and whether there are more.
pub(in crate::page) fn named(
    account: &Account<'_>,
    found: &[&Figures<'_>],
    matter: Matter,
    lang: Locale,
) -> String {
    let first = found.iter().take(NAMED).map(|figures| {
        let title = &figures.task.title;
        match remark(account, figures, matter, lang) {
            Some(remark) => say!(lang, "{title}（{remark}）", "{title} ({remark})"),
            None => title.to_string(),
        }
    });
    let named = words::list(&first.collect::<Vec<String>>(), lang);
    match found.len().saturating_sub(NAMED) {
        0 => named,
        more => say!(lang, "{named} 等", "{named} and {more} more"),
    }
}

/// What must be known of a task to decide: until when, for how long, who.
fn remark(
    account: &Account<'_>,
    figures: &Figures<'_>,
    matter: Matter,
    lang: Locale,
) -> Option<String> {
    let day = |day| words::day(day, account.as_of, lang);
    let state = &figures.state;
    match matter {
        Matter::Asking => {
            let until = day(state.asking?);
            Some(say!(lang, "申请至{until}", "until {until}"))
        }
        Matter::Stuck => {
            let stuck = state.blockers.iter().filter(|open| account.is_stuck(figures, open));
            let days = stuck.map(|open| (account.as_of - open.since).num_days()).max()?;
            Some(words::days(days, lang))
        }
        Matter::Unanswered => unanswered(account, figures, lang),
        Matter::Stale => Some(words::periods(figures.reports.missed, figures.task.cadence, lang)),
        Matter::DueWithin(_) => Some(day(state.due)),
        Matter::All
        | Matter::Overdue
        | Matter::Lagging
        | Matter::Blocked
        | Matter::Awaiting
        | Matter::ToAnswer
        | Matter::Red
        | Matter::NewlyRed => None,
    }
}

/// Who but the owner has not answered, and by when it was to be.
fn unanswered(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let late = || figures.to_answer().filter(|open| open.is_late(account.as_of));
    let by = late().filter_map(|open| open.reply).min()?;
    let mut owing: Vec<String> = Vec::new();
    let others = late().flat_map(|open| open.owing(figures.state.owner));
    for unit in others.filter(|unit| Some(*unit) != figures.state.owner) {
        let name = account.book.department(unit).in_tables();
        if !owing.iter().any(|known| known == name) {
            owing.push(name.to_owned());
        }
    }
    let by = words::day(by, account.as_of, lang);
    Some(match owing.is_empty() {
        true => say!(lang, "限{by}", "due {by}"),
        false => {
            let owing = words::list(&owing, lang);
            say!(lang, "{owing}，限{by}", "{owing}, due {by}")
        }
    })
}
