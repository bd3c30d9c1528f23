//! Groups of tasks: what each is called, and the rows that stand under its line.

use super::table::Line;
use super::words::{self, say};
use crate::account::{Account, By, Figures, Group};
use crate::ledger::{Kind, Locale};
use std::collections::HashMap;

/// What a group is called.
pub(super) fn group_name(by: By, group: Option<&str>, name: Option<&str>, lang: Locale) -> String {
    let none = || say!(lang, "（无）", "(none)");
    match (by, group) {
        (By::Key, Some("true")) => say!(lang, "重点", "key"),
        (By::Key, _) => say!(lang, "一般", "other"),
        (By::Kind, Some(group)) => {
            Kind::parse(group).map_or_else(|| group.to_owned(), |kind| words::kind(kind, lang))
        }
        (_, None) => none(),
        (_, Some(group)) => name.unwrap_or(group).to_owned(),
    }
}

/// The head of the groups where they are a column; empty where the table has one for them anyway.
pub(super) fn column(by: Option<By>, lang: Locale) -> String {
    match by {
        None | Some(By::Area | By::Dept | By::Key) => String::new(),
        Some(
            by
            @ (By::Leader | By::Kind | By::Parent | By::Source | By::Tag | By::Unit | By::Ledger),
        ) => words::by(by, lang),
    }
}

/// The rows of each task, under a line a group where there are groups, in the order of their first tasks.
pub(super) fn lines<'f, 'b, T>(
    account: &Account<'_>,
    tasks: &[&'f Figures<'b>],
    by: Option<By>,
    lang: Locale,
    rows: impl Fn(&'f Figures<'b>) -> Vec<T>,
) -> Vec<Line<T>> {
    let Some(by) = by else {
        let rows = tasks.iter().flat_map(|figures| rows(figures));
        return rows.map(Line::Row).collect();
    };
    let mut groups: Vec<Section<T>> = Vec::new();
    let mut places: HashMap<Group<'_>, usize> = HashMap::new();
    for figures in tasks {
        for group in Group::each(by, figures) {
            let at = *places.entry(group).or_insert_with(|| {
                let (id, name) = group.named(account.book);
                let name = group.short(account.book).or(name);
                groups.push(Section::new(group_name(by, id.as_deref(), name.as_deref(), lang)));
                groups.len() - 1
            });
            groups[at].rows.extend(rows(figures));
            groups[at].tasks += 1;
        }
    }
    let mut lines = Vec::new();
    for group in groups.into_iter().filter(|group| group.tasks > 0) {
        let (name, count) = (group.name, group.tasks);
        let head = say!(lang, "{name} {count}项", "{name}: {count}");
        lines.push(Line::Part(head.into(), name));
        lines.extend(group.rows.into_iter().map(Line::Row));
    }
    lines
}

/// Tasks that stand under one line.
struct Section<T> {
    name: String,
    rows: Vec<T>,
    tasks: usize,
}

impl<T> Section<T> {
    fn new(name: String) -> Self {
        Self { name, rows: Vec::new(), tasks: 0 }
    }
}
