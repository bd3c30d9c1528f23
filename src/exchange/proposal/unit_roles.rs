//! The words for a part in a task, before, behind or beside the names of departments: 牵头单位：…, …配合, 负责.

/// What a department does for a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It leads.
    Leads,
    /// It helps.
    Helps,
}

/// Words for a part in a task.
pub(super) const ROLES: [(&str, Role); 28] = [
    ("牵头抓总", Role::Leads),
    ("牵头负责", Role::Leads),
    ("牵头落实", Role::Leads),
    ("主要负责", Role::Leads),
    ("具体负责", Role::Leads),
    ("负责落实", Role::Leads),
    ("总牵头", Role::Leads),
    ("为主", Role::Leads),
    ("主抓", Role::Leads),
    ("配合做好", Role::Helps),
    ("积极配合", Role::Helps),
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

/// 牵头单位：区住建局.
pub(super) fn role_in_front(piece: &str) -> (Option<Role>, &str) {
    let piece = piece.trim();
    for (word, role) in ROLES {
        let rest = piece.strip_prefix(word).and_then(|rest| rest.strip_prefix([':', '：']));
        if let Some(rest) = rest {
            return (Some(role), rest.trim());
        }
    }
    (None, piece)
}

/// A part alone between two marks, and whether it heads what follows: 牵头单位; or ends what stands before: 牵头.
pub(super) fn role_alone(piece: &str) -> Option<(Role, bool)> {
    let (word, role) = ROLES.iter().find(|(word, _)| *word == piece)?;
    Some((*role, word.ends_with("单位") || word.ends_with("部门")))
}

/// A role behind names: 牵头, 区统计局配合.
pub(super) fn named_role(text: &str) -> Option<(Role, &str)> {
    let text = text.trim();
    ROLES.iter().find_map(|(word, role)| {
        let rest = text.strip_suffix(word)?;
        Some((*role, rest.trim_end_matches([':', '：']).trim()))
    })
}
