//! The arrows between the files of src: no file may use one that, step by step, uses it.
//!
//! An arrow is an import or an inline path, followed through re-exports to the file that defines the name. `mod child;`
//! and a bare `pub use child::Name;` are none. Methods are not seen: whose they are, only the compiler knows.

use super::source::{Source, is_word};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const LIBRARY: &str = "duban";
const PROGRAM: &str = "bin";
/// The rooms of `page`, each of which may use those before it; before all of them, the files of `page` itself.
const ROOMS_OF_PAGE: [&str; 11] = [
    "entries",
    "lists",
    "exports",
    "statements",
    "cards",
    "boards",
    "bulletins",
    "notices",
    "findings",
    "reviews",
    "refusals",
];
/// How many re-exports are followed.
const DEEPEST: usize = 9;

/// The arrows of each file, with the names that tie them.
type Arrows<'s> = BTreeMap<&'s Path, BTreeMap<&'s Path, BTreeSet<String>>>;

/// A file as a module: `["duban", "merge", "log"]`; the program's begin with `bin`.
type Module = Vec<String>;

/// What a `use` brings into a file.
struct Import {
    path: Vec<String>,
    /// The name by which the file knows it.
    name: String,
    /// Whether it is a `pub use`: that is an arrow only if the file uses the name itself.
    is_passed_on: bool,
}

struct File<'s> {
    source: &'s Source,
    module: Module,
    imports: Vec<Import>,
    /// The code without its `use` statements.
    code: String,
}

struct House<'s>(BTreeMap<Module, File<'s>>);

#[test]
fn no_file_uses_what_uses_it() {
    let sources = Source::all();
    let arrows = House::of(&sources).arrows();
    let circles = circles(&arrows);
    let drawn: Vec<String> = circles.iter().map(|circle| draw(circle, &arrows)).collect();
    assert!(
        drawn.is_empty(),
        "circles of files; move what both need into a file below both:\n\n{}",
        drawn.join("\n\n")
    );
}

