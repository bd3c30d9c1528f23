//! What was written: a line a task with what changed of it, then the files and how to take it back.

use crate::account::{Account, Figures, Light, Standing};
use crate::history::{Changed, Fact, What};
use crate::ledger::{EventKind, Locale, Share};
use crate::page::words::{self, say};
use crate::page::{Ink, Page, Text, View, key_change, keys, parts, rate, said};

/// So many files are named.
const NAMED: usize = 3;

/// What these say stands in the figures and the terms.
const TOLD_BESIDE: [EventKind; 3] = [EventKind::Done, EventKind::Extend, EventKind::Adjust];

/// A task that a write has changed.
pub struct TaskWritten<'a, 'b> {
    /// As it was; `None` of a new one, and of one that could not be read.
    pub before: Option<(&'a Account<'b>, &'a Figures<'b>)>,
    /// As it is now.
    pub after: &'a Figures<'b>,
    /// What its text says otherwise.
    pub changed: Option<&'a Changed>,
}

impl<'a> TaskWritten<'a, '_> {
    /// What its text says otherwise, one by one.
    fn facts(&self) -> impl Iterator<Item = &'a Fact> {
        self.changed.into_iter().flat_map(|changed| &changed.facts)
    }
}

/// What became of the ledger.
pub struct LedgerWritten<'a> {
    /// As it is now.
    pub account: &'a Account<'a>,
    /// The tasks that were asked about.
    pub tasks: &'a [TaskWritten<'a, 'a>],
    /// The files, below its folder.
    pub files: &'a [String],
    /// Whether it can be taken back.
    pub can_undo: bool,
}

/// A line a task, then the files and how to take it back.
pub fn page(written: &LedgerWritten<'_>, view: &View) -> Page {
    let lines = written.tasks.iter().map(|task| line(written.account, task, view.lang));
    let page = Page::new("", view.lang).lines(lines);
    page.line(made(written.tasks.len(), written.files, written.can_undo, view))
}

/// `已写入 projects.toml；撤回：duban undo`; of several tasks with their number.
pub fn made(tasks: usize, files: &[String], can_undo: bool, view: &View) -> String {
    let lang = view.lang;
    let count = files.len();
    let named = words::list(files.get(..count.min(NAMED)).unwrap_or_default(), lang);
    let files = match count {
        0..=NAMED => named,
        _ => say!(lang, "{named} 等{count}个文件", "{named}, … ({count} files)"),
    };
    let counted = words::counted(tasks, "task");
    let written = match tasks {
        0 | 1 => say!(lang, "已写入 {files}", "written to {files}"),
        tasks => say!(lang, "已写入{tasks}项：{files}", "{counted} written, to {files}"),
    };
    if !can_undo {
        return written;
    }
    let undo = view.of_ledger(["undo"]);
    say!(lang, "{written}；撤回：{undo}", "{written}; to take it back: {undo}")
}

/// `P-07 东海片区征迁扫尾　60→66/120户　红→黄（滞后，欠26.3个百分点）`.
fn line(account: &Account<'_>, task: &TaskWritten<'_, '_>, lang: Locale) -> Text {
    let figures = task.after;
    let mut pieces = vec![format!("{} {}", figures.task.id, figures.task.title)];
    pieces.extend(terms(account, task, lang));
    pieces.extend(figure(account, task, lang));
    pieces.extend(entries(account, task, lang));
    let between = say!(lang, "　", "  ");
    let line = Text::from(pieces.join(&between) + &between);
    stand(line, account, task, lang)
}

/// `旧→新`, once where both are the same.
fn arrow(before: &str, after: &str) -> String {
    if before == after { after.to_owned() } else { format!("{before}→{after}") }
}

