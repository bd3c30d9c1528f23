//! The board in words: what leaders see of a ledger on one page, on the wall and on the phone.

mod asked;
mod cards;
mod choices;
mod holders;
mod home;
mod index;
mod ledgered;
mod names;
mod numbers;
mod veil;
mod walls;

pub use asked::{Asked, Last, Running};
pub use index::index;
pub use names::Names;

use super::board::{Board, View};
use super::frame::ledger_title;
use super::words::say;
use crate::account::Figures;

/// The board.
pub fn board(asked: &Asked<'_, '_, '_>) -> Board {
    let lang = asked.lang;
    let tasks = urgent_first(asked);
    let chosen = choices::choices(asked, &tasks);
    let wall = walls::wall(asked, &tasks, &chosen);
    let mut cards = cards::cards(asked, &tasks, &chosen.facets);
    let curves = cards::room::fit(asked, &mut cards, &wall);
    let sums = home::sums(asked);
    let mut board = Board {
        lang: lang.tag(),
        title: title(asked),
        below: home::below(asked),
        scope: home::scope(asked),
        opens: if asked.on_wall { View::Wall } else { View::Home },
        on_wall: asked.on_wall,
        words: home::words(asked),
        verdict: home::opening_verdict(asked, &sums),
        tiles: home::tiles(asked, &sums),
        decisions: home::decisions(asked),
        areas: home::areas(asked, &chosen.choices),
        year: home::year(asked),
        cards,
        units: holders::units(asked, &tasks, &chosen),
        leaders: holders::leaders(asked, &tasks, &chosen),
        wall,
        account: ledgered::account(asked),
        notes: home::notes(asked, curves),
        choices: chosen.choices,
    };
    veil::draw(asked, &mut board);
    board
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
