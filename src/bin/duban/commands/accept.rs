//! `reconcile --against … --accept`: writes the other side's figures into the log, each with its file as evidence.

use super::against::set;
use super::log::values::evidence;
use super::reconcile::arguments::ReconcileArgs;
use crate::changes::{Before, Edit};
use crate::outcome::{Exit, Outcome};
use crate::period::PeriodView;
use crate::refusal::{self, Refusal};
use crate::replies::Wanted;
use crate::resolve;
use crate::when::{self, Day};
use crate::writing::Writing;
use chrono::NaiveDate;
use duban::account::{self, Against, AgainstRow};
use duban::edit::{NewEntry, Value};
use duban::ledger::{DepartmentId, TaskId, folded};
use duban::page::refusals::entries::EntryRefused;
use duban::page::refusals::rows::RowRefused;
use std::collections::BTreeSet;
use std::path::Path;

/// Writes an entry for every row accepted, on the last day of the statement: all or none.
pub(crate) fn run(writing: &Writing<'_>, args: &ReconcileArgs) -> Result<Exit, Outcome> {
    writing.write(&mut |before: &Before<'_>| {
        let (period, basis) = (args.period.as_deref(), before.basis());
        let view = PeriodView::of(writing.context, basis, before.loaded, period, before.as_of)?;
        let filter = resolve::filter(&view.session.account, &args.filter, before.lang)?;
        let files = Wanted { files: &args.against.files, sheets: &[] };
        let against = set(&view, &files, &filter)?;
        let on = view.session.account.as_of;
        let chosen = chosen(before, &against, &args.against.accept)?;
        let asked = !args.filter.dept.is_empty();
        senders(&view, &against, &chosen, asked)?;
        when::not_closed(before, on)?;
        let edits = chosen.into_iter().map(|(id, row)| {
            let by = sender(&view, &against, row);
            let fields = fields(&view, before, (id, row, by), args, on)?;
            let (task, entry) = (before.book.task(id), NewEntry { on, fields });
            let again = args.against.again;
            Ok(Edit::Block(id, before.with_entry(task, before.block(task), &entry, again)?))
        });
        edits.collect()
    })
}

/// The rows asked for. All that cannot be accepted are named at once.
fn chosen<'a>(
    before: &Before<'_>,
    against: &'a Against,
    names: &[String],
) -> Result<Vec<(TaskId, &'a AgainstRow)>, Outcome> {
    let differing = against.of(account::Compared::Differs);
    let mut rows: Vec<(TaskId, &AgainstRow)> = Vec::new();
    let mut refusals: Vec<Refusal> = Vec::new();
    if names.iter().any(|name| name == "all") {
        rows.extend(differing.filter_map(|row| Some((row.of?, row))));
        for (id, _) in &rows {
            let task = resolve::own_task(before, &before.book.task(*id).id);
            refusals.extend(task.err().and_then(|outcome| outcome.refusal(before.lang)));
        }
    }
    for name in names.iter().filter(|name| *name != "all") {
        match resolve::own_task(before, name) {
            Err(outcome @ Outcome::NotWritten(_)) => return Err(outcome),
            Err(outcome @ Outcome::Meant(..)) if before.settings.can_ask => return Err(outcome),
            Err(outcome) => refusals.extend(outcome.refusal(before.lang)),
            Ok(id) if rows.iter().any(|(chosen, _)| *chosen == id) => {}
            Ok(id) => match against.rows.iter().find(|row| row.of == Some(id)) {
                Some(row) if row.outcome == account::Compared::Differs => rows.push((id, row)),
                other => {
                    let refused = EntryRefused::NotAcceptable {
                        id: name.clone(),
                        compared: other.map(|row| row.outcome),
                        cell: other.and_then(|row| row.cell.clone()),
                    };
                    refusals.push(refused.refusal(before.lang));
                }
            },
        }
    }
    refusal::together(refusals, before.lang)?;
    Ok(rows)
}

