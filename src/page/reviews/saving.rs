//! What a commit of the ledger brings, in words: its message.

use super::fact::strange;
use crate::account::Light;
use crate::history::{Changed, Comparison, Fact, Stand, What};
use crate::ledger::{EventKind, Locale};
use crate::page::keys::key_name;
use crate::page::words::{self, say};

/// A group of changes of one sort.
struct Group {
    /// Its name and how many there are.
    words: String,
    /// Of which tasks.
    ids: Vec<String>,
}

/// So many ids are named in a line.
const NAMED: usize = 12;

/// So many groups stand in a subject.
const IN_SUBJECT: usize = 3;

/// The message of a commit: the user's own words or the main groups, then a line a group.
pub fn message(comparison: &Comparison, given: Option<&str>, lang: Locale) -> String {
    let groups = groups(comparison, lang);
    let first: Vec<&str> =
        groups.iter().take(IN_SUBJECT).map(|group| group.words.as_str()).collect();
    let subject = match given {
        Some(given) => given.to_owned(),
        None if first.is_empty() => {
            say!(lang, "整理，内容不变", "layout only, nothing said otherwise")
        }
        None => {
            let first = first.join(&say!(lang, "，", ", "));
            only_id(&groups).map_or(first.clone(), |id| format!("{id} {first}"))
        }
    };
    let body: String = groups.iter().map(|group| line(group, lang)).collect();
    if body.is_empty() { format!("{subject}\n") } else { format!("{subject}\n\n{body}") }
}

/// The one task that all of it is about.
fn only_id(groups: &[Group]) -> Option<&str> {
    let mut ids = groups.iter().flat_map(|group| &group.ids);
    let first = ids.next()?;
    let alone = groups.iter().all(|group| !group.ids.is_empty()) && ids.all(|id| id == first);
    alone.then_some(first)
}

fn line(group: &Group, lang: Locale) -> String {
    let words = &group.words;
    if group.ids.is_empty() {
        return format!("{words}\n");
    }
    let mut named: Vec<(&str, usize)> = Vec::new();
    for id in &group.ids {
        match named.iter_mut().find(|(known, _)| known == id) {
            Some((_, count)) => *count += 1,
            None => named.push((id, 1)),
        }
    }
    let shown = named.iter().take(NAMED).map(|(id, count)| match count {
        1 => (*id).to_owned(),
        several => say!(lang, "{id}（{several}）", "{id} ({several})"),
    });
    let mut ids = shown.collect::<Vec<String>>().join(&say!(lang, "、", ", "));
    if named.len() > NAMED {
        let count = named.len();
        let tasks = words::counted(count, "task");
        ids.push_str(&say!(lang, "等{count}项", ", … ({tasks})"));
    }
    say!(lang, "{words}：{ids}\n", "{words}: {ids}\n")
}

fn groups(comparison: &Comparison, lang: Locale) -> Vec<Group> {
    let mut sorted = Sorted { comparison, lang, all: Vec::new() };
    sorted.put(
        |what| matches!(what, What::Entered),
        |n, lang| say!(lang, "立项{n}项", "entered {n}"),
    );
    sorted.events();
    sorted.all.extend(lights(&comparison.tasks, lang));
    sorted.irregular();
    sorted.keys();
    sorted.all.extend(book(&comparison.book, lang));
    sorted.all
}

/// Changes of tasks while they are sorted.
struct Sorted<'m> {
    comparison: &'m Comparison,
    lang: Locale,
    all: Vec<Group>,
}

impl Sorted<'_> {
    /// Those that fit, under words that say how many they are.
    fn put(&mut self, fits: impl Fn(&What) -> bool, words: impl Fn(usize, Locale) -> String) {
        let facts = self.comparison.tasks.iter().flat_map(|task| {
            let ids = std::iter::repeat(&task.id);
            ids.zip(&task.facts)
        });
        let ids: Vec<String> =
            facts.filter(|(_, fact)| fits(&fact.what)).map(|(id, _)| id.clone()).collect();
        if !ids.is_empty() {
            let words = words(ids.len(), self.lang);
            self.all.push(Group { words, ids });
        }
    }

    /// The new entries by kind, in the order of the format's table; figures, steps and words are all reports.
    fn events(&mut self) {
        let reports = [EventKind::Done, EventKind::Step, EventKind::Note];
        let kind = |what: &What| {
            let What::Logged(logged) = what else {
                return None;
            };
            Some(logged.written.entry.event.kind())
        };
        self.put(
            |what| kind(what).is_some_and(|kind| reports.contains(&kind)),
            |n, lang| say!(lang, "报告{n}条", "reports {n}"),
        );
        self.put(
            |what| matches!(what, What::Logged(logged) if logged.written.entry.requests()),
            |n, lang| say!(lang, "申请销号{n}条", "strike-off asked for {n}"),
        );
        for (_, listed) in EventKind::ALL {
            if !reports.contains(&listed) && listed != EventKind::Request {
                self.put(|what| kind(what) == Some(listed), |n, lang| event(listed, n, lang));
            }
        }
    }

    /// What happened to entries and whole tasks besides.
    fn irregular(&mut self) {
        self.put(
            |what| matches!(what, What::Rewritten(..)),
            |n, lang| say!(lang, "改写记录{n}条", "entries rewritten {n}"),
        );
        self.put(
            |what| matches!(what, What::Erased(_)),
            |n, lang| say!(lang, "删去记录{n}条", "entries deleted {n}"),
        );
        self.put(
            |what| matches!(what, What::Gone { .. }),
            |n, lang| say!(lang, "移出台账{n}项", "gone from the ledger {n}"),
        );
        self.put(
            |what| matches!(what, What::Renamed { .. }),
            |n, lang| say!(lang, "改编号{n}项", "renamed {n}"),
        );
        self.put(
            |what| matches!(what, What::Moved),
            |n, lang| say!(lang, "移到别的文件{n}项", "moved to another file {n}"),
        );
        self.put(
            |what| matches!(what, What::Unreadable),
            |n, lang| say!(lang, "读不出来{n}项", "cannot be read {n}"),
        );
    }

    /// Changes of the promise's own keys, key by key.
    fn keys(&mut self) {
        let mut keys: Vec<&str> = Vec::new();
        for fact in self.comparison.tasks.iter().flat_map(|task| &task.facts) {
            if let What::Key(change) = &fact.what
                && !keys.contains(&change.key)
            {
                keys.push(change.key);
            }
        }
        for key in keys {
            let name = key_name(key, self.lang);
            self.put(
                |what| matches!(what, What::Key(change) if change.key == key),
                |n, lang| say!(lang, "改{name}{n}项", "{name} changed {n}"),
            );
        }
    }
}

