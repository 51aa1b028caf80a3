//! Ready-made examples for what no example shows.
//!
//! Tickets are made up, played, and written down with what came out; one is kept only where it shows what was missing,
//! found by the same taking out as coverage itself. Whether what came out is what is meant nobody has said: they are
//! unreviewed.

use super::part::{Need, Part};
use super::point::{Point, point};
use super::{By, Coverage, Item, decided_by, sides};
use crate::calendar::{Moment, Zone};
use crate::evaluate::{Case, Duty, Obligation, Played, play_example, trial_plan};
use crate::model::{
    Cond, Deadline, DeadlineId, EventId, Example, ExampleEvent, Expect, Expected, FindingId, Found, Ladder, PartyId,
    Place, RuleSet, RungLimit, Target,
};
use crate::plan::Plan;
use crate::terms::CompareOp;
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use rayon::prelude::*;

/// What a ready-made example shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Stub {
    /// The part of the rules.
    pub part: Part,
    /// That its limit is missed; else that it is met, or kept.
    pub late: bool,
    /// The example.
    pub example: Example,
}

/// Minutes between events that only lead up to something.
const STEP: i64 = 30 * 60;
const DAY: i64 = 86_400;
/// Days after the last event at which a case that climbs is looked at.
const LOOKS: [i64; 7] = [1, 3, 7, 14, 30, 60, 120];

/// The rules on which examples are played.
#[derive(Clone, Copy)]
struct Stage<'a> {
    plan: &'a Plan<'a>,
    trial: Option<&'a Plan<'a>>,
}

impl Stage<'_> {
    fn play(self, example: &Example) -> Played {
        play_example(self.plan, self.trial, example)
    }
}

/// Examples for what is missing, in the order of the files, and the parts for which none was found.
#[must_use]
pub fn stubs(plan: &Plan<'_>, coverage: &Coverage) -> (Vec<Stub>, Vec<Part>) {
    let tried = plan.rules.tried();
    let trial = trial_plan(plan.rules, &tried);
    let stage = Stage {
        plan,
        trial: trial.as_ref(),
    };
    let missing: Vec<&Item> = coverage.items.iter().filter(|item| !item.is_whole()).collect();
    let found: Vec<Vec<Stub>> = missing.par_iter().map(|item| of(stage, item)).collect();
    let without = missing.iter().zip(&found).filter(|(_, stubs)| stubs.is_empty());
    let without = without.map(|(item, _)| item.part).collect();
    (found.into_iter().flatten().collect(), without)
}

/// The examples for one part: one that decides it or keeps its limit, one that misses the limit.
fn of(stage: Stage<'_>, item: &Item) -> Vec<Stub> {
    let lacks_late = item.sides.is_some_and(|sides| !sides.late);
    let lacks_kept = item.sides.is_some_and(|sides| !sides.in_time);
    let wanted = [(false, !item.decided || lacks_kept), (true, lacks_late)];
    let mut out = Vec::new();
    for late in wanted.into_iter().filter_map(|(late, wanted)| wanted.then_some(late)) {
        let candidates = candidates(stage.plan.rules, &item.part);
        let stub = candidates.into_iter().find_map(|ticket| {
            let example = expected(stage, &item.part, &ticket, late)?;
            shows(stage, item, &example, late).then_some(Stub {
                part: item.part,
                late,
                example,
            })
        });
        out.extend(stub);
    }
    out
}

/// Whether an example shows what was missing.
fn shows(stage: Stage<'_>, item: &Item, example: &Example, late: bool) -> bool {
    let reviewed = Example {
        unreviewed: false,
        ..example.clone()
    };
    let played = [stage.play(&reviewed)];
    if !played[0].holds() {
        return false;
    }
    let seen = item.part.limit.map(|place| {
        let all = sides::of(played.iter());
        all.get(&place).copied().unwrap_or_default()
    });
    let before: Vec<_> = played.iter().map(|own| own.outcomes.as_slice()).collect();
    let decides = || decided_by(stage.plan.rules, &[reviewed], &before, &item.part) == Some(By::Reviewed);
    match (late, item.sides.zip(seen)) {
        (true, Some((_, seen))) => seen.late,
        (false, Some((had, seen))) if item.decided => !had.in_time && seen.in_time,
        _ => decides(),
    }
}

/// Events that are to happen after the start, each with who does it.
type Then = Vec<(EventId, Option<PartyId>)>;

