//! Letters with a real server on this machine: taken, refused, put off, cut off; each once; parsed back by another library.

mod hostile;
mod kills;
mod once;
mod reports;
mod server;

use crate::verdict::root;
use mail_parser::{Message, MessageParser};
use serde_json::Value;
use server::{Manner, Secure, Server, Taken};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// A ledger with two departments urged on the same day, and the home of who sends its letters.
struct Office {
    room: TempDir,
    home: TempDir,
}

const BOOK: &str = r#"[ledger]
format = 1
title = "重点工作台账"
office = "督查室"
year = 2018

[notice]
prefix = "督催"

[[area]]
id = "a"
name = "项目"

[[department]]
id = "x"
name = "一局"
head = "局长"
email = "one@example.gov.cn"

[[department]]
id = "y"
name = "二局"
email = "two@example.gov.cn"
"#;

fn task(id: &str, owner: &str, number: u32) -> String {
    format!(
        "[[task]]\nid = \"{id}\"\ntitle = \"{id}的事\"\nowner = \"{owner}\"\ndue = 2018-05-10\nplan = [{{ by = 2018-05-10, step = \"完工\" }}]\nlog = [\n  {{ on = 2018-05-15, urge = \"督催〔2018〕{number}号\", reply = 2018-05-18 }},\n]\n\n"
    )
}

/// Keys that stand in the user's own mail.toml.
const ROUTE: [&str; 9] =
    ["server", "port", "security", "user", "password_file", "ca", "sendmail", "timeout", "state"];

/// Lines of settings: what says how letters leave, and the rest.
fn parted(settings: &str) -> (String, String) {
    let of_route = |line: &&str| {
        let key = line.split('=').next().unwrap_or("").trim();
        ROUTE.contains(&key)
    };
    let (route, rest): (Vec<&str>, Vec<&str>) = settings.lines().partition(of_route);
    let text = |lines: Vec<&str>| lines.iter().map(|line| format!("{line}\n")).collect();
    (text(route), text(rest))
}

impl Office {
    /// An empty room.
    fn empty() -> Self {
        let folder = || tempfile::Builder::new().prefix("duban-mail-").tempdir().unwrap();
        Self { room: folder(), home: folder() }
    }

    fn new(settings: &str) -> Self {
        let office = Self::empty();
        let (route, rest) = parted(settings);
        let mail = format!(
            "\n[mail]\nfrom = \"督查室 <dcs@example.gov.cn>\"\nreply_to = \"dcs-reply@example.gov.cn\"\nwait = 0\n{rest}"
        );
        office.put("duban.toml", &format!("{BOOK}{mail}"));
        let tasks = task("A-1", "x", 1) + &task("B-1", "y", 2);
        office.put("tasks.toml", &format!("area = \"a\"\n\n{tasks}"));
        office.put_own("mail.toml", &route);
        office
    }

    /// With a server that is spoken to in clear.
    fn at(server: &Server, more: &str) -> Self {
        let port = server.port;
        Self::new(&format!(
            "server = \"127.0.0.1\"\nport = {port}\nsecurity = \"none\"\ntimeout = 5\n{more}"
        ))
    }

    /// With a server whose authority is known.
    fn secured(server: &Server, security: &str, more: &str) -> Self {
        let port = server.port;
        let office = Self::new(&format!(
            "server = \"localhost\"\nport = {port}\nsecurity = \"{security}\"\nca = \"ca.pem\"\ntimeout = 5\n{more}"
        ));
        office.put_own("ca.pem", &server.ca);
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// A file of the user's own configuration.
    fn own(&self, name: &str) -> PathBuf {
        self.home.path().join(".config/duban").join(name)
    }

    fn put_own(&self, name: &str, text: &str) {
        fs::create_dir_all(self.own("")).unwrap();
        fs::write(self.own(name), text).unwrap();
    }

    /// Changes a setting of how letters leave.
    fn reset(&self, from: &str, to: &str) {
        let settings = fs::read_to_string(self.own("mail.toml")).unwrap();
        assert!(settings.contains(from), "{settings}");
        self.put_own("mail.toml", &settings.replace(from, to));
    }

    /// The file of what was sent, once there is one.
    fn marks_file(&self) -> Option<PathBuf> {
        let folder = self.home.path().join(".local/state/duban/sent");
        let mut files = fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path());
        files.find(|file| file.extension().is_some_and(|end| end == "jsonl"))
    }

