//! `set`: keys of a task that are no part of the promise.

use super::Outcome;
use super::log::number;
use crate::changes::{Before, Edit};
use crate::cli::write::SetArgs;
use crate::refusal::{Refusal, pick, unknown};
use crate::resolve;
use crate::session::Exit;
use crate::when;
use crate::writing::Writing;
use duban::diagnostic::nearest;
use duban::edit::{Value, set_key};
use duban::ledger::{ChangedBy, KeyType, Locale, TaskKey};
use duban_words::{say, words};

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
                    value_type(before, key)?;
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

/// What `set` may give a key; `None` for one of the user's own.
fn value_type(before: &Before<'_>, key: &str) -> Result<Option<KeyType>, Refusal> {
    if key.starts_with("x-") {
        return Ok(None);
    }
    let lang = before.lang;
    let Some(known) = TaskKey::parse(key) else {
        let near = nearest(key, TaskKey::ALL.iter().map(|(name, _)| *name));
        let free = TaskKey::ALL.iter();
        let free = free.filter(|(_, key)| key.row().changed_by == ChangedBy::Set);
        let free: Vec<&str> = free.map(|(name, _)| *name).collect();
        return Err(unknown(words!("键", "key"), key, near, &free, lang));
    };
    let way = match known.row().changed_by {
        ChangedBy::Set => return Ok(Some(known.row().value)),
        ChangedBy::Extend => "duban extend ID DATE --approval …".to_owned(),
        ChangedBy::Adjust => format!("duban adjust ID WHY --{key} … --approval …"),
        ChangedBy::Entry => "duban done, step, note, …".to_owned(),
        ChangedBy::Edit => "duban edit ID".to_owned(),
    };
    let message = say!(
        lang,
        "`{key}` 是承诺的一部分,不能直接改",
        "`{key}` is a part of the promise and is not simply set"
    );
    Err(Refusal::new(message).with(Some(way)))
}

fn read(before: &Before<'_>, key: &str, value: &str) -> Result<Value, Refusal> {
    let Some(value_type) = value_type(before, key)? else {
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
    Ok(match value_type {
        KeyType::Texts => Value::Texts(several().collect()),
        KeyType::Number | KeyType::Amount | KeyType::Count => Value::Number(number(before, value)?),
        KeyType::Department | KeyType::Place => Value::Text(department(value)?),
        KeyType::Departments => {
            let ids: Result<Vec<String>, Refusal> =
                several().map(|name| department(&name)).collect();
            Value::Texts(ids?)
        }
        KeyType::Flag => match value {
            "true" | "是" | "yes" => Value::Flag(true),
            "false" | "否" | "no" => Value::Flag(false),
            other => {
                let what = words!("是否", "flag");
                return Err(unknown(what, other, None, &["true", "false"], before.lang));
            }
        },
        KeyType::Date => Value::Date(when::parse(before, value)?),
        // The ledger is read again before it is written: what is none of these is refused there.
        KeyType::Id
        | KeyType::Title
        | KeyType::Text
        | KeyType::Kind
        | KeyType::Measure
        | KeyType::Cadence
        | KeyType::Stage
        | KeyType::Area
        | KeyType::Task
        | KeyType::Pipeline => Value::Text(value.to_owned()),
        KeyType::Plan | KeyType::Log => Value::Raw(value.to_owned()),
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
