//! A closed statement as text: one line a task, in a fixed order, so that the same book gives the same bytes
//! (“Closed periods” in docs/format.md).
//!
//! It is written when a period is closed, and written again whenever it is checked: what differs was changed since.

use super::replay::State;
use super::reports_owed::Timing;
use super::statement::{Statement, StatementLine, StatementSums};
use crate::calendar::{Cadence, Pace};
use crate::ledger::{
    Book, CurveShape, Entry, Event, IndicatorFigure, LightRule, LightRules, Quantity, Rules, Scale,
    Task,
};
use crate::source::digest;
use serde::Deserialize;
use std::fmt::{Display, Write};
use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

/// The format that is written. Its figures are those of the rules in docs/figures.md; format 1 was written by earlier ones.
pub const FORMAT: i64 = 2;

/// The line above the tasks.
pub const TASKS: &str = "[tasks]";

/// What stands above the tasks of a closed statement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Of the format of statements.
    pub format: i64,
    /// The period, as [`crate::calendar::Period`] prints it.
    pub period: String,
    /// SHA-256 of the text without its own line.
    pub digest: String,
    /// The period closed before it.
    pub previous: Option<String>,
    /// The digest of that statement.
    pub previous_digest: Option<String>,
    /// The account of the whole book.
    pub account: toml::Table,
    /// The rules of each ledger, the one asked for first.
    pub rules: Vec<toml::Table>,
    /// The working days used, where a plan runs over them.
    #[serde(default)]
    pub year: Vec<toml::Table>,
}

/// The text of a statement to be kept; `previous` is the period closed before it, with its digest.
pub fn written(
    statement: &Statement<'_, '_>,
    sums: &StatementSums,
    previous: Option<(&str, &str)>,
) -> String {
    let mut text = String::from(
        "# duban close-period; any change of this file is an error. To verify: grep -v '^digest = ' FILE | sha256sum\n",
    );
    put(&mut text, "format", FORMAT);
    put(&mut text, "period", quoted(&statement.period.to_string()));
    let at = text.len();
    if let Some((period, digest)) = previous {
        put(&mut text, "previous", quoted(period));
        put(&mut text, "previous_digest", quoted(digest));
    }
    text.push_str("\n[account]\n");
    for (key, value) in account(sums) {
        put(&mut text, &key, value);
    }
    for (nth, ledger) in statement.account.book.ledgers.iter().enumerate() {
        text.push_str("\n[[rules]]\n");
        put(&mut text, "ledger", nth);
        for (key, value) in rules(&ledger.rules) {
            put(&mut text, key, value);
        }
    }
    text.push_str(&working_days(statement));
    let _ = write!(text, "\n{TASKS}\n");
    for (_, line) in lines(statement) {
        text.push_str(&line);
        text.push('\n');
    }
    let digest = format!("digest = {}\n", quoted(&digest(&text)));
    text.insert_str(at, &digest);
    text
}

/// The digest that a statement's text should have: that of its lines but the one that names it.
pub fn digest_of(text: &str) -> String {
    let lines = text.trim_start_matches('\u{feff}').lines();
    let kept = lines.filter(|line| !line.starts_with("digest = "));
    digest(&kept.fold(String::new(), |all, line| all + line + "\n"))
}

fn put(text: &mut String, key: &str, value: impl Display) {
    let _ = writeln!(text, "{key} = {value}");
}

fn quoted(text: &str) -> String {
    TomlStringBuilder::new(text).as_basic().to_toml_value()
}

/// The sums as keys and values; what is null is left out.
pub fn account(sums: &StatementSums) -> Vec<(String, String)> {
    let json = serde_json::to_value(sums).unwrap_or_default();
    let fields = json.as_object().into_iter().flatten();
    fields
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| (key.clone(), value.to_string()))
        .collect()
}

