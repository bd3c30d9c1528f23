//! Two revisions held against each other in memory: each rule of the audit with its boundary, and what is no change.

use crate::verdict::root;
use chrono::NaiveDate;
use duban::calendar::WorkCalendar;
use duban::edit::format_file;
use duban::history::{Profile, Review, Side, Stranger, What, compare};
use proptest::prelude::*;
use std::collections::HashMap;

const BOOK: &str = r#"[ledger]
format = 1
title = "审"
office = "督查室"
year = 2018
cadence = "dekad"
[[area]]
id = "a"
name = "甲"
[[department]]
id = "x"
name = "一局"
[[department]]
id = "y"
name = "二局"
[[pipeline]]
id = "p"
steps = [{ step = "开工", reach = 50 }, { step = "投产", reach = 100 }]
"#;

const TASK: &str = r#"[[task]]
id = "T-1"
title = "征迁"
area = "a"
owner = "x"
leader = "区长"
start = 2018-01-01
due = 2018-06-30
key = true
goal = "120户"
weight = 2
unit = "户"
baseline = 0
target = 120
invest = 800
plan = [
  { by = 2018-03-31, reach = 60, step = "过半" },
]
log = [
  { on = 2018-01-31, done = 12, note = "首批" },
  { on = 2018-02-28, done = 36 },
  { on = 2018-02-28, blocked = "产权" },
]
"#;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn side(book: &str, files: &[(&str, &str)], statements: &[(&str, &str)]) -> Side {
    let mut side = Side::default();
    side.config("duban.toml", book.to_owned());
    for (path, text) in files {
        side.tasks(path, path, (*text).to_owned());
    }
    for (name, object) in statements {
        side.statement(name, object);
    }
    side
}

fn reviewed(before: &Side, after: &Side, typed: &str) -> Review {
    let known: HashMap<String, Profile> = HashMap::new();
    let work = WorkCalendar::weekdays();
    let made = compare(before, after, &known, &work, Some(day(typed)));
    let mut review = Review::new(String::new(), day(typed), Vec::new());
    review.beside = true;
    review.take(made);
    review.judge();
    review
}

/// `deadline-moved!` for an error, `entry-backdated` for a warning, `(…)` for one that is waived.
fn told(review: &Review) -> String {
    let one = |own: &duban::history::Irregularity| {
        let code = own.found.irregular.code();
        match (&own.found.waiver, own.found.severity.name()) {
            (Some(_), _) => format!("({code})"),
            (None, "error") => format!("{code}!"),
            (None, _) => code.to_owned(),
        }
    };
    let mut all: Vec<String> = review.found.iter().map(one).collect();
    all.sort();
    all.join(" ")
}

fn edited(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from}");
    text.replacen(from, to, 1)
}

fn of_task(before: &str, after: &str, typed: &str) -> Review {
    let (old, new) =
        (side(BOOK, &[("t.toml", before)], &[]), side(BOOK, &[("t.toml", after)], &[]));
    reviewed(&old, &new, typed)
}

const LAST: &str = "  { on = 2018-02-28, blocked = \"产权\" },\n";

