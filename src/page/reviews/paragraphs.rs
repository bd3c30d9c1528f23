//! A task file in words, a task a paragraph and an event a line: what git compares instead of TOML.

use crate::calendar::Cadence;
use crate::edit::rank;
use crate::history::{Paragraph, TaskParagraph};
use crate::ledger::{CurveShape, Entry, Event, Kind, Locale};
use crate::page::keys::key_name;
use crate::page::said::said;
use crate::page::words::{self, say};
use chrono::NaiveDate;

/// The text of some paragraphs.
pub fn text(paragraphs: &[Paragraph], lang: Locale) -> String {
    let all = paragraphs.iter().map(|paragraph| match paragraph {
        Paragraph::Text(text) => format!("{text}\n"),
        Paragraph::Task(task) => task_line(task, lang),
    });
    all.collect::<Vec<String>>().join("\n")
}

fn task_line(task: &TaskParagraph, lang: Locale) -> String {
    let star = if task.key { "*" } else { "" };
    let mut lines = vec![format!("{}{star} {}", task.id, task.title)];
    let mut keys: Vec<&(&str, String)> = task.keys.iter().collect();
    keys.sort_by_key(|(key, _)| rank(key));
    for (key, value) in keys {
        let name = key_name(key, lang);
        // An item of a list a line: one of them changed is one line changed.
        for item in value.split("; ") {
            lines.push(format!("  {name} {}", shown(key, item, lang)));
        }
    }
    for (entry, owner) in &task.log {
        let on = words::date(entry.on, lang);
        let mut said = said(&task.unit, entry, lang);
        for more in more(entry, owner.as_deref(), lang) {
            if !said.is_empty() {
                said.push_str(&say!(lang, "，", ", "));
            }
            said.push_str(&more);
        }
        lines.push(format!("  {on} {said}"));
    }
    lines.iter().map(|line| one_line(line) + "\n").collect()
}

/// A value as people write it.
fn shown(key: &str, value: &str, lang: Locale) -> String {
    let words = match key {
        "plan" => {
            let (day, level) = value.split_once(':').unwrap_or((value, ""));
            return format!("{} {}", dated(day, lang), level.replacen(':', " ", 1));
        }
        "due" if value == "standing" => Some(words::standing_promise(lang)),
        "kind" => Kind::parse(value).map(|kind| words::kind(kind, lang)),
        "cadence" => Cadence::parse(value).map(|cadence| words::cadence(cadence, lang)),
        "curve" => CurveShape::parse(value).map(|shape| words::curve_shape(shape, lang)),
        _ => None,
    };
    words.unwrap_or_else(|| dated(value, lang))
}

/// A day in words, anything else as it is.
fn dated(value: &str, lang: Locale) -> String {
    let day: Option<NaiveDate> = value.parse().ok();
    day.map_or_else(|| value.to_owned(), |day| words::date(day, lang))
}

/// Line breaks within a value would make lines of their own.
fn one_line(text: &str) -> String {
    text.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎")
}

/// What an entry says besides.
fn more(entry: &Entry<'_>, owner: Option<&str>, lang: Locale) -> Vec<String> {
    let mut all = Vec::new();
    if let Event::Adjust(change) = &entry.event {
        all.extend(owner.map(|owner| say!(lang, "牵头单位{owner}", "owner {owner}")));
        all.extend(change.weight.map(|weight| say!(lang, "权重{weight}", "weight {weight}")));
        let leader = change.leader.as_ref();
        all.extend(leader.map(|leader| say!(lang, "挂钩领导{leader}", "leader {leader}")));
    }
    if let Event::Order(instruction) | Event::Urge(instruction) = &entry.event
        && let Some(day) = instruction.reply
    {
        let day = words::date(day, lang);
        all.push(say!(lang, "限{day}回复", "reply by {day}"));
    }
    let by = entry.by();
    all.extend(by.map(|by| say!(lang, "报送{by}", "by {by}")));
    all
}
