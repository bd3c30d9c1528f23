//! Three versions of a task file: one, and two that each changed something of it.

use proptest::prelude::*;
use proptest::sample::select;

/// The duban.toml of them all.
pub(super) const BOOK: &str = "[ledger]\nformat = 1\ntitle = \"t\"\nyear = 2018\n[[area]]\nid = \"a\"\nname = \"甲\"\n\
    [[department]]\nid = \"x\"\nname = \"一局\"\n[[department]]\nid = \"y\"\nname = \"二局\"\n";

/// The ids that occur.
pub(super) const IDS: [&str; 6] = ["T1", "T2", "T3", "N1", "N2", "N3"];

#[derive(Clone, Debug)]
pub(super) struct Triple {
    pub(super) base: String,
    pub(super) ours: String,
    pub(super) theirs: String,
}

#[derive(Clone, Debug)]
struct Task {
    id: &'static str,
    above: Vec<String>,
    keys: Vec<(&'static str, String)>,
    log: Vec<Entry>,
    style: Style,
}

#[derive(Clone, Debug)]
struct Entry {
    above: Vec<String>,
    day: u32,
    keys: String,
}

#[derive(Clone, Copy, Debug)]
enum Style {
    Lines,
    One,
    Sections,
}

#[derive(Clone, Debug)]
enum Change {
    Entry(usize, u32, String),
    Key(usize, &'static str, &'static str),
    NoKey(usize, &'static str),
    Drop(usize),
    DropEntry(usize, usize),
    Rewrite(usize, usize, String),
    Comment(usize, usize),
    Move(usize),
    Add(&'static str, &'static str),
    Default(&'static str),
}

/// Any triple.
pub(super) fn triple() -> impl Strategy<Value = Triple> {
    let changes = || prop::collection::vec(change(), 0..4);
    let tasks = prop::collection::vec((log(), style(), any::<bool>()), 1..4);
    (tasks, changes(), changes(), prop::collection::vec(change(), 0..2)).prop_map(
        |(tasks, one, other, both)| {
            let tasks: Vec<Task> =
                tasks.into_iter().zip(IDS).map(|(own, id)| task(id, own)).collect();
            let base = File { owner: "x", tasks };
            let (mut ours, mut theirs) = (base.clone(), base.clone());
            both.iter().for_each(|own| {
                ours.change(own, "b");
                theirs.change(own, "b");
            });
            one.iter().for_each(|own| ours.change(own, "o"));
            other.iter().for_each(|own| theirs.change(own, "t"));
            Triple { base: base.text(), ours: ours.text(), theirs: theirs.text() }
        },
    )
}

fn style() -> impl Strategy<Value = Style> {
    select(vec![Style::Lines, Style::Lines, Style::One, Style::Sections])
}

fn log() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec((8..14u32, event(), any::<bool>()), 0..4).prop_map(|all| {
        let mut all: Vec<Entry> = all
            .into_iter()
            .map(|(day, keys, said)| Entry {
                above: if said { vec![format!("# c-e{day}")] } else { Vec::new() },
                day,
                keys,
            })
            .collect();
        all.sort_by_key(|own| own.day);
        all
    })
}

fn event() -> impl Strategy<Value = String> {
    let figures = (1..4u32).prop_map(|done| format!("done = {done}"));
    let words = select(vec![
        "note = \"u-a\"",
        "note = \"u-b\"",
        "blocked = \"u-k\"",
        "cleared = \"u-k\"",
        "request = \"u-r\"",
        "verify = \"u-v\"",
        "reopen = \"u-o\"",
        "suspend = \"u-s\"",
        "resume = \"u-z\"",
        "extend = 2018-12-31, approval = \"u-1\"",
        "extend = 2018-11-30, approval = \"u-2\"",
        "step = \"u-step\"",
        "done = 2, note = \"u-c\"",
        "adjust = \"u-j\", owner = \"y\", approval = \"u-3\"",
    ]);
    prop_oneof![figures, words.prop_map(str::to_owned)]
}

/// Events that need a state, and change it: right alone, two of them often are not together.
fn state() -> impl Strategy<Value = String> {
    let words = select(vec![
        "verify = \"u-v\"",
        "cancel = \"u-x\", approval = \"u-4\"",
        "suspend = \"u-s\"",
        "extend = 2018-12-31, approval = \"u-1\"",
        "extend = 2018-11-30, approval = \"u-2\"",
    ]);
    words.prop_map(str::to_owned)
}

fn change() -> impl Strategy<Value = Change> {
    let at = || 0..3usize;
    prop_oneof![
        3 => (at(), 8..14u32, state()).prop_map(|(at, day, keys)| Change::Entry(at, day, keys)),
        4 => (at(), 8..14u32, event()).prop_map(|(at, day, keys)| Change::Entry(at, day, keys)),
        2 => (at(), select(vec![("due", "2018-10-31"), ("due", "2018-06-01"), ("start", "2018-08-01"), ("target", "3"),
                               ("remark", "\"r\""), ("tags", "[\n  \"a\",\n]"), ("title", "\"u\""),
                               ("plan", "[{ by = 2018-05-01, reach = 2 }]")]))
            .prop_map(|(at, (key, value))| Change::Key(at, key, value)),
        1 => (at(), select(vec!["due", "target", "remark"])).prop_map(|(at, key)| Change::NoKey(at, key)),
        1 => at().prop_map(Change::Drop),
        1 => (at(), at()).prop_map(|(at, nth)| Change::DropEntry(at, nth)),
        1 => (at(), at(), event()).prop_map(|(at, nth, keys)| Change::Rewrite(at, nth, keys)),
        1 => (at(), at()).prop_map(|(at, nth)| Change::Comment(at, nth)),
        1 => at().prop_map(Change::Move),
        2 => (select(vec!["N1", "N2", "N3"]), select(vec!["p", "q"])).prop_map(|(id, title)| Change::Add(id, title)),
        1 => select(vec!["x", "y"]).prop_map(Change::Default),
    ]
}

fn task(id: &'static str, (log, style, said): (Vec<Entry>, Style, bool)) -> Task {
    Task {
        id,
        above: if said { vec![format!("# c-{id}")] } else { Vec::new() },
        keys: vec![
            ("title", format!("\"{id}\"")),
            ("due", "2018-09-30".to_owned()),
            ("unit", "\"个\"".to_owned()),
            ("target", "4".to_owned()),
        ],
        log,
        style,
    }
}

#[derive(Clone, Debug)]
struct File {
    owner: &'static str,
    tasks: Vec<Task>,
}

impl File {
    fn change(&mut self, change: &Change, side: &str) {
        match change {
            Change::Add(id, title) => {
                if !self.tasks.iter().any(|own| own.id == *id) {
                    let mut new = task(id, (Vec::new(), Style::Lines, false));
                    new.keys[0].1 = format!("\"{title}\"");
                    self.tasks.push(new);
                }
            }
            Change::Default(owner) => self.owner = owner,
            Change::Drop(at) if *at < self.tasks.len() => drop(self.tasks.remove(*at)),
            Change::Move(at) if *at < self.tasks.len() => {
                let own = self.tasks.remove(*at);
                self.tasks.push(own);
            }
            Change::Entry(at, ..)
            | Change::Key(at, ..)
            | Change::NoKey(at, _)
            | Change::DropEntry(at, _)
            | Change::Rewrite(at, ..)
            | Change::Comment(at, _) => {
                if let Some(own) = self.tasks.get_mut(*at) {
                    own.change(change, side);
                }
            }
            Change::Drop(_) | Change::Move(_) => {}
        }
    }

