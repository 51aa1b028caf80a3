//! Draws what deadlines grant, and their pauses and extensions.

use super::super::bureau::hm;
use super::super::cond::Cond;
use super::super::dice::Dice;
use super::super::time::{Quantity, Unit};
use super::super::world::{Cap, DayAt, Deadline, Limit, Party, Row, Side, World};

/// A limit of some hours to some days, of any family.
pub(super) fn limit(dice: &mut Dice, calendar: bool) -> Quantity {
    match dice.between(if calendar { 0 } else { 4 }, 8) {
        0 | 1 => Quantity(dice.between(1, 5), Unit::WorkingDays),
        2 => Quantity(dice.between(1, 30), Unit::WorkingHours),
        3 => Quantity(dice.between(1, 900), Unit::WorkingMinutes),
        4 => Quantity(dice.between(1, 96), Unit::Hours),
        5 => Quantity(dice.between(1, 600), Unit::Minutes),
        6 => Quantity(dice.between(1, 8), Unit::CalendarDays),
        7 => Quantity(1, Unit::Weeks),
        _ => Quantity(dice.between(1, 200_000), Unit::Seconds),
    }
}

/// What a row grants: mostly a length of time.
pub(super) fn granted(dice: &mut Dice, calendar: bool) -> Limit {
    let side = |dice: &mut Dice| {
        if calendar && dice.chance(40) {
            Side::Day(day_at(dice))
        } else {
            Side::Within(limit(dice, calendar))
        }
    };
    match dice.between(0, 9) {
        0 | 1 if calendar => Limit::Day(day_at(dice)),
        2 | 3 => loop {
            let (one, other) = (side(dice), side(dice));
            if differ(one, other) {
                break Limit::Two(dice.chance(50), one, other);
            }
        },
        _ => Limit::Within(limit(dice, calendar)),
    }
}

fn day_at(dice: &mut Dice) -> DayAt {
    let times = [hm(8, 30), hm(10, 0), hm(12, 0), hm(17, 30), hm(23, 59), hm(24, 0)];
    let at = dice.chance(60).then(|| dice.pick(&times));
    DayAt(usize::try_from(dice.between(0, 4)).unwrap(), at)
}

/// Two clocks of one kind of unit are refused: the longer one would always be the later.
fn differ(one: Side, other: Side) -> bool {
    let (Side::Within(one), Side::Within(other)) = (one, other) else {
        return one != other;
    };
    let family = |unit| match unit {
        Unit::Seconds | Unit::Minutes | Unit::Hours => 0,
        Unit::WorkingSeconds | Unit::WorkingMinutes | Unit::WorkingHours => 1,
        Unit::WorkingDays => 2,
        Unit::CalendarDays | Unit::Weeks => 3,
        Unit::Months => 4,
    };
    family(one.1) != family(other.1)
}

pub(super) fn deadlines(dice: &mut Dice, world: &mut World) {
    for deadline in &mut world.deadlines {
        let calendar = deadline.calendar.is_some();
        for row in &mut deadline.rows {
            if dice.chance(60) {
                row.1 = granted(dice, calendar).into();
            }
        }
        if dice.chance(15) {
            let urgent = Row(
                Some(Cond::Field("urgent", dice.chance(50))),
                granted(dice, calendar).into(),
            );
            deadline.rows.insert(0, urgent);
        }
        if dice.chance(10) {
            let here = usize::try_from(dice.between(0, 1))
                .unwrap()
                .min(deadline.rows.len() - 1);
            let category = dice.pick(&["supply_service", "outage", "grid_construction"]);
            deadline.rows.insert(
                here,
                Row(Some(Cond::CategoryIn(vec![category])), Limit::NoDeadline.into()),
            );
        }
        if deadline.from == "dispatched" && dice.chance(30) {
            deadline.else_from = Some(dice.pick(&["accepted", "accepted", "received", "returned"]));
        }
        // Beside the other throws: worlds with reminders are those without.
        let mut aside = dice.clone();
        if aside.chance(30) {
            let times = usize::try_from(aside.between(0, 2)).unwrap();
            deadline.ends_when = match deadline.name {
                "callback" => Some(Cond::Any(vec![
                    Cond::Reached(true),
                    Cond::CountOver("called_back", times),
                ])),
                "answer" => Some(Cond::Any(vec![
                    Cond::Field("urgent", true),
                    Cond::CountOver("answered", times.min(1)),
                ])),
                _ => None,
            };
        }
        if aside.chance(30) {
            deadline.remind = Some((aside.chance(50), limit(&mut aside, calendar)));
        }
        if deadline.name == "callback" && dice.chance(30) {
            deadline.responsible = Party::OwningDepartment.into();
        }
        if deadline.name == "callback" && aside.chance(25) {
            deadline.responsible = Party::Accountable.into();
        }
        if let Some(pause) = deadline.pauses.first_mut() {
            pause.even_late = dice.chance(25);
            pause.at_most = match dice.between(0, 3) {
                0 => None,
                1 => Some(Cap::CalendarDays(usize::try_from(dice.between(1, 4)).unwrap())),
                _ => Some(Cap::WorkingDays(usize::try_from(dice.between(1, 5)).unwrap())),
            };
            deadline.warn = dice.chance(80).then(|| limit(dice, true));
        }
        if !deadline.pauses.is_empty() {
            reasons(&mut aside, deadline);
        }
        // Of what a trigger asks whether it is late, a miss is a breach.
        deadline.no_breach = ["dispatch", "callback"].contains(&deadline.name) && aside.chance(25);
        // Whether a late pause counts would hang on whether what it makes late has fallen away: not drawn together.
        if aside.chance(30) && !deadline.pauses.iter().any(|pause| pause.even_late) {
            deadline.not_needed = Some(needless(&mut aside));
        }
        if dice.chance(30) {
            deadline.continue_on = Some("resumed");
        }
        if let Some(extend) = &mut deadline.extend {
            extend.at_most = usize::try_from(dice.between(1, 2)).unwrap();
            extend.each = limit(dice, true);
        }
    }
}

