//! `git-setup`: tells git of the drivers, and takes exactly that away again.

use super::Outcome;
use crate::archive::no_repository;
use crate::cli::git::SetupArgs;
use crate::edge::repository::{self, Repository};
use crate::edge::{files, output, replace};
use crate::refusal::{Refusal, pick};
use crate::session::Exit;
use duban::ledger::Locale;
use duban_words::words;
use std::path::{Path, PathBuf};

/// What stands in .gitattributes: the ledger's own files, in its folder. A closed period is never joined line by line.
const ATTRIBUTES: [&str; 3] = [
    "/[!.]*.toml merge=duban diff=duban",
    "/tasks/[!.]*.toml merge=duban diff=duban",
    "/statements/*.toml -merge",
];

/// The hook that checks the ledger.
const HOOK: &str = "pre-commit";

/// Writes what is lacking, and shows it.
pub(crate) fn run(config: &Path, args: &SetupArgs, lang: Locale) -> Result<Exit, Outcome> {
    let folder = config.parent().unwrap_or(Path::new(""));
    let Some(repository) = Repository::open(folder)? else {
        return Err(no_repository(folder, lang).into());
    };
    let mut steps = vec![attributes(folder, args.remove)?];
    for (key, value) in settings(&repository.prefix) {
        steps.push(setting(&repository, key, &value, args.remove)?);
    }
    if args.hook || args.remove {
        steps.push(hook(&repository, args.remove, lang)?);
    }
    let mut shown = String::new();
    let mut file = String::new();
    for step in steps.into_iter().flatten() {
        if file != step.shown {
            shown.push_str(&format!("{}\n", step.shown));
            file.clone_from(&step.shown);
        }
        shown.push_str(&step.lines);
        if !args.dry_run {
            step.make(&repository)?;
        }
    }
    if shown.is_empty() {
        return crate::written::nothing(lang);
    }
    output::print(&shown, None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}

/// One thing to be written, or taken away.
struct Step {
    file: PathBuf,
    /// What it is called to the user.
    shown: String,
    /// What is shown of it, `+` or `-` before each line.
    lines: String,
    change: Change,
}

enum Change {
    File(String),
    NoFile,
    Hook(String),
    Setting(&'static str, Option<String>),
}

impl Step {
    fn make(&self, repository: &Repository) -> anyhow::Result<()> {
        match &self.change {
            Change::File(text) => replace::replace(&self.file, text),
            Change::NoFile => replace::remove(&self.file),
            Change::Hook(text) => repository::write_hook(&self.file, text),
            Change::Setting(key, Some(value)) => repository.set(key, value),
            Change::Setting(key, None) => repository.unset(key),
        }
    }
}

fn attributes(folder: &Path, remove: bool) -> Result<Option<Step>, Outcome> {
    let file = folder.join(".gitattributes");
    let before = match files::exists(&file) {
        true => String::from_utf8(files::bytes(&file)?).map_err(anyhow::Error::from)?,
        false => String::new(),
    };
    let here: Vec<&str> = before.lines().collect();
    let changed: Vec<&str> = ATTRIBUTES
        .into_iter()
        .filter(|line| here.contains(line) == remove)
        .collect();
    if changed.is_empty() {
        return Ok(None);
    }
    let sign = if remove { '-' } else { '+' };
    let lines = changed
        .iter()
        .map(|line| format!("{sign} {line}\n"))
        .collect();
    let text: String = match remove {
        true => {
            let kept = before
                .split_inclusive('\n')
                .filter(|line| !ATTRIBUTES.contains(&line.trim_end()));
            kept.collect()
        }
        false => {
            let gap = if before.is_empty() || before.ends_with('\n') {
                ""
            } else {
                "\n"
            };
            format!("{before}{gap}{}\n", changed.join("\n"))
        }
    };
    let change = match text.trim().is_empty() {
        true => Change::NoFile,
        false => Change::File(text),
    };
    Ok(Some(Step {
        shown: file.display().to_string(),
        file,
        lines,
        change,
    }))
}

/// What is written into the repository's own settings. `-C` names the ledger whose language and names a difference is in.
fn settings(prefix: &str) -> [(&'static str, String); 4] {
    let folder = match prefix {
        "" => ".".to_owned(),
        prefix => quoted(prefix.trim_end_matches('/')),
    };
    [
        (
            "merge.duban.name",
            "duban: by task, key and event".to_owned(),
        ),
        (
            "merge.duban.driver",
            "duban git-merge %O %A %B %P".to_owned(),
        ),
        ("diff.duban.textconv", format!("duban -C {folder} git-diff")),
        ("diff.duban.xfuncname", "^[^[:space:]].*$".to_owned()),
    ]
}

fn setting(
    repository: &Repository,
    key: &'static str,
    value: &str,
    remove: bool,
) -> Result<Option<Step>, Outcome> {
    let now = repository.setting(key)?;
    // Of several ledgers in one repository each has the drivers; the first one's names are kept.
    let ours =
        |now: &String| now == value || (now.starts_with("duban -C ") && now.ends_with(" git-diff"));
    let ours = now.as_ref().is_some_and(ours);
    let (sign, value) = match (remove, ours) {
        (true, true) => ('-', None),
        (false, false) => ('+', Some(value.to_owned())),
        _ => return Ok(None),
    };
    let shown = value.as_ref().or(now.as_ref()).map_or("", String::as_str);
    Ok(Some(Step {
        file: PathBuf::new(),
        shown: "git config --local".to_owned(),
        lines: format!("{sign} {key} = {shown}\n"),
        change: Change::Setting(key, value),
    }))
}

fn hook(repository: &Repository, remove: bool, lang: Locale) -> Result<Option<Step>, Outcome> {
    let folder = match repository.prefix.trim_end_matches('/') {
        "" => ".".to_owned(),
        prefix => quoted(prefix),
    };
    let line = format!(
        "duban -C {folder} check > /dev/null || {{ duban -C {folder} check >&2; exit 1; }}"
    );
    let text = format!("#!/bin/sh\n# duban git-setup --hook\n{line}\n");
    let place = repository.hook(HOOK)?;
    let now = match &place {
        Some(file) if files::exists(file) => Some(files::bytes(file)?),
        _ => None,
    };
    let is_ours = now.as_deref() == Some(text.as_bytes());
    let sign = |sign: char| {
        text.lines()
            .map(|line| format!("{sign} {line}\n"))
            .collect()
    };
    let step = |file: PathBuf, sign: String, change: Change| {
        Ok(Some(Step {
            file,
            shown: HOOK.to_owned(),
            lines: sign,
            change,
        }))
    };
    match (place, now, remove) {
        (Some(file), Some(_), true) if is_ours => step(file, sign('-'), Change::NoFile),
        (_, _, true) => Ok(None),
        (Some(_), Some(_), false) if is_ours => Ok(None),
        (Some(file), None, false) => {
            let lines = sign('+');
            step(file, lines, Change::Hook(text))
        }
        (Some(file), Some(_), false) => {
            let words = words!("已经有了,没有改动:", "already there, left as it is: ");
            let message = format!("{}{}", pick(lang, words), file.display());
            Err(Refusal::new(message).with(Some(line)).into())
        }
        (None, ..) => {
            let words = words!(
                "这个库的钩子放在库外(core.hooksPath),与别的库共用,没有改动",
                "the hooks of this repository lie outside of it (core.hooksPath) and are others' too; nothing was changed"
            );
            Err(Refusal::new(pick(lang, words).to_owned())
                .with(Some(line))
                .into())
        }
    }
}

/// A word as the shell reads it.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}