    fn marks(&self) -> String {
        self.marks_file().map(|file| fs::read_to_string(file).unwrap()).unwrap_or_default()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
        command
            .args(args)
            .current_dir(self.room.path())
            .env_clear()
            .envs(crate::session::place::profile())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home.path())
            .env("DUBAN_AS_OF", "2018-05-15")
            .env("DUBAN_LANG", "en")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Said {
        Said::of(self.command(args).output().unwrap())
    }

    fn notices(&self) -> Said {
        self.run(&["mail", "notices"])
    }
}

#[derive(Debug)]
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Said {
    fn of(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    fn ended(child: Child) -> Self {
        Self::of(child.wait_with_output().unwrap())
    }
}

fn parsed(taken: &Taken) -> Message<'_> {
    MessageParser::default().parse(&taken.bytes).unwrap()
}

fn addressees(server: &Server) -> Vec<String> {
    let taken = server.taken();
    taken.iter().map(|own| own.to.join(",")).collect()
}

#[test]
fn each_department_gets_its_own_letter_once() {
    let server = Server::start(Manner::default());
    let office = Office::at(&server, "");
    let first = office.notices();
    assert_eq!(first.code, Some(0), "{first:?}");
    assert_eq!(addressees(&server), ["one@example.gov.cn", "two@example.gov.cn"]);
    assert!(first.err.contains("1/2 一局 one@example.gov.cn sent\n"), "{}", first.err);
    assert!(first.out.contains("2 sent"), "{}", first.out);

    let taken = server.taken();
    let letter = parsed(&taken[0]);
    assert_eq!(taken[0].from, "dcs@example.gov.cn");
    assert_eq!(
        letter.subject().unwrap(),
        "Reminder 督催〔2018〕1号 (重点工作台账, to be answered by 05-18)"
    );
    let address = |own: Option<&mail_parser::Address<'_>>| {
        let own = own.unwrap().first().unwrap().clone();
        (own.name.map(|name| name.into_owned()), own.address.unwrap().into_owned())
    };
    assert_eq!(address(letter.from()), (Some("督查室".into()), "dcs@example.gov.cn".into()));
    assert_eq!(address(letter.to()), (Some("一局".into()), "one@example.gov.cn".into()));
    assert_eq!(address(letter.reply_to()).1, "dcs-reply@example.gov.cn");
    for body in [letter.body_text(0).unwrap(), letter.body_html(0).unwrap()] {
        assert!(body.contains("A-1的事") && !body.contains("B-1"), "{body}");
    }
    let html = letter.body_html(0).unwrap();
    for remote in ["http:", "https:", "src=", "url(", "<script", "<link"] {
        assert!(!html.contains(remote), "{remote} in {html}");
    }

    let second = office.notices();
    assert_eq!(second.code, Some(0), "{second:?}");
    assert!(second.out.contains("2 sent before"), "{}", second.out);
    assert_eq!(server.taken().len(), 2);
    let again = office.run(&["mail", "notices", "--again", "--dept", "二局"]);
    assert_eq!(again.code, Some(0), "{again:?}");
    let taken = server.taken();
    assert_eq!(taken.len(), 3);
    assert_eq!(taken[1].bytes, taken[2].bytes, "the same letter has the same bytes");
}

