//! `schema`: a JSON Schema of the ledger, by which editors complete and check it.

use crate::arguments::lang;
use crate::context::Context;
use crate::edge::{files, output};
use crate::outcome::{Exit, Outcome};
use clap::Args;
use duban::exchange::{book_schema, task_schema};
use duban_words::words;

#[derive(Debug, Args)]
#[command(about = words!(lang(), "输出 JSON Schema，供编辑器补全和检查", "Print a JSON Schema, by which editors complete and check the ledger"), after_help = words!(lang(), "例：\n  duban schema > duban.schema.json\n  duban schema --book > duban-book.schema.json", "Examples:\n  duban schema > duban.schema.json\n  duban schema --book > duban-book.schema.json"))]
pub(crate) struct SchemaArgs {
    #[arg(long, help = words!(lang(), "duban.toml 的，而不是事项文件的", "Of duban.toml instead of the task files"))]
    pub(crate) book: bool,
}

/// Prints it, with the ids of the ledger at hand if there is one.
pub(crate) fn run(context: &Context, args: &SchemaArgs) -> Result<Exit, Outcome> {
    let schema = match (args.book, context.find()) {
        (true, _) => book_schema(),
        (false, Err(_)) => task_schema(None),
        (false, Ok(config)) => {
            let loaded =
                files::load(config, context.links()?, |_| {}).map_err(Outcome::unreadable)?;
            let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
            task_schema(Some(&reading.book))
        }
    };
    let text = serde_json::to_string_pretty(&schema).map_err(anyhow::Error::from)? + "\n";
    output::print(&text, None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}
