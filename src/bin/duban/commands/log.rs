//! The commands that write one log entry.

mod answers;
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
use answers::answer;
use arguments::{AdjustArgs, EntryArgs, FigureArgs, HaltArgs, JudgeArgs, LogCommand, ReportArgs};
use chrono::NaiveDate;
use duban::account::replay;
use duban::edit::{NewEntry, Value};
use duban::ledger::{EventKind, Task, Verdict};
use duban::page::refusals::dates::DayOf;
use duban::page::refusals::entries::EntryRefused;
use duban::page::words;
use values::{author, before_last_figure, evidence, figures, number};

type Fields = Vec<(&'static str, Value)>;

impl LogCommand {
    /// The event it writes.
    pub(crate) fn kind(&self) -> EventKind {
        match self {
            Self::Done(_) => EventKind::Done,
            Self::Step(_) => EventKind::Step,
            Self::Note(_) => EventKind::Note,
            Self::Judge(_) => EventKind::Judge,
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
            Self::Judge(args) => &args.id,
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
            Self::Judge(args) => &args.entry,
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
    let typed = args.typed();
    typed.iter().find(|typed| typed.contains(['+', '＋']))?;
    let earlier = before_last_figure(before, task, entry.on)?;
    let earlier = figures(before, task, &typed, &earlier).ok()?;
    let mut doubled = entry.clone();
    for (key, value) in &mut doubled.fields {
        if *key == "done" {
            *value = earlier.clone();
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
    let says_note = matches!(command.kind(), EventKind::Note | EventKind::Judge);
    put("note", text(&entry.note).filter(|_| !says_note));
    if let Some(report) = report {
        put("next", text(&report.next));
    }
    if !matches!(command.kind(), EventKind::Verify | EventKind::Judge | EventKind::Answer) {
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
            let state = replay(before.book, task, on);
            let mut fields = vec![(key, figures(before, task, &args.typed(), &state)?)];
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
        LogCommand::Judge(args) => judgement(before, args)?,
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
            let mut fields = vec![(key, Value::Date(when::later(before, &args.date, on)?))];
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
            fields.extend(recipients(before, &args.to)?);
            fields
        }
        LogCommand::Answer(args) => answer(before, task, args, on)?,
    })
}

/// The keys of a judgement; by the ledger's office, unless somebody else is named.
fn judgement(before: &Before<'_>, args: &JudgeArgs) -> Result<Fields, Outcome> {
    let lang = before.lang;
    let verdict = resolve::verdict(&args.word, lang)?;
    let mut fields = vec![("judge", Value::Text(verdict.name().to_owned()))];
    if let Some(light) = &args.light {
        if verdict != Verdict::Lagging {
            return Err(EntryRefused::LightWithoutLagging.refusal(lang).into());
        }
        let light = resolve::judged_light(light, lang)?;
        fields.push(("light", Value::Text(light.name().to_owned())));
    }
    let words = args.text.as_ref().or(args.entry.note.as_ref());
    fields.extend(words.map(|words| ("note", Value::Text(words.clone()))));
    let office = before.book.first_ledger().and_then(|ledger| ledger.office.clone());
    let by = match &args.entry.by {
        Some(name) => Some(author(before, name)?),
        None => office.map(Value::Text),
    };
    fields.extend(by.map(|by| ("by", by)));
    Ok(fields)
}

/// The departments that an order goes to.
fn recipients(
    before: &Before<'_>,
    names: &[String],
) -> Result<Option<(&'static str, Value)>, Refusal> {
    let mut ids: Vec<String> = Vec::new();
    for name in names.iter().flat_map(|names| names.split(['、', '，', ';', '；'])) {
        let id = resolve::department(before.book, name.trim(), before.lang)?;
        let id = before.book.department(id).id.clone();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok((!ids.is_empty()).then_some(("to", Value::Texts(ids))))
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
    text.map_or_else(|| words::request(before.lang), str::to_owned)
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
