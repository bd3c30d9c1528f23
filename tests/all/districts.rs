//! Laws of a ledger over others: each of them answers in it as it answers alone, by each of its own rules, and what is
//! broken down to them stays theirs.

use crate::laws::{Draft, day, ledgers};
use chrono::NaiveDate;
use duban::account::{Account, By, Figures, Filter, TaskRow};
use duban::calendar::{Pace, WorkCalendar};
use duban::check::{Leave, Sound};
use duban::ledger::Locale;
use duban::page::cards::show;
use duban::page::reason;
use duban::read::LedgerFiles;
use duban::render;
use duban::source::{SourceFile, Sources};
use proptest::prelude::*;
use serde_json::Value;

/// Rules of a ledger in the words of its duban.toml: those of `[ledger]`, then sections of their own.
#[derive(Clone, Debug)]
struct OwnRules {
    keys: String,
    sections: String,
    /// Days off that this ledger alone has.
    holidays: String,
}

prop_compose! {
    fn own_rules()(
        pace in 0..3usize, cadence in 0..5usize, grace in 0..9u32, decimals in 0..4u32, even in any::<bool>(),
        ratio in any::<bool>(), yellow in 1..20u32, soon in 0..30u32, stuck in 1..40u32, fast in 0..90u32, off in 1..28u32,
    ) -> OwnRules {
        let cadence = ["none", "week", "dekad", "month", "quarter"][cadence];
        let (pace, curve) = (Pace::ALL[pace].0, if even { "even" } else { "steps" });
        let lights = match ratio {
            true => format!("rule = \"ratio\"\nyellow = 0.9{}\nred = 0.5", yellow % 10),
            false => format!("yellow = {yellow}\nred = {}", 2 * yellow),
        };
        OwnRules {
            keys: format!(
                "pace = \"{pace}\"\ncadence = \"{cadence}\"\ngrace = {grace}\ndecimals = {decimals}\ncurve = \"{curve}\"\n"
            ),
            sections: format!(
                "[lights]\n{lights}\nsoon = {soon}\nnames.red = \"红牌{soon}\"\n\
                 [blockers]\nconsult = {stuck}\n[score]\nfast = {fast}\n"
            ),
            holidays: format!("[[year]]\nyear = 2018\noff = [2018-03-{off:02}, 2018-04-{off:02}]\n"),
        }
    }
}

fn config(title: &str, rules: &OwnRules) -> String {
    format!(
        "[ledger]\nformat = 1\ntitle = \"{title}\"\nyear = 2018\n{}{}\
         [[area]]\nid = \"a\"\nname = \"甲\"\n[[area]]\nid = \"b\"\nname = \"乙\"\n\
         [[department]]\nid = \"x\"\nname = \"一局\"\n[[department]]\nid = \"y\"\nname = \"二局\"\n",
        rules.keys, rules.sections
    )
}

fn calendar(rules: &OwnRules) -> WorkCalendar {
    let mut work = WorkCalendar::shipped();
    work.read_own(&rules.holidays).unwrap();
    work
}

fn files(
    sources: &mut Sources,
    rules: &OwnRules,
    (title, prefix, tasks): (&str, &str, &str),
) -> LedgerFiles {
    let name = format!("{prefix}/duban.toml");
    let config = sources.push(SourceFile::new(name, config(title, rules)));
    let file = sources.push(SourceFile::new(format!("{prefix}/tasks.toml"), tasks));
    LedgerFiles { config, tasks: vec![file], prefix: prefix.to_owned() }
}

/// What is answered of a task: its row, the line of its light, its card, all without the ledger's prefix.
fn answer(account: &Account<'_>, figures: &Figures<'_>, prefix: &str) -> (Value, String) {
    let row: TaskRow = account.row(figures, reason::reason(account, figures, Locale::ZhHans));
    let row = serde_json::to_string(&row).unwrap().replace(prefix, "");
    let card = render::plain(&show::page(account, figures, Locale::ZhHans)).replace(prefix, "");
    (serde_json::from_str(&row).unwrap(), without_the_page(&card))
}

/// A card without what it says of the whole page: by which rules its ledgers are judged, and the title of a task above.
fn without_the_page(card: &str) -> String {
    let lines =
        card.lines().filter(|line| !line.contains("口径：") && !line.starts_with("承接任务"));
    lines.filter(|line| !line.is_empty()).collect::<Vec<&str>>().join("\n")
}

/// Some of the tasks say that they are a part of the city's.
fn taking_over(draft: &Draft, of: &str) -> String {
    let tasks = draft.tasks.iter().enumerate().map(|(nth, task)| match nth % 3 {
        0 => task.replacen("title = ", &format!("of = \"{of}\"\ntitle = "), 1),
        _ => task.clone(),
    });
    tasks.collect::<Vec<String>>().concat()
}

