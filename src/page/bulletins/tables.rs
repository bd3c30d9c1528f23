//! The tables and bars of a bulletin.

use super::facts::signed;
use super::words::shares;
use crate::account::{Bulletin, By, Figures, Matter, Totals};
use crate::ledger::Locale;
use crate::page::cards::scorecard;
use crate::page::groups::group_name;
use crate::page::lists::status::SHOWN;
use crate::page::lists::{rollup, tasks};
use crate::page::table::{Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Bar, Block, Ink, Role, Sheet, Text, parts, rate};

/// Every part that a template may name.
pub(super) const PARTS: [&str; 8] =
    ["standings", "area-bars", "areas", "behind", "blockers", "stale", "due", "scores"];

/// A part by its name; nothing where there is nothing to show.
pub(super) fn part(bulletin: &Bulletin<'_, '_>, name: &str, lang: Locale) -> Vec<Block> {
    let account = bulletin.account;
    let list = |tasks: &[&Figures<'_>], matter: Matter| {
        if tasks.is_empty() {
            return Vec::new();
        }
        tables_of(tasks::page(account, tasks, matter, matter.by(), lang))
    };
    match name {
        "standings" => standings(bulletin, lang),
        "area-bars" => bars(bulletin, lang),
        "areas" => {
            let rollup = account.rollup(By::Area, &bulletin.tasks);
            vec![Block::Table(rollup::table(account, &rollup, lang))]
        }
        "behind" => behind(bulletin, lang),
        "blockers" => list(&bulletin.blocked, Matter::Blocked),
        "stale" => list(&bulletin.stale, Matter::Stale),
        "scores" => scores(bulletin, lang),
        "due" => list(&bulletin.due, bulletin.issue.due()),
        _ => Vec::new(),
    }
}

/// The ranking of departments and its formula.
fn scores(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Vec<Block> {
    let Some(scorecard) = &bulletin.scorecard else {
        return Vec::new();
    };
    let account = bulletin.account;
    let mut blocks = vec![Block::Table(scorecard::table(account, scorecard, lang))];
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
        let figures = vec![
            say!(lang, "应达{plan}%", "plan {plan}%"),
            say!(lang, "实达{done}%", "done {done}%"),
            over,
        ];
        Some(Bar {
            label: group_name(By::Area, row.group.as_deref(), row.name.as_deref(), lang),
            figures,
            filled: actual.as_f64(),
            mark: Some(planned.as_f64()),
            remark: String::new(),
            ink: Ink::Plain,
        })
    };
    let bars: Vec<Bar> = rollup.rows.iter().filter_map(bar).collect();
    if bars.is_empty() { Vec::new() } else { vec![Block::Bars(bars)] }
}

/// What is overdue and what lags, with cause and next step.
fn behind(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Vec<Block> {
    if bulletin.overdue.is_empty() && bulletin.lagging.is_empty() {
        return Vec::new();
    }
    let account = bulletin.account;
    let groups = [
        (&bulletin.overdue, say!(lang, "逾期", "Overdue")),
        (&bulletin.lagging, say!(lang, "滞后", "Lagging")),
    ];
    let groups = groups.into_iter().filter(|(tasks, _)| !tasks.is_empty());
    let lines = groups.flat_map(|(tasks, name)| {
        let count = tasks.len();
        let head = say!(lang, "{name}{count}项", "{name}: {count}");
        let rows = tasks.iter().map(|figures| Line::Row(*figures));
        std::iter::once(Line::Group(head.into())).chain(rows)
    });
    let table = grouped(lines, lang)
        .task(|figures| figures)
        .owner(account, 0, |figures| figures)
        .due(account, 0, |figures| figures)
        .right(say!(lang, "逾期/超欠", "Over, +/-"), 0, |figures| {
            match figures.overdue_days(account.as_of) {
                Some(days) => Text::inked(words::days(days, lang), Ink::Red),
                None => rate::over(account, figures),
            }
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
                turns(bulletin, figures, lang),
            ];
            details.into_iter().flatten().map(Text::from).collect()
        });
    vec![table.block()]
}

/// When it will turn red.
fn turns(bulletin: &Bulletin<'_, '_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let (_, on) = bulletin.turning.iter().find(|(other, _)| other.id == figures.id)?;
    let on = words::day(*on, bulletin.account.as_of, lang);
    Some(say!(lang, "如再无进展，{on}转红", "Turns red on {on} if nothing comes"))
}