/// The rules of a ledger as keys and values.
pub fn rules(rules: &Rules) -> Vec<(&'static str, String)> {
    let lights = &rules.lights;
    let LightRule { scale, yellow, ahead, .. } = lights.rule;
    // Where the ledger says nothing of it, ahead follows yellow, and is no rule of its own.
    let usual = ahead == LightRule::usual_ahead(scale, yellow);
    let mut all = vec![
        ("cadence", quoted(rules.cadence.map_or("", Cadence::name))),
        ("grace", rules.grace.to_string()),
        ("pace", quoted(rules.pace.name())),
        ("curve", quoted(rules.curve.name())),
        ("lights", quoted(scale.name())),
        ("yellow", yellow.to_string()),
        ("red", lights.rule.red.to_string()),
        ("ahead", if usual { quoted("") } else { ahead.to_string() }),
        ("soon", lights.soon.to_string()),
    ];
    let stuck_after = rules.stuck_after.iter();
    all.extend(stuck_after.map(|(stage, days)| (stage.name(), days.to_string())));
    all
}

/// The rules that were kept; even between steps where nothing is said of it, as statements had it at first. `None` where something is missing or no rule at all. The names of the lights
/// and the weights of the scorecard decide nothing in a statement.
pub fn kept_rules(kept: &toml::Table, now: &Rules) -> Option<Rules> {
    let text = |key: &str| kept.get(key)?.as_str();
    let count = |key: &str| u32::try_from(kept.get(key)?.as_integer()?).ok();
    let number = |key: &str| Quantity::parse(&kept.get(key)?.to_string()).ok();
    let cadence = match text("cadence")? {
        "" => None,
        name => Some(Cadence::parse(name)?),
    };
    let mut stuck_after = now.stuck_after;
    for (stage, _) in now.stuck_after.iter() {
        stuck_after[stage] = count(stage.name())?;
    }
    let (scale, yellow) = (Scale::parse(text("lights")?)?, number("yellow")?);
    Some(Rules {
        cadence,
        grace: count("grace")?,
        pace: Pace::parse(text("pace")?)?,
        curve: text("curve").map_or(Some(CurveShape::Even), CurveShape::parse)?,
        lights: LightRules {
            rule: LightRule {
                scale,
                yellow,
                red: number("red")?,
                // Nothing is kept of the usual line.
                ahead: number("ahead").unwrap_or_else(|| LightRule::usual_ahead(scale, yellow)),
            },
            soon: count("soon")?,
            names: now.lights.names.clone(),
        },
        stuck_after,
        score: now.score,
    })
}

/// The calendar of the years of the plans, where one runs over working days.
fn working_days(statement: &Statement<'_, '_>) -> String {
    let ledgers = 0..u16::try_from(statement.account.book.ledgers.len()).unwrap_or(u16::MAX);
    ledgers.map(|ledger| working_days_of(statement, ledger)).collect()
}

/// Those of one ledger; an included one is named by its number.
fn working_days_of(statement: &Statement<'_, '_>, ledger: u16) -> String {
    let book = statement.account.book;
    let own = statement.lines.iter().filter(|line| line.figures.task.ledger == ledger);
    let paced = own.filter(|line| book.ledger_of(line.figures.task).rules.pace == Pace::Workdays);
    let (first, last) = paced.fold((None, None), |(first, last), line| {
        let start = line.figures.task.start;
        let due = line.figures.deadline().unwrap_or(start);
        let first = first.map_or(start, |day: chrono::NaiveDate| day.min(start));
        let last = last.map_or(due, |day: chrono::NaiveDate| day.max(due));
        (Some(first), Some(last))
    });
    match (first, last) {
        (Some(first), Some(last)) => {
            let years = statement.account.work.of(ledger).written(first, last);
            match ledger {
                0 => years,
                _ => years.replace("[[year]]\n", &format!("[[year]]\nledger = {ledger}\n")),
            }
        }
        _ => String::new(),
    }
}

/// Whether a key of a task's line was promised or logged, and no figure worked out from that.
pub fn is_promised(key: &str) -> bool {
    const PROMISED: [&str; 12] = [
        "area",
        "owner",
        "leader",
        "weight",
        "start",
        "original_due",
        "due",
        "unit",
        "baseline",
        "target",
        "invest",
        "cadence",
    ];
    PROMISED.contains(&key)
}

