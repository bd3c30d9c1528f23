//! What a program over the library looks like: lists what is overdue, and notes it in the log of the first such task.
//!
//! `cargo run --example overdue -- FOLDER 2018-05-15`
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a program of its own")]

use duban::account::Matter;
use duban::check::Leave;
use duban::edit::{NewEntry, Value};
use duban::store::{Before, Edit, Error, Request, Store};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, day] = arguments.as_slice() else {
        return Err("usage: overdue FOLDER DAY".into());
    };
    let as_of = day.parse()?;
    let store = Store::find(Some(Path::new(folder)), Path::new("."))?;
    let ledger = store.open(|_| {})?;
    let book = ledger.book(Leave::Nothing)?;
    for overdue in book.figures(as_of).tasks_of(Matter::Overdue) {
        println!("{} {}", overdue.task.id, overdue.task.title);
    }
    let entry = NewEntry {
        on: as_of,
        fields: vec![("note", Value::Text("逾期,已电话催办".to_owned()))],
    };
    let mut plan = |before: &Before<'_>| -> Result<Vec<Edit>, Error> {
        let account = before.figures();
        let first = account.tasks_of(Matter::Overdue).next();
        let edit = first.map(|overdue| before.entry(overdue.id, &entry));
        Ok(edit.into_iter().collect())
    };
    let written = store.write(&Request::new("overdue", as_of), &mut plan)?;
    println!("{written:?}");
    Ok(())
}
