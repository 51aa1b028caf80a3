//! A clock: a quantity of any unit of time added to a moment, and the days it counted.
//!
//! Comes in: a start and a [`Quantity`]. Goes out: the due moment, or why there is none. It knows no events.

use super::date::{DAY, add_months, date_of};
use super::{Calendar, Counting, DayCount, Moment, Quantity, Reason, Uncovered, Unit, WorkingDayAt, Zone};
use chrono::NaiveDate;
use std::iter;

/// What a quantity is added along.
#[derive(Debug, Clone, Copy)]
pub struct Clock<'a> {
    /// The zone in which calendar days, weeks and months keep the wall clock.
    pub zone: &'a Zone,
    /// The calendar along which working units count.
    pub calendar: Option<&'a Calendar>,
    /// How days count, and where an arrival is moved to.
    pub counting: &'a Counting,
}

/// Why a clock gives no moment. All but the first are refused by the check before a clock ever runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockError {
    /// It ran out of the years covered.
    Uncovered(Uncovered),
    /// A working unit without a calendar.
    NoCalendar,
    /// Days, and no statement of how they count.
    Undeclared,
    /// Not a unit of time.
    NotTime,
}

impl From<Uncovered> for ClockError {
    fn from(missing: Uncovered) -> ClockError {
        ClockError::Uncovered(missing)
    }
}

/// A date that a clock passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// Whether it was counted, else skipped.
    pub counted: bool,
    /// Why it was skipped, or why it was counted though out of the ordinary.
    pub why: Option<Reason>,
}

impl<'a> Clock<'a> {
    /// The moment a quantity after another, or before it where the amount is negative.
    ///
    /// Elapsed units run round the clock. Calendar days, weeks and months keep the wall clock: forwards until the
    /// end of the last date or until the same time on it, as declared; backwards the same time. No amount overflows:
    /// what cannot be held ends at the last moment that can.
    ///
    /// # Errors
    /// See [`ClockError`].
    pub fn add(&self, from: Moment, quantity: Quantity) -> Result<Moment, ClockError> {
        let Quantity { amount, unit } = quantity;
        match unit {
            Unit::Seconds | Unit::Minutes | Unit::Hours => Ok(Moment(from.0.saturating_add(seconds(quantity)))),
            Unit::WorkingSeconds | Unit::WorkingMinutes | Unit::WorkingHours => {
                let calendar = self.calendar.ok_or(ClockError::NoCalendar)?;
                Ok(calendar.add_working_seconds(from, seconds(quantity))?)
            }
            Unit::WorkingDays => {
                let calendar = self.calendar.ok_or(ClockError::NoCalendar)?;
                let count = self.counting.working.ok_or(ClockError::Undeclared)?;
                Ok(calendar.add_working_days(from, amount, count)?)
            }
            Unit::CalendarDays | Unit::Weeks | Unit::Months => {
                let count = self.counting.calendar.ok_or(ClockError::Undeclared)?;
                if amount == 0 {
                    return Ok(from);
                }
                let (day, second) = self.zone.day_and_second(from);
                let day = later_day(day, quantity);
                let local = if amount > 0 && count == DayCount::FromNextDay {
                    day.saturating_add(1).saturating_mul(DAY)
                } else {
                    day.saturating_mul(DAY).saturating_add(i64::from(second))
                };
                Ok(Moment(self.zone.read(local)))
            }
            Unit::Times | Unit::Points | Unit::Persons => Err(ClockError::NotTime),
        }
    }

    /// Whether a quantity added to a moment surely comes at or after another one. What is close, or leaves the covered
    /// years, is left to [`Clock::add`].
    #[must_use]
    pub fn outlasts(&self, from: Moment, to: Moment, quantity: Quantity) -> bool {
        match (quantity.unit, self.calendar) {
            (Unit::WorkingSeconds | Unit::WorkingMinutes | Unit::WorkingHours, Some(calendar)) => {
                calendar.works_less(from, to, seconds(quantity))
            }
            _ => self.add(from, quantity).is_ok_and(|end| to <= end),
        }
    }

