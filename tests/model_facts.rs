//! The model held against figures that are facts: the acceptance cases of calendar, clocks, ladder and repeats.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod model;

use model::bureau::{counting, moment, office_2014, office_2026, ticket, world};
use model::rows::Row;
use model::run::evaluate;
use model::time::{Calendar, Missing, Moment, Quantity, Unit, add};
use model::world::{Event, Name, Ticket, World};

fn due(calendar: &Calendar, start: &str, n: i64, unit: Unit) -> Result<Moment, Missing> {
    let mut from = moment(start);
    if unit.is_working() {
        from = calendar.arrive(from, &counting().arrival)?;
    }
    add(&counting(), Some(calendar), from, Quantity(n, unit))
}

#[test]
fn calendar_figures() {
    let office = office_2014();
    for (start, opening) in [
        ("2014-01-25 10:00", "2014-01-26 08:30"),
        ("2014-01-30 18:00", "2014-02-07 08:30"),
        ("2014-03-03 17:30", "2014-03-04 08:30"),
    ] {
        assert_eq!(
            office.arrive(moment(start), &counting().arrival),
            Ok(moment(opening)),
            "{start}"
        );
    }
    for (start, n, unit, expected) in [
        ("2014-01-25 10:00", 4, Unit::WorkingDays, "2014-01-30 17:30"),
        ("2014-01-30 18:00", 3, Unit::WorkingDays, "2014-02-11 17:30"),
        ("2014-04-30 16:00", 1, Unit::WorkingDays, "2014-05-04 17:30"),
        ("2014-04-30 16:00", 24, Unit::Hours, "2014-05-01 16:00"),
        ("2014-06-05 16:00", 8, Unit::WorkingHours, "2014-06-06 17:30"),
        ("2014-05-30 10:00", 1, Unit::WorkingDays, "2014-06-03 17:30"),
        ("2014-03-03 11:00", 2, Unit::WorkingHours, "2014-03-03 15:30"),
    ] {
        assert_eq!(
            due(&office, start, n, unit),
            Ok(moment(expected)),
            "{start} + {n} {unit:?}"
        );
    }
    for (month, day) in [
        (1, "2014-01-30"),
        (2, "2014-02-28"),
        (5, "2014-05-30"),
        (8, "2014-08-29"),
        (9, "2014-09-30"),
    ] {
        assert_eq!(office.last_working_day(2014, month), Some(model::bureau::date(day)));
    }
    assert_eq!(
        due(&office, "2014-12-29 10:00", 9, Unit::WorkingDays),
        Err(Missing(2015))
    );
    let expected = moment("2026-02-28 17:30");
    assert_eq!(
        due(&office_2026(), "2026-02-27 17:00", 1, Unit::WorkingDays),
        Ok(expected)
    );
}

/// The rows of one obligation.
fn rows(world: &World, ticket: &Ticket, as_of: &str, deadline: &str) -> Vec<Row> {
    let run = evaluate(world, std::slice::from_ref(ticket), ticket, moment(as_of)).unwrap();
    run.rows().into_iter().filter(|row| row.deadline == deadline).collect()
}

fn row(world: &World, ticket: &Ticket, as_of: &str, deadline: &str) -> Row {
    let mut rows = rows(world, ticket, as_of, deadline);
    assert_eq!(rows.len(), 1, "{deadline}: {rows:?}");
    rows.remove(0)
}

fn entries(world: &World, ticket: &Ticket, as_of: &str) -> Vec<(u8, Moment, Option<Name>)> {
    let run = evaluate(world, std::slice::from_ref(ticket), ticket, moment(as_of)).unwrap();
    run.rounds
        .iter()
        .flat_map(|round| &round.entries)
        .map(|e| (e.rung, e.at, e.party))
        .collect()
}

fn by(mut ticket: Ticket, event: Name, party: Name) -> Ticket {
    for e in ticket.events.iter_mut().filter(|e| e.name == event) {
        e.party = Some(party);
    }
    ticket
}

const OUTAGE: Name = "frequent_outage";

