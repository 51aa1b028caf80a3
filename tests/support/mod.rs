//! A small rule set, facts and cases made by hand: the bureau of three tickets that the documents show.
#![allow(dead_code)]

use chrono::{NaiveDate, NaiveDateTime, TimeZone};
use onus::calendar::{Counting, DayCount, Moment, Quantity, Unit, Zone};
use onus::evaluate::{Case, Duty, Entry, Extension, Held, Hit, Obligation, Remark, State};
use onus::feed::{Facts, Happened, RowId, Ticket};
use onus::model::*;
use onus::plan::KeeperId;
use onus::report::{Context, WorkingTime};
use onus::terms::{FeedRole, Level};

pub const ZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;

/// A moment of the zone, `2026-03-06 17:30`.
pub fn at(text: &str) -> Moment {
    let local = NaiveDateTime::parse_from_str(&format!("{text}:00"), "%Y-%m-%d %H:%M:%S").unwrap();
    Moment(ZONE.from_local_datetime(&local).earliest().unwrap().timestamp())
}

fn place(line: u32) -> Place {
    Place { file: 0, line }
}

/// The names of the rule set, in one of two languages.
pub fn rules(chinese: bool) -> RuleSet {
    let pick = |en: &str, zh: &str| if chinese { zh } else { en }.to_owned();
    let party = |name: String, level, under: Option<u16>| Party {
        name,
        level,
        under: under.map(PartyId),
        calendar: None,
        from: None,
        until: None,
        replaces: None,
        contact: Some(pick("duty desk", "值班室")),
        place: place(10),
    };
    let category = |name: String, parent: Option<u16>, owner| Category {
        name,
        parent: parent.map(CategoryId),
        owner: Dated::always(PartyId(owner)),
        group: None,
        place: place(30),
    };
    let names = |list: &[(&str, &str)]| -> Vec<String> { list.iter().map(|(en, zh)| pick(en, zh)).collect() };
    let kinds = names(&[("complaint", "投诉"), ("opinion", "意见")]);
    let events = names(&[
        ("accepted", "受理"),
        ("dispatched", "派单"),
        ("answered", "答复"),
        ("asked_longer", "延期申请"),
        ("granted", "延期批准"),
        ("discussed", "内部讨论"),
    ]);
    let days = |amount| {
        LimitOf::Quantity(Quantity {
            amount,
            unit: Unit::WorkingDays,
        })
    };
    let counting = Counting {
        working: Some(DayCount::FromNextDay),
        calendar: None,
        arrival: Vec::new(),
    };
    let to_owner = PartyRef {
        base: PartyBase::OwningDepartment,
        superiors: 0,
    };
    let handler = PartyRef {
        base: PartyBase::Handler,
        superiors: 0,
    };
    let kind_is = |kind| Cond::Compare {
        subject: Subject::Kind,
        op: onus::terms::CompareOp::Equal,
        value: Value::Kind(KindId(kind)),
    };
    RuleSet {
        files: vec![RuleFile {
            name: pick("rules.onus", "规则.onus"),
            chinese,
        }],
        title: pick("Bureau", "某局"),
        version: 3,
        effective: Some((NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), EventId(0))),
        versions: Vec::new(),
        zone: ZONE,
        counting: counting.clone(),
        calendars: Vec::new(),
        parties: vec![
            party(pick("leadership", "局领导班子"), Level::Leadership, None),
            party(pick("marketing", "市场营销部"), Level::Department, Some(0)),
            party(pick("city_bureau", "城区供电局"), Level::Unit, Some(0)),
            party(pick("jiangbei_bureau", "江北县供电局"), Level::Unit, Some(0)),
        ],
        fields: Vec::new(),
        kinds: kinds
            .into_iter()
            .map(|name| Kind {
                name,
                when: None,
                place: place(20),
            })
            .collect(),
        categories: vec![
            category(pick("supply", "供电"), None, 1),
            category(pick("supply_service", "供电服务"), Some(0), 1),
            category(pick("communication", "信息沟通"), None, 1),
        ],
        groups: Vec::new(),
        events: events
            .into_iter()
            .map(|name| Event { name, place: place(40) })
            .collect(),
        workflows: vec![Workflow {
            name: pick("complaints", "客户抱怨"),
            calendar: None,
            in_order: vec![EventId(0), EventId(1), EventId(2)],
            may_have: vec![EventId(3), EventId(4), EventId(5)],
            new_round: Vec::new(),
            redo: Vec::new(),
            leave_out: Vec::new(),
            hand_over: Vec::new(),
            reclassify: Vec::new(),
            resolved_when: None,
            place: place(45),
        }],
        deadlines: vec![Deadline {
            name: pick("answer", "处理答复"),
            in_force: onus::model::InForce::default(),
            workflow: WorkflowId(0),
            from: EventId(1),
            else_from: Vec::new(),
            to: vec![EventId(2)],
            ends_when: None,
            in_turns: false,
            not_needed: None,
            no_breach: None,
            on_trial: None,
            continue_on: None,
            responsible: Responsible::One(Dated::always(handler)),
            calendar: Some(CalendarId(0)),
            counting: counting.clone(),
            rows: vec![
                Row {
                    when: Some(kind_is(0)),
                    limit: Dated::always(days(4)),
                    place: place(77),
                },
                Row {
                    when: None,
                    limit: Dated::always(days(9)),
                    place: place(78),
                },
            ],
            warn: None,
            reminders: Vec::new(),
            pauses: Vec::new(),
            extend: Some(Extend {
                from: EventId(3),
                to: EventId(4),
                at_most: 1,
                each: Quantity {
                    amount: 3,
                    unit: Unit::WorkingDays,
                },
                approver: to_owner,
                place: place(80),
            }),
            place: place(72),
        }],
        ladders: vec![Ladder {
            name: pick("climb", "提级处理"),
            in_force: onus::model::InForce::default(),
            calendar: Some(CalendarId(0)),
            counting,
            applies_when: None,
            workflow: WorkflowId(0),
            rungs: vec![
                Rung {
                    title: pick("unit", "业务单位"),
                    enter: Vec::new(),
                    responsible: Dated::always(handler),
                    limit: RungLimit::AsDeadline(DeadlineId(0)),
                    must: Vec::new(),
                    exits: Vec::new(),
                    on_trial: None,
                    place: place(100),
                },
                Rung {
                    title: pick("department", "归口部门"),
                    enter: vec![(
                        Cond::Overdue {
                            target: Target::Rung(1),
                            by: None,
                        },
                        place(105),
                    )],
                    responsible: Dated::always(to_owner),
                    limit: RungLimit::Own {
                        to: vec![EventId(2)],
                        within: Dated::always(Quantity {
                            amount: 3,
                            unit: Unit::WorkingDays,
                        }),
                        place: place(108),
                    },
                    must: vec![Must {
                        event: EventId(5),
                        within: None,
                        place: place(109),
                    }],
                    exits: Vec::new(),
                    on_trial: None,
                    place: place(104),
                },
            ],
            place: place(99),
        }],
        schedules: Vec::new(),
        repeat: None,
        findings: vec![Finding {
            name: pick("late_answer", "反馈不及时"),
            responsible: None,
            counts_as: None,
            lines: vec![FindingLine {
                when: Cond::Overdue {
                    target: Target::Deadline(DeadlineId(0)),
                    by: None,
                },
                label: Some(pick("answer late, \"open\"", "答复不及时")),
                place: place(131),
            }],
            place: place(130),
        }],
        wordings: Vec::new(),
        quotas: Vec::new(),
        satisfactions: Vec::new(),
        metrics: Vec::new(),
        notices: Vec::new(),
        feeds: vec![
            feed(FeedRole::Tickets, pick("tickets.csv", "工单.csv")),
            feed(FeedRole::Events, pick("events.csv", "流转.csv")),
        ],
        also_called: Vec::new(),
        examples: Vec::new(),
        expect_change: None,
    }
}

