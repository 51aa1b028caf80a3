//! Random calendars and questions, from a seed.

use chrono::{Datelike, Days, NaiveDate};
use onus::calendar::{ArrivalRule, Change, Dated, DayCount, Quantity, Spec, Stretch, Unit};

/// Zones with and without summer time, with odd offsets, half-hour changes, changes at midnight and a date skipped.
pub const ZONES: [&str; 20] = [
    "Asia/Shanghai",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Europe/London",
    "Europe/Berlin",
    "America/Sao_Paulo",
    "America/Havana",
    "Asia/Tehran",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Pacific/Chatham",
    "America/Nuuk",
    "Asia/Gaza",
    "Antarctica/Troll",
    "Asia/Kolkata",
    "Pacific/Kwajalein",
    "America/Santiago",
    "UTC",
];

/// SplitMix64.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    /// From `low` to `high`, both included.
    pub fn from(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    pub fn one_in(&mut self, n: i64) -> bool {
        self.from(1, n) == 1
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.from(0, of.len() as i64 - 1) as usize]
    }
}

/// A chain of layers, the last of which is the calendar asked, and the dates around all of its covers.
pub struct Drawn {
    pub specs: Vec<Spec>,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// Draws a calendar of one to three layers.
pub fn draw(random: &mut Random) -> Drawn {
    let zone = random.pick(&ZONES);
    let start = first_date(random, zone);
    let (covers, last) = covers(random, start);
    let layers = random.from(1, 3) as usize;
    let stated = random.from(0, layers as i64 - 1) as usize;
    let specs = (0..layers)
        .map(|layer| Spec {
            name: format!("layer {layer}"),
            zone: zone.parse().unwrap(),
            builds_on: layer.checked_sub(1),
            covers: covers.clone(),
            weekly: week(random),
            states_weekly: layer == stated || random.one_in(3),
            dated: dated(random, start, last),
            off_every: off_every(random, start),
            counting: None,
        })
        .collect();
    let around = Days::new(4);
    Drawn {
        specs,
        first: start - around,
        last: last + around,
    }
}

/// Covers begin anywhere, often shortly before a change of clocks or a new year.
fn first_date(random: &mut Random, zone: &str) -> NaiveDate {
    let special = match zone {
        "Pacific/Apia" => Some((2011, 12)),
        "Pacific/Kwajalein" => Some((1993, 8)),
        "Asia/Gaza" => Some((2040, 10)),
        _ => None,
    };
    let (year, month) = match special {
        Some(special) if random.one_in(2) => special,
        _ => (
            random.from(1976, 2060) as i32,
            random.pick(&[1, 2, 3, 3, 4, 6, 9, 10, 10, 11, 12, 12]),
        ),
    };
    NaiveDate::from_ymd_opt(year, month, random.from(1, 28) as u32).unwrap()
}

/// One to three stretches with holes between them, or all years; and the last date that is looked at.
fn covers(random: &mut Random, start: NaiveDate) -> (Vec<(NaiveDate, NaiveDate)>, NaiveDate) {
    if random.one_in(10) {
        return (Vec::new(), start + Days::new(30));
    }
    let mut covers = Vec::new();
    let mut first = start;
    for _ in 0..random.pick(&[1, 1, 1, 2, 3]) {
        let last = first + Days::new(random.from(0, 24) as u64);
        covers.push((first, last));
        first = last + Days::new(random.pick(&[2, 3, 10]));
    }
    let last = covers.last().unwrap().1;
    (covers, last)
}

fn week(random: &mut Random) -> [Vec<Stretch>; 7] {
    let usual = hours(random);
    let mut week: [Vec<Stretch>; 7] = Default::default();
    for (day, stretches) in week.iter_mut().enumerate() {
        *stretches = match random.from(1, 8) {
            1 => hours(random),
            2 => Vec::new(),
            _ if day < 5 || random.one_in(4) => usual.clone(),
            _ => Vec::new(),
        };
    }
    week
}

fn hours(random: &mut Random) -> Vec<Stretch> {
    let hour = |from: u32, to: u32| Stretch {
        from: from * 60,
        to: to * 60,
    };
    match random.from(1, 9) {
        1 => vec![hour(0, 1440)],
        2 => vec![hour(60, 240)],
        3 => vec![hour(90, 150), hour(150, 200)],
        4 => vec![hour(1320, 1440)],
        5 => vec![hour(0, 30), hour(1410, 1440)],
        6 => vec![hour(510, 720), hour(870, 1050)],
        7 => vec![hour(0, 1020)],
        _ => {
            let mut at = random.from(0, 600) as u32;
            let mut hours = Vec::new();
            for _ in 0..random.from(1, 3) {
                let to = (at + random.from(1, 400) as u32).min(1440);
                if at < to {
                    hours.push(hour(at, to));
                }
                at = to + random.from(0, 120) as u32;
            }
            hours
        }
    }
}

fn dated(random: &mut Random, start: NaiveDate, last: NaiveDate) -> Vec<(NaiveDate, Dated)> {
    let mut dated: Vec<(NaiveDate, Dated)> = Vec::new();
    for _ in 0..random.from(0, 12) {
        let date = start + Days::new(random.from(0, (last - start).num_days()) as u64);
        let change = match random.from(1, 8) {
            1..=3 => Change::Off,
            4 => Change::Work { as_weekday: None },
            5 => Change::Work {
                as_weekday: Some(random.from(0, 6) as u8),
            },
            6 => Change::On(hours(random)),
            _ => Change::Closed(hours(random)),
        };
        // Of off, work and on a layer has at most one a date; the check sees to it.
        let closes = |change: &Change| matches!(change, Change::Closed(_));
        if closes(&change) || !dated.iter().any(|(day, other)| *day == date && !closes(&other.change)) {
            dated.push((date, Dated { change, why: None }));
        }
    }
    dated
}

fn off_every(random: &mut Random, start: NaiveDate) -> Vec<(u32, u32, Option<String>)> {
    if random.one_in(3) {
        let date = start + Days::new(random.from(0, 30) as u64);
        return vec![(date.month(), date.day(), None), (2, 29, None)];
    }
    Vec::new()
}

/// Arrival lines, each kind at most once, in any order.
pub fn arrival(random: &mut Random) -> Vec<ArrivalRule> {
    let mut lines = Vec::new();
    for _ in 0..random.from(0, 3) {
        lines.push(match random.from(1, 3) {
            1 => ArrivalRule::OutsideToNextOpening,
            2 => ArrivalRule::DayOffToNextWorkingDay,
            _ => ArrivalRule::PastToNextWorkingDay {
                past: random.from(0, 1439) as u32 * 60,
                at: random.from(0, 1439) as u32 * 60,
            },
        });
    }
    lines
}

/// A quantity of any unit of time, forwards or backwards, mostly small.
pub fn quantity(random: &mut Random) -> Quantity {
    let unit = random.pick(&[
        Unit::Seconds,
        Unit::Minutes,
        Unit::Hours,
        Unit::WorkingSeconds,
        Unit::WorkingSeconds,
        Unit::WorkingMinutes,
        Unit::WorkingMinutes,
        Unit::WorkingHours,
        Unit::WorkingHours,
        Unit::WorkingDays,
        Unit::WorkingDays,
        Unit::WorkingDays,
        Unit::CalendarDays,
        Unit::Weeks,
        Unit::Months,
    ]);
    let most = match unit {
        Unit::Seconds | Unit::WorkingSeconds => 100_000,
        Unit::Minutes | Unit::WorkingMinutes => 2_000,
        Unit::Hours | Unit::WorkingHours => 40,
        Unit::WorkingDays => 12,
        _ => 30,
    };
    Quantity {
        amount: random.from(-most, most),
        unit,
    }
}

/// A way of counting days.
pub fn count(random: &mut Random) -> DayCount {
    random.pick(&[DayCount::FromNextDay, DayCount::FromTheMoment])
}
