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
    let next = office.notices();
    assert_eq!(next.code, Some(0), "{next:?}");
    assert!(
        next.out.contains("perhaps sent (cut off on 2018-05-15), not sent again"),
        "{}",
        next.out
    );
    assert_eq!(addressees(&server), ["one@example.gov.cn", "two@example.gov.cn"]);
    let again = office.run(&["mail", "notices", "--again", "--dept", "x"]);
    assert_eq!((again.code, server.taken().len()), (Some(0), 3), "{again:?}");
}

#[test]
fn a_line_cut_off_by_a_kill_is_passed_over_and_any_other_stops_all() {
    let server = Server::start(Manner::default());
    let office = Office::at(&server, "");
    office.notices();
    let whole = office.marks();
    office.put(".duban-sent", &format!("{whole}{{\"kind\":\"not"));
    let said = office.notices();
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("2 sent before"), "{}", said.out);
    let again = office.run(&["mail", "notices", "--again"]);
    assert_eq!(again.code, Some(0), "{again:?}");
    assert_eq!(office.notices().code, Some(0), "what was written behind it can be read");
    office.put(".duban-sent", "sent: one@example.gov.cn\n");
    let said = office.notices();
    assert_eq!((said.code, server.taken().len()), (Some(4), 4), "{said:?}");
    assert!(said.err.contains(".duban-sent:1"), "{}", said.err);
}
