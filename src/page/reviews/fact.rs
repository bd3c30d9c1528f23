//! One change between two revisions in words: what it was, what it is, by which commit, where it stands.

use crate::calendar::Cadence;
use crate::diagnostic::Irregular;
use crate::history::{Changed, Fact, KeyChange, Review, Stranger, What, Where, Written};
use crate::ledger::{CurveShape, Locale};
use crate::page::keys::key_name;
use crate::page::said::said;
use crate::page::words::{self, say};
use chrono::NaiveDate;

/// At most this many characters of a value are shown.
const LONGEST: usize = 160;

/// A change in a line.
pub(super) fn change(review: &Review, task: Option<&Changed>, fact: &Fact, lang: Locale) -> String {
    let words = what(review, task, fact, lang);
    if fact.restores { say!(lang, "恢复：{words}", "put back: {words}") } else { words }
}

fn what(review: &Review, task: Option<&Changed>, fact: &Fact, lang: Locale) -> String {
    let unit = task.map_or("", |task| task.unit.as_str());
    match &fact.what {
        What::Entered => say!(lang, "新立项", "entered"),
        What::Gone { .. } => say!(lang, "事项从台账里消失", "gone from the ledger"),
        What::Renamed { from } => say!(lang, "编号由 {from} 改来", "its id was {from}"),
        What::Unreadable => say!(lang, "读不出来了", "can no longer be read"),
        What::Readable => say!(
            lang,
            "又能读出，此前读不出，无从比较",
            "can be read again; there is nothing to hold it against"
        ),
        What::Moved => say!(lang, "移到另一文件", "moved to another file"),
        What::Key(change) if change.key == "log" => {
            say!(lang, "同日记录换了先后", "entries of one day change places")
        }
        What::Key(change) | What::Rule(change) => key(review, change, unit, lang),
        What::Logged(logged) => entry(&logged.written, unit, review.as_of, lang),
        What::Erased(erased) => {
            let text = entry(erased, unit, review.as_of, lang);
            say!(lang, "删去记录：{text}", "entry deleted: {text}")
        }
        What::Rewritten(was, is) => {
            let (was, is) = (
                entry(was, unit, review.as_of, lang),
                entry(&is.written, unit, review.as_of, lang),
            );
            say!(lang, "改写记录：{was} → {is}", "entry rewritten: {was} → {is}")
        }
        What::Waiver(waiver, added) => {
            let (code, reason) = (&waiver.code, &waiver.reason);
            let task = waiver.task.as_deref().unwrap_or("");
            if *added {
                say!(
                    lang,
                    "新写一条豁免：{code} {task}（{reason}）",
                    "a waiver is written down: {code} {task} ({reason})"
                )
            } else {
                say!(
                    lang,
                    "删去一条豁免：{code} {task}（{reason}）",
                    "a waiver is struck out: {code} {task} ({reason})"
                )
            }
        }
        What::Closed(name) => say!(lang, "结账 {name}", "period {name} closed"),
        What::Statement(name) => {
            say!(lang, "改动已结账的 {name}", "the closed statement {name} was touched")
        }
        What::Stranger(path, stranger) => strange(path, *stranger, lang),
    }
}

/// A file besides the tasks that is new or has changed.
pub(super) fn strange(path: &str, stranger: Stranger, lang: Locale) -> String {
    match stranger {
        Stranger::Link => say!(
            lang,
            "{path} 是链接或子模块，读到什么由别处定",
            "{path} is a link or a submodule: what is read there is decided elsewhere"
        ),
        Stranger::Program => say!(lang, "{path} 可以执行", "{path} can be run"),
        Stranger::Config => say!(
            lang,
            "{path} 改动（模板、自定节假日）",
            "{path} has changed (templates, own holidays)"
        ),
        Stranger::Unknown => say!(
            lang,
            "{path} 不是台账的文件，也不在 docs/、附件/ 等资料夹里",
            "{path} is no file of a ledger, and not in docs/ or evidence/"
        ),
    }
}

/// An entry with its day.
fn entry(written: &Written, unit: &str, as_of: NaiveDate, lang: Locale) -> String {
    let (on, text) = (words::day(written.entry.on, as_of, lang), said(unit, &written.entry, lang));
    let text = cut(&text);
    say!(lang, "{on} {text}", "{on} {text}")
}

fn key(review: &Review, change: &KeyChange, unit: &str, lang: Locale) -> String {
    let name = key_name(change.key, lang);
    let named = change.names.as_ref();
    let (before, after) =
        named.map_or((&change.before, &change.after), |names| (&names.0, &names.1));
    let (before, after) = (without(before, after), without(after, before));
    let (before, after) = (before.as_str(), after.as_str());
    let value = |text: &str| value(change.key, text, (unit, review.as_of), lang);
    let (before, after) = (value(before), value(after));
    say!(lang, "{name} {before} → {after}", "{name} {before} → {after}")
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
        ("target" | "baseline", ..) => format!("{text}{unit}"),
        ("due", "standing", _) => words::standing_promise(lang),
        ("cadence", ..) => {
            Cadence::parse(text).map_or_else(|| cut(text), |cadence| words::cadence(cadence, lang))
        }
        ("curve", ..) => CurveShape::parse(text)
            .map_or_else(|| cut(text), |shape| words::curve_shape(shape, lang)),
        _ => cut(text),
    }
}

/// A text, and that there is more of it where it is too long.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// What is irregular, in a few words.
pub(super) fn irregular(irregular: Irregular, lang: Locale) -> Option<String> {
    Some(match irregular {
        Irregular::EntryBackdated => say!(lang, "倒填日期", "dated back"),
        Irregular::EntryInserted => say!(lang, "插在后来的记录之前", "put in before a later entry"),
        Irregular::NoApproval => say!(lang, "没有批准依据", "without approval"),
        Irregular::StruckByOwner => say!(lang, "牵头单位自行销号", "struck off by the owner"),
        Irregular::StruckWithRequest => {
            say!(lang, "申请与销号一并提交", "struck off together with its request")
        }
        Irregular::FigureNotReported => {
            say!(lang, "调高的数不是牵头单位报的", "a raised figure that the owner did not report")
        }
        _ => return None,
    })
}

/// The commit of a change: `a1b2c3d 区政府督查室 5月12日`.
pub(super) fn commit(review: &Review, fact: &Fact, lang: Locale) -> String {
    match review.commit(fact) {
        Some(commit) => {
            let (short, author, day) =
                (&commit.short, cut(&commit.author), words::day(commit.day, review.as_of, lang));
            format!("{short} {author} {day}")
        }
        None if review.beside => say!(lang, "未提交", "not committed"),
        None => say!(lang, "合并时", "in a merge"),
    }
}

/// `projects.toml:243(原 240)`.
pub(super) fn places(fact: &Fact, lang: Locale) -> String {
    let shown = |place: &Where| format!("{}:{}", place.file, place.line);
    match (&fact.before, &fact.after) {
        (Some(before), Some(after)) if before == after => shown(after),
        (Some(before), Some(after)) => {
            let was =
                if before.file == after.file { before.line.to_string() } else { shown(before) };
            let is = shown(after);
            say!(lang, "{is}（原 {was}）", "{is} (was {was})")
        }
        (Some(before), None) => {
            let was = shown(before);
            say!(lang, "原 {was}", "was {was}")
        }
        (None, Some(after)) => shown(after),
        (None, None) => String::new(),
    }
}
