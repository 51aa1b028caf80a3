//! Readers of feeds: bytes to facts. A bad record is told and set aside, never dropped in silence.

mod facts;

pub use facts::{Facts, Happened, RowId, Ticket};
