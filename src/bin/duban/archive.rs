//! A ledger in its repository: the files of each revision, their texts, and the working tree as one more revision.

mod links;
mod strangers;
mod tree;

use crate::context::Context;
use crate::edge::files::{self, Loaded};
use crate::edge::git::{Git, Objects};
use crate::edge::names::{self, BOOK};
use crate::edge::output;
use crate::outcome::Outcome;
use crate::refusal::{self, Refusal, Then};
use crate::session::snippets;
use anyhow::{Context as _, Result};
use duban::history::{Side, Stranger};
use duban::ledger::Locale;
use duban::page::refusals::git::GitRefusal;
use duban::page::refusals::notes::Note;
use duban::read::LedgerFiles;
use duban::source::{FileId, SourceFile, Sources};
use duban::store;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use strangers::Walk;
use tree::LedgerTree;

pub(crate) use tree::Snapshot;

const STATEMENTS: &str = "statements/";

/// A ledger is looked for so many folders down.
const DEEPEST: usize = 16;

/// A ledger with its repository.
pub(crate) struct Archive {
    pub(crate) git: Git,
    objects: Objects,
    /// Shown before a path.
    folder: PathBuf,
    /// The files of the working tree; `None` in a bare repository.
    pub(crate) beside: Option<&'static Loaded>,
    /// Texts by git object, and whether each is valid UTF-8.
    texts: HashMap<String, (Rc<str>, bool)>,
    /// Texts of the working tree, which the repository may lack.
    texts_beside: HashMap<String, Rc<str>>,
    snapshots: HashMap<String, Snapshot>,
}

impl Archive {
    /// The ledger asked for and the repository it is in.
    fn open(context: &Context) -> Result<Self, Outcome> {
        let settings = &context.settings;
        match context.find() {
            Ok(config) => {
                let archive = Self::beside(config, context, || context.loaded())?;
                if let Some(of_ledger) = archive.locale() {
                    context.speak(of_ledger);
                }
                Ok(archive)
            }
            Err(why) => {
                let given = settings.ledger.as_ref();
                match Git::open_bare(given.unwrap_or(&settings.here))? {
                    Some(git) => Self::of(git, PathBuf::new(), None),
                    None => Err(refusal::no_ledger(&why, settings.first_language()).into()),
                }
            }
        }
    }

    fn of(git: Git, folder: PathBuf, beside: Option<&'static Loaded>) -> Result<Self, Outcome> {
        Ok(Self {
            objects: git.objects()?,
            git,
            folder,
            beside,
            texts: HashMap::new(),
            texts_beside: HashMap::new(),
            snapshots: HashMap::new(),
        })
    }

    /// The ledger of a duban.toml and the repository it is in.
    pub(crate) fn beside(
        config: &Path,
        context: &Context,
        load: impl FnOnce() -> Result<&'static Loaded, Outcome>,
    ) -> Result<Self, Outcome> {
        let folder = config.parent().unwrap_or(Path::new(""));
        let Some(git) = Git::open(folder)? else {
            return Err(no_repository(folder, context.lang()).into());
        };
        let loaded = load()?;
        if !loaded.found.is_empty() {
            let (lang, canvas) = (context.lang(), context.settings.err);
            output::say(&snippets(&loaded.found, &loaded.sources, lang, canvas));
            let stopped = refusal::stopped(loaded.found.len(), Then::NotByTask, lang);
            return Err(Outcome::Unreadable(anyhow::anyhow!(stopped.trim_end().to_owned())));
        }
        Self::of(git, folder.to_path_buf(), Some(loaded))
    }

    /// The language that the working tree sets.
    fn locale(&self) -> Option<Locale> {
        let loaded = self.beside?;
        let config = loaded.ledgers.first()?.config;
        Some(duban::read::locale(&loaded.sources, config))
    }

    /// Finds the only ledger of a bare repository, where `-C` does not name its folder.
    pub(crate) fn look_for_it(&mut self, commit: &str, lang: Locale) -> Result<(), Outcome> {
        if !self.git.bare || !self.git.prefix.is_empty() {
            return Ok(());
        }
        let mut found = Vec::new();
        let tree = self.tree_of(commit)?;
        self.books(&tree, "", &mut found)?;
        match found.as_slice() {
            [only] => {
                self.git.prefix.clone_from(only);
                Ok(())
            }
            [] => Err(GitRefusal::NoLedgerInRevision.refusal(lang).into()),
            several => Err(GitRefusal::SeveralLedgers(several.to_vec()).refusal(lang).into()),
        }
    }

