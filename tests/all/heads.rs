//! What the head of a file and the headings above a task state means the same as if each task stated it itself.

use crate::laws::{day, sound};
use duban::account::Figures;
use duban::calendar::WorkCalendar;
use duban::read::LedgerFiles;
use duban::source::{SourceFile, Sources};
use proptest::prelude::*;

const BOOK: &str = "[ledger]\nformat = 1\ntitle = \"律\"\nyear = 2018\ncadence = \"month\"\n\
    [[area]]\nid = \"a\"\nname = \"甲\"\n[[area]]\nid = \"b\"\nname = \"乙\"\n\
    [[department]]\nid = \"x\"\nname = \"一局\"\n[[department]]\nid = \"y\"\nname = \"二局\"\n";

/// Each key that may be inherited or lent, with two values of it.
const KEYS: [(&str, [&str; 2]); 12] = [
    ("area", ["\"a\"", "\"b\""]),
    ("owner", ["\"x\"", "\"y\""]),
    ("with", ["[\"x\"]", "[\"y\", \"x\"]"]),
    ("leader", ["\"区长\"", "\"副区长\""]),
    ("start", ["2018-02-01", "2018-03-11"]),
    ("due", ["2018-11-30", "\"standing\""]),
    ("source", ["\"报告\"", "\"会议\""]),
    ("cadence", ["\"dekad\"", "\"none\""]),
    ("weight", ["2", "3.5"]),
    ("key", ["true", "false"]),
    ("target", ["40", "50"]),
    ("tags", ["[\"甲\"]", "[]"]),
];

/// How many of the keys parts take from their headings.
const INHERITED: usize = 8;

/// Which value of each key somebody states; `None`: none.
type Stated = Vec<Option<usize>>;

fn stated() -> impl Strategy<Value = Stated> {
    prop::collection::vec(prop::option::weighted(0.4, 0..2usize), KEYS.len())
}

fn lines(stated: &Stated, up_to: usize) -> String {
    let line = |((key, values), at): (&(&str, [&str; 2]), &Option<usize>)| {
        at.map_or_else(String::new, |at| format!("{key} = {}\n", values[at]))
    };
    KEYS.iter().zip(stated).take(up_to).map(line).collect()
}

/// The first of them that states a key.
fn first(of: &[&Stated]) -> Stated {
    let value = |nth: usize| of.iter().find_map(|stated| stated[nth]);
    (0..KEYS.len()).map(value).collect()
}

/// Keys that parts do not take from headings are left out.
fn handed_down(heading: &Stated) -> Stated {
    heading.iter().enumerate().map(|(nth, at)| at.filter(|_| nth < INHERITED)).collect()
}

fn told(book: &str, files: &[String], at: u64) -> Vec<String> {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", book));
    let tasks = files.iter().enumerate();
    let tasks = tasks
        .map(|(nth, text)| sources.push(SourceFile::new(format!("{nth}.toml"), text.as_str())));
    let tasks = tasks.collect();
    let files = LedgerFiles { config, tasks, prefix: String::new() };
    let work = WorkCalendar::shipped();
    let book = sound(&sources, files, &work);
    let of = |figures: &Figures<'_>| {
        let task = figures.task;
        let promise = (task.area, task.owner, &task.with, &task.leader, task.start, task.due);
        let rest = (&task.source, task.cadence, task.weight, task.key, task.target, &task.tags);
        let figures = (figures.shares, figures.standing, figures.light, figures.reports);
        format!("{} {promise:?} {rest:?} {figures:?}", task.id)
    };
    book.figures(day(at)).tasks.iter().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn heads_and_headings_say_what_each_task_would_say(
        (head, top, middle, part) in (stated(), stated(), stated(), stated()),
        headings_first in any::<bool>(),
        at in 0..364u64,
    ) {
        // What nobody states would be an error here and there; so the part's own file states it.
        let mut head = head;
        for needed in [0, 1] {
            head[needed] = head[needed].or(Some(0));
        }
        let log = "unit = \"户\"\nlog = [{ on = 2018-04-02, done = 10 }, { on = 2018-06-05, note = \"好\" }]\n";
        let task = |id: &str, parent: &str, keys: String| {
            format!("[[task]]\nid = \"{id}\"\ntitle = \"事项\"\n{parent}{keys}")
        };
        let headings = task("H-0", "", lines(&top, INHERITED))
            + &task("H-1", "parent = \"H-0\"\n", lines(&middle, INHERITED));
        let of_part = task("P-1", "parent = \"H-1\"\n", lines(&part, KEYS.len())) + log;
        let parts = lines(&head, KEYS.len()) + &of_part;
        let taken = match headings_first {
            true => vec![headings.clone(), parts],
            false => vec![parts, headings.clone()],
        };
        let (top, middle) = (handed_down(&top), handed_down(&middle));
        let whole = first(&[&part, &middle, &top, &head]);
        let stated = task("P-1", "parent = \"H-1\"\n", lines(&whole, KEYS.len())) + log;
        prop_assert_eq!(told(BOOK, &taken, at), told(BOOK, &[stated, headings], at));
    }
}
