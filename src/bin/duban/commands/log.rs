//! The commands that write one log entry.

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
use duban::edit::{NewEntry, Value};
use duban::ledger::{EventKind, Task};
use duban::page::refusals::dates::DayOf;
use duban::page::refusals::done;
use duban::page::refusals::entries::EntryRefused;
use values::{author, evidence, figure, figure_before_last, number};

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
            Self::Done(args) => args.id.as_deref().unwrap_or(""),
            Self::Step(args) => &args.id,
            Self::Note(args) => &args.id,
            Self::Block(args) | Self::Clear(args) => &args.id,
            Self::Raise(args) => &args.named.id,
            Self::Request(args) => &args.id,
            Self::Verify(args) => &args.id,
            Self::Reject(args) | Self::Reopen(args) | Self::Refuse(args) => &args.id,
            Self::Ask(args) => &args.id,
            Self::Extend(args) => &args.id,
            Self::Adjust(args) => &args.halt.why.id,
            Self::Suspend(args) | Self::Resume(args) | Self::Cancel(args) => &args.why.id,
            Self::Order(args) => &args.id,
            Self::Answer(args) => &args.id,
        }
    }

    fn entry(&self) -> &EntryArgs {
        match self {
            Self::Done(args) => &args.figure_args.report.entry,
            Self::Step(args) => &args.figure_args.report.entry,
            Self::Note(args) => &args.report.entry,
            Self::Block(args) | Self::Clear(args) => &args.entry,
            Self::Raise(args) => &args.named.entry,
            Self::Request(args) => &args.entry,
            Self::Verify(args) => &args.entry,
            Self::Reject(args) | Self::Reopen(args) | Self::Refuse(args) => &args.entry,
            Self::Ask(args) => &args.entry,
            Self::Extend(args) => &args.entry,
            Self::Adjust(args) => &args.halt.why.entry,
            Self::Suspend(args) | Self::Resume(args) | Self::Cancel(args) => &args.why.entry,
            Self::Order(args) => &args.entry,
            Self::Answer(args) => &args.entry,
        }
    }

    fn report(&self) -> Option<&ReportArgs> {
        match self {
            Self::Done(args) => Some(&args.figure_args.report),
            Self::Step(args) => Some(&args.figure_args.report),
            Self::Note(args) => Some(&args.report),
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
    if let LogCommand::Done(args) = command
        && let Some(from) = &args.from
    {
        return updates::run(writing, from);
    }
    let once = |on: Option<NaiveDate>| {
        writing.write_agreed(&mut |before: &Before<'_>| {
            let id = resolve::own_task(before, command.id())?;
            let task = before.book.task(id);
            let entry = drafted(before, task, command, on)?;
            let (block, again) = (before.block(task), command.entry().again);
            let doubled = raised_already(before, task, command, &entry);
            if let Some(doubled) = doubled.filter(|_| !again) {
                before.not_there(task, block, &doubled)?;
            }
            let text = before.with_entry(task, block, &entry, again)?;
            before.not_far_beyond([(task, &entry)])?;
            Ok(vec![Edit::Block(id, text)])
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

/// The entry as `+6` would have made it before the last figure of the same day, which may be its own.
fn raised_already(
    before: &Before<'_>,
    task: &Task<'_>,
    command: &LogCommand,
    entry: &NewEntry,
) -> Option<NewEntry> {
    let LogCommand::Done(args) = command else {
        return None;
    };
    let earlier = figure_before_last(before, task, args.figure.as_deref()?, entry.on)?;
    let mut doubled = entry.clone();
    for (key, value) in &mut doubled.fields {
        if *key == "done" {
            *value = Value::Number(earlier);
        }
    }
    Some(doubled)
}

fn drafted(
    before: &Before<'_>,
    task: &Task<'_>,
    command: &LogCommand,
    chosen: Option<NaiveDate>,
) -> Result<NewEntry, Outcome> {
    let (entry, report) = (command.entry(), command.report());
    let period = report.and_then(|args| args.period.as_deref());
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
    put("note", text(&entry.note).filter(|_| command.kind() != EventKind::Note));
    if let Some(report) = report {
        put("next", text(&report.next));
    }
    if command.kind() != EventKind::Verify {
        put("by", entry.by.as_deref().map(|name| author(before, name)).transpose()?);
    }
    if let Some(report) = report {
        let got = report.got.as_deref();
        let got = got.map(|text| when::received(before, text, day.on)).transpose()?;
        put("got", got.or(day.got).map(Value::Date));
        put("evidence", evidence(before, report.evidence.as_deref())?);
    }
    Ok(NewEntry { on: day.on, fields })
}

/// The key of the event, and the keys that only this event has.
fn event(
    before: &Before<'_>,
    task: &Task<'_>,
    command: &LogCommand,
    on: NaiveDate,
) -> Result<Fields, Outcome> {
    let key = command.kind().name();
    let words = |text: &str| vec![(key, Value::Text(text.to_owned()))];
    Ok(match command {
        LogCommand::Done(args) => {
            let typed = args.figure.as_deref().unwrap_or("");
            let figure = figure(before, task, typed, on)?;
            let mut fields = vec![(key, Value::Number(figure))];
            fields.extend(besides(before, &args.figure_args)?);
            fields
        }
        LogCommand::Step(args) => {
            let mut fields = words(&args.step);
            fields.extend(besides(before, &args.figure_args)?);
            fields
        }
        LogCommand::Note(args) => {
            let note = args.text.as_ref().or(args.report.entry.note.as_ref());
            words(note.map_or("", String::as_str))
        }
        LogCommand::Block(args) | LogCommand::Clear(args) => words(&args.name),
        LogCommand::Raise(args) => {
            let stage = resolve::stage(&args.stage, before.lang)?;
            let mut fields = words(&args.named.name);
            fields.push(("to", Value::Text(stage.name().to_owned())));
            fields
        }
        LogCommand::Request(args) => {
            let mut fields = words(&asked_words(args.text.as_deref(), before));
            let evidence = evidence(before, args.evidence.as_deref())?;
            fields.extend(evidence.map(|value| ("evidence", value)));
            fields
        }
        LogCommand::Verify(args) => words(&office(before, args.entry.by.as_deref())?),
        LogCommand::Reject(args) | LogCommand::Reopen(args) | LogCommand::Refuse(args) => {
            words(&args.why)
        }
        LogCommand::Ask(args) => {
            let date = when::ahead(before, (DayOf::Ask, &args.date), on)?;
            let mut fields = vec![(key, Value::Date(date))];
            let why = args.why.clone().map(Value::Text);
            fields.extend(why.map(|why| ("note", why)));
            fields
        }
        LogCommand::Extend(args) => {
            let mut fields = vec![(key, Value::Date(when::parse(before, &args.date)?))];
            fields.extend(approval(args.approval.as_deref()));
            fields
        }
        LogCommand::Adjust(args) => adjustment(before, args)?,
        LogCommand::Suspend(args) | LogCommand::Resume(args) | LogCommand::Cancel(args) => {
            halted(key, args)
        }
        LogCommand::Order(args) => {
            let mut fields = words(&args.text);
            fields.push(("from", Value::Text(args.from.clone())));
            let reply = args.reply.as_deref();
            let reply =
                reply.map(|text| when::ahead(before, (DayOf::Reply, text), on)).transpose()?;
            fields.extend(reply.map(|reply| ("reply", Value::Date(reply))));
            fields
        }
        LogCommand::Answer(args) => words(&args.text),
    })
}

fn halted(key: &'static str, args: &HaltArgs) -> Fields {
    let mut fields = vec![(key, Value::Text(args.why.why.clone()))];
    fields.extend(approval(args.approval.as_deref()));
    fields
}

fn approval(document: Option<&str>) -> Option<(&'static str, Value)> {
    document.map(|text| ("approval", Value::Text(text.to_owned())))
}

fn adjustment(before: &Before<'_>, args: &AdjustArgs) -> Result<Fields, Outcome> {
    let mut fields = vec![("adjust", Value::Text(args.halt.why.why.clone()))];
    if let Some(target) = &args.target {
        fields.push(("target", Value::Number(number(before, target)?)));
    }
    if let Some(owner) = &args.owner {
        let id = resolve::department(before.book, owner, before.lang)?;
        let id = before.book.department(id).id.clone();
        fields.push(("owner", Value::Text(id)));
    }
    if let Some(weight) = &args.weight {
        fields.push(("weight", Value::Number(number(before, weight)?)));
    }
    let leader = args.leader.clone().map(Value::Text);
    fields.extend(leader.map(|leader| ("leader", leader)));
    if fields.len() == 1 {
        return Err(EntryRefused::NothingAdjusted.refusal(before.lang).into());
    }
    fields.extend(approval(args.halt.approval.as_deref()));
    Ok(fields)
}

/// The keys that go with a figure or a step: a request, an investment, a correction.
fn besides(before: &Before<'_>, args: &FigureArgs) -> Result<Fields, Outcome> {
    let mut fields = Vec::new();
    if let Some(request) = &args.request {
        let words = Some(request.as_str()).filter(|text| !text.is_empty());
        fields.push(("request", Value::Text(asked_words(words, before))));
    }
    if let Some(invested) = &args.invested {
        fields.push(("invested", Value::Number(number(before, invested)?)));
    }
    let why = args.correction.clone().map(Value::Text);
    fields.extend(why.map(|why| ("correction", why)));
    Ok(fields)
}

fn asked_words(text: Option<&str>, before: &Before<'_>) -> String {
    text.map_or_else(|| done::request(before.lang), str::to_owned)
}

/// The office that strikes off: the one typed, else the ledger's.
fn office(before: &Before<'_>, by: Option<&str>) -> Result<String, Refusal> {
    let ledger = before.book.first_ledger();
    let office = ledger.and_then(|ledger| ledger.office.as_deref());
    let Some(by) = by else {
        let refused = || EntryRefused::NoOffice.refusal(before.lang);
        return office.map(str::to_owned).ok_or_else(refused);
    };
    if office.is_some() {
        author(before, by)?;
    }
    Ok(by.to_owned())
}
