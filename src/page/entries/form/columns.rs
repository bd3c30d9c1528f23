//! The columns of a form, and the words at their heads, by which they are found again wherever they were moved to.

use crate::ledger::{Locale, folded};
use crate::variants::variants;
use duban_words::words;

variants! {
    /// A column of a form.
    #[derive(PartialOrd, Ord)]
    #[allow(missing_docs, reason = "each is told by its head")]
    pub enum FormColumn {
        Id = "id",
        Title = "title",
        Indicator = "indicator",
        Target = "target",
        Due = "due",
        Last = "last",
        LastNext = "last-next",
        Done = "done",
        Unit = "unit",
        State = "state",
        Invested = "invested",
        Note = "note",
        Blocker = "blocker",
        Next = "next",
        Correction = "correction",
        Request = "request",
    }
}

impl FormColumn {
    /// Locked columns that promise nothing: when it is due, what was said last.
    pub const BESIDE: [Self; 3] = [Self::Due, Self::Last, Self::LastNext];

    /// Columns that other tables do not have.
    pub const OWN: [Self; 5] =
        [Self::Last, Self::LastNext, Self::State, Self::Correction, Self::Request];

    /// Its head in each language.
    const fn heads(self) -> [&'static str; 3] {
        match self {
            Self::Id => words!("编号", "Id"),
            Self::Title => words!("事项", "Task"),
            Self::Indicator => words!("指标", "Indicator"),
            Self::Target => words!("目标", "Target"),
            Self::Due => words!("时限", "Due"),
            Self::Last => words!("上次所报", "Last reported"),
            Self::LastNext => words!("上次下步打算、未解决阻点", "Promised last, open blockers"),
            Self::Done => words!("累计完成", "Done so far"),
            Self::Unit => words!("单位", "Unit"),
            Self::State => words!("节点、自评", "Step or own word"),
            Self::Invested => words!("累计投资（万元）", "Invested so far (10,000 yuan)"),
            Self::Note => words!("进展情况", "Progress"),
            Self::Blocker => words!("阻点", "Blocker"),
            Self::Next => words!("下步打算", "Next steps"),
            Self::Correction => words!("更正原因", "Why corrected"),
            Self::Request => words!("申请销号", "Strike-off"),
        }
    }

    /// Its head in a language.
    pub fn head(self, lang: Locale) -> &'static str {
        in_language(self.heads(), lang)
    }

    /// The column of a head in any language.
    pub fn headed(words: &str) -> Option<Self> {
        let words = folded(words);
        let mut all = Self::ALL.into_iter().map(|(_, column)| column);
        all.find(|column| column.heads().iter().any(|head| folded(head) == words))
    }

    /// Whether a department fills it in; the others are locked.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Id
            | Self::Title
            | Self::Indicator
            | Self::Target
            | Self::Due
            | Self::Last
            | Self::LastNext
            | Self::Unit => false,
            Self::Done
            | Self::State
            | Self::Invested
            | Self::Note
            | Self::Blocker
            | Self::Next
            | Self::Correction
            | Self::Request => true,
        }
    }
}

/// The words by which a task without a measure is said to go on, to lag, to be blocked.
const OWN_WORDS: [[&str; 3]; 3] =
    [words!("正常", "on schedule"), words!("滞后", "lagging"), BLOCKED];

/// The same in a language.
pub fn own_words(lang: Locale) -> Vec<&'static str> {
    OWN_WORDS.iter().map(|word| in_language(*word, lang)).collect()
}

const BLOCKED: [&str; 3] = words!("受阻", "blocked");

/// The word by which strike-off is asked for.
pub(super) const REQUESTS: [&str; 3] = words!("申请", "asked for");

/// The word in a language.
pub(super) fn in_language(all: [&'static str; 3], lang: Locale) -> &'static str {
    let nth = Locale::ALL.iter().position(|(_, known)| *known == lang).unwrap_or_default();
    all.get(nth).copied().unwrap_or_default()
}

/// Whether a cell says that the task is blocked.
pub fn is_blocked(words: &str) -> bool {
    BLOCKED.contains(&words.trim())
}

/// Whether a cell asks for strike-off.
pub fn is_request(words: &str) -> bool {
    let words = words.trim();
    let others = ["是", "申请销号", "申請銷號", "√", "✓", "yes", "y", "Yes", "YES", "Y"];
    REQUESTS.contains(&words) || others.contains(&words)
}

/// What is asked for below the table: who filled it in.
pub(super) const FEET: [[&str; 3]; 3] = [
    words!("填报人：", "Filled in by:"),
    words!("审核人：", "Checked by:"),
    words!("联系电话：", "Telephone:"),
];

/// Whether a cell belongs to what stands below the table.
pub fn is_foot(words: &str) -> bool {
    let words = folded(words);
    FEET.iter().flatten().any(|foot| words.starts_with(&folded(foot)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_by_its_head_in_each_language() {
        for (_, column) in FormColumn::ALL {
            for (_, lang) in Locale::ALL {
                let head = column.head(lang);
                assert_eq!(FormColumn::headed(head), Some(column), "{head}");
            }
        }
        assert_eq!(FormColumn::headed("完成"), None);
    }
}
