//! What a page says at one glance: the counts that matter, and the one fact in a few words.

use super::Ink;
use super::words::{self, say};
use crate::account::{Account, Light, Standing, Totals};
use crate::ledger::Locale;

/// What a format with room for it shows before everything else.
#[derive(Clone, Debug, Default)]
pub struct Glance {
    /// The one fact: `逾期4项、红灯6盏`. Mail programs show it beside the subject.
    pub said: String,
    /// The counts, in the order shown; none on a letter.
    pub tiles: Vec<Tile>,
}

/// A count that is seen from afar.
#[derive(Clone, Debug)]
pub struct Tile {
    /// What is counted.
    pub label: String,
    /// The count.
    pub value: String,
    /// A few words below it; may be empty.
    pub remark: String,
    /// Its ink; plain where the count is 0.
    pub ink: Ink,
}

impl Glance {
    /// Overdue, red, yellow, closed; with what the counts were before, and what that is called (上周).
    pub(super) fn of(
        account: &Account<'_>,
        now: &Totals,
        before: Option<(&Totals, &str)>,
        lang: Locale,
    ) -> Self {
        let overdue = |totals: &Totals| totals.standing(Standing::Overdue);
        let count = |label: String, ink: Ink, of: &dyn Fn(&Totals) -> usize| Tile {
            label,
            value: of(now).to_string(),
            remark: before
                .map_or_else(String::new, |(then, name)| change(of(now), of(then), name, lang)),
            ink: if of(now) == 0 { Ink::Plain } else { ink },
        };
        let red = name(account, Light::Red, say!(lang, "红灯", "Red lights"));
        let yellow = name(account, Light::Yellow, say!(lang, "黄灯", "Yellow lights"));
        let mut tiles = vec![
            count(say!(lang, "逾期", "Overdue"), Ink::Red, &overdue),
            count(red, Ink::Red, &|totals| totals.light(Light::Red)),
            count(yellow, Ink::Yellow, &|totals| totals.light(Light::Yellow)),
        ];
        tiles.extend(now.completion.map(|share| {
            let (percent, done) = (words::percent_to(share, account.book.decimals()), now.complete);
            Tile {
                label: say!(lang, "办结率", "Closed"),
                value: format!("{percent}%"),
                remark: say!(lang, "办结{done}项", "{done} closed"),
                ink: Ink::Plain,
            }
        }));
        Self { said: said(overdue(now), now.light(Light::Red), lang), tiles }
    }

    /// A letter's: words alone.
    pub(super) fn words(said: String) -> Self {
        Self { said, tiles: Vec::new() }
    }
}

fn said(overdue: usize, red: usize, lang: Locale) -> String {
    match (overdue, red) {
        (0, 0) => say!(lang, "没有逾期，没有红灯", "Nothing overdue, no red light"),
        (0, _) => say!(lang, "红灯{red}盏，没有逾期", "{red} red, nothing overdue"),
        (_, 0) => say!(lang, "逾期{overdue}项，没有红灯", "{overdue} overdue, no red light"),
        _ => say!(lang, "逾期{overdue}项、红灯{red}盏", "{overdue} overdue, {red} red"),
    }
}

/// The light by the name that its ledger gives it, else by its usual one.
fn name(account: &Account<'_>, light: Light, usual: String) -> String {
    let rules = account.book.first_ledger().map(|ledger| &ledger.rules.lights);
    rules.and_then(|rules| rules.names[light].clone()).unwrap_or(usual)
}

/// How many more or fewer than then: 比上周+1, 与上周持平.
pub(super) fn change(now: usize, then: usize, name: &str, lang: Locale) -> String {
    if now == then {
        return say!(lang, "与{name}持平", "as {name}");
    }
    let (sign, by) = (if now > then { "+" } else { "-" }, now.abs_diff(then));
    say!(lang, "比{name}{sign}{by}", "{sign}{by} on {name}")
}
