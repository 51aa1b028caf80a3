//! Lists of what was counted: rows under columns, kept column by column.

mod adding;
mod filter;
mod row;
#[cfg(test)]
mod tests;

pub(super) use adding::Adding;
pub use filter::Filter;
pub use row::Row;

use super::cell::{Cell, Put};
use super::cells::{Cells, Numbered, Numbering};
use super::closed::{Closed, Like};
use super::figure::{Figure, Only};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is listed beside a notice.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Lists {
    /// In the order in which they are told.
    pub all: Vec<List>,
}

/// Rows of one sort. Tickets stand in the order of their numbers.
#[derive(Debug, Clone)]
pub struct List {
    /// `accepted`, `due`, `found`, `climbed`, `leftover`, …
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Where those stand that were open from the start and are held.
    open: Vec<usize>,
    closed: Closed,
    rows: usize,
}

/// A column of a list.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its English key, or the name of a metric.
    pub key: String,
    /// What its cells hold.
    pub kind: Kind,
    held: Held,
}

/// Where the cells of a column are held.
#[derive(Debug, Clone)]
enum Held {
    /// Among the closed columns, at that place.
    Closed(usize),
    /// By itself.
    Open(Cells),
    /// Nowhere: nobody will open its rows.
    Nowhere,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A text of the feeds, a number of a ticket, a place.
    Text,
    /// A name of the rules.
    Name,
    /// What fell due: the name of a deadline, `ladder/2`, `ladder/2/event`.
    Duty,
    /// One of a closed set of English words, told in the reader's language.
    Word,
    /// A count.
    Number,
    /// A moment, RFC 3339 in the rule set's zone.
    Moment,
    /// Seconds.
    Seconds,
    /// A code of the program, told by the title of its page.
    Code,
}

impl Column {
    /// Holds its cells by itself from now on.
    fn open(&mut self, place: usize, closed: &mut Closed) {
        closed.part();
        let rows = 0..closed.rows().len();
        self.held = Held::Open(Cells::mixed(rows.map(|row| closed.get(row, place))));
    }
}

impl List {
    /// A list without rows.
    #[must_use]
    pub fn new(name: &str, columns: &[(&str, Kind)]) -> List {
        let mut closed = 0;
        let mut column = |(key, kind): &(&str, Kind)| {
            // The line of a rule is one of few texts, too.
            let few = matches!(kind, Kind::Name | Kind::Duty | Kind::Word | Kind::Code) || *key == "rule";
            let held = match few {
                true => Held::Closed(closed),
                false => Held::Open(Cells::Nothing(0)),
            };
            closed += usize::from(few);
            Column {
                key: (*key).to_owned(),
                kind: *kind,
                held,
            }
        };
        let columns: Vec<Column> = columns.iter().map(&mut column).collect();
        List {
            name: name.to_owned(),
            open: open(&columns),
            columns,
            closed: Closed::default(),
            rows: 0,
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Puts a row behind the last. Columns for which it tells nothing hold nothing; what is too much is left away.
    pub fn push<'p, P: Into<Put<'p>>>(&mut self, row: impl IntoIterator<Item = P>) {
        self.begin().tell_all(row).end();
    }

    /// Holds of its open columns these alone: what rows tell in others is not kept, and they are never opened.
    pub(super) fn hold_only(&mut self, keys: &[&str]) {
        for own in &mut self.columns {
            if matches!(own.held, Held::Open(_)) && !keys.contains(&own.key.as_str()) {
                own.held = Held::Nowhere;
            }
        }
        self.open = open(&self.columns);
    }

    /// Whether all that its rows tell is kept.
    fn is_whole(&self) -> bool {
        self.columns.iter().all(|own| !matches!(own.held, Held::Nowhere))
    }

    /// Begins a row behind the last.
    pub(super) fn begin(&mut self) -> Adding<'_> {
        Adding::behind(self, Like::Told)
    }

    /// The same, where a key decides all that the row tells in closed columns: keys of one list are of one width.
    pub(super) fn begin_like<const WIDTH: usize>(&mut self, key: Option<&[u32; WIDTH]>) -> Adding<'_> {
        let like = key.map_or(Like::Told, |key| self.closed.like(key));
        Adding::behind(self, like)
    }

    /// Whether its rows tell in closed columns no more than what can be told again by its number.
    pub(super) fn tells_again(&self) -> bool {
        self.closed.is_whole()
    }

    /// What an earlier row of a key told in closed columns, by its number.
    #[inline]
    pub(super) fn alike<const WIDTH: usize>(&self, key: &[u32; WIDTH]) -> Option<u32> {
        self.closed.alike(key)
    }

    /// The number of what the last row tells in closed columns.
    pub(super) fn last_told(&self) -> Option<u32> {
        self.closed.rows().last().copied()
    }

