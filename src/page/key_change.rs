//! The value of a key before and after a change, in words.

use super::keys::key_name;
use super::words::{self, say};
use crate::calendar::Cadence;
use crate::history::KeyChange;
use crate::ledger::{Better, CurveShape, Locale, Measure};
use chrono::NaiveDate;

/// At most this many characters of a value are shown.
const LONGEST: usize = 160;

/// The name of the key, its value before and its value now.
pub(super) fn words(change: &KeyChange, unit: &str, as_of: NaiveDate, lang: Locale) -> [String; 3] {
    let name = key_name(change.key, lang);
    let named = change.names.as_ref();
    let (before, after) =
        named.map_or((&change.before, &change.after), |names| (&names.0, &names.1));
    let (before, after) = (without(before, after), without(after, before));
    let (before, after) = (before.as_str(), after.as_str());
    let value = |text: &str| value(change.key, text, (unit, as_of), lang);
    [name, value(before), value(after)]
}

/// The items of a list that the other one does not have; all of what is no list.
fn without(list: &str, other: &str) -> String {
    if !list.contains("; ") && !other.contains("; ") {
        return list.to_owned();
    }
    let others: Vec<&str> = other.split("; ").collect();
    let only = list.split("; ").filter(|item| !others.contains(item));
    only.collect::<Vec<&str>>().join("; ")
}

/// `5月31日 110户(签约过半)`, of a point as [`KeyChange`] has it.
fn point(text: &str, (unit, as_of): (&str, NaiveDate), lang: Locale) -> String {
    let mut parts = text.splitn(3, ':');
    let by = parts.next().unwrap_or("");
    let level = parts.next().unwrap_or("");
    let unit = if level.ends_with('%') { "" } else { unit };
    let by = value("due", by, (unit, as_of), lang);
    match parts.next() {
        Some(step) => say!(lang, "{by} {level}{unit}（{step}）", "{by} {level}{unit} ({step})"),
        None => format!("{by} {level}{unit}"),
    }
}

/// `征地 320亩`, of an indicator as [`KeyChange`] has it; behind it its weight and baseline, where they are not the usual ones.
fn indicator(text: &str, lang: Locale) -> String {
    let mut parts = text.splitn(4, ':').skip(1);
    let (name, target) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let gap = if name.ends_with(|last: char| last.is_ascii()) { " " } else { "" };
    match parts.next() {
        Some(further) => {
            say!(lang, "{name}{gap}{target}（权重和底数 {further}）", "{name} {target} ({further})")
        }
        None => say!(lang, "{name}{gap}{target}", "{name} {target}"),
    }
}

fn value(key: &str, text: &str, (unit, as_of): (&str, NaiveDate), lang: Locale) -> String {
    match (key, text, text.parse::<NaiveDate>()) {
        (_, "", _) => say!(lang, "（无）", "(none)"),
        ("start" | "due" | "original_due" | "entered" | "from", _, Ok(day)) => {
            words::day(day, as_of, lang)
        }
        ("plan", ..) => {
            let points = text.split("; ").map(|text| point(text, (unit, as_of), lang));
            cut(&words::list(&points.collect::<Vec<String>>(), lang))
        }
        ("indicators", ..) => {
            let each = text.split("; ").map(|text| indicator(text, lang));
            cut(&words::list(&each.collect::<Vec<String>>(), lang))
        }
        ("target" | "baseline", ..) => format!("{text}{unit}"),
        ("due", "standing", _) => words::standing_promise(lang),
        ("cadence", ..) => {
            Cadence::parse(text).map_or_else(|| cut(text), |cadence| words::cadence(cadence, lang))
        }
        ("curve", ..) => CurveShape::parse(text)
            .map_or_else(|| cut(text), |shape| words::curve_shape(shape, lang)),
        ("measure", ..) => {
            Measure::parse(text).map_or_else(|| cut(text), |measure| measured(measure, lang))
        }
        ("better", ..) => {
            Better::parse(text).map_or_else(|| cut(text), |better| side(better, lang))
        }
        _ => cut(text),
    }
}

/// How a task is measured.
fn measured(measure: Measure, lang: Locale) -> String {
    match measure {
        Measure::Cumulative => say!(lang, "累计", "cumulative"),
        Measure::Rate => say!(lang, "增幅", "rate"),
        Measure::YearEnd => say!(lang, "年终考核", "year-end"),
        Measure::Track => say!(lang, "只跟踪", "track"),
        Measure::None => say!(lang, "只看办结", "only done or not"),
    }
}

/// Which side of a target is the better one.
fn side(better: Better, lang: Locale) -> String {
    match better {
        Better::Higher => say!(lang, "越高越好", "higher"),
        Better::Lower => say!(lang, "越低越好", "lower"),
    }
}

/// A text, and that there is more of it where it is too long.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_owned(),
    }
}
