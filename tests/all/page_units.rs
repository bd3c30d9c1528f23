//! `page`: a unit's own page tells nothing of any other unit, and no page a telephone number unless it is asked for. Held for every
//! unit of the sample.

use crate::verdict::root;
use duban::account::Account;
use duban::check::Leave;
use duban::ledger::{Department, DepartmentId};
use duban::store::Store;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const DAY: &str = "2018-05-15";

fn page(args: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    command.current_dir(folder).arg("-C").arg(root().join("data/fengze"));
    let output = command.args(["--as-of", DAY, "page"]).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn text(output: Output) -> String {
    String::from_utf8(output.stdout).unwrap()
}

/// What a reader or a search finds in a page: its body, without the script.
fn body(page: &str) -> &str {
    let body = page.find("<body").map_or(page, |at| &page[at..]);
    body.find("<script>").map_or(body, |end| &body[..end])
}

/// The ledger of the sample as of the day.
fn with_sample(look: impl FnOnce(&Account<'_>)) {
    let store = Store::find(Some(&root().join("data/fengze")), Path::new(".")).unwrap();
    let ledger = store.open(|_| {}).unwrap();
    let book = ledger.book(Leave::Nothing).unwrap();
    look(&book.figures(DAY.parse().unwrap()));
}

fn names(unit: &Department) -> impl Iterator<Item = &str> {
    let called = unit.alias.iter().chain([&unit.name]).chain(&unit.short);
    called.chain(&unit.email).chain(&unit.contact).map(String::as_str)
}

/// Whether an id stands there by itself.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, behind) =
            (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !before.into_iter().chain(behind).any(|letter| letter.is_ascii_alphanumeric())
    })
}

#[test]
fn a_units_page_tells_nothing_of_any_other() {
    let home = tempfile::tempdir().unwrap();
    page(&["--each", "dept", "--contacts", "-o", "pages/"], home.path());
    let mut written: BTreeSet<String> = fs::read_dir(home.path().join("pages"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(written.remove("index.html"));
    with_sample(|account| {
        let office = account.book.first_ledger().unwrap().office.clone().unwrap();
        for (unit, department) in (0..).map(DepartmentId).zip(&account.book.departments) {
            let is_own = |owner: Option<DepartmentId>| owner == Some(unit);
            let own = account.tasks.iter().filter(|figures| is_own(figures.state.owner));
            let own: Vec<&str> = own.map(|figures| figures.task.title.as_ref()).collect();
            if own.is_empty() {
                continue;
            }
            let file = format!("{}.html", department.name);
            assert!(written.remove(&file), "{file}");
            let page = fs::read_to_string(home.path().join("pages").join(&file)).unwrap();
            // A name of its own may have another's inside.
            let mut shown = body(&page).to_owned();
            let mut kept: Vec<&str> =
                names(department).chain([office.as_str()]).chain(own).collect();
            kept.sort_by_key(|name| std::cmp::Reverse(name.len()));
            for name in kept {
                assert!(!name.is_empty());
                shown = shown.replace(name, "□");
            }
            for figures in account.tasks.iter().filter(|figures| !is_own(figures.state.owner)) {
                let (id, title) = (figures.task.id.as_ref(), figures.task.title.as_ref());
                assert!(!has_word(&shown, id), "{file} tells of {id}");
                assert!(!shown.contains(title), "{file} tells of {title}");
            }
            let others = account.book.departments.iter().filter(|other| other.id != department.id);
            for name in
                others.flat_map(names).filter(|name| !names(department).any(|own| own == *name))
            {
                assert!(!shown.contains(name), "{file} tells of {name}");
            }
        }
    });
    assert_eq!(written, BTreeSet::new(), "a page of no unit");
}

#[test]
fn a_page_each_is_the_units_own_page_and_all_can_be_reached_from_the_index() {
    let home = tempfile::tempdir().unwrap();
    page(&["--each", "dept", "-o", "pages"], home.path());
    let index = fs::read_to_string(home.path().join("pages/index.html")).unwrap();
    let mut pages = 0;
    with_sample(|account| {
        for unit in &account.book.departments {
            let file = home.path().join("pages").join(format!("{}.html", unit.name));
            let Ok(each) = fs::read_to_string(&file) else { continue };
            pages += 1;
            assert!(index.contains(&format!("href=\"{}.html\"", unit.name)), "{}", unit.name);
            assert!(!each.contains("index.html"), "{}", unit.name);
            if ["东海街道办", "区住建局"].contains(&unit.name.as_str()) {
                let alone = text(page(&["--dept", &unit.id, "-o", "-"], home.path()));
                assert!(alone == each, "{} alone is another page", unit.name);
            }
        }
    });
    assert_eq!(index.matches(" href=").count(), pages);
}

#[test]
fn telephone_numbers_are_on_a_page_only_where_they_are_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let numbers = |page: &str| page.matches("22500000").count();
    let whole = text(page(&["-o", "-"], home.path()));
    assert_eq!(numbers(&whole), 0);
    let own = text(page(&["--dept", "东海街道办", "-o", "-"], home.path()));
    assert_eq!(numbers(&own), 0);
    let with = text(page(&["--contacts", "-o", "-"], home.path()));
    assert!(numbers(&with) > 0, "no number where they are asked for");
}

#[test]
fn the_same_ledger_and_day_make_the_same_bytes() {
    let home = tempfile::tempdir().unwrap();
    let copy = home.path().join("fengze");
    crate::session::place::copy(&root().join("data/fengze"), &copy);
    let made = |options: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
        command.current_dir(&copy).args(["--as-of", DAY, "page", "-o", "-"]).args(options);
        command.output().unwrap().stdout
    };
    let first = made(&["--wall"]);
    assert!(!first.is_empty());
    for file in fs::read_dir(&copy).unwrap().map(|file| file.unwrap().path()) {
        if file.is_file() {
            let bytes = fs::read(&file).unwrap();
            fs::write(&file, bytes).unwrap();
        }
    }
    assert!(made(&["--wall"]) == first, "another page of the same ledger");
}

#[test]
fn what_was_written_is_told_on_standard_error() {
    let home = tempfile::tempdir().unwrap();
    let told = |args: &[&str]| String::from_utf8(page(args, home.path()).stderr).unwrap();
    let size = |told: &str| {
        let digits: String = told.chars().filter(char::is_ascii_digit).collect();
        told.replace(char::is_numeric, "").len() > 2 && !digits.is_empty()
    };
    let told_of_file = told(&["-o", "台账.html"]);
    assert!(told_of_file.starts_with("已写入 台账.html：72项，"), "{told_of_file}");
    assert!(told_of_file.ends_with(" KB\n") && size(&told_of_file), "{told_of_file}");
    assert_eq!(told(&["-o", "-"]), "");
    let told_of_folder = told(&["-o", "页/"]);
    assert!(told_of_folder.starts_with("已写入 页/丰泽区2018年重点工作台账.html：72项，"));
    let told_of_each = told(&["--each", "dept", "-o", "各单位/"]);
    assert!(
        told_of_each.starts_with("已写入27个单位的页和目录 各单位/index.html：共72项，"),
        "{told_of_each}"
    );
}
