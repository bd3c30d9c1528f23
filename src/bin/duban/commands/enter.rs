//! `enter` (录入): reports of a period, task by task, a line each. All are saved or none.

use super::log::values::figure;
use crate::arguments::{FilterArgs, WriteArgs, lang};
use crate::changes::{Before, Edit};
use crate::edge::{output, terminal};
use crate::outcome::{Exit, Outcome};
use crate::refusal::Refusal;
use crate::resolve;
use crate::when::{self, Day};
use crate::writing::Writing;
use clap::Args;
use duban::account::{Account, Figures};
use duban::calendar::Period;
use duban::edit::{NewEntry, Value, add_entry};
use duban::ledger::{Task, TaskId};
use duban::page::entries::enter;
use duban::page::refusals::entries::EntryRefused;
use duban_words::words;
use std::collections::BTreeMap;

#[derive(Debug, Args)]
#[command(visible_alias = "录入", about = words!(lang(), "逐项录入一期的报告,一次存盘", "Enter the reports of a period, task by task, saved all or none"), after_help = words!(lang(), "例:\n  duban enter 5月上旬 --dept 东海街道办\n  duban enter < 报告.txt", "Examples:\n  duban enter 2018-05-D1 --dept 东海街道办\n  duban enter < reports.txt"))]
pub(crate) struct EnterArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期(默认宽限期内的上一期,否则本期)", "Which period (default: the last one within its grace, else the running one)"))]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// Entries with the ids of their tasks.
type Entries = Vec<(String, NewEntry)>;

/// Asks for every report and writes them at once.
pub(crate) fn run(writing: &Writing<'_>, args: &EnterArgs) -> Result<Exit, Outcome> {
    let mut entries = Entries::new();
    let unreadable = writing.look(&mut |before: &Before<'_>| {
        entries = entered(before, args)?;
        Ok(())
    })?;
    if let Some(exit) = unreadable {
        return Ok(exit);
    }
    if entries.is_empty() {
        return crate::written::nothing(writing.lang());
    }
    writing.write(&mut |before: &Before<'_>| {
        let mut blocks: BTreeMap<TaskId, String> = BTreeMap::new();
        for (id, entry) in &entries {
            let id = resolve::own_task(before, id)?;
            let block = || before.block(before.book.task(id)).to_owned();
            let block = blocks.entry(id).or_insert_with(block);
            *block = add_entry(block, entry);
        }
        let edits = blocks.into_iter().map(|(id, text)| Edit::Block(id, text));
        Ok(edits.collect())
    })
}

/// The entries for the tasks that owe a report.
fn entered(before: &Before<'_>, args: &EnterArgs) -> Result<Entries, Outcome> {
    let period = period(before, args.period.as_deref())?;
    when::not_closed(before, period.last.min(before.as_of))?;
    let account = before.basis().figures(before.as_of);
    let filter = resolve::filter(&account, &args.filter, before.lang)?;
    let mut owing: Vec<&Figures<'_>> = account.tasks.iter().collect();
    owing.retain(|task| filter.fits(&account, task) && owes(before, task, period));
    output::say(&enter::head(period, owing.len(), before.lang));
    let round = Round { before, account: &account, owing: &owing, period };
    if before.settings.can_ask { Ok(round.asked()) } else { round.piped() }
}

/// The tasks that owe a report, in turn.
struct Round<'a, 'b> {
    before: &'a Before<'b>,
    account: &'a Account<'b>,
    owing: &'a [&'a Figures<'b>],
    period: Period,
}

impl Round<'_, '_> {
    fn prompt(&self, nth: usize) -> String {
        let of = self.owing.len();
        enter::prompt(self.account, self.owing[nth], nth + 1, of, self.before.lang)
    }

    /// At a terminal: asks for each answer until it can be read. `q` gives all up.
    fn asked(&self) -> Entries {
        let mut entries = Entries::new();
        for (nth, figures) in self.owing.iter().enumerate() {
            loop {
                let line = terminal::ask(&self.prompt(nth));
                match line.as_deref().map(str::trim) {
                    None | Some("s") => return entries,
                    Some("q") => return Entries::new(),
                    Some("") => break,
                    Some(line) => match entry(self.before, figures.task, self.period, line) {
                        Ok(entry) => {
                            entries.push((figures.task.id.to_string(), entry));
                            break;
                        }
                        Err(refusal) => output::say(&refusal.text(self.before.lang)),
                    },
                }
            }
        }
        entries
    }

    /// From standard input: the lines in the order of the questions, or each with the id of its task before it.
    fn piped(&self) -> Result<Entries, Outcome> {
        let bytes = terminal::input().map_err(anyhow::Error::from)?;
        let text = String::from_utf8(bytes).map_err(anyhow::Error::from)?;
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let answers = if lines.iter().any(|line| self.named(line).is_some()) {
            self.by_id(&lines)
        } else {
            self.in_turn(&lines)
        };
        let mut entries = Entries::new();
        let mut wrong = String::new();
        for (name, answer) in answers {
            let entry = answer.and_then(|(task, line)| entry(self.before, task, self.period, line));
            match entry {
                Ok(entry) => entries.push((name.to_owned(), entry)),
                Err(refusal) => wrong.push_str(&format!("{name}: {}\n", refusal.message)),
            }
        }
        if wrong.is_empty() {
            return Ok(entries);
        }
        let refusal = EntryRefused::WrongLines.refusal(self.before.lang);
        Err(refusal.after(format!("\n{wrong}")).into())
    }

