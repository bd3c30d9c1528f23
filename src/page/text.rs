//! Text in pieces, each stressed in its own way.

/// How a piece of text is to be stressed; each renderer decides what that looks like.
/// A colour never stands alone: the word beside it says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Ordinary text.
    #[default]
    Plain,
    /// Stands out without a meaning of its own.
    Bold,
    /// Less important than its neighbours.
    Faint,
    /// The red light.
    Red,
    /// The yellow light.
    Yellow,
    /// The second notice.
    Orange,
    /// The green light.
    Green,
    /// The blue light (struck off).
    Blue,
}

/// A line of text in pieces of one ink each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<(String, Ink)>);

impl Text {
    /// Text of one ink.
    pub fn inked(text: impl Into<String>, ink: Ink) -> Self {
        Self(vec![(text.into(), ink)])
    }

    /// The same text with another piece behind it.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, ink: Ink) -> Self {
        self.0.push((text.into(), ink));
        self
    }

    /// The characters alone.
    pub fn plain(&self) -> String {
        self.0.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(text, _)| text.is_empty())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::inked(text, Ink::Plain)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::inked(text, Ink::Plain)
    }
}
