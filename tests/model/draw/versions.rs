//! Draws versions: of the whole rule set, and of one deadline.

use super::super::bureau;
use super::super::cond::Cond;
use super::super::dice::Dice;
use super::super::time::{Counting, DayCount};
use super::super::world::{Deadline, Ladder, Limit, World};
use super::deadlines::{granted, limit};
use super::{arrival, rules};
use chrono::{Days, NaiveDate};

/// Perhaps versions before this one, and deadlines whose blocks replace each other.
pub(super) fn versions(dice: &mut Dice, world: &mut World, middle: NaiveDate) {
    if dice.chance(25) {
        let begins = day(dice, middle);
        for (n, first) in [begins - Days::new(6), begins].into_iter().enumerate() {
            if n == 0 && dice.chance(50) {
                continue;
            }
            let mut older = older(dice, world, middle);
            older.in_force = (world.in_force.0, None);
            // Some versions end before the next begins: what comes between is not judged.
            if dice.chance(30) {
                let gap = Days::new(dice.between(1, 3).unsigned_abs());
                older.in_force.1 = Some(first - gap);
            }
            world.in_force.0 = first;
            world.earlier.push(older);
        }
    }
    for version in &mut world.earlier {
        blocks(dice, version, middle);
        ladder_blocks(dice, version, middle);
    }
    blocks(dice, world, middle);
    ladder_blocks(dice, world, middle);
}

/// A day in the midst of the tickets.
fn day(dice: &mut Dice, middle: NaiveDate) -> NaiveDate {
    middle + Days::new(dice.between(0, 20).unsigned_abs()) - Days::new(12)
}

/// A version that judges by other deadlines, another ladder, another schedule, and may count otherwise.
fn older(dice: &mut Dice, newest: &World, middle: NaiveDate) -> World {
    let mut own = bureau::world();
    own.calendars = newest.calendars.clone();
    own.counting = newest.counting.clone();
    if dice.chance(50) {
        own.counting = Counting {
            working_days: dice.pick(&[DayCount::NextDay, DayCount::SameTime]),
            calendar_days: dice.pick(&[DayCount::NextDay, DayCount::SameTime]),
            arrival: arrival(dice),
            ..own.counting
        };
    }
    rules(dice, &mut own, middle);
    if newest.repeat.is_none() {
        for rung in own.ladders.iter_mut().flat_map(|ladder| &mut ladder.above) {
            rung.enter.retain(|cond| !matches!(cond, Cond::OccurrenceFrom(_)));
        }
    }
    // All else is that of the newest.
    World {
        repeat: newest.repeat,
        workflow: newest.workflow.clone(),
        categories: newest.categories.clone(),
        members: newest.members.clone(),
        ..own
    }
}

/// Blocks of one name: a later one replaces the one before for the tickets from its day on, or there is none any more.
fn blocks(dice: &mut Dice, world: &mut World, middle: NaiveDate) {
    let mut later: Vec<Deadline> = Vec::new();
    let no_rung = |world: &World, own: &Deadline| world.ladders.iter().all(|ladder| ladder.deadline != own.name);
    let names: Vec<bool> = world.deadlines.iter().map(|own| no_rung(world, own)).collect();
    for (own, alone) in world.deadlines.iter_mut().zip(names) {
        if !dice.chance(20) {
            continue;
        }
        let from = day(dice, middle);
        if alone && dice.chance(30) {
            own.in_force.1 = Some(from);
            continue;
        }
        let mut next = own.clone();
        next.in_force.0 = Some(from);
        for row in &mut next.rows {
            if !matches!(row.1.0, Limit::Promised | Limit::BeforePromised(_)) {
                row.1 = granted(dice, own.calendar.is_some()).into();
            }
        }
        if dice.chance(50) {
            next.pauses.clear();
        }
        if dice.chance(50) {
            own.in_force.1 = from.pred_opt();
        }
        later.push(next);
    }
    world.deadlines.extend(later);
}

/// Ladders that end, and blocks that replace them.
fn ladder_blocks(dice: &mut Dice, world: &mut World, middle: NaiveDate) {
    let mut later: Vec<Ladder> = Vec::new();
    for own in &mut world.ladders {
        if !dice.chance(15) {
            continue;
        }
        let from = day(dice, middle);
        if dice.chance(20) {
            own.in_force.1 = Some(from);
            continue;
        }
        let mut next = own.clone();
        next.in_force.0 = Some(from);
        for rung in &mut next.above {
            rung.within = limit(dice, true).into();
        }
        if dice.chance(30) {
            next.above.truncate(1);
            next.above[0].exits.retain(|exit| exit.to_rung != Some(3));
        }
        if dice.chance(50) {
            own.in_force.1 = from.pred_opt();
        }
        later.push(next);
    }
    world.ladders.extend(later);
}
