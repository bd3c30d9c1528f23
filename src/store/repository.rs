//! The user's own repository, changed as he would change it himself with git: his settings count, and his hooks run.
//!
//! Only what the user asks for by name is done here; whatever reads a repository goes through `git`.

use super::names::{BOOK, or_here};
use super::{Error, Result, names, opener, path_text};
use std::fs;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A repository with files beside it, and where in it the ledger's folder is.
pub struct Repository {
    folder: PathBuf,
    /// The ledger's folder from the top: empty, or `a/b/`.
    pub prefix: PathBuf,
}

impl Repository {
    /// The repository around a folder; `None` where there is none.
    pub fn open(folder: &Path) -> Result<Option<Self>> {
        let folder = or_here(folder).to_path_buf();
        let asked = ["rev-parse", "--is-inside-work-tree", "--show-prefix"];
        let output = git(&folder, &asked)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            if said.contains("not a git repository") {
                return Ok(None);
            }
            return Err(Error::Repository(said.trim().to_owned()));
        }
        let mut lines = lines(&output.stdout).into_iter();
        let inside = lines.next().is_some_and(|line| line.as_os_str() == "true");
        let prefix = lines.next().unwrap_or_default();
        Ok(inside.then_some(Self { folder, prefix }))
    }

    /// Makes a repository in a folder.
    pub fn make(folder: &Path) -> Result<()> {
        said(git(folder, &["init", "--quiet"])?).map(drop)
    }

    /// The settings that lack for a commit to bear somebody's name.
    pub fn no_identity(&self) -> Result<Option<&'static str>> {
        let asked = ["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"];
        if git(&self.folder, &asked)?.status.success() {
            return Ok(None);
        }
        let named = git(&self.folder, &["config", "--get", "user.name"])?.status.success();
        Ok(Some(if named { "user.email" } else { "user.name" }))
    }

    /// A setting of this repository alone.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        let output = git(&self.folder, &["config", "--local", "--get", key])?;
        let text = names::escaped(&output.stdout);
        Ok(output.status.success().then(|| text.trim_end_matches('\n').to_owned()))
    }

    /// Writes a setting of this repository.
    pub fn set(&self, key: &str, value: &str) -> Result<()> {
        said(git(&self.folder, &["config", "--local", key, value])?).map(drop)
    }

    /// Takes a setting away.
    pub fn unset(&self, key: &str) -> Result<()> {
        said(git(&self.folder, &["config", "--local", "--unset-all", key])?).map(drop)
    }

    /// Where its hook of that name is; `None` where hooks lie outside of it, and are other repositories' too.
    pub fn hook(&self, name: &str) -> Result<Option<PathBuf>> {
        let asked = [
            "rev-parse",
            "--git-path",
            &format!("hooks/{name}"),
            "--git-common-dir",
            "--show-toplevel",
        ];
        let asked = said(git(&self.folder, &asked)?)?;
        let mut lines = lines(&asked).into_iter().map(|line| self.folder.join(line));
        let (hook, git_folder, top) = (lines.next(), lines.next(), lines.next());
        let hook = hook.ok_or_else(|| Error::Git("rev-parse".to_owned()))?;
        let hook = hook.strip_prefix(".").map(Path::to_path_buf).unwrap_or(hook);
        let whole = |path: &Path| fs::canonicalize(path).ok();
        let folder = hook.parent().and_then(|folder| folder.ancestors().find_map(whole));
        let inside = [git_folder, top].into_iter().flatten().any(|git_folder| {
            whole(&git_folder)
                .zip(folder.as_ref())
                .is_some_and(|(git_folder, folder)| folder.starts_with(git_folder))
        });
        Ok(inside.then_some(hook))
    }
}

/// A step of git that waits for the user to go on with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Underway {
    /// Nothing.
    Nothing,
    /// A merge: the next commit ends it.
    Merge,
    /// A rebase, a cherry-pick or a revert: it has a `--continue` of its own.
    Other,
}

/// A file that differs from the last commit.
pub struct Difference {
    /// From the ledger's folder.
    pub path: PathBuf,
    /// Git does not know it yet.
    untracked: bool,
}

impl Repository {
    /// The files of the ledger's folder that differ from the last commit.
    pub fn differences(&self) -> Result<Vec<Difference>> {
        let asked = [
            "-c",
            "core.quotePath=false",
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--",
            ".",
        ];
        let all = said(git(&self.folder, &asked)?)?;
        let differences = all.split(|byte| *byte == 0).filter_map(|line| {
            let (state, path) = line.split_at_checked(3)?;
            let path = path_text::of_bytes(path.to_vec())?;
            let path = path.strip_prefix(&self.prefix).ok()?.to_path_buf();
            Some(Difference { path, untracked: state.starts_with(b"??") })
        });
        Ok(differences.collect())
    }

    /// The files of the ledger's folder that a merge has left open.
    pub fn unmerged(&self) -> Result<Vec<PathBuf>> {
        let asked = ["ls-files", "--unmerged", "-z", "--", "."];
        let all = said(git(&self.folder, &asked)?)?;
        let path = |line: &[u8]| {
            let tab = line.iter().position(|byte| *byte == b'\t')?;
            path_text::of_bytes(line.get(tab + 1..)?.to_vec())
        };
        let mut paths: Vec<PathBuf> = all.split(|byte| *byte == 0).filter_map(path).collect();
        paths.dedup();
        Ok(paths)
    }

