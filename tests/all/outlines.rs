//! Law of curves: what is drawn by its corners is what is worked out day by day.

use crate::laws::{day, ledgers, sound, sources};
use crate::verdict::root;
use chrono::NaiveDate;
use duban::account::Account;
use duban::calendar::WorkCalendar;
use duban::check::Leave;
use duban::ledger::{CurveShape, Share};
use duban::store::Store;
use proptest::prelude::*;

type Corner = (NaiveDate, Share);

/// The share of a line on a day: of two corners on one day the first, or the last.
fn on(line: &[Corner], day: NaiveDate, is_first: bool) -> f64 {
    let after = line.partition_point(|(corner, _)| *corner <= day);
    let from = line.partition_point(|(corner, _)| *corner < day);
    if from < after {
        let at = if is_first { from } else { after - 1 };
        return line[at].1.as_f64();
    }
    let ((left, low), (right, high)) = (line[from - 1], line[from]);
    let part = (day - left).num_days() as f64 / (right - left).num_days() as f64;
    low.as_f64() + (high.as_f64() - low.as_f64()) * part
}

/// Panics where the outline of a task is not its course.
fn compare(account: &Account<'_>) -> usize {
    let mut compared = 0;
    for figures in &account.tasks {
        let (course, outline) = (account.course(figures), account.outline(figures));
        assert_eq!(course.is_some(), outline.is_some());
        let Some((course, outline)) = course.zip(outline) else { continue };
        let id = &figures.task.id;
        let is_stair = account.curve_shape(figures) == Some(CurveShape::Steps);
        let near = if is_stair { 1e-12 } else { 0.005 + 1e-9 };
        for line in [&outline.planned, &outline.actual] {
            assert!(line.is_sorted_by_key(|(day, _)| *day), "{id} {line:?}");
        }
        let days = course.days.iter().zip(course.planned.iter().zip(&course.actual));
        for (day, (planned, actual)) in days {
            let drawn = if *day > outline.last { 1.0 } else { on(&outline.planned, *day, true) };
            assert!((drawn - planned.as_f64()).abs() <= near, "{id} {day} planned {drawn}");
            let known = (*day).min(outline.last);
            if let Some(actual) = actual.filter(|_| !outline.actual.is_empty()) {
                let drawn = on(&outline.actual, known, false);
                assert!((drawn - actual.as_f64()).abs() < 1e-12, "{id} {day} reached {drawn}");
            }
        }
        let has_begun = account.as_of > outline.first;
        assert_eq!(!outline.actual.is_empty(), has_begun, "{id}");
        compared += 1;
    }
    compared
}

#[test]
fn the_curves_of_the_sample_are_their_courses() {
    let store = Store::find(Some(&root().join("data/fengze")), root()).unwrap();
    let ledger = store.open(|_| {}).unwrap();
    let book = ledger.book(Leave::Nothing).unwrap();
    for (month, last) in [(1, 1), (2, 28), (5, 15), (6, 30), (12, 31)] {
        let as_of = NaiveDate::from_ymd_opt(2018, month, last).unwrap();
        assert!(compare(&book.figures(as_of)) > 0, "{as_of}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_curve_is_its_course(draft in ledgers(), at in 0..364u64, is_even: bool) {
        let mut draft = draft;
        if is_even {
            draft.tasks.iter_mut().for_each(|task| *task = task.replace("\nlog = [", "\ncurve = \"even\"\nlog = ["));
        }
        let (texts, files) = sources(&draft, &draft.tasks);
        let work = WorkCalendar::shipped();
        let book = sound(&texts, files, &work);
        compare(&book.figures(day(at)));
    }
}
