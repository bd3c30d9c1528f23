//! The commands that write one log entry: what was typed into an entry at its day.

pub(crate) mod arguments;
pub(super) mod values;

use super::updates;
use crate::arguments::WriteArgs;
use crate::changes::{Before, Edit};
use crate::edge::terminal;
use crate::outcome::{Exit, Outcome};
use crate::refusal::Refusal;
use crate::resolve;
use crate::when::{self, Day};
use crate::writing::Writing;
use arguments::{AdjustArgs, EntryArgs, FigureArgs, HaltArgs, LogCommand, ReportArgs};
use chrono::NaiveDate;
use duban::edit::{NewEntry, Value, add_entry};
use duban::ledger::{EventKind, Task};
use duban::page::refusals::done;
use duban::page::refusals::entries::EntryRefused;
use values::{author, evidence, figure, number};

type Fields = Vec<(&'static str, Value)>;

impl LogCommand {
    /// The event it writes.
    pub(crate) fn kind(&self) -> EventKind {
        match self {
            Self::Done(_) => EventKind::Done,
            Self::Step(_) => EventKind::Step,
            Self::Note(_) => EventKind::Note,
            Self::Block(_) => EventKind::Blocked,
            Self::Raise(_) => EventKind::Raise,
            Self::Clear(_) => EventKind::Cleared,
            Self::Request(_) => EventKind::Request,
            Self::Verify(_) => EventKind::Verify,
            Self::Reject(_) => EventKind::Reject,
            Self::Reopen(_) => EventKind::Reopen,
            Self::Ask(_) => EventKind::Ask,
            Self::Refuse(_) => EventKind::Refuse,
            Self::Extend(_) => EventKind::Extend,
            Self::Adjust(_) => EventKind::Adjust,
            Self::Suspend(_) => EventKind::Suspend,
            Self::Resume(_) => EventKind::Resume,
            Self::Cancel(_) => EventKind::Cancel,
            Self::Order(_) => EventKind::Order,
            Self::Answer(_) => EventKind::Answer,
        }
    }

    /// The command's name.
    pub(crate) fn name(&self) -> &'static str {
        match self.kind() {
            EventKind::Blocked => "block",
            EventKind::Cleared => "clear",
            kind => kind.name(),
        }
    }

    fn id(&self) -> &str {
        match self {
            Self::Done(own) => own.id.as_deref().unwrap_or(""),
            Self::Step(own) => &own.id,
            Self::Note(own) => &own.id,
            Self::Block(own) | Self::Clear(own) => &own.id,
            Self::Raise(own) => &own.named.id,
            Self::Request(own) => &own.id,
            Self::Verify(own) => &own.id,
            Self::Reject(own) | Self::Reopen(own) | Self::Refuse(own) => &own.id,
            Self::Ask(own) => &own.id,
            Self::Extend(own) => &own.id,
            Self::Adjust(own) => &own.halt.why.id,
            Self::Suspend(own) | Self::Resume(own) | Self::Cancel(own) => &own.why.id,
            Self::Order(own) => &own.id,
            Self::Answer(own) => &own.id,
        }
    }

    fn entry(&self) -> &EntryArgs {
        match self {
            Self::Done(own) => &own.figure_args.report.entry,
            Self::Step(own) => &own.figure_args.report.entry,
            Self::Note(own) => &own.report.entry,
            Self::Block(own) | Self::Clear(own) => &own.entry,
            Self::Raise(own) => &own.named.entry,
            Self::Request(own) => &own.entry,
            Self::Verify(own) => &own.entry,
            Self::Reject(own) | Self::Reopen(own) | Self::Refuse(own) => &own.entry,
            Self::Ask(own) => &own.entry,
            Self::Extend(own) => &own.entry,
            Self::Adjust(own) => &own.halt.why.entry,
            Self::Suspend(own) | Self::Resume(own) | Self::Cancel(own) => &own.why.entry,
            Self::Order(own) => &own.entry,
            Self::Answer(own) => &own.entry,
        }
    }

    fn report(&self) -> Option<&ReportArgs> {
        match self {
            Self::Done(own) => Some(&own.figure_args.report),
            Self::Step(own) => Some(&own.figure_args.report),
            Self::Note(own) => Some(&own.report),
            _ => None,
        }
    }

    /// What every write takes.
    pub(crate) fn write(&self) -> &WriteArgs {
        &self.entry().write
    }
}

