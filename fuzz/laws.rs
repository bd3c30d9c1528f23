//! What must hold of any input whatever: no panic, and the laws below. One function a target; the tests run the same
//! functions over the corpora in `corpus/`.
//!
//! A law fails by panicking. Inputs are texts and files that reach duban from outside: a ledger, one log, a table that a
//! department sent, three sides of a merge, and the files in which duban remembers what it does.

use chrono::NaiveDate;
use duban::account::{By, Filter, Grouping, Listed, Statement};
use duban::calendar::{Period, PeriodUnit, WorkCalendar};
use duban::check::{self, Depth, Leave, Sound};
use duban::edit;
use duban::exchange::{self, Asked, FileKind, Units};
use duban::ledger::Locale;
use duban::merge::{self, Sides};
use duban::page::findings::problem::problem;
use duban::read::{self, LedgerFiles};
use duban::render::{self, Canvas};
use duban::source::{SourceFile, Sources};
use duban::store::Store;
use std::fs;
use std::path::Path;

/// A duban.toml with what tasks may name.
const BOOK: &str = "[ledger]\nformat = 1\ntitle = \"t\"\noffice = \"督查室\"\nyear = 2018\ncadence = \"month\"\n\
    [[area]]\nid = \"a\"\nname = \"甲\"\n[[department]]\nid = \"x\"\nname = \"一局\"\n[[department]]\nid = \"y\"\nname = \"二局\"\n";

/// What the log of a task is put into.
const TASK: &str = "[[task]]\nid = \"T-1\"\ntitle = \"事项\"\narea = \"a\"\nowner = \"x\"\nstart = 2018-01-15\ndue = 2018-06-30\n\
    unit = \"户\"\ntarget = 120\nplan = [\n  { by = 2018-03-31, reach = 60, step = \"过半\" },\n]\nlog = [\n";

/// A ledger: the bytes are its duban.toml where they begin with `[ledger]`, else a task file beside a sound one.
pub fn reader(bytes: &[u8]) {
    let Ok(text) = read::decode(bytes.to_vec()) else {
        return;
    };
    if text.trim_start().starts_with("[ledger]") {
        judge(&text, TASK_FILE);
    } else {
        judge(BOOK, &text);
        formats(&text);
    }
}

/// A task file in which nothing is wrong.
const TASK_FILE: &str =
    "[[task]]\nid = \"T-1\"\ntitle = \"事项\"\narea = \"a\"\nowner = \"x\"\ndue = 2018-06-30\n";

/// The entries of one task.
pub fn log(bytes: &[u8]) {
    if let Ok(entries) = read::decode(bytes.to_vec()) {
        judge(BOOK, &format!("{TASK}{entries}\n]\n"));
    }
}

/// A table that another program made.
pub fn tables(bytes: &[u8]) {
    let units = Units::of(["户", "万元"]);
    let sheets = match exchange::file_kind(bytes) {
        FileKind::Package | FileKind::Compound => exchange::workbook(bytes).unwrap_or_default(),
        FileKind::Page | FileKind::Text => {
            exchange::text_table(bytes).map(|sheet| vec![sheet]).unwrap_or_default()
        }
    };
    let asked = NaiveDate::from_ymd_opt(2018, 4, 30).into_iter().collect::<Vec<_>>();
    let period = asked.first().map(|day| Period::containing(PeriodUnit::Month, *day));
    let _ = exchange::reply("表", &sheets, &units, Asked { period, until: &asked });
}

/// Three sides of a task file, split at the bytes 0xFF: what neither side changed stays, and a change of one side is the result.
pub fn merge(bytes: &[u8]) {
    let mut sides = bytes.split(|byte| *byte == 0xff).map(str::from_utf8);
    let (Some(Ok(base)), Some(Ok(ours)), Some(Ok(theirs))) =
        (sides.next(), sides.next(), sides.next())
    else {
        return;
    };
    let merged = merge::tasks(Sides { base, ours, theirs }, BOOK);
    judge(BOOK, &merged.text);
    assert_eq!(
        merge::tasks(Sides { base, ours: base, theirs }, BOOK).text,
        theirs,
        "only theirs changed"
    );
    assert_eq!(
        merge::tasks(Sides { base, ours, theirs: base }, BOOK).text,
        ours,
        "only ours changed"
    );
    assert_eq!(
        merge::tasks(Sides { base, ours, theirs: ours }, BOOK).text,
        ours,
        "both made one change"
    );
    merge::book(Sides { base, ours, theirs });
}

