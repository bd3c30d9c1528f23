//! `set`: the keys of a task that are not part of the promise.

use super::log::values::number;
use crate::arguments::{WriteArgs, lang};
use crate::changes::{Before, Edit};
use crate::outcome::{Exit, Outcome};
use crate::refusal::Refusal;
use crate::resolve;
use crate::when;
use crate::writing::Writing;
use clap::Args;
use duban::diagnostic::nearest;
use duban::edit::{Value, set_key};
use duban::ledger::{ChangedBy, KeyType, TaskKey, is_blank, stable};
use duban::page::refusals::names::{NameOf, NameRefused};
use duban::page::refusals::tasks::TaskRefused;
use duban::page::{key_named, typed};
use duban_words::words;

#[derive(Clone, Debug, Args)]
#[command(visible_alias = "设置", about = words!(lang(), "改联系人、电话、备注等不属于承诺的内容", "Set what is no part of the promise: person, phone, remark, …"), after_help = words!(lang(), "例：\n  duban set P-07 phone=22500001 remark=\"钥匙在街道办\"\n  duban set P-07 tags=征迁、开门红\n  duban set P-07 remark=        去掉备注", "Examples:\n  duban set P-07 phone=22500001 remark=\"key at the office\"\n  duban set P-07 remark=        takes the remark away"))]
pub(crate) struct SetArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "KEY=VALUE", required = true, help = words!(lang(), "键=值；值留空则去掉", "Key and value; without a value the key is taken away"))]
    pub(crate) pairs: Vec<String>,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// Sets the keys; `key=` takes one away.
pub(crate) fn run(writing: &Writing<'_>, args: &SetArgs) -> Result<Exit, Outcome> {
    writing.write(&mut |before: &Before<'_>| {
        let id = resolve::own_task(before, &args.id)?;
        let mut block = before.block(before.book.task(id)).to_owned();
        for pair in &args.pairs {
            let (key, value) = pair.split_once('=').ok_or_else(|| {
                let typed = pair.clone();
                TaskRefused::NotAPair { typed }.refusal(before.lang)
            })?;
            let key = key.trim();
            let key = match key_named(key) {
                Some(known) => known.name(),
                None => key,
            };
            let value = match value.trim() {
                "" => {
                    value_type(before, key)?;
                    None
                }
                value if is_blank(value) => {
                    let refused = TaskRefused::BlankValue { key: key.to_owned() };
                    return Err(Outcome::NotWritten(refused.refusal(before.lang)));
                }
                value => Some(read(before, key, value)?),
            };
            block = set_key(&block, key, value.as_ref());
        }
        Ok(vec![Edit::Block(id, block)])
    })
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
        return Err(NameRefused::unknown(NameOf::Key, key, near, &free).refusal(lang));
    };
    let row = known.row();
    if row.changed_by == ChangedBy::Set {
        return Ok(Some(row.value));
    }
    let refused = TaskRefused::Promised { key: key.to_owned(), by: row.changed_by };
    Err(refused.refusal(lang))
}

fn read(before: &Before<'_>, key: &str, value: &str) -> Result<Value, Refusal> {
    let Some(value_type) = value_type(before, key)? else {
        return Ok(free_value(value));
    };
    let department = |name: &str| {
        let id = resolve::department(before.book, name, before.lang)?;
        Ok(before.book.department(id).id.clone())
    };
    let several = || {
        let parts = value.split(['、', ',', '，', ';', '；']).map(str::trim);
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
        KeyType::Flag => Value::Flag(typed::flag(value).ok_or_else(|| {
            let refused = NameRefused::unknown(NameOf::Flag, value, None, &["true", "false"]);
            refused.refusal(before.lang)
        })?),
        KeyType::Date => Value::Date(when::parse(before, value)?),
        KeyType::Deadline => when::deadline(before, value)?,
        // The ledger is read again before it is written: what is none of these is refused there.
        KeyType::Kind
        | KeyType::Measure
        | KeyType::Better
        | KeyType::Cadence
        | KeyType::Curve
        | KeyType::Verdict
        | KeyType::JudgedLight => {
            Value::Text(stable(value_type, value).unwrap_or(value).to_owned())
        }
        KeyType::Id
        | KeyType::Title
        | KeyType::Text
        | KeyType::Recipient
        | KeyType::Area
        | KeyType::Task
        | KeyType::Pipeline => Value::Text(value.to_owned()),
        KeyType::Plan | KeyType::Log | KeyType::Indicators | KeyType::Figure => {
            Value::Raw(value.to_owned())
        }
    })
}

/// The user's own keys take any TOML; what is none is words.
fn free_value(value: &str) -> Value {
    let is_toml = !value.contains('\n') && format!("v = {value}").parse::<toml::Table>().is_ok();
    if is_toml { Value::Raw(value.to_owned()) } else { Value::Text(value.to_owned()) }
}