#[test]
fn a_dry_run_connects_to_nobody_and_writes_nothing() {
    let server = Server::start(Manner::default());
    let office = Office::at(&server, "");
    let said = office.run(&["mail", "notices", "--dry-run", "--format", "json"]);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    let results: Vec<&str> = answer["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["result"].as_str().unwrap())
        .collect();
    assert_eq!(results, ["due", "due"]);
    assert_eq!((server.connections(), office.marks()), (0, String::new()));
}

#[test]
fn one_who_is_refused_keeps_nobody_from_his_letter() {
    let server = Server::start(Manner { refuses: vec!["one@example.gov.cn"], ..Manner::default() });
    let office = Office::at(&server, "");
    let said = office.notices();
    assert_eq!(said.code, Some(4), "{said:?}");
    assert_eq!(addressees(&server), ["two@example.gov.cn"]);
    assert!(
        said.err.contains(
            "one@example.gov.cn not sent: the server said: 550 5.1.1 no such mailbox: 查无此人"
        ),
        "{}",
        said.err
    );
    // What failed is tried again by the next run; what was sent is not.
    let next = office.notices();
    assert_eq!((next.code, server.taken().len()), (Some(4), 1), "{next:?}");
}

#[test]
fn one_without_an_address_is_named() {
    let server = Server::start(Manner::default());
    let office = Office::at(&server, "");
    let book = fs::read_to_string(office.path("duban.toml")).unwrap();
    office.put("duban.toml", &book.replace("email = \"two@example.gov.cn\"\n", ""));
    let said = office.notices();
    assert_eq!(said.code, Some(4), "{said:?}");
    assert!(said.out.contains("二局") && said.out.contains("no address"), "{}", said.out);
    assert_eq!(addressees(&server), ["one@example.gov.cn"]);
}

#[test]
fn a_server_that_asks_for_time_is_given_it() {
    let server = Server::start(Manner { greylists: 2, ..Manner::default() });
    let office = Office::at(&server, "");
    let said = office.notices();
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(server.taken().len(), 2);
    assert_eq!(said.err.matches("2 to be tried again").count(), 2, "{}", said.err);
    let few =
        Office::at(&Server::start(Manner { greylists: 9, ..Manner::default() }), "tries = 2\n");
    let said = few.notices();
    assert_eq!(said.code, Some(4), "{said:?}");
    assert!(said.err.contains("451 4.7.1 greylisted"), "{}", said.err);
    assert!(said.out.contains("2 not sent"), "{}", said.out);
}

#[test]
fn a_server_that_turns_all_away_is_tried_again() {
    let server = Server::start(Manner { turns_away: 3, ..Manner::default() });
    let said = Office::at(&server, "").notices();
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(server.taken().len(), 2);
}

#[test]
fn a_server_that_is_silent_runs_into_the_time_limit() {
    let server = Server::start(Manner { silent: 99, ..Manner::default() });
    let office = Office::at(&server, "tries = 2\n");
    office.reset("timeout = 5", "timeout = 0.05");
    let said = office.notices();
    assert_eq!(said.code, Some(4), "{said:?}");
    assert!(said.err.contains("no answer within the time limit"), "{}", said.err);
    assert!(said.err.contains("one@") && said.err.contains("two@"), "{}", said.err);
    assert!(!said.err.contains("os error"), "{}", said.err);
}

#[test]
fn a_connection_that_ends_in_a_letter_is_made_again() {
    let server = Server::start(Manner { drops_in_data: 1, ..Manner::default() });
    let office = Office::at(&server, "");
    let said = office.notices();
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(server.taken().len(), 2);
    let nobody = Office::at(
        &Server::start(Manner { drops_in_data: 99, ..Manner::default() }),
        "tries = 2\n",
    );
    let said = nobody.notices();
    assert_eq!(said.code, Some(4), "{said:?}");
    // It was never told whether the letter was taken.
    let next = nobody.notices();
    assert!(next.out.contains("perhaps sent"), "{}", next.out);
    assert_eq!(next.code, Some(4), "{next:?}");
}

#[test]
fn a_letter_that_may_have_been_taken_is_sent_with_the_same_name() {
    let server = Server::start(Manner { drops_after_data: 1, ..Manner::default() });
    let said = Office::at(&server, "").notices();
    assert_eq!(said.code, Some(0), "{said:?}");
    let taken = server.taken();
    let mut ids: Vec<String> =
        taken.iter().map(|own| parsed(own).message_id().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), 3);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 2, "a receiver can tell that it has it twice");
}

#[test]
fn starttls_with_the_offices_own_authority_and_a_chinese_password() {
    let server = Server::start(Manner {
        secure: Secure::Starttls,
        login: Some(("dcs", "督查 密码1!")),
        ..Manner::default()
    });
    let office = Office::secured(&server, "starttls", "user = \"dcs\"\n");
    let mut command = office.command(&["mail", "notices"]);
    let said = Said::of(command.env("DUBAN_MAIL_PASSWORD", "督查 密码1!").output().unwrap());
    assert_eq!(said.code, Some(0), "{said:?}");
    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    assert!(taken.iter().all(|own| own.secured));
    assert_eq!(taken[0].login, Some(("dcs".into(), "督查 密码1!".into())));
    assert_eq!(server.connections(), 1, "one connection serves all letters");
    assert!(!(said.out + &said.err + &office.marks()).contains("密码1"));
}