fn answers(account: &Account<'_>, prefix: &str) -> Vec<(Value, String)> {
    let own = account.tasks.iter().filter(|own| own.task.id.starts_with(prefix));
    own.map(|figures| answer(account, figures, prefix)).collect()
}

/// The sums of a ledger, as its own `status` and as the city's `rollup --by ledger` have them.
fn sums(account: &Account<'_>, title: &str) -> Value {
    let all: Vec<&Figures<'_>> = account.tasks.iter().collect();
    let rollup = account.rollup(By::Ledger, &all);
    let row = rollup.rows.iter().find(|row| row.name.as_deref() == Some(title));
    row.map_or(Value::Null, |row| serde_json::to_value(&row.totals).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn each_ledger_answers_in_a_city_as_it_answers_alone(
        rules in prop::collection::vec(own_rules(), 3),
        drafts in prop::collection::vec(ledgers(), 3),
        at in 0..364u64,
    ) {
        let as_of: NaiveDate = day(at);
        let titles = ["市", "东区", "西区"];
        let texts: Vec<String> = drafts
            .iter()
            .enumerate()
            .map(|(nth, draft)| if nth == 0 { draft.tasks.concat() } else { taking_over(draft, "T-0") })
            .collect();
        let mut sources = Sources::default();
        let all: Vec<LedgerFiles> = ["", "e", "w"]
            .iter()
            .enumerate()
            .map(|(nth, prefix)| files(&mut sources, &rules[nth], (titles[nth], prefix, &texts[nth])))
            .collect();
        let mut work = calendar(&rules[0]);
        rules.iter().skip(1).for_each(|rules| work.include(calendar(rules)));
        let city = Sound::read(&sources, &all, &[], &work, Leave::TasksWithErrors).unwrap();
        let city = city.figures(as_of);
        for (nth, prefix) in [(1, "e/"), (2, "w/")] {
            let mut sources = Sources::default();
            let own = files(&mut sources, &rules[nth], (titles[nth], "", &texts[nth]));
            let work = calendar(&rules[nth]);
            let alone = Sound::read(&sources, &[own], &[], &work, Leave::TasksWithErrors).unwrap();
            let alone = alone.figures(as_of);
            prop_assert_eq!(answers(&city, prefix), answers(&alone, ""));
            prop_assert_eq!(sums(&city, titles[nth]), sums(&alone, titles[nth]));
        }
    }

    #[test]
    fn a_task_that_is_broken_down_is_the_heading_of_its_parts(drafts in prop::collection::vec(ledgers(), 2), at in 0..364u64) {
        let texts = [drafts[0].tasks.concat(), taking_over(&drafts[1], "T-0")];
        let rules = OwnRules { keys: String::new(), sections: String::new(), holidays: String::new() };
        let mut sources = Sources::default();
        let all = [
            files(&mut sources, &rules, ("市", "", &texts[0])),
            files(&mut sources, &rules, ("东区", "e", &texts[1])),
        ];
        let mut work = WorkCalendar::shipped();
        work.include(WorkCalendar::shipped());
        let book = Sound::read(&sources, &all, &[], &work, Leave::TasksWithErrors).unwrap();
        let account = book.figures(day(at));
        let above = book.tasks.iter().position(|task| task.id == "T-0");
        let parts = book.tasks.iter().filter(|task| task.taken_over().is_some()).count();
        if let Some(above) = above.filter(|_| parts > 0) {
            let id = duban::ledger::TaskId(u32::try_from(above).unwrap());
            prop_assert!(book.tasks[above].heading);
            prop_assert!(account.figures(id).is_none());
            let under = Filter { under: Some(id), ..Filter::default() };
            let under: Vec<&Figures<'_>> =
                account.tasks.iter().filter(|own| under.fits(&account, own)).collect();
            let expected: Vec<&Figures<'_>> =
                account.tasks.iter().filter(|own| own.task.taken_over() == Some(id)).collect();
            prop_assert_eq!(under.len(), expected.len());
            let all: Vec<&Figures<'_>> = account.tasks.iter().collect();
            let rollup = account.rollup(By::Parent, &all);
            let row = rollup.rows.iter().find(|row| row.group.as_deref() == Some("T-0"));
            let alone = account.totals(&under);
            let row = row.map(|row| serde_json::to_value(&row.totals).unwrap());
            prop_assert_eq!(row, (!under.is_empty()).then(|| serde_json::to_value(&alone).unwrap()));
        }
    }
}
