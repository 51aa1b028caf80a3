//! All the tickets there could be, as regions: what conditions ask for as dimensions, each cut into classes of values that
//! none of the conditions tells apart.
//!
//! Comes in: a rule set and conditions. Goes out: for every point of that space what holds, as a [`Diagram`] in which
//! equal functions are one number; the rows of a table that decide somewhere, the lines that add something. What has no
//! values of its own (lateness, repeats) stands as an atom that may hold, not hold, or be unknown, whatever the rest
//! says: the space then holds more tickets than there can be, so that "nothing differs" and "never reached" stay true.
//! Past its budget the answer is [`Exhausted`].

mod about;
mod condition;
mod diagram;
mod facet;
mod fewest;
mod idle;
mod nodes;
mod regions;
mod rows;
mod space;
mod values;

pub use about::About;
pub use condition::{NO, UNKNOWN, YES};
pub use diagram::{Diagram, Exhausted, Store};
pub use facet::Facet;
pub use idle::{Idle, idle};
pub(crate) use nodes::Table;
pub use regions::{Region, regions};
pub use rows::{Claim, Rows, Unreached, unreached};
pub use space::{Dimension, Space, Test};
pub use values::{Base, Bound};

/// Steps a proof may take, an operation on one class of one node each: well below two seconds.
pub const BUDGET: u64 = 10_000_000;
