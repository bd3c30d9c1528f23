//! A message for a chat group: plain text, so short that no client cuts it, and never cut within a line.

use crate::page::bulletins::bulletin::{Chat, Lines};
use crate::source::visible::safe_joined;

/// Characters that a message stays below.
pub const LONGEST_CHAT: usize = 2_000;

/// Writes as many tasks and then as many units as fit, and what is left out of each.
pub fn chat(chat: &Chat) -> String {
    let written = |units: usize, tasks: usize| {
        let parts = [
            joined(chat.head.iter()),
            first(&chat.units, units),
            first(&chat.tasks, tasks),
            joined(chat.end.iter()),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n\n") + "\n"
    };
    let fits = |text: &String| text.chars().count() < LONGEST_CHAT;
    let (units, tasks) = (chat.units.lines.len(), chat.tasks.lines.len());
    // A line takes two characters or more.
    let units = units.min(LONGEST_CHAT / 2);
    // The tasks give way last: what is urgent is why the message is written.
    let fewer_units = (0..=units).rev().map(|units| (units, tasks));
    let fewer_tasks = (0..tasks).rev().map(|tasks| (0, tasks));
    let mut shorter = fewer_units.chain(fewer_tasks).map(|(units, tasks)| written(units, tasks));
    // The names at its head alone are too long: there is nothing left to drop.
    let cut = || written(0, 0).chars().take(LONGEST_CHAT - 1).collect();
    shorter.find(fits).unwrap_or_else(cut)
}

/// The first so many lines, below their title, with what is said of the rest.
fn first(lines: &Lines, shown: usize) -> String {
    if lines.lines.is_empty() {
        return String::new();
    }
    let rest = lines.rest.get(shown).filter(|rest| !rest.is_empty());
    let shown = lines.lines.iter().take(shown);
    joined(std::iter::once(&lines.title).chain(shown).chain(rest))
}

fn joined<'l>(lines: impl Iterator<Item = &'l String>) -> String {
    lines.map(|line| safe_joined(line).into_owned()).collect::<Vec<String>>().join("\n")
}
