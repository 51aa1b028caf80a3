//! Draws what stands around deadlines: workflow, ladder, schedule, repeats.

use super::super::bureau::hm;
use super::super::cond::{Cond, Target};
use super::super::dice::Dice;
use super::super::world::World;
use super::deadlines::limit;

/// Workflow, ladder, schedule, repeats.
pub(super) fn around(dice: &mut Dice, world: &mut World) {
    let grace = |dice: &mut Dice| dice.chance(70).then(|| limit(dice, true));
    world.workflow.hand_over = Some(("reassigned", grace(dice)));
    world.workflow.reclassify = Some(("reclassified", grace(dice)));
    world.repeat = dice.chance(70).then(|| dice.between(2, 90));
    let scheduled = dice.chance(70);
    if let Some(schedule) = &mut world.schedule {
        schedule.within = limit(dice, true);
        schedule.at = dice.pick(&[hm(17, 30), hm(12, 0), hm(9, 0)]);
    }
    if !scheduled {
        world.schedule = None;
    }
    if let Some(ladder) = world.ladders.first_mut() {
        ladder.open = dice.chance(15);
        for rung in &mut ladder.above {
            rung.within = limit(dice, true).into();
            for must in &mut rung.must {
                must.1 = limit(dice, true);
            }
            for within in rung.exits.iter_mut().filter_map(|exit| exit.within.as_mut()) {
                *within = limit(dice, true);
            }
            if dice.chance(30) {
                rung.must.clear();
            }
            for cond in &mut rung.enter {
                if let Cond::Overdue(target, wait) = cond {
                    if ladder.open && *target == Target::Rung(1) {
                        *target = Target::Deadline(ladder.deadline);
                    }
                    if dice.chance(30) {
                        *wait = Some(limit(dice, true));
                    }
                }
            }
            let no_repeat = world.repeat.is_none();
            rung.enter.retain(|cond| match cond {
                Cond::Overdue(Target::Schedule(_), _) => scheduled,
                Cond::OccurrenceFrom(_) => !no_repeat,
                Cond::CountOver(..) => true,
                _ => true,
            });
        }
        if dice.chance(25) {
            ladder.above[1]
                .enter
                .push(Cond::Overdue(Target::Deadline("contact"), None));
        }
        if world.deadlines.iter().any(|own| own.every) && dice.chance(50) {
            let wait = dice.chance(40).then(|| limit(dice, true));
            let silent = Cond::Overdue(Target::Deadline("silence"), wait);
            ladder.above[0].enter.push(silent);
        }
        if dice.chance(25) {
            let both = vec![Cond::Has("returned"), Cond::CategoryIn(vec!["supply_reliability"])];
            ladder.above[0].enter.push(Cond::All(both));
        }
    }
    // Beside the other throws: worlds of several ladders are those of one.
    let mut aside = dice.clone();
    if aside.chance(25) {
        other_ladder(&mut aside, world);
    }
    if world.deadlines.iter().any(|own| own.of_each) && aside.chance(50) {
        let wait = aside.chance(40).then(|| limit(&mut aside, true));
        let late = Cond::Overdue(Target::Deadline("opinion"), wait);
        if let Some(rung) = world.ladders.first_mut().and_then(|ladder| ladder.above.last_mut()) {
            rung.enter.push(late);
        }
    }
    if dice.chance(8) {
        world.schedule = None;
        world.ladders.clear();
    }
}

/// A ladder before the other, for some tickets; what neither is for has none.
fn other_ladder(dice: &mut Dice, world: &mut World) {
    let applies = |dice: &mut Dice| match dice.between(0, 2) {
        0 => Cond::Kind(dice.pick(&["complaint", "opinion"])),
        1 => Cond::CategoryIn(vec![dice.pick(&["supply_reliability", "supply_service", "outage"])]),
        _ => Cond::Field("urgent", dice.chance(50)),
    };
    let Some(main) = world.ladders.first_mut() else { return };
    let mut other = main.clone();
    if dice.chance(30) {
        main.applies = Some(applies(dice));
    }
    (other.name, other.applies) = ("shorter", Some(applies(dice)));
    if dice.chance(40) {
        other.deadline = "contact";
    }
    if dice.chance(40) {
        other.above.truncate(1);
        other.above[0].exits.retain(|exit| exit.to_rung != Some(3));
    }
    for rung in &mut other.above {
        rung.within = limit(dice, true).into();
    }
    world.ladders.insert(0, other);
}
