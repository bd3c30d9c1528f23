//! The repository a ledger lies in, read through `git` as a child process.
//!
//! Nothing that such a repository configures is run: no hook, monitor, filter, external difference, signature program or
//! transport. What is asked for goes in as an object's name, never as a word that could be an option. Nothing is written.

mod objects;

pub use objects::{Objects, TreeEntry};

use super::names::or_here;
use super::{Error, Result, names, opener, path_text};
use chrono::{DateTime, NaiveDate};
use sha2::{Digest, Sha256};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A repository, and where in it the ledger's folder is.
#[derive(Debug)]
pub struct Git {
    /// A folder that git finds the repository from.
    place: PathBuf,
    /// The ledger's folder from the top of the tree: empty, or `a/b/`.
    pub prefix: String,
    /// Without files beside it.
    pub bare: bool,
    /// Its older history is not here.
    pub shallow: bool,
    sha256: bool,
}

/// A commit as it names itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its full name.
    pub name: String,
    /// Its short one.
    pub short: String,
    /// The full names of what it follows.
    pub parents: Vec<String>,
    /// The name of its tree.
    pub tree: String,
    /// The author's own day.
    pub day: NaiveDate,
    /// Who wrote it.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
}

/// Settings that keep a repository from having anything run.
const QUIET: [&str; 7] = [
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.untrackedCache=false",
    "core.quotePath=false",
    "log.showSignature=false",
    "protocol.allow=never",
];

impl Git {
    /// The repository around a folder; `None` where there is none. A folder that is itself laid out as a bare repository is
    /// refused: it may have come with the ledger.
    pub fn open(folder: &Path) -> Result<Option<Self>> {
        Self::around(or_here(folder), false)
    }

    /// The bare repository that a user names instead of a ledger; `None` where it is none. Of a folder that is not there, the
    /// nearest above it is taken: the rest is the path in its tree.
    pub fn open_bare(folder: &Path) -> Result<Option<Self>> {
        let given = or_here(folder);
        let mut place = given;
        while !opener::look(place)?.is_some_and(|about| about.is_dir()) {
            let Some(above) = place.parent() else {
                return Ok(None);
            };
            place = or_here(above);
        }
        let Some(mut git) = Self::around(place, true)?.filter(|git| git.bare) else {
            return Ok(None);
        };
        let below = given.strip_prefix(place).unwrap_or(Path::new(""));
        if !below.as_os_str().is_empty() {
            git.prefix = format!("{}/", names::shown(below));
        }
        Ok(Some(git))
    }

