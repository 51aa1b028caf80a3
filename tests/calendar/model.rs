//! A slow and obvious calendar: every minute of the cover lies in an array, and everything is counted by walking.
//!
//! Written from the reference alone; it shares no code with the arithmetic that it checks, only the input. All
//! hours begin and end with whole minutes, and so do all offsets of the years used here.

use chrono::{DateTime, Datelike, Days, LocalResult, Months, NaiveDate, NaiveDateTime, TimeZone, Timelike};
use chrono_tz::Tz;
use onus::calendar::{ArrivalRule, Change, DayCount, Quantity, Spec, Unit};
use std::collections::BTreeMap;

/// What a walk ends with: a result, a missing year, or the edge of the model's window (then there is nothing to compare).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    Missing(i32),
    Edge,
}

#[derive(Clone, Copy, PartialEq)]
enum Minute {
    Edge,
    Uncovered,
    Free,
    Worked,
}

pub struct Model<'a> {
    specs: &'a [Spec],
    index: usize,
    tz: Tz,
    begin: i64,
    minutes: Vec<Minute>,
    spans: BTreeMap<NaiveDate, Vec<(i64, i64)>>,
}

type Walk<T> = Result<T, Stop>;

impl<'a> Model<'a> {
    /// The calendar at `index`, between two dates that lie around all that is asked.
    pub fn new(specs: &'a [Spec], index: usize, first: NaiveDate, last: NaiveDate) -> Model<'a> {
        let tz = specs[index].zone;
        let begin = moment(tz, midnight(first));
        let end = moment(tz, midnight(next(last)));
        let minutes = vec![Minute::Uncovered; ((end - begin) / 60) as usize];
        let spans = BTreeMap::new();
        let mut model = Model {
            specs,
            index,
            tz,
            begin,
            minutes,
            spans,
        };
        let dates = || first.iter_days().take_while(|date| *date <= last);
        for date in dates().filter(|date| model.covered(*date)).collect::<Vec<_>>() {
            model.fill(
                moment(tz, midnight(date)),
                moment(tz, midnight(next(date))),
                Minute::Free,
            );
        }
        for date in dates() {
            let spans = model.read_hours(date);
            for (start, end) in &spans {
                model.fill(*start, *end, Minute::Worked);
            }
            model.spans.insert(date, spans);
        }
        model
    }

    /// The spans of a date, None outside the window.
    pub fn spans(&self, date: NaiveDate) -> Option<&Vec<(i64, i64)>> {
        self.spans.get(&date)
    }

    fn fill(&mut self, start: i64, end: i64, minute: Minute) {
        let mut at = start;
        while at < end {
            let index = (at - self.begin) / 60;
            if at >= self.begin && (index as usize) < self.minutes.len() {
                self.minutes[index as usize] = minute;
            }
            at += 60;
        }
    }

    fn covered(&self, date: NaiveDate) -> bool {
        let covers = &self.specs[self.index].covers;
        if covers.is_empty() {
            return (1970..=2199).contains(&date.year());
        }
        covers.iter().any(|(first, last)| *first <= date && date <= *last)
    }

    /// The spans of a date as moments: minute flags of its hours, read by the rule of the zone.
    fn read_hours(&self, date: NaiveDate) -> Vec<(i64, i64)> {
        if !self.covered(date) || !exists(self.tz, date) {
            return Vec::new();
        }
        let open = self.open_minutes(date);
        let mut spans = Vec::new();
        let mut minute = 0;
        while minute < 1440 {
            if open[minute] {
                let start = minute;
                while minute < 1440 && open[minute] {
                    minute += 1;
                }
                let end = |minute: usize| moment(self.tz, midnight(date) + chrono::Duration::minutes(minute as i64));
                if end(start) < end(minute) {
                    spans.push((end(start), end(minute)));
                }
            } else {
                minute += 1;
            }
        }
        spans
    }

    fn open_minutes(&self, date: NaiveDate) -> Vec<bool> {
        let mut open = self.before_closures(date);
        for layer in self.layers() {
            for (day, dated) in &layer.dated {
                if let (true, Change::Closed(taken)) = (*day == date, &dated.change) {
                    for stretch in taken {
                        for minute in stretch.from / 60..stretch.to / 60 {
                            open[minute as usize] = false;
                        }
                    }
                }
            }
        }
        open
    }

    /// The first layer from the top that says something of the date decides, else the week.
    fn before_closures(&self, date: NaiveDate) -> Vec<bool> {
        for layer in self.layers() {
            for (day, dated) in &layer.dated {
                if *day != date {
                    continue;
                }
                match &dated.change {
                    Change::Off => return vec![false; 1440],
                    Change::Work {
                        as_weekday: Some(weekday),
                    } => return self.week(usize::from(*weekday)),
                    Change::Work { as_weekday: None } => {
                        for weekday in 0..7 {
                            if self.week(weekday).contains(&true) {
                                return self.week(weekday);
                            }
                        }
                        return vec![false; 1440];
                    }
                    Change::On(hours) => return flags(hours),
                    Change::Closed(_) => {}
                }
            }
            for (month, day, _) in &layer.off_every {
                if date.month() == *month && date.day() == *day {
                    return vec![false; 1440];
                }
            }
        }
        self.week(date.weekday().num_days_from_monday() as usize)
    }

    fn week(&self, weekday: usize) -> Vec<bool> {
        for layer in self.layers() {
            if layer.states_weekly {
                return flags(&layer.weekly[weekday]);
            }
        }
        vec![false; 1440]
    }

    fn layers(&self) -> Vec<&'a Spec> {
        let mut layers = Vec::new();
        let mut at = Some(self.index);
        while let Some(index) = at {
            layers.push(&self.specs[index]);
            at = self.specs[index].builds_on;
        }
        layers
    }