/// A line a task, by id.
pub fn lines<'b>(statement: &Statement<'_, 'b>) -> Vec<(&'b str, String)> {
    use rayon::prelude::*;
    let mut lines: Vec<(&'b str, String)> = statement
        .lines
        .par_iter()
        .with_min_len(256)
        .map(|line| (line.figures.task.id.as_ref(), task_line(statement, line)))
        .collect();
    lines.sort_unstable();
    lines
}

fn task_line(statement: &Statement<'_, '_>, line: &StatementLine<'_, '_>) -> String {
    let (book, figures) = (statement.account.book, line.figures);
    let (task, state) = (figures.task, &figures.state);
    let mut text = format!("{} = {{ ", quoted(&task.id));
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let comma = if text.ends_with("{ ") { "" } else { ", " };
            let _ = write!(text, "{comma}{key} = {value}");
        }
    };
    let number = |value: Option<Quantity>| value.map(|value| value.to_string());
    let share = |value: Option<crate::ledger::Share>| {
        value.map(|value| (value.rounded(10_000) as f64 / 10_000.0).to_string())
    };
    put("area", task.area.map(|id| quoted(&book.area(id).id)));
    put("owner", state.owner.map(|id| quoted(&book.department(id).id)));
    put("leader", state.leader.map(quoted));
    put("weight", Some(state.weight.to_string()));
    put("start", Some(task.start.to_string()));
    let day = |day: chrono::NaiveDate| match task.deadline() {
        Some(_) => day.to_string(),
        None => quoted("standing"),
    };
    put("original_due", Some(day(task.due)));
    put("due", Some(day(state.due)));
    if task.indicators().is_empty() {
        put("unit", Some(quoted(&task.unit)));
        put("baseline", Some(task.base().to_string()));
    } else {
        put("indicators", Some(indicators(task)));
    }
    put("target", number(state.target));
    put("better", task.better.map(|better| quoted(better.name())));
    put("invest", number(task.invest));
    put("cadence", task.cadence.map(|cadence| quoted(cadence.name())));
    put("done", number(state.done(task)).or_else(|| indicated(task, state)));
    put("planned", share(figures.shares.planned));
    put("actual", share(figures.shares.actual));
    put("invested", number(state.invested));
    put("standing", Some(quoted(figures.standing.name())));
    put("light", Some(quoted(figures.light.name())));
    put("outcome", line.outcome.map(|outcome| quoted(outcome.name())));
    let timings = line.reports.iter().filter_map(|report| report.timing);
    let late = timings.clone().filter(|timing| *timing == Timing::Late).count();
    put("reports_owed", Some(line.reports.len().to_string()));
    put("reports_made", Some(timings.count().to_string()));
    put("reports_late", Some(late.to_string()));
    put("blockers", Some(state.blockers.len().to_string()));
    let seen = task.log.iter().filter(|logged| logged.on <= statement.account.as_of);
    let (earlier, within): (Vec<_>, Vec<_>) =
        seen.partition(|logged| logged.on < statement.period.first);
    put("earlier", Some(quoted(&summary(book, &earlier))));
    let within: Vec<String> = within.iter().map(|logged| quoted(&mark(book, logged))).collect();
    put("log", Some(format!("[{}]", within.join(", "))));
    text.push_str(" }");
    text
}

/// The indicators of a task, each as it is typed.
fn indicators(task: &Task<'_>) -> String {
    let all = task.indicators().iter().map(|indicator| quoted(&indicator.typed()));
    format!("[{}]", all.collect::<Vec<String>>().join(", "))
}

/// The last figure of each indicator that has one; `None` where none has.
fn indicated(task: &Task<'_>, state: &State<'_>) -> Option<String> {
    let figures = state.indicated(task);
    let figures = figures.filter_map(|(indicator, done)| Some((&*indicator.id, done?)));
    let figures: Vec<(&str, Quantity)> = figures.collect();
    (!figures.is_empty()).then(|| table(figures))
}

