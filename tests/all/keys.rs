//! The table of keys (`src/ledger/keys.rs`) held against every place that must know each key: what lacks is listed.

use crate::verdict::root;
use chrono::NaiveDate;
use duban::account::{Account, Figures};
use duban::calendar::WorkCalendar;
use duban::check::{Leave, Sound};
use duban::history::{Review, Side, What, compare};
use duban::ledger::{Bond, EntryKey, KeyPlace, Locale, TaskKey};
use duban::page::cards::show;
use duban::page::task_key;
use duban::read::LedgerFiles;
use duban::render;
use duban::source::{SourceFile, Sources};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::process::Command;

const BOOK: &str = r#"[ledger]
format = 1
title = "键"
year = 2018
[[area]]
id = "a"
name = "领域甲"
[[area]]
id = "b"
name = "领域乙"
[[department]]
id = "x"
name = "一局"
[[department]]
id = "y"
name = "二局"
[[department]]
id = "z"
name = "三局"
[[pipeline]]
id = "p"
steps = [{ step = "开工", reach = 50 }, { step = "投产", reach = 100 }]
[[pipeline]]
id = "q"
steps = [{ step = "开工", reach = 30 }, { step = "投产", reach = 100 }]
"#;

const HEADING: &str =
    "[[task]]\nid = \"H-1\"\ntitle = \"上级\"\n[[task]]\nid = \"H-2\"\ntitle = \"另一上级\"\n";

/// Two values of each key as a file has them, and what of the first the card of a task shows where it shows the key.
fn sample(key: TaskKey) -> [&'static str; 3] {
    match key {
        TaskKey::Id => ["\"T-1\"", "\"T-2\"", "T-1"],
        TaskKey::Title => ["\"征迁\"", "\"征迁扫尾\"", "征迁"],
        TaskKey::Area => ["\"a\"", "\"b\"", "领域甲"],
        TaskKey::Parent => ["\"H-1\"", "\"H-2\"", "H-1"],
        TaskKey::Of => ["\"C-07\"", "\"C-08\"", "C-07"],
        TaskKey::Parts => ["4321", "4322", "4321"],
        TaskKey::Owner => ["\"x\"", "\"y\"", "一局"],
        TaskKey::With => ["[\"y\"]", "[\"z\"]", "二局"],
        TaskKey::Leader => ["\"区长\"", "\"副区长\"", "区长"],
        TaskKey::Start => ["2018-01-17", "2018-01-18", "1月17日"],
        TaskKey::Due => ["2018-06-29", "2018-06-30", "6月29日"],
        TaskKey::Entered => ["2018-01-03", "2018-01-04", "1月3日"],
        TaskKey::Rolls => ["\"2017/P-31\"", "\"2017/P-32\"", "2017/P-31"],
        TaskKey::OriginalDue => ["2017-12-28", "2017-12-29", "2017年12月28日"],
        TaskKey::Extensions => ["7", "8", "延期7次"],
        TaskKey::Key => ["true", "false", "T-1*"],
        TaskKey::Weight => ["3.75", "2.75", "3.75"],
        TaskKey::Kind => ["\"project\"", "\"action\"", "项目"],
        TaskKey::Goal => ["\"征迁120户\"", "\"征迁110户\"", "征迁120户"],
        TaskKey::Source => ["\"政府工作报告\"", "\"常务会\"", "政府工作报告"],
        TaskKey::Person => ["\"征迁办\"", "\"指挥部\"", "征迁办"],
        TaskKey::Phone => ["\"22500001\"", "\"22500002\"", "22500001"],
        TaskKey::Place => ["\"东海街道\"", "\"泉秀街道\"", "东海街道"],
        TaskKey::No => ["\"丰政3号\"", "\"丰政4号\"", "丰政3号"],
        TaskKey::Remark => ["\"钥匙在街道办\"", "\"钥匙在局里\"", "钥匙在街道办"],
        TaskKey::Tags => ["[\"标签甲\"]", "[\"标签乙\"]", "标签甲"],
        TaskKey::Unit => ["\"户\"", "\"人\"", "户"],
        TaskKey::Baseline => ["11", "12", "11户"],
        TaskKey::Target => ["987", "986", "987"],
        TaskKey::Measure => ["\"cumulative\"", "\"year-end\"", "cumulative"],
        TaskKey::Indicators => [
            "[{ id = \"zd\", name = \"征地\", unit = \"亩\", target = 333 }]",
            "[{ id = \"zd\", name = \"征地\", unit = \"亩\", target = 332 }]",
            "333亩",
        ],
        TaskKey::Better => ["\"higher\"", "\"lower\"", "higher"],
        TaskKey::Cadence => ["\"week\"", "\"month\"", "周"],
        TaskKey::Invest => ["801", "802", "801万元"],
        TaskKey::Total => ["9001", "9002", "9001万元"],
        TaskKey::Measures => ["[\"日调度\"]", "[\"周调度\"]", "日调度"],
        TaskKey::Levers => ["[\"专班\"]", "[\"专案\"]", "专班"],
        TaskKey::Pipeline => ["\"p\"", "\"q\"", "pipeline"],
        TaskKey::Curve => ["\"even\"", "\"steps\"", "匀速"],
        TaskKey::Plan => [
            "[{ by = 2018-03-31, reach = 500, step = \"签约过半\" }]",
            "[{ by = 2018-04-30, reach = 500, step = \"签约过半\" }]",
            "签约过半",
        ],
        TaskKey::Log => [
            "[{ on = 2018-02-01, done = 20, note = \"首批\" }]",
            "[{ on = 2018-02-01, done = 20, note = \"头批\" }]",
            "首批",
        ],
    }
}

