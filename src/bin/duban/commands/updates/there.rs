//! Whether an entry stands in the log already, so that a file read twice is written once.

use duban::edit::{NewEntry, Value};
use duban::ledger::{Entry, Event, Quantity, Task};

/// The value of a key.
pub(in crate::commands) fn field<'e>(entry: &'e NewEntry, key: &str) -> Option<&'e Value> {
    entry.fields.iter().find(|(own, _)| *own == key).map(|(_, value)| value)
}

/// Whether two entries of a file say the same of the same day.
pub(in crate::commands) fn is_same(entry: &NewEntry, other: &NewEntry) -> bool {
    entry.on == other.on && entry.fields == other.fields
}

/// Whether the log has the entry. The day received is compared only where it was typed: else it is that of the run.
pub(in crate::commands) fn is_logged(task: &Task<'_>, entry: &NewEntry, got_typed: bool) -> bool {
    task.log.iter().any(|logged| logged.on == entry.on && says(logged, entry, got_typed))
}

/// Whether an entry of the log holds just what a new one does.
pub(in crate::commands) fn says(logged: &Entry<'_>, entry: &NewEntry, got_typed: bool) -> bool {
    let Some(fields) = said(logged) else {
        return false;
    };
    let got = logged.extra().and_then(|extra| extra.got).map(Value::Date);
    let received = !got_typed || field(entry, "got") == got.as_ref();
    received && fields.iter().all(|(key, value)| is_equal(field(entry, key), value.as_ref()))
}

/// Whether two values of one key are the same.
pub(in crate::commands) fn is_equal(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(Value::Figures(one)), Some(Value::Figures(other))) => same_figures(one, other),
        (one, other) => one == other,
    }
}

/// What a report of the log says, by its keys; `None` of any other entry.
pub(in crate::commands) fn said(logged: &Entry<'_>) -> Option<[(&'static str, Option<Value>); 11]> {
    let (done, step) = match &logged.event {
        Event::Done(_) | Event::Figures(_) => (figure(&logged.event), None),
        Event::Step(step) => (None, text(Some(step))),
        Event::Note | Event::Judge(_) | Event::Blocked(_) | Event::Request(_) => (None, None),
        _ => return None,
    };
    let extra = logged.extra();
    let blocked = match &logged.event {
        Event::Blocked(name) => text(Some(name)),
        _ => None,
    };
    let request = match &logged.event {
        Event::Request(words) => text(Some(words)),
        _ => text(extra.and_then(|extra| extra.request.as_ref())),
    };
    let judge = logged.judgement().map(|judgement| judgement.verdict.name());
    Some([
        ("done", done),
        ("step", step),
        ("judge", text(judge.as_ref())),
        ("blocked", blocked),
        ("note", text(logged.note.as_ref())),
        ("next", text(logged.next.as_ref())),
        ("by", text(logged.by())),
        ("evidence", text(extra.and_then(|extra| extra.evidence.as_ref()))),
        ("correction", text(extra.and_then(|extra| extra.correction.as_ref()))),
        ("request", request),
        ("invested", extra.and_then(|extra| extra.invested).map(Value::Number)),
    ])
}

/// The figure of an entry of the log, or those of indicators.
pub(in crate::commands) fn figure(event: &Event<'_>) -> Option<Value> {
    match event {
        Event::Done(quantity) => Some(Value::Number(*quantity)),
        Event::Figures(figures) => {
            let figures = figures.iter().map(|figure| (figure.id.to_string(), figure.done));
            Some(Value::Figures(figures.collect()))
        }
        _ => None,
    }
}

/// Whether two figures are of one thing: the task, or an indicator that both are given for.
pub(in crate::commands) fn is_of_one(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Figures(figures), Value::Figures(others)) => {
            figures.iter().any(|(id, _)| others.iter().any(|(other, _)| id == other))
        }
        _ => true,
    }
}

/// Whether two figures cannot both hold.
pub(in crate::commands) fn contradicts(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Figures(figures), Value::Figures(others)) => {
            let mut figures = figures.iter();
            figures.any(|(id, done)| {
                others.iter().any(|(other, other_done)| id == other && done != other_done)
            })
        }
        _ => one != other,
    }
}

/// The order of figures by indicator says nothing.
fn same_figures(figures: &[(String, Quantity)], others: &[(String, Quantity)]) -> bool {
    figures.len() == others.len() && figures.iter().all(|figure| others.contains(figure))
}

fn text(words: Option<&impl ToString>) -> Option<Value> {
    words.map(|words| Value::Text(words.to_string()))
}
