//! The card of one task: plan against actual, why its light is so, its dates old and new, its log.

mod log;
mod plan;

use crate::account::{Account, Figures, own_keys};
use crate::ledger::{Locale, TaskKey};
use crate::page::parts;
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Page, Text};
use log::log;
use plan::{bars, points};
use serde_json::Value;

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
    let why = crate::page::reason::reason(account, own, lang);
    blocks.push(Block::Line(
        say!(lang, "为何{light}:{why}", "Why {light}: {why}").into(),
    ));
    blocks.extend(reports(own, lang).map(|line| Block::Line(line.into())));
    blocks.extend(
        crate::page::lists::forecast::line(account, own, lang).map(|line| Block::Line(line.into())),
    );
    blocks.extend(parts::troubles(account, own, lang).map(|line| Block::Line(line.into())));
    if let Some(curve) = crate::page::lists::course::curve(account, own, lang) {
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
    let lag = lag.map_or_else(String::new, |lag| crate::page::reason::lag_words(lag, lang));
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

/// The lines of what a task states.
const LINES: [&[TaskKey]; 5] = [
    &[TaskKey::Goal, TaskKey::Source, TaskKey::No, TaskKey::Rolls],
    &[
        TaskKey::Owner,
        TaskKey::With,
        TaskKey::Person,
        TaskKey::Phone,
        TaskKey::Place,
    ],
    &[TaskKey::Leader, TaskKey::Area, TaskKey::Due],
    &[TaskKey::Measures, TaskKey::Levers, TaskKey::Baseline],
    &[TaskKey::Invest, TaskKey::Total, TaskKey::Remark],
];

fn facts(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Vec<String> {
    let fact = |key: &TaskKey| fact(account, own, *key, lang);
    let lines = LINES
        .iter()
        .map(|keys| keys.iter().filter_map(fact).collect());
    let owns = own_keys(own.task).into_iter().flatten();
    let owns = owns.map(|(key, value)| match value {
        Value::String(text) => format!("{key} {text}"),
        other => format!("{key} {other}"),
    });
    let lines = lines.chain(std::iter::once(owns.collect()));
    let lines = lines.filter(|facts: &Vec<String>| !facts.is_empty());
    lines.map(|facts| facts.join("   ")).collect()
}

/// What a task states by a key, with its name. `None` where it states nothing, where the head, the deadline, the bars or
/// the tables have it, and where the card leaves it out (`KeyPlace::Card` in the table of keys).
fn fact(account: &Account<'_>, own: &Figures<'_>, key: TaskKey, lang: Locale) -> Option<String> {
    let (task, state, details) = (own.task, &own.state, own.task.details());
    let text = |text: &Option<crate::ledger::Text<'_>>| text.as_ref().map(ToString::to_string);
    let list = |texts: &[crate::ledger::Text<'_>]| {
        let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
        (!texts.is_empty()).then(|| texts.join(&say!(lang, ";", "; ")))
    };
    let value = match key {
        TaskKey::Goal => text(&task.goal),
        TaskKey::Source => text(&task.source),
        TaskKey::No => text(&details.no),
        TaskKey::Rolls => {
            let rolls = details.rolls.as_ref();
            return rolls.map(|rolls| say!(lang, "结转自 {rolls}", "From {rolls}"));
        }
        TaskKey::Owner => state.owner.map(|id| {
            let owner = account.book.department(id);
            let contact = owner.contact.as_ref();
            let contact = contact.map_or_else(String::new, |own| format!("({own})"));
            format!("{}{contact}", owner.name)
        }),
        TaskKey::With => {
            let with = task.with.iter();
            let with = with.map(|id| account.book.department(*id).name.clone());
            Some(words::list(&with.collect::<Vec<String>>(), lang)).filter(|own| !own.is_empty())
        }
        TaskKey::Person => text(&details.person),
        TaskKey::Phone => text(&details.phone),
        TaskKey::Place => details.place.as_ref().map(|place| {
            let mut departments = account.book.departments.iter();
            let department = departments.find(|own| own.id == *place);
            department.map_or_else(|| place.to_string(), |own| own.name.clone())
        }),
        TaskKey::Leader => state.leader.map(str::to_owned),
        TaskKey::Area => Some(parts::area(account, own)).filter(|own| !own.is_empty()),
        TaskKey::Due => return Some(deadline(account, own, lang)),
        TaskKey::Measures => list(&task.measures),
        TaskKey::Levers => list(&task.levers),
        TaskKey::Baseline => task.baseline.map(|own| words::amount(own, &task.unit)),
        TaskKey::Invest => {
            return task.invest.map(|own| {
                let made = state.invested.unwrap_or_default();
                say!(
                    lang,
                    "年度投资 {own}万元,完成{made}万元",
                    "Investment: {made} of {own} (10,000 yuan)"
                )
            });
        }
        TaskKey::Total => details
            .total
            .map(|own| say!(lang, "{own}万元", "{own} (10,000 yuan)")),
        TaskKey::Remark => text(&details.remark),
        TaskKey::Id
        | TaskKey::Title
        | TaskKey::Key
        | TaskKey::Start
        | TaskKey::OriginalDue
        | TaskKey::Extensions
        | TaskKey::Unit
        | TaskKey::Cadence
        | TaskKey::Plan
        | TaskKey::Log
        | TaskKey::Parent
        | TaskKey::Parts
        | TaskKey::Target
        | TaskKey::Entered
        | TaskKey::Weight
        | TaskKey::Kind
        | TaskKey::Tags
        | TaskKey::Measure
        | TaskKey::Pipeline => None,
    };
    value.map(|value| {
        let name = crate::page::keys::on_card(key, lang);
        say!(lang, "{name} {value}", "{name}: {value}")
    })
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