/// Writes the entry; where it is not clear which period is meant, asks and writes then.
pub(crate) fn run(writing: &Writing<'_>, command: &LogCommand) -> Result<Exit, Outcome> {
    if let LogCommand::Done(own) = command
        && let Some(from) = &own.from
    {
        return updates::run(writing, from);
    }
    let once = |on: Option<NaiveDate>| {
        writing.write(&mut |before: &Before<'_>| {
            let id = resolve::own_task(before, command.id())?;
            let task = before.book.task(id);
            let entry = drafted(before, task, command, on)?;
            let block = add_entry(before.block(task), &entry);
            Ok(vec![Edit::Block(id, block)])
        })
    };
    match once(None) {
        Err(Outcome::Which(which, refusal)) => {
            let (choices, days): (Vec<_>, Vec<_>) =
                which.choices(writing.lang()).into_iter().unzip();
            match terminal::choose(&which.question(writing.lang()), &choices) {
                Some(at) => once(days.get(at).copied()),
                None => Err(refusal.into()),
            }
        }
        other => other,
    }
}

fn drafted(
    before: &Before<'_>,
    task: &Task<'_>,
    command: &LogCommand,
    chosen: Option<NaiveDate>,
) -> Result<NewEntry, Outcome> {
    let (entry, report) = (command.entry(), command.report());
    let period = report.and_then(|own| own.period.as_deref());
    let day = match chosen {
        Some(on) => Day::of_report(before, task, on),
        None => when::day(before, task, entry.on.as_deref(), period, report.is_some())?,
    };
    when::not_closed(before, day.on)?;
    let mut fields = event(before, task, command, day.on)?;
    let text = |value: &Option<String>| value.clone().map(Value::Text);
    let mut put = |key: &'static str, value: Option<Value>| {
        fields.extend(value.map(|value| (key, value)));
    };
    put(
        "note",
        text(&entry.note).filter(|_| command.kind() != EventKind::Note),
    );
    if let Some(report) = report {
        put("next", text(&report.next));
    }
    if command.kind() != EventKind::Verify {
        put("by", entry.by.as_deref().map(|name| author(before, name)));
    }
    if let Some(report) = report {
        let got = report.got.as_deref();
        let got = got.map(|text| when::parse(before, text)).transpose()?;
        put("got", got.or(day.got).map(Value::Date));
        put("evidence", evidence(before, report.evidence.as_deref()));
    }
    Ok(NewEntry { on: day.on, fields })
}

