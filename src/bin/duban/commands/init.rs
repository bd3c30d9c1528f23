//! `init`: a small commented ledger that passes `check`; or a whole one out of a plan.

mod from;

use super::git_setup::SetupArgs;
use super::{git_setup, save};
use crate::arguments::lang;
use crate::context::Context;
use crate::edge::repository::Repository;
use crate::edge::{files, output};
use crate::outcome::{Exit, Outcome};
use chrono::Datelike;
use clap::Args;
use duban::page::first_ledger;
use duban::page::refusals::done::{self, Done};
use duban::page::refusals::ledger::LedgerRefused;
use duban_words::words;
use std::path::Path;
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
}

/// What git leaves out: journals and what is being written.
const LEFT_OUT: &str = ".duban-*";

/// Writes the files; refuses where one is there already.
pub(crate) fn run(context: &Context, args: &InitArgs) -> Result<Exit, Outcome> {
    let lang = context.settings.first_language();
    if let Some(path) = &args.from {
        if !from::run(context, args, path)? {
            return Ok(Exit::Done);
        }
        return finish(context, args);
    }
    let year = args.year.unwrap_or(context.settings.today.year());
    let [book, tasks] = first_ledger::files(year, lang);
    let new = [("duban.toml", book.as_str()), ("tasks.toml", &tasks)];
    if let Some(path) = files::write_new(&args.folder, &new)? {
        return Err(LedgerRefused::AlreadyThere { path }.refusal(lang).into());
    }
    context.mark_acted();
    let folder = args.folder.clone();
    output::print(&Done::Made { folder }.words(lang), None).map_err(anyhow::Error::from)?;
    finish(context, args)
}

/// What goes along with every new ledger.
fn finish(context: &Context, args: &InitArgs) -> Result<Exit, Outcome> {
    files::add_line(&args.folder.join(".gitignore"), LEFT_OUT)?;
    if args.git {
        begin(&args.folder, context)?;
    }
    Ok(Exit::Done)
}

/// Makes the first commit, in a new repository where the folder lies in none.
fn begin(folder: &Path, context: &Context) -> Result<(), Outcome> {
    if Repository::open(folder)?.is_none() {
        Repository::make(folder)?;
    }
    let config = folder.join("duban.toml");
    let lang = context.settings.first_language();
    git_setup::set_up(&config, &SetupArgs::default(), lang)?;
    let message = done::first_commit(lang);
    let request = save::Request { words: Some(&message), ..save::Request::default() };
    let saved = save::commit(&config, context, &request)?;
    output::print(&saved.unwrap_or_default(), None).map_err(anyhow::Error::from)?;
    Ok(())
}
