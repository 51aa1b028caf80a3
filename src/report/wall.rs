//! Moments on the wall: the date, weekday and time of a moment in the rule set's zone.
//!
//! Comes in: a zone, then moments. Goes out: [`Civil`] readings and RFC 3339 text, without allocation.
//! It does no arithmetic of calendars.

use crate::calendar::Moment;
use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

const DAY: i64 = 86_400;
/// Days for which offsets are kept at hand: 1970 to 2099.
const DAYS: i64 = 47_482;
/// Stands for a day in which the offset changes.
const CHANGES: i32 = i32::MAX;

/// The clock on the wall of one zone.
#[derive(Debug, Clone)]
pub struct WallClock {
    zone: Tz,
    offsets: Vec<i32>,
}

/// What the wall clock shows at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Year.
    pub year: i64,
    /// Month, from 1.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Hour.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
    /// Second.
    pub second: u8,
    /// Weekday, Monday = 0.
    pub weekday: u8,
    /// Seconds east of UTC, cut to whole minutes as RFC 3339 can say no more.
    pub offset: i32,
    /// The date as days since 1970-01-01.
    pub days: i64,
}

impl WallClock {
    /// The clock of a zone. Looks up every day's offset once, about two milliseconds.
    #[must_use]
    pub fn new(zone: Tz) -> WallClock {
        let mut at = look_up(zone, 0);
        let offsets = (0..DAYS)
            .map(|day| {
                let next = look_up(zone, (day + 1) * DAY);
                let own = if at == next { at } else { CHANGES };
                at = next;
                own
            })
            .collect();
        WallClock { zone, offsets }
    }

    /// The zone.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// What the wall shows at a moment.
    #[must_use]
    pub fn read(&self, moment: Moment) -> Civil {
        let offset = self.offset(moment);
        let local = moment.0.saturating_add(i64::from(offset));
        let days = local.div_euclid(DAY);
        let second = local.rem_euclid(DAY);
        let (year, month, day) = date_of(days);
        Civil {
            year,
            month,
            day,
            hour: (second / 3600) as u8,
            minute: (second / 60 % 60) as u8,
            second: (second % 60) as u8,
            weekday: (days + 3).rem_euclid(7) as u8,
            offset,
            days,
        }
    }

    /// Whether two moments lie on one date.
    #[must_use]
    pub fn same_date(&self, one: Moment, other: Moment) -> bool {
        let day = |moment: Moment| (moment.0.saturating_add(i64::from(self.offset(moment)))).div_euclid(DAY);
        day(one) == day(other)
    }

    /// Appends a moment as RFC 3339, seconds and offset included: `2026-03-06T17:30:00+08:00`.
    pub fn rfc3339(&self, moment: Moment, out: &mut Vec<u8>) {
        let civil = self.read(moment);
        if civil.year < 0 {
            out.push(b'-');
        }
        let year = civil.year.unsigned_abs();
        if year > 9999 {
            push_number(out, year as i64);
        } else {
            out.extend_from_slice(&[b'0' + (year / 1000) as u8, b'0' + (year / 100 % 10) as u8]);
            push_two(out, (year % 100) as u8);
        }
        for (mark, number) in [
            (b'-', civil.month),
            (b'-', civil.day),
            (b'T', civil.hour),
            (b':', civil.minute),
            (b':', civil.second),
        ] {
            out.push(mark);
            push_two(out, number);
        }
        out.push(if civil.offset < 0 { b'-' } else { b'+' });
        let minutes = civil.offset.unsigned_abs() / 60;
        push_two(out, (minutes / 60) as u8);
        out.push(b':');
        push_two(out, (minutes % 60) as u8);
    }

    /// The same as text.
    #[must_use]
    pub fn rfc3339_text(&self, moment: Moment) -> String {
        let mut out = Vec::with_capacity(25);
        self.rfc3339(moment, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    fn offset(&self, moment: Moment) -> i32 {
        let known = usize::try_from(moment.0.div_euclid(DAY))
            .ok()
            .and_then(|day| self.offsets.get(day).copied());
        match known {
            Some(offset) if offset != CHANGES => offset,
            _ => look_up(self.zone, moment.0),
        }
    }
}

fn look_up(zone: Tz, seconds: i64) -> i32 {
    DateTime::from_timestamp(seconds, 0).map_or(0, |utc| {
        let offset = zone.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc();
        offset.div_euclid(60) * 60
    })
}

/// Year, month and day of a day since 1970-01-01, in the proleptic Gregorian calendar.
fn date_of(days: i64) -> (i64, u8, u8) {
    // Years that begin in March put the leap day last, which makes the month a linear function of the day.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = (of_year - (153 * march_month + 2) / 5 + 1) as u8;
    let month = (if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    }) as u8;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
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

fn push_two(out: &mut Vec<u8>, number: u8) {
    out.extend_from_slice(&[b'0' + number / 10 % 10, b'0' + number % 10]);
}
