//! Laws over generated ledgers: replay, partition, plans that never fall, every light with a reason.

use chrono::{Days, NaiveDate};
use duban::account::{By, Figures, Standing, Totals};
use duban::calendar::{Pace, WorkCalendar};
use duban::check::{Leave, Sound};
use duban::ledger::{Locale, Share, Verdict};
use duban::page::reason;
use duban::read::LedgerFiles;
use duban::source::{SourceFile, Sources};
use proptest::prelude::*;

/// A ledger as text: duban.toml and its one task file.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) book: String,
    pub(crate) tasks: Vec<String>,
}

/// The book of some texts, by the only door that figures have.
pub(crate) fn sound<'t>(
    texts: &'t Sources,
    files: LedgerFiles,
    work: &'t WorkCalendar,
) -> Sound<'t> {
    Sound::read(texts, &[files], &[], work, Leave::TasksWithErrors).unwrap()
}

pub(crate) fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + Days::new(number)
}

fn entries() -> impl Strategy<Value = Vec<(u64, u8, u32)>> {
    prop::collection::vec((0..364u64, 0..10u8, 0..140u32), 0..6)
}

/// Start, length, weight, key, owner, plan point or steps (0), log (day, kind of event, figure).
type Made = (u64, u64, u32, bool, u8, Option<u32>, Vec<(u64, u8, u32)>);

fn a_task() -> impl Strategy<Value = Made> {
    (0..200u64, 5..160u64, 0..4u32, any::<bool>(), 0..2u8, prop::option::of(0..99u32), entries())
}

prop_compose! {
    pub(crate) fn ledgers()(pace in 0..3usize, cadence in 0..3usize, tasks in prop::collection::vec(a_task(), 1..12)) -> Draft {
        let pace = Pace::ALL[pace].0;
        let cadence = ["", "cadence = \"dekad\"\n", "cadence = \"month\"\n"][cadence];
        let book = format!(
            "[ledger]\nformat = 1\ntitle = \"律\"\nyear = 2018\npace = \"{pace}\"\n{cadence}\
             [[area]]\nid = \"a\"\nname = \"甲\"\n[[area]]\nid = \"b\"\nname = \"乙\"\n\
             [[department]]\nid = \"x\"\nname = \"一局\"\n[[department]]\nid = \"y\"\nname = \"二局\"\n"
        );
        let tasks = tasks.into_iter().enumerate().map(|(nth, task)| written(nth, task)).collect();
        Draft { book, tasks }
    }
}

fn written(nth: usize, (start, length, weight, key, owner, point, mut log): Made) -> String {
    let first = day(start);
    let due = match point {
        // 长期坚持: no deadline, and so no plan.
        None if length % 9 == 0 => "\"standing\"".to_owned(),
        _ => day(start + length).to_string(),
    };
    let owner = ["x", "y"][usize::from(owner)];
    let area = ["a", "b"][nth % 2];
    let mut text = format!(
        "\n[[task]]\nid = \"T-{nth}\"\ntitle = \"第{nth}项\"\narea = \"{area}\"\nowner = \"{owner}\"\nstart = {first}\n\
         due = {due}\nweight = {weight}\nkey = {key}\ntarget = 100\nunit = \"户\"\n"
    );
    text.push_str(match (nth % 4, key) {
        (3, true) => "measure = \"rate\"\nbetter = \"lower\"\n",
        (3, false) => "measure = \"rate\"\n",
        (2, true) => "better = \"higher\"\n",
        _ => "",
    });
    if point == Some(0) {
        let half = day(start + length / 2);
        text.push_str(&format!(
            "plan = [{{ by = {half}, step = \"过半\" }}, {{ by = {due}, step = \"完工\" }}]\n"
        ));
    } else if let Some(reach) = point {
        text.push_str(&format!(
            "plan = [{{ by = {}, reach = {reach} }}]\n",
            day(start + length / 2)
        ));
    }
    log.sort_unstable();
    let mut lines = String::new();
    for (on, what, figure) in log {
        let on = day(on);
        let event = match what {
            0..=3 => format!("done = {figure}"),
            4 => "note = \"照常\"".to_owned(),
            5 => "blocked = \"用地\"".to_owned(),
            6 => "request = \"已完成\"".to_owned(),
            7 => "urge = \"1号\"".to_owned(),
            8 => "order = \"分办\", from = \"区长\", reply = 2018-06-20, to = [\"x\", \"y\"]"
                .to_owned(),
            _ => format!("judge = \"{}\"", Verdict::ALL[figure as usize % Verdict::COUNT].0),
        };
        lines.push_str(&format!("  {{ on = {on}, {event} }},\n"));
    }
    text.push_str(&format!("log = [\n{lines}]\n"));
    text
}

