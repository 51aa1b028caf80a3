//! The bureau's working time counted by hand: the days of 2014 as the State Council announced them, the house's hours.
//! Shares nothing with the program.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

/// Weekdays off in 2014 (first half), month and day.
const OFF: [(u32, u32); 12] = [
    (1, 1),
    (1, 31),
    (2, 3),
    (2, 4),
    (2, 5),
    (2, 6),
    (4, 7),
    (5, 1),
    (5, 2),
    (6, 2),
    (9, 8),
    (10, 1),
];
/// Weekend days worked.
const MADE_UP: [(u32, u32); 5] = [(1, 26), (2, 8), (5, 4), (9, 28), (10, 11)];
/// Opening and closing in minutes from midnight.
const HOURS: [(u32, u32); 2] = [(8 * 60 + 30, 12 * 60), (14 * 60 + 30, 17 * 60 + 30)];

pub fn works(date: NaiveDate) -> bool {
    assert_eq!(date.year(), 2014, "the table of the test covers 2014 alone");
    let day = (date.month(), date.day());
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    if weekend {
        MADE_UP.contains(&day)
    } else {
        !OFF.contains(&day)
    }
}

fn at(date: NaiveDate, minute: u32) -> NaiveDateTime {
    date.and_time(NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap())
}

/// Closing time of a date.
pub fn close(date: NaiveDate) -> NaiveDateTime {
    at(date, HOURS[1].1)
}

/// The last of `days` working days after a date; with every day between, and whether it counts.
pub fn working_days(after: NaiveDate, days: u32) -> Vec<(NaiveDate, bool)> {
    let (mut walked, mut left, mut date) = (Vec::new(), days, after);
    while left > 0 {
        date += Duration::days(1);
        let counts = works(date);
        left -= u32::from(counts);
        walked.push((date, counts));
    }
    walked
}

/// A moment lengthened by working seconds, stretch by stretch.
pub fn add_working(from: NaiveDateTime, seconds: i64) -> NaiveDateTime {
    let (mut left, mut date) = (seconds, from.date());
    if left == 0 {
        return from;
    }
    loop {
        for (open, close) in HOURS.iter().filter(|_| works(date)) {
            let (open, close) = (at(date, *open).max(from), at(date, *close));
            let room = (close - open).num_seconds();
            if room >= left {
                return open + Duration::seconds(left);
            }
            left -= room.max(0);
        }
        date += Duration::days(1);
    }
}
