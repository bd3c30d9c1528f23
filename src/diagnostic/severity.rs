//! How bad a finding is, worst first.

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A figure is impossible or ambiguous.
    Error,
    /// Irregular; the figures stand.
    Warning,
    /// Not ready to be supervised (无措施、无抓手、无底数).
    Weakness,
}

impl Severity {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Weakness => "weakness",
        }
    }
}
