//! What a program over the library looks like: lists what is overdue, and notes it in the log of the first such task.
//!
//! `cargo run --example overdue -- FOLDER 2018-05-15`
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program of its own"
)]

use chrono::NaiveDate;
use duban::account::Standing;
use duban::check::Leave;
use duban::edit::{NewEntry, Value, add_entry};
use duban::store::{Before, Edit, Error, Request, Store};
use std::path::Path;
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, day] = arguments.as_slice() else {
        return Err("usage: overdue FOLDER DAY".into());
    };
    let as_of: NaiveDate = day.parse()?;
    let store = Store::find(Some(Path::new(folder)), Path::new("."))?;
    let ledger = store.open(|_| {})?;
    let book = ledger.book(Leave::Nothing)?;
    let account = book.figures(as_of);
    let is_overdue = |standing| standing == Standing::Overdue;
    let overdue = || account.tasks.iter().filter(|own| is_overdue(own.standing));
    overdue().for_each(|own| println!("{} {}", own.task.id, own.task.title));
    let request = Request {
        command: "overdue",
        as_of,
        wait: Duration::from_secs(10),
        dry_run: false,
        state: None,
    };
    let mut plan = |before: &Before<'_>| -> Result<Vec<Edit>, Error> {
        let account = before.basis().figures(as_of);
        let mut tasks = account.tasks.iter();
        let first = tasks.find(|own| is_overdue(own.standing));
        let entry = NewEntry {
            on: as_of,
            fields: vec![("note", Value::Text("逾期,已电话催办".to_owned()))],
        };
        let edit = |task| add_entry(before.block(task), &entry);
        let edits = first.map(|own| Edit::Block(own.id, edit(own.task)));
        Ok(edits.into_iter().collect())
    };
    println!("{:?}", store.write(&request, &mut plan)?);
    Ok(())
}
