//! One change between two revisions in words: what it was, what it is, by which commit, where it stands.

use crate::diagnostic::Irregular;
use crate::history::{Changed, Fact, Review, Stranger, What, Where, Written};
use crate::ledger::Locale;
use crate::page::key_change::{self, cut};
use crate::page::said::said;
use crate::page::words::{self, say};
use chrono::NaiveDate;

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
        What::Key(change) | What::Rule(change) => {
            let [name, before, after] = key_change::words(change, unit, review.as_of, lang);
            format!("{name} {before} → {after}")
        }
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