    fn books(&mut self, tree: &str, path: &str, found: &mut Vec<String>) -> Result<()> {
        for entry in self.objects.tree(tree)?.iter() {
            let name = &entry.name;
            if entry.is_file && name == BOOK {
                found.push(path.to_owned());
            }
            if entry.is_tree && path.matches('/').count() < DEEPEST {
                self.books(&entry.object, &format!("{path}{name}/"), found)?;
            }
        }
        Ok(())
    }

    fn tree_of(&mut self, commit: &str) -> Result<String> {
        let bytes = self.objects.bytes(commit)?;
        let text = String::from_utf8_lossy(&bytes);
        let tree = text.lines().find_map(|line| line.strip_prefix("tree "));
        Ok(tree.context("a commit without a tree")?.to_owned())
    }

    /// The ledger's files in a commit; none where the commit has no such ledger.
    pub(crate) fn snapshot(&mut self, commit: &str) -> Result<Snapshot> {
        let mut tree = self.tree_of(commit)?;
        for name in self.git.prefix.clone().split_terminator('/') {
            let entries = self.objects.tree(&tree)?;
            let mut below = entries.iter().filter(|entry| entry.is_tree);
            match below.find(|entry| entry.name == name) {
                Some(entry) => tree.clone_from(&entry.object),
                None => return Ok(Snapshot::default()),
            }
        }
        if let Some(known) = self.snapshots.get(&tree) {
            return Ok(Rc::clone(known));
        }
        let snapshot = Snapshot::new(LedgerTree::read(&mut self.objects, &tree)?);
        self.snapshots.insert(tree, Rc::clone(&snapshot));
        Ok(snapshot)
    }

    /// The working tree as a snapshot; `None` in a bare repository.
    pub(crate) fn files_beside(&mut self) -> Result<Option<Snapshot>> {
        let Some(loaded) = self.beside else {
            return Ok(None);
        };
        let mut files = BTreeMap::new();
        let ledger = loaded.ledgers.first().into_iter();
        for file in ledger.flat_map(|ledger| ledger.tasks.iter().chain([&ledger.config])) {
            let path = loaded.path(*file);
            let path = names::shown(path.strip_prefix(&self.folder).unwrap_or(path));
            let file = loaded.sources.file(*file);
            let object = self.git.name_of(&file.text);
            let text = Rc::from(file.text.as_str());
            self.texts_beside.insert(object.clone(), text);
            files.insert(path, object);
        }
        for file in files::statement_files(&self.folder, &loaded.links)? {
            let text = files::statement(&self.folder, &loaded.links, &names::stem(&file))?;
            let object = self.git.name_of(&text);
            let path = file.strip_prefix(&self.folder).unwrap_or(&file);
            files.insert(names::shown(path), object);
        }
        Ok(Some(Snapshot::new(LedgerTree::beside(files))))
    }

