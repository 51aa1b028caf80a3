//! One calendar, computed: every span of working time and every working date of its cover, in order, with sums.
//!
//! Comes in: [`Spec`]s. Goes out: the table on which the arithmetic runs, and what it says of one date or moment.

use super::date::{DAY, date_of, day_of, day_of_civil, month_length, weekday, year_of};
use super::layers::{Layers, Reason};
use super::{Moment, Spec, Stretch, Uncovered, Zone};
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeMap;

/// First and last day of the table: 1900-01-01 and 2199-12-31; a cover that reaches farther is cut to them.
const EARLIEST: i64 = -25_567;
const LATEST: i64 = 84_005;
/// The table is indexed in stretches of 2^16 seconds, eighteen hours.
const SHIFT: u32 = 16;

/// A working calendar: weekly hours, days off, make-up days and closures over the years it covers.
///
/// `all years` means 1970 to 2199. Every operation that would need a date outside the cover says which year is
/// missing. A *working date* is a date with at least one second of working time.
#[derive(Debug, Clone)]
pub struct Calendar {
    pub(super) zone: Zone,
    pub(super) covers: Vec<Cover>,
    pub(super) spans: Vec<Span>,
    pub(super) dates: Vec<WorkingDate>,
    /// How many working dates lie before each day from `first_day` on, one more than there are days.
    ranks: Vec<u32>,
    first_day: i64,
    /// The first span that ends after the beginning of each stretch of 2^16 seconds from `begin` on.
    index: Vec<u32>,
    begin: i64,
    reasons: BTreeMap<i64, Reason>,
}

/// A span of working time, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub(super) start: i64,
    pub(super) end: i64,
    /// Working seconds of the whole table before it.
    pub(super) before: i64,
}

impl Span {
    /// Opening.
    #[must_use]
    pub fn start(&self) -> Moment {
        Moment(self.start)
    }

    /// Close, the first second that is no longer worked.
    #[must_use]
    pub fn end(&self) -> Moment {
        Moment(self.end)
    }

    /// Working seconds of the whole table up to its end.
    pub(super) fn through(&self) -> i64 {
        self.before + (self.end - self.start)
    }
}

/// A working date and its first span; its spans end where those of the next working date begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct WorkingDate {
    pub day: i32,
    pub first_span: u32,
}

/// A covered stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cover {
    pub first: i64,
    pub last: i64,
    pub start: i64,
    pub end: i64,
    /// Working seconds of the table before it and up to its end.
    pub seconds: (i64, i64),
    /// Working dates of the table before it and up to its end.
    pub dates: (usize, usize),
}

impl Cover {
    /// What is said when a clock runs out of it forwards, or backwards.
    pub(super) fn beyond(&self, forward: bool) -> Uncovered {
        let day = if forward { self.last + 1 } else { self.first - 1 };
        Uncovered { year: year_of(day) }
    }
}

impl Calendar {
    /// Computes the calendar at `index` of a list in which every layer comes after the one it builds on.
    ///
    /// An index that is not in the list gives a calendar that covers nothing.
    #[must_use]
    pub fn build(specs: &[Spec], index: usize) -> Calendar {
        let zone = Zone::of(specs.get(index).map_or(chrono_tz::UTC, |spec| spec.zone));
        let covers = specs
            .get(index)
            .map_or(Vec::new(), |spec| covered_days(&zone, &spec.covers));
        let first_day = covers.first().map_or(0, |cover| cover.0);
        let last_day = covers.last().map_or(-1, |cover| cover.1);
        let begin = zone.read(first_day * DAY);
        let mut calendar = Calendar {
            zone,
            covers: Vec::with_capacity(covers.len()),
            spans: Vec::new(),
            dates: Vec::new(),
            ranks: vec![0],
            first_day,
            index: Vec::new(),
            begin,
            reasons: BTreeMap::new(),
        };
        let layers = Layers::resolve(specs, index, first_day, last_day);
        calendar.ranks.reserve((last_day - first_day + 1).max(0) as usize);
        for (first, last) in covers {
            calendar.cover(&layers, first, last);
        }
        calendar.reasons = layers.into_reasons();
        calendar.build_index();
        calendar
    }

    /// Its zone.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Whether it has any working time at all; one without is an error of the check unless others build on it.
    #[must_use]
    pub fn has_working_time(&self) -> bool {
        !self.spans.is_empty()
    }

