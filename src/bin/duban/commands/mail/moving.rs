//! Moves how letters leave out of a ledger's duban.toml and into the user's own `mail.toml`.

use super::arguments::MailArgs;
use super::mailer::mail_file;
use crate::arguments::{WriteArgs, WriteFormat};
use crate::changes::{Before, Edit, FileEdit, relative};
use crate::context::Context;
use crate::edge::mail_settings::{self, whole};
use crate::edge::sent::{self, Sent};
use crate::edge::{files, output};
use crate::outcome::{Exit, Outcome};
use crate::writing::{Change, Writing};
use duban::edit::{MovedMail, moved_mail};
use duban::ledger::Locale;
use duban::page::refusals::mail::{MailMessage, MailRefusal};
use duban::store::Judgement;
use std::path::{Path, PathBuf};

/// Writes the user's file first and then the ledger: what is cut off between has lost nothing.
pub(super) fn run(context: &Context, args: &MailArgs) -> Result<Exit, Outcome> {
    let Some(target) = mail_file(&context.settings) else {
        return Err(MailRefusal::NoConfigFolder.refusal(context.lang()).into());
    };
    let write = WriteArgs {
        dry_run: args.dry_run,
        no_wait: false,
        wait: WriteArgs::PATIENCE,
        format: WriteFormat::Table,
    };
    let writing = context.writing(&write, "mail", false)?;
    let mut moving = Moving { target, moved: None, lang: context.lang() };
    writing.write_along(&mut moving)
}

struct Moving {
    target: PathBuf,
    moved: Option<MovedMail>,
    lang: Locale,
}

impl Change for Moving {
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        let Some(ledger) = before.loaded.ledgers.first() else {
            return Ok(Vec::new());
        };
        let text = &before.loaded.sources.file(ledger.config).text;
        self.moved = moved_mail(text, &whole(before.folder));
        let Some(moved) = &self.moved else {
            return Ok(Vec::new());
        };
        let there = mail_settings::text(&self.target)?;
        // The same lines are there already where a run was cut off between the two files.
        if there.is_some_and(|there| there != moved.lines) {
            let (target, lines) = (self.target.clone(), moved.lines.clone());
            let refusal = MailRefusal::SettingsThere { target, lines }.refusal(self.lang);
            output::say(&output::Drawn(refusal.text(self.lang)));
            return Err(Outcome::Said(Exit::Failed));
        }
        Ok(vec![Edit::File(relative(before, ledger.config), moved.rest.clone())])
    }

    fn make(&mut self) -> Result<bool, Outcome> {
        if let Some(moved) = &self.moved {
            mail_settings::create(&self.target, &moved.lines)?;
        }
        Ok(true)
    }

    fn tell(
        &self,
        writing: &Writing<'_>,
        _: &Before<'_>,
        _: &Judgement,
        changes: &[FileEdit],
    ) -> Result<Exit, Outcome> {
        let Some(moved) = self.moved.as_ref().filter(|_| !changes.is_empty()) else {
            output::say(&(MailMessage::NothingToMove.words(self.lang) + "\n"));
            return Ok(Exit::Done);
        };
        let (target, lines) = (self.target.clone(), moved.lines.clone());
        let words = MailMessage::SettingsMoved { target, lines }.words(self.lang) + "\n";
        output::print(&words, None).map_err(anyhow::Error::from)?;
        if let Some(old) = &moved.state {
            self.adopt(writing, old)?;
        }
        Ok(Exit::Done)
    }
}

impl Moving {
    /// Takes over what was sent from the file that the ledger named for it.
    fn adopt(&self, writing: &Writing<'_>, old: &Path) -> Result<(), Outcome> {
        let Some(state) = &writing.context.settings.state_folder else {
            return Ok(());
        };
        let marks = sent::place(&state.join("duban/sent"), &writing.folder());
        let Some(mut marks) = Sent::open(&marks, || {})? else {
            return Ok(());
        };
        let file = old.to_path_buf();
        let message = match files::exists(old) {
            true => MailMessage::Adopted { count: marks.adopt(old)?, file },
            false => MailMessage::NothingToAdopt(file),
        };
        output::say(&(message.words(self.lang) + "\n"));
        Ok(())
    }
}
