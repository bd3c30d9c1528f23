//! What is longer than a screen, wider than it, or takes longer than a second.

use super::Desk;
use super::screen::Screen;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use unicode_width::UnicodeWidthStr;

fn paged(desk: &Desk, pager: &str, words: &[&str]) -> (Option<i32>, String) {
    let mut command = desk.command(words);
    command.env("PAGER", pager);
    Screen::open(command, 24, 80).end()
}

#[test]
fn only_what_is_longer_than_the_screen_goes_through_the_pager() {
    let desk = Desk::new();
    let marking = "sed 's/^/> /'";
    let (code, said) = paged(&desk, marking, &["list"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.lines().count() > 24 && said.lines().all(|line| line.starts_with("> ")), "{said}");
    let (code, said) = paged(&desk, marking, &["overdue", "--area", "城市"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.lines().count() < 24 && !said.contains("> "), "{said}");
}

#[test]
fn a_pager_that_is_left_early_is_no_error() {
    let desk = Desk::new();
    let (code, said) = paged(&desk, "head -n 1", &["list"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn without_its_pager_an_answer_is_shown_all_the_same() {
    let desk = Desk::new();
    for pager in ["no-such-pager --raw", "/"] {
        let (code, said) = paged(&desk, pager, &["list"]);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.lines().count() > 24, "{pager}:\n{said}");
    }
}

#[test]
fn the_programs_own_pager_comes_first_and_no_pager_is_none() {
    let desk = Desk::new();
    let marking = "sed 's/^/> /'";
    let marked = |settings: &[(&str, &str)], words: &[&str]| {
        let mut command = desk.command(words);
        command.env_remove("PAGER").envs(settings.iter().copied());
        let (code, said) = Screen::open(command, 24, 80).end();
        assert_eq!(code, Some(0), "{said}");
        assert!(said.lines().count() > 24, "{said}");
        said.lines().all(|line| line.starts_with("> "))
    };
    assert!(marked(&[("PAGER", "cat"), ("DUBAN_PAGER", marking)], &["list"]));
    assert!(!marked(&[("PAGER", marking), ("DUBAN_PAGER", "")], &["list"]));
    assert!(!marked(&[("PAGER", marking)], &["--no-pager", "list"]));
    for none in ["", "cat", " cat "] {
        assert!(!marked(&[("PAGER", none)], &["list"]), "{none:?}");
    }
}

#[test]
fn a_pager_finds_what_less_needs_unless_it_is_said_otherwise() {
    let desk = Desk::new();
    let found = |settings: &[(&str, &str)]| {
        let mut command = desk.command(&["list"]);
        command.env_remove("LESS").env_remove("LESSCHARSET");
        command.env("PAGER", "cat >/dev/null; echo $LESS $LESSCHARSET").envs(settings.to_vec());
        Screen::open(command, 24, 80).end().1.trim().to_owned()
    };
    assert_eq!(found(&[]), "FRX utf-8");
    assert_eq!(found(&[("LESS", "-i"), ("LESSCHARSET", "latin1")]), "-i latin1");
}

#[test]
fn what_was_typed_does_not_act_on_the_terminal_that_refuses_it() {
    let desk = Desk::new();
    let odd = "a\u{1b}]0;pwn\u{7}\u{202e}b";
    let lines: [&[&str]; 9] = [
        &[odd],
        &["help", odd],
        &["man", odd],
        &["list", "--format", odd],
        &["list", "--leader", odd],
        &["done", "P-07", "66", "--wait", odd],
        &["-C", odd, "list"],
        &["--as-of", odd, "list"],
        &["--lang", odd, "list"],
    ];
    for words in lines {
        let mut command = desk.place.command(env!("CARGO_BIN_EXE_duban").as_ref());
        let said = command.args(words).output().unwrap();
        let (said, refused) = (String::from_utf8(said.stderr).unwrap(), !said.status.success());
        assert!(refused && said.contains("\\u{1b}"), "{words:?}: {said}");
        let acts = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!said.contains(acts), "{words:?}: {said:?}");
    }
}

#[test]
fn an_answer_is_as_wide_as_the_terminal_and_coloured_there() {
    let desk = Desk::new();
    for columns in [60, 100] {
        let mut command = desk.command(&["list", "--area", "城市", "--light", "red"]);
        command.env("PAGER", "cat");
        let mut screen = Screen::open(command, 200, columns);
        let shown = screen.until("口径");
        let widest = shown.lines().map(UnicodeWidthStr::width).max();
        assert!(widest.is_some_and(|own| own <= usize::from(columns)), "{columns}:\n{shown}");
        assert!(screen.raw().contains("\u{1b}["), "{shown}");
        assert_eq!(screen.end().0, Some(0));
    }
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let mut command = desk.command(&["list", "--area", "城市", "--light", "red"]);
        command.env("PAGER", "cat").env(name, value);
        let mut screen = Screen::open(command, 200, 80);
        screen.until("口径");
        assert!(!screen.raw().contains("\u{1b}["), "{name}");
        assert_eq!(screen.end().0, Some(0));
    }
}

/// A git whose log takes longer than anybody waits without a word.
const SLOW_GIT: &str =
    "#!/bin/sh\ncase \" $* \" in *' log '*) sleep 1.1 ;; esac\nexec \"$REAL_GIT\" \"$@\"\n";

#[test]
fn what_takes_longer_than_a_second_says_how_far_it_is() {
    let desk = Desk::new();
    let real =
        String::from_utf8(desk.place.command("which".as_ref()).arg("git").output().unwrap().stdout)
            .unwrap();
    for words in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "立账"]] {
        assert!(desk.place.command("git".as_ref()).args(words).status().unwrap().success());
    }
    let bin = desk.place.folder().join("bin");
    fs::create_dir(&bin).unwrap();
    fs::write(bin.join("git"), SLOW_GIT).unwrap();
    fs::set_permissions(bin.join("git"), fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = desk.command(&["audit"]);
    let path = std::env::var("PATH").unwrap();
    command.env("PATH", format!("{}:{path}", bin.display()));
    command.env("REAL_GIT", real.trim()).env("PAGER", "cat");
    let mut screen = Screen::open(command, 24, 80);
    screen.until("读取提交 0/1 ");
    assert_eq!(screen.end().0, Some(0));
}
