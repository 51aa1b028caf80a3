//! Time: moments, civil dates and working time, by walking over every date a calendar covers.
//! In: what a calendar says. Out: sums and differences of time. Moments are whole seconds since 1970, UTC.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

/// A moment.
pub type Moment = i64;

/// Seconds of a day without clock changes.
pub const DAY: i64 = 86_400;

/// What a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    Minutes,
    Hours,
    WorkingSeconds,
    WorkingMinutes,
    WorkingHours,
    WorkingDays,
    CalendarDays,
    Weeks,
    Months,
}

impl Unit {
    pub fn is_working(self) -> bool {
        matches!(
            self,
            Unit::WorkingSeconds | Unit::WorkingMinutes | Unit::WorkingHours | Unit::WorkingDays
        )
    }
}

/// A number and its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity(pub i64, pub Unit);

/// The two declared ways of counting days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayCount {
    /// From the next day, until close of business (or midnight).
    NextDay,
    /// From the moment, until the same time.
    SameTime,
}

/// The arrival lines. Times are seconds from midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    OutsideToNextOpening,
    DayOffToNextWorkingDay,
    PastToNextWorkingDay(u32, u32),
}

/// What a file says of counting.
#[derive(Debug, Clone, PartialEq)]
pub struct Counting {
    pub zone: Tz,
    pub working_days: DayCount,
    pub calendar_days: DayCount,
    pub arrival: Vec<Arrival>,
}

/// The year that would be needed and is not covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing(pub i32);

/// A calendar as written, and every covered date that has working time, with its hours as moments.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    pub name: &'static str,
    /// The one it is a layer over: then the days below are those that it says itself.
    pub builds_on: Option<&'static str>,
    pub zone: Tz,
    pub covers: (NaiveDate, NaiveDate),
    /// Monday to Friday, or every day.
    pub every_day: bool,
    /// Hours of a working day, in seconds from midnight.
    pub hours: Vec<(u32, u32)>,
    pub off: Vec<NaiveDate>,
    pub work: Vec<NaiveDate>,
    /// Dates with hours of their own.
    pub on: Vec<(NaiveDate, Vec<(u32, u32)>)>,
    /// The covered dates that have working time, with their close, in order.
    dates: Vec<(NaiveDate, Moment)>,
    /// Every working span of the covered dates, in order.
    spans: Vec<(Moment, Moment)>,
    /// The first covered moment, and the first after the cover.
    bounds: (Moment, Moment),
}

impl Calendar {
    /// A layer with hours of its own: a day that it names is as it says, any other as the one below says.
    pub fn over(
        base: &Calendar,
        name: &'static str,
        every_day: bool,
        hours: &[(u32, u32)],
        off: Vec<NaiveDate>,
        work: Vec<NaiveDate>,
    ) -> Calendar {
        let unnamed = |date: &NaiveDate| !off.contains(date) && !work.contains(date);
        let below = |days: &[NaiveDate]| days.iter().copied().filter(unnamed).collect::<Vec<_>>();
        let all_off = [below(&base.off), off.clone()].concat();
        let all_work = [below(&base.work), work.clone()].concat();
        let on = base.on.iter().filter(|(date, _)| unnamed(date)).cloned().collect();
        let built = Calendar::new(name, base.zone, base.covers, every_day, hours, all_off, all_work, on);
        Calendar {
            builds_on: Some(base.name),
            off,
            work,
            on: Vec::new(),
            ..built
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub fn new(
        name: &'static str,
        zone: Tz,
        covers: (NaiveDate, NaiveDate),
        every_day: bool,
        hours: &[(u32, u32)],
        off: Vec<NaiveDate>,
        work: Vec<NaiveDate>,
        on: Vec<(NaiveDate, Vec<(u32, u32)>)>,
    ) -> Calendar {
        let hours = hours.to_vec();
        let mut dates = Vec::new();
        let mut spans = Vec::new();
        let mut date = covers.0;
        while date <= covers.1 {
            let weekday = every_day || date.weekday().number_from_monday() <= 5;
            let that_day = if let Some((_, own)) = on.iter().find(|(d, _)| *d == date) {
                own.clone()
            } else if off.contains(&date) {
                Vec::new()
            } else if work.contains(&date) || weekday {
                hours.clone()
            } else {
                Vec::new()
            };
            let moments: Vec<_> = that_day
                .iter()
                .map(|(from, to)| (at(zone, date, *from), at(zone, date, *to)))
                .filter(|(from, to)| from < to)
                .collect();
            dates.extend(moments.last().map(|(_, close)| (date, *close)));
            spans.extend(moments);
            date = next(date);
        }
        Calendar {
            name,
            builds_on: None,
            zone,
            covers,
            every_day,
            hours,
            off,
            work,
            on,
            dates,
            spans,
            bounds: (at(zone, covers.0, 0), at(zone, covers.1, 86_400)),
        }
    }

    /// The first moment after the cover.
    pub fn end_of_cover(&self) -> Moment {
        self.bounds.1
    }

    pub fn year_after(&self) -> Missing {
        Missing(next(self.covers.1).year())
    }

    fn year_before(&self) -> Missing {
        Missing(self.covers.0.pred_opt().unwrap().year())
    }

    /// A clock can only be read inside the cover. Its very end is still the close of its last day.
    fn covered(&self, t: Moment) -> Result<(), Missing> {
        if t < self.bounds.0 || t > self.bounds.1 {
            return Err(Missing(local(self.zone, t).date().year()));
        }
        Ok(())
    }

    /// Whether the moment lies in working time; spans are half-open.
    pub fn open_at(&self, t: Moment) -> bool {
        self.spans_after(t).iter().any(|(from, to)| *from <= t && t < *to)
    }

    /// The spans that are not over by `t`.
    fn spans_after(&self, t: Moment) -> &[(Moment, Moment)] {
        &self.spans[self.spans.partition_point(|(_, close)| *close <= t)..]
    }

    pub fn is_working_date(&self, date: NaiveDate) -> bool {
        self.dates.binary_search_by_key(&date, |(d, _)| *d).is_ok()
    }

    /// The working dates, in order.
    pub fn working_dates(&self) -> impl DoubleEndedIterator<Item = NaiveDate> + '_ {
        self.dates.iter().map(|(date, _)| *date)
    }

    fn dates_after(&self, date: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        self.dates[self.dates.partition_point(|(d, _)| *d <= date)..]
            .iter()
            .map(|(d, _)| *d)
    }

    fn dates_until(&self, date: NaiveDate) -> impl DoubleEndedIterator<Item = NaiveDate> + '_ {
        self.dates[..self.dates.partition_point(|(d, _)| *d < date)]
            .iter()
            .map(|(d, _)| *d)
    }

