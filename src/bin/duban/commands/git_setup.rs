//! `git-setup`: installs the drivers in git, and removes exactly what it installed.

use crate::archive::no_repository;
use crate::arguments::lang;
use crate::context::Context;
use crate::edge::opener::{Links, Opener};
use crate::edge::repository::{self, Repository};
use crate::edge::{environment, files, output, replace};
use crate::outcome::{Exit, Outcome};
use clap::Args;
use duban::diagnostic::{Ailment, Sign, Subject};
use duban::ledger::Locale;
use duban::page::refusals::git::GitRefusal;
use duban::page::shell;
use duban_words::words;
use std::path::{Path, PathBuf};

#[derive(Debug, Default, Args)]
#[command(about = words!(lang(), "让 git 认得台账：合并和比较的驱动", "Tell git of the ledger: the drivers by which it merges and compares"), after_help = words!(lang(), "例：\n  duban git-setup\n  duban git-setup --hook      有错误的台账不让提交\n  duban git-setup --remove    原样撤掉", "Examples:\n  duban git-setup\n  duban git-setup --hook      no commit of a ledger with errors\n  duban git-setup --remove    takes exactly that away"))]
pub(crate) struct SetupArgs {
    #[arg(long, help = words!(lang(), "撤掉写下的，别的不动", "Take away what was written, and nothing else"))]
    pub(crate) remove: bool,
    #[arg(long, conflicts_with = "remove", help = words!(lang(), "另加一个提交前的检查；已有的不覆盖", "Add a check before each commit; a hook that is there stays"))]
    pub(crate) hook: bool,
    #[arg(long, help = words!(lang(), "只显示，不写", "Show it only"))]
    pub(crate) dry_run: bool,
}

/// The lines of .gitattributes. git must never merge a closed period line by line.
const ATTRIBUTES: [&str; 3] = [
    "/[!.]*.toml merge=duban diff=duban",
    "/tasks/**/[!.]*.toml merge=duban diff=duban",
    "/statements/*.toml -merge",
];

/// Lines that earlier versions wrote: they are taken away with today's.
const ATTRIBUTES_BEFORE: [&str; 1] = ["/tasks/[!.]*.toml merge=duban diff=duban"];

/// What git leaves out: journals and what is being written.
const EXCLUDED: [&str; 1] = [".duban-*"];

/// The hooks that check the ledger: git runs the first for a commit, the second for a merge without conflicts.
const HOOKS: [&str; 2] = ["pre-commit", "pre-merge-commit"];

/// Writes what is lacking, and shows it.
pub(crate) fn run(context: &Context, args: &SetupArgs) -> Result<Exit, Outcome> {
    set_up(context.config()?, args, context.lang())
}

