//! 作战图: all tasks at one look.

use super::asked::Asked;
use super::choices::Chosen;
use super::{cards, home};
use crate::account::{Figures, Light, Totals};
use crate::ledger::LightRules;
use crate::page::board::{Wall, WallColumn, WallTile};
use crate::page::words::{self, say};
use crate::page::{Hue, parts};
use std::cmp::Reverse;

/// Of more tasks no wall has room for a line each: only red and yellow ones are shown one by one.
const ROOM: usize = 120;
/// Of more red and yellow ones than this only the most urgent are shown one by one, as many in each column.
const SOLID: usize = 420;

/// The wall: a column an area in the order of the book, tasks without an area last.
pub(super) fn wall(asked: &Asked<'_, '_, '_>, tasks: &[&Figures<'_>], chosen: &Chosen) -> Wall {
    let areas = &chosen.choices.areas;
    // The last column is that of tasks without an area.
    let mut columns: Vec<Vec<&Figures<'_>>> = vec![Vec::new(); areas.len() + 1];
    for (figures, facets) in tasks.iter().zip(&chosen.facets) {
        if let Some(column) = columns.get_mut(facets.area.unwrap_or(areas.len())) {
            column.push(figures);
        }
    }
    let folds = tasks.len() > ROOM;
    let solid = tasks.iter().filter(|figures| is_solid(figures.light)).count();
    let most = if solid > SOLID { SOLID / columns.len() } else { solid };
    let named = areas.iter().map(|area| area.name.clone());
    let named = named.enumerate().map(|(nth, name)| (Some(nth), name));
    let none = (None, say!(asked.lang, "未分领域", "No area"));
    let columns = named.chain([none]).zip(columns).filter(|(_, tasks)| !tasks.is_empty());
    Wall {
        hint: hint(asked, folds),
        columns: columns
            .map(|((area, name), tasks)| column(asked, area, name, &tasks, (folds, most)))
            .collect(),
    }
}

fn hint(asked: &Asked<'_, '_, '_>, folds: bool) -> String {
    let lang = asked.lang;
    let lit = |light| words::light(light, rules(asked), lang);
    let (red, yellow) = (lit(Light::Red), lit(Light::Yellow));
    let rest = if folds {
        say!(lang, "其余点灯名看清单", "the others open as lists")
    } else {
        say!(lang, "浅色的正常、办结、未启动等", "pale ones are on plan, done or not under way")
    };
    say!(
        lang,
        "深色的{red}、{yellow}灯要处置，最急的在上；{rest}。“欠”“超”是比应达差多少个百分点，点开看详情。",
        "Solid tiles, {red} and {yellow}, need action, the most urgent first; {rest}. Figures are percentage points against the plan. Open a task for its details."
    )
}

fn rules<'a>(asked: &Asked<'_, '_, 'a>) -> Option<&'a LightRules> {
    asked.account.book.first_ledger().map(|ledger| &ledger.rules.lights)
}

fn column(
    asked: &Asked<'_, '_, '_>,
    area: Option<usize>,
    name: String,
    tasks: &[&Figures<'_>],
    (folds, most): (bool, usize),
) -> WallColumn {
    let totals = asked.account.totals(tasks);
    let (mut solid, mut pale): (Vec<&Figures<'_>>, Vec<&Figures<'_>>) =
        tasks.iter().partition(|figures| is_solid(figures.light));
    let rest = solid.split_off(most.min(solid.len()));
    pale.sort_by_key(|figures| {
        let lag = figures.shares.lag().filter(|_| figures.standing.is_counted());
        (pale_place(figures.light), Reverse(lag))
    });
    let tiles = |tasks: Vec<&Figures<'_>>| -> Vec<WallTile> {
        tasks.into_iter().map(|figures| tile(asked, figures)).collect()
    };
    WallColumn {
        area,
        name,
        counts: counts(asked, &totals),
        solid: tiles(solid),
        pale: if folds { Vec::new() } else { tiles(pale) },
        folded: if folds { folded(asked, &totals, &rest) } else { Vec::new() },
    }
}

/// Whether a task of that light is to be acted upon.
fn is_solid(light: Light) -> bool {
    match light {
        Light::Red | Light::Yellow => true,
        Light::Green | Light::Blue | Light::None => false,
    }
}

/// What still runs stands above what has not begun or halts, what is done below all.
fn pale_place(light: Light) -> usize {
    match light {
        Light::Red | Light::Yellow | Light::Green => 0,
        Light::None => 1,
        Light::Blue => 2,
    }
}

/// 18项 红3 黄0: both are said, so that columns are read against each other.
fn counts(asked: &Asked<'_, '_, '_>, totals: &Totals) -> String {
    let lang = asked.lang;
    let tasks = home::tasks(totals.tasks, lang);
    let [red, yellow] = [Light::Red, Light::Yellow].map(|light| counted(asked, totals, light));
    say!(lang, "{tasks} {red} {yellow}", "{tasks}, {red}, {yellow}")
}

/// 绿412
fn counted(asked: &Asked<'_, '_, '_>, totals: &Totals, light: Light) -> String {
    let (name, count) = (words::light(light, rules(asked), asked.lang), totals.light(light));
    say!(asked.lang, "{name}{count}", "{count} {name}")
}

/// The lights of the tasks that have no line of their own, each with their number; of red and yellow, of which some have, that of all.
fn folded(
    asked: &Asked<'_, '_, '_>,
    totals: &Totals,
    rest: &[&Figures<'_>],
) -> Vec<(Option<Hue>, String)> {
    let is_folded = |light: Light| match is_solid(light) {
        true => rest.iter().any(|figures| figures.light == light),
        false => totals.light(light) > 0,
    };
    let some = Light::ALL.iter().map(|(_, light)| *light).filter(|light| is_folded(*light));
    some.map(|light| {
        let words = match light {
            Light::Red | Light::Yellow => {
                let name = words::light(light, rules(asked), asked.lang);
                let count = totals.light(light);
                say!(asked.lang, "{name}共{count}", "{count} {name} in all")
            }
            Light::None => {
                let count = totals.light(light);
                say!(asked.lang, "不亮灯{count}", "{count} without a light")
            }
            Light::Green | Light::Blue => counted(asked, totals, light),
        };
        (words::hue(light), words)
    })
    .collect()
}

fn tile(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) -> WallTile {
    let rules = &asked.account.book.ledger_of(figures.task).rules.lights;
    WallTile {
        id: figures.task.id.to_string(),
        title: figures.task.title.to_string(),
        light: words::hue(figures.light),
        light_name: words::light(figures.light, Some(rules), asked.lang),
        unit: parts::owner_in_tables(asked.account, figures),
        state: cards::state(asked, figures),
    }
}
