//! `roll-over`: carries the open tasks over into the next year's ledger and marks each here: all of them or none.
//!
//! Two ledgers cannot be replaced in one rename. Both are locked and checked as a whole; then the new one is written, then
//! this one. After a run that was cut off in between, the next one finds the tasks there that are not marked here, and marks them.

pub(crate) mod arguments;

mod answer;
mod block;
mod choice;
mod file;
mod next;

use crate::arguments::WriteFormat;
use crate::changes::{Before, Edit, FileEdit};
use crate::edge::files;
use crate::edge::lock::Lock;
use crate::edge::output::{self, Drawn};
use crate::outcome::{Exit, Outcome};
use crate::writing::{Change, Writing};
use arguments::RollOverArgs;
use choice::{Order, choose};
use duban::edit::{NewEntry, Value, add_entry};
use duban::page::refusals::rolling::RollRefused;
use duban::page::refusals::writing::WriteFailed;
use duban::render;
use duban::store::Judgement;
use next::Next;
use std::path::{Path, PathBuf};

/// Carries the tasks over.
pub(crate) fn run(writing: &Writing<'_>, args: &RollOverArgs) -> Result<Exit, Outcome> {
    let config = config_of(&args.into);
    let there = Writing { config: &config, ..*writing };
    let lock = first_lock(writing, &there, args)?;
    let mut roll_over = RollOver { there: &there, args, lock, next: None, written: false };
    match writing.write_along(&mut roll_over) {
        Err(Outcome::Failed(error) | Outcome::Unreadable(error)) if roll_over.written => {
            let half = WriteFailed::HalfRolledOver.words(writing.lang());
            Err(Outcome::Failed(error.context(half)))
        }
        other => other,
    }
}

/// The lock of the next year's ledger, where it is to be taken first: whoever needs both locks begins with the folder that
/// sorts first.
fn first_lock(
    writing: &Writing<'_>,
    there: &Writing<'_>,
    args: &RollOverArgs,
) -> Result<Option<Lock>, Outcome> {
    let (to, from) = (files::whole(&there.folder()), files::whole(&writing.folder()));
    if to == from {
        let into = args.into.clone();
        return Err(RollRefused::SameFolder { into }.refusal(writing.lang()).into());
    }
    let first = to < from && files::exists(there.config);
    first.then(|| there.lock()).transpose()
}

fn config_of(into: &Path) -> PathBuf {
    if into.file_name().is_some_and(|name| name == "duban.toml") {
        into.to_path_buf()
    } else {
        into.join("duban.toml")
    }
}

/// One run, with what it has found out so far.
struct RollOver<'a> {
    /// The next year's ledger.
    there: &'a Writing<'a>,
    args: &'a RollOverArgs,
    lock: Option<Lock>,
    next: Option<Next>,
    /// Whether the next year's ledger is written.
    written: bool,
}

impl Change for RollOver<'_> {
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        choice::readable(before, &WriteFailed::ErrorsHere)?;
        let (from, to) = choice::terms(before, self.args)?;
        let on = choice::day(before, self.args, (from, to))?;
        let account = before.basis().figures(to.first);
        let chosen = choose(before, &account, self.args, from.last)?;
        if self.lock.is_none() && files::exists(self.there.config) {
            self.lock = Some(self.there.lock()?);
        }
        let order = Order { from, to, on, into: &self.args.into, here: before.folder };
        let next = Next::of(before, &account, &chosen, self.there, &order)?;
        let edits = chosen.tasks.iter().map(|figures| {
            let rolled = format!("{}/{}", to.name_year(), figures.task.id);
            let entry = NewEntry { on, fields: vec![("rolled", Value::Text(rolled))] };
            Edit::Block(figures.id, add_entry(before.block(figures.task), &entry))
        });
        let edits = edits.collect();
        self.next = Some(next);
        Ok(edits)
    }

    fn difference(&self) -> String {
        let next = self.next.as_ref();
        next.map_or_else(String::new, |next| next.difference.clone())
    }

    fn make(&mut self) -> Result<bool, Outcome> {
        let Some(next) = &self.next else {
            return Ok(true);
        };
        let folder = self.there.folder();
        if let Some(text) = &next.book {
            let created = files::create(&folder, self.there.config, text);
            // A file that was made and could not be settled on the disk is there all the same.
            self.written = files::exists(self.there.config);
            if !created? {
                self.written = false;
                return Ok(false);
            }
            self.lock = Some(self.there.lock()?);
            // A run that was cut off before there was a duban.toml may have left something beside it.
            self.there.recover()?;
        }
        if next.record.files.is_empty() {
            return Ok(true);
        }
        if !self.there.make(&next.record, &next.ledger)? {
            return Ok(false);
        }
        self.written = true;
        Ok(true)
    }

    fn tell(
        &self,
        writing: &Writing<'_>,
        _: &Before<'_>,
        _: &Judgement,
        changes: &[FileEdit],
    ) -> Result<Exit, Outcome> {
        let Some(next) = &self.next else {
            return Ok(Exit::Done);
        };
        let text = match writing.args.format {
            WriteFormat::Json => next.answer(changes)?,
            WriteFormat::Table => render::terminal(&next.page, writing.context.settings.out),
        };
        output::print(&Drawn(text), None).map_err(anyhow::Error::from)?;
        Ok(Exit::Done)
    }
}
