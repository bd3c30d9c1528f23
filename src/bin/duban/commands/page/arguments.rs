//! What `page` is asked for, and what of it does not go together.

use crate::arguments::{FilterArgs, lang, named};
use clap::Args;
use duban::account::Filter;
use duban::ledger::DepartmentId;
use duban::page::refusals::boards::PageRefused;
use duban::store::Error;
use duban::store::opener::look;
use duban_words::words;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(visible_alias = "挂图作战", alias = "挂图", about = words!(lang(), "挂图作战：一页看全部，投屏、手机、打印都能用", "The whole ledger on one page, for the wall, the phone and paper"), after_help = words!(lang(), "例：\n  duban page -o 台账.html\n  duban page --dept 东海街道办 -o 东海街道办.html   该单位自己的一页，不带其他单位\n  duban page --each dept -o 页面/                  每个单位一页，另有目录\n  duban page --wall -o 墙.html\n  duban 挂图 --no-log -o 台账.html", "Examples:\n  duban page -o ledger.html\n  duban page --dept dhjd -o dhjd.html    that unit's own, without any other\n  duban page --each dept -o pages/       one a unit, and an index\n  duban page --wall -o wall.html\n  duban page --no-log -o ledger.html"))]
pub(crate) struct PageArgs {
    #[arg(short = 'o', long, value_name = "PATH", help = words!(lang(), "写到哪里：一个 .html 文件，或一个文件夹；- 为标准输出", "Where to: an .html file, or a folder; - for standard output"))]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "GROUP", value_parser = named(&Each::ALL), hide_possible_values = true, help = words!(lang(), "dept：每个牵头单位各做一页，互不相见，另有目录", "dept: a page for each unit that leads a task, none with another's, and an index"))]
    pub(crate) each: Option<Each>,
    #[arg(long, help = words!(lang(), "打开就是作战图，字大，放不下时自动翻页", "Open on the wall: larger, turning its areas by itself where they do not fit"))]
    pub(crate) wall: bool,
    #[arg(long, help = words!(lang(), "不带记录", "Without logs"))]
    pub(crate) no_log: bool,
    #[arg(long, help = words!(lang(), "带联系电话（默认不带）", "With telephone numbers (never without being asked)"))]
    pub(crate) contacts: bool,
    #[arg(long, help = words!(lang(), "在页脚写明所用的台账版本（git 提交）", "Say in the foot which revision of the ledger (git commit) it was made from"))]
    pub(crate) revision: bool,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

/// What has a page each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Each {
    /// The units that lead a task.
    Dept,
}

impl Each {
    const ALL: [(&'static str, Self); 1] = [("dept", Self::Dept)];
}

/// The unit whose own page is asked for: one alone, and no other filter by units.
pub(super) fn only(filter: &Filter) -> Option<DepartmentId> {
    let (first, rest) = filter.departments.split_first()?;
    // One unit by two of its names is one unit.
    let is_one = filter.with.is_empty() && rest.iter().all(|unit| unit == first);
    is_one.then_some(*first)
}

/// Why there is no folder for the pages of the units.
pub(super) fn refused(args: &PageArgs) -> Result<Option<PageRefused>, Error> {
    let by_unit = [("--dept", &args.filter.dept), ("--with", &args.filter.with)];
    let by_unit = by_unit.into_iter().find(|(_, names)| !names.is_empty());
    Ok(match (args.each, by_unit) {
        (None, _) => None,
        (Some(Each::Dept), Some((option, _))) => Some(PageRefused::EachOfSome { option }),
        (Some(Each::Dept), None) if !is_folder(&args.out)? => {
            Some(PageRefused::EachIntoFile { path: args.out.clone() })
        }
        (Some(Each::Dept), None) => None,
    })
}

/// Whether pages can be written below a path. What is not there yet becomes a folder, unless it is called like a page.
fn is_folder(path: &Path) -> Result<bool, Error> {
    let is_page = path.extension().is_some_and(|end| {
        ["html", "htm", "toml"].iter().any(|page| end.eq_ignore_ascii_case(page))
    });
    let named = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    Ok(match look(path)? {
        Some(about) => about.is_dir(),
        None => path.as_os_str() != "-" && (named || !is_page),
    })
}
