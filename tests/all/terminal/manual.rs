//! A page as `man` shows it: command lines whole, nothing justified, the exit codes told.

use super::Desk;
use std::fs;
use std::io::Write;
use std::process::Command;

/// The page of some words as a program shows it; `None` where the program is not installed.
fn shown(desk: &Desk, words: &[&str], program: &str, arguments: &[&str]) -> Option<String> {
    let page = desk.place.command(env!("CARGO_BIN_EXE_duban").as_ref()).args(words).output();
    let file = desk.place.folder().join("page.1");
    fs::write(&file, page.unwrap().stdout).unwrap();
    let found = Command::new("which").arg(program).output().is_ok_and(|said| said.status.success());
    if !found {
        // Not `eprintln!`, which is kept back from who runs the tests.
        let _ = writeln!(std::io::stderr(), "passed over: pages of {program} (not installed)");
        return None;
    }
    let mut command = Command::new(program);
    command.args(arguments).arg(&file).env("MANWIDTH", "60").env("LC_ALL", "C.UTF-8");
    command.env_remove("MANPAGER").env("PAGER", "cat").env("MANROFFOPT", "-c");
    let output = command.output().unwrap();
    // A command line that is wider than the page is warned of; it is to stand whole.
    assert!(output.status.success(), "{program}");
    let said = String::from_utf8(output.stdout).unwrap();
    // A bold letter is one that is struck twice.
    let mut text = String::new();
    for letter in said.chars() {
        match letter {
            '\u{8}' => _ = text.pop(),
            letter => text.push(letter),
        }
    }
    Some(text)
}

#[test]
fn command_lines_stand_whole_on_a_page_of_man() {
    let desk = Desk::new();
    for (program, arguments) in [("man", &["-l"][..]), ("mandoc", &["-T", "utf8"])] {
        let Some(page) = shown(&desk, &["man", "done"], program, arguments) else { continue };
        let lines: Vec<&str> = page.lines().map(str::trim).collect();
        let example =
            "duban done P-07 66 --for 5月上旬 --note \"又签约6户\" --next \"5月底前过八成\"";
        for line in ["例", "退出码", example, "duban done [选项] [编号] [完成数] [指标=完成数]..."]
        {
            assert!(lines.contains(&line), "{program}: {line}:\n{page}");
        }
        assert!(page.contains("命令写法有误"), "{program}:\n{page}");
        let Some(page) = shown(&desk, &["--lang", "en", "man"], program, arguments) else {
            continue;
        };
        let text = page.lines().map(|line| line.trim().to_owned() + " ").collect::<String>();
        for words in ["EXIT STATUS", "EXAMPLES", "The ledger cannot be read.", "duban-overdue(1)"] {
            assert!(text.contains(words), "{program}: {words}:\n{page}");
        }
    }
}
