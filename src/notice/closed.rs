//! The closed columns of a list: names and words, few texts that many rows tell. What a row tells in all of them is one
//! combination, which is kept once and known by its number: a row is one number here, and rows are counted by it.

use super::cell::{Cell, Put};
use super::keys::Keys;
use super::pool::{NONE, Pool};
use std::sync::Arc;

/// What rows tell in closed columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Closed {
    /// Names by their numbers: those of a pool that many lists share, behind them the list's own.
    pool: Arc<Pool>,
    more: Pool,
    /// Combinations, each the numbers of its names by column.
    combinations: Keys,
    /// By row the number of its combination.
    rows: Vec<u32>,
    /// The combination of a row by what decides it, where the rows themselves tell that.
    alike: Keys,
    /// Whether one of the columns is held by itself by now: then rows tell more than their combination.
    parted: bool,
    /// The row that is being put together.
    next: Vec<u32>,
}

/// How the combination of a row is found.
#[derive(Debug, Clone, Copy)]
pub(super) enum Like {
    /// From what it tells.
    Told,
    /// The same, and rows of the key of that number will have it.
    New(usize),
    /// That of an earlier row of the same key.
    Row(u32),
}

impl Closed {
    /// How many combinations there are.
    pub(super) fn count(&self) -> usize {
        self.combinations.len()
    }

    /// By row the number of its combination.
    pub(super) fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The cell of a row; nothing where there is no such row.
    pub(super) fn get(&self, row: usize, column: usize) -> Cell<'_> {
        Cell::text(self.name(self.number_of(row, column)))
    }

    /// The number of what a row tells in a column.
    pub(super) fn number_of(&self, row: usize, column: usize) -> u32 {
        let own = self.rows.get(row);
        own.map_or(NONE, |own| self.number_in(*own as usize, column))
    }

    /// What a combination tells in a column.
    pub(super) fn text(&self, combination: usize, column: usize) -> &str {
        self.name(self.number_in(combination, column))
    }

    /// The number of what a combination tells in a column.
    pub(super) fn number_in(&self, combination: usize, column: usize) -> u32 {
        let key = self.combinations.get(combination);
        key.get(column).copied().unwrap_or(NONE)
    }

    /// The number of a text; None: no row can tell it.
    pub(super) fn known(&self, text: &str) -> Option<u32> {
        let own = || self.more.known(text).map(|own| self.pool.len() + own);
        self.pool.known(text).or_else(own)
    }

    /// Tells the next column of the row that is being put together; false: the cell holds no text, and the column counts
    /// as told.
    #[inline]
    pub(super) fn tell(&mut self, put: Put<'_>) -> bool {
        let number = match put {
            Put::Name(pool, number) if Arc::ptr_eq(&self.pool, pool) => number,
            Put::Name(pool, number) if self.has_no_names() => {
                self.pool = Arc::clone(pool);
                number
            }
            Put::Name(pool, number) => self.number(pool.name(number)),
            Put::Own(Cell::Empty) => NONE,
            Put::Own(Cell::Text(text)) => self.number(text),
            Put::Own(Cell::Number(_) | Cell::Moment(..)) => {
                self.next.push(NONE);
                return false;
            }
        };
        self.next.push(number);
        true
    }

    /// How the row of a key is told.
    pub(super) fn like<const WIDTH: usize>(&mut self, key: &[u32; WIDTH]) -> Like {
        match self.alike.decided_by(key) {
            Some(combination) => Like::Row(combination),
            None => Like::New(self.alike.number(key)),
        }
    }

    /// The combination of an earlier row of a key.
    #[inline]
    pub(super) fn alike<const WIDTH: usize>(&self, key: &[u32; WIDTH]) -> Option<u32> {
        self.alike.decided_by(key)
    }

    /// Whether rows tell no more than their combination.
    pub(super) fn is_whole(&self) -> bool {
        !self.parted
    }

    /// Puts a row of a combination behind.
    #[inline]
    pub(super) fn again(&mut self, combination: u32) {
        self.rows.push(combination);
    }

    /// One of the columns is held by itself from now on.
    pub(super) fn part(&mut self) {
        self.parted = true;
    }

    /// Ends the row that is being put together.
    pub(super) fn end(&mut self, like: Like) {
        if let Like::Row(combination) = like {
            return self.again(combination);
        }
        let mut next = std::mem::take(&mut self.next);
        let own = self.combinations.number(&next) as u32;
        self.rows.push(own);
        if let Like::New(key) = like {
            self.alike.decide(key, own);
        }
        next.clear();
        self.next = next;
    }

    /// Puts the rows of the same columns of another list behind, whose names may have other numbers.
    pub(super) fn append(&mut self, other: Closed) {
        if self.rows.is_empty() {
            return *self = other;
        }
        let same = Arc::ptr_eq(&self.pool, &other.pool);
        let first = if same { other.pool.len() } else { 0 };
        let all = other.pool.len() + other.more.len();
        let names: Vec<u32> = (first..all).map(|own| self.number(other.name(own))).collect();
        let name = |own: &u32| own.checked_sub(first).map_or(*own, |at| names[at as usize]);
        let mut key = Vec::new();
        let mut combination = |own: usize| {
            key.clear();
            key.extend(other.combinations.get(own).iter().map(name));
            self.combinations.number(&key) as u32
        };
        let numbers: Vec<u32> = (0..other.count()).map(&mut combination).collect();
        self.rows.extend(other.rows.iter().map(|own| numbers[*own as usize]));
    }

    fn has_no_names(&self) -> bool {
        self.pool.len() + self.more.len() == 2
    }

    fn number(&mut self, text: &str) -> u32 {
        self.known(text)
            .unwrap_or_else(|| self.pool.len() + self.more.number(text))
    }

    fn name(&self, number: u32) -> &str {
        match number.checked_sub(self.pool.len()) {
            None => self.pool.name(number),
            Some(own) => self.more.name(own),
        }
    }
}
