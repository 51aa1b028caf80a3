//! Draws worlds and timelines. Worlds are the bureau's with every number, calendar and optional clause thrown anew;
//! events come in any order, many of them on the very moments at which something is decided.

use super::bureau::{self, date, hm};
use super::cond::{Cond, Target};
use super::dice::Dice;
use super::run::evaluate;
use super::time::{Arrival, Calendar, Counting, DayCount, Moment, Quantity, Unit, at, local};
use super::world::{Cap, DayAt, Deadline, Event, Limit, Member, Name, Party, Row, Side, Ticket, World};
use chrono::{LocalResult, NaiveDate, TimeZone};
use chrono_tz::Tz;

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
    deadlines(dice, &mut world);
    if dice.chance(40) {
        let promised = match dice.chance(40) {
            true => Limit::BeforePromised(limit(dice, true)),
            false => Limit::Promised,
        };
        world.deadlines.push(Deadline {
            name: "promise",
            from: "promised",
            to: vec!["called_back"],
            rows: vec![Row(None, promised.into())],
            calendar: Some("office"),
            pauses: Vec::new(),
            extend: None,
            ..world.deadline("contact").clone()
        });
    }
    if dice.chance(40) {
        silence(dice, &mut world);
    }
    around(dice, &mut world);
    if dice.chance(35) {
        dated(dice, &mut world, middle);
    }
    (world, middle)
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

fn arrival(dice: &mut Dice) -> Vec<Arrival> {
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

/// A limit of some hours to some days, of any family.
fn limit(dice: &mut Dice, calendar: bool) -> Quantity {
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
fn granted(dice: &mut Dice, calendar: bool) -> Limit {
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

fn deadlines(dice: &mut Dice, world: &mut World) {
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
fn silence(dice: &mut Dice, world: &mut World) {
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
    let mut pauses = world.deadline("answer").pauses.clone();
    pauses.truncate(usize::try_from(dice.between(0, 2)).unwrap());
    pauses.iter_mut().for_each(|pause| pause.even_late = false);
    let heard = Cond::Any(vec![Cond::Reached(true), Cond::CountOver("contacted", 1)]);
    world.deadlines.push(Deadline {
        name: "silence",
        from,
        else_from,
        to: to.to_vec(),
        ends_when: dice.chance(20).then_some(heard),
        every: true,
        continue_on: None,
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

/// Values that change on dates in the midst of it, and an organisation that does.
fn dated(dice: &mut Dice, world: &mut World, middle: NaiveDate) {
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
    for rung in world.ladder.iter_mut().flat_map(|ladder| &mut ladder.above) {
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

/// Workflow, ladder, schedule, repeats.
fn around(dice: &mut Dice, world: &mut World) {
    let grace = |dice: &mut Dice| dice.chance(70).then(|| limit(dice, true));
    world.workflow.hand_over = Some(("reassigned", grace(dice)));
    world.workflow.reclassify = Some(("reclassified", grace(dice)));
    world.repeat = dice.chance(70).then(|| dice.between(2, 90));
    // What a schedule collects is decided as of its moment, when a late pause reached only so far: not drawn together.
    let late_pause = world
        .deadlines
        .iter()
        .any(|own| own.pauses.iter().any(|pause| pause.even_late));
    let scheduled = dice.chance(70) && !late_pause;
    if let Some(schedule) = &mut world.schedule {
        schedule.within = limit(dice, true);
        schedule.at = dice.pick(&[hm(17, 30), hm(12, 0), hm(9, 0)]);
    }
    if !scheduled {
        world.schedule = None;
    }
    if let Some(ladder) = &mut world.ladder {
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
    if dice.chance(8) {
        world.schedule = None;
        world.ladder = None;
    }
}

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
            fields: Vec::new(),
            events: Vec::new(),
        };
        if dice.chance(75) {
            ticket.fields.push(("urgent", dice.chance(50)));
        }
        events(dice, world, &mut ticket, plain);
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
            let run = evaluate(world, &[], ticket, as_of).unwrap();
            let decided: Vec<Moment> = run
                .rows()
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
    let dues: Vec<Moment> = evaluate(world, tickets, ticket, late)
        .unwrap()
        .rows()
        .iter()
        .filter_map(|row| row.due)
        .collect();
    let decided = if dues.is_empty() {
        noon(5)
    } else {
        dice.pick(&dues) + dice.between(0, 1)
    };
    vec![told(world, decided), noon(dice.between(1, 15)), late]
}
