//! Tables made of typed columns: a head stands with what its column shows of a row, so that they cannot get out of step.

use super::parts;
use super::words::say;
use super::{Align, Block, BlockOf, Column, Role, Row, Rows, Table, TableOf, Text};
use crate::account::{Account, Figures};
use crate::ledger::Locale;
use rayon::prelude::*;

/// A row of a table to be, or a line between its rows.
pub(super) enum Line<T> {
    Group(Text),
    Row(T),
    /// The last row, set apart.
    Total(T),
}

type Cell<'a, T> = Box<dyn Fn(&T) -> Text + Sync + 'a>;
type Details<'a, T> = Box<dyn Fn(&T) -> Vec<Text> + Sync + 'a>;

/// A table to be: its rows, and the columns that show something of each.
pub(super) struct Draft<'a, T> {
    lines: Vec<Line<T>>,
    lang: Locale,
    columns: Vec<(Column, Cell<'a, T>)>,
    details: Details<'a, T>,
    /// The columns that are left out where they say nothing of any row, each with what says nothing.
    sparse: Vec<(usize, &'static [&'static str])>,
}

/// A table of these rows; its columns follow from the left.
pub(super) fn table<'a, T>(rows: impl IntoIterator<Item = T>, lang: Locale) -> Draft<'a, T> {
    grouped(rows.into_iter().map(Line::Row), lang)
}

/// A table of rows with lines between them.
pub(super) fn grouped<'a, T>(
    lines: impl IntoIterator<Item = Line<T>>,
    lang: Locale,
) -> Draft<'a, T> {
    Draft {
        lines: lines.into_iter().collect(),
        lang,
        columns: Vec::new(),
        details: Box::new(|_| Vec::new()),
        sparse: Vec::new(),
    }
}

impl<'a, T: Sync> Draft<'a, T> {
    /// A column for words.
    pub(super) fn left<C: Into<Text>>(
        self,
        header: String,
        drop: u8,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        self.column((header, Align::Left, drop, false), cell)
    }

    /// A column for figures.
    pub(super) fn right<C: Into<Text>>(
        self,
        header: String,
        drop: u8,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        self.column((header, Align::Right, drop, false), cell)
    }

    /// A column for figures that is left out where no row has one.
    pub(super) fn sparse<C: Into<Text>>(
        mut self,
        header: String,
        drop: u8,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        self.sparse.push((self.columns.len(), &["", "-"]));
        self.right(header, drop, cell)
    }

    /// A column for counts and amounts that is left out where all are 0.
    pub(super) fn counts<C: Into<Text>>(
        mut self,
        header: String,
        drop: u8,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        self.sparse.push((self.columns.len(), &["", "-", "0"]));
        self.right(header, drop, cell)
    }

    /// A column for words that may be broken into lines.
    pub(super) fn wrapping<C: Into<Text>>(
        self,
        header: String,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        self.column((header, Align::Left, 0, true), cell)
    }

    fn column<C: Into<Text>>(
        mut self,
        (header, align, drop, wraps): (String, Align, u8, bool),
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        let column = Column { header, align, drop, wraps, role: Role::Rest };
        let cell = Box::new(move |row: &T| cell(row).into());
        self.columns.push((column, cell));
        self
    }

    /// What the last column is to its row.
    pub(super) fn role(mut self, role: Role) -> Self {
        if let Some((column, _)) = self.columns.last_mut() {
            column.role = role;
        }
        self
    }

    /// The column for ids.
    pub(super) fn id<C: Into<Text>>(self, cell: impl Fn(&T) -> C + Sync + 'a) -> Self {
        let head = say!(self.lang, "编号", "Id");
        self.left(head, 0, cell)
    }

    /// The column for titles.
    pub(super) fn title<C: Into<Text>>(self, cell: impl Fn(&T) -> C + Sync + 'a) -> Self {
        let head = say!(self.lang, "事项", "Task");
        self.wrapping(head, cell).role(Role::Title)
    }

    /// Id and title of the task that a row is of.
    pub(super) fn task<'b>(self, of: impl Fn(&T) -> &Figures<'b> + Copy + Sync + 'a) -> Self {
        self.id(move |row| parts::id(of(row))).title(move |row| of(row).task.title.to_string())
    }

    /// The owner in force of the task that a row is of.
    pub(super) fn owner<'b>(
        self,
        account: &'a Account<'_>,
        drop: u8,
        of: impl Fn(&T) -> &Figures<'b> + Sync + 'a,
    ) -> Self {
        let head = say!(self.lang, "牵头单位", "Owner");
        self.left(head, drop, move |row| parts::owner_in_tables(account, of(row)))
    }

    /// The deadline in force of the task that a row is of.
    pub(super) fn due<'b>(
        self,
        account: &'a Account<'_>,
        drop: u8,
        of: impl Fn(&T) -> &Figures<'b> + Sync + 'a,
    ) -> Self {
        let lang = self.lang;
        self.right(say!(lang, "时限", "Due"), drop, move |row| {
            let figures = of(row);
            parts::deadline(account, figures, lang)
        })
    }

    /// Lines below each row.
    pub(super) fn details(mut self, details: impl Fn(&T) -> Vec<Text> + Sync + 'a) -> Self {
        self.details = Box::new(details);
        self
    }

    /// The table.
    pub(super) fn drawn(self) -> Table {
        let mut rows = made(&self.lines, &self.columns, &self.details);
        let mut columns: Vec<Column> = self.columns.into_iter().map(|(column, _)| column).collect();
        for (at, nothing) in self.sparse.into_iter().rev() {
            let says_nothing = |row: &Row| {
                row.cells().get(at).is_none_or(|cell| nothing.contains(&cell.plain().as_str()))
            };
            if rows.iter().all(says_nothing) {
                columns.remove(at);
                rows.iter_mut().for_each(|row| row.leave_out(at));
            }
        }
        Table { columns, rows: Rows::Ready(rows) }
    }

    /// The table as a part of a page.
    pub(super) fn block(self) -> Block {
        Block::Table(self.drawn())
    }

    /// The table as a part of a page, its rows made while they are written.
    pub(super) fn later(self) -> BlockOf<'a>
    where
        T: 'a,
    {
        let Self { lines, columns, details, .. } = self;
        let heads = columns.iter().map(|(column, _)| column.clone()).collect();
        let count = lines.len();
        let run = move |run| made(lines.get(run).unwrap_or_default(), &columns, &details);
        BlockOf::Table(TableOf { columns: heads, rows: Rows::Later(count, Box::new(run)) })
    }
}

fn made<T: Sync>(
    lines: &[Line<T>],
    columns: &[(Column, Cell<'_, T>)],
    details: &Details<'_, T>,
) -> Vec<Row> {
    let cells = |row: &T| columns.iter().map(|(_, cell)| cell(row)).collect();
    let lines = lines.par_iter().with_min_len(256);
    let rows = lines.map(|line| match line {
        Line::Group(words) => Row::Group(words.clone()),
        Line::Row(row) => Row::Cells { cells: cells(row), details: details(row) },
        Line::Total(row) => Row::Total(cells(row)),
    });
    rows.collect()
}
