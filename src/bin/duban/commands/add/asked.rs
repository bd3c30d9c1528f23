//! What `add` asks at a terminal: what a task must have, and how it is measured.

use super::arguments::AddArgs;
use super::points;
use crate::changes::Before;
use crate::commands::log::values::number;
use crate::edge::terminal::{Judge, Questions};
use crate::refusal::Refusal;
use crate::resolve;
use crate::when;
use duban::ledger::{Better, KeyType, Locale, Measure, stable};
use duban::page::refusals::names::{NameOf, NameRefused};
use duban::page::refusals::questions::{Gauge, Question, gauge};

/// Asks for what is missing, and again until the answer can be read.
pub(super) fn complete(before: &Before<'_>, args: &mut AddArgs) {
    let (book, lang) = (before.book, before.lang);
    let areas: Vec<String> = book.areas.iter().map(|area| area.name.clone()).collect();
    let departments = book.departments.iter();
    let departments: Vec<String> = departments.map(|department| department.name.clone()).collect();
    let mut questions = Questions::new();
    let anything: Judge<'_> = &|_| Ok(());
    let area: Judge<'_> = &|name| judged(resolve::area(book, name, lang), lang);
    let owner: Judge<'_> = &|name| judged(resolve::department(book, name, lang), lang);
    let deadline: Judge<'_> = &|text| judged(when::deadline(before, text), lang);
    let needed = [
        (Question::Title, &mut args.title, [].as_slice(), anything),
        (Question::Area, &mut args.area, &areas, area),
        (Question::Owner, &mut args.owner, &departments, owner),
        (Question::Deadline, &mut args.due, &[], deadline),
    ];
    // What the heading of a part states need not be said again.
    let of_heading = args.parent.is_some();
    for (question, value, names, judge) in needed {
        let asked = matches!(question, Question::Title) || !of_heading;
        if value.is_none() && asked {
            *value = questions.ask(question.words(lang), names, false, judge);
        }
    }
    let open = args.target.is_none() && args.plan.is_empty() && args.kind.is_none();
    let open = open && args.indicators.is_empty();
    if open && args.measure.is_none() && args.pipeline.is_none() {
        measure(before, args, &mut questions);
    }
}

/// Asks how it is measured, and for what that needs.
fn measure(before: &Before<'_>, args: &mut AddArgs, questions: &mut Questions) {
    let lang = before.lang;
    let names: Vec<String> = Gauge::ALL.iter().map(|(_, way)| gauge(*way, lang)).collect();
    let named = |name: &str| resolve::worded(NameOf::Gauge, name, &Gauge::ALL, gauge, lang);
    let judge: Judge<'_> = &|name| judged(named(name), lang);
    let answer = questions.ask(Question::Gauge.words(lang), &names, true, judge);
    match answer.and_then(|name| named(&name).ok()) {
        Some(Gauge::Quantity) => {
            target(before, args, questions);
            if args.target.is_some() && args.unit.is_none() {
                args.unit = questions.ask(Question::Unit.words(lang), &[], true, &|_| Ok(()));
            }
        }
        Some(Gauge::Rate) => {
            args.measure = Some(Measure::Rate.name().to_owned());
            target(before, args, questions);
            if args.better.is_none() && args.baseline.is_none() {
                better(before, args, questions);
            }
        }
        Some(Gauge::Steps) => steps(before, args, questions),
        Some(Gauge::Done) => args.measure = Some(Measure::None.name().to_owned()),
        Some(Gauge::Percent) | None => {}
    }
}

fn target(before: &Before<'_>, args: &mut AddArgs, questions: &mut Questions) {
    let judge: Judge<'_> = &|text| judged(number(before, text), before.lang);
    args.target = questions.ask(Question::Target.words(before.lang), &[], false, judge);
}

/// Asks which way a rate should go: without a baseline nothing else says so.
fn better(before: &Before<'_>, args: &mut AddArgs, questions: &mut Questions) {
    let lang = before.lang;
    let names = Better::ALL.map(|(name, _)| name);
    let named = |text: &str| {
        let unknown = || NameRefused::unknown(NameOf::Better, text, None, &names).refusal(lang);
        stable(KeyType::Better, text).ok_or_else(unknown)
    };
    let judge: Judge<'_> = &|text| judged(named(text), lang);
    let answer = questions.ask(Question::Better.words(lang), &[], true, judge);
    let way = answer.and_then(|text| named(&text).ok()).unwrap_or(Better::Higher.name());
    args.better = Some(way.to_owned());
}

fn steps(before: &Before<'_>, args: &mut AddArgs, questions: &mut Questions) {
    let typed = points::days(before, args).unwrap_or_default();
    let judge: Judge<'_> = &|text| judged(points::read(before, typed, text), before.lang);
    while let Some(step) = questions.ask(Question::Step.words(before.lang), &[], true, judge) {
        args.plan.push(step);
    }
}

/// Why an answer cannot be used, in words.
fn judged<T>(result: Result<T, Refusal>, lang: Locale) -> Result<(), String> {
    result.map(|_| ()).map_err(|refusal| refusal.text(lang))
}