#[test]
fn implicit_tls_and_a_password_from_a_file_that_others_cannot_read() {
    let server = Server::start(Manner {
        secure: Secure::Implicit,
        login: Some(("dcs", "geheim")),
        ..Manner::default()
    });
    let office = Office::secured(&server, "tls", "user = \"dcs\"\npassword_file = \"password\"\n");
    office.put_own("password", "geheim\n");
    let file = office.own("password");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let open = office.notices();
    assert_eq!((open.code, server.connections()), (Some(4), 0), "{open:?}");
    assert!(open.err.contains("others can read the password file") && !open.err.contains("geheim"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let said = office.notices();
    assert_eq!((said.code, server.taken().len()), (Some(0), 2), "{said:?}");
    assert!(!(said.out + &said.err).contains("geheim"));
}

#[test]
fn a_wrong_password_is_tried_once_and_never_shown() {
    let server = Server::start(Manner {
        secure: Secure::Starttls,
        login: Some(("dcs", "right")),
        ..Manner::default()
    });
    let office = Office::secured(&server, "starttls", "user = \"dcs\"\n");
    let mut command = office.command(&["mail", "notices"]);
    let said = Said::of(command.env("DUBAN_MAIL_PASSWORD", "wrong-one").output().unwrap());
    assert_eq!(said.code, Some(4), "{said:?}");
    assert_eq!(server.connections(), 1, "an account is not locked by trying on");
    assert!(said.err.contains("login refused (535"), "{}", said.err);
    assert!(!(said.out + &said.err).contains("wrong-one"));
    assert_eq!(office.notices().code, Some(4), "no password at all");
}

#[test]
fn nothing_is_said_in_clear_to_another_machine() {
    let server = Server::start(Manner::default());
    // The server offers no STARTTLS.
    let office = Office::secured(&server, "starttls", "");
    let said = office.notices();
    assert_eq!((said.code, server.taken().len()), (Some(4), 0), "{said:?}");
    assert!(said.err.contains("offers no encryption"), "{}", said.err);
    // An authority that nobody knows.
    let server = Server::start(Manner { secure: Secure::Implicit, ..Manner::default() });
    let other = Server::start(Manner::default());
    let office = Office::secured(&server, "tls", "");
    office.put_own("ca.pem", &other.ca);
    let said = office.notices();
    assert_eq!((said.code, server.taken().len()), (Some(4), 0), "{said:?}");
    assert!(said.err.contains("the certificate is not trusted"), "{}", said.err);
}

#[test]
fn the_machines_own_sendmail_takes_letters() {
    let program = root().join("tests/mail/sendmail");
    let office = Office::new(&format!("sendmail = \"{}\"\n", program.display()));
    let said = office.notices();
    assert_eq!(said.code, Some(4), "{said:?}");
    let args = fs::read_to_string(office.path("args")).unwrap();
    let two = "-i -f dcs@example.gov.cn -- two@example.gov.cn\n".repeat(4);
    assert_eq!(args, format!("-i -f dcs@example.gov.cn -- one@example.gov.cn\n{two}"));
    assert!(said.err.contains("the program failed: 75 full"), "{}", said.err);
    let letters = fs::read(office.path("letters")).unwrap();
    let letter = MessageParser::default().parse(&letters).unwrap();
    assert!(letter.subject().unwrap().contains("督催〔2018〕1号"));
}

#[test]
fn a_test_goes_as_far_as_the_login() {
    let server = Server::start(Manner {
        secure: Secure::Starttls,
        login: Some(("dcs", "right")),
        ..Manner::default()
    });
    let office = Office::secured(
        &server,
        "starttls",
        "user = \"dcs\"\nto = [\"区长 <qz@example.gov.cn>\"]\n",
    );
    let run = |password: &str| {
        let mut command = office.command(&["mail", "test"]);
        Said::of(command.env("DUBAN_MAIL_PASSWORD", password).output().unwrap())
    };
    let well = run("right");
    assert_eq!(well.code, Some(0), "{well:?}");
    assert!(
        well.out.contains("logged in as dcs") && well.out.contains("区长 <qz@example.gov.cn>"),
        "{}",
        well.out
    );
    let wrong = run("wrong");
    assert_eq!(wrong.code, Some(4), "{wrong:?}");
    assert_eq!((server.taken().len(), office.marks()), (0, String::new()));
}
