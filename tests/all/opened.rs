//! Which files are opened and which are refused, with the real program: nothing is left out in silence, nobody's files are
//! read to him through a stranger's links, and nothing is waited for.

mod office;
mod pipes;
mod revisions;

use nix::sys::stat::Mode;
use nix::unistd::mkfifo;
use office::{BOOK, Office, TASK, refused};
use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

#[test]
fn what_cannot_be_looked_at_stops_every_command() {
    let names = ["x.toml", "tasks/x.toml", "tasks/deep/er/X.TOML"];
    for name in names {
        let refused_after = |make: &dyn Fn(&Path), why: &str| {
            let office = Office::new();
            let path = office.at("ledger").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            make(&path);
            office.is_refused(name, why);
        };
        refused_after(&|path| symlink("/nowhere/x.toml", path).unwrap(), "which is not there");
        refused_after(&|path| symlink(path, path).unwrap(), "symbolic links");
        refused_after(&|path| fs::create_dir(path).unwrap(), "a folder, not a file");
        refused_after(&|path| mkfifo(path, Mode::S_IRWXU).unwrap(), "a named pipe");
        refused_after(&|path| drop(UnixListener::bind(path).unwrap()), "a socket");
        refused_after(&|path| symlink("/dev/zero", path).unwrap(), "leads out of the ledger");
        let large = |path: &Path| File::create(path).unwrap().set_len(257 << 20).unwrap();
        refused_after(&large, "257 MB");
    }
}

#[test]
fn folders_that_are_none_and_pipes_in_place_of_further_files_stop_too() {
    for (name, why) in [("tasks", "Not a directory"), ("config", "Not a directory")] {
        let office = Office::new();
        office.put(&format!("ledger/{name}"), "");
        office.is_refused(name, why);
    }
    for name in ["tasks", "config", "tasks/share"] {
        let office = Office::new();
        fs::create_dir_all(office.at("ledger").join(name).parent().unwrap()).unwrap();
        symlink("/nowhere", office.at("ledger").join(name)).unwrap();
        office.is_refused(name, "which is not there");
    }
    let office = Office::new();
    fs::create_dir_all(office.at("ledger/config")).unwrap();
    mkfifo(&office.at("ledger/config/holidays.toml"), Mode::S_IRWXU).unwrap();
    office.is_refused("config/holidays.toml", "a named pipe");
    let office = Office::new();
    mkfifo(&office.at("ledger/.duban-journal"), Mode::S_IRWXU).unwrap();
    refused(&office.run(&["list"]), ".duban-journal", "a named pipe");
    assert_ne!(office.run(&["done", "A", "5"]).status.code(), Some(0));
    let office = Office::new();
    fs::create_dir_all(office.at("ledger/statements")).unwrap();
    mkfifo(&office.at("ledger/statements/2018-03.toml"), Mode::S_IRWXU).unwrap();
    refused(&office.run(&["check"]), "2018-03.toml", "a named pipe");
    refused(&office.run(&["close-period", "2018-04"]), "2018-03.toml", "a named pipe");
    let office = Office::new();
    symlink("..", office.at("ledger/share")).unwrap();
    fs::create_dir_all(office.at("ledger/tasks/a")).unwrap();
    symlink("..", office.at("ledger/tasks/a/b")).unwrap();
    office.is_refused("tasks/a/b", "leads back into itself");
}

#[test]
fn all_of_them_are_named_and_hidden_names_are_passed_over() {
    let office = Office::new();
    for name in ["b.toml", "c.toml"] {
        symlink("/nowhere", office.at("ledger").join(name)).unwrap();
    }
    let said = String::from_utf8(office.run(&["list"]).stderr).unwrap();
    assert!(said.contains("b.toml: ") && said.contains("c.toml: "), "{said}");
    let office = Office::new();
    for name in [".#one.toml", ".x.toml", "tasks/.#y.toml", "statements/.#2018-04.toml"] {
        fs::create_dir_all(office.at("ledger").join(name).parent().unwrap()).unwrap();
        symlink("user@host.1:2", office.at("ledger").join(name)).unwrap();
    }
    assert!(office.says(&["list"]).starts_with("1 task"));
    office.says(&["check"]);
}

