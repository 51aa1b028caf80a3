//! Rows of small numbers, each kept once and known by its own number, and what they decide.

use crate::feed::Hash;

/// Keys of one width by their numbers, from 0. The first that is taken in says how wide they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    width: usize,
    /// One behind another, each followed by what it decides.
    all: Vec<u32>,
    count: usize,
    /// Where they are found by their hash: each by its number from 1. Not more than half of the places are taken.
    found: Vec<u32>,
    hash: Hash,
}

/// Stands for what is not told yet.
const UNTOLD: u32 = u32::MAX;

impl Keys {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// A key by its number; empty where there is none.
    pub(super) fn get(&self, number: usize) -> &[u32] {
        let row = self.row(number);
        row.get(..self.width).unwrap_or(row)
    }

    /// What a key decides; None: it is not known, or that was not told.
    #[inline]
    pub(super) fn decided_by<const WIDTH: usize>(&self, key: &[u32; WIDTH]) -> Option<u32> {
        if self.found.is_empty() {
            return None;
        }
        let place = self.place(key, |own| own.first_chunk() == Some(key));
        let known = self.found[place].checked_sub(1)?;
        let decided = self.row(known as usize).last().copied();
        decided.filter(|own| *own != UNTOLD)
    }

    /// Tells what the key of that number decides.
    pub(super) fn decide(&mut self, number: usize, decided: u32) {
        if let Some(own) = self.all.get_mut(number * (self.width + 1) + self.width) {
            *own = decided;
        }
    }

    /// The number of a key, which is taken in where it is new: then it is the last.
    pub(super) fn number(&mut self, key: &[u32]) -> usize {
        if self.found.len() <= 2 * self.count {
            self.grow(key.len());
        }
        let place = self.place(key, |own| own.starts_with(key));
        match self.found[place].checked_sub(1) {
            Some(known) => known as usize,
            None => {
                self.count += 1;
                self.found[place] = self.count as u32;
                self.all.extend_from_slice(key);
                self.all.push(UNTOLD);
                self.count - 1
            }
        }
    }

    /// A key and what it decides.
    #[inline]
    fn row(&self, number: usize) -> &[u32] {
        let from = number * (self.width + 1);
        self.all.get(from..from + self.width + 1).unwrap_or(&[])
    }

    /// Where a key is found, or a free place for it.
    #[inline]
    fn place(&self, key: &[u32], is_key: impl Fn(&[u32]) -> bool) -> usize {
        let last = self.found.len() - 1;
        let mut place = self.hash.of_numbers(key) as usize & last;
        while self.found[place] != 0 && !is_key(self.row(self.found[place] as usize - 1)) {
            place = (place + 1) & last;
        }
        place
    }

    fn grow(&mut self, width: usize) {
        self.width = width;
        let places = (2 * self.found.len()).max(64);
        self.found = vec![0; places];
        for own in 0..self.count {
            let place = self.place(self.get(own), |_| false);
            self.found[place] = own as u32 + 1;
        }
    }
}
