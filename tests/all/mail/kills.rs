//! A run killed at its system calls, one after another: no letter is sent twice unasked, and none is lost unseen.

use super::server::{Manner, Server};
use super::{Office, addressees};
use serde_json::Value;
use std::io::Write;
use std::process::Command;

/// The calls by which a run reads, writes and sends, and which of them are tried: every so many-th.
const CALLS: [(&str, usize); 6] = [
    ("sendto", 1),
    ("recvfrom", 3),
    ("write", 3),
    ("fdatasync", 1),
    ("openat", 23),
    ("connect", 1),
];

/// Runs with a kill at the nth call of that name; false where no trace can be taken, or the run ended before.
fn killed(office: &Office, call: &str, nth: usize) -> Option<bool> {
    let plain = office.command(&["mail", "notices"]);
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e"])
        .arg(format!("inject={call}:signal=KILL:when={nth}"))
        .arg(plain.get_program())
        .args(plain.get_args())
        .current_dir(plain.get_current_dir().unwrap())
        .env_clear();
    for (name, value) in plain.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    let said = command.output().ok()?;
    Some(said.status.code().is_none() || said.status.code() == Some(137))
}

#[test]
fn a_run_killed_at_any_call_sends_no_letter_twice_and_loses_none_unseen() {
    let mut kills = 0;
    for (call, step) in CALLS {
        let mut nth = 1;
        loop {
            let server = Server::start(Manner::default());
            let office = Office::at(&server, "");
            match killed(&office, call, nth) {
                Some(true) => kills += 1,
                Some(false) => break,
                None => {
                    // Not `eprintln!`, which is kept back from who runs the tests.
                    let _ = writeln!(std::io::stderr(), "passed over: kills (no strace)");
                    return;
                }
            }
            for _ in 0..2 {
                one_more_run(&office, &server, (call, nth));
            }
            nth += step;
        }
    }
    assert!(kills > 10, "{kills} kills");
}

/// After a kill each letter has arrived once, or is told as perhaps sent with exit code 4.
fn one_more_run(office: &Office, server: &Server, at: (&str, usize)) {
    let said = office.run(&["mail", "notices", "--format", "json"]);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    let rows = answer["rows"].as_array().unwrap();
    let result = |row: &Value| row["result"].as_str().unwrap().to_owned();
    let perhaps = rows.iter().filter(|row| result(row) == "perhaps-sent").count();
    assert_eq!(said.code, Some(if perhaps > 0 { 4 } else { 0 }), "{at:?}: {said:?}");
    assert_eq!(rows.len(), 2, "{at:?}: {said:?}");
    let taken = addressees(server);
    for row in rows {
        let to = row["to"].as_str().unwrap();
        let count = taken.iter().filter(|own| *own == to).count();
        let right = if result(row) == "perhaps-sent" { count <= 1 } else { count == 1 };
        assert!(right, "{at:?}: {to} has {count}: {said:?}");
    }
}
