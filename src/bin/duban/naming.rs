//! Which task a name means. For reading a unique piece will do; for a write only the whole id or the whole title, or a yes.

use crate::changes::{AnyTask, Before};
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use crate::session::snippets;
use duban::blocks;
use duban::diagnostic::{Diagnostic, Finding, nearest};
use duban::ledger::{Book, Locale, TaskId, UnreadTask, folded};
use duban::page::refusals::names::{NameOf, NameRefused, TaskMeant};
use duban::page::refusals::tasks::TaskRefused;
use duban::source::{Place, Sources};

/// A task to be read: by its id or its title, or a piece of them that no other task has.
pub(crate) fn task(book: &Book<'_>, name: &str, lang: Locale) -> Result<TaskId, Refusal> {
    if let Some(id) = by_id(book, name) {
        return Ok(id);
    }
    if is_unread(book, name) {
        let id = name.to_owned();
        return Err(TaskRefused::NotRead { id }.refusal(lang));
    }
    let mut found = by_title(book, name);
    if found.is_empty() {
        found = Candidates::of(book, name, |text| text.contains(name));
    }
    match (found.tasks.as_slice(), found.unread.as_slice()) {
        ([only], []) => Ok(*only),
        ([], [only]) => {
            let id = only.id.clone();
            Err(TaskRefused::NotRead { id }.refusal(lang))
        }
        _ => Err(found.refusal(book, name, lang)),
    }
}

/// A task to be written to: of the ledger itself, named as a whole, the only one of its id, and without errors.
pub(crate) fn own_task(before: &Before<'_>, name: &str) -> Result<TaskId, Outcome> {
    let id = whole(before, name)?;
    let task = before.book.task(id);
    only_one(before, &task.id)?;
    let ledger = before.book.ledger_of(task);
    if ledger.prefix.is_empty() {
        return Ok(id);
    }
    let folder = before.loaded.folders.get(usize::from(task.ledger)).cloned().unwrap_or_default();
    let there = task.id.strip_prefix(&ledger.prefix).unwrap_or(&task.id).to_owned();
    let (id, ledger) = (task.id.to_string(), ledger.title.clone());
    let refused = TaskRefused::Included { id, ledger, folder, there };
    Err(refused.refusal(before.lang).into())
}

/// The task of a whole id or a whole title, or one that was agreed to.
fn whole(before: &Before<'_>, name: &str) -> Result<TaskId, Outcome> {
    let (book, lang) = (before.book, before.lang);
    let agreed = before.context.agreed(name);
    let name = agreed.as_deref().unwrap_or(name);
    if let Some(id) = by_id(book, name) {
        return Ok(id);
    }
    if is_unread(book, name) {
        return Err(has_errors(before, name));
    }
    let found = by_title(book, name);
    if let [only] = found.tasks.as_slice() {
        return Ok(*only);
    }
    if !found.is_empty() {
        return Err(found.refusal(book, name, lang).into());
    }
    let same = folded(name);
    let found = Candidates::of(book, name, |text| text.contains(name) || folded(text) == same);
    match (found.tasks.as_slice(), found.unread.as_slice()) {
        ([only], []) => {
            let task = book.task(*only);
            let (id, title) = (task.id.to_string(), task.title.to_string());
            let meant = TaskMeant { name: name.to_owned(), id, title };
            let refusal = meant.refusal(lang);
            Err(Outcome::Meant(Box::new(meant), refusal))
        }
        _ => Err(found.refusal(book, name, lang).into()),
    }
}

/// Refuses an id that stands twice, with both places.
fn only_one(before: &Before<'_>, id: &str) -> Result<(), Outcome> {
    if !is_unread(before.book, id) {
        return Ok(());
    }
    let twice = Finding::DuplicateId { id: id.to_owned() };
    let found: Vec<_> =
        before.found.iter().filter(|diagnostic| diagnostic.finding == twice).cloned().collect();
    let shown = snippets(&found, &before.loaded.sources, before.lang, before.settings.err);
    let id = id.to_owned();
    Err(Outcome::NotWritten(TaskRefused::Twice { id }.refusal(before.lang).after(shown)))
}

