//! Each letter once: two runs at once, a run killed between its two lines, what was sent cut off or damaged.

use super::server::{Gate, Manner, Server};
use super::{Office, Said, addressees};
use std::sync::Arc;

#[test]
fn two_runs_at_once_send_each_letter_once() {
    let gate = Arc::new(Gate::default());
    let server = Server::start(Manner { holds: Some(Arc::clone(&gate)), ..Manner::default() });
    let office = Office::at(&server, "");
    let first = office.command(&["mail", "notices"]).spawn().unwrap();
    gate.until_somebody_waits();
    let second = office.command(&["mail", "notices"]).spawn().unwrap();
    gate.open();
    let (first, second) = (Said::ended(first), Said::ended(second));
    assert_eq!((first.code, second.code), (Some(0), Some(0)), "{first:?} {second:?}");
    assert_eq!(server.taken().len(), 2);
    assert!(second.out.contains("2 sent before"), "{}", second.out);
}

#[test]
fn a_run_that_is_killed_in_the_middle_is_named_by_the_next() {
    let gate = Arc::new(Gate::default());
    let server = Server::start(Manner { holds: Some(Arc::clone(&gate)), ..Manner::default() });
    let office = Office::at(&server, "");
    let mut first = office.command(&["mail", "notices"]).spawn().unwrap();
    gate.until_somebody_waits();
    first.kill().unwrap();
    first.wait().unwrap();
    gate.open();
    // Until somebody has decided, each run says so.
    for _ in 0..2 {
        let next = office.notices();
        assert_eq!(next.code, Some(4), "{next:?}");
        assert!(
            next.out.contains("perhaps sent (cut off on 2018-05-15), not sent again"),
            "{}",
            next.out
        );
    }
    assert_eq!(addressees(&server), ["one@example.gov.cn", "two@example.gov.cn"]);
    let key = perhaps_key(&office.notices());
    let dry = office.run(&["mail", "notices", "--dry-run"]);
    assert_eq!(dry.code, Some(4), "{dry:?}");
    let again = office.run(&["mail", "--again", &key]);
    assert_eq!((again.code, server.taken().len()), (Some(0), 3), "{again:?}");
    assert_eq!(addressees(&server)[2], "one@example.gov.cn");
    let last = office.notices();
    assert_eq!((last.code, server.taken().len()), (Some(0), 3), "{last:?}");
}

/// The key in `duban mail --sent KEY` of an answer.
fn perhaps_key(said: &Said) -> String {
    let (_, rest) = said.out.split_once("duban mail --sent ").unwrap();
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}

#[test]
fn a_letter_that_has_arrived_is_not_asked_about_again() {
    let server = Server::start(Manner { drops_after_data: 99, ..Manner::default() });
    let office = Office::at(&server, "tries = 1\n");
    let first = office.run(&["mail", "notices", "--dept", "x"]);
    assert_eq!(first.code, Some(4), "{first:?}");
    assert!(first.out.contains("perhaps sent"), "{first:?}");
    let key = perhaps_key(&first);
    let unknown = office.run(&["mail", "--sent", &key, "0000000000"]);
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
    let told = office.run(&["mail", "--sent", &key]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(told.out.contains("督催〔2018〕1号 has reached one@example.gov.cn"), "{told:?}");
    let next = office.run(&["mail", "notices", "--dept", "x"]);
    assert_eq!((next.code, server.taken().len()), (Some(0), 1), "{next:?}");
}

#[test]
fn what_was_sent_stands_where_nobody_else_writes_or_reads() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::start(Manner::default());
    let office = Office::at(&server, "");
    office.notices();
    let file = office.marks_file().unwrap();
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
    assert!(!office.path(".duban-sent").exists());
}

#[test]
fn marks_in_a_ledger_are_not_believed_and_links_are_not_followed() {
    let server = Server::start(Manner::default());
    let office = Office::at(&server, "");
    let mark = "{\"kind\":\"notice\",\"period\":\"督催〔2018〕1号\",\"to\":\"one@example.gov.cn\",\"digest\":\"\",\"on\":\"2018-05-15\",\"step\":\"sent\"}\n";
    office.put(".duban-sent", mark);
    let said = office.notices();
    assert_eq!((said.code, server.connections()), (Some(4), 0), "{said:?}");
    assert!(said.err.contains("duban mail --adopt-marks"), "{said:?}");
    let adopted = office.run(&["mail", "--adopt-marks"]);
    assert_eq!(adopted.code, Some(0), "{adopted:?}");
    assert!(!office.path(".duban-sent").exists());
    let said = office.notices();
    assert_eq!((said.code, server.taken().len()), (Some(0), 1), "{said:?}");
    // A link, to a file of the user's or to nothing.
    office.put_own("profile", "# mine\n");
    std::os::unix::fs::symlink(office.own("profile"), office.path(".duban-sent")).unwrap();
    assert_eq!(office.notices().code, Some(4));
    assert_eq!(office.run(&["mail", "--adopt-marks"]).code, Some(4));
    assert_eq!(std::fs::read_to_string(office.own("profile")).unwrap(), "# mine\n");
}

#[test]
fn a_line_cut_off_by_a_kill_is_passed_over_and_any_other_stops_all() {
    let server = Server::start(Manner::default());
    let office = Office::at(&server, "");
    office.notices();
    let whole = office.marks();
    let file = office.marks_file().unwrap();
    std::fs::write(&file, format!("{whole}{{\"kind\":\"not")).unwrap();
    let said = office.notices();
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("2 sent before"), "{}", said.out);
    let again = office.run(&["mail", "notices", "--again"]);
    assert_eq!(again.code, Some(0), "{again:?}");
    assert_eq!(office.notices().code, Some(0), "what was written behind it can be read");
    std::fs::write(&file, "sent: one@example.gov.cn\n").unwrap();
    let said = office.notices();
    assert_eq!((said.code, server.taken().len()), (Some(4), 4), "{said:?}");
    assert!(said.err.contains(".jsonl:1"), "{}", said.err);
}
