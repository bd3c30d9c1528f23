//! How much of what stands in its cards a page has room for: one of thousands of tasks shall stay a file that can be sent.
//!
//! What a card says at one look and what its task states always stand there. Of logs every card has the same number of newest
//! entries; curves are drawn for the most urgent tasks.

use super::log;
use crate::page::board::{Card, Chart, LogLine, Wall};
use crate::page::boards::asked::Asked;

/// So many bytes the cards and the wall may take, with which a page of 5,000 tasks stays below five million.
const ROOM: usize = 4_400_000;
/// So many of them the logs.
const FOR_LOGS: usize = 1_200_000;

/// What drawn things take besides their words, in bytes.
const CARD: usize = 250;
const CHIP: usize = 16;
const ROW: usize = 12;
const STEP: usize = 40;
const CURVE: usize = 190;
const POINT: usize = 7;
const TILE: usize = 90;

/// Cuts the cards, the most urgent first, to the room of the page. Returns how many curves are drawn, where there was no room for
/// all.
pub(in crate::page::boards) fn fit(
    asked: &Asked<'_, '_, '_>,
    cards: &mut [Card],
    wall: &Wall,
) -> Option<usize> {
    let always = wall_size(wall) + cards.iter().map(head_size).sum::<usize>();
    let left = ROOM.saturating_sub(always);
    let logs = cards.iter().map(|card| card.details.log.as_slice());
    let (entries, taken) = most(logs, left.min(FOR_LOGS));
    cards.iter_mut().for_each(|card| log::keep(asked, entries, card));
    let mut left = left.saturating_sub(taken);
    let (mut drawn, mut all) = (0, 0);
    for card in cards {
        let Some(chart) = &card.details.chart else { continue };
        all += 1;
        let size = curve_size(chart);
        // The first that has no room ends them: none less urgent has a curve.
        if all == drawn + 1 && size <= left {
            (drawn, left) = (all, left - size);
        } else {
            card.details.chart = None;
        }
    }
    (drawn < all).then_some(drawn)
}

fn head_size(card: &Card) -> usize {
    let words = [&card.title, &card.state, &card.unit, &card.due, &card.figures, &card.why];
    let words: usize = words.iter().map(|words| words.len()).sum();
    let chips: usize = card.chips.iter().map(|chip| chip.len() + CHIP).sum();
    let details = &card.details;
    let rows = details.facts.iter().chain(&details.indicators);
    let rows: usize = rows.map(|(name, words)| name.len() + words.len() + ROW).sum();
    let steps = details.steps.iter();
    let steps: usize =
        steps.map(|step| step.name.len() + step.by.len() + step.actual.plain().len() + STEP).sum();
    CARD + 2 * card.id.len() + words + chips + rows + steps
}

fn curve_size(chart: &Chart) -> usize {
    let names: usize = chart.ticks.iter().map(|(_, name)| name.len() + ROW).sum();
    CURVE + POINT * (chart.planned.0.len() + chart.actual.0.len()) + names
}

fn wall_size(wall: &Wall) -> usize {
    let tiles = wall.columns.iter().flat_map(|column| column.solid.iter().chain(&column.pale));
    tiles
        .map(|tile| TILE + tile.id.len() + tile.title.len() + tile.unit.len() + tile.state.len())
        .sum()
}

/// The largest number of entries a task with which all together stay within some bytes, and how many these are.
fn most<'l>(logs: impl Iterator<Item = &'l [LogLine]>, room: usize) -> (usize, usize) {
    // How many bytes the nth entries of all tasks have together.
    let mut sizes: Vec<usize> = Vec::new();
    for log in logs {
        for (nth, line) in log.iter().enumerate() {
            let size = line.on.len() + line.said.len() + ROW;
            match sizes.get_mut(nth) {
                Some(sum) => *sum += size,
                None => sizes.push(size),
            }
        }
    }
    let mut kept = (0, 0);
    for (entries, size) in (1..).zip(sizes) {
        if kept.1 + size > room {
            break;
        }
        kept = (entries, kept.1 + size);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_log_is_cut_to_the_same_number_of_entries_and_all_fit_the_room() {
        let line = || LogLine { on: "1日".to_owned(), said: "十户".to_owned() };
        let logs: Vec<Vec<LogLine>> = [3, 0, 1]
            .iter()
            .map(|count| std::iter::repeat_with(line).take(*count).collect())
            .collect();
        let one = line().on.len() + line().said.len() + ROW;
        let all = || logs.iter().map(Vec::as_slice);
        // The newest of two logs, then one more of the long one, then all.
        let rooms =
            [(one, 0, 0), (2 * one, 1, 2), (3 * one, 2, 3), (4 * one, 3, 4), (9 * one, 3, 4)];
        for (room, entries, lines) in rooms {
            assert_eq!(most(all(), room), (entries, lines * one), "{room}");
        }
    }
}