#[test]
fn the_rooms_of_page_use_those_before_them() {
    let place = |file: &Path| {
        let inside = file.strip_prefix("src/page").ok()?.with_extension("");
        let room = |known: &&str| inside.starts_with(known);
        Some(ROOMS_OF_PAGE.iter().position(room))
    };
    let sources = Source::all();
    let mut wrong = Vec::new();
    for (from, used) in House::of(&sources).arrows() {
        for (to, names) in used {
            if place(from).is_some_and(|from| place(to).is_some_and(|to| to > from)) {
                wrong.push(format!("{} -> {}: {names:?}", from.display(), to.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "src/page.rs gives the order:\n{}", wrong.join("\n"));
}

impl<'s> House<'s> {
    fn of(sources: &'s [Source]) -> Self {
        let files = sources.iter().map(|source| {
            let (imports, code) = imports(source);
            let module = module(&source.path);
            let file = File { source, module: module.clone(), imports, code };
            (module, file)
        });
        Self(files.collect())
    }

    fn arrows(&self) -> Arrows<'s> {
        let mut arrows = Arrows::new();
        for file in self.0.values() {
            let used = file.imports.iter();
            let used =
                used.filter(|import| !import.is_passed_on || names(&file.code, &import.name));
            let used = used.map(|import| import.path.clone());
            for path in used.chain(inline_paths(&file.code)) {
                let Some((to, name)) = self.defining(file, &path, 0) else {
                    continue;
                };
                if to.source.path != file.source.path {
                    let from = arrows.entry(&file.source.path).or_default();
                    from.entry(&to.source.path).or_default().insert(name);
                }
            }
        }
        arrows
    }

    /// The file that defines what a path names; `None` for a whole module, and for what is of another crate.
    fn defining(
        &self,
        file: &File<'s>,
        path: &[String],
        depth: usize,
    ) -> Option<(&File<'s>, String)> {
        let mut module = file.module.clone();
        let mut rest = path;
        while let [first, more @ ..] = rest {
            match first.as_str() {
                "crate" => module.truncate(1),
                "duban" if module[0] == PROGRAM => module = vec![LIBRARY.to_owned()],
                "super" => drop(module.pop()),
                "self" => {}
                _ => break,
            }
            rest = more;
        }
        // A path that begins with a plain name is one of another crate, unless the file knows the name.
        let is_relative = rest.len() == path.len();
        let (name, mut after) = rest.split_first()?;
        let mut name = name;
        let mut is_known = !is_relative;
        loop {
            let here = self.0.get(&module)?;
            let import = here.imports.iter().find(|import| import.name == *name);
            module.push(name.clone());
            // Of a module and an item of one name, the end of a path means the item.
            if self.0.contains_key(&module) && !(after.is_empty() && import.is_some()) {
                is_known = true;
                (name, after) = after.split_first()?;
                continue;
            }
            return match import {
                Some(import) if depth < DEEPEST => {
                    let whole: Vec<String> = import.path.iter().chain(after).cloned().collect();
                    self.defining(here, &whole, depth + 1)
                }
                _ => is_known.then(|| (here, name.clone())),
            };
        }
    }
}

/// The place of a file in its crate.
fn module(path: &Path) -> Module {
    let (root, inside) = match path.strip_prefix("src/bin/duban") {
        Ok(inside) => (PROGRAM, inside),
        Err(_) => (LIBRARY, path.strip_prefix("src").unwrap()),
    };
    let inside = inside.with_extension("");
    let names = inside.iter().map(|part| part.to_string_lossy().into_owned());
    let names = names.filter(|name| !["lib", "main", "mod"].contains(&name.as_str()));
    std::iter::once(root.to_owned()).chain(names).collect()
}

/// The imports of a file, and its code without them.
fn imports(source: &Source) -> (Vec<Import>, String) {
    let mut found = Vec::new();
    let mut code = source.code.clone();
    for start in source.find("use ") {
        let end = start + source.code[start..].find(';').unwrap();
        let is_passed_on = source.code[..start].trim_end().ends_with(['b', ')']);
        expand(&[], &source.code[start + 4..end], is_passed_on, &mut found);
        code.replace_range(start..end, &" ".repeat(end - start));
    }
    (found, code)
}

/// `a::{b, c as d}` as its single paths.
fn expand(before: &[String], tree: &str, is_passed_on: bool, found: &mut Vec<Import>) {
    let tree = tree.trim();
    if let Some(group) = tree.strip_prefix('{') {
        let mut depth = 0;
        let at_top = |c: char| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        };
        for part in group[..group.len() - 1].split(at_top).filter(|part| !part.trim().is_empty()) {
            expand(before, part, is_passed_on, found);
        }
        return;
    }
    let head = tree.find("::").filter(|at| tree[..*at].chars().all(is_word));
    let (name, alias) = tree.split_once(" as ").unwrap_or((tree, tree));
    let mut path = before.to_vec();
    match head {
        Some(at) => {
            path.push(tree[..at].to_owned());
            expand(&path, &tree[at + 2..], is_passed_on, found);
        }
        None => {
            if name != "self" {
                path.push(name.to_owned());
            }
            let name = if alias == "self" { before.last().unwrap() } else { alias };
            let name = name.to_owned();
            found.push(Import { path, name, is_passed_on });
        }
    }
}

/// The words of some code, each with its place, that do not follow a dot or a path.
fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let word = |part: &str| part.as_ptr() as usize - code.as_ptr() as usize;
    let all = code.split(|c| !is_word(c)).filter(|part| !part.is_empty());
    all.map(move |part| (word(part), part)).filter(|(at, _)| !code[..*at].ends_with(['.', ':']))
}

/// The paths that stand in the code itself: `log::join`, `crate::blocks::cut`.
fn inline_paths(code: &str) -> impl Iterator<Item = Vec<String>> {
    let path = |(at, word): (usize, &str)| {
        let mut names = vec![word.to_owned()];
        let mut rest = &code[at + word.len()..];
        while let Some(more) = rest.strip_prefix("::") {
            let end = more.find(|c| !is_word(c)).unwrap_or(more.len());
            names.extend((end > 0).then(|| more[..end].to_owned()));
            rest = &more[end..];
        }
        names
    };
    words(code).map(path).filter(|names| names.len() > 1)
}

/// Whether the code names an item that it also passes on: a type, or a function that is called.
fn names(code: &str, name: &str) -> bool {
    let is_function = name.starts_with(char::is_lowercase);
    words(code).any(|(at, word)| {
        word == name
            && !code[..at].ends_with("fn ")
            && (!is_function || code[at + word.len()..].starts_with('('))
    })
}

/// The files that use each other, in groups.
fn circles<'s>(arrows: &Arrows<'s>) -> Vec<BTreeSet<&'s Path>> {
    let reach: BTreeMap<&Path, BTreeSet<&Path>> = arrows
        .keys()
        .map(|from| {
            let mut seen = BTreeSet::new();
            let mut open = vec![*from];
            while let Some(file) = open.pop() {
                let next = arrows.get(file).into_iter().flat_map(BTreeMap::keys);
                open.extend(next.filter(|to| seen.insert(**to)));
            }
            (*from, seen)
        })
        .collect();
    let circle = |file: &'s Path| {
        let back = |to: &&Path| reach.get(to).is_some_and(|reach| reach.contains(file));
        reach[file].iter().copied().filter(back).collect::<BTreeSet<&Path>>()
    };
    let all: BTreeSet<BTreeSet<&Path>> = arrows.keys().map(|file| circle(file)).collect();
    all.into_iter().filter(|circle| !circle.is_empty()).collect()
}

