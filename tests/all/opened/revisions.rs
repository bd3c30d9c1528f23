//! A ledger in its repository: names that are no UTF-8, links, and hooks of git.

use super::office::{Office, TASK};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::symlink;
use std::process::Output;

#[test]
fn revisions_have_the_same_files_as_the_disk() {
    let office = Office::new();
    office.put("ledger/tasks/a/b/X.TOML", &TASK.replace("ID", "B"));
    office.put("ledger/tasks/.hidden/c.toml", &TASK.replace("ID", "C"));
    let name = OsStr::from_bytes(b"ledger/tasks/\xd6\xc7.toml");
    fs::write(office.at(name), TASK.replace("ID", "D")).unwrap();
    let git = |args: &[&str]| {
        let author = ["-c", "user.name=t", "-c", "user.email=t@example.org"];
        let all = [&author[..], args].concat();
        assert!(office.command("git", &all).output().unwrap().status.success(), "{args:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "one"]);
    for id in ["B", "D"] {
        assert!(
            office.says(&["history", id]).contains("2018-01-10")
                || office.says(&["history", id]).contains("01-10")
        );
    }
    let review = office.says(&["review"]);
    assert!(!review.contains("tB") && !review.contains("tD"), "{review}");
}

/// A name of these bytes.
fn name(bytes: &[u8]) -> OsString {
    OsString::from_vec(bytes.to_vec())
}

fn succeeded(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A run whose arguments may be any bytes.
fn run(office: &Office, args: &[&OsStr]) -> Output {
    office.command(env!("CARGO_BIN_EXE_duban"), &[]).args(args).output().unwrap()
}

#[test]
fn names_that_are_no_utf8_are_committed() {
    let office = Office::new();
    fs::create_dir(office.at("ledger/tasks")).unwrap();
    for (file, id) in [(&b"ledger/\xff.toml"[..], "B"), (b"ledger/tasks/a b\xfe.toml", "C")] {
        fs::write(office.at(name(file)), TASK.replace("ID", id)).unwrap();
    }
    office.commit_all();
    office.says(&["done", "B", "5"]);
    office.says(&["done", "C", "5"]);
    assert!(office.says(&["save", "--dry-run"]).starts_with("tasks/a b\\xFE.toml\n\\xFF.toml\n"));
    office.says(&["save"]);
    assert_eq!(office.git(&["status", "--porcelain"]), "");
    assert!(office.says(&["review", "HEAD~1..HEAD"]).contains("2 tasks changed"));
    office.says(&["git-setup"]);
    office.says(&["note", "B", "一"]);
    assert!(office.git(&["diff"]).contains("+  2018-05-15"));
}

#[test]
fn a_merge_left_open_in_such_a_file_is_named_and_not_committed() {
    let office = Office::new();
    let file = office.at(name(b"ledger/\xff.toml"));
    let put =
        |owner: &str| fs::write(&file, format!("# {owner}\n{}", TASK.replace("ID", "B"))).unwrap();
    put("a");
    office.commit_all();
    office.git(&["checkout", "--quiet", "-b", "other"]);
    put("b");
    office.git(&["commit", "--quiet", "--all", "--message", "b"]);
    office.git(&["checkout", "--quiet", "-"]);
    put("c");
    office.git(&["commit", "--quiet", "--all", "--message", "c"]);
    let merged = office.command("git", &["merge", "other"]).output().unwrap();
    assert!(!merged.status.success());
    put("d");
    let output = office.run(&["save"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("git add $'\\377.toml'"), "{said}");
    let said = office.says(&["check"]);
    assert!(said.contains("\\xFF.toml"), "{said}");
}

#[test]
fn folders_whose_names_are_no_utf8_hold_ledgers_too() {
    let office = Office::new();
    let folder = name(b"../l\xff");
    fs::create_dir(office.at("ledger").join(&folder)).unwrap();
    for file in ["duban.toml", "one.toml"] {
        fs::copy(office.at("ledger").join(file), office.at("ledger").join(&folder).join(file))
            .unwrap();
    }
    let on = |args: &[&str]| {
        let place = [OsStr::new("-C"), folder.as_os_str()];
        let args = args.iter().map(OsStr::new);
        succeeded(&run(&office, &place.into_iter().chain(args).collect::<Vec<_>>()))
    };
    let git = |args: &[&str]| {
        let output = office.command("git", &["-C", ".."]).args(args).output().unwrap();
        succeeded(&output)
    };
    git(&["init", "--quiet"]);
    git(&["config", "user.name", "t"]);
    git(&["config", "user.email", "t@example.org"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "one"]);
    assert!(on(&["git-setup"]).contains("-C \"$(printf 'l\\377')\" git-diff --"));
    on(&["done", "A", "5"]);
    assert!(on(&["review"]).contains("1 task changed"));
    assert!(git(&["diff"]).contains("+  2018-05-15"));
    on(&["save"]);
    assert!(!git(&["status", "--porcelain"]).contains("one.toml"));
    assert!(on(&["history", "A"]).contains("05-15"));
    on(&["undo"]);
    on(&["git-setup", "--remove"]);
}

#[test]
fn files_of_any_name_go_in_and_out() {
    let office = Office::new();
    let (table, out) = (name(b"../share/\xff.csv"), name(b"../out\xff"));
    fs::write(office.at("ledger").join(&table), "编号,完成\nA,7\n").unwrap();
    let args = [OsStr::new("done"), OsStr::new("--from"), table.as_os_str()];
    succeeded(&run(&office, &args));
    let args = ["notice", "--lagging", "--out"].map(OsStr::new);
    succeeded(&run(&office, &[&args[..], &[out.as_os_str()]].concat()));
    assert_eq!(fs::read_dir(office.at("ledger").join(&out)).unwrap().count(), 1);
    let file = name(b"ledger/\xfe.toml");
    fs::write(office.at(&file), TASK.replace("ID", "B").replace("target = 1000", "target=1000"))
        .unwrap();
    let output = office.run(&["fmt", "--check"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    office.says(&["fmt"]);
    assert!(fs::read_to_string(office.at(&file)).unwrap().contains("target = 1000"));
}

#[test]
fn links_inside_the_ledger_are_followed_in_revisions() {
    let office = Office::new();
    office.put("ledger/kept/two.txt", &TASK.replace("ID", "B"));
    office.put("ledger/kept/more/three.toml", &TASK.replace("ID", "C"));
    fs::create_dir(office.at("ledger/tasks")).unwrap();
    symlink("two.txt", office.at("ledger/kept/way")).unwrap();
    symlink("./kept/../kept/way", office.at("ledger/two.toml")).unwrap();
    symlink("../kept/more", office.at("ledger/tasks/more")).unwrap();
    office.commit_all();
    assert!(office.says(&["review"]).contains("0 tasks changed"));
    office.says(&["done", "B", "5"]);
    office.says(&["done", "C", "5"]);
    office.says(&["save"]);
    assert_eq!(office.git(&["status", "--porcelain"]), "");
    let review = office.says(&["review", "HEAD~1..HEAD"]);
    assert!(review.contains("2 tasks changed") && !review.contains("unknown-file"), "{review}");
    for id in ["B", "C"] {
        assert!(office.says(&["history", id]).contains("2 entries"));
    }
}

#[test]
fn links_that_lead_out_are_named_in_a_review_and_never_followed_in_a_tree() {
    let office = Office::new();
    office.commit_all();
    office.put("share/two.toml", &TASK.replace("ID", "B"));
    office.let_links_lead_to_the_share();
    symlink(office.at("share/two.toml"), office.at("ledger/two.toml")).unwrap();
    symlink("../share/two.toml", office.at("ledger/three.toml")).unwrap();
    symlink("five.toml", office.at("ledger/four.toml")).unwrap();
    symlink("four.toml", office.at("ledger/five.toml")).unwrap();
    office.git(&["add", "--all"]);
    office.git(&["commit", "--quiet", "--message", "two"]);
    for file in ["three.toml", "four.toml", "five.toml"] {
        fs::remove_file(office.at("ledger").join(file)).unwrap();
    }
    let output = office.run(&["review", "HEAD~1..HEAD"]);
    let said = String::from_utf8_lossy(&output.stdout);
    for file in ["two.toml", "three.toml", "four.toml", "five.toml"] {
        assert!(said.contains(file), "{file}: {said}");
    }
    assert!(said.contains("link-added"), "{said}");
    assert!(office.says(&["review"]).contains("tB"));
}

#[test]
fn git_setup_takes_the_line_of_earlier_versions_away() {
    let office = Office::new();
    office.commit_all();
    let before = "*.txt text\n/tasks/[!.]*.toml merge=duban diff=duban\n";
    office.put("ledger/.gitattributes", before);
    office.says(&["git-setup"]);
    let shown = office.says(&["git-setup", "--remove"]);
    assert!(shown.contains("- /tasks/[!.]*.toml merge=duban diff=duban\n"), "{shown}");
    assert_eq!(fs::read_to_string(office.at("ledger/.gitattributes")).unwrap(), "*.txt text\n");
}
