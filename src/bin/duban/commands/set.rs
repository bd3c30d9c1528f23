//! `set`: the keys of a task that are not part of the promise, and what an import proposed and nobody has checked yet.

use super::add;
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
use duban::ledger::{ChangedBy, KeyType, TO_CHECK, Task, TaskId, TaskKey, is_blank, stable};
use duban::page::refusals::names::{NameOf, NameRefused};
use duban::page::refusals::tasks::TaskRefused;
use duban::page::{key_named, typed};
use duban_words::words;

#[derive(Clone, Debug, Args)]
#[command(visible_alias = "设置", about = words!(lang(), "改联系人、电话、备注等不属于承诺的内容", "Set what is no part of the promise: person, phone, remark, …"), after_help = words!(lang(), "例：\n  duban set P-07 phone=22500001 remark=\"钥匙在街道办\"\n  duban set P-07 tags=征迁、开门红\n  duban set P-07 remark=        去掉备注\n  duban set P-07 P-08 x-check=  核对过了，去掉待核对的标记\n  duban set P-07 x-check-=时限  只去掉时限的\n  duban set P-07 目标数=120      改正导入时读错的数，标记一并去掉", "Examples:\n  duban set P-07 phone=22500001 remark=\"key at the office\"\n  duban set P-07 remark=        takes the remark away\n  duban set P-07 P-08 x-check=  both are checked: takes their marks away\n  duban set P-07 x-check-=due   only that of the deadline\n  duban set P-07 target=120     corrects what was read wrongly, and takes its mark away"))]
pub(crate) struct SetArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[arg(value_name = "KEY=VALUE", required = true, help = words!(lang(), "键=值；值留空则去掉；前面可以再写几个编号", "Key and value; without a value the key is taken away; further ids may stand before"))]
    pub(crate) pairs: Vec<String>,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// Sets the keys of each task; `key=` takes one away, `key-=` some of its items.
pub(crate) fn run(writing: &Writing<'_>, args: &SetArgs) -> Result<Exit, Outcome> {
    let further = args.pairs.iter().take_while(|word| !word.contains('=')).count();
    let (further, pairs) = args.pairs.split_at_checked(further).unwrap_or_default();
    writing.write(&mut |before: &Before<'_>| {
        if let (Some(typed), []) = (further.last(), pairs) {
            let typed = typed.clone();
            return Err(TaskRefused::NotAPair { typed }.refusal(before.lang).into());
        }
        let mut edits: Vec<Edit> = Vec::new();
        let mut seen: Vec<TaskId> = Vec::new();
        for name in std::iter::once(&args.id).chain(further) {
            let id = resolve::own_task(before, name)?;
            if !seen.contains(&id) {
                seen.push(id);
                edits.push(Edit::Block(id, block(before, id, pairs)?));
            }
        }
        Ok(edits)
    })
}

/// The block of a task with its keys set; a marked key that is set is no longer to be checked.
fn block(before: &Before<'_>, id: TaskId, pairs: &[String]) -> Result<String, Outcome> {
    let task = before.book.task(id);
    let mut block = before.block(task).to_owned();
    let marks = task.own_words(TO_CHECK);
    let mut left = marks.clone();
    for pair in pairs {
        let (key, value) = pair.split_once('=').ok_or_else(|| {
            let typed = pair.clone();
            TaskRefused::NotAPair { typed }.refusal(before.lang)
        })?;
        let key = key.trim();
        if key.strip_suffix('-') == Some(TO_CHECK) {
            left.retain(|mark| !items(value).any(|item| names(item, mark)));
            continue;
        }
        let key = key_named(key).map_or(key, |known| known.name());
        let value = match value.trim() {
            "" => {
                value_type(before, task, key)?;
                None
            }
            value if is_blank(value) => {
                let refused = TaskRefused::BlankValue { key: key.to_owned() };
                return Err(Outcome::NotWritten(refused.refusal(before.lang)));
            }
            value => Some(read(before, task, key, value)?),
        };
        block = set_key(&block, key, value.as_ref());
        left.retain(|mark| mark != key);
    }
    if left.len() < marks.len() {
        let left = (!left.is_empty()).then_some(Value::Texts(left));
        block = set_key(&block, TO_CHECK, left.as_ref());
    }
    Ok(block)
}

/// Whether a word names a marked key, by its key or as it is called.
fn names(word: &str, mark: &str) -> bool {
    word == mark || key_named(word).is_some_and(|key| key.name() == mark)
}

/// The items of a list as it is typed.
fn items(value: &str) -> impl Iterator<Item = &str> {
    let parts = value.split(['、', ',', '，', ';', '；']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// What `set` may give a key; `None` for one of the user's own.
fn value_type(before: &Before<'_>, task: &Task<'_>, key: &str) -> Result<Option<KeyType>, Refusal> {
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
    // What was read out of words is proposed, and no promise until somebody has looked at it; nor is what was not read at all.
    let marks = task.own_words(TO_CHECK);
    let is_proposed = || {
        marks.iter().any(|mark| mark == key)
            || (!marks.is_empty()
                && row.changed_by != ChangedBy::Entry
                && !states(before, task, key))
    };
    if row.changed_by == ChangedBy::Set || is_proposed() {
        return Ok(Some(row.value));
    }
    let (id, key) = (task.id.to_string(), key.to_owned());
    let refused = TaskRefused::Promised { id, key, by: row.changed_by };
    Err(refused.refusal(lang))
}

/// Whether a task states a key, in its block or at the head of its file.
fn states(before: &Before<'_>, task: &Task<'_>, key: &str) -> bool {
    let own = before.block(task).parse::<toml::Table>().ok();
    let own = own.as_ref().and_then(|own| own.get("task")?.as_array()?.first()?.get(key));
    let head = || add::defaults(&before.loaded.sources.file(task.file).text).contains_key(key);
    own.is_some() || head()
}

fn read(before: &Before<'_>, task: &Task<'_>, key: &str, value: &str) -> Result<Value, Refusal> {
    let Some(value_type) = value_type(before, task, key)? else {
        return Ok(free_value(value));
    };
    let department = |name: &str| {
        let id = resolve::department(before.book, name, before.lang)?;
        Ok(before.book.department(id).id.clone())
    };
    let several = || items(value).map(str::to_owned);
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
