//! The next year's ledger: its files as they would be, judged as a whole before anything is written.

use super::answer::{RolledBody, answer};
use super::block::Blocks;
use super::choice::{self, Chosen, Order};
use super::file::text;
use crate::changes::{Before, Edit, FileEdit, changes};
use crate::edge::files::{self, Loaded};
use crate::edge::output;
use crate::outcome::Outcome;
use crate::session::snippets;
use crate::writing::Writing;
use crate::written::unified;
use duban::account::{Account, Carry};
use duban::diagnostic::{Diagnostic, Severity};
use duban::edit::{head_keys, next_year, splice};
use duban::page::Page;
use duban::page::refusals::notes::Note;
use duban::page::refusals::rolling::RollRefused;
use duban::page::refusals::writing::WriteFailed;
use duban::read;
use duban::render;
use duban::source::FileId;
use duban::store::{self, Judgement, Record, judge};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What is to be written there, and what is said of it afterwards.
pub(super) struct Next {
    /// Its duban.toml, where there is none yet.
    pub(super) book: Option<String>,
    pub(super) record: Record,
    /// As it was read.
    pub(super) ledger: Loaded,
    pub(super) difference: String,
    pub(super) page: Page,
    answer: RolledBody,
    files: Vec<String>,
}

impl Next {
    pub(super) fn of(
        before: &Before<'_>,
        account: &Account<'_>,
        chosen: &Chosen<'_, '_>,
        there: &Writing<'_>,
        order: &Order<'_>,
    ) -> Result<Self, Outcome> {
        let (loaded, book) = load(before, there, order)?;
        let reading = read::read(&loaded.sources, &loaded.ledgers);
        let folder = there.folder();
        let side = store::Before {
            loaded: &loaded,
            book: &reading.book,
            found: &reading.found,
            statements: &[],
            folder: &folder,
            as_of: order.to.first,
        };
        let side = Before { ledger: &side, ..*before };
        ready(&side, there, order)?;
        let carries: Vec<Carry> =
            chosen.tasks.iter().map(|figures| account.carry(figures)).collect();
        let file = PathBuf::from(format!("rolled-{}.toml", order.from.name_year()));
        let blocks = Blocks {
            before,
            from: order.from.name_year(),
            heads: heads(before),
            first: order.to.first,
            way: files::way(&folder, before.folder),
        };
        let (text, cut_off) = text(&side, &blocks, account, chosen, &carries, &file)?;
        let changes = changes(&side, vec![Edit::File(file, text)]);
        let judgement = judge(&side, &changes);
        without_errors(&judgement, &side, there)?;
        if cut_off {
            output::say(&Note::RollOverGoesOn.words(before.lang));
        }
        let (page, answer) = answer(&judgement, &side, (account, chosen, &carries), order);
        let config = book.is_some().then(|| Path::new("duban.toml"));
        let files = config.into_iter().chain(changes.iter().map(|change| change.path.as_path()));
        let files = files.map(|path| folder.join(path).display().to_string()).collect();
        let record = Record {
            command: there.command.to_owned(),
            files: changes.iter().map(|change| change.record(&side)).collect(),
        };
        Ok(Self {
            difference: difference(before, &side, book.as_deref(), &changes),
            files,
            book,
            record,
            ledger: loaded,
            page,
            answer,
        })
    }

    /// The answer for machines, with the files of both ledgers.
    pub(super) fn answer(&self, here: &[FileEdit]) -> Result<String, Outcome> {
        let here = here.iter().map(|change| change.path.display().to_string());
        let mut answer = self.answer.clone();
        answer.files = here.chain(self.files.iter().cloned()).collect();
        Ok(render::json(&self.record.command, &answer).map_err(anyhow::Error::from)?)
    }
}

/// What the heads of this ledger's own files state for their tasks.
fn heads(before: &Before<'_>) -> HashMap<FileId, Vec<(String, String)>> {
    let files = before.loaded.ledgers.first().into_iter().flat_map(|ledger| &ledger.tasks);
    let head = |file: &FileId| (*file, head_keys(&before.loaded.sources.file(*file).text));
    files.map(head).collect()
}

/// The ledger as it is, or as its duban.toml will make it.
fn load(
    before: &Before<'_>,
    there: &Writing<'_>,
    order: &Order<'_>,
) -> Result<(Loaded, Option<String>), Outcome> {
    if files::exists(there.config) {
        there.recover()?;
        let loaded = files::load_locked(there.config, there.links).map_err(Outcome::unreadable)?;
        return Ok((loaded, None));
    }
    let config = before.loaded.ledgers.first().map(|ledger| ledger.config);
    let old = config.map_or("", |config| before.loaded.sources.file(config).text.as_str());
    let text = next_year(old, order.from, order.to);
    let loaded = files::to_come(there.config, text.clone());
    Ok((loaded, Some(text)))
}

/// Refuses a new ledger that cannot take the tasks.
fn ready(side: &Before<'_>, there: &Writing<'_>, order: &Order<'_>) -> Result<(), Outcome> {
    let lang = side.lang;
    let broken = WriteFailed::ErrorsThere;
    if there.unreadable(side.loaded, side.found).is_some() {
        return Err(Outcome::Unreadable(anyhow::anyhow!(broken.words(lang))));
    }
    choice::readable(side, &broken)?;
    let term = side.book.first_ledger().map_or(order.to, |ledger| ledger.term);
    let (into, to) = (order.into.to_path_buf(), order.to);
    if term.first != to.first {
        return Err(RollRefused::OtherYear { into, term, to }.refusal(lang).into());
    }
    if let Some(closed) = side.closed()?.filter(|closed| *closed >= order.to.first) {
        return Err(RollRefused::ClosedThere { into, closed }.refusal(lang).into());
    }
    Ok(())
}

/// Refuses what would bring an error there. Warnings are those of this ledger, where they are known.
fn without_errors(
    judgement: &Judgement,
    side: &Before<'_>,
    there: &Writing<'_>,
) -> Result<(), Outcome> {
    let errors = judgement.found.iter().filter(|finding| finding.severity() == Severity::Error);
    let errors: Vec<Diagnostic> = errors.cloned().collect();
    if errors.is_empty() {
        return Ok(());
    }
    output::say(&snippets(&errors, &judgement.sources, side.lang, there.context.settings.err));
    Err(anyhow::anyhow!(WriteFailed::WouldBreak.words(side.lang)).into())
}

/// The difference there: its duban.toml against this one's, then the tasks.
fn difference(
    before: &Before<'_>,
    side: &Before<'_>,
    book: Option<&str>,
    changes: &[FileEdit],
) -> String {
    let config = before.loaded.ledgers.first().map(|ledger| ledger.config);
    let old = config.map_or("", |config| before.loaded.sources.file(config).text.as_str());
    let path = |name: &Path| side.folder.join(name);
    let book = book.map(|new| unified(&path(Path::new("duban.toml")), old, new));
    let tasks = changes.iter().map(|change| {
        let old = change.before(side).unwrap_or("");
        unified(&path(&change.path), old, &splice(old, &change.splices))
    });
    book.into_iter().chain(tasks).collect()
}
