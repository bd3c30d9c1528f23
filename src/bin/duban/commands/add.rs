//! `add`: a new task; on a terminal what is missing is asked for.

use super::Outcome;
use super::log::number;
use crate::changes::{Before, Edit, relative};
use crate::cli::add::AddArgs;
use crate::edge::{environment, terminal};
use crate::refusal::{Refusal, pick};
use crate::resolve;
use crate::session::Exit;
use crate::when;
use crate::writing::Writing;
use duban::edit::{NewPoint, NewTask, Value, add_task};
use duban::ledger::{AreaId, Locale};
use duban::source::FileId;
use duban_words::words;
use std::collections::HashMap;
use std::path::PathBuf;

/// Adds the task.
pub(crate) fn run(writing: &Writing<'_>, args: &AddArgs) -> Result<Exit, Outcome> {
    let mut args = args.clone();
    if environment::can_ask() {
        let seen = writing.look(&mut |before: &Before<'_>| {
            ask(before, &mut args);
            Ok(())
        })?;
        if let Some(exit) = seen {
            return Ok(exit);
        }
    }
    writing.write(&mut |before: &Before<'_>| {
        complete(&args, before.lang)?;
        let area = args
            .area
            .as_deref()
            .map(|name| resolve::area(before.book, name, before.lang));
        let area = area.transpose()?;
        let (path, file) = place(before, &args, area)?;
        let text = file.map_or("", |file| before.loaded.sources.file(file).text.as_str());
        let task = task(before, &args, area, text)?;
        Ok(vec![Edit::File(path, add_task(text, &task))])
    })
}

/// What a task must have, with the flag that gives it and the question that asks for it.
fn needed(args: &mut AddArgs) -> [(&'static str, [&'static str; 3], &mut Option<String>); 4] {
    [
        ("--title", words!("事项", "Title"), &mut args.title),
        ("--area", words!("领域", "Area"), &mut args.area),
        ("--owner", words!("牵头单位", "Owner"), &mut args.owner),
        ("--due", words!("时限", "Deadline"), &mut args.due),
    ]
}

fn complete(args: &AddArgs, lang: Locale) -> Result<(), Refusal> {
    let mut args = args.clone();
    let missing = needed(&mut args)
        .into_iter()
        .filter(|(flag, _, value)| value.is_none() && *flag != "--due");
    let missing: Vec<&str> = missing.map(|(flag, ..)| flag).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let words = words!("还缺 ", "still missing: ");
    Err(Refusal::new(format!(
        "{}{}",
        pick(lang, words),
        missing.join(", ")
    )))
}

/// Asks for what is missing, each answer until it is one.
fn ask(before: &Before<'_>, args: &mut AddArgs) {
    let (book, lang) = (before.book, before.lang);
    let areas: Vec<String> = book.areas.iter().map(|own| own.name.clone()).collect();
    let departments = book.departments.iter();
    let departments: Vec<String> = departments.map(|own| own.name.clone()).collect();
    let mut questions = terminal::Questions::new();
    let told = |result: Result<(), Refusal>| result.map_err(|refusal| refusal.text(lang));
    for (flag, question, value) in needed(args) {
        if value.is_some() {
            continue;
        }
        let (names, judge): (&[String], terminal::Judge<'_>) = match flag {
            "--area" => (&areas, &|name| {
                told(resolve::area(book, name, lang).map(|_| ()))
            }),
            "--owner" => (&departments, &|name| {
                told(resolve::department(book, name, lang).map(|_| ()))
            }),
            "--due" => (&[], &|text| told(when::parse(before, text).map(|_| ()))),
            _ => (&[], &|_| Ok(())),
        };
        *value = questions.ask(pick(lang, question), names, false, judge);
    }
    if args.target.is_none() && args.measure.is_none() && args.pipeline.is_none() {
        let words = words!("目标数(没有则回车)", "Target (Enter for none)");
        let judge = |text: &str| told(number(before, text).map(|_| ()));
        args.target = questions.ask(pick(lang, words), &[], true, &judge);
        if args.target.is_some() && args.unit.is_none() {
            let words = words!("单位(默认%)", "Unit (default %)");
            args.unit = questions.ask(pick(lang, words), &[], true, &|_| Ok(()));
        }
    }
}

/// The file a task belongs in: as said, else where most tasks of its area stand.
fn place(
    before: &Before<'_>,
    args: &AddArgs,
    area: Option<AreaId>,
) -> Result<(PathBuf, Option<FileId>), Refusal> {
    let own: &[FileId] = before.loaded.ledgers.first().map_or(&[], |own| &own.tasks);
    if let Some(path) = &args.file {
        let is_task_file = path.extension().is_some_and(|own| own == "toml")
            && path.file_name().is_some_and(|own| own != "duban.toml")
            && path
                .parent()
                .is_some_and(|own| own.as_os_str().is_empty() || own.ends_with("tasks"));
        if !is_task_file {
            let words = words!(
                "事项文件要在 duban.toml 旁边或 tasks/ 里,以 .toml 结尾:",
                "a task file ends in .toml and stands beside duban.toml or in tasks/: "
            );
            let message = format!("{}{}", pick(before.lang, words), path.display());
            return Err(Refusal::new(message));
        }
        let known = own.iter().find(|file| relative(before, **file) == *path);
        return Ok((path.clone(), known.copied()));
    }
    let mut count: HashMap<FileId, usize> = HashMap::new();
    for task in before.book.tasks.iter().filter(|task| task.area == area) {
        *count.entry(task.file).or_default() += 1;
    }
    let most = own.iter().copied().max_by_key(|file| {
        (
            count.get(file).copied().unwrap_or(0),
            std::cmp::Reverse(file.0),
        )
    });
    let only = own.len() == 1;
    match most.filter(|file| only || count.contains_key(file)) {
        Some(file) => Ok((relative(before, file), Some(file))),
        None => {
            let id = area.map_or("tasks", |id| before.book.area(id).id.as_str());
            let path = PathBuf::from(format!("{id}.toml"));
            let known = own.iter().find(|file| relative(before, **file) == path);
            Ok((path, known.copied()))
        }
    }
}

