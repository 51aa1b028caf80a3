//! The arithmetic held against a slow, obvious model on random calendars, zones and questions.
//!
//! `ONUS_CASES` says how many (20,000), `ONUS_SEED` from which seed (2014); `calendar/README.md` tells how to run more.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "calendar/model.rs"]
mod model;
#[path = "calendar/random.rs"]
mod random;

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;
use model::{Model, Stop};
use onus::calendar::{Calendar, Clock, ClockError, Counting, Local, Moment, Uncovered, Zone, parse_rfc3339};
use random::{Random, ZONES};

/// Cases asked of each drawn calendar.
const EACH: u64 = 100;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| text.parse().expect("a whole number"))
}

#[test]
fn arithmetic_agrees_with_the_model() {
    let (cases, seed) = (number("ONUS_CASES", 20_000), number("ONUS_SEED", 2014));
    let mut random = Random(seed);
    let mut tally = Tally::default();
    while tally.asked < cases {
        let drawn = random::draw(&mut random);
        let top = drawn.specs.len() - 1;
        let calendar = Calendar::build(&drawn.specs, top);
        let model = Model::new(&drawn.specs, top, drawn.first, drawn.last);
        for _ in 0..EACH.min(cases - tally.asked) {
            tally.asked += 1;
            if let Err(differs) = ask(&mut random, &calendar, &model, &drawn, &mut tally) {
                panic!("seed {seed}, case {}: {differs}\n{:?}", tally.asked, drawn.specs);
            }
        }
    }
    println!("seed {seed}, {} cases agree: {tally:?}", tally.asked);
    // A draw that compares little would prove little.
    assert!(tally.moments > tally.asked, "{tally:?}");
    assert!(tally.missing > tally.asked / 20, "{tally:?}");
    assert!(tally.edge < (tally.moments + tally.missing) / 5, "{tally:?}");
}

/// What came out of the comparisons.
#[derive(Debug, Default)]
struct Tally {
    asked: u64,
    /// Both gave the same moment, number or date.
    moments: u64,
    /// Both missed the same year.
    missing: u64,
    /// The model's window ended.
    edge: u64,
}

impl Tally {
    fn same<T: PartialEq + std::fmt::Debug>(
        &mut self,
        what: &dyn std::fmt::Debug,
        got: Result<T, Uncovered>,
        expected: Result<T, Stop>,
    ) -> Result<(), String> {
        match (&got, &expected) {
            (_, Err(Stop::Edge)) => self.edge += 1,
            (Ok(got), Ok(expected)) if got == expected => self.moments += 1,
            (Err(got), Err(Stop::Missing(year))) if got.year == *year => self.missing += 1,
            _ => return Err(format!("{what:?}: got {got:?}, the model says {expected:?}")),
        }
        Ok(())
    }
}

fn ask(
    random: &mut Random,
    calendar: &Calendar,
    model: &Model,
    drawn: &random::Drawn,
    tally: &mut Tally,
) -> Result<(), String> {
    let from = moment(random, calendar, drawn);
    let to = moment(random, calendar, drawn);
    let seconds = calendar.working_seconds(Moment(from), Moment(to));
    tally.same(&("seconds", from, to), seconds, model.working_seconds(from, to))?;

    let quantity = random::quantity(random);
    let (working, days) = (random::count(random), random::count(random));
    let counting = Counting {
        working: Some(working),
        calendar: Some(days),
        arrival: random::arrival(random),
    };
    let clock = Clock {
        zone: calendar.zone(),
        calendar: Some(calendar),
        counting: &counting,
    };
    let due = clock.add(Moment(from), quantity).map(|due| due.0).map_err(uncovered);
    tally.same(
        &("add", from, quantity, &counting),
        due,
        model.add(from, quantity, working, days),
    )?;

    let arrived = calendar.arrive(Moment(from), &counting.arrival).map(|at| at.0);
    tally.same(
        &("arrive", from, &counting.arrival),
        arrived,
        model.arrive(from, &counting.arrival),
    )?;

    if quantity.unit == onus::calendar::Unit::WorkingDays {
        let passed = clock.days(Moment(from), quantity).map_err(uncovered);
        let passed = passed.map(|days| days.map(|day| (day.date, day.counted)).collect::<Vec<_>>());
        tally.same(
            &("days", from, quantity),
            passed,
            model.walk_days(from, quantity.amount),
        )?;
    }

    let date = model.local(from).date();
    if let Some(expected) = model.spans(date) {
        let spans = calendar
            .spans_on(date)
            .iter()
            .map(|span| (span.start().0, span.end().0));
        let spans: Vec<(i64, i64)> = spans.collect();
        tally.same(&("spans", date), Ok(&spans), Ok(expected))?;
    }
    let last = calendar.last_working_day_of_month(date.year(), date.month());
    let last_expected = match model.last_working_day(date.year(), date.month()) {
        Ok(Some(date)) => Ok(date),
        Ok(None) => Err(Stop::Missing(date.year())),
        Err(stop) => Err(stop),
    };
    tally.same(&("last working day", date), last, last_expected)
}

