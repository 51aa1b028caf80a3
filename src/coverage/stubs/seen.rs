//! When an example looks, and what is then seen of a part of the rules.

use super::super::part::{Need, Part};
use super::{DAY, STEP, Stage};
use crate::calendar::Moment;
use crate::evaluate::{Case, Duty, Obligation};
use crate::model::{Cond, DeadlineId, Example, ExampleEvent, Expect, Expected, FindingId, Found, Place, Target};
use crate::terms::CompareOp;

/// Days after the last event at which a case that climbs is looked at.
const LOOKS: [i64; 7] = [1, 3, 7, 14, 30, 60, 120];

/// The example with a moment of looking and what is then seen of the part.
pub(super) fn expected(stage: Stage<'_>, part: &Part, example: &Example, late: bool) -> Option<Example> {
    let rules = stage.plan.rules;
    let last = example.tickets.first()?.events.last()?.at;
    let look = |as_of: Moment| -> (Example, Case) {
        let mut own = example.clone();
        own.as_of = Some(as_of);
        let played = stage.play(&own);
        let cases = match part.is_on_trial(rules) && !played.trials.is_empty() {
            true => played.trials,
            false => played.cases,
        };
        (own, cases.into_iter().next().unwrap_or_default())
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
                (Some(due), false) => Some(expecting(seen, Expected::Due(target, due))),
                (Some(due), true) => {
                    let (seen, _) = look(Moment(due.0 + 60));
                    Some(expecting(seen, Expected::Holds(Cond::Overdue { target, by: None })))
                }
                (None, _) => {
                    let (seen, _) = look(Moment(last.0 + 60 * DAY));
                    Some(expecting(seen, Expected::Holds(Cond::NotOverdue { target })))
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
                        Some(expecting(seen, Expected::Entered(number, entry.at)))
                    }
                    true => {
                        let due = case.obligations.get(entry.obligation)?.due?;
                        let (seen, _) = look(Moment(due.0 + 60));
                        let target = Target::Rung(number);
                        Some(expecting(seen, Expected::Holds(Cond::Overdue { target, by: None })))
                    }
                }
            })
        }
        Need::Exit(ladder, _) => {
            // The event comes once the case has climbed; what is expected is that no higher rung is entered for long, and of
            // the highest that it is not late.
            let highest = |number: u8| ladder.rungs.len() == usize::from(number);
            let number = part.rung()?;
            LOOKS.iter().find_map(|days| {
                let mut own = example.clone();
                let ticket = own.tickets.first_mut()?;
                let exit = ticket.events.pop()?;
                let before = ticket.events.last()?.at;
                own.as_of = Some(Moment(before.0 + days * DAY));
                let case = stage.play(&own).cases.into_iter().next()?;
                let since = match number {
                    1 => before,
                    _ => case.entries.iter().find(|entry| entry.rung == number)?.at,
                };
                own.tickets.first_mut()?.events.push(ExampleEvent {
                    at: Moment(since.0 + STEP),
                    ..exit
                });
                own.as_of = Some(Moment(since.0 + 60 * DAY));
                let case = stage.play(&own).cases.into_iter().next()?;
                let higher = case.entries.iter().find(|entry| entry.at.0 >= since.0 + STEP);
                Some(match higher {
                    Some(entry) => {
                        own.as_of = Some(Moment(entry.at.0 + 1));
                        expecting(own, Expected::Entered(entry.rung, entry.at))
                    }
                    None if highest(number) => {
                        let target = Target::Rung(number);
                        expecting(own, Expected::Holds(Cond::NotOverdue { target }))
                    }
                    None => expecting(own, Expected::NotEntered(number.saturating_add(1))),
                })
            })
        }
        Need::Finding(..) => {
            let finding = Found::Stated(FindingId::from(part.finding()?));
            let held = Cond::FindingCount {
                finding,
                op: CompareOp::Greater,
                number: 0,
            };
            [0, 1, 7, 30, 120].iter().find_map(|days| {
                let (seen, case) = look(Moment(last.0 + 60 + days * DAY));
                let holds = case.hits.iter().any(|hit| hit.finding == finding);
                holds.then(|| expecting(seen, Expected::Holds(held.clone())))
            })
        }
        Need::Naming(_) => None,
    }
}

/// The example with one thing that it expects.
pub(super) fn expecting(mut own: Example, what: Expected) -> Example {
    own.expects = vec![Expect {
        ticket: 0,
        what,
        responsible: None,
        place: Place::default(),
    }];
    own
}
