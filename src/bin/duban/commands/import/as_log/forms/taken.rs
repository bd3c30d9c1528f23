//! A further copy of a form that was taken in: what it says otherwise is told cell by cell, and never written beside the first.

use crate::commands::updates::there::{field, is_equal, said};
use duban::account::Address;
use duban::edit::{NewEntry, Value};
use duban::exchange::FilledRow;
use duban::ledger::{Entry, Locale};
use duban::page::entries::form::{self, FormColumn};
use duban::page::refusals::returned::FormProblem;

/// The columns of a form, and what becomes of them.
const COLUMNS: [(FormColumn, &[&str]); 7] = [
    (FormColumn::Done, &["done"]),
    (FormColumn::State, &["step", "judge"]),
    (FormColumn::Invested, &["invested"]),
    (FormColumn::Note, &["note"]),
    (FormColumn::Blocker, &["blocked"]),
    (FormColumn::Next, &["next"]),
    (FormColumn::Request, &["request"]),
];

/// Whether an entry of the log says what a new one does, whatever file was the evidence.
pub(super) fn is_the_same(logged: &Entry<'_>, entry: &NewEntry) -> bool {
    said(logged).is_some_and(|fields| {
        let mut fields = fields.iter().filter(|(key, _)| *key != "evidence");
        fields.all(|(key, value)| is_equal(field(entry, key), value.as_ref()))
    })
}

/// What the entries of a copy say otherwise than those that were taken from another one, of the same department and day.
/// A copy that says why a figure changes is a correction.
pub(super) fn otherwise(
    log: &[Entry<'_>],
    entries: &[NewEntry],
    rows: &[&FilledRow],
    lang: Locale,
) -> Vec<(Address, FormProblem)> {
    let corrects = rows.iter().any(|row| row.cell(FormColumn::Correction).is_some());
    let Some(new) = entries.first().filter(|_| !corrects) else {
        return Vec::new();
    };
    let by = |key| field(new, key).cloned();
    let earlier = log.iter().filter(|logged| logged.on == new.on).filter_map(said);
    let earlier: Vec<Fields> = earlier
        .filter(|fields| of(fields, "by") == by("by") && of(fields, "evidence").is_some())
        .collect();
    let Some(file) =
        earlier.iter().find_map(|fields| of(fields, "evidence")).map(|file| words(&file))
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (column, keys) in COLUMNS {
        let was: Vec<Value> = keys
            .iter()
            .flat_map(|key| earlier.iter().filter_map(|fields| of(fields, key)))
            .collect();
        let is: Vec<Value> = keys
            .iter()
            .flat_map(|key| entries.iter().filter_map(|entry| field(entry, key).cloned()))
            .collect();
        let same = was.len() == is.len()
            && is.iter().all(|is| was.iter().any(|was| is_equal(Some(is), Some(was))));
        if same {
            continue;
        }
        let (at, is) = place(rows, column);
        let all: Vec<String> = was.iter().map(words).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let was = (!all.is_empty()).then(|| form::reasons(&all, lang));
        let (head, file) = (column.head(lang).to_owned(), file.clone());
        found.push((at, FormProblem::Taken { head, is, was, file }));
    }
    found
}

type Fields = [(&'static str, Option<Value>); 11];

fn of(fields: &Fields, key: &str) -> Option<Value> {
    fields.iter().find(|(own, _)| *own == key).and_then(|(_, value)| value.clone())
}

/// The cell of a column and its words; the row's first one where it says nothing.
fn place(rows: &[&FilledRow], column: FormColumn) -> (Address, Option<String>) {
    let cell = rows.iter().find_map(|row| row.cell(column));
    let words = cell.map(|cell| cell.value.text());
    let first = rows.first().map(|row| row.at.clone());
    let at = cell.map(|cell| cell.at.clone()).or(first);
    (at.unwrap_or(Address { sheet: None, row: 0, column: 0 }), words)
}

fn words(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Figures(figures) => {
            let each = figures.iter().map(|(id, done)| format!("{id} {done}"));
            each.collect::<Vec<String>>().join(", ")
        }
        Value::Texts(_) | Value::Date(_) | Value::Flag(_) | Value::Raw(_) => value.toml(),
    }
}
