//! Roll-over with the real program, over generated ledgers and under kills: nothing lost, nothing doubled, and what stood here
//! stands there.

use crate::faults::{kill_after, random};
use crate::session::place::{Files, contents};
use duban::check::{Depth, check};
use duban::diagnostic::Severity;
use duban::read::{LedgerFiles, read};
use duban::source::{SourceFile, Sources};
use proptest::prelude::*;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const BOOK: &str = "[ledger]\nformat = 1\ntitle = \"2018年台账\"\noffice = \"督查室\"\nyear = 2018\ncadence = \"month\"\n\
     [[area]]\nid = \"a\"\nname = \"甲\"\n[[department]]\nid = \"x\"\nname = \"一局\"\n[[department]]\nid = \"y\"\nname = \"二局\"\n\
     [[pipeline]]\nid = \"p\"\nsteps = [{ step = \"签约\", reach = 40 }, { step = \"开工\", reach = 70 }, { step = \"投产\", reach = 100 }]\n";

type Texts = BTreeMap<PathBuf, String>;

/// A folder with this year's ledger, room for the next one's, and a state folder of its own.
struct Office(TempDir);

impl Office {
    fn new(files: &[(&str, &str)]) -> Self {
        let room = tempfile::Builder::new().prefix("duban-rolled-").tempdir();
        let own = Self(room.unwrap());
        fs::create_dir(own.folder("2018")).unwrap();
        own.put("2018/duban.toml", BOOK);
        for (name, text) in files {
            own.put(&format!("2018/{name}"), text);
        }
        own
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.folder(name), text).unwrap();
    }

    fn duban(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
        command
            .args(args)
            .current_dir(self.0.path())
            .env_clear()
            .envs(crate::session::place::profile())
            .env("XDG_STATE_HOME", self.folder("state"))
            .env("DUBAN_AS_OF", "2019-01-01")
            .env("DUBAN_LANG", "en")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.duban(args).output().unwrap()
    }

    fn roll(&self) -> Command {
        self.duban(&["-C", "2018", "roll-over", "2019", "--into", "2019"])
    }

    /// What this year's ledger answers of its year: the ranking, the statements of the year and of its last month.
    fn year(&self) -> Vec<String> {
        let answer = |args: &[&str]| {
            let output = self.run(&[&["-C", "2018"], args, &["--format", "csv"]].concat());
            assert!(output.status.success());
            String::from_utf8(output.stdout).unwrap()
        };
        let asked: [&[&str]; 4] = [
            &["rank", "2018", "--min-tasks", "1"],
            &["reconcile", "2018", "--by", "dept"],
            &["reconcile", "2018-12"],
            &["changes", "2018-12"],
        ];
        asked.map(answer).to_vec()
    }

    /// The tasks of a ledger, by id.
    fn rows(&self, ledger: &str) -> BTreeMap<String, Value> {
        self.rows_on(ledger, "2019-01-01")
    }

    fn rows_on(&self, ledger: &str, day: &str) -> BTreeMap<String, Value> {
        let output = self.run(&["-C", ledger, "--as-of", day, "list", "--format", "json"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let rows = answer["rows"].as_array().unwrap().iter();
        let named = rows.map(|row| (row["id"].as_str().unwrap().to_owned(), row.clone()));
        named.collect()
    }

    fn files(&self) -> [Texts; 2] {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let texts = |files: Files| files.into_iter().map(|(path, own)| (path, text(own)));
        ["2018", "2019"].map(|ledger| texts(contents(&self.folder(ledger))).collect())
    }
}

/// What may stand in a log; `{n}` is a figure.
const EVENTS: [&str; 16] = [
    "done = {n}",
    "done = {n}",
    "done = {n}, invested = {n}",
    "step = \"签约\"",
    "step = \"开工\"",
    "note = \"照常\"",
    "blocked = \"用地\"",
    "raise = \"用地\", to = \"coordinate\"",
    "cleared = \"用地\"",
    "request = \"请核验\"",
    "reject = \"不合格\"",
    "verify = \"督查室\"",
    "reopen = \"反悔\"",
    "ask = 2019-05-31",
    "adjust = \"调整\", target = 1{n}, owner = \"y\", approval = \"文\"",
    "suspend = \"停\"",
];

const MORE: [&str; 18] = [
    "resume = \"开\"",
    "extend = 2019-06-30, approval = \"文\"",
    "extend = 2018-12-20, approval = \"文\"",
    "order = \"抓紧\", from = \"区长\", reply = 2018-12-01",
    "urge = \"3号\"",
    "answer = \"已报\"",
    "done = {n}, correction = \"误\"",
    "done = {n}, request = \"请核验\"",
    "step = \"投产\"",
    "adjust = \"调低\", target = {n}, approval = \"文\"",
    "adjust = \"换人\", leader = \"区长\", weight = 2, approval = \"文\"",
    "cancel = \"不办\", approval = \"文\"",
    "note = \"照常\", invested = {n}",
    "judge = \"lagging\", light = \"red\"",
    "judge = \"none\"",
    "done = {n}, judge = \"slightly-behind\", by = \"x\"",
    "order = \"分办\", from = \"区长\", to = [\"x\", \"y\"]",
    "answer = \"已报\", by = \"y\"",
];

const MEASURES: [&str; 17] = [
    "unit = \"户\"\ntarget = 90\nplan = [{ by = 2018-05-31, reach = 30 }, { by = 2018-09-30, reach = 90 }]\n",
    "unit = \"户\"\ntarget = 90\nplan = [{ by = 2018-05-31, reach = 30, step = \"签约\" }, { by = 2018-08-31, reach = 80, step = \"开工\" }]\n",
    "unit = \"户\"\nbaseline = 200\ntarget = 50\n",
    "plan = [{ by = 2018-04-30, step = \"签约\" }, { by = 2018-09-30, step = \"开工\" }]\n",
    "pipeline = \"p\"\n",
    "pipeline = \"p\"\nplan = [{ by = 2018-06-30, step = \"开工\" }]\n",
    "measure = \"rate\"\nbaseline = 6\ntarget = 60\n",
    "measure = \"rate\"\ntarget = 60\nplan = [{ by = 2018-05-31, reach = 30 }]\n",
    "measure = \"rate\"\nbetter = \"lower\"\ntarget = 40\nplan = [{ by = 2018-03-31, reach = 70, step = \"签约\" }, { by = 2018-06-30, reach = 50 }, { by = 2018-09-30, reach = 40, step = \"开工\" }]\n",
    "unit = \"户\"\nbetter = \"lower\"\nbaseline = 300\ntarget = 50\n",
    "measure = \"year-end\"\nunit = \"户\"\ntarget = 80\ninvest = 300\n",
    "kind = \"duty\"\n",
    "kind = \"duty\"\nentered = 2018-03-10\n",
    "measure = \"none\"\n",
    "measure = \"track\"\nunit = \"人\"\n",
    "plan = [{ by = 2018-06-30, reach = 30 }]\n",
    "",
];

/// A deadline of the old year, and one of the new.
const DUE: [&str; 2] = ["2018-09-30", "2019-03-31"];

fn draft(id: usize, (measure, due): (usize, usize), log: &[String]) -> String {
    let (plan, due) = (MEASURES[measure], DUE[due]);
    let log = log.concat();
    format!(
        "\n# 第{id}项\n[[task]]\nid = \"T-{id}\"\ntitle = \"事\"\ndue = {due}\n{plan}log = [\n{log}]\n"
    )
}

/// Whether a task has no error.
fn stands(task: &str) -> bool {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", BOOK));
    let text = format!("area = \"a\"\nowner = \"x\"\n{task}");
    let file = sources.push(SourceFile::new("tasks.toml", text));
    let files = LedgerFiles { config, tasks: vec![file], prefix: String::new() };
    let reading = read(&sources, &[files]);
    let mut found = reading.found;
    found.extend(check(&reading.book, &sources, Depth::Errors));
    !found.iter().any(|one| one.severity() == Severity::Error)
}

/// A task whose log takes in what can happen, one event after another.
fn lived(id: usize, measure: (usize, usize), events: &[(u32, u32, u32)]) -> String {
    let mut events = events.to_vec();
    events.sort_unstable();
    let mut log: Vec<String> = Vec::new();
    for (day, what, figure) in events {
        let at = what as usize % (EVENTS.len() + MORE.len());
        let event = EVENTS.iter().chain(&MORE).nth(at).unwrap();
        let event = event.replace("{n}", &figure.to_string());
        let (month, day) = (1 + day / 28, 1 + day % 28);
        log.push(format!("  {{ on = 2018-{month:02}-{day:02}, {event} }},\n"));
        if !stands(&draft(id, measure, &log)) {
            log.pop();
        }
    }
    draft(id, measure, &log)
}

fn ledgers() -> impl Strategy<Value = Vec<String>> {
    let kinds = EVENTS.len() + MORE.len();
    let events = prop::collection::vec((0..336u32, 0..kinds as u32, 10..99u32), 0..14);
    let measures = (0..MEASURES.len(), 0..DUE.len());
    let tasks = prop::collection::vec((measures, events), 1..8);
    tasks.prop_map(|tasks| {
        let numbered = tasks.into_iter().enumerate();
        numbered.map(|(id, (measure, events))| lived(id, measure, &events)).collect()
    })
}

/// What begins with the new year of each task: reports are owed anew, and of duties that are over and of nothing else they count.
const REPORTED: [&str; 4] = ["reports_owed", "reports_made", "reports_missed", "last_report"];

/// What a plan that begins anew has anew.
const ANEW: [&str; 14] = [
    "start",
    "baseline",
    "done",
    "planned",
    "actual",
    "lag",
    "lag_days",
    "gap",
    "standing",
    "light",
    "reason",
    "reason_text",
    "reports_late",
    "target",
];

/// Whether the plan of a task begins with the new year: a quantity, or a duty, due there and not complete.
fn is_anew(row: &Value, id: usize, drafts: &[String]) -> bool {
    let promise = drafts[id].split("log = [").next().unwrap();
    let says = |key: &str| promise.contains(key);
    let steps = says("pipeline") || (says("step = ") && !says("reach = "));
    // Without a target it is measured in percent of the whole; every adjusted one is another than 100.
    let whole = !says("reach = ") && !says("target = ") && row["target"] == 100;
    let quantity = !(steps || whole || says("measure = "));
    let due = row["due"].as_str().unwrap();
    // A suspended task shows no share.
    let figure = |key: &str| row[key].as_f64();
    let way = |end: f64| end - figure("baseline").unwrap_or_default();
    let share = figure("done").zip(figure("target")).map(|(done, target)| way(done) / way(target));
    let left = row["kind"] == "duty" || share.is_none_or(|share| share < 1.0);
    let begins = says("kind = \"duty\"") || quantity;
    due >= "2019-01-01" && begins && left && row["completed_on"].is_null()
}

/// The differences between a task here and there, but for what may differ.
fn differences(here: &Value, there: &Value, anew: bool) -> Vec<String> {
    let is_duty = here["kind"] == "duty";
    let missing = here["reason"] == "report-missing";
    let free = |key: &str| {
        (REPORTED.contains(&key) && (!is_duty || anew || key == "last_report"))
            || (anew && ANEW.contains(&key))
            // Its reports are counted from the day it came in.
            || (is_duty && key == "start")
            || (missing && ["light", "reason", "reason_text"].contains(&key))
            // Investment is counted by the ledger's year.
            || ["invest", "invested"].contains(&key)
    };
    let keys = here.as_object().unwrap().keys();
    let differ = keys.filter(|key| !free(key) && here[*key] != there[*key]);
    differ.map(|key| format!("{key}: {} there {}", here[key], there[key])).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_stood_here_stands_there(tasks in ledgers()) {
        let text = format!("area = \"a\"\nowner = \"x\"\n{}", tasks.concat());
        let office = Office::new(&[("tasks.toml", &text)]);
        const DAYS: [&str; 2] = ["2019-01-01", "2019-04-10"];
        let stood = DAYS.map(|day| office.rows_on("2018", day));
        let before = stood[0].clone();
        let gone = |row: &Value| ["struck", "cancelled", "rolled"].iter().any(|own| row["standing"] == **own);
        let open: Vec<&Value> = before.values().filter(|row| !gone(row)).collect();
        let year = office.year();
        let output = office.roll().output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        prop_assert!(output.status.success(), "{text}\n{said}");
        prop_assert_eq!(office.year(), year);
        let marked = office.rows("2018");
        for (id, row) in &before {
            let standing = match gone(row) { true => &row["standing"], false => &Value::from("rolled") };
            prop_assert_eq!(&marked[id]["standing"], standing);
        }
        if open.is_empty() {
            prop_assert!(!office.folder("2019").join("rolled-2018.toml").exists());
            return Ok(());
        }
        let written = fs::read_to_string(office.folder("2019/rolled-2018.toml")).unwrap();
        let stands = DAYS.map(|day| office.rows_on("2019", day));
        prop_assert_eq!(stands[0].len(), open.len());
        for row in open {
            let id = row["id"].as_str().unwrap();
            let anew = is_anew(row, id[2..].parse().unwrap(), &tasks);
            for ((here, there), day) in stood.iter().zip(&stands).zip(DAYS) {
                let differ = differences(&here[id], &there[id], anew);
                prop_assert!(differ.is_empty(), "{day} {id} {differ:?}\n{text}\n{written}");
            }
            let now = &stands[0][id];
            if anew {
                let began = row["done"].is_null() || row["done"] == now["baseline"] || row["done"] == now["done"];
                prop_assert!(began && now["start"] == "2019-01-01", "{id}\n{text}\n{written}");
                prop_assert!(now["standing"] != "overdue" && now["standing"] != "awaiting", "{id}\n{text}\n{written}");
            }
        }
        let checked = office.run(&["-C", "2019", "check", "--format", "json"]);
        prop_assert!(checked.status.success(), "{text}\n{written}");
        prop_assert!(office.run(&["-C", "2019", "fmt", "--check"]).status.success(), "{written}");
        let once = office.files();
        prop_assert!(office.roll().output().unwrap().status.success());
        prop_assert_eq!(once, office.files());
    }
}

const TASKS: &str = "area = \"a\"\nowner = \"x\"\n\n# 甲\n[[task]]\nid = \"ID-1\"\ntitle = \"t\"\ndue = 2018-12-31\nunit = \"户\"\ntarget = 1000\nlog = [\n  { on = 2018-01-10, done = 1 },\n]\n\n[[task]]\nid = \"ID-2\"\ntitle = \"t\"\n";

fn small() -> Office {
    let one = TASKS.replace("ID", "A");
    let two = TASKS.replace("ID", "B");
    Office::new(&[("one.toml", &one), ("two.toml", &two)])
}

/// Everything of both ledgers after a roll-over in one piece.
fn whole() -> [Texts; 2] {
    let office = small();
    assert!(office.roll().output().unwrap().status.success());
    office.files()
}

#[test]
fn eighty_kills_are_completed_by_the_next_run() {
    let whole = whole();
    // As in `faults`: each kill comes near the write, on a fast machine and on a slow one.
    let kill = |seed: u64, around: &mut f64| {
        let office = small();
        let begun = office.files();
        let delay = *around * (0.5 + random(seed, 1000) as f64 / 1000.0);
        kill_after(office.roll(), Duration::from_secs_f64(delay));
        let [here, there] = office.files();
        let half = there.contains_key(&PathBuf::from("rolled-2018.toml"));
        let made = here != begun[0];
        assert!(half || !made, "marked here before it stands there");
        let output = office.roll().output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        assert_eq!(office.files(), whole, "{said}");
        *around *= if made { 0.8 } else { 1.25 };
        [half && said.contains("cut off"), made]
    };
    let fates: Vec<[bool; 2]> = (0..4u64)
        .into_par_iter()
        .flat_map_iter(|chain| {
            let mut around = 0.01;
            let seeds = (0..20).map(move |nth| chain * 20 + nth);
            let fates: Vec<[bool; 2]> = seeds.map(|seed| kill(seed, &mut around)).collect();
            fates
        })
        .collect();
    let count = |at: usize| fates.iter().filter(|fate| fate[at]).count();
    println!("80 kills: {} between the ledgers, {} after this one", count(0), count(1));
    assert!(count(1) > 0 && count(1) < 80, "no kill fell within the work");
}

#[test]
fn a_failed_second_write_says_so_and_is_completed() {
    let office = small();
    let mut rights = fs::metadata(office.folder("2018/two.toml")).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(office.folder("2018/two.toml"), rights.clone()).unwrap();
    let begun = contents(&office.folder("2018"));
    let output = office.roll().output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("run it again to complete it"), "{said}");
    assert_eq!(contents(&office.folder("2018")), begun);
    use std::os::unix::fs::PermissionsExt;
    rights.set_mode(0o644);
    fs::set_permissions(office.folder("2018/two.toml"), rights).unwrap();
    let output = office.roll().output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("cut off"), "{said}");
    assert_eq!(office.files(), whole());
}

