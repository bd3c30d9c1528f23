//! `set`: keys of a task that are no part of the promise.

use super::Outcome;
use super::log::number;
use crate::changes::{Before, Edit};
use crate::cli::write::SetArgs;
use crate::refusal::{Refusal, pick, unknown};
use crate::resolve;
use crate::session::Exit;
use crate::writing::Writing;
use duban::diagnostic::nearest;
use duban::edit::{Value, set_key};
use duban::ledger::Locale;
use duban_words::{say, words};

/// What may be set, and what sort of value it takes.
const FREE: [(&str, Sort); 13] = [
    ("title", Sort::Text),
    ("person", Sort::Text),
    ("phone", Sort::Text),
    ("no", Sort::Text),
    ("remark", Sort::Text),
    ("source", Sort::Text),
    ("place", Sort::Department),
    ("with", Sort::Departments),
    ("tags", Sort::Texts),
    ("measures", Sort::Texts),
    ("levers", Sort::Texts),
    ("key", Sort::Flag),
    ("total", Sort::Number),
];

/// What is a part of the promise, and the command that changes it lawfully.
const PROMISE: [(&str, &str); 23] = [
    ("due", "duban extend ID DATE --approval …"),
    ("target", "duban adjust ID WHY --target … --approval …"),
    ("owner", "duban adjust ID WHY --owner … --approval …"),
    ("weight", "duban adjust ID WHY --weight … --approval …"),
    ("leader", "duban adjust ID WHY --leader … --approval …"),
    ("log", "duban done, step, note, …"),
    ("id", "duban edit ID"),
    ("area", "duban edit ID"),
    ("parent", "duban edit ID"),
    ("parts", "duban edit ID"),
    ("start", "duban edit ID"),
    ("entered", "duban edit ID"),
    ("goal", "duban edit ID"),
    ("kind", "duban edit ID"),
    ("unit", "duban edit ID"),
    ("baseline", "duban edit ID"),
    ("measure", "duban edit ID"),
    ("plan", "duban edit ID"),
    ("pipeline", "duban edit ID"),
    ("invest", "duban edit ID"),
    ("rolls", "duban edit ID"),
    ("original_due", "duban edit ID"),
    ("extensions", "duban edit ID"),
];

#[derive(Clone, Copy)]
enum Sort {
    Text,
    Texts,
    Flag,
    Number,
    Department,
    Departments,
}

/// Sets the keys; `key=` takes one away.
pub(crate) fn run(writing: &Writing<'_>, args: &SetArgs) -> Result<Exit, Outcome> {
    writing.write(&mut |before: &Before<'_>| {
        let id = resolve::own_task(before, &args.id)?;
        let mut block = before.block(before.book.task(id)).to_owned();
        for pair in &args.pairs {
            let (key, value) = pair
                .split_once('=')
                .ok_or_else(|| no_pair(pair, before.lang))?;
            let key = key.trim();
            let value = match value.trim() {
                "" => {
                    sort(before, key)?;
                    None
                }
                value => Some(read(before, key, value)?),
            };
            block = set_key(&block, key, value.as_ref());
        }
        Ok(vec![Edit::Block(id, block)])
    })
}

fn no_pair(pair: &str, lang: Locale) -> Refusal {
    let words = words!("要写成 键=值:", "write it as key=value: ");
    Refusal::new(format!("{}`{pair}`", pick(lang, words))).with(Some("phone=22500001".to_owned()))
}

fn sort(before: &Before<'_>, key: &str) -> Result<Option<Sort>, Refusal> {
    if key.starts_with("x-") {
        return Ok(None);
    }
    if let Some((_, sort)) = FREE.iter().find(|(own, _)| *own == key) {
        return Ok(Some(*sort));
    }
    let lang = before.lang;
    if let Some((_, way)) = PROMISE.iter().find(|(own, _)| *own == key) {
        let message = say!(
            lang,
            "`{key}` 是承诺的一部分,不能直接改",
            "`{key}` is a part of the promise and is not simply set"
        );
        return Err(Refusal::new(message).with(Some((*way).to_owned())));
    }
    let keys: Vec<&str> = FREE.iter().map(|(own, _)| *own).collect();
    let all = keys
        .iter()
        .copied()
        .chain(PROMISE.iter().map(|(own, _)| *own));
    let near = nearest(key, all);
    Err(unknown(words!("键", "key"), key, near, &keys, lang))
}

fn read(before: &Before<'_>, key: &str, value: &str) -> Result<Value, Refusal> {
    let Some(sort) = sort(before, key)? else {
        return Ok(own_value(value));
    };
    let department = |name: &str| {
        let id = resolve::department(before.book, name, before.lang)?;
        Ok(before.book.department(id).id.clone())
    };
    let several = || {
        let parts = value.split(['、', ',', ',', ';', ';']).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned)
    };
    Ok(match sort {
        Sort::Text => Value::Text(value.to_owned()),
        Sort::Texts => Value::Texts(several().collect()),
        Sort::Number => Value::Number(number(before, value)?),
        Sort::Department => Value::Text(department(value)?),
        Sort::Departments => {
            let ids: Result<Vec<String>, Refusal> =
                several().map(|name| department(&name)).collect();
            Value::Texts(ids?)
        }
        Sort::Flag => match value {
            "true" | "是" | "yes" => Value::Flag(true),
            "false" | "否" | "no" => Value::Flag(false),
            other => {
                let what = words!("是否", "flag");
                return Err(unknown(what, other, None, &["true", "false"], before.lang));
            }
        },
    })
}

/// The user's own keys take any TOML; what is none is words.
fn own_value(value: &str) -> Value {
    let is_toml = !value.contains('\n') && format!("v = {value}").parse::<toml::Table>().is_ok();
    match is_toml {
        true => Value::Raw(value.to_owned()),
        false => Value::Text(value.to_owned()),
    }
}
