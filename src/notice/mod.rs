//! The monthly notice: what a month comes to, as values. No layout, no words of a language but the names of the rules.
//!
//! Comes in: cases as of the cut-off, the notice block, the month, and the notice of the month before. Goes out: a
//! [`Notice`], whose every [`Figure`] is a number of rows of one of the [`Lists`] beside it, so that each can be opened.
//! `gather` keeps of every case the rows that belong to the month; `lists` puts names to them; the sections count. A
//! [`List`] keeps its rows column by column, typed and narrow: names and words by the number of their combination (`closed`),
//! moments and counts as such (`cells`); they become texts where they are written.

mod answers;
mod behind;
mod act;
mod alike;
mod cell;
mod cells;
mod charged;
mod climbed;
mod closed;
mod corrections;
mod counter;
mod deduction;
mod example;
mod figure;
mod gather;
mod groups;
mod handling;
mod keys;
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
mod pool;
mod punctual;
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
mod splits;
mod until;
mod value;
mod visits;
mod written;

pub use act::{ACT_FORM, Issue, Withdrawal};
pub use answers::is_surveyed;
pub use cell::{Cell, Put};
pub use charged::charged;
pub use climbed::{Climbed, ClimbedRung};
pub use corrections::corrections;
pub use counter::Counter;
pub use example::{play_example, whom};
pub use figure::{Figure, Only};
pub use gather::Gather;
pub use handling::{Handling, Kinds};
pub use leftovers::{Leftover, Leftovers};
pub use list::{Column, Filter, Kind, List, Lists, Row};
pub use lists::Names;
pub use month::Month;
pub use named::{LabelCount, Named, NamedParty, Scored, Spared, Test};
pub use objections::{Objections, PartyObjections};
pub use origin::{FeedRows, Origin, Seen, TicketRows};
pub use others::OtherTable;
pub use parties::{Line, PartyRow, RungRow, RungTable};
pub use period::Period;
pub use pool::Pool;
pub use quotas::{Quota, Tier};
pub use reconcile::reconcile;
pub use record::{AsIssued, Corrected, Correction, Earlier, Issued, Record};
pub use repeats::{Chain, Repeats};
pub use satisfaction::{Asked, BandRow, DimensionRow, Group, Lift, Rechecked, Satisfaction, Split};
pub(crate) use sections::section_word;
pub use sections::{Materials, notice};
pub use share::{Change, Share};
pub use splits::{FieldSplit, split_column};
pub use until::{data_until, is_later, objections_until, replies_until};
pub use value::{Addressee, Aim, Breakdown, Head, Notice, Overview, Rate, Slice};
