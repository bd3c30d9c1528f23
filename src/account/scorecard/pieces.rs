//! What one task puts over and under the lines of its department's scorecard, each with what proves it.

use super::blockers::{PeriodBlocker, stood};
use super::{Factor, Fraction};
use crate::account::{HappeningKind, Outcome, Readiness, Statement, StatementLine};
use crate::calendar::Period;
use crate::ledger::Share;
use chrono::NaiveDate;

/// One piece of a fraction.
#[derive(Clone, Debug)]
pub struct Piece<'b> {
    /// Of which.
    pub factor: Factor,
    /// What it puts over and under the line.
    pub fraction: Fraction,
    /// What proves it.
    pub proof: Proof<'b>,
}

/// What proves a piece.
#[derive(Clone, Debug)]
pub enum Proof<'b> {
    /// The shares, and A/P held to 0…1.
    Pace {
        /// P.
        planned: Share,
        /// A.
        actual: Share,
        /// Their quotient.
        ratio: Share,
    },
    /// The criteria.
    Readiness(Readiness),
    /// What became of it.
    Delivery(Outcome),
    /// A blocker.
    Blocker(PeriodBlocker<'b>),
    /// The reporting periods without a report.
    Missing(Vec<Period>),
    /// A strike-off, or a request that was returned.
    StrikeOff {
        /// The day.
        on: NaiveDate,
        /// By whom, or why it was returned.
        words: &'b str,
    },
}

/// Shows every piece of a task.
pub(super) fn of_line<'b>(
    statement: &Statement<'_, 'b>,
    line: &StatementLine<'_, 'b>,
    mut see: impl FnMut(Piece<'b>),
) {
    let figures = line.figures;
    if let Some((planned, actual, ratio)) = pace(statement, line) {
        let proof = Proof::Pace { planned, actual, ratio };
        let weight = line.weight.as_f64();
        see(piece(Factor::Fast, weight * ratio.as_f64(), weight, proof));
    }
    if figures.state.ended.is_none() {
        let readiness = Readiness::of(figures.task);
        let ready = readiness.share().as_f64();
        see(piece(Factor::Aimed, ready, 1.0, Proof::Readiness(readiness)));
    }
    let owed = line.outcome.filter(|outcome| *outcome != Outcome::Lifted);
    if let Some(outcome) = owed {
        let in_time = outcome == Outcome::OnTime;
        let weight = line.weight.as_f64();
        let over = if in_time { weight } else { 0.0 };
        let proof = Proof::Delivery(outcome);
        see(piece(Factor::Delivered, over, weight, proof));
    }
    for blocker in stood(statement.account, figures, statement.period) {
        let over = if blocker.stuck { 0.0 } else { 1.0 };
        see(piece(Factor::Unstuck, over, 1.0, Proof::Blocker(blocker)));
    }
    of_papers(line, see);
}

/// What it handed in: the pieces of reports and of requests.
fn of_papers<'b>(line: &StatementLine<'_, 'b>, mut see: impl FnMut(Piece<'b>)) {
    let owed = line.reports.len();
    if owed > 0 {
        let missing = line.reports.iter().filter(|report| report.timing.is_none());
        let missing: Vec<Period> = missing.map(|report| report.period).collect();
        let over = (owed - missing.len()) as f64;
        let proof = Proof::Missing(missing);
        see(piece(Factor::Reported, over, owed as f64, proof));
    }
    for happening in &line.happenings {
        let (over, words) = match happening.kind {
            HappeningKind::Struck(words) if happening.closes() => (1.0, words),
            HappeningKind::Returned(words) => (0.0, words),
            _ => continue,
        };
        let on = happening.on;
        let proof = Proof::StrikeOff { on, words };
        see(piece(Factor::Verified, over, 1.0, proof));
    }
}

fn piece(factor: Factor, over: f64, under: f64, proof: Proof<'_>) -> Piece<'_> {
    Piece { factor, fraction: Fraction { over, under }, proof }
}

/// P, A and their quotient, of an assessed task of which something was planned.
fn pace(
    statement: &Statement<'_, '_>,
    line: &StatementLine<'_, '_>,
) -> Option<(Share, Share, Share)> {
    let figures = line.figures;
    let assessed = statement.account.is_assessed(figures);
    let (planned, actual) = figures.shares.planned.zip(figures.shares.actual)?;
    let ratio = actual.over(planned)?.held();
    (assessed && planned > Share::ZERO).then_some((planned, actual, ratio))
}
