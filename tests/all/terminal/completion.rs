//! What the shell offers after Tab: through bash at a terminal, and as each argument is asked for.

use super::Desk;
use super::screen::{CTRL_D, Screen, TAB, at_terminal};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// Not at a terminal: a shell reads what is offered.
fn duban(desk: &Desk) -> Command {
    desk.place.command(env!("CARGO_BIN_EXE_duban").as_ref())
}

/// What is offered for the last of the words.
fn offered(desk: &Desk, words: &[&str]) -> Vec<String> {
    offered_in(desk, &desk.place.folder(), words)
}

fn offered_in(desk: &Desk, folder: &Path, words: &[&str]) -> Vec<String> {
    let mut command = duban(desk);
    command.args(["--", "duban"]).args(words);
    command.current_dir(folder).env("COMPLETE", "bash");
    command.env("_CLAP_IFS", "\n").env("_CLAP_COMPLETE_INDEX", words.len().to_string());
    let output = command.output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{words:?}");
    let offered = String::from_utf8(output.stdout).unwrap();
    offered.lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_and_ids_at_a_terminal() {
    let desk = Desk::new();
    let mut command = at_terminal(&desk.place, "bash".as_ref());
    command.args(["--noprofile", "--norc", "-i"]);
    command.env("PS1", "ready> ").env("PAGER", "cat").env("DUBAN_AS_OF", "2018-05-12");
    let mut screen = Screen::open(command, 24, 80);
    screen.answer("ready> ", "source <(duban completions bash)");
    screen.until("ready> ");
    screen.types(&format!("duban foreca{TAB}"));
    screen.until("forecast ");
    screen.types("\u{15}");
    screen.types(&format!("duban show P-0{TAB}{TAB}"));
    screen.until("P-01");
    screen.until("P-09");
    screen.types(&format!("7{TAB}"));
    screen.types("\r");
    screen.until("东海片区征迁扫尾");
    screen.until("ready> ");
    screen.types(CTRL_D);
    assert_eq!(screen.end().0, Some(0));
}

#[test]
fn ids_and_names_come_from_the_ledger_at_hand() {
    let desk = Desk::new();
    assert_eq!(offered(&desk, &["show", "P-07"]), ["P-07"]);
    assert_eq!(offered(&desk, &["list", "--area", "城"]), ["城市"]);
    assert_eq!(offered(&desk, &["list", "--area", "urb"]), ["urban"]);
    assert_eq!(offered(&desk, &["list", "--dept", "dhj"]), ["dhjd"]);
    assert_eq!(offered(&desk, &["add", "--owner", "区住"]), ["区住建局"]);
}

#[test]
fn values_of_options_are_offered() {
    let desk = Desk::new();
    let offers = |words: &[&str], expected: &str| {
        let offered = offered(&desk, words);
        assert!(offered.iter().any(|name| name == expected), "{words:?}: {offered:?}");
    };
    offers(&["list", "--light", "r"], "red");
    offers(&["list", "--light", ""], "红");
    offers(&["list", "--standing", "待"], "待销号");
    offers(&["list", "--sort", "l"], "lag");
    offers(&["list", "--by", "le"], "leader");
    offers(&["list", "--leader", "分"], "分管副区长");
    offers(&["list", "--tag", ""], "征迁");
    offers(&["list", "--source", ""], "区政府第二次全体会议");
    offers(&["--as-of", "2018-05-15", "done", "P-07", "66", "--for", ""], "5月中旬");
    offers(&["--as-of", "2018-05-15", "done", "P-07", "66", "--for", "2018"], "2018-05-D1");
    offers(&["show", "东海片"], "东海片区征迁扫尾");
    offers(&["show", "东海街"], "东海街道办");
    offers(&["help", "ov"], "overdue");
}

/// What a shell shows after Tab; `None` where it is not installed.
fn shown_by(
    desk: &Desk,
    shell: &str,
    settings: &[&str],
    before: &str,
    line: &str,
) -> Option<String> {
    let found = Command::new("which").arg(shell).output().is_ok_and(|said| said.status.success());
    if !found {
        // Not `eprintln!`, which is kept back from who runs the tests.
        let _ = writeln!(std::io::stderr(), "passed over: completion in {shell} (not installed)");
        return None;
    }
    let mut command = at_terminal(&desk.place, shell.as_ref());
    command.args(settings).env("PS1", "ready> ").env("DUBAN_AS_OF", "2018-05-12");
    command.env("LC_ALL", "C.UTF-8");
    let mut screen = Screen::open(command, 40, 120);
    screen.until("ready> ");
    screen.types(&format!("{before}; echo lo''aded\r"));
    screen.until("loaded");
    screen.types(&format!("{line}{TAB}{TAB}"));
    let shown = screen.until("东海片区征迁扫尾");
    screen.types("\u{3}");
    screen.types(CTRL_D);
    Some(shown)
}

#[test]
fn zsh_shows_titles_beside_ids() {
    let desk = Desk::new();
    let load = "autoload -U compinit && compinit -u -D; source <(duban completions zsh)";
    if let Some(shown) = shown_by(&desk, "zsh", &["-f", "-i"], load, "duban done P-0") {
        assert!(shown.contains("P-07"), "{shown}");
    }
}

#[test]
fn fish_is_told_titles_beside_ids() {
    let desk = Desk::new();
    let found = Command::new("which").arg("fish").output().is_ok_and(|said| said.status.success());
    if !found {
        // Not `eprintln!`, which is kept back from who runs the tests.
        let _ = writeln!(std::io::stderr(), "passed over: completion in fish (not installed)");
        return;
    }
    let asked = "duban completions fish | source; complete -C 'duban done P-07'";
    let output = desk.place.command("fish".as_ref()).args(["--no-config", "-c", asked]).output();
    let said = String::from_utf8(output.unwrap().stdout).unwrap();
    assert!(said.lines().any(|line| line == "P-07\t东海片区征迁扫尾"), "{said}");
}

#[test]
fn only_names_that_every_shell_takes_as_they_are_get_offered() {
    let desk = Desk::new();
    let book = desk.read("duban.toml");
    let odd = [
        "zq$(touch${IFS}pwned)",
        "zq;ls",
        "zq`id`",
        "zq a",
        "zq|b",
        "zq>c",
        "zq'd",
        "zq\\\"e",
        "zq*",
        "zq!!",
        "zq\\u001b[31m",
        "zq\u{202e}x",
        "zq\u{3000}y",
        "-q",
    ];
    let named = |(nth, name): (usize, &&str)| {
        format!("\n[[department]]\nid = \"odd{nth}\"\nname = \"{name}\"\n")
    };
    let more: String = odd.iter().enumerate().map(named).collect();
    let good = "\n[[department]]\nid = \"zqgood\"\nname = \"zq区“一”好-1\"\n";
    fs::write(desk.place.folder().join("duban.toml"), book + &more + good).unwrap();
    assert_eq!(offered(&desk, &["list", "--dept", "zq"]), ["zqgood", "zq区“一”好-1"]);
    assert_eq!(offered(&desk, &["list", "--dept", "-q"]), [] as [String; 0]);
}

#[test]
fn the_ledger_is_the_one_that_is_named() {
    let desk = Desk::new();
    let above = desk.place.folder();
    let other = above.join("另一本");
    assert!(duban(&desk).args(["init", "另一本"]).output().unwrap().status.success());
    let all = |words: &[&str]| offered_in(&desk, &above, words);
    let here = all(&["show", ""]);
    let there = offered_in(&desk, &other, &["show", ""]);
    assert!(!there.is_empty() && here != there, "{there:?}");
    assert_eq!(all(&["-C", "另一本", "show", ""]), there);
    assert_eq!(all(&["--ledger=另一本", "show", ""]), there);
    assert_eq!(all(&["--ledger", "另一本", "show", ""]), there);
}

#[test]
fn without_a_ledger_nothing_is_offered_and_nothing_is_said() {
    let desk = Desk::new();
    for words in [&["-C", "没有", "show", "P-"][..], &["-C", "没有", "list", "--dept", "区"]] {
        assert_eq!(offered(&desk, words), [] as [String; 0]);
    }
    fs::write(desk.place.folder().join("duban.toml"), b"\xff").unwrap();
    assert_eq!(offered(&desk, &["list", "--area", "城"]), [] as [String; 0]);
}
