//! What a leader must know of a task besides its light, the gravest first.

use crate::account::{Account, Figures, OpenBlocker, OpenInstruction, Reason};
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{judgement, parts};

/// So many are shown.
const MOST: usize = 5;

/// 阻点 遗产公证·协调22天·超时; 申请延期至6月10日; 催办1次，限5月18日.
pub(super) fn chips(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Vec<String> {
    let open: Vec<&OpenBlocker<'_>> = if figures.standing.is_open() {
        figures.state.blockers.iter().collect()
    } else {
        Vec::new()
    };
    let (stuck, other): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|open| account.is_stuck(figures, open));
    // The first that is stuck is named by the reason where it is one.
    let named = usize::from(figures.reason == Reason::BlockerStuck);
    let blocker = |open: &&OpenBlocker<'_>| blocker(account, figures, open, lang);
    let stuck = stuck.iter().skip(named).map(blocker);
    let chips = stuck
        .chain(orders(account, figures, lang))
        .chain(asking(account, figures, lang))
        .chain(missed(account, figures, lang))
        .chain(urged(account, figures, lang))
        .chain(other.iter().map(blocker))
        .chain(missed_steps(account, figures, lang))
        .chain(judged(account, figures, lang))
        .chain(extended(figures, lang));
    chips.take(MOST).collect()
}

fn blocker(
    account: &Account<'_>,
    figures: &Figures<'_>,
    open: &OpenBlocker<'_>,
    lang: Locale,
) -> String {
    let (name, stage) = (open.name, words::stage(open.stage, lang));
    let days = words::days((account.as_of - open.since).num_days(), lang);
    if account.is_stuck(figures, open) {
        say!(lang, "阻点 {name}·{stage}阶段{days}·超时", "Blocker {name}: {stage} {days}, stuck")
    } else {
        say!(lang, "阻点 {name}·{stage}阶段{days}", "Blocker {name}: {stage} {days}")
    }
}

/// Orders that are not answered.
fn orders(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> impl Iterator<Item = String> {
    let order = move |open: &OpenInstruction<'_>| {
        let by = open.reply.map(|reply| words::day(reply, account.as_of, lang));
        match (by, open.is_late(account.as_of)) {
            (Some(by), true) => {
                say!(lang, "批示逾期未复，限{by}", "Order not answered, was due {by}")
            }
            (Some(by), false) => say!(lang, "批示未复，限{by}", "Order to answer by {by}"),
            (None, _) => say!(lang, "批示未复", "Order to answer"),
        }
    };
    figures.to_answer().filter(|open| !open.urge).map(order)
}

/// The later deadline that is asked for.
fn asking(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let asking = figures.state.asking.filter(|_| figures.standing.is_open())?;
    let asking = words::day(asking, account.as_of, lang);
    Some(say!(lang, "申请延期至{asking}", "Asks for {asking}"))
}

/// Reports that are missing, where the reason does not say it.
fn missed(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let is_new = figures.standing.is_running() && figures.reason != Reason::ReportMissing;
    parts::missed(account, figures, lang).filter(|_| is_new)
}

/// Notices served, with the day to answer the last by where that is open.
fn urged(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let times = figures.state.urges;
    if times == 0 || !figures.standing.is_open() {
        return None;
    }
    let last = figures.to_answer().filter(|open| open.urge).last();
    let reply = last.and_then(|open| open.reply);
    let reply = reply.map_or_else(String::new, |reply| {
        let reply = words::day(reply, account.as_of, lang);
        say!(lang, "，限{reply}", ", due {reply}")
    });
    Some(say!(lang, "催办{times}次{reply}", "Urged {times}×{reply}"))
}

/// Named steps whose day has passed.
fn missed_steps(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let missed = account.missed_steps(figures);
    let count = missed.len();
    let (name, days) = missed.first().map(|missed| (missed.step, missed.days))?;
    let days = words::days(days, lang);
    Some(match count {
        1 => say!(lang, "错过节点 {name}·{days}", "Missed step {name}: {days}"),
        _ => say!(lang, "错过节点{count}个", "Missed {count} steps"),
    })
}

/// A judgement that stands, where the reason does not say it.
fn judged(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let is_open = figures.standing.is_open();
    let judged = figures.state.judged.as_deref();
    let judged = judged.filter(|_| is_open && !judgement::is_reason(figures))?;
    let verdict = words::verdict(judged.verdict, lang);
    let on = words::day(judged.on, account.as_of, lang);
    Some(if judged.own {
        say!(lang, "{on}自评{verdict}", "{verdict} in its own word of {on}")
    } else {
        say!(lang, "{on}认定{verdict}", "Judged {verdict} on {on}")
    })
}

/// How often its deadline was moved.
fn extended(figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let times = figures.state.extensions;
    let is_open = figures.standing.is_open() && times > 0;
    is_open.then(|| say!(lang, "已延期{times}次", "Extended {times}×"))
}
