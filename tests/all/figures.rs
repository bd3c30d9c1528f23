//! Laws of `import --as-log`: what is taken in is what `reconcile --against` then finds to agree, and no row is lost whatever its
//! head counts.

use crate::laws::sound;
use crate::verdict::root;
use chrono::NaiveDate;
use duban::account::{Account, Against, Compared, Worked};
use duban::calendar::{Period, PeriodUnit, WorkCalendar};
use duban::edit::{NewEntry, Value, add_entry};
use duban::exchange::{Asked, Units, reply, text_table};
use duban::ledger::Task;
use duban::read::LedgerFiles;
use duban::source::{SourceFile, Sources};
use proptest::prelude::*;
use std::fs;

const LEDGER: &str = "examples/progress";

fn text(name: &str) -> String {
    fs::read_to_string(root().join(LEDGER).join(name)).unwrap()
}

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 5, 20).unwrap()
}

/// Asks something of the ledger with these tasks as of the last day of the ten days asked for.
fn with_account<T>(tasks: &str, ask: impl FnOnce(&Account<'_>) -> T) -> T {
    let mut sources = Sources::default();
    let mut file = |name: &str, text: String| sources.push(SourceFile::new(name.to_owned(), text));
    let ledger = LedgerFiles {
        config: file("duban.toml", text("duban.toml")),
        tasks: vec![file("tasks.toml", tasks.to_owned())],
        prefix: String::new(),
    };
    let work = WorkCalendar::shipped();
    let book = sound(&sources, ledger, &work);
    ask(&book.figures(last_day()))
}

/// What comes of a table; none where two of its heads may both be the one that is meant.
fn against(account: &Account<'_>, table: &str) -> Option<Against> {
    let tasks = || account.book.tasks.iter();
    let names = tasks().flat_map(Task::indicators).map(|indicator| indicator.name.as_ref());
    let units = Units::of(tasks().flat_map(Task::units)).with_indicators(names);
    let until = [last_day()];
    let period = Some(Period::containing(PeriodUnit::Dekad, until[0]));
    let sheet = text_table(table.as_bytes()).unwrap();
    let read = reply("表", &[sheet], &units, Asked { period, until: &until }).ok()?;
    Some(account.against(
        &[read],
        &|_| true,
        false,
        Period::containing(PeriodUnit::Dekad, until[0]).first,
    ))
}

/// The ledger with an entry for each figure of a table.
fn imported(tasks: &str, figures: &[(String, Vec<Worked>)]) -> String {
    let mut blocks: Vec<String> = tasks.split("[[task]]").map(str::to_owned).collect();
    for (id, worked) in figures {
        let own = format!("id = \"{id}\"");
        let block = blocks.iter_mut().find(|block| block.contains(&own)).unwrap();
        let done = match worked.as_slice() {
            [only] if only.indicator.is_none() => Value::Number(only.result),
            several => {
                let ids = ["zd", "cq"];
                let figure = |own: &Worked| (ids[own.indicator.unwrap()].to_owned(), own.result);
                Value::Figures(several.iter().map(figure).collect())
            }
        };
        let entry = NewEntry { on: last_day(), fields: vec![("done", done)] };
        let added = add_entry(&format!("[[task]]{block}"), &entry);
        *block = added.strip_prefix("[[task]]").unwrap().to_owned();
    }
    blocks.join("[[task]]")
}

const HEADS: &[&str] = &[
    "累计完成",
    "本旬完成",
    "本月完成",
    "本季度完成",
    "本期新增",
    "年初至今完成",
    "1-5月中旬累计",
    "开工以来累计完成",
    "完成率",
    "占年度计划(%)",
    "完成投资(万元)",
    "Done this month",
    "% complete",
];

const IDS: &[&str] = &["A-1", "A-2", "A-3", "A-4", "A-6", "A-7", "A-8", "A-9", "Z-1"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever the heads of one or two columns count, what comes of a row is what agrees once it is logged.
    #[test]
    fn what_is_imported_agrees(
        heads in prop::sample::subsequence(HEADS, 1..3),
        figures in prop::collection::vec((0..4000u32, 0..3u8), 9),
    ) {
        let tasks = text("tasks.toml");
        let mut table = format!("编号,{},征地,拆迁\n", heads.join(","));
        for (id, (figure, places)) in IDS.iter().zip(&figures) {
            let figure = f64::from(*figure) / 10f64.powi(i32::from(*places));
            let second = if heads.len() > 1 { "," } else { "" };
            table.push_str(&format!("{id},{figure}{second},,\n"));
        }
        let second = if heads.len() > 1 { "," } else { "" };
        table.push_str(&format!("A-5,{second},{},{}\n", figures[0].0 + 100, figures[1].0 + 20));
        let found = with_account(&tasks, |account| against(account, &table));
        prop_assume!(found.is_some());
        let found = found.unwrap();
        prop_assert_eq!(found.rows_in(), IDS.len() + 2);
        let taken = found.rows.iter().filter(|row| {
            matches!(row.outcome, Compared::Agrees | Compared::Differs)
        });
        let taken: Vec<(String, Vec<Worked>)> =
            taken.map(|row| (row.task.clone().unwrap(), row.worked.clone())).collect();
        prop_assert!(taken.iter().any(|(id, _)| id == "A-5"));
        let after = imported(&tasks, &taken);
        let again = with_account(&after, |account| against(account, &table)).unwrap();
        for (id, worked) in &taken {
            let row = again.rows.iter().find(|row| row.task.as_ref() == Some(id)).unwrap();
            prop_assert_eq!(row.outcome, Compared::Agrees, "{} {:?}\n{}", id, worked, table);
            prop_assert_eq!(&row.worked, worked, "{}", id);
        }
    }
}
