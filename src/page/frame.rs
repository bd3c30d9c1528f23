//! What every page has about its body: its title, its language, its first line, the notes below it.

use super::parts;
use super::{BlockOf, Glance, Ink, Sheet, Text};
use crate::account::Account;
use crate::ledger::Locale;

impl<'a> Sheet<'a> {
    /// A page whose title stands in none of its lines.
    pub(super) fn new(title: impl Into<String>, lang: Locale) -> Self {
        Self {
            title: title.into(),
            lang: lang.tag(),
            glance: None,
            blocks: Vec::new(),
            revision: None,
        }
    }

    /// A page that begins with its title.
    pub(super) fn titled(title: impl Into<String>, lang: Locale) -> Self {
        let page = Self::new(title, lang);
        let head = Text::inked(page.title.as_str(), Ink::Bold);
        page.line(head)
    }

    /// A page that begins with its title, with something to the far right of it.
    pub(super) fn spread(title: impl Into<String>, right: impl Into<Text>, lang: Locale) -> Self {
        let page = Self::new(title, lang);
        let head = Text::inked(page.title.as_str(), Ink::Bold);
        page.with([BlockOf::Spread(head, right.into())])
    }

    /// A page of a ledger, which is its title, under a first line.
    pub(super) fn of_ledger(account: &Account<'_>, head: String, lang: Locale) -> Self {
        Self::new(ledger_title(account), lang).line(Text::inked(head, Ink::Bold))
    }

    /// The page with what it says at one glance.
    #[must_use]
    pub(super) fn glanced(mut self, glance: Glance) -> Self {
        self.glance = Some(glance);
        self
    }

    /// The page with more below.
    #[must_use]
    pub(super) fn with(mut self, blocks: impl IntoIterator<Item = BlockOf<'a>>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    /// The page with a line more.
    #[must_use]
    pub(super) fn line(self, text: impl Into<Text>) -> Self {
        self.with([BlockOf::Line(text.into())])
    }

    /// The page with lines more.
    #[must_use]
    pub(super) fn lines<T: Into<Text>>(self, texts: impl IntoIterator<Item = T>) -> Self {
        self.with(texts.into_iter().map(|text| BlockOf::Line(text.into())))
    }

    /// The page with a note more.
    #[must_use]
    pub(super) fn note(self, words: String) -> Self {
        self.with([BlockOf::Note(words)])
    }

    /// The whole page: the rules and what was left out stand below it.
    #[must_use]
    pub(super) fn noted(self, account: &Account<'_>, lang: Locale) -> Self {
        self.with(parts::notes(account, lang))
    }
}

/// What the first ledger is called.
pub(super) fn ledger_title<'a>(account: &'a Account<'_>) -> &'a str {
    let ledger = account.book.first_ledger();
    ledger.map_or("", |ledger| ledger.title.as_str())
}
