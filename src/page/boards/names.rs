//! The names of tasks and units in a book, found in any text and hidden from the page of a unit that they do not mean; and its telephone
//! numbers.

use super::numbers;
use crate::account::Account;
use crate::ledger::{DepartmentId, TaskId};
use aho_corasick::{AhoCorasick, Input, MatchKind};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

/// The fewest characters of a title that is known wherever it stands: shorter ones are ordinary words.
const TITLE: usize = 3;
/// The fewest characters of a unit's name that is so known.
const NAME: usize = 2;

/// The names in a book by whom they mean. They are gathered when the first page needs them, and once for all pages.
pub struct Names<'s, 'b> {
    account: &'s Account<'b>,
    found: OnceLock<[Finder; 2]>,
    numbers: OnceLock<HashSet<String>>,
}

impl<'s, 'b> Names<'s, 'b> {
    /// The names in the book of an account.
    pub fn of(account: &'s Account<'b>) -> Self {
        Self { account, found: OnceLock::new(), numbers: OnceLock::new() }
    }

    /// Titles and ids go before names of units, which may stand in a title.
    pub(super) fn finders(&self) -> &[Finder; 2] {
        self.found.get_or_init(|| [tasks(self.account), units(self.account)])
    }

    /// The numbers that the ledger knows as telephone numbers, or has beside a person.
    pub(super) fn numbers(&self) -> &HashSet<String> {
        self.numbers.get_or_init(|| telephones(self.account))
    }
}

/// Finds names and knows who they mean.
pub(super) struct Finder {
    /// `None` where the names are too many for it: then nothing is shown of any text, rather than all.
    finder: Option<AhoCorasick>,
    names: Vec<Name>,
}

/// Whom a name means.
#[derive(Default)]
struct Name {
    units: Vec<DepartmentId>,
    /// It is the office's, which every page names.
    is_open: bool,
    /// It is no name inside of a longer word: `P-1` in `P-12`.
    is_word: bool,
}

impl Finder {
    fn of(names: BTreeMap<&str, Name>) -> Self {
        let (texts, names): (Vec<&str>, Vec<Name>) = names.into_iter().unzip();
        let mut builder = AhoCorasick::builder();
        let finder = builder
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(texts)
            .ok();
        Self { finder, names }
    }

    /// The text with `word` for each name that means others and not this unit. A name of its own hides what stands inside of it.
    pub(super) fn veiled<'t>(&self, text: &'t str, unit: DepartmentId, word: &str) -> Cow<'t, str> {
        let Some(finder) = &self.finder else { return Cow::Owned(String::new()) };
        let (mut veiled, mut kept, mut at) = (String::new(), 0, 0);
        while let Some(found) = finder.find(Input::new(text).range(at..)) {
            let name = self.names.get(found.pattern().as_usize());
            if name.is_some_and(|name| name.is_word) && !is_word(text, found.range()) {
                at = text.ceil_char_boundary(found.start() + 1);
                continue;
            }
            let shown = name.is_some_and(|name| name.is_open || name.units.contains(&unit));
            if !shown {
                veiled.push_str(text.get(kept..found.start()).unwrap_or(""));
                veiled.push_str(word);
                kept = found.end();
            }
            at = found.end();
        }
        match kept {
            0 => Cow::Borrowed(text),
            _ => Cow::Owned(veiled + text.get(kept..).unwrap_or("")),
        }
    }
}

/// Whether neither a letter nor a digit of English stands beside it. Chinese is written without gaps.
fn is_word(text: &str, range: Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let behind = text.get(range.end..).and_then(|behind| behind.chars().next());
    !before.into_iter().chain(behind).any(|letter| letter.is_ascii_alphanumeric())
}

/// Titles and ids of tasks. An id of digits alone is not told from a figure.
fn tasks(account: &Account<'_>) -> Finder {
    let mut names: BTreeMap<&str, Name> = BTreeMap::new();
    for (id, task) in (0..).map(TaskId).zip(&account.book.tasks) {
        let state = account.figures(id).map(|figures| &figures.state);
        let unit = state.map_or(task.owner, |state| state.owner);
        let is_id = task.id.chars().any(|letter| !letter.is_ascii_digit());
        let is_title = task.title.chars().count() >= TITLE;
        let known = [(&task.title, false, is_title), (&task.id, true, is_id)];
        for (text, is_word, _) in known.into_iter().filter(|(.., is_known)| *is_known) {
            let name = names.entry(text.as_ref()).or_default();
            name.units.extend(unit);
            name.is_word |= is_word;
        }
    }
    Finder::of(names)
}

fn telephones(account: &Account<'_>) -> HashSet<String> {
    let of_tasks = account.book.tasks.iter().flat_map(|task| {
        let details = task.details();
        [details.phone.as_deref(), details.person.as_deref()]
    });
    let of_units = account.book.departments.iter().map(|unit| unit.contact.as_deref());
    of_tasks.chain(of_units).flatten().flat_map(numbers::rows).collect()
}

/// What people call the units, and whom to ask there.
fn units(account: &Account<'_>) -> Finder {
    let mut names: BTreeMap<&str, Name> = BTreeMap::new();
    for (id, unit) in (0..).map(DepartmentId).zip(&account.book.departments) {
        let called = unit.alias.iter().chain([&unit.name]).chain(&unit.short);
        let called = called.chain(&unit.email).chain(&unit.contact).map(String::as_str);
        for text in called.filter(|text| text.chars().count() >= NAME) {
            let name = names.entry(text).or_default();
            name.units.push(id);
            name.is_word = text.is_ascii();
        }
    }
    for office in account.book.ledgers.iter().filter_map(|ledger| ledger.office.as_deref()) {
        names.entry(office).or_default().is_open = true;
    }
    Finder::of(names)
}
