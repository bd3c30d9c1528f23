//! Writing under faults, with the real program: killed at random moments, many at once, no room, no permission.

use crate::session::place::{self, contents};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::{self, File};
use std::hint::spin_loop;
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::yield_now;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A copy of a small ledger of two files, a state folder of its own, and the program, where anybody may run it.
pub(crate) struct Office {
    pub(crate) room: TempDir,
}

const TASKS: &str = "area = \"a\"\nowner = \"x\"\n\n# 甲\n[[task]]\nid = \"ID\"\ntitle = \"t\"\ndue = 2018-12-31\ntarget = 1000\nlog = [\n  { on = 2018-01-10, done = 1 },\n]\n";

impl Office {
    pub(crate) fn new() -> Self {
        let room = tempfile::Builder::new().prefix("duban-faults-").tempdir().unwrap();
        let own = Self { room };
        fs::create_dir(own.ledger()).unwrap();
        fs::create_dir(own.room.path().join("state")).unwrap();
        own.put(
            "duban.toml",
            "[ledger]\nformat = 1\ntitle = \"t\"\noffice = \"督查室\"\nyear = 2018\n[[area]]\nid = \"a\"\nname = \"甲\"\n[[department]]\nid = \"x\"\nname = \"一局\"\n",
        );
        own.put("one.toml", &TASKS.replace("ID", "A"));
        own.put("two.toml", &TASKS.replace("ID", "B"));
        own
    }

    pub(crate) fn ledger(&self) -> PathBuf {
        self.room.path().join("ledger")
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        fs::write(self.ledger().join(name), text).unwrap();
    }

