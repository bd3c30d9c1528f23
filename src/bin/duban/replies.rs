//! The tables of the other side, read from the disk.

use crate::edge::{files, opener};
use crate::refusal::{self, Refusal};
use duban::account::{Address, NotRead, NotReadWhy, Reply};
use duban::diagnostic::nearest;
use duban::exchange::{
    self, Asked, FileKind, FilledForm, Limit, NoTable, Sheet, TextProblem, Units, WorkbookProblem,
    file_kind,
};
use duban::ledger::{Book, Locale, Task};
use duban::page::entries::form::Form;
use duban::page::refusals::replies::{ReplyRefused, SeenHead};
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What was read, and what was passed over.
#[derive(Default)]
pub(crate) struct Replies {
    pub(crate) replies: Vec<Reply>,
    pub(crate) not_read: Vec<NotRead>,
    /// The forms among them, with their files: each stands among the replies too, as a table.
    pub(crate) forms: Vec<(String, FilledForm)>,
    /// What somebody noted beside their cells, with the file.
    pub(crate) comments: Vec<(String, Address, String)>,
    /// Files of forms whose hidden sheet is gone.
    pub(crate) unmarked: Vec<String>,
}

impl Replies {
    fn pass_over(&mut self, path: &Path, why: NotReadWhy) {
        self.not_read.push(NotRead { file: path.display().to_string(), why });
    }
}

/// The tables that are to be read.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) files: &'a [PathBuf],
    /// The sheets that are meant; all where none is named.
    pub(crate) sheets: &'a [String],
}

/// What tables are read for: the time that figures are asked for, and the form that would be issued for it in a language.
#[derive(Clone, Copy)]
pub(crate) struct ReadFor<'a> {
    pub(crate) asked: Asked<'a>,
    pub(crate) form: &'a dyn Fn(Locale) -> Form,
}

/// What was read of a file.
struct Table {
    reply: Reply,
    form: Option<FilledForm>,
    is_unmarked: bool,
    comments: Vec<(Address, String)>,
}

/// Reads the tables at the paths. All that cannot be read are named at once.
pub(crate) fn read(
    wanted: &Wanted<'_>,
    book: &Book<'_>,
    read_for: ReadFor<'_>,
    lang: Locale,
) -> Result<Replies, Refusal> {
    let indicators = || book.tasks.iter().flat_map(Task::indicators);
    let names = indicators().flat_map(|own| [own.id.as_ref(), own.name.as_ref()]);
    let units = Units::of(book.tasks.iter().flat_map(Task::units)).with_indicators(names);
    let mut found = Replies::default();
    let mut refusals: Vec<Refusal> = Vec::new();
    let mut refuse = |path: &Path, refused: ReplyRefused| {
        refusals.push(refused.refusal(&path.display().to_string(), lang));
    };
    let (mut folders, mut seen) = (Vec::new(), BTreeSet::new());
    for path in wanted.files {
        match files::tables(path) {
            Ok(tables) => folders.push((path, tables)),
            Err(error) => refuse(path, not_there(path, &error, lang)),
        }
    }
    for (folder, tables) in folders {
        for (other, is_folder) in tables.others {
            let why = if is_folder { NotReadWhy::Folder } else { NotReadWhy::NoTable };
            found.pass_over(&other, why);
        }
        let mut holds_table = false;
        for (path, sure) in tables.files {
            let is_new = seen.insert(path.clone());
            let read = is_new.then(|| reply(&path, wanted.sheets, (&units, read_for), lang));
            // Of an unsure one only the end of its name made it a candidate.
            holds_table |= sure || !matches!(read, Some(Err(_)));
            match read {
                Some(Ok(Table { reply, form, is_unmarked, comments })) => {
                    let comments = comments.into_iter();
                    let comments = comments.map(|(at, text)| (reply.file.clone(), at, text));
                    found.comments.extend(comments);
                    found.unmarked.extend(is_unmarked.then(|| reply.file.clone()));
                    found.forms.extend(form.map(|form| (reply.file.clone(), form)));
                    found.replies.push(reply);
                }
                Some(Err(refused)) if sure || cannot_be_read(&refused) => refuse(&path, refused),
                Some(Err(_)) => found.pass_over(&path, NotReadWhy::NoHead),
                None => {}
            }
        }
        if !holds_table {
            let inside = found.not_read.iter().map(|other| Path::new(&other.file));
            // As it is shown, as they are.
            let shown = PathBuf::from(folder.display().to_string());
            let others = inside.filter(|other| other.starts_with(&shown)).map(name_of).collect();
            refuse(folder, ReplyRefused::NoTables { others });
        }
    }
    refusal::together(refusals, lang).map(|()| found)
}

