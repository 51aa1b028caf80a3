//! Names that many rows share, each kept once and known by its number.

use std::collections::HashMap;
use std::sync::Arc;

/// The number of the empty name.
pub(super) const NONE: u32 = 0;

/// Names by their numbers, from the empty one.
#[derive(Debug, Clone)]
pub struct Pool {
    names: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Default for Pool {
    fn default() -> Pool {
        let mut pool = Pool {
            names: Vec::new(),
            numbers: HashMap::new(),
        };
        pool.number("");
        pool
    }
}

impl Pool {
    /// The number of a name, which is taken in where it is new.
    pub(super) fn number(&mut self, name: &str) -> u32 {
        if let Some(known) = self.known(name) {
            return known;
        }
        let (shared, next) = (Arc::<str>::from(name), self.len());
        self.names.push(Arc::clone(&shared));
        self.numbers.insert(shared, next);
        next
    }

    /// The number of a name that is in it.
    pub(super) fn known(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// A name by its number.
    pub(super) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", |name| name)
    }

    /// How many there are. Four thousand million names are more than any memory holds.
    pub(super) fn len(&self) -> u32 {
        self.names.len() as u32
    }
}
