//! Working-time arithmetic held against written cases: `calendar/*.tsv` say what is asked and what must come out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "calendar/fixtures.rs"]
mod fixtures;

#[path = "calendar/holidays.rs"]
mod holidays;

#[path = "calendar/shipped.rs"]
mod shipped;

use onus::calendar::{
    Calendar, Clock, Counting, Moment, Quantity, Reason, Uncovered, Unit, batch, error_line, parse_rfc3339,
};
use onus::diagnostic::Language;

/// The few spellings that the tables use.
fn quantity(text: &str) -> Option<Quantity> {
    let (amount, unit) = text.split_once(' ')?;
    let unit = match unit {
        "seconds" => Unit::Seconds,
        "minutes" => Unit::Minutes,
        "hours" => Unit::Hours,
        "working seconds" => Unit::WorkingSeconds,
        "working minutes" => Unit::WorkingMinutes,
        "working hours" => Unit::WorkingHours,
        "working days" | "个工作日" => Unit::WorkingDays,
        "calendar days" => Unit::CalendarDays,
        "weeks" => Unit::Weeks,
        "months" => Unit::Months,
        "points" => Unit::Points,
        _ => return None,
    };
    Some(Quantity {
        amount: amount.parse().ok()?,
        unit,
    })
}

fn calendars() -> Vec<(String, Calendar, Counting)> {
    let specs = fixtures::specs();
    let named = |(index, spec): (usize, &onus::calendar::Spec)| {
        let counting = if spec.name == "night" {
            fixtures::from_the_moment()
        } else {
            fixtures::counting()
        };
        (spec.name.clone(), Calendar::build(&specs, index), counting)
    };
    specs.iter().enumerate().map(named).collect()
}

fn undetermined(missing: Uncovered) -> String {
    format!("undetermined {}", missing.year)
}

#[test]
fn acceptance_cases_hold() {
    let calendars = calendars();
    let find = |name: &str| {
        let found = calendars.iter().find(|(here, _, _)| here == name);
        found.map(|(_, calendar, counting)| (calendar, counting))
    };
    let mut cases = 0;
    for line in include_str!("calendar/acceptance.tsv").lines().skip(1) {
        let [case, what, name, start, last, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("six cells: {line}");
        };
        let got = match what {
            "arrive" => {
                let (calendar, counting) = find(name).unwrap();
                let moved = calendar.arrive(parse_rfc3339(start).unwrap(), &counting.arrival);
                moved.map_or_else(undetermined, |at| calendar.zone().rfc3339(at))
            }
            "last working day" => {
                let (year, month) = start.split_once('-').unwrap();
                let month = month.parse().unwrap();
                let day = find(name)
                    .unwrap()
                    .0
                    .last_working_day_of_month(year.parse().unwrap(), month);
                day.map_or_else(undetermined, |day| day.to_string())
            }
            _ => {
                let line = format!("{name}\t{what}\t{start}\t{last}");
                batch(&line, &find, &quantity).unwrap_or_else(|error| error_line(&error, Language::English))
            }
        };
        assert_eq!(got, expected, "{case}");
        cases += 1;
    }
    assert!(cases > 50);
}

/// The days of C2, each with its reason, as `why` prints them.
#[test]
fn days_counted_and_skipped_are_told_in_order() {
    let (_, calendar, counting) = &calendars()[0];
    let clock = Clock {
        zone: calendar.zone(),
        calendar: Some(calendar),
        counting,
    };
    let three = Quantity {
        amount: 3,
        unit: Unit::WorkingDays,
    };
    let start = parse_rfc3339("2014-02-06T10:00:00+08:00").unwrap();
    let told: Vec<(String, bool, Option<Reason>)> = clock
        .days(start, three)
        .unwrap()
        .map(|day| (day.date.to_string(), day.counted, day.why))
        .collect();
    let make_up = Reason::MakeUp(Some("Spring Festival make-up day".into()));
    assert_eq!(
        told,
        [
            ("2014-02-07".into(), true, None),
            ("2014-02-08".into(), true, Some(make_up)),
            ("2014-02-09".into(), false, Some(Reason::Weekday(6))),
            ("2014-02-10".into(), true, None),
        ]
    );
    let back = Quantity {
        amount: -1,
        unit: Unit::WorkingDays,
    };
    let told: Vec<bool> = clock.days(start, back).unwrap().map(|day| day.counted).collect();
    assert_eq!(
        told,
        [false, false, false, false, false, false, true],
        "six festival days back to 30 January"
    );
    let two = Quantity {
        amount: 2,
        unit: Unit::CalendarDays,
    };
    let told: Vec<String> = clock
        .days(start, two)
        .unwrap()
        .map(|day| day.date.to_string())
        .collect();
    assert_eq!(
        told,
        ["2014-02-07", "2014-02-08"],
        "the midnight that ends the second day is not a third"
    );
}

#[test]
fn no_amount_overflows() {
    let calendars = calendars();
    let units = [
        Unit::Seconds,
        Unit::Hours,
        Unit::WorkingSeconds,
        Unit::WorkingHours,
        Unit::WorkingDays,
        Unit::CalendarDays,
        Unit::Weeks,
        Unit::Months,
    ];
    for (_, calendar, counting) in &calendars {
        let clock = Clock {
            zone: calendar.zone(),
            calendar: Some(calendar),
            counting,
        };
        for unit in units {
            for amount in [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX] {
                for from in [i64::MIN, i64::MIN + 1, -1, 0, 1_400_000_000, i64::MAX - 1, i64::MAX] {
                    let quantity = Quantity { amount, unit };
                    let due = clock
                        .arrive(Moment(from), quantity)
                        .and_then(|from| clock.add(from, quantity));
                    if let Ok(due) = due {
                        let text = calendar.zone().rfc3339(due);
                        assert!(text.contains('T'), "{text}");
                        let _ = calendar.zone().local(due);
                    }
                    let _ = calendar.next_opening(Moment(from));
                    let _ = calendar.working_seconds(Moment(from), Moment(amount));
                    let _ = clock.days(Moment(from), quantity).map(|days| days.take(3).count());
                }
            }
        }
    }
}
