//! Wall-clock time of a zone turned into moments, a table look-up a cell.
//!
//! A time that never came (the clocks went forward) is moved forward by the gap; one that came twice means the
//! first. Both are told, so that the row can be listed.

use super::moment::Local;
use crate::calendar::Moment;
use chrono::{DateTime, LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// What is odd about a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// The clocks went back: it came twice.
    Twice,
    /// The clocks went forward: it never came.
    Never,
}

const FIRST_DAY: i32 = 3_652; // 1980-01-01
const DAYS: usize = 29_220; // eighty years

/// Seconds east of Greenwich, day by day, of one zone.
pub(super) struct Clock {
    zone: Tz,
    offsets: Vec<i32>,
}

/// Days on which the offset changes have no offset of their own.
const CHANGES: i32 = i32::MIN;

impl Clock {
    /// The clock of a zone.
    pub(super) fn new(zone: Tz) -> Clock {
        let at = |day: i32| offset_at(zone, i64::from(day) * 86_400);
        let mut before = at(FIRST_DAY - 1);
        let offsets = (0..DAYS as i32)
            .map(|day| {
                // A local day lies within fourteen hours of the same day of Greenwich.
                let after = at(FIRST_DAY + day + 2);
                let same = before == after && at(FIRST_DAY + day) == after && at(FIRST_DAY + day + 1) == after;
                before = at(FIRST_DAY + day);
                if same { after } else { CHANGES }
            })
            .collect();
        Clock { zone, offsets }
    }

    /// The moment of a local time.
    #[inline]
    pub(super) fn moment(&self, local: Local) -> (Moment, Option<Oddity>) {
        let seconds = i64::from(local.day) * 86_400 + i64::from(local.second);
        if let Some(offset) = local.offset {
            return (Moment(seconds - i64::from(offset)), None);
        }
        let day = usize::try_from(local.day - FIRST_DAY).ok();
        match day.and_then(|day| self.offsets.get(day)) {
            Some(offset) if *offset != CHANGES => (Moment(seconds - i64::from(*offset)), None),
            _ => self.slowly(seconds),
        }
    }

    fn slowly(&self, seconds: i64) -> (Moment, Option<Oddity>) {
        let Some(wall) = DateTime::from_timestamp(seconds, 0).map(|moment| moment.naive_utc()) else {
            return (Moment(seconds), None);
        };
        match self.zone.offset_from_local_datetime(&wall) {
            LocalResult::Single(offset) => (Moment(seconds - east(&offset)), None),
            LocalResult::Ambiguous(one, other) => (Moment(seconds - east(&one).max(east(&other))), Some(Oddity::Twice)),
            LocalResult::None => (Moment(seconds - self.before_gap(wall)), Some(Oddity::Never)),
        }
    }

    /// The offset in force before the gap in which a local time lies.
    fn before_gap(&self, wall: NaiveDateTime) -> i64 {
        (1..=48)
            .filter_map(|hours| wall.checked_sub_signed(TimeDelta::hours(hours)))
            .find_map(|earlier| self.zone.offset_from_local_datetime(&earlier).latest())
            .map_or(0, |offset| east(&offset))
    }
}

fn east(offset: &impl Offset) -> i64 {
    i64::from(offset.fix().local_minus_utc())
}

fn offset_at(zone: Tz, moment: i64) -> i32 {
    DateTime::from_timestamp(moment, 0).map_or(0, |moment| {
        zone.offset_from_utc_datetime(&moment.naive_utc())
            .fix()
            .local_minus_utc()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::moment;

    fn moment(zone: Tz, text: &str) -> (i64, Option<Oddity>) {
        let (moment, oddity) = Clock::new(zone).moment(moment::any(text).unwrap());
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
    }

    #[test]
    fn the_table_agrees_with_the_library() {
        for zone in [
            chrono_tz::Asia::Shanghai,
            chrono_tz::Australia::Lord_Howe,
            chrono_tz::Pacific::Apia,
        ] {
            let clock = Clock::new(zone);
            for step in 0..200_000i64 {
                let seconds = 315_532_800 + step * 12_345;
                let local = Local {
                    day: (seconds / 86_400) as i32,
                    second: (seconds % 86_400) as u32,
                    offset: None,
                };
                assert_eq!(clock.moment(local), clock.slowly(seconds), "{zone} {seconds}");
            }
        }
    }
}
