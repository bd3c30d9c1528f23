//! Which room a file is in, which rooms it names, and whether it may.

use super::ROOMS;
use super::source::{Source, names};
use std::path::Path;

/// Beyond the order: a renderer knows no account, only pages.
const CLOSED: [(&str, [&str; 4]); 1] = [("render", ["ledger", "read", "account", "check"])];

/// The room of a file of the library; `lib.rs` and the program are none.
pub(crate) fn room(path: &Path) -> Option<String> {
    let first = modules(path)?.0.into_iter().next();
    first.filter(|_| !path.starts_with("src/bin"))
}

/// `file:line: from → to` for each import that points the wrong way.
pub(crate) fn against_the_order(source: &Source) -> Vec<String> {
    let Some((modules, program)) = modules(&source.path) else {
        return Vec::new();
    };
    let Some(from) = modules.first() else {
        return Vec::new();
    };
    let named = source.names_after("crate::").chain(through_super(source, &modules));
    let wrong = named.filter(|(_, to)| {
        if program { from == "edge" && *to == "commands" } else { !may_use(from, to) }
    });
    wrong.map(|(at, to)| format!("{}: {from} → {to}", source.place(at))).collect()
}

/// A name that is no room is wrong too: a re-export at the crate's root would hide where the arrow points.
fn may_use(from: &str, to: &str) -> bool {
    let place = |room| ROOMS.iter().position(|known| *known == room);
    let closed = CLOSED.iter().any(|(room, others)| *room == from && others.contains(&to));
    !closed && matches!((place(from), place(to)), (Some(from), Some(to)) if to <= from)
}

/// The module path of a file, and whether it is the program's; None for the two roots, which may use everything.
fn modules(path: &Path) -> Option<(Vec<String>, bool)> {
    let program = path.starts_with("src/bin/duban");
    let inside =
        path.strip_prefix(if program { "src/bin/duban" } else { "src" }).ok()?.with_extension("");
    let mut modules: Vec<String> =
        inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    modules.pop_if(|last| last == "mod");
    let is_root = matches!(modules.as_slice(), [only] if only == "lib" || only == "main");
    (!is_root).then_some((modules, program))
}

/// What `super::super::…` names at the crate's root.
fn through_super<'a>(source: &'a Source, modules: &[String]) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for at in source.find("super::") {
        if source.code[..at].ends_with("super::") {
            continue;
        }
        let mut rest = &source.code[at..];
        let mut above = 0;
        while let Some(next) = rest.strip_prefix("super::") {
            (rest, above) = (next, above + 1);
        }
        if above == modules.len() {
            found.extend(names(rest).into_iter().map(|name| (at, name)));
        }
    }
    found
}

#[test]
fn each_arrow_is_judged() {
    let judged = |(path, code): (&str, &str), wrong: usize| {
        let found = against_the_order(&Source::new(path.into(), code.into()));
        assert_eq!(found.len(), wrong, "{path}: {code}: {found:?}");
    };
    judged(("src/account.rs", "use crate::{calendar::Period, ledger};"), 0);
    judged(("src/account.rs", "use crate::{calendar::Period, page};"), 1);
    judged(("src/account.rs", "use crate::Book;"), 1);
    judged(("src/account/a.rs", "use super::B; use super::super::check;"), 1);
    judged(("src/render/html.rs", "use crate::page; crate::account::a()"), 1);
    judged(("src/exchange.rs", "use crate::account; // crate::nothing"), 0);
    judged(("src/bin/duban/edge/a.rs", "use duban::page; use crate::commands;"), 1);
    judged(("src/bin/duban/edge.rs", "use super::commands;"), 1);
    judged(("src/bin/duban/commands/a.rs", "use crate::edge; use duban::render;"), 0);
    judged(("src/lib.rs", "pub use crate::page::Page;"), 0);
}