fn draw(circle: &BTreeSet<&Path>, arrows: &Arrows<'_>) -> String {
    let mut lines = Vec::new();
    for from in circle {
        for (to, names) in arrows[from].iter().filter(|(to, _)| circle.contains(*to)) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            lines.push(format!("{} -> {}: {}", from.display(), to.display(), names.join(", ")));
        }
    }
    lines.join("\n")
}

#[test]
fn arrows_lead_to_the_file_that_defines_the_name() {
    let files = [
        ("src/lib.rs", "pub mod a; pub mod d;"),
        ("src/a.rs", "mod b; mod c; pub use b::{self, Name}; fn f() { c::call() }"),
        ("src/a/b.rs", "use super::c::call as other; use crate::d; pub struct Name;"),
        ("src/a/c.rs", "use super::Name; pub fn call() -> d::Kind { crate::d::of() }"),
        ("src/d.rs", "pub(crate) use e::Kind; mod e; fn of() { std::mem::take() }"),
        ("src/d/e.rs", "pub struct Kind; impl Kind { fn own() -> crate::a::Name {} }"),
        ("src/bin/duban/main.rs", "use duban::a::Name; mod x; fn main() { x::run() }"),
        ("src/bin/duban/x.rs", "pub use duban::d::Kind; fn run() -> Kind {}"),
    ];
    let sources = files.map(|(path, code)| Source::new(path.into(), code.into()));
    let arrows = House::of(&sources).arrows();
    let drawn = arrows.iter().flat_map(|(from, to)| to.keys().map(move |to| (from, to)));
    let drawn: Vec<String> = drawn
        .map(|(from, to)| format!("{} {}", from.display(), to.display()).replace("src/", ""))
        .collect();
    assert_eq!(
        drawn,
        [
            "a/b.rs a/c.rs",
            "a/c.rs a/b.rs",
            "a/c.rs d.rs",
            "a.rs a/c.rs",
            "bin/duban/main.rs a/b.rs",
            "bin/duban/main.rs bin/duban/x.rs",
            "bin/duban/x.rs d/e.rs",
            "d/e.rs a/b.rs",
        ]
    );
    let found = circles(&arrows);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        draw(&found[0], &arrows),
        "src/a/b.rs -> src/a/c.rs: call\nsrc/a/c.rs -> src/a/b.rs: Name"
    );
}
