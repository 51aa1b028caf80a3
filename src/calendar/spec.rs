//! What a calendar says, resolved but not yet computed: the input of [`super::Calendar::build`].

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// One calendar of a rule set: the blocks of one name added up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spec {
    /// Its name.
    pub name: String,
    /// Its own zone, else that of the rule set (filled in by `check`).
    pub zone: Tz,
    /// The calendar it builds on, as an index into the same list, always of an earlier entry.
    pub builds_on: Option<usize>,
    /// Covered stretches of dates, both ends included, sorted and not touching; empty: all years.
    /// A layer without any `covers` has those of the calendar below (filled in by `check`).
    pub covers: Vec<(NaiveDate, NaiveDate)>,
    /// Hours by weekday, Monday first; empty where the weekday is not worked or not said.
    pub weekly: [Vec<Stretch>; 7],
    /// Whether this layer states weekly hours at all (then they replace those below).
    pub states_weekly: bool,
    /// Dated lines of this layer, at most one of `Off`, `Work`, `On` a date.
    pub dated: Vec<(NaiveDate, Dated)>,
    /// Days off that come every year: (month, day, why).
    pub off_every: Vec<(u32, u32, Option<String>)>,
    /// Its own ways of counting; None: those of the file.
    pub counting: Option<super::Counting>,
}

/// A stretch of a day in seconds from midnight, half-open; 86 400 is `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Opening.
    pub from: u32,
    /// Close.
    pub to: u32,
}

/// What a dated line says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    /// The change.
    pub change: Change,
    /// Why, as written.
    pub why: Option<String>,
}

/// The four dated changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// A day off.
    Off,
    /// A make-up working day: hours of the weekday named (0 = Monday), else of the first working weekday.
    Work {
        /// The weekday whose hours it has.
        as_weekday: Option<u8>,
    },
    /// That date's hours.
    On(Vec<Stretch>),
    /// Hours taken away.
    Closed(Vec<Stretch>),
}
