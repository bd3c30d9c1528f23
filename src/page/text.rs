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
    /// The word of a light itself: a solid chip where there is colour.
    Chip(Hue),
}

/// The colour of a light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hue {
    /// The red light.
    Red,
    /// The yellow light.
    Yellow,
    /// The green light.
    Green,
    /// The blue light.
    Blue,
}

impl Hue {
    /// The same colour, for words that are no chip.
    pub fn ink(self) -> Ink {
        match self {
            Self::Red => Ink::Red,
            Self::Yellow => Ink::Yellow,
            Self::Green => Ink::Green,
            Self::Blue => Ink::Blue,
        }
    }
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

    /// Whether it is a count of nothing.
    pub fn is_zero(&self) -> bool {
        let mut words =
            self.0.iter().map(|(words, _)| words.as_str()).filter(|words| !words.is_empty());
        words.next() == Some("0") && words.next().is_none()
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