pub(crate) fn sources(draft: &Draft, tasks: &[String]) -> (Sources, LedgerFiles) {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", draft.book.as_str()));
    let file = sources.push(SourceFile::new("tasks.toml", tasks.concat()));
    let files = LedgerFiles { config, tasks: vec![file], prefix: String::new() };
    (sources, files)
}

fn told(own: &Figures<'_>) -> String {
    let shares = own.shares;
    format!(
        "{} {:?} {:?} {:?} {:?} {:?}",
        own.task.id, shares, own.standing, own.light, own.reason, own.reports
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_of_a_day_do_not_change_when_later_entries_are_added(draft in ledgers(), at in 0..364u64) {
        let as_of = day(at);
        let later = |line: &&str| match line.split("on = ").nth(1).and_then(|rest| rest.get(..10)) {
            Some(on) => on.parse::<NaiveDate>().is_ok_and(|on| on <= as_of),
            None => true,
        };
        let early: Vec<String> = draft
            .tasks
            .iter()
            .map(|task| task.lines().filter(later).collect::<Vec<&str>>().join("\n") + "\n")
            .collect();
        let work = WorkCalendar::shipped();
        let (all, all_files) = sources(&draft, &draft.tasks);
        let (cut, cut_files) = sources(&draft, &early);
        let (all, cut) = (sound(&all, all_files, &work), sound(&cut, cut_files, &work));
        let all: Vec<String> = all.figures(as_of).tasks.iter().map(told).collect();
        let cut: Vec<String> = cut.figures(as_of).tasks.iter().map(told).collect();
        prop_assert_eq!(all, cut);
    }

    #[test]
    fn groups_partition_the_book(draft in ledgers(), at in 0..364u64) {
        let (texts, files) = sources(&draft, &draft.tasks);
        let work = WorkCalendar::shipped();
        let book = sound(&texts, files, &work);
        let found = book.left_out();
        prop_assert!(found.is_empty(), "{:?}", found);
        let account = book.figures(day(at));
        let tasks: Vec<&Figures<'_>> = account.tasks.iter().collect();
        for by in By::ALL.map(|(_, by)| by).into_iter().filter(|by| by.partitions()) {
            let rollup = account.rollup(by, &tasks);
            let count: usize = rollup.rows.iter().map(|row| row.totals.tasks).sum();
            let weights = rollup.rows.iter().map(|row| row.totals.weight);
            let weight = weights.fold(Share::ZERO, Share::plus);
            prop_assert_eq!(count, book.tasks.len());
            prop_assert_eq!(weight, rollup.totals.weight);
            for (_, standing) in Standing::ALL {
                let groups: usize = rollup.rows.iter().map(|row| row.totals.standing(standing)).sum();
                prop_assert_eq!(groups, rollup.totals.standing(standing));
            }
            let standings: usize = rollup.totals.standings.iter().map(|(_, count)| count).sum();
            let lights: usize = rollup.totals.lights.iter().map(|(_, count)| count).sum();
            prop_assert_eq!(standings, lights);
        }
    }

    #[test]
    fn the_whole_is_the_sum_of_its_groups(draft in ledgers(), at in 0..364u64) {
        let (texts, files) = sources(&draft, &draft.tasks);
        let work = WorkCalendar::shipped();
        let book = sound(&texts, files, &work);
        let account = book.figures(day(at));
        let tasks: Vec<&Figures<'_>> = account.tasks.iter().collect();
        for by in By::ALL.map(|(_, by)| by).into_iter().filter(|by| by.partitions()) {
            let rollup = account.rollup(by, &tasks);
            let all = &rollup.totals;
            let weighed = |totals: &Totals, share: Option<Share>| {
                share.map_or(Share::ZERO, |share| share.times(totals.assessed_weight))
            };
            let rows = || rollup.rows.iter().map(|row| &row.totals);
            for share in [|totals: &Totals| totals.planned, |totals: &Totals| totals.actual] {
                let sum = rows().map(|row| weighed(row, share(row))).fold(Share::ZERO, Share::plus);
                prop_assert_eq!(sum.rounded(1_000_000_000), weighed(all, share(all)).rounded(1_000_000_000));
            }
            prop_assert_eq!(rows().map(|row| row.complete).sum::<usize>(), all.complete);
            let lag = all.planned.zip(all.actual).map(|(planned, actual)| planned.minus(actual));
            prop_assert_eq!(all.lag.map(|lag| lag.rounded(1_000_000_000)), lag.map(|lag| lag.rounded(1_000_000_000)));
            // Every task of these ledgers is counted in one unit.
            let rate = all.pooled.map(|rate| rate.rounded(1_000_000));
            let gained = account.tasks.iter().filter(|task| account.is_assessed(task));
            let gained: Vec<Share> = gained.filter_map(|task| task.shares.actual).collect();
            let count = Share::count(gained.len() as i64);
            let mean = gained.into_iter().fold(Share::ZERO, Share::plus).over(count);
            prop_assert_eq!(rate, mean.map(|mean| mean.rounded(1_000_000)));
        }
        let whole: usize = account.rollup(By::Tag, &tasks).rows.iter().map(|row| row.totals.tasks).sum();
        prop_assert_eq!(whole, tasks.len());
    }

    #[test]
    fn a_plan_never_falls_and_ends_at_one(draft in ledgers()) {
        let (texts, files) = sources(&draft, &draft.tasks);
        let work = WorkCalendar::shipped();
        let book = sound(&texts, files, &work);
        let account = book.figures(day(180));
        for own in &account.tasks {
            let curve = account.curve(own);
            let shares: Vec<Share> = (0..364).map(|number| curve.at(day(number))).collect();
            prop_assert!(shares.is_sorted());
            prop_assert_eq!(curve.at(own.state.due.succ_opt().unwrap()), Share::ONE);
            let ends_in_step = own.task.plan.last().is_some_and(|point| point.step.is_some());
            prop_assert_eq!(curve.at(own.state.due) < Share::ONE, ends_in_step);
        }
    }

    #[test]
    fn every_light_has_a_reason_in_every_language(draft in ledgers(), at in 0..364u64) {
        let (texts, files) = sources(&draft, &draft.tasks);
        let work = WorkCalendar::shipped();
        let book = sound(&texts, files, &work);
        let account = book.figures(day(at));
        for own in &account.tasks {
            for (_, lang) in Locale::ALL {
                prop_assert!(!reason::reason(&account, own, lang).is_empty());
            }
            prop_assert_eq!(own.standing == Standing::Overdue, own.overdue_days(day(at)).is_some());
        }
    }

    #[test]
    fn a_rate_lags_exactly_while_its_gap_is_below_zero(draft in ledgers(), at in 0..364u64) {
        let (texts, files) = sources(&draft, &draft.tasks);
        let work = WorkCalendar::shipped();
        let book = sound(&texts, files, &work);
        let account = book.figures(day(at));
        let ahead = |own: &&Figures<'_>| own.task.is_rate() && own.state.due >= day(at);
        for own in account.tasks.iter().filter(ahead).filter(|own| own.standing.is_running()) {
            let gap = own.shares.gap.map(|gap| gap.millionths().signum());
            // A judgement decides where it is worse, or where there is no figure.
            if own.state.judged.is_some() {
                prop_assert!(gap != Some(-1) || own.standing == Standing::Lagging);
            } else {
                prop_assert_eq!(own.standing == Standing::Lagging, gap == Some(-1));
                prop_assert_eq!(own.standing == Standing::Open, gap.is_none());
            }
            prop_assert_eq!(own.shares.gap.is_some(), account.rate(own).is_some());
        }
    }

    #[test]
    fn a_forecast_is_late_when_a_faster_pace_is_needed(draft in ledgers(), at in 0..364u64) {
        let (texts, files) = sources(&draft, &draft.tasks);
        let work = WorkCalendar::shipped();
        let book = sound(&texts, files, &work);
        let account = book.figures(day(at));
        for own in &account.tasks {
            let Some(forecast) = account.forecast(own) else { continue };
            prop_assert!(own.shares.actual < Some(Share::ONE) && forecast.days >= 0);
            prop_assert!(forecast.since <= forecast.until && forecast.until <= day(at));
            if let Some(needed) = forecast.needed {
                prop_assert!(forecast.gained > Share::ZERO && own.state.due > day(at));
                prop_assert_eq!(needed > Share::ONE, forecast.misses());
            }
            if let Some(finish) = forecast.finish {
                prop_assert!(finish >= day(at) && finish > forecast.until);
                prop_assert_eq!(forecast.late_days, Some((finish - own.state.due).num_days()));
            }
        }
    }
}
