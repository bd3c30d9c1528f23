//! What a task states, in the order of its own card, and what is known of its reports, its finish and what it is to answer.

use crate::account::{Figures, OpenInstruction};
use crate::ledger::{CAME_FROM, READ_FROM, TO_CHECK, TaskKey};
use crate::page::boards::asked::Asked;
use crate::page::cards::show;
use crate::page::lists::forecast;
use crate::page::parts;
use crate::page::words::{self, say};

/// Of more tasks than this a page says nothing twice, counts no reports and makes no forecast: it would be too large to be sent.
const MANY: usize = 1000;

/// Each under its name.
pub(super) fn facts(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) -> Vec<(String, String)> {
    let (account, lang) = (asked.account, asked.lang);
    let keys = show::LINES.iter().flat_map(|line| line.iter());
    let keys = keys.filter(|key| is_shown(asked, figures, **key));
    let mut facts: Vec<(String, String)> =
        keys.filter_map(|key| stated(asked, figures, *key)).collect();
    let is_small = asked.tasks.len() <= MANY;
    let reports = is_small.then(|| show::reports(account, figures, lang)).flatten();
    let forecast = is_small.then(|| forecast::line(account, figures, lang)).flatten();
    // A judgement, an order or a notice is of the log.
    let judged = show::judgement(account, figures, lang).filter(|_| asked.with_log);
    let lines = [reports, forecast, judged].into_iter().flatten();
    facts.extend(lines.filter_map(|line| {
        let (label, said) = show::label(&line)?;
        Some((label.trim_end_matches(['：', ':']).to_owned(), said.trim_start().to_owned()))
    }));
    let open = figures.to_answer().filter(|_| asked.with_log);
    facts.extend(open.map(|open| to_answer(asked, figures, open)));
    let own = show::own_facts(figures.task).into_iter();
    // What an import keeps for itself is nothing to be read.
    facts.extend(own.filter(|(key, _)| ![CAME_FROM, READ_FROM, TO_CHECK].contains(&key.as_str())));
    facts
}

/// Telephone numbers are shown where they are asked for; the page of one unit names no other and no task of another.
fn is_shown(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>, key: TaskKey) -> bool {
    // What the head of the card says: its unit, area, deadline, what is done of what.
    let is_said = match key {
        TaskKey::Owner => !asked.with_contacts,
        TaskKey::Area | TaskKey::Due | TaskKey::Baseline | TaskKey::Target => true,
        _ => false,
    };
    if is_said && asked.tasks.len() > MANY {
        return false;
    }
    match (key, asked.only) {
        (TaskKey::Phone, _) => asked.with_contacts,
        (TaskKey::With | TaskKey::Of, Some(_)) => false,
        (TaskKey::Place, Some(unit)) => {
            let place = figures.task.details().place.as_deref();
            place.is_none_or(|place| asked.account.book.department(unit).id == place)
        }
        _ => true,
    }
}

fn stated(
    asked: &Asked<'_, '_, '_>,
    figures: &Figures<'_>,
    key: TaskKey,
) -> Option<(String, String)> {
    let (account, lang) = (asked.account, asked.lang);
    let (name, value) = show::fact(account, figures, key, lang)?;
    if key == TaskKey::Owner && !asked.with_contacts {
        return Some((name, parts::owner(account, figures)));
    }
    Some((name, value))
}

/// An order or a notice that not all have answered: its day, its words, by when, and who has not.
fn to_answer(
    asked: &Asked<'_, '_, '_>,
    figures: &Figures<'_>,
    open: &OpenInstruction<'_>,
) -> (String, String) {
    let (account, lang) = (asked.account, asked.lang);
    let day = |date| words::day(date, account.as_of, lang);
    let name = match open.urge {
        true => say!(lang, "催办", "Notice"),
        false => say!(lang, "批示", "Order"),
    };
    let (on, text) = (day(open.on), open.text);
    let given = match open.from {
        Some(from) => say!(lang, "{from}{on}", "{from} on {on}"),
        None => on,
    };
    let reply = open.reply.map_or_else(String::new, |reply| {
        let reply = day(reply);
        say!(lang, "，限{reply}答复", ", answer due {reply}")
    });
    let owing = open.owing(figures.state.owner);
    let owing = owing.filter(|unit| asked.only.is_none_or(|only| only == *unit));
    let owing: Vec<String> = owing.map(|unit| account.book.department(unit).name.clone()).collect();
    let owing = if owing.is_empty() {
        String::new()
    } else {
        let owing = words::list(&owing, lang);
        say!(lang, "，未复：{owing}", ", not answered by {owing}")
    };
    (name, say!(lang, "{given}：{text}{reply}{owing}", "{given}: {text}{reply}{owing}"))
}