    fn text(&mut self, object: &str) -> Result<(Rc<str>, bool)> {
        if let Some(text) = self.texts_beside.get(object) {
            return Ok((Rc::clone(text), true));
        }
        if let Some((text, whole)) = self.texts.get(object) {
            return Ok((Rc::clone(text), *whole));
        }
        let bytes = self.objects.bytes(object)?;
        let (text, whole) = match String::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(error) => {
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                (text, false)
            }
        };
        let text: Rc<str> = Rc::from(text);
        self.texts.insert(object.to_owned(), (Rc::clone(&text), whole));
        Ok((text, whole))
    }

    /// All files of a snapshot, as a ledger is read from them.
    pub(crate) fn whole(&mut self, snapshot: &Snapshot) -> Result<Option<(Sources, LedgerFiles)>> {
        let mut sources = Sources::default();
        let mut files = LedgerFiles { config: FileId(0), tasks: Vec::new(), prefix: String::new() };
        let Some(book) = snapshot.get(BOOK) else {
            return Ok(None);
        };
        let text = self.text(book)?.0;
        files.config = sources.push(SourceFile::new(self.shown(BOOK), text.to_string()));
        for (path, object) in snapshot.iter() {
            if path != BOOK && !path.starts_with(STATEMENTS) {
                let text = self.text(object)?.0;
                let file = SourceFile::new(self.shown(path), text.to_string());
                files.tasks.push(sources.push(file));
            }
        }
        Ok(Some((sources, files)))
    }

    /// The files in which two snapshots differ.
    pub(crate) fn sides(&mut self, before: &Snapshot, after: &Snapshot) -> Result<(Side, Side)> {
        let (old, mut new) = (self.side(before, after)?, self.side(after, before)?);
        // Beside the working tree lies what nobody has committed, drafts too; it is looked at once it is.
        // Of a ledger that is new as a whole nothing has changed.
        let trees = before.tree.as_ref().zip(after.tree.as_ref());
        if let Some((was, is)) = trees.filter(|_| before.contains_key(BOOK)) {
            let mut walk = Walk { objects: &mut self.objects, found: Vec::new() };
            walk.ledger(Some(was), Some(is))?;
            for (path, stranger) in walk.found {
                // What a link leads to is read as one of the ledger's files, and judged as such.
                if stranger == Stranger::Unknown && after.targets.contains(&path) {
                    continue;
                }
                new.stranger(&path, &self.shown(&path), stranger);
            }
        }
        Ok((old, new))
    }

    fn side(&mut self, snapshot: &Snapshot, other: &Snapshot) -> Result<Side> {
        let mut side = Side::default();
        for (path, object) in snapshot.iter() {
            if let Some(name) = path.strip_prefix(STATEMENTS) {
                side.statement(&names::stem(Path::new(name)), object);
                continue;
            }
            if path != BOOK && other.get(path) == Some(object) {
                continue;
            }
            let name = self.shown(path);
            let (text, whole) = self.text(object)?;
            if path == BOOK {
                side.config(&name, text.to_string());
            } else {
                side.tasks(path, &name, text.to_string());
            }
            if !whole {
                side.garbled(&name);
            }
        }
        Ok(side)
    }

    /// Forgets texts that are in neither of two snapshots.
    pub(crate) fn forget_but(&mut self, before: &Snapshot, after: &Snapshot) {
        self.texts.retain(|object, _| {
            let mut kept = before.values().chain(after.values());
            kept.any(|kept| kept == object)
        });
    }

    fn shown(&self, path: &str) -> String {
        match &self.beside {
            Some(_) => self.folder.join(path).display().to_string(),
            None => format!("{}{path}", self.git.prefix),
        }
    }
}

/// A commit by its short name, and whether the ledger's files differ from it.
pub(crate) struct Revision {
    pub(crate) commit: String,
    pub(crate) changed: bool,
}

impl Context {
    /// The ledger's repository.
    pub(crate) fn archive(&self) -> Result<Archive, Outcome> {
        Archive::open(self)
    }
}

/// The revision that a ledger's files stand at; `None` where they are in no repository, or nothing is committed.
///
/// A repository that cannot be read is told: the answer does not come from it.
pub(crate) fn revision(context: &Context) -> Option<Revision> {
    let lang = context.lang();
    let refused = match read_revision(context) {
        Ok(revision) => return revision,
        Err(outcome) => outcome.refusal(lang),
    };
    let why = refused.map_or_else(String::new, |refusal| refusal.message);
    output::say(&Note::RepositoryNotRead { why }.words(lang));
    None
}

fn read_revision(context: &Context) -> Result<Option<Revision>, Outcome> {
    let folder = context.config()?.parent().unwrap_or(Path::new(""));
    let git = match Git::open(folder) {
        Ok(Some(git)) => git,
        Ok(None) | Err(store::Error::NoGit) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut archive = Archive::of(git, folder.to_path_buf(), Some(context.loaded()?))?;
    let Some(head) = archive.git.resolve("HEAD")? else {
        return Ok(None);
    };
    let commit = archive.git.commit(&head)?.short;
    let (beside, kept) = (archive.files_beside()?, archive.snapshot(&head)?);
    Ok(beside.map(|beside| Revision { commit, changed: beside != kept }))
}

/// A ledger in no repository.
pub(crate) fn no_repository(folder: &Path, lang: Locale) -> Refusal {
    GitRefusal::NoRepository(folder.to_path_buf()).refusal(lang)
}