/// `60→66/120户`: what is done of what, of a task whose figure this is about; of indicators those that moved.
fn figure(account: &Account<'_>, task: &TaskWritten<'_, '_>, lang: Locale) -> Option<String> {
    let now = amount(account, task.after, lang);
    let was = task.before.map(|(account, figures)| amount(account, figures, lang));
    let reported = logged(task).any(|kind| matches!(kind, EventKind::Done | EventKind::Step));
    let is_told = reported || was.is_none();
    let was = was.unwrap_or_else(|| now.clone());
    let of_what = |text: &str| text.find('/').map(|at| text.split_at(at)).map(own);
    let adjusted = of_what(&was).zip(of_what(&now)).is_some_and(|(was, now)| was.0 == now.0);
    if now.is_empty() || !is_told && (was == now || adjusted) {
        return None;
    }
    let between = say!(lang, "、", ", ");
    let (each_was, each): (Vec<&str>, Vec<&str>) =
        (was.split(&between).collect(), now.split(&between).collect());
    if each_was.len() != each.len() {
        return Some(arrow(&was, &now));
    }
    let pairs = || each_was.iter().zip(&each);
    let moved = pairs().filter(|(was, now)| was == now).count() < each.len();
    let told = pairs().filter(|(was, now)| !moved || was != now);
    Some(told.map(|(was, now)| moved_figure(was, now)).collect::<Vec<String>>().join(&between))
}

/// `节点1→2/3`: what both begin with, and what both are out of, stand once.
fn moved_figure(was: &str, now: &str) -> String {
    let same = was.chars().zip(now.chars()).take_while(|(was, now)| was == now);
    let same: String = same.map(|(letter, _)| letter).collect();
    let head = same.trim_end_matches(|c: char| c.is_ascii_digit() || ".-".contains(c));
    if was == now || head.contains('/') {
        return arrow(was, now);
    }
    let without = |text: &str| text.strip_prefix(head).unwrap_or(text).to_owned();
    let (was, now) = (&*without(was), &*without(now));
    let end = |text: &str| text.find(['/', '%']).unwrap_or(text.len());
    let ((was, all), (figure, of)) = (was.split_at(end(was)), now.split_at(end(now)));
    let change = if all == of { arrow(was, figure) + of } else { format!("{was}{all}→{now}") };
    format!("{head}{change}")
}

fn own((left, right): (&str, &str)) -> (String, String) {
    (left.to_owned(), right.to_owned())
}

/// What is done of what, or how far it is in percent.
fn amount(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    let done = parts::done(figures, lang);
    let share = figures.shares.actual.filter(|_| done.is_empty());
    share.map_or(done, |share| parts::percent(account, figures, Some(share)) + "%")
}

/// The kinds of the new entries.
fn logged(task: &TaskWritten<'_, '_>) -> impl Iterator<Item = EventKind> {
    task.facts().filter_map(|fact| {
        let What::Logged(logged) = &fact.what else { return None };
        Some(logged.written.entry.event.kind())
    })
}

/// Deadline, target, owner, leader and weight, where what is in force has changed; of a new task who has it and until when.
fn terms(account: &Account<'_>, task: &TaskWritten<'_, '_>, lang: Locale) -> Vec<String> {
    let (now, due) = (&task.after.state, parts::deadline(account, task.after, lang));
    let Some((account_before, before)) = task.before else {
        let owner = parts::owner(account, task.after);
        let entered = task.facts().any(|fact| matches!(fact.what, What::Entered));
        let entered =
            entered.then(|| say!(lang, "新立，{owner}，时限{due}", "entered, {owner}, due {due}"));
        return entered.into_iter().collect();
    };
    let was = &before.state;
    let target = |target: Option<_>| {
        target.map_or_else(String::new, |target| words::amount(target, &task.after.task.unit))
    };
    let values = [
        ("due", parts::deadline(account_before, before, lang), due),
        ("target", target(was.target), target(now.target)),
        ("owner", parts::owner(account_before, before), parts::owner(account, task.after)),
        ("leader", was.leader.unwrap_or("").to_owned(), now.leader.unwrap_or("").to_owned()),
        ("weight", was.weight.to_string(), now.weight.to_string()),
    ];
    let changed = values.into_iter().filter(|(key, was, now)| was != now && !has_key(task, key));
    let named = changed.map(|(key, was, now)| {
        let (name, change) = (keys::key_name(key, lang), arrow(&was, &now));
        say!(lang, "{name} {change}", "{name} {change}")
    });
    named.collect()
}

/// Whether the change of that key is told by itself.
fn has_key(task: &TaskWritten<'_, '_>, key: &str) -> bool {
    task.facts().any(|fact| matches!(&fact.what, What::Key(change) if change.key == key))
}

