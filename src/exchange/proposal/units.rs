//! The departments of a cell: 区住建局（牵头）、资规局；各街道.

use super::arabic::plain;

/// A department as a cell names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedUnit {
    /// Its name, without what stands in brackets.
    pub name: String,
    /// Its part, where the cell says so.
    pub role: Option<Role>,
    /// Whether it is no single department: 各街道, 有关单位.
    pub collective: bool,
    /// What stands in brackets behind it.
    pub note: Option<String>,
}

/// What a department does for a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It leads.
    Leads,
    /// It helps.
    Helps,
}

/// Words for a part in a task.
const ROLES: [(&str, Role); 17] = [
    ("牵头单位", Role::Leads),
    ("牵头部门", Role::Leads),
    ("责任单位", Role::Leads),
    ("主办单位", Role::Leads),
    ("牵头", Role::Leads),
    ("主办", Role::Leads),
    ("主责", Role::Leads),
    ("负责", Role::Leads),
    ("配合单位", Role::Helps),
    ("配合部门", Role::Helps),
    ("协办单位", Role::Helps),
    ("协助单位", Role::Helps),
    ("配合", Role::Helps),
    ("协办", Role::Helps),
    ("协同", Role::Helps),
    ("协助", Role::Helps),
    ("参与", Role::Helps),
];

/// The departments of a cell, in its order.
pub(super) fn units(words: &str) -> Vec<NamedUnit> {
    let (mut named, mut role) = (Vec::<NamedUnit>::new(), None);
    for (piece, ends_list) in pieces(words) {
        let (said, rest) = role_in_front(&piece);
        role = said.or(role);
        named.extend(unit(rest, role));
        if ends_list && said.is_none() {
            role = None;
        }
    }
    with_endings(&mut named);
    named
}

/// The pieces between the marks of a list, each with whether a stronger mark than a comma ends it; brackets are kept whole.
fn pieces(words: &str) -> Vec<(String, bool)> {
    let (mut pieces, mut piece, mut depth) = (Vec::new(), String::new(), 0_u32);
    let letters: Vec<char> = words.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            '(' | '（' | '【' => depth += 1,
            ')' | '）' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_mark = matches!(
            letter,
            '、' | ',' | '，' | ';' | '；' | '\n' | '\r' | '。' | '/' | '／' | '|'
        );
        // A blank parts names of Chinese characters, not words of English ones.
        let is_han = |letter: Option<&char>| letter.is_some_and(|letter| !letter.is_ascii());
        let is_gap = letter.is_whitespace()
            && at > 0
            && is_han(letters.get(at - 1))
            && is_han(letters.get(at + 1));
        if depth == 0 && (is_mark || is_gap) {
            pieces.push((std::mem::take(&mut piece), matches!(letter, ';' | '；' | '\n' | '。')));
        } else {
            piece.push(*letter);
        }
    }
    pieces.push((piece, true));
    pieces.into_iter().filter(|(piece, _)| !piece.trim().is_empty()).collect()
}

/// 牵头单位：区住建局.
fn role_in_front(piece: &str) -> (Option<Role>, &str) {
    let piece = piece.trim();
    for (word, role) in ROLES {
        let rest = piece.strip_prefix(word).and_then(|rest| rest.strip_prefix([':', '：']));
        if let Some(rest) = rest {
            return (Some(role), rest);
        }
    }
    (None, piece)
}

/// One department, with those that its brackets name: 区经信局（区统计局配合）.
fn unit(piece: &str, role: Option<Role>) -> Vec<NamedUnit> {
    let piece = piece.trim();
    let (outside, inside) = brackets(piece);
    let (mut name, mut role, mut note, mut further) = (outside, role, Vec::new(), Vec::new());
    for text in inside {
        match named_role(&text) {
            Some((own, "")) => role = Some(own),
            Some((own, others)) => {
                further.extend(
                    pieces(others).into_iter().flat_map(|(piece, _)| unit(&piece, Some(own))),
                );
            }
            None => note.push(text),
        }
    }
    if let Some((own, rest)) = named_role(&name).filter(|(_, rest)| rest.ends_with(ENDINGS)) {
        (role, name) = (Some(own), rest.to_owned());
    }
    if let Some(rest) = name.strip_suffix('等').filter(|rest| rest.ends_with(ENDINGS)) {
        note.push("等".to_owned());
        name = rest.to_owned();
    }
    let collective = is_collective(&name);
    let note = (!note.is_empty()).then(|| note.join("；"));
    let own = NamedUnit { name, role, collective, note };
    let own = Some(own).filter(|own| own.name.chars().any(char::is_alphanumeric));
    own.into_iter().chain(further).collect()
}

