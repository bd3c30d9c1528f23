//! The card of one task: plan against actual, why its light is so, its dates old and new, its log.

mod indicators;
mod log;
mod plan;

pub(in crate::page) use plan::{Did, Step, rate_target, steps};

use crate::account::{Account, Figures, own_keys};
use crate::ledger::{Locale, Quantity, Share, Task, TaskKey};
use crate::page::judgement;
use crate::page::lists::{course, forecast};
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Page, Text, keys, parts, rate, reason};
use log::log;
use plan::{bars, points, rate_line};
use serde_json::Value;

/// The card of a task.
pub fn page(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Page {
    let mut blocks = vec![head(account, figures, lang)];
    blocks.extend(facts(account, figures, lang).into_iter().map(Block::Line));
    blocks.push(Block::Gap);
    if figures.shares.planned.is_some() && figures.standing.is_counted() {
        blocks.push(Block::Bars(bars(account, figures, lang)));
    }
    blocks.extend(rate_line(account, figures, lang).map(|line| Block::Line(line.into())));
    blocks.extend(figure_line(account, figures, lang).map(|line| Block::Line(line.into())));
    let light =
        words::light(figures.light, Some(&account.book.ledger_of(figures.task).rules.lights), lang);
    let why = reason::reason(account, figures, lang);
    if !figures.task.indicators().is_empty() {
        blocks.extend([indicators::rows(account, figures, lang), Block::Gap]);
    }
    blocks.push(Block::Line(labelled(say!(lang, "为何{light}：{why}", "Why {light}: {why}"))));
    blocks.extend(judgement(account, figures, lang).map(labelled).map(Block::Line));
    blocks.extend(reports(account, figures, lang).map(labelled).map(Block::Line));
    blocks.extend(forecast::line(account, figures, lang).map(labelled).map(Block::Line));
    blocks.extend(parts::troubles(account, figures, lang).map(|line| Block::Line(line.into())));
    if let Some(curve) = course::curve(account, figures, lang) {
        blocks.extend([Block::Gap, Block::Curve(curve)]);
    }
    if !figures.task.plan.is_empty() {
        blocks.extend([Block::Gap, points(account, figures, lang)]);
    }
    let log = log(account, figures, lang);
    if !log.rows.is_empty() {
        blocks.extend([Block::Gap, Block::Table(log)]);
    }
    blocks.push(Block::Gap);
    let (id, title) = (&figures.task.id, &figures.task.title);
    Page::new(format!("{id} {title}"), lang).with(blocks).noted(account, lang)
}

/// The figure of what is held against no plan: 实达 42.7万人，7月20日报. Bars and rates show theirs themselves.
fn figure_line(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let (task, state) = (figures.task, &figures.state);
    let shown = figures.shares.planned.is_some() || task.is_rate();
    let done = state.done(task).filter(|_| !shown && figures.standing.is_counted())?;
    let done = words::amount(done, &task.unit);
    let on = state.reached_on.map_or_else(String::new, |on| {
        let on = words::day(on, account.as_of, lang);
        say!(lang, "，{on}报", ", reported {on}")
    });
    Some(say!(lang, "实达 {done}{on}", "Done {done}{on}"))
}

fn head(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Block {
    let star = if figures.task.key { "*" } else { "" };
    let (id, title) = (&figures.task.id, &figures.task.title);
    let rules = &account.book.ledger_of(figures.task).rules.lights;
    let light = words::light(figures.light, Some(rules), lang);
    let standing = words::standing(figures.standing, lang);
    let late = account.lag_days(figures).filter(|days| *days > 0);
    let late = late.map_or_else(String::new, |days| {
        let late = words::counted(days, "day");
        say!(lang, "，慢{days}天", ", behind plan by {late}")
    });
    let lag = figures.shares.lag().filter(|_| figures.standing.is_counted());
    let gap = account.rate(figures).filter(|_| figures.standing.is_counted());
    let gap = gap.map(|figure| rate::gap(figure, figures, lang));
    let lag = lag
        .map(|lag| reason::lag_words(account.book.decimals_of(figures.task), lag, lang))
        .or(gap)
        .unwrap_or_default();
    let right =
        say!(lang, "【{light}灯 {standing}】{lag}{late}", "[{light}: {standing}] {lag}{late}");
    Block::Spread(
        Text::inked(format!("{id}{star} {title}"), Ink::Bold),
        Text::inked(right, words::ink(figures.light)),
    )
}

/// The lines of what a task states.
pub(in crate::page) const LINES: [&[TaskKey]; 5] = [
    &[TaskKey::Goal, TaskKey::Source, TaskKey::No, TaskKey::Rolls, TaskKey::Of],
    &[TaskKey::Owner, TaskKey::With, TaskKey::Person, TaskKey::Phone, TaskKey::Place],
    &[TaskKey::Leader, TaskKey::Area, TaskKey::Due],
    &[TaskKey::Measures, TaskKey::Levers, TaskKey::Baseline, TaskKey::Target, TaskKey::Curve],
    &[TaskKey::Invest, TaskKey::Total, TaskKey::Remark],
];

/// A line with its label, which ends with its first colon, dimmed.
fn labelled(line: String) -> Text {
    match label(&line) {
        Some((label, rest)) => Text::inked(label, Ink::Faint).and(rest, Ink::Plain),
        None => line.into(),
    }
}

/// A line before and behind its first colon, which stays with the label.
pub(in crate::page) fn label(line: &str) -> Option<(&str, &str)> {
    let end = line.char_indices().find(|(_, letter)| matches!(letter, '：' | ':'));
    end.map(|(at, colon)| line.split_at(at + colon.len_utf8()))
}

/// What a task states, some facts a line, their names dimmed.
fn facts(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Vec<Text> {
    let fact = |key: &TaskKey| fact(account, figures, *key, lang);
    let lines = LINES.iter().map(|keys| keys.iter().filter_map(fact).collect());
    let lines = lines.chain(std::iter::once(own_facts(figures.task)));
    let lines = lines.filter(|facts: &Vec<(String, String)>| !facts.is_empty());
    let line = |facts: Vec<(String, String)>| {
        facts.into_iter().fold(Text::default(), |line, (name, value)| {
            let gap = if line.is_empty() { "" } else { "   " };
            let name = format!("{gap}{}", say!(lang, "{name} ", "{name}: "));
            line.and(name, Ink::Faint).and(value, Ink::Plain)
        })
    };
    lines.map(line).collect()
}

/// The user's own keys of a task, each with its value.
pub(in crate::page) fn own_facts(task: &Task<'_>) -> Vec<(String, String)> {
    let owns = own_keys(task).into_iter().flatten();
    let owns = owns.map(|(key, value)| match value {
        Value::String(text) => (key, text),
        other => (key, other.to_string()),
    });
    owns.collect()
}

/// What a task states by a key, behind its name. `None` where it states nothing, where the head, the deadline, the bars or
/// the tables have it, and where the card leaves it out (`KeyPlace::Card` in the table of keys).
pub(in crate::page) fn fact(
    account: &Account<'_>,
    figures: &Figures<'_>,
    key: TaskKey,
    lang: Locale,
) -> Option<(String, String)> {
    let (task, state, details) = (figures.task, &figures.state, figures.task.details());
    let text = |text: &Option<crate::ledger::Text<'_>>| text.as_ref().map(ToString::to_string);
    let list = |texts: &[crate::ledger::Text<'_>]| {
        let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
        (!texts.is_empty()).then(|| texts.join(&say!(lang, "；", "; ")))
    };
    let value = match key {
        TaskKey::Goal => text(&task.goal),
        TaskKey::Source => text(&task.source),
        TaskKey::No => text(&details.no),
        TaskKey::Rolls => {
            let rolls = details.rolls.as_ref();
            return rolls.map(|rolls| (say!(lang, "结转自", "From"), rolls.to_string()));
        }
        TaskKey::Owner => state.owner.map(|id| {
            let owner = account.book.department(id);
            let contact = owner.contact.as_ref();
            let contact = contact
                .map_or_else(String::new, |contact| say!(lang, "（{contact}）", " ({contact})"));
            format!("{}{contact}", owner.name)
        }),
        TaskKey::With => {
            let with = task.with.iter();
            let with = with.map(|id| account.book.department(*id).name.clone());
            Some(words::list(&with.collect::<Vec<String>>(), lang))
                .filter(|names| !names.is_empty())
        }
        TaskKey::Person => text(&details.person),
        TaskKey::Phone => text(&details.phone),
        TaskKey::Place => details.place.as_ref().map(|place| {
            let mut departments = account.book.departments.iter();
            let department = departments.find(|department| department.id == *place);
            department.map_or_else(|| place.to_string(), |department| department.name.clone())
        }),
        TaskKey::Leader => state.leader.map(str::to_owned),
        TaskKey::Area => Some(parts::area(account, figures)).filter(|area| !area.is_empty()),
        TaskKey::Due => {
            return Some((say!(lang, "时限", "Due"), deadline(account, figures, lang)));
        }
        TaskKey::Measures => list(&task.measures),
        TaskKey::Levers => list(&task.levers),
        TaskKey::Baseline => task.baseline.map(|baseline| words::amount(baseline, &task.unit)),
        TaskKey::Target => state
            .target
            .filter(|_| state.target_stated)
            .map(|target| words::amount(target, &task.unit)),
        TaskKey::Invest => {
            return task.invest.map(|planned| {
                let invested = state.invested.unwrap_or_default();
                let rate = rate(account, figures, [invested, planned], lang);
                let made = say!(
                    lang,
                    "{planned}万元，完成{invested}万元{rate}",
                    "{invested} of {planned} (10,000 yuan){rate}"
                );
                (say!(lang, "年度投资", "Investment"), made)
            });
        }
        TaskKey::Total => {
            details.total.map(|total| whole_investment(account, figures, total, lang))
        }
        TaskKey::Curve => details.curve.map(|shape| words::curve_shape(shape, lang)),
        TaskKey::Remark => text(&details.remark),
        TaskKey::Of => taken_over(account, figures),
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
        | TaskKey::Entered
        | TaskKey::Weight
        | TaskKey::Kind
        | TaskKey::Tags
        | TaskKey::Measure
        | TaskKey::Indicators
        | TaskKey::Better
        | TaskKey::Pipeline => None,
    };
    value.map(|value| (keys::on_card(key, lang), value))
}

/// The task of the including ledger, with its title where that is read along.
fn taken_over(account: &Account<'_>, figures: &Figures<'_>) -> Option<String> {
    let of = figures.task.details().of.as_ref()?;
    let above = figures.task.taken_over().map(|id| account.book.task(id));
    Some(above.map_or_else(|| of.to_string(), |above| format!("{of} {}", above.title)))
}

/// The whole investment; beside it what has been made of it, where no year's plan says that the figure is of the year.
fn whole_investment(
    account: &Account<'_>,
    figures: &Figures<'_>,
    total: Quantity,
    lang: Locale,
) -> String {
    let invested = figures.state.invested.filter(|_| figures.task.invest.is_none());
    match invested {
        None => say!(lang, "{total}万元", "{total} (10,000 yuan)"),
        Some(invested) => {
            let rate = rate(account, figures, [invested, total], lang);
            say!(
                lang,
                "{total}万元，累计完成{invested}万元{rate}",
                "{total} (10,000 yuan), {invested} made so far{rate}"
            )
        }
    }
}

/// How much of an amount has been made, in brackets.
fn rate(
    account: &Account<'_>,
    figures: &Figures<'_>,
    [made, of]: [Quantity; 2],
    lang: Locale,
) -> String {
    let share = Share::from_quantity(made).over(Share::from_quantity(of));
    share.map_or_else(String::new, |share| {
        let percent = words::percent_to(share, account.book.decimals_of(figures.task));
        say!(lang, "（{percent}%）", " ({percent}%)")
    })
}

fn deadline(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    if figures.deadline().is_none() {
        let none = words::standing_promise(lang);
        return say!(
            lang,
            "{none}（没有时限，只凭核验销号）",
            "{none} (no deadline; complete by verify alone)"
        );
    }
    let due = words::date(figures.state.due, lang);
    let moved = match figures.state.extensions {
        0 => say!(lang, "未延期", "not extended"),
        times => {
            let first = words::date(figures.task.first_due(), lang);
            say!(lang, "原{first}，延期{times}次", "first {first}, extended {times}×")
        }
    };
    let left = (figures.state.due - account.as_of).num_days();
    let left = if figures.standing.is_running() && left >= 0 {
        let days = words::counted(left, "day");
        say!(lang, "，还有{left}天", ", {days} left")
    } else {
        String::new()
    };
    say!(lang, "{due}（{moved}{left}）", "{due} ({moved}{left})")
}

/// A judgement that stands, where the line of the light does not say it.
pub(in crate::page) fn judgement(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let judged = figures.state.judged.as_deref();
    let judged = judged.filter(|_| !judgement::is_reason(figures))?;
    let judged = judgement::judged(account, figures, judged, lang);
    Some(say!(lang, "认定：{judged}", "Judgement: {judged}"))
}

pub(in crate::page) fn reports(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let reports = figures.reports;
    if reports.owed == 0 {
        return None;
    }
    let periods = |count| words::periods(count, figures.task.cadence, lang);
    let (owed, made, late) = (periods(reports.owed), reports.made, reports.late);
    let made_for = periods(made);
    let late =
        if late > 0 { say!(lang, "（迟报{late}）", " ({late} late)") } else { String::new() };
    let missed = parts::missed(account, figures, lang);
    let missed = missed.map_or_else(String::new, |missed| say!(lang, "，{missed}", ". {missed}"));
    Some(say!(
        lang,
        "报送：应报{owed}，实报{made_for}{late}{missed}",
        "Reports: owed for {owed}, made for {made}{late}{missed}"
    ))
}
