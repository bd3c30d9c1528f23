//! `page` (挂图作战): the ledger on one page for leaders, as a single HTML file; or a page a unit.

pub(crate) mod arguments;
mod each;
mod last;
mod material;

use crate::context::Context;
use crate::outcome::{Exit, Outcome};
use crate::resolve;
use crate::target::Target;
pub(crate) use arguments::PageArgs;
use duban::page::refusals::boards::page_written;
use duban::render;
use material::Material;

/// Writes the page.
pub(crate) fn run(context: &Context, args: &PageArgs) -> Result<Exit, Outcome> {
    let lang = context.lang();
    if let Some(refused) = arguments::refused(args)? {
        return Err(refused.refusal(lang).into());
    }
    let view = context.period_view(None)?;
    let session = &view.session;
    let filter = resolve::filter(&session.account, &args.filter, session.lang)?;
    let material = Material::of(context, view, &filter, args)?;
    if args.each.is_some() {
        each::write(&material, &filter, args)?;
        return Ok(Exit::Done);
    }
    let target = Target::of(session, &args.out, "html")?;
    let only = arguments::only(&filter);
    let tasks = material.tasks(&filter, only);
    let board = material.board(&tasks, &filter, only, &material.through(&filter));
    let mut page = Vec::new();
    render::write_board(&board, &mut page).map_err(anyhow::Error::from)?;
    let said = |path: &std::path::Path| page_written(tasks.len(), page.len(), path, session.lang);
    target.write(&page, session, said)?;
    Ok(Exit::Done)
}
