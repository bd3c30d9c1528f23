//! The head of a review: what was looked at, how much changed, and the verdict.

use crate::diagnostic::Severity;
use crate::history::{Review, What};
use crate::ledger::{EventKind as E, Locale};
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Text};

/// Which kind of answer it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// All that changed.
    Review,
    /// What is irregular only.
    Audit,
}

/// What a review is called.
pub(super) fn title(review: &Review, view: View, lang: Locale) -> String {
    let ledger = review.ledger.as_ref().map_or("", |ledger| ledger.title.as_str());
    match view {
        View::Review => say!(lang, "{ledger} 改动审阅", "{ledger}: changes"),
        View::Audit => say!(lang, "{ledger} 改动稽核", "{ledger}: audit"),
    }
}

/// The lines above its lists.
pub(super) fn head(review: &Review, view: View, lang: Locale) -> Vec<Block> {
    let title = Text::inked(title(review, view, lang), Ink::Bold);
    let mut blocks = vec![Block::Spread(title, range(review, lang).into())];
    if view == View::Review {
        let tasks = review.tasks.len() - review.moved();
        let kinds = kinds(review, lang).join(" ");
        let kinds = if kinds.is_empty() { kinds } else { say!(lang, "：{kinds}", ": {kinds}") };
        let count = words::counted(tasks, "task");
        let line = say!(lang, "改动{tasks}项{kinds}", "{count} changed{kinds}");
        blocks.push(Block::Line(line.into()));
    }
    blocks.push(Block::Line(verdict(review, lang)));
    let same = review.same + review.moved();
    if view == View::Review && same > 0 {
        let line = say!(
            lang,
            "另有{same}项只改了排版、注释或位置，含义未变",
            "{same} more only laid out, commented or placed anew: no change in meaning"
        );
        blocks.push(Block::Line(Text::inked(line, Ink::Faint)));
    }
    if let Some(first) = &review.shallow {
        let (day, short) = (words::date(first.day, lang), &first.short);
        let line = say!(
            lang,
            "浅克隆：只看得到{day}（{short}）以来的提交",
            "shallow clone: nothing before {day} ({short}) can be seen"
        );
        blocks.push(Block::Line(Text::inked(line, Ink::Yellow)));
    }
    blocks
}

fn verdict(review: &Review, lang: Locale) -> Text {
    let (errors, warnings) = (review.count(Severity::Error), review.count(Severity::Warning));
    let waived = review.waived();
    if errors + warnings + waived == 0 {
        return say!(
            lang,
            "没有发现擅自改动承诺或记录",
            "no promise or record was changed without authority"
        )
        .into();
    }
    let ink = if errors > 0 { Ink::Red } else { Ink::Plain };
    let line = say!(
        lang,
        "未经批准的改动{errors}处，应予说明{warnings}处，已豁免{waived}处",
        "{errors} without authority, {warnings} to be explained, {waived} waived"
    );
    Text::inked(line, ink)
}

fn range(review: &Review, lang: Locale) -> String {
    let as_of = words::date(review.as_of, lang);
    let (named, commits) = (&review.named, review.looked_at);
    let several = words::counted(commits, "commit");
    match (named.is_empty(), review.beside) {
        (true, _) => say!(lang, "未提交的改动 截至{as_of}", "not committed yet, as of {as_of}"),
        (false, true) => say!(
            lang,
            "{named} {commits}次提交及未提交的 截至{as_of}",
            "{named}: {several} and what is not committed, as of {as_of}"
        ),
        (false, false) => {
            say!(lang, "{named} {commits}次提交 截至{as_of}", "{named}: {several}, as of {as_of}")
        }
    }
}

/// How many changes there are of each kind: `新立1 报送3 延期1`.
fn kinds(review: &Review, lang: Locale) -> Vec<String> {
    let count = |fits: &dyn Fn(&What) -> bool| {
        let facts = review.tasks.iter().flat_map(|task| &task.facts);
        facts.filter(|fact| fits(&fact.what)).count()
    };
    let logged = |kinds: &[E]| {
        count(
            &|what| matches!(what, What::Logged(logged) if kinds.contains(&logged.written.entry.event.kind())),
        )
    };
    let rewritten = count(&|what| matches!(what, What::Erased(_) | What::Rewritten(..)));
    let keys = count(&|what| matches!(what, What::Key(_)));
    let (entry, key) = (words::in_number(rewritten, "entry"), words::in_number(keys, "key"));
    let mut all = vec![
        (count(&|what| matches!(what, What::Entered)), say!(lang, "新立", "entered")),
        (count(&|what| matches!(what, What::Gone { .. })), say!(lang, "消失", "gone")),
    ];
    all.extend(events(logged, lang));
    all.extend([
        (rewritten, say!(lang, "记录改写", "{entry} rewritten")),
        (keys, say!(lang, "改项", "{key} changed")),
    ]);
    let some = all.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, name)| say!(lang, "{name}{count}", "{count} {name}")).collect()
}

/// The kinds of entries, as they are counted together.
fn events(logged: impl Fn(&[E]) -> usize, lang: Locale) -> [(usize, String); 12] {
    let reports = logged(&[E::Done, E::Step, E::Note]);
    let requests = logged(&[E::Request]);
    let report = words::in_number(reports, "report");
    let request = words::in_number(requests, "request");
    [
        (reports, say!(lang, "报送", "{report}")),
        (logged(&[E::Judge]), say!(lang, "认定", "judged")),
        (logged(&[E::Blocked, E::Raise, E::Cleared]), say!(lang, "阻点", "on blockers")),
        (requests, say!(lang, "申请销号", "{request}")),
        (logged(&[E::Verify]), say!(lang, "销号", "struck off")),
        (logged(&[E::Reject, E::Reopen]), say!(lang, "退回重开", "returned or reopened")),
        (logged(&[E::Extend]), say!(lang, "延期", "extended")),
        (logged(&[E::Adjust]), say!(lang, "调整", "adjusted")),
        (logged(&[E::Suspend, E::Resume]), say!(lang, "暂停恢复", "suspended or resumed")),
        (logged(&[E::Cancel]), say!(lang, "撤销", "cancelled")),
        (logged(&[E::Rolled]), say!(lang, "结转", "rolled over")),
        (
            logged(&[E::Order, E::Urge, E::Answer, E::Ask, E::Refuse]),
            say!(lang, "批示催办", "orders, notices, answers"),
        ),
    ]
}
