//! No command, in no format, prints a character that acts on a terminal or hides.

use super::{ANSWERS, poisoned, run};
use crate::session::place::{Place, Said};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A title set, a link, a bell, a colour by C1, a direction turned, and what has no width.
const POISON: &str = "\u{1b}]0;PWN\u{7}\u{1b}[31m\u{1b}]8;;http://evil/\u{7}X\u{9b}31m\u{202e}\u{2066}\u{200b}\u{2060}\u{ad}\u{200d}\u{85}\u{2028}\u{e0041}\u{7f}";

const FORMATS: [&str; 7] = ["table", "plain", "md", "csv", "json", "ndjson", "html"];

/// Refusals, previews and writes; `P` stands for a name of the caller's own with the poison in it.
const OTHERS: &[&str] = &[
    "show 无P",
    "show 事项",
    "list --leader 无P",
    "list --tag 无",
    "list --area 无P",
    "list --dept 无P",
    "list --sort P",
    "list --format P",
    "list 无P",
    "P",
    "--P",
    "--lang P status",
    "--as-of P status",
    "-C P status",
    "report weekly --period P",
    "report weekly --format wechat",
    "notice --overdue",
    "notice --overdue --dept 无P",
    "done 事项 3",
    "done P-0 3",
    "done P-01 P",
    "done P-01 40 --on 2018-05-14 --dry-run",
    "note P-01 P --on 2018-05-14 --dry-run",
    "step P-02 无P",
    "clear P-01 无P",
    "raise P-01 无 coordinate",
    "block P-01 甲P --dry-run",
    "adjust P-01 why --owner 无P --approval x",
    "set P-01 remark=P --dry-run",
    "set P-01 P=1",
    "add --area 无P --title x",
    "reconcile 2018-04 --dept 无P",
    "reconcile 2018-04 --against P.xlsx",
    "rank 2018-Q1 --explain 无P",
    "roll-over 2019 --into x2019 --dry-run",
    "enter 2018-05-D1",
    "close-period 2018-04 --dry-run",
    "verify P-01 --dry-run",
    "review P..HEAD",
    "review HEAD",
    "history P-01",
    "save --dry-run",
    "save",
    "git-setup --dry-run",
    "git-diff tasks.toml",
    "git-diff P.toml",
    "fmt --check",
    "fmt --dry-run",
    "fmt",
    "note P-01 P --on 2018-05-14",
    "undo",
    "undo",
    "completions P",
    "init P",
];

#[test]
fn nothing_acts_on_a_terminal() {
    let place = poisoned(POISON);
    // A task file that fmt would change, with a name that acts.
    let odd = format!("tasks/a{}b.toml", POISON.replace('/', ""));
    fs::create_dir(place.folder().join("tasks")).unwrap();
    let task = "[[task]]\nid   = \"Q-01\"\ntitle = \"甲\"\nowner = \"zjj\"\narea = \"ar\"\ndue = 2018-12-30\n";
    fs::write(place.folder().join(&odd), task).unwrap();
    git(&place, &["init", "-q"]);
    let mut wrong = Vec::new();
    for command in ANSWERS {
        for format in FORMATS {
            let words = format!("{command} --format {format}");
            let said = run(&place, &words.split(' ').collect::<Vec<&str>>());
            assert!(matches!(said.code, Some(0 | 1)), "{words}: {}", said.stderr);
            judge(&words, &said, &mut wrong);
        }
    }
    git(&place, &["add", "-A"]);
    git(&place, &["commit", "-qm", POISON]);
    fs::write(place.folder().join(&odd), task.replace("12-30", "11-30")).unwrap();
    for command in OTHERS {
        let words = command.split(' ').map(|word| match word {
            "P-01" | "P-02" | "P-0" => word.to_owned(),
            _ => word.replace('P', POISON),
        });
        let words: Vec<String> = words.collect();
        let said = run(&place, &words.iter().map(String::as_str).collect::<Vec<&str>>());
        judge(command, &said, &mut wrong);
    }
    for format in FORMATS {
        for command in ["review HEAD", "audit 2018-01-01..2018-12-31", "history P-01"] {
            let words = format!("{command} --format {format}");
            let said = run(&place, &words.split(' ').collect::<Vec<&str>>());
            judge(&words, &said, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn judge(command: &str, said: &Said, wrong: &mut Vec<String>) {
    for (stream, text) in [("stdout", &said.stdout), ("stderr", &said.stderr)] {
        let text = text.replace("\r\n", "\n");
        if let Some(at) = text.find(acts) {
            let around: String =
                text.chars().skip(text[..at].chars().count().saturating_sub(30)).take(60).collect();
            wrong.push(format!("{command}: {stream}: {around:?}"));
        }
    }
    assert_ne!(said.code, Some(101), "{command}: {}", said.stderr);
}

/// The test's own list, apart from the program's.
fn acts(letter: char) -> bool {
    letter.is_control() && !"\n\t".contains(letter)
        || "\u{ad}\u{61c}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}".contains(letter)
        || ('\u{2028}'..='\u{202e}').contains(&letter)
        || ('\u{2066}'..='\u{2069}').contains(&letter)
        || ('\u{e0000}'..='\u{e007f}').contains(&letter)
}

fn git(place: &Place, words: &[&str]) {
    let said = place.command(Path::new("git")).args(words).output().unwrap();
    assert!(said.status.success(), "{words:?}: {}", String::from_utf8_lossy(&said.stderr));
}

#[test]
fn what_a_hook_says_passes_the_same_filter() {
    let place = poisoned("");
    git(&place, &["init", "-q"]);
    let hooks = place.folder().join(".git/hooks");
    fs::create_dir_all(&hooks).unwrap();
    fs::write(hooks.join("pre-commit"), "#!/bin/sh\nprintf '不行 \\033]0;x\\007\\n' >&2\nexit 1\n")
        .unwrap();
    Command::new("chmod").arg("+x").arg(hooks.join("pre-commit")).status().unwrap();
    let said = run(&place, &["save"]);
    assert_eq!(said.code, Some(4));
    assert!(said.stderr.starts_with("不行 \\u{1b}]0;x\\u{7}\n"), "{}", said.stderr);
}