    /// Writes the user's own configuration.
    fn let_links_lead_to(&self, folder: &Path) {
        let settings = self.room.path().join("settings/duban");
        fs::create_dir_all(&settings).unwrap();
        fs::write(settings.join("config.toml"), format!("links = [{folder:?}]\n")).unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.ledger().join(name)).unwrap()
    }

    pub(crate) fn command(&self, program: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(args)
            .current_dir(self.ledger())
            .env_clear()
            .envs(crate::session::place::profile())
            .env("XDG_STATE_HOME", self.room.path().join("state"))
            .env("XDG_CONFIG_HOME", self.room.path().join("settings"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("DUBAN_AS_OF", "2018-05-15")
            .env("DUBAN_LANG", "en")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn duban(&self, args: &[&str]) -> Command {
        self.command(Path::new(env!("CARGO_BIN_EXE_duban")), args)
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.duban(args).output().unwrap()
    }

    /// Runs the program as somebody without special rights.
    fn run_as_nobody(&self, args: &[&str]) -> Output {
        let program = self.room.path().join("duban");
        fs::copy(env!("CARGO_BIN_EXE_duban"), &program).unwrap();
        let open =
            |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        open(self.room.path());
        open(&program);
        let mut command = self.command(&program, args);
        if fs::metadata(self.room.path()).unwrap().uid() == 0 {
            command.uid(65534).gid(65534);
        }
        // A test that forks at the wrong moment holds the fresh copy open for writing until its own program starts.
        loop {
            match command.output() {
                Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => yield_now(),
                output => return output.unwrap(),
            }
        }
    }

    /// That a command fails with 4, says something, changes nothing and leaves nothing behind.
    fn refused(&self, before: &place::Files, output: &Output) {
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{said}");
        assert!(said.starts_with("error: "), "{said}");
        assert_eq!(&contents(&self.ledger()), before, "{said}");
    }
}

/// A number from a seed (SplitMix64), below `limit`.
pub(crate) fn random(seed: u64, limit: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % limit
}

pub(crate) const ROWS: &str = "id,done,on\nA,7,2018-05-10\nB,8,2018-05-10\n";

/// Kills the program so long after its start.
pub(crate) fn kill_after(mut command: Command, delay: Duration) {
    let mut child = command.spawn().unwrap();
    let begun = Instant::now();
    while begun.elapsed() < delay {
        spin_loop();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn two_hundred_kills_leave_old_or_new_files() {
    let added = |text: &str, figure: u32| {
        text.replace(
            "done = 1 },\n",
            &format!("done = 1 }},\n  {{ on = 2018-05-10, done = {figure} }},\n"),
        )
    };
    // Each kill comes a little earlier after a write that was made and later after one that was not, so that most come
    // near the write, on a fast machine and on a slow one.
    let kill = |seed: u64, around: &mut f64| {
        let office = Office::new();
        office.put("rows.csv", ROWS);
        let old = [office.text("one.toml"), office.text("two.toml")];
        let new = [added(&old[0], 7), added(&old[1], 8)];
        let delay = *around * (0.5 + random(seed, 1000) as f64 / 1000.0);
        let delay = Duration::from_secs_f64(delay);
        kill_after(office.duban(&["done", "--from", "rows.csv"]), delay);
        let now = [office.text("one.toml"), office.text("two.toml")];
        for (at, text) in now.iter().enumerate() {
            assert!(*text == old[at] || *text == new[at], "{text}");
        }
        // The next writer finds all or nothing, and leaves no litter.
        let next = office.run(&["note", "A", "next", "--on", "2018-05-11"]);
        assert!(next.status.success());
        let completed = String::from_utf8_lossy(&next.stderr).contains("cut off");
        let made = office.text("two.toml") == new[1];
        assert_eq!(office.text("one.toml").contains("done = 7"), made);
        let left: Vec<PathBuf> = contents(&office.ledger()).into_keys().collect();
        assert_eq!(left.len(), 4, "{left:?}");
        *around *= if made { 0.8 } else { 1.25 };
        [now[0] != old[0], completed, made]
    };
    let fates: Vec<[bool; 3]> = (0..4u64)
        .into_par_iter()
        .flat_map_iter(|chain| {
            let mut around = 0.005;
            let seeds = (0..50).map(move |nth| chain * 50 + nth);
            let fates: Vec<[bool; 3]> = seeds.map(|seed| kill(seed, &mut around)).collect();
            fates
        })
        .collect();
    let count = |at: usize| fates.iter().filter(|fate| fate[at]).count();
    println!(
        "200 kills: {} after the first file, {} completed by the next run, {} made, {} not made",
        count(0),
        count(1),
        count(2),
        200 - count(2)
    );
    assert!(count(2) > 0 && count(2) < 200, "no kill fell within the work");
}

#[test]
fn twenty_writers_of_twenty_entries_lose_none() {
    let office = Office::new();
    std::thread::scope(|scope| {
        for writer in 0..20 {
            let office = &office;
            scope.spawn(move || {
                for nth in 0..20 {
                    let id = ["A", "B"][nth % 2];
                    let note = format!("w{writer}-{nth}");
                    let output = office.run(&["note", id, &note]);
                    let said = String::from_utf8_lossy(&output.stderr).into_owned();
                    assert!(output.status.success(), "{said}");
                }
            });
        }
    });
    let text = office.text("one.toml") + &office.text("two.toml");
    let notes: Vec<&str> =
        text.lines().filter_map(|line| line.split("note = \"").nth(1)?.split('"').next()).collect();
    assert_eq!(notes.len(), 400);
    assert_eq!(notes.iter().collect::<HashSet<_>>().len(), 400);
}

#[test]
fn no_room_leaves_the_ledger_as_it_was() {
    let office = Office::new();
    office.put("one.toml", &(office.text("one.toml") + &"# 长\n".repeat(4000)));
    let before = contents(&office.ledger());
    let duban = env!("CARGO_BIN_EXE_duban");
    let limited = format!("trap '' XFSZ; ulimit -f 8; exec '{duban}' done A 5");
    let output = office.command(Path::new("sh"), &["-c", &limited]).output().unwrap();
    office.refused(&before, &output);
}

#[test]
fn read_only_folders_and_files_are_not_written_to() {
    let office = Office::new();
    let before = contents(&office.ledger());
    let mode = |path: PathBuf, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap()
    };
    mode(office.ledger(), 0o555);
    office.refused(&before, &office.run_as_nobody(&["done", "A", "5"]));
    mode(office.ledger(), 0o777);
    mode(office.ledger().join("one.toml"), 0o444);
    office.refused(&before, &office.run_as_nobody(&["done", "A", "5"]));
    office.refused(&before, &office.run(&["done", "A", "5"]));
    let output = office.run(&["-C", "nowhere", "done", "A", "5"]);
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn rights_links_marks_and_line_ends_are_kept() {
    let office = Office::new();
    let elsewhere = office.room.path().join("real.toml");
    let text = format!("\u{feff}{}", office.text("one.toml").replace('\n', "\r\n"));
    fs::write(&elsewhere, &text).unwrap();
    fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o640)).unwrap();
    let link = office.ledger().join("one.toml");
    fs::remove_file(&link).unwrap();
    symlink(&elsewhere, &link).unwrap();
    office.let_links_lead_to(office.room.path());
    assert!(office.run(&["done", "A", "5"]).status.success());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&elsewhere).unwrap().permissions().mode() & 0o777, 0o640);
    let line = "  { on = 2018-05-15, done = 5 },\r\n";
    assert_eq!(
        fs::read_to_string(&elsewhere).unwrap(),
        text.replace("},\r\n]", &format!("}},\r\n{line}]"))
    );
    assert!(office.run(&["undo"]).status.success());
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), text);
}

