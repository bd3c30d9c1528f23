//! Which rows of the tables are taken in. All that cannot be are named at once, each at its cell.

use crate::changes::Before;
use crate::outcome::Outcome;
use crate::refusal;
use crate::resolve;
use duban::account::{
    Account, Against, AgainstRow, Compared, Conflict, Impossible, RowReason, Worked,
};
use duban::ledger::TaskId;
use duban::page::refusals::entries::EntryRefused;
use duban::page::statements::against::{self, Wrong};
use duban::render;

/// The rows that say something of a task; without a reason for it no figure goes back.
pub(super) fn rows<'a>(
    before: &Before<'_>,
    account: &Account<'_>,
    against: &'a Against,
    correction: bool,
) -> Result<Vec<(TaskId, &'a AgainstRow)>, Outcome> {
    let lang = before.lang;
    let (mut rows, mut refusals) = (Vec::new(), Vec::new());
    let mut wrong = Wrong::default();
    for row in &against.rows {
        match (row.outcome, row.of) {
            (Compared::Conflict, Some(id)) if has_words_alone(row) => {
                wrong.no_such_step.extend(no_such_step(account, id, row));
                rows.push((id, row));
            }
            (Compared::OnlyTheirs | Compared::Unreadable | Compared::Conflict, _) => {
                wrong.rows.push(row);
            }
            (
                Compared::Agrees | Compared::Differs | Compared::Empty | Compared::Unlogged,
                Some(id),
            ) => {
                let task = resolve::own_task(before, &before.book.task(id).id);
                refusals.extend(task.err().and_then(|outcome| outcome.refusal(lang)));
                if !correction && goes_back(account, id, row) {
                    wrong.going_back.push(row);
                }
                if row.not_invested.is_some() {
                    wrong.not_invested.push(row);
                }
                wrong.impossible.extend(impossible(account, id, row));
                wrong.no_such_step.extend(no_such_step(account, id, row));
                rows.push((id, row));
            }
            (Compared::Agrees | Compared::Differs | Compared::Empty | Compared::Unlogged, None)
            | (Compared::OnlyOurs | Compared::Skipped, _) => {}
        }
    }
    let lines = against::refused(&wrong, lang);
    if !lines.is_empty() {
        let shown = render::safe_lines(&(lines.join("\n") + "\n")).into_owned();
        let refusal = EntryRefused::WrongRows.refusal(lang).after(shown);
        return Err(Outcome::NotWritten(refusal));
    }
    refusal::together(refusals, lang)?;
    Ok(rows)
}

/// Whether a task without a quantity is only written about.
fn has_words_alone(row: &AgainstRow) -> bool {
    row.reason == Some(RowReason::Conflict(Conflict::NoFigure)) && row.text.is_none()
}

/// The figures of a row that cannot be.
fn impossible<'a>(
    account: &Account<'_>,
    id: TaskId,
    row: &'a AgainstRow,
) -> Vec<(&'a AgainstRow, &'a Worked, Impossible)> {
    let Some(figures) = account.figures(id) else {
        return Vec::new();
    };
    let why = |worked: &Worked| {
        let of = worked.indicator.and_then(|nth| figures.task.indicators().get(nth));
        figures.impossible(of, worked.result)
    };
    row.worked.iter().filter_map(|worked| Some((row, worked, why(worked)?))).collect()
}

/// The steps of a task, where its row names none of them.
fn no_such_step<'a>(
    account: &Account<'_>,
    id: TaskId,
    row: &'a AgainstRow,
) -> Option<(&'a AgainstRow, Vec<String>)> {
    let (_, step) = row.step.as_ref()?;
    let steps = account.figures(id)?.steps(account.book);
    let unknown = !steps.is_empty() && !steps.contains(&step.as_str());
    unknown.then(|| (row, steps.into_iter().map(str::to_owned).collect()))
}

/// Whether a figure of a row is less than what was reached.
pub(super) fn goes_back(account: &Account<'_>, id: TaskId, row: &AgainstRow) -> bool {
    let Some(figures) = account.figures(id) else {
        return false;
    };
    row.worked.iter().any(|worked| match worked.indicator {
        None => figures.goes_back_to(worked.result),
        Some(nth) => {
            let indicator = figures.task.indicators().get(nth);
            let last = figures.state.indicators.get(nth).copied().flatten();
            let adds_up = figures.task.measure.accumulates();
            indicator.zip(last).is_some_and(|(indicator, last)| {
                adds_up && indicator.share(Some(worked.result)) < indicator.share(Some(last))
            })
        }
    })
}
