//! Tables made of typed columns: a head stands with what its column shows of a row, so that they cannot get out of step.

use super::cell::Cell;
use super::parts;
use super::wide::{Wide, WideRows};
use super::words::{self, say};
use super::{Align, Block, BlockOf, Column, Role, Row, Rows, Table, TableOf, Text};
use crate::account::{Account, Figures};
use crate::ledger::Locale;
use rayon::prelude::*;
use std::rc::Rc;

/// A row of a table to be, or a line between its rows.
pub(super) enum Line<T> {
    /// A line over the whole width.
    Group(Text),
    /// The same, and what the rows under it have in common.
    Part(Text, String),
    Row(T),
    /// The last row, set apart.
    Total(T),
}

type Shows<'a, T> = Box<dyn Fn(&T) -> Cell + Sync + 'a>;
type Details<'a, T> = Box<dyn Fn(&T) -> Vec<Text> + Sync + 'a>;

/// Which readers have a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    /// All.
    Any,
    /// Those with few columns.
    Narrow,
    /// Those with room for every column.
    Wide,
}

/// A column to be.
struct Draw<'a, T> {
    column: Column,
    cell: Shows<'a, T>,
    room: Room,
    /// What says nothing: where no row says more, the column is left out.
    nothing: &'static [&'static str],
}

/// A table to be: its rows, and the columns that show something of each.
pub(super) struct Draft<'a, T> {
    name: String,
    lines: Vec<Line<T>>,
    /// The head of what the rows under a line have in common; empty where it has no column.
    groups: String,
    lang: Locale,
    columns: Vec<Draw<'a, T>>,
    details: Details<'a, T>,
    /// The head of the details where they are a column; empty where other columns tell them.
    details_head: String,
    room: Room,
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
        name: String::new(),
        lines: lines.into_iter().collect(),
        groups: String::new(),
        lang,
        columns: Vec::new(),
        details: Box::new(|_| Vec::new()),
        details_head: String::new(),
        room: Room::Any,
    }
}

impl<'a, T: Sync> Draft<'a, T> {
    /// A column for words.
    pub(super) fn left<C: Into<Cell>>(
        self,
        header: String,
        drop: u8,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        self.column((header, Align::Left, drop, false), cell)
    }

    /// A column for figures.
    pub(super) fn right<C: Into<Cell>>(
        self,
        header: String,
        drop: u8,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        self.column((header, Align::Right, drop, false), cell)
    }

    /// A column for figures that is left out where no row has one.
    pub(super) fn sparse<C: Into<Cell>>(
        self,
        header: String,
        drop: u8,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        self.right(header, drop, cell).unless(&["", "-"])
    }

    /// A column for counts and amounts that is left out where all are 0.
    pub(super) fn counts<C: Into<Cell>>(
        self,
        header: String,
        drop: u8,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        self.right(header, drop, cell).unless(&["", "-", "0"])
    }

