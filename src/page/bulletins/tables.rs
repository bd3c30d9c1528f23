//! The tables and bars of a bulletin.

use super::facts::signed;
use super::markup::Extent;
use super::words::shares;
use crate::account::{Bulletin, By, Figures, Matter, Standing, Totals};
use crate::ledger::{Locale, TaskId};
use crate::page::cards::scorecard;
use crate::page::groups::group_name;
use crate::page::lists::status::SHOWN;
use crate::page::lists::{rollup, tasks};
use crate::page::table::{Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Align, Bar, Block, Ink, Role, Row, Rows, Sheet, Table, Text, parts, rate};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Every part that a template may name.
pub(super) const PARTS: [&str; 8] =
    ["standings", "area-bars", "areas", "behind", "blockers", "stale", "due", "scores"];

/// A part by its name; nothing where there is nothing to show.
pub(super) fn part(
    bulletin: &Bulletin<'_, '_>,
    name: &str,
    extent: Extent,
    lang: Locale,
) -> Vec<Block> {
    let account = bulletin.account;
    let list = |tasks: &[&Figures<'_>], matter: Matter| {
        let shown = first(tasks, extent);
        if shown.is_empty() {
            return Vec::new();
        }
        let tables = tables_of(tasks::page(account, shown, matter, matter.by(), lang));
        tables.into_iter().map(|table| a_line_a_row(table, extent)).collect()
    };
    match name {
        "standings" => standings(bulletin, lang),
        "area-bars" => bars(bulletin, lang),
        "areas" => {
            let rollup = account.rollup(By::Area, &bulletin.tasks);
            vec![Block::Table(rollup::table(account, &rollup, lang))]
        }
        "behind" => match extent {
            Extent::Whole => behind(bulletin, usize::MAX, lang),
            Extent::First(most) => behind(bulletin, most, lang),
            Extent::Annexed => behind_annexed(bulletin, lang),
        },
        "blockers" => list(&bulletin.blocked, Matter::Blocked),
        "stale" => list(&bulletin.stale, Matter::Stale),
        "scores" => scores(bulletin, lang),
        "due" => list(&bulletin.due, bulletin.issue.due()),
        _ => Vec::new(),
    }
}

/// The most urgent of some tasks.
fn first<'t, 'a, 'b>(tasks: &'t [&'a Figures<'b>], extent: Extent) -> &'t [&'a Figures<'b>] {
    match extent {
        Extent::First(most) => tasks.get(..most).unwrap_or(tasks),
        Extent::Whole | Extent::Annexed => tasks,
    }
}

/// In an annex the rows are looked up: none has lines below it.
fn a_line_a_row(block: Block, extent: Extent) -> Block {
    match block {
        Block::Table(table) if extent == Extent::Annexed => {
            let rows = table.rows.all().iter().map(Row::without_details).collect();
            Block::Table(Table { rows: Rows::Ready(rows), ..table })
        }
        block => block,
    }
}

