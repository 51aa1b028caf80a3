//! The world of the power bureau: the rules of the acceptance figures, as the shipped example states them.

use super::cond::{Cond, Target};
use super::time::{Arrival, Calendar, Counting, DayCount, Moment, Quantity, Unit, civil};
use super::world::{
    Cap, Category, Dated, Deadline, Event, Exit, Extend, Ladder, Limit, Name, Party, Pause, Row, Rung, Schedule,
    Ticket, Workflow, World,
};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

pub const ZONE: Tz = chrono_tz::Asia::Shanghai;

pub fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn days(from: &str, to: &str) -> Vec<NaiveDate> {
    date(from).iter_days().take_while(|day| *day <= date(to)).collect()
}

/// A wall clock in Shanghai: `2014-01-24 10:00`, with seconds if need be.
pub fn moment(text: &str) -> Moment {
    let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S"));
    civil(ZONE, wall.unwrap())
}

pub const fn hm(hour: u32, minute: u32) -> u32 {
    hour * 3600 + minute * 60
}

/// The office calendar of 2014.
pub fn office_2014() -> Calendar {
    let mut off = days("2014-01-31", "2014-02-06");
    off.extend(days("2014-01-01", "2014-01-01"));
    off.extend(days("2014-04-05", "2014-04-07"));
    off.extend(days("2014-05-01", "2014-05-03"));
    off.extend(days("2014-06-02", "2014-06-02"));
    off.extend(days("2014-09-08", "2014-09-08"));
    off.extend(days("2014-10-01", "2014-10-07"));
    let work = ["2014-01-26", "2014-02-08", "2014-05-04", "2014-09-28", "2014-10-11"]
        .map(date)
        .to_vec();
    let hours = [(hm(8, 30), hm(12, 0)), (hm(14, 30), hm(17, 30))];
    Calendar::new(
        "office",
        ZONE,
        (date("2014-01-01"), date("2014-12-31")),
        false,
        &hours,
        off,
        work,
        Vec::new(),
    )
}

/// The office calendar of 2026.
pub fn office_2026() -> Calendar {
    let mut off = days("2026-01-01", "2026-01-03");
    off.extend(days("2026-02-15", "2026-02-23"));
    let work = ["2026-01-04", "2026-02-14", "2026-02-28"].map(date).to_vec();
    let hours = [(hm(8, 30), hm(12, 0)), (hm(13, 30), hm(17, 30))];
    Calendar::new(
        "office",
        ZONE,
        (date("2026-01-01"), date("2026-12-31")),
        false,
        &hours,
        off,
        work,
        Vec::new(),
    )
}

pub fn counting() -> Counting {
    Counting {
        zone: ZONE,
        working_days: DayCount::NextDay,
        calendar_days: DayCount::SameTime,
        arrival: vec![Arrival::OutsideToNextOpening],
    }
}

fn category(name: Name, below: Option<Name>, owner: Option<Name>) -> Category {
    Category {
        name,
        below,
        owner: owner.map(Dated::from),
    }
}

fn otherwise(n: i64, unit: Unit) -> Row {
    Row(None, Limit::Within(Quantity(n, unit)).into())
}

fn when(cond: Cond, n: i64, unit: Unit) -> Row {
    Row(Some(cond), Limit::Within(Quantity(n, unit)).into())
}

pub fn world() -> World {
    World {
        in_force: (date("2001-01-01"), None),
        earlier: Vec::new(),
        counting: counting(),
        calendars: vec![office_2014()],
        departments: vec![
            "leaders",
            "marketing",
            "operations",
            "planning",
            "safety",
            "service_centre",
        ],
        units: vec!["city_bureau", "dongjiang_station", "jiangbei_bureau"],
        members: Vec::new(),
        kinds: vec!["complaint", "opinion"],
        fields: vec!["urgent"],
        categories: vec![
            category("supply_safety", None, Some("safety")),
            category("supply_reliability", None, Some("operations")),
            category("outage", Some("supply_reliability"), None),
            category("frequent_outage", Some("outage"), None),
            category("wrong_outage_notice", Some("outage"), Some("service_centre")),
            category("grid_construction", None, Some("planning")),
            category("supply_service", None, Some("marketing")),
            category("communication", None, Some("marketing")),
        ],
        workflow: workflow(),
        deadlines: deadlines(),
        ladders: vec![ladder()],
        schedule: Some(Schedule {
            name: "monthly_handover",
            at: hm(17, 30),
            calendar: "office",
            collect: Cond::All(vec![Cond::Has("dispatched"), Cond::HasNot("answered"), Cond::AtRung(1)]),
            responsible: Party::Handler,
            to: vec!["month_end_feedback", "answered"],
            within: Quantity(3, Unit::WorkingDays),
        }),
        repeat: Some(90),
        rulings: false,
        hotline: false,
    }
}

