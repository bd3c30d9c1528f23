//! What is wrong with a text before any key is known.

use std::borrow::Cow;

/// What a syntax error is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// A string has no closing quote.
    UnclosedString,
    /// A value that is words stands without quotes.
    UnquotedText,
    /// A full-width character where an ASCII one is meant.
    FullWidth {
        /// As it stands.
        found: char,
        /// As it is meant.
        meant: char,
    },
    /// A key has characters that no bare key has.
    StrangeKey,
    /// A number spelled as TOML does not, or too large for it.
    Number {
        /// As it stands.
        text: String,
    },
    /// A day or a time spelled as TOML does not, or that is none.
    Time {
        /// As it stands.
        text: String,
    },
    /// A control character where none may stand; a lone carriage return is one.
    Control {
        /// The character.
        found: char,
    },
    /// A byte order mark that does not open the file.
    ByteOrderMark,
    /// A key or a table that stands there already.
    Twice {
        /// As it stands the second time.
        key: String,
    },
    /// Anything else, in the words of the parser, in English.
    Other(Cow<'static, str>),
}
