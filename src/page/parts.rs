//! Cells and lines that several pages show in the same way.

use super::judgement;
use super::words::{self, say};
use super::{Block, Cell, Ink, Text, Value, indicators};
use crate::account::{Account, Figures, OpenInstruction, Reason};
use crate::ledger::{Entry, Event, EventKind, Kind, Level, Locale, Measure};

/// `P-07*`: the id, with a star for a key task.
pub(super) fn id(figures: &Figures<'_>) -> Text {
    let star = if figures.task.key { "*" } else { "" };
    format!("{}{star}", figures.task.id).into()
}

/// The name of the owner in force.
pub(super) fn owner(account: &Account<'_>, figures: &Figures<'_>) -> String {
    figures.state.owner.map_or_else(String::new, |id| account.book.department(id).name.clone())
}

/// The owner in force as tables print it.
pub(super) fn owner_in_tables(account: &Account<'_>, figures: &Figures<'_>) -> String {
    let owner = figures.state.owner.map(|id| account.book.department(id));
    owner.map_or_else(String::new, |owner| owner.in_tables().to_owned())
}

/// The name of the area.
pub(super) fn area(account: &Account<'_>, figures: &Figures<'_>) -> String {
    figures.task.area.map_or_else(String::new, |id| account.book.area(id).name.clone())
}

/// The deadline in force, or that there is none.
pub(super) fn deadline(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    match figures.deadline() {
        Some(due) => words::day(due, account.as_of, lang),
        None => words::standing_promise(lang),
    }
}

