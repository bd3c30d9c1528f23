//! A cell of departments cut into pieces: between the marks of a list, and where two names stand together without one.

use super::unit_name::{NameKind, name_kind};
use super::unit_roles::{ROLES, Role, named_role};

/// A piece between two marks; brackets are kept whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: String,
    /// Its part, where the word that joins it to the next one says so: 会同.
    pub role: Option<Role>,
    pub end: PieceEnd,
}

/// What ends a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceEnd {
    /// A mark between equals: 、, a blank, 和.
    Joint,
    /// A comma.
    Comma,
    /// The end of a list: a semicolon, a new line, the end.
    List,
}

/// The pieces of a cell, in its order.
pub(super) fn pieces(words: &str) -> Vec<Piece> {
    let (mut pieces, mut text, mut depth) = (Vec::new(), String::new(), 0_u32);
    let letters: Vec<char> = without_numbers(words).chars().collect();
    let mut push = |text: &mut String, end| {
        let text = std::mem::take(text);
        if !text.trim().is_empty() {
            apart(text.trim(), end, &mut pieces);
        }
    };
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            '(' | '（' | '【' => depth += 1,
            ')' | '）' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // A blank, a plus or a dot parts names of Chinese characters, not words of English ones.
        let is_han = |letter: Option<&char>| letter.is_some_and(|letter| !letter.is_ascii());
        let between = at > 0 && is_han(letters.get(at - 1)) && is_han(letters.get(at + 1));
        let is_gap = letter.is_whitespace() || matches!(letter, '+' | '＋' | '·' | '→' | '&');
        let end = match letter {
            '、' | '/' | '／' | '|' => Some(PieceEnd::Joint),
            ',' | '，' => Some(PieceEnd::Comma),
            ';' | '；' | '\n' | '\r' | '。' => Some(PieceEnd::List),
            _ if is_gap && between => Some(PieceEnd::Joint),
            _ => None,
        };
        match end.filter(|_| depth == 0) {
            Some(end) => push(&mut text, end),
            None => text.push(*letter),
        }
        // 区住建局（牵头）资规局（配合）
        if depth == 0 && is_role_in_brackets(&text) && is_han(letters.get(at + 1)) {
            push(&mut text, PieceEnd::Joint);
        }
    }
    push(&mut text, PieceEnd::List);
    pieces
}

/// 区住建局（牵头）
fn is_role_in_brackets(text: &str) -> bool {
    let inside = text.strip_suffix([')', '）', '】']);
    let inside = inside.and_then(|text| text.rsplit_once(['(', '（', '【']));
    inside.is_some_and(|(name, role)| {
        !name.trim().is_empty() && named_role(role).is_some_and(|(_, rest)| rest.is_empty())
    })
}

/// `1.区住建局 2.资规局`, `①…②…`: each number before a name ends a list.
fn without_numbers(words: &str) -> String {
    let letters: Vec<char> = words.chars().collect();
    let (mut text, mut at) = (String::with_capacity(words.len()), 0);
    while let Some(letter) = letters.get(at) {
        let begins = at == 0
            || letters.get(at - 1).is_some_and(|before| {
                before.is_whitespace() || !before.is_alphanumeric() || !before.is_ascii()
            });
        let length = if begins { number(letters.get(at..).unwrap_or_default()) } else { 0 };
        if length > 0 {
            text.push('；');
            at += length;
        } else {
            text.push(*letter);
            at += 1;
        }
    }
    text
}

/// How many characters a number of a list takes: `1.`, `（2）`, `③`; 0 where there is none before a name.
fn number(letters: &[char]) -> usize {
    let open = usize::from(matches!(letters.first(), Some('(' | '（')));
    let digits = letters.iter().skip(open).take_while(|letter| letter.is_ascii_digit()).count();
    let mark = match letters.get(open + digits) {
        Some(')' | '）') => true,
        Some('.' | '．' | '、') => open == 0,
        _ => false,
    };
    let length = match letters.first() {
        Some('①'..='⑳') => 1,
        _ if mark && (1..=2).contains(&digits) => open + digits + 1,
        _ => return 0,
    };
    let next = letters.iter().skip(length).find(|letter| !letter.is_whitespace());
    if next.is_some_and(|next| !next.is_ascii_digit()) { length } else { 0 }
}

/// Puts down a piece, cut where names stand together: 区住建局会同资规局, 区住建局牵头资规局配合.
fn apart(text: &str, end: PieceEnd, pieces: &mut Vec<Piece>) {
    match cut(text) {
        Some((left, role, right)) => {
            pieces.push(Piece { text: left.to_owned(), role, end: PieceEnd::Joint });
            // Who is called in by the one that leads helps it.
            let first = pieces.len();
            apart(right, end, pieces);
            if let Some(next) = pieces.get_mut(first).filter(|_| role.is_some()) {
                next.role = Some(Role::Helps);
            }
        }
        None => pieces.push(Piece { text: text.to_owned(), role: None, end }),
    }
}

/// The first place where a name ends and another begins, with the part of the first where the word between them says it.
fn cut(text: &str) -> Option<(&str, Option<Role>, &str)> {
    const JOINS: [&str; 8] = ["会同", "联合", "以及", "和", "与", "及", "协同", "协助"];
    for (at, _) in text.char_indices().skip(2) {
        let (left, behind) = text.split_at(at);
        if !name_kind(left.trim()).is_unit() || left.is_ascii() {
            continue;
        }
        for word in JOINS {
            let right = behind.strip_prefix(word).filter(|right| begins_with_name(right));
            if let Some(right) = right {
                return Some((left, (word == "会同").then_some(Role::Leads), right));
            }
        }
        for (word, role) in ROLES {
            let Some(right) = behind.strip_prefix(word).filter(|right| begins_with_name(right))
            else {
                continue;
            };
            let both = text.get(..left.len() + word.len()).unwrap_or(left);
            // Whether 甲配合乙 helps or leads, nobody can say.
            let first = if role == Role::Leads { both } else { left };
            return Some((first, None, right));
        }
    }
    None
}

/// Whether words begin with the name of an office or of several.
fn begins_with_name(words: &str) -> bool {
    let ends = words.char_indices().map(|(at, letter)| at + letter.len_utf8()).skip(1);
    let bare = |name: &&str| !ROLES.iter().any(|(word, _)| name.starts_with(word));
    let mut names = ends.filter_map(|end| words.get(..end)).filter(bare);
    names.any(|name| matches!(name_kind(name), NameKind::Office | NameKind::Several))
}
