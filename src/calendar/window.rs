//! Windows between two events: how far one may lie behind another.

use super::{Moment, Quantity, Unit, Zone};
use chrono::Datelike;

impl Zone {
    /// Whether a later moment lies in the window that begins with an earlier one: days, weeks and months by local date
    /// (the last day in), hours and shorter by seconds, half-open. Working units are no windows.
    #[must_use]
    pub fn lies_within(&self, window: Quantity, earlier: Moment, later: Moment) -> bool {
        if let Some(seconds) = window.unit.seconds() {
            return later.0 - earlier.0 < window.amount.saturating_mul(seconds);
        }
        let (from, to) = (self.local(earlier).date(), self.local(later).date());
        match window.unit {
            Unit::Months => {
                let months = u32::try_from(window.amount).unwrap_or(u32::MAX);
                to.checked_sub_months(chrono::Months::new(months))
                    .is_none_or(|first| from >= first)
            }
            Unit::Weeks => days(to) - days(from) <= window.amount.saturating_mul(7),
            _ => days(to) - days(from) <= window.amount,
        }
    }
}

fn days(date: chrono::NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}