/// The rule, what is replaced, by what, and what is found when it is typed on 2018-03-02.
const RULES: &[(&str, &str, &str, &str)] = &[
    ("a deadline", "due = 2018-06-30", "due = 2018-12-31", "deadline-moved!"),
    ("an earlier deadline is moved too", "due = 2018-06-30", "due = 2018-05-31", "deadline-moved!"),
    ("a start", "start = 2018-01-01", "start = 2018-02-01", "start-moved!"),
    (
        "a later entry into the ledger",
        "key = true",
        "key = true\nentered = 2018-02-01",
        "entered-moved!",
    ),
    ("a target", "target = 120", "target = 100", "target-changed!"),
    ("a baseline", "baseline = 0", "baseline = 10", "baseline-changed!"),
    ("a unit", "unit = \"户\"", "unit = \"栋\"", "unit-changed!"),
    ("a weight", "weight = 2", "weight = 1", "weight-changed!"),
    ("which way is better", "invest = 800", "invest = 800\nbetter = \"higher\"", "better-changed!"),
    ("a measure", "invest = 800", "invest = 800\nmeasure = \"year-end\"", "measure-changed!"),
    ("a kind", "invest = 800", "invest = 800\nkind = \"duty\"", "kind-changed!"),
    ("an owner", "owner = \"x\"", "owner = \"y\"", "owner-changed!"),
    ("a leader", "leader = \"区长\"", "leader = \"副区长\"", "leader-changed"),
    ("a cadence", "invest = 800", "invest = 800\ncadence = \"quarter\"", "cadence-changed!"),
    ("a pipeline", "invest = 800", "invest = 800\npipeline = \"p\"", "pipeline-changed!"),
    ("an investment", "invest = 800", "invest = 80", "invest-changed"),
    ("a key task no more", "key = true\n", "", "key-dropped"),
    ("other words for the goal", "goal = \"120户\"", "goal = \"尽快\"", "goal-reworded"),
    ("a plan point later", "by = 2018-03-31", "by = 2018-04-30", "plan-softened!"),
    ("a plan point lower", "reach = 60", "reach = 40", "plan-softened!"),
    (
        "a plan point less",
        "  { by = 2018-03-31, reach = 60, step = \"过半\" },\n",
        "  { by = 2018-06-30, reach = 120 },\n",
        "",
    ),
    (
        "a new point below the line",
        "step = \"过半\" },",
        "step = \"过半\" },\n  { by = 2018-06-20, reach = 60 },",
        "plan-softened!",
    ),
    ("a plan point earlier", "by = 2018-03-31", "by = 2018-02-28", ""),
    ("a plan point higher", "reach = 60", "reach = 80", ""),
    ("a telephone", "invest = 800", "invest = 800\nphone = \"22500000\"", ""),
    (
        "a new figure",
        LAST,
        "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-02-28, done = 40 },\n",
        "",
    ),
    ("a figure rewritten", "done = 36", "done = 48", "entry-rewritten!"),
    ("a day rewritten", "on = 2018-01-31", "on = 2018-01-30", "entry-rewritten!"),
    ("mere wording", "首批", "第一批", "entry-rewritten"),
    ("an entry deleted", LAST, "", "entry-deleted!"),
    (
        "an extension with its approval",
        LAST,
        "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-03-01, extend = 2018-08-31, approval = \"1号\" },\n",
        "",
    ),
    (
        "an extension without",
        LAST,
        "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-03-01, extend = 2018-08-31 },\n",
        "no-approval!",
    ),
    (
        "an adjustment without",
        LAST,
        "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-03-01, adjust = \"减\", target = 100 },\n",
        "no-approval!",
    ),
    (
        "struck off by the owner",
        LAST,
        "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-03-01, verify = \"一局\" },\n",
        "struck-by-owner!",
    ),
    (
        "struck off by the office",
        LAST,
        "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-03-01, verify = \"督查室\" },\n",
        "",
    ),
    (
        "struck off together with its request",
        LAST,
        "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-03-01, request = \"完\" },\n  { on = 2018-03-01, verify = \"督查室\" },\n",
        "struck-with-request",
    ),
    (
        "a figure the owner did not report",
        LAST,
        "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-03-01, done = 60, by = \"督查室\" },\n",
        "figure-not-reported",
    ),
    (
        "a figure of the owner",
        LAST,
        "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-03-01, done = 60, by = \"一局\" },\n",
        "",
    ),
    (
        "a figure before a later one",
        "  { on = 2018-02-28, done = 36 },",
        "  { on = 2018-02-25, done = 30 },\n  { on = 2018-02-28, done = 36 },",
        "entry-inserted",
    ),
    (
        "words before a later entry, in time",
        "  { on = 2018-02-28, done = 36 },",
        "  { on = 2018-02-25, note = \"会商\" },\n  { on = 2018-02-28, done = 36 },",
        "",
    ),
    (
        "dated back",
        "  { on = 2018-02-28, done = 36 },",
        "  { on = 2018-02-20, note = \"会商\" },\n  { on = 2018-02-28, done = 36 },",
        "entry-backdated entry-inserted",
    ),
    (
        "late, and says so",
        "  { on = 2018-02-28, done = 36 },",
        "  { on = 2018-02-20, note = \"会商\", got = 2018-03-02 },\n  { on = 2018-02-28, done = 36 },",
        "",
    ),
    ("a block that cannot be read", "weight = 2", "weight = 两", "unreadable!"),
    ("an id", "id = \"T-1\"", "id = \"T-9\"", "task-renamed"),
];