/// The figures that an entry gives, in the order of their ids: their order in the file says nothing.
fn by_indicator(figures: &[IndicatorFigure<'_>]) -> String {
    let mut figures: Vec<(&str, Quantity)> =
        figures.iter().map(|figure| (&*figure.id, figure.done)).collect();
    figures.sort_unstable();
    table(figures)
}

fn table(figures: Vec<(&str, Quantity)>) -> String {
    let cells = figures.iter().map(|(id, done)| {
        let key = TomlKeyBuilder::new(id).as_default().to_toml_key();
        format!("{key} = {done}")
    });
    format!("{{ {} }}", cells.collect::<Vec<String>>().join(", "))
}

/// How many entries, and the digest of them all: `5:1f2e3d4c`.
fn summary(book: &Book<'_>, entries: &[&Entry<'_>]) -> String {
    let all = entries.iter().map(|logged| entry(book, logged) + "\n");
    let digest = digest(&all.collect::<String>());
    format!("{}:{}", entries.len(), digest.get(..8).unwrap_or(""))
}

/// The day of an entry and the digest of what it says: `2018-04-10:1f2e3d4c`.
pub fn mark(book: &Book<'_>, logged: &Entry<'_>) -> String {
    let digest = digest(&entry(book, logged));
    format!("{}:{}", logged.on, digest.get(..8).unwrap_or(""))
}

/// All that an entry says, in a fixed order, however its file spells it.
pub fn entry(book: &Book<'_>, logged: &Entry<'_>) -> String {
    let mut text = format!("on = {}", logged.on);
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(text, ", {key} = {value}");
        }
    };
    let key = logged.event.kind().name();
    match &logged.event {
        Event::Done(quantity) => put(key, Some(quantity.to_string())),
        Event::Figures(figures) => put(key, Some(by_indicator(figures))),
        Event::Note | Event::Judge(_) => {}
        Event::Ask(day) | Event::Extend(day) => put(key, Some(day.to_string())),
        Event::Raise(name, stage) => {
            put(key, Some(quoted(name)));
            put("to", Some(quoted(stage.name())));
        }
        Event::Adjust(change) => {
            put(key, Some(quoted(&change.why)));
            put("target", change.target.map(|target| target.to_string()));
            let owner = change.owner.map(|id| quoted(&book.department(id).id));
            put("owner", owner);
            put("weight", change.weight.map(|weight| weight.to_string()));
            put("leader", change.leader.as_deref().map(quoted));
        }
        Event::Order(instruction) | Event::Urge(instruction) => {
            put(key, Some(quoted(&instruction.text)));
            put("from", instruction.from.as_deref().map(quoted));
            put("reply", instruction.reply.map(|day| day.to_string()));
            let units: Vec<String> =
                instruction.to.iter().map(|id| quoted(&book.department(*id).id)).collect();
            put("to", (!units.is_empty()).then(|| format!("[{}]", units.join(", "))));
        }
        Event::Step(words)
        | Event::Blocked(words)
        | Event::Cleared(words)
        | Event::Request(words)
        | Event::Verify(words)
        | Event::Reject(words)
        | Event::Reopen(words)
        | Event::Refuse(words)
        | Event::Suspend(words)
        | Event::Resume(words)
        | Event::Cancel(words)
        | Event::Rolled(words)
        | Event::Answer(words) => put(key, Some(quoted(words))),
    }
    if let Some(judgement) = logged.judgement() {
        put("judge", Some(quoted(judgement.verdict.name())));
        put("light", judgement.light.map(|light| quoted(light.name())));
    }
    put("note", logged.note.as_deref().map(quoted));
    put("next", logged.next.as_deref().map(quoted));
    put("by", logged.by().map(|by| quoted(by)));
    if let Some(extra) = logged.extra() {
        put("invested", extra.invested.map(|invested| invested.to_string()));
        put("correction", extra.correction.as_deref().map(quoted));
        put("approval", extra.approval.as_deref().map(quoted));
        put("request", extra.request.as_deref().map(quoted));
        put("got", extra.got.map(|day| day.to_string()));
        put("evidence", extra.evidence.as_deref().map(quoted));
        put("to", extra.to.as_deref().map(quoted));
    }
    text
}
