//! An entry of a task's log in words.

use super::indicators;
use super::judgement::name_of;
use super::words::{self, say};
use crate::ledger::{Book, Entry, Event, Judgement, Locale, Verdict};

/// An entry of a book in words, with the departments that it names.
pub(super) fn said_in(book: &Book<'_>, unit: &str, entry: &Entry<'_>, lang: Locale) -> String {
    let mut said = said(unit, entry, lang);
    if let Event::Order(order) = &entry.event
        && !order.to.is_empty()
    {
        let units = order.to.iter().map(|id| book.department(*id).name.clone());
        let units = words::list(&units.collect::<Vec<String>>(), lang);
        said.push_str(&say!(lang, "，由{units}答复", ", to be answered by {units}"));
    }
    if let Some(by) = author(entry) {
        let by = name_of(book, by);
        said.push_str(&say!(lang, "（{by}）", " (by {by})"));
    }
    said
}

/// Who is always told of an entry: who judged, who answered.
pub(super) fn author<'e>(entry: &'e Entry<'_>) -> Option<&'e str> {
    let is_told = entry.judgement().is_some() || matches!(entry.event, Event::Answer(_));
    entry.by().map(AsRef::as_ref).filter(|_| is_told)
}

/// A judgement in words: 认定滞后(红).
fn judged(judgement: Judgement, lang: Locale) -> String {
    let verdict = words::verdict(judgement.verdict, lang);
    match (judgement.verdict, judgement.light) {
        (Verdict::None, _) => say!(lang, "撤回认定", "judgement taken back"),
        (_, Some(light)) => {
            let light = words::light(light, None, lang);
            say!(lang, "认定{verdict}（{light}）", "judged {verdict} ({light})")
        }
        (_, None) => say!(lang, "认定{verdict}", "judged {verdict}"),
    }
}

/// An entry in words; its figures are in that unit.
pub(super) fn said(unit: &str, entry: &Entry<'_>, lang: Locale) -> String {
    let mut said = match &entry.event {
        Event::Done(quantity) => words::amount(*quantity, unit),
        Event::Figures(figures) => indicators::given(figures, lang),
        Event::Step(step) => say!(lang, "节点 {step}", "step {step}"),
        Event::Note => String::new(),
        Event::Judge(judgement) => judged(*judgement, lang),
        Event::Blocked(name) => say!(lang, "阻点：{name}", "blocker: {name}"),
        Event::Raise(name, stage) => {
            let stage = words::stage(*stage, lang);
            say!(lang, "阻点提级到{stage}：{name}", "blocker raised to {stage}: {name}")
        }
        Event::Cleared(name) => say!(lang, "阻点解决：{name}", "blocker cleared: {name}"),
        Event::Request(words) => requested(words, lang),
        Event::Verify(by) => say!(lang, "销号（{by}）", "struck off by {by}"),
        Event::Reject(why) => say!(lang, "退回：{why}", "returned: {why}"),
        Event::Reopen(why) => say!(lang, "重开：{why}", "reopened: {why}"),
        Event::Ask(date) => {
            let date = words::date(*date, lang);
            say!(lang, "申请延期至{date}", "asks for {date}")
        }
        Event::Refuse(why) => say!(lang, "延期未准：{why}", "extension refused: {why}"),
        Event::Extend(date) => {
            let date = words::date(*date, lang);
            say!(lang, "延期至{date}", "extended to {date}")
        }
        Event::Adjust(change) => {
            let why = &change.why;
            let target = change.target.map_or_else(String::new, |target| {
                say!(lang, "，目标{target}{unit}", ", target {target}{unit}")
            });
            say!(lang, "调整：{why}{target}", "adjusted: {why}{target}")
        }
        Event::Suspend(why) => say!(lang, "暂停：{why}", "suspended: {why}"),
        Event::Resume(why) => say!(lang, "恢复：{why}", "resumed: {why}"),
        Event::Cancel(why) => say!(lang, "撤销：{why}", "cancelled: {why}"),
        Event::Rolled(to) => say!(lang, "结转为 {to}", "rolled over to {to}"),
        Event::Order(order) => {
            let (text, from) = (&order.text, order.from.as_deref().unwrap_or(""));
            say!(lang, "批示（{from}）：{text}", "order from {from}: {text}")
        }
        Event::Urge(urge) => {
            let text = &urge.text;
            say!(lang, "催办 {text}", "urged: {text}")
        }
        Event::Answer(text) => say!(lang, "答复：{text}", "answered: {text}"),
    };
    for words in particulars(entry, lang) {
        if !said.is_empty() {
            said.push_str(&say!(lang, "，", ", "));
        }
        said.push_str(&words);
    }
    said
}

/// What an entry says besides its event.
fn particulars(entry: &Entry<'_>, lang: Locale) -> impl Iterator<Item = String> {
    let note = entry.note.as_ref().map(ToString::to_string);
    let extra = entry.extra();
    let request = extra.and_then(|extra| extra.request.as_ref());
    let approval = extra.and_then(|extra| extra.approval.as_ref());
    let correction = extra.and_then(|extra| extra.correction.as_ref());
    let evidence = extra.and_then(|extra| extra.evidence.as_ref());
    let invested = extra.and_then(|extra| extra.invested);
    let got = extra.and_then(|extra| extra.got);
    let next = entry.next.as_ref();
    let judgement = extra.and_then(|extra| extra.judge);
    let about = extra.and_then(|extra| extra.to.as_ref());
    let all = [
        judgement.map(|judgement| judged(judgement, lang)),
        about.map(|about| say!(lang, "答复的是“{about}”", "to “{about}”")),
        note,
        request.map(|request| requested(request, lang)),
        approval.map(|approval| say!(lang, "依据{approval}", "approval {approval}")),
        correction.map(|why| say!(lang, "更正：{why}", "correction: {why}")),
        evidence.map(|path| say!(lang, "佐证：{path}", "evidence: {path}")),
        invested.map(|invested| say!(lang, "完成投资{invested}万元", "invested {invested}")),
        got.map(|day| {
            let day = words::date(day, lang);
            say!(lang, "{day}收到", "received {day}")
        }),
        next.map(|next| say!(lang, "下步：{next}", "next: {next}")),
    ];
    all.into_iter().flatten()
}

/// A request for strike-off; one without words of its own says no more than that it is one.
fn requested(text: &str, lang: Locale) -> String {
    let text = text.trim();
    let says_no_more = Locale::ALL.iter().any(|(_, written)| words::request(*written) == text);
    if says_no_more {
        return words::request(lang);
    }
    say!(lang, "申请销号：{text}", "asks for strike-off: {text}")
}
