//! One task while it is put together: its keys, what is to be looked at, what goes into its remark.

use super::{Check, CheckWhy, KeptWhy};
use crate::account::Address;
use crate::edit::{NewPoint, Value};
use crate::exchange::plan::{PlanCell, PlanHeading};
use crate::ledger::{TaskKey, is_blank};

/// A task that is not finished.
#[derive(Debug)]
pub(super) struct Draft<'p> {
    headings: &'p [PlanHeading],
    /// Its keys but `remark`.
    pub fields: Vec<(TaskKey, Value)>,
    /// Its plan.
    pub plan: Vec<NewPoint>,
    /// What is to be looked at.
    pub checks: Vec<Check>,
    /// The cells that its remark keeps.
    pub kept: Vec<(Address, String, KeptWhy)>,
    remark: Vec<String>,
}

impl<'p> Draft<'p> {
    /// A task without anything; `headings`: those of the table.
    pub(super) fn new(headings: &'p [PlanHeading]) -> Self {
        let (fields, plan, checks) = (Vec::new(), Vec::new(), Vec::new());
        Self { headings, fields, plan, checks, kept: Vec::new(), remark: Vec::new() }
    }

    /// Sets a key that is not set; words are put behind those that are there.
    pub(super) fn put(&mut self, key: TaskKey, value: Value) {
        let known = self.fields.iter_mut().find(|(own, _)| *own == key);
        match (known, value) {
            (Some((_, Value::Text(text))), Value::Text(further)) => {
                if *text != further {
                    text.push('；');
                    text.push_str(&further);
                }
            }
            (Some((_, Value::Texts(texts))), Value::Texts(further)) => {
                let new: Vec<String> =
                    further.into_iter().filter(|one| !texts.contains(one)).collect();
                texts.extend(new);
            }
            (Some(_), _) => {}
            (None, value) => self.fields.push((key, value)),
        }
    }

    /// Sets words, unless they say nothing.
    pub(super) fn put_text(&mut self, key: TaskKey, words: &str) {
        let words = on_one_line(words);
        if !is_blank(&words) {
            self.put(key, Value::Text(words));
        }
    }

    /// Whether a key is set.
    pub(super) fn has(&self, key: TaskKey) -> bool {
        self.fields.iter().any(|(own, _)| *own == key)
    }

    /// The words of a key.
    pub(super) fn text(&self, key: TaskKey) -> Option<&str> {
        match &self.fields.iter().find(|(own, _)| *own == key)?.1 {
            Value::Text(text) => Some(text),
            Value::Texts(_)
            | Value::Date(_)
            | Value::Number(_)
            | Value::Figures(_)
            | Value::Flag(_)
            | Value::Raw(_) => None,
        }
    }

    /// Marks a key for a reader.
    pub(super) fn check(&mut self, key: TaskKey, at: &Address, why: CheckWhy) {
        let check = Check { key, at: at.clone(), why };
        if !self.checks.contains(&check) {
            self.checks.push(check);
        }
    }

    /// Takes a key out, with its marks.
    pub(super) fn take(&mut self, key: TaskKey) {
        self.fields.retain(|(own, _)| *own != key);
        self.checks.retain(|check| check.key != key);
    }

    /// Words of the column of remarks.
    pub(super) fn remark(&mut self, words: &str) {
        let words = on_one_line(words);
        if !is_blank(&words) && !self.remark.contains(&words) {
            self.remark.push(words);
        }
    }

    /// Keeps a cell under the heading of its column in the remark.
    pub(super) fn keep(&mut self, cell: &PlanCell, why: KeptWhy) {
        self.keep_words(cell, &cell.words, why);
    }

    /// Keeps some words of a cell.
    pub(super) fn keep_words(&mut self, cell: &PlanCell, words: &str, why: KeptWhy) {
        let heading = self.headings.get(cell.heading).and_then(|heading| heading.words.last());
        let label = heading.map_or(String::new(), |words| on_one_line(words));
        self.keep_under(&cell.at, &label, words, why);
    }

    /// Keeps words under a name.
    pub(super) fn keep_under(&mut self, at: &Address, label: &str, words: &str, why: KeptWhy) {
        let words = on_one_line(words);
        if is_blank(&words) {
            return;
        }
        // A colon as the language of the words has it.
        let colon = if label.is_ascii() { ": " } else { "：" };
        let line = if is_blank(label) { words.clone() } else { format!("{label}{colon}{words}") };
        if !self.remark.contains(&line) {
            self.remark.push(line);
        }
        self.kept.push((at.clone(), words, why));
    }

    /// Its remark.
    pub(super) fn whole_remark(&self) -> Option<String> {
        (!self.remark.is_empty()).then(|| self.remark.join("；"))
    }
}

/// Words on one line: a break becomes a semicolon where no mark stands before it.
pub(super) fn on_one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for piece in words.lines().map(str::trim).filter(|piece| !piece.is_empty()) {
        let has_mark = line.ends_with(['，', '；', '。', '、', '：', ',', ';', ':']);
        if !line.is_empty() && !has_mark {
            line.push('；');
        }
        line.push_str(piece);
    }
    let unseen = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
    };
    line.chars().filter(|letter| !unseen(*letter)).collect::<String>().trim().to_owned()
}