#[test]
fn a_ledger_in_use_is_waited_for_or_named() {
    let office = small();
    assert!(office.roll().arg("A-1").output().unwrap().status.success());
    for ledger in ["2018", "2019"] {
        let before = office.files();
        let held = fs::File::open(office.folder(ledger).join("duban.toml")).unwrap();
        held.lock().unwrap();
        let output = office.roll().arg("--no-wait").output().unwrap();
        assert_eq!(output.status.code(), Some(4));
        assert_eq!(office.files(), before);
    }
    let held = fs::File::open(office.folder("2019/duban.toml")).unwrap();
    held.lock().unwrap();
    let waiting = office.roll().spawn().unwrap();
    held.unlock().unwrap();
    assert!(waiting.wait_with_output().unwrap().status.success());
    assert_eq!(office.rows("2019").len(), 4);
}

#[test]
fn it_is_taken_back_on_both_sides() {
    let office = small();
    let begun = office.files();
    assert!(office.roll().output().unwrap().status.success());
    assert!(office.run(&["-C", "2019", "undo"]).status.success());
    assert!(office.run(&["-C", "2018", "undo"]).status.success());
    let now = office.files();
    assert_eq!(now[0], begun[0]);
    let left: Vec<&PathBuf> = now[1].keys().collect();
    assert_eq!(left, [&PathBuf::from("duban.toml")]);
    assert!(office.roll().output().unwrap().status.success());
    assert_eq!(office.files(), whole());
}