/// The light and the standing: 红 滞后.
pub(super) fn light(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Text {
    let rules = &account.book.ledger_of(figures.task).rules.lights;
    Text::inked(words::light(figures.light, Some(rules), lang), words::chip(figures.light))
}

/// The light as a cell.
pub(super) fn lit(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Cell {
    Cell::new(light(account, figures, lang), Value::Light)
}

/// What is done of what: 92/96户, 节点1/3, 4.2%.
pub(super) fn done(figures: &Figures<'_>, lang: Locale) -> String {
    let (task, state) = (figures.task, &figures.state);
    if task.kind == Kind::Duty {
        let (made, owed) = (figures.reports.made, figures.reports.owed);
        let reports = words::counted(owed, "report");
        return say!(lang, "报{made}/{owed}", "{made}/{reports}");
    }
    if !task.indicators().is_empty() {
        return indicators::short(figures, lang);
    }
    if task.is_rate() {
        let done = state.done(task).map_or_else(|| "-".to_owned(), |done| done.to_string());
        return state.target.map_or(done.clone(), |target| format!("{done}/{target}{}", task.unit));
    }
    if let Some((made, all)) = steps(figures) {
        return say!(lang, "节点{made}/{all}", "step {made}/{all}");
    }
    let unit = &task.unit;
    match (state.done(task), state.target) {
        (Some(done), Some(target)) if unit != "%" => format!("{done}/{target}{unit}"),
        (None, Some(target)) if unit != "%" => format!("0/{target}{unit}"),
        (Some(done), None) if task.measure == Measure::Track => format!("{done}{unit}"),
        _ => String::new(),
    }
}

/// How many of its steps are made, of a task that is measured by steps alone.
pub(super) fn steps(figures: &Figures<'_>) -> Option<(usize, usize)> {
    let (task, state) = (figures.task, &figures.state);
    let steps = !task.plan.is_empty()
        && task.plan.iter().all(|point| matches!(point.level, Level::Share(_)));
    (steps && task.pipeline.is_none()).then(|| {
        let reached = state.share(task);
        let levels = task.plan.iter().filter_map(|point| match point.level {
            Level::Share(share) => Some(share),
            Level::Reach(_) => None,
        });
        (levels.filter(|level| *level <= reached).count(), task.plan.len())
    })
}

/// A share of a task in percent, where it applies.
pub(super) fn percent(
    account: &Account<'_>,
    figures: &Figures<'_>,
    share: Option<crate::ledger::Share>,
) -> String {
    words::percent_or_none(share, account.book.decimals_of(figures.task))
}

/// A share of a task in percent, where it applies, as a cell.
pub(super) fn share(
    account: &Account<'_>,
    figures: &Figures<'_>,
    share: Option<crate::ledger::Share>,
) -> Cell {
    Cell::share(share, account.book.decimals_of(figures.task))
}

/// Actual minus planned.
pub(super) fn over(account: &Account<'_>, figures: &Figures<'_>) -> Cell {
    let Some(lag) = figures.shares.lag().filter(|_| figures.standing.is_counted()) else {
        return "-".into();
    };
    let ink = if lag > crate::ledger::Share::ZERO { words::ink(figures.light) } else { Ink::Plain };
    let ink = if ink == Ink::Green { Ink::Plain } else { ink };
    Cell::over(Some(lag), account.book.decimals_of(figures.task)).inked(ink)
}

/// What is done of what, of a task with several indicators: its last word may be of one of them alone.
pub(super) fn by_indicator(figures: &Figures<'_>, lang: Locale) -> Option<String> {
    (!figures.task.indicators().is_empty()).then(|| indicators::short(figures, lang))
}

/// Since when there was no report: 4月下旬未报, 连续4旬未报. One period is called by its name.
pub(super) fn missed(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let missed = figures.reports.missed;
    if let Some(period) = figures.reports.last_missed.filter(|_| missed == 1) {
        let period = words::period(period, account.as_of, lang);
        return Some(say!(lang, "{period}未报", "No report for {period}"));
    }
    let periods = words::periods(missed, figures.task.cadence, lang);
    (missed > 0).then(|| say!(lang, "连续{periods}未报", "No report for {periods}"))
}

/// The last word from the owner, what is promised next, and how many reports are missing since.
pub(super) fn last_word(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let mut line = said(account, figures, figures.state.last_report?, lang);
    if let Some(missed) = missed(account, figures, lang) {
        line.push_str(&say!(lang, "。{missed}", ". {missed}"));
    }
    Some(line)
}

/// The same beside a column of blockers: the last report that tells more than one.
pub(super) fn last_progress(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let tells = |entry: &&Entry<'_>| {
        let is_blocker = matches!(entry.event, Event::Blocked(_));
        entry.on <= account.as_of && !is_blocker && figures.state.is_report(account.book, entry)
    };
    let last = figures.task.log.iter().rev().find(tells);
    let mut line = said(account, figures, last.or(figures.state.last_report)?, lang);
    if let Some(missed) = missed(account, figures, lang) {
        line.push_str(&say!(lang, "。{missed}", ". {missed}"));
    }
    Some(line)
}

/// What a report says, and what it promises next.
pub(super) fn said(
    account: &Account<'_>,
    figures: &Figures<'_>,
    entry: &Entry<'_>,
    lang: Locale,
) -> String {
    let on = words::day(entry.on, account.as_of, lang);
    let what = match &entry.event {
        Event::Done(quantity) => words::amount(*quantity, &figures.task.unit),
        Event::Figures(given) => indicators::given(given, lang),
        Event::Step(step) => step.to_string(),
        Event::Request(request) => request.to_string(),
        Event::Blocked(name) => say!(lang, "遇阻：{name}", "blocked: {name}"),
        _ => String::new(),
    };
    let note = entry.note.as_deref().unwrap_or("");
    let said = match (what.as_str(), note) {
        ("", note) => note.to_owned(),
        (what, "") => what.to_owned(),
        (what, note) => say!(lang, "{what}，{note}", "{what}, {note}"),
    };
    let mut line = say!(lang, "{on}报：{said}", "{on}: {said}");
    if let Some(next) = &entry.next {
        // A note may end with its own full stop.
        line.truncate(line.trim_end_matches(['。', '.']).len());
        line.push_str(&say!(lang, "。下步：{next}", ". Next: {next}"));
    }
    line
}

/// Why a task is open again whatever was reached: `5月4日重开:9盏未通电`.
pub(super) fn opened_again(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let entry = figures.held_by(account.as_of)?;
    let on = words::day(entry.on, account.as_of, lang);
    let why = entry.event.words().unwrap_or_default();
    Some(if entry.event.kind() == EventKind::Reopen {
        say!(lang, "{on}重开：{why}", "reopened on {on}: {why}")
    } else {
        say!(lang, "{on}退回：{why}", "returned on {on}: {why}")
    })
}

/// Why it is open again, open blockers, applications for a later deadline.
pub(super) fn obstacles(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Vec<String> {
    let blockers = blockers(account, figures, lang).into_iter();
    let blockers = blockers.map(|blocker| say!(lang, "阻点：{blocker}", "Blocker: {blocker}"));
    let again = opened_again(account, figures, lang).into_iter();
    again.chain(blockers).chain(asking(account, figures, lang)).collect()
}

/// Open blockers, each with its stage and for how long: `遗产公证（协调，22天）`.
pub(super) fn blockers(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Vec<String> {
    let blockers = figures.state.blockers.iter().map(|blocker| {
        let (name, stage) = (blocker.name, words::stage(blocker.stage, lang));
        let days = words::days((account.as_of - blocker.since).num_days(), lang);
        say!(lang, "{name}（{stage}，{days}）", "{name} ({stage}, {days})")
    });
    blockers.collect()
}

/// The later deadline that is asked for.
fn asking(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let asking = words::day(figures.state.asking?, account.as_of, lang);
    Some(say!(lang, "已申请延期至{asking}，未批", "Asks for {asking}, not decided"))
}

/// The judgement that decides how a task stands.
pub(super) fn judgement(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let judged = figures.state.judged.as_deref().filter(|_| figures.reason == Reason::Judged);
    judged.map(|judged| judgement::judged(account, figures, judged, lang))
}

/// The departments that have not answered an order or a notice.
pub(super) fn owing(
    account: &Account<'_>,
    figures: &Figures<'_>,
    open: &OpenInstruction<'_>,
    lang: Locale,
) -> String {
    let units = open.owing(figures.state.owner);
    let units = units.map(|id| account.book.department(id).name.clone());
    words::list(&units.collect::<Vec<String>>(), lang)
}

/// Obstacles, orders not answered, notices served.
pub(super) fn troubles(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let mut troubles = obstacles(account, figures, lang);
    troubles.extend(to_answer(account, figures, lang));
    (!troubles.is_empty()).then(|| troubles.join("   "))
}

/// What is to be known of a task besides its figures, its last word and its blockers.
pub(super) fn remarks(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    let told = [judgement(account, figures, lang), opened_again(account, figures, lang)];
    let told = told.into_iter().chain([asking(account, figures, lang)]).flatten();
    let told: Vec<String> = told.chain(to_answer(account, figures, lang)).collect();
    told.join(&say!(lang, "；", "; "))
}

/// Orders not answered, notices served.
fn to_answer(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Vec<String> {
    let state = &figures.state;
    let mut troubles = Vec::new();
    let orders = state.instructions.iter().filter(|open| !open.urge);
    troubles.extend(orders.map(|open| {
        let owing = owing(account, figures, open, lang);
        let reply = open.reply.map_or_else(String::new, |reply| {
            let reply = words::day(reply, account.as_of, lang);
            say!(lang, "，限{reply}", ", due {reply}")
        });
        say!(lang, "批示未复：{owing}{reply}", "Order not answered by {owing}{reply}")
    }));
    if let Some(open) = state.instructions.iter().rev().find(|open| open.urge) {
        let times = state.urges;
        let reply = open.reply.map_or_else(String::new, |reply| {
            let reply = words::day(reply, account.as_of, lang);
            say!(lang, "，限{reply}回复", ", answer due {reply}")
        });
        troubles.push(say!(lang, "催办{times}次{reply}", "Urged {times}×{reply}"));
    }
    troubles
}

/// The lines below a page: the rule, what was left out, years without a calendar.
pub(super) fn notes(account: &Account<'_>, lang: Locale) -> Vec<Block> {
    let mut notes = rules(account, lang);
    notes.extend(left_out(account, lang));
    notes.extend(ledgers_left_out(account, lang));
    notes.extend(words::unknown_years(&account.unknown_years(), lang).map(Block::Note));
    notes
}

/// The same below a paper that others read: it names no command. The years are those that the paper counts in.
pub(super) fn notes_of_paper(account: &Account<'_>, years: &[i32], lang: Locale) -> Vec<Block> {
    let mut notes = rules(account, lang);
    let left_out = account.book.left_out.total();
    if left_out > 0 {
        let tasks = words::counted(left_out, "task");
        let are = if left_out == 1 { "is" } else { "are" };
        let each = words::left_out::tasks(&account.book.tasks_left_out(), lang);
        notes.push(Block::Note(say!(
            lang,
            "另有{left_out}项有错误，未计入以上各数{each}。",
            "{tasks} with errors {are} not counted above{each}."
        )));
    }
    notes.extend(ledgers_left_out(account, lang));
    notes.extend(words::unknown_years(years, lang).map(Block::Note));
    notes
}

/// By which rules the figures were made, once each.
fn rules(account: &Account<'_>, lang: Locale) -> Vec<Block> {
    let mut rules: Vec<(String, &str)> = Vec::new();
    for ledger in &account.book.ledgers {
        let rule = words::rule(&ledger.rules, lang);
        if !rules.iter().any(|(known, _)| *known == rule) {
            rules.push((rule, &ledger.title));
        }
    }
    let several = rules.len() > 1;
    let said = rules.into_iter().map(|(rule, title)| {
        if several { say!(lang, "{title}{rule}", "{title}. {rule}") } else { rule }
    });
    said.map(Block::Note).collect()
}

/// The included ledgers that are not in the figures of a page, said under it.
pub(super) fn ledgers_left_out(account: &Account<'_>, lang: Locale) -> Option<Block> {
    words::left_out::ledgers(&account.book.ledgers_left_out, lang).map(Block::Note)
}

/// What is not in the figures of a page, said under it.
pub(super) fn left_out(account: &Account<'_>, lang: Locale) -> Option<Block> {
    lacks(account, lang).map(Block::Note)
}

/// Tasks that are not in an answer, in words.
pub(super) fn lacks(account: &Account<'_>, lang: Locale) -> Option<String> {
    let left_out = account.book.left_out.total();
    (left_out > 0).then(|| {
        let tasks = words::counted(left_out, "task");
        let are = if left_out == 1 { "is" } else { "are" };
        let each = words::left_out::tasks(&account.book.tasks_left_out(), lang);
        say!(
            lang,
            "另有{left_out}项有错误，未计入以上各数{each}（duban check）。",
            "{tasks} with errors {are} not counted above{each} (duban check)."
        )
    })
}
