//! Tables of data in engines of analysis: DuckDB always where it is installed, Spark too. What they sum is duban's own, to the last digit, and
//! their answers to the ten questions are those of docs/data.md and its Chinese twin.

use crate::dresses::folder;
use crate::session::place::profile;
use crate::verdict::root;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The day on which the sums are held against duban's: the 28th of no month, so that plans stand in the middle of a ten-day period.
const DAY: &str = "2018-10-15";
/// The last day of the tables.
const LAST: &str = "2018-12-31";
const BEGIN: &str = "<!-- the ten questions: written by the test -->\n";
const END: &str = "<!-- end of the ten questions -->\n";

/// A Python of our own (`.ci/install`) that has an engine, else the system's.
fn python(engine: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../engines/bin/python");
    let has_it = |python: &Path| {
        let said = Command::new(python).args(["-c", &format!("import {engine}")]).output();
        said.is_ok_and(|said| said.status.success())
    };
    let found = [own, PathBuf::from("python3")].into_iter().find(|python| has_it(python));
    if found.is_none() {
        // Not `eprintln!`, which is kept back from who runs the tests.
        let _ = writeln!(
            std::io::stderr(),
            "passed over: tables of data in {engine} (it is not installed; .ci/install does that)"
        );
    }
    found
}

fn done(command: &mut Command) -> String {
    let said = command.output().unwrap();
    let (out, err) = (&said.stdout, &said.stderr);
    let (out, err) = (String::from_utf8_lossy(out), String::from_utf8_lossy(err));
    assert!(said.status.success(), "{command:?}\n{out}\n{err}");
    out.into_owned()
}

fn script(python: &Path, name: &str) -> Command {
    let mut command = Command::new(python);
    command.arg(root().join("examples/province").join(name));
    // What Python keeps of its modules beside them is no part of the examples.
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

/// Writes the tables of each county side by side.
fn export(counties: &[PathBuf], lake: &Path) {
    for county in counties {
        let mut duban = Command::new(env!("CARGO_BIN_EXE_duban"));
        duban.env_clear().envs(profile()).arg("-C").arg(county);
        done(duban.args(["--as-of", LAST, "export", "parquet", "--partition", "-o"]).arg(lake));
    }
}

/// Every file below a folder with its bytes, by its path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            all.insert(path, bytes);
        }
    }
    all
}

/// The documents that show the questions, each with the line of a question that it asks in its own language.
const DOCUMENTS: [(&str, usize); 2] = [("docs/data.md", 0), ("docs/data.zh-CN.md", 1)];

/// The questions with their answers, as a document shows them.
fn chapter(answers: &Path, language: usize) -> String {
    let folder = root().join("examples/province/questions");
    let mut text = String::new();
    for (nth, (path, sql)) in files(&folder).iter().enumerate() {
        let sql = String::from_utf8(sql.clone()).unwrap();
        let mut lines = sql.splitn(3, '\n');
        let questions = [lines.next().unwrap(), lines.next().unwrap()];
        let (question, sql) = (questions[language], lines.next().unwrap());
        let question = question.strip_prefix("-- ").unwrap();
        let answer = answers.join(path.file_name().unwrap()).with_extension("tsv");
        let answer = fs::read_to_string(answer).unwrap();
        text += &format!("### {}. {question}\n\n```sql\n{sql}```\n\n", nth + 1);
        for (nth, line) in answer.lines().take(13).enumerate() {
            text += &format!("| {} |\n", line.replace('\t', " | "));
            if nth == 0 {
                text += &format!("|{}\n", "---|".repeat(line.split('\t').count()));
            }
        }
        text.push('\n');
    }
    text
}

#[test]
fn engines_sum_what_duban_sums_and_answer_the_ten_questions() {
    let Some(python) = python("duckdb") else {
        return;
    };
    let room = folder("engines");
    let (province, lake) = (room.join("province"), room.join("lake"));
    done(script(&python, "generate.py").arg(&province).args(["3", "60", "36"]));
    let counties: Vec<PathBuf> = ["001", "002", "003"].map(|name| province.join(name)).into();
    export(&counties, &lake);
    let once = files(&lake);
    assert_eq!(once.len(), 12, "{:?}", once.keys());
    export(&counties, &lake);
    assert!(files(&lake) == once, "the same ledgers, written again, are other bytes");

    let job = |python: &Path, engine: &str| {
        let out = room.join(engine);
        let mut job = script(python, "job.py");
        job.args(["--engine", engine, "--day", DAY]).arg(&lake).arg(&out);
        job.env(
            "PYSPARK_SUBMIT_ARGS",
            "--conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2 pyspark-shell",
        );
        done(&mut job);
        out
    };
    let answers = job(&python, "duckdb");
    let mut compare = script(&python, "compare.py");
    compare.arg(&answers).arg(DAY).args(&counties);
    compare.env("DUBAN", env!("CARGO_BIN_EXE_duban"));
    let said = done(&mut compare);
    assert!(said.contains(" 0 differ"), "{said}");
    documented(&answers);

    if let Some(python) = self::python("pyspark") {
        let of_spark = job(&python, "spark");
        for (path, text) in files(&answers) {
            let theirs = fs::read(of_spark.join(path.file_name().unwrap())).unwrap();
            let [ours, theirs] = [text, theirs].map(|text| String::from_utf8(text).unwrap());
            assert_eq!(ours, theirs, "{}", path.display());
        }
    }
    let _ = fs::remove_dir_all(room);
}

/// The documents have the questions and their answers; `UPDATE=1` writes them.
fn documented(answers: &Path) {
    for (document, language) in DOCUMENTS {
        let path = root().join(document);
        let text = fs::read_to_string(&path).unwrap();
        let (before, rest) = text.split_once(BEGIN).unwrap();
        let (written, after) = rest.split_once(END).unwrap();
        let chapter = format!("\n{}", chapter(answers, language));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, format!("{before}{BEGIN}{chapter}{END}{after}")).unwrap();
        } else {
            assert_eq!(written, chapter, "{document} (UPDATE=1 writes it)");
        }
    }
}
