//! `add`: a new task. At a terminal the program asks for what is missing.

mod arguments;
mod asked;
mod indicators;
mod points;

pub(crate) use arguments::AddArgs;

use super::log::values::number;
use crate::changes::{Before, Edit, relative};
use crate::edge::names;
use crate::outcome::{Exit, Outcome};
use crate::refusal::Refusal;
use crate::resolve;
use crate::when;
use crate::writing::Writing;
use duban::edit::{NewTask, Value, add_task};
use duban::ledger::{AreaId, Locale, TaskKey, is_blank, stable};
use duban::page::refusals::entries::EntryRefused;
use duban::page::refusals::tasks::TaskRefused;
use duban::source::FileId;
use std::collections::HashMap;
use std::path::PathBuf;

/// Adds the task.
pub(crate) fn run(writing: &Writing<'_>, args: &AddArgs) -> Result<Exit, Outcome> {
    let mut args = args.clone();
    if writing.context.settings.can_ask {
        let seen = writing.look(&mut |before: &Before<'_>| {
            asked::complete(before, &mut args);
            Ok(())
        })?;
        if let Some(exit) = seen {
            return Ok(exit);
        }
    }
    writing.write(&mut |before: &Before<'_>| {
        complete(&args, before.lang)?;
        let area = args.area.as_deref().map(|name| resolve::area(before.book, name, before.lang));
        let stated = area.transpose()?;
        // What its heading states need not be said again.
        let above = args.parent.as_deref();
        let above = above.and_then(|id| before.book.tasks.iter().find(|task| task.id == id));
        let area = stated.or_else(|| above?.area);
        let (path, file) = place(before, &args, area)?;
        let text = file.map_or("", |file| before.loaded.sources.file(file).text.as_str());
        let task = task(before, &args, (stated, area), text)?;
        sound(before, &args, &task)?;
        Ok(vec![Edit::File(path, add_task(text, &task))])
    })
}

fn complete(args: &AddArgs, lang: Locale) -> Result<(), Refusal> {
    let of_heading = args.parent.is_some();
    let needed = [
        ("--title", &args.title, false),
        ("--area", &args.area, of_heading),
        ("--owner", &args.owner, of_heading),
    ];
    let missing = needed.into_iter().filter(|(_, value, elsewhere)| value.is_none() && !elsewhere);
    let flags: Vec<&'static str> = missing.map(|(flag, ..)| flag).collect();
    if flags.is_empty() {
        return Ok(());
    }
    Err(TaskRefused::Missing { flags }.refusal(lang))
}

/// The file of the new task: the one given, else the file with most tasks of its area.
fn place(
    before: &Before<'_>,
    args: &AddArgs,
    area: Option<AreaId>,
) -> Result<(PathBuf, Option<FileId>), Refusal> {
    if let Some(path) = &args.file {
        if !names::is_task_file(path) {
            let path = path.clone();
            return Err(TaskRefused::NotATaskFile { path }.refusal(before.lang));
        }
        return Ok((path.clone(), before.task_file(path)));
    }
    Ok(usual_file(before, area))
}

/// The file with most tasks of an area, else one of its name.
pub(super) fn usual_file(before: &Before<'_>, area: Option<AreaId>) -> (PathBuf, Option<FileId>) {
    let files: &[FileId] = before.loaded.ledgers.first().map_or(&[], |ledger| &ledger.tasks);
    let mut count: HashMap<FileId, usize> = HashMap::new();
    for task in before.book.tasks.iter().filter(|task| task.area == area) {
        *count.entry(task.file).or_default() += 1;
    }
    let most = files
        .iter()
        .copied()
        .max_by_key(|file| (count.get(file).copied().unwrap_or(0), std::cmp::Reverse(file.0)));
    let only = files.len() == 1;
    match most.filter(|file| only || count.contains_key(file)) {
        Some(file) => (relative(before, file), Some(file)),
        None => {
            let id = area.map_or("tasks", |id| before.book.area(id).id.as_str());
            let path = PathBuf::from(format!("{id}.toml"));
            let known = before.task_file(&path);
            (path, known)
        }
    }
}

