//! The number beside a matter is the length of the list that its command prints, in the library and in the program.

use crate::laws::{day, ledgers, sources};
use crate::session::place::{self, Place};
use crate::verdict::root;
use chrono::{Days, NaiveDate};
use duban::account::{Account, Bulletin, Figures, Issue, Light, Matter, Standing};
use duban::calendar::{PeriodUnit, WorkCalendar};
use duban::check::{Leave, Sound};
use duban::ledger::{Bulletins, Kind, Term};
use duban::page::lists::{decisions, status};
use duban::page::{Block, Page, Row, View};
use proptest::prelude::*;
use std::path::Path;
use std::process::Command;

/// The counts of a first screen, each with its command line.
fn counted(page: &Page) -> Vec<(usize, String)> {
    let around = page.blocks.iter().find_map(|block| match block {
        Block::Spread(_, right) if right.plain().contains('…') => Some(right.plain()),
        _ => None,
    });
    let Some(around) = around else {
        return Vec::new();
    };
    let tables = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.rows.all()),
        _ => None,
    });
    let row = |row: &Row| match row {
        Row::Cells { cells, .. } => {
            let count = cells.first()?.plain().parse().ok()?;
            Some((count, around.replace('…', &cells.last()?.plain())))
        }
        _ => None,
    };
    tables.flat_map(|rows| rows.iter().filter_map(row).collect::<Vec<_>>()).collect()
}

/// What each matter means, said a second time and in the plainest words.
fn means(matter: Matter, account: &Account<'_>, before: &Account<'_>, task: &Figures<'_>) -> bool {
    let (state, as_of) = (&task.state, account.as_of);
    let runs = task.standing.is_running();
    let rules = &account.book.ledger_of(task.task).rules;
    let open = runs || task.standing == Standing::NotStarted;
    match matter {
        Matter::Awaiting => task.standing == Standing::Awaiting,
        Matter::Asking => open && state.asking.is_some(),
        Matter::Red => task.light == Light::Red,
        Matter::NewlyRed => {
            let then = before.figures(task.id).map(|then| then.light);
            task.light == Light::Red && then != Some(Light::Red)
        }
        Matter::Stuck => {
            let days = |since: NaiveDate| (as_of - since).num_days();
            let mut blockers = state.blockers.iter();
            open && blockers.any(|own| days(own.since) > i64::from(rules.stuck_after[own.stage]))
        }
        Matter::Stale => runs && task.reports.missed > 0,
        Matter::DueWithin(days) => {
            open && state.due >= as_of && state.due <= as_of + Days::new(u64::from(days))
        }
        Matter::Unanswered => {
            // A notice is answered by what it urges, a leader's order only by an answer.
            let gone = matches!(task.standing, Standing::Cancelled | Standing::Rolled);
            let given = state.instructions.iter().filter(|given| open || !given.urge);
            let replies = given.filter_map(|given| given.reply);
            !gone && replies.min().is_some_and(|reply| reply < as_of)
        }
        other => panic!("{other:?} is not on the first screen"),
    }
}

