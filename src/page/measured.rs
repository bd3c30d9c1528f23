//! What is told of every task where there is room for it: columns that can be filtered and added up.

use super::table::Draft;
use super::words::{self, say};
use super::{Cell, parts, rate};
use crate::account::{Account, Figures};
use crate::ledger::{Kind, Locale};

/// What is done of a task, in its unit; in words where it is no single amount.
fn done(figures: &Figures<'_>, lang: Locale) -> Cell {
    let (task, state) = (figures.task, &figures.state);
    if !is_amount(figures) {
        return parts::done(figures, lang).into();
    }
    let nothing_yet = state.target.filter(|_| !task.is_rate()).map(|_| task.base());
    let done = state.done(task).or(nothing_yet);
    done.map_or_else(Cell::default, |done| Cell::amount(done, &task.unit))
}

/// What of it is wanted, in its unit.
fn target(account: &Account<'_>, figures: &Figures<'_>) -> Cell {
    let target = account.rate_target(figures).or(figures.state.target);
    let target = target.filter(|_| is_amount(figures));
    target.map_or_else(Cell::default, |target| Cell::amount(target, &figures.task.unit))
}

/// Whether a task is measured by one amount: no duty, not by steps alone, not by several indicators.
fn is_amount(figures: &Figures<'_>) -> bool {
    let task = figures.task;
    task.kind != Kind::Duty && task.indicators().is_empty() && parts::steps(figures).is_none()
}

/// Figures, light and standing of the task that a row is of, then what is said of it.
pub(super) fn columns<'a, T: Sync>(
    table: Draft<'a, T>,
    account: &'a Account<'_>,
    lang: Locale,
    of: impl for<'t> Fn(&'t T) -> &'t Figures<'t> + Copy + Sync + 'a,
) -> Draft<'a, T> {
    table
        .right(say!(lang, "完成", "Done"), 0, move |row| done(of(row), lang))
        .right(say!(lang, "目标", "Target"), 0, move |row| target(account, of(row)))
        .right(say!(lang, "应达%", "Plan %"), 0, move |row| rate::planned(account, of(row)))
        .right(say!(lang, "实达%", "Done %"), 0, move |row| rate::actual(account, of(row)))
        .right(say!(lang, "超欠", "+/-"), 0, move |row| rate::lag(account, of(row)))
        .left(say!(lang, "灯", "Light"), 0, move |row| parts::lit(account, of(row), lang))
        .left(say!(lang, "状态", "Standing"), 0, move |row| {
            words::standing(of(row).standing, lang)
        })
        .wrapping(say!(lang, "最近进展", "Last report"), move |row| {
            parts::last_word(account, of(row), lang).unwrap_or_default()
        })
        .wrapping(say!(lang, "阻点", "Blockers"), move |row| {
            parts::blockers(account, of(row), lang).join(&say!(lang, "；", "; "))
        })
        .wrapping(say!(lang, "备注", "Remarks"), move |row| {
            let figures = of(row);
            let verdict = rate::lacks(account, figures, lang).into_iter();
            let remarks = parts::remarks(account, figures, lang);
            let remarks = Some(remarks).filter(|remarks| !remarks.is_empty());
            let all: Vec<String> = verdict.chain(remarks).collect();
            all.join(&say!(lang, "；", "; "))
        })
        .if_any()
}