#[test]
fn a_second_writer_waits_or_says_so() {
    let office = Office::new();
    let before = contents(&office.ledger());
    let held = File::open(office.ledger().join("duban.toml")).unwrap();
    held.lock().unwrap();
    office.refused(&before, &office.run(&["done", "A", "5", "--no-wait"]));
    let waiting = office.duban(&["done", "A", "5"]).spawn().unwrap();
    held.unlock().unwrap();
    assert!(waiting.wait_with_output().unwrap().status.success());
    assert!(office.text("one.toml").contains("done = 5"));
}

#[test]
fn an_edit_meanwhile_is_noticed_and_the_text_is_kept() {
    let office = Office::new();
    let duban = env!("CARGO_BIN_EXE_duban");
    let mut command = office.duban(&["edit", "A"]);
    command.env("EDITOR", format!("'{duban}' note A meanwhile; sed -i s/1000/900/"));
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let kept = said.lines().last().unwrap().strip_prefix("your text is in ").unwrap();
    assert!(fs::read_to_string(kept).unwrap().contains("target = 900"));
    fs::remove_dir_all(Path::new(kept).parent().unwrap()).unwrap();
    let text = office.text("one.toml");
    assert!(text.contains("target = 1000") && text.contains("meanwhile"));
}

#[test]
fn a_write_cut_off_is_read_through_and_completed() {
    let office = Office::new();
    let old = office.text("one.toml");
    let new = old.replace("done = 1 }", "done = 9 }");
    let digest = |text: &str| -> String {
        let bytes = Sha256::digest(text.as_bytes());
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let at = old.find("done = 1 }").unwrap() + "done = ".len();
    let folder = fs::metadata(office.ledger()).unwrap();
    let id = fs::read_to_string("/etc/machine-id").unwrap_or_default();
    let name = || fs::read_to_string("/proc/sys/kernel/hostname").unwrap();
    let machine = if id.trim().is_empty() { name() } else { id };
    let change = serde_json::json!({"path": "one.toml", "before": digest(&old), "after": digest(&new), "changes": [{"at": at, "old": "1", "new": "9"}]});
    let journal = serde_json::json!({
        "machine": digest(machine.trim())[..16],
        "folder": [folder.dev(), folder.ino()],
        "record": {"command": "done", "files": [change]},
        "real": [fs::canonicalize(office.ledger().join("one.toml")).unwrap()],
    });
    let put = || {
        office.put(".duban-journal", &journal.to_string());
        let mode = fs::Permissions::from_mode(0o600);
        fs::set_permissions(office.ledger().join(".duban-journal"), mode).unwrap();
    };
    put();
    let before = contents(&office.ledger());
    let read = office.run(&["list", "--format", "csv"]);
    assert!(String::from_utf8_lossy(&read.stderr).contains("cut off"));
    assert!(String::from_utf8_lossy(&read.stdout).contains(",9,"));
    assert_eq!(contents(&office.ledger()), before, "reading commands never write");
    let write = office.run(&["note", "B", "x"]);
    assert!(String::from_utf8_lossy(&write.stderr).contains("has been completed"));
    assert_eq!(office.text("one.toml"), new);
    assert!(!office.ledger().join(".duban-journal").exists());

    // One that no longer fits is left for a person to look at.
    put();
    office.put("one.toml", &new.replace("1000", "900"));
    let before = contents(&office.ledger());
    let said = office.run(&["note", "B", "y"]);
    office.refused(&before, &said);
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(said.contains("one.toml") && said.contains("delete .duban-journal"), "{said}");
    assert_eq!(office.run(&["list"]).status.code(), Some(3));
    office.put("one.toml", &old);

    // Neither is one that came with a copy, nor one that others may write, nor one that is not understood.
    let elsewhere = Office::new();
    fs::rename(office.ledger().join(".duban-journal"), elsewhere.ledger().join(".duban-journal"))
        .unwrap();
    let before = contents(&elsewhere.ledger());
    assert_eq!(elsewhere.run(&["list"]).status.code(), Some(3));
    elsewhere.refused(&before, &elsewhere.run(&["note", "B", "y"]));
    office.put(".duban-journal", &journal.to_string());
    assert_eq!(office.run(&["list"]).status.code(), Some(3));
}

/// What a write must not touch, whatever a journal says.
#[test]
fn a_dry_run_writes_nothing_at_all() {
    let office = Office::new();
    let mut killed = office.duban(&["note", "A", "x"]);
    assert!(killed.output().unwrap().status.success());
    office.put(".duban-abcdef.tmp", "left by a kill");
    let before = contents(office.room.path());
    for words in ["note A y", "undo", "close-period 2018-04", "fmt"] {
        let mut args: Vec<&str> = words.split(' ').collect();
        args.push("--dry-run");
        let said = office.run(&args);
        assert!(said.status.success(), "{words}: {said:?}");
        assert_eq!(contents(office.room.path()), before, "{words}");
    }
    assert!(office.run(&["undo"]).status.success());
    assert!(!office.ledger().join(".duban-abcdef.tmp").exists());
}

#[test]
fn undo_never_takes_back_an_older_write() {
    let office = Office::new();
    assert!(office.run(&["done", "A", "5"]).status.success());
    let mut forgotten = office.duban(&["note", "B", "x"]);
    // A state folder that cannot be written to.
    forgotten.env("XDG_STATE_HOME", office.ledger().join("duban.toml"));
    let said = forgotten.output().unwrap();
    assert!(said.status.success());
    assert!(String::from_utf8_lossy(&said.stderr).contains("cannot take it back"));
    let before = contents(&office.ledger());
    office.refused(&before, &office.run(&["undo"]));
    assert!(office.run(&["undo", "--older"]).status.success());
    assert!(
        office.text("two.toml").contains("note = \"x\"")
            && !office.text("one.toml").contains("done = 5")
    );
    // The next write that is remembered can be taken back, those before the forgotten one cannot.
    assert!(office.run(&["done", "A", "6"]).status.success());
    assert!(office.run(&["done", "B", "6"]).status.success());
    let before = contents(&office.ledger());
    assert!(!before.keys().any(|path| path.to_string_lossy().starts_with(".duban-")));
    assert!(office.run(&["undo"]).status.success());
    assert!(office.run(&["undo"]).status.success());
    let before = contents(&office.ledger());
    office.refused(&before, &office.run(&["undo"]));
    assert!(office.text("two.toml").contains("note = \"x\""));
}

#[test]
fn a_hand_edit_elsewhere_does_not_forbid_undo() {
    let office = Office::new();
    assert!(office.run(&["done", "A", "5"]).status.success());
    office.put("two.toml", &(office.text("two.toml") + "# by hand\n"));
    office.put("three.toml", "");
    assert!(office.run(&["undo"]).status.success());
    assert!(!office.text("one.toml").contains("done = 5"));
    assert!(office.text("two.toml").ends_with("# by hand\n"));
}

#[test]
fn what_is_written_and_cannot_be_told_ends_with_5() {
    let office = Office::new();
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let closed = || std::io::pipe().unwrap().1;
    let exit = |mut command: Command| command.output().unwrap().status.code();
    let mut written = office.duban(&["note", "A", "x"]);
    written.stdout(full());
    assert_eq!(exit(written), Some(5));
    let mut written = office.duban(&["note", "A", "y"]);
    written.stdout(closed());
    assert_eq!(exit(written), Some(5));
    let mut undone = office.duban(&["undo"]);
    undone.stdout(full());
    assert_eq!(exit(undone), Some(5));
    assert!(
        office.text("one.toml").contains("\"x\"") && !office.text("one.toml").contains("\"y\"")
    );
    let mut made = office.duban(&["init", "new"]);
    made.stdout(full());
    assert_eq!(exit(made), Some(5));
    let mut read = office.duban(&["list"]);
    read.stdout(closed());
    assert_eq!(exit(read), Some(0));
}

#[test]
fn undo_takes_back_only_what_is_still_there() {
    let office = Office::new();
    let first = contents(&office.ledger());
    assert!(office.run(&["done", "A", "5"]).status.success());
    assert!(office.run(&["note", "B", "x"]).status.success());
    office.put("two.toml", &(office.text("two.toml") + "# by hand\n"));
    let before = contents(&office.ledger());
    office.refused(&before, &office.run(&["undo"]));
    office.put("two.toml", office.text("two.toml").trim_end_matches("# by hand\n"));
    assert!(office.run(&["undo"]).status.success());
    assert!(office.run(&["undo"]).status.success());
    assert_eq!(contents(&office.ledger()), first);
    office.refused(&first, &office.run(&["undo"]));
}
