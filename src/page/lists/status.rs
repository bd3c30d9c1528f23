//! The first screen, and the card of a department, a leader, an area or a heading: head figures,
//! lights, groups, and what needs a decision today.

use super::rollup;
use crate::account::{
    Account, By, Figures, Filter, Group, Light, Matter, RollupRow, Scope, Standing, Totals,
};
use crate::ledger::{Decimals, Locale, Share};
use crate::page::table::{self, Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Page, Table, Text, View, groups, reason};
use std::collections::HashMap;

/// The whole book, or a part of it; `week_ago` is the same book seven days before.
pub fn page<'b>(
    account: &Account<'b>,
    tasks: &[&Figures<'b>],
    week_ago: Option<&Account<'_>>,
    scope: Option<&Scope>,
    view: &View,
) -> Page {
    let lang = view.lang;
    let book = account.book;
    let whole = book.first_ledger().map(|ledger| ledger.title.clone());
    let name = match scope {
        Some(scope) => scope.title(book),
        None => whole.unwrap_or_default(),
    };
    let (as_of, weekday) = (words::date(account.as_of, lang), words::weekday(account.as_of, lang));
    let as_of = say!(lang, "截至{as_of}（{weekday}）", "as of {as_of} ({weekday})");
    let totals = account.totals(tasks);
    let mut page = Page::spread(name, as_of, lang)
        .with([Block::Gap])
        .line(standings(&totals, account.book.decimals(), lang))
        .line(lights(account, &totals, tasks, week_ago, lang));
    if scope.is_none() {
        let groups = groups(account, tasks, By::Area, lang);
        page = page.with([Block::Gap, groups]);
    }
    let decisions = decisions(account, tasks, scope, view);
    if !decisions.rows.is_empty() {
        let head = Block::Heading(say!(lang, "今天要办", "To decide today"));
        page = page.with([Block::Gap, head, Block::Table(decisions)]);
    }
    if scope.is_some() && !tasks.is_empty() {
        let list = super::tasks::page(account, tasks, Matter::All, None, lang).ready();
        let tables = list.blocks.into_iter().filter(|block| matches!(block, Block::Table(_)));
        page = page.with([Block::Gap]).with(tables);
    }
    page.with([Block::Gap]).noted(account, lang)
}

/// Standings that say how a task does, best first.
pub(in crate::page) const SHOWN: [Standing; 7] = [
    Standing::Struck,
    Standing::Awaiting,
    Standing::Ahead,
    Standing::OnSchedule,
    Standing::SlightlyBehind,
    Standing::Lagging,
    Standing::Overdue,
];
/// Those that are counted apart.
pub(in crate::page) const APART: [Standing; 5] = [
    Standing::Open,
    Standing::NotStarted,
    Standing::Suspended,
    Standing::Cancelled,
    Standing::Rolled,
];

fn standings(totals: &Totals, decimals: Decimals, lang: Locale) -> String {
    let count = totals.tasks;
    let named = |standing: &Standing| {
        let (name, count) = (words::standing(*standing, lang), totals.standing(*standing));
        say!(lang, "{name}{count}", "{name} {count}")
    };
    let shown: Vec<String> = SHOWN.iter().map(named).collect();
    let apart: Vec<String> =
        APART.iter().filter(|standing| totals.standing(**standing) > 0).map(named).collect();
    let tasks = words::counted(count, "task");
    let mut line = say!(lang, "{count}项  ", "{tasks}: ");
    line.push_str(&shown.join(&say!(lang, " ", ", ")));
    if !apart.is_empty() {
        line.push_str(" | ");
        line.push_str(&apart.join(&say!(lang, " ", ", ")));
    }
    if let Some(completion) = totals.completion {
        let percent = words::percent_to(completion, decimals);
        line.push_str(&say!(lang, " | 办结率{percent}%", " | {percent}% closed"));
    }
    line
}

