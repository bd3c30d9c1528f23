//! What is wrong with a closed period, in words.

use crate::account::{Light, Listed, Outcome, Standing};
use crate::calendar::Period;
use crate::diagnostic::{ChainBreak, Changed, Closing, EntryChange, How};
use crate::ledger::Locale;
use crate::page::words::{self, say};
use chrono::NaiveDate;

/// What is wrong, in one line.
pub(super) fn title(finding: &Closing, lang: Locale) -> String {
    let named = |period: &Period| words::dated_period(*period, lang);
    match finding {
        Closing::Unreadable { why } => {
            say!(lang, "这份对账单读不了：{why}", "this statement cannot be read: {why}")
        }
        Closing::Misnamed { period } => say!(
            lang,
            "文件名与其中的时期 {period} 不符",
            "the file is not named for its period, {period}"
        ),
        Closing::Edited { period } => {
            let period = named(period);
            say!(
                lang,
                "{period}的对账单改动过：校验码对不上",
                "the statement of {period} was edited: its digest does not agree"
            )
        }
        Closing::Extra { period, line } => {
            let period = named(period);
            say!(
                lang,
                "{period}的对账单里多出结账时没有的一行：{line}",
                "the statement of {period} has a line that it did not have when it was closed: {line}"
            )
        }
        Closing::Chain { period, previous, how } => chain(&named(period), previous, *how, lang),
        Closing::Differs { period, changes, entries } => {
            differs(&named(period), changes, entries, lang)
        }
        Closing::TaskGone { period, id } => {
            let period = named(period);
            say!(
                lang,
                "{period}已结账，其中的 {id} 不在台账里了",
                "{period} is closed, and {id} is no longer in the ledger"
            )
        }
        Closing::TaskNew { period } => {
            let period = named(period);
            say!(
                lang,
                "{period}已结账，这一项结账时没有",
                "{period} is closed, and did not have this task"
            )
        }
        Closing::RuleChanged { key, period, was, now } => {
            let period = named(period);
            say!(
                lang,
                "规则 `{key}` 在{period}结账后由 {was} 改为 {now}",
                "rule `{key}` was {was} when {period} was closed, now it is {now}"
            )
        }
        Closing::OlderRules { period, tasks } => {
            let period = named(period);
            say!(
                lang,
                "{period}及以前的对账单按旧口径结账，其中{tasks}项的数按现在的口径算不一样，数不再核对",
                "statements up to {period} were closed by earlier rules: the figures of {tasks} of their tasks are others by today's, and are not checked"
            )
        }
        Closing::Unchecked => say!(
            lang,
            "台账有错误，已结账的各期没有核对",
            "the ledger has errors, so the closed periods were not checked"
        ),
    }
}

fn chain(period: &str, previous: &str, how: ChainBreak, lang: Locale) -> String {
    match how {
        ChainBreak::Missing => say!(
            lang,
            "{period}之前结账的 {previous} 没有了",
            "{previous}, closed before {period}, is gone"
        ),
        ChainBreak::Rewritten => say!(
            lang,
            "{period}之前结账的 {previous} 已不是当时那一份",
            "{previous}, closed before {period}, is not the statement it was"
        ),
        ChainBreak::NotNamed => say!(
            lang,
            "{period}没有接着已结账的 {previous}",
            "{period} does not follow {previous}, which was closed before it"
        ),
    }
}

fn differs(period: &str, changes: &[Changed], entries: &[EntryChange], lang: Locale) -> String {
    let mut parts: Vec<String> = entries.iter().map(|change| entry(*change, lang)).collect();
    parts.extend(changes.iter().map(|change| {
        let key = figure(&change.key, lang);
        let (was, now) = (
            value(&change.key, change.was.as_deref(), lang),
            value(&change.key, change.now.as_deref(), lang),
        );
        say!(lang, "{key} {was} → {now}", "{key} {was} → {now}")
    }));
    let what = parts.join(&say!(lang, "；", "; "));
    say!(
        lang,
        "{period}已结账，现在与结账时不同：{what}",
        "{period} is closed, and this is no longer as it was: {what}"
    )
}

