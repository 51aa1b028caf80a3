//! Moments on the wall: the date, weekday and time that a zone shows at a moment.

use crate::calendar::{Moment, Zone, civil, weekday};

/// What the clock on the wall shows at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Year.
    pub year: i64,
    /// Month, from 1.
    pub month: u32,
    /// Day of the month, from 1.
    pub day: u32,
    /// Weekday, Monday = 0.
    pub weekday: usize,
    /// Second of the day.
    pub second: u32,
}

impl Civil {
    /// What a zone shows at a moment.
    #[must_use]
    pub fn of(zone: &Zone, at: Moment) -> Civil {
        let (days, second) = zone.day_and_second(at);
        let (year, month, day) = civil(days);
        Civil {
            year,
            month,
            day,
            weekday: weekday(days),
            second,
        }
    }
}

impl Civil {
    /// What a zone shows at the end of a stretch: midnight is 24:00 of the day that ends, so that what is due with the
    /// end of a Monday reads as due on Monday.
    #[must_use]
    pub fn end(zone: &Zone, at: Moment) -> Civil {
        let own = Civil::of(zone, at);
        if own.second > 0 {
            return own;
        }
        Civil {
            second: 86_400,
            ..Civil::of(zone, Moment(at.0.saturating_sub(1)))
        }
    }
}

/// Whether two moments lie on one date of a zone.
#[must_use]
pub fn same_date(zone: &Zone, one: Moment, other: Moment) -> bool {
    zone.day_and_second(one).0 == zone.day_and_second(other).0
}

/// Appends a whole number.
pub(crate) fn push_number(out: &mut Vec<u8>, number: i64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}
