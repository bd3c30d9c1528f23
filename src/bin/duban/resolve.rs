//! Names on the command line into what they mean; an unknown one is refused with the nearest.

use crate::changes::Before;
use crate::cli::FilterArgs;
use crate::commands::Outcome;
use crate::refusal::{Refusal, pick, unknown};
use crate::session::snippets_of;
use duban::account::{Account, Filter, Light, Standing};
use duban::diagnostic::nearest;
use duban::ledger::{AreaId, Book, DepartmentId, Kind, Locale, Stage, TaskId};
use duban::page::words;
use duban_words::{say, words};

/// The filter meant by the arguments.
pub(crate) fn filter(
    account: &Account<'_>,
    args: &FilterArgs,
    lang: Locale,
) -> Result<Filter, Refusal> {
    let under = args
        .under
        .as_deref()
        .map(|name| task(account.book, name, lang))
        .transpose()?;
    Ok(Filter {
        areas: all(&args.area, |name| area(account.book, name, lang))?,
        departments: all(&args.dept, |name| department(account.book, name, lang))?,
        leaders: all(&args.leader, |name| leader(account, name, lang))?,
        kinds: all(&args.kind, |name| kind(name, lang))?,
        key: args.key,
        tags: all(&args.tag, |name| tag(account, name, lang))?,
        lights: all(&args.light, |name| light(account, name, lang))?,
        standings: all(&args.standing, |name| standing(name, lang))?,
        under,
        asking: args.asking,
        newly_red: args.newly_red,
        unanswered: args.unanswered,
        words: args.words.clone(),
    })
}

fn all<T>(
    names: &[String],
    resolve: impl Fn(&str) -> Result<T, Refusal>,
) -> Result<Vec<T>, Refusal> {
    names.iter().map(|name| resolve(name)).collect()
}

/// One of a fixed list of names.
pub(crate) fn named<T: Copy>(
    what: [&'static str; 3],
    name: &str,
    known: &[(&'static str, T)],
    lang: Locale,
) -> Result<T, Refusal> {
    let found = known
        .iter()
        .find(|(own, _)| *own == name)
        .map(|(_, value)| *value);
    found.ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(own, _)| *own).collect();
        unknown(
            what,
            name,
            nearest(name, names.iter().copied()),
            &names,
            lang,
        )
    })
}

/// An area by name or id.
pub(crate) fn area(book: &Book<'_>, name: &str, lang: Locale) -> Result<AreaId, Refusal> {
    let areas = &book.areas;
    let at = areas
        .iter()
        .position(|own| own.id == name || own.name == name);
    let at = at.and_then(|at| u16::try_from(at).ok()).map(AreaId);
    at.ok_or_else(|| {
        let names: Vec<&str> = areas.iter().map(|own| own.name.as_str()).collect();
        let near = nearest(
            name,
            areas
                .iter()
                .flat_map(|own| [own.name.as_str(), own.id.as_str()]),
        );
        unknown(words!("领域", "area"), name, near, &names, lang)
    })
}

/// A department by name, alias or id.
pub(crate) fn department(
    book: &Book<'_>,
    name: &str,
    lang: Locale,
) -> Result<DepartmentId, Refusal> {
    let departments = &book.departments;
    let at = departments.iter().position(|own| own.is_called(name));
    let at = at.and_then(|at| u32::try_from(at).ok()).map(DepartmentId);
    at.ok_or_else(|| {
        let called = departments.iter().flat_map(|own| {
            [own.name.as_str(), own.id.as_str()]
                .into_iter()
                .chain(own.alias.iter().map(String::as_str))
        });
        unknown(
            words!("单位", "department"),
            name,
            nearest(name, called),
            &[],
            lang,
        )
    })
}

/// A leader of any task, as the ledger writes him.
pub(crate) fn leader(account: &Account<'_>, name: &str, lang: Locale) -> Result<String, Refusal> {
    let mut leaders: Vec<&str> = account
        .tasks
        .iter()
        .filter_map(|own| own.state.leader)
        .collect();
    leaders.sort_unstable();
    leaders.dedup();
    match leaders.contains(&name) {
        true => Ok(name.to_owned()),
        false => Err(unknown(
            words!("挂钩领导", "leader"),
            name,
            nearest(name, leaders.iter().copied()),
            &leaders,
            lang,
        )),
    }
}

fn tag(account: &Account<'_>, name: &str, lang: Locale) -> Result<String, Refusal> {
    let mut tags: Vec<&str> = account
        .tasks
        .iter()
        .flat_map(|own| own.task.tags.iter().map(AsRef::as_ref))
        .collect();
    tags.sort_unstable();
    tags.dedup();
    match tags.contains(&name) {
        true => Ok(name.to_owned()),
        false => Err(unknown(
            words!("标签", "tag"),
            name,
            nearest(name, tags.iter().copied()),
            &tags,
            lang,
        )),
    }
}

