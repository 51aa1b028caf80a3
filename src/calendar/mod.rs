//! Working time and its arithmetic.
//!
//! Comes in: a [`Spec`] list. Goes out: [`Calendar`]s that add, subtract, count and move arrivals, and
//! [`Zone`]s that turn wall-clock time into moments. It knows no rules and no tickets.

mod spec;
mod terms;

pub use spec::{Change, Dated, Spec, Stretch};
pub use terms::{ArrivalRule, Counting, DayCount, Moment, Quantity, Uncovered, Unit};
