//! The files of a ledger into a book, with every diagnostic found on the way.
//!
//! Reading never fails: it returns what could be read and what is wrong. It never opens a file
//! (the program's edge does) and never judges a plan or a log (that is `check`'s).

mod alike;
mod config;
mod config_include;
mod config_lists;
mod config_mail;
mod config_report;
mod config_term;
mod config_waivers;
mod conflict;
mod decoder;
mod draft;
mod figures;
mod grammar;
mod headings;
mod holidays;
mod include;
mod indicators;
mod inherit;
pub(crate) mod keys;
mod left_out;
mod link;
mod locate;
mod log;
mod looks;
mod names;
mod runs;
mod sections;
mod taken_over;
mod tape;
mod task;
mod timezone;
mod word;

pub use config_mail::mail_routes;
pub(crate) use conflict::{CONFLICT, unmerged};
pub(crate) use decoder::{Decoder, Field};
pub use holidays::holidays;
pub use include::{Include, Prefix, fits_prefix};
pub use left_out::leave_out;
pub(crate) use locate::{Places, Record, records, value};
pub use locate::{Spot, locate};
pub(crate) use sections::{Section, sections};
pub(crate) use tape::Tape;

use crate::blocks;
use crate::diagnostic::{Diagnostic, Finding};
use crate::ledger::{Book, Commits, Ledger, Locale, Task};
use crate::source::{FileId, Place, SourceFile, Sources, Span};
use draft::{BlockContext, Defaults};
use link::Linker;
use names::Names;
use rayon::prelude::*;
use std::collections::HashSet;
use std::ops::Range;
use task::Decoded;

/// The files of one ledger.
#[derive(Clone, Debug)]
pub struct LedgerFiles {
    /// Its duban.toml.
    pub config: FileId,
    /// Its task files, in the order of their names.
    pub tasks: Vec<FileId>,
    /// Prefix of its ids, without the stroke; empty for the ledger asked for.
    pub prefix: String,
}

/// A book and what was found wrong while it was read.
#[derive(Debug)]
pub struct Reading<'t> {
    /// The tasks without an error.
    pub book: Book<'t>,
    /// In the order of files and places.
    pub found: Vec<Diagnostic>,
}

/// Bytes that are not UTF-8 from an offset on.
#[derive(Debug)]
pub struct NotUtf8 {
    offset: usize,
    gbk: bool,
    /// The text as far as it can be shown.
    readable: String,
}

/// The text of a file's bytes.
///
/// # Errors
/// See [`NotUtf8`].
pub fn decode(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        NotUtf8 {
            offset,
            gbk: looks_like_gbk(error.as_bytes().get(offset..).unwrap_or_default()),
            readable: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        }
    })
}

/// Takes a file in; one that is not UTF-8 becomes a diagnostic.
pub fn take_in(
    sources: &mut Sources,
    name: String,
    text: Result<String, NotUtf8>,
) -> (FileId, Option<Diagnostic>) {
    let problem = match text {
        Ok(text) => return (sources.push(SourceFile::new(name, text)), None),
        Err(problem) => problem,
    };
    let NotUtf8 { offset, gbk, readable } = problem;
    let shown = readable.get(offset..).and_then(|rest| rest.chars().next());
    let span = Span::new(offset..offset + shown.map_or(0, char::len_utf8));
    let file = sources.push(SourceFile::new(name, readable));
    let found = Diagnostic::new(Finding::NotUtf8 { offset, gbk }, Place { file, span });
    (file, Some(found))
}

/// Chinese text saved by an old spreadsheet: pairs of a lead and a trail byte.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    matches!(bytes, [0x81..=0xfe, 0x40..=0xfe, ..])
}

/// The further ledgers that a duban.toml names.
pub fn includes(sources: &Sources, config: FileId) -> Vec<Include> {
    config::read(sources, config, "", &mut Book::default()).includes
}

