//! Laws of statements over generated ledgers: they balance, join, add up, and open into lists; a closed one stays closed.

use chrono::NaiveDate;
use duban::account::{
    Account, By, Filter, Grouping, Listed, Standing, Statement, StatementSums, Statements, closed,
};
use duban::calendar::{Period, PeriodUnit, WorkCalendar};
use duban::check;
use duban::ledger::Book;
use duban::read::{self, LedgerFiles};
use duban::source::{SourceFile, Sources};
use duban::store::{Before, Ledger, Links};
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::LazyLock;

pub(crate) const BOOK: &str = "[ledger]\nformat = 1\ntitle = \"律\"\nyear = 2018\ncadence = \"dekad\"\n\
    [[area]]\nid = \"a\"\nname = \"甲\"\n[[area]]\nid = \"b\"\nname = \"乙\"\n\
    [[department]]\nid = \"x\"\nname = \"一局\"\n[[department]]\nid = \"y\"\nname = \"二局\"\n";

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + chrono::Days::new(number)
}

/// Day, kind of event, figure.
type Logged = (u64, u8, u32);

/// Start, length, day of entering, weight, owner, log.
type Made = (u64, u64, u64, u32, bool, Vec<Logged>);

fn event(kind: u8, figure: u32) -> String {
    let later = day(280 + u64::from(figure));
    match kind {
        0..=2 => format!("done = {figure}"),
        3 => format!("done = {figure}, correction = \"误\""),
        4 => "verify = \"办\"".to_owned(),
        5 => "reopen = \"未完\"".to_owned(),
        6 => "cancel = \"停\", approval = \"1号\"".to_owned(),
        7 => "suspend = \"停\"".to_owned(),
        8 => "resume = \"复\"".to_owned(),
        9 => format!("extend = {later}, approval = \"1号\""),
        10 => "adjust = \"换\", owner = \"x\", approval = \"1号\"".to_owned(),
        11 => "adjust = \"换\", owner = \"y\", leader = \"副区长\", approval = \"1号\"".to_owned(),
        12 => "request = \"完\"".to_owned(),
        13 => "reject = \"未完\"".to_owned(),
        14 => "blocked = \"用地\"".to_owned(),
        15 => "cleared = \"用地\"".to_owned(),
        16 => "rolled = \"2019/T\"".to_owned(),
        _ => "note = \"照常\"".to_owned(),
    }
}

prop_compose! {
    pub(crate) fn tasks()(drafts in prop::collection::vec(
        (0..120u64, 5..160u64, 0..200u64, 1..4u32, any::<bool>(), prop::collection::vec((0..300u64, 0..18u8, 0..140u32), 0..9)),
        1..10,
    )) -> Vec<String> {
        let written = |(nth, (start, length, entered, weight, other, mut log)): (usize, Made)| {
            log.sort_unstable();
            let entries = log.iter().map(|(on, kind, figure)| format!("  {{ on = {}, {} }},\n", day(*on), event(*kind, *figure)));
            let owner = if other { "y" } else { "x" };
            let area = ["a", "b"][nth % 2];
            let entered = if entered < 60 { String::new() } else { format!("entered = {}\n", day(entered)) };
            format!(
                "\n[[task]]\nid = \"T-{nth}\"\ntitle = \"第{nth}项\"\narea = \"{area}\"\nowner = \"{owner}\"\nleader = \"区长\"\n\
                 start = {}\ndue = {}\n{entered}weight = {weight}\ntarget = 100\nunit = \"户\"\nlog = [\n{}]\n",
                day(start), day(start + length), entries.collect::<String>(),
            )
        };
        drafts.into_iter().enumerate().map(written).collect()
    }
}

pub(crate) fn sources(tasks: &[String]) -> (Sources, LedgerFiles) {
    sources_with(BOOK, tasks)
}

/// The same under another duban.toml.
pub(crate) fn sources_with(book: &str, tasks: &[String]) -> (Sources, LedgerFiles) {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", book));
    let file = sources.push(SourceFile::new("tasks.toml", tasks.concat()));
    let files = LedgerFiles { config, tasks: vec![file], prefix: String::new() };
    (sources, files)
}

/// The months of a year, or its quarters.
pub(crate) fn periods(unit: PeriodUnit) -> Vec<Period> {
    let first = Period::containing(unit, day(0));
    let all = std::iter::successors(Some(first), |period| period.next());
    all.take_while(|period| period.last < day(365)).collect()
}

/// The figures of any log, also of one that `check` calls wrong, since the laws hold of it too: a write is planned by such figures.
pub(crate) fn figures<'b>(book: &'b Book<'b>, as_of: NaiveDate) -> Account<'b> {
    static LEDGER: LazyLock<Ledger> = LazyLock::new(|| Ledger {
        sources: Sources::default(),
        ledgers: Vec::new(),
        folders: Vec::new(),
        work: WorkCalendar::weekdays(),
        cut_off: false,
        found: Vec::new(),
        seen: duban::store::Seen::default(),
        links: Links::default(),
        unusual: HashMap::new(),
        along: duban::store::Along::default(),
    });
    let before =
        Before { loaded: &LEDGER, book, found: &[], statements: &[], folder: Path::new(""), as_of };
    before.basis().figures(as_of)
}

