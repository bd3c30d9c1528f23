//! What `init` is asked for.

use crate::arguments::lang;
use clap::Args;
use duban_words::words;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(visible_alias = "新建", about = words!(lang(), "新建一本带注释的小台账，或由任务分解表建整本", "Make a small commented ledger, or a whole one out of a plan"), after_help = words!(lang(), "例：\n  duban init 2019 --year 2019\n  duban init --from 2018重点工作任务分解表.xlsx 台账 --dry-run", "Examples:\n  duban init 2019 --year 2019\n  duban init --from plan.xlsx ledger --dry-run"))]
pub(crate) struct InitArgs {
    #[arg(value_name = "DIR", default_value = ".", help = words!(lang(), "建在哪个文件夹", "Folder to make it in"))]
    pub(crate) folder: PathBuf,
    #[arg(long, value_name = "YEAR", help = words!(lang(), "台账年度（默认今年）", "Year of the ledger (default: this year)"))]
    pub(crate) year: Option<i32>,
    #[arg(long, value_name = "FILE", help = words!(lang(), "由这份任务分解表建整本台账：领域、单位、流程、事项", "Make the whole ledger out of this table of a plan: areas, departments, pipelines, tasks"))]
    pub(crate) from: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) plan: FromArgs,
    #[arg(long, help = words!(lang(), "同时用 git 管起来：建库、装驱动、第一次提交", "Keep it in git: a repository, the drivers, a first commit"))]
    pub(crate) git: bool,
}

/// How a plan is read.
#[derive(Debug, Default, Args)]
pub(crate) struct FromArgs {
    #[arg(long, value_name = "NAME", requires = "from", help = words!(lang(), "只读这张工作表；可多次", "Read this sheet only; repeatable"))]
    pub(crate) sheet: Vec<String>,
    #[arg(long, value_name = "FILE", requires = "from", help = words!(lang(), "按这份对照表认列（--save-map 存的，可改）", "Read the columns by this map (saved by --save-map, edited or not)"))]
    pub(crate) map: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "from", help = words!(lang(), "把认出的列存成对照表", "Save what each column was taken for"))]
    pub(crate) save_map: Option<PathBuf>,
    #[arg(long, requires = "from", help = words!(lang(), "只显示会建成什么，不写入", "Show what would be made, write nothing"))]
    pub(crate) dry_run: bool,
    #[arg(long, requires = "dry_run", help = words!(lang(), "试看时整份显示各文件，不只开头", "Show the files as a whole, not only how they begin"))]
    pub(crate) whole: bool,
}