    /// The moment as which an event counts for a quantity: moved by the arrival lines where the quantity counts
    /// forwards in working units, else the moment itself.
    ///
    /// # Errors
    /// See [`ClockError`].
    pub fn arrive(&self, at: Moment, quantity: Quantity) -> Result<Moment, ClockError> {
        if self.counting.arrival.is_empty() || !quantity.unit.is_working() || quantity.amount <= 0 {
            return Ok(at);
        }
        let calendar = self.calendar.ok_or(ClockError::NoCalendar)?;
        Ok(calendar.arrive(at, &self.counting.arrival)?)
    }

    /// The time of day on a working day that is counted from a moment.
    ///
    /// # Errors
    /// See [`ClockError`].
    pub fn on_working_day(&self, from: Moment, when: WorkingDayAt) -> Result<Moment, ClockError> {
        let calendar = self.calendar.ok_or(ClockError::NoCalendar)?;
        Ok(calendar.on_working_day(from, when)?)
    }

    /// The dates after that of a moment, through the date of a later one, along the working calendar.
    pub fn working_dates(&self, from: Moment, to: Moment) -> impl Iterator<Item = Day> + use<'a> {
        let calendar = self.calendar;
        let zone = calendar.map_or(self.zone, Calendar::zone);
        // The midnight that ends a day is not of the next.
        let (start, end) = (
            zone.day_and_second(from).0,
            zone.day_and_second(Moment(to.0.saturating_sub(1))).0,
        );
        (start.saturating_add(1)..=end).map(move |day| day_of_walk(calendar, day))
    }

    /// The dates a clock passes, in the order of its walk, counted or skipped, with the reason.
    ///
    /// Days begin after the date of `from`, since that day is not counted in either way; seconds, minutes and hours
    /// begin with it.
    ///
    /// # Errors
    /// See [`ClockError`].
    pub fn days(&self, from: Moment, quantity: Quantity) -> Result<impl Iterator<Item = Day> + use<'a>, ClockError> {
        let working = self.calendar.filter(|_| quantity.unit.is_working());
        let zone = working.map_or(self.zone, Calendar::zone);
        let (start, _) = zone.day_and_second(from);
        let back = quantity.amount < 0;
        let by_days = quantity.unit.seconds().is_none();
        let due = self.add(from, quantity)?;
        let end = match (quantity.unit, working) {
            (Unit::WorkingDays, Some(calendar)) => calendar.working_day_after(start, quantity.amount)?,
            _ if by_days => later_day(start, quantity),
            _ if back => zone.day_and_second(due).0,
            // The midnight that ends a day is not of the next.
            _ => zone.day_and_second(Moment(due.0.saturating_sub(1))).0.max(start),
        };
        let step = if back { -1 } else { 1 };
        let first = if by_days { start.saturating_add(step) } else { start };
        let within = move |day: &i64| if back { *day >= end } else { *day <= end };
        let walk = iter::successors(Some(first), move |day| day.checked_add(step)).take_while(within);
        Ok(walk.map(move |day| day_of_walk(working, day)))
    }
}

fn day_of_walk(calendar: Option<&Calendar>, day: i64) -> Day {
    let date = date_of(day);
    Day {
        date,
        counted: calendar.is_none_or(|calendar| calendar.works(day)),
        why: calendar.and_then(|calendar| calendar.reason(date)),
    }
}

/// Seconds of a quantity of fixed length.
fn seconds(quantity: Quantity) -> i64 {
    quantity.amount.saturating_mul(quantity.unit.seconds().unwrap_or(0))
}

/// The day some calendar days, weeks or months on.
fn later_day(day: i64, quantity: Quantity) -> i64 {
    match quantity.unit {
        Unit::Months => add_months(day, quantity.amount),
        Unit::Weeks => day.saturating_add(quantity.amount.saturating_mul(7)),
        _ => day.saturating_add(quantity.amount),
    }
}