fn task(
    before: &Before<'_>,
    args: &AddArgs,
    (stated, area): (Option<AreaId>, Option<AreaId>),
    text: &str,
) -> Result<NewTask, Refusal> {
    let (book, lang) = (before.book, before.lang);
    let id = args.id.clone().unwrap_or_else(|| next_id(before, area));
    let mut fields = vec![("id", Value::Text(id)), ("entered", Value::Date(before.as_of))];
    fields.extend(stated.map(|id| ("area", Value::Text(book.area(id).id.clone()))));
    let department = |name: &String| -> Result<String, Refusal> {
        let id = resolve::department(book, name, lang)?;
        Ok(book.department(id).id.clone())
    };
    let owner = args.owner.as_ref().map(department).transpose()?;
    fields.extend(owner.map(|id| ("owner", Value::Text(id))));
    let with: Vec<String> = args.with.iter().map(department).collect::<Result<_, _>>()?;
    fields.extend((!with.is_empty()).then_some(("with", Value::Texts(with))));
    fields.extend(args.key.then_some(("key", Value::Flag(true))));
    if let Some(name) = &args.kind {
        let kind = resolve::kind(name, lang)?.name().to_owned();
        fields.push(("kind", Value::Text(kind)));
    }
    fields.extend(texts(args));
    fields.extend(figures(before, args)?);
    let several = indicators::indicators(before, &args.indicators)?;
    fields.extend(several.map(|several| ("indicators", several)));
    let defaults = defaults(text);
    let new = |(key, value): &(&str, Value)| match value {
        Value::Text(text) => defaults.get(*key).and_then(toml::Value::as_str) != Some(text),
        _ => true,
    };
    let fields = fields.into_iter().filter(new);
    let typed = points::days(before, args)?;
    let plan = args.plan.iter().map(|text| points::read(before, typed, text));
    Ok(NewTask {
        fields: fields.map(|(key, value)| (key.to_owned(), value)).collect(),
        plan: plan.collect::<Result<_, _>>()?,
    })
}

/// Refuses blank words, and a task that the same command added before.
fn sound(before: &Before<'_>, args: &AddArgs, new: &NewTask) -> Result<(), Outcome> {
    let text = |key: &str| {
        let field = new.fields.iter().find(|(known, _)| known == key);
        field.and_then(|(_, value)| if let Value::Text(text) = value { Some(text) } else { None })
    };
    let refuse = |refused: EntryRefused| Err(Outcome::NotWritten(refused.refusal(before.lang)));
    let keys = TaskKey::ALL.iter().map(|(name, _)| *name);
    let blank = keys.clone().find(|key| text(key).is_some_and(|text| is_blank(text)));
    if let Some(key) = blank {
        return refuse(EntryRefused::Blank { key });
    }
    if args.again || args.id.is_some() {
        return Ok(());
    }
    let (title, owner) = (text("title"), text("owner"));
    let mut today = before.book.tasks.iter().filter(|task| task.entered == before.as_of);
    let twin = today.find(|task| {
        let of = task.owner.map(|id| &before.book.department(id).id);
        Some(task.title.as_ref()) == title.map(String::as_str) && (owner.is_none() || of == owner)
    });
    let Some(twin) = twin else {
        return Ok(());
    };
    let (id, title) = (twin.id.to_string(), twin.title.to_string());
    refuse(EntryRefused::TaskThere { id, title })
}

/// What the file states for all its tasks.
pub(super) fn defaults(text: &str) -> toml::Table {
    let preamble = duban::blocks::cut(text).preamble;
    let preamble = text.get(preamble).unwrap_or("");
    let preamble = preamble.trim_start_matches('\u{feff}');
    preamble.parse().unwrap_or_default()
}

