//! `save`: commits the ledger's own files, with what happened in words as the message.

use super::Outcome;
use super::check::{checked, count};
use crate::archive::{Archive, Snapshot, no_repository};
use crate::cli::Cli;
use crate::cli::git::SaveArgs;
use crate::edge::lock::{self, Share};
use crate::edge::progress::Progress;
use crate::edge::repository::{Difference, Repository, Underway};
use crate::edge::{files, output};
use crate::refusal::{self, Refusal, pick};
use crate::session::{Exit, snippets};
use crate::timeline::Reader;
use chrono::NaiveDate;
use duban::diagnostic::Severity;
use duban::ledger::{Commits, Locale};
use duban::page::saving;
use duban_words::{say, words};
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

/// How long a commit waits for a writer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Commits what has changed of the ledger.
pub(crate) fn run(
    config: &Path,
    args: &SaveArgs,
    cli: &Cli,
    lang: Locale,
) -> Result<Exit, Outcome> {
    let mut loaded = files::load(config, |_| {}).map_err(Outcome::Unreadable)?;
    let statements = loaded.take_statements()?;
    let found = checked(&loaded, &statements, false).found;
    let errors: Vec<_> = found
        .into_iter()
        .filter(|one| one.severity() == Severity::Error)
        .collect();
    if !errors.is_empty() {
        output::say(&snippets(&errors, &loaded.sources, lang, cli.color));
        let errors = count(&errors, Severity::Error);
        let message = say!(
            lang,
            "{errors}处错误,没有提交",
            "{errors} errors; nothing was committed"
        );
        return Err(Outcome::Failed(anyhow::anyhow!(message)));
    }
    let saved = commit(
        config,
        args.message.as_deref(),
        args.dry_run,
        (crate::as_of(cli, lang)?, lang),
    )?;
    match saved {
        Some(text) => output::print(&text, None).map_err(anyhow::Error::from)?,
        None => {
            let words = words!("没有要提交的\n", "nothing to commit\n");
            output::print(pick(lang, words), None).map_err(anyhow::Error::from)?;
        }
    }
    Ok(Exit::Done)
}

/// After a write: commits it, where the ledger asks for that.
pub(crate) fn each_write(config: &Path, cli: &Cli, lang: Locale) -> Result<(), Outcome> {
    if files::commits(config) != Commits::EachWrite {
        return Ok(());
    }
    let words = words!("已写入,但没有提交", "written, but not committed");
    let saved = commit(config, None, false, (crate::as_of(cli, lang)?, lang)).map_err(|why| {
        let why = refusal::of(why);
        let help = why
            .help
            .map_or(String::new(), |help| format!("\n  = help: {help}"));
        let message = format!("{}: {}{help}", pick(lang, words), why.message);
        Outcome::Failed(anyhow::anyhow!(message))
    })?;
    let first = saved.iter().flat_map(|text| text.lines().next());
    first.for_each(|line| output::say(&format!("{line}\n")));
    Ok(())
}

/// Commits the ledger's files; what is said of it, or `None` where nothing differs.
pub(crate) fn commit(
    config: &Path,
    words: Option<&str>,
    dry_run: bool,
    (as_of, lang): (NaiveDate, Locale),
) -> Result<Option<String>, Outcome> {
    let folder = config.parent().unwrap_or(Path::new(""));
    let Some(repository) = Repository::open(folder)? else {
        return Err(no_repository(folder, lang).into());
    };
    let underway = repository.underway()?;
    if underway == Underway::Other {
        return Err(finish_first(lang).into());
    }
    // Writers wait while git reads the files; its hooks may read them too.
    let _lock = lock::take(config, Share::Read, PATIENCE, || {})?;
    let merge = underway == Underway::Merge;
    let mut files = repository.differences()?;
    files.retain(|own| is_of_ledger(&own.path));
    if files.is_empty() && !merge {
        return Ok(None);
    }
    let message = message(config, words, as_of, lang)?;
    if dry_run {
        return Ok(Some(shown(&files, &message)));
    }
    match repository.commit(&files, &message, merge)? {
        Some(name) => Ok(Some(saving::saved(&name, &message, lang))),
        None => {
            let words = words!("没有提交", "nothing was committed");
            Err(Outcome::Failed(anyhow::anyhow!(pick(lang, words))))
        }
    }
}

/// What `--dry-run` shows: the files, then the message.
fn shown(files: &[Difference], message: &str) -> String {
    let files: String = files.iter().map(|own| format!("{}\n", own.path)).collect();
    format!("{files}\n{message}")
}

/// The ledger's own files, by their paths from its folder.
fn is_of_ledger(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let toml = name.ends_with(".toml") && !name.starts_with('.');
    match folder {
        "" => toml || name == ".gitattributes",
        "tasks" | "statements" => toml,
        _ => path.starts_with("config/"),
    }
}

fn message(
    config: &Path,
    words: Option<&str>,
    as_of: NaiveDate,
    lang: Locale,
) -> Result<String, Outcome> {
    let mut archive = Archive::beside(config, lang)?;
    let head = match archive.git.resolve("HEAD")? {
        Some(head) => archive.snapshot(&head)?,
        None => Snapshot::default(),
    };
    let beside = archive.files_beside()?.unwrap_or_default();
    let work = super::review::calendar(&archive);
    let mut reader = Reader {
        archive: &mut archive,
        work: &work,
        progress: Progress::new(""),
    };
    let mut made = reader.between(&head, &beside, &HashMap::new(), Some(as_of))?;
    made.settle();
    Ok(saving::message(&made, words, lang))
}

fn finish_first(lang: Locale) -> Refusal {
    let words = words!(
        "git 正在变基、拣选或还原,先做完",
        "git is in the middle of a rebase, a cherry-pick or a revert: finish it first"
    );
    let help = "git rebase --continue, git cherry-pick --continue, git revert --continue";
    Refusal::new(pick(lang, words).to_owned()).with(Some(help.to_owned()))
}
