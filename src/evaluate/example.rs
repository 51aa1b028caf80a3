//! Examples of a rule file, played like tickets of a feed and held against what they expect.

use super::repeat::Repeats;
use super::run::Run;
use super::verdict::{Case, State};
use super::{Moment, Truth};
use crate::feed::{Facts, Happened, RowId, Ticket};
use crate::model::{Cond, Example, Expect, Expected, FieldId, PartyId, Place, Target, Value};
use crate::plan::Plan;

/// What came out of one example.
#[derive(Debug, Clone)]
pub struct Played {
    /// The moment it was looked at.
    pub as_of: Moment,
    /// One outcome an `expect`, in order.
    pub outcomes: Vec<Outcome>,
    /// The case, for the trace.
    pub case: Case,
}

impl Played {
    /// Whether all that is expected came out.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.outcomes
            .iter()
            .all(|outcome| matches!(outcome.got, Got::Expected | Got::NotJudged))
    }
}

/// One `expect` line and what came out.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its line.
    pub place: Place,
    /// What came out.
    pub got: Got,
}

/// What came out instead.
#[derive(Debug, Clone, PartialEq)]
pub enum Got {
    /// What was expected.
    Expected,
    /// Another due moment, or none, and the obligation's state (None: there is no such obligation).
    Due(Option<Moment>, Option<State>),
    /// The rung was entered at these moments (none: not at all).
    Entered(Vec<Moment>),
    /// The condition does not hold, or cannot be decided.
    Truth(Truth),
    /// Somebody else answers (None: nobody could be found).
    Party(Option<PartyId>),
    /// A figure of surveys: not part of a ticket's verdict.
    NotJudged,
}

/// The facts of one example: a feed of one ticket.
pub struct ExampleFacts<'r> {
    example: &'r Example,
    ticket: Ticket,
    events: Vec<Happened>,
    /// By event in order: its position in the example.
    told_by: Vec<usize>,
}

impl<'r> ExampleFacts<'r> {
    /// Orders the events as a feed would.
    #[must_use]
    pub fn new(plan: &Plan<'_>, example: &'r Example) -> ExampleFacts<'r> {
        let flows = &plan.flows;
        let known = |flow: &crate::plan::Flow| {
            example
                .events
                .iter()
                .filter(|event| flow.rank[event.event.index()] != u16::MAX)
                .count()
        };
        // The workflow that knows most of its events; the first where several do.
        let best = flows.iter().map(known).max().unwrap_or(0);
        let workflow = flows.iter().position(|flow| known(flow) == best).unwrap_or(0);
        let mut order: Vec<usize> = (0..example.events.len()).collect();
        order.sort_by_key(|at| {
            let event = &example.events[*at];
            (
                event.at,
                flows[workflow].rank[event.event.index()],
                event.handler,
                event.category,
                *at,
            )
        });
        let happened = |at: &usize| {
            let event = &example.events[*at];
            let row = RowId {
                feed: 0,
                line: event.place.line,
            };
            Happened {
                at: event.at,
                event: event.event,
                party: event.handler,
                category: event.category,
                row,
            }
        };
        ExampleFacts {
            example,
            ticket: Ticket {
                workflow: workflow.into(),
                kind: example.kind,
                category: example.category,
                handler: example.handler,
                customer: example.customer.as_ref().map(|_| 0),
            },
            events: order.iter().map(happened).collect(),
            told_by: order,
        }
    }
}

impl Facts for ExampleFacts<'_> {
    fn len(&self) -> usize {
        1
    }

    fn ticket(&self, _: usize) -> Ticket {
        self.ticket
    }

    fn number(&self, _: usize) -> &str {
        &self.example.title
    }

    fn row(&self, _: usize) -> RowId {
        RowId {
            feed: 0,
            line: self.example.place.line,
        }
    }

    fn events(&self, _: usize, into: &mut Vec<Happened>) {
        into.clear();
        into.extend_from_slice(&self.events);
    }

    fn field(&self, _: usize, field: FieldId, event: Option<usize>) -> Option<Value> {
        let fields = match event {
            None => &self.example.fields,
            Some(at) => &self.example.events[*self.told_by.get(at)?].fields,
        };
        fields
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, value)| value.clone())
    }
}