    /// The last covered date, None where nothing is covered.
    #[must_use]
    pub fn cover_end(&self) -> Option<NaiveDate> {
        self.covers.last().map(|cover| date_of(cover.last))
    }

    /// The last covered second, None where nothing is covered.
    #[must_use]
    pub fn last_covered_moment(&self) -> Option<Moment> {
        self.covers.last().map(|cover| Moment(cover.end - 1))
    }

    /// Whether a date is covered.
    #[must_use]
    pub fn covers_date(&self, date: NaiveDate) -> bool {
        self.cover_of_day(i64::from(day_of(date))).is_ok()
    }

    /// Whether a date has working time.
    ///
    /// # Errors
    /// The year of the date where it is not covered.
    pub fn is_working_date(&self, date: NaiveDate) -> Result<bool, Uncovered> {
        let day = i64::from(day_of(date));
        self.cover_of_day(day)?;
        Ok(self.works(day))
    }

    /// The spans of a date, in order; none where it is not covered.
    #[must_use]
    pub fn spans_on(&self, date: NaiveDate) -> &[Span] {
        let day = i64::from(day_of(date));
        if !self.works(day) {
            return &[];
        }
        self.spans_of(self.rank(day))
    }

    /// Why a date is not an ordinary working date, None where it is one or is not covered.
    #[must_use]
    pub fn reason(&self, date: NaiveDate) -> Option<Reason> {
        let day = i64::from(day_of(date));
        self.cover_of_day(day).ok()?;
        match self.reasons.get(&day) {
            Some(reason) => Some(reason.clone()),
            None if self.works(day) => None,
            None if self.zone.read(day * DAY) >= self.zone.read((day + 1) * DAY) => Some(Reason::Skipped),
            None => Some(Reason::Weekday(weekday(day) as u8)),
        }
    }

    /// Whether a moment lies in working time; spans are half-open, so closing time itself does not.
    ///
    /// # Errors
    /// The year of the moment where it is not covered.
    pub fn is_working_time(&self, at: Moment) -> Result<bool, Uncovered> {
        self.cover_at(at.0, true)?;
        Ok(self
            .spans
            .get(self.span_after(at.0))
            .is_some_and(|span| span.start <= at.0))
    }

    /// The last working day of a month.
    ///
    /// # Errors
    /// The year, where a day of the month that has to be looked at is not covered, or where the month has no working day.
    pub fn last_working_day_of_month(&self, year: i32, month: u32) -> Result<NaiveDate, Uncovered> {
        let missing = Uncovered { year };
        if !(1..=12).contains(&month) {
            return Err(missing);
        }
        let first = day_of_civil(i64::from(year), month, 1);
        let last = first + i64::from(month_length(i64::from(year), month)) - 1;
        for day in (first..=last).rev() {
            self.cover_of_day(day)?;
            if self.works(day) {
                return Ok(date_of(day));
            }
        }
        Err(missing)
    }

    /// The moment of a wall-clock time on a date, in the calendar's zone.
    #[must_use]
    pub fn moment(&self, date: NaiveDate, time: NaiveTime) -> Moment {
        self.zone.moment(date.and_time(time))
    }

    /// The covered stretch in which a day lies.
    pub(super) fn cover_of_day(&self, day: i64) -> Result<&Cover, Uncovered> {
        self.covers
            .iter()
            .find(|cover| cover.first <= day && day <= cover.last)
            .ok_or(Uncovered { year: year_of(day) })
    }

    /// The covered stretch in which a clock that runs forwards, or backwards, starts.
    pub(super) fn cover_at(&self, at: i64, forward: bool) -> Result<&Cover, Uncovered> {
        let reached = if forward { at } else { at.saturating_sub(1) };
        self.covers
            .iter()
            .find(|cover| cover.start <= reached && reached < cover.end)
            .ok_or_else(|| Uncovered {
                year: year_of(self.zone.day_and_second(Moment(reached)).0),
            })
    }

    /// The first span that ends after a moment; the number of spans where none does.
    #[inline]
    pub(super) fn span_after(&self, at: i64) -> usize {
        let stretch = (at.saturating_sub(self.begin) >> SHIFT).clamp(0, self.index.len() as i64 - 1);
        let mut span = self.index.get(stretch as usize).copied().unwrap_or(0) as usize;
        while self.spans.get(span).is_some_and(|span| span.end <= at) {
            span += 1;
        }
        span
    }

    /// Whether a day is a working date; false outside the table.
    pub(super) fn works(&self, day: i64) -> bool {
        self.rank(day + 1) > self.rank(day)
    }

