//! The tables that the other side sent: read from the disk, and what is said of those that cannot be.

use crate::edge::files;
use crate::refusal::{Refusal, pick};
use duban::account::Reply;
use duban::diagnostic::nearest;
use duban::exchange::{
    self, FileKind, NoTable, Seen, Sheet, TextProblem, Units, WorkbookProblem, file_kind,
};
use duban::ledger::{Book, Locale};
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
                    ["有打开密码", "有打開密碼", "opens with a password only"]
                }
                Self::Workbook(WorkbookProblem::Broken(_)) => [
                    "不是工作簿,或已损坏",
                    "不是工作簿,或已損壞",
                    "no workbook, or a damaged one",
                ],
                Self::Page => [
                    "是网页,不是工作簿",
                    "是網頁,不是工作簿",
                    "a web page, not a workbook",
                ],
                Self::Text(TextProblem::Encoding) => [
                    "文字编码认不出",
                    "文字編碼認不出",
                    "the text is in an unknown encoding",
                ],
                Self::Text(TextProblem::OpenQuote) => [
                    "引号不成对,后面的行会混成一格",
                    "引號不成對,後面的行會混成一格",
                    "a quotation mark is never closed: the rows behind it would be one cell",
                ],
            },
        );
        let detail = match self {
            Self::Workbook(WorkbookProblem::Broken(detail)) => format!(" ({detail})"),
            _ => String::new(),
        };
        let help = match self {
            Self::Text(TextProblem::Encoding) => [
                "另存为 UTF-8 或 GB18030 的 CSV,或 .xlsx",
                "另存爲 UTF-8 或 GB18030 的 CSV,或 .xlsx",
                "save it as CSV in UTF-8 or GB18030, or as .xlsx",
            ],
            Self::Text(TextProblem::OpenQuote) => [
                "补上引号,或另存为 .xlsx",
                "補上引號,或另存爲 .xlsx",
                "close the quotation mark, or save it as .xlsx",
            ],
            _ => [
                "用表格软件打开,另存为不加密的 .xlsx",
                "用表格軟件打開,另存爲不加密的 .xlsx",
                "open it in a spreadsheet program and save it as .xlsx without a password",
            ],
        };
        Refusal::new(format!("{name}: {what}{detail}")).with(Some(pick(lang, help).to_owned()))
    }
}

fn not_there(path: &Path, error: &std::io::Error, lang: Locale) -> Refusal {
    let name = path.display();
    if error.kind() != ErrorKind::NotFound {
        return Refusal::new(format!("{name}: {error}"));
    }
    let words = ["没有这个文件:", "沒有這個文件:", "no such file: "];
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
    let words = [
        "这个文件夹里没有 .xlsx、.xls 或 .csv",
        "這個文件夾裏沒有 .xlsx、.xls 或 .csv",
        "no .xlsx, .xls or .csv in this folder",
    ];
    Refusal::new(format!("{}: {}", path.display(), pick(lang, words)))
}

/// What was looked for, and what stands there instead.
fn no_table(name: &str, none: &NoTable, lang: Locale) -> Refusal {
    let seen: Vec<String> = none.seen.iter().map(|own| instead(own, lang)).collect();
    let words = match seen.is_empty() {
        true => ["是空表", "是空表", "nothing in it"],
        false => [
            "认不出表头",
            "認不出表頭",
            "no head of a table is recognised",
        ],
    };
    let help = [
        "表头要有“编号”或“事项”一列,和唯一一列“累计完成”(完成数、实际完成)",
        "表頭要有“編號”或“事項”一列,和唯一一列“累計完成”(完成數、實際完成)",
        "the head needs a column `id` or `task`, and one column `done` (cumulative, actual)",
    ];
    let mut message = format!("{name}: {}", pick(lang, words));
    for one in seen {
        message.push_str(&format!("\n  {one}"));
    }
    let undecided = none.seen.iter().any(|own| !own.figures.is_empty());
    let leave_one = [
        "只留一列,或把另一列的表头改成别的(如“本月”“计划”)",
        "只留一列,或把另一列的表頭改成別的(如“本月”“計劃”)",
        "leave one of them, or name the other what it is (`this month`, `plan`)",
    ];
    let help = if undecided { leave_one } else { help };
    Refusal::new(message).with(Some(pick(lang, help).to_owned()))
}

fn instead(seen: &Seen, lang: Locale) -> String {
    let mark = pick(lang, ["、", "、", ", "]);
    let (at, headings) = (&seen.at, seen.headings.join(mark));
    let lacking = match (seen.no_tasks, seen.no_figure) {
        (true, true) => [
            "没有事项列和完成数列",
            "沒有事項列和完成數列",
            "no column of tasks and none of figures",
        ],
        (true, false) => [
            "没有编号或事项列",
            "沒有編號或事項列",
            "no column of ids or titles",
        ],
        (false, true) => ["没有完成数列", "沒有完成數列", "no column of figures"],
        (false, false) => [
            "不止一列可能是完成数",
            "不止一列可能是完成數",
            "more than one column may be the figures",
        ],
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
    match lang {
        Locale::ZhHans => format!("{at} 起看到:{headings};{lacking}{figures}"),
        Locale::ZhHant => format!("{at} 起看到:{headings};{lacking}{figures}"),
        Locale::En => format!("seen from {at}: {headings}; {lacking}{figures}"),
    }
}
