//! 单位 and 领导: who holds the tasks, the worst first.

use super::asked::Asked;
use super::choices::Chosen;
use super::home;
use crate::account::{
    By, Card, ChangeKind, Figures, Light, Matter, Part, RollupRow, Standing, Totals,
};
use crate::ledger::DepartmentId;
use crate::page::board::{CardFacets, Choice, Group, GroupTable};
use crate::page::cards::scorecard::{part_name, score};
use crate::page::words::{self, say};
use crate::page::{Ink, Text, period};
use std::cmp::Reverse;
use std::collections::HashMap;

/// The units, with their score of the running period.
pub(super) fn units(
    asked: &Asked<'_, '_, '_>,
    tasks: &[&Figures<'_>],
    chosen: &Chosen,
) -> GroupTable {
    let by = Holders { by: By::Dept, choices: &chosen.choices.units, of: |facets| facets.unit };
    let held = held(asked, tasks, chosen, &by);
    let scorecard = asked.running.scorecard;
    let scores: HashMap<DepartmentId, &Card> =
        scorecard.cards.iter().map(|card| (card.department, card)).collect();
    let ranked = scorecard.ranked();
    let rows = rows(asked, tasks, &by).into_iter().filter_map(|(choice, row)| {
        let held = held.get(choice)?;
        let is_told = asked.only.is_none_or(|only| held.unit == Some(only));
        let card = held.unit.and_then(|unit| scores.get(&unit)).copied();
        let scored = scored(asked, card, ranked);
        let cells = [overdue(&row.totals)].into_iter().chain(scored).chain(held.cells(asked));
        is_told.then(|| group(asked, choice, &row, cells.collect()))
    });
    let rows: Vec<Group> = rows.collect();
    let (account, lang) = (asked.account, asked.lang);
    let mut heads =
        vec![overdue_head(asked), say!(lang, "得分", "Score"), say!(lang, "名次", "Rank")];
    heads.extend(Part::ALL.iter().map(|(_, part)| words::begun(part_name(*part, lang), lang)));
    heads.extend(held_heads(asked));
    let name = period::title(asked.running.statement.period, account, lang);
    let day = words::day(account.as_of, account.as_of, lang);
    let scores =
        say!(lang, "得分、名次是{name}的（截至{day}）", "Score and rank of {name} as of {day}");
    table(heads, rows, [(1, scores), (7, since(asked))], asked)
}

/// The leaders; nobody scores them.
pub(super) fn leaders(
    asked: &Asked<'_, '_, '_>,
    tasks: &[&Figures<'_>],
    chosen: &Chosen,
) -> GroupTable {
    let by =
        Holders { by: By::Leader, choices: &chosen.choices.leaders, of: |facets| facets.leader };
    let held = held(asked, tasks, chosen, &by);
    let rows = rows(asked, tasks, &by).into_iter().filter_map(|(choice, row)| {
        let held = held.get(choice)?;
        let cells = [overdue(&row.totals)].into_iter().chain(held.cells(asked));
        let cells = cells.chain([count(held.unanswered)]);
        Some(group(asked, choice, &row, cells.collect()))
    });
    let rows: Vec<Group> = rows.collect();
    let lang = asked.lang;
    let mut heads = vec![overdue_head(asked)];
    heads.extend(held_heads(asked));
    heads.push(words::matter(Matter::Unanswered, lang));
    table(heads, rows, [(1, since(asked))], asked)
}

/// By whom tasks are held.
struct Holders<'c> {
    by: By,
    choices: &'c [Choice],
    /// Which of them a task has.
    of: fn(&CardFacets) -> Option<usize>,
}

/// The groups with the number of their choice, the worst first: red, overdue, yellow, the furthest behind.
fn rows(
    asked: &Asked<'_, '_, '_>,
    tasks: &[&Figures<'_>],
    holders: &Holders<'_>,
) -> Vec<(usize, RollupRow)> {
    let keys = holders.choices.iter().enumerate();
    let keys: HashMap<&str, usize> = keys.map(|(nth, choice)| (choice.key.as_str(), nth)).collect();
    let rolled = asked.account.rollup(holders.by, tasks).rows.into_iter();
    let placed = rolled.filter_map(|row| Some((*keys.get(row.group.as_deref()?)?, row)));
    let mut rows: Vec<(usize, RollupRow)> = placed.collect();
    rows.sort_by_key(|(_, row)| {
        let totals = &row.totals;
        let overdue = totals.standing(Standing::Overdue);
        Reverse((totals.light(Light::Red), overdue, totals.light(Light::Yellow), totals.lag))
    });
    rows
}

fn group(asked: &Asked<'_, '_, '_>, choice: usize, row: &RollupRow, cells: Vec<Text>) -> Group {
    Group {
        choice,
        name: row.in_tables().or(row.group.as_deref()).unwrap_or_default().to_owned(),
        count: home::tasks(row.totals.tasks, asked.lang),
        lights: home::lights(asked, &row.totals),
        lag: home::lag(asked, &row.totals),
        bar: home::bar(asked, &row.totals),
        cells,
    }
}

/// What the tasks of one holder add up to.
#[derive(Clone, Debug, Default)]
struct Held {
    unit: Option<DepartmentId>,
    owed: u32,
    made: u32,
    late: u32,
    /// Whether a running task lacks its last report.
    is_silent: bool,
    blockers: usize,
    stuck: usize,
    /// Promises of which nothing is seen.
    unseen: usize,
    /// Orders whose day to be answered by is over.
    unanswered: usize,
}

/// As many as there are choices, in their order.
fn held(
    asked: &Asked<'_, '_, '_>,
    tasks: &[&Figures<'_>],
    chosen: &Chosen,
    holders: &Holders<'_>,
) -> Vec<Held> {
    let mut held = vec![Held::default(); holders.choices.len()];
    let mut places = HashMap::new();
    for (figures, facets) in tasks.iter().zip(&chosen.facets) {
        let Some(place) = (holders.of)(facets) else { continue };
        places.insert(figures.id, place);
        if let Some(held) = held.get_mut(place) {
            held.add(asked, figures);
        }
    }
    for change in asked.running.changes.list(ChangeKind::Unseen) {
        let place = places.get(&change.figures.id);
        if let Some(held) = place.and_then(|place| held.get_mut(*place)) {
            held.unseen += 1;
        }
    }
    held
}

impl Held {
    fn add(&mut self, asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) {
        let account = asked.account;
        self.unit = figures.state.owner;
        self.owed += figures.reports.owed;
        self.made += figures.reports.made;
        self.late += figures.reports.late;
        self.is_silent |= Matter::Stale.fits(account, figures);
        if figures.standing.is_open() {
            self.blockers += figures.state.blockers.len();
            let blockers = figures.state.blockers.iter();
            self.stuck += blockers.filter(|open| account.is_stuck(figures, open)).count();
        }
        let unanswered = figures.to_answer().filter(|open| open.is_late(account.as_of));
        self.unanswered += unanswered.count();
    }

    /// Reports, blockers, promises, under [`held_heads`].
    fn cells(&self, asked: &Asked<'_, '_, '_>) -> [Text; 3] {
        [self.reports(asked), self.blockers(asked), count(self.unseen)]
    }

    /// 6/7 迟1
    fn reports(&self, asked: &Asked<'_, '_, '_>) -> Text {
        let Self { owed, made, late, .. } = self;
        if *owed == 0 {
            return Text::default();
        }
        let ink = if self.is_silent { Ink::Red } else { Ink::Plain };
        let text = Text::inked(format!("{made}/{owed}"), ink);
        if *late == 0 {
            return text;
        }
        text.and(say!(asked.lang, " 迟{late}", ", {late} late"), Ink::Faint)
    }

    /// 3 超时1
    fn blockers(&self, asked: &Asked<'_, '_, '_>) -> Text {
        let Self { blockers, stuck, .. } = self;
        match (blockers, stuck) {
            (0, _) => Text::default(),
            (blockers, 0) => blockers.to_string().into(),
            (blockers, stuck) => Text::from(blockers.to_string())
                .and(say!(asked.lang, " 超时{stuck}", ", {stuck} stuck"), Ink::Red),
        }
    }
}

fn overdue_head(asked: &Asked<'_, '_, '_>) -> String {
    words::begun(words::standing(Standing::Overdue, asked.lang), asked.lang)
}

/// From when on reports are counted, since scores are not counted from there.
fn since(asked: &Asked<'_, '_, '_>) -> String {
    say!(asked.lang, "报送从立项起算", "Reports since each task began")
}

fn held_heads(asked: &Asked<'_, '_, '_>) -> [String; 3] {
    let lang = asked.lang;
    [
        say!(lang, "实报/应报", "Reports"),
        say!(lang, "阻点", "Blockers"),
        say!(lang, "承诺未见", "Not kept"),
    ]
}

fn overdue(totals: &Totals) -> Text {
    count(totals.standing(Standing::Overdue))
}

/// A count of what is wrong; empty where nothing is.
fn count(count: usize) -> Text {
    if count == 0 { Text::default() } else { Text::inked(count.to_string(), Ink::Red) }
}

/// 得分, 名次, 快, 准, 狠, 净.
fn scored(asked: &Asked<'_, '_, '_>, card: Option<&Card>, ranked: usize) -> [Text; 6] {
    let lang = asked.lang;
    let Some((card, total)) = card.and_then(|card| Some((card, card.score()?))) else {
        return Default::default();
    };
    let rank = match card.rank {
        Some(rank) => say!(lang, "第{rank}/{ranked}位", "{rank} of {ranked}"),
        None => say!(lang, "不排名", "unranked"),
    };
    let part = |part| {
        let share = card.part(part).map(|share| words::percent_f64(share / 100.0));
        Text::from(share.unwrap_or_default())
    };
    let total = Text::inked(score(Some(total)), Ink::Bold);
    let [fast, aimed, hard, clean] = [Part::Fast, Part::Aimed, Part::Hard, Part::Clean].map(part);
    [total, rank.into(), fast, aimed, hard, clean]
}

/// The table without the columns that are empty in every row. `notes`: what is to be known of a column, by its number.
fn table<const N: usize>(
    heads: Vec<String>,
    mut rows: Vec<Group>,
    notes: [(usize, String); N],
    asked: &Asked<'_, '_, '_>,
) -> GroupTable {
    let lang = asked.lang;
    let said =
        |nth: usize| rows.iter().any(|row| row.cells.get(nth).is_some_and(|cell| !cell.is_empty()));
    let kept: Vec<bool> = (0..heads.len()).map(said).collect();
    for row in &mut rows {
        row.cells = kept_of(std::mem::take(&mut row.cells), &kept);
    }
    let order = say!(lang, "红灯、逾期多的在前", "Most red and overdue first");
    let order = (rows.len() > 1).then_some(order);
    let notes = notes.into_iter().filter(|(nth, _)| kept.get(*nth) == Some(&true));
    let notes: Vec<String> = order.into_iter().chain(notes.map(|(_, note)| note)).collect();
    let mut caption = notes.join(&say!(lang, "；", ". "));
    if !notes.is_empty() {
        caption.push_str(&say!(lang, "。", "."));
    }
    GroupTable { caption, heads: kept_of(heads, &kept), rows }
}

fn kept_of<T>(all: Vec<T>, kept: &[bool]) -> Vec<T> {
    all.into_iter().zip(kept).filter_map(|(item, kept)| kept.then_some(item)).collect()
}
