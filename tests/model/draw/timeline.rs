//! Draws tickets, their events, and the moments from which they are looked at.

use super::super::bureau::hm;
use super::super::dice::Dice;
use super::super::run::evaluate;
use super::super::time::{Moment, at, local};
use super::super::world::{Event, Hotline, Name, Ruling, Ticket, World};
use chrono::{LocalResult, NaiveDate, TimeZone};

/// What happens to tickets, the usual things more often.
const EVENTS: &[Name] = &[
    "dispatched",
    "dispatched",
    "contacted",
    "answered",
    "answered",
    "answered",
    "called_back",
    "archived",
    "received",
    "promised",
    "promised",
    "promised",
    "returned",
    "returned",
    "returned",
    "reassigned",
    "reassigned",
    "reclassified",
    "reclassified",
    "extension_requested",
    "extension_requested",
    "extension_approved",
    "extension_approved",
    "waiting_customer",
    "waiting_customer",
    "customer_replied",
    "customer_replied",
    "review_rejected",
    "review_rejected",
    "referred",
    "sent_back",
    "assigned_back",
    "left_over",
    "month_end_feedback",
    "internal_discussion",
    "joint_conference",
    "reopened",
    "resumed",
    "resumed",
    "voided",
    "merged",
];

/// Tickets of one world. `plain` leaves out what reaches back: redo, rounds, hand-over, reclassification, extension.
pub fn tickets(dice: &mut Dice, world: &World, middle: NaiveDate, count: usize, plain: bool) -> Vec<Ticket> {
    let mut tickets = Vec::new();
    let names: Vec<Name> = world.categories.iter().map(|category| category.name).collect();
    for n in 0..count {
        let day = middle + chrono::Days::new(dice.between(0, 20).unsigned_abs()) - chrono::Days::new(15);
        let mut ticket = Ticket {
            number: format!("T{n:03}"),
            accepted: told(world, at(world.counting.zone, day, time_of_day(dice))),
            customer: dice.chance(85).then(|| format!("U{}", dice.between(0, 12))),
            kind: dice.pick(&world.kinds),
            category: dice.pick(&names),
            handler: dice.pick(&world.units),
            co_handlers: Vec::new(),
            fields: Vec::new(),
            events: Vec::new(),
            rulings: Vec::new(),
            hotline: None,
        };
        if dice.chance(75) {
            ticket.fields.push(("urgent", dice.chance(50)));
        }
        events(dice, world, &mut ticket, plain);
        // Beside the other throws: worlds in which co-handlers owe something are those in which they do not.
        co_handlers(&mut dice.clone(), world, &mut ticket);
        rulings(&mut dice.clone(), world, &mut ticket);
        ticket.hotline = hotline(&mut dice.clone(), world, &ticket);
        tickets.push(ticket);
    }
    tickets
}

fn time_of_day(dice: &mut Dice) -> u32 {
    match dice.between(0, 3) {
        0 => dice.pick(&[hm(8, 30), hm(12, 0), hm(14, 30), hm(17, 30), hm(9, 0), hm(17, 0)]),
        _ => u32::try_from(dice.between(6 * 60, 22 * 60) * 60).unwrap(),
    }
}

/// A moment that a feed can write: its wall clock comes exactly once.
fn told(world: &World, t: Moment) -> Moment {
    let mut t = t;
    while !matches!(
        world.counting.zone.from_local_datetime(&local(world.counting.zone, t)),
        LocalResult::Single(_)
    ) {
        t += 3600;
    }
    t
}

fn events(dice: &mut Dice, world: &World, ticket: &mut Ticket, plain: bool) {
    let skip = |name: Name| {
        let reaches_back = [
            "reassigned",
            "reclassified",
            "extension_requested",
            "extension_approved",
            "review_rejected",
            "sent_back",
            "assigned_back",
            "left_over",
            "reopened",
            "resumed",
        ];
        plain && reaches_back.contains(&name)
    };
    let count = dice.between(0, 12);
    // Beside the other throws: tickets whose pauses tell a reason are those whose pauses do not.
    let mut aside = dice.clone();
    let names: Vec<Name> = world.categories.iter().map(|category| category.name).collect();
    for n in 0..count {
        let name = if n == 0 && dice.chance(80) {
            "dispatched"
        } else {
            dice.pick(EVENTS)
        };
        // A void ticket ends the tale: not in every one.
        if skip(name) || (["voided", "merged"].contains(&name) && dice.chance(60)) {
            continue;
        }
        let mut moment = moment(dice, world, ticket);
        if n == 0 && dice.chance(80) {
            moment = ticket.accepted + dice.between(0, 120) * 60;
        }
        let moment = told(world, moment.max(ticket.accepted));
        if ticket
            .events
            .iter()
            .any(|event| event.name == name && event.at == moment)
        {
            continue;
        }
        let party = match name {
            "reassigned" => dice.chance(90).then(|| dice.pick(&world.units)),
            "extension_approved" if dice.chance(80) => {
                world.owner(ticket.category, local(world.counting.zone, ticket.accepted).date())
            }
            _ => dice.chance(20).then(|| dice.pick(&world.departments)),
        };
        let category = (name == "reclassified" && dice.chance(90)).then(|| dice.pick(&names));
        let promise = (name == "promised" && dice.chance(90)).then(|| promised(dice, world, ticket, moment));
        let for_customer = (name == "waiting_customer" && aside.chance(80)).then(|| aside.chance(60));
        ticket.events.push(Event {
            name,
            at: moment,
            party,
            category,
            promise,
            reached: (name == "called_back" && dice.chance(80)).then(|| dice.chance(40)),
            for_customer,
        });
    }
    dice.shuffle(&mut ticket.events);
}

