//! `git-merge`: two changes of a file of the ledger joined, as git's merge driver.

use crate::arguments::lang;
use crate::context::{Context, locale_of};
use crate::edge::{files, names, output, replace, repository};
use crate::outcome::{Exit, Outcome};
use anyhow::Context as _;
use clap::Args;
use duban::merge::{self, Sides};
use duban::page::reviews::merging;
use duban::read;
use duban_words::words;
use std::path::Path;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(about = words!(lang(), "git 的合并驱动：按编号和记录合并两边的改动", "Merge driver of git: joins two changes of a file by task and event"), after_help = words!(lang(), "由 git 调用；duban git-setup 装上", "Called by git; `duban git-setup` installs it"))]
pub(crate) struct MergeArgs {
    #[arg(value_name = "BASE", allow_hyphen_values = true, help = words!(lang(), "共同的原文（%O）", "What both sides came from (%O)"))]
    pub(crate) base: PathBuf,
    #[arg(value_name = "OURS", allow_hyphen_values = true, help = words!(lang(), "这一边（%A），合并结果写在这里", "This side (%A); the result is written here"))]
    pub(crate) ours: PathBuf,
    #[arg(value_name = "THEIRS", allow_hyphen_values = true, help = words!(lang(), "另一边（%B）", "The other side (%B)"))]
    pub(crate) theirs: PathBuf,
    #[arg(value_name = "PATH", allow_hyphen_values = true, help = words!(lang(), "文件在库里的路径（%P）", "Path of the file in the repository (%P)"))]
    pub(crate) path: PathBuf,
}

/// Writes the result over this side's file; exit code 1 where a conflict is left. Where it cannot be made the code is above 128, at
/// which git gives the merge up instead of taking this side for the result.
pub(crate) fn run(context: &Context, args: &MergeArgs) -> Result<Exit, Outcome> {
    joined(context, args).or_else(|outcome| {
        let lang = context.lang();
        let refusal = outcome.refusal(lang);
        refusal.iter().for_each(|refusal| output::say(&refusal.text(lang)));
        Ok(Exit::NotMerged)
    })
}

fn joined(context: &Context, args: &MergeArgs) -> Result<Exit, Outcome> {
    // Without its duban.toml a result cannot be judged; the sides are joined all the same.
    let text = |path: &Path| text(path, &args.path);
    let config = repository::config_above(&args.path)?;
    let config = config.map(|config| text(&config)).transpose()?.unwrap_or_default();
    let (base, ours, theirs) = (text(&args.base)?, text(&args.ours)?, text(&args.theirs)?);
    let sides = Sides { base: base.as_str(), ours: ours.as_str(), theirs: theirs.as_str() };
    let merged = if args.path.file_name() == Some("duban.toml".as_ref()) {
        merge::book(sides)
    } else {
        merge::tasks(sides, &config)
    };
    if merged.text != ours {
        replace::replace(&args.ours, &merged.text)?;
    }
    if merged.conflicts.is_empty() {
        return Ok(Exit::Done);
    }
    context.speak(locale_of(&config));
    let (path, lang) = (names::shown(&args.path), context.lang());
    output::say(&merging::conflicts(&path, &merged.conflicts, lang));
    Ok(Exit::Found)
}

/// `of`: the file in the repository, since git's names of the sides tell nobody anything.
fn text(path: &Path, of: &Path) -> anyhow::Result<String> {
    let bytes = files::bytes(path)?;
    let text = read::decode(bytes).ok();
    text.with_context(|| format!("{} ({}): UTF-8", names::shown(of), names::shown(path)))
}
