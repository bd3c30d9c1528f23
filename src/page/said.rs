//! An entry of a task's log in words.

use super::words::{self, say};
use crate::ledger::{Entry, Event, Locale};

/// An entry in words; its figures are in that unit.
pub(super) fn said(unit: &str, entry: &Entry<'_>, lang: Locale) -> String {
    let mut said = match &entry.event {
        Event::Done(quantity) => words::amount(*quantity, unit),
        Event::Step(step) => say!(lang, "节点 {step}", "step {step}"),
        Event::Note => String::new(),
        Event::Blocked(name) => say!(lang, "阻点:{name}", "blocker: {name}"),
        Event::Raise(name, stage) => {
            let stage = words::stage(*stage, lang);
            say!(
                lang,
                "阻点提级到{stage}:{name}",
                "blocker raised to {stage}: {name}"
            )
        }
        Event::Cleared(name) => say!(lang, "阻点解决:{name}", "blocker cleared: {name}"),
        Event::Request(words) => say!(lang, "申请销号:{words}", "asks for strike-off: {words}"),
        Event::Verify(by) => say!(lang, "销号({by})", "struck off by {by}"),
        Event::Reject(why) => say!(lang, "退回:{why}", "returned: {why}"),
        Event::Reopen(why) => say!(lang, "重开:{why}", "reopened: {why}"),
        Event::Ask(date) => say!(lang, "申请延期至{date}", "asks for {date}"),
        Event::Refuse(why) => say!(lang, "延期未准:{why}", "extension refused: {why}"),
        Event::Extend(date) => say!(lang, "延期至{date}", "extended to {date}"),
        Event::Adjust(change) => {
            let why = &change.why;
            let target = change.target.map_or_else(String::new, |own| {
                say!(lang, ",目标{own}{unit}", ", target {own}{unit}")
            });
            say!(lang, "调整:{why}{target}", "adjusted: {why}{target}")
        }
        Event::Suspend(why) => say!(lang, "暂停:{why}", "suspended: {why}"),
        Event::Resume(why) => say!(lang, "恢复:{why}", "resumed: {why}"),
        Event::Cancel(why) => say!(lang, "撤销:{why}", "cancelled: {why}"),
        Event::Rolled(to) => say!(lang, "结转为 {to}", "rolled over to {to}"),
        Event::Order(order) => {
            let (text, from) = (&order.text, order.from.as_deref().unwrap_or(""));
            say!(lang, "批示({from}):{text}", "order from {from}: {text}")
        }
        Event::Urge(urge) => {
            let text = &urge.text;
            say!(lang, "催办 {text}", "urged: {text}")
        }
        Event::Answer(text) => say!(lang, "答复:{text}", "answered: {text}"),
    };
    let mut add = |words: String| {
        if !said.is_empty() {
            said.push_str(&say!(lang, ",", ", "));
        }
        said.push_str(&words);
    };
    entry.note.iter().for_each(|note| add(note.to_string()));
    if let Some(extra) = entry.extra() {
        extra
            .request
            .iter()
            .for_each(|own| add(say!(lang, "申请销号:{own}", "asks for strike-off: {own}")));
        extra
            .approval
            .iter()
            .for_each(|own| add(say!(lang, "依据{own}", "approval {own}")));
        extra
            .correction
            .iter()
            .for_each(|own| add(say!(lang, "更正:{own}", "correction: {own}")));
        extra
            .evidence
            .iter()
            .for_each(|own| add(say!(lang, "佐证:{own}", "evidence: {own}")));
        extra
            .invested
            .iter()
            .for_each(|own| add(say!(lang, "完成投资{own}万元", "invested {own}")));
        extra
            .got
            .iter()
            .for_each(|own| add(say!(lang, "{own}收到", "received {own}")));
    }
    entry
        .next
        .iter()
        .for_each(|own| add(say!(lang, "下步:{own}", "next: {own}")));
    said
}