fn workflow() -> Workflow {
    Workflow {
        in_order: vec![
            "accepted",
            "dispatched",
            "received",
            "contacted",
            "handled",
            "answered",
            "called_back",
            "archived",
        ],
        may_have: vec![
            "promised",
            "returned",
            "reassigned",
            "reclassified",
            "extension_requested",
            "extension_approved",
            "waiting_customer",
            "customer_replied",
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
            "voided",
            "merged",
            "opinion_given",
        ],
        calendar: Some("office"),
        new_round: Some("reopened"),
        redo: Some("review_rejected"),
        hand_over: Some(("reassigned", Some(Quantity(1, Unit::WorkingDays)))),
        reclassify: Some(("reclassified", Some(Quantity(1, Unit::WorkingDays)))),
        leave_out: vec!["voided", "merged"],
        resolved: "archived",
    }
}

fn deadline(name: Name, from: Name, to: &[Name], responsible: Party, calendar: bool, rows: Vec<Row>) -> Deadline {
    Deadline {
        name,
        in_force: (None, None),
        from,
        else_from: None,
        to: to.to_vec(),
        ends_when: None,
        every: false,
        not_needed: None,
        no_breach: false,
        continue_on: None,
        of_each: false,
        responsible: responsible.into(),
        calendar: calendar.then_some("office"),
        rows,
        warn: None,
        remind: None,
        pauses: Vec::new(),
        extend: None,
    }
}

fn deadlines() -> Vec<Deadline> {
    let complaint = || Cond::Kind("complaint");
    let centre = Party::Named("service_centre");
    let answer_rows = vec![
        when(Cond::CategoryIn(vec!["supply_safety"]), 24, Unit::Hours),
        when(complaint(), 4, Unit::WorkingDays),
        otherwise(9, Unit::WorkingDays),
    ];
    let dispatch_rows = vec![when(complaint(), 20, Unit::Minutes), otherwise(60, Unit::Minutes)];
    vec![
        deadline(
            "dispatch",
            "accepted",
            &["dispatched", "archived"],
            centre,
            false,
            dispatch_rows,
        ),
        deadline(
            "contact",
            "dispatched",
            &["contacted"],
            Party::Handler,
            false,
            vec![otherwise(24, Unit::Hours)],
        ),
        Deadline {
            warn: Some(Quantity(1, Unit::WorkingDays)),
            pauses: vec![Pause {
                from: "waiting_customer",
                to: "customer_replied",
                even_late: false,
                at_most: Some(Cap::WorkingDays(5)),
                when: None,
            }],
            extend: Some(Extend {
                from: "extension_requested",
                to: "extension_approved",
                at_most: 1,
                each: Quantity(3, Unit::WorkingDays),
                approver: Party::OwningDepartment,
            }),
            ..deadline("answer", "dispatched", &["answered"], Party::Handler, true, answer_rows)
        },
        deadline(
            "callback",
            "answered",
            &["called_back"],
            centre,
            true,
            vec![otherwise(1, Unit::WorkingDays)],
        ),
    ]
}

fn ladder() -> Ladder {
    let overdue = |target| Cond::Overdue(target, None);
    let back = |event, n, limit| Exit {
        event,
        to_rung: Some(n),
        within: Some(Quantity(limit, Unit::WorkingDays)),
    };
    Ladder {
        name: "escalation",
        in_force: (None, None),
        applies: None,
        calendar: Some("office"),
        deadline: "answer",
        open: false,
        above: vec![
            Rung {
                enter: vec![
                    overdue(Target::Rung(1)),
                    overdue(Target::Schedule("monthly_handover")),
                    Cond::OccurrenceFrom(2),
                    Cond::CountOver("returned", 2),
                ],
                responsible: Party::OwningDepartment.into(),
                to: "answered",
                within: Quantity(3, Unit::WorkingDays).into(),
                must: vec![("internal_discussion", Quantity(1, Unit::WorkingDays))],
                exits: vec![
                    back("sent_back", 1, 2),
                    Exit {
                        event: "referred",
                        to_rung: Some(3),
                        within: None,
                    },
                ],
            },
            Rung {
                enter: vec![overdue(Target::Rung(2)), Cond::Has("referred"), Cond::OccurrenceFrom(3)],
                responsible: Party::Named("leaders").into(),
                to: "answered",
                within: Quantity(5, Unit::WorkingDays).into(),
                must: vec![("joint_conference", Quantity(3, Unit::WorkingDays))],
                exits: vec![
                    back("assigned_back", 1, 5),
                    Exit {
                        event: "left_over",
                        to_rung: None,
                        within: None,
                    },
                ],
            },
        ],
    }
}

/// A ticket of the bureau with events `(name, wall clock)`.
pub fn ticket(kind: Name, category: Name, accepted: &str, events: &[(Name, &str)]) -> Ticket {
    Ticket {
        number: "T1".to_string(),
        accepted: moment(accepted),
        customer: None,
        kind,
        category,
        handler: "city_bureau",
        co_handlers: Vec::new(),
        fields: Vec::new(),
        rulings: Vec::new(),
        hotline: None,
        events: events
            .iter()
            .map(|(name, at)| Event {
                name,
                at: moment(at),
                party: None,
                category: None,
                promise: None,
                reached: None,
                for_customer: None,
            })
            .collect(),
    }
}
