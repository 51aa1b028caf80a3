//! The short answer held against the play: every ticket of drawn worlds, of the examples and of the acceptance cases that
//! has a short answer has the same case, field by field.
//!
//! `ONUS_SEED` and `ONUS_CASES` (timelines) override what is drawn.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod model;

#[path = "../benches/reference_job/feed.rs"]
#[allow(dead_code)]
mod feed_of_job;

use model::bureau;
use model::cond::{Cond, Target};
use model::dice::Dice;
use model::draw;
use model::text::{Lang, events_csv, rules, tickets_csv};
use model::time::{Quantity, Unit, local};
use model::world::{Limit, Party, Pause, Ticket, World};
use onus::calendar::Moment;
use onus::evaluate::{AskedOf, Case, Done, Duty, Evaluator, Punctual, Repeats, State, Within};
use onus::feed::{self, Facts, Input, Options, Table};
use onus::plan::Plan;
use onus::render::{ListWriter, Lists, Report};
use onus::report::{Context, Rows, Totals};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// How many tickets were looked at, how many had a short answer, and how many of those had climbed, or had been paused;
/// how many were judged in brief, how many
/// of those with a short answer a metric counts, how many had nothing in a month, and how many were known without a case.
#[derive(Debug, Default)]
struct Seen {
    tickets: usize,
    quick: usize,
    climbed: usize,
    paused: usize,
    late: usize,
    brief: usize,
    measured: usize,
    passed: usize,
    known: usize,
}

/// What metrics said of punctual tickets, by what decides it: kind, category, the events that metrics ask for; and the
/// obligation, where they count that.
#[derive(Default)]
struct Decided(HashMap<String, Vec<(usize, bool)>>);

impl Decided {
    /// A punctual ticket is what its case says, and metrics say of it what they said of all that are decided alike.
    fn hold(&mut self, full: &Case, asked: AskedOf, done: &[Done], at: &str) {
        assert!(
            full.entries.is_empty() && full.hits.is_empty() && full.decisions.is_empty(),
            "{at}"
        );
        assert!(
            full.outside.is_none() && full.left_out.is_none() && full.occurrence == 1,
            "{at}"
        );
        let begun = full.obligations.iter().filter(|own| own.start.is_some());
        let mut owed = done.to_vec();
        owed.sort_by_key(|own| (own.start, own.deadline));
        let mut both = owed.iter().zip(begun.clone());
        assert_eq!(owed.len(), begun.count(), "{at}");
        let is_same = |(done, own): (&Done, &onus::evaluate::Obligation)| {
            (own.state, own.duty) == (State::DoneOnTime, Duty::Deadline(done.deadline))
                && (own.rung, own.party, own.rule) == (done.rung, done.party, done.rule)
                && (own.start, own.due, own.done) == (Some(done.start), Some(done.due), Some(done.done))
        };
        assert!(both.all(is_same), "{at}\n{done:#?}\n{:#?}", full.obligations);
        let told = std::iter::once(None).chain((0..full.obligations.len()).map(Some));
        for of in told.filter(|of| of.is_none_or(|at| full.obligations[at].start.is_some())) {
            let duty = of.map(|at| full.obligations[at].duty);
            let measured = full.measured.iter().filter(|own| own.obligation == of);
            let measured = measured.map(|own| (own.metric.index(), own.met)).collect::<Vec<_>>();
            let asked = if of.is_some() { asked.deadline } else { asked.ticket };
            let key = format!("{:?} {:?} {asked} {duty:?}", full.kind, full.category);
            let known = self.0.entry(key).or_insert_with(|| measured.clone());
            assert_eq!(*known, measured, "{at}");
        }
    }
}

/// Whether something of a case falls into a span of time.
fn falls_into(span: (Moment, Moment), rules: &onus::model::RuleSet, table: &Table, case: &Case) -> bool {
    let holds = |at: Moment| span.0 <= at && at < span.1;
    let first = rules.first_event(table.ticket(case.ticket).workflow);
    let accepted = first.and_then(|event| table.first(case.ticket, event));
    accepted.is_some_and(holds)
        || case.obligations.iter().any(|own| own.due.is_some_and(holds))
        || case.entries.iter().any(|entry| holds(entry.at))
        || !case.hits.is_empty()
        || case.left_out.is_some()
}