    /// Whether git, as it starts its drivers, finds a program of that name.
    pub fn finds(&self, program: &str) -> Result<bool> {
        let alias = format!("alias.duban-found=!command -v {program}");
        let output = command(&self.folder).args(["-c", &alias, "duban-found"]).output()?;
        Ok(output.status.success())
    }

    /// The file of this repository alone that names what git leaves out.
    pub fn exclude(&self) -> Result<PathBuf> {
        let said = said(git(&self.folder, &["rev-parse", "--git-path", "info/exclude"])?)?;
        let path = self.folder.join(lines(&said).into_iter().next().unwrap_or_default());
        Ok(path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path))
    }

    /// What git is in the middle of.
    pub fn underway(&self) -> Result<Underway> {
        let asked =
            ["rev-parse"].into_iter().chain(UNDERWAY.iter().flat_map(|name| ["--git-path", name]));
        let said = said(git(&self.folder, &asked.collect::<Vec<&str>>())?)?;
        for (nth, path) in lines(&said).iter().enumerate() {
            if opener::is_there(&self.folder.join(path))? {
                return Ok(if nth == 0 { Underway::Merge } else { Underway::Other });
            }
        }
        Ok(Underway::Nothing)
    }

    /// Commits these files alone, as the user would himself; in a merge, the whole merge. The short name of the commit, or
    /// `None` where git, or a hook of the user's, refuses: `hear` is given each line that they say.
    pub fn commit(
        &self,
        files: &[Difference],
        message: &str,
        merge: bool,
        hear: &dyn Fn(&str),
    ) -> Result<Option<String>> {
        let paths: Vec<&Path> = files.iter().map(|file| file.path.as_path()).collect();
        let new = files.iter().filter(|file| file.untracked);
        let new: Vec<&Path> = new.map(|file| file.path.as_path()).collect();
        // `git add --all` without a path adds the whole folder.
        let kept = if merge {
            paths.is_empty() || self.on(&["add", "--all"], &paths, hear)?
        } else {
            new.is_empty() || self.on(&["add", "--intent-to-add"], &new, hear)?
        };
        let only = if merge { &[][..] } else { paths.as_slice() };
        let asked = ["commit", "--quiet", "--cleanup=verbatim", "--message", message];
        let done = kept && self.on(&asked, only, hear)?;
        if !done {
            if !merge && !new.is_empty() {
                self.on(&["reset", "--quiet"], &new, hear)?;
            }
            return Ok(None);
        }
        // It is made, also where git can no longer be asked what it is called.
        let name = git(&self.folder, &["rev-parse", "--short", "HEAD"]).and_then(said);
        let name = name.unwrap_or_else(|_| b"HEAD".to_vec());
        Ok(Some(names::escaped(&name).trim().to_owned()))
    }

    /// Runs git on some paths; what it and the hooks say is heard line by line, while they say it.
    fn on(&self, asked: &[&str], paths: &[&Path], hear: &dyn Fn(&str)) -> Result<bool> {
        let mut command = command(&self.folder);
        command.args(asked).arg("--").args(paths);
        command.env("GIT_LITERAL_PATHSPECS", "1").stdin(Stdio::null());
        let mut git = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        if let Some(stderr) = git.stderr.take() {
            let mut said = BufReader::new(stderr);
            let mut line = Vec::new();
            while said.read_until(b'\n', &mut line)? > 0 {
                hear(&String::from_utf8_lossy(&line));
                line.clear();
            }
        }
        Ok(git.wait()?.success())
    }
}

/// Files that are there while git is in the middle of something; the first: a merge.
const UNDERWAY: [&str; 5] =
    ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"];

/// The duban.toml that a file belongs to: the first one in its folder or above.
///
/// # Errors
/// It cannot be known whether there is one.
pub fn config_above(path: &Path) -> Result<Option<PathBuf>> {
    for folder in path.ancestors().skip(1) {
        let config = folder.join(BOOK);
        if opener::is_there(&config)? {
            return Ok(Some(config));
        }
    }
    Ok(None)
}

/// Makes a file that can be run; its folder too.
pub fn write_hook(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::at(folder))?;
    }
    fs::write(path, text).map_err(Error::at(path))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// Git in a folder. A ledger may be a stranger's: nothing that lies in it is taken for a repository, and nothing is fetched.
fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    command.args(["-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"]);
    command.env("GIT_ALLOW_PROTOCOL", "none").env("GIT_NO_LAZY_FETCH", "1");
    command
}

/// Runs git in a folder.
fn git(folder: &Path, asked: &[&str]) -> Result<Output> {
    let mut command = command(folder);
    command.args(asked).env("LC_ALL", "C");
    command.stdin(Stdio::null()).output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::NoGit,
        _ => error.into(),
    })
}

fn said(output: Output) -> Result<Vec<u8>> {
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        // A git that was killed says nothing.
        let said = if said.trim().is_empty() { output.status.to_string() } else { said.into() };
        return Err(Error::Git(said.trim().to_owned()));
    }
    Ok(output.stdout)
}

/// What git says, line by line, as paths.
fn lines(said: &[u8]) -> Vec<PathBuf> {
    let said = said.strip_suffix(b"\n").unwrap_or(said);
    said.split(|byte| *byte == b'\n')
        .filter_map(|path| path_text::of_bytes(path.to_vec()))
        .collect()
}