/// The ranking of departments and its formula.
fn scores(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Vec<Block> {
    let Some(scorecard) = &bulletin.scorecard else {
        return Vec::new();
    };
    let account = bulletin.account;
    let mut blocks = vec![Block::Table(scorecard::brief(account, scorecard, lang))];
    blocks.push(Block::Gap);
    blocks.extend(scorecard::rules(account, lang));
    blocks
}

fn tables_of(page: Sheet<'_>) -> Vec<Block> {
    let blocks = page.ready().blocks.into_iter();
    blocks.filter(|block| matches!(block, Block::Table(_))).collect()
}

/// Count and share of each standing, and what they were at the cut-off before.
fn standings(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Vec<Block> {
    let counts = SHOWN.map(|standing| bulletin.totals.standing(standing));
    let decimals = bulletin.account.book.decimals();
    let Some(parts) = shares(&counts, decimals) else {
        return Vec::new();
    };
    let counted = SHOWN.iter().zip(&parts).map(|(standing, share)| {
        let count = |totals: &Totals| totals.standing(*standing);
        let (now, then) = (count(&bulletin.totals), count(&bulletin.totals_before));
        (words::standing(*standing, lang), now, *share, then)
    });
    let counted = counted.filter(|(_, now, _, then)| now + then > 0);
    let sum = |totals: &Totals| SHOWN.iter().map(|standing| totals.standing(*standing)).sum();
    let all = (
        say!(lang, "合计", "All"),
        sum(&bulletin.totals),
        parts.iter().sum(),
        sum(&bulletin.totals_before),
    );
    let lines = counted.map(Line::Row).chain([Line::Total(all)]);
    let table = grouped(lines, lang)
        .left(say!(lang, "状态", "Standing"), 0, |(name, ..)| name.clone())
        .right(say!(lang, "项数", "Tasks"), 0, |(_, now, ..)| now.to_string())
        .right(say!(lang, "占比%", "Share %"), 0, move |(_, _, share, _)| {
            words::in_steps(*share, decimals)
        })
        .right(say!(lang, "上期", "Before"), 0, |(.., then)| then.to_string())
        .right(say!(lang, "增减", "Change"), 0, |(_, now, _, then)| {
            let change = signed(*now, *then);
            if change.is_empty() { "0".to_owned() } else { change }
        });
    vec![table.block()]
}

/// A bar an area: filled as far as it has come, marked where it should be.
fn bars(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Vec<Block> {
    let rollup = bulletin.account.rollup(By::Area, &bulletin.tasks);
    let decimals = bulletin.account.book.decimals();
    let bar = |row: &crate::account::RollupRow| {
        let totals = &row.totals;
        let (planned, actual) = (totals.planned?, totals.actual?);
        let over = totals.lag.map_or_else(String::new, |lag| words::over_to(lag, decimals));
        let percent = |share| words::percent_to(share, decimals);
        let (plan, done) = (percent(planned), percent(actual));
        let tasks = words::counted(totals.tasks, "task");
        let count = totals.tasks;
        let figures = vec![
            say!(lang, "{count}项", "{tasks}"),
            say!(lang, "应达{plan}%", "plan {plan}%"),
            say!(lang, "实达{done}%", "done {done}%"),
            over,
        ];
        Some(Bar {
            label: group_name(By::Area, row.group.as_deref(), row.name.as_deref(), lang),
            figures,
            filled: actual.as_f64(),
            mark: Some(planned.as_f64()),
            remark: remark(totals, lang),
            ink: Ink::Plain,
        })
    };
    let bars: Vec<Bar> = rollup.rows.iter().filter_map(bar).collect();
    if bars.is_empty() { Vec::new() } else { vec![Block::Bars(bars)] }
}

/// What of an area is overdue and what lags; empty where nothing is.
fn remark(totals: &Totals, lang: Locale) -> String {
    let (overdue, lagging) =
        (totals.standing(Standing::Overdue), totals.standing(Standing::Lagging));
    let named = [
        (overdue > 0).then(|| say!(lang, "逾期{overdue}", "overdue {overdue}")),
        (lagging > 0).then(|| say!(lang, "滞后{lagging}", "lagging {lagging}")),
    ];
    named.into_iter().flatten().collect::<Vec<String>>().join(" ")
}

/// What is overdue and what lags, with cause and next step, at most so many.
fn behind(bulletin: &Bulletin<'_, '_>, most: usize, lang: Locale) -> Vec<Block> {
    let overdue = first(&bulletin.overdue, Extent::First(most));
    let lagging = first(&bulletin.lagging, Extent::First(most - overdue.len()));
    if overdue.is_empty() && lagging.is_empty() {
        return Vec::new();
    }
    let account = bulletin.account;
    let groups = [
        (overdue, bulletin.overdue.len(), say!(lang, "逾期", "Overdue")),
        (lagging, bulletin.lagging.len(), say!(lang, "滞后", "Lagging")),
    ];
    let groups = groups.into_iter().filter(|(tasks, ..)| !tasks.is_empty());
    let lines = groups.flat_map(|(tasks, all, name)| {
        let count = tasks.len();
        let head = match count == all {
            true => say!(lang, "{name}{all}项", "{name}: {all}"),
            false => say!(lang, "{name}{all}项，列{count}项", "{name}: {all}, {count} shown"),
        };
        let rows = tasks.iter().map(|figures| Line::Row(*figures));
        std::iter::once(Line::Group(head.into())).chain(rows)
    });
    let turning: HashMap<TaskId, NaiveDate> =
        bulletin.turning.iter().map(|(figures, on)| (figures.id, *on)).collect();
    let table = grouped(lines, lang)
        .task(|figures| figures)
        .owner(account, 0, |figures| figures)
        .due(account, 0, |figures| figures)
        .right(say!(lang, "逾期/超欠", "Over, +/-"), 0, |figures| {
            rate::late_or_lag(account, figures, lang)
        })
        .role(Role::lead(say!(lang, "逾期", "overdue "), lang))
        .left(say!(lang, "灯", "Light"), 0, |figures| parts::light(account, figures, lang))
        .role(Role::Light)
        .details(|figures| {
            let details = [
                parts::judgement(account, figures, lang),
                parts::by_indicator(figures, lang),
                rate::lacks(account, figures, lang),
                parts::last_word(account, figures, lang),
                parts::troubles(account, figures, lang),
                turning.get(&figures.id).map(|on| turns(bulletin, *on, lang)),
            ];
            details.into_iter().flatten().map(Text::from).collect()
        });
    vec![table.block()]
}

/// The same with all tasks, a line each: what was said last, and what blocks it, stand in columns.
fn behind_annexed(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Vec<Block> {
    let account = bulletin.account;
    let tasks = bulletin.overdue.iter().chain(&bulletin.lagging).copied();
    let mut nth = 0;
    let numbered = tasks.map(|figures| {
        nth += 1;
        Line::Row((nth, figures))
    });
    let table = grouped(numbered, lang)
        .right(say!(lang, "序号", "No."), 0, |(nth, _): &(usize, &Figures<'_>)| nth.to_string())
        .task(|(_, figures)| figures)
        .owner(account, 0, |(_, figures)| figures)
        .due(account, 0, |(_, figures)| figures)
        .right(say!(lang, "逾期/超欠", "Over, +/-"), 0, |(_, figures)| {
            rate::late_or_lag(account, figures, lang)
        })
        .right(say!(lang, "完成", "Done"), 2, |(_, figures)| parts::done(figures, lang))
        .left(say!(lang, "灯", "Light"), 0, |(_, figures)| parts::light(account, figures, lang))
        .column(
            (say!(lang, "最近报送", "Last report"), Align::Left, 4, true),
            |(_, figures)| parts::last_word(account, figures, lang).unwrap_or_default(),
        )
        .column((say!(lang, "阻点", "Blockers"), Align::Left, 3, true), |(_, figures)| {
            let names = figures.state.blockers.iter().map(|open| open.name.to_owned());
            words::list(&names.collect::<Vec<String>>(), lang)
        });
    vec![table.block()]
}

/// When it will turn red.
fn turns(bulletin: &Bulletin<'_, '_>, on: NaiveDate, lang: Locale) -> String {
    let on = words::day(on, bulletin.account.as_of, lang);
    say!(lang, "如再无进展，{on}转红", "Turns red on {on} if nothing comes")
}