/// What stands outside the brackets of a text, and in each of them.
fn brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside, mut own, mut depth) =
        (String::new(), Vec::new(), String::new(), 0_u32);
    for letter in text.chars() {
        match letter {
            '(' | '（' | '【' => depth += 1,
            ')' | '）' | '】' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    inside.push(std::mem::take(&mut own).trim().to_owned());
                }
            }
            letter if depth > 0 => own.push(letter),
            letter => outside.push(letter),
        }
    }
    // A bracket that is never closed belongs to the name.
    if !own.is_empty() {
        outside = text.to_owned();
    }
    inside.retain(|text| !text.is_empty());
    (outside.trim().trim_end_matches([':', '：']).to_owned(), inside)
}

/// A role behind names: 牵头, 区统计局配合.
fn named_role(text: &str) -> Option<(Role, &str)> {
    let text = text.trim();
    ROLES.iter().find_map(|(word, role)| {
        let rest = text.strip_suffix(word)?;
        Some((*role, rest.trim_end_matches([':', '：'])))
    })
}

/// What names of offices end in.
const ENDINGS: [char; 22] = [
    '局', '办', '委', '院', '室', '会', '部', '厅', '所', '队', '站', '司', '处', '中', '镇', '乡',
    '道', '区', '社', '团', '校', '行',
];

/// Names of several at once.
fn is_collective(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "有关单位",
        "有关部门",
        "相关单位",
        "相关部门",
        "各单位",
        "各部门",
        "其他单位",
        "全区各单位",
        "all departments",
        "all units",
        "成员单位",
        "有关街道",
        "相关街道",
        "责任单位",
        "属地街道",
        "属地镇街",
        "各责任单位",
    ];
    let name = plain(name);
    name.starts_with('各')
        || name.starts_with("全区各")
        || name.contains("区直各")
        || WORDS.iter().any(|word| name.ends_with(word))
}

/// 东海、城东街道办: names without an ending take that of the next street or town.
fn with_endings(named: &mut [NamedUnit]) {
    const STREETS: [&str; 6] = ["街道办事处", "街道办", "街道", "镇政府", "镇", "乡"];
    for at in (0..named.len().saturating_sub(1)).rev() {
        let ending = named
            .get(at + 1)
            .and_then(|next| STREETS.iter().find(|ending| next.name.ends_with(**ending)));
        let (Some(ending), Some(own)) = (ending, named.get_mut(at)) else { continue };
        let is_place = (2..=3).contains(&own.name.chars().count()) && !own.name.is_ascii();
        if is_place && !own.collective && !own.name.ends_with(ENDINGS) {
            own.name.push_str(ending);
            own.note.get_or_insert_with(|| "简称".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> String {
        let each = units(words).into_iter().map(|own| {
            let role = match own.role {
                Some(Role::Leads) => "+",
                Some(Role::Helps) => "-",
                None => "",
            };
            let several = if own.collective { "*" } else { "" };
            let note = own.note.map(|note| format!("({note})")).unwrap_or_default();
            format!("{role}{}{several}{note}", own.name)
        });
        each.collect::<Vec<String>>().join(" ")
    }

    #[test]
    fn lists_of_departments() {
        for (words, named) in [
            ("区住建局", "区住建局"),
            ("区住建局、区征迁办", "区住建局 区征迁办"),
            ("东海街道办，区财政局", "东海街道办 区财政局"),
            ("区发改局；区商务局", "区发改局 区商务局"),
            ("区商务局\n区住建局\n城东街道办", "区商务局 区住建局 城东街道办"),
            ("区国资办、\n区财政局", "区国资办 区财政局"),
            ("区住建局 区征迁办", "区住建局 区征迁办"),
            ("区住建局（牵头）、资规局；各街道", "+区住建局 资规局 各街道*"),
            ("牵头：区住建局；配合：区财政局、资规局", "+区住建局 -区财政局 -资规局"),
            ("牵头单位：区住建局\n配合单位：区财政局", "+区住建局 -区财政局"),
            ("区经信局（区统计局配合）", "区经信局 -区统计局"),
            ("区住建局牵头，区财政局配合", "+区住建局 -区财政局"),
            ("区住建局（质安站）", "区住建局(质安站)"),
            ("区住建局、区财政局等", "区住建局 区财政局(等)"),
            ("各街道办事处", "各街道办事处*"),
            ("有关单位", "有关单位*"),
            ("东海、城东街道办", "东海街道办(简称) 城东街道办"),
            ("Science and Technology; Finance", "Science and Technology Finance"),
            ("Finance, City Management", "Finance City Management"),
            ("区住建局（牵头", "区住建局（牵头"),
            ("、，", ""),
        ] {
            assert_eq!(read(words), named, "{words}");
        }
    }
}