/// Plays an example. Without `as of` it is looked at when its last event happens.
#[must_use]
pub fn play_example(plan: &Plan<'_>, example: &Example) -> Played {
    let facts = ExampleFacts::new(plan, example);
    let last = facts.events.last().map_or(Moment(0), |event| event.at);
    let as_of = example.as_of.unwrap_or(last);
    let repeats = Repeats::of(plan, &facts);
    let mut run = Run::new(plan, &facts, &repeats, as_of, true);
    run.play(0);
    let judged: Vec<(Place, Got)> = example
        .expects
        .iter()
        .map(|expect| {
            let truth = match &expect.what {
                Expected::Holds(cond) => run.judge(cond),
                _ => Truth::Yes,
            };
            (
                expect.place,
                if truth == Truth::Yes {
                    Got::Expected
                } else {
                    Got::Truth(truth)
                },
            )
        })
        .collect();
    let parties: Vec<Option<PartyId>> = example
        .expects
        .iter()
        .map(|expect| expect.responsible.and_then(|party| run.party(party)))
        .collect();
    let mut case = Case::default();
    run.write(&mut case);
    let outcomes = example
        .expects
        .iter()
        .zip(judged)
        .zip(parties)
        .map(|((expect, (place, truth)), party)| {
            let got = if truth == Got::Expected {
                compare(plan, &case, expect, party)
            } else {
                truth
            };
            Outcome { place, got }
        });
    Played {
        as_of,
        outcomes: outcomes.collect(),
        case,
    }
}

fn compare(plan: &Plan<'_>, case: &Case, expect: &Expect, party: Option<PartyId>) -> Got {
    let answers = |answering: Vec<Option<PartyId>>| match (&expect.responsible, answering.last()) {
        (Some(_), Some(last)) if !answering.contains(&party) || party.is_none() => Got::Party(*last),
        (Some(_), None) => Got::Party(None),
        _ => Got::Expected,
    };
    match &expect.what {
        Expected::Due(target, due) => {
            let own: Vec<_> = obligations(plan, case, *target).collect();
            let hit: Vec<_> = own
                .iter()
                .filter(|own| own.due == Some(*due))
                .map(|own| own.party)
                .collect();
            match own.last() {
                _ if !hit.is_empty() => answers(hit),
                Some(last) => Got::Due(last.due, Some(last.state)),
                None => Got::Due(None, None),
            }
        }
        Expected::Entered(rung, at) => {
            let entries = case.entries.iter().filter(|entry| entry.rung == *rung);
            let hit: Vec<_> = entries
                .clone()
                .filter(|entry| entry.at == *at)
                .map(|entry| entry.party)
                .collect();
            if hit.is_empty() {
                Got::Entered(entries.map(|entry| entry.at).collect())
            } else {
                answers(hit)
            }
        }
        Expected::NotEntered(rung) => {
            let entered: Vec<_> = case
                .entries
                .iter()
                .filter(|entry| entry.rung == *rung)
                .map(|entry| entry.at)
                .collect();
            if entered.is_empty() {
                Got::Expected
            } else {
                Got::Entered(entered)
            }
        }
        Expected::Holds(cond) => match (&expect.responsible, target_of(cond)) {
            (Some(_), Some((target, late))) => {
                let own = obligations(plan, case, target).filter(|own| !late || own.state.is_late());
                answers(own.map(|own| own.party).collect())
            }
            _ => Got::Expected,
        },
        Expected::Sample(_) | Expected::Score(_) | Expected::Share(..) | Expected::PersonsNeeded { .. } => {
            Got::NotJudged
        }
    }
}

/// The obligation a condition is about, and whether it must be late.
fn target_of(cond: &Cond) -> Option<(Target, bool)> {
    match cond {
        Cond::Overdue { target, .. } => Some((*target, true)),
        Cond::NotOverdue { target } | Cond::OnTime { target } => Some((*target, false)),
        Cond::And(tests) | Cond::Or(tests) => tests.iter().find_map(target_of),
        _ => None,
    }
}

fn obligations<'c>(
    plan: &'c Plan<'_>,
    case: &'c Case,
    target: Target,
) -> impl Iterator<Item = &'c super::Obligation> + 'c {
    use super::Duty;
    case.obligations.iter().filter(move |own| match (target, own.duty) {
        (Target::Deadline(_), Duty::Deadline(deadline)) => plan.same_name(deadline, target),
        (Target::Rung(1), Duty::Deadline(_)) => own.rung == 1,
        (Target::Rung(rung), Duty::Rung(number)) => rung == number,
        (Target::Schedule(schedule), Duty::Schedule(number)) => plan.same_schedule(schedule, number),
        _ => false,
    })
}