#[test]
fn each_rule_finds_its_change_and_no_other() {
    for (rule, from, to, expected) in RULES {
        let review = of_task(TASK, &edited(TASK, from, to), "2018-03-02");
        assert_eq!(told(&review), *expected, "{rule}");
        assert_eq!(review.tasks.len(), 1, "{rule}: {:?}", review.tasks);
    }
}

#[test]
fn an_entry_is_in_time_up_to_the_end_of_the_grace() {
    let to = "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-03-10, done = 60 },\n";
    let later = edited(TASK, LAST, to);
    assert_eq!(told(&of_task(TASK, &later, "2018-03-12")), "");
    assert_eq!(told(&of_task(TASK, &later, "2018-03-13")), "entry-backdated");
}

#[test]
fn an_extension_dated_before_the_deadline_and_typed_after_it_hides_lateness() {
    let to = "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-06-29, extend = 2018-08-31, approval = \"1号\" },\n";
    let later = edited(TASK, LAST, to);
    assert_eq!(told(&of_task(TASK, &later, "2018-07-02")), "");
    assert_eq!(told(&of_task(TASK, &later, "2018-07-03")), "entry-backdated!");
}

#[test]
fn nothing_is_late_on_the_deadline_itself() {
    let to = format!("{LAST}  {{ on = 2018-05-30, extend = 2018-08-31, approval = \"1号\" }},\n");
    let later = edited(TASK, LAST, &to);
    assert_eq!(told(&of_task(TASK, &later, "2018-06-30")), "entry-backdated");
    assert_eq!(told(&of_task(TASK, &later, "2018-07-01")), "entry-backdated!");
}

#[test]
fn what_an_approved_entry_says_may_be_odd_but_has_authority() {
    let extended = edited(
        TASK,
        LAST,
        &format!("{LAST}  {{ on = 2018-03-01, extend = 2018-08-31, approval = \"1号\" }},\n"),
    );
    let moved = edited(&extended, "due = 2018-06-30", "due = 2018-08-31");
    assert_eq!(told(&of_task(TASK, &moved, "2018-03-02")), "deadline-moved");
    let adjusted = edited(
        TASK,
        LAST,
        &format!(
            "{LAST}  {{ on = 2018-03-01, adjust = \"换\", owner = \"y\", approval = \"1号\" }},\n"
        ),
    );
    let moved = edited(&adjusted, "owner = \"x\"", "owner = \"y\"");
    assert_eq!(told(&of_task(TASK, &moved, "2018-03-02")), "owner-changed");
}

#[test]
fn a_task_may_go_only_once_it_is_cancelled_and_then_too_it_is_told() {
    let other = TASK.replace("T-1", "T-2").replace("征迁", "扩建");
    let both = format!("{TASK}\n{other}");
    assert_eq!(told(&of_task(&both, TASK, "2018-03-02")), "task-gone!");
    let entry = "  { on = 2018-02-28, blocked = \"产权\" },\n  { on = 2018-03-01, cancel = \"停\", approval = \"1号\" },\n";
    let cancelled = format!("{TASK}\n{}", edited(&other, LAST, entry));
    assert_eq!(told(&of_task(&cancelled, TASK, "2018-03-02")), "task-gone");
    assert_eq!(told(&of_task(TASK, &both, "2018-03-02")), "");
}

#[test]
fn entries_of_one_day_keep_their_order() {
    let one = "  { on = 2018-02-28, done = 36 },\n";
    let swapped = TASK.replace(&format!("{one}{LAST}"), &format!("{LAST}{one}"));
    assert_ne!(swapped, TASK);
    assert_eq!(told(&of_task(TASK, &swapped, "2018-03-02")), "entry-rewritten!");
}

