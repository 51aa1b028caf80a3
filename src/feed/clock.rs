//! The moment that a local time means, and whether it came twice or never.

use super::moment::Local;
use crate::calendar::{self, Moment, Zone};

/// What is odd about a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// The clocks went back: it came twice, and the first is meant.
    Twice,
    /// The clocks went forward: it never came, and is moved forward by the gap.
    Never,
}

/// The moment of a local time.
#[inline]
pub(super) fn moment(zone: &Zone, local: Local) -> (Moment, Option<Oddity>) {
    if let Some(offset) = local.offset {
        let seconds = i64::from(local.day) * 86_400 + i64::from(local.second);
        return (Moment(seconds - i64::from(offset)), None);
    }
    match zone.resolve_of(local.day, local.second) {
        calendar::Local::Once(at) => (at, None),
        calendar::Local::Twice(at, _) => (at, Some(Oddity::Twice)),
        calendar::Local::Never(at) => (at, Some(Oddity::Never)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(zone: chrono_tz::Tz, text: &str) -> (i64, Option<Oddity>) {
        let (moment, oddity) = super::moment(&Zone::of(zone), crate::feed::moment::any(text).unwrap());
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
}
