//! Servers and programs that mean no good, or hang: somebody on the way, an answer without end, a password repeated, a ledger of
//! others.

use super::server::{Manner, Secure, Server};
use super::{Office, Said, addressees, task};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

#[test]
fn who_speaks_before_the_handshake_is_not_listened_to() {
    let early = [
        "250-mitm\r\n250 AUTH PLAIN\r\n250 ok\r\n250 ok\r\n354 go\r\n250 queued as FAKE\r\n221 bye\r\n",
        "250 ok\r\n",
        "2",
    ];
    for early in early {
        let secure = Secure::Starttls;
        let server = Server::start(Manner { secure, early, ..Manner::default() });
        let said = Office::secured(&server, "starttls", "").notices();
        assert_eq!((said.code, server.taken().len()), (Some(4), 0), "{early:?}: {said:?}");
        assert!(said.err.contains("out of turn"), "{early:?}: {said:?}");
        assert_eq!(server.connections(), 1, "it is not tried again");
    }
}

#[test]
fn an_answer_without_end_is_cut_off() {
    for endless in ["220-welcome\r\n", "220-"] {
        let server = Server::start(Manner { endless, ..Manner::default() });
        let said = Office::at(&server, "tries = 1\n").notices();
        assert_eq!(said.code, Some(4), "{said:?}");
        assert!(said.err.contains("had no end"), "{said:?}");
    }
}

#[test]
fn a_server_that_repeats_the_password_is_not_quoted() {
    let login = Some(("dcs", "right"));
    let manner = Manner { secure: Secure::Starttls, login, repeats: true, ..Manner::default() };
    let server = Server::start(manner);
    let office = Office::secured(&server, "starttls", "user = \"dcs\"\n");
    for args in
        [&["mail", "notices"][..], &["mail", "notices", "--format", "json"], &["mail", "test"]]
    {
        let mut command = office.command(args);
        let said = Said::of(command.env("DUBAN_MAIL_PASSWORD", "hunter2-GEHEIM").output().unwrap());
        assert_eq!(said.code, Some(4), "{said:?}");
        let all = format!("{}{}", said.out, said.err);
        assert!(all.contains("login refused (535 …)") || all.contains("535"), "{all}");
        for secret in ["hunter2", "GEHEIM", "AGRjcwBodW50ZXIyLUdFSEVJTQ"] {
            assert!(!all.contains(secret), "{secret} in {all}");
        }
    }
}

/// A program that takes letters, made for a test.
fn program(office: &Office, text: &str) {
    let path = office.own("sm");
    fs::create_dir_all(office.own("")).unwrap();
    fs::write(&path, format!("#!/bin/sh\n{text}")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_program_that_hangs_is_ended_with_its_children_and_the_others_go_on() {
    let office = Office::new("sendmail = \"sm\"\ntimeout = 2\n");
    let hangs = "case \"$*\" in *one@*) sleep 1000 & echo $! >>pids; cat >/dev/null; wait ;; esac\ncat >>letters\n";
    program(&office, hangs);
    let said = office.notices();
    assert_eq!(said.code, Some(4), "{said:?}");
    assert!(said.out.contains("perhaps sent: no answer within the time limit"), "{said:?}");
    assert!(said.out.contains("1 sent, 1 perhaps sent"), "{said:?}");
    let pids = fs::read_to_string(office.path("pids")).unwrap();
    for pid in pids.lines() {
        let state = fs::read_to_string(Path::new("/proc").join(pid).join("stat"));
        // A child that nobody has waited for yet is dead all the same.
        let dead = state.map_or(true, |state| state.contains(") Z"));
        assert!(dead, "{pid} lives");
    }
    let next = office.notices();
    assert_eq!(next.code, Some(4), "{next:?}");
    assert!(next.out.contains("1 sent before, 1 perhaps sent"), "{next:?}");
}

#[test]
fn a_program_that_was_not_given_the_whole_letter_has_not_sent_it() {
    let office = Office::new("sendmail = \"sm\"\ntimeout = 0.3\ntries = 1\n");
    let many: String = (0..3_000).map(|nth| task(&format!("C-{nth}"), "x", 1)).collect();
    office.put("tasks.toml", &format!("area = \"a\"\n\n{many}"));
    program(&office, "sleep 1000\n");
    let said = office.notices();
    assert_eq!(said.code, Some(4), "{said:?}");
    assert!(said.out.contains("not sent: no answer within the time limit"), "{said:?}");
}

#[test]
fn settings_in_a_ledger_are_not_obeyed() {
    let server = Server::start(Manner::default());
    let office = Office::at(&server, "");
    let settings = fs::read_to_string(office.own("mail.toml")).unwrap();
    let book = fs::read_to_string(office.path("duban.toml")).unwrap();
    office.put("duban.toml", &format!("{book}{settings}"));
    fs::remove_file(office.own("mail.toml")).unwrap();
    let said = office.notices();
    assert_eq!((said.code, server.connections()), (Some(4), 0), "{said:?}");
    assert!(said.err.contains("duban mail --move-settings"), "{said:?}");
    let moved = office.run(&["mail", "--move-settings"]);
    assert_eq!(moved.code, Some(0), "{moved:?}");
    let mode = fs::metadata(office.own("mail.toml")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(fs::read_to_string(office.path("duban.toml")).unwrap(), book);
    let said = office.notices();
    assert_eq!((said.code, server.taken().len()), (Some(0), 2), "{said:?}");
}

#[test]
fn a_ledger_sends_nothing_for_those_that_it_includes() {
    let server = Server::start(Manner::default());
    let office = Office::at(&server, "");
    let book = fs::read_to_string(office.path("duban.toml")).unwrap();
    let (own, mail) = book.split_once("[mail]").unwrap();
    let other = own.replace("one@example.gov.cn", "evil@attacker.example");
    fs::create_dir(office.path("other")).unwrap();
    office.put(
        "other/duban.toml",
        &format!("{other}[mail]\nfrom = \"not an address\"\nsendmail = \"./s\"\n"),
    );
    office.put("other/tasks.toml", &format!("area = \"a\"\n\n{}", task("O-1", "x", 9)));
    let including =
        own.replace("year = 2018", "year = 2018\ninclude = [{ path = \"other\", as = \"o\" }]");
    office.put("duban.toml", &format!("{including}[mail]{mail}"));
    let said = office.notices();
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(addressees(&server), ["one@example.gov.cn", "two@example.gov.cn"]);
}

#[test]
fn a_route_of_one_ledger_is_mixed_with_nothing() {
    let server = Server::start(Manner::default());
    let office = Office::at(&server, "");
    let general = "server = \"mail.example.gov.cn\"\nuser = \"dcs\"\npassword_file = \"none\"\n";
    let own = fs::read_to_string(office.own("mail.toml")).unwrap();
    let folder = office.room.path().display();
    office.put_own("mail.toml", &format!("{general}\n[[ledger]]\npath = \"{folder}\"\n{own}"));
    let said = office.notices();
    assert_eq!((said.code, server.taken().len()), (Some(0), 2), "{said:?}");
}
