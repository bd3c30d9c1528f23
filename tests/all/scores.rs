//! Laws of scorecards and of what has changed, over generated ledgers: held to 0…100, a competition ranking, explained to
//! the last digit, in step with the statement, the same whatever the order of the files.

use crate::statements::{BOOK, figures, periods, sources, sources_with, tasks};
use duban::account::{
    By, Card, ChangeKind, Changes, Factor, Filter, Grouping, Light, Listed, Part, Proof, Scorecard,
    Statement, explained, hundredths,
};
use duban::calendar::{Period, PeriodUnit};
use duban::ledger::Book;
use duban::read;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The statement of a period as of some day of it.
fn with<T>(
    book: &Book<'_>,
    period: Period,
    days: u64,
    see: impl FnOnce(&Statement<'_, '_>) -> T,
) -> T {
    let as_of = period.last.min(period.first + chrono::Days::new(days));
    let account = figures(book, as_of);
    let before = figures(book, period.first.pred_opt().unwrap());
    let all = Filter::default();
    see(&Statement::of(period, &account, &before, &all))
}

fn month(nth: usize) -> Period {
    periods(PeriodUnit::Month)[nth]
}

/// What a department sees of its card, whatever its place in the list.
fn told(card: &Card) -> String {
    let two = |own: Option<f64>| own.map(hundredths);
    let parts = Part::ALL.map(|(_, part)| two(card.part(part)));
    format!("{:?} {} {:?} {parts:?}", card.rank, card.tasks, two(card.score()))
}