/// The title in the text of a duban.toml, where one can be read.
pub fn title_of(text: &str) -> Option<String> {
    let mut sources = Sources::default();
    let file = sources.push(SourceFile::new(String::new(), text));
    let mut book = Book::default();
    config::read(&sources, file, "", &mut book);
    let title = book.first_ledger().map(|ledger| ledger.title.clone());
    title.filter(|title| !title.trim().is_empty())
}

/// When what is written to the ledger of a duban.toml is committed.
pub fn commits(sources: &Sources, config: FileId) -> Commits {
    let mut book = Book::default();
    config::read(sources, config, "", &mut book);
    book.first_ledger().map(|ledger| ledger.commits).unwrap_or_default()
}

/// The language a duban.toml names for its reports.
pub fn locale(sources: &Sources, config: FileId) -> Locale {
    let mut book = Book::default();
    config::read(sources, config, "", &mut book);
    book.first_ledger().map(|ledger| ledger.locale).unwrap_or_default()
}

/// Reads the ledgers as one book, the one asked for first.
pub fn read<'t>(sources: &'t Sources, ledgers: &[LedgerFiles]) -> Reading<'t> {
    read_cut(sources, ledgers, Linker::default(), |cut| cut).0
}

/// Reads only the task blocks that begin at certain bytes of their files, to judge a change of these alone: a parent
/// that stands in another block is taken to be there.
pub fn read_blocks<'t>(
    sources: &'t Sources,
    ledgers: &[LedgerFiles],
    wanted: &HashSet<(FileId, usize)>,
) -> Reading<'t> {
    read_wanted(sources, ledgers, wanted, false)
}

/// Reads only the task blocks that begin at certain bytes, of files that may not be all: what a heading would be known by,
/// its parts, may stand elsewhere.
pub fn read_apart<'t>(
    sources: &'t Sources,
    ledgers: &[LedgerFiles],
    wanted: &HashSet<(FileId, usize)>,
) -> Reading<'t> {
    read_wanted(sources, ledgers, wanted, true)
}

/// Reads some blocks, and the headings above them for what these state of their parts; the headings themselves are no part
/// of the book.
fn read_wanted<'t>(
    sources: &'t Sources,
    ledgers: &[LedgerFiles],
    wanted: &HashSet<(FileId, usize)>,
    apart: bool,
) -> Reading<'t> {
    let mut above = HashSet::new();
    loop {
        let mut linker = Linker::default();
        (linker.partial, linker.apart) = (true, apart);
        linker.above.clone_from(&above);
        let (reading, missing) = read_cut(sources, ledgers, linker, |(file, mut cut)| {
            let is_read = |at| wanted.contains(&(file, at)) || above.contains(&(file, at));
            cut.tasks.retain(|block| is_read(block.start));
            (file, cut)
        });
        let before = above.len();
        let files = ledgers.iter().map(|files| (files.prefix.as_str(), files.tasks.as_slice()));
        let files: Vec<(&str, &[FileId])> = files.collect();
        above.extend(headings::find(sources, &files, &missing));
        above.retain(|block| !wanted.contains(block));
        if above.len() == before {
            return reading;
        }
    }
}

type Cut = (FileId, blocks::Blocks);

