//! Pairs of leaves of two diagrams, numbered, so that both are one.

use crate::region::Table;

/// Pairs of leaves, numbered from 1.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// By number, less one.
    pub of: Vec<(u32, u32)>,
    numbers: Table<(u32, u32), u32>,
}

impl Pairs {
    /// The number of a pair.
    pub fn number(&mut self, pair: (u32, u32)) -> u32 {
        *self.numbers.entry(pair).or_insert_with(|| {
            self.of.push(pair);
            u32::try_from(self.of.len()).unwrap_or(0)
        })
    }
}