    /// Puts a row behind the last that tells in closed columns what an earlier one told, where that can be told again,
    /// and these cells in the open columns that are held.
    #[inline]
    pub(super) fn again<'p>(&mut self, told: u32, open: impl IntoIterator<Item = Cell<'p>>) {
        self.closed.again(told);
        for (at, cell) in self.open.iter().zip(open) {
            if let Held::Open(cells) = &mut self.columns[*at].held {
                cells.push(cell);
            }
        }
        self.rows += 1;
    }

    /// Puts the rows of a list of the same columns behind.
    pub(super) fn append(&mut self, mut other: List) {
        for (own, more) in self.columns.iter_mut().zip(&mut other.columns) {
            match (&own.held, &more.held) {
                (Held::Closed(place), Held::Open(_)) => own.open(*place, &mut self.closed),
                (Held::Open(_), Held::Closed(place)) => more.open(*place, &mut other.closed),
                _ => {}
            }
        }
        self.closed.append(other.closed);
        for (own, more) in self.columns.iter_mut().zip(other.columns) {
            if let (Held::Open(own), Held::Open(more)) = (&mut own.held, more.held) {
                own.append(more);
            }
        }
        self.rows += other.rows;
    }

    /// Puts other cells into an open column, a row behind another.
    pub(super) fn replace<'p>(&mut self, column: usize, cells: impl Iterator<Item = Cell<'p>>) {
        if let Some(Held::Open(own)) = self.columns.get_mut(column).map(|own| &mut own.held) {
            *own = Cells::Nothing(0);
            cells.for_each(|cell| own.push(cell));
        }
    }

    /// Where a column stands.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// The cells of a column, from the first row on; none where there is no such column.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = Cell<'_>> {
        let column = self.columns.get(column);
        column
            .into_iter()
            .flat_map(|own| (0..self.rows).map(|row| self.cell(own, row)))
    }

    fn cell<'l>(&'l self, column: &'l Column, row: usize) -> Cell<'l> {
        match column.held {
            Held::Closed(place) => self.closed.get(row, place),
            Held::Open(ref cells) => cells.get(row),
            Held::Nowhere => Cell::Empty,
        }
    }

    /// What the cells of a column tell, each once.
    pub(super) fn distinct(&self, column: usize) -> BTreeSet<String> {
        self.numbered(column).texts.into_keys().collect()
    }

    /// A row; all its cells hold nothing where there is none.
    #[must_use]
    pub fn row(&self, at: usize) -> Row<'_> {
        Row::of_list(self, at)
    }

    /// All rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.rows).map(|at| self.row(at))
    }

    /// The rows for which all of these hold.
    pub fn only<'l>(&'l self, only: &'l [Only]) -> impl Iterator<Item = Row<'l>> {
        let filter = self.filter(only);
        self.rows().filter(move |row| filter.takes(*row))
    }

    /// How many rows, as a figure that opens them.
    #[must_use]
    pub fn figure(&self, only: Vec<Only>) -> Figure {
        Figure {
            count: self.only(&only).count() as u64,
            list: self.name.clone(),
            only,
        }
    }

    /// Whether a column is a closed one.
    pub(super) fn is_closed(&self, column: usize) -> bool {
        let own = self.columns.get(column);
        own.is_some_and(|own| matches!(own.held, Held::Closed(_)))
    }

    /// The number of its combination in the closed columns, by row.
    pub(super) fn combinations(&self) -> &[u32] {
        self.closed.rows()
    }

    /// How many rows each combination has.
    pub(super) fn rows_of_combinations(&self) -> Vec<u64> {
        let mut rows = vec![0; self.closed.count()];
        for own in self.closed.rows() {
            rows[*own as usize] += 1;
        }
        rows
    }

    /// What a column tells by numbers: by row, or by combination where it is a closed one.
    pub(super) fn numbered(&self, column: usize) -> Numbered {
        match self.columns[column].held {
            Held::Open(ref cells) => cells.numbered(),
            Held::Nowhere => Cells::Nothing(self.rows).numbered(),
            Held::Closed(place) => {
                let mut texts = Numbering::default();
                let all = 0..self.closed.count();
                let numbers = all.map(|own| texts.number(self.closed.text(own, place))).collect();
                texts.of(numbers)
            }
        }
    }
}

/// Where the open columns stand that are held.
fn open(columns: &[Column]) -> Vec<usize> {
    let is_open = |at: &usize| matches!(columns[*at].held, Held::Open(_));
    (0..columns.len()).filter(is_open).collect()
}

impl Lists {
    /// Whether every row can be opened; else rows are only counted.
    #[must_use]
    pub fn are_whole(&self) -> bool {
        self.all.iter().all(List::is_whole)
    }

    /// A list by its name.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&List> {
        self.all.iter().find(|list| list.name == name)
    }

    /// How many rows of a list, as a figure that opens them. A list that is not there has none.
    #[must_use]
    pub fn figure(&self, name: &str, only: Vec<Only>) -> Figure {
        match self.list(name) {
            Some(list) => list.figure(only),
            None => Figure {
                count: 0,
                list: name.to_owned(),
                only,
            },
        }
    }

    /// The rows behind a figure.
    pub fn open<'l>(&'l self, figure: &'l Figure) -> impl Iterator<Item = Row<'l>> {
        self.list(&figure.list)
            .into_iter()
            .flat_map(|list| list.only(&figure.only))
    }
}

/// Two lists are the same where their rows tell the same.
impl PartialEq for List {
    fn eq(&self, other: &List) -> bool {
        let heads = |list: &List| -> Vec<(String, Kind)> {
            let columns = list.columns.iter();
            columns.map(|column| (column.key.clone(), column.kind)).collect()
        };
        let mut columns = 0..self.columns.len();
        (&self.name, self.rows) == (&other.name, other.rows)
            && heads(self) == heads(other)
            && columns.all(|at| self.cells(at).eq(other.cells(at)))
    }
}
