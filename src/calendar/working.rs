//! Arithmetic along a calendar: working seconds, working days, openings, arrival.
//!
//! Comes in: moments and numbers. Goes out: moments and numbers, or the year that is missing. No call allocates.

use super::{ArrivalRule, Calendar, DayCount, Moment, Uncovered, WorkingDayAt};

impl Calendar {
    /// Working seconds from one moment to another; negative where `to` comes first.
    ///
    /// # Errors
    /// The first year that is not covered, in the direction of the walk.
    pub fn working_seconds(&self, from: Moment, to: Moment) -> Result<i64, Uncovered> {
        if from == to {
            return Ok(0);
        }
        let forward = from < to;
        let cover = self.cover_at(from.0, forward)?;
        if to.0 < cover.start || to.0 > cover.end {
            return Err(cover.beyond(forward));
        }
        Ok(self.worked_until(to.0) - self.worked_until(from.0))
    }

    /// Whether a number of working seconds from a moment lies within the cover, and less is worked until another moment.
    pub(super) fn works_less(&self, from: Moment, to: Moment, seconds: i64) -> bool {
        let Ok(cover) = self.cover_at(from.0, true) else {
            return false;
        };
        let begin = self.worked_until(from.0);
        to.0 <= cover.end
            && begin.saturating_add(seconds) <= cover.seconds.1
            // No more is worked than passes.
            && (to.0.saturating_sub(from.0) < seconds || self.worked_until(to.0) - begin < seconds)
    }

    /// The moment at which a number of working seconds has passed; a negative number counts backwards.
    ///
    /// A number that runs out exactly at closing time is due at closing time; backwards, one that runs out at an
    /// opening ends at that opening; 0 is the moment itself.
    ///
    /// # Errors
    /// The first year that is not covered.
    pub fn add_working_seconds(&self, from: Moment, seconds: i64) -> Result<Moment, Uncovered> {
        if seconds == 0 {
            return Ok(from);
        }
        let forward = seconds > 0;
        let cover = self.cover_at(from.0, forward)?;
        let here = self.span_after(from.0);
        let target = self.worked_before(here, from.0).saturating_add(seconds);
        let found = if forward {
            (target <= cover.seconds.1).then(|| self.span_through(here, target))
        } else {
            (target >= cover.seconds.0).then(|| self.span_holding(here, target))
        };
        found
            .flatten()
            .and_then(|span| self.spans.get(span))
            .map(|span| Moment(span.start + (target - span.before)))
            .ok_or_else(|| cover.beyond(forward))
    }

    /// The due moment after a number of working days, which count as declared; a negative number counts backwards.
    ///
    /// From the next day: the close of business of the n-th working date after the date of `from`. From the moment:
    /// the same time of day on that date. Backwards, in both ways, the same time of day on the n-th working date
    /// before. 0 is the moment itself.
    ///
    /// # Errors
    /// The first year that is not covered.
    pub fn add_working_days(&self, from: Moment, days: i64, count: DayCount) -> Result<Moment, Uncovered> {
        if days == 0 {
            return Ok(from);
        }
        let (day, second) = self.zone.day_and_second(from);
        let date = self.step(day, days)?;
        if days > 0 && count == DayCount::FromNextDay {
            return self.close_of(date, day);
        }
        Ok(self.at(date, second))
    }

    /// A time of day on the n-th working date after the date of `from`; of 0 on the first working date from that date
    /// on on which it lies after `from`.
    ///
    /// # Errors
    /// The first year that is not covered.
    pub fn on_working_day(&self, from: Moment, when: WorkingDayAt) -> Result<Moment, Uncovered> {
        let (day, _) = self.zone.day_and_second(from);
        self.cover_of_day(day)?;
        let on = |date: usize| match when.at {
            Some(second) => Ok(self.at(date, second)),
            None => self.close_of(date, day),
        };
        if when.days == 0 && self.works(day) {
            let same_day = on(self.rank(day))?;
            if same_day > from {
                return Ok(same_day);
            }
        }
        on(self.step(day, i64::from(when.days.max(1)))?)
    }

    /// The close of business of the n-th working date; `day` tells the year, should it have none.
    fn close_of(&self, date: usize, day: i64) -> Result<Moment, Uncovered> {
        let close = self.spans_of(date).last().map(|span| Moment(span.end));
        close.ok_or(Uncovered {
            year: super::date::year_of(day),
        })
    }

