//! `enter` (录入): each task that owes a report of a period in turn, one line each; saved all or none.

use super::Outcome;
use super::log::figure;
use crate::changes::{Before, Edit};
use crate::cli::write::EnterArgs;
use crate::edge::{environment, output, terminal};
use crate::refusal::{Refusal, pick};
use crate::resolve;
use crate::session::Exit;
use crate::when::{self, Day};
use crate::writing::Writing;
use duban::account::{Account, Figures};
use duban::calendar::{Period, parse_period};
use duban::edit::{NewEntry, Value, add_entry};
use duban::ledger::Locale;
use duban::page::enter;

/// What was typed for one task.
enum Answer {
    Entry(NewEntry),
    Skip,
    /// Nobody is there to say it again.
    Wrong(Refusal),
    /// Save what there is.
    Stop,
    /// Save nothing.
    Quit,
}

/// Asks for every report and writes them at once.
pub(crate) fn run(writing: &Writing<'_>, args: &EnterArgs) -> Result<Exit, Outcome> {
    let mut entries: Vec<(String, NewEntry)> = Vec::new();
    let mut wrong: Vec<String> = Vec::new();
    let mut quit = false;
    let unreadable = writing.look(&mut |before: &Before<'_>| {
        let period = period(before, args.period.as_deref())?;
        when::not_closed(before, period.last.min(before.as_of))?;
        let account = Account::of(before.book, before.as_of, &before.loaded.work);
        let filter = resolve::filter(&account, &args.filter, before.lang)?;
        let mut owing: Vec<&Figures<'_>> = account.tasks.iter().collect();
        owing.retain(|own| filter.fits(&account, own) && owes(before, own, period));
        output::say(&enter::head(period, owing.len(), before.lang));
        for (nth, own) in owing.iter().enumerate() {
            let prompt = enter::prompt(&account, own, nth + 1, owing.len(), before.lang);
            match answer(before, own, period, &prompt) {
                Answer::Entry(entry) => entries.push((own.task.id.to_string(), entry)),
                Answer::Skip => {}
                Answer::Wrong(refusal) => {
                    wrong.push(format!("{}: {}\n", own.task.id, refusal.message));
                }
                Answer::Stop => break,
                Answer::Quit => {
                    quit = true;
                    break;
                }
            }
        }
        if wrong.is_empty() {
            return Ok(());
        }
        let words = [
            "没有写入,先改正这些行",
            "沒有寫入,先改正這些行",
            "nothing was written; mend these lines first",
        ];
        let refusal = Refusal::new(pick(before.lang, words).to_owned());
        Err(refusal.after(format!("\n{}", wrong.concat())).into())
    })?;
    if let Some(exit) = unreadable {
        return Ok(exit);
    }
    if quit || entries.is_empty() {
        return crate::written::nothing(writing.lang);
    }
    writing.write(&mut |before: &Before<'_>| {
        let mut edits = Vec::with_capacity(entries.len());
        for (id, entry) in &entries {
            let id = resolve::own_task(before, id)?;
            let block = before.block(before.book.task(id));
            edits.push(Edit::Block(id, add_entry(block, entry)));
        }
        Ok(edits)
    })
}

/// The period meant: as said, else the last one while it is within its grace, else the running one.
fn period(before: &Before<'_>, said: Option<&str>) -> Result<Period, Outcome> {
    let ledger = before.book.first_ledger();
    let (cadence, grace) = ledger.map_or((None, 0), |own| (own.rules.cadence, own.rules.grace));
    if let Some(text) = said {
        let period = parse_period(text, before.as_of, cadence);
        return period.map_err(|_| when::no_such_period(text, before.lang).into());
    }
    let Some(cadence) = cadence else {
        let words = [
            "台账没有规定报告周期:说明是哪一期",
            "臺賬沒有規定報告週期:說明是哪一期",
            "the ledger has no cadence: say which period",
        ];
        return Err(Refusal::new(pick(before.lang, words).to_owned()).into());
    };
    let running = Period::containing(cadence.unit(), before.as_of);
    let last = running
        .previous()
        .filter(|last| before.as_of <= last.grace_end(grace));
    Ok(last.unwrap_or(running))
}

