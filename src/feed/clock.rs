//! The moment that a local time means, and whether it came twice or never.
//!
//! Most months of most zones have one offset from their first second to their last. For these the first second is
//! kept, so that the usual shape of a moment becomes a slot value by a lookup and an addition.

use super::layout::near;
use super::moment::{Local, Usual, day_of, second_behind, usual};
use crate::calendar::{self, Moment, Zone};

/// What is odd about a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// The clocks went back: it came twice, and the first is meant.
    Twice,
    /// The clocks went forward: it never came, and is moved forward by the gap.
    Never,
}

/// The wall clock of a feed.
#[derive(Debug)]
pub(super) struct Clock {
    zone: Zone,
    /// Sixteen places a year, of which the months take 1 to 12.
    months: Box<[Month]>,
}

/// A month in which the clocks were not changed; no days: they were, or no slot holds its moments.
#[derive(Debug, Clone, Copy, Default)]
struct Month {
    /// The slot value of its first second.
    first: u32,
    days: u32,
}

const FIRST_YEAR: u32 = 1970;
const LAST_YEAR: u32 = 2105;
const DAY: u32 = 86_400;

impl Clock {
    /// The clock of a zone.
    pub(super) fn new(zone: Zone) -> Clock {
        let years = FIRST_YEAR..=LAST_YEAR;
        let months = years
            .flat_map(|year| (0..16).map(move |month| (year, month)))
            .map(|(year, month)| Month::of(&zone, year, month).unwrap_or_default())
            .collect();
        Clock { zone, months }
    }

    /// The slot value of a moment of the usual shape, if it lies in a month in which the clocks were not changed.
    #[inline]
    pub(super) fn near(&self, usual: Usual) -> Option<u32> {
        let place = usual
            .year
            .wrapping_sub(FIRST_YEAR)
            .wrapping_mul(16)
            .wrapping_add(usual.month);
        let month = self.months.get(place as usize)?;
        let day = usual.day.wrapping_sub(1);
        let fits = (usual.month < 16) & (day < month.days) & (usual.second < DAY);
        fits.then(|| {
            month
                .first
                .wrapping_add(day.wrapping_mul(DAY))
                .wrapping_add(usual.second)
        })
    }

    /// The moment of a local time.
    pub(super) fn moment(&self, local: Local) -> (Moment, Option<Oddity>) {
        if let Some(offset) = local.offset {
            let seconds = i64::from(local.day) * i64::from(DAY) + i64::from(local.second);
            return (Moment(seconds - i64::from(offset)), None);
        }
        match self.zone.resolve_of(local.day, local.second) {
            calendar::Local::Once(at) => (at, None),
            calendar::Local::Twice(at, _) => (at, Some(Oddity::Twice)),
            calendar::Local::Never(at) => (at, Some(Oddity::Never)),
        }
    }
}

/// The dates that a column told lately, as they are written: most cells write one of them again.
#[derive(Debug)]
pub(super) struct Dates([Option<Date>; DATES]);

/// A date as it is written, and the slot value of its first second.
#[derive(Debug, Clone, Copy)]
struct Date {
    written: [u8; 10],
    first: u32,
}

/// A place for each day of a month.
const DATES: usize = 64;

impl Default for Dates {
    fn default() -> Dates {
        Dates([None; DATES])
    }
}

impl Dates {
    /// The slot value of a cell that writes a moment in the usual shape; see [`Clock::near`].
    #[inline]
    pub(super) fn near(&mut self, clock: &Clock, cell: &[u8]) -> Option<u32> {
        let (written, behind) = cell.split_first_chunk::<10>()?;
        let [.., tens, ones] = written;
        let place = usize::from(tens & 3) << 4 | usize::from(ones & 15);
        let known = self.0.get_mut(place % DATES)?;
        if let Some(known) = known
            && known.written == *written
            && let Some(second) = second_behind(behind)
        {
            return Some(known.first.wrapping_add(second));
        }
        let usual = usual(cell)?;
        let value = clock.near(usual)?;
        *known = Some(Date {
            written: *written,
            first: value.wrapping_sub(usual.second),
        });
        Some(value)
    }
}

impl Month {
    fn of(zone: &Zone, year: u32, month: u32) -> Option<Month> {
        let begin = day_of(year, month, 1)?;
        let days = (28..=31).rev().find(|day| day_of(year, month, *day).is_some())?;
        let midnight = i64::from(begin) * i64::from(DAY);
        let (_, until) = zone.steady_until(midnight);
        let calendar::Local::Once(first) = zone.resolve_of(begin, 0) else {
            return None;
        };
        let calendar::Local::Once(last) = zone.resolve_of(begin + days as i32 - 1, DAY - 1) else {
            return None;
        };
        if until <= midnight + i64::from(days * DAY) {
            return None;
        }
        near(last)?;
        Some(Month {
            first: near(first)?,
            days,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::moment::any;

    fn moment(zone: chrono_tz::Tz, text: &str) -> (i64, Option<Oddity>) {
        let (moment, oddity) = Clock::new(Zone::of(zone)).moment(any(text).unwrap());
        (moment.0, oddity)
    }

    #[test]
    fn gaps_and_doubled_hours() {
        let zone = chrono_tz::America::New_York;
        assert_eq!(moment(zone, "2011-07-01 01:32:33"), (1_309_498_353, None));
        assert_eq!(moment(zone, "2011-03-13 02:30"), (1_300_001_400, Some(Oddity::Never)));
        assert_eq!(moment(zone, "2011-11-06 01:30"), (1_320_557_400, Some(Oddity::Twice)));
        assert_eq!(moment(zone, "2011-11-06 01:30-05:00"), (1_320_561_000, None));
        assert_eq!(moment(zone, "1970-01-01 00:00"), (18_000, None));
        assert_eq!(
            moment(chrono_tz::Asia::Shanghai, "2014-06-03 09:05"),
            (1_401_757_500, None)
        );
    }

    #[test]
    fn both_ways_mean_the_same() {
        use chrono_tz::{Africa, America, Asia, Australia, Europe, Pacific};
        for zone in [
            Africa::Casablanca,
            America::New_York,
            Asia::Shanghai,
            Australia::Lord_Howe,
            Europe::London,
            Pacific::Apia,
        ] {
            let clock = Clock::new(Zone::of(zone));
            let (mut quick, mut dates) = (0, Dates::default());
            for hour in (0..137 * 366 * 24).step_by(7) {
                let (day, second) = (hour / 24, hour % 24 * 3600 + hour % 3600);
                let date = chrono::DateTime::UNIX_EPOCH.date_naive() + chrono::Days::new(u64::from(day));
                let usual = Usual {
                    year: date.format("%Y").to_string().parse().unwrap(),
                    month: date.format("%m").to_string().parse().unwrap(),
                    day: date.format("%d").to_string().parse().unwrap(),
                    second,
                };
                let cell = format!(
                    "{} {:02}:{:02}:{:02}",
                    date.format("%Y-%m-%d"),
                    second / 3600,
                    second / 60 % 60,
                    second % 60
                );
                assert_eq!(dates.near(&clock, cell.as_bytes()), clock.near(usual), "{zone} {cell}");
                if let Some(value) = clock.near(usual) {
                    let (moment, oddity) = clock.moment(Local {
                        day: day as i32,
                        second,
                        offset: None,
                    });
                    assert_eq!((near(moment), oddity), (Some(value), None), "{zone} {date}");
                    quick += 1;
                }
            }
            assert!(quick > 100_000, "{zone}: {quick}");
        }
    }
}