/// Whether nobody knows what stands in a file.
fn cannot_be_read(refused: &ReplyRefused) -> bool {
    matches!(refused, ReplyRefused::System { .. })
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn reply(
    path: &Path,
    wanted: &[String],
    (units, read_for): (&Units, ReadFor<'_>),
    lang: Locale,
) -> Result<Table, ReplyRefused> {
    let bytes = files::bytes(path).map_err(|error| ReplyRefused::System {
        why: refusal::of_error(&error.into(), lang).message,
    })?;
    let all = sheets(&bytes)?;
    let marked = exchange::filled_form(&all);
    let unmarked = exchange::unmarked_language(&all);
    let unmarked = unmarked.map(|lang| exchange::unmarked_form(&all, &(read_for.form)(lang)));
    let is_unmarked = unmarked.is_some();
    let form = marked.or(unmarked);
    let sheets = only(all, wanted)?;
    let comments = exchange::comments(&sheets).collect();
    let name = path.display().to_string();
    let reply = match &form {
        None => exchange::reply(&name, &sheets, units, read_for.asked).map_err(no_head)?,
        Some(form) => form.reply(&name),
    };
    Ok(Table { reply, form, is_unmarked, comments })
}

/// The sheets of one file.
pub(crate) fn table(path: &Path, lang: Locale) -> Result<Vec<Sheet>, ReplyRefused> {
    files::tables(path).map_err(|error| not_there(path, &error, lang))?;
    let bytes = files::bytes(path).map_err(|error| ReplyRefused::System {
        why: refusal::of_error(&error.into(), lang).message,
    })?;
    sheets(&bytes)
}

/// Whether a file that is there is a form with something filled in.
pub(crate) fn is_filled_form(path: &Path) -> anyhow::Result<bool> {
    if opener::look(path)?.is_none_or(|found| !found.is_file()) {
        return Ok(false);
    }
    let sheets = sheets(&files::bytes(path)?).unwrap_or_default();
    let marked = exchange::filled_form(&sheets);
    let filled = marked.is_some_and(|form| !form.rows.is_empty() || !form.problems.is_empty());
    Ok(filled || exchange::unmarked_language(&sheets).is_some())
}

/// The sheets that are meant; a name that none has is refused.
fn only(sheets: Vec<Sheet>, wanted: &[String]) -> Result<Vec<Sheet>, ReplyRefused> {
    let names = || sheets.iter().filter_map(|sheet| sheet.name.clone());
    let unknown = wanted.iter().find(|name| !names().any(|own| own == **name));
    if let Some(name) = unknown {
        let (name, sheets) = (name.clone(), names().collect());
        return Err(ReplyRefused::NoSuchSheet { name, sheets });
    }
    let meant = |sheet: &Sheet| {
        wanted.is_empty() || sheet.name.as_ref().is_some_and(|name| wanted.contains(name))
    };
    Ok(sheets.into_iter().filter(meant).collect())
}

/// The sheets of a workbook or of a text file, told by its bytes.
pub(crate) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ReplyRefused> {
    let sheets = sheets_of(bytes)?;
    let control = exchange::with_control(&sheets);
    if control.is_empty() {
        return Ok(sheets);
    }
    let cells = control.into_iter().map(|(at, text)| (at.to_string(), text));
    Err(ReplyRefused::Control { cells: cells.collect() })
}

fn sheets_of(bytes: &[u8]) -> Result<Vec<Sheet>, ReplyRefused> {
    match file_kind(bytes) {
        FileKind::Package | FileKind::Compound => {
            exchange::workbook(bytes).map_err(|problem| match problem {
                WorkbookProblem::Protected => ReplyRefused::Protected,
                WorkbookProblem::Broken(detail) => ReplyRefused::Broken { detail },
                WorkbookProblem::TooLarge(limit) => too_large(limit),
            })
        }
        FileKind::Page => Err(ReplyRefused::WebPage),
        FileKind::Text => {
            let sheet = exchange::text_table(bytes).map_err(|problem| match problem {
                TextProblem::Encoding => ReplyRefused::UnknownEncoding,
                TextProblem::OpenQuote => ReplyRefused::OpenQuote,
                TextProblem::TooLarge(limit) => too_large(limit),
            })?;
            Ok(vec![sheet])
        }
    }
}

fn too_large(limit: Limit) -> ReplyRefused {
    match limit {
        Limit::Unpacked => ReplyRefused::Unpacked,
        Limit::Cells => ReplyRefused::Cells,
        Limit::Rows => ReplyRefused::Rows,
        Limit::Regions => ReplyRefused::Regions,
    }
}

fn not_there(path: &Path, error: &std::io::Error, lang: Locale) -> ReplyRefused {
    if error.kind() != ErrorKind::NotFound {
        let why = refusal::in_words(error, lang);
        return ReplyRefused::Unreadable { why };
    }
    let beside = path.parent().map(files::names_in).unwrap_or_default();
    let name = path.file_name().and_then(|name| name.to_str());
    let near = nearest(name.unwrap_or(""), beside.iter().map(String::as_str));
    ReplyRefused::NoSuchFile { nearest: near.map(str::to_owned) }
}

pub(crate) fn no_head(none: NoTable) -> ReplyRefused {
    let seen = none.seen.into_iter().map(|seen| SeenHead {
        at: seen.at.to_string(),
        headings: seen.headings,
        no_tasks: seen.no_tasks,
        no_figure: seen.no_figure,
        beside: seen.beside.into_iter().map(|(at, heading)| (at.to_string(), heading)).collect(),
        unclear: seen.unclear.into_iter().map(|(_, heading)| heading).collect(),
        figures: seen.figures.into_iter().map(|(at, heading)| (at.to_string(), heading)).collect(),
    });
    ReplyRefused::NoHead { seen: seen.collect() }
}
