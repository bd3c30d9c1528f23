//! 对账: the account of the last period, with what came in, was struck off, is carried over.

use super::asked::{Asked, Last};
use crate::account::{By, Grouping, Listed, ListedItem};
use crate::ledger::TaskId;
use crate::page::board::{Ledgered, LedgeredList};
use crate::page::statements::{opened, statement};
use crate::page::words::{self, say};
use crate::page::{parts, period};
use std::cmp::Reverse;
use std::collections::HashSet;

/// So many tasks of a count are named.
const NAMED: usize = 50;

/// The counts that are opened: the terms of the account, what was owed and not delivered, what was put right.
const OPENED: [Listed; 10] = [
    Listed::Entered,
    Listed::Reopened,
    Listed::MovedIn,
    Listed::MovedOut,
    Listed::Struck,
    Listed::Cancelled,
    Listed::Rolled,
    Listed::Lifted,
    Listed::CarriedOver,
    Listed::Corrected,
];

/// The account, where a period is over.
pub(super) fn account(asked: &Asked<'_, '_, '_>) -> Option<Ledgered> {
    let last = asked.last?;
    let statement = last.statement;
    let cells = Grouping { by: By::Area, filter: asked.filter };
    let sums = statement.sums(&cells).totals;
    let told = told(asked);
    let lists = OPENED.into_iter().zip(statement.lists(OPENED, &cells));
    let lists = lists.filter_map(|(listed, mut items)| {
        if listed == Listed::CarriedOver {
            let as_of = statement.account.as_of;
            items.sort_by_key(|item| Reverse(item.figures.overdue_days(as_of)));
        }
        list(asked, last, listed, &items, told.as_ref())
    });
    let name = period::title(statement.period, asked.account, asked.lang);
    Some(Ledgered {
        title: say!(asked.lang, "{name}对账单", "Statement of {name}"),
        closing: closing(last, asked),
        lines: statement::lines(&sums, asked.account.book.decimals(), asked.lang),
        lists: lists.collect(),
    })
}

/// 截至2018年5月10日；已结账（校验码 0f3a…）
fn closing(last: Last<'_, '_, '_>, asked: &Asked<'_, '_, '_>) -> String {
    let lang = asked.lang;
    let stands = period::stands(last.statement, lang).plain();
    let stands = words::begun(stands, lang);
    match last.digest.map(|digest| digest.get(..12).unwrap_or(digest)) {
        Some(digest) => say!(
            lang,
            "{stands}；已结账（校验码 {digest}…）",
            "{stands}; closed (digest {digest}…)"
        ),
        None => say!(lang, "{stands}；未结账", "{stands}; not closed"),
    }
}

/// The tasks that may be named; `None` for all. A unit's own page names none that another has by now.
fn told(asked: &Asked<'_, '_, '_>) -> Option<HashSet<TaskId>> {
    asked.only.map(|_| asked.tasks.iter().map(|figures| figures.id).collect())
}

/// What one count has counted; `None` where that is nothing.
fn list(
    asked: &Asked<'_, '_, '_>,
    last: Last<'_, '_, '_>,
    listed: Listed,
    items: &[ListedItem<'_, '_>],
    told: Option<&HashSet<TaskId>>,
) -> Option<LedgeredList> {
    let lang = asked.lang;
    let count = items.len();
    let own: Vec<&ListedItem<'_, '_>> = items
        .iter()
        .filter(|item| told.is_none_or(|told| told.contains(&item.figures.id)))
        .collect();
    let name = words::begun(words::listed(listed, lang), lang);
    let rows = own.iter().take(NAMED).map(|item| {
        let task = item.figures.task;
        (task.id.to_string(), task.title.to_string(), remark(asked, last, listed, item))
    });
    (count > 0).then(|| LedgeredList {
        head: say!(lang, "{name} {count}项", "{name}: {count}"),
        rows: rows.collect(),
        rest: rest(own.len().saturating_sub(NAMED), count - own.len(), asked),
    })
}

/// What is not named: too many, or no longer the unit's own.
fn rest(cut: usize, away: usize, asked: &Asked<'_, '_, '_>) -> Option<String> {
    let lang = asked.lang;
    let cut = (cut > 0).then(|| say!(lang, "另有{cut}项", "{cut} more"));
    let away = (away > 0).then(|| {
        let tasks = words::counted(away, "task");
        say!(lang, "{away}项现不由本单位牵头", "{tasks} led by another unit by now")
    });
    let said: Vec<String> = cut.into_iter().chain(away).collect();
    (!said.is_empty()).then(|| said.join(&say!(lang, "，", ", ")))
}

/// Unit, deadline, and what else is known of it.
fn remark(
    asked: &Asked<'_, '_, '_>,
    last: Last<'_, '_, '_>,
    listed: Listed,
    item: &ListedItem<'_, '_>,
) -> String {
    let (then, lang, figures) = (last.statement.account, asked.lang, item.figures);
    let unit = asked.only.is_none().then(|| parts::owner_in_tables(then, figures));
    let due = match figures.deadline() {
        Some(due) => {
            let due = words::day(due, asked.account.as_of, lang);
            say!(lang, "时限{due}", "due {due}")
        }
        None => words::standing_promise(lang),
    };
    let on = item.on.map(|on| {
        let (on, name) = (words::day(on, asked.account.as_of, lang), words::listed(listed, lang));
        say!(lang, "{on}{name}", "{name} on {on}")
    });
    let remarks = [unit, Some(due), on, word(asked, last, listed, item)];
    let said: Vec<String> =
        remarks.into_iter().flatten().filter(|remark| !remark.is_empty()).collect();
    said.join(" · ")
}

/// Why it was, or how it stood at the end.
fn word(
    asked: &Asked<'_, '_, '_>,
    last: Last<'_, '_, '_>,
    listed: Listed,
    item: &ListedItem<'_, '_>,
) -> Option<String> {
    let (then, lang) = (last.statement.account, asked.lang);
    if listed == Listed::CarriedOver {
        let standing = words::standing(item.figures.standing, lang);
        let over = item.figures.overdue_days(then.as_of).map(|days| words::days(days, lang));
        return Some(match over {
            Some(days) => say!(lang, "{standing}{days}", "{standing} by {days}"),
            None => standing,
        });
    }
    // Who verified, and both ends of a move, are names that a unit's own page may not tell.
    let is_name = matches!(listed, Listed::Struck | Listed::MovedIn | Listed::MovedOut);
    opened::text(then, item, lang).filter(|_| !is_name || asked.only.is_none())
}