/// The bulletin's lists and the matters whose commands print them.
fn bulletin_agrees(book: &Sound<'_>, as_of: NaiveDate) -> Result<(), TestCaseError> {
    let bulletins = Bulletins::default();
    let period = bulletins.last_closed(PeriodUnit::Week, as_of);
    let issue = Issue::of(&bulletins, period, Term::year(2018), as_of).unwrap();
    let account = book.figures(issue.cut);
    let before = book.figures(issue.previous_cut);
    let bulletin = Bulletin::of(issue, &account, &before, None);
    let lists = [
        (&bulletin.overdue, Matter::Overdue),
        (&bulletin.lagging, Matter::Lagging),
        (&bulletin.blocked, Matter::Blocked),
        (&bulletin.stale, Matter::Stale),
    ];
    let due = account.tasks.iter().filter(|task| issue.due().fits(&account, task));
    let due = due.filter(|task| task.task.kind != Kind::Duty || task.state.due > issue.cut);
    prop_assert_eq!(bulletin.due_today.len() + bulletin.due.len(), due.count());
    prop_assert!(bulletin.due_today.iter().all(|task| task.state.due == issue.cut));
    for (list, matter) in lists {
        let fits = account.tasks.iter().filter(|task| matter.fits(&account, task));
        prop_assert_eq!(list.len(), fits.count(), "{:?}", matter);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_count_is_the_length_of_its_list(draft in ledgers(), at in 14..364u64) {
        // Applications and days to answer by, which the ledgers of the other laws have not.
        let tasks: Vec<String> = draft.tasks.iter().map(|task| {
            task.replace("note = \"照常\"", "ask = 2018-12-31")
                .replace("urge = \"1号\"", "urge = \"1号\", reply = 2018-06-15")
        }).collect();
        let (texts, files) = sources(&draft, &tasks);
        let work = WorkCalendar::shipped();
        let book = Sound::read(&texts, &[files], &[], &work, Leave::Nothing).unwrap();
        prop_assert!(book.beside().is_empty(), "{:?}", book.beside());
        let account = book.figures(day(at));
        let before = book.figures(day(at - 7));
        let tasks: Vec<&Figures<'_>> = account.tasks.iter().collect();
        let view = View::default();
        let page = status::page(&account, &tasks, Some(&before), &view);
        let counted = counted(&page);
        for matter in decisions::DECISIONS {
            let count = tasks.iter().filter(|task| means(matter, &account, &before, task)).count();
            let command = view.around(None, &book).replace('…', &view.hint(matter));
            let shown = counted.iter().find(|(_, shown)| *shown == command).map(|(shown, _)| *shown);
            prop_assert_eq!(shown.unwrap_or(0), count, "{}", command);
            prop_assert_eq!(matter.among(&account, &tasks).len(), count);
        }
        // Of what has not started, little is due within a week.
        for matter in [0, 40, 120].map(Matter::DueWithin) {
            let count = tasks.iter().filter(|task| means(matter, &account, &before, task)).count();
            prop_assert_eq!(matter.among(&account, &tasks).len(), count, "{:?}", matter);
        }
        bulletin_agrees(&book, day(at))?;
    }
}

/// What a command line prints in a folder, by a shell.
fn shell(folder: &Path, line: &str, env: &[(&str, &str)]) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_duban")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", program.display());
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("HOME", folder)
        .env("TZ", "UTC")
        .envs(env.iter().copied())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{line}\n{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The counts of a plain first screen, each with its command line: its words stand in the row, what is around them above.
fn hints(screen: &str) -> Vec<(usize, String)> {
    let mut hints = Vec::new();
    let mut around = None;
    for line in screen.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let last = cells.last().unwrap().trim_start();
        if last.starts_with("duban ") && last.contains('…') {
            around = Some(last);
            continue;
        }
        // The rows stand below that line, and the blank one for their heads, up to the first line of another kind.
        if line.is_empty() {
            continue;
        }
        match (around, cells.as_slice()) {
            (Some(words_around), [count, _, _, words]) => {
                hints.push((count.parse().unwrap(), words_around.replace('…', words)));
            }
            _ => around = None,
        }
    }
    assert_eq!(hints.is_empty(), !screen.contains('…'), "{screen}");
    hints
}

/// A folder, a command line that prints a first screen, and its environment.
#[cfg(unix)]
type Screen<'a> = (&'a Path, String, &'a [(&'a str, &'a str)]);

#[cfg(unix)]
#[test]
fn every_hint_lists_as_many_as_stand_beside_it() {
    let place = Place::new();
    let (outside, inside) = (place.folder(), place.folder().join("李科's 台账"));
    place::copy(&root().join("data/fengze"), &inside);
    let here = r"-C '李科'\''s 台账'";
    let mut kinds = std::collections::BTreeSet::new();
    for day in ["2018-01-20", "2018-04-13", "2018-05-15", "2018-12-27"] {
        let as_of = [("DUBAN_AS_OF", day)];
        let ledger = [("DUBAN_LEDGER", "李科's 台账"), as_of[0]];
        let screens: [Screen<'_>; 8] = [
            (&inside, format!("duban --as-of {day} status"), &[]),
            (&inside, "duban status".to_owned(), &as_of),
            (&outside, format!("duban {here} --as-of {day} status"), &[]),
            (&outside, "duban --lang en status".to_owned(), &ledger),
            (&outside, format!("duban show {here} 东海街道办"), &as_of),
            (&inside, format!("duban show 区住建局 --as-of {day}"), &[]),
            (&inside, "duban show 民生".to_owned(), &as_of),
            (&outside, format!("duban {here} --as-of {day} show 分管副区长"), &[]),
        ];
        for (folder, line, env) in screens {
            let screen = shell(folder, &format!("{line} --format plain"), env);
            for (count, hint) in hints(&screen) {
                assert_eq!(hint.contains("-C"), line.contains("-C"), "{hint}");
                assert_eq!(hint.contains("--as-of"), line.contains("--as-of"), "{hint}");
                let listed = shell(folder, &format!("{hint} --format json"), env);
                let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
                let listed = listed["rows"].as_array().unwrap().len();
                assert_eq!(count, listed, "{line}: {hint}");
                kinds.insert(hint.replace(day, "").replace(here, ""));
            }
        }
    }
    // All matters were seen, with and without a department.
    for part in [
        "--newly-red",
        "--unanswered",
        "--asking",
        "--stuck",
        "--within",
        "--light",
        "--standing",
        " stale",
    ] {
        assert!(kinds.iter().any(|kind| kind.contains(part)), "{part}: {kinds:?}");
    }
    for part in ["--dept 东海街道办", "--area 民生", "--leader 分管副区长"] {
        assert!(kinds.iter().any(|kind| kind.contains(part)), "{part}: {kinds:?}");
    }
}
