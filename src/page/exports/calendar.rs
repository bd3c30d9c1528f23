//! The days of a ledger as a calendar shows them: a line, what stands behind it, and by what name it is known again.

use crate::account::{Account, Figures, Holds, Occasion, ReportDay, Want};
use crate::calendar::Cadence;
use crate::ledger::{Entry, Event, Instruction, Level, Locale, PlanPoint};
use crate::page::frame::ledger_title;
use crate::page::words::{self, say};
use crate::page::{parts, rate};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A calendar.
#[derive(Debug)]
pub struct Agenda {
    /// What it is called.
    pub title: String,
    /// The time zone of its readers.
    pub zone: &'static str,
    /// What is not in it although it should be; empty where nothing is.
    pub lacks: String,
    /// Its days, the first first.
    pub days: Vec<AgendaDay>,
}

/// A day of a calendar.
#[derive(Debug)]
pub struct AgendaDay {
    /// By what it is known again, whatever becomes of its words: the ledger, the task, what it is the day of.
    pub known_by: [String; 3],
    /// The day.
    pub day: NaiveDate,
    /// In a line.
    pub summary: String,
    /// In some lines.
    pub description: String,
    /// Of what sort it is, and of which area.
    pub categories: Vec<String>,
    /// Whether it holds.
    pub holds: Holds,
    /// How often that, or the day, has changed.
    pub changes: u32,
    /// Whether it is of a key task.
    pub key: bool,
}

/// The calendar of some tasks.
pub fn agenda(account: &Account<'_>, tasks: &[&Figures<'_>], lang: Locale) -> Agenda {
    let occasions = account.occasions(tasks);
    let of_tasks = occasions.of_tasks.iter().map(|occasion| of_task(account, occasion, lang));
    let of_reports = occasions.of_reports.iter().map(|report| of_report(account, report, lang));
    let mut days: Vec<AgendaDay> = of_tasks.chain(of_reports).collect();
    days.sort_by(|one, other| (one.day, &one.known_by).cmp(&(other.day, &other.known_by)));
    // Two of one name are told apart.
    let mut seen: HashMap<[String; 3], u32> = HashMap::new();
    for day in &mut days {
        let twins = seen.entry(day.known_by.clone()).or_default();
        *twins += 1;
        if let (nth @ 2.., [.., name]) = (*twins, &mut day.known_by) {
            name.push_str(&format!(" {nth}"));
        }
    }
    let title = ledger_title(account).to_owned();
    let standard = crate::ledger::MailRules::default();
    let ledger = account.book.first_ledger();
    let zone = ledger.map_or(&standard, |ledger| &ledger.mail).zone(lang).name();
    Agenda { title, zone, lacks: lacks(account, lang), days }
}

/// What was left out: whoever subscribes to a calendar sees no other answer.
fn lacks(account: &Account<'_>, lang: Locale) -> String {
    let ledgers = words::left_out::ledgers(&account.book.ledgers_left_out, lang);
    let said = [parts::lacks(account, lang), ledgers];
    said.into_iter().flatten().collect::<Vec<String>>().join("\n")
}

/// A ledger by what seldom changes.
fn ledger_name(account: &Account<'_>, ledger: u16) -> String {
    let ledger = account.book.ledgers.get(usize::from(ledger));
    ledger.map_or_else(String::new, |ledger| format!("{} {}", ledger.title, ledger.first_day()))
}