    fn close_of(&self, date: NaiveDate) -> Moment {
        self.dates[self.dates.binary_search_by_key(&date, |(d, _)| *d).unwrap()].1
    }

    /// `count` working seconds after `from`; exactly up to a close is that close.
    pub fn add_seconds(&self, from: Moment, count: i64) -> Result<Moment, Missing> {
        self.covered(from)?;
        if count < 0 {
            return self.back_seconds(from, -count);
        }
        if count == 0 {
            return Ok(from);
        }
        let mut left = count;
        for &(open, close) in self.spans_after(from) {
            let open = open.max(from);
            if close <= open {
                continue;
            }
            if left <= close - open {
                return Ok(open + left);
            }
            left -= close - open;
        }
        Err(self.year_after())
    }

    /// `count` working seconds before `from`; exactly down to an opening is that opening.
    fn back_seconds(&self, from: Moment, count: i64) -> Result<Moment, Missing> {
        let mut left = count;
        for &(open, close) in self.spans.iter().rev() {
            let close = close.min(from);
            if close <= open {
                continue;
            }
            if left <= close - open {
                return Ok(close - left);
            }
            left -= close - open;
        }
        Err(self.year_before())
    }

    /// The working seconds from `a` to `b`; none where that leaves the cover.
    pub fn between(&self, a: Moment, b: Moment) -> Option<i64> {
        self.covered(a).ok()?;
        self.covered(b).ok()?;
        let spans = self.spans_after(a).iter().take_while(|(open, _)| *open < b);
        Some(spans.map(|(open, close)| (*close.min(&b) - *open.max(&a)).max(0)).sum())
    }

    /// `count` working days after `from`.
    fn add_days(&self, from: Moment, count: i64, way: DayCount) -> Result<Moment, Missing> {
        self.covered(from)?;
        let start = local(self.zone, from);
        if count < 0 {
            let nth = usize::try_from(-count - 1).unwrap();
            let day = self
                .dates_until(start.date())
                .rev()
                .nth(nth)
                .ok_or(self.year_before())?;
            return Ok(civil(self.zone, day.and_time(start.time())));
        }
        let nth = usize::try_from(count - 1).unwrap();
        let day = self.dates_after(start.date()).nth(nth).ok_or(self.year_after())?;
        Ok(match way {
            DayCount::NextDay => self.close_of(day),
            DayCount::SameTime => civil(self.zone, day.and_time(start.time())),
        })
    }

    /// A time of day (none: the close) of the n-th working date after that of `from`; of 0 the first that is still to
    /// come on a working date, that of `from` included.
    pub fn nth_day_at(&self, from: Moment, n: usize, time: Option<u32>) -> Result<Moment, Missing> {
        self.covered(from)?;
        let today = local(self.zone, from).date();
        let on = |day: NaiveDate| time.map_or_else(|| self.close_of(day), |time| at(self.zone, day, time));
        let mut days = self.dates.iter().map(|(day, _)| *day).filter(|day| *day >= today);
        let day = match n {
            0 => days.find(|day| on(*day) > from),
            n => days.filter(|day| *day > today).nth(n - 1),
        };
        Ok(on(day.ok_or(self.year_after())?))
    }

