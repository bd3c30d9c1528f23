//! The curve of a task: planned and reached over its days.

use crate::account::{Account, Figures};
use crate::ledger::{Locale, Share};
use crate::page::board::{Chart, ChartLine};
use crate::page::words::{self, say};
use chrono::NaiveDate;

/// Two names below a curve are at least so far apart, of its width: on a phone a name takes a third of it.
const APART: f64 = 0.34;

/// The curve; `None` where nothing grows towards a target.
pub(super) fn chart(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<Chart> {
    let outline = account.outline(figures)?;
    let (first, last) = (outline.first, outline.last);
    let whole = (last - first).num_days();
    if whole < 1 {
        return None;
    }
    let place = |day: NaiveDate| (day - first).num_days() as f64 / whole as f64;
    let line = |corners: &[(NaiveDate, Share)]| {
        let points = corners.iter();
        ChartLine(points.map(|(day, share)| (place(*day), share.as_f64().max(0.0))).collect())
    };
    let (planned, actual) = (line(&outline.planned), line(&outline.actual));
    let highest = actual.0.iter().chain(&planned.0).map(|(_, share)| *share).fold(1.0, f64::max);
    let is_inside = (first..=last).contains(&account.as_of);
    Some(Chart {
        light: words::hue(figures.light),
        top: highest,
        planned,
        actual,
        ticks: ticks(account, figures, place, lang),
        today: is_inside.then(|| place(account.as_of)),
        said: Vec::new(),
    })
}

/// Start, deadline, the first deadline: as many as have room, the deadline in force before all others.
fn ticks(
    account: &Account<'_>,
    figures: &Figures<'_>,
    place: impl Fn(NaiveDate) -> f64,
    lang: Locale,
) -> Vec<(f64, String)> {
    let day = |date: NaiveDate| words::day(date, account.as_of, lang);
    let (start, due, first) = (figures.task.start, figures.state.due, figures.task.first_due());
    let (from, end, once) = (day(start), day(due), day(first));
    let mut ticks = vec![(place(due), say!(lang, "时限{end}", "due {end}"))];
    let mut add = |at: f64, words: String| {
        if ticks.iter().all(|(other, _)| (at - other).abs() >= APART) {
            ticks.push((at, words));
        }
    };
    add(place(start), say!(lang, "{from}开始", "start {from}"));
    if (start..due).contains(&first) {
        add(place(first), say!(lang, "原时限{once}", "first due {once}"));
    }
    ticks.sort_by(|(at, _), (other, _)| at.total_cmp(other));
    ticks
}
