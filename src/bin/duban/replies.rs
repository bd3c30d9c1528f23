//! The tables that the other side sent: read from the disk, and what is said of those that cannot be.

use crate::edge::files;
use crate::refusal::{Refusal, pick};
use duban::account::Reply;
use duban::diagnostic::nearest;
use duban::exchange::{
    self, FileKind, NoTable, Seen, Sheet, TextProblem, Units, WorkbookProblem, file_kind,
};
use duban::ledger::{Book, Locale};
use duban_words::{say, words};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Reads every table meant by the paths; those that cannot be read are all named at once.
pub(crate) fn read(
    paths: &[PathBuf],
    book: &Book<'_>,
    lang: Locale,
) -> Result<Vec<Reply>, Refusal> {
    let units = Units::of(book.tasks.iter().map(|task| task.unit.as_ref()));
    let mut found: Vec<PathBuf> = Vec::new();
    let mut wrong: Vec<Refusal> = Vec::new();
    for path in paths {
        match files::tables(path) {
            Ok(several) if several.is_empty() => wrong.push(no_tables(path, lang)),
            Ok(several) => found.extend(several),
            Err(error) => wrong.push(not_there(path, &error, lang)),
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    let mut replies = Vec::new();
    for path in &found {
        match one(path, &units, lang) {
            Ok(reply) => replies.push(reply),
            Err(refusal) => wrong.push(refusal),
        }
    }
    match wrong.pop() {
        None => Ok(replies),
        Some(last) => {
            let earlier: String = wrong.iter().map(|own| own.text(lang)).collect();
            Err(last.after(earlier))
        }
    }
}

fn one(path: &Path, units: &Units, lang: Locale) -> Result<Reply, Refusal> {
    let name = path.display().to_string();
    let bytes = files::bytes(path).map_err(|error| Refusal::new(format!("{error:#}")))?;
    let sheets = sheets(&bytes).map_err(|problem| problem.refusal(&name, lang))?;
    exchange::reply(&name, &sheets, units).map_err(|none| no_table(&name, &none, lang))
}

/// Why a file is no table at all.
enum Unfit {
    Workbook(WorkbookProblem),
    Text(TextProblem),
    Page,
}

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unfit> {
    match file_kind(bytes) {
        FileKind::Package | FileKind::Compound => {
            exchange::workbook(bytes).map_err(Unfit::Workbook)
        }
        FileKind::Page => Err(Unfit::Page),
        FileKind::Text => {
            let sheet = exchange::text_table(bytes).map_err(Unfit::Text)?;
            Ok(vec![sheet])
        }
    }
}

impl Unfit {
    fn refusal(&self, name: &str, lang: Locale) -> Refusal {
        let what = pick(
            lang,
            match self {
                Self::Workbook(WorkbookProblem::Protected) => {
                    words!("有打开密码", "opens with a password only")
                }
                Self::Workbook(WorkbookProblem::Broken(_)) => {
                    words!("不是工作簿,或已损坏", "no workbook, or a damaged one")
                }
                Self::Page => words!("是网页,不是工作簿", "a web page, not a workbook"),
                Self::Text(TextProblem::Encoding) => {
                    words!("文字编码认不出", "the text is in an unknown encoding")
                }
                Self::Text(TextProblem::OpenQuote) => words!(
                    "引号不成对,后面的行会混成一格",
                    "a quotation mark is never closed: the rows behind it would be one cell"
                ),
            },
        );
        let detail = match self {
            Self::Workbook(WorkbookProblem::Broken(detail)) => format!(" ({detail})"),
            _ => String::new(),
        };
        let help = match self {
            Self::Text(TextProblem::Encoding) => words!(
                "另存为 UTF-8 或 GB18030 的 CSV,或 .xlsx",
                "save it as CSV in UTF-8 or GB18030, or as .xlsx"
            ),
            Self::Text(TextProblem::OpenQuote) => words!(
                "补上引号,或另存为 .xlsx",
                "close the quotation mark, or save it as .xlsx"
            ),
            _ => words!(
                "用表格软件打开,另存为不加密的 .xlsx",
                "open it in a spreadsheet program and save it as .xlsx without a password"
            ),
        };
        Refusal::new(format!("{name}: {what}{detail}")).with(Some(pick(lang, help).to_owned()))
    }
}

fn not_there(path: &Path, error: &std::io::Error, lang: Locale) -> Refusal {
    let name = path.display();
    if error.kind() != ErrorKind::NotFound {
        return Refusal::new(format!("{name}: {error}"));
    }
    let words = words!("没有这个文件:", "no such file: ");
    let beside = path.parent().map(files::names).unwrap_or_default();
    let own = path.file_name().and_then(|own| own.to_str()).unwrap_or("");
    let near = nearest(own, beside.iter().map(String::as_str));
    let near = near.map(|near| match lang {
        Locale::En => format!("did you mean `{near}`?"),
        _ => format!("是不是 `{near}`?"),
    });
    Refusal::new(format!("{}{name}", pick(lang, words))).with(near)
}

fn no_tables(path: &Path, lang: Locale) -> Refusal {
    let words = words!(
        "这个文件夹里没有 .xlsx、.xls 或 .csv",
        "no .xlsx, .xls or .csv in this folder"
    );
    Refusal::new(format!("{}: {}", path.display(), pick(lang, words)))
}

/// What was looked for, and what stands there instead.
fn no_table(name: &str, none: &NoTable, lang: Locale) -> Refusal {
    let seen: Vec<String> = none.seen.iter().map(|own| instead(own, lang)).collect();
    let words = match seen.is_empty() {
        true => words!("是空表", "nothing in it"),
        false => words!("认不出表头", "no head of a table is recognised"),
    };
    let help = words!(
        "表头要有“编号”或“事项”一列,和唯一一列“累计完成”(完成数、实际完成)",
        "the head needs a column `id` or `task`, and one column `done` (cumulative, actual)"
    );
    let mut message = format!("{name}: {}", pick(lang, words));
    for one in seen {
        message.push_str(&format!("\n  {one}"));
    }
    let undecided = none.seen.iter().any(|own| !own.figures.is_empty());
    let leave_one = words!(
        "只留一列,或把另一列的表头改成别的(如“本月”“计划”)",
        "leave one of them, or name the other what it is (`this month`, `plan`)"
    );
    let help = if undecided { leave_one } else { help };
    Refusal::new(message).with(Some(pick(lang, help).to_owned()))
}

fn instead(seen: &Seen, lang: Locale) -> String {
    let mark = pick(lang, words!("、", ", "));
    let (at, headings) = (&seen.at, seen.headings.join(mark));
    let lacking = match (seen.no_tasks, seen.no_figure) {
        (true, true) => words!(
            "没有事项列和完成数列",
            "no column of tasks and none of figures"
        ),
        (true, false) => words!("没有编号或事项列", "no column of ids or titles"),
        (false, true) => words!("没有完成数列", "no column of figures"),
        (false, false) => words!(
            "不止一列可能是完成数",
            "more than one column may be the figures"
        ),
    };
    let figures: Vec<String> = seen
        .figures
        .iter()
        .map(|(at, heading)| format!("{at} {heading}"))
        .collect();
    let lacking = pick(lang, lacking);
    let figures = match figures.is_empty() {
        true => String::new(),
        false => format!(": {}", figures.join(mark)),
    };
    say!(
        lang,
        "{at} 起看到:{headings};{lacking}{figures}",
        "seen from {at}: {headings}; {lacking}{figures}"
    )
}