#[test]
fn the_book_has_its_own_goalposts() {
    let files = [("t.toml", TASK)];
    let old = side(BOOK, &files, &[("2018-01", "one")]);
    let of = |book: &str, statements: &[(&str, &str)]| {
        told(&reviewed(&old, &side(book, &files, statements), "2018-03-02"))
    };
    let kept = [("2018-01", "one")];
    assert_eq!(of(BOOK, &kept), "");
    assert_eq!(of(BOOK, &[("2018-01", "two")]), "statement-touched!");
    assert_eq!(of(BOOK, &[]), "statement-touched!");
    assert_eq!(of(BOOK, &[("2018-01", "one"), ("2018-02", "new")]), "");
    let lights = format!("{BOOK}[lights]\nyellow = 20\nred = 40\n");
    assert_eq!(of(&lights, &kept), "rules-changed! rules-changed!");
    assert_eq!(of(&BOOK.replace("year = 2018", "year = 2018\ngrace = 9"), &kept), "rules-changed!");
    assert_eq!(of(&BOOK.replace("reach = 50", "reach = 80"), &kept), "rules-changed!");
    assert_eq!(of(&BOOK.replace("二局", "第二局"), &kept), "");
}

#[test]
fn what_decides_where_letters_go_and_what_is_read_along_is_told() {
    let files = [("t.toml", TASK)];
    let old = side(BOOK, &files, &[]);
    let of = |book: &str| told(&reviewed(&old, &side(book, &files, &[]), "2018-03-02"));
    assert_eq!(of(&format!("{BOOK}[mail]\nto = \"qz@example.gov.cn\"\n")), "mail-changed!");
    assert_eq!(of(&format!("{BOOK}[mail]\nsendmail = \"s\"\n")), "mail-changed!");
    assert_eq!(of(&format!("{BOOK}[git]\ncommit = \"each-write\"\n")), "commits-changed!");
    let named = "name = \"二局\"";
    assert!(BOOK.contains(named));
    let email = format!("{named}\nemail = \"x@attacker.example\"");
    assert_eq!(of(&BOOK.replace(named, &email)), "address-changed!");
    let include = "year = 2018\ninclude = [{ path = \"other\", as = \"o\" }]";
    assert_eq!(of(&BOOK.replace("year = 2018", include)), "include-changed!");
    for (stranger, code) in [
        (Stranger::Link, "link-added!"),
        (Stranger::Program, "program-added!"),
        (Stranger::Config, "config-changed!"),
        (Stranger::Unknown, "unknown-file!"),
    ] {
        let mut new = side(BOOK, &files, &[]);
        new.stranger("a/b", "a/b", stranger);
        assert_eq!(told(&reviewed(&old, &new, "2018-03-02")), code);
    }
}

#[test]
fn a_department_with_another_id_is_still_that_department() {
    let files = [("t.toml", TASK)];
    let old = side(BOOK, &files, &[]);
    let text = TASK.replace("owner = \"x\"", "owner = \"z\"");
    let book = BOOK.replace("id = \"x\"", "id = \"z\"");
    let review = reviewed(&old, &side(&book, &[("t.toml", &text)], &[]), "2018-03-02");
    assert_eq!(told(&review), "");
    assert!(review.tasks.is_empty(), "{:?}", review.tasks);
}

#[test]
fn layout_comments_and_moves_are_no_change_in_meaning() {
    let spelled = TASK
        .replace("log = [\n", "# 进展\nlog = [ # 逐旬\n")
        .replace("id = \"T-1\"", "'id' = 'T-1'")
        .replace("target = 120", "target = 120.0")
        .replace('\n', "\r\n");
    let review = of_task(TASK, &spelled, "2018-03-02");
    assert_eq!((review.tasks.len(), review.same), (0, 1), "{:?}", review.tasks);
    let preamble = format!(
        "area = \"a\"\nowner = \"x\"\n{}",
        TASK.replace("area = \"a\"\nowner = \"x\"\n", "")
    );
    let review = of_task(TASK, &preamble, "2018-03-02");
    assert_eq!((review.tasks.len(), review.same), (0, 1), "{:?}", review.tasks);
    let old = side(BOOK, &[("t.toml", TASK)], &[]);
    let moved = side(BOOK, &[("tasks/u.toml", TASK), ("t.toml", "# 移走了\n")], &[]);
    let review = reviewed(&old, &moved, "2018-03-02");
    assert_eq!((told(&review).as_str(), review.moved()), ("", 1));
}

