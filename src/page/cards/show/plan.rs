//! Plan against actual: two bars, the points on the way.

use crate::account::{Account, Figures, Stage};
use crate::ledger::{Level, Locale, PlanPoint, Quantity, Share};
use crate::page::table::table;
use crate::page::words::{self, say};
use crate::page::{Bar, Block, Ink, rate, units};

pub(super) fn bars(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Vec<Bar> {
    let task = figures.task;
    let decimals = account.book.decimals_of(figures.task);
    let share_bar =
        |label: String, share: Option<Share>, words: String, remark: String, ink: Ink| {
            let share = share.unwrap_or(Share::ZERO);
            Bar {
                label,
                figures: vec![format!("{}%", words::percent_to(share, decimals)), words],
                filled: share.as_f64(),
                mark: None,
                remark,
                ink,
            }
        };
    let planned = figures.shares.planned.zip(figures.state.target).filter(|_| task.unit != "%");
    let planned = planned.map_or_else(String::new, |(share, target)| {
        let way = target.millionths() - task.base().millionths();
        let at = task.base().millionths().saturating_add(share.rounded(way));
        let at = units::planned(figures, Quantity::from_millionths(at));
        format!("{}{}", units::worked_out(figures, at), task.unit)
    });
    let done = figures.state.done(task).filter(|_| task.unit != "%");
    let done = done.map_or_else(String::new, |done| words::amount(done, &task.unit));
    let last = figures.state.last_report.map_or_else(String::new, |entry| {
        let on = words::day(entry.on, account.as_of, lang);
        say!(lang, "{on}报", "reported {on}")
    });
    let remark = match rate::to_lower(figures, lang) {
        Some(left) if last.is_empty() => left,
        Some(left) => say!(lang, "{last}，{left}", "{last}, {left}"),
        None => last,
    };
    vec![
        share_bar(
            say!(lang, "应达", "Plan"),
            figures.shares.planned,
            planned,
            String::new(),
            Ink::Faint,
        ),
        share_bar(
            say!(lang, "实达", "Done"),
            figures.shares.actual,
            done,
            remark,
            words::ink(figures.light),
        ),
    ]
}

/// The target of a rate, staged or its own, beside its last figure.
pub(super) fn rate_line(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let target = figures.state.target.filter(|_| figures.task.is_rate())?;
    let amount = |quantity| words::amount(quantity, &figures.task.unit);
    let bound = |target: Quantity| {
        let amount = amount(target);
        if figures.task.lower_is_better(target) {
            say!(lang, "不高于{amount}", "at most {amount}")
        } else {
            say!(lang, "不低于{amount}", "at least {amount}")
        }
    };
    let whole = bound(target);
    let staged = account.rate_target(figures).filter(|staged| *staged != target);
    let staged = staged.map_or_else(String::new, |staged| {
        let staged = amount(staged);
        say!(lang, "（现阶段{staged}）", " ({staged} at this stage)")
    });
    let Some(figure) = account.rate(figures) else {
        return Some(say!(lang, "目标 {whole}{staged}", "Target: {whole}{staged}"));
    };
    let on = figures.state.reached_on.map_or_else(String::new, |on| {
        let on = words::day(on, account.as_of, lang);
        say!(lang, "（{on}报）", " (reported {on})")
    });
    let (done, gap) = (amount(figure.done), rate::gap(figure, figures, lang));
    Some(say!(
        lang,
        "目标 {whole}{staged}   实际 {done}{on}   {gap}",
        "Target: {whole}{staged}   Figure: {done}{on}   {gap}"
    ))
}

pub(super) fn points(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Block {
    let task = figures.task;
    if task.is_rate() {
        return stages(account, figures, lang);
    }
    let reach = |point: &&PlanPoint<'_>| match point.level {
        Level::Reach(quantity) => words::amount(quantity, &task.unit),
        Level::Share(share) => {
            format!("{}%", words::percent_to(share, account.book.decimals_of(figures.task)))
        }
    };
    table(&task.plan, lang)
        .wrapping(say!(lang, "节点", "Step"), |point| match &point.step {
            Some(step) => step.to_string(),
            None => unnamed(&reach(point), lang),
        })
        .right(say!(lang, "时限", "By"), 0, |point| {
            words::day(figures.state.day_of(task, point), account.as_of, lang)
        })
        .right(say!(lang, "应达", "Plan"), 0, reach)
        .left(say!(lang, "实际", "Actual"), 0, |point| {
            let target = task.promised_target().unwrap_or_default();
            let share = point.level.share(task.base(), target).unwrap_or(Share::ZERO);
            let left = (figures.state.day_of(task, point) - account.as_of).num_days();
            actual(figures.state.steps_share(task) >= share, left, lang)
        })
        .block()
}

/// What a point without a name is called by: what is to be reached.
fn unnamed(reach: &str, lang: Locale) -> String {
    say!(lang, "应达{reach}", "Reach {reach}")
}

/// The staged targets of a rate, and how it did at each.
fn stages(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Block {
    let task = figures.task;
    let reach = |nth: &usize| {
        let target = account.stage_target(figures, *nth);
        target.map_or_else(String::new, |target| words::amount(target, &task.unit))
    };
    table(task.plan.iter().enumerate(), lang)
        .wrapping(say!(lang, "节点", "Step"), |(nth, point)| match &point.step {
            Some(step) => step.to_string(),
            None => unnamed(&reach(nth), lang),
        })
        .right(say!(lang, "时限", "By"), 0, |(nth, _)| {
            let by = account.stage_day(figures, *nth);
            by.map_or_else(String::new, |by| words::day(by, account.as_of, lang))
        })
        .right(say!(lang, "应达", "Plan"), 0, |(nth, _)| reach(nth))
        .left(say!(lang, "实际", "Actual"), 0, |(nth, _)| stage(account, figures, *nth, lang))
        .block()
}

fn stage(account: &Account<'_>, figures: &Figures<'_>, nth: usize, lang: Locale) -> String {
    let by = account.stage_day(figures, nth).unwrap_or(account.as_of);
    let left = (by - account.as_of).num_days();
    let days = words::counted(left, "day");
    let ahead = || say!(lang, "，还有{left}天", ", {days} left");
    let after = if left >= 0 { ahead() } else { String::new() };
    match account.stage(figures, nth) {
        Stage::Met => say!(lang, "已达到", "reached"),
        Stage::NotMet(figure) => {
            let done = words::amount(figure.done, &figures.task.unit);
            let gap = rate::gap(figure, figures, lang);
            say!(lang, "{done}，{gap}{after}", "{done}, {gap}{after}")
        }
        Stage::NoFigure if left >= 0 => say!(lang, "未报数{after}", "no figure yet{after}"),
        Stage::NoFigure => say!(lang, "没有报数", "no figure"),
    }
}

/// Whether a step was reached, and how long before or after its day it is.
fn actual(reached: bool, left: i64, lang: Locale) -> String {
    let over = -left;
    let days = words::counted(left.abs(), "day");
    if reached {
        say!(lang, "已达到", "reached")
    } else if left >= 0 {
        say!(lang, "未达到，还有{left}天", "not yet, {days} left")
    } else {
        say!(lang, "错过{over}天", "missed by {days}")
    }
}
