//! `reconcile --against … --accept`: the other side's figures into the log, each with its file as evidence.

use super::Outcome;
use super::against::set;
use super::log::evidence;
use crate::changes::{Before, Edit};
use crate::cli::period::ReconcileArgs;
use crate::period::Stretch;
use crate::refusal::{self, Refusal, pick};
use crate::resolve;
use crate::session::Exit;
use crate::when::{self, Day};
use crate::writing::Writing;
use chrono::NaiveDate;
use duban::account::{self, Against, AgainstRow};
use duban::edit::{NewEntry, Value, add_entry};
use duban::ledger::{Locale, TaskId};
use duban_words::words;
use std::path::Path;

/// Writes an entry for every row accepted, on the last day of the statement: all or none.
pub(crate) fn run(writing: &Writing<'_>, args: &ReconcileArgs) -> Result<Exit, Outcome> {
    writing.write(&mut |before: &Before<'_>| {
        let at = (before.as_of, before.lang);
        let period = args.period.as_deref();
        let stretch = Stretch::of(before.book, before.loaded, period, at, writing.cli)?;
        let against = set(&stretch, args)?;
        let on = stretch.session.account.as_of;
        let chosen = chosen(before, &against, &args.against.accept)?;
        when::not_closed(before, on)?;
        let edits = chosen.into_iter().map(|(id, row)| {
            let fields = fields(&stretch, before, (id, row), args, on);
            let entry = NewEntry { on, fields };
            Edit::Block(id, add_entry(before.block(before.book.task(id)), &entry))
        });
        Ok(edits.collect())
    })
}

/// The rows meant; those that cannot be accepted are all named at once.
fn chosen<'a>(
    before: &Before<'_>,
    against: &'a Against,
    names: &[String],
) -> Result<Vec<(TaskId, &'a AgainstRow)>, Outcome> {
    let differing = against.of(account::Compared::Differs);
    let mut rows: Vec<(TaskId, &AgainstRow)> = Vec::new();
    let mut wrong: Vec<Refusal> = Vec::new();
    if names.iter().any(|name| name == "all") {
        rows.extend(differing.filter_map(|row| Some((row.of?, row))));
        for (id, _) in &rows {
            let own = resolve::own_task(before, &before.book.task(*id).id);
            wrong.extend(own.err().map(refusal::of));
        }
    }
    for name in names.iter().filter(|name| *name != "all") {
        match resolve::own_task(before, name) {
            Err(outcome) => wrong.push(refusal::of(outcome)),
            Ok(id) if rows.iter().any(|(own, _)| *own == id) => {}
            Ok(id) => match against.rows.iter().find(|row| row.of == Some(id)) {
                Some(row) if row.outcome == account::Compared::Differs => rows.push((id, row)),
                other => wrong.push(not_acceptable(name, other, before.lang)),
            },
        }
    }
    let Some(last) = wrong.pop() else {
        return Ok(rows);
    };
    let earlier: String = wrong.iter().map(|own| own.text(before.lang)).collect();
    Err(last.after(earlier).into())
}

fn not_acceptable(name: &str, row: Option<&AgainstRow>, lang: Locale) -> Refusal {
    use account::Compared as Came;
    let words = match row.map(|row| row.outcome) {
        None | Some(Came::OnlyOurs) => words!("没有报送", "they say nothing of it"),
        Some(Came::Agrees) => words!("与台账一致,不用采用", "it agrees already"),
        Some(Came::Empty) => words!("报送表里没有填数", "they left the figure out"),
        Some(Came::Unreadable) => words!("报送数读不出", "their figure cannot be read"),
        Some(Came::Skipped) => words!("不在筛选内", "it is outside the filter"),
        Some(_) => words!("报送的行对不上", "their rows cannot be set against it"),
    };
    let cell = row.and_then(|row| row.cell.as_deref());
    let cell = cell.map_or_else(String::new, |cell| format!(" ({cell})"));
    let help = words!(
        "只能采用“不一致”的;其他的用 duban done 记",
        "only rows that differ can be accepted; write others with `duban done`"
    );
    Refusal::new(format!("{name}: {}{cell}", pick(lang, words)))
        .with(Some(pick(lang, help).to_owned()))
}

fn fields(
    stretch: &Stretch<'_>,
    before: &Before<'_>,
    (id, row): (TaskId, &AgainstRow),
    args: &ReconcileArgs,
    on: NaiveDate,
) -> Vec<(&'static str, Value)> {
    let account = &stretch.session.account;
    let text = |value: &Option<String>| value.clone().map(Value::Text);
    let goes_back = row.theirs.is_some_and(|theirs| {
        let own = account.figures(id);
        own.is_some_and(|own| own.goes_back_to(theirs))
    });
    let why = text(&args.against.correction).filter(|_| goes_back);
    let late = Day::of_report(before, before.book.task(id), on).got;
    let fields = [
        ("done", row.theirs.map(Value::Number)),
        ("correction", why),
        ("note", text(&row.remark)),
        ("by", text(&row.owner)),
        ("got", late.map(Value::Date)),
        (
            "evidence",
            evidence(before, row.file.as_deref().map(Path::new)),
        ),
    ];
    let given = fields.into_iter();
    given
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
}