/// Refuses files whose rows belong to others than the department whose file it is, unless departments are asked for:
/// nobody's figure is written as another's.
pub(super) fn senders(
    view: &PeriodView<'_>,
    against: &Against,
    chosen: &[(TaskId, &AgainstRow)],
    asked: bool,
) -> Result<(), Refusal> {
    let book = view.session.account.book;
    let files: BTreeSet<&str> = chosen.iter().filter_map(|(_, row)| row.file.as_deref()).collect();
    let refused = files.into_iter().filter(|_| !asked).filter_map(|file| {
        let sender = against.senders.get(file);
        let others = against.rows.iter().filter(|row| row.file.as_deref() == Some(file));
        // A row that names its department itself is that one's.
        let others = others.filter(|row| named(row).is_none());
        let foreign = others.filter(|row| match (sender, row.of) {
            (Some(sender), Some(id)) => !reports(view, *sender, id),
            (None, of) => of.is_some(),
            (Some(_), None) => false,
        });
        let owners: BTreeSet<&str> = foreign.filter_map(|row| row.owner_name.as_deref()).collect();
        let several = if sender.is_some() { !owners.is_empty() } else { owners.len() > 1 };
        several.then(|| {
            let refused = RowRefused::OfOthers {
                file: file.to_owned(),
                sender: sender.map(|id| book.department(*id).name.clone()),
                owners: owners.into_iter().map(str::to_owned).collect(),
            };
            refused.refusal(view.session.lang)
        })
    });
    let refused: Vec<Refusal> = refused.collect();
    let of_others = chosen.iter().filter(|_| !asked).filter_map(|(id, row)| {
        let (at, unit, named) = row.named_unit.as_ref()?;
        let is_theirs = match named {
            Some(named) => reports(view, *named, *id),
            None => is_called_like(view, unit, *id),
        };
        if is_theirs {
            return None;
        }
        let refused = RowRefused::UnitOfAnother {
            file: row.file.clone().unwrap_or_default(),
            cell: at.to_string(),
            unit: unit.clone(),
            id: row.task.clone().unwrap_or_default(),
            owner: row.owner_name.clone().unwrap_or_default(),
        };
        Some(refused.refusal(view.session.lang))
    });
    let all = refused.into_iter().chain(of_others).collect();
    refusal::together(all, view.session.lang)
}

/// The department that a row names as its own.
fn named(row: &AgainstRow) -> Option<DepartmentId> {
    row.named_unit.as_ref().and_then(|(_, _, named)| *named)
}

/// Whether words that name no department of the book are a longer or shorter form of one that reports of a task.
fn is_called_like(view: &PeriodView<'_>, words: &str, id: TaskId) -> bool {
    let words = folded(words);
    let all = (0..).map(DepartmentId).zip(&view.session.account.book.departments);
    let mut names = all
        .filter(|(department, _)| reports(view, *department, id))
        .flat_map(|(_, department)| department.names())
        .map(folded);
    names.any(|name| words.contains(&name) || (words.chars().count() > 1 && name.contains(&words)))
}

/// Whether a department reports of a task: its owner, or one that goes along.
fn reports(view: &PeriodView<'_>, department: DepartmentId, id: TaskId) -> bool {
    let account = &view.session.account;
    let owner = account.figures(id).and_then(|figures| figures.state.owner);
    owner == Some(department) || account.book.task(id).with.contains(&department)
}

/// By whom a figure is reported: the department that its row names, that whose file it is, else the owner.
pub(super) fn sender(view: &PeriodView<'_>, against: &Against, row: &AgainstRow) -> Option<String> {
    let sender = row.file.as_ref().and_then(|file| against.senders.get(file));
    let sender = named(row).or(sender.copied());
    let sender = sender.map(|id| view.session.account.book.department(id).id.clone());
    sender.or_else(|| row.owner.clone())
}

fn fields(
    view: &PeriodView<'_>,
    before: &Before<'_>,
    (id, row, by): (TaskId, &AgainstRow, Option<String>),
    args: &ReconcileArgs,
    on: NaiveDate,
) -> Result<Vec<(&'static str, Value)>, Outcome> {
    let account = &view.session.account;
    let text = |value: &Option<String>| value.clone().map(Value::Text);
    let goes_back = row.theirs.is_some_and(|theirs| {
        let figures = account.figures(id);
        figures.is_some_and(|figures| figures.goes_back_to(theirs))
    });
    let why = text(&args.against.correction).filter(|_| goes_back);
    let late = Day::of_report(before, before.book.task(id), on).got;
    let fields = [
        ("done", row.theirs.map(Value::Number)),
        ("correction", why),
        ("note", text(&row.remark)),
        ("by", by.map(Value::Text)),
        ("got", late.map(Value::Date)),
        ("evidence", evidence(before, row.file.as_deref().map(Path::new))?),
    ];
    let given = fields.into_iter();
    Ok(given.filter_map(|(key, value)| Some((key, value?))).collect())
}
