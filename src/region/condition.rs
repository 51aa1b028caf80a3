//! Conditions as functions over the space: 1 where one holds, 0 where it does not, 2 where it is unknown.

use super::diagram::{Diagram, Exhausted, Store};
use super::fewest::of_each;
use super::space::Space;
use crate::model::Cond;

/// The leaf of a condition where it does not hold.
pub const NO: u32 = 0;
/// The leaf of a condition where it holds.
pub const YES: u32 = 1;
/// The leaf of a condition where that is unknown.
pub const UNKNOWN: u32 = 2;

impl Store {
    /// Where a condition holds: where that is unknown, it does not.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn surely(&mut self, of: Diagram) -> Result<Diagram, Exhausted> {
        self.map(of, &mut |truth| if truth == YES { YES } else { NO })
    }

    /// Where both of two hold, of which nothing is unknown.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn both(&mut self, one: Diagram, other: Diagram) -> Result<Diagram, Exhausted> {
        self.join(one, other, &mut |one, other| match (one.value(), other.value()) {
            (Some(YES), _) | (_, Some(NO)) => Some(other),
            (Some(_), _) | (_, Some(YES)) => Some(one),
            _ => None,
        })
    }

    /// Where one of two holds, of which nothing is unknown.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn either(&mut self, one: Diagram, other: Diagram) -> Result<Diagram, Exhausted> {
        self.join(one, other, &mut |one, other| match (one.value(), other.value()) {
            (Some(YES), _) | (_, Some(NO)) => Some(one),
            (Some(_), _) | (_, Some(YES)) => Some(other),
            _ => None,
        })
    }
}

impl Space<'_> {
    /// A condition of those that the space was made of.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn condition(&self, store: &mut Store, cond: &Cond) -> Result<Diagram, Exhausted> {
        match cond {
            Cond::And(tests) => self.all(store, tests, NO),
            Cond::Or(tests) => self.all(store, tests, YES),
            test => {
                if let Some(each) = of_each(self.rules, test) {
                    return self.condition(store, &each);
                }
                let Some(test) = self.test(test) else {
                    return Ok(Diagram::leaf(UNKNOWN));
                };
                store.by_class(test.dimension, &test.truths)
            }
        }
    }

    /// Several tests of which `decisive` in one decides; else unknown in one does.
    fn all(&self, store: &mut Store, tests: &[Cond], decisive: u32) -> Result<Diagram, Exhausted> {
        let neutral = if decisive == NO { YES } else { NO };
        let mut out = Diagram::leaf(neutral);
        for test in tests {
            let next = self.condition(store, test)?;
            out = store.join(out, next, &mut |one, other| match (one.value(), other.value()) {
                (Some(value), _) | (_, Some(value)) if value == decisive => Some(Diagram::leaf(decisive)),
                (Some(value), _) if value == neutral => Some(other),
                (_, Some(value)) if value == neutral => Some(one),
                (Some(_), Some(_)) => Some(Diagram::leaf(UNKNOWN)),
                _ => None,
            })?;
        }
        Ok(out)
    }
}
