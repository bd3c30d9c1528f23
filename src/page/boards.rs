//! The board in words: what leaders see of a ledger on one page, on the wall and on the phone.

mod cards;
mod choices;
mod holders;
mod home;
mod ledgered;
mod walls;

use super::board::{Board, View};
use super::frame::ledger_title;
use super::scope;
use super::words::{self, say};
use crate::account::{Account, Changes, Figures, Filter, Matter, Scorecard, Statement, ThroughRow};
use crate::ledger::{DepartmentId, Locale};

/// What a board is made of.
pub struct Asked<'r, 's, 'b> {
    /// The book as of the day.
    pub account: &'s Account<'b>,
    /// The tasks that are shown.
    pub tasks: &'r [&'r Figures<'b>],
    /// What was asked for.
    pub filter: &'r Filter,
    /// The same book seven days before.
    pub week_ago: Option<&'r Account<'b>>,
    /// The year's curve of the tasks.
    pub through: &'r [ThroughRow],
    /// The running period: its statement, the scores of all units, what has changed of the tasks.
    pub running: Running<'r, 's, 'b>,
    /// The last period that was closed, or is over.
    pub last: Option<Last<'r, 's, 'b>>,
    /// The unit whose own page it is: nothing of any other is told.
    pub only: Option<DepartmentId>,
    /// Whether logs are shown.
    pub with_log: bool,
    /// Whether telephone numbers are shown.
    pub with_contacts: bool,
    /// Whether it hangs on a wall.
    pub on_wall: bool,
    /// The revision of the ledger that it is made from, where that is to be told.
    pub revision: Option<&'r str>,
    /// Its language.
    pub lang: Locale,
}

/// The running period.
#[derive(Clone, Copy)]
pub struct Running<'r, 's, 'b> {
    /// Its statement.
    pub statement: &'r Statement<'s, 'b>,
    /// The scores of all units.
    pub scorecard: &'r Scorecard,
    /// What has changed in it.
    pub changes: &'r Changes<'r, 'b>,
}

/// A period that is over.
#[derive(Clone, Copy)]
pub struct Last<'r, 's, 'b> {
    /// Its statement.
    pub statement: &'r Statement<'s, 'b>,
    /// The digest of its file, where it is closed.
    pub digest: Option<&'r str>,
}

/// What a figure on the page can open, in the order of [`Choices::matters`](super::board::Choices).
const MATTERS: [Matter; 8] = [
    Matter::Awaiting,
    Matter::Asking,
    Matter::NewlyRed,
    Matter::Stuck,
    Matter::Unanswered,
    Matter::Stale,
    Matter::DueWithin(7),
    Matter::Overdue,
];

/// The board.
pub fn board(asked: &Asked<'_, '_, '_>) -> Board {
    let (account, lang) = (asked.account, asked.lang);
    let tasks = urgent_first(asked);
    let chosen = choices::choices(asked, &tasks);
    let (as_of, weekday) = (words::date(account.as_of, lang), words::weekday(account.as_of, lang));
    let as_of = say!(lang, "截至{as_of}（{weekday}）", "as of {as_of} ({weekday})");
    let office = account.book.first_ledger().and_then(|ledger| ledger.office.clone());
    let below = match office {
        Some(office) => say!(lang, "{office}　{as_of}", "{office}, {as_of}"),
        None => as_of,
    };
    Board {
        lang: lang.tag(),
        title: title(asked),
        below,
        scope: scope::scope(account, asked.filter, lang).filter(|_| asked.only.is_none()),
        opens: if asked.on_wall { View::Wall } else { View::Home },
        on_wall: asked.on_wall,
        words: home::words(lang),
        verdict: home::verdict(asked),
        tiles: home::tiles(asked),
        decisions: home::decisions(asked, &tasks),
        areas: home::areas(asked, &chosen.choices),
        year: home::year(asked),
        cards: cards::cards(asked, &tasks, &chosen.facets),
        units: holders::units(asked, &tasks, &chosen),
        leaders: holders::leaders(asked, &tasks, &chosen),
        wall: walls::wall(asked, &tasks, &chosen),
        account: ledgered::account(asked),
        notes: home::notes(asked),
        choices: chosen.choices,
    }
}

fn title(asked: &Asked<'_, '_, '_>) -> String {
    let title = ledger_title(asked.account);
    match asked.only {
        Some(unit) => {
            let unit = &asked.account.book.department(unit).name;
            say!(asked.lang, "{title}　{unit}", "{title}: {unit}")
        }
        None => title.to_owned(),
    }
}

/// The most urgent first: by light, the longest overdue, 重点, the furthest behind.
fn urgent_first<'r, 'b>(asked: &Asked<'r, '_, 'b>) -> Vec<&'r Figures<'b>> {
    let mut sorted = asked.tasks.to_vec();
    sorted.sort_by_cached_key(|figures| {
        let lag = figures.shares.lag().filter(|_| figures.standing.is_counted());
        let over = figures.overdue_days(asked.account.as_of);
        let key = !figures.task.key;
        (figures.light, std::cmp::Reverse(over), key, std::cmp::Reverse(lag))
    });
    sorted
}