/// The keys whose values are written as typed.
fn texts(args: &AddArgs) -> Vec<(&'static str, Value)> {
    let single = [
        ("title", &args.title),
        ("parent", &args.parent),
        ("of", &args.of),
        ("leader", &args.leader),
        ("goal", &args.goal),
        ("source", &args.source),
        ("person", &args.person),
        ("phone", &args.phone),
        ("remark", &args.remark),
        ("unit", &args.unit),
        ("measure", &args.measure),
        ("better", &args.better),
        ("cadence", &args.cadence),
        ("pipeline", &args.pipeline),
        ("curve", &args.curve),
    ];
    let several = [("tags", &args.tags), ("measures", &args.measures), ("levers", &args.levers)];
    let single = single.into_iter().filter_map(|(key, text)| Some((key, text.as_deref()?)));
    let named = |(key, text): (&'static str, &str)| {
        let value_type = TaskKey::parse(key).map(|key| key.row().value);
        let name = value_type.and_then(|value_type| stable(value_type, text));
        (key, Value::Text(name.unwrap_or(text).to_owned()))
    };
    let single = single.map(named);
    let several = several.into_iter().filter_map(|(key, texts)| {
        let parts = texts.iter().flat_map(|text| text.split(['、', ';', '；']));
        let parts: Vec<String> = parts.map(|part| part.trim().to_owned()).collect();
        (!parts.is_empty()).then_some((key, Value::Texts(parts)))
    });
    single.chain(several).collect()
}

/// The keys whose values are days or numbers.
fn figures(before: &Before<'_>, args: &AddArgs) -> Result<Vec<(&'static str, Value)>, Refusal> {
    let mut fields = Vec::new();
    let (start, due) = points::days(before, args)?;
    if let (Some(text), Some(due)) = (&args.due, due) {
        when::say_taken(before, text, due, start.unwrap_or(before.as_of));
    } else if let Some(text) = &args.due {
        fields.push(("due", when::deadline(before, text)?));
    }
    fields.extend(start.map(|start| ("start", Value::Date(start))));
    fields.extend(due.map(|due| ("due", Value::Date(due))));
    let numbers = [
        ("weight", &args.weight),
        ("baseline", &args.baseline),
        ("target", &args.target),
        ("invest", &args.invest),
    ];
    for (key, text) in numbers {
        if let Some(text) = text {
            fields.push((key, Value::Number(number(before, text)?)));
        }
    }
    Ok(fields)
}

/// The number after the highest of the area's usual series: P-07 → P-08.
fn next_id(before: &Before<'_>, area: Option<AreaId>) -> String {
    let tasks = before.book.tasks.iter().filter(|task| task.ledger == 0);
    let mut series: Vec<(&str, usize, usize, u64)> = Vec::new();
    for task in tasks.clone().filter(|task| task.area == area) {
        let head = task.id.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = task.id.get(head.len()..).unwrap_or("");
        let Ok(number) = digits.parse::<u64>() else {
            continue;
        };
        match series.iter_mut().find(|(known, ..)| *known == head) {
            Some((_, count, width, last)) => {
                *count += 1;
                *width = digits.len().max(*width);
                *last = number.max(*last);
            }
            None => series.push((head, 1, digits.len(), number)),
        }
    }
    let usual = series.iter().max_by_key(|(_, count, ..)| *count);
    let first = area.and_then(|id| before.book.area(id).id.chars().next());
    let first = first.unwrap_or('T').to_uppercase().to_string() + "-";
    let usual = usual.map(|(head, _, width, last)| (*head, *width, *last));
    let (head, width, last) = usual.unwrap_or((&first, 2, 0));
    let id = |number: u64| format!("{head}{number:0width$}");
    let taken = |id: &str| tasks.clone().any(|task| task.id == id);
    let free = (last + 1..).map(id).find(|id| !taken(id));
    free.unwrap_or_default()
}
