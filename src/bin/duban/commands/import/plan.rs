//! `import` of a plan: new rows become tasks, rows of tasks that the ledger has are held against what was promised.

mod edits;
mod renewed;
pub(crate) mod unknown;

use super::arguments::ImportArgs;
use crate::changes::{Before, Edit, FileEdit};
use crate::edge::output::{self, Drawn};
use crate::outcome::{Exit, Outcome};
use crate::plan_table::{PlanFile, report};
use crate::writing::{Change, Writing};
use crate::written;
use chrono::Datelike;
use duban::edit::{NewTask, Value};
use duban::exchange::{self, Known, Proposals, known_tasks};
use duban::ledger::{CAME_FROM, Locale, TO_CHECK, TaskId, Term};
use duban::page::Page;
use duban::page::entries::imported;
use duban::page::refusals::importing::ImportRefused;
use duban::render;
use duban::store::Judgement;

/// Takes the table in: all or nothing.
pub(crate) fn run(writing: &Writing<'_>, args: &ImportArgs) -> Result<Exit, Outcome> {
    let lang = writing.lang();
    let [path] = args.files.as_slice() else {
        return Err(ImportRefused::OneFile.refusal(lang).into());
    };
    let file = PlanFile::read(path, &args.sheet, args.plan.map.as_deref(), lang)?;
    if let Some(path) = &args.plan.save_map {
        file.save_map(path, lang)?;
    }
    let writing = Writing { by_options: false, lists: false, ..*writing };
    writing.write_along(&mut Import { args, file, page: Page::default(), lang })
}

/// The change that a table asks for.
struct Import<'a> {
    args: &'a ImportArgs,
    file: PlanFile,
    /// What was read and what becomes of it.
    page: Page,
    lang: Locale,
}

/// What a table proposes for a ledger, and which of its rows the ledger has.
struct Proposed {
    proposals: Proposals,
    known: Vec<Option<TaskId>>,
}

impl Import<'_> {
    fn proposed(&self, before: &Before<'_>) -> Result<Proposed, Outcome> {
        let usual = Term::year(before.as_of.year());
        let term = before.book.first_ledger().map_or(usual, |ledger| ledger.term);
        let mut known = Known::of(before.book);
        known.area = self.args.plan.into.as_ref().and_then(|path| edits::area_of(before, path));
        let proposals = exchange::proposed(&self.file.table, &known, term);
        unknown::refuse(before, &self.file, &proposals)?;
        let known = known_tasks(&proposals, before.book).map_err(|rows| {
            let rows = rows.into_iter().filter_map(|at| proposals.tasks.get(at));
            let rows = rows.map(|task| (task.at.to_string(), edits::title(task)));
            let file = self.file.name.clone();
            let refused = ImportRefused::Unclear { file, rows: rows.collect() };
            Outcome::NotWritten(refused.refusal(before.lang))
        })?;
        Ok(Proposed { proposals, known })
    }
}

impl Change for Import<'_> {
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        self.lang = before.lang;
        let proposed = self.proposed(before)?;
        let mut renewed = renewed::of(before, &proposed, &self.file.name);
        renewed.accept(before, &self.args.plan, &self.file.name)?;
        let new = edits::new_tasks(before, &proposed, &self.file.name);
        let edits = edits::edits(before, self.args.plan.into.as_deref(), &new, &renewed)?;
        let mut read = report(&self.file, &proposed.proposals, &proposed.known);
        read.whole = self.args.write.dry_run;
        read.renewed = renewed.words(before.as_of);
        self.page = imported::page(&read, before.lang);
        Ok(edits)
    }

    fn difference(&self) -> String {
        // A dry run goes the way of every other write: this stands above its difference.
        render::plain(&self.page) + "\n"
    }

    fn tell(
        &self,
        writing: &Writing<'_>,
        before: &Before<'_>,
        judgement: &Judgement,
        changes: &[FileEdit],
    ) -> Result<Exit, Outcome> {
        let page = render::terminal(&self.page, before.settings.out);
        output::print(&Drawn(page + "\n"), None).map_err(anyhow::Error::from)?;
        if changes.is_empty() {
            return written::nothing(before.lang);
        }
        writing.answer(before, judgement, changes)?;
        Ok(Exit::Done)
    }
}

/// A proposed task as it is written: what was read out of words is marked, and where it came from.
pub(crate) fn marked(task: &exchange::ProposedTask, file: &str) -> NewTask {
    let mut fields = task.fields.clone();
    let checks: Vec<String> = task.keys_to_check().into_iter().map(str::to_owned).collect();
    fields.extend((!checks.is_empty()).then(|| (TO_CHECK.to_owned(), Value::Texts(checks))));
    fields.push((CAME_FROM.to_owned(), Value::Text(file.to_owned())));
    NewTask { fields, plan: task.plan.clone() }
}
