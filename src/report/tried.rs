//! A change is tried before it is told: what would have become of an obligation that was done in time, had it been
//! done after its due moment.
//!
//! Lateness is not always what comes of it: a rung may close first, or a schedule may let the case climb before the due
//! moment. Then it is that moment that the verdict hangs on, and it is told instead.

use super::change::ended_by;
use super::{Change, Stamp, WhyValue};
use crate::calendar::Moment;
use crate::evaluate::{Case, Evaluator, Obligation, Repeats, State};
use crate::feed::{Facts, Happened, RowId, Ticket};
use crate::model::{EventId, FieldId, PartyId, Value};
use crate::plan::Plan;

/// Puts what was tried in the place of what was supposed, for every obligation done in time.
pub fn try_changes<F: Facts>(
    value: &mut WhyValue,
    case: &Case,
    plan: &Plan<'_>,
    facts: &F,
    repeats: &Repeats,
    as_of: Moment,
) {
    for (told, one) in value.obligations.iter_mut().zip(&case.obligations) {
        let (State::DoneOnTime, Some(start), Some(due)) = (one.state, one.start, one.due) else {
            continue;
        };
        let later = Later {
            facts,
            ticket: case.ticket,
            ends: ended_by(plan.rules, case, one.duty),
            start,
            due,
        };
        let as_of = Moment(as_of.0.max(due.0.saturating_add(2)));
        let mut tried = Case::default();
        Evaluator::new(plan, &later, repeats, as_of, false).judge(case.ticket, &mut tried);
        let same = |other: &&Obligation| {
            (other.duty, other.round, other.start, other.party) == (one.duty, one.round, one.start, one.party)
        };
        let Some(outcome) = tried
            .obligations
            .iter()
            .filter(same)
            .find(|other| other.state != State::DoneOnTime)
        else {
            told.otherwise.clear();
            continue;
        };
        if !outcome.state.is_late() {
            let closed = outcome.done.filter(|done| *done <= due);
            told.otherwise = closed
                .map(|after| Change::ClosedIfDoneAfter {
                    after: Stamp::of(&plan.zone, after),
                    state: outcome.state,
                })
                .into_iter()
                .collect();
        }
    }
}

/// The facts, had the events that end an obligation come right after its due moment.
struct Later<'a, F> {
    facts: &'a F,
    ticket: usize,
    ends: Vec<EventId>,
    start: Moment,
    due: Moment,
}

impl<F: Facts> Later<'_, F> {
    /// The events in their new order, each with its position in the old one.
    fn moved(&self) -> Vec<(usize, Happened)> {
        let mut events = Vec::new();
        self.facts.events(self.ticket, &mut events);
        let mut moved: Vec<(usize, Happened)> = events.into_iter().enumerate().collect();
        for (_, event) in &mut moved {
            if self.ends.contains(&event.event) && event.at >= self.start && event.at <= self.due {
                event.at = Moment(self.due.0.saturating_add(1));
            }
        }
        moved.sort_by_key(|(_, event)| event.at);
        moved
    }
}

impl<F: Facts> Facts for Later<'_, F> {
    fn len(&self) -> usize {
        self.facts.len()
    }

    fn ticket(&self, ticket: usize) -> Ticket {
        self.facts.ticket(ticket)
    }

    fn number(&self, ticket: usize) -> &str {
        self.facts.number(ticket)
    }

    fn row(&self, ticket: usize) -> RowId {
        self.facts.row(ticket)
    }

    fn events(&self, ticket: usize, into: &mut Vec<Happened>) {
        if ticket == self.ticket {
            into.clear();
            into.extend(self.moved().into_iter().map(|(_, event)| event));
        } else {
            self.facts.events(ticket, into);
        }
    }

    fn co_handlers(&self, ticket: usize) -> &[PartyId] {
        self.facts.co_handlers(ticket)
    }

    fn field(&self, ticket: usize, field: FieldId, event: Option<usize>) -> Option<Value> {
        let own = event.filter(|_| ticket == self.ticket);
        let event = match own {
            Some(position) => Some(self.moved().get(position)?.0),
            None => event,
        };
        self.facts.field(ticket, field, event)
    }
}