#[test]
fn d1_done_at_due_is_on_time_a_second_later_late() {
    let w = world();
    for (answered, state) in [
        ("2014-03-07 17:30:00", "done on time"),
        ("2014-03-07 17:30:01", "done late"),
    ] {
        let t = ticket(
            "complaint",
            OUTAGE,
            "2014-03-03 09:00",
            &[("dispatched", "2014-03-03 09:05"), ("answered", answered)],
        );
        assert_eq!(row(&w, &t, "2014-03-10 09:00", "answer").state, state);
    }
}

#[test]
fn d2_d3_pauses_and_their_cap() {
    let w = world();
    for (replied, expected) in [
        ("2014-06-09 10:00", "2014-06-18 17:30"),
        ("2014-06-20 09:00", "2014-06-23 16:00"),
    ] {
        let t = ticket(
            "opinion",
            "communication",
            "2014-06-03 09:00",
            &[
                ("dispatched", "2014-06-03 09:10"),
                ("waiting_customer", "2014-06-05 10:00"),
                ("customer_replied", replied),
            ],
        );
        let answer = row(&w, &t, "2014-06-20 10:00", "answer");
        assert_eq!(answer.due, Some(moment(expected)));
        assert_eq!(answer.original_due, Some(moment("2014-06-16 17:30")));
    }
}

#[test]
fn d4_extension() {
    let w = world();
    let base = [
        ("dispatched", "2014-03-03 09:05"),
        ("extension_requested", "2014-03-07 17:00"),
        ("extension_approved", "2014-03-10 10:00"),
    ];
    let t = by(
        ticket("complaint", OUTAGE, "2014-03-03 09:00", &base),
        "extension_approved",
        "operations",
    );
    let before = entries(&w, &t, "2014-03-10 09:00");
    assert_eq!(before, vec![(2, moment("2014-03-07 17:30"), Some("operations"))]);
    assert_eq!(entries(&w, &t, "2014-03-10 10:00"), vec![]);
    assert_eq!(
        row(&w, &t, "2014-03-10 10:00", "answer").due,
        Some(moment("2014-03-12 17:30"))
    );
    let late = [base[0], ("extension_requested", "2014-03-07 17:30"), base[2]];
    let t = by(
        ticket("complaint", OUTAGE, "2014-03-03 09:00", &late),
        "extension_approved",
        "operations",
    );
    assert_eq!(entries(&w, &t, "2014-03-10 10:00").len(), 1);
    assert_eq!(
        row(&w, &t, "2014-03-10 10:00", "answer").due,
        Some(moment("2014-03-07 17:30"))
    );
}

#[test]
fn d5_without_received_nothing_changes() {
    let w = world();
    let bare = [("dispatched", "2014-03-03 09:05"), ("answered", "2014-03-10 17:30")];
    let told = [bare[0], bare[1], ("received", "2014-03-05 09:00")];
    let a = ticket("complaint", OUTAGE, "2014-03-03 09:00", &bare);
    let b = ticket("complaint", OUTAGE, "2014-03-03 09:00", &told);
    let all = |t: &Ticket| {
        evaluate(&w, std::slice::from_ref(t), t, moment("2014-03-20 09:00"))
            .unwrap()
            .rows()
    };
    assert_eq!(all(&a), all(&b));
}

#[test]
fn d6_returned_runs_on_and_the_third_leads_up() {
    let w = world();
    let t = ticket(
        "opinion",
        OUTAGE,
        "2014-03-03 09:00",
        &[
            ("dispatched", "2014-03-03 09:05"),
            ("returned", "2014-03-04 09:00"),
            ("returned", "2014-03-05 09:00"),
            ("returned", "2014-03-06 09:00"),
        ],
    );
    assert_eq!(
        row(&w, &t, "2014-03-05 12:00", "answer").due,
        Some(moment("2014-03-14 17:30"))
    );
    assert_eq!(entries(&w, &t, "2014-03-06 08:59"), vec![]);
    assert_eq!(
        entries(&w, &t, "2014-03-06 09:00"),
        vec![(2, moment("2014-03-06 09:00"), Some("operations"))]
    );
    assert_eq!(row(&w, &t, "2014-03-06 09:00", "answer").state, "taken over");
}

