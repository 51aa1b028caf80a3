//! A row of a list, and its cells.

use super::super::cell::Cell;
use super::{Held, List};

/// A row of a list.
#[derive(Debug, Clone, Copy)]
pub struct Row<'l> {
    list: &'l List,
    at: usize,
}

impl<'l> Row<'l> {
    /// The row of a list at a place.
    pub(super) fn of_list(list: &'l List, at: usize) -> Row<'l> {
        Row { list, at }
    }

    /// Where it stands in its list, from 0.
    #[must_use]
    pub fn at(self) -> usize {
        self.at
    }

    /// The cell of a column; nothing where there is no such column.
    #[must_use]
    pub fn cell(self, column: usize) -> Cell<'l> {
        let column = self.list.columns.get(column);
        column.map_or(Cell::Empty, |column| self.list.cell(column, self.at))
    }

    /// The number of the text that it tells in a column where few texts are told: the same text has the same number in
    /// all rows. None of other columns.
    #[must_use]
    pub fn name(self, column: usize) -> Option<u32> {
        match self.list.columns.get(column)?.held {
            Held::Closed(place) => Some(self.list.closed.number_of(self.at, place)),
            Held::Open(_) | Held::Nowhere => None,
        }
    }

    /// The cell of a column by its key; nothing where there is no such column.
    #[must_use]
    pub fn of(self, key: &str) -> Cell<'l> {
        self.list.column(key).map_or(Cell::Empty, |column| self.cell(column))
    }

    /// The text of a column; empty where it holds none.
    #[must_use]
    pub fn text(self, key: &str) -> &'l str {
        match self.of(key) {
            Cell::Text(text) => text,
            _ => "",
        }
    }

    /// Its cells, a column behind another.
    pub fn cells(self) -> impl Iterator<Item = Cell<'l>> {
        let columns = self.list.columns.iter();
        columns.map(move |column| self.list.cell(column, self.at))
    }
}
