//! Draws worlds and timelines. Worlds are the bureau's with every number, calendar and optional clause thrown anew;
//! events come in any order, many of them on the very moments at which something is decided.

mod around;
mod dated;
mod deadlines;
mod timeline;
mod versions;

#[allow(unused_imports)]
pub use timeline::{as_ofs, tickets};

use super::bureau::{self, date, hm};
use super::dice::Dice;
use super::time::{Arrival, Calendar, Counting, DayCount};
use super::world::{Deadline, Limit, Member, Row, World};
use around::around;
use chrono::NaiveDate;
use chrono_tz::Tz;
use dated::dated;
use deadlines::{deadlines, limit, opinion, silence};
use versions::versions;

const ZONES: &[Tz] = &[
    chrono_tz::Asia::Shanghai,
    chrono_tz::Asia::Shanghai,
    chrono_tz::Europe::London,
    chrono_tz::America::New_York,
    chrono_tz::Australia::Lord_Howe,
    chrono_tz::Asia::Kathmandu,
];

/// A world and the middle of the time its tickets live in.
pub fn world(dice: &mut Dice) -> (World, NaiveDate) {
    let mut world = bureau::world();
    let zone = dice.pick(ZONES);
    let middles = [
        "2014-02-05",
        "2014-03-28",
        "2014-04-28",
        "2014-06-02",
        "2014-10-20",
        "2014-12-05",
    ];
    let middle = date(dice.pick(&middles));
    world.calendars = vec![calendar(dice, zone)];
    world.counting = Counting {
        zone,
        working_days: dice.pick(&[DayCount::NextDay, DayCount::NextDay, DayCount::SameTime]),
        calendar_days: dice.pick(&[DayCount::NextDay, DayCount::SameTime]),
        arrival: arrival(dice),
    };
    rules(dice, &mut world, middle);
    // Beside the other throws: worlds of several versions are those of one.
    let mut aside = dice.clone();
    versions(&mut aside, &mut world, middle);
    own_calendars(&mut aside, &mut world, middle);
    world.rulings = aside.chance(25);
    world.hotline = aside.chance(15);
    (world, middle)
}

/// What a version judges by, thrown anew.
pub(super) fn rules(dice: &mut Dice, world: &mut World, middle: NaiveDate) {
    deadlines(dice, world);
    if dice.chance(40) {
        let promised = match dice.chance(40) {
            true => Limit::BeforePromised(limit(dice, true)),
            false => Limit::Promised,
        };
        let contact = world
            .deadlines
            .iter()
            .find(|own| own.name == "contact")
            .unwrap()
            .clone();
        world.deadlines.push(Deadline {
            name: "promise",
            from: "promised",
            to: vec!["called_back"],
            rows: vec![Row(None, promised.into())],
            calendar: Some("office"),
            pauses: Vec::new(),
            extend: None,
            ..contact
        });
    }
    if dice.chance(40) {
        silence(dice, world);
    }
    // Beside the other throws: worlds with co-handlers are those without.
    let mut aside = dice.clone();
    if aside.chance(25) {
        opinion(&mut aside, world);
    }
    around(dice, world);
    if dice.chance(35) {
        dated(dice, world, middle);
    }
}

fn calendar(dice: &mut Dice, zone: Tz) -> Calendar {
    let hours: &[(u32, u32)] = match dice.between(0, 3) {
        0 | 1 => &[(hm(8, 30), hm(12, 0)), (hm(14, 30), hm(17, 30))],
        2 => &[(hm(9, 0), hm(17, 0))],
        _ => &[(hm(7, 0), hm(9, 0)), (hm(10, 0), hm(12, 0)), (hm(13, 0), hm(20, 0))],
    };
    if zone == bureau::ZONE && dice.chance(40) {
        return bureau::office_2014();
    }
    // A cover that ends with the year leaves some clocks undetermined.
    let covers = (date("2013-01-01"), date(dice.pick(&["2014-12-31", "2015-12-31"])));
    let mut drawn: Vec<NaiveDate> = Vec::new();
    for _ in 0..40 {
        let day = date("2014-01-01") + chrono::Days::new(dice.between(0, 364).unsigned_abs());
        if !drawn.contains(&day) {
            drawn.push(day);
        }
    }
    let half = vec![(hm(9, 0), hm(11, 30))];
    let on = drawn[30..].iter().map(|day| (*day, half.clone())).collect();
    let (off, work) = (drawn[..20].to_vec(), drawn[20..30].to_vec());
    Calendar::new("office", zone, covers, dice.chance(20), hours, off, work, on)
}

/// Perhaps a calendar over the office's that some parties have as their own.
fn own_calendars(dice: &mut Dice, world: &mut World, middle: NaiveDate) {
    if !dice.chance(30) {
        return;
    }
    let mut day = || middle + chrono::Days::new(dice.between(0, 30).unsigned_abs()) - chrono::Days::new(12);
    let (off, work) = (vec![day(), day()], day());
    let work = if off.contains(&work) { Vec::new() } else { vec![work] };
    let off = if off[0] == off[1] { vec![off[0]] } else { off };
    let hours: &[(u32, u32)] = match dice.between(0, 2) {
        0 => &[(hm(8, 0), hm(16, 0))],
        1 => &[(hm(9, 0), hm(12, 0)), (hm(13, 0), hm(21, 0))],
        _ => &[(0, hm(24, 0))],
    };
    let station = Calendar::over(&world.calendars[0], "station", dice.chance(40), hours, off, work);
    world.calendars.push(station);
    for version in world.earlier.iter_mut() {
        version.calendars = world.calendars.clone();
    }
    for name in ["city_bureau", "dongjiang_station", "marketing", "operations", "leaders"] {
        if dice.chance(50) {
            let member = Member {
                calendar: Some("station"),
                ..world.member(name)
            };
            world.members.retain(|own| own.name != name);
            world.members.push(member);
        }
    }
    for version in world.earlier.iter_mut() {
        version.members = world.members.clone();
    }
}

pub(super) fn arrival(dice: &mut Dice) -> Vec<Arrival> {
    match dice.between(0, 4) {
        0 => vec![],
        1 => vec![
            Arrival::DayOffToNextWorkingDay,
            Arrival::PastToNextWorkingDay(hm(17, 0), hm(8, 30)),
        ],
        2 => vec![
            Arrival::PastToNextWorkingDay(hm(16, 0), hm(10, 0)),
            Arrival::OutsideToNextOpening,
        ],
        _ => vec![Arrival::OutsideToNextOpening],
    }
}