fn read_cut<'t>(
    sources: &'t Sources,
    ledgers: &[LedgerFiles],
    mut linker: Linker<'t>,
    choose: impl Fn(Cut) -> Cut + Sync,
) -> (Reading<'t>, HashSet<String>) {
    let mut book = Book::default();
    let mut found = Vec::new();
    let cuts: Vec<Vec<blocks::Blocks>> = ledgers
        .iter()
        .map(|files| {
            let cuts = files.tasks.par_iter().map(|file| {
                let cut = blocks::cut(sources.file(*file).readable());
                choose((*file, cut)).1
            });
            cuts.collect()
        })
        .collect();
    // Known beforehand, so that the tasks are never moved to a larger place.
    let total = cuts.iter().flatten().map(|cut| cut.tasks.len()).sum();
    let mut tasks = Vec::with_capacity(total);
    linker.reserve(total);
    for (nth, (files, cuts)) in ledgers.iter().zip(cuts).enumerate() {
        let prefix = match files.prefix.as_str() {
            "" => String::new(),
            prefix => format!("{prefix}/"),
        };
        let config = config::read(sources, files.config, &prefix, &mut book);
        found.extend(config.found);
        let nth = u16::try_from(nth).unwrap_or(u16::MAX);
        let ledger = TaskReader {
            sources,
            ledger: &book.ledgers[usize::from(nth)],
            nth,
            names: &config.names,
        };
        ledger.read(&files.tasks, cuts, &mut tasks, &mut linker);
    }
    book.tasks = tasks;
    let (problems, missing) = linker.finish(&mut book);
    found.extend(problems);
    found.sort_by_key(|diagnostic| (diagnostic.place.file, diagnostic.place.span.start));
    (Reading { book, found }, missing)
}

/// So many blocks are decoded while those before them are linked.
const RUN: usize = 4096;

/// Reads the task files of one ledger; knows what their tasks may refer to.
struct TaskReader<'t, 'n> {
    sources: &'t Sources,
    ledger: &'n Ledger,
    nth: u16,
    names: &'n Names,
}

impl<'t> TaskReader<'t, '_> {
    fn read(
        &self,
        files: &[FileId],
        cuts: Vec<blocks::Blocks>,
        tasks: &mut Vec<Task<'t>>,
        linker: &mut Linker<'t>,
    ) {
        let of = (self.nth, self.ledger.prefix.as_str());
        let mut waiting: Option<(FileId, Vec<Decoded<'t>>)> = None;
        for (file, blocks) in files.iter().zip(cuts) {
            let defaults = self.defaults(*file, &blocks, linker);
            for run in blocks.tasks.chunks(RUN) {
                let before = waiting.take();
                let link = || {
                    if let Some((file, decoded)) = before {
                        linker.take(file, of, decoded, tasks);
                    }
                };
                let (decoded, ()) = rayon::join(|| self.decode(*file, &defaults, run), link);
                waiting = Some((*file, decoded));
            }
        }
        if let Some((file, decoded)) = waiting {
            linker.take(file, of, decoded, tasks);
        }
    }

    fn context<'a>(&'a self, file: FileId, defaults: &'a Defaults<'t>) -> BlockContext<'t, 'a> {
        BlockContext {
            text: self.sources.file(file).readable(),
            conflicts: self.sources.file(file).unmerged(),
            file,
            ledger: self.ledger,
            nth_ledger: self.nth,
            names: self.names,
            defaults,
        }
    }

    fn defaults(
        &self,
        file: FileId,
        blocks: &blocks::Blocks,
        linker: &mut Linker<'t>,
    ) -> Defaults<'t> {
        let none = Defaults::default();
        let context = self.context(file, &none);
        let meant = sections::meant_headers(&context.text[blocks.preamble.clone()]);
        linker.left_out.add(self.nth, meant);
        let preamble = blocks.preamble.clone();
        let (defaults, mut found) = task::defaults(context, preamble, &mut Tape::default());
        found.extend(unmerged(self.sources, file));
        let whole = blocks.tasks.is_empty() && meant == 0;
        found.iter_mut().for_each(|diagnostic| diagnostic.of_whole_file = whole);
        linker.found.extend(found);
        defaults
    }

    fn decode(
        &self,
        file: FileId,
        defaults: &Defaults<'t>,
        run: &[Range<usize>],
    ) -> Vec<Decoded<'t>> {
        let context = self.context(file, defaults);
        run.par_iter()
            .with_min_len(64)
            .map_init(Tape::default, |tape, block| task::task(context, block.clone(), tape))
            .collect()
    }
}