/// Tickets that may come to a part, with what happens to them.
fn candidates(rules: &RuleSet, part: &Part) -> Vec<Example> {
    let mut points: Vec<(&Deadline, Point, Then)> = Vec::new();
    let each_row = |own: &Deadline, also: &[&Cond]| -> Vec<Point> {
        (0..own.rows.len())
            .filter_map(|row| point(rules, own, row, also))
            .collect()
    };
    let Some(need) = part.need(rules) else {
        return Vec::new();
    };
    match need {
        Need::Row(own, row) => points.extend(point(rules, own, row, &[]).map(|point| (own, point, Vec::new()))),
        Need::Between(own, from, to, by, when) => {
            let also: Vec<&Cond> = when.into_iter().collect();
            let then = vec![(from, None), (to, by)];
            points.extend(each_row(own, &also).into_iter().map(|point| (own, point, then.clone())));
        }
        Need::Rung(ladder, triggers) => {
            let mut tests: Vec<Option<&Cond>> = triggers.iter().map(|cond| Some(*cond)).collect();
            tests.push(None);
            for (own, test) in of_ladder(rules, ladder).flat_map(|own| tests.iter().map(move |test| (own, *test))) {
                let also: Vec<&Cond> = ladder.applies_when.iter().collect();
                for mut point in each_row(own, &also) {
                    if let Some(test) = test {
                        point.try_out(rules, test);
                    }
                    points.push((own, point, Vec::new()));
                }
            }
        }
        Need::Exit(ladder, event) => {
            for own in of_ladder(rules, ladder) {
                let also: Vec<&Cond> = ladder.applies_when.iter().collect();
                let all = each_row(own, &also).into_iter();
                points.extend(all.map(|point| (own, point, vec![(event, None)])));
            }
        }
        Need::Finding(cond) => {
            for own in &rules.deadlines {
                let with = each_row(own, &[cond]).into_iter();
                let tried = each_row(own, &[]).into_iter().map(|mut point| {
                    point.try_out(rules, cond);
                    point
                });
                points.extend(with.chain(tried).map(|point| (own, point, Vec::new())));
            }
        }
    }
    let each = points
        .iter()
        .flat_map(|(own, point, then)| happen(rules, own, point, then));
    each.collect()
}

/// The deadlines from which a ladder climbs.
fn of_ladder<'r>(rules: &'r RuleSet, ladder: &'r Ladder) -> impl Iterator<Item = &'r Deadline> {
    let first = ladder.rungs.first().map(|rung| &rung.limit);
    let named = match first {
        Some(RungLimit::AsDeadline(id)) => rules.deadlines.get(id.index()).map(|own| &own.name),
        _ => None,
    };
    let own = move |own: &&Deadline| match named {
        Some(name) => own.name == *name,
        None => own.workflow == ladder.workflow,
    };
    rules.deadlines.iter().filter(own)
}

/// A ticket on some days on which it may begin: what leads up to the start of the deadline, then what else is to happen,
/// a day apart or within the hour.
fn happen(rules: &RuleSet, own: &Deadline, point: &Point, then: &[(EventId, Option<PartyId>)]) -> Vec<Example> {
    let Some(flow) = rules.workflows.get(own.workflow.index()) else {
        return Vec::new();
    };
    let mut order: Vec<EventId> = match flow.in_order.iter().position(|event| *event == own.from) {
        Some(at) => flow.in_order.iter().take(at).copied().collect(),
        None => flow.in_order.iter().take(1).copied().collect(),
    };
    let ahead: Vec<_> = point
        .happened
        .iter()
        .filter(|event| !order.contains(event) && **event != own.from)
        .collect();
    let (first, rest) = order.split_at(order.len().min(1));
    order = first.iter().chain(ahead).chain(rest).copied().collect();
    order.push(own.from);
    let zone = Zone::of(rules.zone);
    let mut out = Vec::new();
    let gaps: &[i64] = if then.is_empty() { &[DAY] } else { &[DAY, STEP] };
    for (begin, apart) in begins(rules, own).flat_map(|begin| gaps.iter().map(move |apart| (begin, *apart))) {
        let mut at = zone.moment(begin.and_time(NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default()));
        let mut ticket = point.ticket.clone();
        let mut told = point.told.clone();
        let mut add = |event, at: Moment, handler| {
            let own = told
                .iter()
                .filter(|own| own.0 == event)
                .map(|own| (own.1, own.2.clone()));
            let fields = own.collect();
            told.retain(|own| own.0 != event);
            ticket.events.push(ExampleEvent {
                event,
                at,
                handler,
                category: None,
                fields,
                place: Place::default(),
            });
        };
        for event in &order {
            add(*event, at, None);
            at = Moment(at.0 + STEP);
        }
        for (event, by) in then {
            at = Moment(at.0 + apart);
            add(*event, at, *by);
        }
        out.push(Example {
            title: String::new(),
            tickets: vec![ticket],
            surveys: Vec::new(),
            as_of: None,
            expects: Vec::new(),
            unreviewed: true,
            place: Place::default(),
        });
    }
    out
}

