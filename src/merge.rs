//! Two changes of one file joined, against what both came from: task by task, key by key, event by event.
//!
//! Works on texts alone. It never opens a file, and never chooses between two sides: what cannot both be is marked
//! where it stands, in comments, so that the file can still be read and `check` can say what is to be decided.

mod block;
mod file;
mod judge;
mod log;
mod log_text;
mod meaning;
mod pieces;
mod units;
mod weave;

use chrono::NaiveDate;
use std::borrow::Cow;

/// One of each: what both sides came from, this side and the other one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sides<T> {
    /// What both came from.
    pub base: T,
    /// This side.
    pub ours: T,
    /// The other one.
    pub theirs: T,
}

impl<T> Sides<T> {
    fn each<U>(self, mut make: impl FnMut(T) -> U) -> Sides<U> {
        Sides {
            base: make(self.base),
            ours: make(self.ours),
            theirs: make(self.theirs),
        }
    }

    fn by_ref(&self) -> Sides<&T> {
        Sides {
            base: &self.base,
            ours: &self.ours,
            theirs: &self.theirs,
        }
    }
}

impl<T: PartialEq> Sides<T> {
    /// What it comes to where only one side changed, or both the same way.
    fn settled(self) -> Option<T> {
        if self.ours == self.theirs || self.theirs == self.base {
            return Some(self.ours);
        }
        (self.ours == self.base).then_some(self.theirs)
    }
}

/// What two changes come to.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// The text, with a mark at each conflict.
    pub text: String,
    /// What is to be decided, in the order of the text.
    pub conflicts: Vec<Conflict>,
}

/// Two changes that cannot both be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Of which task, or which section of duban.toml; `None` for what stands before the first.
    pub id: Option<String>,
    /// Of what of it.
    pub about: About,
}

/// What a conflict is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The value of a key.
    Key(String),
    /// The log of a day.
    Day(Option<NaiveDate>),
    /// One side took it away, the other changed it.
    Removed,
    /// Both added one of this id, and they are not the same.
    Added,
    /// A text that cannot be read, changed on both sides.
    Unreadable,
    /// Each side is right alone; together they make an error of this code.
    Together(String),
}

/// Joins two changes of a task file. `config` is the text of its duban.toml, by which what comes out is judged.
pub fn tasks(sides: Sides<&str>, config: &str) -> Merged {
    join(sides, pieces::tasks, |text| judge::of_tasks(text, config))
}

/// Joins two changes of a duban.toml.
pub fn book(sides: Sides<&str>) -> Merged {
    join(sides, pieces::book, judge::of_book)
}

fn join(
    sides: Sides<&str>,
    cut: fn(&str) -> pieces::Pieces<'_>,
    errors: impl Fn(&str) -> Vec<judge::Error>,
) -> Merged {
    let whole = |text: &str| Merged {
        text: text.to_owned(),
        conflicts: Vec::new(),
    };
    if let Some(same) = sides.settled() {
        return whole(same);
    }
    let dress = Dress::of(sides);
    let bare = sides.each(Dress::taken_off);
    let texts = bare.by_ref().each(|own| own.as_ref());
    let mut merged = match texts.settled() {
        Some(same) => whole(same),
        None => {
            let mut merged = file::join(texts.each(cut));
            judge::together(&mut merged, texts, cut, errors);
            merged
        }
    };
    merged.text = dress.put_on(merged.text);
    merged
}

/// What a text wears: a byte order mark, and how its lines end.
#[derive(Clone, Copy)]
struct Dress {
    bom: bool,
    crlf: bool,
}

impl Dress {
    /// That of the result: as on the side that changed it.
    fn of(sides: Sides<&str>) -> Self {
        // Of two values one is always left.
        let decided = |own: fn(&str) -> bool| sides.each(own).settled().unwrap_or_default();
        Self {
            bom: decided(|text| text.starts_with('\u{feff}')),
            crlf: decided(ends_in_crlf),
        }
    }

    fn taken_off(text: &str) -> Cow<'_, str> {
        let inside = text.strip_prefix('\u{feff}').unwrap_or(text);
        match ends_in_crlf(text) {
            true => Cow::Owned(inside.replace("\r\n", "\n")),
            false => Cow::Borrowed(inside),
        }
    }

    fn put_on(self, text: String) -> String {
        let bom = if self.bom { "\u{feff}" } else { "" };
        match self.crlf {
            true => format!("{bom}{}", text.replace('\n', "\r\n")),
            false if self.bom => format!("{bom}{text}"),
            false => text,
        }
    }
}

/// Whether every line ends so; a text of both kinds is left as it is.
fn ends_in_crlf(text: &str) -> bool {
    let lines = text.matches('\n').count();
    lines > 0 && lines == text.matches("\r\n").count()
}