/// A moment around the covers, on whole minutes or not, often near a change of clocks.
fn moment(random: &mut Random, calendar: &Calendar, drawn: &random::Drawn) -> i64 {
    let zone = calendar.zone();
    let midnight = |date: NaiveDate| zone.moment(date.and_hms_opt(0, 0, 0).unwrap()).0;
    let (first, last) = (midnight(drawn.first), midnight(drawn.last));
    let at = random.from(first + 86_400, last - 1);
    if random.one_in(2) { at } else { at - at.rem_euclid(1800) }
}

fn uncovered(error: ClockError) -> Uncovered {
    match error {
        ClockError::Uncovered(missing) => missing,
        other => panic!("{other:?}"),
    }
}

/// Moments and wall-clock times of a zone against chrono-tz's own answers.
#[test]
fn zones_agree_with_the_database() {
    let mut random = Random(number("ONUS_SEED", 2014));
    let more = [
        "Asia/Hebron",
        "America/Boa_Vista",
        "Africa/Monrovia",
        "Europe/Amsterdam",
        "Africa/Tunis",
    ];
    for name in ZONES.iter().chain(&more) {
        let tz: Tz = name.parse().unwrap();
        let zone = Zone::of(tz);
        for _ in 0..2_000 {
            let at = match random.one_in(4) {
                true => random.from(-2_208_988_800, 7_258_118_400),
                false => random.from(0, 2_300_000_000),
            };
            let utc = DateTime::from_timestamp(at, 0).unwrap().naive_utc();
            let offset = tz.offset_from_utc_datetime(&utc).fix();
            assert_eq!(zone.offset_at(Moment(at)), offset.local_minus_utc(), "{name} {at}");
            assert_eq!(zone.local(Moment(at)), tz.from_utc_datetime(&utc).naive_local());
            assert_eq!(parse_rfc3339(&zone.rfc3339(Moment(at))), Ok(Moment(at)));
            if offset.local_minus_utc() % 60 == 0 {
                assert_eq!(zone.rfc3339(Moment(at)), tz.from_utc_datetime(&utc).to_rfc3339());
            }
        }
        for change in changes(tz) {
            for near in [-90_000, -5_400, -3_601, -1_800, -1, 0, 1, 1_799, 3_600, 5_400, 90_000] {
                let local = DateTime::from_timestamp(change + near, 0).unwrap().naive_utc();
                let expected = match tz.from_local_datetime(&local) {
                    LocalResult::Single(at) => Local::Once(Moment(at.timestamp())),
                    LocalResult::Ambiguous(first, second) => {
                        Local::Twice(Moment(first.timestamp()), Moment(second.timestamp()))
                    }
                    LocalResult::None => Local::Never(Moment(model::moment(tz, local))),
                };
                assert_eq!(zone.resolve(local), expected, "{name} {local}");
                let (Local::Once(first) | Local::Twice(first, _) | Local::Never(first)) = expected;
                assert_eq!(zone.moment(local), first);
            }
        }
    }
}

/// Wall-clock seconds at which the offset changes, found day by day and then second by second.
fn changes(tz: Tz) -> Vec<i64> {
    let offset = |at: i64| {
        let utc = DateTime::from_timestamp(at, 0).unwrap().naive_utc();
        i64::from(tz.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    };
    let mut changes = Vec::new();
    let mut day = 0;
    while day < 2_300_000_000 {
        if offset(day) != offset(day + 86_400) {
            let mut at = day;
            while offset(at) == offset(day) {
                at += 60;
            }
            changes.push(at + offset(day));
            changes.push(at + offset(day + 86_400));
        }
        day += 86_400;
    }
    changes
}
