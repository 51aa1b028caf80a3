//! Draws what changes on dates.

use super::super::dice::Dice;
use super::super::world::{Limit, Member, Party, World};
use super::deadlines::{granted, limit};
use chrono::NaiveDate;

/// Values that change on dates in the midst of it, and an organisation that does.
pub(super) fn dated(dice: &mut Dice, world: &mut World, middle: NaiveDate) {
    let day = |dice: &mut Dice| middle + chrono::Days::new(dice.between(0, 20).unsigned_abs()) - chrono::Days::new(12);
    for deadline in &mut world.deadlines {
        let calendar = deadline.calendar.is_some();
        for row in &mut deadline.rows {
            if dice.chance(30) && !deadline.every {
                let first = day(dice);
                row.1.1.push((first, granted(dice, calendar)));
                if dice.chance(30) {
                    row.1.1.push((first + chrono::Days::new(2), Limit::NoDeadline));
                }
            }
        }
        if deadline.name == "callback" && dice.chance(40) {
            let other = dice.pick(&[
                Party::HandlerSuperior,
                Party::Named("marketing"),
                Party::OwningDepartment,
            ]);
            deadline.responsible.1.push((day(dice), other));
        }
    }
    for category in world.categories.iter_mut().filter(|category| category.owner.is_some()) {
        if let (Some(owner), true) = (&mut category.owner, dice.chance(40)) {
            owner.1.push((day(dice), dice.pick(&world.departments)));
        }
    }
    for rung in world.ladders.iter_mut().flat_map(|ladder| &mut ladder.above) {
        if dice.chance(40) {
            let other = dice.pick(&[Party::HandlerSuperior, Party::Named("planning"), Party::Handler]);
            rung.responsible.1.push((day(dice), other));
        }
        if dice.chance(40) {
            rung.within.1.push((day(dice), limit(dice, true)));
        }
    }
    let last = day(dice);
    let member = |name, under| Member {
        name,
        under,
        ..Member::default()
    };
    world.members = vec![
        Member {
            until: dice.chance(60).then_some(last),
            ..member("marketing", Some("leaders"))
        },
        member("operations", Some("leaders")),
        member("dongjiang_station", Some("city_bureau")),
        Member {
            until: dice.chance(60).then_some(last),
            ..member("city_bureau", Some("marketing"))
        },
    ];
    if dice.chance(60) {
        // It takes over at once, or after some days in which the superior answers.
        let from = last + chrono::Days::new(dice.between(1, 3).unsigned_abs());
        world.members.push(Member {
            from: Some(from),
            replaces: Some("marketing"),
            ..member("planning", Some("leaders"))
        });
    }
}
