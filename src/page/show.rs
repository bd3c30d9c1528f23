//! The card of one task: plan against actual, why its light is so, its dates old and new, its log.

use super::parts;
use super::show_log::log;
use super::show_plan::{bars, points};
use super::words::{self, say};
use super::{Block, Ink, Page, Text};
use crate::account::{Account, Figures};
use crate::ledger::Locale;

/// The card of a task.
pub fn page(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Page {
    let mut blocks = vec![head(account, own, lang)];
    blocks.extend(
        facts(account, own, lang)
            .into_iter()
            .map(|line| Block::Line(line.into())),
    );
    blocks.push(Block::Gap);
    if own.shares.planned.is_some() && own.standing.is_counted() {
        blocks.push(Block::Bars(bars(account, own, lang)));
    }
    let light = words::light(
        own.light,
        Some(&account.book.ledger_of(own.task).rules.lights),
        lang,
    );
    let why = super::reason::reason(account, own, lang);
    blocks.push(Block::Line(
        say!(lang, "为何{light}:{why}", "Why {light}: {why}").into(),
    ));
    blocks.extend(reports(own, lang).map(|line| Block::Line(line.into())));
    blocks.extend(super::forecast::line(account, own, lang).map(|line| Block::Line(line.into())));
    blocks.extend(parts::troubles(account, own, lang).map(|line| Block::Line(line.into())));
    if let Some(curve) = super::course::curve(account, own, lang) {
        blocks.extend([Block::Gap, Block::Curve(curve)]);
    }
    if !own.task.plan.is_empty() {
        blocks.extend([Block::Gap, points(account, own, lang)]);
    }
    let log = log(account, own, lang);
    if !log.rows.is_empty() {
        blocks.extend([Block::Gap, Block::Table(log)]);
    }
    blocks.push(Block::Gap);
    let (id, title) = (&own.task.id, &own.task.title);
    Page::new(format!("{id} {title}"), lang)
        .with(blocks)
        .noted(account, lang)
}

fn head(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Block {
    let star = if own.task.key { "*" } else { "" };
    let (id, title) = (&own.task.id, &own.task.title);
    let rules = &account.book.ledger_of(own.task).rules.lights;
    let light = words::light(own.light, Some(rules), lang);
    let standing = words::standing(own.standing, lang);
    let late = account.lag_days(own).filter(|days| *days > 0);
    let late = late.map_or_else(String::new, |days| {
        say!(lang, ",慢{days}天", ", {days} days late")
    });
    let lag = own.shares.lag().filter(|_| own.standing.is_counted());
    let lag = lag.map_or_else(String::new, |lag| super::reason::lag_words(lag, lang));
    let right = say!(
        lang,
        "【{light}灯 {standing}】{lag}{late}",
        "[{light}: {standing}] {lag}{late}"
    );
    Block::Spread(
        Text::inked(format!("{id}{star} {title}"), Ink::Bold),
        Text::inked(right, words::ink(own.light)),
    )
}

fn facts(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Vec<String> {
    let (task, state, paper) = (own.task, &own.state, own.task.paper());
    let book = account.book;
    let mut lines = Vec::new();
    let mut join = |parts: Vec<Option<String>>| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if !parts.is_empty() {
            lines.push(parts.join("   "));
        }
    };
    let goal = task
        .goal
        .as_ref()
        .map(|goal| say!(lang, "年度目标 {goal}", "Goal: {goal}"));
    let source = task
        .source
        .as_ref()
        .map(|source| say!(lang, "来源 {source}", "Source: {source}"));
    let rolls = paper.rolls.as_ref();
    let rolls = rolls.map(|rolls| say!(lang, "结转自 {rolls}", "From {rolls}"));
    join(vec![goal, source, rolls]);
    let owner = state.owner.map(|id| book.department(id));
    let lead = owner.map(|owner| {
        let name = &owner.name;
        let contact = owner
            .contact
            .as_ref()
            .map_or_else(String::new, |own| format!("({own})"));
        say!(lang, "牵头 {name}{contact}", "Owner: {name}{contact}")
    });
    let with: Vec<String> = task
        .with
        .iter()
        .map(|id| book.department(*id).name.clone())
        .collect();
    let with = words::list(&with, lang);
    let with = (!with.is_empty()).then(|| say!(lang, "配合 {with}", "With: {with}"));
    let person = paper
        .person
        .as_ref()
        .map(|person| say!(lang, "责任人 {person}", "Person: {person}"));
    join(vec![lead, with, person]);
    let leader = state
        .leader
        .map(|leader| say!(lang, "挂钩领导 {leader}", "Leader: {leader}"));
    let area = parts::area(account, own);
    let area = (!area.is_empty()).then(|| say!(lang, "领域 {area}", "Area: {area}"));
    join(vec![leader, area, Some(deadline(account, own, lang))]);
    let list = |texts: &[crate::ledger::Text<'_>]| {
        let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
        (!texts.is_empty()).then(|| texts.join(&say!(lang, ";", "; ")))
    };
    let measures = list(&task.measures).map(|own| say!(lang, "措施 {own}", "Measures: {own}"));
    let levers = list(&task.levers).map(|own| say!(lang, "抓手 {own}", "Levers: {own}"));
    let base = task.baseline.map(|own| words::amount(own, &task.unit));
    let base = base.map(|own| say!(lang, "底数 {own}", "Baseline: {own}"));
    join(vec![measures, levers, base]);
    let invest = task.invest.map(|own| {
        let made = state.invested.unwrap_or_default();
        say!(
            lang,
            "年度投资 {own}万元,完成{made}万元",
            "Investment: {made} of {own} (10,000 yuan)"
        )
    });
    join(vec![
        invest,
        paper
            .remark
            .as_ref()
            .map(|own| say!(lang, "备注 {own}", "Remark: {own}")),
    ]);
    lines
}

fn deadline(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> String {
    let due = words::date(own.state.due, lang);
    let moved = match own.state.extensions {
        0 => say!(lang, "未延期", "not extended"),
        times => {
            let first = words::date(own.task.first_due(), lang);
            say!(
                lang,
                "原{first},延期{times}次",
                "first {first}, extended {times}×"
            )
        }
    };
    let left = (own.state.due - account.as_of).num_days();
    let left = match own.standing.is_running() && left >= 0 {
        true => say!(lang, ",还有{left}天", ", {left} days left"),
        false => String::new(),
    };
    say!(
        lang,
        "时限 {due}({moved}{left})",
        "Due: {due} ({moved}{left})"
    )
}

fn reports(own: &Figures<'_>, lang: Locale) -> Option<String> {
    let reports = own.reports;
    if reports.owed == 0 {
        return None;
    }
    let unit = own
        .task
        .cadence
        .map_or_else(String::new, |own| words::period_unit(own, lang));
    let (owed, made, late, missed) = (reports.owed, reports.made, reports.late, reports.missed);
    let late = if late > 0 {
        say!(lang, "(迟报{late})", " ({late} late)")
    } else {
        String::new()
    };
    let missed = if missed > 0 {
        say!(
            lang,
            ",连续{missed}{unit}未报",
            ", none for {missed} {unit}"
        )
    } else {
        String::new()
    };
    Some(say!(
        lang,
        "报送:应报{owed}{unit},实报{made}{unit}{late}{missed}",
        "Reports: owed for {owed} {unit}, made for {made}{late}{missed}"
    ))
}