#[test]
fn d7_review_rejected_keeps_the_due() {
    let w = world();
    let t = ticket(
        "complaint",
        OUTAGE,
        "2014-03-03 09:00",
        &[
            ("dispatched", "2014-03-03 09:05"),
            ("answered", "2014-03-05 10:00"),
            ("review_rejected", "2014-03-06 10:00"),
            ("answered", "2014-03-10 10:00"),
        ],
    );
    assert_eq!(row(&w, &t, "2014-03-06 09:59", "answer").state, "done on time");
    let open = row(&w, &t, "2014-03-06 10:00", "answer");
    assert_eq!((open.state, open.due), ("running", Some(moment("2014-03-07 17:30"))));
    assert_eq!(row(&w, &t, "2014-03-06 10:00", "callback").state, "not started");
    let late = row(&w, &t, "2014-03-10 10:00", "answer");
    assert_eq!((late.state, late.due), ("done late", Some(moment("2014-03-07 17:30"))));
    assert_eq!(entries(&w, &t, "2014-03-10 10:00").len(), 1);
}

#[test]
fn d9_never_dispatched_is_the_centres_lateness() {
    let w = world();
    let t = ticket("complaint", OUTAGE, "2014-03-03 09:00", &[]);
    let dispatch = row(&w, &t, "2014-03-10 09:00", "dispatch");
    assert_eq!((dispatch.state, dispatch.party), ("overdue", Some("service_centre")));
    let answer = row(&w, &t, "2014-03-10 09:00", "answer");
    assert_eq!(
        (answer.state, answer.party, answer.due),
        ("not started", Some("city_bureau"), None)
    );
}

#[test]
fn e1_e3_e8_the_climb() {
    let w = world();
    let t = ticket(
        "complaint",
        OUTAGE,
        "2014-01-24 10:00",
        &[("dispatched", "2014-01-24 10:10")],
    );
    assert_eq!(
        row(&w, &t, "2014-02-20 09:00", "contact").due,
        Some(moment("2014-01-25 10:10"))
    );
    let two = (2, moment("2014-01-29 17:30"), Some("operations"));
    let three = (3, moment("2014-02-08 17:30"), Some("leaders"));
    assert_eq!(entries(&w, &t, "2014-01-29 17:30"), vec![]);
    assert_eq!(entries(&w, &t, "2014-01-29 17:30:01"), vec![two]);
    assert_eq!(entries(&w, &t, "2014-02-20 09:00"), vec![two, three]);
    let answer = row(&w, &t, "2014-02-20 09:00", "answer");
    assert_eq!(
        (answer.due, answer.charged_working),
        (Some(moment("2014-01-29 17:30")), Some(0))
    );
    assert_eq!(
        row(&w, &t, "2014-02-20 09:00", "escalation/2").due,
        Some(moment("2014-02-08 17:30"))
    );
    let top = row(&w, &t, "2014-02-20 09:00", "escalation/3");
    assert_eq!(
        (top.due, top.state, top.party),
        (Some(moment("2014-02-14 17:30")), "overdue", Some("leaders"))
    );
    assert_eq!(top.charged_working, Some(3 * 23_400 + 1_800));
}

#[test]
fn e2_third_occurrence_goes_to_rung_three() {
    let w = world();
    let mut tickets = Vec::new();
    for (number, accepted) in [
        ("A", "2014-03-03 09:00"),
        ("B", "2014-03-10 09:00"),
        ("C", "2014-03-17 09:00"),
    ] {
        let mut t = ticket("complaint", OUTAGE, accepted, &[]);
        t.number = number.to_string();
        t.customer = Some("u1".to_string());
        tickets.push(t);
    }
    let run = evaluate(&w, &tickets, &tickets[2], moment("2014-03-17 09:00")).unwrap();
    let rungs: Vec<u8> = run.rounds[0].entries.iter().map(|e| e.rung).collect();
    assert_eq!((run.occurrence, rungs), (3, vec![3]));
    assert!(run.rows().iter().all(|row| row.deadline != "escalation/2"));
}