#[test]
fn a_default_of_the_file_that_moves_an_owner_is_seen() {
    let text = TASK.replace("owner = \"x\"\n", "");
    let (one, two) = (format!("owner = \"x\"\n{text}"), format!("owner = \"y\"\n{text}"));
    assert_eq!(told(&of_task(&one, &two, "2018-03-02")), "owner-changed!");
}

#[test]
fn a_waiver_covers_its_own_change_and_no_other() {
    let files = [("t.toml", TASK)];
    let old = side(BOOK, &files, &[]);
    let text = edited(
        &edited(TASK, "due = 2018-06-30", "due = 2018-12-31"),
        "target = 120",
        "target = 100",
    );
    let of = |waiver: &str| {
        let book = format!("{BOOK}[[waiver]]\nreason = \"区长办公会\"\n{waiver}\n");
        told(&reviewed(&old, &side(&book, &[("t.toml", &text)], &[]), "2018-03-02"))
    };
    let both = "deadline-moved! target-changed!";
    let right = "code = \"deadline-moved\"\ntask = \"T-1\"\ndate = 2018-03-02";
    assert_eq!(of(right), "(deadline-moved) target-changed!");
    assert_eq!(of(&right.replace("T-1", "T-2")), both);
    assert_eq!(of(&right.replace("03-02", "03-01")), both);
    assert_eq!(of("code = \"deadline-moved\"\ntask = \"T-1\"\ncommit = \"1234567\""), both);
}

#[test]
fn the_sample_laid_out_anew_says_the_same() {
    let folder = root().join("data/fengze");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let names = [
        "battles.toml",
        "industry.toml",
        "investment.toml",
        "livelihood.toml",
        "projects.toml",
        "urban.toml",
        "year-end.toml",
    ];
    let (mut old, mut new) = (Side::default(), Side::default());
    old.config("duban.toml", read("duban.toml"));
    new.config("duban.toml", format!("# 总册\n{}", read("duban.toml")));
    for name in names {
        let text = read(name);
        let loose = text.replace(" = ", "   =  ").replace("log = [\n", "log = [\n\n");
        assert_ne!(loose, text);
        new.tasks(name, name, loose);
        old.tasks(name, name, format_file(&text));
    }
    let review = reviewed(&old, &new, "2018-05-15");
    assert!(review.tasks.is_empty() && review.found.is_empty(), "{:?}", review.tasks);
    assert!(review.same > 60, "{}", review.same);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Whatever is added to a log is told as exactly that, wherever the block stands and whatever stands around it.
    #[test]
    fn what_is_added_is_what_is_told(
        days in prop::collection::vec(60..120u64, 0..5), others in 0..4usize, at in 0..4usize,
    ) {
        let other = |nth: usize| TASK.replace("T-1", &format!("O-{nth}"));
        let around: Vec<String> = (0..others).map(other).collect();
        let entry = |day: &u64| {
            let on = self::day("2018-01-01") + chrono::Days::new(*day);
            format!("  {{ on = {on}, note = \"第{day}天\" }},\n")
        };
        let added: String = days.iter().map(entry).collect();
        let whole = |own: &str| {
            let mut blocks = around.clone();
            blocks.insert(at.min(others), own.to_owned());
            blocks.join("\n")
        };
        let after = TASK.replace(LAST, &format!("{LAST}{added}"));
        let review = of_task(&whole(TASK), &whole(&after), "2018-03-02");
        let facts: Vec<&What> = review.tasks.iter().flat_map(|own| &own.facts).map(|fact| &fact.what).collect();
        prop_assert_eq!(facts.len(), days.len());
        prop_assert!(facts.iter().all(|what| matches!(what, What::Logged(_))));
        let back = of_task(&whole(&after), &whole(TASK), "2018-03-02");
        let gone = back.tasks.iter().flat_map(|own| &own.facts).filter(|fact| matches!(fact.what, What::Erased(_)));
        prop_assert_eq!(gone.count(), days.len());
    }
}

#[test]
fn every_code_is_documented() {
    let text = std::fs::read_to_string(root().join("docs/review.md")).unwrap();
    let missing: Vec<&str> = duban::diagnostic::Irregular::ALL
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| !text.contains(&format!("`{code}`")))
        .collect();
    assert!(missing.is_empty(), "not in docs/review.md: {missing:?}");
}