    pub fn local(&self, at: i64) -> NaiveDateTime {
        let utc = DateTime::from_timestamp(at, 0).unwrap().naive_utc();
        self.tz.from_utc_datetime(&utc).naive_local()
    }

    fn minute(&self, at: i64) -> Minute {
        if at < self.begin {
            return Minute::Edge;
        }
        self.minutes
            .get(((at - self.begin) / 60) as usize)
            .copied()
            .unwrap_or(Minute::Edge)
    }

    /// The state of the second that begins at `at`; the year where it is not covered.
    fn second(&self, at: i64) -> Walk<bool> {
        match self.minute(at) {
            Minute::Edge => Err(Stop::Edge),
            Minute::Uncovered => Err(Stop::Missing(self.local(at).year())),
            Minute::Free => Ok(false),
            Minute::Worked => Ok(true),
        }
    }

    fn date_works(&self, date: NaiveDate) -> Walk<bool> {
        let spans = self.spans(date).ok_or(Stop::Edge)?;
        if !self.covered(date) && exists(self.tz, date) {
            return Err(Stop::Missing(date.year()));
        }
        Ok(!spans.is_empty())
    }

    pub fn working_seconds(&self, from: i64, to: i64) -> Walk<i64> {
        let mut seconds = 0;
        let mut at = from;
        while at < to {
            let step = (60 - at.rem_euclid(60)).min(to - at);
            seconds += if self.second(at)? { step } else { 0 };
            at += step;
        }
        while at > to {
            let step = ((at - 1).rem_euclid(60) + 1).min(at - to);
            seconds -= if self.second(at - 1)? { step } else { 0 };
            at -= step;
        }
        Ok(seconds)
    }

    pub fn add_working_seconds(&self, from: i64, seconds: i64) -> Walk<i64> {
        let (mut at, mut left) = (from, seconds);
        while left > 0 {
            let minute = 60 - at.rem_euclid(60);
            if self.second(at)? {
                at += minute.min(left);
                left -= minute.min(left);
            } else {
                at += minute;
            }
        }
        while left < 0 {
            let minute = (at - 1).rem_euclid(60) + 1;
            if self.second(at - 1)? {
                at -= minute.min(-left);
                left += minute.min(-left);
            } else {
                at -= minute;
            }
        }
        Ok(at)
    }

    /// The dates passed on the way, each with whether it counts.
    pub fn walk_days(&self, from: i64, days: i64) -> Walk<Vec<(NaiveDate, bool)>> {
        let mut date = self.local(from).date();
        if days != 0 {
            self.date_works(date)?;
        }
        let (mut left, mut passed) = (days.abs(), Vec::new());
        while left > 0 {
            date = if days > 0 { next(date) } else { date.pred_opt().unwrap() };
            let works = self.date_works(date)?;
            left -= i64::from(works);
            passed.push((date, works));
        }
        Ok(passed)
    }

    pub fn add_working_days(&self, from: i64, days: i64, count: DayCount) -> Walk<i64> {
        let Some((date, _)) = self.walk_days(from, days)?.last().copied() else {
            return Ok(from);
        };
        if days > 0 && count == DayCount::FromNextDay {
            return Ok(self.spans(date).unwrap().iter().map(|span| span.1).max().unwrap());
        }
        Ok(moment(self.tz, date.and_time(self.local(from).time())))
    }