fn lights(
    account: &Account<'_>,
    totals: &Totals,
    tasks: &[&Figures<'_>],
    week_ago: Option<&Account<'_>>,
    lang: Locale,
) -> Text {
    let before = week_ago.map(|before| {
        let then: Vec<&Figures<'_>> = before.tasks.iter().collect();
        before.totals(&then)
    });
    let rules = account.book.first_ledger().map(|ledger| &ledger.rules.lights);
    let mut line = Text::from(say!(lang, "亮灯  ", "Lights: "));
    let mut is_said = false;
    for (_, light) in Light::ALL {
        let (name, count) = (words::light(light, rules, lang), totals.light(light));
        let before = before.as_ref().map(|before| before.light(light));
        let change = before.map_or_else(String::new, |before| change(count, before, is_said, lang));
        is_said |= !change.is_empty();
        let words = say!(lang, "{name}{count}{change} ", "{name} {count}{change} ");
        line = line.and(words, words::ink(light));
    }
    let owed: u32 = tasks.iter().map(|figures| figures.reports.owed).sum();
    let made: u32 = tasks.iter().map(|figures| figures.reports.made).sum();
    let missing = Matter::Stale.among(account, tasks).len();
    let tasks_missing = words::counted(missing, "task");
    line.and(
        say!(
            lang,
            "  报送 应报{owed} 实报{made} 漏报{missing}项",
            "  Reports: owed {owed}, made {made}, missing for {tasks_missing}"
        ),
        Ink::Plain,
    )
}

/// How many more or fewer than a week ago; the first of the line says what it is held against.
fn change(now: usize, before: usize, is_said: bool, lang: Locale) -> String {
    if now == before {
        return String::new();
    }
    let sign = if now > before { "+" } else { "-" };
    let by = now.abs_diff(before);
    if is_said {
        say!(lang, "（{sign}{by}）", " ({sign}{by})")
    } else {
        say!(lang, "（比上周{sign}{by}）", " ({sign}{by} in a week)")
    }
}

fn groups(account: &Account<'_>, tasks: &[&Figures<'_>], by: By, lang: Locale) -> Block {
    let rolled = account.rollup(by, tasks);
    let decimals = account.book.decimals();
    let inside = members(account, tasks, by);
    let rows = rolled.rows.iter().map(|row| {
        let inside = inside.get(&row.group).map_or(&[][..], Vec::as_slice);
        let name = groups::group_name(by, row.group.as_deref(), row.in_tables(), lang);
        Line::Row((name, &row.totals, slowest(account, inside)))
    });
    let all = say!(lang, "合计", "All");
    let lag = rolled.totals.lag;
    let words = lag.map_or_else(String::new, |lag| reason::lag_words(account, lag, lang));
    let lines = rows.chain([Line::Total((all, &rolled.totals, words))]);
    let table = grouped(lines, lang)
        .wrapping(words::by(by, lang), |(name, ..)| name.clone())
        .right(say!(lang, "项数", "Tasks"), 0, |(_, totals, _)| totals.tasks.to_string());
    let mut table = rollup::shares(table, (decimals, lang), |(_, totals, _)| totals);
    let sums = rolled.rows.iter().map(|row| &row.totals).chain([&rolled.totals]);
    if rollup::differs(sums, decimals) {
        table = table.sparse(say!(lang, "总完成率%", "Total %"), 3, move |(_, totals, _)| {
            words::percent_or_none(totals.pooled, decimals)
        });
    }
    table = table.counts(say!(lang, "逾期", "Overdue"), 0, |(_, totals, _)| {
        totals.standing(Standing::Overdue).to_string()
    });
    for light in [Light::Red, Light::Yellow] {
        table = table.counts(words::light(light, None, lang), 0, move |(_, totals, _)| {
            Text::inked(totals.light(light).to_string(), words::ink(light))
        });
    }
    table
        .left(say!(lang, "牵头单位最慢", "Slowest owner"), 2, |(_, _, slowest)| {
            slowest.clone()
        })
        .block()
}

/// The tasks of each group.
fn members<'f, 'b>(
    account: &Account<'b>,
    tasks: &[&'f Figures<'b>],
    by: By,
) -> HashMap<Option<String>, Vec<&'f Figures<'b>>> {
    let mut members: HashMap<Group<'b>, Vec<&Figures<'b>>> = HashMap::new();
    for figures in tasks {
        Group::each(by, figures).for_each(|group| members.entry(group).or_default().push(figures));
    }
    members.into_iter().map(|(group, tasks)| (group.named(account.book).0, tasks)).collect()
}