fn feed(role: FeedRole, file: String) -> Feed {
    Feed {
        place: place(150),
        ..Feed::new(role, &file)
    }
}

/// Facts made by hand.
pub struct HandFacts {
    pub numbers: Vec<String>,
    pub tickets: Vec<Ticket>,
    pub events: Vec<Vec<Happened>>,
}

impl Facts for HandFacts {
    fn len(&self) -> usize {
        self.numbers.len()
    }
    fn ticket(&self, ticket: usize) -> Ticket {
        self.tickets[ticket]
    }
    fn number(&self, ticket: usize) -> &str {
        &self.numbers[ticket]
    }
    fn row(&self, ticket: usize) -> RowId {
        RowId {
            feed: 0,
            line: ticket as u32 + 2,
        }
    }
    fn events(&self, ticket: usize, into: &mut Vec<Happened>) {
        into.clear();
        into.extend_from_slice(&self.events[ticket]);
    }
    fn field(&self, _: usize, _: FieldId, _: Option<usize>) -> Option<Value> {
        None
    }
}

pub fn facts() -> HandFacts {
    let ticket = |kind, category, handler| Ticket {
        workflow: WorkflowId(0),
        kind: Some(KindId(kind)),
        category: Some(CategoryId(category)),
        handler: Some(PartyId(handler)),
        customer: Some(u32::from(kind)),
    };
    let happened = |text: &str, event, line| Happened {
        at: at(text),
        event: EventId(event),
        party: None,
        category: None,
        row: RowId { feed: 1, line },
    };
    HandFacts {
        numbers: ["20260226-0011", "20260302-0017", "20260308-0003", "20260309-0001"]
            .map(str::to_owned)
            .to_vec(),
        tickets: vec![ticket(1, 2, 2), ticket(0, 1, 2), ticket(1, 0, 3), ticket(1, 0, 3)],
        events: vec![
            vec![happened("2026-02-26 09:00", 1, 5)],
            vec![happened("2026-03-02 09:05", 1, 2)],
            vec![happened("2026-03-08 15:00", 1, 8)],
            vec![happened("2026-03-09 10:00", 1, 9), happened("2026-03-09 15:00", 2, 10)],
        ],
    }
}