    /// The first opening at or after a moment.
    ///
    /// # Errors
    /// The first year that is not covered.
    pub fn next_opening(&self, at: Moment) -> Result<Moment, Uncovered> {
        let cover = self.cover_at(at.0, true)?;
        let after = self.span_after(at.0);
        [after, after + 1]
            .into_iter()
            .filter_map(|span| self.spans.get(span))
            .find(|span| span.start >= at.0)
            .filter(|span| span.start < cover.end)
            .map(|span| Moment(span.start))
            .ok_or_else(|| cover.beyond(true))
    }

    /// The moment as which an arrival counts: each line in the order written, on the result of the one before.
    ///
    /// # Errors
    /// The first year that is not covered.
    pub fn arrive(&self, at: Moment, lines: &[ArrivalRule]) -> Result<Moment, Uncovered> {
        lines.iter().try_fold(at, |at, line| self.arrive_by(at, *line))
    }

    fn arrive_by(&self, at: Moment, line: ArrivalRule) -> Result<Moment, Uncovered> {
        if line == ArrivalRule::OutsideToNextOpening {
            return if self.is_working_time(at)? {
                Ok(at)
            } else {
                self.next_opening(at)
            };
        }
        let (day, second) = self.zone.day_and_second(at);
        self.cover_of_day(day)?;
        let works = self.works(day);
        match line {
            ArrivalRule::DayOffToNextWorkingDay if !works => Ok(self.at(self.step(day, 1)?, second)),
            ArrivalRule::PastToNextWorkingDay { past, at } if second > past => Ok(self.at(self.step(day, 1)?, at)),
            _ => Ok(at),
        }
    }

    /// The day number of the working date that is so many after a day, or before it; of 0 the day itself.
    pub(super) fn working_day_after(&self, day: i64, days: i64) -> Result<i64, Uncovered> {
        if days == 0 {
            return Ok(day);
        }
        let date = self.step(day, days)?;
        Ok(self.dates.get(date).map_or(day, |date| i64::from(date.day)))
    }

    /// The working date a number of working dates after a day, or before it where the number is negative.
    fn step(&self, day: i64, days: i64) -> Result<usize, Uncovered> {
        let cover = self.cover_of_day(day)?;
        let forward = days > 0;
        let from = if forward {
            self.rank(day + 1) as i64 - 1
        } else {
            self.rank(day) as i64
        };
        let date = from.saturating_add(days);
        if date < cover.dates.0 as i64 || date >= cover.dates.1 as i64 {
            return Err(cover.beyond(forward));
        }
        Ok(date as usize)
    }

    /// A time of day on the n-th working date.
    fn at(&self, date: usize, second: u32) -> Moment {
        let day = self.dates.get(date).map_or(0, |date| date.day);
        self.zone.moment_of(day, second)
    }

    /// Working seconds of the table up to a moment.
    pub(super) fn worked_until(&self, at: i64) -> i64 {
        self.worked_before(self.span_after(at), at)
    }

    /// The same where the first span that ends after the moment is known.
    fn worked_before(&self, span: usize, at: i64) -> i64 {
        match self.spans.get(span) {
            Some(span) => span.before + (at - span.start).max(0),
            None => self.spans.last().map_or(0, super::table::Span::through),
        }
    }

    /// The first span from `here` on through whose end `target` seconds are worked. Steps double, since what is
    /// looked for is mostly near.
    fn span_through(&self, here: usize, target: i64) -> Option<usize> {
        let (mut low, mut high, mut step) = (here, here, 1);
        while self.spans.get(high).is_some_and(|span| span.through() < target) {
            low = high + 1;
            high += step;
            step *= 2;
        }
        let near = self.spans.get(low..high.min(self.spans.len()))?;
        Some(low + near.partition_point(|span| span.through() < target))
    }

    /// The last span up to `here` before which at most `target` seconds are worked.
    fn span_holding(&self, here: usize, target: i64) -> Option<usize> {
        let mut high = (here + 1).min(self.spans.len());
        let (mut low, mut step) = (high.checked_sub(1)?, 1);
        while self.spans.get(low).is_some_and(|span| span.before > target) {
            high = low;
            low = low.saturating_sub(step);
            step *= 2;
        }
        let near = self.spans.get(low..high)?;
        (low + near.partition_point(|span| span.before <= target)).checked_sub(1)
    }
}