    fn text(&self) -> String {
        let mut text = format!("# c-file\narea = \"a\"\nowner = \"{}\"\n", self.owner);
        for own in &self.tasks {
            text.push('\n');
            text.push_str(&own.text());
        }
        text
    }
}

impl Task {
    fn change(&mut self, change: &Change, side: &str) {
        match change {
            Change::Entry(_, day, keys) => {
                let at = self.log.iter().rposition(|own| own.day <= *day).map_or(0, |at| at + 1);
                let new = Entry { above: Vec::new(), day: *day, keys: keys.clone() };
                self.log.insert(at, new);
            }
            Change::Key(_, key, value) => match self.keys.iter_mut().find(|(own, _)| own == key) {
                Some((_, own)) => *own = (*value).to_owned(),
                None => self.keys.push((key, (*value).to_owned())),
            },
            Change::NoKey(_, key) => self.keys.retain(|(own, _)| own != key),
            Change::DropEntry(_, nth) if *nth < self.log.len() => drop(self.log.remove(*nth)),
            Change::Rewrite(_, nth, keys) => {
                if let Some(own) = self.log.get_mut(*nth) {
                    own.keys.clone_from(keys);
                }
            }
            Change::Comment(_, nth) => match self.log.get_mut(*nth) {
                Some(own) => own.above.push(format!("# c-{side}{nth}")),
                None => self.above.push(format!("# c-{side}")),
            },
            _ => {}
        }
    }

    fn text(&self) -> String {
        let mut lines = self.above.clone();
        lines.extend(["[[task]]".to_owned(), format!("id = \"{}\"", self.id)]);
        lines.extend(self.keys.iter().map(|(key, value)| format!("{key} = {value}")));
        let inline = |own: &Entry| format!("{{ on = 2018-03-{:02}, {} }}", own.day, own.keys);
        match self.style {
            _ if self.log.is_empty() => {}
            Style::Lines => {
                lines.push("log = [".to_owned());
                for own in &self.log {
                    lines.extend(own.above.iter().map(|line| format!("  {line}")));
                    lines.push(format!("  {},", inline(own)));
                }
                lines.push("]".to_owned());
            }
            Style::One => {
                let all: Vec<String> = self.log.iter().map(inline).collect();
                lines.push(format!("log = [{}]", all.join(", ")));
            }
            Style::Sections => {
                for own in &self.log {
                    lines.push(String::new());
                    lines.extend(own.above.iter().cloned());
                    lines.push("[[task.log]]".to_owned());
                    lines.push(format!("on = 2018-03-{:02}", own.day));
                    lines.extend(own.keys.split(", ").map(str::to_owned));
                }
            }
        }
        lines.join("\n") + "\n"
    }
}