/// The owner whose tasks are furthest behind on the whole; the first of several.
fn slowest(account: &Account<'_>, tasks: &[&Figures<'_>]) -> String {
    let rollup = account.rollup(By::Dept, tasks);
    let behind = rollup.rows.iter().filter(|row| row.totals.lag > Some(Share::ZERO));
    let slowest = behind.rev().max_by_key(|row| row.totals.lag);
    slowest.and_then(RollupRow::in_tables).unwrap_or_default().to_owned()
}

/// What may need a decision, in the order of the screen.
pub const DECISIONS: [Matter; 7] = [
    Matter::Awaiting,
    Matter::Asking,
    Matter::Red,
    Matter::NewlyRed,
    Matter::Stuck,
    Matter::DueWithin(7),
    Matter::Unanswered,
];

/// The tasks of a matter. A department answers also for tasks that it does not lead.
fn concerned<'f, 'b>(
    account: &'f Account<'b>,
    tasks: &[&'f Figures<'b>],
    matter: Matter,
    scope: Option<&Scope>,
) -> Vec<&'f Figures<'b>> {
    match (matter, scope) {
        (Matter::Unanswered, Some(Scope::Department(id))) => {
            let departments = vec![*id];
            let filter = Filter { departments, unanswered: true, ..Filter::default() };
            account.tasks.iter().filter(|figures| filter.fits(account, figures)).collect()
        }
        _ => matter.among(account, tasks),
    }
}

/// The id of a task, with who has not answered where that is the matter.
fn named(account: &Account<'_>, figures: &Figures<'_>, matter: Matter, lang: Locale) -> String {
    let id = figures.task.id.to_string();
    if matter != Matter::Unanswered {
        return id;
    }
    let late = figures.to_answer().filter(|open| open.is_late(account.as_of));
    let mut owing: Vec<String> = Vec::new();
    for unit in late.flat_map(|open| open.owing(figures.state.owner)) {
        let name = account.book.department(unit).in_tables();
        if !owing.iter().any(|known| known == name) {
            owing.push(name.to_owned());
        }
    }
    let owing = words::list(&owing, lang);
    say!(lang, "{id}（{owing}）", "{id} ({owing})")
}

/// At most this many ids are shown beside a matter.
const SHOWN_IDS: usize = 6;

/// What needs a decision, each with the command that lists it.
fn decisions<'b>(
    account: &Account<'b>,
    tasks: &[&Figures<'b>],
    scope: Option<&Scope>,
    view: &View,
) -> Table {
    // A longer command would leave the tasks no room and stands below them.
    let beside = view.is_plain() && scope.is_none();
    // The first screen alone is held against the week before.
    let matters = DECISIONS.into_iter();
    let matters = matters.filter(|matter| scope.is_none() || *matter != Matter::NewlyRed);
    let found = matters.filter_map(|matter| {
        let found = concerned(account, tasks, matter, scope);
        (!found.is_empty()).then_some((matter, found))
    });
    let command = |matter| Text::inked(view.listing(matter, scope, account.book), Ink::Faint);
    let nothing = String::new;
    let table = table::table(found, view.lang)
        .left(nothing(), 0, |(matter, _)| words::matter(*matter, view.lang))
        .right(nothing(), 0, |(_, found)| found.len().to_string())
        .wrapping(nothing(), |(matter, found)| {
            let ids = found.iter().map(|figures| named(account, figures, *matter, view.lang));
            let shown = ids.take(SHOWN_IDS).collect::<Vec<String>>().join(" ");
            let more = if found.len() > SHOWN_IDS { " …" } else { "" };
            shown + more
        });
    if beside {
        table.left(nothing(), 1, |(matter, _)| command(*matter)).drawn()
    } else {
        table.details(|(matter, _)| vec![command(*matter)]).drawn()
    }
}
