//! Tables of the other side that cannot be read.

use super::{Refusal, did_you_mean};
use crate::diagnostic::nearest;
use crate::ledger::Locale;
use crate::page::words as page_words;
use duban_words::{say, words};

/// At most this many files are named.
const NAMED: usize = 12;

/// Why a file is no table.
#[derive(Clone, Debug)]
pub enum ReplyRefused {
    Protected,
    /// What its reader says.
    Broken {
        detail: String,
    },
    WebPage,
    UnknownEncoding,
    OpenQuote,
    NoSuchFile {
        nearest: Option<String>,
    },
    /// A sheet that is asked for by name; those that there are.
    NoSuchSheet {
        name: String,
        sheets: Vec<String>,
    },
    /// What the system says.
    Unreadable {
        why: String,
    },
    /// What the system says, with the name of the file.
    System {
        why: String,
    },
    /// A folder without a table; what lies there instead.
    NoTables {
        others: Vec<String>,
    },
    /// More than is read of one workbook: once unpacked, in cells, in rows, in merged regions.
    Unpacked,
    Cells,
    Rows,
    Regions,
    /// Cells with letters that nobody sees, and their words.
    Control {
        cells: Vec<(String, String)>,
    },
    /// No sheet begins like a table; what stands there instead.
    NoHead {
        seen: Vec<SeenHead>,
    },
}

/// The row that comes nearest to the head of a table.
#[derive(Clone, Debug)]
pub struct SeenHead {
    /// Its first cell.
    pub at: String,
    pub headings: Vec<String>,
    pub no_tasks: bool,
    pub no_figure: bool,
    /// The cells of columns that may hold the figures, with their words.
    pub figures: Vec<(String, String)>,
    /// The cells of columns that name tasks, of tables beside each other.
    pub beside: Vec<(String, String)>,
    /// Headings of one period alone or of all up to its end.
    pub unclear: Vec<String>,
}

impl ReplyRefused {
    pub fn refusal(&self, file: &str, lang: Locale) -> Refusal {
        let message = match self {
            Self::Protected => {
                say!(lang, "{file}：有打开密码", "{file}: opens with a password only")
            }
            Self::Broken { detail } => say!(
                lang,
                "{file}：不是工作簿，或已损坏、不完整",
                "{file}: no workbook, or a damaged one ({detail})"
            ),
            Self::WebPage => {
                say!(lang, "{file}：是网页，不是工作簿", "{file}: a web page, not a workbook")
            }
            Self::UnknownEncoding => {
                say!(lang, "{file}：文字编码认不出", "{file}: the text is in an unknown encoding")
            }
            Self::OpenQuote => say!(
                lang,
                "{file}：引号不成对，后面的行会混成一格",
                "{file}: a quotation mark is never closed: the rows behind it would be one cell"
            ),
            Self::NoSuchFile { .. } => {
                say!(lang, "没有这个文件：{file}", "no such file: {file}")
            }
            Self::NoSuchSheet { name, sheets } => {
                let all = page_words::list(sheets, lang);
                match sheets.len() {
                    0 => say!(
                        lang,
                        "{file}：没有工作表 `{name}`，这份文件就是一张表",
                        "{file}: no sheet `{name}`: the file is a single table"
                    ),
                    _ => say!(
                        lang,
                        "{file}：没有工作表 `{name}`，只有{all}",
                        "{file}: no sheet `{name}`, only {all}"
                    ),
                }
            }
            Self::Unreadable { why } => say!(lang, "{file}：{why}", "{file}: {why}"),
            Self::System { why } => why.clone(),
            Self::NoTables { others } => no_tables(file, others, lang),
            Self::Unpacked => say!(
                lang,
                "{file}：展开后太大（各部分共超过 1 GB，或文字超过 256 MB），不读",
                "{file}: too large once unpacked (parts of more than 1 GB, or words of more than 256 MB): not read"
            ),
            Self::Cells => say!(
                lang,
                "{file}：有数据的单元格超过200万个，不读",
                "{file}: more than 2,000,000 cells: not read"
            ),
            Self::Rows => say!(
                lang,
                "{file}：一张表里有数据的行超过20万行，不读",
                "{file}: more than 200,000 rows in a sheet: not read"
            ),
            Self::Regions => say!(
                lang,
                "{file}：一张表里的合并单元格超过5000处，不读",
                "{file}: more than 5,000 merged regions in a sheet: not read"
            ),
            Self::NoHead { seen } => no_head(file, seen, lang),
            Self::Control { cells } => control(file, cells, lang),
        };
        Refusal::new(message).with(self.help(lang))
    }