/// Whether a task owes a report of a period that ends on that day, and has none in it.
fn owes(before: &Before<'_>, own: &Figures<'_>, period: Period) -> bool {
    let (task, state) = (own.task, &own.state);
    let Some(cadence) = task.cadence else {
        return false;
    };
    let owed = Period::containing(cadence.unit(), period.last);
    let begun = task.start.max(task.entered) <= owed.first;
    let own_ledger = before.book.ledger_of(task).prefix.is_empty();
    let open = own.standing.is_running() && !state.complete(before.as_of);
    let reported = task
        .log
        .iter()
        .any(|entry| entry.reports() && owed.contains(entry.on) && entry.on <= before.as_of);
    owed.last == period.last && begun && own_ledger && open && !reported
}

/// One answer; at a terminal it is asked for again until it can be read.
fn answer(before: &Before<'_>, own: &Figures<'_>, period: Period, prompt: &str) -> Answer {
    loop {
        let Some(line) = terminal::ask(prompt) else {
            return Answer::Stop;
        };
        match line.trim() {
            "" => return Answer::Skip,
            "q" => return Answer::Quit,
            "s" => return Answer::Stop,
            line => match entry(before, own, period, line) {
                Ok(entry) => return Answer::Entry(entry),
                Err(refusal) if environment::can_ask() => output::say(&refusal.text(before.lang)),
                Err(refusal) => return Answer::Wrong(refusal),
            },
        }
    }
}

/// `66 | 又签约6户 | 5月底前过八成`: a figure, a step or words, then what is said and what is promised.
fn entry(
    before: &Before<'_>,
    own: &Figures<'_>,
    period: Period,
    line: &str,
) -> Result<NewEntry, Refusal> {
    let task = own.task;
    let mut parts = line.split(['|', '|']).map(str::trim);
    let what = parts.next().unwrap_or("");
    let day = Day::of_report(before, task, period.last.min(before.as_of));
    let text = |text: &str| Value::Text(text.to_owned());
    let steps = task.plan.iter().filter_map(|point| point.step.as_deref());
    let pipelines = &before.book.ledger_of(task).pipelines;
    let pipeline = task.pipeline.and_then(|at| pipelines.get(usize::from(at)));
    let levels = pipeline
        .into_iter()
        .flat_map(|own| own.steps.iter().map(|step| step.step.as_str()));
    let is_step = steps.chain(levels).any(|step| step == what);
    let numeric = what.starts_with(|c: char| c.is_numeric() || "+-+-".contains(c));
    let mut fields = Vec::new();
    match what {
        "" => {}
        _ if is_step => fields.push(("step", text(what))),
        _ if numeric => fields.push(("done", Value::Number(figure(before, task, what, day.on)?))),
        _ => fields.push(("note", text(what))),
    }
    let mut put = |key: &'static str, part: Option<&str>| {
        fields.extend(
            part.filter(|part| !part.is_empty())
                .map(|part| (key, text(part))),
        );
    };
    let said = parts.next();
    if what.is_empty() || is_step || numeric {
        put("note", said);
        put("next", parts.next());
    } else {
        put("next", said);
    }
    if let Some(got) = day.got {
        fields.push(("got", Value::Date(got)));
    }
    if !fields
        .iter()
        .any(|(key, _)| ["done", "step", "note"].contains(key))
    {
        return Err(nothing_reported(before.lang));
    }
    Ok(NewEntry { on: day.on, fields })
}

fn nothing_reported(lang: Locale) -> Refusal {
    let words = ["没有填进展", "沒有填進展", "nothing is reported"];
    let help = [
        "写法:66 | 又签约6户 | 5月底前过八成",
        "寫法:66 | 又簽約6戶 | 5月底前過八成",
        "write: 66 | what happened | what is promised next",
    ];
    Refusal::new(pick(lang, words).to_owned()).with(Some(pick(lang, help).to_owned()))
}
