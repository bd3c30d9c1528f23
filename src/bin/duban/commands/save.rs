//! `save`: commits the ledger's own files, with what happened in words as the message.

use super::check::{Checked, checked, count};
use crate::archive::{Archive, Snapshot, no_repository};
use crate::arguments::lang;
use crate::context::{Context, kept};
use crate::edge::files::{self, Loaded};
use crate::edge::lock::{self, LockMode};
use crate::edge::names;
use crate::edge::output;
use crate::edge::repository::{Difference, Repository, Underway};
use crate::outcome::{Exit, Outcome};
use crate::session::snippets;
use crate::timeline::Reader;
use clap::Args;
use duban::diagnostic::Severity;
use duban::ledger::{Commits, Locale};
use duban::page::refusals::git::{GitMessage, GitRefusal};
use duban::page::refusals::notes::Note;
use duban::page::refusals::writing::WriteFailed;
use duban::page::reviews::saving;
use duban::source::FileId;
use duban_words::words;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

#[derive(Debug, Args)]
#[command(visible_alias = "存档", about = words!(lang(), "把台账的改动提交到 git，附上改了什么", "Commit the ledger's own files, with what happened as the message"), after_help = words!(lang(), "例：\n  duban save\n  duban save \"5月上旬录入\"\n  duban save --dry-run", "Examples:\n  duban save\n  duban save \"reports of early May\"\n  duban save --dry-run"))]
pub(crate) struct SaveArgs {
    #[arg(value_name = "MESSAGE", help = words!(lang(), "说明（默认由改动得出）", "First line of the message (default: from what changed)"))]
    pub(crate) message: Option<String>,
    #[arg(long, help = words!(lang(), "只显示会提交哪些文件、附什么说明", "Show the files and the message only"))]
    pub(crate) dry_run: bool,
}

/// How long a commit waits for a writer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A commit gives up when files changed under it this many times.
const TRIES: usize = 5;

/// Commits what has changed of the ledger.
pub(crate) fn run(context: &Context, args: &SaveArgs) -> Result<Exit, Outcome> {
    let config = context.config()?;
    let request = Request { words: args.message.as_deref(), dry_run: args.dry_run, judged: false };
    let saved = commit(config, context, &request)?;
    let nothing = || GitMessage::NothingToCommit.words(context.lang()) + "\n";
    let text = saved.unwrap_or_else(nothing);
    output::print(&text, None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}

/// How a commit is to be made.
#[derive(Default)]
pub(crate) struct Request<'a> {
    /// The first line of its message.
    pub(crate) words: Option<&'a str>,
    pub(crate) dry_run: bool,
    /// Whether what is committed has been judged by the write before it.
    pub(crate) judged: bool,
}

/// Refuses a ledger with errors.
fn without_errors(
    loaded: &Loaded,
    statements: &[FileId],
    context: &Context,
) -> Result<(), Outcome> {
    let Checked { book, mut found } = checked(loaded, statements, false);
    context.speak_for(&book);
    found.retain(|finding| finding.severity() == Severity::Error);
    if found.is_empty() {
        return Ok(());
    }
    let (lang, canvas) = (context.lang(), context.settings.err);
    output::say(&snippets(&found, &loaded.sources, lang, canvas));
    let errors = count(&found, Severity::Error);
    Err(failed(&GitMessage::ErrorsNotCommitted(errors), lang))
}

/// After a write: commits it, where the ledger asks for that.
pub(crate) fn each_write(context: &Context) -> Result<(), Outcome> {
    if context.commits()? != Commits::EachWrite {
        return Ok(());
    }
    let saved = commit(context.config()?, context, &Request { judged: true, ..Request::default() })
        .map_err(|why| {
            let Some(why) = why.refusal(context.lang()) else {
                return Outcome::Said(Exit::Failed);
            };
            let message = GitMessage::WrittenNotCommitted { why: why.message, help: why.help };
            failed(&message, context.lang())
        })?;
    let first = saved.iter().flat_map(|text| text.lines().next());
    first.for_each(|line| output::say(&format!("{line}\n")));
    Ok(())
}

fn failed(message: &GitMessage, lang: Locale) -> Outcome {
    Outcome::Failed(anyhow::anyhow!(message.words(lang)))
}

