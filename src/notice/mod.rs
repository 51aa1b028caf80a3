//! The monthly notice: what a month comes to, as values. No layout, no words of a language but the names of the rules.
//!
//! Comes in: cases as of the cut-off, the notice block, the month, and the notice of the month before. Goes out: a
//! [`Notice`], whose every [`Figure`] is a number of rows of one of the [`Lists`] beside it, so that each can be opened.
//! `gather` keeps of every case the rows that belong to the month; `lists` puts names to them; the sections count.

mod answers;
mod behind;
mod act;
mod charged;
mod climbed;
mod corrections;
mod deduction;
mod gather;
mod groups;
mod handling;
mod leftovers;
mod list;
mod lists;
mod month;
mod named;
mod objections;
mod origin;
mod others;
mod parties;
mod period;
mod quotas;
mod rates;
mod recheck;
mod reconcile;
mod record;
mod repeats;
mod satisfaction;
mod scores;
mod sections;
mod share;
mod value;
mod visits;

pub use act::{ACT_FORM, Issue, Withdrawal};
pub use charged::charged;
pub use corrections::corrections;
pub use gather::Gather;
pub use list::{Cell, Column, Figure, Filter, Kind, List, Lists, Only};
pub use lists::Names;
pub use month::Month;
pub use objections::{Objections, PartyObjections};
pub use origin::{FeedRows, Origin, Seen, TicketRows};
pub use period::Period;
pub use quotas::{Quota, Tier};
pub use reconcile::reconcile;
pub use record::{Corrected, Correction, Earlier, Issued, Record, YearAgo};
pub use satisfaction::{Asked, BandRow, DimensionRow, Group, Lift, Rechecked, Satisfaction, Split};
pub(crate) use sections::section_word;
pub use sections::{Materials, notice};
pub use share::{Change, Share};
pub use value::{
    Addressee, Aim, Breakdown, Chain, Climbed, ClimbedRung, Handling, Head, Kinds, LabelCount, Leftover, Leftovers,
    Line, Named, NamedParty, Notice, OtherTable, Overview, PartyRow, Rate, Repeats, RungRow, RungTable, Scored, Slice,
    Spared, Test,
};
