//! The first screen of a terminal: the verdict, what needs a decision today, the areas.

use super::{decisions, rollup};
use crate::account::{Account, By, Figures, Light, Standing, Totals};
use crate::ledger::Locale;
use crate::page::table::{Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Block, Cell, Glance, Ink, Page, Text, View, groups, reason};

/// The whole book; `week_ago` is the same book seven days before.
pub fn page(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    week_ago: Option<&Account<'_>>,
    view: &View,
) -> Page {
    let lang = view.lang;
    let title = account.book.first_ledger().map(|ledger| ledger.title.clone());
    let (as_of, weekday) = (words::date(account.as_of, lang), words::weekday(account.as_of, lang));
    let as_of = say!(lang, "截至{as_of}（{weekday}）", "as of {as_of} ({weekday})");
    let totals = account.totals(tasks);
    let counts = counts([lights(account, &totals, lang), standings(&totals, lang)], lang);
    let before = week_ago.map(|before| before.totals(&before.tasks.iter().collect::<Vec<_>>()));
    let last_week = say!(lang, "上周", "last week");
    let glance_before = before.as_ref().map(|before| (before, last_week.as_str()));
    Page::spread(title.unwrap_or_default(), as_of, lang)
        .glanced(Glance::of(account, &totals, glance_before, lang))
        .line(verdict(account, &totals, before.as_ref(), lang))
        .line(counts)
        .with(decisions::blocks(account, tasks, None, view))
        .with([Block::Gap, groups(account, tasks, By::Area, lang)])
        .noted(account, lang)
}

/// How bad it is, how far it has come: 逾期5项、红灯7项（比上周+1）；实达52.3%，比应达欠1.9个百分点；办结率15.3%.
pub(in crate::page) fn verdict(
    account: &Account<'_>,
    totals: &Totals,
    before: Option<&Totals>,
    lang: Locale,
) -> Text {
    let (overdue, red) = (totals.standing(Standing::Overdue), totals.light(Light::Red));
    let change =
        before.map_or_else(String::new, |before| change(red, before.light(Light::Red), lang));
    let rules = account.book.first_ledger().map(|ledger| &ledger.rules.lights);
    let light = words::light(Light::Red, rules, lang);
    let late = match overdue {
        0 => say!(lang, "无逾期", "None overdue"),
        _ => say!(lang, "逾期{overdue}项", "{overdue} overdue"),
    };
    let lit = match red {
        0 => say!(lang, "无{light}灯", "none {light}"),
        _ => say!(lang, "{light}灯{red}项", "{red} {light}"),
    };
    let ink = |count| if count > 0 { words::ink(Light::Red) } else { Ink::Plain };
    let rest = [far(account, totals, lang), closed(account, totals, lang)];
    let rest = rest.into_iter().flatten();
    let rest: String = rest.map(|part| say!(lang, "；{part}", "; {part}")).collect();
    Text::inked(late, ink(overdue))
        .and(say!(lang, "、", ", "), Ink::Plain)
        .and(lit, ink(red))
        .and(change + &rest, Ink::Plain)
}

/// How far the tasks have come, against the plan.
fn far(account: &Account<'_>, totals: &Totals, lang: Locale) -> Option<String> {
    let actual = words::percent_to(totals.actual?, account.book.decimals());
    let lag = reason::lag_words(account.book.decimals(), totals.lag?, lang);
    let over = words::over_to(totals.lag?, account.book.decimals());
    let is_even = !over.starts_with(['+', '-']);
    Some(match is_even {
        true => say!(lang, "实达{actual}%，{lag}", "{actual}% done, {lag}"),
        false => say!(lang, "实达{actual}%，比应达{lag}", "{actual}% done, {lag}"),
    })
}

/// How many of them are done with, of those that may be.
pub(in crate::page) fn closed(
    account: &Account<'_>,
    totals: &Totals,
    lang: Locale,
) -> Option<String> {
    let percent = words::percent_to(totals.completion?, account.book.decimals());
    Some(say!(lang, "办结率{percent}%", "{percent}% closed"))
}

