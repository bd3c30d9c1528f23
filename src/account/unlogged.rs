//! What a row says beside figures, held against the log of the period: words, blockers, promises, steps, investments.

use super::Figures;
use super::claim::Claim;
use crate::ledger::{Entry, Event, KeyType, Quantity, Verdict, folded, stable};
use chrono::NaiveDate;

/// What was logged of a task since a day.
struct Logged<'a, 'b> {
    figures: &'a Figures<'b>,
    entries: Vec<&'a Entry<'b>>,
    texts: Vec<String>,
}

/// Whether a row says anything beside figures; `invested` is the investment that was read of it.
pub(super) fn says(claim: &Claim, invested: Option<Quantity>) -> bool {
    let words = [&claim.remark, &claim.note, &claim.next];
    words.into_iter().any(Option::is_some)
        || claim.blockers.is_some()
        || claim.step.is_some()
        || invested.is_some()
        || claim.request
}

/// What of it the log does not say, in the row's own words.
pub(super) fn unlogged(
    figures: &Figures<'_>,
    (claim, invested): (&Claim, Option<Quantity>),
    (since, until): (NaiveDate, NaiveDate),
) -> Vec<String> {
    let log = figures.task.log.iter();
    let entries: Vec<_> = log.filter(|entry| since <= entry.on && entry.on <= until).collect();
    let texts = entries.iter().flat_map(|entry| texts(entry)).collect();
    let logged = Logged { figures, entries, texts };
    let step = claim.step.as_ref().map(|(_, step)| step).filter(|step| !logged.has_step(step));
    let blockers = claim.blockers.as_ref().map(|(_, words)| words);
    let blockers = blockers.filter(|words| !logged.blocks(words));
    let written =
        claim.note.as_ref().or(claim.remark.as_ref().filter(|_| claim.blockers.is_none()));
    let words = [written, claim.next.as_ref()].into_iter().flatten();
    let words = words.filter(|words| Some(*words) != blockers && !logged.has(words));
    let invested = invested.filter(|amount| !logged.has_invested(*amount));
    let request = claim.request && !logged.requests();
    let words = step.into_iter().chain(blockers).chain(words).cloned();
    let rest = invested.map(|amount| amount.to_string());
    let request = request.then(|| claim.text.clone());
    words.chain(rest).chain(request).collect()
}

/// The words of an entry, as they are compared.
fn texts(entry: &Entry<'_>) -> Vec<String> {
    let mut texts: Vec<&str> =
        [&entry.note, &entry.next].into_iter().flatten().map(AsRef::as_ref).collect();
    if let Event::Blocked(name) | Event::Request(name) = &entry.event {
        texts.push(name);
    }
    let mut texts: Vec<String> = texts.into_iter().map(bare).collect();
    texts.retain(|text| !text.is_empty());
    texts
}

impl Logged<'_, '_> {
    /// Whether one text holds the words, or several make them up.
    fn has(&self, words: &str) -> bool {
        let words = bare(words);
        if self.texts.iter().any(|text| text.contains(&words)) {
            return true;
        }
        let mut texts: Vec<&String> = self.texts.iter().collect();
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        let rest = texts.into_iter().fold(words, |rest, text| rest.replace(text.as_str(), ""));
        rest.is_empty()
    }

    /// Whether what the words name was opened, or stands already.
    fn blocks(&self, words: &str) -> bool {
        let stands = self.figures.state.blockers.iter().any(|open| words.contains(open.name));
        stands || self.has(words)
    }

    /// Whether it is the last step of the log; or the word in which the owner judged.
    fn has_step(&self, word: &str) -> bool {
        let mut steps = self.entries.iter().rev().filter_map(|entry| {
            let Event::Step(step) = &entry.event else {
                return None;
            };
            Some(step.as_ref())
        });
        let judged = stable(KeyType::Verdict, word).and_then(Verdict::parse);
        let mut judgements = self.entries.iter().rev().filter_map(|entry| {
            if let Event::Judge(judgement) = &entry.event {
                return Some(judgement.verdict);
            }
            entry.extra().and_then(|extra| extra.judge.as_ref()).map(|own| own.verdict)
        });
        steps.next() == Some(word) || judged.is_some() && judgements.next() == judged
    }

    fn has_invested(&self, amount: Quantity) -> bool {
        let mut amounts = self.entries.iter().rev();
        amounts.find_map(|entry| entry.extra()?.invested) == Some(amount)
    }

    fn requests(&self) -> bool {
        self.entries.iter().any(|entry| {
            matches!(entry.event, Event::Request(_))
                || entry.extra().is_some_and(|extra| extra.request.is_some())
        })
    }
}

/// Words without blanks and marks between them.
fn bare(words: &str) -> String {
    let words = folded(words);
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}