fn event(kind: EventKind, n: usize, lang: Locale) -> String {
    use EventKind as K;
    match kind {
        K::Done | K::Step | K::Note | K::Request => String::new(),
        K::Judge => say!(lang, "认定{n}条", "judged {n}"),
        K::Blocked => say!(lang, "新阻点{n}条", "blockers {n}"),
        K::Raise => say!(lang, "阻点提级{n}条", "blockers raised {n}"),
        K::Cleared => say!(lang, "阻点解决{n}条", "blockers cleared {n}"),
        K::Verify => say!(lang, "销号{n}项", "struck off {n}"),
        K::Reject => say!(lang, "退回{n}项", "returned {n}"),
        K::Reopen => say!(lang, "重开{n}项", "reopened {n}"),
        K::Ask => say!(lang, "申请延期{n}项", "later deadline asked for {n}"),
        K::Refuse => say!(lang, "延期未准{n}项", "extension refused {n}"),
        K::Extend => say!(lang, "延期{n}项", "extended {n}"),
        K::Adjust => say!(lang, "调整{n}项", "adjusted {n}"),
        K::Suspend => say!(lang, "暂停{n}项", "suspended {n}"),
        K::Resume => say!(lang, "恢复{n}项", "resumed {n}"),
        K::Cancel => say!(lang, "撤销{n}项", "cancelled {n}"),
        K::Rolled => say!(lang, "结转{n}项", "rolled over {n}"),
        K::Order => say!(lang, "批示{n}条", "orders {n}"),
        K::Urge => say!(lang, "催办{n}条", "urged {n}"),
        K::Answer => say!(lang, "答复{n}条", "answered {n}"),
    }
}

fn book(facts: &[Fact], lang: Locale) -> Vec<Group> {
    let changed = facts.iter().filter_map(|fact| match &fact.what {
        What::Rule(change) => {
            let name = key_name(change.key, lang);
            Some(say!(lang, "改规则：{name}", "rule changed: {name}"))
        }
        What::Waiver(waiver, _) => {
            let code = &waiver.code;
            Some(say!(lang, "豁免：{code}", "waiver: {code}"))
        }
        What::Closed(name) => Some(say!(lang, "结账 {name}", "closed {name}")),
        What::Statement(name) => {
            Some(say!(lang, "改动已结账的 {name}", "closed statement {name} touched"))
        }
        What::Stranger(path, stranger) => Some(strange(path, *stranger, lang)),
        _ => None,
    });
    let group = |words| Group { words, ids: Vec::new() };
    changed.map(group).collect()
}

/// Tasks that have turned red, and tasks that are red no more. A task that is new or gone has turned nothing.
fn lights(tasks: &[Changed], lang: Locale) -> Vec<Group> {
    let both = |changed: &Changed| {
        let red = |stand: Option<Stand>| stand.map(|stand| stand.light == Light::Red);
        red(changed.before).zip(red(changed.after))
    };
    let ids = |turn: (bool, bool)| -> Vec<String> {
        let all = tasks.iter().filter(|task| both(task) == Some(turn));
        all.map(|task| task.id.clone()).collect()
    };
    let (new, gone) = (ids((false, true)), ids((true, false)));
    let (n, m) = (new.len(), gone.len());
    let groups = [
        (say!(lang, "新转红{n}项", "newly red {n}"), new),
        (say!(lang, "转出红灯{m}项", "no longer red {m}"), gone),
    ];
    let groups = groups.into_iter().map(|(words, ids)| Group { words, ids });
    groups.filter(|group| !group.ids.is_empty()).collect()
}

/// What is said of a commit that was made.
pub fn saved(commit: &str, message: &str, lang: Locale) -> String {
    let text = message.trim_end();
    say!(lang, "已提交 {commit} {text}\n", "committed {commit} {text}\n")
}