/// A value by its name in JSON or by its word in any language.
pub(crate) fn worded<T: Copy + PartialEq>(
    what: [&'static str; 3],
    name: &str,
    known: &[(&'static str, T)],
    word: impl Fn(T, Locale) -> String,
    lang: Locale,
) -> Result<T, Refusal> {
    let is_called = |value: T| {
        Locale::ALL
            .iter()
            .any(|(_, lang)| word(value, *lang) == name)
    };
    let by_word = known
        .iter()
        .find(|(own, value)| *own == name || is_called(*value));
    by_word.map(|(_, value)| *value).ok_or_else(|| {
        let words: Vec<String> = known
            .iter()
            .flat_map(|(own, value)| [word(*value, lang), (*own).to_owned()])
            .collect();
        let near = nearest(name, words.iter().map(String::as_str));
        let choices: Vec<String> = known.iter().map(|(_, value)| word(*value, lang)).collect();
        let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
        unknown(what, name, near, &choices, lang)
    })
}

/// A kind of task, by its key or its name.
pub(crate) fn kind(name: &str, lang: Locale) -> Result<Kind, Refusal> {
    worded(words!("类别", "kind"), name, &Kind::ALL, words::kind, lang)
}

fn standing(name: &str, lang: Locale) -> Result<Standing, Refusal> {
    worded(
        words!("状态", "standing"),
        name,
        &Standing::ALL,
        words::standing,
        lang,
    )
}

fn light(account: &Account<'_>, name: &str, lang: Locale) -> Result<Light, Refusal> {
    let rules = account.book.first_ledger().map(|own| &own.rules.lights);
    let own = rules.and_then(|rules| {
        rules
            .names
            .iter()
            .position(|own| own.as_deref() == Some(name))
    });
    if let Some((_, light)) = own.and_then(|at| Light::ALL.get(at)) {
        return Ok(*light);
    }
    worded(
        words!("灯", "light"),
        name,
        &Light::ALL,
        |light, lang| words::light(light, None, lang),
        lang,
    )
}

/// A task by its id, a unique beginning of it, or a unique piece of its title.
pub(crate) fn task(book: &Book<'_>, name: &str, lang: Locale) -> Result<TaskId, Refusal> {
    let tasks = &book.tasks;
    let number = |at: usize| TaskId(u32::try_from(at).unwrap_or(u32::MAX));
    if let Some(at) = tasks.iter().position(|own| own.id == name) {
        return Ok(number(at));
    }
    let fits = |fits: &dyn Fn(&str, &str) -> bool| -> Vec<usize> {
        let own = tasks.iter().enumerate();
        own.filter(|(_, own)| fits(&own.id, &own.title))
            .map(|(at, _)| at)
            .collect()
    };
    let mut found = fits(&|id, _| id.starts_with(name));
    if found.is_empty() {
        found = fits(&|_, title| title.contains(name));
    }
    match found.as_slice() {
        [only] => Ok(number(*only)),
        [] => {
            let near = nearest(name, tasks.iter().map(|own| own.id.as_ref()));
            Err(unknown(words!("事项", "task"), name, near, &[], lang))
        }
        several => {
            let shown: Vec<String> = several
                .iter()
                .take(8)
                .map(|at| format!("{} {}", tasks[*at].id, tasks[*at].title))
                .collect();
            let count = several.len();
            let message = say!(
                lang,
                "`{name}` 对应{count}项事项",
                "`{name}` may be {count} tasks"
            );
            Err(Refusal::new(message).with(Some(shown.join("; "))))
        }
    }
}

/// A task to be written to: of the ledger itself, and without errors.
pub(crate) fn own_task(before: &Before<'_>, name: &str) -> Result<TaskId, Outcome> {
    let lang = before.lang;
    let id = match task(before.book, name, lang) {
        Ok(id) => id,
        Err(refusal) => {
            let own = |task: Option<&str>| task == Some(name);
            let found = before.found.iter().filter(|one| own(one.task.as_deref()));
            let found: Vec<_> = found.cloned().collect();
            if found.is_empty() {
                return Err(refusal.into());
            }
            let help = snippets_of(&found, before, lang);
            let words = words!(
                "这项事项有错误,先用 `duban edit` 改正:",
                "this task has errors; mend it with `duban edit` first: "
            );
            let message = format!("{}{name}", pick(lang, words));
            return Err(Refusal::new(message).after(help).into());
        }
    };
    let ledger = before.book.ledger_of(before.book.task(id));
    if ledger.prefix.is_empty() {
        return Ok(id);
    }
    let title = &ledger.title;
    let message = say!(
        lang,
        "{name} 属于并入的台账“{title}”,请到那本台账里记",
        "{name} belongs to the included ledger “{title}”; write to it there"
    );
    let help = pick(lang, words!("用 -C 指到那本台账", "point to it with -C"));
    Err(Refusal::new(message).with(Some(help.to_owned())).into())
}

/// A stage of a blocker, by its key or its name.
pub(crate) fn stage(name: &str, lang: Locale) -> Result<Stage, Refusal> {
    let words = |stage, lang| words::stage(stage, lang);
    worded(words!("阶段", "stage"), name, &Stage::ALL, words, lang)
}