/// The units that work on it beside the handler, and what they said.
fn co_handlers(dice: &mut Dice, world: &World, ticket: &mut Ticket) {
    let mut versions = std::iter::once(world).chain(&world.earlier);
    if !versions.any(|version| version.deadlines.iter().any(|own| own.of_each)) {
        return;
    }
    let all = [&world.units[..], &["marketing", "planning", "operations"]].concat();
    for _ in 0..dice.between(0, 3) {
        let unit = dice.pick(&all);
        if !ticket.co_handlers.contains(&unit) {
            ticket.co_handlers.push(unit);
        }
    }
    for _ in 0..dice.between(0, 4) {
        let at = told(world, moment(dice, world, ticket).max(ticket.accepted));
        let party = match ticket.co_handlers.is_empty() || dice.chance(15) {
            true => dice.chance(70).then(|| dice.pick(&all)),
            false => Some(dice.pick(&ticket.co_handlers)),
        };
        ticket.events.push(Event {
            name: "opinion_given",
            at,
            party,
            category: None,
            promise: None,
            reached: None,
            for_customer: None,
        });
    }
    dice.shuffle(&mut ticket.events);
}

/// What was decided about it, and said against it.
fn rulings(dice: &mut Dice, world: &World, ticket: &mut Ticket) {
    if !world.rulings {
        return;
    }
    let mut about: Vec<Name> = world.deadlines.iter().map(|own| own.name).collect();
    about.extend(world.schedule.as_ref().map(|schedule| schedule.name));
    let parties = [&world.departments[..], &world.units].concat();
    for _ in 0..dice.between(0, 3) {
        let last = ticket.rulings.last().map(|ruling| ruling.at);
        let at = match last {
            Some(at) if dice.chance(30) => at,
            _ if dice.chance(40) => ticket.accepted + dice.between(5 * 24, 40 * 24) * 3600,
            _ => moment(dice, world, ticket),
        };
        ticket.rulings.push(Ruling {
            excuses: dice.chance(75),
            at: told(world, at.max(ticket.accepted)),
            by: dice.chance(70).then(|| dice.pick(&parties)),
            about: dice.chance(60).then(|| dice.pick(&about)),
        });
    }
}

/// Perhaps the hotline holds the case too.
fn hotline(dice: &mut Dice, world: &World, ticket: &Ticket) -> Option<Hotline> {
    if !world.hotline || dice.chance(40) {
        return None;
    }
    let mut alone = vec!["customer", "kind", "category", "handler", "urgent"];
    alone.retain(|_| dice.chance(25));
    Some(Hotline {
        number: format!("H{}", &ticket.number[1..]),
        later: told(world, ticket.accepted + dice.between(0, 5 * 24 * 60) * 60),
        is_later: dice.chance(50),
        alone,
    })
}

/// What is promised at a moment: some time after it, or just when another promise is due.
fn promised(dice: &mut Dice, world: &World, ticket: &Ticket, at: Moment) -> Moment {
    let others: Vec<Moment> = ticket.events.iter().filter_map(|event| event.promise).collect();
    let at = match others.is_empty() || dice.chance(70) {
        true => at + dice.between(1, 4 * 24 * 60) * 60,
        false => dice.pick(&others) + dice.between(-1, 1),
    };
    told(world, at)
}

/// Any moment of the next weeks, or a moment on which something is decided already, give or take a second.
fn moment(dice: &mut Dice, world: &World, ticket: &Ticket) -> Moment {
    let last = ticket
        .events
        .iter()
        .map(|event| event.at)
        .max()
        .unwrap_or(ticket.accepted);
    match dice.between(0, 9) {
        0..=3 => last + dice.between(1, 3 * 24 * 60) * 60,
        4 | 5 => ticket.accepted + dice.between(0, 20 * 24 * 60) * 60,
        6 => {
            let day = local(world.counting.zone, last).date() + chrono::Days::new(dice.between(0, 4).unsigned_abs());
            at(world.counting.zone, day, time_of_day(dice))
        }
        7 => last,
        _ => {
            let as_of = ticket.accepted + 40 * 24 * 3600;
            let rows = evaluate(world, &[], ticket, as_of).map(|run| run.rows());
            let decided: Vec<Moment> = rows
                .unwrap_or_default()
                .iter()
                .flat_map(|row| [row.due, row.done, row.start])
                .flatten()
                .collect();
            if decided.is_empty() {
                last
            } else {
                dice.pick(&decided) + dice.between(-1, 1)
            }
        }
    }
}

/// Moments to look from: one on which something is decided, one in the thick of it, one after everything.
pub fn as_ofs(dice: &mut Dice, world: &World, middle: NaiveDate, tickets: &[Ticket]) -> Vec<Moment> {
    let noon = |days: i64| {
        let day = middle + chrono::Days::new(days.unsigned_abs());
        told(world, at(world.counting.zone, day, hm(12, 0)))
    };
    let tickets_by_reference: Vec<&Ticket> = tickets.iter().collect();
    let ticket = dice.pick(&tickets_by_reference);
    let late = noon(60);
    let rows = evaluate(world, tickets, ticket, late).map(|run| run.rows());
    let dues: Vec<Moment> = rows.unwrap_or_default().iter().filter_map(|row| row.due).collect();
    let decided = if dues.is_empty() {
        noon(5)
    } else {
        dice.pick(&dues) + dice.between(0, 1)
    };
    vec![told(world, decided), noon(dice.between(1, 15)), late]
}