fn of_task(account: &Account<'_>, occasion: &Occasion<'_, '_>, lang: Locale) -> AgendaDay {
    let Occasion { figures, want, day, holds, changes } = *occasion;
    let task = figures.task;
    let prefix = &account.book.ledger_of(task).prefix;
    let id = task.id.strip_prefix(prefix.as_str()).unwrap_or(&task.id).to_owned();
    let (sort, what, name) = match want {
        Want::Deadline => {
            let owner = parts::owner_in_tables(account, figures);
            (say!(lang, "时限", "Due"), owner, "due".to_owned())
        }
        Want::Step(point) => {
            let name = step_name(figures, point, lang);
            (say!(lang, "节点", "Step"), name.clone(), format!("step {}", step_id(point)))
        }
        Want::Answer(entry, given) => {
            let kind = entry.event.kind().name();
            let name = format!("{kind} {} {}", entry.on, given.text);
            (say!(lang, "答复", "Answer"), given.text.to_string(), name)
        }
    };
    let (title, shown) = (&task.title, &task.id);
    let behind = if what.is_empty() {
        shown.to_string()
    } else {
        say!(lang, "{shown}，{what}", "{shown}, {what}")
    };
    let mut categories = vec![sort.clone()];
    categories.extend(Some(parts::area(account, figures)).filter(|area| !area.is_empty()));
    AgendaDay {
        known_by: [ledger_name(account, task.ledger), id, name],
        day,
        summary: say!(lang, "【{sort}】{title}（{behind}）", "{sort}: {title} ({behind})"),
        description: description(account, occasion, lang),
        categories,
        holds,
        changes,
        key: task.key,
    }
}

/// What a point of a plan is called.
fn step_name(figures: &Figures<'_>, point: &PlanPoint<'_>, lang: Locale) -> String {
    let reach = match point.level {
        Level::Reach(quantity) => words::amount(quantity, &figures.task.unit),
        Level::Share(_) => String::new(),
    };
    match (point.step.as_deref(), reach.as_str()) {
        (None, reach) => say!(lang, "应达{reach}", "{reach} by then"),
        (Some(step), "") => step.to_owned(),
        (Some(step), reach) => say!(lang, "{step}，应达{reach}", "{step}, {reach}"),
    }
}

/// By what a point is known again: its name, else its level.
fn step_id(point: &PlanPoint<'_>) -> String {
    match (point.step.as_deref(), point.level) {
        (Some(step), _) => step.to_owned(),
        (None, Level::Reach(quantity)) => quantity.to_string(),
        (None, Level::Share(share)) => share.as_f64().to_string(),
    }
}

/// Who answers for it, what is wanted, how it stands.
fn description(account: &Account<'_>, occasion: &Occasion<'_, '_>, lang: Locale) -> String {
    let (figures, task) = (occasion.figures, occasion.figures.task);
    let mut lines = Vec::new();
    if let Want::Answer(entry, given) = occasion.want {
        lines.extend(asked(account, figures, (entry, given), lang));
    }
    let owner = parts::owner(account, figures);
    lines.push(say!(lang, "牵头：{owner}", "Owner: {owner}"));
    if !task.with.is_empty() {
        let with = task.with.iter().map(|id| account.book.department(*id).name.clone());
        let with = words::list(&with.collect::<Vec<String>>(), lang);
        lines.push(say!(lang, "配合：{with}", "With: {with}"));
    }
    if let Some(leader) = figures.state.leader {
        lines.push(say!(lang, "挂钩领导：{leader}", "Leader: {leader}"));
    }
    if let Some(goal) = task.goal.as_deref() {
        lines.push(say!(lang, "目标：{goal}", "Goal: {goal}"));
    }
    if figures.state.extensions > 0 {
        let first = words::date(task.first_due(), lang);
        let times = figures.state.extensions;
        lines.push(say!(
            lang,
            "原定{first}，延期{times}次",
            "First due {first}, extended {times}×"
        ));
    }
    lines.push(stand(account, figures, lang));
    lines.extend(parts::last_word(account, figures, lang));
    lines.extend(
        parts::blockers(account, figures, lang)
            .into_iter()
            .map(|blocker| say!(lang, "阻点：{blocker}", "Blocker: {blocker}")),
    );
    lines.push(origin(account, lang));
    lines.join("\n")
}