/// Holds every ticket of a table against the play, as of some moments.
fn hold(rules: &onus::model::RuleSet, table: &Table, as_ofs: &[Moment], name: &str, seen: &mut Seen) {
    let plan = Plan::new(rules);
    let repeats = Repeats::of(&plan, table);
    for as_of in as_ofs {
        for holding in [true, false] {
            // Nothing of one ticket may be left for the next, whichever way either was judged.
            let [mut either, mut played] = [(); 2].map(|()| {
                let own = Evaluator::new(&plan, table, &repeats, *as_of, holding);
                if holding { own.measuring() } else { own }
            });
            let mut glancing = Evaluator::new(&plan, table, &repeats, *as_of, false).measuring();
            let (mut quick, mut full) = (Case::default(), Case::default());
            let context = Context {
                rules,
                facts: table,
                as_of: *as_of,
                zone: &plan.zone,
                working: &plan,
            };
            // Of what is judged in brief nothing stands on any list that is written then.
            let mut told = Report::ALL.to_vec();
            told.retain(|report| !report.tells_what_is_in_time());
            let writer = ListWriter::new(rules, &told);
            let (mut rows, mut lists) = (Rows::default(), Lists::default());
            let mut one_by_one = Totals::new(rules);
            let mut decided = Decided::default();
            for ticket in 0..table.len() {
                seen.tickets += 1;
                let is_quick = either.judge_quickly(ticket, &mut quick);
                if !is_quick {
                    either.judge_in_full(ticket, &mut quick);
                }
                seen.measured += usize::from(is_quick && !quick.measured.is_empty());
                played.judge_in_full(ticket, &mut full);
                let number = table.number(ticket);
                if quick != full {
                    let mut events = Vec::new();
                    table.events(ticket, &mut events);
                    let differs = difference(&quick, &full);
                    panic!("{name}\nticket {number} as of {as_of:?}\n{events:#?}\n{differs}");
                }
                // What of a month is passed over has nothing in it.
                let span = (Moment(as_of.0 - 40 * 86_400), Moment(as_of.0 - 10 * 86_400));
                let same = |quick: &Case, full: &Case| {
                    assert!(
                        quick == full,
                        "{name}\nticket {number} as of {as_of:?}\n{}",
                        difference(quick, full)
                    );
                };
                match either.judge_within(ticket, span, &mut |_| false, &mut quick) {
                    Within::Known => unreachable!("nobody said so"),
                    Within::Written(_) => same(&quick, &full),
                    Within::Nothing => {
                        assert!(
                            !falls_into(span, rules, table, &full),
                            "{name}\nticket {number} as of {as_of:?}\n{full:#?}"
                        );
                        seen.passed += 1;
                    }
                }
                // As a notice asks: with metrics, without who held it.
                if holding {
                    let held = std::mem::take(&mut full.held);
                    // Of every second ticket that is punctual the case is not needed.
                    let mut told = None;
                    let mut known = |own: &Punctual<'_>| {
                        told = Some((own.asked, own.done().collect::<Vec<_>>()));
                        let of_case = (full.kind, full.category, full.handler, full.accepted);
                        assert_eq!((own.kind, own.category, own.handler, own.accepted), of_case, "{number}");
                        ticket % 2 == 0
                    };
                    glancing.look_over_within(ticket..ticket + 1, span, &mut known);
                    let within = match glancing.is_done_with(ticket) {
                        true => Within::Nothing,
                        false => glancing.judge_within(ticket, span, &mut known, &mut quick),
                    };
                    match within {
                        Within::Known => seen.known += 1,
                        Within::Written(asked) => {
                            same(&quick, &full);
                            assert_eq!(asked, told.as_ref().map(|told| told.0), "{name}\nticket {number}");
                        }
                        Within::Nothing => assert!(
                            !falls_into(span, rules, table, &full),
                            "{name}\nticket {number} as of {as_of:?}"
                        ),
                    }
                    if let Some((asked, done)) = told {
                        decided.hold(&full, asked, &done, &format!("{name}\nticket {number} as of {as_of:?}"));
                    }
                    full.held = held;
                }
                either.look_over(ticket..ticket + 1);
                let brief = either.judge_briefly(ticket, &mut quick);
                let in_time = either.take_in_time();
                match brief {
                    false => assert!(quick == full, "{name}\nticket {number} as of {as_of:?}"),
                    true => {
                        seen.brief += 1;
                        let [mut counted, mut whole] = [(); 2].map(|()| Totals::new(rules));
                        counted.push_in_time(&in_time);
                        whole.push(&full, &context);
                        assert_eq!(counted, whole, "{name}\nticket {number} as of {as_of:?}");
                        one_by_one.merge(&counted);
                        rows.push(&full, &context);
                        writer.push(&mut lists, &full, &context);
                    }
                }
                if !is_quick {
                    continue;
                }
                seen.quick += 1;
                seen.climbed += usize::from(!full.entries.is_empty());
                seen.paused += usize::from(!full.pauses.is_empty());
                seen.late += usize::from(full.obligations.iter().any(|own| own.state.is_late()));
            }
            either.look_over(0..table.len());
            for ticket in 0..table.len() {
                either.judge_briefly(ticket, &mut quick);
            }
            let mut at_once = Totals::new(rules);
            at_once.push_in_time(&either.take_in_time());
            assert_eq!(at_once, one_by_one, "{name} as of {as_of:?}");
            assert_eq!(rows, Rows::default(), "{name}");
            for report in told {
                assert!(lists.of(report).is_empty(), "{name}: {}", report.word());
            }
        }
    }
}

