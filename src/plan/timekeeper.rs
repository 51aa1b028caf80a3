//! One way of telling time: a calendar, if any, and how days count.

use super::Plan;
use crate::calendar::{Clock, ClockError, Counting, Moment, Quantity, Uncovered, Unit};
use crate::model::{CalendarId, Counted};

/// The index of a [`Timekeeper`] in its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeeperId(u16);

impl KeeperId {
    /// The position in its list.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<usize> for KeeperId {
    fn from(index: usize) -> KeeperId {
        KeeperId(u16::try_from(index).unwrap_or(u16::MAX))
    }
}

/// A calendar (none: elapsed and calendar-day units alone) and the ways in which its days count.
#[derive(Debug, Clone, PartialEq)]
pub struct Timekeeper {
    /// The calendar of working units.
    pub calendar: Option<CalendarId>,
    /// How days count.
    pub counting: Counting,
}

impl Timekeeper {
    /// The clock that reads this time.
    #[must_use]
    pub fn clock<'p>(&'p self, plan: &'p Plan<'_>) -> Clock<'p> {
        Clock {
            zone: plan.zone_of(self.calendar),
            calendar: self.calendar.map(|calendar| plan.calendar(calendar)),
            counting: &self.counting,
        }
    }

    /// `from` plus a quantity, from exactly there.
    ///
    /// # Errors
    /// The year that is missing, where the clock leaves the covered years.
    pub fn add(&self, plan: &Plan<'_>, from: Moment, quantity: Quantity) -> Result<Moment, Uncovered> {
        self.clock(plan).add(from, quantity).map_err(uncovered)
    }

    /// Where a clock in working units that starts at an event really starts: the arrival lines in order.
    /// Other units are never moved.
    ///
    /// # Errors
    /// The year that is missing.
    pub fn arrive(&self, plan: &Plan<'_>, at: Moment, quantity: Quantity) -> Result<Moment, Uncovered> {
        self.clock(plan).arrive(at, quantity).map_err(uncovered)
    }

    /// Where a clock that starts at an event really starts, and when it runs out.
    ///
    /// # Errors
    /// The year that is missing.
    pub fn wind(&self, plan: &Plan<'_>, at: Moment, counted: Counted) -> Result<(Moment, Moment), Uncovered> {
        match counted {
            Counted::Quantity(quantity) => {
                let from = self.arrive(plan, at, quantity)?;
                Ok((from, self.add(plan, from, quantity)?))
            }
            Counted::WorkingDay(when) => {
                let day = Quantity {
                    amount: 1,
                    unit: Unit::WorkingDays,
                };
                let from = self.arrive(plan, at, day)?;
                let due = self.clock(plan).on_working_day(from, when).map_err(uncovered)?;
                Ok((from, due))
            }
        }
    }

    /// Whether a clock that starts at an event and is granted so much surely runs at least until a later moment. What is
    /// close, or leaves the covered years, is left to [`Timekeeper::wind`].
    #[must_use]
    pub fn outlasts(&self, plan: &Plan<'_>, start: Moment, end: Moment, granted: Quantity) -> bool {
        let clock = self.clock(plan);
        let from = clock.arrive(start, granted);
        from.is_ok_and(|from| clock.outlasts(from, end, granted))
    }

    /// So long before a moment: the walk back that a [`Quantity`] with a negative amount is.
    ///
    /// # Errors
    /// The year that is missing.
    pub fn back(&self, plan: &Plan<'_>, from: Moment, by: Quantity) -> Result<Moment, Uncovered> {
        let back = Quantity {
            amount: by.amount.saturating_neg(),
            unit: by.unit,
        };
        self.add(plan, from, back)
    }

    /// Working seconds between two moments; None without a calendar or beyond its cover.
    #[must_use]
    pub fn working_seconds(&self, plan: &Plan<'_>, from: Moment, to: Moment) -> Option<i64> {
        plan.calendar(self.calendar?).working_seconds(from, to).ok()
    }
}

/// `check` lets into a rule set only quantities that its clocks can count; what is left is a year that is missing.
fn uncovered(error: ClockError) -> Uncovered {
    match error {
        ClockError::Uncovered(uncovered) => uncovered,
        ClockError::NoCalendar | ClockError::Undeclared | ClockError::NotTime => Uncovered { year: 0 },
    }
}