/// What the text says otherwise, but what the figures and terms beside it say already.
fn entries(account: &Account<'_>, task: &TaskWritten<'_, '_>, lang: Locale) -> Vec<String> {
    let unit = task.after.task.unit.as_ref();
    let entry = |entry| key_change::cut(&said::said(unit, entry, lang));
    let told = task.facts().filter_map(|fact| match &fact.what {
        What::Key(change) if change.key == "log" => None,
        What::Key(change) => {
            let [name, was, now] = key_change::words(change, unit, account.as_of, lang);
            let change = arrow(&was, &now);
            Some(say!(lang, "{name} {change}", "{name} {change}"))
        }
        What::Logged(logged) => {
            let said = !TOLD_BESIDE.contains(&logged.written.entry.event.kind());
            said.then(|| entry(&logged.written.entry))
        }
        What::Erased(erased) => {
            let text = entry(&erased.entry);
            Some(say!(lang, "删去记录：{text}", "entry deleted: {text}"))
        }
        What::Rewritten(was, now) => {
            let (was, now) = (entry(&was.entry), entry(&now.written.entry));
            let change = arrow(&was, &now);
            Some(say!(lang, "改写记录：{change}", "entry rewritten: {change}"))
        }
        What::Entered
        | What::Gone { .. }
        | What::Renamed { .. }
        | What::Unreadable
        | What::Readable
        | What::Moved
        | What::Rule(_)
        | What::Waiver(..)
        | What::Closed(_)
        | What::Statement(_)
        | What::Stranger(..) => None,
    });
    told.collect()
}

/// `红→黄（滞后，欠26.3个百分点）`; without a light the standing alone.
fn stand(mut line: Text, account: &Account<'_>, task: &TaskWritten<'_, '_>, lang: Locale) -> Text {
    let figures = task.after;
    let before =
        task.before.map(|(account, figures)| (parts::light(account, figures, lang), figures));
    let light = parts::light(account, figures, lang);
    let was = before.as_ref().map(|(_, before)| before.standing);
    let words = standing(account, figures, was, lang);
    if figures.light == Light::None {
        return line.and(words, Ink::Plain);
    }
    if let Some((was, _)) = before.filter(|(was, _)| *was != light) {
        line.0.extend(was.0);
        line = line.and("→", Ink::Plain);
    }
    line.0.extend(light.0);
    line.and(say!(lang, "（{words}）", " ({words})"), Ink::Plain)
}

/// The standing, from which one it came, and how far the task is from its plan.
fn standing(
    account: &Account<'_>,
    figures: &Figures<'_>,
    was: Option<Standing>,
    lang: Locale,
) -> String {
    let name = words::standing(figures.standing, lang);
    let was = was.map_or_else(|| name.clone(), |was| words::standing(was, lang));
    let changes = was != name;
    let mut said = vec![arrow(&was, &name)];
    let lag = figures.shares.lag().filter(|lag| *lag != Share::ZERO);
    let points = lag.map(|lag| words::over_to(lag, account.book.decimals_of(figures.task)));
    let points = points.as_deref().map(|points| points.trim_start_matches(['-', '+']));
    match (figures.standing, points) {
        (Standing::Overdue, _) => {
            let over = figures.overdue_days(account.as_of).unwrap_or_default();
            let days = words::days(over, lang);
            let name = arrow(&was, &name);
            said = vec![say!(lang, "{name}{days}", "{name} by {days}")];
        }
        (Standing::SlightlyBehind, Some(points)) if !changes => {
            said = vec![say!(lang, "{name}{points}个百分点", "{name}, by {points} points")];
        }
        (Standing::SlightlyBehind | Standing::Lagging, Some(points)) => {
            said.push(say!(lang, "欠{points}个百分点", "{points} points behind"));
        }
        (Standing::Ahead, Some(points)) => {
            said.push(say!(lang, "超{points}个百分点", "{points} points ahead"));
        }
        (
            Standing::SlightlyBehind
            | Standing::Lagging
            | Standing::Ahead
            | Standing::OnSchedule
            | Standing::Open
            | Standing::Awaiting
            | Standing::Struck
            | Standing::NotStarted
            | Standing::Suspended
            | Standing::Cancelled
            | Standing::Rolled,
            _,
        ) => {}
    }
    said.extend(rate::still(account, figures, lang).filter(|_| figures.standing.is_running()));
    said.join(&say!(lang, "，", ", "))
}
