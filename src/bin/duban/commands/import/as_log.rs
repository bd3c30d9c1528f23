//! `import --as-log`: the figures of progress tables as log entries, all or none.

mod entry;
mod forms;
mod refused;

use super::arguments::ImportArgs;
use crate::arguments::WriteFormat;
use crate::changes::{Before, Edit, FileEdit};
use crate::commands::accept;
use crate::commands::against;
use crate::edge::output::{self, Drawn};
use crate::outcome::{Exit, Outcome};
use crate::period::PeriodView;
use crate::refusal::Refusal;
use crate::replies::Wanted;
use crate::resolve;
use crate::when;
use crate::writing::{Change, Writing};
use crate::written::{self, Asked};
use duban::account::{AgainstRow, Filter, WorkedRow};
use duban::edit::add_entry;
use duban::page::Page;
use duban::page::refusals::notes::Note;
use duban::page::statements::against as page_of;
use duban::render::{self, Canvas};
use duban::store::Judgement;
use entry::{Entries, New};

/// Writes an entry for every row of the files that the log does not have yet.
pub(crate) fn run(writing: &Writing<'_>, args: &ImportArgs) -> Result<Exit, Outcome> {
    let writing = Writing { by_options: false, ..*writing };
    let mut import = Import { writing: &writing, args, read: None, figures: Vec::new(), there: 0 };
    writing.write_along_agreed(&mut import)
}

/// One run, with what it has read.
struct Import<'a> {
    writing: &'a Writing<'a>,
    args: &'a ImportArgs,
    /// What was read, in words.
    read: Option<Page>,
    /// How the figures came out.
    figures: Vec<WorkedRow>,
    /// The entries that the log has already.
    there: usize,
}

impl Change for Import<'_> {
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        let (figures, basis) = (&self.args.figures, before.basis());
        let period = figures.period.as_deref();
        let view =
            PeriodView::of(self.writing.context, basis, before.loaded, period, before.as_of)?;
        let files = Wanted { files: &self.args.files, sheets: &self.args.sheet };
        let mut read = against::read(&view, &files)?;
        let forms = std::mem::take(&mut read.forms);
        read.replies.retain(|reply| forms.iter().all(|(file, _)| *file != reply.file));
        let has_tables = !read.replies.is_empty() || forms.is_empty();
        let filter = filter(before, self.args)?;
        let departments = filter.departments.iter();
        let departments = departments.map(|id| before.book.department(*id).id.clone());
        let departments: Vec<String> = departments.collect();
        let against = against::compare(&view, read, &filter);
        let account = &view.session.account;
        let rows = refused::rows(before, account, &against, figures.correction.is_some())?;
        accept::senders(&view, &against, &rows, !figures.dept.is_empty())?;
        when::not_closed(before, view.session.account.as_of)?;
        let entries = Entries { view: &view, before, against: &against, args: self.args };
        let mut found = entries.of_rows(&rows)?;
        forms::join(&mut found, forms::entries(&view, before, &forms, &departments)?, before)?;
        let new = found.iter().flat_map(|new| new.entries.iter().map(|entry| (new.id, entry)));
        before.not_far_beyond(new.map(|(id, entry)| (before.book.task(id), entry)))?;
        let shown: Vec<&AgainstRow> = rows.iter().map(|(_, row)| *row).collect();
        let page = page_of::imported(account, &against, (&shown, view.period), before.lang);
        self.read = has_tables.then_some(page);
        self.figures = shown.iter().flat_map(|row| row.figures(account.book)).collect();
        self.there = found.iter().map(|new| new.there).sum();
        Ok(found.iter().filter_map(|new| edit(before, new)).collect())
    }

    fn difference(&self) -> String {
        self.say_there();
        let canvas = Canvas { colour: false, ..self.writing.context.settings.out };
        let page = self.read.as_ref();
        page.map_or_else(String::new, |page| render::terminal(page, canvas) + "\n")
    }

    fn tell(
        &self,
        writing: &Writing<'_>,
        before: &Before<'_>,
        judgement: &Judgement,
        changes: &[FileEdit],
    ) -> Result<Exit, Outcome> {
        self.say_there();
        if changes.is_empty() {
            return written::nothing(before.lang);
        }
        if let (Some(page), WriteFormat::Table) = (&self.read, writing.args.format) {
            let text = render::terminal(page, before.settings.out);
            output::print(&Drawn(text), None).map_err(anyhow::Error::from)?;
        }
        let Writing { command, lists, args, .. } = *writing;
        let asked =
            Asked { command, lists, format: args.format, figures: Some(&self.figures), read: None };
        written::answer(&asked, before, judgement, changes)?;
        Ok(Exit::Done)
    }
}

impl Import<'_> {
    fn say_there(&self) {
        if self.there > 0 {
            let note = Note::AlreadyThere { count: self.there };
            output::say(&note.words(self.writing.lang()));
        }
    }
}

/// The departments that are meant.
fn filter(before: &Before<'_>, args: &ImportArgs) -> Result<Filter, Refusal> {
    let departments = args.figures.dept.iter();
    let departments = departments.map(|name| resolve::department(before.book, name, before.lang));
    Ok(Filter { departments: departments.collect::<Result<_, Refusal>>()?, ..Filter::default() })
}

/// A task's block with its new entries.
fn edit(before: &Before<'_>, new: &New) -> Option<Edit> {
    let block = before.block(before.book.task(new.id)).to_owned();
    let text = new.entries.iter().fold(block, |text, entry| add_entry(&text, entry));
    (!new.entries.is_empty()).then_some(Edit::Block(new.id, text))
}