fn task(
    before: &Before<'_>,
    args: &AddArgs,
    area: Option<AreaId>,
    text: &str,
) -> Result<NewTask, Refusal> {
    let (book, lang) = (before.book, before.lang);
    let id = args.id.clone().unwrap_or_else(|| next_id(before, area));
    let mut fields = vec![
        ("id", Value::Text(id)),
        ("entered", Value::Date(before.as_of)),
    ];
    fields.extend(area.map(|id| ("area", Value::Text(book.area(id).id.clone()))));
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
    fields.extend(words(args));
    fields.extend(figures(before, args)?);
    let defaults = defaults(text);
    let new = |(key, value): &(&str, Value)| match value {
        Value::Text(own) => defaults.get(*key).and_then(toml::Value::as_str) != Some(own),
        _ => true,
    };
    let fields = fields.into_iter().filter(new);
    let plan = args.plan.iter().map(|text| point(before, text));
    Ok(NewTask {
        fields: fields.map(|(key, value)| (key.to_owned(), value)).collect(),
        plan: plan.collect::<Result<_, _>>()?,
    })
}

/// What the file states for all its tasks.
fn defaults(text: &str) -> toml::Table {
    let preamble = duban::blocks::cut(text).preamble;
    let preamble = text.get(preamble).unwrap_or("");
    let preamble = preamble.trim_start_matches('\u{feff}');
    preamble.parse().unwrap_or_default()
}

/// The keys that are words as they were typed.
fn words(args: &AddArgs) -> Vec<(&'static str, Value)> {
    let single = [
        ("title", &args.title),
        ("parent", &args.parent),
        ("leader", &args.leader),
        ("goal", &args.goal),
        ("source", &args.source),
        ("person", &args.person),
        ("phone", &args.phone),
        ("remark", &args.remark),
        ("unit", &args.unit),
        ("measure", &args.measure),
        ("cadence", &args.cadence),
        ("pipeline", &args.pipeline),
    ];
    let several = [
        ("tags", &args.tags),
        ("measures", &args.measures),
        ("levers", &args.levers),
    ];
    let single = single
        .into_iter()
        .filter_map(|(key, text)| Some((key, Value::Text(text.clone()?))));
    let several = several.into_iter().filter_map(|(key, texts)| {
        let parts = texts.iter().flat_map(|text| text.split(['、', ';', ';']));
        let parts: Vec<String> = parts.map(|part| part.trim().to_owned()).collect();
        (!parts.is_empty()).then_some((key, Value::Texts(parts)))
    });
    single.chain(several).collect()
}

/// The keys that are days and numbers.
fn figures(before: &Before<'_>, args: &AddArgs) -> Result<Vec<(&'static str, Value)>, Refusal> {
    let mut fields = Vec::new();
    for (key, text) in [("start", &args.start), ("due", &args.due)] {
        if let Some(text) = text {
            fields.push((key, Value::Date(when::parse(before, text)?)));
        }
    }
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

/// `5月31日:110`, `5月31日:110:签约过半` or `5月31日:开工`.
fn point(before: &Before<'_>, text: &str) -> Result<NewPoint, Refusal> {
    let mut parts = text.split([':', ':']).map(str::trim);
    let by = when::parse(before, parts.next().unwrap_or(""))?;
    let (first, second) = (parts.next(), parts.next());
    let reach = first.and_then(|text| number(before, text).ok());
    let step = match reach {
        Some(_) => second,
        None => first,
    };
    Ok(NewPoint {
        by,
        reach,
        step: step.map(str::to_owned),
    })
}

/// The number after the highest of the area's usual series: P-07 → P-08.
fn next_id(before: &Before<'_>, area: Option<AreaId>) -> String {
    let own = before.book.tasks.iter().filter(|task| task.ledger == 0);
    let mut series: Vec<(&str, usize, usize, u64)> = Vec::new();
    for task in own.clone().filter(|task| task.area == area) {
        let head = task.id.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = task.id.get(head.len()..).unwrap_or("");
        let Ok(number) = digits.parse::<u64>() else {
            continue;
        };
        match series.iter_mut().find(|own| own.0 == head) {
            Some(own) => *own = (head, own.1 + 1, own.2.max(digits.len()), own.3.max(number)),
            None => series.push((head, 1, digits.len(), number)),
        }
    }
    let usual = series.iter().max_by_key(|own| own.1);
    let first = area.and_then(|id| before.book.area(id).id.chars().next());
    let first = first.unwrap_or('T').to_uppercase().to_string() + "-";
    let (head, width, last) = usual.map_or((first.as_str(), 2, 0), |own| (own.0, own.2, own.3));
    let id = |number: u64| format!("{head}{number:0width$}");
    let taken = |id: &str| own.clone().any(|task| task.id == id);
    let free = (last + 1..).map(id).find(|id| !taken(id));
    free.unwrap_or_default()
}