/// The customer is to hear from somebody again and again.
pub(super) fn silence(dice: &mut Dice, world: &mut World) {
    let (from, else_from) = dice.pick(&[
        ("accepted", None),
        ("dispatched", None),
        ("dispatched", Some("accepted")),
        ("dispatched", Some("received")),
        ("contacted", None),
        ("contacted", None),
    ]);
    let to = dice.pick(&[&["contacted"][..], &["contacted", "called_back"]]);
    let mut rows = vec![Row(None, granted(dice, true).into())];
    if dice.chance(30) {
        let urgent = Cond::Field("urgent", dice.chance(50));
        rows.insert(0, Row(Some(urgent), granted(dice, true).into()));
    }
    if dice.chance(20) {
        let without = Cond::CategoryIn(vec!["outage"]);
        rows.insert(0, Row(Some(without), Limit::NoDeadline.into()));
    }
    let answer = world.deadlines.iter().find(|own| own.name == "answer").unwrap();
    let mut pauses = answer.pauses.clone();
    pauses.truncate(usize::try_from(dice.between(0, 2)).unwrap());
    pauses.iter_mut().for_each(|pause| pause.even_late = false);
    let heard = Cond::Any(vec![Cond::Reached(true), Cond::CountOver("contacted", 1)]);
    world.deadlines.push(Deadline {
        name: "silence",
        in_force: (None, None),
        from,
        else_from,
        to: to.to_vec(),
        ends_when: dice.chance(20).then_some(heard),
        every: true,
        continue_on: None,
        of_each: false,
        responsible: dice
            .pick(&[Party::Handler, Party::Handler, Party::OwningDepartment])
            .into(),
        calendar: Some("office"),
        not_needed: None,
        no_breach: false,
        rows,
        warn: dice.chance(50).then(|| limit(dice, true)),
        remind: None,
        pauses,
        extend: None,
    });
    world.workflow.resolved = dice.pick(&["archived", "answered"]);
}

/// Each co-handler owes an opinion.
pub(super) fn opinion(dice: &mut Dice, world: &mut World) {
    let answer = world.deadlines.iter().find(|own| own.name == "answer").unwrap();
    let mut opinion = Deadline {
        name: "opinion",
        of_each: true,
        to: vec!["opinion_given"],
        ends_when: dice.chance(15).then(|| {
            let told = Cond::CountOver("opinion_given", 1);
            Cond::Any(vec![Cond::Field("urgent", true), told])
        }),
        ..answer.clone()
    };
    if dice.chance(20) {
        opinion.to.push("answered");
    }
    if dice.chance(30) {
        opinion.else_from = Some("accepted");
    }
    for row in &mut opinion.rows {
        if row.1.0 != Limit::NoDeadline {
            row.1 = granted(dice, true).into();
        }
    }
    if dice.chance(40) {
        opinion.pauses.clear();
    }
    if dice.chance(30) {
        opinion.extend = None;
    }
    let late = opinion.pauses.iter().any(|pause| pause.even_late);
    opinion.not_needed = (!late && dice.chance(25)).then(|| needless(dice));
    opinion.continue_on = dice.chance(30).then_some("resumed");
    world.deadlines.push(opinion);
}

/// What makes a deadline needless: what happened, what the ticket tells, both, or either.
fn needless(dice: &mut Dice) -> Cond {
    let happened = [
        "promised",
        "archived",
        "referred",
        "contacted",
        "called_back",
        "received",
    ];
    match dice.between(0, 6) {
        0 => Cond::Field("urgent", dice.chance(50)),
        1 => Cond::CountOver("returned", usize::try_from(dice.between(0, 2)).unwrap()),
        2 => Cond::HasNot(dice.pick(&["received", "returned", "answered"])),
        3 => Cond::All(vec![Cond::Has(dice.pick(&happened)), Cond::Field("urgent", true)]),
        4 => Cond::All(vec![
            Cond::Has(dice.pick(&happened)),
            Cond::CategoryIn(vec!["outage", "supply_service"]),
        ]),
        5 => Cond::Any(vec![Cond::Has(dice.pick(&happened)), Cond::Kind("opinion")]),
        _ => Cond::Has(dice.pick(&happened)),
    }
}

/// Pauses for a reason each, perhaps several of the same events.
fn reasons(dice: &mut Dice, deadline: &mut Deadline) {
    if dice.chance(50) {
        return;
    }
    let mut other = deadline.pauses[0].clone();
    let told = dice.chance(70);
    deadline.pauses[0].when = told.then_some(Cond::Field("for_customer", true));
    if dice.chance(60) {
        other.even_late = dice.chance(25);
        other.at_most = dice.pick(&[None, Some(Cap::WorkingDays(2)), Some(Cap::CalendarDays(3))]);
        other.when = Some(match dice.between(0, 2) {
            0 => Cond::Field("urgent", dice.chance(50)),
            1 => Cond::Kind("complaint"),
            _ => Cond::Field("for_customer", false),
        });
        if dice.chance(40) {
            other.from = "returned";
        }
        deadline.pauses.push(other);
    }
}
