//! `import --as-log`: the figures of progress tables as log entries, all or none.

mod entry;

use super::arguments::ImportArgs;
use crate::changes::{Before, Edit};
use crate::commands::accept;
use crate::commands::against::set;
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::period::PeriodView;
use crate::refusal::{self, Refusal};
use crate::replies::Wanted;
use crate::resolve;
use crate::when;
use crate::writing::Writing;
use duban::account::{Against, AgainstRow, Compared, Filter};
use duban::edit::add_entry;
use duban::ledger::TaskId;
use duban::page::refusals::entries::EntryRefused;
use duban::page::refusals::notes::Note;
use duban::page::statements::against;
use duban::render;
use entry::Entries;

/// Writes an entry for every row of the files that the log does not have yet.
pub(crate) fn run(writing: &Writing<'_>, args: &ImportArgs) -> Result<Exit, Outcome> {
    let writing = Writing { by_options: false, ..*writing };
    writing.write_agreed(&mut |before: &Before<'_>| {
        let (period, basis) = (args.figures.period.as_deref(), before.basis());
        let view = PeriodView::of(writing.context, basis, before.loaded, period, before.as_of)?;
        let filter = filter(before, args)?;
        let files = Wanted { files: &args.files, sheets: &args.sheet };
        let against = set(&view, &files, &filter)?;
        let rows = rows(before, &against)?;
        accept::senders(&view, &against, &rows, !args.figures.dept.is_empty())?;
        when::not_closed(before, view.session.account.as_of)?;
        let entries = Entries { view: &view, before, against: &against, args };
        let found = rows.iter().map(|(id, row)| entries.of_row(*id, row));
        let found: Vec<_> = found.collect::<Result<_, Outcome>>()?;
        let there = found.iter().map(|new| new.there).sum();
        if there > 0 {
            output::say(&Note::AlreadyThere { count: there }.words(before.lang));
        }
        let new = found.iter().flat_map(|new| new.entries.iter().map(|entry| (new.id, entry)));
        before.not_far_beyond(new.map(|(id, entry)| (before.book.task(id), entry)))?;
        let edits = found.iter().filter(|new| !new.entries.is_empty()).map(|new| {
            let block = before.block(before.book.task(new.id)).to_owned();
            Edit::Block(new.id, new.entries.iter().fold(block, |text, own| add_entry(&text, own)))
        });
        Ok(edits.collect())
    })
}

/// The departments that are meant.
fn filter(before: &Before<'_>, args: &ImportArgs) -> Result<Filter, Refusal> {
    let departments = args.figures.dept.iter();
    let departments = departments.map(|name| resolve::department(before.book, name, before.lang));
    Ok(Filter { departments: departments.collect::<Result<_, Refusal>>()?, ..Filter::default() })
}

/// The rows that say something of a task. All that cannot be taken in are named at once.
fn rows<'a>(
    before: &Before<'_>,
    against: &'a Against,
) -> Result<Vec<(TaskId, &'a AgainstRow)>, Outcome> {
    let lang = before.lang;
    let (mut rows, mut wrong, mut refusals) = (Vec::new(), Vec::new(), Vec::new());
    for row in &against.rows {
        match (row.outcome, row.of) {
            (Compared::OnlyTheirs | Compared::Unreadable | Compared::Conflict, _) => {
                wrong.push(against::wrong(row, lang));
            }
            (Compared::Agrees | Compared::Differs | Compared::Empty, Some(id)) => {
                let task = resolve::own_task(before, &before.book.task(id).id);
                refusals.extend(task.err().and_then(|outcome| outcome.refusal(lang)));
                rows.push((id, row));
            }
            (Compared::Agrees | Compared::Differs | Compared::Empty, None)
            | (Compared::OnlyOurs | Compared::Skipped, _) => {}
        }
    }
    if !wrong.is_empty() {
        let shown = render::safe_lines(&(wrong.join("\n") + "\n")).into_owned();
        let refusal = EntryRefused::WrongRows.refusal(lang).after(shown);
        return Err(Outcome::NotWritten(refusal));
    }
    refusal::together(refusals, lang)?;
    Ok(rows)
}
