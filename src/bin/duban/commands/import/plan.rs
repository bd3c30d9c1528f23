//! `import` of a plan: new rows become tasks, rows of tasks that the ledger has are held against what was promised.

mod edits;
mod proposed;
mod read;
mod renewed;
mod said_before;
pub(crate) mod unknown;

use super::arguments::ImportArgs;
use crate::arguments::WriteFormat;
use crate::changes::{Before, Edit, FileEdit};
use crate::edge::output::{self, Drawn};
use crate::outcome::{Exit, Outcome};
use crate::plan_table::{PlanFile, report};
use crate::writing::{Change, Writing};
use crate::written::{self, Asked};
use chrono::Datelike;
use duban::account::PlanRead;
use duban::exchange::{self, Known, known_tasks};
use duban::ledger::Term;
use duban::page::entries::imported;
use duban::page::refusals::importing::ImportRefused;
use duban::render::{self, Canvas};
use duban::store::Judgement;
use proposed::Proposed;

pub(crate) use proposed::marked;

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
    let lists = args.write.format == WriteFormat::Json;
    let writing = Writing { by_options: false, lists, ..*writing };
    writing.write_along(&mut Import { args, file, told: String::new(), read: None })
}

/// The change that a table asks for.
struct Import<'a> {
    args: &'a ImportArgs,
    file: PlanFile,
    /// What was read and what becomes of it, as the terminal has room for it.
    told: String,
    /// The same for those who read JSON.
    read: Option<PlanRead>,
}

impl Import<'_> {
    fn proposed(&self, before: &Before<'_>) -> Result<Proposed, Outcome> {
        let usual = Term::year(before.as_of.year());
        let term = before.book.first_ledger().map_or(usual, |ledger| ledger.term);
        let mut known = Known::of(before.book);
        known.area = self.args.plan.into.as_ref().and_then(|path| edits::area_of(before, path));
        let proposals = exchange::proposed(&self.file.table, &known, term);
        unknown::refuse(before, &self.file, &proposals)?;
        let departments = known.departments;
        let known = known_tasks(&proposals, before.book).map_err(|rows| {
            let rows = rows.into_iter().filter_map(|at| proposals.tasks.get(at));
            let rows = rows.map(|task| (task.at.to_string(), edits::title(task)));
            let file = self.file.name.clone();
            let refused = ImportRefused::Unclear { file, rows: rows.collect() };
            Outcome::NotWritten(refused.refusal(before.lang))
        })?;
        Ok(Proposed { proposals, known, departments })
    }
}

impl Change for Import<'_> {
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        let proposed = self.proposed(before)?;
        let mut renewed = renewed::of(before, &proposed, &self.file.name);
        renewed.accept(before, &self.args.plan, &self.file.name)?;
        let new = edits::new_tasks(before, &proposed, &self.file.name);
        let edits = edits::edits(before, self.args.plan.into.as_deref(), &new, &renewed)?;
        let (known, departments) = (&proposed.known, &proposed.departments);
        let mut read = report(&self.file, &proposed.proposals, (known, departments));
        read.whole = self.args.write.dry_run;
        read.renewed = renewed.words(before.as_of);
        self.read = Some(read::body(&read));
        // Of a table that the ledger has as a whole nobody asks how its columns were taken.
        let is_asked = self.args.plan.map.is_some() || self.args.plan.save_map.is_some();
        if read.tasks.is_empty() && !is_asked {
            read.columns.clear();
        }
        let page = imported::page(&read, before.lang);
        // Above a difference that is to be read as text, nothing has a colour.
        let out = before.settings.out;
        let out = Canvas { colour: out.colour && !self.args.write.dry_run, ..out };
        self.told = render::terminal(&page, out) + "\n";
        Ok(edits)
    }

    fn difference(&self) -> String {
        self.told.clone()
    }

    fn tell(
        &self,
        writing: &Writing<'_>,
        before: &Before<'_>,
        judgement: &Judgement,
        changes: &[FileEdit],
    ) -> Result<Exit, Outcome> {
        if self.args.write.format == WriteFormat::Table {
            let told = Drawn(self.told.clone());
            output::print(&told, None).map_err(anyhow::Error::from)?;
        }
        let format = self.args.write.format;
        if changes.is_empty() && format == WriteFormat::Table {
            return written::nothing(before.lang);
        }
        let lists = format == WriteFormat::Json;
        let (command, read) = (writing.command, self.read.as_ref());
        let asked = Asked { command, lists, format, figures: None, read };
        written::answer(&asked, before, judgement, changes)?;
        Ok(Exit::Done)
    }
}
