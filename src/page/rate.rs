//! What lies between a figure and its target in words: of rates, and of quantities that must come down.

use super::parts;
use super::words::{self, say};
use super::{Cell, Ink, Value};
use crate::account::{Account, Figures, RateFigure};
use crate::ledger::{Locale, Measure, Quantity, Scale};

/// `68%，未达70%，欠2个百分点`; `None` of what is no rate or has no figure.
pub(super) fn verdict(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let figure = account.rate(figures)?;
    let (met, gap) = (against(account, figures, figure, lang), gap(figure, figures, lang));
    Some(say!(lang, "{met}，{gap}", "{met}, {gap}"))
}

/// `68%，未达70%`; `58微克，未降至57微克`; `4.02%，在4.5%以内`.
fn against(
    account: &Account<'_>,
    figures: &Figures<'_>,
    figure: RateFigure,
    lang: Locale,
) -> String {
    let amount = |quantity| words::amount(quantity, &figures.task.unit);
    let (done, target) = (amount(figure.done), amount(figure.target));
    let stage = figure.stage.map_or_else(String::new, |by| {
        let by = words::day(by, account.as_of, lang);
        say!(lang, "{by}应达的", "due on {by}: ")
    });
    match (figure.is_met(), figure.lower) {
        (true, false) => say!(lang, "{done}，达到{stage}{target}", "{done}, meets {stage}{target}"),
        (true, true) => {
            say!(lang, "{done}，在{stage}{target}以内", "{done}, within {stage}{target}")
        }
        (false, false) => {
            say!(lang, "{done}，未达{stage}{target}", "{done}, target {stage}{target} not met")
        }
        (false, true) => {
            say!(lang, "{done}，未降至{stage}{target}", "{done}, not down to {stage}{target}")
        }
    }
}

/// How far a rate is from its target: 欠0.8个百分点, 高于目标8.2个百分点.
pub(super) fn gap(figure: RateFigure, figures: &Figures<'_>, lang: Locale) -> String {
    let gap = figure.gap().millionths();
    let by = difference(Quantity::from_millionths(gap.abs()), &figures.task.unit, lang);
    match (gap, figure.lower) {
        (0, _) => say!(lang, "与目标持平", "just on target"),
        (1.., false) => say!(lang, "超{by}", "{by} over"),
        (_, false) => say!(lang, "欠{by}", "{by} short"),
        (1.., true) => say!(lang, "低于目标{by}", "{by} below target"),
        (_, true) => say!(lang, "高于目标{by}", "{by} above target"),
    }
}

/// Whether an amount of a unit fits the columns of shares: `2.5%`, `37.2天`. A longer one is told below its row.
fn fits(unit: &str) -> bool {
    unit.chars().count() <= 2
}

/// How many days a task is overdue, else how far it is from its plan.
pub(super) fn late_or_lag(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Cell {
    match figures.overdue_days(account.as_of) {
        Some(days) => Cell::days(days, lang).inked(Ink::Red),
        None => lag(account, figures),
    }
}

/// How far a task is from its plan: its lag in points, of a rate its gap; minus is behind.
pub(super) fn lag(account: &Account<'_>, figures: &Figures<'_>) -> Cell {
    let Some(figure) = account.rate(figures).filter(|_| figures.standing.is_counted()) else {
        return parts::over(account, figures);
    };
    let (gap, unit) = (figure.gap(), figures.task.unit.as_ref());
    let sign = if gap > Quantity::default() { "+" } else { "" };
    // The column is in points, as other rows have them.
    let unit = if unit == "%" { "" } else { unit };
    let ink = if figure.is_met() { Ink::Plain } else { words::ink(figures.light) };
    if !fits(unit) {
        return "-".into();
    }
    Cell::new(format!("{sign}{gap}{unit}"), Value::Difference(gap.as_f64())).inked(ink)
}

/// What is planned of a task: a share in percent, of a rate the target with its unit.
pub(super) fn planned(account: &Account<'_>, figures: &Figures<'_>) -> Cell {
    let counted = figures.standing.is_counted();
    let unit = figures.task.unit.as_ref();
    match account.rate_target(figures).filter(|_| counted && fits(unit)) {
        Some(target) => Cell::amount(target, unit),
        None => parts::share(account, figures, figures.shares.planned.filter(|_| counted)),
    }
}

/// What is reached of a task: a share in percent, of a rate the figure with its unit.
pub(super) fn actual(account: &Account<'_>, figures: &Figures<'_>) -> Cell {
    let counted = figures.standing.is_counted();
    let unit = figures.task.unit.as_ref();
    match account.rate(figures).filter(|_| counted && fits(unit)) {
        Some(figure) => Cell::amount(figure.done, unit),
        None if figures.task.measure == Measure::Track => {
            let done = figures.state.done(figures.task).filter(|_| counted);
            done.map_or_else(|| "-".into(), |done| Cell::amount(done, unit))
        }
        None => parts::share(account, figures, figures.shares.actual.filter(|_| counted)),
    }
}

/// The verdict on a rate as a line below its row, where its columns do not say it: it is not met, or its unit is long.
pub(super) fn below(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let figure = account.rate(figures).filter(|_| figures.standing.is_counted())?;
    let told = figure.is_met() && fits(&figures.task.unit);
    verdict(account, figures, lang).filter(|_| !told)
}

/// What lacks, as a line of its own below a table that has no column for it: of a rate the verdict, of a quantity that
/// must come down how far.
pub(super) fn lacks(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    verdict(account, figures, lang).or_else(|| to_lower(figures, lang))
}

/// How far a rate is from its target, or a quantity that must come down, beside its figure.
pub(super) fn still(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let of_rate = account.rate(figures).map(|figure| gap(figure, figures, lang));
    of_rate.or_else(|| to_lower(figures, lang))
}

/// What a quantity must still come down by: 还须再降29微克.
pub(super) fn to_lower(figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let left = difference(figures.to_lower()?, &figures.task.unit, lang);
    Some(say!(lang, "还须再降{left}", "{left} to come down"))
}

/// What makes a rate red: how much of the way, or of the target, it may miss.
pub(super) fn red_line(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    let rule = account.book.ledger_of(figures.task).rules.lights.rule;
    let allowed = match rule.scale {
        Scale::Points => rule.red,
        Scale::Ratio => {
            Quantity::from_millionths((Quantity::ONE - rule.red.millionths()).saturating_mul(100))
        }
    };
    if figures.task.baseline.is_some() {
        say!(
            lang,
            "超过红线（目标与底数之差的{allowed}%）",
            "past the red line ({allowed}% of the way from the baseline)"
        )
    } else {
        say!(lang, "超过红线（目标的{allowed}%）", "past the red line ({allowed}% of the target)")
    }
}

/// A difference in the unit of its quantity; of percentages in percentage points.
fn difference(quantity: Quantity, unit: &str, lang: Locale) -> String {
    match unit {
        "%" if quantity == Quantity::whole(1) => {
            say!(lang, "{quantity}个百分点", "{quantity} point")
        }
        "%" => say!(lang, "{quantity}个百分点", "{quantity} points"),
        "‰" => say!(lang, "{quantity}个千分点", "{quantity}‰"),
        unit => words::amount(quantity, unit),
    }
}
