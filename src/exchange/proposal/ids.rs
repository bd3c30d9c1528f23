//! The ids of tasks: those that the table states, those of tasks that the book has, else the area's letter and a number.

use super::draft::Draft;
use super::{CheckWhy, KeptWhy, Known, KnownTask};
use crate::exchange::plan::{PlanColumn, PlanRow, PlanTable};
use crate::ledger::{TaskKey, half_width, title_key};
use std::collections::{HashMap, HashSet};

/// The ids that are taken.
#[derive(Debug)]
pub(super) struct Ids<'p> {
    known: HashMap<String, Vec<&'p KnownTask>>,
    of_book: HashSet<&'p str>,
    used: HashSet<String>,
    stated: HashSet<String>,
    last: HashMap<String, u32>,
    width: usize,
}

impl<'p> Ids<'p> {
    pub(super) fn new(known: &'p Known, table: &PlanTable) -> Self {
        let mut by_title: HashMap<String, Vec<&KnownTask>> = HashMap::new();
        for task in &known.tasks {
            by_title.entry(title_key(&task.title)).or_default().push(task);
        }
        let stated = table.rows.iter().filter_map(stated).collect();
        Self {
            known: by_title,
            of_book: known.tasks.iter().map(|task| task.id.as_str()).collect(),
            used: HashSet::new(),
            stated,
            last: HashMap::new(),
            width: if table.rows.len() > 99 { 3 } else { 2 },
        }
    }

    /// The id of a row, and whether the table states it.
    pub(super) fn id(
        &mut self,
        row: &PlanRow,
        (title, owner): (&str, Option<&str>),
        (series, heading): (&str, Option<&str>),
        draft: &mut Draft<'_>,
    ) -> (String, bool) {
        if let Some(cell) = row.cell(&PlanColumn::Id) {
            match stated(row).filter(|id| !self.used.contains(id)) {
                Some(id) => return self.take(id, true),
                None => {
                    draft.keep(cell, KeptWhy::NoSuchValue);
                    draft.check(TaskKey::Id, &cell.at, CheckWhy::Unfit);
                }
            }
        }
        if let Some(task) = self.same(title, owner) {
            return self.take(task.id.clone(), false);
        }
        let series = heading.map_or_else(|| series.to_owned(), |heading| format!("{heading}-"));
        let width = if heading.is_some() { 1 } else { self.width };
        let number = row.number.as_deref().and_then(plain_number);
        let by_number = number.map(|number| format!("{series}{number:0width$}"));
        if let Some(id) = by_number.filter(|id| self.is_free(id)) {
            let last = self.last(&series);
            *last = (*last).max(number.unwrap_or(0));
            return self.take(id, false);
        }
        let mut number = *self.last(&series);
        let id = loop {
            number = number.saturating_add(1);
            let id = format!("{series}{number:0width$}");
            if self.is_free(&id) || number == u32::MAX {
                break id;
            }
        };
        *self.last(&series) = number;
        self.take(id, false)
    }

    fn take(&mut self, id: String, stated: bool) -> (String, bool) {
        self.used.insert(id.clone());
        (id, stated)
    }

    fn is_free(&self, id: &str) -> bool {
        !self.used.contains(id) && !self.stated.contains(id) && !self.of_book.contains(id)
    }

    /// The task of the book that has this title and is led by the same department.
    fn same(&self, title: &str, owner: Option<&str>) -> Option<&'p KnownTask> {
        let same = self.known.get(&title_key(title))?;
        let mut same = same
            .iter()
            .filter(|task| task.owner.as_deref() == owner && !self.used.contains(&task.id));
        let first = same.next().copied();
        first.filter(|_| same.next().is_none())
    }

    /// The last number of a series: at first the highest that the book has in it.
    fn last(&mut self, series: &str) -> &mut u32 {
        let number = |id: &&str| id.strip_prefix(series)?.parse::<u32>().ok();
        let of_book = &self.of_book;
        let highest = || of_book.iter().filter_map(number).max().unwrap_or(0);
        self.last.entry(series.to_owned()).or_insert_with(highest)
    }
}

/// The id that a row states, in half width and without blanks; `None` where it could be none.
fn stated(row: &PlanRow) -> Option<String> {
    let words = &row.cell(&PlanColumn::Id)?.words;
    let id: String =
        words.chars().map(half_width).filter(|letter| !letter.is_whitespace()).collect();
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    (!id.is_empty() && id.chars().all(fits)).then_some(id)
}

/// 1, 01, 1. as a number.
fn plain_number(number: &str) -> Option<u32> {
    let digits: String = number.chars().map(half_width).collect();
    let digits = digits.trim().trim_end_matches(['.', '、', ',']);
    let is_number =
        (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| is_number && *number > 0)
}
