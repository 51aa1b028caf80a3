//! Dates as day numbers (1970-01-01 is 0) in the proleptic Gregorian calendar.
//!
//! Comes in and goes out: day numbers, civil dates, chrono's dates. Total over all of `i64`: what chrono cannot
//! hold is clamped to its ends.

use chrono::{Datelike, NaiveDate};
use std::sync::LazyLock;

/// Seconds of a day without a change of offset.
pub(crate) const DAY: i64 = 86_400;

/// 0001-01-01 is day 1 of chrono's count; 1970-01-01 is this one.
const EPOCH_FROM_CE: i32 = 719_163;

/// The day number of a date.
pub(crate) fn day_of(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - EPOCH_FROM_CE
}

/// The date of a day number, clamped to what chrono can hold.
pub(crate) fn date_of(day: i64) -> NaiveDate {
    let end = if day < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    i32::try_from(day.saturating_add(i64::from(EPOCH_FROM_CE)))
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .unwrap_or(end)
}

/// Monday is 0.
pub(crate) fn weekday(day: i64) -> usize {
    day.saturating_add(3).rem_euclid(7) as usize
}

/// Year, month and day of the month. Days are counted in eras of 400 years that begin on 1 March, so that the
/// leap day comes last in its year.
pub(crate) fn civil(day: i64) -> (i64, u32, u32) {
    let shifted = day.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let of_month = (of_year - (153 * march_month + 2) / 5 + 1) as u32;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    } as u32;
    (era * 400 + year_of_era + i64::from(month <= 2), month, of_month)
}

/// Appends a date: `2026-03-06`; a year below 0 with its sign, one past 9999 with all its digits.
pub(crate) fn push_date(out: &mut Vec<u8>, day: i64) {
    /// The dates that lists are full of, written once: 1970 to 2099.
    static WRITTEN: LazyLock<Box<[[u8; 10]]>> = LazyLock::new(|| {
        let written = |day| {
            let (year, month, of_month) = civil(day);
            let mut date = *b"0000-00-00";
            date[..2].copy_from_slice(&two(year as u32 / 100));
            date[2..4].copy_from_slice(&two(year as u32 % 100));
            date[5..7].copy_from_slice(&two(month));
            date[8..].copy_from_slice(&two(of_month));
            date
        };
        (0..47_482).map(written).collect()
    });
    match usize::try_from(day).ok().and_then(|day| WRITTEN.get(day)) {
        Some(date) => out.extend_from_slice(date),
        None => {
            let (year, month, of_month) = civil(day);
            out.extend_from_slice(format!("{year:04}-{month:02}-{of_month:02}").as_bytes());
        }
    }
}

/// The time of day of a second of the day: `17:30:05`.
pub(crate) fn time_of_day(second: u32) -> [u8; 8] {
    let mut time = *b"00:00:00";
    time[..2].copy_from_slice(&two(second / 3600));
    time[3..5].copy_from_slice(&two(second / 60 % 60));
    time[6..].copy_from_slice(&two(second % 60));
    time
}

/// A number below 100 in two digits.
pub(super) fn two(number: u32) -> [u8; 2] {
    [b'0' + (number / 10 % 10) as u8, b'0' + (number % 10) as u8]
}

/// The day number of a civil date; the years are clamped to those whose seconds fit into a moment.
pub(crate) fn day_of_civil(year: i64, month: u32, day: u32) -> i64 {
    let year = year.clamp(-292_000_000_000, 292_000_000_000) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let march_month = i64::from((month + 9) % 12);
    let of_year = (153 * march_month + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
}

/// The number of days of a month.
pub(crate) fn month_length(year: i64, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The same day some months on: where the month is shorter, its last day (31 January + 1 month = 28 or 29 February).
pub(crate) fn add_months(day: i64, months: i64) -> i64 {
    let (year, month, of_month) = civil(day);
    let total = year
        .saturating_mul(12)
        .saturating_add(i64::from(month) - 1)
        .saturating_add(months);
    let (year, month) = (total.div_euclid(12), total.rem_euclid(12) as u32 + 1);
    day_of_civil(year, month, of_month.min(month_length(year, month)))
}

/// The year of a day, clamped to `i32`.
pub(crate) fn year_of(day: i64) -> i32 {
    civil(day).0.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
}
