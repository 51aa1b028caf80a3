//! What there is to tell of a ticket whose clocks were all stopped in time, where its case is not needed.

use super::Desk;
use super::own::Own;
use super::plain::{Reach, reach};
use crate::calendar::Moment;
use crate::evaluate::run::Run;
use crate::evaluate::verdict::Duty;
use crate::feed::{Facts, Ticket, Timeline};
use crate::model::{CategoryId, Cond, CountEach, DeadlineId, Denominator, EventId, KindId, PartyId, Place, RuleSet};
use crate::plan::KeeperId;

/// Events that are told of by the bits of a number.
const EVENTS: usize = 32;

/// The events that metrics ask for.
#[derive(Debug, Default)]
pub(super) struct Asked {
    events: Vec<EventId>,
    /// Which of them metrics ask for that count the obligations of a deadline.
    of_deadlines: u32,
}

/// A ticket whose matter came for the first time, and of which all that is owed was done in time.
#[derive(Debug, Clone, Copy)]
pub struct Punctual<'d> {
    /// Its kind.
    pub kind: Option<KindId>,
    /// Its category.
    pub category: Option<CategoryId>,
    /// Who handles it.
    pub handler: Option<PartyId>,
    /// When it was accepted.
    pub accepted: Option<Moment>,
    /// What decides, with its kind and its category, what metrics say of it.
    pub asked: AskedOf,
    owns: &'d [Own],
}

/// A bit for each event that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedOf {
    /// Of those for which metrics ask.
    pub ticket: u32,
    /// Of those for which metrics ask that count the obligations of a deadline.
    pub deadline: u32,
}

/// An obligation of it.
#[derive(Debug, Clone, Copy)]
pub struct Done {
    /// The deadline.
    pub deadline: DeadlineId,
    /// Its rung: 0 beside the ladder.
    pub rung: u8,
    /// Who owed it.
    pub party: Option<PartyId>,
    /// In whose working time it is counted.
    pub keeper: KeeperId,
    /// When it began,
    pub start: Moment,
    /// when it had to be done,
    pub due: Moment,
    /// and when it was.
    pub done: Moment,
    /// The line of the rules by which it fell due.
    pub rule: Place,
}

impl<'d> Punctual<'d> {
    /// One that changed neither its category nor its handler.
    pub(super) fn of((ticket, accepted): (&Ticket, Option<Moment>), asked: AskedOf, owns: &'d [Own]) -> Punctual<'d> {
        Punctual {
            kind: ticket.kind,
            category: ticket.category,
            handler: ticket.handler,
            accepted,
            asked,
            owns,
        }
    }

    /// What was owed and done.
    pub fn done(&self) -> impl Iterator<Item = Done> + use<'d> {
        self.owns.iter().filter_map(|own| match own.duty {
            Duty::Deadline(deadline) => Some(Done {
                deadline,
                rung: own.rung,
                party: own.party,
                keeper: own.keeper,
                start: own.start,
                due: own.due,
                done: own.done,
                rule: own.rule,
            }),
            _ => None,
        })
    }
}

impl Desk {
    /// The ticket that is laid out, all of whose clocks were stopped in time; `at`: when an event came.
    pub(super) fn punctual<F: Facts>(
        &self,
        run: &Run<'_, F>,
        asked: &Asked,
        at: impl Fn(EventId) -> Moment,
    ) -> Punctual<'_> {
        let bits = asked.events.iter().rev();
        let bits = bits.map(|event| u32::from(at(*event) != Timeline::NEVER));
        let came = bits.fold(0, |all, bit| all << 1 | bit);
        let told = AskedOf {
            ticket: came,
            deadline: came & asked.of_deadlines,
        };
        Punctual::of((&run.ticket, run.accepted), told, &self.owns)
    }
}

impl Asked {
    /// None: what metrics say of a punctual ticket is not decided by events, its kind and its category.
    pub(super) fn of(rules: &RuleSet) -> Option<Asked> {
        let mut asked = Asked::default();
        for metric in &rules.metrics {
            asked.note(&metric.numerator, metric.count_each, rules)?;
            if let Denominator::When(when) = &metric.denominator {
                asked.note(when, metric.count_each, rules)?;
            }
        }
        Some(asked)
    }

    fn note(&mut self, when: &Cond, of: CountEach, rules: &RuleSet) -> Option<()> {
        match when {
            Cond::And(tests) | Cond::Or(tests) => tests.iter().try_for_each(|test| self.note(test, of, rules)),
            Cond::Has { event, negated: _ } => {
                let known = self.events.iter().position(|own| own == event);
                let at = known.unwrap_or(self.events.len());
                if at >= EVENTS {
                    return None;
                }
                if known.is_none() {
                    self.events.push(*event);
                }
                if of != CountEach::Ticket {
                    self.of_deadlines |= 1 << at;
                }
                Some(())
            }
            // Of its own obligation, which is done in time; and of a matter that came for the first time.
            Cond::OnTime { .. }
            | Cond::NotOverdue { .. }
            | Cond::Overdue { by: None, .. }
            | Cond::Occurrence { .. } => Some(()),
            other => (reach(other, &rules.fields) == Reach::Closed).then_some(()),
        }
    }
}