/// The event's own key, and those that belong to it alone.
fn event(
    before: &Before<'_>,
    task: &Task<'_>,
    command: &LogCommand,
    on: NaiveDate,
) -> Result<Fields, Outcome> {
    let key = command.kind().name();
    let words = |text: &str| vec![(key, Value::Text(text.to_owned()))];
    Ok(match command {
        LogCommand::Done(own) => {
            let typed = own.figure.as_deref().unwrap_or("");
            let figure = figure(before, task, typed, on)?;
            let mut fields = vec![(key, Value::Number(figure))];
            fields.extend(besides(before, &own.figure_args)?);
            fields
        }
        LogCommand::Step(own) => {
            let mut fields = words(&own.step);
            fields.extend(besides(before, &own.figure_args)?);
            fields
        }
        LogCommand::Note(own) => {
            let note = own.text.as_ref().or(own.report.entry.note.as_ref());
            words(note.map_or("", String::as_str))
        }
        LogCommand::Block(own) | LogCommand::Clear(own) => words(&own.name),
        LogCommand::Raise(own) => {
            let stage = resolve::stage(&own.stage, before.lang)?;
            let mut fields = words(&own.named.name);
            fields.push(("to", Value::Text(stage.name().to_owned())));
            fields
        }
        LogCommand::Request(own) => {
            let mut fields = words(&asked_words(own.text.as_deref(), before));
            let evidence = evidence(before, own.evidence.as_deref());
            fields.extend(evidence.map(|value| ("evidence", value)));
            fields
        }
        LogCommand::Verify(own) => words(&office(before, own.entry.by.as_deref())?),
        LogCommand::Reject(own) | LogCommand::Reopen(own) | LogCommand::Refuse(own) => {
            words(&own.why)
        }
        LogCommand::Ask(own) => {
            let mut fields = vec![(key, Value::Date(when::parse(before, &own.date)?))];
            let why = own.why.clone().map(Value::Text);
            fields.extend(why.map(|why| ("note", why)));
            fields
        }
        LogCommand::Extend(own) => {
            let mut fields = vec![(key, Value::Date(when::parse(before, &own.date)?))];
            fields.extend(approval(own.approval.as_deref()));
            fields
        }
        LogCommand::Adjust(own) => adjustment(before, own)?,
        LogCommand::Suspend(own) | LogCommand::Resume(own) | LogCommand::Cancel(own) => {
            halted(key, own)
        }
        LogCommand::Order(own) => {
            let mut fields = words(&own.text);
            fields.push(("from", Value::Text(own.from.clone())));
            let reply = own.reply.as_deref();
            let reply = reply.map(|text| when::parse(before, text)).transpose()?;
            fields.extend(reply.map(|reply| ("reply", Value::Date(reply))));
            fields
        }
        LogCommand::Answer(own) => words(&own.text),
    })
}

fn halted(key: &'static str, own: &HaltArgs) -> Fields {
    let mut fields = vec![(key, Value::Text(own.why.why.clone()))];
    fields.extend(approval(own.approval.as_deref()));
    fields
}

fn approval(document: Option<&str>) -> Option<(&'static str, Value)> {
    document.map(|text| ("approval", Value::Text(text.to_owned())))
}

fn adjustment(before: &Before<'_>, own: &AdjustArgs) -> Result<Fields, Outcome> {
    let mut fields = vec![("adjust", Value::Text(own.halt.why.why.clone()))];
    if let Some(target) = &own.target {
        fields.push(("target", Value::Number(number(before, target)?)));
    }
    if let Some(owner) = &own.owner {
        let id = resolve::department(before.book, owner, before.lang)?;
        let id = before.book.department(id).id.clone();
        fields.push(("owner", Value::Text(id)));
    }
    if let Some(weight) = &own.weight {
        fields.push(("weight", Value::Number(number(before, weight)?)));
    }
    let leader = own.leader.clone().map(Value::Text);
    fields.extend(leader.map(|leader| ("leader", leader)));
    if fields.len() == 1 {
        return Err(EntryRefused::NothingAdjusted.refusal(before.lang).into());
    }
    fields.extend(approval(own.halt.approval.as_deref()));
    Ok(fields)
}

/// Correction, investment and a request along with a figure.
fn besides(before: &Before<'_>, own: &FigureArgs) -> Result<Fields, Outcome> {
    let mut fields = Vec::new();
    if let Some(request) = &own.request {
        let words = Some(request.as_str()).filter(|text| !text.is_empty());
        fields.push(("request", Value::Text(asked_words(words, before))));
    }
    if let Some(invested) = &own.invested {
        fields.push(("invested", Value::Number(number(before, invested)?)));
    }
    let why = own.correction.clone().map(Value::Text);
    fields.extend(why.map(|why| ("correction", why)));
    Ok(fields)
}

fn asked_words(text: Option<&str>, before: &Before<'_>) -> String {
    text.map_or_else(|| done::request(before.lang), str::to_owned)
}

/// Who strikes off: as said, else the ledger's own office.
fn office(before: &Before<'_>, by: Option<&str>) -> Result<String, Refusal> {
    let ledger = before.book.first_ledger();
    let office = ledger.and_then(|ledger| ledger.office.as_deref());
    let office = by.or(office).map(str::to_owned);
    office.ok_or_else(|| EntryRefused::NoOffice.refusal(before.lang))
}
