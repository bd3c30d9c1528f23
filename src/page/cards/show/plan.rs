//! Plan against actual: two bars, the points on the way.

use crate::account::{Account, Figures};
use crate::ledger::{Level, Locale, Share};
use crate::page::table::table;
use crate::page::words::{self, say};
use crate::page::{Bar, Block, Ink, parts};

pub(super) fn bars(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Vec<Bar> {
    let task = figures.task;
    let share_bar =
        |label: String, share: Option<Share>, words: String, remark: String, ink: Ink| {
            let share = share.unwrap_or(Share::ZERO);
            Bar {
                label,
                figures: vec![format!("{}%", words::percent(share)), words],
                filled: share.as_f64(),
                mark: None,
                remark,
                ink,
            }
        };
    let planned = figures.shares.planned.zip(figures.state.target).filter(|_| task.unit != "%");
    let planned = planned.map_or_else(String::new, |(share, target)| {
        let way = target.millionths() - task.base().millionths();
        let at = task.base().as_f64() + share.as_f64() * (way as f64) / 1e6;
        format!("{at:.1}{}", task.unit)
    });
    let done = figures.state.done(task).filter(|_| task.unit != "%");
    let done = done.map_or_else(String::new, |done| words::amount(done, &task.unit));
    let last = figures.state.last_report.map_or_else(String::new, |entry| {
        let on = parts::day(account, figures, entry.on, lang);
        say!(lang, "{on}报", "reported {on}")
    });
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
            last,
            words::ink(figures.light),
        ),
    ]
}

pub(super) fn points(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Block {
    let task = figures.task;
    table(&task.plan, lang)
        .wrapping(say!(lang, "节点", "Step"), |point| match &point.step {
            Some(step) => step.to_string(),
            None => say!(lang, "(未命名)", "(unnamed)"),
        })
        .right(say!(lang, "时限", "By"), 0, |point| parts::day(account, figures, point.by, lang))
        .right(say!(lang, "应达", "Plan"), 0, |point| match point.level {
            Level::Reach(quantity) => words::amount(quantity, &task.unit),
            Level::Share(share) => format!("{}%", words::percent(share)),
        })
        .left(say!(lang, "实际", "Actual"), 0, |point| {
            let target = task.promised_target().unwrap_or_default();
            let share = point.level.share(task.base(), target).unwrap_or(Share::ZERO);
            let left = (point.by - account.as_of).num_days();
            actual(figures.state.steps_share(task) >= share, left, lang)
        })
        .block()
}

/// Whether a step was reached, and how long before or after its day it is.
fn actual(reached: bool, left: i64, lang: Locale) -> String {
    let over = -left;
    let days = words::counted(left.abs(), "day");
    if reached {
        say!(lang, "已达到", "reached")
    } else if left >= 0 {
        say!(lang, "未达到,还有{left}天", "not yet, {days} left")
    } else {
        say!(lang, "错过{over}天", "missed by {days}")
    }
}
