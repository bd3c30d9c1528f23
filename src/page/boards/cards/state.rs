//! What is wrong with a task, or how it stands, in a few words: what makes its light red or yellow goes first.

use crate::account::{Account, Figures, Reason};
use crate::ledger::{EventKind, Locale, Measure};
use crate::page::boards::home::lag_to;
use crate::page::words::{self, say};

/// So many days before its deadline a task that goes well says how many are left.
const SOON: i64 = 7;

/// 逾期15天, 欠31.3, 还有1天, 漏报2旬, 已销号: some eight letters at most.
pub(super) fn state(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    match figures.reason {
        Reason::PastDeadline => {
            let days = figures.overdue_days(account.as_of).unwrap_or_default();
            let over = words::days(days, lang);
            say!(lang, "逾期{over}", "{over} over")
        }
        Reason::LagOverRed | Reason::LagOverYellow => lag(account, figures, lang),
        Reason::RateOverRed | Reason::RateNotMet => say!(lang, "未达", "not met"),
        Reason::CompletedLate => say!(lang, "逾期完成", "done late"),
        Reason::HeldOpen => held(account, figures, lang),
        Reason::BlockerStuck => say!(lang, "阻点超时", "blocker stuck"),
        Reason::ReportMissing => missing(figures, lang),
        Reason::Judged => {
            let standing = words::standing(figures.standing, lang);
            say!(lang, "认定{standing}", "judged {standing}")
        }
        Reason::WindowOver if figures.reports.made < figures.reports.owed => {
            say!(lang, "期满漏报", "reports missed")
        }
        Reason::DueSoon
        | Reason::Ahead
        | Reason::SlightlyBehind
        | Reason::OnSchedule
        | Reason::Open => running(account, figures, lang),
        Reason::WindowOver
        | Reason::Struck
        | Reason::AwaitingVerify
        | Reason::NotStarted
        | Reason::Cancelled
        | Reason::Rolled
        | Reason::Suspended => words::standing(figures.standing, lang),
    }
}

/// How many days are left where they are few, else how far it is from its plan.
fn running(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    // What is only followed is never judged, nor is its deadline.
    let is_due = figures.reason == Reason::DueSoon || figures.task.measure != Measure::Track;
    let left = figures.deadline().map(|due| (due - account.as_of).num_days());
    let is_soon = |left: &i64| figures.reason == Reason::DueSoon || (0..=SOON).contains(left);
    match left.filter(|left| is_due && is_soon(left)) {
        Some(0) => say!(lang, "今天到期", "due today"),
        Some(days) => {
            let left = words::days(days, lang);
            say!(lang, "还有{left}", "{left} left")
        }
        None => lag(account, figures, lang),
    }
}

/// 欠31.3, 超2.1, 持平; of what has no plan its standing.
fn lag(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    match figures.shares.lag() {
        Some(lag) => lag_to(lag, account.book.decimals_of(figures.task), lang),
        None => words::standing(figures.standing, lang),
    }
}

/// What holds it open, whatever was reached.
fn held(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    match figures.held_by(account.as_of).map(|entry| entry.event.kind()) {
        Some(EventKind::Reopen) => say!(lang, "重开", "reopened"),
        _ => say!(lang, "退回", "returned"),
    }
}

/// 漏报2旬; 认定过期 where a judgement has grown old.
fn missing(figures: &Figures<'_>, lang: Locale) -> String {
    let missed = figures.reports.missed;
    if missed == 0 {
        return say!(lang, "认定过期", "judgement old");
    }
    let periods = words::periods(missed, figures.task.cadence, lang);
    say!(lang, "漏报{periods}", "missed {periods}")
}
