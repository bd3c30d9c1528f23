//! `reconcile`: the statement of a period, by groups, as a department's bill, or one of its counts as a list.

pub(crate) mod arguments;

use super::{accept, against};
use crate::context::Context;
use crate::outcome::{Exit, Outcome};
use crate::period::Stretch;
use crate::refusal::Refusal;
use crate::resolve::{self, named};
use arguments::ReconcileArgs;
use chrono::NaiveDate;
use duban::account::{BillRow, By, Cells, Filter, Item, Listed, Statement, StatementSums, TaskRow};
use duban::ledger::{DepartmentId, Locale};
use duban::page::statements::{bill, opened, statement};
use duban::page::{Page, reason, words};
use duban::render::{Format, Named};
use duban_words::words;
use serde::Serialize;

/// Answers for a period, sets the other side's book against it, or takes figures over from there.
pub(crate) fn run(context: &Context, args: &ReconcileArgs) -> Result<Exit, Outcome> {
    if !args.against.accept.is_empty() {
        let write = args.against.write(args.output.format);
        return accept::run(&context.writing(&write, "reconcile", true)?, args);
    }
    let stretch = context.stretch(args.period.as_deref())?;
    if args.against.files.is_empty() {
        answer(stretch, args)
    } else {
        against::run(stretch, args)
    }
}

/// Answers with the statement, the bill or the list.
fn answer(stretch: &Stretch<'_>, args: &ReconcileArgs) -> Result<Exit, Outcome> {
    let session = &stretch.session;
    let (account, lang) = (&session.account, session.lang);
    let filter = resolve::filter(account, &args.filter, lang)?;
    let by = grouping(args.by.as_deref(), lang)?;
    let listed = args.list.as_deref();
    let listed = listed.map(|name| counted(name, lang)).transpose()?;
    let mut made = Statement::of(stretch.period, account, &stretch.before, &filter);
    made.closed = stretch.closed;
    let cells = Cells {
        by: by.unwrap_or(By::Area),
        filter: &filter,
    };
    if let Some(listed) = listed {
        return list(stretch, &made, listed, &cells, args);
    }
    let sums = made.sums(&cells);
    let department = only_department(&filter).filter(|_| by.is_none());
    let rows = || {
        let totals = BillTotals {
            sums: totals(stretch, &sums.totals),
            items: department.map(|own| items(&made, own, lang)),
        };
        (sums.rows.clone(), totals)
    };
    if let (Some(department), Format::Csv | Format::Ndjson) = (department, args.output.format) {
        // A bill's rows are its tasks; JSON has room for both.
        let rows = || (items(&made, department, lang), ());
        session.answer("reconcile", rows, Page::default, &args.output)?;
        return Ok(Exit::Done);
    }
    let page = || match department {
        Some(department) => bill::page(&made, &sums, department, lang),
        None => statement::page(&made, &sums, &cells, lang),
    };
    session.answer("reconcile", rows, page, &args.output)?;
    Ok(Exit::Done)
}

fn grouping(by: Option<&str>, lang: Locale) -> Result<Option<By>, Refusal> {
    by.map(|by| named(words!("分组", "grouping"), by, &By::ALL, lang))
        .transpose()
}

/// A count by its name in JSON, with either stroke, or by its word.
fn counted(name: &str, lang: Locale) -> Result<Listed, Refusal> {
    let spelled = name.replace('-', "_");
    resolve::worded(
        words!("账目", "count"),
        &spelled,
        &Listed::ALL,
        words::listed,
        lang,
    )
    .map_err(|refusal| match refusal.help {
        Some(_) => refusal,
        None => {
            let all = Listed::ALL.map(|(name, _)| name.replace('_', "-"));
            refusal.with(Some(all.join(", ")))
        }
    })
}

/// The department whose bill is asked for: one, and nothing else.
fn only_department(filter: &Filter) -> Option<DepartmentId> {
    let [only] = filter.departments.as_slice() else {
        return None;
    };
    let alone = Filter {
        departments: vec![*only],
        ..Filter::default()
    };
    (*filter == alone).then_some(*only)
}

/// The tasks on a bill, as the machine reads them.
fn items(made: &Statement<'_, '_>, department: DepartmentId, lang: Locale) -> Vec<BillRow> {
    let account = made.account;
    let bill = made.bill(department).into_iter();
    bill.map(|(part, line)| BillRow {
        part,
        outcome: line.outcome,
        task: account.row(line.own, reason::reason(account, line.own, lang)),
    })
    .collect()
}

/// The totals of an answer over a period, with its days.
#[derive(Serialize)]
pub(super) struct PeriodTotals<T> {
    #[serde(flatten)]
    sums: T,
    period: String,
    first: NaiveDate,
    last: NaiveDate,
    closed: bool,
}

pub(super) fn totals<T>(stretch: &Stretch<'_>, sums: T) -> PeriodTotals<T> {
    PeriodTotals {
        sums,
        period: stretch.period.to_string(),
        first: stretch.period.first,
        last: stretch.period.last,
        closed: stretch.closed,
    }
}

#[derive(Serialize)]
struct BillTotals<'a> {
    #[serde(flatten)]
    sums: PeriodTotals<&'a StatementSums>,
    /// Of a bill only.
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Vec<BillRow>>,
}

/// One thing counted, as the machine reads it: what is special of it, then its task.
#[derive(Serialize)]
struct ItemRow {
    count: &'static str,
    on: Option<NaiveDate>,
    text: Option<String>,
    #[serde(flatten)]
    task: TaskRow,
}

fn list(
    stretch: &Stretch<'_>,
    made: &Statement<'_, '_>,
    listed: Listed,
    cells: &Cells<'_>,
    args: &ReconcileArgs,
) -> Result<Exit, Outcome> {
    let session = &stretch.session;
    let (account, lang) = (&session.account, session.lang);
    let items: Vec<Item<'_, '_>> = made.list(listed, cells);
    let rows = || {
        let row = |item: &Item<'_, '_>| ItemRow {
            count: listed.name(),
            on: item.on,
            text: opened::text(account, item, lang),
            task: account.row(item.own, reason::reason(account, item.own, lang)),
        };
        let rows: Vec<ItemRow> = items.iter().map(row).collect();
        let totals = totals(stretch, Named::of([(listed.name(), rows.len())]));
        (rows, totals)
    };
    let page = || opened::page(made, listed, &items, cells.filter, lang);
    session.answer("reconcile", rows, page, &args.output)?;
    Ok(Exit::Done)
}