/// The lines of two cases, those that differ marked.
fn difference(quick: &Case, full: &Case) -> String {
    let (quick, full) = (format!("{quick:#?}"), format!("{full:#?}"));
    let mut out = String::new();
    for (own, other) in quick.lines().zip(full.lines()) {
        let _ = match own == other {
            true => writeln!(out, "  {own}"),
            false => writeln!(out, "- {own}\n+ {other}"),
        };
    }
    out
}

fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("onus-quick-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The rules of a file or folder with the feeds of another folder.
fn read(rule_file: &Path, data: &Path) -> Result<(onus::model::RuleSet, Table), String> {
    let loaded = onus::cli::load(&[rule_file.to_path_buf()]).map_err(|error| format!("{error:?}"))?;
    let rules = loaded.rules.ok_or_else(|| format!("{:#?}", loaded.diagnostics))?;
    let inputs = rules.feeds.iter().enumerate().filter_map(|(feed, own)| {
        let bytes = Box::new(std::fs::File::open(data.join(&own.file)).ok()?);
        let name = own.file.clone();
        let found = String::new();
        Some(Input {
            feed,
            name,
            found,
            bytes,
        })
    });
    let inputs: Vec<Input> = inputs.collect();
    let table = feed::read(&rules, inputs, &Options::default()).map_err(|refused| format!("{refused:?}"))?;
    Ok((rules, table))
}

/// A world without what is never plain: most of its tickets have a short answer.
fn plainer(dice: &mut Dice, world: &mut World) {
    // One version: what is made plain below is made plain in the newest alone.
    if let Some(first) = world.earlier.first() {
        world.in_force.0 = first.in_force.0;
        world.earlier.clear();
    }
    world.schedule = None;
    let pauses = [
        ("waiting_customer", "customer_replied"),
        ("returned", "referred"),
        ("received", "contacted"),
    ];
    // Every turn of a clock that repeats is played, and what co-handlers owe.
    world.deadlines.retain(|deadline| !deadline.every && !deadline.of_each);
    let silent = Target::Deadline("silence");
    for rung in world.ladders.iter_mut().flat_map(|ladder| &mut ladder.above) {
        rung.enter.retain(|cond| !cond.lateness_of().contains(&silent));
    }
    let generous = dice.chance(40);
    for deadline in &mut world.deadlines {
        deadline.remind = None;
        deadline.not_needed = deadline.not_needed.take().filter(|when| matches!(when, Cond::Has(_)));
        let first = usize::try_from(dice.between(0, 2)).unwrap();
        let count = usize::try_from(dice.between(0, 2)).unwrap();
        let own = (first..first + count).map(|at| pauses[at % pauses.len()]);
        let own = own.map(|(from, to)| Pause {
            from,
            to,
            at_most: None,
            even_late: dice.chance(50),
            when: None,
        });
        deadline.pauses = own.collect();
        if dice.chance(20) && deadline.calendar.is_some() {
            deadline.warn = Some(Quantity(dice.between(1, 12), Unit::WorkingHours));
        }
        if dice.chance(20) {
            deadline.responsible.0 = dice.pick(&[Party::OwningDepartment, Party::Handler, Party::Named("leaders")]);
        }
        // Any of them may become rung 1, which cannot name itself.
        if deadline.responsible.0 == Party::Accountable {
            deadline.responsible.0 = Party::Handler;
        }
        if dice.chance(15) {
            deadline.rows[0].1.0 = Limit::NoDeadline;
        }
        // Time enough for most.
        if generous {
            deadline.no_breach = false;
            let long = Limit::Within(Quantity(90, Unit::CalendarDays));
            deadline.rows.iter_mut().for_each(|row| row.1 = long.into());
        }
        // Two events may end it.
        if dice.chance(20) {
            deadline.to.push("archived");
            deadline.to.dedup();
        }
    }
    for ladder in &mut world.ladders {
        if dice.chance(40) && !ladder.open {
            ladder.deadline = dice.pick(&["contact", "callback", "dispatch"]);
        }
        let first = ladder.deadline;
        for deadline in world.deadlines.iter_mut().filter(|deadline| deadline.name == first) {
            deadline.no_breach = false;
        }
        // Working time of rung 1 needs a calendar.
        let worked = ["answer", "callback"].contains(&ladder.deadline);
        for (at, rung) in ladder.above.iter_mut().enumerate() {
            rung.must.clear();
            rung.exits.clear();
            rung.enter.clear();
            // What a higher rung asks for is mostly what rung 1 asks for.
            if dice.chance(80) {
                rung.to = world
                    .deadlines
                    .iter()
                    .find(|own| own.name == ladder.deadline)
                    .unwrap()
                    .to[0];
            }
            let wait = |dice: &mut Dice| {
                dice.chance(60)
                    .then(|| match dice.between(if worked { 0 } else { 2 }, 3) {
                        0 => Quantity(dice.between(1, 4), Unit::WorkingDays),
                        1 => Quantity(dice.between(1, 30), Unit::WorkingHours),
                        2 => Quantity(dice.between(1, 90), Unit::Hours),
                        _ => Quantity(dice.between(1, 5), Unit::CalendarDays),
                    })
            };
            let first = match ladder.open {
                true => Target::Deadline(ladder.deadline),
                false => Target::Rung(1),
            };
            let below = match at {
                0 => first,
                _ => Target::Rung(u8::try_from(at).unwrap() + 1),
            };
            for _ in 0..dice.between(1, 3) {
                let late = wait(dice);
                rung.enter.push(match dice.between(0, 7) {
                    0 | 1 => Cond::Overdue(first, late),
                    2 => Cond::Overdue(below, late),
                    3 => Cond::Overdue(
                        Target::Deadline("contact"),
                        Some(Quantity(dice.between(1, 90), Unit::Hours)),
                    ),
                    4 if world.repeat.is_some() => Cond::OccurrenceFrom(usize::try_from(dice.between(2, 4)).unwrap()),
                    5 => Cond::All(vec![
                        Cond::CategoryIn(vec!["supply_reliability", "supply_service"]),
                        Cond::Overdue(Target::Deadline("answer"), late),
                    ]),
                    6 => Cond::Field("urgent", dice.chance(50)),
                    _ => Cond::Overdue(first, None),
                });
            }
            rung.responsible.0 = dice.pick(&[Party::OwningDepartment, Party::Named("leaders"), Party::Handler]);
        }
    }
}

/// Leaves out what a plain ticket does not have, and all but one event of a name.
fn plainer_tickets(dice: &mut Dice, tickets: &mut [Ticket]) {
    let kept = [
        "dispatched",
        "received",
        "contacted",
        "handled",
        "answered",
        "called_back",
        "archived",
    ];
    let kept = [
        &kept[..],
        &[
            "waiting_customer",
            "customer_replied",
            "returned",
            "referred",
            "internal_discussion",
        ],
    ]
    .concat();
    for ticket in tickets {
        if dice.chance(20) {
            continue;
        }
        // Some go through all steps without delay.
        if dice.chance(25) {
            let mut at = ticket.accepted;
            let order = bureau::world().workflow.in_order;
            let step = |name: &&'static str| {
                at += dice.between(60, 1200);
                model::world::Event {
                    name,
                    at,
                    party: None,
                    category: None,
                    promise: None,
                    reached: None,
                    for_customer: None,
                }
            };
            ticket.events = order[1..].iter().map(step).collect();
            continue;
        }
        let mut seen = Vec::new();
        ticket.events.retain(|event| {
            let first = kept.contains(&event.name) && !seen.contains(&event.name);
            seen.push(event.name);
            first
        });
        for event in &mut ticket.events {
            event.category = None;
        }
        // Half of them in the workflow's order.
        if dice.chance(50) {
            let order = bureau::world().workflow.in_order;
            let mut steps: Vec<i64> = Vec::new();
            let is_step = |event: &&mut model::world::Event| order.contains(&event.name);
            steps.extend(ticket.events.iter_mut().filter(is_step).map(|event| event.at));
            steps.sort_unstable();
            let mut own: Vec<_> = ticket.events.iter_mut().filter(is_step).collect();
            own.sort_by_key(|event| order.iter().position(|step| *step == event.name));
            for (event, at) in own.into_iter().zip(steps) {
                event.at = at;
            }
        }
    }
}

