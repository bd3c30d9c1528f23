//! What is refused, and what is said on standard error, when the page of a ledger is made.

use super::Refusal;
use crate::ledger::Locale;
use crate::page::words::{self, say};
use std::path::{Path, PathBuf};

/// Why no page is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageRefused {
    /// Pages of units go into a folder.
    EachIntoFile { path: PathBuf },
    /// A page each is of all units.
    EachOfSome { option: &'static str },
    /// No unit leads any of the tasks.
    NoUnit,
}

impl PageRefused {
    /// In words.
    pub fn refusal(&self, lang: Locale) -> Refusal {
        match self {
            Self::EachIntoFile { path } => {
                let path = path.display();
                let message = match path.to_string().as_str() {
                    "-" => say!(
                        lang,
                        "--each 写许多个文件，不能写到标准输出",
                        "--each writes many files, which do not go to standard output"
                    ),
                    _ => say!(
                        lang,
                        "--each 写进文件夹，{path} 不是文件夹",
                        "--each writes into a folder, and {path} is none"
                    ),
                };
                let help = say!(
                    lang,
                    "duban page --each dept -o 页面/",
                    "duban page --each dept -o pages/"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::EachOfSome { option } => {
                let message = say!(
                    lang,
                    "--each 是每个单位各做一页，不与 {option} 同用",
                    "--each makes a page for every unit, so {option} does not go with it"
                );
                let help = say!(
                    lang,
                    "只要一个单位的：duban page --dept … -o …；要全部单位的，去掉 {option}",
                    "for one unit: duban page --dept … -o …; for all of them leave out {option}"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::NoUnit => {
                let message = say!(
                    lang,
                    "没有单位牵头这样的事项，没有写文件",
                    "no unit leads such a task, no file was written"
                );
                let help = say!(lang, "放宽筛选条件", "loosen the filter");
                Refusal::new(message).with(Some(help))
            }
        }
    }
}

/// So many tasks are on a page.
pub fn page_written(tasks: usize, bytes: usize, path: &Path, lang: Locale) -> String {
    let (counted, path, size) = (words::counted(tasks, "task"), path.display(), size(bytes));
    say!(lang, "已写入 {path}：{tasks}项，{size}", "written to {path}: {counted}, {size}")
}

/// So many pages were made of the units.
pub fn pages_written(
    units: usize,
    tasks: usize,
    bytes: usize,
    index: &Path,
    lang: Locale,
) -> String {
    let (counted, size, index) = (words::counted(tasks, "task"), size(bytes), index.display());
    let pages = words::counted(units, "unit");
    say!(
        lang,
        "已写入{units}个单位的页和目录 {index}：共{tasks}项，{size}",
        "written: the pages of {pages} and their index {index}: {counted}, {size}"
    )
}

/// 271 KB, 4.3 MB.
fn size(bytes: usize) -> String {
    let kilobytes = bytes.div_ceil(1024);
    if kilobytes < 1024 {
        return format!("{kilobytes} KB");
    }
    let tenths = kilobytes * 10 / 1024;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