/// The same for a ledger that was just made.
pub(super) fn set_up(config: &Path, args: &SetupArgs, lang: Locale) -> Result<Exit, Outcome> {
    let folder = config.parent().unwrap_or(Path::new(""));
    let Some(repository) = Repository::open(folder)? else {
        return Err(no_repository(folder, lang).into());
    };
    let before = ATTRIBUTES_BEFORE.iter().filter(|_| args.remove);
    let attributes: Vec<&str> = ATTRIBUTES.iter().chain(before).copied().collect();
    let mut steps = vec![
        lines(folder.join(".gitattributes"), &attributes, args.remove)?,
        lines(repository.exclude()?, &EXCLUDED, args.remove)?,
    ];
    let program = program(&repository)?;
    for (key, value) in settings(&program, &repository.prefix) {
        let now = repository.setting(key)?;
        steps.push(setting(key, now.as_deref(), &value, args.remove));
    }
    if args.hook || args.remove {
        for name in HOOKS {
            steps.push(hook(&repository, name, &program, args.remove, lang)?);
        }
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

/// What is not as this program would set it up, and the hooks that are there. Nothing is written.
pub(super) fn examined(folder: &Path, repository: &Repository) -> Result<[Sign; 2], Outcome> {
    let program = program(repository)?;
    let mut ailments = Vec::new();
    for step in [
        lines(folder.join(".gitattributes"), &ATTRIBUTES, false)?,
        lines(repository.exclude()?, &EXCLUDED, false)?,
    ] {
        ailments.extend(step.map(|step| Ailment::LinesLacking {
            file: step.shown,
            lines:
                step.lines.lines().map(|line| line.trim_start_matches("+ ").to_owned()).collect(),
        }));
    }
    let mut none = true;
    for (key, value) in settings(&program, &repository.prefix) {
        let now = repository.setting(key)?;
        none &= now.is_none();
        let wanted = setting(key, now.as_deref(), &value, false);
        ailments.extend(wanted.map(|_| match now {
            Some(now) => Ailment::DriverOld { key, now, right: value },
            None => Ailment::DriverLacking { key },
        }));
    }
    if none {
        ailments = vec![Ailment::NoDriver];
    }
    Ok([Sign::of(Subject::Drivers, ailments), hooks(repository, &program)?])
}

/// The hooks, where one of them was installed.
fn hooks(repository: &Repository, program: &str) -> Result<Sign, Outcome> {
    let text = hook_text(program, &shown_folder(&repository.prefix));
    let mut ailments = Vec::new();
    let mut installed = false;
    for hook in HOOKS {
        let place = repository.hook(hook)?.filter(|file| files::exists(file));
        let now = place.map(|file| files::bytes(&file)).transpose()?;
        let Some(now) = now.map(|now| String::from_utf8_lossy(&now).into_owned()) else {
            ailments.push(Ailment::HookMissing { hook });
            continue;
        };
        let is_ours = now.contains(HOOK_MARK);
        installed |= is_ours;
        if is_ours && now != text {
            ailments.push(Ailment::HookOld { hook });
        }
    }
    Ok(if installed { Sign::of(Subject::Hooks, ailments) } else { Sign::absent(Subject::Hooks) })
}

/// One thing to write or to remove.
struct Step {
    file: PathBuf,
    /// Its name for the user.
    shown: String,
    /// What is shown of it, `+` or `-` before each line.
    lines: String,
    action: Action,
}

enum Action {
    WriteFile(String),
    DeleteFile,
    WriteHook(String),
    /// A key with its value; `None` removes it.
    Setting(&'static str, Option<String>),
}

impl Step {
    fn make(&self, repository: &Repository) -> duban::store::Result<()> {
        match &self.action {
            Action::WriteFile(text) => replace::not_through_links(&self.file, text),
            Action::DeleteFile => replace::remove(&self.file),
            Action::WriteHook(text) => repository::write_hook(&self.file, text),
            Action::Setting(key, Some(value)) => repository.set(key, value),
            Action::Setting(key, None) => repository.unset(key),
        }
    }
}

/// How git calls this program: by its name where it finds it.
fn program(repository: &Repository) -> Result<String, Outcome> {
    Ok(if repository.finds("duban")? { "duban".to_owned() } else { own_path() })
}

/// The program's own path, as the shell reads it.
fn own_path() -> String {
    let path = environment::program();
    path.map_or_else(|| "duban".to_owned(), |path| shell::quoted_file(&path))
}

/// The lines that a file lacks, or has to give up.
fn lines(file: PathBuf, wanted: &[&str], remove: bool) -> Result<Option<Step>, Outcome> {
    let inside = Links::default();
    // The folder of a bare file name is the empty path, which does not exist to the system.
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    let folder = parent.unwrap_or(Path::new("."));
    let before = match files::exists(folder) {
        true => Opener::of(folder, &inside)?.bytes_if_there(&file)?.unwrap_or_default(),
        false => Vec::new(),
    };
    let before = String::from_utf8(before).map_err(anyhow::Error::from)?;
    let here: Vec<&str> = before.lines().collect();
    let changed: Vec<&str> =
        wanted.iter().copied().filter(|line| here.contains(line) == remove).collect();
    if changed.is_empty() {
        return Ok(None);
    }
    let sign = if remove { '-' } else { '+' };
    let lines = changed.iter().map(|line| format!("{sign} {line}\n")).collect();
    let text = if remove {
        let lines = before.split_inclusive('\n');
        let kept = lines.filter(|line| !wanted.contains(&line.trim_end()));
        kept.collect()
    } else {
        let ended = before.is_empty() || before.ends_with('\n');
        let gap = if ended { "" } else { "\n" };
        format!("{before}{gap}{}\n", changed.join("\n"))
    };
    let action = if text.trim().is_empty() { Action::DeleteFile } else { Action::WriteFile(text) };
    Ok(Some(Step { shown: file.display().to_string(), file, lines, action }))
}

/// The repository's settings. `-C` names the ledger, since git hands the diff driver a nameless file.
fn settings(program: &str, prefix: &Path) -> [(&'static str, String); 4] {
    let folder = shown_folder(prefix);
    [
        ("merge.duban.name", "duban: by task, key and event".to_owned()),
        ("merge.duban.driver", format!("{program} git-merge -- %O %A %B %P")),
        ("diff.duban.textconv", format!("{program} -C {folder} git-diff --")),
        ("diff.duban.xfuncname", "^[^[:space:]].*$".to_owned()),
    ]
}

/// The step from what a setting is now to what it is to be.
fn setting(key: &'static str, now: Option<&str>, value: &str, remove: bool) -> Option<Step> {
    // Several ledgers of one repository share its settings; those of the first are kept.
    let ours = |now: &str| {
        let differs = now.contains(" -C ") && now.ends_with(" git-diff --");
        // As earlier versions wrote it; it is written anew, since names that begin with `-` need the `--`.
        let old = remove && (now == "duban git-merge %O %A %B %P" || now.ends_with(" git-diff"));
        now == value || differs || old
    };
    let ours = now.is_some_and(ours);
    let (sign, value) = match (remove, ours) {
        (true, true) => ('-', None),
        (false, false) => ('+', Some(value.to_owned())),
        _ => return None,
    };
    let shown = value.as_deref().or(now).unwrap_or_default();
    Some(Step {
        file: PathBuf::new(),
        shown: "git config --local".to_owned(),
        lines: format!("{sign} {key} = {shown}\n"),
        action: Action::Setting(key, value),
    })
}

/// The ledger's folder from the top of the repository, as the shell reads it, and never like an option.
fn shown_folder(prefix: &Path) -> String {
    // Without the stroke at its end.
    let folder: PathBuf = prefix.components().collect();
    match folder.as_os_str().as_encoded_bytes().first() {
        None => ".".to_owned(),
        Some(b'-') => shell::quoted_file(&Path::new(".").join(folder)),
        Some(_) => shell::quoted_file(&folder),
    }
}

/// The line by which a hook of ours is known.
const HOOK_MARK: &str = "# duban git-setup --hook";

/// The hook in words of the shell. Where the folder has more than what is to be committed, a copy of that is judged; git's
/// own variables are unset, so that nothing looks into the other repository.
fn hook_text(program: &str, folder: &str) -> String {
    format!(
        "#!/bin/sh
{HOOK_MARK}
folder={folder}
if ! git diff --quiet --no-ext-diff --no-textconv -- \"$folder\" ||
   [ -n \"$(git ls-files --others --exclude-standard -- \"$folder/*.toml\")\" ]; then
  copy=$(mktemp -d) || exit 1
  trap 'rm -rf \"$copy\"' EXIT
  git checkout-index --all --prefix=\"$copy/\" || exit 1
  cd \"$copy\" || exit 1
fi
unset $(git rev-parse --local-env-vars)
cd \"$folder\" || exit 1
{program} -C . check > /dev/null || {{ {program} -C . check >&2; exit 1; }}
"
    )
}

/// The hook as versions before had it: it is replaced and removed like today's.
fn hook_before(line: &str) -> String {
    format!("#!/bin/sh\n{HOOK_MARK}\n{line}\n")
}

fn hook(
    repository: &Repository,
    name: &str,
    program: &str,
    remove: bool,
    lang: Locale,
) -> Result<Option<Step>, Outcome> {
    let folder = shown_folder(&repository.prefix);
    let line = format!(
        "{program} -C {folder} check > /dev/null || {{ {program} -C {folder} check >&2; exit 1; }}"
    );
    let text = hook_text(program, &folder);
    let place = repository.hook(name)?;
    let now = match &place {
        Some(file) if files::exists(file) => {
            Some(String::from_utf8_lossy(&files::bytes(file)?).into_owned())
        }
        _ => None,
    };
    let now = now.as_deref();
    let is_ours = now.is_some_and(|now| now == text || now == hook_before(&line));
    // Somebody's own hook that has the line already.
    let has_line = now.is_some_and(|now| now.lines().any(|known| known.trim() == line));
    let lines =
        |sign: char, text: &str| text.lines().map(|line| format!("{sign} {line}\n")).collect();
    let step = |file: PathBuf, lines: String, action: Action| {
        Ok(Some(Step { file, shown: name.to_owned(), lines, action }))
    };
    match (place, now, remove) {
        (Some(file), Some(now), true) if is_ours => step(file, lines('-', now), Action::DeleteFile),
        (_, _, true) => Ok(None),
        (Some(_), Some(now), false) if now == text => Ok(None),
        (Some(file), Some(_), false) if is_ours => {
            step(file, lines('+', &text), Action::WriteHook(text))
        }
        (Some(_), Some(_), false) if has_line => Ok(None),
        (Some(file), None, false) => {
            let lines = lines('+', &text);
            step(file, lines, Action::WriteHook(text))
        }
        (Some(file), Some(_), false) => {
            Err(GitRefusal::HookExists { file, line }.refusal(lang).into())
        }
        (None, ..) => Err(GitRefusal::HooksShared { line }.refusal(lang).into()),
    }
}
