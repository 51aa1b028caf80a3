//! The words of time: moments, units, quantities, and the declared ways of counting.

use serde::{Deserialize, Serialize};

/// A moment: whole seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Moment(pub i64);

/// The units of numbers. Families are never converted into each other (seconds, minutes, hours are one
/// family; their working twins another; working days, calendar days with weeks, and months each their own).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Unit {
    Seconds,
    Minutes,
    Hours,
    WorkingSeconds,
    WorkingMinutes,
    WorkingHours,
    WorkingDays,
    CalendarDays,
    Weeks,
    Months,
    Times,
    Points,
    Persons,
}

impl Unit {
    /// Whether the unit is counted along a working calendar.
    #[must_use]
    pub fn is_working(self) -> bool {
        matches!(
            self,
            Unit::WorkingSeconds | Unit::WorkingMinutes | Unit::WorkingHours | Unit::WorkingDays
        )
    }

    /// Whether the unit measures time at all.
    #[must_use]
    pub fn is_time(self) -> bool {
        !matches!(self, Unit::Times | Unit::Points | Unit::Persons)
    }

    /// Seconds in one of the unit, for the units of fixed length (elapsed or working).
    #[must_use]
    pub fn seconds(self) -> Option<i64> {
        match self {
            Unit::Seconds | Unit::WorkingSeconds => Some(1),
            Unit::Minutes | Unit::WorkingMinutes => Some(60),
            Unit::Hours | Unit::WorkingHours => Some(3600),
            _ => None,
        }
    }
}

/// A number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// How many; negative counts backwards.
    pub amount: i64,
    /// Of what.
    pub unit: Unit,
}

impl Quantity {
    /// The same length in the least unit of its family: `24 hours` and `1440 minutes` are alike in it.
    #[must_use]
    pub fn plain(self) -> Quantity {
        let (unit, factor) = match self.unit {
            Unit::Minutes => (Unit::Seconds, 60),
            Unit::Hours => (Unit::Seconds, 3600),
            Unit::WorkingMinutes => (Unit::WorkingSeconds, 60),
            Unit::WorkingHours => (Unit::WorkingSeconds, 3600),
            other => (other, 1),
        };
        Quantity {
            amount: self.amount.saturating_mul(factor),
            unit,
        }
    }
}

/// A time of day on a working day that is counted from a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WorkingDayAt {
    /// How many working days after the date of the moment; 0: the same day, or the next working day where it is none,
    /// or where its time has come.
    pub days: u32,
    /// In seconds from midnight; None: at its close of business.
    pub at: Option<u32>,
}

/// The two declared ways in which days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DayCount {
    /// From the next day, until close of business (working days) or midnight (calendar days, weeks, months).
    FromNextDay,
    /// From the moment, until the same time on the last day.
    FromTheMoment,
}

/// How days are counted, and where an arrival is moved to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Counting {
    /// How working days count; None where the file does not say (then none may be used).
    pub working: Option<DayCount>,
    /// How calendar days, weeks and months count.
    pub calendar: Option<DayCount>,
    /// The arrival lines, in the order written; each applies to the result of the one before.
    pub arrival: Vec<ArrivalRule>,
}

/// The three things an arrival line can say. Times are seconds from midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ArrivalRule {
    /// `outside working time counts as next opening`
    OutsideToNextOpening,
    /// `on a day off counts as next working day the same time`
    DayOffToNextWorkingDay,
    /// `past 17:00 counts as next working day 08:30`
    PastToNextWorkingDay {
        /// Strictly later than this, on any date.
        past: u32,
        /// Counts as this time of the next working day.
        at: u32,
    },
}

/// A clock ran out of the years its calendar covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Uncovered {
    /// The first year that would be needed and is not covered.
    pub year: i32,
}
