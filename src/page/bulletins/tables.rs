//! The tables and bars of a bulletin.

use super::facts::signed;
use super::words::{shares, tenths};
use crate::account::{Bulletin, By, Figures, Matter, Totals};
use crate::ledger::Locale;
use crate::page::cards::scorecard;
use crate::page::groups::group_name;
use crate::page::lists::status::SHOWN;
use crate::page::lists::tasks;
use crate::page::parts;
use crate::page::table::{Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Bar, Block, Ink, Page, Text};

/// Every part that a template may name.
pub(super) const PARTS: [&str; 8] = [
    "standings",
    "area-bars",
    "areas",
    "behind",
    "blockers",
    "stale",
    "due",
    "scores",
];

/// A part by its name; nothing where there is nothing to show.
pub(super) fn part(told: &Bulletin<'_, '_>, name: &str, lang: Locale) -> Vec<Block> {
    let account = told.account;
    let list = |tasks: &[&Figures<'_>], matter: Matter| {
        if tasks.is_empty() {
            return Vec::new();
        }
        tables_of(tasks::page(account, tasks, matter, matter.by(), lang))
    };
    match name {
        "standings" => standings(told, lang),
        "area-bars" => bars(told, lang),
        "areas" => {
            let rollup = account.rollup(By::Area, &told.tasks);
            vec![Block::Table(crate::page::lists::rollup::table(
                &rollup, lang,
            ))]
        }
        "behind" => behind(told, lang),
        "blockers" => list(&told.blocked, Matter::Blocked),
        "stale" => list(&told.stale, Matter::Stale),
        "scores" => scores(told, lang),
        "due" => list(&told.due, told.issue.due()),
        _ => Vec::new(),
    }
}

/// The ranking of departments and its formula.
fn scores(told: &Bulletin<'_, '_>, lang: Locale) -> Vec<Block> {
    let Some(scorecard) = &told.scorecard else {
        return Vec::new();
    };
    let account = told.account;
    let mut blocks = vec![Block::Table(scorecard::table(account, scorecard, lang))];
    blocks.push(Block::Gap);
    blocks.extend(scorecard::rules(account, lang));
    blocks
}

fn tables_of(page: Page) -> Vec<Block> {
    let blocks = page.blocks.into_iter();
    blocks
        .filter(|block| matches!(block, Block::Table(_)))
        .collect()
}

/// Count and share of each standing, and what they were at the cut-off before.
fn standings(told: &Bulletin<'_, '_>, lang: Locale) -> Vec<Block> {
    let counts = SHOWN.map(|own| told.totals.standing(own));
    let Some(parts) = shares(&counts) else {
        return Vec::new();
    };
    let counted = SHOWN.iter().zip(&parts).map(|(standing, share)| {
        let count = |totals: &Totals| totals.standing(*standing);
        let (now, then) = (count(&told.totals), count(&told.totals_before));
        (words::standing(*standing, lang), now, *share, then)
    });
    let counted = counted.filter(|(_, now, _, then)| now + then > 0);
    let sum = |totals: &Totals| SHOWN.iter().map(|own| totals.standing(*own)).sum();
    let all = (
        say!(lang, "合计", "All"),
        sum(&told.totals),
        parts.iter().sum(),
        sum(&told.totals_before),
    );
    let lines = counted.map(Line::Row).chain([Line::Total(all)]);
    let table = grouped(lines, lang)
        .left(say!(lang, "状态", "Standing"), 0, |(name, ..)| {
            name.clone()
        })
        .right(say!(lang, "项数", "Tasks"), 0, |(_, now, ..)| {
            now.to_string()
        })
        .right(say!(lang, "占比%", "Share %"), 0, |(_, _, share, _)| {
            tenths(*share)
        })
        .right(say!(lang, "上期", "Before"), 0, |(.., then)| {
            then.to_string()
        })
        .right(say!(lang, "增减", "Change"), 0, |(_, now, _, then)| {
            let change = signed(*now, *then);
            if change.is_empty() {
                "0".to_owned()
            } else {
                change
            }
        });
    vec![table.block()]
}

/// A bar an area: filled as far as it has come, marked where it should be.
fn bars(told: &Bulletin<'_, '_>, lang: Locale) -> Vec<Block> {
    let rollup = told.account.rollup(By::Area, &told.tasks);
    let bar = |row: &crate::account::RollupRow| {
        let totals = &row.totals;
        let (planned, actual) = (totals.planned?, totals.actual?);
        let over = totals.lag.map_or_else(String::new, words::over_points);
        let (plan, done) = (words::percent_f64(planned), words::percent_f64(actual));
        let figures = vec![
            say!(lang, "应达{plan}%", "plan {plan}%"),
            say!(lang, "实达{done}%", "done {done}%"),
            over,
        ];
        Some(Bar {
            label: group_name(By::Area, row.group.as_deref(), row.name.as_deref(), lang),
            figures,
            filled: actual,
            mark: Some(planned),
            remark: String::new(),
            ink: Ink::Plain,
        })
    };
    let bars: Vec<Bar> = rollup.rows.iter().filter_map(bar).collect();
    match bars.is_empty() {
        true => Vec::new(),
        false => vec![Block::Bars(bars)],
    }
}

/// What is overdue and what lags, with cause and next step.
fn behind(told: &Bulletin<'_, '_>, lang: Locale) -> Vec<Block> {
    if told.overdue.is_empty() && told.lagging.is_empty() {
        return Vec::new();
    }
    let account = told.account;
    let groups = [
        (&told.overdue, say!(lang, "逾期", "Overdue")),
        (&told.lagging, say!(lang, "滞后", "Lagging")),
    ];
    let groups = groups.into_iter().filter(|(tasks, _)| !tasks.is_empty());
    let lines = groups.flat_map(|(tasks, name)| {
        let count = tasks.len();
        let head = say!(lang, "{name}{count}项", "{name}: {count}");
        let rows = tasks.iter().map(|own| Line::Row(*own));
        std::iter::once(Line::Group(head.into())).chain(rows)
    });
    let table = grouped(lines, lang)
        .task(|own| own)
        .owner(account, 0, |own| own)
        .due(account, 0, |own| own)
        .right(say!(lang, "逾期/超欠", "Over, +/-"), 0, |own| {
            match (own.overdue_days(account.as_of), own.shares.gap) {
                (Some(days), _) => Text::inked(words::days(days, lang), Ink::Red),
                (None, Some(gap)) => words::signed_amount(gap, &own.task.unit).into(),
                (None, None) => parts::over(own),
            }
        })
        .left(say!(lang, "灯", "Light"), 0, |own| {
            parts::light(account, own, lang)
        })
        .details(|own| {
            let details = [
                parts::last_word(account, own, lang),
                parts::troubles(account, own, lang),
                turns(told, own, lang),
            ];
            details.into_iter().flatten().map(Text::from).collect()
        });
    vec![table.block()]
}

/// When it will turn red.
fn turns(told: &Bulletin<'_, '_>, own: &Figures<'_>, lang: Locale) -> Option<String> {
    let (_, on) = told.turning.iter().find(|(other, _)| other.id == own.id)?;
    let on = parts::day(told.account, own, *on, lang);
    Some(say!(
        lang,
        "如再无进展,{on}转红",
        "Turns red on {on} if nothing comes"
    ))
}
