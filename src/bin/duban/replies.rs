//! The tables of the other side, read from the disk.

use crate::edge::files;
use crate::refusal::{self, Refusal};
use duban::account::Reply;
use duban::diagnostic::nearest;
use duban::exchange::{
    self, FileKind, NoTable, Sheet, TextProblem, Units, WorkbookProblem, file_kind,
};
use duban::ledger::{Book, Locale};
use duban::page::refusals::replies::{ReplyRefused, SeenHead};
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Reads the tables at the paths. All that cannot be read are named at once.
pub(crate) fn read(
    paths: &[PathBuf],
    book: &Book<'_>,
    lang: Locale,
) -> Result<Vec<Reply>, Refusal> {
    let units = Units::of(book.tasks.iter().map(|task| task.unit.as_ref()));
    let mut files: Vec<PathBuf> = Vec::new();
    let mut refusals: Vec<Refusal> = Vec::new();
    let mut refuse = |path: &Path, refused: ReplyRefused| {
        refusals.push(refused.refusal(&path.display().to_string(), lang));
    };
    for path in paths {
        match files::tables(path) {
            Ok(tables) if tables.is_empty() => refuse(path, ReplyRefused::NoTables),
            Ok(tables) => files.extend(tables),
            Err(error) => refuse(path, not_there(path, &error)),
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|path| seen.insert(path.clone()));
    let mut replies = Vec::new();
    for path in &files {
        match reply(path, &units) {
            Ok(reply) => replies.push(reply),
            Err(refused) => refuse(path, refused),
        }
    }
    refusal::together(refusals, lang).map(|()| replies)
}

fn reply(path: &Path, units: &Units) -> Result<Reply, ReplyRefused> {
    let bytes = files::bytes(path).map_err(|error| ReplyRefused::System {
        why: format!("{:#}", anyhow::Error::from(error)),
    })?;
    let sheets = sheets(&bytes)?;
    let name = path.display().to_string();
    exchange::reply(&name, &sheets, units).map_err(no_head)
}

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ReplyRefused> {
    match file_kind(bytes) {
        FileKind::Package | FileKind::Compound => {
            exchange::workbook(bytes).map_err(|problem| match problem {
                WorkbookProblem::Protected => ReplyRefused::Protected,
                WorkbookProblem::Broken(detail) => ReplyRefused::Broken { detail },
            })
        }
        FileKind::Page => Err(ReplyRefused::WebPage),
        FileKind::Text => {
            let sheet = exchange::text_table(bytes).map_err(|problem| match problem {
                TextProblem::Encoding => ReplyRefused::UnknownEncoding,
                TextProblem::OpenQuote => ReplyRefused::OpenQuote,
            })?;
            Ok(vec![sheet])
        }
    }
}

fn not_there(path: &Path, error: &std::io::Error) -> ReplyRefused {
    if error.kind() != ErrorKind::NotFound {
        let why = error.to_string();
        return ReplyRefused::Unreadable { why };
    }
    let beside = path.parent().map(files::names_in).unwrap_or_default();
    let name = path.file_name().and_then(|name| name.to_str());
    let near = nearest(name.unwrap_or(""), beside.iter().map(String::as_str));
    ReplyRefused::NoSuchFile { nearest: near.map(str::to_owned) }
}

fn no_head(none: NoTable) -> ReplyRefused {
    let seen = none.seen.into_iter().map(|seen| SeenHead {
        at: seen.at.to_string(),
        headings: seen.headings,
        no_tasks: seen.no_tasks,
        no_figure: seen.no_figure,
        figures: seen.figures.into_iter().map(|(at, heading)| (at.to_string(), heading)).collect(),
    });
    ReplyRefused::NoHead { seen: seen.collect() }
}
