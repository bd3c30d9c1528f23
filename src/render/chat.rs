//! A message for a chat group: plain text, so short that no client cuts it, and never cut within a department.

use crate::page::bulletins::bulletin::Chat;
use crate::source::visible::safe_joined;

/// Characters that a message stays below.
pub const LONGEST_CHAT: usize = 2_000;

/// Writes as many departments as fit, then how many are left out.
pub fn chat(chat: &Chat) -> String {
    let all = chat.departments.len();
    let fits = (0..=all).map(|left_out| written(chat, left_out));
    let mut shortest = String::new();
    for text in fits {
        if text.chars().count() < LONGEST_CHAT {
            return text;
        }
        shortest = text;
    }
    // The names alone are too long: there is no department left to drop.
    shortest.chars().take(LONGEST_CHAT - 1).collect()
}

fn written(chat: &Chat, left_out: usize) -> String {
    let shown = chat.departments.len() - left_out;
    let ends = chat.ends.get(left_out);
    let parts = std::iter::once(&chat.head).chain(chat.departments.iter().take(shown)).chain(ends);
    let parts = parts.filter(|lines| !lines.is_empty()).map(|lines| {
        let safe = |line: &String| safe_joined(line).into_owned();
        lines.iter().map(safe).collect::<Vec<String>>().join("\n")
    });
    parts.collect::<Vec<String>>().join("\n\n") + "\n"
}
