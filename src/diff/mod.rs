//! What a change of the rules does: two rule sets, and the cases of the same tickets under both.
//!
//! Comes in: the old rule set and the new, each with its plan and the facts as it reads them. Goes out: which entry of
//! the one is which of the other ([`Pairing`]), what changes for all the tickets there could be ([`Meaning`]), and what
//! becomes different for those there are, counted by the lines that did it ([`Effects`]). No layout.

mod alike;
mod common;
mod compare;
mod conditions;
mod days;
mod effects;
mod limits;
mod meaning;
mod merged;
mod numbering;
mod outcome;
mod overtaken;
mod pairing;
mod pairs;
mod replay;
mod rows;
mod sort;
mod stands;
mod stated;
mod tickets;
mod versions;

pub use alike::reads_alike;
pub(crate) use common::GONE;
pub use compare::Effect;
pub use conditions::{ConditionChange, Shift};
pub use days::{DayChange, DayChanges};
pub use effects::{Effects, EntryKey, FoundKey, LineKey, SAMPLES, Side, Tallies, Tally};
pub use limits::{Come, Granted, LimitChange};
pub use meaning::Meaning;
pub use merged::Merged;
pub use outcome::Outcome;
pub use overtaken::Overtaken;
pub use pairing::{Pairing, Renamed};
pub use replay::{Tickets, Under, replay};
pub use rows::Regrouped;
pub use sort::Sort;
pub use stands::Stands;
pub use stated::{Stated, Unstated};
pub use tickets::Tickets as TicketRegion;