    /// Where the arrival lines, in their order, put a start.
    pub fn arrive(&self, from: Moment, lines: &[Arrival]) -> Result<Moment, Missing> {
        let mut t = from;
        for line in lines {
            self.covered(t)?;
            let start = local(self.zone, t);
            let next_day = || self.dates_after(start.date()).next().ok_or(self.year_after());
            t = match line {
                Arrival::OutsideToNextOpening if self.open_at(t) => t,
                Arrival::OutsideToNextOpening => self
                    .spans_after(t)
                    .first()
                    .map(|(open, _)| *open)
                    .ok_or(self.year_after())?,
                Arrival::DayOffToNextWorkingDay if self.is_working_date(start.date()) => t,
                Arrival::DayOffToNextWorkingDay => civil(self.zone, next_day()?.and_time(start.time())),
                Arrival::PastToNextWorkingDay(past, _) if seconds_of(start.time()) <= *past => t,
                Arrival::PastToNextWorkingDay(_, then) => at(self.zone, next_day()?, *then),
            };
        }
        Ok(t)
    }

    /// The close-like moment of a month's last working day: that date at `time`.
    pub fn last_working_day(&self, year: i32, month: u32) -> Option<NaiveDate> {
        self.working_dates().rfind(|d| d.year() == year && d.month() == month)
    }
}

/// `quantity` after `from`, never moved.
pub fn add(
    counting: &Counting,
    calendar: Option<&Calendar>,
    from: Moment,
    quantity: Quantity,
) -> Result<Moment, Missing> {
    let Quantity(n, unit) = quantity;
    let office = || calendar.expect("working units name a calendar");
    match unit {
        Unit::Seconds => Ok(from + n),
        Unit::Minutes => Ok(from + n * 60),
        Unit::Hours => Ok(from + n * 3600),
        Unit::WorkingSeconds => office().add_seconds(from, n),
        Unit::WorkingMinutes => office().add_seconds(from, n * 60),
        Unit::WorkingHours => office().add_seconds(from, n * 3600),
        Unit::WorkingDays => office().add_days(from, n, counting.working_days),
        Unit::CalendarDays => Ok(civil_days(counting, from, |date| plus_days(date, n), n < 0)),
        Unit::Weeks => Ok(civil_days(counting, from, |date| plus_days(date, 7 * n), n < 0)),
        Unit::Months => Ok(civil_days(counting, from, |date| plus_months(date, n), n < 0)),
    }
}

/// Calendar days, weeks and months keep the wall clock, or run until midnight of their last day.
fn civil_days(counting: &Counting, from: Moment, to: impl Fn(NaiveDate) -> NaiveDate, backwards: bool) -> Moment {
    let start = local(counting.zone, from);
    let day = to(start.date());
    if counting.calendar_days == DayCount::SameTime || backwards {
        civil(counting.zone, day.and_time(start.time()))
    } else {
        at(counting.zone, day, 86_400)
    }
}

fn plus_days(date: NaiveDate, n: i64) -> NaiveDate {
    let days = Days::new(n.unsigned_abs());
    if n < 0 {
        date.checked_sub_days(days).unwrap()
    } else {
        date.checked_add_days(days).unwrap()
    }
}

fn plus_months(date: NaiveDate, n: i64) -> NaiveDate {
    let months = Months::new(u32::try_from(n.unsigned_abs()).unwrap());
    if n < 0 {
        date.checked_sub_months(months).unwrap()
    } else {
        date.checked_add_months(months).unwrap()
    }
}

/// The wall clock at a moment.
pub fn local(zone: Tz, t: Moment) -> NaiveDateTime {
    DateTime::from_timestamp(t, 0)
        .unwrap()
        .with_timezone(&zone)
        .naive_local()
}

/// The moment of a wall clock: one that comes twice means the first, one in a gap moves forward by the gap.
pub fn civil(zone: Tz, wall: NaiveDateTime) -> Moment {
    if let Some(moment) = zone.from_local_datetime(&wall).earliest() {
        return moment.timestamp();
    }
    // In a gap: read with the offset in force before it, which is where a clock not put forward would stand.
    let before = zone
        .from_utc_datetime(&(wall - chrono::TimeDelta::days(1)))
        .offset()
        .fix();
    wall.and_utc().timestamp() - i64::from(before.local_minus_utc())
}

/// Seconds from midnight of a date; 86 400 is the midnight that ends it.
pub fn at(zone: Tz, date: NaiveDate, seconds: u32) -> Moment {
    if seconds == 86_400 {
        return civil(zone, next(date).and_time(NaiveTime::MIN));
    }
    civil(
        zone,
        date.and_time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap()),
    )
}

pub fn next(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap()
}

fn seconds_of(time: NaiveTime) -> u32 {
    use chrono::Timelike;
    time.num_seconds_from_midnight()
}

/// RFC 3339 in a zone, as the lists write it.
pub fn rfc3339(zone: Tz, t: Moment) -> String {
    DateTime::from_timestamp(t, 0)
        .unwrap()
        .with_timezone(&zone)
        .to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}
