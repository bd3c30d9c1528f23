//! Plan against actual: two bars, the points on the way.

use super::parts::{self, left, right};
use super::words::{self, say};
use super::{Bar, Ink, Row, Table};
use crate::account::{Account, Figures};
use crate::ledger::{Level, Locale, Share};

pub(super) fn bars(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Vec<Bar> {
    let task = own.task;
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
    let planned = own
        .shares
        .planned
        .zip(own.state.target)
        .filter(|_| task.unit != "%");
    let planned = planned.map_or_else(String::new, |(share, target)| {
        let way = target.millionths() - task.base().millionths();
        let at = task.base().as_f64() + share.as_f64() * (way as f64) / 1e6;
        format!("{at:.1}{}", task.unit)
    });
    let done = own.state.done(task).filter(|_| task.unit != "%");
    let done = done.map_or_else(String::new, |own| words::amount(own, &task.unit));
    let last = own.state.last_report.map_or_else(String::new, |entry| {
        let on = parts::day(account, own, entry.on, lang);
        say!(lang, "{on}报", "reported {on}")
    });
    vec![
        share_bar(
            say!(lang, "应达", "Plan"),
            own.shares.planned,
            planned,
            String::new(),
            Ink::Faint,
        ),
        share_bar(
            say!(lang, "实达", "Done"),
            own.shares.actual,
            done,
            last,
            words::ink(own.light),
        ),
    ]
}

pub(super) fn points(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Table {
    let columns = vec![
        super::Column {
            wraps: true,
            ..left(say!(lang, "节点", "Step"), 0)
        },
        right(say!(lang, "时限", "By"), 0),
        right(say!(lang, "应达", "Plan"), 0),
        left(say!(lang, "实际", "Actual"), 0),
    ];
    let task = own.task;
    let reached = own.state.share(task);
    let row = |point: &crate::ledger::PlanPoint<'_>| {
        let share = point
            .level
            .share(task.base(), task.promised_target().unwrap_or_default())
            .unwrap_or(Share::ZERO);
        let level = match point.level {
            Level::Reach(quantity) => words::amount(quantity, &task.unit),
            Level::Share(share) => format!("{}%", words::percent(share)),
        };
        let name = point
            .step
            .as_deref()
            .map_or_else(|| say!(lang, "(未命名)", "(unnamed)"), str::to_owned);
        let actual = match (reached >= share, (point.by - account.as_of).num_days()) {
            (true, _) => say!(lang, "已达到", "reached"),
            (false, left) if left >= 0 => {
                say!(lang, "未达到,还有{left}天", "not yet, {left} days left")
            }
            (false, left) => {
                let over = -left;
                say!(lang, "错过{over}天", "missed by {over} days")
            }
        };
        let cells = vec![
            name.into(),
            parts::day(account, own, point.by, lang).into(),
            level.into(),
            actual.into(),
        ];
        Row::Cells {
            cells,
            details: Vec::new(),
        }
    };
    Table {
        columns,
        rows: task.plan.iter().map(row).collect(),
    }
}
