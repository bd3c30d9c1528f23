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

/// What a rate is to be: 不高于2.5%（现阶段3%）.
pub(in crate::page) fn rate_target(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let target = figures.state.target.filter(|_| figures.task.is_rate())?;
    let amount = |quantity| words::amount(quantity, &figures.task.unit);
    let whole = amount(target);
    let whole = if figures.task.lower_is_better(target) {
        say!(lang, "不高于{whole}", "at most {whole}")
    } else {
        say!(lang, "不低于{whole}", "at least {whole}")
    };
    let staged = account.rate_target(figures).filter(|staged| *staged != target);
    let staged = staged.map_or_else(String::new, |staged| {
        let staged = amount(staged);
        say!(lang, "（现阶段{staged}）", " ({staged} at this stage)")
    });
    Some(format!("{whole}{staged}"))
}

/// The target of a rate, staged or its own, beside its last figure.
pub(super) fn rate_line(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let target = rate_target(account, figures, lang)?;
    let Some(figure) = account.rate(figures) else {
        return Some(say!(lang, "目标 {target}", "Target: {target}"));
    };
    let on = figures.state.reached_on.map_or_else(String::new, |on| {
        let on = words::day(on, account.as_of, lang);
        say!(lang, "（{on}报）", " (reported {on})")
    });
    let done = words::amount(figure.done, &figures.task.unit);
    let gap = rate::gap(figure, figures, lang);
    Some(say!(
        lang,
        "目标 {target}   实际 {done}{on}   {gap}",
        "Target: {target}   Figure: {done}{on}   {gap}"
    ))
}

/// A point of a plan in words.
pub(in crate::page) struct Step {
    /// Its name; of one without, what is to be reached.
    pub(in crate::page) name: String,
    /// Its day.
    pub(in crate::page) by: String,
    /// What is to be reached by then.
    pub(in crate::page) reach: String,
    /// Whether that is an amount, and its name does not say it.
    pub(in crate::page) amount: bool,
    /// How far it has come: 已达到, 未达到，还有5天, 错过3天.
    pub(in crate::page) actual: String,
    /// The same in one word.
    pub(in crate::page) did: Did,
}

/// What became of a point of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page) enum Did {
    /// Reached.
    Reached,
    /// Its day has not passed.
    Ahead,
    /// Its day has passed, and it was not reached.
    Missed,
}

pub(super) fn points(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Block {
    table(steps(account, figures, lang), lang)
        .wrapping(say!(lang, "节点", "Step"), |step| step.name.clone())
        .right(say!(lang, "时限", "By"), 0, |step| step.by.clone())
        .right(say!(lang, "应达", "Plan"), 0, |step| step.reach.clone())
        .left(say!(lang, "实际", "Actual"), 0, |step| step.actual.clone())
        .block()
}

/// The points of the plan of a task; of a rate the stages of its target.
pub(in crate::page) fn steps(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Vec<Step> {
    let all = figures.task.plan.iter().enumerate();
    all.map(|(nth, point)| match figures.task.is_rate() {
        true => stage(account, figures, (nth, point), lang),
        false => step(account, figures, point, lang),
    })
    .collect()
}

fn step(account: &Account<'_>, figures: &Figures<'_>, point: &PlanPoint<'_>, lang: Locale) -> Step {
    let (task, state) = (figures.task, &figures.state);
    let reach = match point.level {
        Level::Reach(quantity) => words::amount(quantity, &task.unit),
        Level::Share(share) => {
            format!("{}%", words::percent_to(share, account.book.decimals_of(task)))
        }
    };
    let by = state.day_of(task, point);
    let target = task.promised_target().unwrap_or_default();
    let share = point.level.share(task.base(), target).unwrap_or(Share::ZERO);
    let left = (by - account.as_of).num_days();
    let is_reached = state.steps_share(task) >= share;
    Step {
        name: name(point, &reach, lang),
        by: words::day(by, account.as_of, lang),
        reach,
        amount: point.step.is_some() && matches!(point.level, Level::Reach(_)),
        actual: actual(is_reached, left, lang),
        did: did(is_reached, left),
    }
}

/// What a point is called: by its name, else by what is to be reached.
fn name(point: &PlanPoint<'_>, reach: &str, lang: Locale) -> String {
    match &point.step {
        Some(step) => step.to_string(),
        None => say!(lang, "应达{reach}", "Reach {reach}"),
    }
}

fn did(is_reached: bool, left: i64) -> Did {
    match is_reached {
        true => Did::Reached,
        false if left >= 0 => Did::Ahead,
        false => Did::Missed,
    }
}

/// A staged target of a rate, and how it did.
fn stage(
    account: &Account<'_>,
    figures: &Figures<'_>,
    (nth, point): (usize, &PlanPoint<'_>),
    lang: Locale,
) -> Step {
    let target = account.stage_target(figures, nth);
    let reach = target.map_or_else(String::new, |target| words::amount(target, &figures.task.unit));
    let by = account.stage_day(figures, nth).unwrap_or(account.as_of);
    let left = (by - account.as_of).num_days();
    let days = words::counted(left, "day");
    let ahead = || say!(lang, "，还有{left}天", ", {days} left");
    let after = if left >= 0 { ahead() } else { String::new() };
    let stage = account.stage(figures, nth);
    let actual = match stage {
        Stage::Met => say!(lang, "已达到", "reached"),
        Stage::NotMet(figure) => {
            let done = words::amount(figure.done, &figures.task.unit);
            let gap = rate::gap(figure, figures, lang);
            say!(lang, "{done}，{gap}{after}", "{done}, {gap}{after}")
        }
        Stage::NoFigure if left >= 0 => say!(lang, "未报数{after}", "no figure yet{after}"),
        Stage::NoFigure => say!(lang, "没有报数", "no figure"),
    };
    Step {
        name: name(point, &reach, lang),
        by: words::day(by, account.as_of, lang),
        reach,
        amount: point.step.is_some(),
        actual,
        did: did(stage == Stage::Met, left),
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
