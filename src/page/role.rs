//! What a column is to its row where there is no room for columns.

use super::words::say;
use crate::ledger::Locale;

/// What a column is to its row. On a phone a row is two lines: its light, its title and the one figure that leads; below
/// them the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// One of the rest.
    #[default]
    Rest,
    /// The light.
    Light,
    /// What the row is about.
    Title,
    /// The figure that says how it stands.
    Lead(Labels),
}

/// The words before a leading figure, which stands without the head of its column: by the figure's sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// Before one without a sign.
    pub plain: String,
    /// In place of a plus.
    pub plus: String,
    /// In place of a minus.
    pub minus: String,
}

impl Role {
    /// A leading figure called by the head of its column, unless it has a sign: 逾期26天, 欠33.3, 超8.2.
    pub(super) fn lead(plain: String, lang: Locale) -> Self {
        let (plus, minus) = (say!(lang, "超", "ahead "), say!(lang, "欠", "behind "));
        Self::Lead(Labels { plain, plus, minus })
    }
}