/// A task that cannot be written to before it is mended, with what is wrong.
fn has_errors(before: &Before<'_>, id: &str) -> Outcome {
    let unread: Vec<&UnreadTask> = before.book.unread.iter().filter(|task| task.id == id).collect();
    let sources = &before.loaded.sources;
    let inside = |place: Place| {
        unread.iter().any(|task| {
            let block = block_at(sources, task.place);
            task.place.file == place.file && block.contains(&(place.span.start as usize))
        })
    };
    let at = |fits: &dyn Fn(Place) -> bool| -> Vec<Diagnostic> {
        before.found.iter().filter(|diagnostic| fits(diagnostic.place)).cloned().collect()
    };
    let mut found = at(&inside);
    if found.is_empty() {
        // What a file states for all its tasks stands above them.
        found = at(&|place| unread.iter().any(|task| task.place.file == place.file));
    }
    let shown = snippets(&found, sources, before.lang, before.settings.err);
    let id = id.to_owned();
    Outcome::NotWritten(TaskRefused::HasErrors { id }.refusal(before.lang).after(shown))
}

/// The block that holds a place.
fn block_at(sources: &Sources, place: Place) -> std::ops::Range<usize> {
    let text = &sources.file(place.file).text;
    let blocks = blocks::cut(text).tasks.into_iter();
    let mut around = blocks.filter(|block| block.contains(&(place.span.start as usize)));
    around.next().unwrap_or_default()
}

impl<'b> Before<'b> {
    /// The block of a task named as a whole, also of one with errors.
    pub(crate) fn any_task(&self, name: &str) -> Result<AnyTask<'b>, Outcome> {
        let agreed = self.context.agreed(name);
        let name = agreed.as_deref().unwrap_or(name);
        let unread = &self.book.unread;
        let mut broken = unread.iter().filter(|task| task.id == name);
        if by_id(self.book, name).is_none()
            && let (Some(task), None) = (broken.next(), broken.next())
        {
            let at = block_at(&self.loaded.sources, task.place);
            let file = task.place.file;
            let text = self.loaded.sources.file(file).text.as_str();
            let block = text.get(at.clone()).unwrap_or("");
            return Ok(AnyTask { id: name.to_owned(), file, at, block });
        }
        let task = self.book.task(own_task(self, name)?);
        Ok(AnyTask {
            id: task.id.to_string(),
            file: task.file,
            at: task.block.range(),
            block: self.block(task),
        })
    }
}

fn number(at: usize) -> TaskId {
    TaskId(u32::try_from(at).unwrap_or(u32::MAX))
}

fn by_id(book: &Book<'_>, name: &str) -> Option<TaskId> {
    book.tasks.iter().position(|task| task.id == name).map(number)
}

fn by_title<'b>(book: &'b Book<'_>, name: &str) -> Candidates<'b> {
    let mut found = Candidates::of(book, name, |text| text == name);
    found.unread.clear();
    found
}

fn is_unread(book: &Book<'_>, id: &str) -> bool {
    book.unread.iter().any(|task| task.id == id)
}

/// The tasks that a name may mean, those with errors too.
struct Candidates<'b> {
    tasks: Vec<TaskId>,
    unread: Vec<&'b UnreadTask>,
}

impl<'b> Candidates<'b> {
    /// Those whose id or title fits. A blank name fits none.
    fn of(book: &'b Book<'_>, name: &str, fits: impl Fn(&str) -> bool) -> Self {
        if name.trim().is_empty() {
            return Self { tasks: Vec::new(), unread: Vec::new() };
        }
        let numbered = book.tasks.iter().enumerate();
        let tasks = numbered.filter(|(_, task)| fits(&task.id) || fits(&task.title));
        Self {
            tasks: tasks.map(|(at, _)| number(at)).collect(),
            unread: book.unread.iter().filter(|task| fits(&task.id)).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.tasks.is_empty() && self.unread.is_empty()
    }

    /// The name is unknown, or may be several tasks.
    fn refusal(&self, book: &Book<'_>, name: &str, lang: Locale) -> Refusal {
        if self.is_empty() {
            let near = nearest(name, book.tasks.iter().map(|task| task.id.as_ref()));
            return NameRefused::unknown(NameOf::Task, name, near, &[]).refusal(lang);
        }
        let tasks = self.tasks.iter().map(|id| {
            let task = book.task(*id);
            (task.id.to_string(), task.title.to_string())
        });
        let unread = self.unread.iter().map(|task| (task.id.clone(), String::new()));
        let tasks = tasks.chain(unread).collect();
        NameRefused::SeveralTasks { name: name.to_owned(), tasks }.refusal(lang)
    }
}
