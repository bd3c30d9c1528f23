//! The departments of a cell: 区住建局（牵头）、资规局；各街道.

use super::unit_name::{NameKind, name_kind, with_person};
use super::unit_pieces::{PieceEnd, pieces};
use super::unit_roles::{Role, named_role, role_alone, role_in_front};

/// A department as a cell names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedUnit {
    /// Its name, without what stands in brackets.
    pub name: String,
    /// Its part, where the cell says so.
    pub role: Option<Role>,
    /// What its name is: an office, several at once, a person.
    pub kind: NameKind,
    /// What stands behind it, in brackets or not.
    pub note: Option<String>,
    /// Whether others are meant that are not named: 等5家单位.
    pub and_others: bool,
}

/// The departments of a cell, in its order.
pub(super) fn units(words: &str) -> Vec<NamedUnit> {
    let (mut named, mut role) = (Vec::<NamedUnit>::new(), None);
    // Where the units begin that a part said behind the last of them is said of: A、B牵头.
    let mut joint = 0;
    for piece in pieces(words) {
        let (said, rest) = role_in_front(&piece.text);
        role = said.or(role);
        match role_alone(rest) {
            Some((own, true)) => role = Some(own),
            Some((own, false)) => {
                if !said_of(named.get_mut(joint..), own) {
                    role = Some(own);
                }
            }
            None => {
                let units = unit(rest, piece.role.or(role));
                let own = units.first().and_then(|unit| unit.role).filter(|_| role.is_none());
                if let Some(own) = own.filter(|_| piece.role.is_none()) {
                    said_of(named.get_mut(joint..), own);
                }
                named.extend(units);
            }
        }
        if piece.end != PieceEnd::Joint {
            joint = named.len();
        }
        if piece.end == PieceEnd::List && said.is_none() {
            role = None;
        }
    }
    with_endings(&mut named);
    named
}

/// Gives the units of a list the part that is said behind it; whether there was one to give it to.
fn said_of(units: Option<&mut [NamedUnit]>, role: Role) -> bool {
    let mut any = false;
    for unit in units.unwrap_or_default().iter_mut().filter(|unit| unit.role.is_none()) {
        unit.role = Some(role);
        any = true;
    }
    any
}

/// One department, with those that its brackets name: 区经信局（区统计局配合）.
fn unit(piece: &str, role: Option<Role>) -> Vec<NamedUnit> {
    let (outside, inside) = brackets(piece.trim());
    let (mut name, mut role, mut notes, mut further) = (outside, role, Vec::new(), Vec::new());
    for text in inside {
        match named_role(&text) {
            Some((own, "")) => role = Some(own),
            Some((own, others)) => {
                further.extend(
                    pieces(others).into_iter().flat_map(|piece| unit(&piece.text, Some(own))),
                );
            }
            None => notes.push(text),
        }
    }
    let is_empty = |name: &str| !name.chars().any(char::is_alphanumeric);
    if is_empty(&name) && !notes.is_empty() {
        name = notes.remove(0);
    }
    if let Some(rest) = name.strip_prefix(['由', '请']).filter(|_| name_kind(&name).is_doubtful())
    {
        name = rest.to_owned();
    }
    let behind = cut(&mut name);
    role = behind.role.or(role);
    notes.extend(behind.notes);
    // 李四（区住建局）: the office is the one that answers.
    let office = notes.iter().position(|note| name_kind(note) == NameKind::Office);
    if let Some(office) = office.filter(|_| name_kind(&name) == NameKind::Person)
        && let Some(note) = notes.get_mut(office)
    {
        std::mem::swap(note, &mut name);
    }
    let note = (!notes.is_empty()).then(|| notes.join("；"));
    let kind = name_kind(&name);
    let own = NamedUnit { name, role, kind, note, and_others: behind.and_others };
    let own = Some(own).filter(|own| !is_empty(&own.name));
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

/// What was said behind a name.
#[derive(Default)]
struct Behind {
    role: Option<Role>,
    notes: Vec<String>,
    and_others: bool,
}

/// Cuts off what is said behind a name: 牵头负责, 按职责分工负责, 等5家单位, ：李四, 张三, a telephone number.
fn cut(name: &mut String) -> Behind {
    let mut behind = Behind::default();
    if let Some((left, right)) = name.split_once([':', '：'])
        && name_kind(left.trim()).is_unit()
    {
        behind.notes.push(right.trim().to_owned());
        *name = left.trim().to_owned();
    }
    let digit = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | ' ');
    let rest = name.trim_end_matches(digit).trim();
    if name.len() >= rest.len() + 7 && !rest.is_empty() {
        let number = name.get(rest.len()..).unwrap_or_default().trim();
        behind.notes.push(number.to_owned());
        *name = rest.to_owned();
    }
    for letter in ['按', '等'] {
        let Some((left, right)) = name.rsplit_once(letter) else { continue };
        let (left, right) = (left.trim_end_matches(['，', ',']).trim(), right.trim());
        let is_said = match letter {
            '等' => is_and_others(right),
            _ => ["职责", "职能", "分工"].iter().any(|word| right.contains(word)),
        };
        if is_said && name_kind(left).is_unit() {
            behind.and_others |= letter == '等';
            behind.notes.push(format!("{letter}{right}"));
            *name = left.to_owned();
        }
    }
    if let Some(rest) =
        TOGETHER.iter().find_map(|word| name.strip_suffix(word)).filter(|r| name_kind(r).is_unit())
    {
        behind.notes.push(name.get(rest.len()..).unwrap_or_default().to_owned());
        *name = rest.to_owned();
    } else if let Some((own, rest)) = named_role(name).filter(|(_, r)| name_kind(r).is_unit()) {
        (behind.role, *name) = (Some(own), rest.to_owned());
    }
    if let Some((office, person)) = with_person(name) {
        behind.notes.push(person);
        *name = office;
    }
    behind
}

