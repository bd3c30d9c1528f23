//! Changes of the book itself: its rules, lists, exceptions and closed periods.

use super::{Fact, KeyChange, Side, What, Where};
use crate::account::closed;
use crate::ledger::{Book, Ledger, Pipeline, Waiver};
use crate::read;
use crate::source::Place;
use chrono::NaiveDate;

type Half<'a, 's> = (&'a Side, &'a Book<'s>);

/// The changes of a book outside its tasks.
pub(super) fn facts(before: Half<'_, '_>, after: Half<'_, '_>) -> Vec<Fact> {
    let mut facts = statements(before.0, after.0);
    facts.extend(after.0.strangers.iter().map(|(path, name, stranger)| Fact {
        after: Some(Where { file: name.clone(), line: 1 }),
        ..Fact::new(What::Stranger(path.clone(), *stranger))
    }));
    if let (Some(old), Some(new)) = (before.1.first_ledger(), after.1.first_ledger()) {
        rules(before, after, &mut facts);
        exceptions(before.0, after.0, (old, new), &mut facts);
    }
    facts
}

fn statements(before: &Side, after: &Side) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (name, object) in &before.statements {
        if after.statements.get(name) != Some(object) {
            facts.push(Fact::new(What::Statement(name.clone())));
        }
    }
    let fresh = after.statements.keys();
    let fresh = fresh.filter(|name| !before.statements.contains_key(*name));
    facts.extend(fresh.map(|name| Fact::new(What::Closed(name.clone()))));
    facts
}

fn rules(before: Half<'_, '_>, after: Half<'_, '_>, facts: &mut Vec<Fact>) {
    let (old, new) = (values(before), values(after));
    for ((key, was), (_, is)) in old.iter().zip(&new) {
        if was == is {
            continue;
        }
        let change = KeyChange {
            key,
            before: was.clone(),
            after: is.clone(),
            names: None,
            softer: true,
            approved: false,
        };
        facts.push(Fact {
            before: line(before.0, key),
            after: line(after.0, key),
            ..Fact::new(What::Rule(change))
        });
    }
}

/// From which day changes are judged.
pub(super) const AUDIT: &str = "audit";

/// The keys that are lists or looks and no rules: changing them is not irregular.
pub(super) const LISTS: [&str; 5] = ["title", "office", "decimals", "area", "department"];

/// The rules and lists as keys and values, the same keys on both sides.
fn values((side, book): Half<'_, '_>) -> Vec<(&'static str, String)> {
    let Some(ledger) = book.first_ledger() else {
        return Vec::new();
    };
    let whole_year = ledger.term.calendar_year();
    let written =
        |day: NaiveDate| if whole_year.is_some() { String::new() } else { day.to_string() };
    let mut all = vec![
        ("title", ledger.title.clone()),
        ("office", ledger.office.clone().unwrap_or_default()),
        ("decimals", ledger.decimals.places().to_string()),
        ("year", whole_year.map_or_else(String::new, |year| year.to_string())),
        ("from", written(ledger.term.first)),
        ("to", written(ledger.term.last)),
    ];
    let rules = closed::rules(&ledger.rules).into_iter();
    all.extend(rules.map(|(key, value)| (key, value.trim_matches('"').to_owned())));
    let score = ledger.rules.score.iter();
    let score: Vec<String> = score.map(|(_, weight)| weight.to_string()).collect();
    all.push(("score", score.join("/")));
    let pipelines = ledger.pipelines.iter().map(pipeline);
    all.push(("pipeline", joined(pipelines)));
    let areas = book.areas.iter();
    all.push(("area", joined(areas.map(|area| format!("{} {}", area.id, area.name)))));
    let departments = book.departments.iter();
    let departments = departments.map(|department| {
        let short = department.short.iter().map(|short| format!(" ({short})"));
        format!("{} {}{}", department.id, department.name, short.collect::<String>())
    });
    all.push(("department", joined(departments)));
    let departments = book
        .departments
        .iter()
        .filter_map(|department| Some(format!("{} {}", department.id, department.email.as_ref()?)));
    all.push(("email", joined(departments)));
    all.push(("mail", joined(ledger.mail.written.lines().map(str::to_owned))));
    let includes = side.config.map(|config| read::includes(&side.sources, config));
    let includes = includes.into_iter().flatten();
    all.push((
        "include",
        joined(includes.map(|include| format!("{} {}", include.prefix.name(), include.path))),
    ));
    let audit = ledger.audit_from.map_or_else(String::new, |day| day.to_string());
    all.push((AUDIT, audit));
    all.push(("commit", ledger.commits.name().to_owned()));
    all
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<String>>().join("; ")
}

fn pipeline(pipeline: &Pipeline) -> String {
    let steps = pipeline.steps.iter();
    let steps = steps.map(|step| format!("{} {}%", step.step, step.reach.rounded(100)));
    format!("{}: {}", pipeline.id, steps.collect::<Vec<String>>().join(" "))
}

/// The first line of duban.toml that sets a key; line 1 if none does.
fn line(side: &Side, key: &str) -> Option<Where> {
    let file = side.sources.file(side.config?);
    let sets = |line: &str| {
        let line = line.trim_start();
        line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
            || line.starts_with(&format!("[[{key}]]"))
            || line.starts_with(&format!("[{key}]"))
    };
    let at = file.text.lines().position(sets);
    Some(Where { file: file.name.clone(), line: at.unwrap_or(0) + 1 })
}

fn exceptions(before: &Side, after: &Side, (old, new): (&Ledger, &Ledger), facts: &mut Vec<Fact>) {
    let same = |one: &Waiver, other: &Waiver| Waiver { place: one.place, ..other.clone() } == *one;
    let missing =
        |from: &Ledger, waiver: &Waiver| !from.waivers.iter().any(|other| same(waiver, other));
    for waiver in new.waivers.iter().filter(|waiver| missing(old, waiver)) {
        facts.push(Fact {
            after: Some(at(after, waiver.place)),
            ..Fact::new(What::Waiver(waiver.clone(), true))
        });
    }
    for waiver in old.waivers.iter().filter(|waiver| missing(new, waiver)) {
        facts.push(Fact {
            before: Some(at(before, waiver.place)),
            ..Fact::new(What::Waiver(waiver.clone(), false))
        });
    }
}

fn at(side: &Side, place: Place) -> Where {
    let file = side.sources.file(place.file);
    Where { file: file.name.clone(), line: file.line_column(place.span.start).0 }
}