/// What is to be answered, and by whom.
fn asked(
    account: &Account<'_>,
    figures: &Figures<'_>,
    (entry, given): (&Entry<'_>, &Instruction<'_>),
    lang: Locale,
) -> Vec<String> {
    let (text, on) = (&given.text, words::date(entry.on, lang));
    let asked = if matches!(entry.event, Event::Order(_)) {
        let from = given.from.as_deref().unwrap_or_default();
        say!(lang, "{on}批示（{from}）：{text}", "Order of {on} from {from}: {text}")
    } else {
        say!(lang, "{on}催办 {text}", "Notice of {on}: {text}")
    };
    let open = figures.state.instructions.iter().find(|open| open.given.nth == entry.nth);
    let owing = open.map(|open| {
        let owing = parts::owing(account, figures, open, lang);
        say!(lang, "待答复：{owing}", "Not answered by: {owing}")
    });
    std::iter::once(asked).chain(owing).collect()
}

/// `滞后：60/120户，应达81.3%，实达50.0%`.
fn stand(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    let standing = words::begun(words::standing(figures.standing, lang), lang);
    let done = Some(parts::done(figures, lang)).filter(|done| !done.is_empty());
    let shares = [figures.shares.planned, figures.shares.actual];
    let shares = shares.map(|share| share.filter(|_| figures.standing.is_counted()));
    let shares = match shares {
        [Some(planned), Some(actual)] if account.rate(figures).is_none() => {
            let planned = parts::percent(account, figures, Some(planned));
            let actual = parts::percent(account, figures, Some(actual));
            Some(say!(lang, "应达{planned}%，实达{actual}%", "planned {planned}%, done {actual}%"))
        }
        _ => rate::lacks(account, figures, lang),
    };
    let said: Vec<String> = done.into_iter().chain(shares).collect();
    let said = said.join(&say!(lang, "，", ", "));
    if said.is_empty() { standing } else { words::with_reason(&standing, &said, lang) }
}

/// Of which ledger it is, as of when: a calendar travels on.
fn origin(account: &Account<'_>, lang: Locale) -> String {
    let (title, as_of) = (ledger_title(account), words::date(account.as_of, lang));
    say!(lang, "{title}，截至{as_of}", "{title}, as of {as_of}")
}

fn of_report(account: &Account<'_>, report: &ReportDay<'_, '_>, lang: Locale) -> AgendaDay {
    let period = words::dated_period(report.period, lang);
    let count = report.tasks.len();
    let tasks = words::counted(count, "task");
    let sort = say!(lang, "报送", "Report");
    let holds = if count == 0 { Holds::Withdrawn } else { Holds::Stands };
    let mut lines = vec![say!(
        lang,
        "报送{period}进展的最后一天，过了算漏报。",
        "The last day for the reports of {period}; from the next day on they are missing."
    )];
    lines.extend(by_owner(account, &report.tasks, lang));
    lines.push(origin(account, lang));
    AgendaDay {
        known_by: [
            ledger_name(account, report.ledger),
            String::new(),
            format!("report {} {}", Cadence::name(report.cadence), report.period),
        ],
        day: report.day,
        summary: say!(
            lang,
            "【{sort}】{period}进展（{count}项）",
            "{sort}: progress of {period} ({tasks})"
        ),
        description: lines.join("\n"),
        categories: vec![sort],
        holds,
        changes: report.changes,
        key: false,
    }
}

/// The ids of each owner's tasks: `东海街道办：P-07、P-41`.
fn by_owner(account: &Account<'_>, tasks: &[&Figures<'_>], lang: Locale) -> Vec<String> {
    /// Of one owner so many are named.
    const NAMED: usize = 20;
    let tasks = account.in_groups(crate::account::By::Dept, tasks, None);
    let owners = tasks.chunk_by(|task, next| task.state.owner == next.state.owner);
    let line = |tasks: &[&Figures<'_>]| {
        let owner =
            tasks.first().map_or_else(String::new, |task| parts::owner_in_tables(account, task));
        let ids = tasks.iter().take(NAMED).map(|task| task.task.id.to_string());
        let ids = words::list(&ids.collect::<Vec<String>>(), lang);
        let count = tasks.len();
        if count > NAMED {
            say!(lang, "{owner}：{ids}等{count}项", "{owner}: {ids}, … ({count} tasks)")
        } else {
            say!(lang, "{owner}：{ids}", "{owner}: {ids}")
        }
    };
    owners.map(line).collect()
}