    fn around(place: &Path, bare: bool) -> Result<Option<Self>> {
        let asked = [
            "rev-parse",
            "--is-bare-repository",
            "--is-shallow-repository",
            "--show-object-format",
            "--show-prefix",
        ];
        let output = command(place, bare).args(asked).output();
        let output = output.map_err(not_installed)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            if said.contains("not a git repository") {
                return Ok(None);
            }
            return Err(Error::Git(said.trim().to_owned()));
        }
        let said = names::escaped(&output.stdout);
        let mut lines = said.lines();
        let mut flag = || lines.next() == Some("true");
        let (bare, shallow) = (flag(), flag());
        Ok(Some(Self {
            place: place.to_path_buf(),
            bare,
            shallow,
            sha256: lines.next() == Some("sha256"),
            prefix: lines.next().unwrap_or("").to_owned(),
        }))
    }

    /// The full name of the commit that a user's words mean.
    pub fn resolve(&self, revision: &str) -> Result<Option<String>> {
        let words = format!("{revision}^{{commit}}");
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
        let output = self.command().args(asked).arg(words).output()?;
        let name = String::from_utf8(output.stdout)?.trim().to_owned();
        Ok((output.status.success() && !name.is_empty()).then_some(name))
    }

    /// The branches and tags there are, by their short names.
    pub fn names(&self) -> Result<Vec<String>> {
        let said = self.said(&["for-each-ref", "--format=%(refname:short)"])?;
        Ok(said.lines().map(str::to_owned).collect())
    }

    /// Where two commits parted; `None` where they have nothing in common.
    pub fn merge_base(&self, first: &str, other: &str) -> Result<Option<String>> {
        let output = self.command().args(["merge-base", first, other]).output()?;
        let name = String::from_utf8(output.stdout)?.trim().to_owned();
        Ok((output.status.success() && !name.is_empty()).then_some(name))
    }

    /// The commits up to one and not up to another, each after its parents.
    pub fn commits(&self, after: Option<&str>, until: &str) -> Result<Vec<Commit>> {
        let not = after.map(|after| format!("^{after}"));
        let mut asked = vec!["--topo-order", "--reverse", until];
        asked.extend(not.as_deref());
        self.log(&asked)
    }

    /// The commit of that name alone.
    pub fn commit(&self, name: &str) -> Result<Commit> {
        let found = self.log(&["--max-count=1", name])?.pop();
        found.ok_or_else(|| Error::Commit(name.to_owned()))
    }

    fn log(&self, asked: &[&str]) -> Result<Vec<Commit>> {
        let shape = [
            "log",
            "--no-show-signature",
            "--no-notes",
            "--encoding=UTF-8",
            "-z",
            "--format=%H%x00%h%x00%P%x00%T%x00%aI%x00%an%x00%s",
        ];
        let said = self.said(&[&shape, asked, &["--"]].concat())?;
        let fields: Vec<&str> = said.trim_end_matches('\0').split('\0').collect();
        fields.chunks_exact(7).map(commit).collect()
    }

    /// Reads objects one after another.
    pub fn objects(&self) -> Result<Objects> {
        let mut asked = self.command();
        asked.args(["cat-file", "--batch"]);
        Objects::begin(asked, if self.sha256 { 32 } else { 20 })
    }

    /// The commits at which a shallow clone ends: their parents are not here.
    pub fn ends(&self) -> Result<Vec<String>> {
        if !self.shallow {
            return Ok(Vec::new());
        }
        let path = self.bytes(&["rev-parse", "--git-path", "shallow"])?;
        let path = path_text::of_bytes(path.trim_ascii_end().to_vec()).unwrap_or_default();
        let text = String::from_utf8(opener::given(&self.place.join(path))?)?;
        Ok(text.lines().map(str::to_owned).collect())
    }

    /// The name git gives to a file of that text.
    pub fn name_of(&self, text: &str) -> String {
        let head = format!("blob {}\0", text.len());
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        if self.sha256 {
            let digest = Sha256::new().chain_update(head).chain_update(text);
            hex(&digest.finalize())
        } else {
            let digest = sha1::Sha1::new().chain_update(head).chain_update(text);
            hex(&digest.finalize())
        }
    }

    fn command(&self) -> Command {
        command(&self.place, self.bare)
    }

    fn said(&self, asked: &[&str]) -> Result<String> {
        Ok(String::from_utf8_lossy(&self.bytes(asked)?).into_owned())
    }

    fn bytes(&self, asked: &[&str]) -> Result<Vec<u8>> {
        let output = self.command().args(asked).output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(Error::Git(said.trim().to_owned()));
        }
        Ok(output.stdout)
    }
}

/// `bare`: the place is itself the repository, and named as one.
fn command(place: &Path, bare: bool) -> Command {
    let mut git = Command::new("git");
    git.arg("--no-pager").arg("-C").arg(place);
    if bare {
        git.arg("--git-dir=.");
    }
    for setting in QUIET {
        git.args(["-c", setting]);
    }
    git.env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_GRAFT_FILE", "/dev/null")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("LC_ALL", "C")
        .env_remove("GIT_EXTERNAL_DIFF")
        .env_remove("GIT_PREFIX")
        .stdin(Stdio::null());
    git
}

fn not_installed(error: std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::NotFound => Error::NoGit,
        _ => error.into(),
    }
}

fn commit(fields: &[&str]) -> Result<Commit> {
    let &[name, short, parents, tree, date, author, subject] = fields else {
        return Err(Error::Git(format!("{} fields of a commit", fields.len())));
    };
    // An unreadable date must not hide the commit, so it counts as the earliest.
    let day =
        DateTime::parse_from_rfc3339(date).map_or(NaiveDate::MIN, |moment| moment.date_naive());
    Ok(Commit {
        name: name.to_owned(),
        short: short.to_owned(),
        parents: parents.split_whitespace().map(str::to_owned).collect(),
        tree: tree.to_owned(),
        day,
        author: author.to_owned(),
        subject: subject.to_owned(),
    })
}