    /// Leaves the last column out where it says nothing else of any row.
    fn unless(mut self, nothing: &'static [&'static str]) -> Self {
        if let Some(last) = self.columns.last_mut() {
            last.nothing = nothing;
        }
        self
    }

    /// The last column is left out where it is empty in all rows.
    pub(super) fn if_any(self) -> Self {
        self.unless(&["", "-"])
    }

    /// Columns for readers with room alone.
    pub(super) fn wide(self, add: impl FnOnce(Self) -> Self) -> Self {
        self.within(Room::Wide, add)
    }

    /// Columns whose place others take where there is room.
    pub(super) fn narrow(self, add: impl FnOnce(Self) -> Self) -> Self {
        self.within(Room::Narrow, add)
    }

    fn within(mut self, room: Room, add: impl FnOnce(Self) -> Self) -> Self {
        self.room = room;
        let mut draft = add(self);
        draft.room = Room::Any;
        draft
    }

    /// What the table is called in a few words.
    pub(super) fn named(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    /// Where there is room, what stands on the lines between the rows is a column of this head.
    pub(super) fn groups(mut self, head: String) -> Self {
        self.groups = head;
        self
    }

    /// A column for words that may be broken into lines.
    pub(super) fn wrapping<C: Into<Cell>>(
        self,
        header: String,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        self.column((header, Align::Left, 0, true), cell)
    }

    /// A column for figures with words, which may be broken into lines.
    pub(super) fn amounts<C: Into<Cell>>(
        self,
        header: String,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        self.column((header, Align::Right, 0, true), cell)
    }

    /// A column for words on one line each: what a terminal has no room for is cut.
    pub(super) fn cut<C: Into<Cell>>(
        self,
        header: String,
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        let mut draft = self.wrapping(header, cell);
        if let Some(draw) = draft.columns.last_mut() {
            draw.column.one_line = true;
        }
        draft
    }

    pub(super) fn column<C: Into<Cell>>(
        mut self,
        (header, align, drop, wraps): (String, Align, u8, bool),
        cell: impl Fn(&T) -> C + Sync + 'a,
    ) -> Self {
        let header = words::begun(header, self.lang);
        let column = Column { header, align, drop, wraps, one_line: false, role: Role::Rest };
        let cell = Box::new(move |row: &T| cell(row).into());
        self.columns.push(Draw { column, cell, room: self.room, nothing: &[] });
        self
    }

    /// What the last column is to its row.
    pub(super) fn role(mut self, role: Role) -> Self {
        if let Some(Draw { column, .. }) = self.columns.last_mut() {
            column.role = role;
        }
        self
    }

    /// The column for ids.
    pub(super) fn id<C: Into<Cell>>(self, cell: impl Fn(&T) -> C + Sync + 'a) -> Self {
        let head = say!(self.lang, "编号", "Id");
        self.left(head, 0, cell)
    }

    /// The column for titles.
    pub(super) fn title<C: Into<Cell>>(self, cell: impl Fn(&T) -> C + Sync + 'a) -> Self {
        let head = say!(self.lang, "事项", "Task");
        self.wrapping(head, cell).role(Role::Title)
    }

    /// Id and title of the task that a row is of.
    pub(super) fn task<'b>(self, of: impl Fn(&T) -> &Figures<'b> + Copy + Sync + 'a) -> Self {
        let lang = self.lang;
        self.narrow(|draft| draft.id(move |row| parts::id(of(row))))
            .wide(|draft| {
                draft
                    .id(move |row| of(row).task.id.to_string())
                    .left(say!(lang, "重点", "Key"), 0, move |row| {
                        // The star that the line above the table explains.
                        if of(row).task.key { "*" } else { "" }
                    })
                    .if_any()
            })
            .title(move |row| of(row).task.title.to_string())
    }

    /// The area of the task that a row is of, where there is room.
    pub(super) fn area<'b>(
        self,
        account: &'a Account<'_>,
        of: impl Fn(&T) -> &Figures<'b> + Sync + 'a,
    ) -> Self {
        let head = say!(self.lang, "领域", "Area");
        self.wide(|draft| draft.left(head, 0, move |row| parts::area(account, of(row))).if_any())
    }

    /// The owner in force of the task that a row is of.
    pub(super) fn owner<'b>(
        self,
        account: &'a Account<'_>,
        drop: u8,
        of: impl Fn(&T) -> &Figures<'b> + Sync + 'a,
    ) -> Self {
        let head = say!(self.lang, "牵头单位", "Owner");
        self.column((head, Align::Left, drop, true), move |row| {
            parts::owner_in_tables(account, of(row))
        })
    }

    /// The deadline in force of the task that a row is of.
    pub(super) fn due<'b>(
        self,
        account: &'a Account<'_>,
        drop: u8,
        of: impl Fn(&T) -> &Figures<'b> + Sync + 'a,
    ) -> Self {
        let lang = self.lang;
        self.right(say!(lang, "时限", "Due"), drop, move |row| match of(row).deadline() {
            Some(due) => Cell::day(due, account.as_of, lang),
            None => words::standing_promise(lang).into(),
        })
    }

    /// Lines below each row; where there is room, a column.
    pub(super) fn details(mut self, details: impl Fn(&T) -> Vec<Text> + Sync + 'a) -> Self {
        self.details = Box::new(details);
        self.details_head = say!(self.lang, "说明", "Note");
        self
    }

    /// Lines below each row; where there is room, other columns tell what they do.
    pub(super) fn details_told(self, details: impl Fn(&T) -> Vec<Text> + Sync + 'a) -> Self {
        Self { details_head: String::new(), ..self.details(details) }
    }

    /// The table.
    pub(super) fn drawn(self) -> Table {
        let mut rows = self.made(&self.lines);
        let mut columns: Vec<Column> = self.shown(Room::Narrow).map(|(column, _)| column).collect();
        let nothing: Vec<_> = self.shown(Room::Narrow).map(|(_, nothing)| nothing).collect();
        for (at, nothing) in nothing.into_iter().enumerate().rev() {
            let says_nothing = |row: &Row| {
                row.cells().get(at).is_none_or(|cell| nothing.contains(&cell.plain().as_str()))
            };
            if !nothing.is_empty() && rows.iter().all(says_nothing) {
                columns.remove(at);
                rows.iter_mut().for_each(|row| row.leave_out(at));
            }
        }
        let wide = WideRows::Ready(Box::new(self.made_wide()));
        Table { columns, rows: Rows::Ready(rows), wide }
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
        let columns = self.shown(Room::Narrow).map(|(column, _)| column).collect();
        let (count, draft) = (self.lines.len(), Rc::new(self));
        let again = Rc::clone(&draft);
        let run = move |run| draft.made(draft.lines.get(run).unwrap_or_default());
        let wide = WideRows::Later(Box::new(move || again.made_wide()));
        BlockOf::Table(TableOf { columns, rows: Rows::Later(count, Box::new(run)), wide })
    }

    /// The columns of readers with that much room, each with what says nothing in it.
    fn shown(&self, room: Room) -> impl Iterator<Item = (Column, &'static [&'static str])> {
        let shown = self.columns.iter().filter(move |draw| draw.is_for(room));
        shown.map(|draw| (draw.column.clone(), draw.nothing))
    }

    fn cells<'c>(&'c self, room: Room, row: &'c T) -> impl Iterator<Item = Cell> {
        let shown = self.columns.iter().filter(move |draw| draw.is_for(room));
        shown.map(|draw| (draw.cell)(row))
    }

    fn made(&self, lines: &[Line<T>]) -> Vec<Row> {
        let cells = |row| self.cells(Room::Narrow, row).map(|cell| cell.text).collect();
        let lines = lines.par_iter().with_min_len(256);
        let rows = lines.map(|line| match line {
            Line::Group(words) | Line::Part(words, _) => Row::Group(words.clone()),
            Line::Row(row) => Row::Cells { cells: cells(row), details: (self.details)(row) },
            Line::Total(row) => Row::Total(cells(row)),
        });
        rows.collect()
    }

    fn made_wide(&self) -> Wide {
        let (has_groups, has_details) = (!self.groups.is_empty(), !self.details_head.is_empty());
        let own = |header: &str| {
            (Column { wraps: true, ..Column::new(header, Align::Left) }, &["", "-"][..])
        };
        let before = has_groups.then(|| own(&self.groups)).into_iter();
        let behind = has_details.then(|| own(&self.details_head));
        let columns: Vec<_> = before.chain(self.shown(Room::Wide)).chain(behind).collect();
        let mut group = "";
        let lines = self.lines.iter().filter_map(|line| match line {
            Line::Group(_) => None,
            Line::Part(_, name) => {
                group = name;
                None
            }
            Line::Row(row) => Some((group, row, true)),
            Line::Total(row) => Some(("", row, false)),
        });
        let lines: Vec<(&str, &T, bool)> = lines.collect();
        let rows = lines.par_iter().with_min_len(256).map(|(group, row, has_lines)| {
            let before = has_groups.then(|| Cell::from(*group)).into_iter();
            let behind = has_details.then(|| self.told(row, *has_lines));
            before.chain(self.cells(Room::Wide, row)).chain(behind).collect()
        });
        let mut rows: Vec<Vec<Cell>> = rows.collect();
        let has_total = lines.last().is_some_and(|(_, _, has_lines)| !has_lines);
        let total = if has_total { rows.pop() } else { None };
        let (columns, nothing): (Vec<Column>, Vec<_>) = columns.into_iter().unzip();
        Wide { name: self.name.clone(), columns, rows, total, ..Wide::default() }
            .without_empty(&nothing)
    }

    /// The lines below a row as a cell.
    fn told(&self, row: &T, has_lines: bool) -> Cell {
        let lines = if has_lines { (self.details)(row) } else { Vec::new() };
        let lines: Vec<String> = lines.iter().map(Text::plain).collect();
        lines.join("\n").into()
    }
}

impl<T> Draw<'_, T> {
    fn is_for(&self, room: Room) -> bool {
        self.room == Room::Any || self.room == room
    }
}
