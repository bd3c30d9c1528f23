//! One walk over all texts of a board that come from a ledger. Nothing is passed over unseen: a field that is added does not compile
//! until it is walked, or named here as what is no text of a ledger.

use super::{
    Area, Bar, Board, Card, Chart, Choice, Choices, Decision, Details, Group, GroupTable, Ledgered,
    LedgeredList, LogLine, Said, Step, Tile, Wall, WallColumn, WallTile,
};
use crate::page::text::Text;

/// What is done with each text.
pub type Each<'f> = &'f mut dyn FnMut(&mut String);

impl Board {
    /// Shows each text to `each`, which may change it. The ids of cards are addresses and stay as they are.
    pub fn each_text(&mut self, each: Each<'_>) {
        let Self {
            lang: _,
            title,
            below,
            scope,
            opens: _,
            on_wall: _,
            // The page's own words.
            words: _,
            verdict,
            tiles,
            decisions,
            areas,
            year,
            choices,
            cards,
            units,
            leaders,
            wall,
            account,
            notes,
        } = self;
        each(title);
        each(below);
        scope.iter_mut().for_each(&mut *each);
        for Said { words, opens: _ } in verdict {
            words.each_text(each);
        }
        for Tile { light: _, label, count: _, remark, is_worse: _ } in tiles {
            each(label);
            each(remark);
        }
        for Decision { matter: _, count: _, label, named, is_hot: _ } in decisions {
            each(label);
            each(named);
        }
        for Area { area: _, name, count, lights, lag, bar: reached } in areas {
            each(name);
            each(count);
            lights.each_text(each);
            lag.each_text(each);
            bar(reached.as_mut(), each);
        }
        chart(year.as_mut(), each);
        choosable(choices, each);
        cards.iter_mut().for_each(|one| card(one, each));
        units.each_text(each);
        leaders.each_text(each);
        columns(wall, each);
        if let Some(account) = account {
            ledgered(account, each);
        }
        notes.iter_mut().for_each(each);
    }
}

impl Text {
    /// Shows each piece to `each`, which may change it.
    pub(super) fn each_text(&mut self, each: Each<'_>) {
        let Self(pieces) = self;
        for (piece, _) in pieces {
            each(piece);
        }
    }
}

fn bar(bar: Option<&mut Bar>, each: Each<'_>) {
    if let Some(Bar { filled: _, mark: _, said }) = bar {
        each(said);
    }
}

fn chart(chart: Option<&mut Chart>, each: Each<'_>) {
    let Some(chart) = chart else { return };
    let Chart { light: _, top: _, planned: _, actual: _, ticks, today: _, said } = chart;
    ticks.iter_mut().for_each(|(_, name)| each(name));
    said.iter_mut().for_each(each);
}

fn choosable(choices: &mut Choices, each: Each<'_>) {
    let Choices { areas, units, leaders, sources, matters } = choices;
    for Choice { key, name } in
        [areas, units, leaders, sources, matters].into_iter().flat_map(|choices| choices.iter_mut())
    {
        each(key);
        each(name);
    }
}

fn card(card: &mut Card, each: Each<'_>) {
    let Card {
        id: _,
        title,
        is_key: _,
        light: _,
        light_name,
        state,
        unit,
        due,
        bar: reached,
        figures,
        why,
        chips,
        facets: _,
        orders: _,
        details,
    } = card;
    [title, light_name, state, unit, due, figures, why].into_iter().for_each(&mut *each);
    bar(reached.as_mut(), each);
    chips.iter_mut().for_each(&mut *each);
    let Details { chart: curve, steps, indicators, log, log_cut, facts } = details;
    chart(curve.as_mut(), each);
    for Step { name, by, actual } in steps {
        each(name);
        each(by);
        actual.each_text(each);
    }
    for (name, value) in indicators.iter_mut().chain(facts) {
        each(name);
        each(value);
    }
    for LogLine { on, said } in log {
        each(on);
        each(said);
    }
    log_cut.iter_mut().for_each(each);
}

impl GroupTable {
    /// Shows each text to `each`, which may change it.
    pub(super) fn each_text(&mut self, each: Each<'_>) {
        let Self { caption, heads, rows } = self;
        each(caption);
        heads.iter_mut().for_each(&mut *each);
        for Group { choice: _, name, count, lights, lag, bar: reached, cells } in rows {
            each(name);
            each(count);
            lights.each_text(each);
            lag.each_text(each);
            bar(reached.as_mut(), each);
            cells.iter_mut().for_each(|cell| cell.each_text(each));
        }
    }
}

fn columns(wall: &mut Wall, each: Each<'_>) {
    let Wall { hint, columns } = wall;
    each(hint);
    for WallColumn { area: _, name, counts, solid, pale, folded } in columns {
        each(name);
        each(counts);
        for WallTile { id: _, title, light: _, light_name, unit, state } in
            solid.iter_mut().chain(pale)
        {
            [title, light_name, unit, state].into_iter().for_each(&mut *each);
        }
        folded.iter_mut().for_each(|(_, words)| each(words));
    }
}

fn ledgered(account: &mut Ledgered, each: Each<'_>) {
    let Ledgered { title, closing, lines, lists } = account;
    each(title);
    each(closing);
    for (name, equation) in lines {
        each(name);
        each(equation);
    }
    for LedgeredList { head, rows, rest } in lists {
        each(head);
        rest.iter_mut().for_each(&mut *each);
        for (id, title, words) in rows {
            [id, title, words].into_iter().for_each(&mut *each);
        }
    }
}