    /// How many working dates of the table lie before a day.
    #[inline]
    pub(super) fn rank(&self, day: i64) -> usize {
        let at = day.saturating_sub(self.first_day).clamp(0, self.ranks.len() as i64 - 1);
        self.ranks.get(at as usize).copied().unwrap_or(0) as usize
    }

    /// The spans of the n-th working date.
    pub(super) fn spans_of(&self, date: usize) -> &[Span] {
        let begin = |date: usize| {
            self.dates
                .get(date)
                .map_or(self.spans.len(), |date| date.first_span as usize)
        };
        self.spans.get(begin(date)..begin(date + 1)).unwrap_or(&[])
    }

    /// Adds a covered stretch of days.
    fn cover(&mut self, layers: &Layers, first: i64, last: i64) {
        while self.first_day + (self.ranks.len() as i64) <= first {
            self.ranks.push(self.dates.len() as u32);
        }
        let (start, end) = (self.zone.read(first * DAY), self.zone.read((last + 1) * DAY));
        let (seconds, dates) = (self.total(), self.dates.len());
        let mut steady = (0, i64::MIN);
        for day in first..=last {
            let midnight = day * DAY;
            if midnight + DAY >= steady.1 {
                steady = self.zone.steady_until(midnight);
            }
            let before = self.spans.len();
            if midnight + DAY < steady.1 {
                for stretch in layers.hours(day) {
                    let opening = midnight - steady.0;
                    self.span(opening + i64::from(stretch.from), opening + i64::from(stretch.to));
                }
            } else {
                self.uneven_day(layers.hours(day), midnight);
            }
            if self.spans.len() > before {
                self.dates.push(WorkingDate {
                    day: day as i32,
                    first_span: before as u32,
                });
            }
            self.ranks.push(self.dates.len() as u32);
        }
        self.covers.push(Cover {
            first,
            last,
            start,
            end,
            seconds: (seconds, self.total()),
            dates: (dates, self.dates.len()),
        });
    }

    /// A day on which the offset may change: each end is read by the rule of the zone. A date that the zone jumps
    /// over has no working time.
    fn uneven_day(&mut self, hours: &[Stretch], midnight: i64) {
        if self.zone.read(midnight) >= self.zone.read(midnight + DAY) {
            return;
        }
        let mut spans: Vec<(i64, i64)> = hours
            .iter()
            .map(|stretch| {
                let end = |second: u32| self.zone.read(midnight + i64::from(second));
                (end(stretch.from), end(stretch.to))
            })
            .collect();
        spans.sort_unstable();
        for (start, end) in spans {
            self.span(start, end);
        }
    }

    /// Adds a span behind the others; no second is counted twice.
    #[inline]
    fn span(&mut self, start: i64, end: i64) {
        let start = self.spans.last().map_or(start, |last| start.max(last.end));
        if start < end {
            let before = self.total();
            self.spans.push(Span { start, end, before });
        }
    }

    fn total(&self) -> i64 {
        self.spans.last().map_or(0, Span::through)
    }

    fn build_index(&mut self) {
        let end = self.covers.last().map_or(self.begin, |cover| cover.end);
        let mut span = 0;
        self.index = (0..=(end - self.begin) >> SHIFT)
            .map(|stretch| {
                let begin = self.begin + (stretch << SHIFT);
                while self.spans.get(span).is_some_and(|span| span.end <= begin) {
                    span += 1;
                }
                span as u32
            })
            .collect();
    }
}

/// Covered stretches as days, in order, cut to the table and joined where no time passes between them: a date that
/// the zone jumps over needs no cover.
fn covered_days(zone: &Zone, covers: &[(NaiveDate, NaiveDate)]) -> Vec<(i64, i64)> {
    if covers.is_empty() {
        return vec![(0, LATEST)];
    }
    let mut days: Vec<(i64, i64)> = covers
        .iter()
        .map(|(first, last)| {
            (
                i64::from(day_of(*first)).max(EARLIEST),
                i64::from(day_of(*last)).min(LATEST),
            )
        })
        .filter(|(first, last)| first <= last)
        .collect();
    days.sort_unstable();
    days.dedup_by(|next, last| {
        let touches = zone.read(next.0 * DAY) <= zone.read((last.1 + 1) * DAY);
        if touches {
            last.1 = last.1.max(next.1);
        }
        touches
    });
    days
}
