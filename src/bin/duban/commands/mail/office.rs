//! Who sends, and how: the way out, what was sent before, and what is said of each letter.

use super::arguments::MailArgs;
use crate::edge::output;
use crate::edge::post::{self, Post};
use crate::edge::sent::Sent;
use crate::letters::{lacking, sender};
use crate::mailing::{self, Outgoing, Patience, Word};
use crate::outcome::{Exit, Outcome};
use crate::refusal::pick;
use crate::session::Session;
use anyhow::anyhow;
use duban::ledger::{Locale, MailRules};
use duban::page::notices::mail::{self, Fate};
use duban_words::{say, words};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Who sends, and how.
pub(super) struct Office<'r> {
    pub(super) rules: &'r MailRules,
    pub(super) folder: PathBuf,
    pub(super) lang: Locale,
}

#[derive(Serialize)]
struct MailTotals {
    letters: usize,
    missing: usize,
    dry_run: bool,
}

impl Office<'_> {
    fn state(&self) -> PathBuf {
        let own = self.rules.state.as_deref().unwrap_or(".duban-sent");
        self.folder.join(own)
    }

    pub(super) fn send(
        &self,
        session: &Session<'_>,
        letters: &[Outgoing],
        args: &MailArgs,
    ) -> Result<Exit, Outcome> {
        let fates = match args.dry_run {
            true => mailing::foreseen(letters, &Sent::seen(&self.state())?, args.again),
            false if letters.is_empty() => Vec::new(),
            false => self.delivered(session, letters, args.again)?,
        };
        let told = letters.iter().zip(&fates);
        let rows = || {
            let words = |fate: &Fate| mail::fate(fate, self.lang);
            let rows = told.clone().map(|(own, fate)| own.row(fate, words(fate)));
            let rows: Vec<_> = rows.collect();
            let missing = fates.iter().filter(|fate| fate.is_missing()).count();
            let totals = MailTotals {
                letters: rows.len(),
                missing,
                dry_run: args.dry_run,
            };
            (rows, totals)
        };
        let page = || {
            let told = told.clone().map(|(own, fate)| own.with(fate.clone()));
            mail::page(&told.collect::<Vec<_>>(), self.lang)
        };
        session.answer("mail", rows, page, &args.output)?;
        Ok(match fates.iter().any(Fate::is_missing) {
            true => Exit::Failed,
            false => Exit::Done,
        })
    }

    fn delivered(
        &self,
        session: &Session<'_>,
        letters: &[Outgoing],
        again: bool,
    ) -> Result<Vec<Fate>, Outcome> {
        let mut post = self.post(session)?;
        let busy = words!(
            "另一次发信正在进行,等候中…\n",
            "letters are being sent by another run; waiting …\n"
        );
        let waiting = || output::say(pick(self.lang, busy));
        let sent = Sent::open(&self.state(), waiting)?;
        let mut sent = sent.ok_or_else(|| {
            let words = words!(
                "另一次发信还没有完,没有发",
                "another run is still sending; nothing was sent"
            );
            anyhow!(pick(self.lang, words))
        })?;
        let patience = Patience {
            tries: self.rules.tries.unwrap_or(4),
            wait: post::seconds(self.rules.wait, 60),
        };
        let (total, mut nth) = (letters.len(), 0);
        let mut say = |word: Word<'_>| {
            nth += usize::from(matches!(word, Word::Settled(..)));
            output::say(&self.progress(&word, nth, total));
        };
        let day = (again, session.account.as_of);
        let fates = mailing::deliver(letters, &mut sent, &mut post, day, patience, &mut say);
        Ok(fates?)
    }

    /// A line for a log: `3/28 区住建局 zjj@example.gov.cn 已发`.
    fn progress(&self, word: &Word<'_>, nth: usize, total: usize) -> String {
        let lang = self.lang;
        match word {
            Word::Settled(own, fate) => {
                let (name, to) = (&own.name, own.to.as_deref().unwrap_or("-"));
                let (name, fate) = (duban::render::safe(name), mail::fate(fate, lang));
                format!("{nth}/{total} {name} {to} {}\n", duban::render::safe(&fate))
            }
            Word::Waiting(open, wait) => {
                let seconds = wait.as_secs();
                say!(
                    lang,
                    "{open}件{seconds}秒后再试\n",
                    "{open} to be tried again in {seconds}s\n"
                )
            }
        }
    }

    fn post(&self, session: &Session<'_>) -> Result<Post, Outcome> {
        sender(self.rules, self.lang)?;
        if self.rules.server.is_none() && self.rules.sendmail.is_none() {
            return Err(lacking("server", self.lang).into());
        }
        let password = self.password(session)?;
        Ok(Post::new(self.rules, &self.folder, password)?)
    }

    /// From the environment, else from a file that nobody else can read.
    fn password(&self, session: &Session<'_>) -> Result<Option<String>, Outcome> {
        if self.rules.user.is_none() || self.rules.sendmail.is_some() {
            return Ok(None);
        }
        if let Some(own) = &session.settings.mail_password {
            return Ok(Some(own.clone()));
        }
        let Some(file) = &self.rules.password_file else {
            let words = words!(
                "有登录名而没有密码:设环境变量 DUBAN_MAIL_PASSWORD,或在 [mail] 写 password_file",
                "a user without a password: set DUBAN_MAIL_PASSWORD, or password_file in [mail]"
            );
            return Err(anyhow!(pick(self.lang, words)).into());
        };
        let words = words!(
            "密码文件别人也能读,不用它:chmod 600",
            "others can read the password file, so it is not used: chmod 600"
        );
        let path: &Path = &self.folder.join(file);
        Ok(Some(post::password(path, pick(self.lang, words))?))
    }

    /// Connects, logs in, and says what it found.
    pub(super) fn test(&self, session: &Session<'_>) -> Result<Exit, Outcome> {
        let knocked = self.post(session)?.knock();
        let result = knocked.map_err(|miss| miss.why);
        let failed = result.is_err();
        let page = mail::test_page(
            &session.account,
            self.rules,
            &self.state(),
            result,
            self.lang,
        );
        let text = duban::render::terminal(&page, session.settings.out);
        output::print(&text, None).map_err(anyhow::Error::from)?;
        Ok(if failed { Exit::Failed } else { Exit::Done })
    }
}
