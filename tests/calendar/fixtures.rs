//! Calendars for the tests, written down as a check would resolve them.

use chrono::NaiveDate;
use onus::calendar::{ArrivalRule, Change, Counting, Dated, DayCount, Spec, Stretch};

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// `08:30-12:00`
pub fn stretch(text: &str) -> Stretch {
    let second = |text: &str| {
        let (hour, minute) = text.split_once(':').unwrap();
        hour.parse::<u32>().unwrap() * 3600 + minute.parse::<u32>().unwrap() * 60
    };
    let (from, to) = text.split_once('-').unwrap();
    Stretch {
        from: second(from),
        to: second(to),
    }
}

pub fn empty(name: &str, zone: &str) -> Spec {
    Spec {
        name: name.into(),
        zone: zone.parse().unwrap(),
        builds_on: None,
        covers: Vec::new(),
        weekly: Default::default(),
        states_weekly: false,
        dated: Vec::new(),
        off_every: Vec::new(),
        counting: None,
    }
}

pub fn weekly(mut spec: Spec, days: std::ops::Range<usize>, hours: &[&str]) -> Spec {
    spec.states_weekly = true;
    for day in days {
        spec.weekly[day] = hours.iter().map(|hours| stretch(hours)).collect();
    }
    spec
}

pub fn covers(mut spec: Spec, from: &str, to: &str) -> Spec {
    spec.covers.push((date(from), date(to)));
    spec
}

pub fn dated(mut spec: Spec, from: &str, to: &str, change: Change, why: &str) -> Spec {
    let (mut day, last) = (date(from), date(to));
    while day <= last {
        let why = Some(why.to_string());
        spec.dated.push((
            day,
            Dated {
                change: change.clone(),
                why,
            },
        ));
        day = day.succ_opt().unwrap();
    }
    spec
}

const MAKE_UP: Change = Change::Work { as_weekday: None };

fn days_2014(mut spec: Spec) -> Spec {
    for (from, to, why) in [
        ("2014-01-01", "2014-01-01", "New Year"),
        ("2014-01-31", "2014-02-06", "Spring Festival"),
        ("2014-04-05", "2014-04-07", "Qingming"),
        ("2014-05-01", "2014-05-03", "Labour Day"),
        ("2014-06-02", "2014-06-02", "Dragon Boat"),
        ("2014-09-08", "2014-09-08", "Mid-Autumn"),
        ("2014-10-01", "2014-10-07", "National Day"),
    ] {
        spec = dated(spec, from, to, Change::Off, why);
    }
    for (day, why) in [
        ("2014-01-26", "Spring Festival make-up day"),
        ("2014-02-08", "Spring Festival make-up day"),
        ("2014-05-04", "Labour Day make-up day"),
        ("2014-09-28", "National Day make-up day"),
        ("2014-10-11", "National Day make-up day"),
    ] {
        spec = dated(spec, day, day, MAKE_UP, why);
    }
    spec
}

/// The calendars of the tests, in the order of a rule set.
pub fn specs() -> Vec<Spec> {
    let office = covers(empty("office_2014", "Asia/Shanghai"), "2014-01-01", "2014-12-31");
    let office = days_2014(weekly(office, 0..5, &["08:30-12:00", "14:30-17:30"]));

    let later = covers(empty("office_2026", "Asia/Shanghai"), "2026-01-01", "2026-12-31");
    let later = weekly(later, 0..5, &["08:30-12:00", "13:30-17:30"]);
    let later = dated(later, "2026-02-15", "2026-02-23", Change::Off, "春节");
    let later = dated(later, "2026-02-28", "2026-02-28", MAKE_UP, "春节调休");

    let night = weekly(empty("night", "Europe/Berlin"), 0..7, &["01:00-04:00"]);

    let nation = days_2014(covers(empty("nation", "Asia/Shanghai"), "2014-01-01", "2014-12-31"));
    let mut house = covers(empty("house", "Asia/Shanghai"), "2014-01-01", "2014-12-31");
    house.builds_on = Some(3);
    house = weekly(house, 0..4, &["09:00-18:00"]);
    house = weekly(house, 4..5, &["09:00-13:00"]);
    house = dated(
        house,
        "2014-02-08",
        "2014-02-08",
        Change::Closed(vec![stretch("12:00-14:00")]),
        "repairs",
    );
    house = dated(
        house,
        "2014-06-02",
        "2014-06-02",
        Change::On(vec![stretch("10:00-12:00")]),
        "duty",
    );
    house = dated(
        house,
        "2014-10-11",
        "2014-10-11",
        Change::Work { as_weekday: Some(4) },
        "short day",
    );
    house.off_every.push((9, 28, Some("founders' day".into())));
    vec![office, later, night, nation, house]
}

/// Working days from the next day, calendar days until midnight, arrival outside working time at the next opening.
pub fn counting() -> Counting {
    Counting {
        working: Some(DayCount::FromNextDay),
        calendar: Some(DayCount::FromNextDay),
        arrival: vec![ArrivalRule::OutsideToNextOpening],
    }
}

/// Working days and calendar days from the moment, and nothing moved.
pub fn from_the_moment() -> Counting {
    Counting {
        working: Some(DayCount::FromTheMoment),
        calendar: Some(DayCount::FromTheMoment),
        arrival: Vec::new(),
    }
}
