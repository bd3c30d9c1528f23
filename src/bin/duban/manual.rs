//! The help of the program and of its commands, from the same definitions as the parser.

use crate::arguments::lang;
use crate::edge::output::Drawn;
use clap::{Arg, Command};
use duban::page::manual::{
    self, Head, Manual, ManualRow, ManualSection, Purpose, exits, page_heads, stand_ins,
};
use duban::render::{self, Around, Canvas, PageParts};

/// The command of that name or alias; all of it without one.
pub(crate) fn command_of<'c>(whole: &'c Command, name: Option<&str>) -> Option<&'c Command> {
    name.map_or(Some(whole), |name| whole.find_subcommand(name))
}

/// The help of a command.
pub(crate) fn help(whole: &Command, command: &Command, canvas: Canvas) -> Drawn {
    let lang = lang();
    let around = Around {
        usage: manual::usage(lang).to_owned(),
        examples: page_heads(lang)[2].to_owned(),
        more: command.has_subcommands().then(|| manual::more(lang)),
    };
    Drawn(render::help(&manual_of(whole, command), &around, canvas))
}

/// The page of a command for `man`.
pub(crate) fn page(whole: &Command, command: &Command) -> String {
    let lang = lang();
    let exits = exits(lang).into_iter().map(|(code, meaning)| (code.to_owned(), meaning));
    let pages = whole.get_subcommands().map(page_name);
    let others = match command.has_subcommands() {
        true => pages.map(|page| format!("{page}(1)")).collect(),
        false => vec![format!("{}(1)", whole.get_name())],
    };
    let version = whole.get_version().unwrap_or_default();
    let parts = PageParts {
        heads: page_heads(lang),
        exits: exits.collect(),
        others,
        source: format!("{} {version}", whole.get_name()),
    };
    render::man(&manual_of(whole, command), &parts)
}

/// How a command is written: `duban done [选项] [编号] …`.
pub(crate) fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage).to_owned();
    stand_ins(lang()).iter().fold(usage, |usage, (from, to)| usage.replace(from, to))
}

fn page_name(command: &Command) -> String {
    command.get_bin_name().unwrap_or(command.get_name()).replace(' ', "-")
}

fn manual_of(whole: &Command, command: &Command) -> Manual {
    let mut sections = Vec::new();
    if command.has_subcommands() {
        sections.extend(commands(command));
    }
    sections.extend(arguments(whole, command));
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    Manual {
        name: page_name(command),
        about: command.get_about().map(ToString::to_string).unwrap_or_default(),
        usage: usage(command),
        sections,
        // The first line is their heading.
        examples: examples.lines().skip(1).map(|line| line.trim().to_owned()).collect(),
    }
}

/// The commands, by what they are for.
fn commands(whole: &Command) -> impl Iterator<Item = ManualSection> {
    Head::ALL.iter().map(|(_, head)| {
        let commands = whole
            .get_subcommands()
            .filter(|command| !command.is_hide_set() && Head::of(command.get_name()) == *head);
        let rows = commands.map(|command| ManualRow {
            terms: vec![
                command.get_name().to_owned(),
                command.get_visible_aliases().collect::<Vec<&str>>().join(" "),
            ],
            words: command.get_about().map(ToString::to_string).unwrap_or_default(),
        });
        ManualSection { head: head.words(lang()), rows: rows.collect() }
    })
}

/// The arguments, by what they are for.
fn arguments(whole: &Command, command: &Command) -> impl Iterator<Item = ManualSection> {
    let all: Vec<(Purpose, &Arg)> = command
        .get_arguments()
        .filter(|arg| !arg.is_hide_set())
        .map(|arg| (purpose(whole, command, arg), arg))
        .collect();
    let sections = Purpose::ALL.iter().map(move |(_, purpose)| {
        let of_purpose = all.iter().filter(|(of, _)| of == purpose);
        let rows: Vec<ManualRow> = of_purpose.map(|(_, arg)| row(arg)).collect();
        ManualSection { head: purpose.words(lang()), rows }
    });
    sections.filter(|section| !section.rows.is_empty())
}

fn purpose(whole: &Command, command: &Command, arg: &Arg) -> Purpose {
    let has = |command: &Command, id: &str| command.get_arguments().any(|arg| arg.get_id() == id);
    let id = arg.get_id().as_str();
    if arg.is_positional() {
        return Purpose::Argument;
    }
    // What the program takes, every command takes.
    if has(whole, id) {
        return Purpose::Common;
    }
    match id {
        "dry_run" | "no_wait" | "wait" | "again" => Purpose::Write,
        "format" | "bom" | "sort" | "exit_code" | "heads" | "out" | "columns" => Purpose::Output,
        "by" if !has(command, "on") => Purpose::Output,
        "area" | "dept" | "with" | "leader" | "kind" | "key" | "tag" | "source" | "light"
        | "standing" | "under" | "asking" | "newly_red" | "unanswered"
            if has(command, "newly_red") =>
        {
            Purpose::Filter
        }
        _ => Purpose::Own,
    }
}

/// `-C, --ledger <文件夹>`, and what it does.
fn row(arg: &Arg) -> ManualRow {
    let names = arg.get_value_names().unwrap_or_default();
    let values = names.iter().map(|name| format!("<{name}>"));
    let values = values.collect::<Vec<String>>().join(" ");
    let takes = arg.get_action().takes_values();
    let term = match (arg.get_short(), arg.get_long()) {
        _ if arg.is_positional() => {
            let several = arg.get_num_args().is_some_and(|range| range.max_values() > 1)
                || matches!(arg.get_action(), clap::ArgAction::Append);
            let value = match arg.is_required_set() {
                true => values.clone(),
                false => format!("[{}]", values.trim_matches(['<', '>'])),
            };
            format!("{value}{}", if several { "..." } else { "" })
        }
        (Some(short), Some(long)) => format!("-{short}, --{long}"),
        (Some(short), None) => format!("-{short}"),
        (None, long) => format!("    --{}", long.unwrap_or_default()),
    };
    let optional = arg.get_num_args().is_some_and(|range| range.min_values() == 0);
    let value = match (takes && !arg.is_positional(), optional) {
        (true, false) => format!(" {values}"),
        (true, true) => format!(" [{values}]"),
        (false, _) => String::new(),
    };
    ManualRow {
        terms: vec![term + &value],
        words: arg.get_help().map(ToString::to_string).unwrap_or_default(),
    }
}
