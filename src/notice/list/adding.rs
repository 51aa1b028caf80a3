//! A row as it is put behind the last of a list.

use super::super::cell::{Cell, Put};
use super::super::closed::Like;
use super::{Held, List};

/// A row that is being put behind the last, cell by cell.
pub(in crate::notice) struct Adding<'l> {
    list: &'l mut List,
    /// The column whose turn it is.
    at: usize,
    like: Like,
}

impl<'l> Adding<'l> {
    pub(super) fn behind(list: &'l mut List, like: Like) -> Adding<'l> {
        Adding { list, at: 0, like }
    }

    /// Puts a cell into the next column; one behind the last is left away.
    #[inline]
    pub(in crate::notice) fn tell<'p>(mut self, put: impl Into<Put<'p>>) -> Self {
        self.put(put.into());
        self
    }

    /// Puts into the next column what `make` gives, which is not asked where it is known or held nowhere.
    #[inline]
    pub(in crate::notice) fn tell_by<'p, P: Into<Put<'p>>>(mut self, make: impl FnOnce() -> P) -> Self {
        match (self.list.columns.get(self.at).map(|column| &column.held), self.like) {
            (Some(Held::Nowhere), _) => self.at += 1,
            (Some(Held::Closed(_)), Like::Row(_)) if !cfg!(debug_assertions) => self.at += 1,
            _ => self.put(make().into()),
        }
        self
    }

    /// Puts cells into the next columns.
    #[inline]
    pub(in crate::notice) fn tell_all<'p, P: Into<Put<'p>>>(mut self, cells: impl IntoIterator<Item = P>) -> Self {
        cells.into_iter().for_each(|cell| self.put(cell.into()));
        self
    }

    /// The row is whole: columns that were told nothing hold nothing.
    pub(in crate::notice) fn end(mut self) {
        while self.at < self.list.columns.len() {
            self.put(Put::Own(Cell::Empty));
        }
        self.list.closed.end(self.like);
        self.list.rows += 1;
    }

    #[inline]
    fn put(&mut self, put: Put<'_>) {
        let closed = &mut self.list.closed;
        let Some(column) = self.list.columns.get_mut(self.at) else {
            return;
        };
        self.at += 1;
        if let Held::Closed(place) = column.held {
            if let Like::Row(own) = self.like {
                debug_assert_eq!(put.told(), closed.text(own as usize, place), "what its key decides");
                return;
            }
            if closed.tell(put) {
                return;
            }
            column.open(place, closed);
        }
        if let Held::Open(cells) = &mut column.held {
            match put {
                Put::Name(pool, number) => cells.push(Cell::text(pool.name(number))),
                Put::Own(cell) => cells.push(cell),
            }
        }
    }
}