/// A figure as the screens show it; what is no share, no name and no day stands as it was kept.
fn value(key: &str, value: Option<&str>, lang: Locale) -> String {
    let Some(value) = value else {
        return say!(lang, "无", "none");
    };
    let named = match key {
        "planned" | "actual" | "planned_increment" | "actual_increment" => {
            let share = value.parse().ok();
            share.map(|share| words::percent_f64(share) + "%")
        }
        "standing" => Standing::parse(value).map(|standing| words::standing(standing, lang)),
        "light" => Light::parse(value).map(|light| words::light(light, None, lang)),
        "outcome" => {
            let outcome = Outcome::parse(value);
            outcome.map(|outcome| words::listed(Listed::of(outcome), lang))
        }
        _ => value.parse().ok().map(|day: NaiveDate| words::date(day, lang)),
    };
    named.unwrap_or_else(|| value.to_owned())
}

fn entry(change: EntryChange, lang: Locale) -> String {
    let on = words::date(change.on, lang);
    match change.how {
        How::Changed => say!(lang, "{on}的记录改了", "the entry of {on} was changed"),
        How::Removed => say!(lang, "{on}的记录没有了", "the entry of {on} is gone"),
        How::Added => say!(lang, "{on}的记录是后来加的", "the entry of {on} was put in afterwards"),
        How::Earlier => say!(lang, "{on}以前的记录改了", "an entry before {on} was changed"),
    }
}

/// The name of a figure of a statement; those that have no word of their own keep their key.
fn figure(key: &str, lang: Locale) -> String {
    match key {
        "area" => say!(lang, "领域", "area"),
        "owner" => say!(lang, "牵头单位", "owner"),
        "leader" => say!(lang, "挂钩领导", "leader"),
        "weight" => say!(lang, "权重", "weight"),
        "start" => say!(lang, "开始", "start"),
        "original_due" => say!(lang, "原时限", "original deadline"),
        "due" => say!(lang, "时限", "deadline"),
        "unit" => say!(lang, "单位", "unit"),
        "baseline" => say!(lang, "底数", "baseline"),
        "target" => say!(lang, "目标", "target"),
        "invest" => say!(lang, "计划投资", "planned investment"),
        "invested" => say!(lang, "完成投资", "investment made"),
        "cadence" => say!(lang, "报送周期", "cadence"),
        "done" => say!(lang, "完成数", "done"),
        "planned" => say!(lang, "应达", "planned"),
        "actual" => say!(lang, "实达", "actual"),
        "standing" => say!(lang, "状态", "standing"),
        "light" => say!(lang, "灯", "light"),
        "outcome" => say!(lang, "应办结果", "outcome"),
        "reports_owed" => say!(lang, "应报", "reports owed"),
        "reports_made" => say!(lang, "实报", "reports made"),
        "reports_late" => say!(lang, "迟报", "reports late"),
        "blockers" => say!(lang, "阻点", "blockers"),
        other => match Listed::parse(other) {
            Some(count) => words::listed(count, lang),
            None => other.to_owned(),
        },
    }
}

/// The way out.
pub(super) fn help(finding: &Closing, lang: Locale) -> Option<String> {
    Some(match finding {
        Closing::Unreadable { .. }
        | Closing::Misnamed { .. }
        | Closing::Edited { .. }
        | Closing::Extra { .. }
        | Closing::Chain { .. } => say!(
            lang,
            "从 git 里取回原来的对账单：git log -- statements",
            "take the statement back from git: git log -- statements"
        ),
        Closing::Differs { .. } => say!(
            lang,
            "结了账的不改：还原它；数有差错，用今天的一条更正（--correction）来记，变更承诺用 extend、adjust",
            "put it back: a wrong figure is put right by an entry of today with --correction, a promise is changed by `extend` or `adjust`"
        ),
        Closing::TaskGone { .. } => say!(
            lang,
            "还原它；不再办的用 `duban cancel`",
            "put it back; what is given up is cancelled with `duban cancel`"
        ),
        Closing::TaskNew { .. } => say!(
            lang,
            "写上立项的日子：entered = …，在结账之后",
            "say when it came in: `entered`, a day after the closed period"
        ),
        Closing::RuleChanged { .. } => say!(
            lang,
            "已结账的各期仍按结账时的规则核对",
            "the closed periods are still judged by the rules they were closed with"
        ),
        Closing::OlderRules { .. } => say!(
            lang,
            "承诺和记录仍逐条核对；各项的数以结账时的对账单为准",
            "what was promised and logged is still checked; the figures stand as they were closed"
        ),
        Closing::Unchecked => return None,
    })
}