    /// The task whose id stands before the first stroke, and the rest of the line.
    fn named<'l>(&self, line: &'l str) -> Option<(&Task<'_>, &'l str)> {
        let (id, rest) = line.split_once(['|', '|'])?;
        let mut tasks = self.owing.iter().map(|figures| figures.task);
        Some((tasks.find(|task| task.id == id.trim())?, rest))
    }

    fn by_id<'l>(&self, lines: &[&'l str]) -> Vec<Line<'_, 'l>> {
        let unknown = || EntryRefused::NotOwed.refusal(self.before.lang);
        let lines = lines.iter().filter(|line| !line.is_empty());
        lines
            .map(|line| {
                let name = line.split(['|', '|']).next().unwrap_or("").trim();
                (name, self.named(line).ok_or_else(unknown))
            })
            .collect()
    }

    fn in_turn<'l>(&'l self, lines: &[&'l str]) -> Vec<Line<'l, 'l>> {
        let mut answers = Vec::new();
        for (nth, figures) in self.owing.iter().enumerate() {
            output::say(&self.prompt(nth));
            match lines.get(nth).copied() {
                None | Some("s") => break,
                Some("q") => return Vec::new(),
                Some("") => {}
                Some(line) => answers.push((figures.task.id.as_ref(), Ok((figures.task, line)))),
            }
        }
        output::say("\n");
        answers
    }
}

/// The name at the head of a line, its task and the rest of it.
type Line<'f, 'l> = (&'l str, Result<(&'f Task<'f>, &'l str), Refusal>);

/// The period typed, else the last one while it is within its grace, else the running one.
fn period(before: &Before<'_>, said: Option<&str>) -> Result<Period, Outcome> {
    let ledger = before.book.first_ledger();
    let (cadence, grace) =
        ledger.map_or((None, 0), |ledger| (ledger.rules.cadence, ledger.rules.grace));
    if let Some(text) = said {
        let period = crate::period::begun(text, before.as_of, cadence, before.lang)?;
        return Ok(period);
    }
    let Some(cadence) = cadence else {
        return Err(EntryRefused::NoCadence.refusal(before.lang).into());
    };
    let running = Period::containing(cadence.unit(), before.as_of);
    let last = running.previous().filter(|last| before.as_of <= last.grace_end(grace));
    Ok(last.unwrap_or(running))
}

/// Whether a task owes a report of a period that ends on that day, and has none in it.
fn owes(before: &Before<'_>, figures: &Figures<'_>, period: Period) -> bool {
    let (task, state) = (figures.task, &figures.state);
    let Some(cadence) = task.cadence else {
        return false;
    };
    let owed = Period::containing(cadence.unit(), period.last);
    let begun = task.start.max(task.entered) <= owed.first;
    let is_ours = before.book.ledger_of(task).prefix.is_empty();
    let open = figures.standing.is_running() && !state.complete(before.as_of);
    let reported = task
        .log
        .iter()
        .any(|entry| entry.reports() && owed.contains(entry.on) && entry.on <= before.as_of);
    owed.last == period.last && begun && is_ours && open && !reported
}

/// The steps of a task's plan and of its pipeline.
fn steps<'s>(before: &'s Before<'_>, task: &'s Task<'_>) -> impl Iterator<Item = &'s str> {
    let planned = task.plan.iter().filter_map(|point| point.step.as_deref());
    let pipelines = &before.book.ledger_of(task).pipelines;
    let pipeline = task.pipeline.and_then(|at| pipelines.get(usize::from(at)));
    let levels = pipeline.into_iter().flat_map(|pipeline| &pipeline.steps);
    planned.chain(levels.map(|level| level.step.as_str()))
}

/// Reads `66 | 又签约6户 | 5月底前过八成`: a figure, a step or a note, then what happened and what is promised.
fn entry(
    before: &Before<'_>,
    task: &Task<'_>,
    period: Period,
    line: &str,
) -> Result<NewEntry, Refusal> {
    let mut parts = line.split(['|', '|']).map(str::trim);
    let what = parts.next().unwrap_or("");
    let day = Day::of_report(before, task, period.last.min(before.as_of));
    let text = |text: &str| Value::Text(text.to_owned());
    let is_step = steps(before, task).any(|step| step == what);
    let numeric = what.starts_with(|c: char| c.is_numeric() || "+-+-".contains(c));
    let mut fields = Vec::new();
    match what {
        "" => {}
        _ if is_step => fields.push(("step", text(what))),
        _ if numeric => fields.push(("done", Value::Number(figure(before, task, what, day.on)?))),
        _ => fields.push(("note", text(what))),
    }
    let mut put = |key: &'static str, part: Option<&str>| {
        fields.extend(part.filter(|part| !part.is_empty()).map(|part| (key, text(part))));
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
    if !fields.iter().any(|(key, _)| ["done", "step", "note"].contains(key)) {
        return Err(EntryRefused::EmptyLine.refusal(before.lang));
    }
    Ok(NewEntry { on: day.on, fields })
}