#[test]
fn folders_that_may_not_be_read_stop_too() {
    for name in ["tasks", "config", "statements"] {
        let office = Office::new();
        let folder = office.at("ledger").join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("holidays.toml"), "").unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(0o000)).unwrap();
        let output = office.run_as_nobody("duban check");
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        refused(&output, name, "Permission denied");
    }
}

#[test]
fn a_link_out_of_the_ledger_is_followed_only_where_the_user_lets_it() {
    let office = Office::new();
    office.put("share/two.toml", &TASK.replace("ID", "TOKEN-123"));
    symlink(office.at("share/two.toml"), office.at("ledger/two.toml")).unwrap();
    let output = office.run(&["check"]);
    refused(&output, "two.toml", "config.toml");
    let said = String::from_utf8(output.stderr).unwrap();
    let share = office.at("share").display().to_string();
    assert!(said.contains(&format!("write links = [\"{share}\"] in ")), "{said}");
    assert!(!said.contains("TOKEN-123"), "{said}");
    office.let_links_lead_to_the_share();
    assert!(office.says(&["list"]).starts_with("2 tasks"));
    office.says(&["done", "TOKEN-123", "5"]);
    assert!(office.at("ledger/two.toml").is_symlink());
    assert!(fs::read_to_string(office.at("share/two.toml")).unwrap().contains("done = 5"));
    // The folder whose name only begins so is another one.
    office.put("shared/three.toml", &TASK.replace("ID", "C"));
    symlink(office.at("shared/three.toml"), office.at("ledger/three.toml")).unwrap();
    office.is_refused("three.toml", "leads out of the ledger");
}

#[test]
fn links_to_folders_are_held_to_the_same() {
    for name in ["tasks", "statements", "config", "tasks/more"] {
        let office = Office::new();
        office.put("share/holidays.toml", "off = []\n");
        fs::create_dir_all(office.at("ledger").join(name).parent().unwrap()).unwrap();
        symlink(office.at("share"), office.at("ledger").join(name)).unwrap();
        refused(&office.run(&["check"]), name, "leads out of the ledger");
        refused(&office.run(&["close-period", "2018-04"]), name, "leads out of the ledger");
        assert!(!office.at("share/2018-04.toml").exists());
    }
}

#[test]
fn links_inside_the_ledger_work_and_stay() {
    let office = Office::new();
    office.put("ledger/kept/two.txt", &TASK.replace("ID", "B"));
    symlink("kept/two.txt", office.at("ledger/two.toml")).unwrap();
    assert!(office.says(&["list"]).starts_with("2 tasks"));
    office.says(&["done", "B", "5"]);
    assert!(office.at("ledger/two.toml").is_symlink());
    assert!(fs::read_to_string(office.at("ledger/kept/two.txt")).unwrap().contains("done = 5"));
}

#[test]
fn no_file_of_the_users_is_read_to_him_by_a_ledger() {
    let reads = |name: &str, target: &str, args: &[&str]| {
        let office = Office::new();
        let link = office.at("ledger").join(name);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        office.put("share/secret", "TOKEN-123");
        let target = target.replace("SHARE", &office.at("share").display().to_string());
        symlink(target, &link).unwrap();
        let output = office.run(args);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert_eq!(output.status.code(), Some(3), "{name}: {said}");
        assert!(!said.contains("TOKEN-123"), "{name}: {said}");
    };
    reads("tasks/x.toml", "/proc/self/environ", &["check"]);
    reads("x.toml", "SHARE/secret", &["check"]);
    reads("config/holidays.toml", "SHARE/secret", &["check"]);
    reads("statements/2018-04.toml", "SHARE/secret", &["check"]);
    reads(".duban-journal", "/nowhere", &["check"]);
    reads("config/templates/report.en.txt", "SHARE/secret", &["report", "weekly"]);
}