/// Commits the ledger's files and returns the message to print; `None` where nothing differs.
pub(crate) fn commit(
    config: &Path,
    context: &Context,
    request: &Request<'_>,
) -> Result<Option<String>, Outcome> {
    // Writers wait while git reads the files; its hooks may read them too.
    let _lock = lock::take(config, LockMode::Read, PATIENCE, || {})?;
    let mut disturbed = PathBuf::new();
    for _ in 0..TRIES {
        let links = context.links()?;
        let mut loaded = files::load_locked(config, links).map_err(Outcome::unreadable)?;
        let statements = loaded.take_statements().map_err(Outcome::unreadable)?;
        let loaded: &'static Loaded = kept(loaded);
        if !request.judged {
            without_errors(loaded, &statements, context)?;
        }
        match attempt(config, context, request, loaded)? {
            Attempt::Ended(saved) => return Ok(saved),
            Attempt::Disturbed(path) => disturbed = path,
        }
    }
    let restless = WriteFailed::Restless { file: disturbed };
    Err(Outcome::Failed(anyhow::anyhow!(restless.words(context.lang()))))
}

/// How one try ended.
enum Attempt {
    Ended(Option<String>),
    /// This file changed while the message was made.
    Disturbed(PathBuf),
}

fn attempt(
    config: &Path,
    context: &Context,
    request: &Request<'_>,
    loaded: &'static Loaded,
) -> Result<Attempt, Outcome> {
    let lang = context.lang();
    let folder = config.parent().unwrap_or(Path::new(""));
    let Some(repository) = Repository::open(folder)? else {
        return Err(no_repository(folder, lang).into());
    };
    let underway = repository.underway()?;
    if underway == Underway::Other {
        return Err(GitRefusal::Unfinished.refusal(lang).into());
    }
    let unmerged = repository.unmerged()?;
    if !unmerged.is_empty() {
        return Err(Outcome::NotWritten(GitRefusal::Unmerged(unmerged).refusal(lang)));
    }
    if loaded.cut_off {
        output::say(&Note::CutOff.words(lang));
        return Err(failed(&GitMessage::NothingCommitted, lang));
    }
    let merge = underway == Underway::Merge;
    let mut files = repository.differences()?;
    let targets = targets(folder, loaded);
    files.retain(|file| is_of_ledger(&file.path) || targets.contains(&file.path));
    if files.is_empty() && !merge {
        return Ok(Attempt::Ended(None));
    }
    let message = message(config, context, loaded, request.words)?;
    if request.dry_run {
        return Ok(Attempt::Ended(Some(shown(&files, &message))));
    }
    if let Some(path) = loaded.seen.changed()? {
        return Ok(Attempt::Disturbed(path));
    }
    match repository.commit(&files, &message, merge, &|line| output::say(line))? {
        Some(name) => {
            context.mark_acted();
            Ok(Attempt::Ended(Some(saving::saved(&name, &message, lang))))
        }
        None => Err(failed(&GitMessage::NothingCommitted, lang)),
    }
}

/// What `--dry-run` shows: the files, then the message.
fn shown(files: &[Difference], message: &str) -> String {
    let paths = files.iter().map(|file| format!("{}\n", names::shown(&file.path)));
    format!("{}\n{message}", paths.collect::<String>())
}

/// The ledger's own files, by their paths from its folder.
fn is_of_ledger(path: &Path) -> bool {
    let single = [names::BOOK, ".gitattributes", ".gitignore"];
    names::is_task_file(path)
        || names::is_statement(path)
        || single.iter().any(|name| path == Path::new(name))
        || (path.starts_with("config") && path != Path::new("config"))
}

/// The files in the ledger's folder that its links lead to, by their paths from there: what is written to the ledger is
/// written to them.
fn targets(folder: &Path, loaded: &Loaded) -> HashSet<PathBuf> {
    let real = files::whole(folder);
    let ledger = loaded.ledgers.first().into_iter();
    let read = ledger.flat_map(|ledger| ledger.tasks.iter().chain([&ledger.config]));
    let whole = read.map(|file| files::whole(loaded.path(*file)));
    whole.filter_map(|path| Some(path.strip_prefix(&real).ok()?.to_path_buf())).collect()
}

fn message(
    config: &Path,
    context: &Context,
    loaded: &'static Loaded,
    words: Option<&str>,
) -> Result<String, Outcome> {
    let as_of = context.as_of()?;
    let mut archive = Archive::beside(config, context, || Ok(loaded))?;
    let head = match archive.git.resolve("HEAD")? {
        Some(head) => archive.snapshot(&head)?,
        None => Snapshot::default(),
    };
    let beside = archive.files_beside()?.unwrap_or_default();
    let work = super::review::calendar(&archive);
    let mut reader = Reader::new(&mut archive, &work, context.lang());
    let mut comparison = reader.between(&head, &beside, &HashMap::new(), Some(as_of))?;
    comparison.settle();
    Ok(saving::message(&comparison, words, context.lang()))
}