/// Tuesdays on which the deadline is in force.
fn begins(rules: &RuleSet, own: &Deadline) -> impl Iterator<Item = NaiveDate> {
    let in_force = own.on_trial.map_or(own.in_force, |trial| trial.in_force);
    let from = in_force.from.max(rules.effective.map(|(from, _)| from));
    let first = from.or(NaiveDate::from_ymd_opt(2026, 3, 1)).unwrap_or_default();
    let days = (0..60).filter_map(move |day| first.checked_add_days(Days::new(day)));
    days.filter(move |day| day.weekday() == Weekday::Tue && in_force.holds(Some(*day)))
        .skip(1)
        .step_by(3)
        .take(2)
}

/// The example with a moment of looking and what is then seen of the part.
fn expected(stage: Stage<'_>, part: &Part, example: &Example, late: bool) -> Option<Example> {
    let rules = stage.plan.rules;
    let last = example.tickets.first()?.events.last()?.at;
    let look = |as_of: Moment| -> (Example, Case) {
        let mut own = example.clone();
        own.as_of = Some(as_of);
        let mut played = stage.play(&own);
        let case = match played.trials.pop().filter(|_| part.is_on_trial(rules)) {
            Some(case) => case,
            None => played.cases.pop().unwrap_or_default(),
        };
        (own, case)
    };
    let with = |mut own: Example, what: Expected| {
        own.expects = vec![Expect {
            ticket: 0,
            what,
            responsible: None,
            place: Place::default(),
        }];
        own
    };
    match part.need(rules)? {
        Need::Row(own, _) | Need::Between(own, ..) => {
            let name = rules.deadlines.iter().position(|known| known.name == own.name)?;
            let target = Target::Deadline(DeadlineId::from(name));
            let (seen, case) = look(Moment(last.0 + 60));
            let lines = |case: &Case| {
                let mut all = case.obligations.iter().rev();
                let is_of_it = |found: &&Obligation| match found.duty {
                    Duty::Deadline(id) => rules
                        .deadlines
                        .get(id.index())
                        .is_some_and(|known| known.name == own.name),
                    _ => false,
                };
                all.find(is_of_it).cloned()
            };
            match (lines(&case)?.due, late) {
                (Some(due), false) => Some(with(seen, Expected::Due(target, due))),
                (Some(due), true) => {
                    let (seen, _) = look(Moment(due.0 + 60));
                    Some(with(seen, Expected::Holds(Cond::Overdue { target, by: None })))
                }
                (None, _) => {
                    let (seen, _) = look(Moment(last.0 + 60 * DAY));
                    Some(with(seen, Expected::Holds(Cond::NotOverdue { target })))
                }
            }
        }
        Need::Rung(..) => {
            let number = part.rung()?;
            LOOKS.iter().find_map(|days| {
                let (_, case) = look(Moment(last.0 + days * DAY));
                let entry = case.entries.iter().find(|entry| entry.rung == number)?;
                match late {
                    false => {
                        let (seen, _) = look(Moment(entry.at.0 + 1));
                        Some(with(seen, Expected::Entered(number, entry.at)))
                    }
                    true => {
                        let due = case.obligations.get(entry.obligation)?.due?;
                        let (seen, _) = look(Moment(due.0 + 60));
                        let target = Target::Rung(number);
                        Some(with(seen, Expected::Holds(Cond::Overdue { target, by: None })))
                    }
                }
            })
        }
        Need::Exit(..) => {
            // The event comes once the case has climbed; what is expected is that no higher rung is entered for long.
            let number = part.rung()?;
            LOOKS.iter().find_map(|days| {
                let mut own = example.clone();
                let ticket = own.tickets.first_mut()?;
                let exit = ticket.events.pop()?;
                let before = ticket.events.last()?.at;
                own.as_of = Some(Moment(before.0 + days * DAY));
                let case = stage.play(&own).cases.pop()?;
                let since = match number {
                    1 => before,
                    _ => case.entries.iter().find(|entry| entry.rung == number)?.at,
                };
                own.tickets.first_mut()?.events.push(ExampleEvent {
                    at: Moment(since.0 + STEP),
                    ..exit
                });
                own.as_of = Some(Moment(since.0 + 60 * DAY));
                let case = stage.play(&own).cases.pop()?;
                let higher = case.entries.iter().find(|entry| entry.at.0 >= since.0 + STEP);
                Some(match higher {
                    Some(entry) => {
                        own.as_of = Some(Moment(entry.at.0 + 1));
                        with(own, Expected::Entered(entry.rung, entry.at))
                    }
                    None => with(own, Expected::NotEntered(number.saturating_add(1))),
                })
            })
        }
        Need::Finding(_) => {
            let finding = Found::Stated(FindingId::from(part.finding()?));
            let held = Cond::FindingCount {
                finding,
                op: CompareOp::Greater,
                number: 0,
            };
            [0, 1, 7, 30, 120].iter().find_map(|days| {
                let (seen, case) = look(Moment(last.0 + 60 + days * DAY));
                let holds = case.hits.iter().any(|hit| hit.finding == finding);
                holds.then(|| with(seen, Expected::Holds(held.clone())))
            })
        }
    }
}