#[test]
fn e4_late_after_a_way_back_goes_straight_up_again() {
    let w = world();
    let t = ticket(
        "complaint",
        OUTAGE,
        "2014-01-24 10:00",
        &[
            ("dispatched", "2014-01-24 10:10"),
            ("assigned_back", "2014-02-10 09:00"),
        ],
    );
    let back = row(&w, &t, "2014-03-20 09:00", "escalation/1");
    assert_eq!((back.due, back.state), (Some(moment("2014-02-17 17:30")), "overdue"));
    assert_eq!(back.party, Some("city_bureau"));
    let threes = rows(&w, &t, "2014-03-20 09:00", "escalation/3");
    let summary: Vec<_> = threes.iter().map(|row| (row.start, row.due, row.state)).collect();
    let first = (
        Some(moment("2014-02-08 17:30")),
        Some(moment("2014-02-14 17:30")),
        "handed on",
    );
    let again = (
        Some(moment("2014-02-17 17:30")),
        Some(moment("2014-02-24 17:30")),
        "overdue",
    );
    assert_eq!(summary, vec![first, again]);
    assert_eq!(
        rows(&w, &t, "2014-03-20 09:00", "escalation/3/joint_conference").len(),
        1
    );
}

#[test]
fn e6_e7_solved_at_rung_two() {
    let w = world();
    let t = ticket(
        "complaint",
        OUTAGE,
        "2014-01-24 10:00",
        &[("dispatched", "2014-01-24 10:10"), ("answered", "2014-01-29 17:31")],
    );
    assert_eq!(row(&w, &t, "2014-02-20 09:00", "answer").state, "done late");
    assert_eq!(row(&w, &t, "2014-02-20 09:00", "escalation/2").state, "done on time");
    assert!(rows(&w, &t, "2014-02-20 09:00", "escalation/3").is_empty());
}

#[test]
fn g1_g2_the_window_of_repeats() {
    let w = world();
    for (accepted, category, expected) in [
        ("2014-06-01 08:00", OUTAGE, 2),
        ("2014-06-02 00:01", OUTAGE, 1),
        ("2014-06-01 08:00", "supply_service", 1),
    ] {
        let mut first = ticket("complaint", OUTAGE, "2014-03-03 23:59", &[]);
        let mut second = ticket("complaint", category, accepted, &[]);
        (first.number, second.number) = ("A".to_string(), "B".to_string());
        (first.customer, second.customer) = (Some("u1".to_string()), Some("u1".to_string()));
        let tickets = [first, second];
        assert_eq!(
            model::run::occurrence(&w, &tickets, &tickets[1]),
            expected,
            "{accepted} {category}"
        );
    }
}

#[test]
fn month_end_collects_at_rung_one_and_leads_up() {
    let w = world();
    let t = ticket(
        "opinion",
        OUTAGE,
        "2014-05-27 09:00",
        &[("dispatched", "2014-05-27 09:05")],
    );
    let hand_over = row(&w, &t, "2014-06-10 09:00", "monthly_handover");
    assert_eq!(hand_over.due, Some(moment("2014-06-05 17:30")));
    assert_eq!(hand_over.state, "overdue");
    assert_eq!(entries(&w, &t, "2014-06-10 09:00")[0].1, moment("2014-06-05 17:30"));
    assert!(rows(&w, &t, "2014-05-30 17:30", "monthly_handover").is_empty());
}

#[test]
fn hand_over_moves_what_is_open_with_a_grace() {
    let w = world();
    let mut t = ticket(
        "complaint",
        OUTAGE,
        "2014-03-03 09:00",
        &[("dispatched", "2014-03-03 09:05")],
    );
    let to = Event {
        name: "reassigned",
        at: moment("2014-03-07 16:00"),
        party: Some("jiangbei_bureau"),
        category: None,
        promise: None,
        reached: None,
        for_customer: None,
    };
    t.events.push(to);
    let answers = rows(&w, &t, "2014-03-08 09:00", "answer");
    let summary: Vec<_> = answers
        .iter()
        .map(|row| (row.party.unwrap(), row.state, row.due.unwrap()))
        .collect();
    let old = ("city_bureau", "handed on", moment("2014-03-07 17:30"));
    assert_eq!(
        summary,
        vec![old, ("jiangbei_bureau", "warned", moment("2014-03-10 17:30"))]
    );
}
