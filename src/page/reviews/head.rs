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
    let ledger = review.ledger.as_ref().map_or("", |own| own.title.as_str());
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
        let kinds = match kinds.is_empty() {
            true => kinds,
            false => say!(lang, ":{kinds}", ": {kinds}"),
        };
        let line = say!(lang, "改动{tasks}项{kinds}", "{tasks} tasks changed{kinds}");
        blocks.push(Block::Line(line.into()));
    }
    blocks.push(Block::Line(verdict(review, lang)));
    let same = review.same + review.moved();
    if view == View::Review && same > 0 {
        let line = say!(
            lang,
            "另有{same}项只改了排版、注释或位置,含义未变",
            "{same} more only laid out, commented or placed anew: no change in meaning"
        );
        blocks.push(Block::Line(Text::inked(line, Ink::Faint)));
    }
    if let Some(first) = &review.shallow {
        let (day, short) = (words::date(first.day, lang), &first.short);
        let line = say!(
            lang,
            "浅克隆:只看得到{day}({short})以来的提交",
            "shallow clone: nothing before {day} ({short}) can be seen"
        );
        blocks.push(Block::Line(Text::inked(line, Ink::Yellow)));
    }
    blocks
}

fn verdict(review: &Review, lang: Locale) -> Text {
    let (errors, warnings) = (
        review.count(Severity::Error),
        review.count(Severity::Warning),
    );
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
        "未经批准的改动{errors}处,应予说明{warnings}处,已豁免{waived}处",
        "{errors} without authority, {warnings} to be explained, {waived} waived"
    );
    Text::inked(line, ink)
}

fn range(review: &Review, lang: Locale) -> String {
    let as_of = words::date(review.as_of, lang);
    let (named, commits) = (&review.named, review.looked_at);
    match (named.is_empty(), review.beside) {
        (true, _) => say!(
            lang,
            "未提交的改动 截至{as_of}",
            "not committed yet, as of {as_of}"
        ),
        (false, true) => say!(
            lang,
            "{named} {commits}次提交及未提交的 截至{as_of}",
            "{named}: {commits} commits and what is not committed, as of {as_of}"
        ),
        (false, false) => say!(
            lang,
            "{named} {commits}次提交 截至{as_of}",
            "{named}: {commits} commits, as of {as_of}"
        ),
    }
}

/// How many changes there are of each kind: `新立1 报送3 延期1`.
fn kinds(review: &Review, lang: Locale) -> Vec<String> {
    let facts = || review.tasks.iter().flat_map(|own| &own.facts);
    let count = |fits: &dyn Fn(&What) -> bool| facts().filter(|own| fits(&own.what)).count();
    let mut all = vec![
        (
            say!(lang, "新立", "entered"),
            count(&|own| matches!(own, What::Entered)),
        ),
        (
            say!(lang, "消失", "gone"),
            count(&|own| matches!(own, What::Gone { .. })),
        ),
    ];
    all.extend(events(lang).map(|(name, kinds)| {
        let logged = count(&|what| match what {
            What::Logged(own) => kinds.contains(&own.written.entry.event.kind()),
            _ => false,
        });
        (name, logged)
    }));
    all.push((
        say!(lang, "记录改写", "entries rewritten"),
        count(&|own| matches!(own, What::Erased(_) | What::Rewritten(..))),
    ));
    all.push((
        say!(lang, "改项", "keys changed"),
        count(&|own| matches!(own, What::Key(_))),
    ));
    let some = all.into_iter().filter(|(_, count)| *count > 0);
    some.map(|(name, count)| say!(lang, "{name}{count}", "{count} {name}"))
        .collect()
}

/// The kinds of entries, as they are counted together.
fn events(lang: Locale) -> [(String, &'static [E]); 11] {
    [
        (say!(lang, "报送", "reports"), &[E::Done, E::Step, E::Note]),
        (
            say!(lang, "阻点", "on blockers"),
            &[E::Blocked, E::Raise, E::Cleared],
        ),
        (say!(lang, "申请销号", "requests"), &[E::Request]),
        (say!(lang, "销号", "struck off"), &[E::Verify]),
        (
            say!(lang, "退回重开", "returned or reopened"),
            &[E::Reject, E::Reopen],
        ),
        (say!(lang, "延期", "extended"), &[E::Extend]),
        (say!(lang, "调整", "adjusted"), &[E::Adjust]),
        (
            say!(lang, "暂停恢复", "suspended or resumed"),
            &[E::Suspend, E::Resume],
        ),
        (say!(lang, "撤销", "cancelled"), &[E::Cancel]),
        (say!(lang, "结转", "rolled over"), &[E::Rolled]),
        (
            say!(lang, "批示催办", "orders, notices, answers"),
            &[E::Order, E::Urge, E::Answer, E::Ask, E::Refuse],
        ),
    ]
}