    fn help(&self, lang: Locale) -> Option<String> {
        Some(match self {
            Self::Protected | Self::Broken { .. } | Self::WebPage => say!(
                lang,
                "用表格软件打开，另存为不加密的 .xlsx",
                "open it in a spreadsheet program and save it as .xlsx without a password"
            ),
            Self::UnknownEncoding => say!(
                lang,
                "另存为 UTF-8 或 GB18030 的 CSV，或 .xlsx",
                "save it as CSV in UTF-8 or GB18030, or as .xlsx"
            ),
            Self::OpenQuote => say!(
                lang,
                "补上引号，或另存为 .xlsx",
                "close the quotation mark, or save it as .xlsx"
            ),
            Self::NoSuchFile { nearest } => did_you_mean(nearest.as_deref()?, lang),
            Self::NoSuchSheet { name, sheets } => {
                did_you_mean(nearest(name, sheets.iter().map(String::as_str))?, lang)
            }
            Self::NoHead { seen } if seen.iter().any(|head| !head.beside.is_empty()) => say!(
                lang,
                "并排的表一张放一个工作表，或上下排",
                "put each table on a sheet of its own, or one below the other"
            ),
            Self::NoHead { seen } if seen.iter().any(|head| !head.figures.is_empty()) => say!(
                lang,
                "只留一列，或把另一列的表头改成别的（如“本月”“计划”）",
                "leave one of them, or name the other what it is (`this month`, `plan`)"
            ),
            Self::NoHead { seen } if seen.iter().any(|head| !head.unclear.is_empty()) => {
                let unclear = seen.iter().flat_map(|head| &head.unclear);
                let unclear = unclear.map(|heading| say!(lang, "“{heading}”", "“{heading}”"));
                let unclear = page_words::list(&unclear.collect::<Vec<String>>(), lang);
                say!(
                    lang,
                    "{unclear}不知道是当期数还是累计数：写成“本月完成”或“1-4月累计”这样",
                    "{unclear} may be of one period or of all up to its end: call it `this month`, or `Jan-Apr`"
                )
            }
            Self::NoHead { .. } => say!(
                lang,
                "表头要有“编号”或“事项”一列，和“累计完成”一列（完成数、实际完成），或“本月完成”“完成率”",
                "the head needs a column `id` or `task`, and one column `done` (cumulative, actual), `this month` or `% complete`"
            ),
            Self::Unpacked | Self::Cells | Self::Rows | Self::Regions => say!(
                lang,
                "只留要核对的表和行，另存为 .xlsx 或 .csv",
                "keep only the table that is meant and save it as .xlsx or .csv"
            ),
            Self::Control { .. } => {
                say!(lang, "把这些格重新录入", "type these cells again")
            }
            Self::Unreadable { .. } | Self::System { .. } | Self::NoTables { .. } => return None,
        })
    }
}

fn no_tables(file: &str, others: &[String], lang: Locale) -> String {
    let message = say!(
        lang,
        "{file}：这个文件夹里没有 .xlsx、.xls、.ods 或 .csv",
        "{file}: no .xlsx, .xls, .ods or .csv in this folder"
    );
    let count = others.len();
    let names: Vec<String> = others.iter().take(NAMED).cloned().collect();
    let names = page_words::list(&names, lang);
    match count {
        0 => message,
        1..=NAMED => say!(lang, "{message}；没有读：{names}", "{message}; not read: {names}"),
        _ => say!(
            lang,
            "{message}；没有读{count}个：{names}等",
            "{message}; not read {count}: {names}, …"
        ),
    }
}

fn control(file: &str, cells: &[(String, String)], lang: Locale) -> String {
    let named = cells.iter().take(NAMED).map(|(at, text)| format!("{at} `{text}`"));
    let named = page_words::list(&named.collect::<Vec<String>>(), lang);
    let message = say!(
        lang,
        "{file}：格内有看不见的控制字符：{named}",
        "{file}: cells with control characters that nobody sees: {named}"
    );
    match cells.len() {
        0..=NAMED => message,
        count => say!(lang, "{message}等{count}格", "{message}, … ({count} cells)"),
    }
}

/// What was looked for, and what stands there instead.
fn no_head(file: &str, seen: &[SeenHead], lang: Locale) -> String {
    let mut message = if seen.is_empty() {
        say!(lang, "{file}：是空表", "{file}: nothing in it")
    } else {
        say!(lang, "{file}：认不出表头", "{file}: no head of a table is recognised")
    };
    for head in seen {
        message.push_str(&format!("\n  {}", instead(head, lang)));
    }
    message
}

fn instead(seen: &SeenHead, lang: Locale) -> String {
    let lacking = match (seen.no_tasks, seen.no_figure) {
        _ if !seen.beside.is_empty() => {
            words!(lang, "两张表并排在一起", "tables stand beside each other")
        }
        (true, true) => {
            words!(lang, "没有事项列和完成数列", "no column of tasks and none of figures")
        }
        (true, false) => words!(lang, "没有编号或事项列", "no column of ids or titles"),
        (false, true) => words!(lang, "没有完成数列", "no column of figures"),
        (false, false) => {
            words!(lang, "不止一列可能是完成数", "more than one column may be the figures")
        }
    };
    let columns = if seen.beside.is_empty() { &seen.figures } else { &seen.beside };
    let figures = columns.iter();
    let figures: Vec<String> = figures.map(|(at, heading)| format!("{at} {heading}")).collect();
    let figures = if figures.is_empty() {
        String::new()
    } else {
        {
            let figures = page_words::list(&figures, lang);
            say!(lang, "：{figures}", ": {figures}")
        }
    };
    let (at, headings) = (&seen.at, page_words::list(&seen.headings, lang));
    say!(
        lang,
        "{at} 起看到：{headings}；{lacking}{figures}",
        "seen from {at}: {headings}; {lacking}{figures}"
    )
}
