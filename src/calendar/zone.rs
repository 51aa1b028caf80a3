//! A time zone as a table of offset changes.
//!
//! Comes in: a name of the IANA database. Goes out: wall-clock time as moments and moments as wall-clock time, in
//! whole numbers. The table reaches from 1900 to 2200; before and after it the first and last offset hold.
//! A time that never comes moves forward by the gap; a time that comes twice means the first.

use super::Moment;
use super::date::DAY;
use chrono::{DateTime, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// First second of the table: 1899-12-30T00:00:00Z, so that every change found lies inside.
const BASE: i64 = -2_209_161_600;
/// One past the last second of the table: 2200-01-01T00:00:00Z.
const END: i64 = 7_258_118_400;
/// The database tells no change from here on: 2101-01-01T00:00:00Z.
const LAST_CHANGE: i64 = 4_133_980_800;
/// Changes are looked for every six days: less than the seven that the shortest offset of the database holds.
const PROBE: i64 = 1 << 19;
/// A table is indexed in stretches of 2^20 seconds, twelve days, which takes 18 kB.
const SHIFT: u32 = 20;

/// A time zone, ready for lookups of a few nanoseconds. Clones share one table.
#[derive(Debug, Clone)]
pub struct Zone(Arc<Changes>);

impl PartialEq for Zone {
    fn eq(&self, other: &Zone) -> bool {
        // Clones are told by their table, unread.
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

/// The table of a zone.
#[derive(Debug, PartialEq)]
struct Changes {
    tz: Tz,
    /// `offsets[0]` holds before the first change, `offsets[n]` from the n-th on.
    offsets: Box<[i64]>,
    /// Moments of the changes.
    changes: Table,
    /// The wall-clock second from which the n-th offset is used to read wall-clock time.
    turns: Table,
}

/// What a wall-clock time means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Local {
    /// One moment.
    Once(Moment),
    /// Two moments, the first of which is meant.
    Twice(Moment, Moment),
    /// None: clocks jump over it. The moment is moved forward by the gap.
    Never(Moment),
}

impl Zone {
    /// The table of a zone. The first call for a zone searches the database for about a millisecond; the table is
    /// kept, so that later calls cost nothing.
    #[must_use]
    pub fn of(tz: Tz) -> Zone {
        static KNOWN: LazyLock<Mutex<HashMap<Tz, Zone>>> = LazyLock::new(Mutex::default);
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(tz).or_insert_with(|| Zone::search(tz)).clone()
    }

    fn search(tz: Tz) -> Zone {
        let mut offsets = vec![probe(tz, BASE)];
        let mut changes = Vec::new();
        let mut at = BASE;
        let mut offset = probe(tz, BASE);
        while at < LAST_CHANGE {
            let next = (at + PROBE).min(LAST_CHANGE);
            if probe(tz, next) != offset {
                let (mut before, mut after) = (at, next);
                while after - before > 1 {
                    let middle = before + (after - before) / 2;
                    if probe(tz, middle) == offset {
                        before = middle;
                    } else {
                        after = middle;
                    }
                }
                offset = probe(tz, after);
                changes.push(after);
                offsets.push(offset);
                at = after;
            } else {
                at = next;
            }
        }
        let turns = changes
            .iter()
            .zip(offsets.windows(2))
            .map(|(change, pair)| change + pair.iter().max().copied().unwrap_or(0))
            .collect();
        Zone(Arc::new(Changes {
            tz,
            offsets: offsets.into(),
            changes: Table::new(changes),
            turns: Table::new(turns),
        }))
    }

    /// The name in the IANA database.
    #[must_use]
    pub fn tz(&self) -> Tz {
        self.0.tz
    }

    /// The moment of a wall-clock time: in a gap moved forward by the gap, the first where it comes twice.
    #[must_use]
    pub fn moment(&self, local: NaiveDateTime) -> Moment {
        Moment(self.read(local.and_utc().timestamp()))
    }

    /// The moment of a second of a day (days since 1970-01-01), for feed readers.
    #[inline]
    #[must_use]
    pub fn moment_of(&self, day: i32, second_of_day: u32) -> Moment {
        Moment(self.read(i64::from(day) * DAY + i64::from(second_of_day)))
    }

    /// What a wall-clock time means, told apart.
    #[must_use]
    pub fn resolve(&self, local: NaiveDateTime) -> Local {
        self.resolve_seconds(local.and_utc().timestamp())
    }

    /// The same as [`Zone::resolve`] on integers, for feed readers.
    #[must_use]
    pub fn resolve_of(&self, day: i32, second_of_day: u32) -> Local {
        self.resolve_seconds(i64::from(day) * DAY + i64::from(second_of_day))
    }

    /// The wall-clock time of a moment, clamped to what chrono can hold.
    #[must_use]
    pub fn local(&self, at: Moment) -> NaiveDateTime {
        let seconds = self.local_seconds(at);
        let end = if seconds < 0 {
            NaiveDateTime::MIN
        } else {
            NaiveDateTime::MAX
        };
        DateTime::from_timestamp(seconds, 0).map_or(end, |at| at.naive_utc())
    }

    /// Day number and second of the day of a moment.
    #[inline]
    #[must_use]
    pub fn day_and_second(&self, at: Moment) -> (i64, u32) {
        let seconds = self.local_seconds(at);
        (seconds.div_euclid(DAY), seconds.rem_euclid(DAY) as u32)
    }

    /// Seconds east of Greenwich at a moment.
    #[inline]
    #[must_use]
    pub fn offset_at(&self, at: Moment) -> i32 {
        self.offset(self.0.changes.passed(at.0)) as i32
    }

    /// The moment of wall-clock seconds since 1970-01-01T00:00:00.
    #[inline]
    pub(super) fn read(&self, local: i64) -> i64 {
        local.saturating_sub(self.offset(self.0.turns.passed(local)))
    }

    /// The offset with which wall-clock time from here on is read, and the wall-clock second up to which it is.
    pub(crate) fn steady_until(&self, local: i64) -> (i64, i64) {
        let passed = self.0.turns.passed(local);
        let until = self.0.turns.starts.get(passed).copied().unwrap_or(i64::MAX);
        (self.offset(passed), until)
    }

    fn resolve_seconds(&self, local: i64) -> Local {
        let passed = self.0.turns.passed(local);
        let first = local.saturating_sub(self.offset(passed));
        let second = local.saturating_sub(self.offset(passed + 1));
        match self.0.changes.starts.get(passed) {
            Some(change) if first >= *change => Local::Never(Moment(first)),
            Some(change) if second >= *change => Local::Twice(Moment(first), Moment(second)),
            _ => Local::Once(Moment(first)),
        }
    }

    fn local_seconds(&self, at: Moment) -> i64 {
        at.0.saturating_add(self.offset(self.0.changes.passed(at.0)))
    }

    #[inline]
    fn offset(&self, passed: usize) -> i64 {
        self.0.offsets.get(passed).copied().unwrap_or(0)
    }
}

/// Sorted seconds with an index that makes "how many of them have passed" a lookup.
#[derive(Debug, Clone, PartialEq)]
struct Table {
    starts: Box<[i64]>,
    /// How many have passed at the beginning of each stretch of 2^20 seconds from [`BASE`].
    index: Box<[u16]>,
}

impl Table {
    fn new(starts: Vec<i64>) -> Table {
        let mut passed = 0;
        let index = (0..=(END - BASE) >> SHIFT)
            .map(|stretch| {
                let begin = BASE + (stretch << SHIFT);
                while starts.get(passed).is_some_and(|start| *start <= begin) {
                    passed += 1;
                }
                u16::try_from(passed).unwrap_or(u16::MAX)
            })
            .collect();
        Table {
            starts: starts.into(),
            index,
        }
    }

    /// How many starts lie at or before a second.
    #[inline]
    fn passed(&self, second: i64) -> usize {
        let stretch = (second.saturating_sub(BASE) >> SHIFT).clamp(0, self.index.len() as i64 - 1);
        let mut passed = usize::from(self.index.get(stretch as usize).copied().unwrap_or(0));
        while self.starts.get(passed).is_some_and(|start| *start <= second) {
            passed += 1;
        }
        passed
    }
}

fn probe(tz: Tz, second: i64) -> i64 {
    let at = DateTime::from_timestamp(second, 0).unwrap_or_default().naive_utc();
    i64::from(tz.offset_from_utc_datetime(&at).fix().local_minus_utc())
}
