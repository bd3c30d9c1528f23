//! Several quantities of one goal as the indicators of its task: 征地320亩、拆迁86户.

use super::counted::Counted;
use super::counted_name::{tells_apart, with_verb};
use super::initials::initials;
use crate::edit::Value;
use crate::ledger::{Better, Quantity};

/// The value of `indicators`; `None` where there are not several, or not each with a unit and a way or a limit of its own.
pub(super) fn indicators(all: &[Counted]) -> Option<Value> {
    let is_several = (2..=6).contains(&all.len());
    let units: Vec<String> = all.iter().map(unit).collect::<Option<_>>()?;
    let sound = |counted: &Counted| {
        let base = counted.baseline.unwrap_or_default();
        counted.number != base && counted.number >= Quantity::default()
    };
    if !is_several || !all.iter().all(sound) {
        return None;
    }
    let names = names(all, &units);
    let mut ids: Vec<String> = Vec::new();
    let mut lines = String::from("[\n");
    for ((counted, unit), name) in all.iter().zip(&units).zip(names) {
        let id = new_id(&name, &ids);
        let text = |text: &str| Value::Text(text.to_owned()).toml();
        let baseline = counted.baseline.map(|base| format!("baseline = {base}, "));
        let better = better(counted).map(|better| format!(", better = {}", text(better.name())));
        lines.push_str(&format!(
            "  {{ id = {}, name = {}, unit = {}, {}target = {}{} }},\n",
            text(&id),
            text(&name),
            text(unit),
            baseline.unwrap_or_default(),
            counted.number,
            better.unwrap_or_default()
        ));
        ids.push(id);
    }
    lines.push(']');
    Some(Value::Raw(lines))
}

fn unit(counted: &Counted) -> Option<String> {
    let particles = counted.name.starts_with("PM");
    counted.unit.clone().or_else(|| particles.then(|| "微克/立方米".to_owned()))
}

/// The better side, where it is not that of any figure that grows.
fn better(counted: &Counted) -> Option<Better> {
    counted.better.filter(|better| *better == Better::Lower || counted.rate)
}

/// The names, each once: the noun, with its verb where several things are done to it; without a noun, what is done or the unit.
fn names(all: &[Counted], units: &[String]) -> Vec<String> {
    let mut before = ("", "");
    let nouns: Vec<&str> = all
        .iter()
        .zip(units)
        .map(|(counted, unit)| {
            // What names no noun goes on with the one before: 建成安置房1200套、交付500套; 3个街道、1500户 does not.
            let (noun, only_with) = before;
            let carries = counted.name.is_empty() && (only_with.is_empty() || only_with == unit);
            let own = if carries { noun } else { &counted.name };
            before = (own, if counted.noun_is_behind { unit.as_str() } else { "" });
            own
        })
        .collect();
    let mut names: Vec<String> = Vec::new();
    for ((counted, unit), noun) in all.iter().zip(units).zip(&nouns) {
        let same = all.iter().zip(&nouns).filter(|(_, own)| *own == noun);
        let mut verbs = same.map(|(own, _)| own.verb.as_str()).filter(|verb| tells_apart(verb));
        let verb = counted.verb.as_str();
        let is_told = tells_apart(verb) && verbs.any(|other| other != verb);
        let goes_on =
            counted.name.is_empty() && !verb.is_empty() && names.contains(&(*noun).to_owned());
        let name = match *noun {
            "" if verb.is_empty() => format!("{unit}数"),
            "" => format!("{verb}数"),
            noun if is_told || goes_on => with_verb(noun, verb),
            noun => noun.to_owned(),
        };
        names.push(new_name(name, unit, &names));
    }
    names
}

/// A name that no other one is; else with its unit, else with a number.
fn new_name(name: String, unit: &str, taken: &[String]) -> String {
    let with_unit = format!("{name}（{unit}）");
    let numbered = (2..).map(|number: u32| format!("{name}{number}"));
    let mut all = [name.clone(), with_unit].into_iter().chain(numbered);
    all.find(|name| !taken.contains(name)).unwrap_or(name)
}

fn new_id(name: &str, taken: &[String]) -> String {
    let short = initials(name);
    let first = if short.is_empty() { "q".to_owned() } else { short };
    let numbered = (2..).map(|number: u32| format!("{first}{number}"));
    let mut all = [first.clone()].into_iter().chain(numbered);
    all.find(|id| !taken.contains(id)).unwrap_or(first)
}
