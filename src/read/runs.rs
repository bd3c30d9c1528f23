//! The tokens of a long text in runs, so that those of a long list never stand all together.
//!
//! A run ends behind a line outside every list, or behind an item of a list that is a key's value. What is read so is the
//! same as what is read at once, as long as nothing is wrong; where something is, the whole text is to be read at once.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// So many tokens at least make a run.
const LONG: usize = 1 << 13;

/// What of a text a run is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Run {
    /// Whole lines, outside every list.
    Lines,
    /// Lines, and the first items of a list.
    ListBegun,
    /// Items of a list that has begun, and not its last.
    Items,
    /// The last items of a list, and its bracket.
    ListEnded,
}

/// Finds where runs end.
#[derive(Default)]
pub(super) struct Cutter {
    depth: usize,
    /// The bracket that opened the list that is a key's value.
    list: Option<Token>,
    /// Whether that list has been cut.
    cut: bool,
    /// Whether a list that was cut ended on this line, so that nothing more may stand on it.
    ended: bool,
    before: Option<TokenKind>,
}

/// A text that only the parser itself can judge.
pub(super) struct Unclear;

impl Cutter {
    /// The run that ends behind a token, of a run of `length` tokens so far.
    pub(super) fn after(&mut self, token: Token, length: usize) -> Result<Option<Run>, Unclear> {
        let kind = token.kind();
        let before = match kind {
            TokenKind::Whitespace => self.before,
            _ => self.before.replace(kind),
        };
        match kind {
            TokenKind::Newline => self.ended = false,
            TokenKind::Whitespace | TokenKind::Comment | TokenKind::Eof => {}
            _ if self.ended => return Err(Unclear),
            _ => {}
        }
        let is_long = length >= LONG;
        match kind {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                let is_value = self.depth == 0 && before == Some(TokenKind::Equals);
                if is_value && kind == TokenKind::LeftSquareBracket {
                    self.list = Some(token);
                }
                self.depth += 1;
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                self.depth = self.depth.checked_sub(1).ok_or(Unclear)?;
                if self.depth == 0 {
                    self.list = None;
                    self.ended = std::mem::take(&mut self.cut);
                    return Ok(self.ended.then_some(Run::ListEnded));
                }
            }
            TokenKind::Comma if is_long && self.depth == 1 && self.list.is_some() => {
                let begun = std::mem::replace(&mut self.cut, true);
                return Ok(Some(if begun { Run::Items } else { Run::ListBegun }));
            }
            TokenKind::Newline if is_long && self.depth == 0 => return Ok(Some(Run::Lines)),
            _ => {}
        }
        Ok(None)
    }

    /// The bracket with which a list that has begun is opened again.
    pub(super) fn list(&self) -> Option<Token> {
        self.list
    }
}

/// A bracket that stands nowhere: what it closes goes on. It is known by its place, where nothing can be closed.
pub(super) fn pause() -> Option<Token> {
    Source::new("]").lex().next()
}