/// The same feeds with a column for every event in the table of tickets; what comes twice stays in that of events.
fn widened(world: &World, tickets: &[Ticket], text: &str) -> (String, String, String) {
    let names: Vec<&str> = world.workflow.in_order[1..]
        .iter()
        .chain(&world.workflow.may_have)
        .copied()
        .collect();
    let accepted = "  accepted from column \"accepted\"\n";
    let columns: String = names
        .iter()
        .map(|name| format!("  {name} from column \"{name}\"\n"))
        .collect();
    let text = text.replace(accepted, &(accepted.to_owned() + &columns));
    let mut wide = String::new();
    let narrow = tickets_csv(world, tickets);
    let mut rest = tickets.to_vec();
    for (at, line) in narrow.lines().enumerate() {
        wide.push_str(line);
        for name in &names {
            let cell = match at.checked_sub(1) {
                None => (*name).to_owned(),
                Some(at) => {
                    let events = &mut rest[at].events;
                    let place = events
                        .iter()
                        .position(|event| event.name == *name && event.party.is_none() && event.category.is_none());
                    let event = place.map(|place| events.remove(place));
                    event.map_or(String::new(), |event| {
                        local(world.counting.zone, event.at)
                            .format("%Y-%m-%d %H:%M:%S")
                            .to_string()
                    })
                }
            };
            let _ = write!(wide, ",{cell}");
        }
        wide.push('\n');
    }
    (text, wide, events_csv(world, &rest))
}