#[test]
fn an_included_ledger_is_held_to_its_own_folder() {
    let office = Office::new();
    office.put("other/duban.toml", BOOK);
    office.put(
        "ledger/duban.toml",
        &BOOK.replace(
            "year = 2018\n",
            "year = 2018\ninclude = [{ path = \"../other\", as = \"o\" }]\n",
        ),
    );
    symlink(office.at("ledger/one.toml"), office.at("other/two.toml")).unwrap();
    let output = office.run(&["list"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("[bad-include]") && said.contains("two.toml"), "{said}");
    fs::remove_file(office.at("other/two.toml")).unwrap();
    office.put("other/two.toml", &TASK.replace("ID", "B"));
    assert!(office.says(&["list"]).starts_with("2 tasks"));
}

#[test]
fn tasks_are_read_at_any_depth_and_under_any_name() {
    let office = Office::new();
    office.put("ledger/tasks/a/b/X.TOML", &TASK.replace("ID", "B"));
    office.put("ledger/Y.Toml", &TASK.replace("ID", "C"));
    let name = OsStr::from_bytes(b"ledger/tasks/\xd6\xc7.toml");
    fs::write(office.at(name), TASK.replace("ID", "D")).unwrap();
    assert!(office.says(&["list"]).starts_with("4 tasks"));
    for id in ["B", "C", "D"] {
        office.says(&["done", id, "5"]);
    }
    assert!(fs::read_to_string(office.at(name)).unwrap().contains("done = 5"));
    office.says(&["undo"]);
    assert!(!fs::read_to_string(office.at(name)).unwrap().contains("done = 5"));
    let listed = |folder: &str| fs::read_dir(office.at(folder)).unwrap().count();
    assert_eq!((listed("ledger"), listed("ledger/tasks")), (4, 2));
    office.put("ledger/tasks/a/duban.toml", BOOK);
    office.is_refused("tasks/a/duban.toml", "a ledger of its own");
}

#[test]
fn what_is_written_has_the_rights_that_the_umask_leaves() {
    let office = Office::new();
    let duban = env!("CARGO_BIN_EXE_duban");
    let line = format!(
        "umask 027; {duban} note A 一 && {duban} close-period 2018-04 && {duban} init ../new && {duban} --as-of 2019-01-05 roll-over 2019 --into ../2019 && {duban} notice --lagging --out ../out"
    );
    let output = office.command("sh", &["-c", &line]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut seen = 0;
    for folder in ["ledger/statements", "new", "2019", "out"] {
        for entry in fs::read_dir(office.at(folder)).unwrap() {
            assert_eq!(mode(&entry.unwrap().path()), 0o640, "{folder}");
            seen += 1;
        }
    }
    assert!(seen > 4, "{seen}");
    let undo = office.at("state/duban/undo");
    let ledger = fs::read_dir(&undo).unwrap().next().unwrap().unwrap().path();
    assert_eq!((mode(&undo), mode(&ledger)), (0o700, 0o700));
    for entry in fs::read_dir(&ledger).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
}

#[test]
fn what_goes_out_is_written_through_no_link() {
    let office = Office::new();
    office.says(&["notice", "--lagging", "--out", "../out"]);
    office.put("victim", "as it was");
    let files: Vec<PathBuf> =
        fs::read_dir(office.at("out")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!files.is_empty());
    for file in &files {
        fs::remove_file(file).unwrap();
        symlink(office.at("victim"), file).unwrap();
    }
    office.says(&["notice", "--lagging", "--out", "../out"]);
    assert_eq!(fs::read_to_string(office.at("victim")).unwrap(), "as it was");
    assert!(files.iter().all(|file| !file.is_symlink()));
    fs::create_dir(office.at("new")).unwrap();
    symlink(office.at("made"), office.at("new/tasks.toml")).unwrap();
    let output = office.run(&["init", "../new"]);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!office.at("made").exists() && !office.at("new/duban.toml").exists());
}

#[test]
fn where_no_thread_is_to_be_had_one_does_the_work() {
    let office = Office::new();
    let output = office.run_as_nobody("ulimit -u 1; exec duban list");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("1 task"));
}

#[test]
fn the_users_configuration_is_read_strictly() {
    let office = Office::new();
    for (text, place) in [
        ("links = []\nlink = 1\n", "config.toml:2:1: there is no key `link`"),
        ("links = [\"share\"]\n", "config.toml:1:10: `links` is a list of folders"),
        ("links = \"/srv\"\n", "config.toml:1:9: `links` is a list of folders"),
        ("links = [\n", "config.toml:"),
    ] {
        office.put("settings/duban/config.toml", text);
        refused(&office.run(&["list"]), place, "");
    }
    fs::remove_file(office.at("settings/duban/config.toml")).unwrap();
    mkfifo(&office.at("settings/duban/config.toml"), Mode::S_IRWXU).unwrap();
    refused(&office.run(&["list"]), "config.toml: a named pipe, not a file", "");
}