/// The files in which duban remembers, by the first byte: a journal, a closed statement. Nothing outside the ledger is
/// touched, and nothing in it but its task files.
pub fn state(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    let home = tempfile::tempdir().expect("a temporary folder");
    let ledger = home.path().join("ledger");
    fs::create_dir(&ledger).expect("a folder");
    let lay = |name: &str, text: &[u8]| fs::write(home.path().join(name), text).expect("a file");
    lay("victim", b"untouched");
    lay("ledger/duban.toml", BOOK.as_bytes());
    lay("ledger/tasks.toml", TASK_FILE.as_bytes());
    if kind % 2 == 0 {
        lay("ledger/.duban-journal", bytes);
        if let Ok(store) = Store::find(Some(&ledger), &ledger) {
            let _ = store.open(|_| {});
            let _ = store.recover();
        }
        assert_eq!(fs::read(home.path().join("victim")).ok().as_deref(), Some(&b"untouched"[..]));
        assert_eq!(names(home.path()), ["ledger", "victim"]);
        assert!(
            names(&ledger).iter().all(|name| name.ends_with(".toml") || name == ".duban-journal")
        );
    } else if let Ok(text) = str::from_utf8(bytes) {
        closed(text);
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A closed statement is judged, whatever it says.
fn closed(text: &str) {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", BOOK));
    let tasks = sources.push(SourceFile::new("tasks.toml", TASK_FILE));
    let statement = sources.push(SourceFile::new("statements/2018-04.toml", text));
    let files = LedgerFiles { config, tasks: vec![tasks], prefix: String::new() };
    let mut reading = read::read(&sources, &[files]);
    let work = WorkCalendar::shipped();
    check::statements(&mut reading.book, &sources, &work, &[statement]);
}

/// The layout of a sound file, made canonical twice, is what it is once, and TOML still.
fn formats(text: &str) {
    if text.parse::<toml::Table>().is_err() {
        return;
    }
    let once = edit::format_file(text);
    assert!(once.parse::<toml::Table>().is_ok(), "the canonical layout is TOML");
    assert_eq!(edit::format_file(&once), once, "the canonical layout is final");
}

/// Reads a ledger, shows what is wrong, and makes figures of what is right: the account of a month balances.
fn judge(book: &str, tasks: &str) {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", book));
    let file = sources.push(SourceFile::new("tasks.toml", tasks));
    let files = LedgerFiles { config, tasks: vec![file], prefix: String::new() };
    let reading = read::read(&sources, std::slice::from_ref(&files));
    let exists = |_: u16, _: &str| false;
    let mut found = check::check(&reading.book, &sources, Depth::Readiness(&exists));
    found.extend(reading.found);
    let problems: Vec<_> =
        found.iter().map(|found| problem(found, &sources, Locale::ZhHans)).collect();
    render::snippet(
        &problems,
        Canvas {
            colour: false,
            width: Some(80),
            wide_ambiguous: false,
            braille: false,
            is_window: true,
        },
    );
    let work = WorkCalendar::shipped();
    let Ok(sound) = Sound::read(&sources, &[files], &[], &work, Leave::AllThatIsWrong) else {
        return;
    };
    let day = |day| NaiveDate::from_ymd_opt(2018, 4, day).expect("a day of April");
    let period = Period::containing(PeriodUnit::Month, day(1));
    let (before, after) =
        (sound.figures(period.first.pred_opt().expect("a day")), sound.figures(period.last));
    let filter = Filter::default();
    let statement = Statement::of(period, &after, &before, &filter);
    for (_, by) in By::ALL {
        let cells = Grouping { by, filter: &filter };
        let sums = statement.sums(&cells);
        for row in sums.rows.iter().map(|row| &row.sums).chain([&sums.totals]) {
            let of =
                |listed: &[Listed]| listed.iter().map(|listed| row.count(*listed)).sum::<usize>();
            let brought =
                of(&[Listed::Opening, Listed::Entered, Listed::Reopened, Listed::MovedIn]);
            let taken = of(&[
                Listed::MovedOut,
                Listed::Struck,
                Listed::Cancelled,
                Listed::Rolled,
                Listed::Closing,
            ]);
            assert_eq!(brought, taken, "the account balances");
            let parts = of(&[Listed::OnTime, Listed::Late, Listed::Lifted, Listed::CarriedOver]);
            assert_eq!(row.count(Listed::Owed), parts, "what is owed has one outcome each");
        }
        for (name, listed) in Listed::ALL {
            assert_eq!(
                statement.list(listed, &cells).len(),
                sums.totals.count(listed),
                "{name} opens into its list"
            );
        }
    }
}