fn cards(tasks: &[String], period: Period) -> BTreeMap<u32, String> {
    let (texts, files) = sources(tasks);
    let book = read::read(&texts, &[files]).book;
    with(&book, period, 400, |made| {
        let scorecard = Scorecard::of(made, &Filter::default(), 2);
        let all = scorecard.cards.iter();
        all.map(|card| (card.department.0, told(card))).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn scores_lie_in_0_to_100_and_ranks_are_a_competition(tasks in tasks(), nth in 0..12usize, days in 0..31u64, min in 0..4usize) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        with(&book, month(nth), days, |made| {
            let scorecard = Scorecard::of(made, &Filter::default(), min);
            for card in &scorecard.cards {
                let all = Part::ALL.map(|(_, part)| card.part(part));
                for value in all.into_iter().chain([card.score()]).flatten() {
                    prop_assert!((0.0..=100.0 + 1e-9).contains(&value), "{value}");
                }
                let judged = card.part(Part::Fast).or(card.part(Part::Hard)).is_some();
                prop_assert_eq!(card.rank.is_some(), card.tasks >= min && card.score().is_some() && judged);
            }
            Ok(())
        })?;
    }

    /// Few scores over many departments, so that many are equal.
    #[test]
    fn equal_scores_share_a_rank_and_the_next_skips(done in prop::collection::vec(0..4u32, 2..9)) {
        let book: String = (0..done.len()).map(|nth| format!("[[department]]\nid = \"d{nth}\"\nname = \"{nth}局\"\n")).collect();
        let task = |(nth, done): (usize, &u32)| {
            format!("\n[[task]]\nid = \"T-{nth}\"\ntitle = \"第{nth}项\"\narea = \"a\"\nowner = \"d{nth}\"\nlog = [{{ on = 2018-03-01, done = {done} }}]\n")
        };
        let tasks: Vec<String> = done.iter().enumerate().map(task).collect();
        let (texts, files) = sources_with(&format!("{BOOK}{book}"), &tasks);
        let book = read::read(&texts, &[files]).book;
        with(&book, month(5), 400, |made| {
            let cards = Scorecard::of(made, &Filter::default(), 1).cards;
            prop_assert_eq!(cards.len(), done.len());
            for card in &cards {
                let own = done[card.department.0 as usize - 2];
                let better = done.iter().filter(|other| **other > own).count();
                prop_assert_eq!(card.rank, Some(better + 1));
            }
            prop_assert!(cards.is_sorted_by_key(|card| (card.rank, card.department)));
            Ok(())
        })?;
    }

    #[test]
    fn a_department_asked_for_is_ranked_as_among_all(tasks in tasks(), nth in 0..12usize) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        with(&book, month(nth), 400, |made| {
            for card in &Scorecard::of(made, &Filter::default(), 2).cards {
                let only = Filter { departments: vec![card.department], ..Filter::default() };
                let own: Vec<String> = Scorecard::of(made, &only, 2).shown().map(told).collect();
                prop_assert_eq!(own, [told(card)]);
                let (on_time, owed) = card.delivered();
                let weighs = card.factor(Factor::Delivered);
                prop_assert!(on_time <= owed && (owed > 0 || weighs.under == 0.0));
            }
            Ok(())
        })?;
    }

    #[test]
    fn scores_do_not_depend_on_the_order_of_the_tasks(tasks in tasks(), nth in 0..12usize) {
        let turned: Vec<String> = tasks.iter().rev().cloned().collect();
        prop_assert_eq!(cards(&tasks, month(nth)), cards(&turned, month(nth)));
    }

    #[test]
    fn the_explanation_recomputes_the_score(tasks in tasks(), nth in 0..12usize) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        let all = Filter::default();
        with(&book, month(nth), 400, |made| {
            for card in &Scorecard::of(made, &all, 2).cards {
                let pieces = explained(made, &all, card.department);
                let quotient = |factor: Factor| {
                    let own = pieces.iter().filter(|own| own.piece.factor == factor);
                    let (over, under) = own.fold((0.0, 0.0), |(over, under), own| {
                        (over + own.piece.fraction.over, under + own.piece.fraction.under)
                    });
                    (under > 0.0).then(|| over / under)
                };
                let hard: Vec<f64> = [Factor::Delivered, Factor::Unstuck].into_iter().filter_map(quotient).collect();
                let clean: Vec<f64> = [Factor::Reported, Factor::Verified].into_iter().filter_map(quotient).collect();
                let parts = [
                    (35.0, quotient(Factor::Fast)),
                    (15.0, quotient(Factor::Aimed)),
                    (35.0, (!hard.is_empty()).then(|| hard.iter().sum::<f64>() / hard.len() as f64)),
                    (15.0, (!clean.is_empty()).then(|| clean.iter().product())),
                ];
                let (mut over, mut under) = (0.0, 0.0);
                for (weight, share) in parts {
                    over += share.map_or(0.0, |share| weight * share * 100.0);
                    under += share.map_or(0.0, |_| weight);
                }
                let score = (under > 0.0).then(|| hundredths(over / under));
                prop_assert_eq!(card.score().map(hundredths), score);
            }
            Ok(())
        })?;
    }

    #[test]
    fn scorecards_count_what_the_statement_counts(tasks in tasks(), nth in 0..12usize) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        let filter = Filter::default();
        with(&book, month(nth), 400, |made| {
            let sums = made.sums(&Grouping { by: By::Dept, filter: &filter });
            let (mut struck, mut returned) = (0, 0);
            for card in &Scorecard::of(made, &filter, 2).cards {
                let pieces = explained(made, &filter, card.department);
                let of = |factor| pieces.iter().filter(move |own| own.piece.factor == factor);
                let id = book.department(card.department).id.as_str();
                let row = sums.rows.iter().find(|row| row.group.as_deref() == Some(id));
                let count = |listed| row.map_or(0, |row| row.sums.count(listed));
                prop_assert_eq!(of(Factor::Delivered).count(), count(Listed::Owed) - count(Listed::Lifted));
                prop_assert_eq!(card.factor(Factor::Reported).under, count(Listed::ReportsOwed) as f64);
                prop_assert_eq!(card.factor(Factor::Reported).over, count(Listed::ReportsMade) as f64);
                let standing = of(Factor::Unstuck).count();
                prop_assert!(standing >= count(Listed::BlockersStanding));
                struck += of(Factor::Verified).filter(|own| own.piece.fraction.over > 0.0).count();
                returned += of(Factor::Verified).filter(|own| own.piece.fraction.over == 0.0).count();
            }
            prop_assert_eq!(struck, sums.totals.count(Listed::Struck));
            prop_assert_eq!(returned, sums.totals.count(Listed::Returned));
            Ok(())
        })?;
    }

    /// Held against the book as of every single day of the period.
    #[test]
    fn blockers_stood_and_were_stuck_as_the_days_tell(tasks in tasks(), nth in 0..12usize) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        let (filter, period) = (Filter::default(), month(nth));
        let mut daily: BTreeMap<(String, String), bool> = BTreeMap::new();
        for on in period.first.iter_days().take_while(|on| *on <= period.last) {
            let account = figures(&book, on);
            for own in &account.tasks {
                let open = own.standing.is_running() || own.standing == duban::account::Standing::NotStarted;
                for blocker in own.state.blockers.iter().filter(|_| open) {
                    let key = (own.task.id.to_string(), blocker.opened.to_string());
                    *daily.entry(key).or_default() |= account.is_stuck(own, blocker);
                }
            }
        }
        with(&book, period, 400, |made| {
            let mut stood = BTreeMap::new();
            for card in &Scorecard::of(made, &filter, 0).cards {
                for own in explained(made, &filter, card.department) {
                    if let Proof::Blocker(blocker) = &own.piece.proof {
                        let key = (own.line.figures.task.id.to_string(), blocker.opened.to_string());
                        prop_assert_eq!(blocker.stuck, blocker.days > i64::from(blocker.limit));
                        stood.insert(key, blocker.stuck);
                    }
                }
            }
            prop_assert_eq!(stood, daily);
            Ok(())
        })?;
    }

    #[test]
    fn changes_tell_what_the_statement_tells_and_where_every_red_light_went(tasks in tasks(), nth in 0..12usize) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        let filter = Filter::default();
        with(&book, month(nth), 400, |made| {
            let changes = Changes::of(made, &filter);
            let count = |change| changes.list(change).len();
            let sums = made.sums(&Grouping { by: By::Area, filter: &filter }).totals;
            for (change, listed) in [
                (ChangeKind::Struck, Listed::Struck),
                (ChangeKind::Cancelled, Listed::Cancelled),
                (ChangeKind::Rolled, Listed::Rolled),
                (ChangeKind::Reopened, Listed::Reopened),
            ] {
                prop_assert_eq!(count(change), sums.count(listed));
            }
            prop_assert_eq!(count(ChangeKind::Entered) + count(ChangeKind::Brought), sums.count(Listed::Entered));
            prop_assert_eq!(count(ChangeKind::Brought), sums.brought());
            let red = |light: Light| light == Light::Red;
            let now = made.lines.iter().filter(|line| red(line.figures.light)).count();
            let was: Vec<_> = made.lines.iter().filter(|line| line.before.is_some_and(|then| red(then.light))).collect();
            let dark = was.iter().filter(|line| line.figures.light == Light::None).count();
            prop_assert_eq!(was.len() + count(ChangeKind::NewlyRed), now + count(ChangeKind::Recovered) + dark);
            prop_assert!(count(ChangeKind::NewlyOverdue) <= now);
            let all: usize = ChangeKind::ALL.iter().map(|(_, change)| count(*change)).sum();
            prop_assert_eq!(all, changes.all.len());
            Ok(())
        })?;
    }
}