fn with<T>(book: &Book<'_>, period: Period, see: impl FnOnce(&Statement<'_, '_>) -> T) -> T {
    let account = figures(book, period.last);
    let before = figures(book, period.first.pred_opt().unwrap());
    see(&Statement::of(period, &account, &before, &Filter::default()))
}

/// The statement of a period by each grouping.
fn sums<const N: usize>(book: &Book<'_>, period: Period, by: [By; N]) -> [Statements; N] {
    let filter = Filter::default();
    with(book, period, |made| by.map(|by| made.sums(&Grouping { by, filter: &filter })))
}

fn net(sums: &StatementSums) -> i64 {
    let count = |listed| i64::try_from(sums.count(listed)).unwrap();
    count(Listed::Opening)
        + count(Listed::Entered)
        + count(Listed::Reopened)
        + count(Listed::MovedIn)
        - count(Listed::MovedOut)
        - count(Listed::Struck)
        - count(Listed::Cancelled)
        - count(Listed::Rolled)
        - count(Listed::Closing)
}

/// What happens on a day, and so adds up over parts of a period.
const FLOWS: [Listed; 15] = [
    Listed::Entered,
    Listed::Reopened,
    Listed::MovedIn,
    Listed::MovedOut,
    Listed::Struck,
    Listed::Cancelled,
    Listed::Rolled,
    Listed::Requested,
    Listed::Returned,
    Listed::Corrected,
    Listed::BlockersOpened,
    Listed::BlockersCleared,
    Listed::ReportsOwed,
    Listed::ReportsMade,
    Listed::ReportsMissing,
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_statement_balances_and_adds_up(tasks in tasks()) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        prop_assert_eq!(book.tasks.len(), tasks.len());
        for period in periods(PeriodUnit::Month) {
            for made in sums(&book, period, By::ALL.map(|(_, by)| by)) {
                for own in made.rows.iter().map(|row| &row.sums).chain([&made.totals]) {
                    prop_assert_eq!(net(own), 0);
                    let parts = [Listed::OnTime, Listed::Late, Listed::Lifted, Listed::CarriedOver];
                    let parts: usize = parts.iter().map(|part| own.count(*part)).sum();
                    prop_assert_eq!(own.count(Listed::Owed), parts);
                }
                for (name, listed) in Listed::ALL {
                    let rows: usize = made.rows.iter().map(|row| row.sums.count(listed)).sum();
                    prop_assert_eq!(rows, made.totals.count(listed), "{}", name);
                }
                if !matches!(made.by, By::Dept | By::Leader) {
                    prop_assert_eq!(made.totals.count(Listed::MovedIn), 0);
                }
            }
        }
    }

    #[test]
    fn periods_join_and_parts_add_up_to_the_whole(tasks in tasks()) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        const BY: [By; 3] = [By::Area, By::Dept, By::Leader];
        let months: Vec<_> = periods(PeriodUnit::Month).into_iter().map(|period| sums(&book, period, BY)).collect();
        let quarters: Vec<_> = periods(PeriodUnit::Quarter).into_iter().map(|period| sums(&book, period, BY)).collect();
        for by in 0..BY.len() {
            for pair in months.windows(2) {
                for row in &pair[1][by].rows {
                    let before = pair[0][by].rows.iter().find(|own| own.group == row.group);
                    let closing = before.map_or(0, |own| own.sums.count(Listed::Closing));
                    prop_assert_eq!(row.sums.count(Listed::Opening), closing, "{:?}", row.group);
                }
            }
            for (months, whole) in months.chunks(3).zip(&quarters) {
                for listed in FLOWS {
                    let parts: usize = months.iter().map(|month| month[by].totals.count(listed)).sum();
                    prop_assert_eq!(parts, whole[by].totals.count(listed), "{:?}", listed);
                }
            }
        }
    }

    #[test]
    fn a_count_opens_into_a_list_of_its_length(tasks in tasks(), month in 0..12usize, dept in any::<bool>()) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        let department = u32::from(dept);
        let filter = Filter { departments: vec![duban::ledger::DepartmentId(department)], ..Filter::default() };
        with(&book, periods(PeriodUnit::Month)[month], |made| {
            for by in [By::Area, By::Dept] {
                let cells = Grouping { by, filter: &filter };
                let sums = made.sums(&cells).totals;
                prop_assert_eq!(net(&sums), 0);
                for (name, listed) in Listed::ALL {
                    prop_assert_eq!(made.list(listed, &cells).len(), sums.count(listed), "{}", name);
                }
                let bill = made.bill(duban::ledger::DepartmentId(department));
                for listed in [Listed::Struck, Listed::Cancelled, Listed::Rolled, Listed::Owed, Listed::Closing, Listed::MovedOut] {
                    let listed = made.list(listed, &Grouping { by: By::Dept, filter: &filter });
                    let stands = |id| bill.iter().any(|(_, line)| line.figures.id == id);
                    prop_assert!(listed.iter().all(|item| stands(item.figures.id)));
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_is_carried_over_is_owed_again(tasks in tasks()) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        let filter = Filter::default();
        let ids = |period, listed| with(&book, period, |made| {
            let items = made.list(listed, &Grouping { by: By::Area, filter: &filter });
            items.iter().filter(|item| item.figures.state.ended.is_none()).map(|item| item.figures.id).collect::<Vec<_>>()
        });
        for pair in periods(PeriodUnit::Month).windows(2) {
            let gone = |id: &&duban::ledger::TaskId| {
                // Rolled over in between, it is owed by next year's ledger.
                with(&book, pair[1], |made| made.account.figures(**id).is_some_and(|own| own.state.ended.is_none()))
            };
            let owed = ids(pair[1], Listed::Owed);
            let over = ids(pair[0], Listed::CarriedOver);
            for id in over.iter().filter(gone) {
                prop_assert!(owed.contains(id));
            }
        }
    }

    #[test]
    fn what_was_overdue_on_some_day_or_owed_in_some_month_is_owed(tasks in tasks()) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        let filter = Filter::default();
        let owed = |period| with(&book, period, |made| {
            let items = made.list(Listed::Owed, &Grouping { by: By::Area, filter: &filter });
            items.iter().map(|item| item.figures.id).collect::<HashSet<_>>()
        });
        let gone_at = |on: NaiveDate| {
            let account = figures(&book, on);
            let gone = account.tasks.iter().filter(|own| own.state.ended.is_some());
            gone.map(|own| own.id).collect::<HashSet<_>>()
        };
        for quarter in periods(PeriodUnit::Quarter) {
            let whole = owed(quarter);
            // What was gone before and is gone again at the end is not counted in between either.
            let gone: HashSet<_> = gone_at(quarter.first.pred_opt().unwrap()).intersection(&gone_at(quarter.last)).copied().collect();
            let days = quarter.first.iter_days().take_while(|day| *day <= quarter.last);
            for day in days {
                let account = figures(&book, day);
                for own in account.tasks.iter().filter(|own| own.standing == Standing::Overdue && !gone.contains(&own.id)) {
                    prop_assert!(whole.contains(&own.id), "{}: {} {}", quarter, day, own.task.id);
                }
            }
            for month in periods(PeriodUnit::Month).into_iter().filter(|month| quarter.contains(month.first)) {
                for id in owed(month).iter().filter(|id| !gone.contains(*id)) {
                    prop_assert!(whole.contains(id), "{}: {} {}", quarter, month, book.task(*id).id);
                }
            }
        }
    }

    #[test]
    fn investment_of_groups_adds_up(tasks in tasks(), month in 0..12usize) {
        let tasks: Vec<String> = tasks.iter().enumerate().map(|(nth, task)| {
            task.replace("target = 100\n", &format!("target = 100\ninvest = {}\nkind = \"{}\"\n", 1000 + nth, ["action", "project"][nth % 2]))
        }).collect();
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, &[files]).book;
        for made in sums(&book, periods(PeriodUnit::Month)[month], By::ALL.map(|(_, by)| by)) {
            let rows: i64 = made.rows.iter().map(|row| row.sums.planned_investment().millionths()).sum();
            let off = (rows - made.totals.planned_investment().millionths()).abs();
            // Each row is rounded for itself.
            prop_assert!(off <= made.rows.len() as i64, "{:?} {}", made.by, off);
        }
    }

    #[test]
    fn a_closed_period_is_as_it_was_whatever_comes_later(tasks in tasks(), month in 0..12usize) {
        let period = periods(PeriodUnit::Month)[month];
        let (mut texts, files) = sources(&tasks);
        let text = {
            let book = read::read(&texts, std::slice::from_ref(&files)).book;
            let [made] = sums(&book, period, [By::Area]);
            let totals = made.totals;
            with(&book, period, |made| closed::written(made, &totals, None))
        };
        let digest = closed::digest_of(&text);
        prop_assert!(text.contains(&digest));
        let kept = texts.push(SourceFile::new(format!("{period}.toml"), text.replace('\n', "\r\n")));
        let later: String = tasks.concat().replace("log = [\n", &format!("log = [\n  {{ on = {}, done = 7 }},\n", day(364)));
        let changed = texts.push(SourceFile::new("tasks.toml", later));
        let again = LedgerFiles { tasks: vec![changed], ..files.clone() };
        let work = WorkCalendar::weekdays();
        for files in [files, again].iter().filter(|_| month < 11) {
            let mut book = read::read(&texts, std::slice::from_ref(files)).book;
            let found = check::statements(&mut book, &texts, &work, &[kept]);
            prop_assert!(found.is_empty(), "{:?}", found);
        }
    }
}