/// How many more or fewer than a week ago.
fn change(now: usize, before: usize, lang: Locale) -> String {
    if now == before {
        return String::new();
    }
    let sign = if now > before { "+" } else { "-" };
    let by = now.abs_diff(before);
    say!(lang, "（比上周{sign}{by}）", " ({sign}{by} in a week)")
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

/// How many stand how, those that stand so at all; what is counted apart stands together.
fn standings(totals: &Totals, lang: Locale) -> Vec<(String, Ink)> {
    let shown = SHOWN
        .iter()
        .rev()
        .map(|standing| (words::standing(*standing, lang), totals.standing(*standing)));
    let apart = APART.iter().map(|standing| totals.standing(*standing)).sum();
    let apart = (say!(lang, "其他", "other"), apart);
    let all = shown.chain([apart]).filter(|(_, count)| *count > 0);
    let named = |(name, count)| (say!(lang, "{name}{count}", "{name} {count}"), Ink::Plain);
    all.map(named).collect()
}

/// How many have which light, those that any has.
pub(in crate::page) fn lights(
    account: &Account<'_>,
    totals: &Totals,
    lang: Locale,
) -> Vec<(String, Ink)> {
    let rules = account.book.first_ledger().map(|ledger| &ledger.rules.lights);
    let lights = Light::ALL.iter().filter_map(|(_, light)| {
        let (name, count) = (words::light(*light, rules, lang), totals.light(*light));
        let counted = say!(lang, "{name}{count}", "{name} {count}");
        (count > 0).then_some((counted, words::ink(*light)))
    });
    lights.collect()
}

/// Counts in groups, each a piece with what parts it from the next, so that no line breaks one: 红1 黄1｜应达58.1%.
pub(in crate::page) fn counts<const N: usize>(
    groups: [Vec<(String, Ink)>; N],
    lang: Locale,
) -> Text {
    let mut line = Text::default();
    for group in groups.into_iter().filter(|group| !group.is_empty()) {
        if let Some((before, _)) = line.0.last_mut() {
            before.push_str(&say!(lang, "｜", " | "));
        }
        let last = group.len() - 1;
        let parted = |(nth, (words, ink)): (usize, (String, Ink))| {
            let end = if nth < last { say!(lang, " ", ", ") } else { String::new() };
            (words + &end, ink)
        };
        line.0.extend(group.into_iter().enumerate().map(parted));
    }
    line
}

fn groups(account: &Account<'_>, tasks: &[&Figures<'_>], by: By, lang: Locale) -> Block {
    let rolled = account.rollup(by, tasks);
    let decimals = account.book.decimals();
    let rows = rolled.rows.iter().map(|row| {
        let name = groups::group_name(by, row.group.as_deref(), row.in_tables(), lang);
        Line::Row((name, &row.totals))
    });
    let all = say!(lang, "合计", "All");
    let lines = rows.chain([Line::Total((all, &rolled.totals))]);
    let table = grouped(lines, lang).wrapping(words::by(by, lang), |(name, _)| name.clone()).right(
        say!(lang, "项数", "Tasks"),
        0,
        |(_, totals)| totals.tasks,
    );
    let mut table = rollup::shares(table, (decimals, lang), |(_, totals)| totals);
    let sums = rolled.rows.iter().map(|row| &row.totals).chain([&rolled.totals]);
    if rollup::differs(sums, decimals) {
        table = table.sparse(say!(lang, "总完成率%", "Total %"), 3, move |(_, totals)| {
            Cell::share(totals.pooled, decimals)
        });
    }
    table = table.counts(say!(lang, "逾期", "Overdue"), 0, |(_, totals)| {
        totals.standing(Standing::Overdue)
    });
    for light in [Light::Red, Light::Yellow] {
        table = table.counts(words::light(light, None, lang), 0, move |(_, totals)| {
            Cell::from(totals.light(light)).inked(words::ink(light))
        });
    }
    table.block()
}
