//! What leaves the ledger: a workbook whose sums LibreOffice works out anew, a calendar that others read back.

use crate::dresses::{folder, installed, office};
use crate::laws::{day, ledgers, sound, sources};
use crate::report::printed;
use crate::session::place::profile;
use crate::verdict::root;
use crate::workbooks::python;
use chrono::NaiveDate;
use duban::account::{Figures, Holds};
use duban::calendar::WorkCalendar;
use duban::exchange::{self, Alarm};
use duban::ledger::Locale;
use duban::page::exports::calendar::agenda;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A workbook whose formulas have no results, so that whoever opens it must work them out.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            let xml = String::from_utf8(text).unwrap();
            let mut pieces = xml.split("</f><v>");
            let mut kept = pieces.next().unwrap_or("").to_owned();
            for piece in pieces {
                kept.push_str("</f>");
                kept.push_str(piece.split_once("</v>").unwrap().1);
            }
            text = kept.into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&text).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// The workbook of a ledger in a folder.
fn workbook(ledger: &Path, as_of: &str) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .env_clear()
        .envs(profile())
        .current_dir(ledger)
        .args(["--as-of", as_of, "export", "xlsx"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn libreoffice_comes_to_the_same_sums() {
    let Some(python) = python() else {
        return;
    };
    if !installed("soffice", "--version", "the sums of the workbook in LibreOffice") {
        return;
    }
    let folder = folder("sums");
    let cases = ["parts-share-the-weight", "overfulfilment-hides-nobody", "all-weights-zero"];
    let cases = cases.map(|case| root().join("tests/cases/rollup").join(case));
    let ledgers = cases.iter().map(|case| (case.as_path(), "2018-06-30"));
    let sample = root().join("data/fengze");
    let ledgers = ledgers.chain([(sample.as_path(), "2018-05-15"), (&sample, "2018-01-02")]);
    let paths: Vec<PathBuf> = ledgers
        .enumerate()
        .map(|(nth, (ledger, as_of))| {
            let bytes = workbook(ledger, as_of);
            let path = folder.join(format!("{nth}.xlsx"));
            fs::write(&path, &bytes).unwrap();
            let path = folder.join(format!("{nth}-anew.xlsx"));
            fs::write(&path, without_results(&bytes)).unwrap();
            path
        })
        .collect();
    office(&folder, &["--convert-to", "xlsx", "--outdir", "again"], &paths);
    let mut compared = 0;
    for nth in 0..paths.len() {
        let output = Command::new(&python)
            .arg(root().join("tests/workbooks/sums.py"))
            .arg(folder.join(format!("{nth}.xlsx")))
            .arg(folder.join(format!("again/{nth}-anew.xlsx")))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let cells: Vec<(String, Value, Value)> = serde_json::from_slice(&output.stdout).unwrap();
        for (place, ours, theirs) in cells {
            let nothing = |value: &Value| value == "-";
            let same = match (ours.as_f64(), theirs.as_f64()) {
                (Some(ours), Some(theirs)) => (ours - theirs).abs() < 1e-9,
                _ => nothing(&ours) && nothing(&theirs),
            };
            assert!(same, "{nth}: {place}: {ours} and in LibreOffice {theirs}");
            compared += 1;
        }
    }
    assert!(compared > 150, "{compared} sums");
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn the_workbook_has_its_sheets_and_is_the_same_each_time() {
    for (lang, names) in [
        ("zh-Hans", ["台账", "记录", "汇总", "逾期滞后"]),
        ("zh-Hant", ["台賬", "記錄", "彙總", "逾期滯後"]),
        ("en", ["Ledger", "Log", "Rollup", "Behind"]),
    ] {
        let words = ["--lang", lang, "export", "xlsx"];
        let bytes = printed(&words, "UTC");
        assert_eq!(bytes, printed(&words, "Asia/Shanghai"), "{lang}");
        let sheets = exchange::workbook(&bytes).unwrap();
        let found: Vec<&str> = sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
        assert_eq!(found, names);
    }
}

/// The lines of a calendar, put together again.
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a line end of another sort");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// Day, status and sequence of each event, by its name.
fn events(text: &str) -> HashMap<String, (String, String, u32)> {
    let lines = unfolded(text);
    let mut found = HashMap::new();
    for event in lines.split(|line| line == "BEGIN:VEVENT").skip(1) {
        let value = |name: &str| {
            let line = event.iter().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_else(|| panic!("no {name} in {event:?}")).to_owned()
        };
        let (day, status) = (value("DTSTART;VALUE=DATE:"), value("STATUS:"));
        let old = found.insert(value("UID:"), (day, status, value("SEQUENCE:").parse().unwrap()));
        assert!(old.is_none(), "two events of one name: {event:?}");
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_event_that_changes_has_a_higher_sequence(draft in ledgers(), mut days in prop::collection::vec(0..364u64, 2..5)) {
        let (texts, files) = sources(&draft, &draft.tasks);
        let work = WorkCalendar::shipped();
        let book = sound(&texts, files, &work);
        days.sort_unstable();
        let mut before: HashMap<String, (String, String, u32)> = HashMap::new();
        for at in days {
            let account = book.figures(day(at));
            let tasks: Vec<&Figures<'_>> = account.tasks.iter().collect();
            let agenda = agenda(&account, &tasks, Locale::ZhHans);
            let mut of_reports = BTreeSet::new();
            for day in &agenda.days {
                if day.known_by[1].is_empty() {
                    of_reports.insert(day.summary.clone());
                }
                prop_assert!(day.holds != Holds::Stands || !day.summary.is_empty());
            }
            let now = events(&exchange::ics(&agenda, account.as_of, Alarm::parse("3d")));
            for (uid, (was_day, was_status, was)) in &before {
                let Some((day, status, sequence)) = now.get(uid) else {
                    continue;
                };
                prop_assert!(sequence >= was, "{uid} falls from {was} to {sequence}");
                let same = day == was_day && status == was_status;
                prop_assert!(same || sequence > was, "{uid} changes unseen: {was_day} {was_status} -> {day} {status}");
            }
            before = now;
        }
    }
}

fn calendar(words: &[&str], zone: &str) -> String {
    String::from_utf8(printed(&[&["export", "ics"], words].concat(), zone)).unwrap()
}

#[test]
fn a_calendar_is_the_same_each_time_and_in_each_language_of_the_same_events() {
    let words = ["--alarm", "15h"];
    let text = calendar(&words, "UTC");
    assert_eq!(text, calendar(&words, "Asia/Shanghai"));
    let names = |lang: &str| {
        let text = calendar(&["--lang", lang], "UTC");
        events(&text).into_keys().collect::<BTreeSet<String>>()
    };
    assert_eq!(names("zh-Hans"), names("en"));
    assert_eq!(names("zh-Hans"), events(&text).into_keys().collect());
    let leader = events(&calendar(&["--leader", "分管副区长"], "UTC"));
    assert!(!leader.is_empty() && leader.len() < names("en").len());
}

/// A ledger whose words a calendar must escape, fold and keep.
fn hostile(room: &Path) {
    let config = "[ledger]\nformat = 1\ntitle = \"台账;一,二\\\\三\"\nyear = 2018\ncadence = \"month\"\n\
                  [[area]]\nid = \"a\"\nname = \"甲,乙\"\n[[department]]\nid = \"x\"\nname = \"一局;\"\n";
    fs::write(room.join("duban.toml"), config).unwrap();
    let family = "👨‍👩‍👧‍👦".repeat(12);
    let accents = "e\u{301}".repeat(60);
    let tasks = format!(
        "area = \"a\"\nowner = \"x\"\n\
         [[task]]\nid = \"A-1\"\ntitle = \"分号;逗号,反斜杠\\\\n冒号:引号\\\"{family}\"\ndue = 2018-06-30\ngoal = \"\"\"第一行\n第二行\"\"\"\n\
         log = [{{ on = 2018-03-01, order = \"请\\u001b[31m办\", from = \"区长\", reply = 2018-03-10 }}]\n\
         [[task]]\nid = \"A-2\"\ntitle = \"{accents}\"\ndue = 2018-07-31\n\
         log = [{{ on = 2018-02-01, extend = 2018-08-31, approval = \"〔2018〕1号\" }}]\n\
         [[task]]\nid = \"A-3\"\ntitle = \"END:VCALENDAR\"\ndue = 2018-09-30\n\
         log = [{{ on = 2018-02-01, cancel = \"不办了\", approval = \"〔2018〕2号\" }}]\n"
    );
    fs::write(room.join("tasks.toml"), tasks).unwrap();
}

fn hostile_calendar(room: &Path) -> Vec<u8> {
    hostile(room);
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .env_clear()
        .envs(profile())
        .current_dir(room)
        .args(["--as-of", "2018-03-05", "export", "ics", "--alarm", "3d"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn another_library_reads_what_was_written() {
    let room = tempfile::tempdir().unwrap();
    let bytes = hostile_calendar(room.path());
    unfolded(&String::from_utf8(bytes.clone()).unwrap());
    let path = room.path().join("calendar.ics");
    fs::write(&path, bytes).unwrap();
    let sample = room.path().join("sample.ics");
    fs::write(&sample, calendar(&["--alarm", "2d15h"], "UTC")).unwrap();
    let Some(python) = python() else {
        return;
    };
    let output = Command::new(python)
        .arg(root().join("tests/calendars/read.py"))
        .args([&path, &sample])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let calendars: Value = serde_json::from_slice(&output.stdout).unwrap();
    let calendar = &calendars[path.to_str().unwrap()];
    assert_eq!(calendar["own"]["NAME"], "台账;一,二\\三");
    assert_eq!(calendar["own"]["METHOD"], "PUBLISH");
    let events = calendar["events"].as_array().unwrap();
    let of = |words: &str| {
        let found = events.iter().find(|event| event["SUMMARY"].as_str().unwrap().contains(words));
        found.unwrap_or_else(|| panic!("no {words} in {events:#?}"))
    };
    let family = "👨‍👩‍👧‍👦".repeat(12);
    let due = of("【时限】分号");
    let summary = format!("【时限】分号;逗号,反斜杠\\n冒号:引号\"{family}（A-1，一局;）");
    assert_eq!(due["SUMMARY"], summary.as_str());
    assert_eq!(due["CATEGORIES"], serde_json::json!(["时限", "甲,乙"]));
    assert!(due["DESCRIPTION"].as_str().unwrap().contains("目标：第一行\n第二行"), "{due}");
    assert_eq!((&due["DTSTART"], &due["DTEND"]), (&"2018-06-30".into(), &"2018-07-01".into()));
    assert_eq!(due["alarms"], serde_json::json!(["-3 days, 0:00:00"]));
    assert!(of("【答复】")["SUMMARY"].as_str().unwrap().contains("请\\u{1b}[31m办"));
    let extended = of("e\u{301}e\u{301}");
    let what = ["DTSTART", "SEQUENCE", "STATUS"].map(|key| extended[key].as_str().unwrap());
    assert_eq!(what, ["2018-08-31", "1", "CONFIRMED"]);
    let cancelled = of("END:VCALENDAR");
    let what = ["SEQUENCE", "STATUS"].map(|key| cancelled[key].as_str().unwrap());
    assert_eq!(what, ["1", "CANCELLED"]);
    assert_eq!(cancelled["alarms"], serde_json::json!([]));
    for calendar in [calendar, &calendars[sample.to_str().unwrap()]] {
        for event in calendar["events"].as_array().unwrap() {
            assert_eq!(event["errors"], serde_json::json!([]), "{event}");
            assert!(event["DTSTART"].as_str().unwrap().parse::<NaiveDate>().is_ok(), "{event}");
        }
    }
}

#[test]
fn khal_shows_the_days() {
    if !installed("khal", "--version", "calendars in khal") {
        return;
    }
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("calendar.ics");
    fs::write(&file, hostile_calendar(room.path())).unwrap();
    let days = room.path().join("days");
    fs::create_dir(&days).unwrap();
    let config = format!(
        "[calendars]\n[[duban]]\npath = {}\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n\
         datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = Asia/Shanghai\n\
         default_timezone = Asia/Shanghai\n[default]\ndefault_calendar = duban\n[sqlite]\npath = {}\n",
        days.display(),
        room.path().join("khal.db").display()
    );
    let config_file = room.path().join("config");
    fs::write(&config_file, config).unwrap();
    let khal = |words: &[&str]| {
        let output = Command::new("khal")
            .envs([("LC_ALL", "C.UTF-8"), ("HOME", room.path().to_str().unwrap())])
            .arg("-c")
            .arg(&config_file)
            .args(words)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    khal(&["import", "--batch", file.to_str().unwrap()]);
    let shown = khal(&["list", "2018-08-31", "1d", "--format", "{title}|{status}"]);
    assert!(shown.contains("A-2") && shown.contains("CONFIRMED"), "{shown}");
    let shown = khal(&["list", "2018-06-30", "1d", "--format", "{title}|{description}"]);
    assert!(shown.contains("分号;逗号,反斜杠") && shown.contains("第二行"), "{shown}");
}
