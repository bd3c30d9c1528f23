//! A message for a chat group: plain text, so short that no client cuts it, and never cut within a department.

use crate::page::bulletins::bulletin::Chat;
use crate::source::visible::safe_joined;

/// Characters that a message stays below.
pub const LONGEST_CHAT: usize = 2_000;

/// Writes as many departments as fit, then how many are left out.
pub fn chat(chat: &Chat) -> String {
    let head = part(&chat.head);
    let departments: Vec<String> = chat.departments.iter().map(|lines| part(lines)).collect();
    let ends: Vec<String> = chat.ends.iter().map(|lines| part(lines)).collect();
    let all = departments.len();
    let no_end = String::new();
    let end = |left_out: usize| ends.get(left_out).unwrap_or(&no_end);
    // What the head and the first so many departments take, each with the two line ends behind it.
    let mut taken = vec![taken_by(&head)];
    for department in &departments {
        taken.push(taken.last().copied().unwrap_or_default() + taken_by(department));
    }
    let fits = |shown: &usize| {
        let whole = taken.get(*shown).copied().unwrap_or_default() + taken_by(end(all - shown));
        whole.saturating_sub(1) < LONGEST_CHAT
    };
    let shown = (0..=all).rev().find(fits);
    let written = |shown: usize| {
        let parts = std::iter::once(&head).chain(departments.iter().take(shown));
        let parts = parts.chain([end(all - shown)]).filter(|part| !part.is_empty());
        parts.map(String::as_str).collect::<Vec<&str>>().join("\n\n") + "\n"
    };
    match shown {
        Some(shown) => written(shown),
        // The names alone are too long: there is no department left to drop.
        None => written(0).chars().take(LONGEST_CHAT - 1).collect(),
    }
}

fn part(lines: &[String]) -> String {
    lines.iter().map(|line| safe_joined(line).into_owned()).collect::<Vec<String>>().join("\n")
}

fn taken_by(part: &str) -> usize {
    if part.is_empty() { 0 } else { part.chars().count() + 2 }
}
