//! A calendar month of a zone.

use crate::calendar::{Moment, Zone, civil, day_of_civil};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    /// The year.
    pub year: i64,
    /// The month, from 1.
    pub month: u32,
}

impl Month {
    /// The month written `2026-10`; None for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        let digits = |text: &str, long: usize| text.len() == long && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        ((1..=12).contains(&month) && year > 0).then_some(Month { year, month })
    }

    /// The month in which a moment lies.
    #[must_use]
    pub fn of(zone: &Zone, at: Moment) -> Month {
        let (year, month, _) = civil(zone.day_and_second(at).0);
        Month { year, month }
    }

    /// Months since the year 0.
    #[must_use]
    pub fn number(self) -> i64 {
        self.year * 12 + i64::from(self.month) - 1
    }

    /// The month so many later, or earlier.
    #[must_use]
    pub fn plus(self, months: i64) -> Month {
        let number = self.number() + months;
        Month {
            year: number.div_euclid(12),
            month: number.rem_euclid(12) as u32 + 1,
        }
    }

    /// The moment at which it begins.
    #[must_use]
    pub fn begin(self, zone: &Zone) -> Moment {
        self.day(zone, 1, 0)
    }

    /// A second of one of its days. The last day stands for those it does not have.
    #[must_use]
    pub fn day(self, zone: &Zone, day: u32, second: u32) -> Moment {
        let next = self.plus(1);
        let (first, end) = (
            day_of_civil(self.year, self.month, 1),
            day_of_civil(next.year, next.month, 1),
        );
        let at = (first + i64::from(day.max(1)) - 1).min(end - 1);
        zone.moment_of(i32::try_from(at).unwrap_or(i32::MAX), second)
    }

    /// Whether a moment lies in it.
    #[must_use]
    pub fn holds(self, zone: &Zone, at: Moment) -> bool {
        Month::of(zone, at) == self
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Month, String> {
        Month::read(&text).ok_or_else(|| format!("{text} is no month"))
    }
}