pub fn obligation(duty: Duty, party: u16, start: &str, due: &str, state: State, rule: u32) -> Obligation {
    Obligation {
        duty,
        round: 1,
        turn: 0,
        seq: 0,
        party: Some(PartyId(party)),
        start: Some(at(start)),
        counted_from: None,
        due: Some(at(due)),
        original_due: Some(at(due)),
        done: None,
        state,
        late_working: None,
        late_elapsed: None,
        charged_working: None,
        rung: 1,
        missing_year: None,
        rule: place(rule),
        start_row: Some(RowId { feed: 1, line: 2 }),
        done_row: None,
        warn_at: None,
        excused: None,
        fell_away: false,
        missed_working: None,
        missed_elapsed: None,
    }
}

/// The four cases as of 2026-03-10 09:00.
pub fn cases() -> Vec<Case> {
    let base = |ticket| Case {
        ticket,
        ladder: Some(LadderId(0)),
        round: 1,
        rung: 1,
        highest_rung: 1,
        occurrence: 1,
        ..Case::default()
    };
    let answer = Duty::Deadline(DeadlineId(0));
    let late = |mut one: Obligation, working, elapsed| {
        one.late_working = Some(working);
        one.late_elapsed = Some(elapsed);
        one.charged_working = Some(0);
        one
    };
    let today = obligation(answer, 2, "2026-02-26 09:00", "2026-03-10 17:30", State::Running, 78);
    let climbed = late(
        obligation(answer, 2, "2026-03-02 09:05", "2026-03-06 17:30", State::Overdue, 77),
        8 * 3600,
        315_000,
    );
    let mut rung = obligation(
        Duty::Rung(2),
        1,
        "2026-03-06 17:30",
        "2026-03-11 17:30",
        State::Running,
        108,
    );
    rung.rung = 2;
    let mut must = obligation(
        Duty::Must(2, EventId(5)),
        1,
        "2026-03-06 17:30",
        "2026-03-06 17:30",
        State::NotStarted,
        109,
    );
    must.rung = 2;
    must.due = None;
    must.original_due = None;
    let plain = late(
        obligation(answer, 3, "2026-03-08 15:00", "2026-03-09 15:00", State::Overdue, 76),
        3 * 3600,
        64_800,
    );
    let mut done = obligation(answer, 3, "2026-03-09 10:00", "2026-03-20 17:30", State::DoneOnTime, 78);
    done.done = Some(at("2026-03-09 15:00"));
    done.done_row = Some(RowId { feed: 1, line: 10 });
    vec![
        Case {
            obligations: vec![today],
            ..base(0)
        },
        Case {
            obligations: vec![climbed, rung, must],
            rung: 2,
            highest_rung: 2,
            entries: vec![Entry {
                round: 1,
                rung: 2,
                at: at("2026-03-06 17:30"),
                from_rung: 1,
                from_party: Some(PartyId(2)),
                party: Some(PartyId(1)),
                trigger: place(105),
                obligation: 1,
            }],
            hits: vec![Hit {
                finding: Found::Stated(FindingId(0)),
                round: 1,
                party: Some(PartyId(2)),
                lines: vec![0],
                at: Some(at("2026-03-06 17:30")),
                provisional: false,
                demand: None,
            }],
            held: vec![
                Held {
                    party: Some(PartyId(2)),
                    from: at("2026-03-02 09:05"),
                    to: at("2026-03-06 17:30"),
                    working: Some(36 * 3600 + 55 * 60),
                },
                Held {
                    party: Some(PartyId(1)),
                    from: at("2026-03-06 17:30"),
                    to: at("2026-03-10 09:00"),
                    working: Some(8 * 3600),
                },
            ],
            ..base(1)
        },
        Case {
            obligations: vec![plain],
            remarks: vec![Remark {
                code: onus::diagnostic::Code("F5001"),
                event: Some(EventId(2)),
                at: Some(at("2026-03-07 10:00")),
                row: RowId { feed: 1, line: 7 },
            }],
            ..base(2)
        },
        Case {
            obligations: vec![done],
            extensions: vec![Extension {
                obligation: 0,
                asked: at("2026-03-09 11:00"),
                granted: at("2026-03-09 12:00"),
            }],
            ..base(3)
        },
    ]
}

/// Seven working hours are left of the one that is due today.
pub struct SevenHours;

impl WorkingTime for SevenHours {
    fn between(&self, _: &Case, _: &Obligation, _: Moment, _: Moment) -> Option<i64> {
        Some(7 * 3600)
    }

    fn by(&self, _: KeeperId, _: Moment, _: Moment) -> Option<i64> {
        Some(7 * 3600)
    }
}

pub fn context<'a>(rules: &'a RuleSet, facts: &'a HandFacts, zone: &'a Zone) -> Context<'a> {
    Context {
        rules,
        facts,
        as_of: at("2026-03-10 09:00"),
        zone,
        working: &SevenHours,
    }
}