/// Metrics of every deadline, and of tickets that came so far.
fn metrics(text: &str) -> String {
    let behind = |head: &'static str| text.lines().filter_map(move |line| line.trim().strip_prefix(head));
    let mut deadlines: Vec<&str> = behind("deadline ").filter_map(|rest| rest.split(' ').next()).collect();
    deadlines.sort_unstable();
    deadlines.dedup();
    let events: Vec<&str> = behind("in order ").flat_map(|rest| rest.split(", ")).collect();
    let mut out = String::new();
    for (at, name) in deadlines.iter().enumerate() {
        let when = match events.last().filter(|_| at % 2 > 0) {
            Some(event) => format!("when has {event}"),
            None => "all".to_owned(),
        };
        let _ = writeln!(
            out,
            "metric m{at} {{ count each {name}; numerator when {name} on time; denominator {when} }}"
        );
    }
    for (at, event) in events.iter().take(3).enumerate() {
        let _ = writeln!(
            out,
            "metric e{at} {{ count each ticket; numerator when has {event}; denominator all }}"
        );
    }
    out
}

fn number_from(variable: &str, default: u64) -> u64 {
    std::env::var(variable)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

#[test]
fn drawn_tickets_have_the_same_case_either_way() {
    let seed = number_from("ONUS_SEED", 19_970_701);
    let cases = number_from("ONUS_CASES", 1_440);
    let folder = scratch("drawn");
    let (mut plain, mut any) = (Seen::default(), Seen::default());
    let mut drawn = 0;
    for n in 0.. {
        if drawn >= cases {
            break;
        }
        let mut dice = Dice::new(seed.wrapping_add(n * 7_919));
        let (mut world, middle) = draw::world(&mut dice);
        let mut tickets = draw::tickets(&mut dice, &world, middle, 96, n % 2 == 0);
        let seen = if n % 4 == 0 {
            &mut any
        } else {
            plainer(&mut dice, &mut world);
            plainer_tickets(&mut dice, &mut tickets);
            &mut plain
        };
        let as_ofs = draw::as_ofs(&mut dice, &world, middle, &tickets);
        let as_ofs: Vec<Moment> = as_ofs.into_iter().map(Moment).collect();
        let text = rules(&world, Lang::En);
        let text = format!("{text}{}", metrics(&text));
        let (text, wide, events) = match n % 3 {
            0 => (text, tickets_csv(&world, &tickets), events_csv(&world, &tickets)),
            _ => widened(&world, &tickets, &text),
        };
        std::fs::write(folder.join("rules.onus"), &text).unwrap();
        std::fs::write(folder.join("tickets.csv"), wide).unwrap();
        std::fs::write(folder.join("events.csv"), events).unwrap();
        let (rule_set, table) = read(&folder.join("rules.onus"), &folder)
            .unwrap_or_else(|why| panic!("seed {seed}, world {n} cannot be read:\n{text}\n{why}"));
        hold(
            &rule_set,
            &table,
            &as_ofs,
            &format!("seed {seed}, world {n}\n{text}"),
            seen,
        );
        drawn += tickets.len() as u64;
    }
    println!("any {any:?}\nplain {plain:?}");
    let _ = std::fs::remove_dir_all(&folder);
    assert!(
        plain.quick * 4 > plain.tickets,
        "too few have a short answer: {plain:?}"
    );
    assert!(plain.climbed * 20 > plain.quick, "too few climb: {plain:?}");
    assert!(plain.paused * 40 > plain.quick, "too few are paused: {plain:?}");
    assert!(
        plain.measured * 3 > plain.quick,
        "too few are counted by a metric: {plain:?}"
    );
    assert!(plain.passed * 20 > plain.quick, "too few are passed over: {plain:?}");
    assert!(plain.brief * 40 > plain.quick, "too few are in time: {plain:?}");
}

/// A month of the reference job, with metrics: most of its tickets are in time.
fn reference_job() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("quick_reference_job");
    std::fs::create_dir_all(&folder).unwrap();
    let mut text = Vec::new();
    feed_of_job::write(&mut text, 20_000, 7, feed_of_job::Layout::Plain).unwrap();
    let text = String::from_utf8(text).unwrap();
    let tickets: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("ticket_id") || line.contains(",2026-05-"))
        .collect();
    std::fs::write(folder.join("tickets.csv"), tickets.join("\n")).unwrap();
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    let rules = read("reference_job.onus") + &read("reference_job/notice.onus");
    std::fs::write(folder.join("rules.onus"), rules).unwrap();
    folder
}