fn keys() -> impl Iterator<Item = TaskKey> {
    TaskKey::ALL.into_iter().map(|(_, key)| key)
}

fn stands(key: TaskKey, place: KeyPlace) -> bool {
    key.row().places.contains(&place)
}

/// Whether a key can stand in a task that is made to show another: indicators and a measure of the task's own cannot both.
fn fits(key: TaskKey, shown: TaskKey) -> bool {
    const OF_ONE: [TaskKey; 7] = [
        TaskKey::Unit,
        TaskKey::Baseline,
        TaskKey::Target,
        TaskKey::Better,
        TaskKey::Pipeline,
        TaskKey::Plan,
        TaskKey::Log,
    ];
    match shown {
        TaskKey::Indicators => !OF_ONE.contains(&key),
        _ => key != TaskKey::Indicators,
    }
}

/// A task with every key that fits one; that one with its other value.
fn block(shown: TaskKey, other: Option<TaskKey>) -> String {
    let line = |key: TaskKey| {
        let [first, second, _] = sample(key);
        let value = if other == Some(key) { second } else { first };
        format!("{} = {value}\n", key.name())
    };
    let lines: String = keys().filter(|key| fits(*key, shown)).map(line).collect();
    format!("{HEADING}[[task]]\n{lines}x-price = 3.5\nx-floor = \"三层\"\n")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What is made of the task with every key that fits one, as of 15 May 2018.
fn with_task<T>(shown: TaskKey, of: impl Fn(&Account<'_>, &Figures<'_>) -> T) -> T {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", BOOK));
    let file = sources.push(SourceFile::new("tasks.toml", block(shown, None)));
    let files = LedgerFiles { config, tasks: vec![file], prefix: String::new() };
    let work = WorkCalendar::shipped();
    let book = Sound::read(&sources, &[files], &[], &work, Leave::TasksWithErrors).unwrap();
    let account = book.figures(day("2018-05-15"));
    let figures = account.tasks.iter().find(|own| own.task.id == "T-1");
    let found = book.left_out();
    of(&account, figures.unwrap_or_else(|| panic!("not read: {found:?}")))
}

fn changed(key: TaskKey) -> Review {
    let side = |text: String| {
        let mut side = Side::default();
        side.config("duban.toml", BOOK.to_owned());
        side.tasks("t.toml", "t.toml", text);
        side
    };
    let (before, after) = (side(block(key, None)), side(block(key, Some(key))));
    let work = WorkCalendar::weekdays();
    let typed = day("2018-05-15");
    let mut review = Review::new(String::new(), typed, Vec::new());
    review.beside = true;
    review.take(compare(&before, &after, &HashMap::new(), &work, Some(typed)));
    review.judge();
    review
}

fn report(place: &str, wrong: impl Iterator<Item = String>) {
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{place}: {}", wrong.join(", "));
}

#[test]
fn the_json_row_has_the_keys_that_the_table_says() {
    let row = |shown: TaskKey| {
        with_task(shown, |account, own| {
            serde_json::to_value(account.row(own, String::new())).unwrap()
        })
    };
    let wrong = |key: &TaskKey| {
        let row = row(*key);
        row.get(key.name()).is_some_and(|own| !own.is_null()) != stands(*key, KeyPlace::Json)
    };
    let row = row(TaskKey::Id);
    let wrong = keys().filter(wrong).map(|key| key.name().to_owned());
    report("the row of a task (src/account/rows.rs) against the table", wrong);
    assert_eq!(row["own"], serde_json::json!({"x-price": 3.5, "x-floor": "三层"}));
    let names: Vec<&String> = row.as_object().into_iter().flat_map(|row| row.keys()).collect();
    let docs = fs::read_to_string(root().join("docs/figures.md")).unwrap();
    let listed = docs.split("A task row: `").nth(1).and_then(|rest| rest.split('`').next());
    let listed: Vec<&str> = listed.unwrap_or_default().split_whitespace().collect();
    assert_eq!(listed, names, "docs/figures.md, “A task row”");
}

#[test]
fn the_card_shows_the_keys_that_the_table_says() {
    let card = |shown: TaskKey| {
        with_task(shown, |account, own| render::plain(&show::page(account, own, Locale::ZhHans)))
    };
    let wrong =
        keys().filter(|key| card(*key).contains(sample(*key)[2]) != stands(*key, KeyPlace::Card));
    let wrong: Vec<TaskKey> = wrong.collect();
    let wrong = wrong.into_iter();
    let card = card(TaskKey::Id);
    let wrong = wrong.map(|key| key.name().to_owned());
    report(&format!("the card (src/page/cards/show.rs) against the table:\n{card}"), wrong);
    for own in ["x-price 3.5", "x-floor 三层"] {
        assert!(card.contains(own), "{own}:\n{card}");
    }
}

#[test]
fn review_tells_the_change_of_every_key() {
    let told = |key: TaskKey| {
        let review = changed(key);
        let facts = review.tasks.iter().flat_map(|own| &own.facts);
        let mut facts = facts.map(|fact| &fact.what);
        match key {
            TaskKey::Id => facts.any(|what| matches!(what, What::Renamed { .. })),
            TaskKey::Log => facts.any(|what| matches!(what, What::Rewritten(..))),
            _ => facts.any(|what| matches!(what, What::Key(change) if change.key == key.name())),
        }
    };
    report(
        "not told by `review`",
        keys().filter(|key| !told(*key)).map(|key| key.name().to_owned()),
    );
    let judged = |key: &TaskKey| !changed(*key).found.is_empty();
    let wrong = keys().filter(|key| judged(key) != (key.row().bond == Bond::Promise));
    report("judged by `review` against the table", wrong.map(|key| key.name().to_owned()));
}

#[test]
fn add_takes_the_keys_that_the_table_says() {
    let help = Command::new(env!("CARGO_BIN_EXE_duban")).args(["add", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let options: Vec<&str> = help.split_whitespace().collect();
    let option = |key: TaskKey| format!("--{}", key.name().replace('_', "-"));
    let wrong = keys()
        .filter(|key| options.contains(&option(*key).as_str()) != stands(*key, KeyPlace::Add));
    report("the options of `add` against the table", wrong.map(|key| key.name().to_owned()));
}

#[test]
fn the_schema_types_every_key() {
    let schema = Command::new(env!("CARGO_BIN_EXE_duban")).args(["schema"]).output().unwrap();
    let schema: Value = serde_json::from_slice(&schema.stdout).unwrap();
    let task = &schema["properties"]["task"]["items"]["properties"];
    let entry = &task["log"]["items"]["properties"];
    let tasks = keys().filter(|key| task[key.name()]["type"].is_null()).map(|key| key.name());
    let entries = EntryKey::ALL.into_iter().filter(|(name, _)| entry[*name]["type"].is_null());
    report("the schema", tasks.chain(entries.map(|(name, _)| name)).map(str::to_owned));
}

#[test]
fn the_docs_describe_every_key() {
    let docs = fs::read_to_string(root().join("docs/format.md")).unwrap();
    let section = |head: &str| {
        let rest = docs.split(head).nth(1).unwrap_or_default();
        rest.split("\n## ").next().unwrap_or_default().to_owned()
    };
    let (task, log) = (section("\n## A task\n"), section("\n## The log\n"));
    let first = |line: &str| line.split('|').nth(1).unwrap_or_default().to_owned();
    let task: String = task.lines().filter(|line| line.starts_with('|')).map(first).collect();
    let lacks = keys().filter(|key| !task.contains(&format!("`{}`", key.name())));
    report("docs/format.md, “A task”", lacks.map(|key| key.name().to_owned()));
    let called = |key: TaskKey| {
        let [chinese, english] = [Locale::ZhHans, Locale::En].map(|lang| task_key(key, lang));
        format!("\n| `{}` | {chinese} | {english} |\n", key.name())
    };
    let lacks = TaskKey::ALL.into_iter().map(|(_, key)| called(key));
    report("docs/format.md, what the keys are called", lacks.filter(|row| !docs.contains(row)));
    let lacks = EntryKey::ALL.into_iter().map(|(name, _)| name);
    let lacks = lacks.filter(|name| {
        !log.contains(&format!("`{name}`")) && !log.contains(&format!("`{name} = "))
    });
    report("docs/format.md, “The log”", lacks.map(str::to_owned));
}
