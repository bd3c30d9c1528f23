//! `roll-over`: the open tasks into the next year's ledger, each marked here as carried over: all of them or none.
//!
//! Two ledgers cannot be replaced in one rename. Both are locked and checked as a whole; then the new one is written, then
//! this one. Cut off in between, the next run finds there what it has not marked here, and completes it.

mod block;
mod choice;
mod file;
mod next;
mod told;

use super::Outcome;
use crate::changes::{Before, Edit, FileEdit};
use crate::cli::log::WriteFormat;
use crate::cli::roll_over::RollOverArgs;
use crate::edge::lock::Lock;
use crate::edge::{environment, files, output};
use crate::refusal::{Refusal, pick};
use crate::session::Exit;
use crate::verdict::Judgement;
use crate::writing::{Change, Writing};
use choice::choose;
use duban::account::Account;
use duban::edit::{NewEntry, Value, add_entry};
use duban::ledger::Locale;
use duban::render;
use duban_words::words;
use next::{Next, Order};
use std::path::{Path, PathBuf};

/// Carries the tasks over.
pub(crate) fn run(writing: &Writing<'_>, args: &RollOverArgs) -> Result<Exit, Outcome> {
    let config = config_of(&args.into);
    let there = Writing {
        config: &config,
        ..*writing
    };
    let places = (
        files::whole(&there.folder()),
        files::whole(&writing.folder()),
    );
    if places.0 == places.1 {
        return Err(same_folder(&args.into, writing.lang).into());
    }
    // Whoever needs both locks takes that of the folder that sorts first, first.
    let first = places.0 < places.1 && files::exists(&config);
    let mut own = RollOver {
        there: &there,
        args,
        lock: first.then(|| there.lock()).transpose()?,
        next: None,
        made: false,
    };
    match writing.write_along(&mut own) {
        Err(Outcome::Failed(error)) if own.made => {
            Err(Outcome::Failed(error.context(half(writing.lang))))
        }
        other => other,
    }
}

fn config_of(into: &Path) -> PathBuf {
    match into.file_name().is_some_and(|name| name == "duban.toml") {
        true => into.to_path_buf(),
        false => into.join("duban.toml"),
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
    made: bool,
}

impl Change for RollOver<'_> {
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        let broken = words!(
            "本台账有错误,改正了再结转",
            "this ledger has errors; mend them before it is rolled over"
        );
        choice::readable(before, self.there.cli, broken)?;
        let (from, to) = choice::years(before, self.args)?;
        let on = choice::day(before, self.args, &to)?;
        let account = Account::of(before.book, to.first, &before.loaded.work);
        let chosen = choose(before, &account, self.args, to.eve())?;
        if self.lock.is_none() && files::exists(self.there.config) {
            self.lock = Some(self.there.lock()?);
        }
        let order = Order {
            from,
            to: &to,
            on,
            into: &self.args.into,
            here: before.folder,
        };
        let next = Next::of(before, &account, &chosen, self.there, &order)?;
        let edits = chosen.tasks.iter().map(|own| {
            let rolled = format!("{}/{}", to.year, own.task.id);
            let entry = NewEntry {
                on,
                fields: vec![("rolled", Value::Text(rolled))],
            };
            Edit::Block(own.id, add_entry(before.block(own.task), &entry))
        });
        let edits = edits.collect();
        self.next = Some(next);
        Ok(edits)
    }

    fn difference(&self) -> String {
        let next = self.next.as_ref();
        next.map_or_else(String::new, |own| own.difference.clone())
    }

    fn make(&mut self) -> Result<bool, Outcome> {
        let Some(next) = &self.next else {
            return Ok(true);
        };
        let folder = self.there.folder();
        if let Some(text) = &next.book {
            if !files::create(&folder, self.there.config, text)? {
                return Ok(false);
            }
            self.made = true;
            self.lock = Some(self.there.lock()?);
            // A run that was cut off before there was a duban.toml may have left something beside it.
            self.there.recover()?;
        }
        if next.record.files.is_empty() {
            return Ok(true);
        }
        if self.there.make(&next.record, &folder)?.is_some() {
            return Ok(false);
        }
        self.made = true;
        crate::writing::remember(&next.record, &folder, self.there.lang);
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
            WriteFormat::Table => {
                let canvas = environment::canvas(writing.cli.color, false);
                render::terminal(&next.page, canvas)
            }
        };
        output::print(&text, None).map_err(anyhow::Error::from)?;
        Ok(Exit::Done)
    }
}

fn same_folder(into: &Path, lang: Locale) -> Refusal {
    let words = words!("--into 就是这本台账自己:", "--into is this ledger itself: ");
    let help = words!(
        "给下一年的台账另起一个文件夹,如 --into ../2019",
        "give the next year's ledger a folder of its own, like --into ../2019"
    );
    Refusal::new(format!("{}{}", pick(lang, words), into.display()))
        .with(Some(pick(lang, help).to_owned()))
}

/// The new ledger is written, this one is not.
fn half(lang: Locale) -> &'static str {
    pick(
        lang,
        words!(
            "结转到一半:新台账已写好,这边还没有记;再运行一次就补完",
            "half rolled over: the new ledger is written, this one is not marked; run it again to complete it"
        ),
    )
}