/// All of them alike.
const TOGETHER: [&str; 5] = ["分别负责", "分工负责", "共同负责", "各负其责", "共同落实"];

/// What may follow 等: nothing, 5家单位, 有关部门.
fn is_and_others(words: &str) -> bool {
    words.is_empty()
        || words.ends_with(['家', '个'])
        || ["单位", "部门", "街道", "乡镇", "镇街", "企业", "公司"]
            .iter()
            .any(|word| words.ends_with(word))
}

/// 东海、城东街道办: names without an ending take that of the next street or town.
fn with_endings(named: &mut [NamedUnit]) {
    const STREETS: [&str; 6] = ["街道办事处", "街道办", "街道", "镇政府", "镇", "乡"];
    for at in (0..named.len().saturating_sub(1)).rev() {
        let ending = named
            .get(at + 1)
            .filter(|next| next.kind == NameKind::Office)
            .and_then(|next| STREETS.iter().find(|ending| next.name.ends_with(**ending)));
        let (Some(ending), Some(own)) = (ending, named.get_mut(at)) else { continue };
        let is_place = (2..=3).contains(&own.name.chars().count()) && !own.name.is_ascii();
        if is_place && matches!(own.kind, NameKind::Doubtful | NameKind::Person) {
            own.name.push_str(ending);
            own.kind = NameKind::Office;
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
            let several = match own.kind {
                NameKind::Office => "",
                NameKind::Several => "*",
                NameKind::Person => "@",
                NameKind::Nothing => "!",
                NameKind::Doubtful => "?",
            };
            let several = several.to_owned() + if own.and_others { "…" } else { "" };
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
            ("区住建局、区财政局等", "区住建局 区财政局…(等)"),
            ("各街道办事处", "各街道办事处*"),
            ("有关单位", "有关单位*"),
            ("东海、城东街道办", "东海街道办(简称) 城东街道办"),
            ("Science and Technology; Finance", "Science and Technology Finance"),
            ("Finance, City Management", "Finance City Management"),
            ("区住建局（牵头", "区住建局（牵头?"),
            ("区住建局 牵头，资规局配合", "+区住建局 -资规局"),
            ("区住建局、资规局 牵头", "+区住建局 +资规局"),
            ("区住建局、资规局牵头，财政局配合", "+区住建局 +资规局 -财政局"),
            ("牵头单位 区住建局 配合单位 资规局", "+区住建局 -资规局"),
            ("区住建局牵头资规局配合", "+区住建局 -资规局"),
            ("区住建局（牵头）资规局（配合）", "+区住建局 -资规局"),
            ("区住建局牵头负责", "+区住建局"),
            ("区政府办牵头", "+区政府办"),
            ("由区住建局负责，资规局配合", "+区住建局 -资规局"),
            ("区住建局会同资规局", "+区住建局 -资规局"),
            ("区住建局和资规局", "区住建局 资规局"),
            ("区住建局配合资规局", "区住建局 资规局"),
            ("区人力资源和社会保障局", "区人力资源和社会保障局"),
            ("区残疾人联合会", "区残疾人联合会"),
            ("区住建局等5家单位", "区住建局…(等5家单位)"),
            ("区住建局、区财政局等部门", "区住建局 区财政局…(等部门)"),
            ("5家单位", "5家单位*"),
            ("各有关单位按职责分工负责", "各有关单位*(按职责分工负责)"),
            ("区住建局、区财政局按职责分工负责", "区住建局 区财政局(按职责分工负责)"),
            ("区住建局，各街道配合，有关部门参与", "区住建局 -各街道* -有关部门*"),
            ("住建局、各街道办事处", "住建局 各街道办事处*"),
            ("1.区住建局 2.资规局", "区住建局 资规局"),
            ("①区住建局②资规局", "区住建局 资规局"),
            ("区住建局+资规局", "区住建局 资规局"),
            ("区委宣传部（文明办）", "区委宣传部(文明办)"),
            ("张三", "张三@"),
            ("区住建局 张三", "区住建局 张三@"),
            ("区住建局张三", "区住建局(张三)"),
            ("区住建局：李四 13800000000", "区住建局(李四 13800000000)"),
            ("区住建局13800000000", "区住建局(13800000000)"),
            ("李四（区住建局）", "区住建局(李四)"),
            ("（区住建局）", "区住建局"),
            ("同上", "同上!"),
            ("住建", "住建?"),
            ("、，", ""),
        ] {
            assert_eq!(read(words), named, "{words}");
        }
    }
}
