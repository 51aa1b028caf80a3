//! Working time and its arithmetic.
//!
//! Comes in: a [`Spec`] list. Goes out: [`Calendar`]s that add, subtract, count and move arrivals, and
//! [`Zone`]s that turn wall-clock time into moments. It knows no rules and no tickets.

mod batch;
mod clock;
mod date;
mod days_file;
mod layers;
mod rfc3339;
mod spec;
mod table;
mod terms;
mod window;
mod working;
mod zone;

pub use batch::{Lookup, batch, error_line};
pub use clock::{Clock, ClockError, Day};
pub(crate) use date::{civil, day_of_civil, month_length, push_date, time_of_day, weekday};
pub use days_file::{DaysEntry, DaysFile, DaysRemark, FileDay};
pub use layers::Reason;
pub use rfc3339::parse_rfc3339;
pub use spec::{Change, Dated, Spec, Stretch};
pub use table::{Calendar, Span};
pub use terms::{ArrivalRule, Counting, DayCount, Moment, Quantity, Uncovered, Unit, WorkingDayAt};
pub use zone::{Local, Zone};
