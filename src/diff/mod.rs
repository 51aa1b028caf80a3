//! What a change of the rules does: two rule sets, and the cases of the same tickets under both.
//!
//! Comes in: the old rule set and the new, each with its plan and the facts as it reads them. Goes out: which entry of
//! the one is which of the other ([`Pairing`]), and what becomes different, counted by the lines that did it
//! ([`Effects`]). No layout.

mod alike;
mod common;
mod compare;
mod effects;
mod pairing;
mod replay;
mod sort;

pub use alike::reads_alike;
pub(crate) use common::GONE;
pub use compare::Effect;
pub use effects::{Effects, EntryKey, FoundKey, LineKey, SAMPLES, Side, Tallies, Tally};
pub use pairing::{Pairing, Renamed};
pub use replay::{Tickets, Under, replay};
pub use sort::Sort;