#[test]
fn shipped_tickets_have_the_same_case_either_way() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut folders = Vec::new();
    for (rules, data) in [
        ("rules/power_bureau_zh", "examples/power_bureau"),
        ("rules/boston_311", "examples/boston_311"),
        ("rules/boston_311_stated", "examples/boston_311"),
    ] {
        folders.push((root.join(rules), root.join(data)));
    }
    for entry in std::fs::read_dir(root.join("examples")).unwrap() {
        let folder = entry.unwrap().path();
        if folder.is_dir() {
            folders.push((folder.clone(), folder));
        }
    }
    for entry in std::fs::read_dir(root.join("tests/cases")).unwrap() {
        let folder = entry.unwrap().path();
        if folder.is_dir() {
            let own = folder.join("rules.onus");
            let rules = if own.exists() {
                own
            } else {
                root.join("tests/cases/bureau.onus")
            };
            folders.push((rules, folder));
        }
    }
    let reference_job = reference_job();
    folders.push((reference_job.join("rules.onus"), reference_job));
    let (mut seen, mut sets) = (Seen::default(), 0);
    for (rules, data) in folders {
        let Ok((rule_set, table)) = read(&rules, &data) else {
            continue;
        };
        let Some(newest) = table.newest_event().at else {
            continue;
        };
        sets += 1;
        let as_ofs = [newest, Moment(newest.0 - 20 * 86_400), Moment(newest.0 + 40 * 86_400)];
        hold(&rule_set, &table, &as_ofs, &data.display().to_string(), &mut seen);
    }
    println!("{sets} rule sets with feeds, {seen:?}");
    assert!(sets > 20, "only {sets} rule sets with feeds were found");
    assert!(seen.known > 200, "{seen:?}");
}