    pub fn last_working_day(&self, year: i32, month: u32) -> Walk<Option<NaiveDate>> {
        let mut date = NaiveDate::from_ymd_opt(year, month, 1).unwrap() + Months::new(1);
        loop {
            date = date.pred_opt().unwrap();
            if date.month() != month {
                return Ok(None);
            }
            if self.date_works(date)? {
                return Ok(Some(date));
            }
        }
    }

    pub fn arrive(&self, at: i64, lines: &[ArrivalRule]) -> Walk<i64> {
        let mut at = at;
        for line in lines {
            let local = self.local(at);
            match line {
                ArrivalRule::OutsideToNextOpening => {
                    while !self.second(at)? {
                        at += 60 - at.rem_euclid(60);
                    }
                }
                ArrivalRule::DayOffToNextWorkingDay => {
                    if !self.date_works(local.date())? {
                        at = self.on_next_working_day(at, local.time().num_seconds_from_midnight())?;
                    }
                }
                ArrivalRule::PastToNextWorkingDay { past, at: opening } => {
                    self.date_works(local.date())?;
                    if local.time().num_seconds_from_midnight() > *past {
                        at = self.on_next_working_day(at, *opening)?;
                    }
                }
            }
        }
        Ok(at)
    }

    fn on_next_working_day(&self, at: i64, second: u32) -> Walk<i64> {
        let date = self.walk_days(at, 1)?.last().unwrap().0;
        Ok(moment(
            self.tz,
            midnight(date) + chrono::Duration::seconds(i64::from(second)),
        ))
    }

    /// Any quantity, as a clock adds it.
    pub fn add(&self, from: i64, quantity: Quantity, working: DayCount, calendar: DayCount) -> Walk<i64> {
        let n = quantity.amount;
        let local = self.local(from);
        let days = |days: i64| {
            let days = if days < 0 {
                local.date() - Days::new(days.unsigned_abs())
            } else {
                local.date() + Days::new(days as u64)
            };
            Some(days)
        };
        let date = match quantity.unit {
            Unit::Seconds => return Ok(from + n),
            Unit::Minutes => return Ok(from + n * 60),
            Unit::Hours => return Ok(from + n * 3600),
            Unit::WorkingSeconds => return self.add_working_seconds(from, n),
            Unit::WorkingMinutes => return self.add_working_seconds(from, n * 60),
            Unit::WorkingHours => return self.add_working_seconds(from, n * 3600),
            Unit::WorkingDays => return self.add_working_days(from, n, working),
            Unit::CalendarDays => days(n),
            Unit::Weeks => days(n * 7),
            Unit::Months if n < 0 => Some(local.date() - Months::new(n.unsigned_abs() as u32)),
            Unit::Months => Some(local.date() + Months::new(n as u32)),
            _ => None,
        };
        let date = date.unwrap();
        if n == 0 {
            return Ok(from);
        }
        if n > 0 && calendar == DayCount::FromNextDay {
            return Ok(moment(self.tz, midnight(next(date))));
        }
        Ok(moment(self.tz, date.and_time(local.time())))
    }
}

/// The moment of a wall-clock time: the first of two; out of a gap, as long after the gap's beginning as the clock says.
pub fn moment(tz: Tz, local: NaiveDateTime) -> i64 {
    let mut back = 0;
    loop {
        match tz.from_local_datetime(&(local - chrono::Duration::minutes(back))) {
            LocalResult::Single(at) => return at.timestamp() + back * 60,
            LocalResult::Ambiguous(first, _) => return first.timestamp() + back * 60,
            LocalResult::None => back += 1,
        }
    }
}

/// Whether any minute of a date comes to pass.
fn exists(tz: Tz, date: NaiveDate) -> bool {
    (0..24).any(|hour| {
        let at = midnight(date) + chrono::Duration::hours(hour);
        !matches!(tz.from_local_datetime(&at), LocalResult::None)
    })
}

fn flags(hours: &[onus::calendar::Stretch]) -> Vec<bool> {
    let mut open = vec![false; 1440];
    for stretch in hours {
        for minute in stretch.from / 60..stretch.to / 60 {
            open[minute as usize] = true;
        }
    }
    open
}

fn midnight(date: NaiveDate) -> NaiveDateTime {
    date.and_hms_opt(0, 0, 0).unwrap()
}

fn next(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap()
}
