//! `reconcile`: the statement of a period: by groups, as a department's bill, or one of its counts as a list.

pub(crate) mod arguments;

use super::{accept, against};
use crate::arguments::OutputFormat;
use crate::context::Context;
use crate::outcome::{Exit, Outcome};
use crate::period::PeriodView;
use crate::refusal::Refusal;
use crate::resolve::{self, named};
use arguments::ReconcileArgs;
use chrono::NaiveDate;
use duban::account::{
    BillRow, By, Filter, Grouping, Listed, ListedItem, Statement, StatementLine, StatementSums,
    TaskRow,
};
use duban::ledger::{DepartmentId, Locale};
use duban::page::refusals::names::NameOf;
use duban::page::statements::{bill, opened, statement};
use duban::page::{Page, reason, words};
use duban::render::{Format, Named};
use serde::Serialize;

/// Answers with the statement of a period, compares it with the other side's figures, or accepts these.
pub(crate) fn run(context: &Context, args: &ReconcileArgs) -> Result<Exit, Outcome> {
    if !args.against.accept.is_empty() {
        let write = args.against.write(args.output.format);
        return accept::run(&context.writing(&write, "reconcile", true)?, args);
    }
    let view = context.period_view(args.period.as_deref())?;
    if args.against.files.is_empty() { answer(view, args) } else { against::run(view, args) }
}

/// Answers with the statement, the bill or the list.
fn answer(view: &PeriodView<'_>, args: &ReconcileArgs) -> Result<Exit, Outcome> {
    let session = &view.session;
    let (account, lang) = (&session.account, session.lang);
    let filter = resolve::filter(account, &args.filter, lang)?;
    let by = grouping(args.by.as_deref(), lang)?;
    let listed = args.list.as_deref();
    let listed = listed.map(|name| counted(name, lang)).transpose()?;
    let mut statement = Statement::of(view.period, account, &view.before, &filter);
    statement.closed = view.closed;
    let cells = Grouping { by: by.unwrap_or(By::Area), filter: &filter };
    if let Some(listed) = listed {
        return list(view, &statement, listed, &cells, args);
    }
    let sums = statement.sums(&cells);
    let department = only_department(&filter).filter(|_| by.is_none());
    let rows = || {
        let totals = BillTotals {
            sums: totals(view, &sums.totals),
            items: department.map(|department| items(&statement, department, lang)),
        };
        (sums.rows.clone(), totals)
    };
    if let (Some(department), OutputFormat::Shared(Format::Csv | Format::Ndjson)) =
        (department, args.output.format)
    {
        // A bill's rows are its tasks; JSON has room for both.
        let rows = || (items(&statement, department, lang), ());
        session.answer("reconcile", rows, Page::default, &args.output)?;
        return Ok(Exit::Done);
    }
    let page = || match department {
        Some(department) => bill::page(&statement, &sums, department, lang),
        None => statement::page(&statement, &sums, &cells, lang),
    };
    session.answer("reconcile", rows, page, &args.output)?;
    Ok(Exit::Done)
}

fn grouping(by: Option<&str>, lang: Locale) -> Result<Option<By>, Refusal> {
    // What comes in and goes out must balance, so each task falls into one group.
    let known: Vec<(&str, By)> = By::ALL.into_iter().filter(|(_, by)| by.partitions()).collect();
    by.map(|by| named(NameOf::Grouping, by, &known, lang)).transpose()
}

/// A count by its name in JSON (`-` or `_`), or by its word.
fn counted(name: &str, lang: Locale) -> Result<Listed, Refusal> {
    let spelled = name.replace('-', "_");
    resolve::worded(NameOf::Count, &spelled, &Listed::ALL, words::listed, lang).map_err(|refusal| {
        match refusal.help {
            Some(_) => refusal,
            None => {
                let all = Listed::ALL.map(|(name, _)| name.replace('_', "-"));
                refusal.with(Some(all.join(", ")))
            }
        }
    })
}

/// The department, where the filter asks for one and for nothing else: then the answer is its bill.
fn only_department(filter: &Filter) -> Option<DepartmentId> {
    let [only] = filter.departments.as_slice() else {
        return None;
    };
    let alone = Filter { departments: vec![*only], ..Filter::default() };
    (*filter == alone).then_some(*only)
}

/// The tasks on a bill, as rows for machines.
fn items(statement: &Statement<'_, '_>, department: DepartmentId, lang: Locale) -> Vec<BillRow> {
    let account = statement.account;
    let bill = statement.bill(department).into_iter();
    let share =
        |line: &StatementLine<'_, '_>, share| account.is_assessed(line.figures).then_some(share);
    bill.map(|(part, line)| BillRow {
        part,
        outcome: line.outcome,
        planned_increment: share(line, line.planned_gain()),
        actual_increment: share(line, line.actual_gain()),
        done_increment: line.gained(),
        task: account.row(line.figures, reason::reason(account, line.figures, lang)),
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

pub(super) fn totals<T>(view: &PeriodView<'_>, sums: T) -> PeriodTotals<T> {
    PeriodTotals {
        sums,
        period: view.period.to_string(),
        first: view.period.first,
        last: view.period.last,
        closed: view.closed,
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

/// One thing counted, as a row for machines: its day and text, then its task.
#[derive(Serialize)]
struct ItemRow {
    count: &'static str,
    on: Option<NaiveDate>,
    text: Option<String>,
    #[serde(flatten)]
    task: TaskRow,
}

fn list(
    view: &PeriodView<'_>,
    statement: &Statement<'_, '_>,
    listed: Listed,
    cells: &Grouping<'_>,
    args: &ReconcileArgs,
) -> Result<Exit, Outcome> {
    let session = &view.session;
    let (account, lang) = (&session.account, session.lang);
    let items: Vec<ListedItem<'_, '_>> = statement.list(listed, cells);
    let rows = || {
        let row = |item: &ListedItem<'_, '_>| ItemRow {
            count: listed.name(),
            on: item.on,
            text: opened::text(account, item, lang),
            task: account.row(item.figures, reason::reason(account, item.figures, lang)),
        };
        let rows: Vec<ItemRow> = items.iter().map(row).collect();
        let totals = totals(view, Named::of([(listed.name(), rows.len())]));
        (rows, totals)
    };
    let page = || opened::page(statement, listed, &items, cells.filter, lang);
    session.answer("reconcile", rows, page, &args.output)?;
    Ok(Exit::Done)
}
