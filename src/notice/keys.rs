//! Rows of small numbers, each kept once and known by its own number.

use crate::feed::Hash;

/// Keys of one width by their numbers, from 0. The first that is taken in says how wide they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    width: usize,
    /// One behind another.
    all: Vec<u32>,
    count: usize,
    /// Where they are found by their hash: each by its number from 1. Not more than half of the places are taken.
    found: Vec<u32>,
    hash: Hash,
}

impl Keys {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// A key by its number; empty where there is none.
    pub(super) fn get(&self, number: usize) -> &[u32] {
        let from = number * self.width;
        self.all.get(from..from + self.width).unwrap_or(&[])
    }

    /// The number of a key that is in it.
    #[inline]
    pub(super) fn known<const WIDTH: usize>(&self, key: &[u32; WIDTH]) -> Option<usize> {
        if self.found.is_empty() {
            return None;
        }
        let place = self.place(key, |own| own.first_chunk() == Some(key));
        self.found[place].checked_sub(1).map(|known| known as usize)
    }

    /// The number of a key, which is taken in where it is new: then it is the last.
    pub(super) fn number(&mut self, key: &[u32]) -> usize {
        if self.found.len() <= 2 * self.count {
            self.grow(key.len());
        }
        let place = self.place(key, |own| own == key);
        match self.found[place].checked_sub(1) {
            Some(known) => known as usize,
            None => {
                self.count += 1;
                self.found[place] = self.count as u32;
                self.all.extend_from_slice(key);
                self.count - 1
            }
        }
    }

    /// Where a key is found, or a free place for it.
    #[inline]
    fn place(&self, key: &[u32], is_key: impl Fn(&[u32]) -> bool) -> usize {
        let last = self.found.len() - 1;
        let mut place = self.hash.of_numbers(key) as usize & last;
        while self.found[place] != 0 && !is_key(self.get(self.found[place] as usize - 1)) {
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
